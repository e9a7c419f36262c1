import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercli.dedupe.clusters import Cluster, find_clusters, find_duplicates
from papercli.dedupe.compare import Comparison, Verdict
from papercli.dedupe.representative import choose_keeper, fullness
from papercli.model import Paper, Source

NAMES = ("Ada Lovelace", "Grace Hopper", "Emmy Noether")
ONE = Paper(
    "1", "Learning with a few wrong examples", authors=NAMES, year=2019, venue="Journal of Trees"
)
TWO = Paper("2", "Tired bridges of steel and iron", authors=NAMES, year=2001)


def said(verdict: Verdict, score: float = 0.99) -> Comparison:
    return Comparison(score, verdict, ("because",))


def ids(cluster: Cluster) -> list[str]:
    return [paper.id for paper in cluster.papers]


def papers(number: int) -> list[Paper]:
    return [Paper(str(each), f"Title {each}") for each in range(number)]


def test_duplicates_become_one_cluster_with_its_pairs() -> None:
    found = find_duplicates(
        [ONE, replace(ONE, id="3", title=ONE.title.upper()), TWO, replace(ONE, id="4", venue=None)]
    )
    assert [(cluster.verdict, ids(cluster)) for cluster in found] == [
        ("duplicate", ["1", "3", "4"])
    ]
    assert [(pair.left.id, pair.right.id) for pair in found[0].pairs] == [
        ("1", "3"),
        ("1", "4"),
        ("3", "4"),
    ]
    assert found[0].pairs[0].comparison.reasons == (
        "same title",
        "same authors",
        "same year",
        "same venue",
    )


def test_nothing_is_found_among_different_papers() -> None:
    assert find_duplicates([ONE, TWO]) == []
    assert find_duplicates([]) == []


def test_the_fullest_paper_is_kept_and_of_equals_the_smallest_id() -> None:
    full = replace(ONE, id="9", doi="10.1/a", abstract="Something.")
    assert find_duplicates([ONE, full])[0].keep is full
    assert find_duplicates([replace(ONE, id="3"), ONE])[0].keep.id == "1"
    assert fullness(full) > fullness(ONE)
    assert fullness(replace(ONE, sources=(Source("a.txt", "0", 1, "listing"),))) > fullness(ONE)


def test_a_misspelt_title_is_not_kept_for_a_fuller_record() -> None:
    full = replace(
        ONE, id="2", title="Learning with a few worng examples", doi="10.1/a", abstract="Something."
    )
    assert (
        find_duplicates([ONE, full], frequency={"wrong": 7, "worng": 1}.__getitem__)[0].keep is ONE
    )
    assert (
        find_duplicates([ONE, full], frequency={"wrong": 1, "worng": 7}.__getitem__)[0].keep is full
    )
    assert find_duplicates([ONE, full, replace(ONE, id="3", year=None)])[0].keep is ONE
    assert choose_keeper([replace(full, title="Learning with a few wr?ng examples"), ONE]) is ONE


def test_a_shorter_title_is_kept_only_when_its_record_is_fuller() -> None:
    long = replace(
        ONE, title="Learning with a few wrong examples: theory and practice", doi="10.1/a"
    )
    assert choose_keeper([long, replace(ONE, id="2"), replace(ONE, id="3")]) is long
    assert choose_keeper([replace(long, doi=None, year=None), replace(ONE, id="2")]).id == "2"


def test_a_correction_is_not_kept_for_a_fuller_record() -> None:
    notice = replace(
        ONE, id="2", title=f"Erratum: {ONE.title}", doi="10.1/a", abstract="Something."
    )
    assert choose_keeper([ONE, notice]) is ONE
    assert choose_keeper([notice, replace(notice, id="3", doi=None)]) is notice


def test_a_chain_is_not_one_cluster() -> None:
    three = [
        replace(ONE, id="1", year=2019, venue="Journal of Trees", pages="1-9"),
        replace(ONE, id="2", year=None, venue=None),
        replace(
            ONE, id="3", year=2012, venue="Proceedings of the Conference on Forests", pages="70-75"
        ),
    ]
    found = find_duplicates(three)
    assert [cluster.verdict for cluster in found if len(cluster.papers) > 2] == []
    assert sum("2" in ids(cluster) for cluster in found if cluster.verdict == "duplicate") == 1
    assert {cluster.verdict for cluster in found} == {"duplicate", "version"}


def test_the_surest_pair_of_a_chain_is_folded_and_the_other_shown() -> None:
    # 0 and 2 share nothing, so they are found to be different when 2 wants to join.
    found = find_clusters(
        papers(3), {(0, 1): said("duplicate", 0.999), (1, 2): said("duplicate", 0.98)}
    )
    assert [(cluster.verdict, ids(cluster)) for cluster in found] == [
        ("duplicate", ["0", "1"]),
        ("possible", ["1", "2"]),
    ]


def test_a_paper_seen_often_speaks_louder_than_one_seen_once() -> None:
    seen = tuple(Source(f"{number}.txt", str(number), 1, "listing") for number in range(9))
    library = [replace(each, sources=seen if each.id == "0" else ()) for each in papers(3)]
    links = {
        (0, 1): said("duplicate", 0.999),
        (0, 2): said("duplicate", 0.98),
        (1, 2): said("version"),
    }
    assert [ids(cluster) for cluster in find_clusters(library, links)] == [["0", "1", "2"]]
    assert [ids(cluster) for cluster in find_clusters(papers(3), links)] == [["0", "1"], ["1", "2"]]


