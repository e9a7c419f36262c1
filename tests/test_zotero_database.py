import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

TABLES = """
CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT);
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT, dateAdded TEXT, libraryID INT, key TEXT);
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID INT);
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT);
CREATE TABLE tags (tagID INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE itemTags (itemID INT, tagID INT, type INT);
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY);
"""
FIELDS = "title abstractNote publicationTitle date DOI extra volume".split()
ITEMS: list[tuple[str, dict[str, str]]] = [
    (
        "journalArticle",
        {
            "title": "On Moss",
            "publicationTitle": "Journal of Moss",
            "date": "2021-03-01 1 March 2021",
            "DOI": "10.1000/m.1",
            "volume": "3",
        },
    ),
    (
        "preprint",
        {
            "title": "On Fern",
            "date": "2020-00-00 2020",
            "extra": "arXiv: 2001.00001\nCitation Key: fern",
        },
    ),
    ("attachment", {"title": "PDF"}),
    ("note", {}),
    ("book", {"title": "In the Bin", "date": "1999-01-01 1999"}),
]


def fill(connection: sqlite3.Connection) -> None:
    connection.executescript(TABLES)
    for number, name in enumerate(FIELDS):
        connection.execute("INSERT INTO fields VALUES (?, ?)", (number, name))
    for number, (kind, values) in enumerate(ITEMS, 1):
        connection.execute("INSERT INTO itemTypes VALUES (?, ?)", (number, kind))
        row = (number, number, "2024-05-01 10:00:00", 1, f"KEY{number}")
        connection.execute("INSERT INTO items VALUES (?, ?, ?, ?, ?)", row)
        for name, value in values.items():
            given = connection.execute("INSERT INTO itemDataValues (value) VALUES (?)", (value,))
            pair = (number, FIELDS.index(name), given.lastrowid)
            connection.execute("INSERT INTO itemData VALUES (?, ?, ?)", pair)
    connection.execute("INSERT INTO creatorTypes VALUES (1, 'author'), (2, 'editor')")
    connection.execute("INSERT INTO creators VALUES (1, 'Jane', 'Doe', 0), (2, '', 'The Group', 1)")
    connection.execute("INSERT INTO itemCreators VALUES (1, 2, 1, 1), (1, 1, 1, 0), (2, 1, 2, 0)")
    connection.execute("INSERT INTO tags VALUES (1, 'thesis'), (2, 'Biology')")
    connection.execute("INSERT INTO itemTags VALUES (1, 1, 0), (1, 2, 1)")
    connection.execute("INSERT INTO deletedItems VALUES (5)")
    connection.commit()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "zotero" / "zotero.sqlite"
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    fill(connection)
    connection.close()
    return path


def listed(papers: Run) -> dict[str, dict[str, Any]]:
    return {each["title"]: each for each in json.loads(papers("list", "--json")[1])}


def test_the_database_of_zotero_gives_its_items(papers: Run, database: Path) -> None:
    before = database.read_bytes()
    assert papers("ingest", database)[0] == 0
    found = listed(papers)
    assert sorted(found) == ["On Fern", "On Moss"]
    moss, fern = found["On Moss"], found["On Fern"]
    assert (moss["authors"], moss["date"], moss["venue"]) == (
        ["Jane Doe", "The Group"],
        "2021-03-01",
        "Journal of Moss",
    )
    assert (moss["tags"], moss["keywords"], moss["doi"]) == (["thesis"], ["Biology"], "10.1000/m.1")
    assert (fern["date"], fern["arxiv"], fern["sources"][0]["key"]) == (
        "2020",
        "2001.00001",
        "fern",
    )
    assert "0 new, 2 seen before" in papers("ingest", database.parent)[1]
    assert database.read_bytes() == before
    assert [each.name for each in database.parent.iterdir()] == ["zotero.sqlite"]


def test_what_zotero_has_not_yet_written_into_its_database_is_read(
    papers: Run, database: Path
) -> None:
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("DELETE FROM deletedItems")
    connection.commit()
    assert papers("ingest", database)[0] == 0
    assert "In the Bin" in listed(papers)
    connection.execute("BEGIN EXCLUSIVE")
    assert papers("ingest", database)[0] == 0
    connection.close()


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("DROP TABLE itemTags", "not Zotero's"),
        ("DROP TABLE tags; CREATE VIEW tags AS SELECT 1 AS tagID, 'x' AS name", "not Zotero's"),
        ("DROP TABLE tags; CREATE TABLE tags (a)", "cannot be read"),
    ],
)
def test_another_database_is_refused(script: str, reason: str, papers: Run, database: Path) -> None:
    connection = sqlite3.connect(database)
    connection.executescript(script)
    connection.close()
    code, _, errors = papers("ingest", database)
    assert code == 3
    assert "zotero.sqlite: a database that " in errors
    assert reason in errors


def test_a_damaged_database_is_refused(papers: Run, database: Path) -> None:
    data = database.read_bytes()
    for damaged in (data[:100], data[: len(data) // 2], data[:20] + b"\xff" * 80 + data[100:]):
        database.write_bytes(damaged)
        code, _, errors = papers("ingest", database)
        assert code == 3
        assert "zotero.sqlite: a database that cannot be read" in errors


def test_values_of_the_wrong_kind_raise_nothing(papers: Run, database: Path) -> None:
    connection = sqlite3.connect(database)
    connection.execute("UPDATE itemDataValues SET value = x'ff00' WHERE value LIKE '10.1000%'")
    connection.execute("UPDATE tags SET name = x'ff00'")
    connection.execute("UPDATE fields SET fieldName = x'ff' WHERE fieldName = 'volume'")
    connection.commit()
    connection.close()
    assert papers("ingest", database)[0] == 0
    assert sorted(listed(papers)) == ["On Fern", "On Moss"]


def test_a_title_that_begins_with_two_dates_is_no_date(papers: Run, database: Path) -> None:
    connection = sqlite3.connect(database)
    title = "2020-03-01 2020-03-02: Two Days of Moss"
    connection.execute("UPDATE itemDataValues SET value = ? WHERE value = 'On Moss'", (title,))
    connection.commit()
    connection.close()
    assert papers("ingest", database)[0] == 0
    assert sorted(listed(papers)) == [title, "On Fern"]


@pytest.mark.parametrize("tables", ["feedItems", "libraries", "both"])
def test_feeds_are_left_out_and_groups_are_read(papers: Run, database: Path, tables: str) -> None:
    connection = sqlite3.connect(database)
    connection.execute("UPDATE items SET libraryID = 2 WHERE itemID = 1")
    connection.execute("UPDATE items SET libraryID = 3 WHERE itemID = 2")
    if tables != "libraries":
        connection.execute("CREATE TABLE feedItems (itemID INTEGER PRIMARY KEY, guid TEXT)")
        connection.execute("INSERT INTO feedItems VALUES (2, 'x')")
    if tables != "feedItems":
        connection.execute("CREATE TABLE libraries (libraryID INTEGER PRIMARY KEY, type TEXT)")
        connection.execute("INSERT INTO libraries VALUES (1, 'user'), (2, 'group'), (3, 'feed')")
    connection.commit()
    connection.close()
    assert papers("ingest", database)[0] == 0
    assert sorted(listed(papers)) == ["On Moss"]
