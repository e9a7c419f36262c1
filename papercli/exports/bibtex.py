"""BibTeX and biblatex: entries that bibtex and biber take without a warning.

Written here and not with pybtex or bibtexparser: both want the whole bibliography in memory, and
neither escapes text without touching maths; what is left for them to do is `name = {value}`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from papercli.exports.base import Citekeys, ExportFormat
from papercli.exports.fields import arxiv_category, csl_type, date_parts, keywords
from papercli.latex.write import escape_address, escape_text, escape_title
from papercli.model import Name, Paper
from papercli.names import OTHERS, is_plain, names_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A CSL type in BibTeX.

    The entry type, and the field for what the paper is in, or came out with.
    """

    entry: str
    container: str
    modern_container: str = ""  # biblatex's name for it, where that is another


_MISC = _Kind("misc", "howpublished")
_KINDS = {
    "article-journal": _Kind("article", "journal", "journaltitle"),
    "article-magazine": _Kind("article", "journal", "journaltitle"),
    "article-newspaper": _Kind("article", "journal", "journaltitle"),
    "review": _Kind("article", "journal", "journaltitle"),
    "paper-conference": _Kind("inproceedings", "booktitle"),
    "chapter": _Kind("incollection", "booktitle"),
    "book": _Kind("book", "publisher"),
    "thesis": _Kind("phdthesis", "school", "institution"),
    "report": _Kind("techreport", "institution"),
}
_NOT_IN_NAMES = re.compile(r"[\\{}^~<>|$#%_]")
# What BibTeX takes for more than a word of a name.
_JOINING = re.compile(r"(?:^|\s)(?:and|others)(?!\S)", re.IGNORECASE)
_NEEDS_PUBLISHER = "incollection"  # which no paper here has, and bibtex warns without


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
        "title": escape_title(paper.title, unicode=modern),
        (modern and kind.modern_container) or kind.container: text(paper.venue),
        **_date(paper, modern=modern),
        **_place(paper, kind, text, modern=modern),
        "doi": escape_address(paper.doi or ""),
        **_eprint(paper, modern=modern),
        "url": escape_address(paper.url or ""),
        "keywords": text(", ".join(keywords(paper))),
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
    """Return the entry type of a paper.

    In BibTeX, one whose styles do not warn of a field that is not known.
    """
    kind = _KINDS.get(csl_type(paper), _MISC)
    whole = paper.venue and paper.authors and date_parts(paper) and kind.entry != _NEEDS_PUBLISHER
    return kind if modern or whole else _MISC


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
        or kind is _MISC
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
