import itertools
import json
import re
from pathlib import Path

import pytest
from conftest import FIXTURES, Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def titles(filled: Run, *arguments: str) -> list[str]:
    return [paper["title"] for paper in json.loads(filled("search", "--json", *arguments)[1])]


def count(papers: Run, *arguments: str) -> int:
    code, out, err = papers("search", "--count", *arguments)
    assert code == 0, err
    return int(out)


def test_papers_with_the_word_in_the_title_come_first(filled: Run) -> None:
    found = titles(filled, "equivariant")
    in_title = ["quivarian" in title for title in found]
    assert len(found) == 15
    assert sorted(in_title, reverse=True) == in_title
    assert 0 < sum(in_title) < len(found)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("title:sheaf", 3),
        ("sheaf NOT laplacian", 0),
        ("title:(mesh OR meshsdf OR deepmesh)", 3),
        ("author:cohen", 1),
        ('"neural network"', 16),
        ('"network neural"', 0),
        ("sheaf NOT diffusion", 1),
        ("year:2019", 2),
        ("year:2018..2020", 4),
        ("year:..1999", 2),
        ("arxiv:1706.03762", 0),
        ("https://arxiv.org/abs/2212.08648v2", 1),
        ("doi:10.48550/arxiv.1706.03762", 0),
        ("source:trending-01", 16),
        ("is:unread source:papers.json", 4),
        ("is:read", 0),
        ("tag:nothing", 0),
        ("Pade", 1),
        ("PADÉ", 1),
        ("transform*", 9),
    ],
)
def test_what_a_query_finds(filled: Run, query: str, expected: int) -> None:
    found = titles(filled, query)
    listed = json.loads(filled("list", "--json", query)[1])
    assert {paper["title"] for paper in listed} == set(found)
    assert len(found) == len(listed) == count(filled, query) == expected


def test_all_words_must_match_and_if_none_has_all_then_most(filled: Run) -> None:
    both = titles(filled, "sheaf laplacian")
    assert both
    for title in both:
        assert title in titles(filled, "sheaf")
        assert title in titles(filled, "laplacian")
    code, out, err = filled("search", "--json", "sheaf laplacian optimizer")
    hits = json.loads(out)
    assert code == 0
    assert {hit["match"] for hit in hits} == {"some"}
    assert err == "papers: no paper has all these words; showing those with some of them\n"


def test_a_pasted_title_finds_its_paper_first(filled: Run) -> None:
    for paper in json.loads(filled("list", "--json")[1]):
        assert titles(filled, "--limit", "1", "--", paper["title"])[0] == paper["title"]


def test_a_pasted_abstract_finds_its_paper_first(filled: Run) -> None:
    for paper in json.loads(filled("list", "--json")[1])[::7]:
        hits = json.loads(filled("search", "--json", "--limit", "1", "--", paper["abstract"])[1])
        assert hits[0]["abstract"] == paper["abstract"]
        assert hits[0]["match"] == "all"


def test_a_misspelt_word_is_corrected_and_announced(filled: Run) -> None:
    code, out, err = filled("search", "--json", "nueral")
    assert code == 0
    assert err == "papers: no paper contains 'nueral'; searched for 'neural'\n"
    assert {hit["match"] for hit in json.loads(out)} == {"fuzzy"}
    assert titles(filled, "nueral") == titles(filled, "neural")
    assert count(filled, "--exact", "nueral") == 0


@pytest.mark.parametrize("word", ["zzzzqqq", "xylophone", "qqq"])
def test_a_word_that_is_like_no_other_finds_nothing(filled: Run, word: str) -> None:
    said = f"papers: no papers found; no paper contains '{word}'\n"
    assert filled("search", "--json", word) == (0, "[]\n", said)


def test_a_word_that_occurs_is_never_corrected(filled: Run) -> None:
    papers = json.loads(filled("list", "--json")[1])
    words = {word for paper in papers for word in paper["title"].split() if word.isalpha()}
    for word in words:
        code, _, err = filled("search", "--count", word)
        assert (code, "occurs nowhere" in err) == (0, False), word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("k-NN", "kNN"),
        ("k-NN", "k NN"),
        ("non-linear", "nonlinear"),
        ("E(3)-Equivariant", "e(3)-equivariant"),
    ],
)
def test_joints_and_case_do_not_matter(filled: Run, one: str, other: str) -> None:
    assert set(titles(filled, one)) == set(titles(filled, other))
    assert titles(filled, one)


