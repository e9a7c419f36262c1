"""What stands below a title: names, a venue, a year, and links to the paper."""

import re
from dataclasses import replace

from papercli.dumps.markdown.around import read_rest
from papercli.dumps.markdown.author_year import YEAR, read_author_year
from papercli.dumps.markdown.citation import best_first, read_citation
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.inline import Inline, Span, is_only_links, parse
from papercli.dumps.markdown.linked import divide
from papercli.dumps.markdown.listed_names import read_names
from papercli.dumps.markdown.styled import read_styled
from papercli.dumps.pages.names import are_families, are_people
from papercli.dumps.paper_addresses import leads_to_paper
from papercli.dumps.references.where import read_place
from papercli.patterns import late

_MOST_LINES = 3
_LONGEST_PLACE = 40  # characters of a line of a venue and a year alone
_LONGEST_SOURCE = 300  # characters of a line of names, a venue and a year
_BYLINE_END = late(r"\.\s(?=[A-Z0-9(])(?<![A-Z]\.\s)|\s[-–—|·(]|,?\s(?=(?:19|20)\d\d\b)|\n|$")
_REMARK = late(
    r"(?:added|updated|read|accessed|seen|posted|as of|since|until|last)\b", re.IGNORECASE
)


def read_names_and_place(inline: Inline) -> Cited | None:
    """Return the authors, venue and year in a line below a title that holds nothing else, or None."""
    if len(inline.text) > _LONGEST_SOURCE or any(map(_may_be_title, inline.spans)):
        return None
    cited = Cited("", best_first([url for _, url in inline.links]))
    read_rest(cited, "", [Span("text", span.text) for span in inline.spans])
    is_place = len(inline.text) <= _LONGEST_PLACE and cited.year and cited.venue
    return cited if (cited.authors and (cited.year or cited.venue)) or is_place else None


def add_below(known: Cited, text: str) -> Cited | None:
    """Return a citation with the names, the venue or the year that a text below it adds, or None where that is anything else.

    They may stand on lines of their own.
    """
    lines = text.split("\n")
    cited: Cited | None = known
    for line in lines if len(lines) <= _MOST_LINES else ():
        cited = _add(cited, parse(line)) if cited is not None else None
    return cited if cited is not None and cited is not known else _add(known, parse(text))


def read_by_line(whole: Cited | None, lines: list[str]) -> tuple[Cited, int] | None:
    """Return a paper whose title stands on the first line alone and whose other lines tell of it, and the number of a line that does not.

    `whole` is what they all tell as one text, where a line goes on with the one above. None where that tells as much.
    """
    first = read_citation(divide(parse(lines[0])).first) if len(lines) > 1 else None
    if whole is None or first is None or first.title != whole.title:
        return None
    cited, other = first, 0
    for number, line in enumerate(lines[1:], 1):
        if is_only_links(line):
            continue  # they are among those of the whole
        if (more := add_below(cited, line)) is not None:
            cited = more
        else:
            other = other or number
    told, told_whole = (
        bool(each.authors) + bool(each.venue) + bool(each.year) for each in (cited, whole)
    )
    if told < told_whole or (told == told_whole and other):
        return None
    return replace(cited, urls=whole.urls, is_sure=whole.is_sure), other


def read_lines_below(title: str, lines: list[str]) -> Cited | None:
    """Return the paper of a heading below which each line holds names, a place or links, or None where one does not."""
    urls = [url for line in lines for _, url in parse(line).links]
    cited = Cited(title, best_first(urls), is_sure=True)
    if len(lines) > _MOST_LINES + 1 or not any(map(leads_to_paper, urls)):
        return None
    for line in lines:
        if not is_only_links(line):
            more = add_below(cited, line)
            if more is None:
                return None
            cited = more
    return cited if cited.authors else None


def _add(known: Cited, inline: Inline) -> Cited | None:
    if known.authors and not (known.venue or known.numbers):
        place = read_place(inline.text)
        is_venue = place is not None and bool(place.venue) and not YEAR.search(place.venue)
        if place is not None and is_venue and not _REMARK.match(place.venue):
            return replace(
                known,
                venue=place.venue.removesuffix(place.date).strip(" ,"),
                numbers=place.numbers,
                year=place.date or known.year,
            )
    if inline.links:
        return None
    if not known.authors and (names := read_names(inline.text)):
        return replace(known, authors=names)
    found = read_names_and_place(inline)
    if found is None or _REMARK.match(found.venue) or (known.authors and found.authors):
        return None
    if known.authors and (known.venue or known.year):
        return None
    return replace(
        known,
        authors=known.authors or found.authors,
        venue=known.venue or found.venue,
        year=known.year or found.year,
        date=known.date or found.date,
    )


def _may_be_title(span: Span) -> bool:
    return (
        span.kind != "text"
        and len(span.text.split()) > 2
        and not read_names(span.text)
        and not YEAR.search(span.text)
    )


def read_byline(inline: Inline) -> Cited | None:
    """Return what stands below a heading that is a title: names, and links to the paper; None where it is anything else."""
    text = inline.spans[0].text if inline.spans else ""
    if not any(leads_to_paper(url) for _, url in inline.links):
        return None
    styled = Cited("", best_first([url for _, url in inline.links]))
    if read_styled(styled, [], inline.spans) and styled.authors and styled.numbers:
        return styled
    names = _BYLINE_END.split(text)[0]
    if not (are_people(names) or are_families(names) or read_author_year(text)):
        return None
    cited = read_names_and_place(inline) or Cited("", best_first([u for _, u in inline.links]))
    cited.authors = cited.authors or (names if not YEAR.search(names) else "")
    return cited if cited.authors else None
