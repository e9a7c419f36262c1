"""A map as one web page that holds its papers, its style and its script.

Works from a file, without a network. Papers stand in it as data that no parser of HTML can take for
markup, its script puts them on the page as text, and its content policy lets nothing run but that script.
"""

import base64
import gzip
import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files

import numpy as np

from papercli.map.drawing import Dot, PaperMap
from papercli.views.inert import as_inert_json, digest_of

_LARGEST = 0xFFFF  # coordinate
_MOST_LISTED = 2_000  # titles, for who has no JavaScript


def write_page(drawn: PaperMap, query: str) -> Iterator[str]:
    """Yield the page that shows a map of the papers that match `query`."""
    package = files("papercli.map")
    page = package.joinpath("page.html").read_text("utf-8")
    for name in ("picture", "controls"):
        page = page.replace(f"%{name.upper()}%", package.joinpath(f"{name}.js").read_text("utf-8"))
    for kind in ("style", "script"):
        page = page.replace(f"%{kind.upper()}%", digest_of(page, kind))
    low = drawn.positions.min(axis=0)
    span = drawn.positions.max(axis=0) - low
    scale = _LARGEST / max(float(span.max()), 1e-9)
    placed = ((drawn.positions - low) * scale).round()
    topics = [
        {
            "terms": topic.terms,
            "x": round((topic.middle[0] - float(low[0])) * scale),
            "y": round((topic.middle[1] - float(low[1])) * scale),
        }
        for topic in drawn.topics
    ]
    width, height = (max(1, round(float(each) * scale)) for each in span)
    about = {
        "papers": len(drawn.dots),
        "query": query,
        "width": width,
        "height": height,
        "topics": topics,
    }
    years = np.array([_year(dot) for dot in drawn.dots])
    numbers = np.concatenate([placed[:, 0], placed[:, 1], years]).astype("<u2")
    held = {
        "ABOUT": as_inert_json(about),
        "DOTS": _packed(numbers.tobytes() + drawn.topic_of.tobytes()),
        "TEXTS": _packed("\n".join(map(_line, drawn.dots)).encode()),
        "LIST": "".join(_list(drawn.dots)),
    }
    for at, part in enumerate(re.split(f"%({'|'.join(held)})%", page)):
        yield held[part] if at % 2 else part


def _year(dot: Dot) -> int:
    return dot.year if dot.year and 0 < dot.year <= _LARGEST else 0


def _line(dot: Dot) -> str:
    return "\t".join(" ".join((each or "").split()) for each in (dot.id, dot.title, dot.link))


def _packed(data: bytes) -> str:
    """Return bytes compressed, without the time at which they were."""
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode("ascii")


def _list(dots: list[Dot]) -> Iterator[str]:
    """Yield the titles as a list in HTML, in which nothing of them is markup."""
    yield "<ul>"
    for dot in dots[:_MOST_LISTED]:
        title = escape(dot.title)
        yield (
            f'<li><a href="{escape(dot.link)}" rel="noreferrer noopener">{title}</a></li>\n'
            if dot.link
            else f"<li>{title}</li>\n"
        )
    more = len(dots) - _MOST_LISTED
    yield f"<li>and {more:,} more</li></ul>" if more > 0 else "</ul>"