def test_exact_counts_on_the_real_dumps(papers: Run, real_dumps: list[Path]) -> None:
    papers("ingest", *real_dumps)
    expected = {
        "E(3)-equivariant": 4,
        "SE(3)": 4,
        "C++": 2,
        "k-NN": 2,
        "O(n)": 5,
        '"permutation equivariant"': 4,
        "***": 0,
    }
    assert {query: count(papers, "--exact", "--", query) for query in expected} == expected


def test_equivariant_on_the_real_dumps(papers: Run, real_dumps: list[Path]) -> None:
    papers("ingest", *real_dumps)
    hits = json.loads(papers("search", "--json", "equivariant")[1])
    in_title = [bool(re.search(r"\bequivariant", hit["title"].lower())) for hit in hits]
    only_in_abstract = [
        not at
        and "equivariant" in hit["abstract"].lower()
        and "equivarian" not in hit["title"].lower()
        for at, hit in zip(in_title, hits, strict=True)
    ]
    assert len(hits) == 51
    assert sum(in_title) == 30
    assert max(i for i, at in enumerate(in_title) if at) < min(
        i for i, at in enumerate(only_in_abstract) if at
    )
    typo = {hit["id"] for hit in json.loads(papers("search", "--json", "equvariant")[1])}
    assert typo == {hit["id"] for hit in hits}


def test_the_same_query_gives_the_same_bytes(filled: Run) -> None:
    assert filled("search", "--json", "neural networks") == filled(
        "search", "--json", "neural networks"
    )


def test_equals_come_in_the_order_of_their_ids(filled: Run) -> None:
    ids = filled("search", "--ids", "year:2018..2020")[1].split()
    assert ids == sorted(ids)


def test_snippets_hold_the_words(filled: Run) -> None:
    for hit in json.loads(filled("search", "--json", "equivariant")[1]):
        assert hit["snippet"] in hit["abstract"]
        if "quivarian" in hit["abstract"]:
            assert "quivarian" in hit["snippet"]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_table_keeps_to_its_width(
    filled: Run, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "")
    code, out, err = filled("search", "equivariant", "--color", "always", "--limit", "5")
    assert code == 0
    import re

    lines = re.sub(r"\x1b\[[0-9;]*m", "", out).splitlines()
    assert max(map(len, lines)) <= width
    assert err == "papers: 5 of 15\n"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("sheaf", {"sheaf", "all words in the title"}),
        ("sheaf laplacian", {"sheaf", "laplacian", "all words in the title"}),
        ("neural sheaf diffusion", {"neural near sheaf", "exact phrase"}),
        ("Sheaf Neural Networks", {"same title", "exact phrase", "words of the best papers"}),
        ("E(3) potentials", {"as written"}),
        ("equivariant author:batzner year:2019..", {"equivariant", "author:batzner"}),
        ('"neural networks" sheaf', {'"neural networks"', "sheaf"}),
        ("graph zebra", {"graph"}),
        ("networks that are equivariant to rotations of molecules", {"equivariant", "rotations"}),
        ("mesh OR sheaf", {"(mesh OR sheaf)"}),
        ("title:sheaf NOT diffusion", {"title:sheaf"}),
        ('equivar* venue:"nature communications"', {"equivar*", 'venue:"nature communications"'}),
    ],
)
def test_an_explanation_adds_up_to_the_score_and_names_what_lifts_a_paper(
    filled: Run, query: str, named: set[str]
) -> None:
    hits = json.loads(filled("search", "--json", "--explain", "--limit", "0", query)[1])
    assert hits
    for hit in hits:
        assert sum(hit["explain"].values()) == pytest.approx(hit["score"], abs=1e-9)
        assert all(value > 0 for value in hit["explain"].values())
    assert named <= {name for hit in hits for name in hit["explain"]}
    plain = json.loads(filled("search", "--json", "--limit", "0", query)[1])
    assert [(hit["id"], hit["score"]) for hit in hits] == [
        (hit["id"], hit["score"]) for hit in plain
    ]


def test_sorting_hits(filled: Run) -> None:
    found = titles(filled, "equivariant", "--sort", "title")
    bare = [title.lower().removeprefix("the ").removeprefix("a ") for title in found]
    assert bare == sorted(bare)
    assert titles(filled, "equivariant", "--sort", "title", "--reverse") == found[::-1]
    assert filled("search", "equivariant", "--sort", "size")[0] == 2


