"""Which papers of a library cite which, by the ids in their references."""

from collections.abc import Iterable

from papercli.identifiers import names_of_paper, normalise_id
from papercli.index import Index
from papercli.index import Query as Matcher
from papercli.library import Library
from papercli.model import Paper
from papercli.search.naming import papers_named
from papercli.search.nodes import And, Name, Not, Or, Query

_FIELDS = ("arxiv", "doi")  # that have a field of their own in the index


def known_as(index: Index, name: str) -> Matcher:
    """Match the papers that have an id, in the form of `normalise_id`, as theirs or one of theirs."""
    scheme, _, value = name.partition(":")
    known = index.term("known", name)
    return index.any_of([index.term(scheme, value), known]) if scheme in _FIELDS else known


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
    match query:
        case Name("cited-by", value):
            papers = papers_named(library, value)
            if not papers:
                return [f"no paper has the id '{value}', so what it cites is not known"]
            return (
                []
                if any(paper.references for paper in papers)
                else [f"no dump says what '{value}' cites"]
            )
        case Not(inner):
            return explain_none(library, inner)
        case And(parts) | Or(parts):
            found = (said for part in parts for said in explain_none(library, part))
            return list(dict.fromkeys(found))
        case _:
            return []
