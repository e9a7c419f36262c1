"""Digits of any script and in any number.

In every field, and in every command that reads a library.
"""

import io
import json
from pathlib import Path

import pytest
from conftest import Run
from fuzz import targets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papercli.dedupe.clusters import find_duplicates
from papercli.dedupe.compare import compare
from papercli.dedupe.conflict import conflicts
from papercli.dedupe.likeness import match_titles
from papercli.dedupe.places import parse_place
from papercli.dedupe.titles import parse_title
from papercli.dumps.bibtex.bibtex import FORMAT
from papercli.exports import EXPORTS
from papercli.model import Paper
from papercli.text import read_number

LONG = "7" * 4900  # a title may have 5,000 characters; Python reads 4,300 digits
PIECES = st.sampled_from(
    [
        "1",
        "0",
        "9" * 19,
        LONG,
        "0" * 5000,
        "²",
        "③",
        "٣",
        "१२",
        "Ⅷ",
        "½",
        "一",
        "iv",
        "-",
        "–",
        ":",
        "(",
        ")",
        "th",
        "nd",
        "p",
        "pp.",
        "vol.",
        "part",
        " ",
        ", ",
        "?",
        "[",
        "]",
        "Trees",
        "of iron",
        "&#",
        ";",
        "\\",
        "{",
        "}",
        "2019",
        "12(3)",
        "Journal of",
        "Proceedings of the",
        ".",
    ]
)
TEXT = st.lists(PIECES, min_size=1, max_size=8).map("".join)
PAPER = st.builds(
    Paper,
    st.just("01234567"),
    TEXT,
    st.none() | TEXT,
    st.lists(TEXT, max_size=3).map(tuple),
    st.just(()),
    st.booleans(),
    st.none() | st.integers(1000, 2100),
    st.none() | TEXT,
    st.none(),
    st.none() | TEXT,
    st.none() | TEXT,
    st.none() | TEXT,
    st.none() | TEXT,
    st.none() | TEXT,
    st.none() | TEXT,
    st.none() | TEXT,
)
anything = settings(
    deadline=None, derandomize=True, max_examples=150, suppress_health_check=list(HealthCheck)
)


@anything
@given(PAPER, PAPER)
def test_papers_of_any_digits_can_be_compared(left: Paper, right: Paper) -> None:
    compare(left, right)
    conflicts(left, right)
    find_duplicates([left, right])


@anything
@given(st.lists(TEXT, min_size=6, max_size=24))
def test_texts_of_any_digits_stand_the_fuzzer(texts: list[str]) -> None:
    targets.dedupe("\n".join(texts).encode())
    targets.export("\n".join(texts).encode())


@anything
@given(PAPER)
def test_papers_of_any_digits_can_be_exported(paper: Paper) -> None:
    for each in EXPORTS:
        assert "".join(each.write([paper], lambda _: "key"))


@pytest.mark.parametrize(
    ("digits", "number"),
    [("7", 7), ("007", 7), ("٣", 3), ("१२", 12), ("0" * 5000 + "7", 7), ("9" * 18, 10**18 - 1), ("9" * 19, None), (LONG, None), ("²", None), ("①", None), ("Ⅷ", None), ("", None), ("-1", None), ("1_0", None)],
)  # fmt: skip
def test_a_number_is_read_where_it_is_one(digits: str, number: int | None) -> None:
    assert read_number(digits) == number


@pytest.mark.parametrize(
    "pages", [LONG, f"{LONG}-{LONG}", f"1-{LONG}", f"{LONG}-9", f"{LONG} pages"]
)
def test_pages_of_too_many_digits_are_unknown(pages: str) -> None:
    place = parse_place(Paper("a", "Trees", pages=pages))
    assert place.first in (None, 1)
    assert place.last is None


@pytest.mark.parametrize(
    ("left", "right"), [("1", "2"), (LONG, LONG + "8"), ("٣", "٤"), ("iv", "5")]
)
def test_titles_that_end_in_different_numbers_are_numbered_differently(
    left: str, right: str
) -> None:
    numbers = match_titles(
        parse_title(f"Notes on trees of iron {left}"),
        parse_title(f"Notes on trees of iron {right}"),
    ).numbers
    assert numbers is not None
    assert numbers[0] != numbers[1]
    assert all(numbers)


@pytest.mark.parametrize(("left", "right"), [("07", "7"), ("0" * 5000 + "7", "vii"), ("٣", "3")])
def test_a_number_is_the_same_in_any_writing(left: str, right: str) -> None:
    match = match_titles(
        parse_title(f"Notes on trees of iron {left}"),
        parse_title(f"Notes on trees of iron {right}"),
    )
    assert match.numbers is None


