"""Keys of JSON: those that say the same are read alike, and what sounds like a field and is not read is reported."""

import io
import json
from typing import Any

import pytest
from conftest import Run

from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.dumps.input.files import Found, open_dump
from papercli.dumps.json.unread_keys import unread_keys
from papercli.dumps.reading import read_detected

PAPER: dict[str, Any] = {"title": "A title of a paper", "authors": ["Ann Lee"], "year": 2015}


def record_of(**fields: object) -> Record:
    dump = io.StringIO(json.dumps(fields) + "\n")
    (found,) = format_named("jsonl").read(dump)
    assert isinstance(found, Record)
    return found


SAME: dict[str, list[tuple[str, object]]] = {
    "authors": [
        ("authorList", "Ann Lee, Bo Chen"),
        ("author_list", ["Ann Lee", "Bo Chen"]),
        ("Author(s)", "Lee A; Chen B"),
        ("authorNames", ["Ann Lee", "Bo Chen"]),
        ("authors", {"1": "Ann Lee", "2": "Bo Chen"}),
        ("authors", {"2": "Bo Chen", "1": "Ann Lee"}),
        ("authors", {"0": {"firstName": "Ann", "lastName": "Lee"}, "1": {"name": "Bo Chen"}}),
    ],
    "venue": [
        ("journalName", "Moths"),
        ("journal_name", "Moths"),
        ("venueName", "Moths"),
        ("publishedIn", "Moths"),
        ("container-title-short", "Moths"),
        ("journalAbbreviation", "Moths"),
        ("venue", {"name": "Moths", "type": "journal"}),
        ("publication", {"journal": "Moths", "year": 2015}),
        ("journal", {"title": "Moths", "volume": 12}),
    ],
    "issue": [("iss", "3"), ("issueNo", 3), ("issue_number", "3"), ("number", 3)],
    "volume": [("vol", "12"), ("volumeNumber", 12), ("Volume", "Vol. 12")],
    "pages": [
        ("pages", {"first": 436, "last": 444}),
        ("pages", {"start": "436", "end": "444"}),
        ("pages", {"from": 436, "to": 444}),
        ("pageNumbers", "436-44"),
        ("pages", "436–444"),
    ],
    "doi": [
        ("ids", {"doi": "10.1000/x"}),
        ("externalIds", {"DOI": "10.1000/x"}),
        ("externalIds", ["doi:10.1000/x"]),
        ("identifiers", {"doi": "10.1000/x"}),
        ("external_ids", ["pmid:12345", "doi:10.1000/x"]),
        ("doiUrl", "https://doi.org/10.1000/x"),
    ],
    "date": [
        ("date_published", "2015-05-28"),
        ("datePublished", "2015-05-28T00:00:00Z"),
        ("published", {"year": 2015, "month": 5, "day": 28}),
        ("published", {"year": "2015", "month": "May", "day": "28"}),
        ("published-print", {"date-parts": [[2015, 5, 28]]}),
        ("publishedOn", "28 May 2015"),
    ],
}
EXPECTED: dict[str, object] = {
    "venue": "Moths",
    "issue": "3",
    "volume": "12",
    "pages": "436-444",
    "doi": "10.1000/x",
    "date": "2015-05-28",
}


@pytest.mark.parametrize(
    ("field", "key", "value"),
    [(field, key, value) for field, known in SAME.items() for key, value in known],
)
def test_keys_that_say_the_same_are_read_alike(field: str, key: str, value: object) -> None:
    rest = {name: held for name, held in PAPER.items() if field != name}
    record = record_of(**(rest | {key: value}))
    if field == "authors":
        assert [name.split()[-1] for name in record.authors] == ["Lee", "Chen"]
    else:
        assert getattr(record, field) == EXPECTED[field]
    assert record.unread == ()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("startPage", "endPage"),
        ("Start Page", "End Page"),
        ("first_page", "last_page"),
        ("pageStart", "pageEnd"),
        ("page_first", "page_last"),
    ],
)
def test_pages_that_stand_apart_are_a_range(first: str, last: str) -> None:
    assert record_of(**PAPER, **{first: "436", last: "444"}).pages == "436-444"
    assert record_of(**PAPER, **{first: 436, last: 44}).pages == "436-444"
    assert record_of(**PAPER, **{first: "436"}).pages == "436"
    assert record_of(**PAPER, **{first: "1", "pages": "436-444"}).pages == "436-444"


