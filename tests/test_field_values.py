"""Values that came damaged, or in another shape than the usual, mean what they were before."""

import io
import json
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record
from papercli.dumps.fields import read_fields
from papercli.dumps.formats import format_named
from papercli.dumps.mojibake import mended
from papercli.dumps.values import read_date, read_pages, read_year


def record_of(**fields: object) -> Record:
    record = read_fields({"title": "Moths of the Moor", **fields}, 1)
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (820454400, "1996-01-01"),
        ("1700000000", "2023-11-14"),
        (1700000000000, "2023-11-14"),
        (20200305, "2020-03-05"),
        (123456789, None),
        (9781234567, None),
        (4102444800, None),
    ],
)
def test_seconds_since_1970_are_a_date_but_no_year(value: object, date: str | None) -> None:
    assert read_date(value) == date
    if len(str(value)) > 8:
        assert read_year(value) is None


@pytest.mark.parametrize("low", [1, 5, 9, 12])
@pytest.mark.parametrize("high", [10, 13, 31, 99])
def test_pages_that_a_spreadsheet_took_for_days_are_pages(low: int, high: int) -> None:
    """It shows the first number as a month, or, where days come first, the second."""
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    shown = [f"{high}-{months[low - 1]}", f"{months[low - 1]}-{high}"]
    shown += [f"{low}-{months[high - 1]}"] if high <= 12 else []
    expected = f"{min(low, high)}-{max(low, high)}"
    assert [read_pages(each) for each in shown] == [expected] * len(shown)


@pytest.mark.parametrize("pages", ["1-9", "e12-e15", "Suppl-3", "Jan", "12-Janu", "S1-S9"])
def test_other_pages_stay_as_they_are(pages: str) -> None:
    assert read_pages(pages) == pages


def test_the_object_of_a_journal_holds_volume_issue_and_pages() -> None:
    journal = {"name": "Moth Letters", "volume": 3, "number": "4", "pages": "1--9"}
    record = record_of(journal=journal)
    assert (record.venue, record.volume, record.issue, record.pages) == (
        "Moth Letters",
        "3",
        "4",
        "1-9",
    )
    assert record_of(journal=journal, volume="7").volume == "7"


@pytest.mark.parametrize(
    ("volume", "issue", "expected"),
    [
        ("12(3)", None, ("12", "3")),
        ("12 (3-4)", None, ("12", "3-4")),
        ("12(3)", "5", ("12(3)", "5")),
        ("LNCS 12", None, ("LNCS 12", None)),
        ("12(Suppl)", None, ("12", "Suppl")),
    ],
)
def test_an_issue_behind_a_volume_is_one(
    volume: str, issue: str | None, expected: tuple[str, str | None]
) -> None:
    record = record_of(volume=volume, issue=issue)
    assert (record.volume, record.issue) == expected


@pytest.mark.parametrize(
    ("venue", "fields", "year"),
    [
        ("Nature 574, 505-510 (2019)", {}, 2019),
        ("Phys. Rev. Lett. 12, 34 (2018)", {"date": "2017-03-01"}, 2017),
        ("Phys. Rev. Lett. 12, 34 (2018)", {"year": 2016}, 2016),
        ("Moth Letters (2999)", {}, None),
        ("Moth Letters (Bergen)", {}, None),
    ],
)
def test_the_year_behind_a_venue_counts_where_there_is_no_other(
    venue: str, fields: dict[str, object], year: int | None
) -> None:
    assert record_of(venue=venue, **fields).year == year


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("MÃ¼ller and FranÃ§ois", "Müller and François"),
        ("The mothâ€™s wing â€“ a study", "The moth’s wing – a study"),
        ("РњСѓС…Рё Р±РѕР»РѕС‚Р°", "Мухи болота"),
        ("StraÃŸe", "Straße"),
        ("Erdős and MÃ¼ller, a démonstration", "Erdős and Müller, a démonstration"),
    ],
)
def test_letters_that_were_decoded_wrongly_are_mended(bad: str, good: str) -> None:
    lines = json.dumps({"title": bad, "abstract": f"On {bad}.", "authors": [f"Ada {bad}"]})
    (record,) = format_named("jsonl").read(io.StringIO(lines))
    assert isinstance(record, Record)
    found = mended(record)
    assert (found.title, found.abstract) == (good, f"On {good}.")
    assert good.split(maxsplit=1)[0] in found.authors[0]


@pytest.mark.parametrize(
    "text",
    [
        "SÃO PAULO",
        "«CAFÉ»",
        "IRMû",
        "château",
        "Ünïvërsïty",
        "Мухи болота",
        "Erdős",
        "10 °C",
        "深層学習",
    ],
)
def test_letters_that_are_right_stay(text: str) -> None:
    assert mended(record_of(abstract=text)).abstract == text


@pytest.mark.parametrize("title", ["Untitled", "untitled document 3", "(untitled)", "[no title]"])
def test_what_says_that_there_is_no_title_is_none(title: str) -> None:
    assert not isinstance(read_fields({"title": title, "authors": "Ann Doe"}, 1), Record)
    assert isinstance(read_fields({"title": "Untitled Moths"}, 1), Record)


@pytest.mark.parametrize(
    ("doi", "kept", "incomplete"),
    [
        ("10.1000/moths", "10.1000/moths", 0),
        ("https://doi.org/10.1000/moths", "10.1000/moths", 0),
        ("10.1/moths", None, 1),
        ("10.1000", None, 1),
        ("doi:10.12 moths", None, 1),
        ("pending", None, 0),
        ("n/a", None, 0),
        ("", None, 0),
    ],
)
def test_a_doi_that_cannot_be_read_is_told(
    papers: Run, tmp_path: Path, doi: str, kept: str | None, incomplete: int
) -> None:
    dump = tmp_path / "a.csv"
    dump.write_text(f"title,authors,doi\nMoths of the Moor,Ann Doe,{doi}\n", "utf-8")
    _, out, said = papers("ingest", dump)
    assert json.loads(papers("list", "--json")[1])[0]["doi"] == kept
    assert ("1 incomplete" in out) == bool(incomplete)
    assert (
        f"a.csv:2: incomplete: DOI '{doi}' cannot be read; the paper is kept without it" in said
    ) == bool(incomplete)
