"""From the fields of a foreign record, under whatever names they come, to a `Record`."""

import re
from collections.abc import Iterable, Mapping

from papercli.dumps.base import Record, Skipped
from papercli.identifiers import normalise_arxiv, normalise_doi, repair_arxiv
from papercli.text import clean

# Our field -> the names it goes by elsewhere, folded to lower-case letters and digits. The first that holds something wins.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "papertitle", "articletitle", "documenttitle", "primarytitle", "name"),
    "abstract": ("abstract", "summary", "description", "abstractnote", "tldr"),
    "authors": ("authors", "author", "authorships", "authornames", "authorfullnames", "creator", "creators", "by"),
    "year": ("year", "publicationyear", "pubyear", "publishyear", "yearpublished"),
    "date": (
        "date", "published", "publicationdate", "pubdate", "publishedat", "publisheddate", "issued", "updatedate", "updated",
        "dateadded", "created",
    ),
    "type": ("type", "entrytype", "itemtype", "documenttype", "publicationtype"),
    "venue": (
        "venue", "journal", "journaltitle", "journalref", "containertitle", "booktitle", "conference", "publicationtitle",
        "sourcetitle", "publicationname", "hostvenue",
    ),
    "volume": ("volume", "vol"),
    "issue": ("issue", "number", "issuenumber", "no"),
    "pages": ("pages", "page", "pagerange", "pagination"),
    "arxiv": ("arxiv", "arxivid", "arxivnumber", "eprint"),
    "doi": ("doi", "digitalobjectidentifier"),
    "url": ("url", "link", "abs", "absurl", "pdf", "pdfurl", "pdflink", "href", "openreviewurl", "arxivurl"),
    "keywords": ("keywords", "keyword", "authorkeywords", "indexkeywords", "categories", "subjects", "subject"),
    "tags": ("tags", "tag", "labels"),
    "key": ("id", "key", "citekey", "citationkey", "paperid", "corpusid", "accession"),
}  # fmt: skip
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}
_RANK_OF = {name: rank for names in _NAMES.values() for rank, name in enumerate(names)}
FIELD_NAMES = frozenset(_FIELD_OF)

# Kinds of publication, as BibTeX, Crossref and friends call them -> CSL's types.
_CSL_TYPES = {
    "article": "article-journal", "journalarticle": "article-journal", "articlejournal": "article-journal", "jour": "article-journal",
    "inproceedings": "paper-conference", "conference": "paper-conference", "conferencepaper": "paper-conference",
    "proceedingsarticle": "paper-conference", "paperconference": "paper-conference", "conf": "paper-conference", "cpaper": "paper-conference",
    "book": "book", "incollection": "chapter", "inbook": "chapter", "chapter": "chapter", "bookchapter": "chapter", "booksection": "chapter",
    "chap": "chapter", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "thes": "thesis", "dissertation": "thesis",
    "techreport": "report", "report": "report", "rprt": "report", "preprint": "article", "postedcontent": "article", "unpublished": "article",
    "dataset": "dataset", "software": "software", "webpage": "webpage", "review": "review", "patent": "patent",
}  # fmt: skip

_NOT_NAME = re.compile(r"[^a-z0-9]+")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_ISO_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_WORD_DATE = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_PAGES_LABEL = re.compile(r"^\(?\s*(?:pages?|pp?)\b[.:]?\s*", re.IGNORECASE)
_DASHES = re.compile(r"\s*(?:-{1,3}|[\u2010-\u2015\u2212])\s*")
_EDGE_PUNCTUATION = " ,;"
_AND = re.compile(r"\s*(?:;|\band\b|&)\s*", re.IGNORECASE)
_HTTP = re.compile(r"https?://\S+", re.IGNORECASE)
_TRAILING_COMMAS = re.compile(r"[\s,;]+$")


