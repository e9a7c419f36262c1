"""What the feeds of journals say beside Atom's and RSS's own elements: PRISM, Dublin Core, HTML."""

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from papercli.dumps.markup import without_markup
from papercli.dumps.values import page_range
from papercli.dumps.xml.catalogue import all_of, first_of
from papercli.patterns import late
from papercli.text import clean

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BLOCK = late(r"</?(?:p|div|br|li|ul|h[1-6]|section|table|tr)\b[^<>]*>", re.IGNORECASE)
_OTHER_TAG = late(r"</?[A-Za-z][^<>]*>")
# What publishers set around an abstract: where and when it appeared, by whom, how to get it. A word
# is such a label only with what follows one: a volume may be measured, and a source be of light.
_AROUND = late(
    r"(?:[^.]{0,120}[,.]\s*)?(?:published online|publication date|available online|early ?view|ahead of print)\b.{0,160}"
    r"|(?:source|authors?(?:\(s\))?|doi|published in|journal name|affiliations?|keywords)\s?:\s?.{0,2000}"
    r"|(?:volume|vol\.|issue|pages?|pp\.)\s?:?\s?[\d-]{1,12}\b(?:[,;.]?\s?(?:volume|vol\.|issue|no\.|pages?|pp\.|\(?[a-z]{3,9} \d{4}\)?|[\d–-]{1,12})\s?:?){0,12}[\s.]*"
    r"|.{0,200}\bdoi:\s*10\.\S+.{0,40}|https?://\S+|.{1,120}, volume \d.{0,120}",
    re.IGNORECASE,
)
_AUTHORS = late(r"authors?(?:\(s\))?\s?:\s?(.{1,2000})", re.IGNORECASE)
_PUBLISHED = late(
    r"(?:publication date|published(?: online)?|available online)\s?:?\s?(.{4,40})", re.IGNORECASE
)
_JOURNAL = late(r"source\s?:\s?([^,;]{3,200})(?:,.{0,200})?", re.IGNORECASE)
# In capitals, or in a line of its own, or before a colon: "Abstract art" is no label.
_LABEL = late(
    r"(?:[Aa]bstract|[Ss]ummary)(?:\s{0,20}[:.]\s{0,20}|$)|(?:ABSTRACT|SUMMARY)\b\s{0,20}(?=[A-Z\d])|(?:Abstract|Summary)(?=[A-Z][a-z])|(?:Abstract|Summary) (?=(?:Background|Objectives?|Aims?|Introduction|Purpose|We|This|In|The)\b)"
)
_DOI = late(
    r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/|https?://\S*?/)?(10\.\d{4,9}/[^\s?#<>\"]+)",
    re.IGNORECASE,
)
_DOI_ALONE = late(r"doi:\s*(10\.\d{4,9}/[^\s?#<>\"]+)", re.IGNORECASE)
_LONGEST_NAME = 120  # characters
# Of PRISM, which nobody but journals writes.
_OF_JOURNALS = ("issn", "eIssn", "volume", "startingPage", "pageRange", "publicationDate", "coverDate")  # fmt: skip
_TITLE_MARK = late(r"^\[(?:ASAP|Corrected Proof|In Press)\]\s*", re.IGNORECASE)


def title_of(title: str) -> str:
    """Return a title without the mark of one that appeared before its issue."""
    return _TITLE_MARK.sub("", title)


def abstract_of(entry: "Element") -> str | None:
    """Return the longest text of an entry, without what is no part of an abstract."""
    texts = (
        _without_label([each for each in blocks if not _AROUND.fullmatch(each)])
        for blocks in _blocks(entry)
    )
    named = _named_by_doi(entry)
    return max((text for text in texts if text != named[0]), key=len, default="") or None


def _named_by_doi(entry: "Element") -> tuple[str, str]:
    """Return the journal and the DOI that are all that a text of an entry says: `<b>Journal of Moss</b><br>DOI: 10.1021/moss.1`."""
    for blocks in _blocks(entry):
        doi = next((found[1] for each in blocks if (found := _DOI_ALONE.fullmatch(each))), "")
        others = [each for each in blocks if not _AROUND.fullmatch(each)]
        if (
            doi
            and len(others) == 1
            and len(others[0]) <= _LONGEST_NAME
            and others[0][-1] not in ".?!"
        ):
            return others[0], doi
    return "", ""


def authors_of(entry: "Element") -> str | None:
    """Return the authors that stand behind their label in the text of an entry."""
    return _labelled(entry, _AUTHORS)


def date_of(entry: "Element") -> str | None:
    """Return the date that stands behind its label in the text of an entry."""
    return _labelled(entry, _PUBLISHED)


def _labelled(entry: "Element", label: re.Pattern[str]) -> str | None:
    found = (label.fullmatch(each) for blocks in _blocks(entry) for each in blocks)
    return next((each[1] for each in found if each), None)


def _blocks(entry: "Element") -> Iterator[list[str]]:
    """Yield the blocks of each text of an entry."""
    for path in ("summary", "description", "encoded", "content"):
        for each in entry.findall(path):
            text = html.unescape("".join(each.itertext()))
            blocks = (
                clean(_OTHER_TAG.sub("", without_markup(block))) for block in _BLOCK.split(text)
            )
            yield [block for block in blocks if block]


def _without_label(blocks: list[str]) -> str:
    """Return blocks in one text, without the label that may be the first of them, or begin it."""
    first, *others = blocks or [""]
    found = _LABEL.match(first)
    return " ".join((first[found.end() :] if found else first, *others)).strip()


def doi_of(entry: "Element") -> str | None:
    """Return the DOI of an entry, from the element that is for it or from an address."""
    texts = all_of(
        entry, "doi", "DOI", "identifier", "guid", "id", "link", "link/@href", "@about", "url"
    )
    found = (_DOI.fullmatch(each.split()[0].split("?")[0]) for each in texts if each.strip())
    return next((each[1] for each in found if each), None) or _named_by_doi(entry)[1] or None


def venue_of(entry: "Element") -> str | None:
    """Return the journal that an entry names, in an element or behind its label.

    Posts name their sources, too: a label is a journal's only beside a date of publication.
    """
    name = first_of(entry, "publicationName", "isPartOf/title")
    if name is None and date_of(entry) is not None:
        name = _labelled(entry, _JOURNAL)
    name = name or _named_by_doi(entry)[0]
    return without_markup(name) if name else None


def is_of_journal(entry: "Element") -> bool:
    """Say whether an entry holds what only those of journals do."""
    return first_of(entry, *_OF_JOURNALS) is not None


def pages_of(entry: "Element") -> str | None:
    """Return the pages that an entry names."""
    first = first_of(entry, "startingPage")
    return first_of(entry, "pageRange") or page_range(first, first_of(entry, "endingPage"))
