"""DOIs in the addresses that publishers give their papers: `https://link.springer.com/article/10.1023/A:1010933404324`."""

import re
from urllib.parse import unquote

from papercli.dumps.paper_addresses import may_be_paper
from papercli.identifiers import normalise_doi
from papercli.patterns import late

_IN_PATH = late(
    r"https?://[^\s/?#]{3,99}/(?P<before>(?:[\w.-]{1,40}/){0,5})(?P<doi>10\.\d{4,9}(?:/|%2F)[^\s?#&]{1,200})",
    re.IGNORECASE,
)
_IN_QUERY = late(r"[?&](?:id|doi)=(?P<doi>10\.\d{4,9}(?:/|%2F)[^\s&#]{1,200})", re.IGNORECASE)
# Of what a paper stands in: its DOI would be that of all papers there.
_OF_WHOLE = frozenset("book books journal toc proceedings series issue reference".split())
_VIEW = r"full|full-?text|full-xml|abstract|abs|e?pdf|pdfplus|html?|meta|summary|references|figures|supplementary-material|tables|metrics|download|reader"
_BEHIND = late(rf"(?:[/.](?:{_VIEW}))+/?$|/$", re.IGNORECASE)
_VERSION = late(r"(?<=^10\.1101/)(?P<id>\S+?)v\d{1,2}$|(?<=^10\.64898/)(?P<other>\S+?)v\d{1,2}$")


def doi_in_address(url: str) -> str | None:
    """Return the DOI in the address of a paper's page, without what tells how it is shown there; else None."""
    if "10." not in url or not ("/doi/" in url or may_be_paper(url)):
        return None
    found = _IN_PATH.match(url) or _IN_QUERY.search(url)
    if found is None:
        return None
    before = found.groupdict().get("before") or ""
    if not _OF_WHOLE.isdisjoint(before.lower().split("/")):
        return None
    if found["doi"].endswith(".pdf") and found["doi"].count("/") > 1:
        return None  # a file in a folder of that name: "10.1145/3190000/3186116/p499-zhuang.pdf"
    doi = normalise_doi(_BEHIND.sub("", unquote(found["doi"])))
    return _VERSION.sub(lambda each: each["id"] or each["other"], doi) if doi else None
