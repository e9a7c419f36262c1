"""What Google Scholar sets in front of titles and behind venues: it is a part of neither."""

import io

import pytest

from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.dumps.mail.scholar import without_mark
from papercli.dumps.pages.scholar_profile import read

TITLE = "Moss on walls"
MARKS = [
    "[PDF]",
    "[HTML] ",
    "[PDF][PDF] ",
    "[CITATION][C] ",
    "[CITATION] [C] ",
    "[BOOK][B]",
    "[ZITATION][C] ",
    "[CITAÇÃO][C] ",
    "[TRÍCH DẪN][C] ",
    "[КНИГА][B] ",
    "[书籍][B] ",
    "[引用][C]",
    "[인용][C] ",
]
OWN = ["[C]-H activation of moss", "[18F]FDG in moss", "[FeFe][H] hydrogenase of moss", "[B] cells"]
PLACES = {  # below the authors of a profile: the venue, volume and pages that it tells
    "Fern press, 1984": ("Fern press", None, None),
    "University of Fernby, 1984": ("University of Fernby", None, None),
    "Technical report, Fern Institute, 1984": ("Technical report, Fern Institute", None, None),
    "US Patent 4,405,829, 1984": ("US Patent 4,405,829", None, None),
    "Proceedings of MOSS 30, 1984": ("Proceedings of MOSS", "30", None),
    "Journal of Moss 7 (3), 81-97, 1984": ("Journal of Moss", "7", "81-97"),
    "Fern press": ("Fern press", None, None),
    "1984": (None, None, None),
}


@pytest.mark.parametrize("mark", MARKS)
def test_the_mark_of_a_link_is_no_part_of_a_title(mark: str) -> None:
    assert without_mark(mark + TITLE) == TITLE


@pytest.mark.parametrize("title", OWN)
def test_brackets_of_a_title_stay(title: str) -> None:
    assert without_mark(title) == title


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("year", ["1984", ""])
def test_the_year_behind_a_venue_is_no_part_of_it(place: str, year: str) -> None:
    (found,) = read(io.StringIO(f"{TITLE}\nA Quill, B Rook\n{place}\n12\t{year}\n"))
    assert isinstance(found, Record)
    assert (found.venue, found.volume, found.pages) == PLACES[place]
    assert found.year == (1984 if year or "1984" in place else None)


def test_a_count_and_a_year_may_stand_on_lines_of_their_own() -> None:
    text = "TITLE\nCITED BY\nYEAR\nRegression moss and selection\nR Quill\nMoss Review 58 (1), 267-288\n50123\n1996\nBootstrap moss: another look\nB Rook, A Quill\nThe Annals of Moss 7 (1), 1-26\n24411*\n1979\n"
    assert format_named("scholar-profile").sniff(text) > 0
    found = [
        each
        for each in format_named("scholar-profile").read(io.StringIO(text))
        if isinstance(each, Record)
    ]
    assert [(each.year, each.citations, each.venue, each.volume) for each in found] == [
        (1996, 50123, "Moss Review", "58"),
        (1979, 24411, "The Annals of Moss", "7"),
    ]  # fmt: skip
