"""A paper as a reading list cites it: which words are its title, its authors, its venue and year."""

import re
from dataclasses import dataclass, field

from papercli.dumps.markdown.author_year import YEAR, is_author_year, read_author_year
from papercli.dumps.markdown.inline import Inline, Span
from papercli.dumps.pages.names import (
    are_families,
    are_family_names,
    are_names,
    is_name,
    names_in,
)
from papercli.dumps.paper_addresses import leads_elsewhere, leads_to_paper, may_be_paper
from papercli.dumps.references.abbreviations import DOUBTFUL
from papercli.dumps.references.names import read_names as list_of_names
from papercli.text import clean

_CALLED_PAPER = re.compile(r"\b(?:paper|pdf|arxiv|abs|doi|openreview|preprint)\b", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z])\s?['’]\s?(\d\d)(?!\d)")
_DATE = re.compile(
    r"(?<![\d.:])(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])(?:[-./]\d{1,2})?(?![\d.])|\b\d{1,2}\s+[A-Z][a-z]{2,8}\.?\s+(?:19|20)\d\d\b"
)
_ID = re.compile(r"(?:arXiv\s*:?\s*)?(?<![\d.])\d{4}\.\d{4,5}(?:v\d+)?(?![\d.]\d)", re.IGNORECASE)
# Before a title: "[19]", "(NeurIPS 2020)", "2020.01", "Paper:", "★".
_BEFORE = re.compile(r"(?:\W|\d|\b(?:paper|title|new|arxiv|pdf)\b)*", re.IGNORECASE)
_VENUE_BEFORE = re.compile(r"[\[(]\s*[^\[\]()]{2,40}[\])]\s*[:.|-]?")
_CHUNK = re.compile(
    r"\s{1,20}[-–—|·•/]{1,2}\s{1,20}|\s{0,20}[;|]\s{0,20}|(?<=[^\W\d_][^\W_A-Z])\.\s{1,20}|(?<=\))\s{0,20}[.,]?\s{0,20}|\s{0,20}(?=\()|(?<=\))|\n"
)
_LABEL = re.compile(r"(?:note|notes|keywords?|tags?|tl;?dr|comment|see also)\s*:", re.IGNORECASE)
_ARXIV = re.compile(r"(?:arxiv|corr)\b.*", re.IGNORECASE)
_ACRONYM = re.compile(
    r"[A-Z][A-Za-z&@]{0,300}[A-Z][A-Za-z&@-]{0,300}|arXiv|Nature|Science|[A-Z]{3,}"
)
_YEAR_LAST = re.compile(r"\s{0,20}[\[(]?\s{0,20}(?:19|20)\d\d\s{0,20}[\])]?$")
_INITIAL = re.compile(r",\s[A-Z](?:\.|$)")
_INVERTED = re.compile(
    r"[^\W\d_a-z][\w'’-]{1,30},\s(?:[A-Z]\.[\s-]?){1,3},"
)  # "Radford, A., Kim, …"
_NICKNAME = re.compile(r"[\"“][^\"“”]{1,20}[\"”]")
_SENTENCE = re.compile(r"\s{0,20}\(|(?<=[^\W\d_][^\W_A-Z])\.\s{1,20}")
_MARKS = " ,.:;()[]-–—|·•\\"
_LONGEST_VENUE = 120
_FAMILIES = (1, 3, 5)  # pieces of one, two or three family names, with the commas between them
_MOST_NAMES = 4  # words of a person's name in front of a title


@dataclass(slots=True)
class Cited:
    """What was told apart."""

    title: str
    urls: list[str] = field(default_factory=list)
    authors: str | list[str] = ""
    venue: str = ""
    year: str = ""
    date: str = ""
    arxiv: str = ""
    is_sure: bool = False  # a link leads to a paper

    @property
    def shows_paper(self) -> bool:
        """Whether anything but its title says that it is a paper."""
        if self.is_sure:
            return True
        is_other = bool(self.urls) and all(map(leads_elsewhere, self.urls))
        return not is_other and bool(self.authors and (self.year or self.venue))


def read_citation(inline: Inline) -> Cited | None:
    """Return the paper that a text cites, or None where no title can be told."""
    found = _find_title(inline)
    if found is None:
        return None
    at, title, rest_of_title = found
    spans = inline.spans
    urls = [url for _, url in inline.links] + [spans[at].url] * bool(spans[at].url)
    urls += [span.url for span in spans if span.url and span is not spans[at]]
    called = [name for name, url in inline.links if not leads_elsewhere(url)]
    cited = Cited(_without_end(title), best_first(urls))
    cited.is_sure = any(map(leads_to_paper, urls)) or any(
        _CALLED_PAPER.search(name) for name in called
    )
    before = _NICKNAME.sub(" ", " ".join(span.text for span in spans[:at]))
    after: list[Span] = [Span("text", rest_of_title)] if rest_of_title else []
    after += [span for span in spans[at + 1 :] if span.kind != "link"]
    read_rest(cited, before, after)
    return cited


def _find_title(inline: Inline) -> tuple[int, str, str] | None:
    """Return the span of the title, the title, and what stands in its span behind it."""
    spans = inline.spans
    shown = [span for span in spans if span.kind != "text" or not _is_mark(span.text)]
    if not shown:
        return None
    first = spans.index(shown[0])
    is_key = spans[first].kind == "bold" and _is_followed_by_colon(spans, first)
    if spans[first].kind in {"link", "bold", "quote"} and _is_title(spans[first]) and not is_key:
        return first, spans[first].text, ""
    for kind in ("quote", "bold", "link"):
        for at, span in enumerate(spans):
            inner = span.kind == kind and _is_title(span) and not _in_brackets(spans, at)
            if inner and (kind != "link" or may_be_paper(span.url)):
                return at, span.text, ""
    for at, span in enumerate(spans):
        above = _NICKNAME.sub(" ", " ".join(each.text for each in spans[:at])).strip(" ,.:")
        if span.kind == "italic" and at and _is_title(span) and read_names(above):
            return at, span.text, ""
    if spans[first].kind == "text" and any(may_be_paper(url) for _, url in inline.links):
        title, rest = divide_title(spans[first].text)
        is_person = (
            is_name(title)
            and len(title.split()) <= _MOST_NAMES
            and spans[first].text[len(title) :].startswith(",")
        )
        are_authors = are_family_names(title) or are_families(title) or _are_initialled(title)
        is_title = len(title.split()) > 1 and not is_person and not are_authors
        return (first, title, rest) if is_title else None
    return (first, spans[first].text, "") if is_key and _is_title(spans[first]) else None


def _are_initialled(text: str) -> bool:
    """Say whether a text is a list of names with initials, as references begin: `Mnih, V., et al`."""
    text = text.strip(" *_")
    if _INITIAL.search(text) is None:
        return False
    return _INVERTED.match(text) is not None or list_of_names(text, only="initials") is not None


def _is_followed_by_colon(spans: list[Span], at: int) -> bool:
    """Say whether a span is a short name before the title: `**BERT**: "Title"`."""
    return at + 1 < len(spans) and spans[at + 1].text.lstrip().startswith(":")


def _is_mark(text: str) -> bool:
    return _BEFORE.fullmatch(text) is not None or _VENUE_BEFORE.fullmatch(text.strip()) is not None


def _is_title(span: Span) -> bool:
    text = span.text.strip()
    return (
        sum(map(str.isalpha, text)) > 3
        and not text.endswith((":", "："))
        and not span.url.startswith("#")
        and _VENUE_BEFORE.fullmatch(text) is None
        and not is_author_year(text)
        and not _are_initialled(text)
        and (len(text.split()) > 1 or span.kind == "link" or len(text) > 7)
    )


def _in_brackets(spans: list[Span], at: int) -> bool:
    """Say whether a span stands in brackets: a remark, an affiliation."""
    above = spans[at - 1].text.rstrip() if at else ""
    return above.endswith(("(", "["))


def divide_title(text: str) -> tuple[str, str]:
    """Return a title without any mark, and what follows it: names, or a venue and a year."""
    pieces = re.split(r"(,\s+|\.\s+|\s+[-–—|]\s+|\s+by\s+|\s*\()", text)
    for at in range(2, len(pieces), 2):
        rest = "".join(pieces[at:])
        names = _SENTENCE.split(rest)[0]
        first = names_in(names)[:1]
        is_named = first and is_name(first[0]) and (read_names(names) or len(first) == 1)
        if is_named or any(
            are_family_names("".join(pieces[at : at + count])) for count in _FAMILIES
        ):
            title = "".join(pieces[: at - 1])
            year = _YEAR_LAST.search(title)
            return (title[: year.start()], f"{year[0]}, {rest}") if year else (title, rest)
    found = YEAR.search(text)
    cut = re.search(r"\s*[(,.]\s*[^(,.]*$", text[: found.start()]) if found else None
    return (text[: cut.start()], text[cut.start() :]) if cut else (text, "")


def _without_end(title: str) -> str:
    return re.sub(r"(?<!\.)[.,:;]$|\s[|–—-]$", "", title.strip(' *_"“”'))


def best_first(urls: list[str]) -> list[str]:
    """Return addresses once each, those of papers before others."""
    return sorted(
        dict.fromkeys(url for url in urls if url.startswith("http")),
        key=lambda url: (leads_elsewhere(url), not may_be_paper(url), "arxiv" not in url),
    )


def read_rest(cited: Cited, before: str, after: list[Span]) -> None:
    """Tell the authors, the venue and the year in what stands around a title."""
    for at, span in enumerate(after):
        if span.kind == "italic" and not _in_brackets(after, at) and read_names(span.text):
            cited.authors = cited.authors or read_names(span.text)
            after = after[:at] + after[at + 1 :]
            break
    if found := read_names(re.sub(r"^\W*\d*\W*", "", before).strip(" ,.:")):
        cited.authors = cited.authors or found
        before = ""
    text = " \n ".join(
        span.text
        for at, span in enumerate(after)
        if not _LABEL.match(span.text) and not (span.kind == "italic" and _in_brackets(after, at))
    )
    if identifier := _ID.search(text):
        cited.arxiv = identifier[0]
        cited.is_sure = True
        text = _ID.sub(" ", text)
    if found_date := _DATE.search(text) or _DATE.search(before):
        cited.date = found_date[0]
        text = text.replace(found_date[0], " ")
    for piece in _CHUNK.split(_SHORT_YEAR.sub(r" 20\1", f"{before}\n{text}")):
        _read_chunk(cited, clean(piece or ""))


def _read_chunk(cited: Cited, text: str) -> None:
    chunk = re.sub(r"^by:?\s+", "", text.strip(_MARKS))
    if not chunk or _LABEL.match(chunk):
        return
    # One name is an affiliation there.
    is_aside = text.startswith(("(", "[")) and "," not in chunk and not are_family_names(chunk)
    if not cited.authors and not is_aside and (found := read_names(chunk)):
        cited.authors = found
        return
    year = YEAR.search(chunk)
    if year is None:
        return
    if cited_so := read_author_year(chunk, in_brackets=text.startswith(("(", "["))):
        cited.authors = cited.authors or cited_so.names
        cited.year = cited.year or cited_so.year
        cited.venue = cited.venue or cited_so.venue
        return
    place = (chunk[: year.start()] + chunk[year.end() :]).strip(_MARKS)
    if not cited.authors:
        names, place = _split_venue(place)
        cited.authors = names
    cited.year = cited.year or year[1]
    place = re.sub(r"^in:?\s+", "", place, flags=re.IGNORECASE)
    if not cited.venue and len(place) < _LONGEST_VENUE and not _ARXIV.match(place):
        cited.venue = place if any(map(str.isalpha, place)) else ""


def _split_venue(text: str) -> tuple[str, str]:
    """Return the names and the venue in `Jane Doe, Sam Birch ICML` or `Kipf & Welling, ICML`."""
    families, _, venue = text.rpartition(",")
    if are_family_names(families):
        return families, venue.strip()
    if DOUBTFUL.match(text):  # "Nature Neuroscience" is no person
        return "", text
    words = text.split()
    are_all = bool(words) and not _ACRONYM.fullmatch(words[-1]) and are_names(text)
    if are_all and sum(word[0].isupper() for word in names_in(text)[-1].split()) < 4:
        return text, ""
    best: tuple[int, int] | None = None
    for count in range(min(len(words) - 2, 6), 0, -1):
        names = " ".join(words[:-count]).rstrip(" ,.")
        if not are_names(names):
            continue
        last = [
            word
            for word in names_in(names)[-1].split()
            if len(word.strip(".")) > 1 and not word[0].islower()
        ]
        if count == 1 and _ACRONYM.fullmatch(words[-1]):
            return names, words[-1]
        if best is None or abs(len(last) - 2) <= best[0]:
            best = abs(len(last) - 2), count
    if best is None:
        return "", text
    return " ".join(words[: -best[1]]).rstrip(" ,."), " ".join(words[-best[1] :])


def read_names(text: str) -> str | list[str]:
    """Return a text of names as it is, or, where the first is inverted, its names."""
    text = text.strip(" ,.:;*")
    if not text or len(text) > 3000:
        return ""
    if are_names(text) or are_family_names(text):
        return text
    pieces = [
        piece for piece in re.split(r"\s*,\s*(?:and\s+|&\s+)?|\s+(?:and|&)\s+", text) if piece
    ]
    more = pieces[-1:] and re.fullmatch(r"et\.?\s*al\.?", pieces[-1])
    named = pieces[:-1] if more else pieces
    if len(named) < 2 or len(named[0].split()) > 2 or not is_name(f"{named[1]} {named[0]}"):
        return ""
    if len(named[1].split()) > 2 or not all(map(is_name, named[2:])):
        return ""
    return [f"{named[1]} {named[0]}", *named[2:], *(["et al."] if more else [])]
