"""What Google Scholar sets in front of titles and behind venues: it is a part of neither."""

import io

import pytest

from papercli.dumps.base import Record
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
