"""What papers are counted by, and the fields by which the index counts them.

Where a number stands for a value, it is read off a paper that has it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import tantivy

from papercli.model import Paper, year_of

# The values of a paper, as they are written; of the values that differ in case only, one is counted.
_VALUES: dict[str, Callable[[Paper], Iterable[str]]] = {
    "status": lambda paper: (paper.status,),
    "starred": lambda paper: ("starred",) if paper.starred else (),
    "year": lambda paper: (str(year_of(paper) or ""),),
    "venue": lambda paper: (paper.venue or "",),
    "author": lambda paper: paper.authors,
    "tag": lambda paper: paper.tags,
    "keyword": lambda paper: paper.keywords,
    "type": lambda paper: (paper.type or "",),
    "source": lambda paper: (source.file for source in paper.sources),
    "added": lambda paper: (paper.added[:7],),  # the month: "2026-03"
}
COUNTED = tuple(_VALUES)
_LONGEST = 10_000  # characters of a value; tantivy passes over a text of more than 65,530 bytes

# The years are there for queries. Of authors there are too many for their names: with 100,000 papers
# these would take 7 MB, their numbers take 2.
NUMBERED = {"author": "each_author"}
_FIELDS = {name: f"each_{name}" for name in COUNTED} | {"year": "year"}
TEXT_FIELDS = tuple(_FIELDS[name] for name in COUNTED if name not in {"year", "author"})
_DIGEST = 6  # bytes: 48 bits tell 1,000,000 authors apart with a probability of .998

# tantivy counts at most 65,000 values at once.
_MOST_VALUES = 60_000
_CONSIDERED = 5_000  # authors of a part of the index that may be among the most frequent
_MOST_LIKELY = 200


def values_of(paper: Paper, name: str) -> Sequence[str]:
    """Return the values of a paper, none twice in another case; none where there are none."""
    values = [value[:_LONGEST] for value in _VALUES[name](paper) if value]
    return values if len(values) < 2 else [*{value.lower(): value for value in values}.values()]


def number_of_author(name: str) -> int:
    """Return the number by which the index counts an author, in whatever case the name is written."""
    from hashlib import blake2b  # which a search does without

    digest = blake2b(name.lower().encode("utf-8", "replace"), digest_size=_DIGEST).digest()
    return int.from_bytes(digest, "big")


def add_counted(document: tantivy.Document, paper: Paper) -> None:
    """Add the values of a paper to what the index holds of it."""
    for name in COUNTED:
        field = _FIELDS[name]
        if field in TEXT_FIELDS:
            for value in values_of(paper, name):
                document.add_text(field, value)
    for name in values_of(paper, "author"):
        document.add_unsigned(NUMBERED["author"], number_of_author(name))


def tally(
    searcher: Any, query: tantivy.Query, names: Sequence[str]
) -> dict[str, dict[str, int] | None]:
    """Return for each name how many of the papers that match have each value, and under "" those without one.

    None where there are more values than the index counts, or where it knows their numbers only.
    """
    at_most = max(1, _MOST_VALUES // len(names))
    asked = {name: _terms(name, 1 if name in NUMBERED else at_most) for name in names}
    found = searcher.aggregate(query, asked)
    counts = {name: _counts(name, found[name]) for name in names}
    if len(names) > 1:  # what has too many values to be counted beside others
        for name in names:
            if counts[name] is None and name not in NUMBERED:
                counts |= tally(searcher, query, [name])
    return counts


def _counts(name: str, found: dict[str, Any]) -> dict[str, int] | None:
    counts = {str(each["key"] or ""): each["doc_count"] for each in found["buckets"]}
    is_known = name not in NUMBERED or not any(counts)  # all are without one
    return counts if is_known and not found["sum_other_doc_count"] else None


def likely(searcher: Any, query: tantivy.Query, most: int) -> set[int] | None:
    """Return the numbers of authors among whom are the `most` frequent ones, and all that tie with the last of them.

    None where the index cannot tell these from others, or where there are no more than `most`.
    """
    found = searcher.aggregate(query, {"author": _terms("author", _CONSIDERED)})["author"]
    counts = {each["key"]: each["doc_count"] for each in found["buckets"] if each["key"]}
    if len(counts) <= most:
        return None
    # Each part of the index names its most frequent authors only. With what it left out, an author
    # may have as many more papers as the bound says.
    bound = found["doc_count_error_upper_bound"]
    least = sorted(counts.values(), reverse=True)[most - 1] - bound
    chosen = {number for number, count in counts.items() if count >= least}
    return chosen if least > bound and len(chosen) <= _MOST_LIKELY else None


def _terms(name: str, most: int) -> dict[str, Any]:
    """Return what asks for the values of a field, and for as many of each part of the index."""
    field = _FIELDS[name]
    missing = "" if field in TEXT_FIELDS else 0
    return {"terms": {"field": field, "size": most, "segment_size": most, "missing": missing}}
