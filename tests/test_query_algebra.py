"""What a query finds is what its parts find, put together: OR unites, AND intersects, NOT is the rest.

Some parts the index alone can tell, others are looked for in the papers' texts. No mix of both may
matter.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercli.library import Library
from papercli.model import Paper, Source
from papercli.search.find import find_papers
from papercli.search.language import parse
from papercli.search.nodes import And, Not, Or, Query, spell
from papercli.store.papers import encode_paper

PAPERS = [
    Paper(
        id="a0000001",
        title="Subequivariant graph learning",
        abstract="Deep learning on meshes, in C++.",
        authors=("Joan Bruna", "Yann LeCun"),
        year=2017,
        venue="Signal Processing Magazine",
        arxiv="1706.03762",
        keywords=("spectral filters",),
        tags=("thesis",),
        status="read",
        starred=True,
        note="praised by colleagues",
        sources=(Source("one.ris", "0" * 16, 1, "ris"),),
    ),
    Paper(
        id="b0000002",
        title="Learning to go deep",
        abstract="Graph neural networks.",
        authors=("Yann Joan",),
        year=1948,
        doi="10.1038/nature14539",
        keywords=("deep learning",),
        status="reading",
        sources=(Source("two.bib", "1" * 16, 1, "bibtex"),),
    ),
    Paper(id="c0000003", title="Deep learning", authors=("Bruna Joan",), arxiv="hep-th/9711200"),
    Paper(
        id="d0000004",
        title="Mesh surfaces",
        abstract="Learning the graph of 1948 signals.",
        authors=("Grace Graph",),
        venue="Deep Learning Journal",
        note="spectral filters",
        tags=("thesis", "deep"),
    ),
]
EVERYTHING = "abcd"  # the first letters of their ids

# A query, and what it finds: as it is, and with --exact where that differs.
PARTS = [
    ("graph", "abd", "abd"),
    ("learning", "abcd", "abcd"),
    ("equivariant", "a", ""),
    ("signals", "ad", "d"),
    ("C++", "a", "a"),
    ("1948", "bd", "d"),
    ("equivar*", "", ""),
    ("subequi*", "a", "a"),
    ('"deep learning"', "abcd", "abcd"),
    ('"learning deep"', "", ""),
    ('"Joan Bruna"', "a", "a"),
    ('"Bruna Joan"', "c", "c"),
    ('"spectral filters"', "ad", "ad"),
    ('"praised by colleagues"', "a", "a"),
    ('"Signal Processing"', "a", "a"),
    ("title:learning", "abc", "abc"),
    ("title:mesh", "d", "d"),
    ("title:meshes", "d", ""),
    ("abstract:learning", "ad", "ad"),
    ("abstract:mesh", "a", ""),
    ("author:bruna", "ac", "ac"),
    ("author:graph", "d", "d"),
    ("venue:signal", "a", "a"),
    ('title:"deep learning"', "c", "c"),
    ('abstract:"deep learning"', "a", "a"),
    ('author:"Joan Bruna"', "ac", "a"),
    ('venue:"deep learning"', "d", "d"),
    ("year:2017", "a", "a"),
    ("year:..1950", "b", "b"),
    ("year:1997", "c", "c"),
    ("tag:thesis", "ad", "ad"),
    ("is:read", "a", "a"),
    ("is:unread", "cd", "cd"),
    ("is:starred", "a", "a"),
    ("source:two", "b", "b"),
    ("id:c000", "c", "c"),
    ("arxiv:1706.03762", "a", "a"),
    ("doi:10.1038/nature14539", "b", "b"),
]
FOUND = {False: {q: set(f) for q, f, _ in PARTS}, True: {q: set(f) for q, _, f in PARTS}}
LEAVES = {spell(parse(query)): query for query, _, _ in PARTS}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("algebra") / "library"
    with Library(folder).writing(0.0, print, new=True) as current:
        current.append([encode_paper(paper) for paper in PAPERS], command="ingest", summary="four")
    return Library(folder)


def found_by(library: Library, query: str, *, exact: bool) -> tuple[set[str], list[str]]:
    """Return the first letters of the ids of the papers that a query finds, and what is said of it."""
    found = find_papers(library, query, exact=exact)
    listed = [paper.id[0] for paper in found.sorted_by("id")]
    assert sorted(hit.paper.id[0] for hit in found.ranked()) == listed, query
    assert len(listed) == found.total, query
    return set(listed), found.messages


@pytest.mark.parametrize("exact", [False, True], ids=["as-it-is", "exact"])
@pytest.mark.parametrize("query", [query for query, _, _ in PARTS])
def test_what_each_part_of_a_query_finds(library: Library, query: str, *, exact: bool) -> None:
    found, messages = found_by(library, query, exact=exact)
    assert found == FOUND[exact][query] or (messages and not FOUND[exact][query])


def expected(query: Query, *, exact: bool) -> set[str]:
    match query:
        case Not(inner):
            return set(EVERYTHING) - expected(inner, exact=exact)
        case And(parts):
            return set.intersection(*(expected(part, exact=exact) for part in parts))
        case Or(parts) if spell(query) not in LEAVES:
            return set.union(*(expected(part, exact=exact) for part in parts))
        case _:
            return FOUND[exact][LEAVES[spell(query)]]


def joined(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    two = st.tuples(inner, inner)
    return st.one_of(st.builds(Not, inner), st.builds(And, two), st.builds(Or, two))


TREES: st.SearchStrategy[Query] = st.recursive(
    st.sampled_from([parse(query) for query, _, _ in PARTS]), joined, max_leaves=3
)


@pytest.mark.parametrize("exact", [False, True], ids=["as-it-is", "exact"])
@settings(max_examples=500)
@given(tree=TREES)
def test_a_query_finds_what_its_parts_find(library: Library, tree: Query, *, exact: bool) -> None:
    found, messages = found_by(library, spell(tree), exact=exact)
    wanted = expected(tree, exact=exact)
    # Where nothing has all words, papers with some of them are shown, and that is said.
    assert found == wanted or (messages and not wanted and not exact), spell(tree)
