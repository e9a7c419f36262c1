"""Titles that are links: those that go on behind their link, and those of further papers in the same line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from papercli.dumps.base import Record, Skipped
from papercli.dumps.markdown.addresses import Place, place_of
from papercli.dumps.markdown.author_year import VENUES, YEAR, is_author_year
from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.inline import Inline, Span, is_generic
from papercli.dumps.markdown.listed_paper import ListedPaper
from papercli.dumps.markdown.unmarked_titles import divide_title
from papercli.dumps.pages.names import are_family_names, are_names
from papercli.patterns import late
from papercli.text import fold_title

_MOST_WORDS, _LONGEST_NAME = 3, 30  # of a short name: "Big Bird", "Transformer-XL"
_FEWEST_WORDS, _MOST_OF_TITLE = 3, 30  # of the rest of a title
_END = late(r"\.(?:\s|$)|[;|\n(\[!]|\s[-–—·•/]{1,2}\s|,\s{1,9}(?!(?:and|or)\s)(?=[a-z])")
_WORD = late(r"[^\W\d_][\w'’-]{0,60}")
_SMALL = frozenset(
    "with from into onto over under between through without towards toward using than that your their when where".split()
)
# Words with which readers, and not titles, begin.
_OF_REMARK = frozenset(
    "introduces proposes presents shows uses applies extends describes explains improves combines replaces adds gives "
    "this these my our see note great good nice classic original".split()
)
# What the same paper is called at another address, beside what `is_generic` knows.
_EDITION = late(
    r"\b(?:published|final|camera[ -]?ready|short|long|earlier|later|updated|extended|version)\b",
    re.IGNORECASE,
)
_CAPITALS = late(r"\W{0,3}\w{0,20}[A-Z][\w&@-]{0,20}[A-Z][\w&@-]{0,20}\W{0,3}")
_SITE = late(r"[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}")  # "OpenReview.net"
UNTITLED = "a link to a paper without its title"
NO_PAPER = "a list item that shows no paper"


@dataclass(slots=True)
class Line:
    """A text taken apart into the paper that it is about, and further papers that it links to."""

    first: Inline
    others: list[Inline] = field(default_factory=list)
    untitled: int = 0  # links to further papers that are not called by a title

    def read_others(self, line: int, *, is_read: bool = False) -> Iterator[Record | Skipped]:
        """Yield the further papers, each with what stands behind it, and read where the line is ticked."""
        for each in self.others:
            cited = read_citation(each)
            at, title = each.spans[0].url, each.spans[0].text
            known = cited or Cited(title, [at], is_sure=True)
            yield from ListedPaper(line, known, is_read=is_read).read()
        for _ in range(self.untitled):
            yield Skipped(line, UNTITLED)


def divide(inline: Inline) -> Line:
    """Return the paper that a text is about, its title whole, apart from further papers in it."""
    spans = _completed(inline.spans)
    main = _main(spans, inline.links)
    if main is None:
        return Line(replace(inline, spans=spans))
    title, place = main
    starts: list[int] = []
    untitled = 0
    known = {place}
    for at, span in enumerate(spans):
        there = place_of(span.url) if span.url else None
        if there is None or there in known or fold_title(span.text) == fold_title(title):
            continue
        is_other_paper = there.host == place.host
        if not is_other_paper and _begins_alike(span.text, title):
            continue
        if is_author_year(span.text) or (_is_lower(span.text) and is_other_paper):
            untitled += 1
            spans[at] = replace(span, url="")
        elif is_other_paper or _is_title(span.text):
            starts.append(at)
        else:
            continue
        known.add(there)
    others = [Inline(spans[start:end]) for start, end in pairwise([*starts, len(spans)])]
    links = []
    for called, url in inline.links:
        there = place_of(url)
        if there is None or there == place or there.host != place.host:
            links.append((called, url))
        elif there not in known:
            known.add(there)
            untitled += 1
    return Line(Inline(spans[: starts[0]] if starts else spans, links), others, untitled)


def continue_title(name: str, behind: str) -> tuple[str, str]:
    """Return the title that a short name begins and the text behind it goes on with, and what is left of that.

    `Performer` and `: Rethinking Attention with Performers`; any other is the title as it stands.
    """
    text = behind.lstrip("*_ ")
    if not text.startswith((":", "：")) or len(name) > _LONGEST_NAME:
        return name, behind
    text = text[1:].lstrip("*_ ")
    end = found.start() if (found := _END.search(text)) else len(text)
    title, rest = divide_title(text[:end])
    if len(name.split()) > _MOST_WORDS or not _is_in_title_case(title):
        return name, behind
    return f"{name}: {title.strip()}", f"{rest} {text[end:]}".strip()


def _completed(spans: list[Span]) -> list[Span]:
    whole: list[Span] = []
    for span in spans:
        above = whole[-1] if whole else None
        if above and above.kind in {"link", "bold"} and span.kind == "text":
            title, rest = continue_title(above.text, span.text)
            if title != above.text:
                whole[-1] = replace(above, text=title)
                whole += [replace(span, text=rest)] * bool(rest)
                continue
        whole.append(span)
    return whole


def _main(spans: list[Span], links: list[tuple[str, str]]) -> tuple[str, Place] | None:
    """Return the title and the place of the paper that a text is about."""
    shown = [span for span in spans if span.kind in {"link", "bold", "quote"}]
    if not shown:
        return None
    if shown[0].kind != "link" and len(shown[0].text.split()) >= _MOST_WORDS:
        place = next((there for _, url in links if (there := place_of(url))), None)
        return (shown[0].text, place) if place else None
    return next(((each.text, there) for each in shown if (there := place_of(each.url))), None)


def _is_title(text: str) -> bool:
    """Say whether a link is called by a title, and by nothing that another address of the same paper may be called."""
    kept = _EDITION.sub(" ", text).strip()
    is_place = kept.lower() in VENUES or _SITE.fullmatch(kept) or YEAR.search(kept)
    return not (is_place or is_generic(kept) or _is_lower(kept) or _CAPITALS.fullmatch(kept))


def _begins_alike(text: str, title: str) -> bool:
    """Say whether one text is the other and more: `Moss on Walls` and `Moss on Walls (journal version)`."""
    one, other = sorted((fold_title(text), fold_title(title)), key=len)
    return bool(one) and other.startswith(one)


def _is_lower(text: str) -> bool:
    letters = [each for each in text if each.isalpha()]
    return not letters or letters[0].islower()


def _is_in_title_case(text: str) -> bool:
    words = _WORD.findall(text)
    if not _FEWEST_WORDS <= len(words) <= _MOST_OF_TITLE or words[0].lower() in _OF_REMARK:
        return False
    if YEAR.search(text) or are_names(text) or are_family_names(text) or not words[0][0].isupper():
        return False
    said = [word for word in words if len(word) > 3 and word.lower() not in _SMALL]
    return len(said) > 1 and all(word[0].isupper() for word in said)
