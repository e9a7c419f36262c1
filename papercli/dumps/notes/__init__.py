"""Notes that a reader keeps: Markdown with front matter, and Org."""
