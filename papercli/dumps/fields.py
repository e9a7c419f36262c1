"""From the fields of a foreign record, under whatever names they come, to a `Record`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from papercli.dumps.authors import read_authors
from papercli.dumps.base import Record, Skipped
from papercli.dumps.citing import others, read_count, read_ids, read_moment, read_references
from papercli.dumps.doi_addresses import doi_in_address
from papercli.dumps.field_names import (
    CSL_TYPES,
    DATABASE_OF,
    FIELD_OF,
    FIRST_PAGE,
    LAST_PAGE,
    MAY_BE_MISSING,
    NOT_NAME,
    RANK_OF,
    TAKEN_IN,
    TITLES,
)
from papercli.dumps.furniture import is_placeholder
from papercli.dumps.keywords import read_words
from papercli.dumps.markup import with_characters
from papercli.dumps.numbers import read_place
from papercli.dumps.signs import doubts_about
from papercli.dumps.texts import read_name, read_prose
from papercli.dumps.values import (
    date_as_given,
    read_date,
    read_text,
    read_year,
)
from papercli.identifiers import normalise_arxiv, normalise_doi, repair_arxiv
from papercli.patterns import late
from papercli.text import clean, fold

_LIKE_DOI = late(r"\b10\.\d")  # as every DOI begins
_LONGEST_YEAR = 40  # characters of a year or a date; more are a text
# Where theses and reports appeared, which have no venue.
_PUBLISHERS = ("school", "institution", "university", "publisher")
_RANKS_OF_TAKEN_IN = frozenset(RANK_OF[name] for name in TAKEN_IN)
_OF_ITEMS = frozenset({"attachment", "annotation"})  # what hangs on an item in Zotero
_IN_JOURNAL = ("volume", "issue", "pages", "year", "date")
_YEAR_BEHIND = late(r"\((1[5-9]\d\d|20[0-4]\d)\)$")
_PUBLISHED_IN = late(
    r"\s{0,9}(?:(?:on\s)?[\w.,]{1,12}(?:[\s/.-][\w.,]{1,12}){0,3}\sin\s(?P<behind>[a-z]?[^\W\d_a-z][^\n]{2,200}?)|in\s(?P<before>[a-z]?[^\W\d_a-z][^\n]{2,200}?)(?:,\s|\s\(?)(?:[\w.]{1,12}\s){0,2}(?:1[5-9]|20)\d\d\)?)\.?\s{0,9}"
)
_IS_DOI = late(
    r"\s*(?:(?:https?://)?(?:[\w.-]+\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/|https?://[^\s/]*doi\.org/",
    re.IGNORECASE,
)
_SCHEMELESS = late(r"(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,12}/\S+", re.IGNORECASE)
_HTTP = late(r"https?://\S+", re.IGNORECASE)


def read_fields(fields: Mapping[str, object], line: int) -> Record | Skipped:
    """Return the record that `fields` describe, or say why it cannot be a paper."""
    known: dict[str, tuple[int, object]] = {}
    named: dict[str, object] = {}  # ids that other databases gave
    words: list[tuple[int, object]] = []  # of the authors, and of indexers
    for name, value in fields.items():
        if value is None or value == "" or _is_no_date(value):
            continue
        folded = name if name in FIELD_OF else NOT_NAME.sub("", fold(name))
        if folded in DATABASE_OF:
            named[DATABASE_OF[folded]] = value
        field = FIELD_OF.get(folded)
        if field is None or (
            field in MAY_BE_MISSING and isinstance(value, str) and is_placeholder(clean(value))
        ):
            continue
        rank = RANK_OF[folded]
        if field == "keywords":
            words.append((rank, value))
        if field not in known or rank < known[field][0]:
            known[field] = rank, value
    values = {field: value for field, (_, value) in known.items()}
    if "year" in values and known.get("date", (0, None))[0] in _RANKS_OF_TAKEN_IN:
        del values["date"]
    if "venue" not in values and csl_type(read_text(values.get("type"))) in {"thesis", "report"}:
        values["venue"] = next((fields[name] for name in _PUBLISHERS if fields.get(name)), None)

    values = _parts_of_venue(values.get("venue")) | values

    values = _published_in(values.get("date")) | values
    if (read_text(values.get("type")) or "").lower() in _OF_ITEMS and not known.get("authors"):
        return Skipped(line, "an attachment, not a paper")
    values = {"pages": _page_ends(fields)} | values
    title = _read_title(values.get("title"), fields.get("subtitle"))
    if not title:
        return Skipped(line, "no title")
    key = read_text(values.get("key"))
    date = read_date(values.get("date"))
    doi = normalise_doi(read_text(values.get("doi")) or "") or normalise_doi(key or "")
    url = _read_url(values.get("url"))
    authors = read_authors(values.get("authors"))
    venue = read_name(values.get("venue"))
    place = read_place(values, venue)
    linked = read_text(values.get("url")) or ""
    if doi is None:
        doi = normalise_doi(linked) if _IS_DOI.match(linked) else doi_in_address(linked)
    ids = (*read_ids(values.get("ids")), *read_ids(named)) if named or "ids" in values else ()
    doi = doi or next((normalise_doi(each) for each in ids if each.startswith("doi:")), None)
    arxiv = _read_arxiv(values, key, url or linked, doi) or next(
        (normalise_arxiv(each) for each in ids if each.startswith("arxiv:")), None
    )
    citations, votes = read_count(values.get("citations")), read_count(values.get("votes"))
    record = Record(
        line=line,
        title=title,
        title_tex=read_text(fields.get("title_tex")),
        abstract=read_prose(values.get("abstract")),
        authors=authors.authors,
        names=authors.names,
        more_authors=authors.more
        or (bool(authors.authors) and _is_true(values.get("more_authors"))),
        year=read_year(values.get("year"))
        or (int(date[:4]) if date else None)
        or (place.year or _year_behind(venue)),
        date=date,
        type=csl_type(read_text(values.get("type"))),
        venue=place.venue,
        volume=place.volume,
        issue=place.issue,
        pages=place.pages,
        arxiv=arxiv,
        doi=doi,
        url=url,
        keywords=_read_keywords(words),
        tags=read_words(values.get("tags"), are_tags=True),
        key=key,
        citations=citations,
        citations_at=read_moment(values.get("citations_at")) if citations is not None else None,
        votes=votes,
        votes_at=read_moment(values.get("votes_at")) if votes is not None else None,
        references=read_references(values.get("references")),
        ids=others(ids, arxiv, doi) if ids else (),
    )
    doubts = doubts_about(record, fields.keys())
    lost = _unknown_year(known) if record.year is None else None
    given = read_text(values.get("doi")) if doi is None else None
    lost_doi = given if given and _LIKE_DOI.search(given) else None
    unread = ("further titles",) if _are_several(values.get("title")) else ()
    if doubts or lost or lost_doi or unread:
        return replace(
            record, doubts=doubts, unknown_year=lost, unknown_doi=lost_doi, unread=unread
        )
    return record


def _read_keywords(words: list[tuple[int, object]]) -> tuple[str, ...]:
    """Return the keywords of all fields that have any, those of the authors first, each once."""
    if len(words) == 1:
        return read_words(words[0][1])
    words.sort(key=lambda each: each[0])
    found: dict[str, str] = {}
    for _, value in words:
        for word in read_words(value):
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


def _unknown_year(known: Mapping[str, tuple[int, object]]) -> str | None:
    """Return what stands in the place of a year and has its digits, or most of them."""
    given = read_text(known["year"][1]) if "year" in known else None
    if given is None and "date" in known and known["date"][0] <= RANK_OF["issued"]:
        given = date_as_given(known["date"][1])
    if given is None or len(given) > _LONGEST_YEAR or given.strip("0") == "":
        return None
    is_time = given.isdecimal() and len(given) > len("20190314")  # seconds since 1970
    return given if sum(map(str.isdigit, given)) > 1 and not is_time else None


def names_title(names: Iterable[object]) -> bool:
    """Say whether one of the names of fields is that of a paper's title."""
    return any(NOT_NAME.sub("", str(name).lower()) in TITLES for name in names)


