"""From the fields of a foreign record, under whatever names they come, to a `Record`."""

import re
from collections.abc import Iterable, Mapping
from math import isnan
from typing import Any, NamedTuple

from papercli.dumps.base import Record, Skipped
from papercli.dumps.furniture import is_placeholder
from papercli.dumps.markup import without_markup
from papercli.dumps.people import (
    People,
    people,
    read_author,
    read_literal,
    read_parts,
    says_more,
    split_names,
)
from papercli.identifiers import normalise_arxiv, normalise_doi, repair_arxiv
from papercli.names import Author
from papercli.text import clean

# Our field -> the names it goes by elsewhere, folded to lower-case letters and digits. The first
# that holds something wins.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": (
        "title",
        "papertitle",
        "articletitle",
        "documenttitle",
        "itemtitle",
        "primarytitle",
        "name",
    ),
    "abstract": ("abstract", "summary", "description", "abstractnote", "abstracttext", "tldr"),
    "authors": (
        "authors",
        "author",
        "authorfullnames",
        "authorships",
        "authornames",
        "creator",
        "creators",
        "by",
    ),
    "more_authors": ("moreauthors", "isauthorstruncated"),
    "year": ("year", "publicationyear", "pubyear", "publishyear", "yearpublished"),
    "date": (
        "date",
        "published",
        "publicationdate",
        "pubdate",
        "publishedat",
        "publisheddate",
        "issued",
        "updatedate",
        "updated",
        "dateadded",
        "created",
        "createdate",
    ),
    "type": ("type", "entrytype", "itemtype", "documenttype", "publicationtype", "contenttype"),
    "venue": (
        "venue",
        "journal",
        "journaltitle",
        "journalref",
        "containertitle",
        "booktitle",
        "conference",
        "publicationtitle",
        "sourcetitle",
        "publicationname",
        "publication",
        "journalbook",
        "hostvenue",
    ),
    "volume": ("volume", "vol", "journalvolume"),
    "issue": ("issue", "number", "issuenumber", "no", "journalissue"),
    "pages": ("pages", "page", "pagerange", "pagination"),
    "arxiv": ("arxiv", "arxivid", "arxivnumber", "eprint"),
    "doi": ("doi", "digitalobjectidentifier", "itemdoi"),
    "url": (
        "url",
        "link",
        "abs",
        "absurl",
        "pdf",
        "pdfurl",
        "pdflink",
        "href",
        "openreviewurl",
        "arxivurl",
    ),
    "keywords": (
        "keywords",
        "keyword",
        "authorkeywords",
        "indexkeywords",
        "ieeeterms",
        "categories",
        "subjects",
        "subject",
    ),
    "tags": ("tags", "tag", "labels", "manualtags"),
    "key": (
        "id",
        "key",
        "citekey",
        "citationkey",
        "paperid",
        "corpusid",
        "accession",
        "pmid",
        "eid",
    ),
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}
_RANK_OF = {name: rank for names in _NAMES.values() for rank, name in enumerate(names)}
FIELD_NAMES = frozenset(_FIELD_OF)


def outranks(name: str, other: str) -> bool:
    """Say whether two names mean one field, and the first is taken where both are given."""
    same = name in _FIELD_OF and _FIELD_OF[name] == _FIELD_OF.get(other)
    return same and _RANK_OF[name] < _RANK_OF[other]


_MAY_BE_MISSING = frozenset(
    {"title", "abstract", "authors", "venue"}
)  # where people write that there is none
_TITLES = frozenset(_NAMES["title"]) - {
    "name"
}  # what a thing of any kind may have is no sign of a paper

# Kinds of publication, as BibTeX, RIS, Crossref and friends call them -> CSL's types.
_CSL_TYPES = {
    name: csl
    for csl, names in {
        "article-journal": "article journalarticle articlejournal jour jfull ejour inpr abst",
        "article": "preprint postedcontent unpublished unpb manuscript eprint misc online",
        "paper-conference": "inproceedings conference conferencepaper proceedingsarticle paperconference conf cpaper conferenceproceedings",
        "book": "book mvbook edbook ebook editedbook monograph referencebook proceedings collection",
        "chapter": "incollection inbook chapter bookchapter booksection chap echap bookpart referenceentry",
        "thesis": "phdthesis mastersthesis thesis thes dissertation",
        "report": "techreport report rprt standard workingpaper",
        "dataset": "dataset data",
        "software": "software comp computerprogram",
        "webpage": "webpage elec",
        "review": "review",
        "patent": "patent pat",
    }.items()
    for name in names.split()
}

