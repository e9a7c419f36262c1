"""Several records of one paper united into one, without losing anything a reader or a dump said."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, repeat, zip_longest
from typing import Any

from papercli.dedupe.authors import parse_names, share_names
from papercli.dedupe.precedence import as_decided, without_overruled
from papercli.dedupe.representative import is_correction
from papercli.identifiers import names_of_paper
from papercli.model import COUNTS, Name, Paper, Source

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

    Blanks are filled, lists united, nothing is overwritten, but for counts: of these the latest
    stands, whichever paper has it.

    A list of authors that was cut short is replaced by one that goes further.

    """
    known = paper
    paper, later = without_overruled((paper, later))
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
    filled |= _latest_counts(paper, later)
    if later.title_tex and not paper.title_tex and later.title == paper.title:
        filled["title_tex"] = later.title_tex
    fullest = _fullest_authors(paper, later)
    united = replace(
        paper,
        **filled,
        authors=fullest.authors,
        names=fullest.names,
        more_authors=fullest.more_authors,
        keywords=_united(paper.keywords, later.keywords),
        tags=_united(paper.tags, later.tags),
        status=max(paper.status, later.status, key=_PROGRESS.index),
        starred=paper.starred or later.starred,
        note=_joined(paper.note, later.note),
        aliases=_without(paper.id, _united(paper.aliases, later.aliases)),
        versions=_without(paper.id, _united(paper.versions, later.versions)),
        sources=unite_sources(paper.sources, later.sources),
        references=_united(paper.references, later.references),
        files=_united(paper.files, later.files),
    )
    united = as_decided(_with_all_ids(united, paper, later), (paper, later))
    return known if united == known else united


def _latest_counts(paper: Paper, later: Paper) -> dict[str, Any]:
    """Return the counts of `later` that are of a later time, or larger and of the same."""
    found: dict[str, Any] = {}
    for name in COUNTS:
        ours, theirs = getattr(paper, name), getattr(later, name)
        if theirs is None:
            continue
        at = f"{name}_at"
        our_time, their_time = getattr(paper, at) or "", getattr(later, at) or ""
        if ours is None or (their_time, theirs) > (our_time, ours):
            found |= {name: theirs, at: their_time or None}
    return found


def _with_all_ids(united: Paper, paper: Paper, later: Paper) -> Paper:
    """Return `united` with every id that the two are known by, a second DOI among them."""
    none_lost = later.arxiv in {None, united.arxiv} and later.doi in {None, united.doi}
    if none_lost and not paper.ids and not later.ids:  # nearly always
        return united
    known = [names_of_paper(each.arxiv, each.doi, each.ids) for each in (paper, later)]
    own = names_of_paper(united.arxiv, united.doi, ())
    return replace(united, ids=tuple(each for each in _united(*known) if each not in own))


def take_back(keeper: Paper, paper: Paper, before: Paper) -> Paper:
    """Return a paper without the counts, references and ids that only a merged one gave it."""
    given = names_of_paper(paper.arxiv, paper.doi, paper.ids)
    counts: dict[str, Any] = {}
    for name in COUNTS:
        pair = (name, f"{name}_at")
        if all(getattr(keeper, each) == getattr(paper, each) for each in pair):
            counts |= {each: getattr(before, each) for each in pair}
    return replace(
        keeper,
        **counts,
        references=_but(keeper.references, paper.references, before.references),
        ids=_but(keeper.ids, given, before.ids),
    )


def _but(texts: tuple[str, ...], gone: tuple[str, ...], kept: tuple[str, ...]) -> tuple[str, ...]:
    lost = {*gone} - {*kept}
    return tuple(text for text in texts if text not in lost)


