"""One web page that holds its papers, its style and its search.

Works from a file, without a network.

Papers stand in it as JSON that no parser of HTML can take for markup, its script puts them on the
page as text, and its content policy lets nothing run but that script.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from papercli.exports.base import Citekeys, ExportFormat
from papercli.exports.fields import named_authors
from papercli.exports.links import links
from papercli.latex.shown import readable
from papercli.model import Name, Paper
from papercli.names import names_of

_MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def write(papers: Iterable[Paper], _citekey: Citekeys) -> Iterator[str]:
    """Yield the page."""
    page = files("papercli.exports").joinpath("page.html").read_text("utf-8")
    for kind in ("style", "script"):
        page = page.replace(f"%{kind.upper()}%", _digest(page, kind))
    before, after = page.split("%PAPERS%")
    yield before
    comma = "["
    for paper in papers:
        yield comma + json.dumps(
            _shown(paper), ensure_ascii=False, separators=(",", ":")
        ).translate(_MARKUP)
        comma = ",\n"
    yield ("[]" if comma == "[" else "]") + after


def _family(paper: Paper) -> str:
    first = next(iter(names_of(paper.authors, paper.names)), Name())
    return first.literal or first.family or ""


def _shown(paper: Paper) -> dict[str, Any]:
    """Return what the page's script needs of a paper."""
    authors, more = named_authors(paper)
    return {
        "title": readable(paper.title),
        "authors": authors,
        "more": more,
        "family": _family(paper),  # to order by
        "year": paper.year,
        "venue": paper.venue,
        # For who reads the page back:
        "type": paper.type,
        "date": paper.date,
        "volume": paper.volume,
        "issue": paper.issue,
        "pages": paper.pages,
        "keywords": paper.keywords,
        "links": links(paper),
        "status": paper.status,
        "starred": paper.starred,
        "tags": paper.tags,
        "note": paper.note,
        "abstract": readable(paper.abstract or ""),
    }


def _digest(page: str, kind: str) -> str:
    """Return the hash by which the content policy knows the page's last style or script (CSP 3, 2.3.1)."""
    text = page.rpartition(f"<{kind}>")[2].partition(f"</{kind}>")[0]
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


FORMAT = ExportFormat(
    "html",
    "a searchable web page, for any browser",
    (".html", ".htm"),
    write,
    always=frozenset({"abstract", "tags"}),
)
