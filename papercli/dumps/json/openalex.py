"""OpenAlex: answers of its API and lines of its snapshot.

Abstracts are put back together from their inverted index.
"""

import re
from typing import Any

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping import OPENALEX
from papercli.dumps.fields import read_fields
from papercli.dumps.json.stream import keys_in, read_with
from papercli.dumps.unkept import with_unkept
from papercli.patterns import late

# Addresses of copies that hold an id, and not only something that looks like one.
_IDENTIFYING = late(r"//(?:[\w.-]+\.)?(?:doi\.org|arxiv\.org|nlm\.nih\.gov)/")
_IN_ARXIV = late(r"arxiv\.org/|doi\.org/10\.48550/arxiv", re.IGNORECASE)
_LONGEST = 20_000  # words; a position beyond it is damage, not an abstract


def sniff(head: str) -> float:
    """Say how sure it is that `head` is OpenAlex JSON."""
    keys = keys_in(head)
    if not {"title", "display_name"} & keys:
        return 0.0
    marks = {
        "abstract_inverted_index",
        "authorships",
        "primary_location",
        "open_access",
        "host_venue",
        "cited_by_api_url",
    } & keys
    return 0.97 if "openalex.org/" in head and marks else 0.95 if len(marks) > 1 else 0.0


def restore_abstract(index: object) -> str | None:
    """Return the text whose words stand at the positions that `index` gives: `{"Deep".

    [0], "learning": [1, 5]}`.
    """
    if not isinstance(index, dict):
        return None
    placed: dict[int, str] = {}
    for word, positions in index.items():
        if isinstance(positions, list):
            placed.update(
                (at, word) for at in positions if isinstance(at, int) and 0 <= at < _LONGEST
            )
    return " ".join(placed[at] for at in sorted(placed)) or None


def to_record(work: dict[str, Any], line: int) -> Record | Skipped:
    """Return the record that a work describes."""
    biblio = _dict(work.get("biblio"))
    place = _dict(work.get("primary_location"))
    source = _dict(place.get("source")) or _dict(work.get("host_venue"))
    first, last = biblio.get("first_page"), biblio.get("last_page")
    locations = work.get("locations") if isinstance(work.get("locations"), list) else []
    links = [
        url
        for each in (place, *(locations or ()))
        if isinstance(url := _dict(each).get("landing_page_url"), str)
    ]
    record = read_fields(
        {
            "title": work.get("title") or work.get("display_name"),
            "abstract": restore_abstract(work.get("abstract_inverted_index"))
            or work.get("abstract"),
            "authors": [
                _author(each) for each in work.get("authorships") or () if isinstance(each, dict)
            ]
            if isinstance(work.get("authorships"), list)
            else None,
            "more_authors": work.get("is_authors_truncated"),
            "year": work.get("publication_year"),
            "date": work.get("publication_date"),
            "type": "preprint"
            if work.get("type") == "preprint"
            else work.get("type_crossref") or work.get("type"),
            "venue": source.get("display_name"),
            "volume": biblio.get("volume"),
            "issue": biblio.get("issue"),
            "pages": f"{first}-{last}" if first and last and first != last else first,
            "doi": work.get("doi") or _dict(work.get("ids")).get("doi"),
            "arxiv": next((url for url in links if _IN_ARXIV.search(url)), None),
            "url": next(iter(links), None) or work.get("doi") or work.get("id"),
            "keywords": work.get("keywords"),
            "key": str(work.get("id") or "").rpartition("/")[2] or None,
            "citations": work.get("cited_by_count"),
            "citations_at": work.get("updated_date") or work.get("updated"),
            "references": work.get("referenced_works"),
            "ids": {
                "openalex": work.get("id"),
                **_dict(work.get("ids")),
                "places": [url for url in links if _IDENTIFYING.search(url)],
            },
        },
        line,
    )
    return with_unkept(record, work.items(), OPENALEX)


def _author(authorship: dict[str, Any]) -> object:
    return _dict(authorship.get("author")).get("display_name") or authorship.get("raw_author_name")


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


read = read_with(to_record)

FORMAT = DumpFormat("openalex", "OpenAlex JSON: works from its API or its snapshot", sniff, read)
