"""Markdown: a reading list with a box to tick for every paper.

CommonMark with GitHub's task lists; every text is escaped.
"""

import re
from collections.abc import Iterable, Iterator

from papercli.exports.base import Citekeys, ExportFormat
from papercli.exports.fields import named_authors, title_in_tex
from papercli.exports.links import links
from papercli.latex.maths import split_maths
from papercli.latex.prose import read_outside_maths
from papercli.model import Paper
from papercli.patterns import late

# Also what GitHub makes of `@name`, `:smile:`, `~~` and bare addresses.
_MARKUP = late(r"[\\`*_\[\]<$~@]|&(?=#?\w+;)|:(?=//|[\w+-]+:)")
_LINE_START = late(r"^(\d*)([-+=#>.)])")
_ESCAPED_START = r"\1\\\2"
_YEAR = late(r"(?<!\d)\d{4}(?!\d)")  # if a venue has only this one, it is not said again
_MOST_AUTHORS = 6


def write(papers: Iterable[Paper], _citekey: Citekeys) -> Iterator[str]:
    """Yield a heading, then one item a paper."""
    yield "# Reading list\n"
    before = "\n"
    for paper in papers:
        yield before + _item(paper)
        before = ""


def _item(paper: Paper) -> str:
    box = "x" if paper.status == "read" else " "
    marks = [
        *(["\u2605"] if paper.starred else []),
        *(["*reading*"] if paper.status == "reading" else []),
    ]
    about = _about(paper)
    lines = [
        " ".join([f"- [{box}]", *marks, f"**{_escape(title_in_tex(paper))}**"]),
        *([f"  {about}"] if about else []),
        *(
            [f"  {places}"]
            if (
                places := " \u00b7 ".join(
                    f"[{_escape(name)}](<{address}>)" for name, address in links(paper)
                )
            )
            else []
        ),
        *([f"  {' '.join(_code(tag) for tag in paper.tags)}"] if paper.tags else []),
    ]
    note = "".join(
        f"\n  > {_escape(line)}\n" for line in (paper.note or "").splitlines() if line.strip()
    )
    abstract = f"\n  **Abstract:** {_escape(paper.abstract)}\n" if paper.abstract else ""
    return "\\\n".join(lines) + "\n" + abstract + note + ("\n" if abstract or note else "")


def _about(paper: Paper) -> str:
    named, more = named_authors(paper)
    authors = [_escape(name.replace(",", "")) for name in named[:_MOST_AUTHORS]]
    if len(named) > _MOST_AUTHORS or (more and named):
        authors.append("et al.")
    venue = f"*{_escape(paper.venue)}*" if paper.venue else ""
    year = str(paper.year or "")
    place = " ".join(
        part for part in (venue, "" if _YEAR.findall(paper.venue or "") == [year] else year) if part
    )
    return _LINE_START.sub(
        _ESCAPED_START, " \u00b7 ".join(part for part in (", ".join(authors), place) if part)
    )


def _escape(text: str) -> str:
    """Return `text` so that Markdown shows it as it is.

    Maths stays maths where its renderer knows it.
    """
    return "".join(
        piece if is_maths and not _is_markup_too(piece) else _MARKUP.sub(r"\\\g<0>", piece)
        for piece, is_maths in split_maths(read_outside_maths(text))
    )


def _is_markup_too(maths: str) -> bool:
    """Say whether a renderer without maths would make something else of it."""
    return any(sign in maths for sign in "<>&[]`*")


def _code(tag: str) -> str:
    """Return a tag as code, between more backticks than it holds."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", tag)), default=0))
    pad = " " if "`" in tag else ""
    return f"{fence}{pad}{tag}{pad}{fence}"


FORMAT = ExportFormat("markdown", "a reading list in Markdown", (".md", ".markdown"), write)
