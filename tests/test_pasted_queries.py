import contextlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from papercli.errors import NotFoundError, UsageError
from papercli.library import Library
from papercli.search.find import find_papers, find_related
from papercli.search.naming import find_named
from papercli.search.sorting import sort_papers

Run = Callable[..., tuple[int, str, str]]

# What people paste, in pieces: every kind of letter and sign, and what the query language and file
# names make of them.
PIECES = (
    "a",
    "neural",
    "network's",
    "Padé",
    "ＦＵＬＬ",
    "ﬁne",
    "İstanbul",
    "ß",
    "deep",
    "深",
    "深度学习",
    "ラーメン",
    "゛",
    "한국어",
    "के",
    "ไทย",
    "עברית",
    "Ωμέγα",
    "😀",
    "👩\u200d💻",
    "e\u0301",
    "\u0301",
    "\ua66e",
    "\ua7ff",
    os.fsdecode(b"\xff"),
    "\ud800",
    "\x1b[31m",
    "\0",
    "\n",
    "\u2028",
    "\ufeff",
    "-",
    "--",
    "–",
    "—",
    "_",
    "/",
    ".",
    "...",
    ",",
    ":",
    ";",
    "*",
    "**",
    "?",
    "!",
    "(",
    ")",
    "()",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "|",
    "&",
    "^",
    '"',
    "'",
    "“",
    "`",
    "\\",
    "$x^2$",
    "C++",
    "E(3)",
    "O(n)",
    "k-NN",
    "10.1038/nature14539",
    "arXiv:1706.03762",
    "1706.03762",
    "deadbeef12",
    "0123456789",
    "1948",
    "https://arxiv.org/abs/1706.03762v1",
    "%2F",
    "&lt;",
    "OR",
    "AND",
    "NOT",
    "title:",
    "abstract:",
    "author:",
    "venue:",
    "year:",
    "year:2017..2020",
    "year:>=2019",
    "id:",
    "arxiv:",
    "doi:",
    "tag:",
    "source:",
    "is:",
    "is:read",
    "status:x",
    "title:(",
    "-x",
    "*x*",
    "x*",
    "~",
    "#",
)
pieces = st.sampled_from(PIECES) | st.text(max_size=5)
PROPERTY = settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def pasted(draw: st.DrawFn) -> str:
    """Draw a text of pieces: in a row, as one word, or one of them again and again."""
    parts = draw(st.lists(pieces, min_size=1, max_size=8))
    text = draw(st.sampled_from([" ", "", "-", "—", "/", "_"])).join(parts)
    return draw(
        st.sampled_from(
            [
                "",
                "title:",
                "abstract:",
                "author:",
                "source:",
                "tag:",
                "id:",
                "year:",
                "-",
                "NOT ",
                '"',
            ]
        )
    ) + text * draw(st.sampled_from([1, 1, 1, 2, 40, 300]))


@pytest.fixture(scope="module")
def library(fixture_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("pasted") / "library"
    shutil.copytree(fixture_library, folder)
    return Library(folder)


LONG = {
    "a chain of hyphens": "-".join(["deep", "learning"] * 40),
    "a chain of dashes": "—".join(["deep", "learning"] * 40),
    "one hyphen": "a" * 60 + "-" + "b" * 60,
    "no blanks": "深度学习用于图像识别" * 4 + "-" + "综述",
    "a long word": "a" * 65_536,
    "a long word of wide letters": "😀字" * 32_768,
    "a long word of accents": "e\u0301" * 20_000,
    "underscores": "a_" * 5_000,
    "slashes": "a/" * 5_000,
    "many words": "word " * 10_000,
    "many unknown words": " ".join(f"xq{'abcdefghij'[n % 10]}{n}zz" for n in range(2_000)),
    "parentheses": "(" * 10_000 + "a" + ")" * 10_000,
    "open parentheses": "title:(" * 10_000,
    "quotes": '"' * 9_999,
    "operators": "NOT OR AND " * 3_000,
    "stars": "*" * 10_000,
    "unclosed": '"' + "a " * 5_000,
    "words that are left out": "\ua66e-\ua66e \ua66e",
}


BEFORE = ("title:", "id:", "equivariant OR NOT ")  # each before every third text


@pytest.mark.parametrize(
    ("text", "before"),
    [
        pytest.param(text, before, id=f"{before}{name}")
        for at, (name, text) in enumerate(LONG.items())
        for before in ("", BEFORE[at % len(BEFORE)])
    ],
)
def test_no_long_text_is_an_error(library: Library, text: str, before: str) -> None:
    assert find_papers(library, before + text, exact=before == "title:").ranked(1) is not None
    assert find_papers(library, f"{before}{text}*").total >= 0
    assert find_papers(library, f'{before}"{text}"').total >= 0


@PROPERTY
@given(text=pasted())
@example(text="a" * 60 + "-" + "b" * 60)
@example(text="\ua66e-\ua66e")
def test_no_pasted_text_is_an_error(library: Library, text: str) -> None:
    for exact in (False, True):
        found = find_papers(library, text, exact=exact)
        assert len(found.ranked(2)) == min(2, found.total)
        assert len(found.sorted_by("id")) == found.total
    find_related(library, [text]).ranked(2)
    with contextlib.suppress(NotFoundError):
        find_named(library, text)


@pytest.mark.parametrize(
    "text",
    [*LONG.values(), os.fsdecode(b"\xff\xfe"), "\ud800 neural", "\x1b]0;x\x07y:z"],
    ids=[*LONG, "bytes", "half a pair", "a command"],
)
def test_every_command_takes_it(filled: Run, tmp_path: Path, text: str) -> None:
    text = text[:5_000]
    (tmp_path / "text").write_bytes(
        os.fsencode(text) if text.isprintable() else text.encode("utf-8", "replace")
    )
    for command in (
        ["search", "--json"],
        ["search", "--explain"],
        ["list"],
        ["export", "--format", "csv"],
        ["dedupe"],
        ["show"],
        ["related"],
        ["rm"],
        ["split"],
        ["mark", "--star"],
    ):
        code, _, err = filled(*command, "--", text)
        assert code in {0, UsageError.exit_code, NotFoundError.exit_code}, (command, err)
        assert "\x1b" not in err
    assert filled("search", "--like", tmp_path / "text")[0] in {0, 3}  # 3: no text, but bytes


# What stands in a paper is found


def ingested(papers: Run, tmp_path: Path, records: list[dict[str, str]]) -> Library:
    shutil.rmtree(tmp_path / "library", ignore_errors=True)
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(each) + "\n" for each in records), "utf-8")
    assert papers("ingest", tmp_path / "a.jsonl")[0] in {0, 3}
    return Library(tmp_path / "library")