def test_related_papers_of_the_real_deepmesh(papers: Run, real_dumps: list[Path]) -> None:
    papers("ingest", *real_dumps)
    hits = json.loads(papers("related", "deepmesh", "--json", "--limit", "3")[1])
    assert hits[0]["title"].startswith("MeshSDF")


def test_like_searches_for_the_text_of_a_file(filled: Run, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(
        "Vector spaces on nodes and edges, with linear restriction maps: cellular sheaves on graphs.",
        encoding="utf-8",
    )
    assert "Sheaf" in titles(filled, "--like", str(text), "--limit", "1")[0]
    text.write_text(
        (FIXTURES / "listing" / "trending-01.txt").read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert len(titles(filled, "--like", str(text))) > 10


def test_an_empty_library_says_so_kindly(papers: Run, tmp_path: Path) -> None:
    code, out, err = papers("search", "anything", "--json")
    assert (code, out) == (0, "[]\n")
    assert (
        err
        == f"papers: the library in {tmp_path / 'library'} is empty; add papers with `papers ingest FILE…`\n"
    )
    assert not (tmp_path / "library").exists()


def test_as_many_papers_are_shown_as_are_counted_where_the_index_alone_cannot_tell(
    papers: Run, tmp_path: Path
) -> None:
    turned = [
        {"title": f"Networks deep {number}", "abstract": "deep networks " * 9}
        for number in range(40)
    ]
    asked = [
        {
            "title": f"On how and why some deep networks of kind {number} fail",
            "abstract": "Nothing else.",
        }
        for number in range(30)
    ]
    dump = tmp_path / "a.json"
    dump.write_text(json.dumps(turned + asked))
    papers("ingest", dump)
    for query in ('title:"deep networks"', 'title:"deep networks" OR (nothing AND NOT kind)'):
        assert papers("search", "--count", query)[1] == "30\n"
        assert len(papers("search", "--ids", "--limit", "0", query)[1].split()) == 30
        assert len(json.loads(papers("search", "--json", "--limit", "25", query)[1])) == 25


def test_of_papers_that_score_alike_the_first_by_id_are_shown(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "a.jsonl"
    dump.write_text(
        "".join(json.dumps({"title": f"Paper {number}"}) + "\n" for number in range(3000))
    )
    papers("ingest", dump)
    every = papers("search", "--ids", "--limit", "0", "is:unread")[1].split()
    assert len(every) == 3000
    assert every == sorted(every)
    for limit in (1, 20, 36, 100, 999):
        assert (
            papers("search", "--ids", "--limit", str(limit), "NOT elephant")[1].split()
            == every[:limit]
        )


@pytest.mark.parametrize(
    "text",
    [
        "a+" * 250,
        "x" * 1000 + "*",
        "(" * 5000,
        "https://example.org/?url=" + "a%2Fb&c=d" * 50,
        "é+" * 300,
        "源+" * 300,
    ],
)
def test_no_length_of_a_word_is_an_error(filled: Run, text: str) -> None:
    for command in ("search", "list"):
        assert filled(command, "--", text)[:2] == (0, "")


def test_notes_are_found(filled: Run) -> None:
    identifier = filled("list", "--ids", "--limit", "1")[1].strip()
    filled("mark", identifier, "--note", "A xylophonic remark.")
    for query in ("xylophonic", '"xylophonic remark"', "xyloph*", "xylophonick"):
        assert filled("search", "--ids", query)[1].strip() == identifier


def test_a_pasted_id_finds_its_paper_whatever_stands_about_it(filled: Run) -> None:
    code, out, err = filled("search", "--ids", "arXiv:2212.08648v2 [cs.LG] 6 Dec 2022")
    assert (code, len(out.split())) == (0, 1)
    assert json.loads(filled("show", out.strip(), "--json")[1])["arxiv"] == "2212.08648"
    assert "that id" in err


def test_a_pasted_abstract_is_found_with_the_signs_and_citations_in_it(filled: Run) -> None:
    paper = json.loads(filled("show", "2212.08648", "--json")[1])
    words = (paper["abstract"] or paper["title"]).split()
    for change in ("*{}*", "{}*", "{} arXiv:1706.03762", "{} https://doi.org/10.1000/182"):
        pasted = " ".join([*words[:5], change.format(words[5]), *words[6:]])
        assert (
            json.loads(filled("search", "--json", "--limit", "1", pasted)[1])[0]["id"]
            == paper["id"]
        ), change


def test_corrections_are_said_when_a_query_is_relaxed_as_well(filled: Run) -> None:
    code, out, err = filled("search", "--count", "nueral xylophone networks")
    assert (code, int(out) > 0) == (0, True)
    assert err == (
        "papers: no paper contains 'nueral'; searched for 'neural'\n"
        "papers: no paper contains 'xylophone'\n"
        "papers: no paper has all these words; showing those with some of them\n"
    )


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("sheaf year:1800", "nothing matches 'year:1800'; without that, 3 papers match"),
        ("sheaf title:equivariant", "without 'title:equivariant', 3 papers match"),
        ("title:sheaf author:cohen year:2019", "try fewer words"),
        ("(((", "the query has no word to search for"),
        ("tag:nothing", "nothing matches 'tag:nothing'"),
    ],
)
@pytest.mark.parametrize(
    "form", [(), ("--json",), ("--ids",), ("--count",), ("--color", "always"), ("--limit", "3")]
)
def test_a_query_that_finds_nothing_says_what_would(
    filled: Run, query: str, advice: str, form: tuple[str, ...]
) -> None:
    for command in ("search", "list"):
        code, out, err = filled(command, *form, query)
        assert (code, out.strip()) in {(0, ""), (0, "[]"), (0, "0")}
        assert err.splitlines()[-1] == f"papers: no papers found; {advice}"


@pytest.mark.parametrize("command", ["search", "list"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--offset", "500"], "papers: --offset 500 skips all of the 15 papers found\n"),
        (["--offset", "10"], "papers: 11 to 15 of 15\n"),
        (["--offset", "5", "--limit", "3"], "papers: 6 to 8 of 15\n"),
        (["--limit", "4"], "papers: 4 of 15\n"),
        (["--limit", "0"], ""),
        (["--limit", "15"], ""),
    ],
)
def test_which_part_of_the_papers_is_shown_is_said(
    filled: Run, command: str, arguments: list[str], said: str
) -> None:
    for form in ([], ["--ids"], ["--json"]):
        assert filled(command, "equivariant", *arguments, *form)[2] == said


WORDS = (
    "sheaf laplacian optimizer nueral equivariant mesh year:2019 -graph OR NOT title:deep".split()
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_which_papers_match_does_not_depend_on_how_they_are_shown(
    filled: Run, words: list[str]
) -> None:
    query = " ".join(words)
    for command in ("search", "list"):
        _, out, said = filled(command, "--ids", "--", query)
        ids = out.split()
        assert filled(command, "--count", "--", query) == (0, f"{len(ids)}\n", said)
        for limit, offset in itertools.product((0, 1, 5, 100), (0, 1, 7)):
            part = ids[offset : offset + limit if limit else None]
            options = ["--limit", str(limit), "--offset", str(offset)]
            shown = filled(command, "--json", *options, "--", query)
            assert [paper["id"] for paper in json.loads(shown[1])] == part
            assert shown[2].startswith(said)
        lines = filled(command, "--fields", "id", "--", query)[1].split()
        table = filled(command, "--color", "always", "--fields", "id", "-n", "0", "--", query)[1]
        assert lines == ids
        assert set(ids) <= set(table.split())
    assert set(filled("list", "--ids", "--", query)[1].split()) == set(
        filled("search", "--ids", "--", query)[1].split()
    )


def test_and_means_and_however_many_words_it_joins(filled: Run) -> None:
    words = ["neural", "networks", "equivariant", "group", "graph", "tensor", "message", "steerable", "learning", "zzzz"]  # fmt: skip
    found, compared = None, 0
    for count in range(2, len(words)):
        ids = set(filled("list", " AND ".join(words[:count]), "--ids")[1].split())
        alone = [set(filled("list", word, "--ids")[1].split()) for word in words[:count]]
        every = set.intersection(*alone)
        if every:
            assert ids == every
            compared += 1
        assert found is None or ids <= found or not every
        found = ids
    assert compared > 1
    long = " AND ".join(words[:3])
    assert filled("list", f"{long} AND year:1900", "--count")[1] == "0\n"
