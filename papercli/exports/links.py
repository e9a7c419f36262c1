"""Where a paper can be read: links for documents that people click. No scheme but http and https gets into one."""

from urllib.parse import quote, urlsplit

from papercli.library import PaperDict

_UNESCAPED = "%:/?#@!$&'*+,;=~()"  # besides letters and digits; angle brackets, quotes and blanks end a link


def links(paper: PaperDict) -> list[tuple[str, str]]:
    """Return what to call each link of a paper and its address: arXiv, DOI, and its URL if that is neither."""
    found: list[tuple[str, str]] = []
    if paper["arxiv"]:
        found.append(("arXiv", f"https://arxiv.org/abs/{_quoted(paper['arxiv'])}"))
    if paper["doi"]:
        found.append(("DOI", f"https://doi.org/{quote(paper['doi'], safe='/:;()')}"))
    url = paper["url"] or ""
    if url.lower().startswith(("https://", "http://")) and not any(_same(url, address) for _, address in found):
        found.append((_host(url), _quoted(url)))
    return found


def _quoted(address: str) -> str:
    return quote(address, safe=_UNESCAPED)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "link").removeprefix("www.")
    except ValueError:
        return "link"


def _same(url: str, address: str) -> bool:
    bare = [text.lower().split("://", 1)[-1].removeprefix("www.").rstrip("/") for text in (url, address)]
    return bare[0] == bare[1]