def _is_no_date(value: object) -> bool:
    """Say whether a value is a date in parts, none of which it has, as Crossref writes it: `[[null]]`."""
    return isinstance(value, dict) and "date-parts" in value and date_as_given(value) is None


def _published_in(date: object) -> dict[str, object]:
    """Return where a paper appeared, as far as the text of its date tells: `28 May 2015 in Moth Letters`."""
    found = _PUBLISHED_IN.fullmatch(date) if isinstance(date, str) else None
    return {"venue": found["behind"] or found["before"]} if found else {}


def _page_ends(fields: Mapping[str, object]) -> dict[str, object] | None:
    """Return the first and the last page, where they stand apart."""
    ends: dict[str, object] = {}
    for name, value in fields.items():
        if value and "page" in name.lower():
            folded = NOT_NAME.sub("", fold(name))
            if folded in FIRST_PAGE or folded in LAST_PAGE:
                ends.setdefault("first" if folded in FIRST_PAGE else "last", value)
    return ends or None


def _read_title(value: object, subtitle: object) -> str | None:
    """Return a title with its subtitle. Of a list the first is taken: others are translations."""
    title, below = read_prose(value), read_prose(subtitle)
    if not title or not below or below.lower() in title.lower():
        return title
    return f"{title} {below}" if title[-1] in ":?!." else f"{title}: {below}"


def _are_several(value: object) -> bool:
    return isinstance(value, list) and len([each for each in value if read_text(each)]) > 1


def csl_type(name: str | None) -> str | None:
    """Return CSL's name for a kind of publication, or None."""
    return CSL_TYPES.get(NOT_NAME.sub("", fold(name))) if name else None


def stands_alone(kind: str | None) -> bool:
    """Say whether a work of this kind is in nothing else, so that who brought it out is its venue."""
    return csl_type(kind) in {"book", "thesis", "report", "dataset", "software"}


def _is_true(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.strip().lower() in {"yes", "true"})


def _parts_of_venue(venue: object) -> dict[str, object]:
    """Return the fields of a paper that stand within the object of its journal."""
    if not isinstance(venue, dict):
        return {}
    found = {
        FIELD_OF.get(NOT_NAME.sub("", str(name).lower())): each for name, each in venue.items()
    }
    return {field: found[field] for field in _IN_JOURNAL if found.get(field)}


def _year_behind(venue: str | None) -> int | None:
    """Return the year in brackets at the end of a venue: `Nature 574, 505-510 (2019)`."""
    found = _YEAR_BEHIND.search(venue) if venue and venue.endswith(")") else None
    return int(found[1]) if found else None


def _read_url(value: object) -> str | None:
    text = with_characters(read_text(value) or "")
    if found := _HTTP.search(text):
        return found[0].rstrip(".,;")
    return f"https://{text.strip()}" if _SCHEMELESS.fullmatch(text.strip()) else None


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
