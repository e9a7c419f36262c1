"""Zotero's own database as a dump: its items as its web API writes them, one a line.

Zotero may be running: what is read is a copy, with what the database has not yet taken in.
"""

import json
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from papercli.errors import DumpError
from papercli.patterns import late

if TYPE_CHECKING:
    import sqlite3

_MAGIC = b"SQLite format 3\0"
_BESIDE = ("-wal", "-journal")  # what a program that is writing keeps beside a database
_MOST_BYTES = 4 << 30
_MOST_STEPS = 2_000  # of a million instructions each; a library of 100,000 items takes a hundred
_TABLES = frozenset(
    "items itemTypes itemData itemDataValues fields creators itemCreators creatorTypes tags itemTags deletedItems".split()
)
_ITEMS = (
    "SELECT itemID, key, typeName, dateAdded FROM items JOIN itemTypes USING (itemTypeID)"
    " WHERE typeName NOT IN ('attachment', 'note', 'annotation')"
    " AND itemID NOT IN (SELECT itemID FROM deletedItems){} ORDER BY itemID"
)
# What the reader's feeds brought, whether or not it was looked at; older databases have no feeds.
_NO_FEEDS = {
    "feedItems": " AND itemID NOT IN (SELECT itemID FROM feedItems)",
    "libraries": " AND libraryID NOT IN (SELECT libraryID FROM libraries WHERE type = 'feed')",
}
_FIELDS = (
    "SELECT itemID, fieldName, value FROM itemData JOIN fields USING (fieldID)"
    " JOIN itemDataValues USING (valueID) ORDER BY itemID, fieldID"
)
_CREATORS = (
    "SELECT itemID, creatorType, firstName, lastName, fieldMode FROM itemCreators"
    " JOIN creators USING (creatorID) JOIN creatorTypes USING (creatorTypeID)"
    " ORDER BY itemID, orderIndex"
)
_TAGS = "SELECT itemID, name, type FROM itemTags JOIN tags USING (tagID) ORDER BY itemID, name"
_NOTES = "SELECT parentItemID, note FROM itemNotes WHERE parentItemID IS NOT NULL AND itemID NOT IN (SELECT itemID FROM deletedItems) ORDER BY itemID"
# A date as Zotero keeps it: as it sorts, and as it was written.
_TWO_DATES = late(r"(\d{4})-(\d\d)-(\d\d) ")


def read_database(file: BinaryIO, path: str) -> BinaryIO | None:
    """Return the items of Zotero's database as lines of JSON; None for a file that is none.

    Raises DumpError where it is another database, or damaged.
    """
    start = file.read(len(_MAGIC))
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if start != _MAGIC or not os.path.isfile(path):
        return None
    if size > _MOST_BYTES:
        raise DumpError(f"a database of more than {_MOST_BYTES >> 30} GB")
    import sqlite3

    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "copy")
        with open(copy, "wb") as target:
            shutil.copyfileobj(file, target)
        file.seek(0)
        for end in _BESIDE:
            if os.path.isfile(path + end):
                shutil.copyfile(path + end, copy + end)
        connection = sqlite3.connect(copy)
        try:
            return _lines_of(connection)
        except sqlite3.Error as error:
            raise DumpError(f"a database that cannot be read ({error})") from None
        finally:
            connection.close()


def _lines_of(connection: "sqlite3.Connection") -> BinaryIO:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    steps = iter(range(_MOST_STEPS))
    connection.set_progress_handler(lambda: next(steps, None) is None, 1_000_000)
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {name for (name,) in found}
    if not tables >= _TABLES:
        raise DumpError("a database that is not Zotero's, not a text dump")
    fields: dict[int, dict[str, Any]] = defaultdict(dict)
    for item, name, value in connection.execute(_FIELDS):
        is_date = isinstance(value, str) and "date" in str(name).lower()
        fields[item][str(name)] = _read_date(value) if is_date else value
    creators: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for item, kind, first, last, mode in connection.execute(_CREATORS):
        name = {"name": last} if mode == 1 else {"firstName": first, "lastName": last}
        creators[item].append({"creatorType": kind, **name})
    tags: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for item, name, kind in connection.execute(_TAGS):
        tags[item].append({"tag": name, "type": kind})
    notes: dict[int, list[object]] = defaultdict(list)
    for item, note in connection.execute(_NOTES) if "itemNotes" in tables else ():
        notes[item].append(note)
    held = tempfile.TemporaryFile()  # noqa: SIM115 - closed by who reads it
    items = _ITEMS.format("".join(sql for table, sql in _NO_FEEDS.items() if table in tables))
    for item, key, kind, added in cast("Iterable[tuple[Any, ...]]", connection.execute(items)):
        data = {"key": key, "itemType": kind, **fields[item], "dateAdded": added}
        data |= {"creators": creators[item], "tags": tags[item], "notes": notes[item]}
        line = json.dumps({"key": key, "version": 0, "data": data}, default=_nothing)
        held.write(line.encode() + b"\n")
    held.seek(0)
    return cast("BinaryIO", held)


def _nothing(_: object) -> None:
    """Stand for a value that is no text, where one should be."""


def _read_date(value: str) -> str:
    """Return a date as it sorts, without the parts that are not known; any other text as it is."""
    found = _TWO_DATES.match(value)
    if found is None:
        return value
    known = [part for part in found.groups() if int(part)]
    return "-".join(known) or value[found.end() :]
