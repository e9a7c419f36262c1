import pytest

from papercli.views.bars import Ink, bar_lines, bar_room, cells, cut, year_lines
from papercli.views.overview import bars, overview

PLAIN = Ink()


@pytest.mark.parametrize(
    ("papers", "bar"),
    [
        (0, ""),
        (1, "▏"),
        (8, "▏"),
        (125, "█"),
        (130, "█"),
        (140, "█▏"),
        (190, "█▌"),
        (1000, "█" * 8),
    ],
)
def test_a_bar_is_as_long_as_its_eighths(papers: int, bar: str) -> None:
    (line,) = bar_lines([("a", papers)], 20, 1000, 8, PLAIN)
    assert line == f"a {bar} {papers:,}".ljust(20)


def test_bars_of_ascii_are_made_of_number_signs() -> None:
    lines = bar_lines([("a", 1), ("b", 100)], 16, 100, 8, Ink(ascii_only=True))
    assert [line.rstrip() for line in lines] == ["a # 1", "b ######## 100"]


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert (cells("日本"), cells("e\u0301"), cells("한\u200d"), cells("ab")) == (4, 1, 2, 2)
    assert cut("日本語", 5, PLAIN) == "日本…"
    assert cut("日本語", 4, PLAIN) == "日…"
    assert cut("moths of", 7, Ink(ascii_only=True)) == "moths~"
    assert cut("moths", 5, PLAIN) == "moths"
    page = bars([("日本語", 3), ("moss", 2)], 30, ink=PLAIN)
    assert page == "日本語 █████████████████████ 3\n  moss ██████████████ 2\n"


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("value", ["v", "a long name of a venue " * 5, "計算機学会" * 9, ""])
@pytest.mark.parametrize("papers", [1, 1_234_567_890])
def test_no_bar_is_wider_than_the_terminal(width: int, value: str, papers: int) -> None:
    rows = [(value, papers), ("b", 1)]
    for line in bar_lines(rows, width, papers, bar_room(rows, width), PLAIN):
        assert cells(line) == width or width == 20


def test_years_are_columns_that_stand_on_their_names() -> None:
    lines, years = year_lines({2019: 8, 2021: 16, 2022: 1}, 40, 2, PLAIN)
    assert years == range(2019, 2023)
    assert lines == [
        "16           ████",
        "   ████      ████ ▁▁▁▁",
        "   2019 2020 2021 2022",
    ]


def test_many_years_are_named_every_fifth() -> None:
    papers = {year: year - 1990 for year in range(1991, 2022)}
    lines, _ = year_lines(papers, 40, 1, PLAIN)
    assert lines[-1] == "       1995 2000 2005 2010 2015 2020"
    assert lines[0] == "31 ▁▁▁▁▁▂▂▂▂▃▃▃▃▄▄▄▄▅▅▅▅▆▆▆▆▇▇▇▇██"


def test_of_more_years_than_there_is_room_for_the_fullest_are_shown() -> None:
    papers = {1687: 5, **dict.fromkeys(range(1900, 2000), 1), **dict.fromkeys(range(1950, 1960), 9)}
    lines, years = year_lines(papers, 80, 3, PLAIN)
    assert years == range(1940, 2000)  # the latest of those with 1950 to 1959
    assert max(map(len, lines)) <= 80
    page = overview(
        185,
        {"unread": 185},
        {"year": [*((str(year), count) for year, count in papers.items()), ("", 3)]},
        (80, 24),
        between=(3, 10),
        ink=PLAIN,
        notes={},
    )
    assert "years  45 before 1940, 3 of unknown year" in page


STATES = {"unread": 90, "reading": 3, "read": 7, "starred": 1}
MANY = {
    name: [(f"{name} {number}", 100 - number) for number in range(10)]
    for name in ("venue", "topic", "author", "tag", "source", "added")
} | {"year": [(str(year), 3) for year in range(2020, 1990, -1)]}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 50), (72, 24), (100, 30)])
@pytest.mark.parametrize("ink", [PLAIN, Ink(ascii_only=True)])
def test_a_page_fits_the_terminal(size: tuple[int, int], ink: Ink) -> None:
    page = overview(100, STATES, MANY, size, between=(3, 10), ink=ink, notes={"topic": "estimated"})
    lines = page.splitlines()
    assert len(lines) <= size[1] - 1
    assert max(map(cells, lines)) <= size[0]
    assert page.isascii() == ink.ascii_only
    assert "venues" in page
    assert "added by month" in page


def test_blocks_stand_below_each_other_where_the_terminal_is_narrow() -> None:
    page = overview(100, STATES, MANY, (60, 24), between=(3, 10), ink=PLAIN, notes={})
    assert [line for line in page.splitlines() if line.isalpha()] == [
        *("years", "venues", "topics", "authors", "tags", "sources"),
    ]


def test_neighbours_share_a_scale_unless_one_had_no_bars_then() -> None:
    def longest(left: int, right: int) -> list[int]:
        by = {"venue": [("a", left)], "topic": [("b", right)]}
        page = overview(9, {}, by, (80, 24), between=(3, 3), ink=PLAIN, notes={})
        return [part.count("█") for part in page.splitlines()[-1].split("  ") if part.strip()]

    one, other = longest(100, 50)
    assert one == pytest.approx(2 * other, abs=1)
    assert len(set(longest(900, 5))) == 1


def test_one_dump_and_one_month_are_not_drawn() -> None:
    by = {"source": [("a.txt", 9)], "added": [("2026-03", 9)], "tag": [("a", 9)]}
    page = overview(9, {"unread": 9}, by, (80, 24), between=(3, 3), ink=PLAIN, notes={})
    assert page == f"9 papers   9 unread\n\ntags\na {'█' * 60} 9\n"


def test_colour_changes_nothing_but_the_colour() -> None:
    drawn = overview(100, STATES, MANY, (80, 40), between=(3, 10), ink=Ink(color=True), notes={})
    plain = overview(100, STATES, MANY, (80, 40), between=(3, 10), ink=PLAIN, notes={})
    for style in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[36m"):
        assert style in drawn or style == "\x1b[2m"
        drawn = drawn.replace(style, "")
    assert drawn == plain
