"""The ids of papers: a library's own, made of their titles.

DOIs and arXiv ids, found in what people paste and kept in one normal form each.
"""

import re

from papercli.patterns import late

SHORT_ID = 8  # hex digits of a paper's id, unless another paper has its title
_PAPER_ID = late(r"[0-9a-f]{8,64}")
_START_OF_ID = late(r"[0-9a-f]{4,64}")

# A DOI is `10.`, a registrant of four or more digits, a slash, and a suffix (ISO 26324; Crossref's
# advice on matching). Angle brackets stand only in the SICI form of old Wiley DOIs.
_DOI = late(r"\b(10\.\d{4,9}(?:\.\d+){0,9}/(?:[^\s\"<>{}|\\^]|<\d+:[^\s<>]*>)+)", re.IGNORECASE)
_SENTENCE_MARKS = ".,;:'"  # what stands behind a DOI and is no part of it
_PERCENT = late(r"%([2-7][0-9a-f])")  # in an address: "10.1000/x%28123%29"
_NEXT_DOI = late(r"[;,|]\s?(?:https?://(?:dx\.)?doi\.org/|doi:)?10\.\d{4,9}/")
_DOI_ESCAPED_SLASH = late("%2F", re.IGNORECASE)

# arXiv ids since April 2007: YYMM.NNNN, five digits from January 2015
# (arxiv.org/help/arxiv_identifier).
_ARXIV_NEW = late(r"(?<![\d.])(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?!\d|\.\d)")
# arXiv ids until March 2007: archive, perhaps a subject class, and seven digits.
_ARXIV_OLD = late(
    r"(?<![\w.-])([a-z]+(?:-[a-z]+)?)(?:\.[a-z]{2})?/(\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v\d+)?(?!\d)",
    re.IGNORECASE,
)
_ARXIV_CONTEXT = late(r"arxiv|huggingface\.co/papers/", re.IGNORECASE)
ARXIV_REGISTRANT = "10.48550/"  # how the DOIs begin that arXiv itself gives
_ARXIV_DOI = late(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
# What a spreadsheet or a float makes of an id: 0704.0010 becomes 704.001.
_ARXIV_FLOAT = late(r"(\d{3,4})\.(\d{1,5})")
_FIVE_DIGITS_SINCE = 1501
# What the ids of databases look like, in lower case. Compiled when needed: searches need it not.
_FORMS = {
    "openalex": r"w\d{1,12}",
    "s2": r"[0-9a-f]{40}|corpusid:\d{1,12}",
    "pmcid": r"pmc\d{1,9}",
    "wos": r"[0-9a-z]{15}",
    "scopus": r"2-s2\.0-\d{6,14}",
    "lens": r"\d{3}-\d{3}-\d{3}-\d{3}-\d{2}[\dx]",
    "pmid": r"\d{1,9}",
    "mag": r"\d{1,12}",
    "dblp": r"[a-z]+/[\w./-]{1,80}",
    "acl": r"[a-z]\d{2}-\d{4}|\d{4}\.[\w.-]{1,40}",
}
_BARE = {"openalex": r"w\d{4,12}", "scopus": _FORMS["scopus"]}  # that no other id looks like
# What databases call each other's ids, in lower-case letters.
_SCHEMES = {name: name for name in _FORMS} | {
    "pubmed": "pmid",
    "medline": "pmid",
    "pmc": "pmcid",
    "pubmedcentral": "pmcid",
    "ut": "wos",
    "eid": "scopus",
    "semanticscholar": "s2",
    "corpusid": "s2",
    "arxivid": "arxiv",
    "lensid": "lens",
}
_SCHEMED = r"([a-z0-9]{1,16}):\s?(?!//)(\S.*)"
_PAGE_OF = (
    r"https?://(?:[\w-]+\.)*?(?P<host>openalex\.org|semanticscholar\.org|pubmed\.ncbi\.nlm\.nih\.gov"
    r"|ncbi\.nlm\.nih\.gov/pubmed|ncbi\.nlm\.nih\.gov/pmc/articles|pmc\.ncbi\.nlm\.nih\.gov/articles)/(?:\S*/)?(?P<id>[^\s/?#]+)/?"
)
_SCHEME_OF = {"openalex.org": "openalex", "semanticscholar.org": "s2"}
_ARXIV_BEGAN = 91  # of the last century


def hash_title(folded: str) -> str:
    """Return the hex digits with which the id of a paper begins, from its folded title.

    Its SHA-256.
    """
    import hashlib  # searches need it not, and it costs a millisecond

    return hashlib.sha256(folded.encode()).hexdigest()


def is_paper_id(text: str) -> bool:
    """Say whether `text` can be a paper's whole id."""
    return _PAPER_ID.fullmatch(text) is not None


def is_start_of_id(text: str) -> bool:
    """Say whether `text` is long enough to stand for a paper's id."""
    return _START_OF_ID.fullmatch(text) is not None


def normalise_doi(text: str) -> str | None:
    """Return the DOI in `text` in lower case without a resolver's address, or None."""
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    found = _DOI.search(_DOI_ESCAPED_SLASH.sub("/", text))
    if found is None:
        return None
    doi = found[1].lower()
    if "%" in doi and "doi.org/" in text.lower():
        doi = _PERCENT.sub(lambda each: chr(int(each[1], 16)), doi)
    doi = _NEXT_DOI.split(doi)[0]
    unopened = {")": doi.count(")") - doi.count("("), "]": doi.count("]") - doi.count("[")}
    end = len(doi)
    while end and (doi[end - 1] in _SENTENCE_MARKS or unopened.get(doi[end - 1], 0) > 0):
        end -= 1
        if doi[end] in unopened:
            unopened[doi[end]] -= 1
    return doi[:end]


def normalise_arxiv(text: str) -> str | None:
    """Return the arXiv id that `text` is, or that stands in an arXiv link, DOI or `arXiv:` prefix, without its version."""
    text = text.strip()
    if as_doi := _ARXIV_DOI.search(text):
        text = as_doi[1]
    linked = _ARXIV_CONTEXT.search(text) is not None
    if (found := _ARXIV_NEW.search(text)) and (linked or found[0] == text):
        return found[1]
    if found := _ARXIV_OLD.search(text.removesuffix(".pdf")):
        archive = found[1].lower()
        if linked and archive in {"abs", "pdf", "html"}:
            return None
        if linked or found[0] == text:
            return f"{archive}/{found[2]}"
    return None


def year_of_arxiv(arxiv: str | None) -> int | None:
    """Return the year in which a paper with this id came to arXiv, which its first two digits tell.

    ArXiv began in 1991.
    """
    digits = (arxiv or "").rpartition("/")[2][:2]
    return (
        (2000 if int(digits) < _ARXIV_BEGAN else 1900) + int(digits)
        if digits.isdecimal() and len(digits) == 2
        else None
    )


def normalise_id(text: str, scheme: str = "") -> str | None:
    """Return in one form an id by which a paper is known somewhere, or None for any other text.

    `arxiv:1706.03762`, `doi:10.1000/x`, else `openalex:w123`, `s2:…`, `pmid:…` and so on, in lower
    case. What a bare id is, `scheme` says.
    """
    text = text.strip().lower()
    if not scheme:
        if text.startswith("http"):
            if found := re.fullmatch(_PAGE_OF, text):
                scheme, text = _read_page(found)
        elif found := re.fullmatch(_SCHEMED, text):
            scheme, text = found[1], found[2]
    scheme = scheme.lower()
    if scheme in {"arxiv", "arxivid"}:
        arxiv = normalise_arxiv(text) or normalise_arxiv(f"arxiv:{text}")
        return f"arxiv:{arxiv}" if arxiv else None
    if scheme in _SCHEMES:
        return _normalise_foreign(text, scheme)
    if doi := normalise_doi(text):
        arxiv = normalise_arxiv(doi) if _ARXIV_DOI.fullmatch(doi) else None
        return f"arxiv:{arxiv}" if arxiv else f"doi:{doi}"
    if arxiv := normalise_arxiv(text):
        return f"arxiv:{arxiv}"
    return next(
        (f"{bare}:{text}" for bare, form in _BARE.items() if re.fullmatch(form, text)), None
    )


def _read_page(page: re.Match[str]) -> tuple[str, str]:
    """Return which database a page is of, and the id in its address."""
    host = page["host"]
    return _SCHEME_OF.get(host) or ("pmcid" if "pmc" in host else "pmid"), page["id"]


def _normalise_foreign(text: str, scheme: str) -> str | None:
    if text.startswith("http") and (page := re.fullmatch(_PAGE_OF, text)):
        text = page["id"]
    if scheme == "corpusid":
        text = f"corpusid:{text}"
    scheme = _SCHEMES[scheme]
    text = text.removeprefix(f"{scheme}:").rpartition("openalex.org/")[2]
    if scheme == "pmcid" and text.isdecimal():
        text = f"pmc{text}"
    return f"{scheme}:{text}" if re.fullmatch(_FORMS[scheme], text) else None


def names_of_paper(arxiv: str | None, doi: str | None, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return all ids by which a paper is known elsewhere, in the form of `normalise_id`."""
    own = f"doi:{doi}" if doi else None
    if doi and doi.startswith(ARXIV_REGISTRANT):
        own = normalise_id(doi)
    both = (f"arxiv:{arxiv}" if arxiv else None, own)
    return tuple(dict.fromkeys((*(each for each in both if each), *ids)))


def repair_arxiv(text: str) -> str | None:
    """Return the arXiv id that became a number on its way here (`704.001` was `0704.0010`), or None."""
    found = _ARXIV_FLOAT.fullmatch(text.strip())
    if found is None:
        return None
    month = found[1].zfill(4)
    digits = 5 if int(month) >= _FIVE_DIGITS_SINCE else 4
    return normalise_arxiv(f"{month}.{found[2].ljust(digits, '0')}")