WORDS = {
    "more than 100 bytes": "pneumono" * 20,
    "without blanks": "深度学习用于图像识别的综述与展望" * 8,
    "wide": "字" * 4_000,
    "64 KiB": "ab" * 32_768,
    "64 KiB in a chain": "ab-" * 21_845 + "ab",
    "a chain of dashes": "—".join(["one", "two", "three"] * 30),
    "hyphens": "a" * 60 + "-" + "b" * 60,
    "underscores": "snake_case_" * 30,
    "slashes": "lattice/graph/" * 30,
}


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("exact", [False, True])
def test_a_word_that_stands_in_a_paper_is_found_when_it_is_pasted(
    papers: Run, tmp_path: Path, word: str, *, exact: bool
) -> None:
    library = ingested(
        papers,
        tmp_path,
        [
            {"title": "First", "abstract": f"It says {word} here."},
            {"title": "Second", "abstract": "It says nothing."},
        ],
    )
    assert [paper.title for paper in find_papers(library, word, exact=exact).sorted_by("id")] == [
        "First"
    ]
    assert [
        paper.title
        for paper in find_papers(library, f"says {word} here", exact=exact).sorted_by("id")
    ] == ["First"]


@settings(PROPERTY, max_examples=15)
@given(
    titles=st.lists(
        st.lists(pieces, min_size=1, max_size=30).flatmap(
            lambda parts: st.sampled_from([" ", "", "-"]).map(lambda sign: sign.join(parts))
        ),
        min_size=1,
        max_size=12,
    )
)
@example(
    titles=[
        "Attention is NOT all you need",
        "Attention is all you need",
        "title: a study",
        "year:2019 in review",
        "graph -molecule",
    ]
)
@example(titles=["a-\ua66e-a"])
@example(titles=["深度学习" * 300, "深" * 33 + "-" + "学", "--", "***", "a " * 1_000])
def test_a_title_pasted_whole_finds_its_paper(
    papers: Run, tmp_path: Path, titles: list[str]
) -> None:
    library = ingested(
        papers,
        tmp_path,
        [{"title": title.encode("utf-8", "replace").decode()} for title in [*titles, "Other"]],
    )
    for paper in library.papers_at(library.index.all(library.index.everything())):
        for exact in (False, True):
            found = find_papers(library, paper.title, exact=exact)
            assert paper.id in {hit.paper.id for hit in found.ranked()}, (
                exact,
                paper.title,
            )
            assert paper.id in {each.id for each in found.sorted_by("id")}


def test_an_operator_is_one_where_no_title_is_pasted(papers: Run, tmp_path: Path) -> None:
    library = ingested(
        papers,
        tmp_path,
        [{"title": "graph molecule"}, {"title": "Graph NOT Molecule"}, {"title": "graph alone"}],
    )
    assert [
        paper.title
        for paper in sort_papers(find_papers(library, "graph -molecule").sorted_by("id"), "title")
    ] == ["graph alone"]
    assert [
        paper.title for paper in find_papers(library, "Graph NOT Molecule").sorted_by("title")
    ] == ["graph alone", "Graph NOT Molecule"]


# Many words cost no more than they say


def test_many_words_with_signs_find_what_each_finds(library: Library) -> None:
    words = [
        "E(3)",
        "SE(3)",
        "C++",
        "O(n)",
        "k-NN",
        "xq(z)",
        "R^{n}",
        "S_n",
        "(3",
        "a(b",
        "n)",
        "3)-",
    ]
    together = {paper.id for paper in find_papers(library, " OR ".join(words)).sorted_by("id")}
    alone = [
        {
            paper.id
            for paper in find_papers(Library(library.folder), f"{word} OR {word}").sorted_by("id")
        }
        for word in words
    ]
    assert together == set().union(*alone)
    assert any(alone)


def test_words_that_are_not_corrected_are_counted(filled: Run) -> None:
    wrong = " OR ".join(f"zqx{a}{b}zq" for a in "abcdefgh" for b in "abcdefgh")
    code, _, err = filled("search", f"nueral OR {wrong}")
    assert code == 0
    assert (
        err
        == "papers: no paper contains 'nueral'; searched for 'neural'\npapers: 25 more words not corrected\n"
    )
    code, out, err = filled("search", wrong)
    assert (code, out) == (0, "")
    assert err.startswith("papers: 24 more words not corrected\npapers: no papers found; ")