_NOT_NAME = re.compile(r"[^a-z0-9]+")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_ISO_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_WORD_DATE = re.compile(
    r"(?:(?<![-\u2013\d])(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})"
)
_YEAR_FIRST_DATE = re.compile(r"(\d{4})\s+([A-Za-z]{3,9})\b\.?(?:\s+(\d{1,2}))?(?![\d-])")
_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_PAGES_LABEL = re.compile(r"^\(?\s*(?:pages?|pp?)\b[.:]?\s*", re.IGNORECASE)
_DASHES = re.compile(r"(?:(?<!\s)\s++)?(?:-{1,3}|[\u2010-\u2015\u2212])\s*")
_EDGE_PUNCTUATION = " ,;"
_HTTP = re.compile(r"https?://\S+", re.IGNORECASE)
_DEEPEST = 8  # lists and objects around a text; what is held deeper is no field of a paper


def read_fields(fields: Mapping[str, object], line: int) -> Record | Skipped:
    """Return the record that `fields` describe, or say why it cannot be a paper."""
    known: dict[str, tuple[int, object]] = {}
    for name, value in fields.items():
        if value is None or value == "":
            continue
        folded = name if name in _FIELD_OF else _NOT_NAME.sub("", name.lower())
        field = _FIELD_OF.get(folded)
        if field is None or (
            field in _MAY_BE_MISSING and isinstance(value, str) and is_placeholder(clean(value))
        ):
            continue
        rank = _RANK_OF[folded]
        if field not in known or rank < known[field][0]:
            known[field] = rank, value
    values = {field: value for field, (_, value) in known.items()}

    title = _read_prose(values.get("title"))
    if not title:
        return Skipped(line, "no title")
    key = read_text(values.get("key"))
    date = read_date(values.get("date"))
    doi = normalise_doi(read_text(values.get("doi")) or "") or normalise_doi(key or "")
    url = _read_url(values.get("url"))
    authors = read_authors(values.get("authors"))
    if doi is None and url is not None and "doi.org/" in url:
        doi = normalise_doi(url)
    return Record(
        line=line,
        title=title,
        abstract=_read_prose(values.get("abstract")),
        authors=authors.authors,
        names=authors.names,
        more_authors=authors.more
        or (bool(authors.authors) and _is_true(values.get("more_authors"))),
        year=_read_year(values.get("year")) or (int(date[:4]) if date else None),
        date=date,
        type=csl_type(read_text(values.get("type"))),
        venue=_read_venue(values.get("venue")),
        volume=read_text(values.get("volume")),
        issue=read_text(values.get("issue")),
        pages=read_pages(values.get("pages")),
        arxiv=_read_arxiv(values, key, url, doi),
        doi=doi,
        url=url,
        keywords=read_words(values.get("keywords")),
        tags=read_words(values.get("tags")),
        key=key,
    )


def names_title(names: Iterable[object]) -> bool:
    """Say whether one of the names of fields is that of a paper's title."""
    return any(_NOT_NAME.sub("", str(name).lower()) in _TITLES for name in names)


def read_text(value: object) -> str | None:
    """Return the text that `value` is, or is wrapped around, cleaned; None for anything else."""
    if value is None:
        return None
    if isinstance(value, str):  # nearly always
        return clean(value) or None
    for _ in range(_DEEPEST):
        match value:
            case str():
                return clean(value) or None
            case bool() | None:
                return None
            case int():
                return (
                    str(value) if -(10**15) < value < 10**15 else None
                )  # a longer number is no field of a paper
            case float():
                return (
                    str(int(value))
                    if value.is_integer() and abs(value) < 1e15
                    else None
                    if isnan(value)
                    else str(value)
                )
            case [first, *_] | {"value": first}:
                value = first
            case _:
                return None
    return None


def _read_prose(value: object) -> str | None:
    text = read_text(value)
    return clean(without_markup(text)) or None if text and ("<" in text or "&" in text) else text


def csl_type(name: str | None) -> str | None:
    """Return CSL's name for a kind of publication, or None."""
    return _CSL_TYPES.get(_NOT_NAME.sub("", name.lower())) if name else None


def _read_year(value: object) -> int | None:
    found = _YEAR.search(read_text(value) or "")
    return int(found[1]) if found else None


