"""JSON Lines: every paper with all it holds, so that another library can take it in as it is."""

from collections.abc import Iterable, Iterator
from itertools import islice

from papercli.exports.base import EXTRAS, Citekeys, ExportFormat
from papercli.model import Paper
from papercli.views.answers import complete
from papercli.views.machine import as_json_lines

_AT_ONCE = 500  # papers


def write(papers: Iterable[Paper], _citekey: Citekeys) -> Iterator[str]:
    """Yield one line a paper."""
    rest = map(complete, papers)
    while some := list(islice(rest, _AT_ONCE)):
        yield as_json_lines(some)


FORMAT = ExportFormat(
    "jsonl",
    "one JSON object per line, with everything papers ingest can restore",
    (".jsonl", ".ndjson"),
    write,
    always=frozenset(EXTRAS),
)
