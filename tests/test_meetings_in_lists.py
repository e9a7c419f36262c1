"""Where and when a meeting was held, and pages that look like years: they are nobody, no venue and no year."""

import pytest

from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.inline import parse
from papercli.dumps.markdown.linked import divide
from papercli.dumps.markdown.meetings import without_meeting

LINK = "[Slow growth of moss](https://doi.org/10.1234/moss.1)"
NAMES = {
    "D. Quill and J. Ba": ["D. Quill", "J. Ba"],
    "A. Quill et al.": ["A. Quill", "et al."],
    "Quill et al.": ["Quill", "et al."],
    "Quill & Rook": ["Quill", "Rook"],
    "Ada Quill, Ben Rook": ["Ada Quill", "Ben Rook"],
}
HELD = [
    "San Diego, CA, USA, May 7-9, 2015",
    "Vancouver, BC, Canada, 2015",
    "Minneapolis, Minnesota, June 2015",
    "Long Beach, CA, 2015",
    "Lille, France, 6-11 July 2015",
    "Rio de Janeiro, Brazil, April 30 - May 3, 2015",
    "Sydney, New South Wales, 2015",
]
PAGES = {
    "JMLR 15(56):1929–1958, 2014": ("2014", "JMLR", "1929–1958"),
    "JMLR 15, 1929–1958 (2014)": ("2014", "JMLR", "1929–1958"),
    "JMLR 15(56):1935–1958": ("", "JMLR", "1935–1958"),
    "Oikos 15, 2014, 1929–1958": ("2014", "Oikos", "1929–1958"),
}
OTHERS = [
    ", Ada Quill, Virginia Rook, 2015",
    ", Ada Quill, Georgia, 2015",
    ", Quill, Rook, Sand, 2015",
    ", Ada Quill, University of Sydney, Australia, 2015",
    ", J. Ba, Italy, 2015",
    ", Ada Quill, 5 May 2015",
    ", Moss Review, May 2015",
]


def read_one(text: str) -> Cited:
    found = read_citation(divide(parse(text)).first)
    assert found is not None, text
    return found


def people(cited: Cited) -> list[str]:
    names = cited.authors
    return names if isinstance(names, list) else names.replace(" &", ",").replace(" and", ",").split(", ")  # fmt: skip


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize("names", NAMES)
def test_the_place_of_a_meeting_is_nobody_and_no_venue(names: str, held: str) -> None:
    found = read_one(f"{LINK}, {names}, {held}")
    assert [each.replace("et al", "et al.").replace("..", ".") for each in people(found)] == NAMES[names]  # fmt: skip
    assert (found.venue, found.year) == ("", "2015")
    inner = read_one(f"{LINK}, {names}, ICML, {held}")
    assert (inner.venue, inner.year) == ("ICML", "2015")


@pytest.mark.parametrize("text", OTHERS)
def test_people_and_dates_are_no_meeting(text: str) -> None:
    assert without_meeting(text) == text


@pytest.mark.parametrize("place", PAGES)
def test_pages_are_no_year(place: str) -> None:
    year, venue, pages = PAGES[place]
    for text in (f"{LINK}, {place} (Quill, Rook, Sand)", f"{LINK}, Quill, Rook, Sand, {place}"):
        found = read_one(text)
        assert (found.year, found.venue, found.numbers["pages"]) == (year, venue, pages)
        assert found.authors == ["Quill", "Rook", "Sand"]


@pytest.mark.parametrize("place", ["JRSS B 58, 2014, 267–288", "Oikos 58(1):267–288, 2014", "Phys. Rev. B 58, 267 (2014)"])  # fmt: skip
@pytest.mark.parametrize("stop", [". ", ", "])
def test_one_family_name_is_the_author_in_front_of_volume_and_pages(stop: str, place: str) -> None:
    found = read_one(f"{LINK}. Tibshirani{stop}{place}")
    assert (found.authors, found.venue) == (["Tibshirani"], place.partition(" 58")[0])
    venue = read_one(f"{LINK}. Springer{stop}LNCS 58, 2014, 267–288")
    assert not venue.authors


@pytest.mark.parametrize("text", ["Quill, JRSS B, 2014", "Quill. JRSS B, 2014", "Quill et al., JRSS B, 2014", "A. Quill, JRSS B, 2014"])  # fmt: skip
def test_the_acronym_of_a_journal_is_nobody(text: str) -> None:
    found = read_one(f"{LINK}, {text}")
    assert "JRSS" not in str(found.authors)
    assert (found.venue, found.year) == ("JRSS B", "2014")
