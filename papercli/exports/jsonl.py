"""JSON Lines: every paper with all it holds, so that another library can take it in as it is."""

from collections.abc import Iterable, Iterator

from papercli.exports.base import Citekeys, ExportFormat
from papercli.library import PaperDict
from papercli.views.machine import as_json_lines


def write(papers: Iterable[PaperDict], _citekey: Citekeys) -> Iterator[str]:
    """Yield one line a paper."""
    for paper in papers:
        yield as_json_lines((paper,))


FORMAT = ExportFormat(
    "jsonl",
    "one JSON object per line, with everything papers ingest can restore",
    (".jsonl", ".ndjson"),
    write,
)
