"""BibTeX and biblatex: entries that bibtex and biber take without a warning but for what is not known.

Written here and not with pybtex or bibtexparser: both want the whole bibliography in memory, and
neither escapes text without touching maths; what is left for them to do is `name = {value}`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from papercli.exports.base import Citekeys, ExportFormat
from papercli.exports.fields import (
    arxiv_category,
    csl_type,
    date_parts,
    join_words,
    title_in_tex,
)
from papercli.latex.write import escape_address, escape_text, escape_title
from papercli.model import Name, Paper
from papercli.names import OTHERS, is_plain, names_of
from papercli.patterns import late

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A CSL type in BibTeX or biblatex.

    The entry type, the field for what the paper is in, or came out with, and what says its type
    where the entry type does not.
    """

    entry: str
    container: str
    type: str = ""
    needs_container: bool = False  # without it, it is a preprint or a manuscript


_MISC = _Kind("misc", "howpublished")
_ARTICLE = _Kind("article", "journal", needs_container=True)
_MODERN_ARTICLE = _Kind("article", "journaltitle")
_CHAPTER = _Kind("incollection", "booktitle")
_KINDS = {
    "article-journal": _ARTICLE,
    "article-magazine": _ARTICLE,
    "article-newspaper": _ARTICLE,
    "review": _ARTICLE,
    "paper-conference": _Kind("inproceedings", "booktitle", needs_container=True),
    "chapter": _CHAPTER,
    "entry-encyclopedia": _CHAPTER,
    "entry-dictionary": _CHAPTER,
    "book": _Kind("book", "publisher"),
    "thesis": _Kind("phdthesis", "school"),
    "report": _Kind("techreport", "institution"),
    "dataset": _Kind("misc", "howpublished", "dataset"),
    "software": _Kind("misc", "howpublished", "software"),
    "webpage": _Kind("misc", "howpublished", "webpage"),
    "patent": _Kind("misc", "howpublished", "patent"),
}
# Where biblatex has another name (its manual 3.14, 2.1).
_MODERN_KINDS = _KINDS | {
    "article-journal": _MODERN_ARTICLE,
    "article-magazine": _MODERN_ARTICLE,
    "article-newspaper": _MODERN_ARTICLE,
    "review": _MODERN_ARTICLE,
    "paper-conference": _Kind("inproceedings", "booktitle"),
    "entry-encyclopedia": _Kind("inreference", "booktitle"),
    "entry-dictionary": _Kind("inreference", "booktitle"),
    "thesis": _Kind("phdthesis", "institution"),
    "dataset": _Kind("dataset", "publisher"),
    "software": _Kind("software", "publisher"),
    "webpage": _Kind("online", "organization"),
    "patent": _Kind("patent", "howpublished"),
}
# Of several, which "and" joins for biber and pandoc.
_LISTS = frozenset({"publisher", "institution", "school", "organization"})
_AND = late(r"\band\b", re.IGNORECASE)
_NOT_IN_NAMES = late(r"[\\{}^~<>|$#%_]")
# What BibTeX takes for more than a word of a name.
_JOINING = late(r"(?:^|\s)(?:and|others)(?!\S)", re.IGNORECASE)


def _write_bibtex(papers: Iterable[Paper], citekey: Citekeys) -> Iterator[str]:
    return (_entry(paper, citekey(paper), modern=False) for paper in papers)


def _write_biblatex(papers: Iterable[Paper], citekey: Citekeys) -> Iterator[str]:
    return (_entry(paper, citekey(paper), modern=True) for paper in papers)