def test_what_the_reader_held_apart_stays_apart() -> None:
    twins = [ONE, replace(ONE, id="3"), replace(ONE, id="4")]
    apart = {frozenset({"1", "3"})}
    found = find_duplicates(twins, apart=apart)
    assert all(not {"1", "3"} <= set(ids(cluster)) for cluster in found)
    assert find_duplicates(twins[:2], apart=apart) == []


def test_versions_and_possible_ones_stand_apart_from_duplicates() -> None:
    links = {
        (0, 1): said("duplicate"),
        (0, 2): said("version", 0.9),
        (1, 2): said("version", 0.8),
        (2, 3): said("possible", 0.5),
    }
    found = find_clusters(papers(4), links)
    assert [(cluster.verdict, ids(cluster)) for cluster in found] == [
        ("duplicate", ["0", "1"]),
        ("version", ["0", "2"]),
        ("possible", ["2", "3"]),
    ]


def test_versions_of_one_work_go_together_where_all_are_linked() -> None:
    three = {pair: said("version") for pair in combinations(range(3), 2)}
    assert [ids(cluster) for cluster in find_clusters(papers(3), three)] == [["0", "1", "2"]]
    assert [
        ids(cluster)
        for cluster in find_clusters(papers(3), {(0, 1): said("version"), (1, 2): said("version")})
    ] == [
        ["0", "1"],
        ["1", "2"],
    ]


def test_among_finds_what_touches_it() -> None:
    library = [ONE, TWO, replace(TWO, id="3"), replace(ONE, id="4")]
    assert [ids(cluster) for cluster in find_duplicates(library, among=[3])] == [["1", "4"]]
    assert find_duplicates(library, among=[]) == []


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    find_duplicates(
        [ONE, replace(ONE, id="3"), replace(ONE, id="4")],
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(0, 3), (3, 3)]


def test_a_title_that_unrelated_people_use_is_no_evidence() -> None:
    people = [
        ("Ada Lovelace", "Grace Hopper"),
        ("Emmy Noether", "Lise Meitner"),
        ("Marie Curie", "Irene Curie"),
    ]
    columns = [
        Paper(str(number), "Reminiscences of my colleagues in computing", authors=names, year=2001)
        for number, names in enumerate(people)
    ]
    again = Paper(
        "9", "Reminiscences of my colleagues in computing", authors=("Ada Lovelace",), year=2001
    )
    assert [cluster.verdict for cluster in find_duplicates([columns[0], again])] == ["duplicate"]
    assert all(cluster.verdict == "possible" for cluster in find_duplicates([*columns, again]))


def test_the_order_of_papers_does_not_matter() -> None:
    library = [
        replace(base, id=f"{base.id}{letter}", year=year)
        for base in (ONE, TWO)
        for letter in "abc"
        for year in (None, 2019)
    ]
    library = [replace(paper, id=f"{paper.id}{number}") for number, paper in enumerate(library)]
    expected = [(cluster.verdict, ids(cluster)) for cluster in find_duplicates(library)]
    for seed in range(5):
        shuffled = library[:]
        random.Random(seed).shuffle(shuffled)
        assert [
            (cluster.verdict, ids(cluster)) for cluster in find_duplicates(shuffled)
        ] == expected


verdicts = st.sampled_from(["duplicate", "version", "possible"])
links = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]),
    st.builds(said, verdicts, st.sampled_from([0.5, 0.9, 0.99])),
    max_size=30,
)


@given(
    links, st.sets(st.frozensets(st.sampled_from("012345678"), min_size=2, max_size=2), max_size=4)
)
def test_whatever_the_links_the_clusters_keep_their_promises(
    compared: dict[tuple[int, int], Comparison], apart: set[frozenset[str]]
) -> None:
    found = find_clusters(papers(9), compared, apart)
    folded = [
        paper.id for cluster in found if cluster.verdict == "duplicate" for paper in cluster.papers
    ]
    assert len(folded) == len(set(folded))
    shown = [
        frozenset((pair.left.id, pair.right.id)) for cluster in found for pair in cluster.pairs
    ]
    assert len(shown) == len(set(shown))
    for cluster in found:
        assert cluster.pairs
        assert cluster.papers[0] is cluster.keep
        assert ids(cluster)[1:] == sorted(ids(cluster)[1:])
        assert {paper.id for pair in cluster.pairs for paper in (pair.left, pair.right)} <= set(
            ids(cluster)
        )
        if cluster.verdict == "duplicate":
            assert not any(frozenset(pair) in apart for pair in combinations(ids(cluster), 2))


@pytest.mark.parametrize("verdict", ["duplicate", "version", "possible"])
def test_a_hundred_citations_of_one_paper_are_grouped_fast(verdict: Verdict) -> None:
    links = {pair: said(verdict) for pair in combinations(range(100), 2)}
    assert [len(cluster.papers) for cluster in find_clusters(papers(100), links)] == [100]
