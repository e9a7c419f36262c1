"""Bookmarks as browsers export them: those that lead to a paper, by the title of its page."""

import re
from collections.abc import Iterator
from html import unescape
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.input.lines import numbered_lines
from papercli.dumps.markdown.addresses import addresses
from papercli.dumps.markdown.linked import UNTITLED
from papercli.dumps.page_titles import without_site
from papercli.dumps.paper_addresses import leads_to_paper
from papercli.dumps.plausible import flaw_of
from papercli.patterns import late
from papercli.text import clean

_SIGN = "<!doctype netscape-bookmark-file"
_LINK = late(
    r"<A\s[^<>]{0,20}?HREF=\"(?P<url>[^\"<>]{1,2000})\"[^<>]*>(?P<title>[^<>]{0,500})</A>",
    re.IGNORECASE,
)
_FEWEST_WORDS = 2


def sniff(head: str) -> float:
    """Say how sure it is that `head` begins a file of bookmarks that has links to papers."""
    if not head.lstrip("\ufeff \t\r\n").lower().startswith(_SIGN):
        return 0.0
    return 0.96 if any(leads_to_paper(found["url"]) for found in _LINK.finditer(head)) else 0.0


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each bookmark of a paper; those of other pages are reported."""
    for number, line in numbered_lines(dump):
        for found in _LINK.finditer(line):
            url, title = unescape(found["url"]), clean(unescape(found["title"]))
            if not leads_to_paper(url):
                yield Skipped(number, "a bookmark that leads to no paper")
                continue
            name = without_site(title, url)
            if name.count(" ") + 1 < _FEWEST_WORDS or flaw_of(name) is not None:
                yield Skipped(number, UNTITLED)
                continue
            yield read_fields({"title": name, **addresses([url])}, number)


FORMAT = DumpFormat("bookmarks", "bookmarks of a browser, in HTML: those of papers", sniff, read)
