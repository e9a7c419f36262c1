"""What a reader wrote in an entry of BibTeX: Mendeley's and BibDesk's annotations, JabRef's comments and read status."""

from collections.abc import Mapping

from papercli.dumps.base import Record, Skipped
from papercli.dumps.reader_marks import with_marks
from papercli.latex.read import latex_outside_maths

_OF_ENTRY = frozenset({"note", "remark", "remarks"})  # of who made the entry: "To appear"
_USERS = "comment-"  # JabRef's, one for each user: comment-ada
_REVIEW = "review"  # JabRef's of old


def with_reader_fields(record: Record | Skipped, raw: Mapping[str, str]) -> Record | Skipped:
    """Return the record of an entry with what a reader wrote in these fields of it."""
    fields = [
        (
            "comment" if name.startswith(_USERS) or name == _REVIEW else name,
            latex_outside_maths(value),
        )
        for name, value in raw.items()
    ]
    return with_marks(record, fields, aside=_OF_ENTRY)
