"""A paper as a reading list cites it: which words are its title, its authors, its venue and year."""

import re
from dataclasses import replace
from functools import lru_cache

from papercli.dumps.markdown.around import in_brackets, in_full, read_rest
from papercli.dumps.markdown.author_year import YEAR, is_author_year
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.inline import Inline, Span, without_quotes
from papercli.dumps.markdown.leads import without_leads
from papercli.dumps.markdown.leftovers import NICKNAME, are_left
from papercli.dumps.markdown.listed_names import read_names
from papercli.dumps.markdown.marked_names import without_marked_names
from papercli.dumps.markdown.meetings import without_meeting
from papercli.dumps.markdown.named_titles import read_named
from papercli.dumps.markdown.placed_titles import read_placed
from papercli.dumps.markdown.styled import HONOUR, authors_before, is_somebody, read_styled
from papercli.dumps.markdown.tags import without_tags
from papercli.dumps.markdown.unmarked_titles import are_initialled, divide_title, title_in_text
from papercli.dumps.pages.names import (
    are_families,
)
from papercli.dumps.paper_addresses import leads_elsewhere, leads_to_paper, may_be_paper
from papercli.dumps.references.reference import read_reference
from papercli.patterns import late

_CALLED_PAPER = late(r"\b(?:paper|pdf|arxiv|abs|doi|openreview|preprint)\b", re.IGNORECASE)
# Before a title: "[19]", "(NeurIPS 2020)", "2020.01", "Paper:", "★".
_BEFORE = late(r"(?:\W|\d|\b(?:paper|title|new|arxiv|pdf)\b)*", re.IGNORECASE)
_VENUE_BEFORE = late(r"[\[(]\s*[^\[\]()]{2,40}[\])]\s*[:.|-]?")
_VENUE_AND_YEAR = late(
    r"[A-Z][A-Za-z&/' -]{1,30}(?:\s(?:19|20)|\s?['’])\d\d(?:\s\([^()]{2,30}\))?|[A-Z]{3,12}\s?(?:19|20)\d\d|[A-Z][A-Za-z&/' -]{1,40}\s\((?:19|20)\d\d\)"
)
_IN_NUMBERS = late(
    r"\s{0,3}\((?:19|20)\d\d|[,.]?\s{0,3}(?:vol\.?\s?)?\d{1,4}\s?(?:[(,:]|$)"
)  # "*Oecologia* 170 (2012)"
_DATED_BEHIND = late(r"[,.]?\s{0,3}\(?(?:(?:19|20)\d\d\b|\d{1,4}\s?[(,:])")
_SENTENCE_END = late(r"\w{3}[.?!]\s?$")
_IN = late(r"\bin:?\s?$", re.IGNORECASE)
_ACRONYM = late(r"[A-Za-z]{2,3}")  # a title as short as that of a model: GPT
# A number, a state or a day in front of a title: "1. A title", "TODO A title", "2023-01-05 A title".
_BEFORE_TITLE = late(
    r"^(?:\W{0,3}\d{1,3}[.)]\s{1,3}|(?:TODO|DONE|DOING|NOW|LATER|WAITING|CANCELED)\s|\d{4}-\d\d-\d\d:?\s)(?=[^\W\d_])"
)
_MARKS = " ,.:;()[]-–—|·•\\`"
_LONGEST_NAMES = 80  # characters of family names and a year
_MOST_NAMES = 4  # words of a person's name in front of a title


def read_citation(inline: Inline) -> Cited | None:
    """Return the paper that a text cites, or None where no title can be told."""
    cited = _cited_in(tuple(inline.spans), tuple(inline.links))
    return cited.copy() if cited is not None else None


@lru_cache(maxsize=1024)  # the sniffs of several formats and the reading ask in turn
def _cited_in(said: tuple[Span, ...], links: tuple[tuple[str, str], ...]) -> Cited | None:
    spans, tags = without_tags([*said])
    cited = _read(Inline(spans, [*links]))
    if cited is not None:
        cited.tags = tags
        cited.has_remark = are_left(cited, spans)
    return cited


def _read(inline: Inline) -> Cited | None:
    inline, leads = without_leads(replace(inline, spans=without_marked_names(inline.spans)))
    if not leads and (named := _read_named(inline)):
        return named
    found = _find_title(inline)
    if found is None:
        return _as_reference(inline)
    at, title, rest_of_title = found
    spans = inline.spans
    urls = [url for _, url in inline.links] + [spans[at].url] * bool(spans[at].url)
    urls += [span.url for span in spans if span.url and span is not spans[at]]
    called = [name for name, url in inline.links if not leads_elsewhere(url)]
    cited = Cited(_without_end(title), best_first(urls))
    cited.is_sure = any(map(leads_to_paper, urls)) or any(
        _CALLED_PAPER.search(name) for name in called
    )
    before = NICKNAME.sub(" ", " ".join(span.text for span in spans[:at]))
    if len(before) > _LONGEST_NAMES and not isinstance(read_reference(before), str):
        return None  # a remark behind a whole reference: "Quill, A. (2014). A title. Moss, 7. **No class**"
    after: list[Span] = [Span("text", rest_of_title)] if rest_of_title else []
    after += [
        replace(span, text=without_meeting(in_full(span.text)))
        for span in spans[at + 1 :]
        if span.kind != "link"
    ]
    if len(leads) == 1 and YEAR.fullmatch(leads[0].text.strip(_MARKS)):
        before = f"{leads[0].text} {before}"
    else:
        after += leads
    if leads or not read_styled(cited, spans[:at], after):
        read_rest(cited, before, after)
    if spans[at].kind == "link" and not cited.venue and (placed := read_placed(cited.title)):
        cited.title, cited.venue, cited.numbers = placed.title, placed.venue, placed.numbers
        cited.year = cited.year or placed.year
    lone = before.strip(" ,.")
    if spans[at].kind == "quote" and cited.year and not cited.authors and is_somebody(lone):
        cited.authors = [lone]  # 'Turing, "A title", 1950'
    is_named = _is_title(spans[at]) or spans[at].kind != "link" or cited.authors or cited.year
    return cited if is_named else None  # `[CVF](…)` alone names a site