def read_date(value: object) -> str | None:
    """Return an ISO 8601 date, as exact as `value` gives it: a year, a month or a day."""
    match value:
        case {"date-parts": [[*parts], *_]} | {"date-parts": [*parts]}:
            value = "-".join(text for part in parts[:3] if (text := read_text(part)))
        case {"raw": str(text)} | {"literal": str(text)}:
            value = text
    text = read_text(value) or ""
    if found := _ISO_DATE.match(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
    elif found := _YEAR_FIRST_DATE.match(text):
        year, month, day = int(found[1]), _MONTHS.get(found[2][:3].lower(), 0), int(found[3] or 0)
    elif found := _WORD_DATE.search(text):
        year, month, day = (
            int(found[4]),
            _MONTHS.get(found[2][:3].lower(), 0),
            int(found[1] or found[3] or 0),
        )
    elif text.isdecimal() and len(text) == 8 and _YEAR.fullmatch(text[:4]):
        year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    elif lone := _YEAR.search(text):
        return lone[1]
    else:
        return None
    if not 1400 <= year <= 2099 or not 1 <= month <= 12:
        return str(year) if 1400 <= year <= 2099 else None
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= 31 else f"{year:04}-{month:02}"


def _is_true(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.strip().lower() in {"yes", "true"})


def read_authors(value: object) -> People:
    """Return the authors in a list of names, or in a string in which they are joined."""
    match value:
        case People():
            return value
        case str():
            text = without_markup(value)
            return people(split_names(text), more=says_more(clean(text)))
        case list() | tuple() | dict():
            names = [value] if isinstance(value, dict) else list(value)
            last = next((text for each in reversed(names) if (text := _text_of(each))), "")
            return people(map(_read_name, names), more=says_more(last))
    return people(())


def _text_of(value: object) -> str:
    """Return a name as it stands, its parts in order."""
    if isinstance(value, dict):
        parts = _name_parts(value)
        return clean(parts.whole or f"{parts.given} {parts.family}")
    return without_markup(read_text(value) or "")


def _read_name(value: object) -> Author:
    if not isinstance(value, dict):
        return read_author(without_markup(read_text(value) or ""))
    parts = _name_parts(value)
    if parts.is_literal:
        return read_literal(parts.whole)
    if parts.whole and not parts.family:
        return read_author(parts.whole)
    return read_parts(parts.given, parts.family, parts.suffix)


class _NameParts(NamedTuple):
    """What an object holds of a name."""

    whole: str
    is_literal: bool
    given: str
    family: str
    suffix: str


def _name_parts(value: dict[str, Any]) -> _NameParts:
    if isinstance(inner := value.get("author"), dict):
        value = inner
    folded = {
        _NOT_NAME.sub("", name.lower()): without_markup(text)
        for name, text in value.items()
        if isinstance(name, str) and isinstance(text, str)
    }

    def first(*names: str) -> str:
        return next((folded[name] for name in names if folded.get(name)), "")

    whole = first("name", "fullname", "displayname", "literal", "rawauthorname")
    before = first("nondroppingparticle", "prefix")
    return _NameParts(
        whole,
        is_literal=bool(whole) and whole == folded.get("literal"),
        given=f"{first('given', 'firstname', 'forename', 'first')} {first('middlename', 'middle')}"
        f" {first('droppingparticle')}",
        family=f"{before} {first('family', 'lastname', 'surname', 'last')}".strip(),
        suffix=first("suffix"),
    )


def _read_venue(value: object) -> str | None:
    for _ in range(_DEEPEST):
        match value:
            case {"name": inner} | {"title": inner} | {"raw": inner} | {"display_name": inner}:
                value = inner
    text = _read_prose(value)
    return text.strip(_EDGE_PUNCTUATION) or None if text else None


def read_pages(value: object) -> str | None:
    """Return a page range without its label, with one hyphen: `pp. 322--331` is `322-331`."""
    text = read_text(value)
    if text is None:
        return None
    return _DASHES.sub("-", _PAGES_LABEL.sub("", text)).strip(" ,.;:()-") or None


def _read_url(value: object) -> str | None:
    found = _HTTP.search(read_text(value) or "")
    return found[0].rstrip(".,;") if found else None


def _read_arxiv(
    values: Mapping[str, object], key: str | None, url: str | None, doi: str | None
) -> str | None:
    """Return the arXiv id, wherever in the record it stands."""
    given = read_text(values.get("arxiv")) or ""
    for text in (given, key or "", url or "", doi or ""):
        if text and (found := normalise_arxiv(text)):
            return found
    # A bare number is an arXiv id only where the record says so; there it may have been through a
    # float.
    if given:
        return repair_arxiv(given)
    return repair_arxiv(key) if key and isinstance(values.get("key"), float) else None


def read_words(value: object) -> tuple[str, ...]:
    """Return keywords, one each; a single string is split at semicolons, else at commas."""
    match value:
        case str():
            separator = (
                ";"
                if ";" in value
                else "\n"
                if "\n" in value.strip()
                else ","
                if "," in value
                else None
            )
            parts = value.split(separator) if separator else [value]
            return _distinct(clean(without_markup(part)) for part in parts)
        case list() | tuple():
            return _distinct(read_text(each) or _read_venue(each) for each in value)
    return ()


def _distinct(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
