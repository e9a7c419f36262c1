"""What the feeds of journals say beside Atom's and RSS's own elements: PRISM, Dublin Core, HTML."""

import html
import re
from typing import TYPE_CHECKING

from papercli.dumps.markup import without_markup
from papercli.dumps.xml.catalogue import all_of, first_of, page_range
from papercli.text import clean

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|h[1-6]|section|table|tr)\b[^<>]*>", re.IGNORECASE)
_OTHER_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# What publishers set around an abstract: where and when it appeared, by whom, how to get it.
_AROUND = re.compile(
    r"(?:[^.]{0,120}[,.]\s*)?(?:published online|publication date|available online|early ?view|ahead of print)\b.{0,160}"
    r"|(?:source|authors?(?:\(s\))?|doi|volume|published in|journal name|issue|pages?)\s*[:(\s]\s*.{0,2000}"
    r"|.{0,200}\bdoi:\s*10\.\S+.{0,40}|https?://\S+|.{1,120}, volume \d.{0,120}",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:abstract|summary)\s{0,20}[:.]?\s{0,20}(?=[A-Z]|$)|(?:ABSTRACT|SUMMARY)\s{1,20}",
    re.IGNORECASE,
)
_DOI = re.compile(
    r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/|https?://\S*?/)?(10\.\d{4,9}/[^\s?#<>\"]+)",
    re.IGNORECASE,
)
_TITLE_MARK = re.compile(r"^\[(?:ASAP|Corrected Proof|In Press)\]\s*", re.IGNORECASE)


def title_of(title: str) -> str:
    """Return a title without the mark of one that appeared before its issue."""
    return _TITLE_MARK.sub("", title)


def abstract_of(entry: "Element") -> str | None:
    """Return the longest text of an entry, without what is no part of an abstract."""
    raw = (
        "".join(each.itertext())
        for path in ("summary", "description", "encoded", "content")
        for each in entry.findall(path)
    )
    texts = [_prose(each) for each in raw]
    return max(texts, key=len, default="") or None


def _prose(text: str) -> str:
    blocks = (
        clean(_OTHER_TAG.sub("", html.unescape(each))) for each in _BLOCK.split(html.unescape(text))
    )
    kept = [each for each in blocks if each and not _AROUND.fullmatch(each)]
    return (
        _LABEL.sub("", " ".join(kept), count=1)
        if kept and _LABEL.match(" ".join(kept))
        else " ".join(kept)
    )


def doi_of(entry: "Element") -> str | None:
    """Return the DOI of an entry, from the element that is for it or from an address."""
    texts = all_of(
        entry, "doi", "DOI", "identifier", "guid", "id", "link", "link/@href", "@about", "url"
    )
    found = (_DOI.fullmatch(each.split()[0].split("?")[0]) for each in texts if each.strip())
    return next((each[1] for each in found if each), None)


def venue_of(entry: "Element") -> str | None:
    """Return the journal that an entry names."""
    name = first_of(entry, "publicationName", "isPartOf/title")
    return without_markup(name) if name else None


def pages_of(entry: "Element") -> str | None:
    """Return the pages that an entry names."""
    first = first_of(entry, "startingPage")
    return first_of(entry, "pageRange") or page_range(first, first_of(entry, "endingPage"))
