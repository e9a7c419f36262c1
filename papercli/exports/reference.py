"""One paper as people cite it in a text: a reference in the manner of APA, plain or in Markdown."""

import re

from papercli.exports.fields import named_parts
from papercli.exports.links import links
from papercli.model import Name, Paper
from papercli.patterns import late
from papercli.text import fold

_MOST = 20  # authors that are named; of more, the first 19 and the last (APA 7, 9.8)
_WORD = late(r"[^\s.-]+")
_END = (".", "?", "!")


def plain_reference(paper: Paper) -> str:
    """Return a reference in one line: `Doe, J., & Roe, M. (2020). A title. Venue, 3(2), 1-9. https://…`."""
    venue = ", ".join(part for part in (paper.venue or "", _numbers(paper)) if part)
    address = next((address for _, address in _links(paper)), "")
    parts = (_head(paper), _ended(paper.title), _ended(venue), address)
    return " ".join(part for part in parts if part)


def markdown_reference(paper: Paper) -> str:
    """Return the same with its title as a link, and its venue in italics."""
    address = next((address for _, address in _links(paper)), "")
    title = f"[{_escaped(paper.title)}](<{address}>)." if address else _ended(_escaped(paper.title))
    venue = f"*{_escaped(paper.venue)}*" if paper.venue else ""
    place = ", ".join(part for part in (venue, _numbers(paper)) if part)
    parts = (_escaped(_head(paper)), title, _ended(place))
    return " ".join(part for part in parts if part)


def _head(paper: Paper) -> str:
    authors = _authors(paper)
    year = f"({paper.year})." if paper.year else "(n.d.)."
    return f"{authors} {year}" if authors else year if paper.year else ""


def _authors(paper: Paper) -> str:
    names, more = named_parts(paper)
    shown = list(map(_short, names))
    if more:
        return ", ".join([*shown[: _MOST - 1], "et al."])
    if len(shown) > _MOST:
        return f"{', '.join(shown[: _MOST - 1])}, … {shown[-1]}"
    return ", & ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def _short(name: Name) -> str:
    """Return `Doe, J. M.`; given names that have no initials, such as Chinese ones, whole."""
    if name.literal or not name.given:
        return name.literal or name.family or ""
    given = name.given
    if fold(given[:1]).isascii() or given[:1].isupper():
        given = _WORD.sub(lambda word: f"{word[0][:1].upper()}.", given).replace("..", ".")
    parts = (name.family, given, name.suffix)
    return ", ".join(part for part in parts if part)


def _numbers(paper: Paper) -> str:
    volume = paper.volume or ""
    if paper.issue:
        volume += f"({paper.issue})"
    return ", ".join(part for part in (volume, paper.pages or "") if part)


def _links(paper: Paper) -> list[tuple[str, str]]:
    """Return the links of a paper, the DOI first, which never moves."""
    return sorted(links(paper), key=lambda each: each[0] != "DOI")


def _ended(text: str) -> str:
    return text if not text or text.endswith(_END) else f"{text}."


def _escaped(text: str) -> str:
    return re.sub(r"[\\`*_\[\]<]", r"\\\g<0>", text)
