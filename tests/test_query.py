import json
import re
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
from papercli.search.values import is_pasted_id

a, b, c = Word("a"), Word("b"), Word("c")

LANGUAGE: list[tuple[str, Query]] = [
    ("equivariant", Word("equivariant")),
    ("a b", And((a, b))),
    ("a AND b", And((a, b), is_explicit=True)),
    ("(a AND b) c", And((a, b, Word("c")), is_explicit=True)),
    ("a OR b", Or((a, b))),
    ("a OR b c", Or((a, And((b, c))))),
    ("(a OR b) c", And((Or((a, b)), c))),
    ("(a b) c", And((a, b, c))),
    ("NOT a", Not(a)),
    ("NOT NOT a", a),
    ("a -b", And((a, Not(b)))),
    ("a - b", And((a, Word("-"), b))),
    ("-a", Not(a)),
    ("\N{MINUS SIGN}a", Not(a)),
    ('-"a b"', Not(Phrase("a b"))),
    ('c –"a b"', And((c, Not(Phrase("a b"))))),
    ('\N{MINUS SIGN}"a b"', Not(Phrase("a b"))),
    ("-“a b”", Not(Phrase("a b"))),
    ("c -(a OR b)", And((c, Not(Or((a, b)))))),
    ("c –(a OR b)", And((c, Not(Or((a, b)))))),
    ("(a OR -b)", Or((a, Not(b)))),
    ("-title:a", Not(Word("a", "title"))),
    ('-title:"a b"', Not(Phrase("a b", "title"))),
    ("-title:(a OR b)", Not(Or((Word("a", "title"), Word("b", "title"))))),
    ("title:(a -b)", And((Word("a", "title"), Not(Word("b", "title"))))),
    ("–title:a", Not(Word("a", "title"))),
    ("-is:read", Not(Name("is", "read"))),
    ("-tag:thesis", Not(Name("tag", "thesis"))),
    ("-year:2019", Not(Years(2019, 2019))),
    ("a -year:2017..2020", And((a, Not(Years(2017, 2020))))),
    ("NOT -a", a),
    ("-C++", Not(Word("C++"))),
    ("-a*", Not(Word("a*"))),
    ("-equi*", Not(Word("equi", prefix=True))),
    ("-k-NN", Not(Word("k-NN"))),
    ("k-NN", Word("k-NN")),
    ("-3", Word("-3")),
    ("--", Word("--")),
    ("--a", Word("--a")),
    ("-", Word("-")),
    ("a –b", And((a, Word("–b")))),
    ("a –foo:b", And((a, Word("–foo:b")))),
    ('a - "b c"', And((a, Word("-"), Phrase("b c")))),
    ("state- of-the-art", And((Word("state-"), Word("of-the-art")))),
    ("- a", And((Word("-"), a))),
    ('a-"b c"', And((Word('a-"b'), c))),
    ("-title:", NOTHING),
    ('-""', NOTHING),
    ("-()", NOTHING),
    ("-title: a", a),
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
    ("year:2020..2017", Years(2017, 2020)),
    ("year:2017–2020", Years(2017, 2020)),
    ("id:openalex:W123", Name("id", "openalex:W123")),
    ("openalex:W123", Or((Name("id", "openalex:w123"), Phrase("openalex:W123")))),
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
            assert (code, out, "no word to search for" in err) == (0, "0\n", True), text
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


def test_a_dash_that_touches_a_phrase_is_no_not() -> None:
    assert parse('"a"-b') == And((Phrase("a"), Word("-b")))


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
        years = {"Old": (1997, "arxiv"), "New": (2022, "arxiv"), "Unknown": (None, None)}
        assert all((p["year"], p["year_from"]) == years[p["title"]] for p in found)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "is:foo",
            "'is:' takes unread, reading, read or starred, so 'foo' was searched for as text",
        ),
        (
            "year:zzzqx",
            "'year:' takes 2017, 2015..2020 or >=2017, so 'zzzqx' was searched for as text",
        ),
        (
            "(lang:read)",
            "'lang:' is not a field, so it was searched for as text. Fields: title, abstract, author, ",
        ),
        ("tag:", "'tag:' has no value, so it was ignored"),
        ("sheaf (title:)", "'title:' has no value, so it was ignored"),
        ('sheaf tag:""', "'tag:' has no value, so it was ignored"),
        ("sheaf year:", "'year:' has no value, so it was ignored"),
        ("title: sheaf", "'title:' was ignored; write its value directly after the colon"),
        ("sheaf foo:bar", "'foo:' is not a field, so it was searched for as text. Fields: title, "),
        ("sheaf year:(2017 OR zzzqx)", "'year:' takes 2017, 2015..2020 or >=2017, so "),
        ('"sheaf laplacian', 'no closing quotation mark after "sheaf; its words were searched for'),
        ("(sheaf OR mesh", "a bracket is not closed; the query was read as if it were"),
        ("sheaf OR mesh)", "a closing bracket without an opening one was read as text"),
        ("mesh or surface", "'or' was searched for as a word; write OR to join alternatives"),
        ("mesh not surface", "'not' was searched for as a word; write NOT to exclude what follows"),
        ("sheaf and mesh", "'and' was searched for as a word; write AND, or leave it out: all "),
        ("title:a or title:the", "'or' was searched for as a word; write OR to join alternatives"),
        ("(title:) sheaf", "'title:' has no value, so it was ignored"),
        ("sheaf (tag:) mesh", "'tag:' has no value, so it was ignored"),
        ("sheaf || mesh", "'||' is not an operator; write OR to join alternatives"),
        ("sheaf | mesh", "'|' is not an operator; write OR to join alternatives"),
        ("sheaf|mesh", "'|' is not an operator; write OR to join alternatives"),
        ("sheaf||mesh", "'||' is not an operator; write OR to join alternatives"),
        ("sheaf && mesh", "'&&' is not an operator; write AND, or leave it out: all words must"),
        ("sheaf !mesh", "'!' is not an operator; write NOT to exclude what follows"),
        ("!sheaf", "'!' is not an operator; write NOT to exclude what follows"),
        ("sheaf ! mesh", "'!' is not an operator; write NOT to exclude what follows"),
        ("sheaf !(mesh OR graph", "'!' is not an operator; write NOT to exclude what follows"),
        ("year>=2019", "'year>=2019' was searched for as text; write year:>=2019"),
        ("sheaf (author=cohen)", "'author=cohen' was searched for as text; write author:cohen"),
        ("citations>100", "'citations>100' was searched for as text; write citations:>100"),
        ("sheaf 2017-2020", "'2017-2020' was searched for as text; for the years write year:2017-"),
        (">=2020", "'>=2020' was searched for as text; for the years write year:>=2020"),
        ("title:-sheaf", "'title:-sheaf' does not exclude anything; for that, write -title:sheaf"),
        ("equiv?riant", "'*' stands for letters only at the end of a word, as in equiv*"),
        ("*variant", "'*' stands for letters only at the end of a word, as in variant*"),
        ('"neural network"~3', "'~' is not an operator; '~3' was searched for as text"),
        ("network~", "'~' is not an operator; 'network~' was searched for as text"),
        ("year:2025..2010", "'year:2025..2010' runs backwards; searched for 'year:2010..2025'"),
        ("votes:9-5", "'votes:9-5' runs backwards; searched for 'votes:5..9'"),
        ("arxiv:cs.LG", "'arxiv:' takes an arXiv id, so 'cs.LG' was searched for as text"),
        ("doi:foo", "'doi:' takes a DOI, so 'foo' was searched for as text"),
        ("id:zz", "'id:' takes the start of an id, an arXiv id or a DOI, so 'zz' was searched"),
        ("sheaf", ""),
        ("p(x|y) |x| sheaf!", ""),
        ("tags:thesis *sheaf* C++ A*-search x=y 1999 10-12 a->b", ""),
        ("openalex:W2741809807 pmid:12345678", ""),
        ("https://example.org/nothing", ""),
        ("Sheaf: a sheaf", ""),
        ("Title: Neural Sheaf Diffusion", ""),
        ("SE(3) O(n) [0,1) std::vector", ""),
        ("Sheaves and Meshes", ""),
        ("whether a sheaf is or is not a mesh", ""),
        ("on sheaves or meshes", ""),
        ("sheaves, meshes or graphs", ""),
        ("or sheaf", ""),
        ("sheaf or", ""),
        ('sheaf 1) one 2) two 3) three 4) four 5) five foo:bar "six', ""),
    ],
)
def test_what_is_not_understood_in_a_query_is_said_whatever_it_finds(
    filled: Run, query: str, said: str
) -> None:
    for form in ("--count", "--json", "--ids"):
        code, _, err = filled("search", form, query)
        assert code == 0
        others = ("no paper", "nothing matches", "showing papers")
        lines = [line.removeprefix("papers: ") for line in err.splitlines()]
        notes = [line for line in lines if not line.startswith(others)]
        assert len(notes) == bool(said), err
        assert all(note.startswith(said) for note in notes), err