@pytest.mark.parametrize(
    ("title", "below", "whole"),
    [
        ("On cats", "a study", "On cats: a study"),
        ("What is a cat?", "A study", "What is a cat? A study"),
        ("On cats: a study", "A study", "On cats: a study"),
        ("On cats", "", "On cats"),
    ],
)
def test_a_subtitle_is_part_of_the_title(title: str, below: str, whole: str) -> None:
    rest = {name: value for name, value in PAPER.items() if name != "title"}
    assert record_of(**rest, title=title, subtitle=below).title == whole
    assert record_of(**rest, title=[title]).title == title


@pytest.mark.parametrize("others", [["Katzen"], ["Katzen", "Les chats"], ["on their naming"]])
def test_other_titles_in_a_list_are_no_part_of_the_first_and_reported(others: list[str]) -> None:
    rest = {name: value for name, value in PAPER.items() if name != "title"}
    record = record_of(**rest, title=["On cats", *others])
    assert (record.title, record.unread) == ("On cats", ("further titles",))
    assert record_of(**rest, title=["On cats"]).unread == ()


READ_NOT = [
    "journalOfRecord",  # ends in no name of a field
    "authorIds",
    "journalIssn",
    "numPages",
    "homePage",
    "pageCount",
    "yearlyCitations",
    "correspondingAuthor",
    "webpage",
    "volumeUnit",
    "abstractUrl",
    "score",
]
SOUND_LIKE = [
    "firstYear",
    "Journal full title",
    "leadAuthor",
    "articleDoi",
    "paper_abstract",
    "print_pages",
    "proceedingsName",
    "host_journal",
]


@pytest.mark.parametrize("key", SOUND_LIKE)
def test_a_key_that_sounds_like_a_field_and_is_not_read_is_reported(key: str) -> None:
    assert unread_keys({"title": "A", key: "x"}) == (key,)
    assert unread_keys({"title": "A", key: None}) == ()


@pytest.mark.parametrize("key", READ_NOT)
def test_other_keys_are_nobodys_business(key: str) -> None:
    assert unread_keys({"title": "A", key: "x"}) == ()


def test_keys_that_were_not_kept_are_named_once(papers: Run, tmp_path: Any) -> None:
    dump = tmp_path / "list.jsonl"
    row = {**PAPER, "hostJournal": "Moths"}
    dump.write_text("".join(json.dumps(row | {"title": f"A title {n}"}) + "\n" for n in range(3)))
    code, _, err = papers("ingest", str(dump))
    assert (code, err.count("not kept: hostJournal (3 papers)")) == (0, 1)


CROSSREF: dict[str, Any] = {
    "DOI": "10.1000/x",
    "title": ["On cats"],
    "container-title": ["Moths"],
    "author": [{"given": "Ann", "family": "Lee", "sequence": "first"}],
    "issued": {"date-parts": [[None]]},
}
FULL: dict[str, tuple[dict[str, Any], str, object]] = {
    "type": ({"type": "journal-article"}, "type", "article-journal"),
    "number": ({"article-number": "061102"}, "pages", "061102"),
    "print": ({"published-print": {"date-parts": [[1975, 11]]}}, "date", "1975-11"),
    "online": ({"published-online": {"date-parts": [[1975]]}}, "year", 1975),
    "subtitle": ({"subtitle": ["A study"]}, "title", "On cats: A study"),
}


@pytest.mark.parametrize("name", FULL)
@pytest.mark.parametrize("around", [None, "work", "list"])
def test_works_of_crossref_are_read_whole_though_few_keys_were_asked_for(
    name: str, around: str | None
) -> None:
    more, field, expected = FULL[name]
    work: dict[str, Any] = CROSSREF | more
    answer: object = {
        "work": {"status": "ok", "message-type": "work", "message": work},
        "list": {"status": "ok", "message-type": "work-list", "message": {"items": [work]}},
        None: work,
    }[around]
    text = json.dumps(answer, indent=1)
    with open_dump(Found("-", stream=io.BytesIO(text.encode()))) as dump:
        (record,) = read_detected(dump)[1]
    assert isinstance(record, Record)
    assert (getattr(record, field), record.venue) == (expected, "Moths")


def test_what_is_in_the_bin_of_paperpile_is_reported() -> None:
    papers = [
        {"pubtype": "PP_ARTICLE", "title": f"A title {n}", "kind": "Journal Article", "trashed": n}
        for n in (0, 1)
    ]
    kept, binned = format_named("paperpile").read(io.StringIO(json.dumps(papers)))
    assert isinstance(kept, Record)
    assert not isinstance(binned, Record)
    assert binned.reason == "in Paperpile's bin"
