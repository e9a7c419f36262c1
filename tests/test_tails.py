"""What stands behind linked titles in reading lists: family names alone, venues without a year, remarks of a reader."""

import io
from types import ModuleType

import pytest

from papercli.dumps.base import Record, Skipped
from papercli.dumps.markdown import awesome, checklist, markdown
from papercli.dumps.markdown.leftovers import REPORT
from papercli.dumps.references.parts import Reference
from papercli.dumps.references.reference import read_reference

URL = "https://arxiv.org/abs/2101.00001"
READERS = pytest.mark.parametrize("reader", [markdown, awesome], ids=["markdown", "awesome"])
REMARKS = ["ask Tom", "read again", "must read!", "Worth a look", "Ask Tom", "for the talk on moss"]
VENUES = ["Numerische Mathematik", "Annals of Moss", "Physica Scripta", "Journal of Wall Studies", "Revista de Musgos"]  # fmt: skip


def read(line: str, reader: ModuleType) -> tuple[Record, list[str]]:
    found = list(reader.read(io.StringIO(line + "\n")))
    (record,) = (each for each in found if isinstance(each, Record))
    return record, [each.reason for each in found if isinstance(each, Skipped)]


@READERS
@pytest.mark.parametrize("year", ["1958 - ", "1958: ", "1958 – ", "(1958) ", "**1958** "])
@pytest.mark.parametrize(
    ("tail", "authors", "venue"),
    [
        (", Rosenblatt", ("Rosenblatt",), None),
        (" - van der Berg", ("van der Berg",), None),
        (" – Quill, Rook, Sand", ("Quill", "Rook", "Sand"), None),
        (" – Quill, Rook", ("Quill", "Rook"), None),
        (" – Nature", (), None),
        (" - classic", (), None),
        (" - Classic", (), None),
        (", Germany", (), None),
        (" – Segmentation", (), None),
        (" – Numerische Mathematik", (), "Numerische Mathematik"),
    ],
)
def test_family_names_alone_are_authors_where_a_year_leads(
    tail: str, authors: tuple[str, ...], venue: str | None, year: str, reader: ModuleType
) -> None:
    record, _ = read(f"- {year}[Slow moss on walls]({URL}){tail}", reader)
    assert (record.title, record.authors, record.year) == ("Slow moss on walls", authors, 1958)
    assert record.venue in {venue, "Nature"}


@READERS
@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize("venue", VENUES)
@pytest.mark.parametrize("names", ["", " – Ada Quill, Ben Rook"])
def test_a_remark_behind_a_venue_is_no_part_of_it(
    names: str, venue: str, remark: str, reader: ModuleType
) -> None:
    record, told = read(f"- [Slow moss on walls]({URL}){names} – {venue} – {remark}", reader)
    assert (record.venue, bool(record.authors)) == (venue, bool(names))
    assert told == [REPORT]


@pytest.mark.parametrize("remark", [each for each in REMARKS if each != "Ask Tom"])
def test_so_it_is_behind_a_title_in_bold(remark: str) -> None:
    line = f"- [ ] *Quill, A.* (1959) **Slow moss on walls** – Numerische Mathematik – {remark}"
    record, told = read(line, checklist)
    assert (record.venue, record.year) == ("Numerische Mathematik", 1959)
    assert told == [REPORT]


def test_the_second_half_of_a_venue_is_no_remark() -> None:
    line = "- [ ] *Quill, A.* (1959) **Slow moss on walls** – Zeitschrift für Physik A – Hadrons and Nuclei"
    assert read(line, checklist)[0].venue == "Zeitschrift für Physik A – Hadrons and Nuclei"


@pytest.mark.parametrize("between", [" ", ". ", ", ", " – "])
def test_a_linked_title_in_a_reference_ends_where_its_link_does(between: str) -> None:
    found = read_reference(f"Quill, A. and Rook, B. (1999). [Slow moss on walls]({URL}){between}Annals of Moss – ask Tom")  # fmt: skip
    assert isinstance(found, Reference)
    assert (found.title, found.venue) == ("Slow moss on walls", "Annals of Moss")


@pytest.mark.parametrize(
    ("cited", "authors", "venue"),
    [
        ("Sand, *Moss Review*, 2014", ("Sand",), "Moss Review"),
        ("Sand & Hart, *Moss Review*, 2014", ("Sand", "Hart"), "Moss Review"),
        ("Sand et al., *Moss Review* 2014", ("Sand",), "Moss Review"),
        ("Sand, *OUP*, 2014", ("Sand",), "OUP"),
        ("Sand, OUP, 2014", ("Sand",), "OUP"),
    ],
)
def test_a_venue_in_brackets_is_no_author(cited: str, authors: tuple[str, ...], venue: str) -> None:
    record, _ = read(f"- **Slow moss on walls** ({cited})", awesome)
    assert (record.authors, record.venue, record.year) == (authors, venue, 2014)
