"""CSL-JSON, as pandoc, Zotero and citeproc read it: one array of items."""

import json
from collections.abc import Iterable, Iterator

from papercli.exports.base import Citekeys, ExportFormat
from papercli.exports.fields import csl_item
from papercli.model import Paper


def write(papers: Iterable[Paper], citekey: Citekeys) -> Iterator[str]:
    """Yield the array, one item a line."""
    before = "["
    for paper in papers:
        yield before + json.dumps(csl_item(paper, citekey(paper)), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[" else "]\n"


FORMAT = ExportFormat("csl-json", "CSL-JSON for pandoc, Zotero and citeproc", (".json",), write)
