"""What a reader wrote in an entry of BibTeX: Mendeley's and BibDesk's annotations, JabRef's comments and read status."""

from collections.abc import Mapping
from dataclasses import replace

from papercli.dumps.base import Record, Skipped
from papercli.dumps.reader_marks import read_status, with_note
from papercli.latex.read import latex_outside_maths

# Not `note`, which styles print: "To appear".
_NOTES = frozenset(
    "annote annotation annotations comment comments review notes mynote mynotes thoughts".split()
)
_USERS = "comment-"  # JabRef's, one for each user: comment-ada
_YES = frozenset({"1", "yes", "true"})  # of BibDesk and Papers, in a field called read


def with_reader_fields(record: Record | Skipped, raw: Mapping[str, str]) -> Record | Skipped:
    """Return the record of an entry with what a reader wrote in these fields of it."""
    notes = [
        latex_outside_maths(value)
        for name, value in raw.items()
        if name in _NOTES or name.startswith(_USERS)
    ]
    marked = with_note(record, notes)
    was_read = raw.get("read", "").lower() in _YES
    status = "read" if was_read else read_status(raw.get("readstatus", ""))
    return replace(marked, status=status) if isinstance(marked, Record) and status else marked