LONG = "networks on graphs and sheaves that learn diffusion of heat over nodes edges faces cells"


def test_in_a_long_query_fields_are_still_required(filled: Run) -> None:
    everything = found(filled, LONG)
    assert len(everything) > 10
    for condition, pattern in (
        ("title:sheaf", "sheaf"),
        ('title:"neural sheaf"', "neural sheaf"),
        ("NOT title:sheaf", "^(?!.*sheaf)"),
        ("-title:sheaf", "^(?!.*sheaf)"),
        ("NOT (title:sheaf OR title:neural)", "^(?!.*(sheaf|neural))"),
    ):
        titles = found(filled, f"{LONG} {condition}")
        assert titles == {each for each in everything if re.search(pattern, each.lower())}, (
            condition
        )
        assert titles


@pytest.mark.parametrize("part", ["NOT sheaf", "-sheaf", '-"sheaf neural"'])
def test_in_a_long_query_a_not_without_a_field_excludes_nothing_and_that_is_said(
    filled: Run, part: str
) -> None:
    assert found(filled, f"{LONG} {part}") == found(filled, LONG)
    read = part.replace("-", "NOT ")
    assert filled("search", "--count", f"{LONG} {part}")[2] == (
        f"papers: in a query this long, '{read}' only ranks papers; to exclude them, name a field\n"
    )


