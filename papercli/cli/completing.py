"""What a shell offers at the Tab key: ids with their titles, tags, saved searches, fields and values of a query.

Whatever goes wrong, nothing is offered, and nothing is said. What a dump wrote reaches a shell only
without the signs that mean something to one: those of zsh evaluate what they are given.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from papercli.errors import PapersError
from papercli.patterns import late
from papercli.text import number_of

if TYPE_CHECKING:
    from papercli.library import Library

Offers = list[tuple[str, str]]  # values, each with a word of explanation

_MOST = 50  # values that are offered at once
_UNSAFE = late(r"[^\w .,+@-]")
_HEX = late(r"[0-9a-f]{0,64}")
# Fields with values to offer; without one, a shell would set a blank behind the colon.
_FIELDS = ("is", "tag", "added", "has", "source", "venue")
_COMMON = ("is", "tag")


def offer_names(ctx: Any, incomplete: str) -> Offers:
    """Offer ids that begin so, the newest papers first, with their titles."""
    return _from_library(ctx, lambda library: _names(library, incomplete))


def offer_query(ctx: Any, incomplete: str) -> Offers:
    """Offer fields of a query with their values, and saved searches."""
    return _from_library(ctx, lambda library: _query(library, words_before(), incomplete))


def part_at_colon() -> None:
    """Take a word that ends in a colon as bash shows it: what follows the colon is a word of its own, still empty."""
    words = os.environ.get("COMP_WORDS", "").split()
    number = os.environ.get("COMP_CWORD", "")
    if number.isdecimal() and int(number) == len(words) - 1 and words[-1] == ":":
        os.environ["COMP_CWORD"] = str(len(words))


def words_before() -> Sequence[str]:
    """Return the words that stand before the one at hand, as far as the shell tells."""
    words = os.environ.get("COMP_WORDS", "").split()
    number = os.environ.get("COMP_CWORD", "")
    if words and number.isdecimal():
        return words[: int(number)]
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    return line.split() if line.endswith(" ") else line.split()[:-1]


def offer_tags(ctx: Any, incomplete: str) -> Offers:
    """Offer the tags of the library; behind a comma, for one more."""
    before, comma, last = incomplete.rpartition(",")

    def find(library: "Library") -> Offers:
        found = _starting(_counted(library, "tag"), last)
        return [(f"{before}{comma}{value}", said) for value, said in found]

    return _from_library(ctx, find)


def offer_saved(ctx: Any, incomplete: str) -> Offers:
    """Offer the names of saved searches."""
    return _from_library(ctx, lambda library: _starting(_saved(library), incomplete))


def offer(choices: Iterable[str]) -> Callable[[str], list[str]]:
    """Return what offers one of these values; behind a comma, one more."""

    def find(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [f"{before}{comma}{each}" for each in choices if each.startswith(last)]

    return find


def offer_dump_formats(incomplete: str) -> list[str]:
    """Offer the formats of dumps."""
    from papercli.dumps.formats import FORMATS

    return [each.name for each in FORMATS if each.name.startswith(incomplete)]


def offer_exports(incomplete: str) -> list[str]:
    """Offer the formats of exports."""
    from papercli.exports import EXPORT_NAMES

    return [each for each in EXPORT_NAMES if each.startswith(incomplete)]


def _from_library(ctx: Any, find: Callable[["Library"], Offers]) -> Offers:
    from papercli.cli.folders import library_folder
    from papercli.library import Library

    parent = ctx.parent.params.get("library") if ctx.parent else None
    with suppress(PapersError, OSError):
        folder = library_folder(str(ctx.params.get("library") or parent or ""))
        if folder.exists():
            return find(Library(folder))[:_MOST]
    return []


def _names(library: "Library", incomplete: str) -> Offers:
    index = library.index
    if not _HEX.fullmatch(incomplete):
        return []
    if incomplete:
        ids = index.ids_starting(incomplete, limit=_MOST)
        places = [place for each in ids if (place := index.place_of(each))]
    else:
        places = index.newest(index.everything(), _MOST)
    papers = library.papers_at(places[:_MOST])
    return [(paper.id, _safe(paper.title)) for paper in papers]


def _query(library: "Library", args: Sequence[str], incomplete: str) -> Offers:
    if len(args) > 1 and args[-1] == ":":  # bash parts words at colons
        return _values(library, args[-2].lstrip("-"), incomplete)
    sign = "-" if incomplete.startswith("-") else ""
    word = incomplete.removeprefix("-")
    if word.startswith("@"):
        return [(f"{sign}@{name}", said) for name, said in _starting(_saved(library), word[1:])]
    field, colon, value = word.partition(":")
    if colon:
        found = _values(library, field, value)
        return [(f"{sign}{field}:{each}", said) for each, said in found]
    fields = [each for each in _FIELDS if each.startswith(word)] if word else _COMMON
    found = [
        (f"{sign}{field}:{each}", said)
        for field in fields
        for each, said in _values(library, field, "")
    ]
    saved = [] if word else [(f"{sign}@{name}", said) for name, said in _saved(library)]
    return [*found, *saved]


def _values(library: "Library", field: str, start: str) -> Offers:
    """Return the values of a field that begin so; those with blanks cannot be typed on without quotes."""
    from papercli.index.schema import HAVING
    from papercli.search.values import STATES

    values: Offers
    match field:
        case "is":
            values = [(each, "") for each in STATES]
        case "has":
            values = [(each, "") for each in HAVING]
        case "added":
            values = [(each, "") for each in ("last", "today", "yesterday", "7d", "1m")]
        case "tag" | "source" | "venue":
            values = _counted(library, field)
        case _:
            values = []
    return [each for each in _starting(values, start) if " " not in each[0]]


def _counted(library: "Library", field: str) -> Offers:
    from papercli.search.counting import counts
    from papercli.search.find import find_papers

    groups = counts(find_papers(library, ""), field)
    return [(group.value, number_of(group.papers, "paper")) for group in groups]


def _saved(library: "Library") -> Offers:
    from papercli.search.saved import saved_searches

    return [(name, _safe(query)) for name, query in saved_searches(library).items()]


def _starting(values: Iterable[tuple[str, str]], start: str) -> Offers:
    """Return the values that begin so, in any case, without those that a shell may take for more than a word."""
    return [
        (value, said)
        for value, said in values
        if value.lower().startswith(start.lower()) and value and not _UNSAFE.search(value)
    ]


def _safe(text: str) -> str:
    """Return a text without signs that mean something to a shell."""
    return " ".join(_UNSAFE.sub(" ", text).split())
