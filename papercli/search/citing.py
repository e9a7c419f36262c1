"""Which papers of a library cite which, by the ids in their references."""

from collections.abc import Iterable, Sequence

from papercli.identifiers import names_of_paper, normalise_id
from papercli.index import Index
from papercli.index import Query as Matcher
from papercli.library import Library
from papercli.model import Paper
from papercli.search.naming import papers_named
from papercli.search.nodes import And, Name, Query

_FIELDS = ("arxiv", "doi")  # that have a field of their own in the index


def citing(index: Index, name: str, papers: Iterable[Paper]) -> Matcher:
    """Match what names one of these papers, or the id that was asked for, in its references."""
    own = normalise_id(name)
    names = dict.fromkeys([own] if own else [])
    for paper in papers:
        names |= dict.fromkeys(names_of_paper(paper.arxiv, paper.doi, paper.ids))
    return index.any_term("cites", list(names)) if names else index.nothing()


def cited_by(index: Index, papers: Iterable[Paper]) -> Matcher:
    """Match the papers that the references of these name, by any of their ids."""
    names = list(dict.fromkeys(name for paper in papers for name in paper.references))
    if not names:
        return index.nothing()
    kinds = [
        index.any_term(field, values)
        for field in _FIELDS
        if (values := [each.partition(":")[2] for each in names if each.startswith(f"{field}:")])
    ]
    return index.any_of([index.any_term("known", names), *kinds])


def explain_none(library: Library, query: Query) -> list[str]:
    """Say why a query for what a paper cites finds nothing, where the paper does not tell."""
    parts: Sequence[Query] = query.parts if isinstance(query, And) else (query,)
    said = []
    for part in parts:
        if isinstance(part, Name) and part.field == "cited-by":
            papers = papers_named(library, part.value)
            if not papers:
                said.append(f"no paper has the id '{part.value}', so what it cites is not known")
            elif not any(paper.references for paper in papers):
                said.append(f"no dump says what '{part.value}' cites")
    return said
