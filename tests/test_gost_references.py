"""References as GOST has them: two slashes end the title, in every language and with or without dashes."""

import io

import pytest

from papercli.dumps.base import Record
from papercli.dumps.references.gost import read_gost
from papercli.dumps.references.reference import read_reference
from papercli.dumps.references.references import read, sniff

AUTHORS = {
    "Квилл А. Б.": ("А. Б. Квилл",),
    "Квилл А.Б., Рук Ю. В.": ("А. Б. Квилл", "Ю. В. Рук"),
    "Квилл, А. Б.": ("А. Б. Квилл",),
    "Quill A. B., Rook C.": ("A. B. Quill", "C. Rook"),
    "O'Neil A., Smith-Jones B., Sand C.": ("A. O'Neil", "B. Smith-Jones", "C. Sand"),
}
PLACES = [
    "Журнал мха. — 2014. — Т. 7, № 3. — С. 81–97.",
    "Журнал мха. – 2014. – Т. 7, вып. 3. – С. 81–97",
    "Журнал мха. 2014. Т. 7. № 3. С. 81–97.",
    "Журнал мха. — 2014. — Vol. 7, no. 3. — P. 81–97. — DOI: 10.1234/moss.1.",
]
OTHERS = [
    "Quill A. B. Moss on walls. http://example.org // a remark",
    "Moss // walls and more",
    "Quill A. Moss // Journal of Moss",
    "Quill A. B. Moss on walls. Journal of Moss. 2014. Vol. 7. P. 81-97.",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("title", ["Рост мха на стенах", "Slow growth. Moss on walls"])
@pytest.mark.parametrize("authors", AUTHORS)
def test_two_slashes_end_a_title(authors: str, title: str, place: str) -> None:
    text = "".join(f"{number}. {authors} {title} // {place}\n" for number in (1, 2, 3))
    assert sniff(text) > 0.5
    for each in read(io.StringIO(text)):
        assert isinstance(each, Record)
        assert (each.title, each.authors, each.year) == (title, AUTHORS[authors], 2014)
        assert (each.venue, each.volume, each.issue, each.pages) == (
            "Журнал мха",
            "7",
            "3",
            "81-97",
        )


def test_those_who_are_named_again_behind_a_title_are_no_part_of_it() -> None:
    found = read_gost("Квилл, А. Б. Рост мха / А. Б. Квилл // Журнал мха. – 2014. – № 3. – С. 81–97.")  # fmt: skip
    assert found is not None
    assert found.title == "Рост мха"


@pytest.mark.parametrize("text", OTHERS)
def test_other_slashes_are_no_such_reference(text: str) -> None:
    assert read_gost(text) is None
    read_reference(text)
