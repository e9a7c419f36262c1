"""The titles of web pages, and what sites add to that of a paper: `[2206.07682] A title - arXiv`."""

import re

from papercli.patterns import late
from papercli.text import fold

_BEFORE = late(
    r"^(?:\[[\w.-]{4,20}(?:/\d{7})?(?:v\d+)?\]|\(PDF\)|\[PDF\]|PDF:|Project MUSE -|JSTOR:)\s{1,3}",
    re.IGNORECASE,
)
_BEHIND = late(
    r"\s{1,3}[|·•–—-]\s{1,3}(?:OpenReview|arXiv(?:\.org)?|ACL Anthology|Semantic Scholar|ResearchGate|Academia\.edu|Nature|Science(?:Direct)?|SpringerLink"
    r"|PubMed|PMC|(?:bio|med|chem)Rxiv|HAL|Zenodo|DOAJ|SAGE Journals|Cambridge Core|Oxford Academic|Wiley Online Library|Taylor & Francis Online|PNAS"
    r"|Annual Reviews|Project Euclid|Europe PMC|Request PDF|Papers With Code"
    r"|IEEE[^|]{0,40}|Proceedings[^|]{0,80}|[^|]{0,60}(?:Journal|Digital Library|Conference)[^|]{0,60}|PDF)$"
    r"|\s(?:on|::)\s(?:JSTOR|SSRN)$",
    re.IGNORECASE,
)
# Behind a title: the name of a site or a journal, as pages part it from the title.
_LAST = late(r"\s{1,3}(?P<sign>[|·•–—-])\s{1,3}(?P<site>[^|·•]{2,80})$")
# "A title - Einstein - 1905 - Annalen der Physik", and "A title: Moth Letters: Vol 47, No 2"
_CITED = late(
    r"\s-\s[^|]{1,60}\s-\s(?:1[5-9]|20)\d\d\s-\s[^|]{3,100}$|:\s[^:|]{3,100}:\sVol\.?\s\d{1,4},\sNo\.?\s[\w-]{1,9}$"
)
_WORD = late(r"[^\W\d_]{3,}")
_NOT_OF_SITE = frozenset("www com org net edu the and for html".split())
_MOST = 4  # names behind one title


def without_site(title: str, url: str = "") -> str:
    """Return the title of a page without what its site adds to it.

    With its address more is known: behind a bar a page names its site, and behind a dash where a
    word of it stands in the address.
    """
    title = _BEFORE.sub("", title)
    for _ in range(_MOST):
        shorter = _BEHIND.sub("", title)
        if url and shorter == title and (found := _LAST.search(title)) and _is_site(found, url):
            shorter = title[: found.start()]
        if shorter == title:
            break
        title = shorter
    return _CITED.sub("", title) if url else title


def _is_site(found: re.Match[str], url: str) -> bool:
    name = found["site"]
    if name.count("(") != name.count(")") or not name[0].isupper():
        return False
    host = fold(url.partition("//")[2].partition("/")[0])
    words = {word for word in _WORD.findall(fold(name)) if word not in _NOT_OF_SITE}
    return found["sign"] in "|·•" or any(word in host for word in words)
