"""Which paper a name means: an id or its start, an id that it has elsewhere, words of its title."""

from collections.abc import Sequence

from papercli.errors import NotFoundError
from papercli.identifiers import is_start_of_id, normalise_arxiv, normalise_doi, normalise_id
from papercli.index import Place
from papercli.library import Library
from papercli.model import Paper
from papercli.patterns import late
from papercli.text import clean, fold_title

_FIELD = late(r"-?[a-z-]{2,12}:\S")
_SHORTEST_ID = 4  # characters of the start of an id
_NEAREST = 3
_MOST_CANDIDATES = 10
_SURE = 88.0  # rapidfuzz ratio of a title from which on misspelt words still name it
_AHEAD = 6.0  # by which it must be ahead of the next


def find_named(library: Library, name: str) -> Paper:
    """Return the paper that an id, its start, an id elsewhere or words of a title name.

    Raises NotFoundError, with candidates, if none or several have that name.
    """
    name = clean(name)
    if not name:
        raise NotFoundError("no paper is named; give an id, an arXiv id, a DOI or words of a title")
    if papers := papers_named(library, name):
        return _only(name, papers)
    return _find_by_title(library, name)


def find_all_named(library: Library, names: Sequence[str]) -> list[Paper]:
    """Return the papers of these names; words of one title may stand unquoted.

    Raises NotFoundError.
    """
    try:
        return [find_named(library, each) for each in names]
    except NotFoundError as error:
        if len(names) > 1 and not any(map(str.isdigit, "".join(names))):
            return [find_named(library, " ".join(names))]
        raise error from None


def papers_named(library: Library, name: str) -> list[Paper]:
    """Return the papers whose id starts so, or else that are known by this id elsewhere."""
    index, lowered = library.index, name.lower()
    found = index.ids_starting(lowered, limit=None) if is_start_of_id(lowered) else []
    ids = [lowered] if lowered in found else found
    places = {place.start: place for each in ids if (place := index.place_of(each))}
    return library.papers_at(places.values() or _places_known_as(library, name))


def _places_known_as(library: Library, name: str) -> list[Place]:
    """Return where the papers stand that have an id elsewhere, or the key by which a dump cites them."""
    for field, value in (
        ("arxiv", normalise_arxiv(name)),
        ("doi", normalise_doi(name)),
        ("known", normalise_id(name)),
    ):
        if value and (places := library.index.places_of(value, field)):
            return places
    return library.index.places_of(name.lower(), "key")


def _only(name: str, papers: list[Paper]) -> Paper:
    if len(papers) == 1:
        return papers[0]
    rest = len(papers) - _MOST_CANDIDATES
    more = f"\n  and {rest} more" if rest > 0 else ""
    raise NotFoundError(
        f"'{name}' matches several papers:{_listed(papers[:_MOST_CANDIDATES])}{more}"
    )


def _find_by_title(library: Library, words: str) -> Paper:
    folded = fold_title(words)
    wanted = set(folded.split())
    found = library.papers_at(library.index.with_title_words(words, limit=50))
    same = [paper for paper in found if fold_title(paper.title) == folded]
    # A number stands in titles by chance: `rm 1` would remove what it was not meant for.
    if not same and folded.replace(" ", "").isdecimal():
        short = "; an id needs at least 4 characters" if len(words) < _SHORTEST_ID else ""
        raise NotFoundError(f"no paper has the id '{words}'{short}")
    holding = [paper for paper in found if wanted <= set(fold_title(paper.title).split())]
    if wanted and (same or holding):
        return _only(words, same or holding)
    nearest = _nearest_titles(library, folded, found)
    is_sure = bool(nearest) and nearest[0][0] >= _SURE
    if is_sure and (len(nearest) == 1 or nearest[0][0] - nearest[1][0] >= _AHEAD):
        return nearest[0][1]
    raise NotFoundError(
        f"no paper matches '{words}'"
        + (
            f"; closest titles:{_listed([paper for _, paper in nearest])}"
            if nearest
            else f"; {_as_query(words)}"
        )
    )


def _as_query(words: str) -> str:
    """Return what finds papers by what may have been meant as a query, and names none."""
    from shlex import quote

    if _FIELD.match(words):
        return f"for a query: `papers list {quote(words)}`"
    return f"`papers search {quote(words)}` looks into the texts"


def _nearest_titles(library: Library, folded: str, found: list[Paper]) -> list[tuple[float, Paper]]:
    """Return the papers with the nearest titles and how alike they are, 0..100, nearest first."""
    from rapidfuzz import fuzz, process

    if len(folded) < 4:  # too little to be like anything
        return []
    index = library.index
    papers = found or library.papers_at(index.newest(index.everything(), limit=20_000))
    titles = [fold_title(paper.title) for paper in papers]
    near = process.extract(folded, titles, scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=50)
    return [(score, papers[at]) for _, score, at in near]


def _listed(papers: list[Paper]) -> str:
    return "".join(f"\n  {paper.id}  {paper.title}" for paper in papers)
