"""What a reader does to a library.

Each function makes one change to a library that is held for writing (`Library.writing`), which
undo takes back as a whole, and returns what became of it. Each raises NotFoundError for a paper
that is not there, and UsageError for what makes no sense.
"""

from papercli.changes.attaching import attach, documents, known_files
from papercli.changes.deciding import (
    Applied,
    Decision,
    Merged,
    Split,
    apply_verdicts,
    decide,
    keep_apart,
    merge,
    split,
    verdict_lines,
)
from papercli.changes.editing import edit, read_values
from papercli.changes.filling import complete
from papercli.changes.marking import Marked, mark, remove, rename_tag
from papercli.changes.parting import split_record
from papercli.changes.searching import forget_search, mute, save_search, unmute
from papercli.changes.sheet import read_sheet, with_remark, write_sheet
from papercli.changes.undoing import redo, undo

__all__ = [
    "Applied",
    "Decision",
    "Marked",
    "Merged",
    "Split",
    "apply_verdicts",
    "attach",
    "complete",
    "decide",
    "documents",
    "edit",
    "forget_search",
    "keep_apart",
    "known_files",
    "mark",
    "merge",
    "mute",
    "read_sheet",
    "read_values",
    "redo",
    "remove",
    "rename_tag",
    "save_search",
    "split",
    "split_record",
    "undo",
    "unmute",
    "verdict_lines",
    "with_remark",
    "write_sheet",
]
