"""ADS's tagged text: the tags of Refer, some of which mean something else there."""

import io

import pytest

from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.dumps.journal_reference import read_journal_reference

ADS = """Query Results from the ADS Database


Retrieved 1 abstracts, starting with number 1.  Total number selected: 1.

%R {key}
%T A title of a paper
%A Roe, A. B.; Poe, C.
%F AA(Somewhere), AB(Elsewhere)
%J {journal}
%V {volume}
%D {date}
%P {first}
%L {last}
%U http://adsabs.harvard.edu/abs/{key}
%Y DOI: 10.1000/x1; eprintid: arXiv:1602.03837
%B On a day in autumn two detectors of moths
observed a moth.
"""
GIVEN = {
    "key": "1905AnP...322..891E",
    "journal": "Annalen der Physik, vol. 322, Issue 10, pp.891-921",
    "volume": "322",
    "date": "09/1905",
    "first": "891",
    "last": "921",
}


def record_of(text: str) -> Record:
    (found,) = format_named("enw").read(io.StringIO(text))
    assert isinstance(found, Record)
    return found


def test_every_tag_of_ads_is_read_as_it_is_meant_there() -> None:
    record = record_of(ADS.format(**GIVEN))
    assert record.authors == ("A. B. Roe", "C. Poe")
    assert (record.venue, record.volume, record.issue) == ("Annalen der Physik", "322", "10")
    assert (record.pages, record.year, record.date) == ("891-921", 1905, "1905-09")
    assert (record.doi, record.arxiv, record.key) == ("10.1000/x1", "1602.03837", GIVEN["key"])
    assert record.abstract == "On a day in autumn two detectors of moths observed a moth."


@pytest.mark.parametrize(
    ("changed", "pages", "year"),
    [
        ({"journal": "Moths", "date": "00/1905"}, "891-921", 1905),
        ({"journal": "Moths", "date": "1905", "last": ""}, "891", 1905),
        ({"journal": "Moths, Volume 322, id.000891", "last": ""}, "000891", 1905),
        ({"journal": "Moths, Volume 322, Issue 1, id.A7", "first": "7", "last": ""}, "7", 1905),
    ],
)
def test_what_ads_leaves_out_is_taken_from_the_journal(
    changed: dict[str, str], pages: str, year: int
) -> None:
    record = record_of(ADS.format(**(GIVEN | changed)))
    assert (record.pages, record.year, record.volume) == (pages, year, "322")


def test_without_such_a_key_the_tags_are_those_of_endnote() -> None:
    text = "%0 Book Section\n%T A title\n%A Roe, A.\n%B A book of moths\n%D 1999\n%F key1\n%R 10.1000/x\n%L QH 1\n"
    record = record_of(text)
    assert (record.venue, record.key, record.doi) == ("A book of moths", "key1", "10.1000/x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moths, vol. 322, Issue 10, pp.891-921", ("Moths", "322", "10", "891-921", None)),
        ("Moths, Volume 116, Issue 6, id.061102", ("Moths", "116", "6", "061102", None)),
        ("Moths, Volume 641, id.A6, 67 pp.", ("Moths", "641", None, "A6", None)),
        ("Moths, v.330, p.1109-1119 (1998)", ("Moths", "330", None, "1109-1119", "1998")),
        ("Moths, Volume 12, Issue 3, article id. 45", ("Moths", "12", "3", "45", None)),
        ("Moths, Volume 393, Issue 6684, pp. 440-442 (1998).", ("Moths", "393", "6684", "440-442", "1998")),
    ],
)  # fmt: skip
def test_a_journal_as_ads_writes_it(text: str, expected: tuple[str | None, ...]) -> None:
    assert read_journal_reference(text) == expected
