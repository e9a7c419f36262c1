"""RIS, as EndNote, Zotero, Mendeley and JabRef read it: two letters, two blanks, a hyphen, a value.

Written here and not with rispy, whose writer wants all references at once and puts a number before
each, which RIS does not have.
"""

from collections.abc import Iterable, Iterator

from papercli.exports.base import Citekeys, ExportFormat
from papercli.exports.fields import csl_item, date_parts, keywords
from papercli.model import Paper
from papercli.names import split_name

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "review": "JOUR",
    "paper-conference": "CPAPER",
    "chapter": "CHAP",
    "book": "BOOK",
    "thesis": "THES",
    "report": "RPRT",
    "article": "UNPB",
    "dataset": "DATA",
    "software": "COMP",
    "webpage": "ELEC",
    "patent": "PAT",
}


def write(papers: Iterable[Paper], citekey: Citekeys) -> Iterator[str]:
    """Yield one reference a paper."""
    for paper in papers:
        yield "".join(f"{tag}  - {value}\n" for tag, value in _lines(paper, citekey(paper))) + "\n"


def _lines(paper: Paper, key: str) -> Iterator[tuple[str, str]]:
    item = csl_item(paper, key)
    yield "TY", _TYPES.get(item["type"], "GEN")
    yield "ID", key
    yield "TI", _one_line(item["title"])
    for name in item.get("author", ()):
        yield "AU", _name(name)
    if paper.more_authors:
        yield "AU", "et al."
    yield from _date(paper)
    first, _, last = item.get("page", "").partition("-")
    for tag, value in (
        ("T2", item.get("container-title")),
        ("VL", item.get("volume")),
        ("IS", item.get("issue")),
        ("SP", first),
        ("EP", last),
        ("DO", item.get("DOI")),
        ("UR", item.get("URL")),
        ("DB", paper.arxiv and "arXiv"),
        ("AN", paper.arxiv and f"arXiv:{paper.arxiv}"),
    ):
        if value:
            yield tag, _one_line(value)
    for word in keywords(paper):
        yield "KW", _one_line(word)
    for tag, value in (("N1", item.get("annote")), ("AB", item.get("abstract"))):
        if value:
            yield tag, _one_line(value)
    yield "ER", ""


def _date(paper: Paper) -> Iterator[tuple[str, str]]:
    if date := date_parts(paper):
        yield "PY", str(date[0])
        if date[1:]:
            yield "DA", "/".join([str(date[0]), *(f"{part:02}" for part in date[1:])])


def _name(name: dict[str, str]) -> str:
    if literal := name.get("literal"):  # a comma at the end marks a name that is one piece
        return _one_line(literal if split_name(literal).literal else f"{literal},")
    parts = (name[part] for part in ("family", "given", "suffix") if part in name)
    return _one_line(", ".join(parts))


def _one_line(text: str) -> str:
    """Return `text` without line ends, which would start another tag."""
    return text if len(text.splitlines()) == 1 else " ".join(text.split())


FORMAT = ExportFormat("ris", "RIS for EndNote, Zotero, Mendeley and JabRef", (".ris",), write)
