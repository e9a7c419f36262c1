import json
import string
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from papercli.search.language import parse
from papercli.search.nodes import NOTHING, And, Name, Not, Or, Phrase, Query, Word, Years, spell

a, b, c = Word("a"), Word("b"), Word("c")

LANGUAGE: list[tuple[str, Query]] = [
    ("equivariant", Word("equivariant")),
    ("a b", And((a, b))),
    ("a AND b", And((a, b))),
    ("a OR b", Or((a, b))),
    ("a OR b c", Or((a, And((b, c))))),
    ("(a OR b) c", And((Or((a, b)), c))),
    ("(a b) c", And((a, b, c))),
    ("NOT a", Not(a)),
    ("NOT NOT a", a),
    ("a -b", And((a, Not(b)))),
    ("a - b", And((a, Word("-"), b))),
    ("NOT (a b)", Not(And((a, b)))),
    ('"a b"', Phrase("a b")),
    ("“a b”", Phrase("a b")),
    ('"a b', And((a, b))),
    ('""', NOTHING),
    ("a*", Word("a*")),
    ("equi*", Word("equi", prefix=True)),
    ("***", Word("***")),
    ("title:a", Word("a", "title")),
    ("TITLE:a", Word("a", "title")),
    ("authors:a", Word("a", "author")),
    ('title:"a b"', Phrase("a b", "title")),
    ("title:(a OR b)", Or((Word("a", "title"), Word("b", "title")))),
    ("title:(a author:b)", And((Word("a", "title"), Word("b", "author")))),
    ("Title: a", a),
    ("Relax: a", And((Word("Relax:"), a))),
    ("foo:bar", Word("foo:bar")),
    ("year:2019", Years(2019, 2019)),
    ("year:2017..2020", Years(2017, 2020)),
    ("year:2017-2020", Years(2017, 2020)),
    ("year:..2015", Years(None, 2015)),
    ("year:2015..", Years(2015, None)),
    ("year:..", Word("..")),
    ("year:soon", Word("soon")),
    ("is:unread", Name("is", "unread")),
    ("is:lost", Word("lost")),
    ("tag:thesis", Name("tag", "thesis")),
    ("arxiv:1706.03762v5", Name("arxiv", "1706.03762")),
    ("arxiv:hep-th/9711200", Name("arxiv", "hep-th/9711200")),
    ("doi:10.1038/Nature14539", Name("doi", "10.1038/nature14539")),
    (
        "https://arxiv.org/abs/1706.03762",
        Or((Name("arxiv", "1706.03762"), Phrase("https://arxiv.org/abs/1706.03762"))),
    ),
    ("SE(3)", Word("SE(3)")),
    ("(SE(3) OR O(n))", Or((Word("SE(3)"), Word("O(n)")))),
    ("C++", Word("C++")),
    ("OR", Word("OR")),
    ("NOT", Word("NOT")),
    ("a OR", And((a, Word("OR")))),
    ("(((", NOTHING),
    (")))", Word(")))")),
    ("a)", Word("a)")),
    ("(a", a),
    ("", NOTHING),
    ("  ", NOTHING),
    (
        "USE OF PROGRAMS IN TESTING OR NOT",
        And(tuple(map(Word, "USE OF PROGRAMS IN TESTING OR NOT".split()))),
    ),
    ("TO BE OR NOT TO BE", And(tuple(map(Word, "TO BE OR NOT TO BE".split())))),
    (
        "GNN OR CNN OR RNN NOT LSTM",
        Or((Word("GNN"), Word("CNN"), And((Word("RNN"), Not(Word("LSTM")))))),
    ),
    (
        "(GNN OR CNN) NOT (LSTM OR RNN)",
        And((Or((Word("GNN"), Word("CNN"))), Not(Or((Word("LSTM"), Word("RNN")))))),
    ),
]


@pytest.mark.parametrize("tree", [tree for _, tree in LANGUAGE], ids=spell)
def test_a_query_that_is_spelt_out_is_the_same_query(tree: Query) -> None:
    assert parse(spell(tree)) == tree


@pytest.mark.parametrize(
    ("text", "query"), LANGUAGE, ids=[text or "nothing" for text, _ in LANGUAGE]
)
def test_the_language(text: str, query: Query) -> None:
    assert repr(parse(text)) == repr(query)  # named tuples of other types may be equal