def fold_papers(keep: Paper, others: Iterable[Paper]) -> Paper:
    """Return one paper for all.

    The fullest text of each field, every source, tag and note, and the others' ids as aliases.
    """
    every = without_overruled((keep, *others))
    folded = _without_lists(every[0])
    for other in every[1:]:
        fullest, shorter = _by_authors(folded, other)
        authors, names = _spelt_out(fullest, shorter)
        folded = replace(
            fill_blanks(folded, _without_lists(other)),
            abstract=fuller(folded.abstract, other.abstract),
            authors=authors,
            names=names,
            more_authors=fullest.more_authors,
            added=min(folded.added, other.added),
        )
    folded = (
        replace(  # the lists are united once and not paper by paper, for there may be thousands
            folded,
            keywords=_united(*(paper.keywords for paper in every)),
            tags=_united(*(paper.tags for paper in every)),
            aliases=_without(keep.id, _united(*((paper.id, *paper.aliases) for paper in every))),
            versions=_without(keep.id, _united(*(paper.versions for paper in every))),
            sources=unite_sources(*(paper.sources for paper in every)),
            references=_united(*(paper.references for paper in every)),
        )
    )
    return as_decided(folded, every)


def fold_duplicates(keep: Paper, others: Iterable[Paper]) -> Paper:
    """Return one paper for all, linked with none of them.

    A notice that corrects the paper gives nothing of what it says of itself.
    """
    others = list(others)
    whole = is_correction(keep.title)
    one = fold_papers(
        keep,
        (
            _without_place(each) if is_correction(each.title) and not whole else each
            for each in others
        ),
    )
    gone = {keep.id, *(other.id for other in others)}
    return replace(one, versions=tuple(each for each in one.versions if each not in gone))


def _without_place(notice: Paper) -> Paper:
    """Return a notice without what is the notice's and not the paper's."""
    return replace(
        notice,
        abstract=None,
        date=None,
        issue=None,
        pages=None,
        doi=None,
        arxiv=None,
        url=None,
        citations=None,
        references=(),
        ids=(),
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
    return replace(paper, keywords=(), tags=(), aliases=(), versions=(), sources=(), references=())


def _by_authors(keep: Paper, other: Paper) -> tuple[Paper, Paper]:
    """Return two papers, that with more authors first; one with other authors, whom only its reader takes for the same, last."""
    if len(other.authors) <= len(keep.authors):
        return keep, other
    shared = share_names(parse_names(keep.authors), parse_names(other.authors))
    return (keep, other) if shared is not None and not shared.shared else (other, keep)


def _fullest_authors(paper: Paper, later: Paper) -> Paper:
    """Return the paper whose authors to keep.

    The first one's, unless it lacks them, they were cut short and the other goes further, or only
    the other has the parts of the same names.
    """
    if paper.authors == later.authors and not paper.names and not paper.more_authors:
        return later if later.names and not later.more_authors else paper
    is_blank = not paper.authors or paper.more_authors
    return later if is_blank and len(later.authors) > len(paper.authors) else paper


def _spelt_out(paper: Paper, other: Paper) -> tuple[tuple[str, ...], tuple[Name, ...]]:
    """Return the authors of a paper and the parts of their names, in full where another has them.

    "Ashish Vaswani" stands for "A. Vaswani".
    """
    ours, theirs = _authors_of(paper), _authors_of(other)[: len(paper.authors)]
    pairs = [
        _fuller(one, another) for one, another in zip_longest(ours, theirs, fillvalue=("", Name()))
    ]
    names = tuple(name for _, name in pairs)
    known = any(name.is_known for name in names)
    return tuple(author for author, _ in pairs), names if known else ()


def _authors_of(paper: Paper) -> list[tuple[str, Name]]:
    same = len(paper.names) == len(paper.authors)
    return list(zip(paper.authors, paper.names if same else repeat(Name()), strict=False))


def _fuller(one: tuple[str, Name], other: tuple[str, Name]) -> tuple[str, Name]:
    if one[0] == other[0]:
        return one if one[1].is_known else other
    if len(other[0]) <= len(one[0]):
        return one
    found = share_names(parse_names([one[0]]), parse_names([other[0]]))
    return other if found and found.shared == found.more == 1 else one


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
