"""Several records of one paper united into one, without losing anything a reader or a dump said."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, zip_longest

from papercli.dedupe.authors import parse_names, share_names
from papercli.model import Paper, Source

_SCALARS = (
    "abstract",
    "year",
    "date",
    "type",
    "venue",
    "volume",
    "issue",
    "pages",
    "arxiv",
    "doi",
    "url",
)
_PROGRESS = ("unread", "reading", "read")


def fill_blanks(paper: Paper, later: Paper) -> Paper:
    """Return `paper` with what only `later` knows.

    Blanks are filled, lists united, nothing is overwritten.

    A list of authors that was cut short is replaced by one that goes further.

    """
    filled = {
        name: getattr(later, name)
        for name in _SCALARS
        if not getattr(paper, name) and getattr(later, name)
    }
    if (
        "date" in filled
        and paper.year is not None
        and not filled["date"].startswith(str(paper.year))
    ):
        del filled["date"]
    fullest = _fullest_authors(paper, later)
    united = replace(
        paper,
        **filled,
        authors=fullest.authors,
        more_authors=fullest.more_authors,
        keywords=_united(paper.keywords, later.keywords),
        tags=_united(paper.tags, later.tags),
        status=max(paper.status, later.status, key=_PROGRESS.index),
        starred=paper.starred or later.starred,
        note=_joined(paper.note, later.note),
        aliases=_without(paper.id, _united(paper.aliases, later.aliases)),
        versions=_without(paper.id, _united(paper.versions, later.versions)),
        sources=unite_sources(paper.sources, later.sources),
    )
    return paper if united == paper else united


def fold_papers(keep: Paper, others: Iterable[Paper]) -> Paper:
    """Return one paper for all.

    The fullest text of each field, every source, tag and note, and the others' ids as aliases.
    """
    every = (keep, *others)
    folded = _without_lists(keep)
    for other in every[1:]:
        fullest, shorter = sorted((folded, other), key=lambda paper: -len(paper.authors))
        folded = replace(
            fill_blanks(folded, _without_lists(other)),
            abstract=fuller(folded.abstract, other.abstract),
            authors=_spelt_out(fullest.authors, shorter.authors),
            more_authors=fullest.more_authors,
            added=min(folded.added, other.added),
        )
    return replace(  # the lists are united once and not paper by paper, for there may be thousands
        folded,
        keywords=_united(*(paper.keywords for paper in every)),
        tags=_united(*(paper.tags for paper in every)),
        aliases=_without(keep.id, _united(*((paper.id, *paper.aliases) for paper in every))),
        versions=_without(keep.id, _united(*(paper.versions for paper in every))),
        sources=unite_sources(*(paper.sources for paper in every)),
    )


def fuller(one: str | None, other: str | None) -> str | None:
    """Return the longer text of two, whichever of them comes first."""
    return max((one, other), key=lambda text: (len(text or ""), text or ""))


def unite_sources(first: tuple[Source, ...], *others: tuple[Source, ...]) -> tuple[Source, ...]:
    """Return all sightings once; a record of a dump is one sighting, wherever the dump lay."""
    known = {source.place for source in first}
    new: dict[object, Source] = {}
    for source in chain.from_iterable(others):
        if source.place not in known:
            new.setdefault(source.place, source)
    return (*first, *new.values()) if new else first


def _without_lists(paper: Paper) -> Paper:
    return replace(paper, keywords=(), tags=(), aliases=(), versions=(), sources=())


def _fullest_authors(paper: Paper, later: Paper) -> Paper:
    """Return the paper whose list of authors to keep.

    The first one's, unless that is blank or cut short and the other goes further.
    """
    is_blank = not paper.authors or paper.more_authors
    return later if is_blank and len(later.authors) > len(paper.authors) else paper


def _spelt_out(authors: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Return a list of authors with the names that another list has in full: Ashish Vaswani for A.

    Vaswani.
    """
    return tuple(
        _fuller(name, other)
        for name, other in zip_longest(authors, others[: len(authors)], fillvalue="")
    )


def _fuller(name: str, other: str) -> str:
    found = (
        share_names(parse_names([name]), parse_names([other])) if len(other) > len(name) else None
    )
    return other if found and found.shared == found.more == 1 else name


def _united(*lists: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(lists)))


def _without(gone: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text != gone)


def _joined(first: str | None, second: str | None) -> str | None:
    """Return one note with every line of both, whichever of them came first."""
    if not first or not second or second in first:
        return first or second
    if first in second:
        return second
    one, other = sorted((first, second))
    lines, more = one.split("\n"), other.split("\n")
    if set(lines) <= set(more):
        return one if set(lines) == set(more) else other
    return "\n".join((one, *(line for line in more if line not in lines)))
