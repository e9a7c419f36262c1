"""What dumps tell of papers citing each other: counts, the days they are of, references and ids."""

import re
from collections.abc import Iterable, Iterator, Mapping

from papercli.dumps.values import read_date, read_text
from papercli.identifiers import names_of_paper, normalise_arxiv, normalise_id
from papercli.patterns import late

_COUNT = late(r"\d{1,9}|\d{1,3}(?:[,\u202f\u00a0']\d{3}){1,2}")
_MOMENT = late(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|\+00:?00)?")
_DAY = late(r"\d{4}-\d\d-\d\d")
# As Scopus, Web of Science and EndNote have them in notes: "Cited By :12", "Times Cited: 1,204",
# "Export Date: 14 March 2024".
_CITED = late(
    r"(?:^|[\n;.])[^\S\n]{0,8}(?:(?:total\s)?times\scited(?:\sin\s[\w ]{1,40})?|cited[ -]by(?:\scount)?"
    r"|citations)(?:\s{0,4}:\s{0,4}|\s{1,4}(?=\d{1,9}\s{0,4}(?:$|[\n;.])))(\d{1,3}(?:,\d{3}){1,2}|\d{1,9})"
    r"(?!\d|[^\S\n]{0,8}[\w%/-]|[.,]\d)",
    re.IGNORECASE,
)
# As the Citation Counts plugin for Zotero has them: "12 citations (Crossref) [2024-03-14]".
_COUNTED = late(r"\b(\d+) citations? \([\w /-]{2,40}\) \[(\d{4}-\d\d-\d\d)\]")
_EXPORTED = late(r"\bexport(?:ed)?\s+date\s*:\s*([\w ,/.-]{6,30})", re.IGNORECASE)
# Of an object that stands for a cited paper: what tells best which one it is comes first.
_ID_KEYS = {
    "arxiv": "arxiv",
    "arxivid": "arxiv",
    "doi": "doi",
    "openalex": "openalex",
    "openalexid": "openalex",
    "paperid": "s2",
    "corpusid": "corpusid",
    "pmid": "pmid",
    "pubmed": "pmid",
    "pmcid": "pmcid",
    "id": "",
}
# A semicolon may stand in a DOI, but no blank behind it.
_BETWEEN = late(r";(?=\s|\[|$)|\n")
_NOT_NAME = late(r"[^a-z0-9]+")


def read_count(value: object) -> int | None:
    """Return a number of citations or votes; None for anything that may be something else."""
    if isinstance(value, list | dict):
        return None
    text = read_text(value)
    return int(re.sub(r"\D", "", text)) if text and _COUNT.fullmatch(text) else None


def read_moment(value: object) -> str | None:
    """Return the day or the time in UTC that a value names in full: `2024-03-14`."""
    text = read_text(value) or ""
    day = read_date(text)
    if day is None or not _DAY.fullmatch(day):
        return None
    exact = _MOMENT.fullmatch(text)
    return f"{day}T{exact[2]}Z" if exact else day


def count_in_notes(notes: Iterable[str]) -> tuple[int | None, str | None]:
    """Return the number of citations in the notes of a record, and the day that they give for it."""
    text = "\n".join(notes)
    if counted := _COUNTED.search(text):
        return read_count(counted[1]), read_moment(counted[2])
    cited, exported = _CITED.search(text), _EXPORTED.search(text)
    if cited is None:
        return None, None
    return read_count(cited[1]), read_moment(exported[1]) if exported else None


def citing_fields(entry: Mapping[str, object]) -> dict[str, object]:
    """Return what an entry of BibTeX tells of citing, as databases export it."""
    citations, counted = count_in_notes([read_text(entry.get("note")) or ""])
    return {
        "citations": entry.get("times-cited") or citations,
        "citations_at": entry.get("da") or counted,
        "references": entry.get("cited-references") or entry.get("references"),
        "ids": {
            "pmid": entry.get("pmid"),
            "pmcid": entry.get("pmcid"),
            "wos": entry.get("unique-id"),
        },
    }


def read_ids(value: object) -> tuple[str, ...]:
    """Return the ids in a list, or in an object that says of each what it is."""
    found: Iterable[str | None] = ()
    match value:
        case str():
            return read_ids([value])
        case Mapping():
            found = (
                normalise_id(text, _NOT_NAME.sub("", str(scheme).lower()) or "?")
                for scheme, each in value.items()
                for text in _texts(each)
            )
        case list() | tuple():
            found = (
                normalise_id(part)
                for each in value
                for text in _texts(each)
                for part in (text, *re.split(r";\s|\s", text))
            )
    return tuple(dict.fromkeys(each for each in found if each))


def others(ids: Iterable[str], arxiv: str | None, doi: str | None) -> tuple[str, ...]:
    """Return the ids that are not a paper's arXiv id or DOI, which it has fields for."""
    own = names_of_paper(arxiv, doi, ())
    return tuple(dict.fromkeys(each for each in ids if each not in own))


def read_references(value: object) -> tuple[str, ...]:
    """Return the ids of cited papers, one each; what is cited without an id is left out."""
    parts: Iterable[object] = ()
    match value:
        case str():
            parts = _BETWEEN.split(value)
        case list() | tuple():
            parts = value
    return tuple(dict.fromkeys(each for part in parts if (each := _read_reference(part))))


def _read_reference(value: object) -> str | None:
    match value:
        case str():
            return _id_in(value)
        case Mapping():
            known = {_NOT_NAME.sub("", str(name).lower()): each for name, each in value.items()}
            inner = known.get("externalids") or known.get("ids")
            both = {**known, **_folded(inner)}
            found = (
                normalise_id(text, scheme)
                for name, scheme in _ID_KEYS.items()
                for text in _texts(both.get(name))
            )
            return next((each for each in found if each), None)
    return None


def _id_in(text: str) -> str | None:
    """Return the id that a reference is, or the DOI or arXiv id in it."""
    if len(text) > 2_000:  # not one reference
        return None
    if found := normalise_id(text):
        return found
    arxiv = normalise_arxiv(text)
    return f"arxiv:{arxiv}" if arxiv else None


def _folded(value: object) -> dict[str, object]:
    if not isinstance(value, Mapping):
        return {}
    return {
        _NOT_NAME.sub("", str(name).lower()): each
        for name, each in value.items()
        if each is not None
    }


def _texts(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list | tuple) else (value,):
        if not isinstance(each, list | Mapping) and (text := read_text(each)):
            yield text