def test_only_the_id_that_a_word_is_counts_as_pasted() -> None:
    for text in ("1706.03762", "10.1038/nature14539", "deadbeef12", "openalex:W2741809807"):
        assert is_pasted_id(parse(text)), text
    for text in (
        'tag:x OR "a b"',
        'arxiv:1706.03762 OR "a b"',
        'id:3f9c OR "3f9c"',
        "id:deadbeef1",
    ):
        assert not is_pasted_id(parse(text)), text


def test_an_id_among_other_words_keeps_what_fields_and_not_require(filled: Run) -> None:
    assert found(filled, "2212.08648 zzqqx") == found(filled, "2212.08648") != set()
    for condition in ("year:1990", "tag:thesis", "-title:permutation", "NOT permutation"):
        assert found(filled, f"2212.08648 zzqqx {condition}") == set(), condition
    assert found(filled, "2212.08648 zzqqx title:permutation") == found(filled, "2212.08648")


def found(filled: Run, query: str) -> set[str]:
    return {paper["title"] for paper in json.loads(filled("search", "--json", query)[1])}


@pytest.mark.parametrize(
    ("arguments", "same"),
    [
        (["sheaf", "-diffusion"], ["sheaf NOT diffusion"]),
        (["-diffusion", "sheaf"], ["sheaf NOT diffusion"]),
        (["sheaf", "-n", "2", "-network"], ["sheaf NOT network", "-n", "2"]),
        (["sheaf", '-"neural sheaf"'], ['sheaf NOT "neural sheaf"']),
        (["networks", "-(sheaf OR graph)"], ["networks NOT (sheaf OR graph)"]),
        (["networks", "-title:sheaf"], ["networks NOT title:sheaf"]),
        (["networks", "-health"], ["networks NOT health"]),
        (["networks", "-n3"], ["networks", "-n", "3"]),
        (["networks", "-3"], ["--", "networks", "-3"]),
        (["networks", "-"], ["networks -"]),
        (["--", "-sheaf", "networks"], ["networks NOT sheaf"]),
        (["-sheaf networks"], ["networks NOT sheaf"]),
    ],
)
def test_a_word_after_one_dash_is_part_of_the_query(
    filled: Run, arguments: list[str], same: list[str]
) -> None:
    for command in ("search", "list"):
        assert filled(command, "--ids", *arguments) == filled(command, "--ids", *same)
    count = filled("list", "--count", *(each for each in arguments if each[:2] != "-n"))
    assert count[0] == 0


def test_short_options_stay_options(filled: Run, tmp_path: Path) -> None:
    backwards = filled("list", "--ids", "--reverse", "--limit", "2")
    assert filled("list", "--ids", "-r", "-n2") == backwards
    assert filled("list", "--ids", "-rn", "2") == backwards
    assert filled("list", "--ids", "-rnn")[1] == filled("list", "--ids", "NOT rnn")[1]
    assert filled("search", "-h")[1].startswith("Usage: papers search")
    file = tmp_path / "-odd.bib"
    assert filled("export", "-fbibtex", "-o", file, "sheaf", "-diffusion")[0] == 0
    assert "@" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("-oout", "'-oout' could mean `-o out` or `NOT oout`; write one of these"),
        ("-oracle", "'-oracle' could mean `-o racle` or `NOT oracle`; write one of these"),
        ("-roracle", "'-roracle' could mean `-o racle` or `NOT roracle`; write one of these"),
        ("-fourier", "'-fourier' could mean `-f ourier` or `NOT fourier`; write one of these"),
    ],
)
def test_what_may_be_an_option_or_a_not_is_refused(
    filled: Run, tmp_path: Path, argument: str, said: str
) -> None:
    file = tmp_path / "a.bib"
    assert filled("export", "sheaf", "-o", file, argument) == (2, "", f"papers: {said}\n")
    assert not file.exists()


@pytest.mark.parametrize("option", ["--limt", "--sheaf", "--n"])
def test_an_unknown_option_of_two_dashes_is_an_error(filled: Run, option: str) -> None:
    for command in ("search", "list", "export", "dedupe"):
        code, out, err = filled(command, "sheaf", option, "5")
        assert (code, out) == (2, "")
        assert err.startswith(f"papers: no such option: {option}")
