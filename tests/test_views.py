import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercli.model import PAPER_FIELDS, Name, Paper, Source
from papercli.views.answers import paper_answer
from papercli.views.machine import as_lines
from papercli.views.table import Row, _cut, field_table, paper_table

WORDS = st.lists(st.text("abcdé", min_size=1, max_size=12), min_size=1, max_size=40, unique=True)


@given(WORDS, st.integers(0, 39), st.integers(20, 120))
def test_a_snippet_is_cut_between_words_around_its_first_match(
    words: list[str], at: int, room: int
) -> None:
    text = " ".join(words)
    at %= len(words)
    start = len(" ".join(words[:at])) + bool(at)
    match = words[at]
    shown = _cut(text, [(start, start + len(match))], room)
    kept = shown.plain.removeprefix("… ").removesuffix(" …")
    parts = kept.split()
    first = words.index(parts[0])
    assert parts == words[first : first + len(parts)]  # no word is cut
    assert match in parts
    assert len(kept) <= room
    assert shown.plain.startswith("… ") == (first > 0)
    assert shown.plain.endswith(" …") == (first + len(parts) < len(words))
    [span] = shown.spans
    assert shown.plain[span.start : span.end] == match


def test_a_word_longer_than_the_room_is_cut() -> None:
    assert _cut("a" * 50, [], 20).plain == "a" * 19 + " …"
    assert _cut("short enough", [], 20).plain == "short enough"


def test_marks_show_where_any_paper_is_marked() -> None:
    plain = Paper(id="a0000000", title="One", year=2020)
    marked = [
        plain,
        Paper(id="b0000000", title="Two", status="reading", starred=True, tags=("to cite", "x")),
        Paper(id="c0000000", title="Three", status="read"),
    ]
    table = paper_table([Row(each) for each in marked], 80, color=False).splitlines()
    assert [line.split() for line in table[1:]] == [
        ["a0000000", "●", "2020", "One"],
        ["b0000000", "★◐", "Two", "[to", "cite,", "x]"],
        ["c0000000", "Three"],
    ]
    ascii_only = paper_table([Row(each) for each in marked], 80, color=False, ascii_only=True)
    assert ascii_only.isascii()
    assert "●" not in paper_table([Row(plain)], 80, color=False)


def test_what_stands_below_a_title_is_moved_in_and_fits() -> None:
    words = " ".join(["word"] * 60)
    row = Row(Paper(id="a0000000", title="A Title of It"), snippet=words, explanation="score 1")
    for width in (20, 40, 61, 80, 200):
        lines = paper_table([row], width, color=False).splitlines()
        assert all(len(line) <= width for line in lines)
        at = lines[1].index("A") + 2
        assert [line[:at].strip() for line in lines[-2:]] == ["", ""]


@pytest.mark.parametrize("field", PAPER_FIELDS)
def test_a_field_reads_alike_on_a_terminal_and_in_a_pipe(field: str) -> None:
    source = Source("a.bib", "0" * 16, 3, "bibtex", "doe2020")
    for paper in (
        Paper(id="a0000000", title="Empty"),
        Paper(
            id="b0000000",
            title="Full",
            authors=("Jane Doe", "Max Roe"),
            names=(Name("Doe", "Jane"), Name("Roe", "Max")),
            keywords=("a", "b"),
            tags=("c", "d"),
            sources=(source,),
            references=("doi:10.1000/1",),
            aliases=("c0000000",),
            starred=True,
            note="one\ntwo",
        ),
    ):
        answer = paper_answer(paper)
        line = "".join(as_lines([answer], [field])).rstrip("\n")
        table = field_table([answer], [field], 500, color=False).split("\n")
        assert table[1].rstrip() == line.rstrip()