def _entry(paper: Paper, key: str, *, modern: bool) -> str:
    kind = _kind(paper, modern=modern)

    def text(value: object) -> str:
        return escape_text(str(value), unicode=modern) if value else ""

    fields: dict[str, str] = {
        "author": " and ".join(_names(paper, modern=modern)),
        "title": escape_title(title_in_tex(paper), unicode=modern),
        kind.container: _container(kind, text(paper.venue)),
        "type": kind.type,
        **_date(paper, modern=modern),
        **_place(paper, kind, text, modern=modern),
        "doi": escape_address(paper.doi or ""),
        **_eprint(paper, modern=modern),
        "url": escape_address(paper.url or ""),
        "keywords": text(join_words(paper.keywords)),
        "groups": text(join_words(paper.tags)),
        "abstract": text(paper.abstract),
        "annotation" if modern else "annote": text(paper.note),
    }
    if not modern and not fields["author"]:
        fields["key"] = key  # what bibtex sorts by
    body = "".join(
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items()
        if value
    )
    return f"@{kind.entry}{{{key},\n{body}}}\n\n"


def _kind(paper: Paper, *, modern: bool) -> _Kind:
    """Return the entry type of a paper."""
    kind = (_MODERN_KINDS if modern else _KINDS).get(csl_type(paper), _MISC)
    return _MISC if kind.needs_container and not paper.venue else kind


def _container(kind: _Kind, written: str) -> str:
    """Return what a paper is in, in braces of its own where its `and` would make it two."""
    return f"{{{written}}}" if kind.container in _LISTS and _AND.search(written) else written


def _names(paper: Paper, *, modern: bool) -> Iterator[str]:
    more = paper.more_authors
    written = False
    for author, name in zip(paper.authors, names_of(paper.authors, paper.names), strict=True):
        if name is OTHERS:
            more = True
            continue
        if not name.literal and is_plain(author):
            yield f"{name.family}, {name.given}"
        else:
            yield _name(name, modern=modern)
        written = True
    if more and written:
        yield "others"


def _name(name: Name, *, modern: bool) -> str:
    # Signs that no name has go: biber makes initials of their escapes, on which TeX stops.
    given = [
        " ".join(_NOT_IN_NAMES.sub("", part or "").split())
        for part in (name.literal or name.family, name.suffix, name.given)
    ]
    if not any(given):
        given[0] = "?"
    parts = [
        part.replace("&", "\\&") if modern else escape_text(part, unicode=False)
        for part in given
        if part
    ]
    if name.literal or any(map(_JOINING.search, given)):
        return f"{{{', '.join(parts)}}}"
    return ", ".join(part if "," not in part else f"{{{part}}}" for part in parts)


def _date(paper: Paper, *, modern: bool) -> dict[str, str]:
    if not (date := date_parts(paper)):
        return {}
    year, *rest = date
    if modern:
        return {"date": "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])}
    return {"year": str(year)} | ({"month": _MONTHS[rest[0] - 1]} if rest else {})


def _place(
    paper: Paper, kind: _Kind, text: Callable[[object], str], *, modern: bool
) -> dict[str, str]:
    """Return volume, issue and pages, under names that do not make a style warn."""
    both = bool(paper.volume) and bool(paper.issue)
    number = (
        "number"
        if modern
        or kind.entry == "misc"
        or (kind.entry == "article" and both)
        or (kind.entry != "article" and not both)
        else "issue"
    )
    return {
        "volume": text(paper.volume),
        number: text(paper.issue),
        "pages": text(paper.pages).replace("-", "--"),
    }


def _eprint(paper: Paper, *, modern: bool) -> dict[str, str]:
    """Return where arXiv has the paper, as arXiv and biblatex's manual (3.14.7) have it."""
    if not paper.arxiv:
        return {}
    scheme, category = (
        ("eprinttype", "eprintclass") if modern else ("archiveprefix", "primaryclass")
    )
    return {
        "eprint": paper.arxiv,
        scheme: "arxiv" if modern else "arXiv",
        category: arxiv_category(paper) or "",
    }


BIBTEX = ExportFormat(
    "bibtex",
    "BibTeX for LaTeX: accents and symbols as commands, capitals in titles protected",
    (".bib",),
    _write_bibtex,
)
BIBLATEX = ExportFormat(
    "biblatex",
    "biblatex for LaTeX with biber: Unicode kept, exact dates",
    (".bib",),
    _write_biblatex,
)
