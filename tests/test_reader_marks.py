import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.dumps.reader_marks import of_reader, read_note
from papercli.dumps.reader_names import read_status

Marked = list[tuple[str, str | None, str, list[str], bool]]
PAPERS: list[dict[str, Any]] = [
    {
        "title": "Layers of Invented Units",
        "authors": ["Jane Doe"],
        "year": 2020,
        "note": "Read again;\nsee <section 3>, 50% & $a^2$",
        "status": "reading",
        "tags": ["to cite", "graphs"],
        "starred": True,
    },
    {
        "title": "A Second Invented Paper",
        "authors": ["Sam Birch"],
        "year": 2021,
        "note": "-not a formula",
        "status": "read",
        "tags": ["one, with a comma", "two"],
        "starred": False,
    },
    {"title": "A Paper without Notes", "authors": ["Tom Cedar"], "year": 2022},
]


def read_one(text: str, name: str) -> Record:
    (record,) = format_named(name).read(io.StringIO(text))
    assert isinstance(record, Record)
    return record


def marked(papers: Run, library: Path) -> Marked:
    _, out, _ = papers("list", "--json", "--library", str(library))
    found = (
        (each["title"], each["note"], each["status"], each["tags"], each["starred"])
        for each in json.loads(out)
    )
    return sorted(found)


@pytest.fixture
def noted(papers: Run, tmp_path: Path) -> Path:
    lines = "".join(json.dumps(each) + "\n" for each in PAPERS)
    (tmp_path / "dump.jsonl").write_text(lines, encoding="utf-8")
    papers("ingest", str(tmp_path / "dump.jsonl"), "--library", str(tmp_path / "one"))
    for at, paper in enumerate(PAPERS[:2]):
        star = ["--star"] if paper["starred"] else []
        tags = [f"--tag={tag}" for tag in paper["tags"]] if at == 0 else []
        papers(
            "mark",
            paper["title"],
            f"--status={paper['status']}",
            *star,
            *tags,
            "--library",
            str(tmp_path / "one"),
        )
    return tmp_path


def test_csv_of_this_program_brings_back_notes_tags_and_status(papers: Run, noted: Path) -> None:
    expected = marked(papers, noted / "one")
    assert {each[1] for each in expected} == {PAPERS[0]["note"], PAPERS[1]["note"], None}
    for command in (
        ("list", "--csv"),
        ("export", "--format", "csv"),
        ("search", "Invented OR Notes", "--csv"),
    ):
        _, out, _ = papers(*command, "--library", str(noted / "one"))
        (noted / "out.csv").write_text(out, encoding="utf-8")
        library = noted / command[0]
        code, _, said = papers("ingest", str(noted / "out.csv"), "--library", str(library))
        assert (code, said) == (0, "")
        assert marked(papers, library) == expected


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris", "csl-json", "markdown", "html"])
def test_exports_with_notes_are_read_back_with_them(papers: Run, noted: Path, name: str) -> None:
    _, out, _ = papers(
        "export", "--format", name, "--with", "note,tags", "--library", str(noted / "one")
    )
    (noted / "out").write_text(out, encoding="utf-8")
    papers("ingest", str(noted / "out"), "--library", str(noted / "two"))
    notes = {each[0]: (each[1] or "").split() for each in marked(papers, noted / "two")}
    assert notes == {each["title"]: (each.get("note") or "").split() for each in PAPERS}


@pytest.mark.parametrize(
    ("column", "cell", "note"),
    [
        ("Notes", "Good.", "Good."),
        ("my thoughts", "Good.", "Good."),
        ("COMMENTS", "Good.", "Good."),
        ("Anmerkungen", "Gut.", "Gut."),
        ("Remarques", "Bien.", "Bien."),
        ("备注", "好", "好"),
        ("備考", "良い", "良い"),
        ("Notes", "<p>One</p><ul><li>two</li></ul>", "One\ntwo"),
        ("Notes", "a < b > c", "a < b > c"),
    ],
)
def test_columns_of_notes_are_known(column: str, cell: str, note: str) -> None:
    record = read_one(f'Title,Authors,Year,{column}\nA Title,Jane Doe,2020,"{cell}"\n', "csv")
    assert (record.note, record.unread) == (note, ())


@pytest.mark.parametrize(
    ("column", "cell", "status"),
    [
        ("Status", "Not started", "unread"),
        ("Status", "In progress", "reading"),
        ("Reading status", "✅ Done", "read"),
        ("状态", "已读", "read"),
        ("Read", "yes", "read"),
        ("Read?", "no", "unread"),
        ("Gelesen", "x", "read"),
        ("Read", "[x]", "read"),
        ("Read", "⬜", "unread"),
        ("Status", "☑", "read"),
        ("Status", "[ ]", "unread"),
        ("Statut", "À lire", "unread"),
    ],
)
def test_columns_of_reading_status_are_known(column: str, cell: str, status: str) -> None:
    record = read_one(f"Title,Authors,Year,{column}\nA Title,Jane Doe,2020,{cell}\n", "csv")
    assert (record.status, record.unread) == (status, ())


