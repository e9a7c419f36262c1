"""Where a paper can be read: links for documents that people click.

No scheme but http and https gets into one.
"""

from urllib.parse import quote, urlsplit

from papercli.identifiers import normalise_arxiv, normalise_doi
from papercli.model import Paper

_UNESCAPED = (
    "%:/?#@!$&'*+,;=~()"  # besides letters and digits; angle brackets, quotes and blanks end a link
)


def links(paper: Paper) -> list[tuple[str, str]]:
    """Return what to call each link of a paper and its address.

    ArXiv, DOI, and its URL if that leads elsewhere.
    """
    found: list[tuple[str, str]] = []
    if paper.arxiv:
        found.append(("arXiv", f"https://arxiv.org/abs/{_quoted(paper.arxiv)}"))
    if paper.doi:
        found.append(("DOI", f"https://doi.org/{quote(paper.doi, safe='/:;()')}"))
    url = paper.url or ""
    if url.lower().startswith(("https://", "http://")):
        name = _host(url)
        if name.endswith("arxiv.org") and paper.arxiv and normalise_arxiv(url) == paper.arxiv:
            name = "PDF" if "/pdf/" in url else ""
        elif name.endswith("doi.org") and paper.doi and normalise_doi(url) == paper.doi:
            name = ""
        if name:
            found.append((name, _quoted(url)))
    return found


def _quoted(address: str) -> str:
    return quote(address, safe=_UNESCAPED)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "link").removeprefix("www.")
    except ValueError:
        return "link"


def best_link(paper: Paper) -> str | None:
    """Return the address at which a paper is read: its URL, else that of arXiv or of its DOI."""
    url = paper.url or ""
    if url.lower().startswith(("https://", "http://")):
        return _quoted(url)
    return next((address for _, address in links(paper)), None)
