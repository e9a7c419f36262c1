"""One web page that holds its papers, its style and its search.

Works from a file, without a network.

Papers stand in it as JSON that no parser of HTML can take for markup, its script puts them on the
page as text, and its content policy lets nothing run but that script.
"""

from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from papercli.exports.base import Citekeys, ExportFormat
from papercli.exports.fields import named_authors
from papercli.exports.links import links
from papercli.latex.shown import readable
from papercli.model import Name, Paper
from papercli.names import names_of
from papercli.views.inert import as_inert_json, digest_of


def write(papers: Iterable[Paper], _citekey: Citekeys) -> Iterator[str]:
    """Yield the page."""
    page = files("papercli.exports").joinpath("page.html").read_text("utf-8")
    for kind in ("style", "script"):
        page = page.replace(f"%{kind.upper()}%", digest_of(page, kind))
    before, after = page.split("%PAPERS%")
    yield before
    comma = "["
    for paper in papers:
        yield comma + as_inert_json(_shown(paper))
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


FORMAT = ExportFormat(
    "html",
    "a searchable web page, for any browser",
    (".html", ".htm"),
    write,
    always=frozenset({"abstract", "tags"}),
)