def test_notes_in_several_columns_are_all_kept() -> None:
    text = "Title;Authors;Year;Notes;Comments\nA Title;Jane Doe;2020;One.;Two.\n"
    assert read_one(text, "csv").note == "One.\nTwo."


def test_comments_of_arxiv_are_the_authors() -> None:
    text = "id,submitter,authors,title,comments\n0704.0001,X,Jane Doe,A Title,12 pages\n"
    record = read_one(text, "csv")
    assert (record.note, record.unread) == (None, ())


def test_columns_that_are_not_kept_are_reported_once(papers: Run, tmp_path: Path) -> None:
    rows = "".join(f"Title Number {n},Jane Doe,2020,5,,Springer,Shelved,\n" for n in range(3))
    dump = tmp_path / "mine.csv"
    dump.write_text(f"Title,Authors,Year,Rating,Mood,Publisher,Status,#\n{rows}", encoding="utf-8")
    _, _, said = papers("ingest", str(dump))
    assert said == (
        "papers: mine.csv: columns not kept: Rating (3 papers), Status (3, such as 'Shelved'); "
        "`--column note=NAME` keeps one as a note\n"
    )
    _, out, _ = papers("ingest", "--column", "note=Rating", "--json", str(dump))
    assert json.loads(out)["updated"] == 0  # the same dump was seen before


def test_a_column_is_kept_as_a_note_if_the_reader_says_so(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "mine.csv"
    dump.write_text("Title,Authors,Year,Mood\nA Title,Jane Doe,2020,gloomy\n", encoding="utf-8")
    _, _, said = papers("ingest", str(dump), "--column", "note=Mood")
    _, out, _ = papers("list", "--json")
    assert (said, json.loads(out)[0]["note"]) == ("", "gloomy")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ris", "TY  - JOUR\nTI  - A Title\nN1  - Export Date: 1 May 2020\nN1  - Mine.\nER  - \n"),
        ("ris", "TY  - JOUR\nTI  - A Title\nRN  - Mine.\nER  - \n"),
        ("enw", "%0 Journal Article\n%T A Title\n%Z Mine.\n"),
        ("bibtex", "@misc{k, title = {A Title}, annote = {Mine.}}"),
        ("bibtex", "@misc{k, title = {A Title}, comment-ada = {Mine.}}"),
        ("csl-json", '[{"id": "k", "type": "article", "title": "A Title", "annote": "Mine."}]'),
        ("jsonl", '{"title": "A Title", "authors": ["Jane Doe"], "year": 2020, "notes": "Mine."}'),
        (
            "zotero",
            (
                '[{"data": {"key": "B", "itemType": "note", "parentItem": "A", "note": "<p>Mine.</p>"}},'
                '{"data": {"key": "A", "itemType": "journalArticle", "title": "A Title"}}]'
            ),
        ),
        (
            "zotero",
            '{"items": [{"itemType": "journalArticle", "title": "A Title", "notes": [{"note": "Mine."}]}]}',
        ),
        (
            "endnote-xml",
            (
                "<xml><records><record><titles><title>A Title</title></titles>"
                "<research-notes>Mine.</research-notes></record></records></xml>"
            ),
        ),
    ],
)
def test_notes_of_reference_managers_are_kept(name: str, text: str) -> None:
    assert read_one(text, name).note == "Mine."


@pytest.mark.parametrize(
    "text",
    [
        "Cited By :12",
        "Export Date: 14 March 2024",
        "arXiv:1703.06114 [cs.LG]",
        "more authors",
        "Copyright - Invented Press",
        "Correspondence Address: Doe, J.",
        "Date created - 2012-01-01",
    ],
)
def test_what_databases_write_is_no_note(text: str) -> None:
    assert of_reader([text]) == []
    assert of_reader([f"I think {text}"]) != []


def test_the_read_status_of_other_programs_is_known() -> None:
    entry = "@misc{{k, title = {{A Title}}, {}}}"
    read: Callable[[str], str] = lambda field: read_one(entry.format(field), "bibtex").status  # noqa: E731
    assert (read("readstatus = {skimmed}"), read("read = {1}")) == ("reading", "read")
    assert read_status("published") is None
    assert read_note(["", " ", None]) is None


