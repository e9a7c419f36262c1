"""CSV with a header, for spreadsheets.

A text that a spreadsheet would run as a formula is made harmless.
"""

from collections.abc import Iterable, Iterator

from papercli.exports.base import EXTRAS, Citekeys, ExportFormat
from papercli.model import Paper
from papercli.views.machine import as_csv

FIELDS = (
    "id",
    "title",
    "authors",
    "more_authors",
    "year",
    "date",
    "type",
    "venue",
    "volume",
    "issue",
    "pages",
    "arxiv",
    "doi",
    "url",
    "keywords",
    "tags",
    "status",
    "starred",
    "note",
    "added",
    "citations",
    "citations_at",
    "votes",
    "votes_at",
    "abstract",
)


def write(papers: Iterable[Paper], _citekey: Citekeys) -> Iterator[str]:
    """Yield the header and the rows, some hundreds at a time."""
    return as_csv((paper.to_json() for paper in papers), FIELDS)


FORMAT = ExportFormat(
    "csv", "CSV with a header, for spreadsheets", (".csv",), write, always=frozenset(EXTRAS)
)
