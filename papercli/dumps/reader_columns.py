"""Columns of tables in which a reader keeps notes and how far a paper is read, and columns of no use to `papers`."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from papercli.dumps.author_columns import SHARED
from papercli.dumps.base import EXAMPLE, Record, Skipped
from papercli.dumps.bookkeeping import OF_EXPORTS, OF_TABLES
from papercli.dumps.column_names import fold_column, known_column
from papercli.dumps.field_names import DATABASE_OF
from papercli.dumps.reader_marks import read_marks
from papercli.dumps.reader_names import COMMENTS, Mark, mark_of, may_be_of_others, read_status
from papercli.dumps.rows import NOTHING, Columns, is_page_column
from papercli.dumps.unkept import with_unkept
from papercli.text import clean

# In tables made of arXiv's own records, where a comment is the authors'.
_OF_ARXIV = frozenset({"submitter", "journalref", "primarycategory", "entryid"})
# Columns by which an export of a database or a reference manager is known: it has dozens of others.
_EXPORTS = tuple(
    map(
        frozenset,
        (
            {"key", "itemtype", "publicationtitle"},
            {"eid", "sourcetitle"},
            {"utuniquewosid"},
            {"publicationid", "pubyear"},
            {"documenttitle", "ieeeterms"},
            {"pmid", "createdate"},
            {"gsrank"},
            {"covidence"},
            {"lensid"},
            {"primarylocationsourcedisplayname"},
            {"itemtitle", "contenttype"},
            {"corpusid", "externalids"},
            *({each} for each in _OF_ARXIV),
        ),
    )
)


class ReaderColumns:
    """What the columns of one table hold of a reader's, and which of them are not read.

    `head` has rows of the table by which its columns are known.
    """

    def __init__(self, columns: Columns, head: Iterable[Mapping[str, str]] = ()) -> None:
        self._given = {name.lower(): field for name, field in columns.items()}
        self._of_others = {  # columns that say how far something else has come
            name
            for row in head
            for name, mark, value in self._fields(row)
            if mark == "status" and read_status(value) is None
        }

    def is_mark(self, name: str) -> bool:
        """Say whether a column is one in which a reader writes."""
        return self._mark_of(name) is not None

    def mark(
        self, record: Record | Skipped, values: Mapping[str, str], unread: Collection[str] = ()
    ) -> Record | Skipped:
        """Return the record of a row with the reader's note and status, and with the columns to report.

        `unread` are names of columns that hold a field of a paper, and yet were not read.
        """
        if isinstance(record, Skipped):
            return record
        fields = self._fields(values)
        of_others = {
            name: value
            for name, _, value in fields
            if name in self._of_others and may_be_of_others(value)
        }
        marks = read_marks(each for each in fields if each[0] not in of_others)
        said = of_others | dict(marks.unknown)
        marked = marks.put_on(record)
        if is_export(values):
            return with_unkept(marked, values.items(), OF_EXPORTS | self._of_authors(values))
        shown = [
            clean(f"{name}{EXAMPLE}{clean(said[name])[:40]}')" if name in said else name)
            for name, value in values.items()
            if name in said
            or (not _is_nothing(value) and (name in unread or self._is_unread(name)))
        ]
        return replace(marked, unread=(*record.unread, *filter(None, shown)))

    def _fields(self, values: Mapping[str, str]) -> list[tuple[str, Mark, str]]:
        """Return the cells of a row that are a reader's."""
        of_authors = self._of_authors(values)
        return [
            (name, mark, value)
            for name, value in values.items()
            if (mark := self._mark_of(name))
            and not _is_nothing(value)
            and fold_column(name) not in of_authors
        ]

    @staticmethod
    def _of_authors(values: Mapping[str, str]) -> frozenset[str]:
        """Return the names under which arXiv keeps remarks of the authors, where the columns are those of arXiv."""
        is_of_arxiv = not _OF_ARXIV.isdisjoint(map(fold_column, values))
        return COMMENTS if is_of_arxiv else frozenset()

    def _mark_of(self, name: str) -> Mark | None:
        given = self._given.get(name.lower())
        if given:
            return "note" if given == "note" else "status" if given == "status" else None
        return mark_of(name)

    def _is_unread(self, name: str) -> bool:
        folded = fold_column(name)
        return not (
            name.lower() in self._given
            or mark_of(name)
            or folded in OF_TABLES
            or folded in DATABASE_OF
            or folded in SHARED  # the reader of the table says which it left out
            or not folded
            or folded.isdecimal()
            or known_column(name)
            or is_page_column(folded)
        )


def is_export(names: Iterable[str]) -> bool:
    """Say whether columns of these names are those of a database or a reference manager."""
    header = {fold_column(name) for name in names}
    return any(export <= header for export in _EXPORTS)


def _is_nothing(value: str) -> bool:
    return value.strip().lower() in NOTHING
