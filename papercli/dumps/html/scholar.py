"""Google Scholar's alerts in HTML: linked titles, each with a line in green and an excerpt."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from papercli.dumps.base import Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.html.cards import line_of, text_of
from papercli.dumps.mail.scholar import read_byline, unwrapped, without_mark

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BELOW = frozenset({"div", "td", "font", "p"})
_TITLE, _EXCERPT = "gse_alrt_title", "gse_alrt_sni"


def read_alert(page: "HtmlElement") -> Iterator[Record | Skipped]:
    """Yield the papers of an alert."""
    title: HtmlElement | None = None
    byline: dict[str, object] | None = None
    excerpt = ""
    for each in page.iter():
        classes = str(each.get("class") or "").split()
        if _TITLE in classes:
            if title is not None:
                yield _read(title, byline, excerpt)
            title, byline, excerpt = each, None, ""
        elif title is not None and each.tag in _BELOW:
            if byline is None:
                byline = read_byline(text_of(each))
            elif _EXCERPT in classes:
                excerpt = text_of(each)
    if title is not None:
        yield _read(title, byline, excerpt)


def _read(title: "HtmlElement", byline: dict[str, object] | None, excerpt: str) -> Record | Skipped:
    if byline is None:
        return Skipped(line_of(title), "a title without its authors")
    link = unwrapped(str(title.get("href") or ""))
    return read_fields(
        {
            **byline,
            "title": without_mark(text_of(title)),
            "abstract": excerpt or None,
            "arxiv": byline["arxiv"] or link,
            "url": link or None,
        },
        line_of(title),
    )
