"""RIS, as EndNote, Zotero, Mendeley and JabRef read it: two letters, two blanks, a hyphen, a value.

Written here and not with rispy, whose writer wants all references at once and puts a number before
each, which RIS does not have.
"""

from collections.abc import Iterable, Iterator

from papercli.exports.base import Citekeys, ExportFormat
from papercli.exports.fields import PUBLISHED, csl_item, date_parts, join_words
from papercli.model import Paper
from papercli.names import split_name

MORE_AUTHORS = "more authors"  # a note, for RIS has no name for it
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
    "entry-encyclopedia": "ENCYC",
    "entry-dictionary": "DICT",
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
    yield from _date(paper)
    first, _, last = item.get("page", "").partition("-")
    for tag, value in (
        ("T2", item.get("container-title")),
        ("PB", item.get("publisher") if item["type"] in PUBLISHED else None),
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
    for word in paper.keywords:
        yield "KW", _one_line(word)
    yield from [("LB", _one_line(join_words(paper.tags)))] if paper.tags else []
    yield from [("N1", MORE_AUTHORS)] if item.get("custom", {}).get("more_authors") else []
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
    if literal := name.get("literal"):
        # A comma would part it. One at the end marks a name in one piece that does not look it.
        literal = " ".join(literal.replace(",", " ").split())
        return literal if split_name(literal).literal else f"{literal},"
    parts = (name[part] for part in ("family", "given", "suffix") if part in name)
    return _one_line(", ".join(parts))


def _one_line(text: str) -> str:
    """Return `text` without line ends, which would start another tag."""
    return text if len(text.splitlines()) == 1 else " ".join(text.split())


FORMAT = ExportFormat("ris", "RIS for EndNote, Zotero, Mendeley and JabRef", (".ris",), write)