def hostile_papers() -> list[dict[str, object]]:
    fields = (
        "title",
        "abstract",
        "venue",
        "volume",
        "issue",
        "number",
        "pages",
        "year",
        "date",
        "doi",
        "arxiv",
        "url",
        "keywords",
        "note",
    )
    values = (
        LONG,
        f"{LONG}th Conference",
        f"12-{LONG}",
        f"{LONG}(3)",
        "²",
        "٣٤",
        "③",
        "Ⅷ-Ⅸ",
        f"&#{LONG};",
        f"10.1000/{LONG}",
        f"{LONG}.{LONG}",
    )
    base = {
        "title": "Notes on trees of iron",
        "abstract": "We look at one tall tree in a dark wood. " * 3,
        "authors": ["Ada Lovelace"],
    }
    papers = [
        base | {field: f"Notes on trees of iron {value}" if field == "title" else value}
        for field in fields
        for value in values
    ]
    papers += [base | {"authors": [f"Ada {value}", f"{value}, Grace"]} for value in values]
    return [
        {"abstract": f"This is tree {number}. {base['abstract']}"}
        | {k: v for k, v in paper.items() if k != "abstract" or v in values}
        for number, paper in enumerate(papers)
    ]


def test_a_library_full_of_digits_answers_every_command(papers: Run, tmp_path: Path) -> None:
    (tmp_path / "dump.jsonl").write_text(
        "".join(f"{json.dumps(paper)}\n" for paper in hostile_papers())
    )
    assert papers("ingest", "--keep-duplicates", tmp_path / "dump.jsonl")[0] == 0
    listed = json.loads(papers("list", "--json", "--limit", "0")[1])
    assert len(listed) > 100
    commands = [
        ("list",),
        ("list", "--sort", "year"),
        ("list", f"year:{LONG}"),
        ("list", f"year:{LONG}..{LONG}"),
        ("list", "year:²"),
        ("search", LONG),
        ("search", "iron trees", "--json"),
        ("search", f"year:>={LONG} trees"),
        ("search", "٣٤ ② trees"),
        ("search", f"pages {LONG}-{LONG}"),
        ("related", listed[0]["id"]),
        ("show", listed[-1]["id"]),
        ("dedupe",),
        ("dedupe", "--json"),
        ("doctor",),
        ("history",),
        ("compact",),
        *(("export", "--format", each.name) for each in EXPORTS),
        ("dedupe", "--apply"),
        ("dedupe", "--json"),
        ("undo",),
    ]
    for arguments in commands:
        code, _, err = papers(*arguments)
        assert code == 0, (arguments[:1], err[-300:])
        assert "Traceback" not in err


def test_a_date_of_a_paper_that_was_written_by_hand_can_be_exported(
    papers: Run, tmp_path: Path
) -> None:
    (tmp_path / "dump.jsonl").write_text(
        json.dumps({"title": "Notes on trees of iron", "authors": ["Ada Lovelace"], "year": 2001})
        + "\n"
    )
    papers("ingest", tmp_path / "dump.jsonl")
    [paper] = json.loads(papers("list", "--json")[1])
    for date in ("2001-²", f"2001-{LONG}", "٢٠٠١-٣"):
        for each in EXPORTS:
            assert "".join(each.write([Paper.from_json(paper | {"date": date})], lambda _: "key"))


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("{{X Y} and \0001\000}", None),
        ("\0000\000 and {Trees, Inc.}", ("0", "Trees, Inc.")),
        ("{Trees, Inc.} and \0007\000", ("Trees, Inc.", "7")),
        ("{Trees, Inc.}\0000\000 and {A and B}", None),
        ("\000{Trees and Woods}\000 and Ada Lovelace", ("Trees and Woods", "Ada Lovelace")),
        (f"{{Trees, Inc.}} and \000{LONG}\000", None),
        ("{A, B} and \000٠\000", None),
    ],
)
def test_no_name_in_bibtex_takes_the_place_of_another(
    author: str, names: tuple[str, ...] | None
) -> None:
    [record] = FORMAT.read(
        io.StringIO(f"@article{{k, title = {{Trees}}, author = {{{author}}}}}\n")
    )
    if names is not None:
        assert record.authors == names  # type: ignore[union-attr]
    assert "\0" not in "".join(record.authors)  # type: ignore[union-attr]