def _read_named(inline: Inline) -> Cited | None:
    """Return the paper whose title has its authors and year in front of it in the same link or text, or None."""
    shown = [span for span in inline.spans if any(map(str.isalpha, span.text))]
    if not shown or shown[0].kind not in {"link", "text"}:
        return None
    first, *others = shown
    urls = [url for _, url in inline.links] + [first.url] * bool(first.url)
    if not any(map(may_be_paper, urls)) or any(span.kind != "text" for span in others):
        return None
    found = read_named(first.text.strip(" :–—-"))
    if found is None:
        return None
    whole = Inline([replace(first, text=first.text.strip(" *•-"))], inline.links)
    if not others and (reference := _as_reference(whole)):
        return replace(reference, urls=best_first(urls))
    title, rest = (found.title, "") if first.url else divide_title(found.title)
    cited = Cited(
        _without_end(title), best_first(urls), found.names, found.venue, found.year, is_sure=True
    )
    read_rest(cited, "", [Span("text", rest)] * bool(rest) + others)
    return cited


def _as_reference(inline: Inline) -> Cited | None:
    """Return the paper that a text cites as reference lists do: authors, year, title, venue; without a link, with its volume or pages."""
    urls = [url for _, url in inline.links]
    is_linked = any(map(leads_to_paper, urls))
    if not is_linked and not YEAR.search(inline.text):
        return None
    found = read_reference(inline.text)
    if isinstance(found, str) or found.names is None or not found.date:
        return None
    if not is_linked and not found.numbers:
        return None
    people = found.names.people
    names = [*people.authors, *(["et al."] if people.more else [])]
    year = YEAR.search(found.date)
    return Cited(
        found.title,
        best_first(urls),
        names,
        found.venue,
        year[0] if year else "",
        numbers=found.numbers,
        is_sure=True,
    )


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
    has_other = any(span.kind in {"bold", "quote"} and _is_title(span) for span in spans)
    if spans[first].kind == "italic" and not has_other and _is_italic_title(spans[first], inline):
        return first, spans[first].text, ""
    for at, span in enumerate(spans):
        above = NICKNAME.sub(" ", " ".join(each.text for each in spans[:at])).strip(" ,.:")
        named = read_names(above) or are_families(above) or authors_before(above)[0]
        behind = spans[at + 1].text if at + 1 < len(spans) else ""
        if (
            span.kind == "italic"
            and at
            and _is_title(span)
            and named
            and not _IN_NUMBERS.match(behind)
        ):
            return at, span.text, ""
    for kind in ("quote", "bold", "link"):
        for at, span in enumerate(spans):
            inner = span.kind == kind and _is_title(span) and not in_brackets(spans, at)
            if kind == "bold" and at and _is_venue_there(spans, at):
                continue  # "*A title*. In **Oikos**"
            if is_key and at == first and all(authors_before(span.text)):
                continue  # "**Nash (1950)**: [A title](…)"
            if inner and (kind != "link" or may_be_paper(span.url)):
                return at, span.text, ""
    if spans[first].kind == "text" and any(may_be_paper(url) for _, url in inline.links):
        unmarked = title_in_text(spans[first].text)
        return (first, *unmarked) if unmarked else None
    is_acronym = spans[first].kind == "link" and _ACRONYM.fullmatch(spans[first].text) is not None
    if (is_acronym and leads_to_paper(spans[first].url)) or (is_key and _is_title(spans[first])):
        return first, spans[first].text, ""
    return None


def _is_venue_there(spans: list[Span], at: int) -> bool:
    """Say whether what is in bold is a venue: behind `In`, or behind authors and a title and in front of a year."""
    above = spans[at - 1].text
    behind = spans[at + 1].text if at + 1 < len(spans) else ""
    is_dated = _DATED_BEHIND.match(behind) is not None and bool(_SENTENCE_END.search(above))
    return _IN.search(above) is not None or (
        is_dated and len(above.split()) > _MOST_NAMES and not authors_before(above)[0]
    )


def _is_italic_title(span: Span, inline: Inline) -> bool:
    """Say whether emphasis at the start of an item with a link to a paper is its title.

    `*A title*, Ada Quill, ICML 2017. https://…`
    """
    words = span.text.split()
    is_linked = any(may_be_paper(url) for _, url in inline.links)
    return is_linked and len(words) > 2 and _is_title(span) and not read_names(span.text)


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
        and HONOUR.fullmatch(text) is None
        and _VENUE_AND_YEAR.fullmatch(text) is None
        and not are_initialled(text)
        and (len(text.split()) > 1 or span.kind == "link" or len(text) > 7)
    )


def _without_end(title: str) -> str:
    title = _BEFORE_TITLE.sub("", title)
    return re.sub(
        r"\s@\w{2,20}$|(?<!\.)[.,:;]$|\s[|–—(\[-]$", "", without_quotes(title.strip(" *_"))
    )


def best_first(urls: list[str]) -> list[str]:
    """Return addresses once each, those of papers before others."""
    return sorted(
        dict.fromkeys(url for url in urls if url.startswith("http")),
        key=lambda url: (leads_elsewhere(url), not may_be_paper(url), "arxiv" not in url),
    )