@given(st.text())
def test_every_text_asks_for_something(text: str) -> None:
    parse(text)


@given(
    st.lists(
        st.sampled_from(
            ["(", ")", '"', "a", "OR", "NOT", "AND", "-", "title:", "year:", "*", " ", "-a", "b)"]
        )
    )
)
def test_every_mix_of_signs_asks_for_something(parts: list[str]) -> None:
    parse("".join(parts))
    parse(" ".join(parts))


def test_deep_nesting_asks_for_something() -> None:
    assert parse("(" * 10_000 + "a" + ")" * 10_000)
    assert parse("NOT " * 9_999 + "a") == Not(a)
    assert sys.getrecursionlimit() < 10_000


@pytest.mark.parametrize("sign", string.printable.strip())
def test_every_printable_character_can_be_searched_for(filled: Run, sign: str) -> None:
    everything = int(filled("list", "--count")[1])
    for text in (sign, f"{sign}{sign}", f"x{sign}", f"{sign}x", f"sheaf {sign}", f"{sign} sheaf"):
        code, out, err = filled("search", "--count", "--", text)
        if parse(text) is NOTHING:
            assert (code, out, err) == (0, "0\n", ""), text
        else:
            assert (code, int(out) < everything) == (0, True), (text, err)


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\x1b[31m",
        "🤖",
        "é" * 300,
        "x" * 100_000,
        "sheaf " * 20_000,
        "\ud800",
        "\u202esheaf",
        "日本語",
    ],
)
def test_odd_texts_can_be_searched_for(filled: Run, text: str) -> None:
    code, out, err = filled("search", "--count", "--", text)
    assert (code, out.strip().isdigit()) in {(0, True), (2, False)}
    assert "Traceback" not in err


def test_a_search_for_nothing_is_one_kind_line(filled: Run) -> None:
    assert filled("search") == (
        2,
        "",
        "papers: no query; for example `papers search equivariant`\n",
    )
    assert filled("search", "  ") == (
        2,
        "",
        "papers: no query; for example `papers search equivariant`\n",
    )


def test_years_can_be_compared() -> None:
    assert parse("year:>=2024") == Years(2024, None)
    assert parse("year:>2024") == Years(2025, None)
    assert parse("year:<=2024") == Years(None, 2024)
    assert parse("year:<2024") == Years(None, 2023)


def test_a_pasted_id_or_link_finds_its_paper(filled: Run) -> None:
    identifier = filled("list", "--ids", "arxiv:2212.08648")[1].strip()
    for text in (
        identifier,
        "2212.08648",
        "https://huggingface.co/papers/2212.08648",
        "https://arxiv.org/abs/2212.08648v2",
    ):
        assert filled("search", "--ids", text)[1].split()[:1] == [identifier], text


def test_a_paper_without_a_year_is_of_the_year_that_its_arxiv_id_tells(
    papers: Run, dump: Callable[[str, str], Path]
) -> None:
    papers(
        "ingest",
        dump(
            '{"title": "Old", "arxiv": "hep-th/9711200"}\n{"title": "New", "arxiv": "2212.08648"}\n{"title": "Unknown"}\n',
            "a.jsonl",
        ),
    )
    for query, titles in (
        ("year:1997", ["Old"]),
        ("year:2000..", ["New"]),
        ("NOT year:1997", ["New", "Unknown"]),
    ):
        found = json.loads(papers("list", "--json", "--sort", "title", query)[1])
        assert [paper["title"] for paper in found] == titles
        assert {paper["year"] for paper in found} == {None}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("is:foo", "is: takes unread, reading, read or starred; searched for 'is:foo' as text"),
        ("year:zzzqx", "year: takes 2017, 2015..2020 or >=2017; searched for 'year:zzzqx' as text"),
        (
            "(status:read)",
            "'status:' is not a field; searched for it as text. Fields: title, abstract, author, ",
        ),
        ("tag:nothing", ""),
        ("year:1850", ""),
        ("https://example.org/nothing", ""),
    ],
)
def test_a_field_that_is_none_is_told_when_nothing_is_found(
    filled: Run, query: str, said: str
) -> None:
    code, out, err = filled("search", query)
    assert (code, out) == (0, "")
    assert err.startswith(f"papers: {said}") if said else "as it stands" not in err