def read_fields(fields: Mapping[str, object], line: int) -> Record | Skipped:
    """Return the record that `fields` describe, or say why it cannot be a paper."""
    known: dict[str, tuple[int, object]] = {}
    for name, value in fields.items():
        folded = name if name in _FIELD_OF else _NOT_NAME.sub("", name.lower())
        field = _FIELD_OF.get(folded)
        if field is None or value is None or value == "":
            continue
        rank = _RANK_OF[folded]
        if field not in known or rank < known[field][0]:
            known[field] = rank, value
    values = {field: value for field, (_, value) in known.items()}

    title = _read_text(values.get("title"))
    if not title:
        return Skipped(line, "no title")
    key = _read_text(values.get("key"))
    date = _read_date(values.get("date"))
    doi = normalise_doi(_read_text(values.get("doi")) or "") or normalise_doi(key or "")
    url = _read_url(values.get("url"))
    if doi is None and url is not None and "doi.org/" in url:
        doi = normalise_doi(url)
    return Record(
        line=line,
        title=title,
        abstract=_read_text(values.get("abstract")),
        authors=read_authors(values.get("authors")),
        year=_read_year(values.get("year")) or (int(date[:4]) if date else None),
        date=date,
        type=_CSL_TYPES.get(_NOT_NAME.sub("", (_read_text(values.get("type")) or "").lower())),
        venue=_read_venue(values.get("venue")),
        volume=_read_text(values.get("volume")),
        issue=_read_text(values.get("issue")),
        pages=read_pages(values.get("pages")),
        arxiv=_read_arxiv(values, key, url, doi),
        doi=doi,
        url=url,
        keywords=_read_words(values.get("keywords")),
        tags=_read_words(values.get("tags")),
        key=key,
    )


def _read_text(value: object) -> str | None:
    match value:
        case str():
            return clean(value) or None
        case bool() | None:
            return None
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case [first, *_]:
            return _read_text(first)
        case {"value": inner}:
            return _read_text(inner)
    return None


def _read_year(value: object) -> int | None:
    found = _YEAR.search(_read_text(value) or "")
    return int(found[1]) if found else None


def _read_date(value: object) -> str | None:
    """Return an ISO 8601 date, as exact as `value` gives it: a year, a month or a day."""
    text = _read_text(value) or ""
    if found := _ISO_DATE.match(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
    elif found := _WORD_DATE.search(text):
        year, month, day = int(found[4]), _MONTHS.get(found[2][:3].lower(), 0), int(found[1] or found[3] or 0)
    elif lone := _YEAR.search(text):
        return lone[1]
    else:
        return None
    if not 1400 <= year <= 2099 or not 1 <= month <= 12:
        return str(year) if 1400 <= year <= 2099 else None
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= 31 else f"{year:04}-{month:02}"


def read_authors(value: object) -> tuple[str, ...]:
    """Return one name an author; a single string is split where names are joined by `and` or semicolons."""
    match value:
        case str():
            text = clean(value)
            parts = _AND.split(text)
            if len(parts) == 1 and text.count(",") > 1:
                parts = text.split(",")
            return _distinct(_TRAILING_COMMAS.sub("", part).strip(" ,") for part in parts)
        case list():
            return _distinct(name for each in value if (name := _read_name(each)))
    return ()


def _read_name(value: object) -> str | None:
    match value:
        case {"name": str(name)} | {"raw_author_name": str(name)} | {"full_name": str(name)} | {"literal": str(name)}:
            return clean(name)
        case {"family": str(family), "given": str(given)} | {"lastName": str(family), "firstName": str(given)}:
            return clean(f"{given} {family}")
        case {"family": str(family)}:
            return clean(family)
        case {"author": dict(inner)}:
            return _read_name(inner)
    return _read_text(value)


def _read_venue(value: object) -> str | None:
    match value:
        case {"name": name} | {"title": name} | {"raw": name}:
            return _read_venue(name)
    text = _read_text(value)
    return text.strip(_EDGE_PUNCTUATION) or None if text else None


def read_pages(value: object) -> str | None:
    """Return a page range without its label, with one hyphen: `pp. 322--331` is `322-331`."""
    text = _read_text(value)
    if text is None:
        return None
    return _DASHES.sub("-", _PAGES_LABEL.sub("", text)).strip(" ,.;:()") or None


def _read_url(value: object) -> str | None:
    found = _HTTP.search(_read_text(value) or "")
    return found[0].rstrip(".,;") if found else None


def _read_arxiv(values: Mapping[str, object], key: str | None, url: str | None, doi: str | None) -> str | None:
    """Return the arXiv id, wherever in the record it stands."""
    given = _read_text(values.get("arxiv")) or ""
    for text in (given, key or "", url or "", doi or ""):
        if found := normalise_arxiv(text):
            return found
    # A bare number is an arXiv id only where the record says so; there it may have been through a float.
    if given:
        return repair_arxiv(given)
    return repair_arxiv(key) if key and isinstance(values.get("key"), float) else None


def _read_words(value: object) -> tuple[str, ...]:
    match value:
        case str():
            separator = ";" if ";" in value else "," if "," in value else None
            parts = value.split(separator) if separator else [value]
            return _distinct(clean(part) for part in parts)
        case list():
            return _distinct(text for each in value if (text := _read_text(each)))
    return ()


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
