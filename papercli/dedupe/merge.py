"""Several records of one paper united into one, without losing anything a reader or a dump said."""

from collections.abc import Iterable
from dataclasses import replace

from papercli.paper import Paper, Source

_SCALARS = ("abstract", "authors", "year", "date", "type", "venue", "volume", "issue", "pages", "arxiv", "doi", "url")
_PROGRESS = ("unread", "reading", "read")


def fill_blanks(paper: Paper, later: Paper) -> Paper:
    """Return `paper` with what only `later` knows: blanks are filled, lists united, nothing is overwritten."""
    filled = {name: getattr(later, name) for name in _SCALARS if not getattr(paper, name) and getattr(later, name)}
    if "date" in filled and paper.year is not None and not filled["date"].startswith(str(paper.year)):
        del filled["date"]
    united = replace(
        paper,
        **filled,
        keywords=_united(paper.keywords, later.keywords),
        tags=_united(paper.tags, later.tags),
        status=max(paper.status, later.status, key=_PROGRESS.index),
        starred=paper.starred or later.starred,
        note=_joined(paper.note, later.note),
        aliases=tuple(alias for alias in _united(paper.aliases, later.aliases) if alias != paper.id),
        versions=tuple(other for other in _united(paper.versions, later.versions) if other != paper.id),
        sources=unite_sources(paper.sources, later.sources),
    )
    return paper if united == paper else united


def fold_papers(keep: Paper, others: Iterable[Paper]) -> Paper:
    """Return one paper for all: the fullest text of each field, every source, tag and note, and the others' ids as aliases."""
    folded = keep
    for other in others:
        aliases = _united(folded.aliases, (other.id, *other.aliases))
        folded = replace(
            fill_blanks(folded, other),
            aliases=tuple(alias for alias in aliases if alias != keep.id),
            abstract=max(folded.abstract, other.abstract, key=lambda text: len(text or "")),
            authors=max(folded.authors, other.authors, key=len),
            added=min(folded.added, other.added),
        )
    return folded


def unite_sources(first: tuple[Source, ...], second: tuple[Source, ...]) -> tuple[Source, ...]:
    """Return all sightings once; the same line of the same dump is one sighting, wherever the dump lay."""
    known = {(source.digest, source.line) for source in first}
    new = {(source.digest, source.line): source for source in second if (source.digest, source.line) not in known}
    return (*first, *new.values()) if new else first


def _united(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _joined(first: str | None, second: str | None) -> str | None:
    if not first or not second or second in first:
        return first or second
    return f"{first}\n{second}"
