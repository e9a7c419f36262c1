"""JSON Lines: every paper with all it holds, so that another library can take it in as it is."""

from collections.abc import Iterable, Iterator

from papercli.exports.base import EXTRAS, Citekeys, ExportFormat
from papercli.model import Paper
from papercli.views.answers import complete
from papercli.views.machine import as_json_lines


def write(papers: Iterable[Paper], _citekey: Citekeys) -> Iterator[str]:
    """Yield one line a paper."""
    return as_json_lines(map(complete, papers))


FORMAT = ExportFormat(
    "jsonl",
    "one JSON object per line, with everything papers ingest can restore",
    (".jsonl", ".ndjson"),
    write,
    always=frozenset(EXTRAS),
)