def test_tables_in_markdown_have_notes_and_status() -> None:
    rows = (
        "| A Title of It | Jane Doe | 2020 | read | Good. |\n| B Title | Sam Birch | 2021 | | - |\n"
    )
    text = f"| Title | Authors | Year | Status | My notes |\n|---|---|---|---|---|\n{rows}"
    found = list(format_named("awesome").read(io.StringIO(text)))
    assert [(each.status, each.note) for each in found if isinstance(each, Record)] == [
        ("read", "Good."),
        ("unread", None),
    ]


KEYS: list[tuple[dict[str, object], str, str | None]] = [
    ({"status": "Read", "notes": "a classic\nof moths"}, "read", "a classic\nof moths"),
    ({"read": True}, "read", None),
    ({"is_read": "yes", "my notes": "good"}, "read", "good"),
    ({"Reading Status": "in progress", "Thoughts": "long"}, "reading", "long"),
    ({"status": "published", "read": False}, "unread", None),
    ({"notes": "notes.md"}, "unread", None),
    ({"notes": ["first", "second"]}, "unread", "first\nsecond"),
    ({"Anmerkungen": "gut", "gelesen": "ja"}, "read", "gut"),
    ({"read": False, "status": "reading"}, "reading", None),
    ({"read": 1}, "read", None),
    ({"comments": "12 pages, 3 figures"}, "unread", None),
]


@pytest.mark.parametrize(("keys", "status", "note"), KEYS)
@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_keys_of_json_and_yaml_say_what_a_reader_wrote(
    papers: Run, tmp_path: Path, name: str, keys: dict[str, object], status: str, note: str | None
) -> None:
    record = {"title": "Moths of the Moor", "authors": ["Ada Eriksen"], "year": 2001, **keys}
    (tmp_path / name).write_text(json.dumps([record]), "utf-8")  # which is YAML, too
    assert papers("ingest", "--format", name[2:], tmp_path / name)[0] == 0
    (moths,) = json.loads(papers("list", "--json")[1])
    assert (moths["status"], moths["note"]) == (status, note)


def test_a_status_of_trials_or_manuscripts_is_not_a_readers() -> None:
    rows = "One Title,Jane Doe,2020,Completed\nB Title,Sam Birch,2021,Recruiting\n"
    of_trials = f"Title,Authors,Year,Status\n{rows}C Title,Tom Cedar,2022,To read\n"
    found = list(format_named("csv").read(io.StringIO(of_trials)))
    records = [each for each in found if isinstance(each, Record)]
    assert [each.status for each in records] == ["unread"] * 3
    assert [each.unread for each in records] == [
        ("Status ('Completed')",),
        ("Status ('Recruiting')",),
        (),
    ]
    of_reader = of_trials.replace("Recruiting", "To read")
    found = list(format_named("csv").read(io.StringIO(of_reader)))
    assert [each.status for each in found if isinstance(each, Record)][:2] == ["read", "unread"]


LABELLED = """Title: Moths of the Moor
Authors: Ada Eriksen, Bo Lind
Year: 2001
{}

Title: Beetles of the Bog
Authors: Ada Eriksen, Bo Lind
Year: 2003
{}

Title: Flies of the Fen
Authors: Ada Eriksen
Year: 2005
"""


@pytest.mark.parametrize(
    ("first", "second", "status", "note"),
    [
        ("Status: read\nNotes: fine", "Status: to read\nNotes: later", "read", "fine"),
        ("Notes: fine", "", "unread", "fine"),
        ("Reading status: in progress", "", "reading", None),
        ("- **My notes:** fine", "- **My notes:** later", "unread", "fine"),
        ("Gelesen: ja\nAnmerkung: gut", "Gelesen: nein\nAnmerkung: -", "read", "gut"),
        ("Comments: 12 pages", "Comments: 3 figures", "unread", None),
    ],
)
def test_labels_say_what_a_reader_wrote(
    first: str, second: str, status: str, note: str | None
) -> None:
    found = list(format_named("labelled").read(io.StringIO(LABELLED.format(first, second))))
    records = [each for each in found if isinstance(each, Record)]
    assert len(records) == len(found) == 3
    assert (records[0].status, records[0].note) == (status, note)


def test_labels_that_are_not_read_are_reported(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "mine.txt"
    dump.write_text(LABELLED.format("Rating: 5", "Rating: 3"), encoding="utf-8")
    assert papers("ingest", str(dump))[2] == "papers: mine.txt: not kept: Rating (2 papers)\n"
    dump.write_text(LABELLED.format("", "Mood: gloomy"), encoding="utf-8")
    said = papers("ingest", str(dump))[2]
    assert said == "papers: mine.txt:9: skipped: a label that is not known: Mood\n"
