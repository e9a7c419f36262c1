"""What a reader does to a library.

Each function makes one change to a library that is held for writing (`Library.writing`), which
undo takes back as a whole, and returns what became of it. Each raises NotFoundError for a paper
that is not there, and UsageError for what makes no sense.
"""
