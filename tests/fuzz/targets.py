"""What is fuzzed: each target takes any bytes and asserts what must hold for all of them.

Run by hypothesis, and by atheris (README).
"""

import atexit
import io
import json
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path

from papercli.cli import run
from papercli.dedupe.clusters import find_duplicates
from papercli.dedupe.compare import compare
from papercli.dedupe.conflict import conflicts
from papercli.dumps.base import Record, Skipped
from papercli.dumps.detection import detect
from papercli.dumps.formats import FORMATS
from papercli.dumps.input.files import Found, open_dump
from papercli.dumps.reading import read
from papercli.errors import DumpError
from papercli.exports import EXPORTS, export_named
from papercli.library import Library
from papercli.model import Paper
from papercli.search.find import find_papers
from papercli.search.language import parse
from papercli.text import clean, clean_lines

__all__ = ["FIXTURES", "FORMATS", "TARGETS", "Record", "Skipped"]

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"


def check(each: Record | Skipped) -> None:
    """Assert what holds for whatever a reader yields."""
    assert each.line >= 1
    if isinstance(each, Skipped):
        assert each.reason
        assert each.reason == clean(each.reason)
        return
    assert each.title
    assert each.year is None or 0 < each.year < 10_000
    assert each.date is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?.*", each.date)
    assert each.authors or not each.more_authors
    for field in fields(Record):
        value = getattr(each, field.name)
        for text in value if isinstance(value, tuple) else (value,):
            tidy = clean_lines if field.name == "note" else clean
            assert not isinstance(text, str) or text == tidy(text) != "", field.name


def ingest(data: bytes) -> None:
    """Read a dump of these bytes, of whatever format they look like."""
    try:
        with open_dump(Found("fuzz", stream=io.BytesIO(data))) as dump:
            for each in read(dump, detect(dump)):
                check(each)
    except DumpError as error:
        check(Skipped(1, str(error)))


def read_as(data: bytes) -> None:
    """Read these bytes as the format that the first of them stands for."""
    dump_format = FORMATS[data[0] % len(FORMATS)] if data else FORMATS[0]
    try:
        with open_dump(Found("fuzz", stream=io.BytesIO(data[1:]))) as dump:
            for each in read(dump, dump_format):
                check(each)
    except DumpError:
        pass


def query(data: bytes) -> None:
    """Parse these bytes as a query, and search for it."""
    text = data.decode("utf-8", "surrogateescape")
    assert parse(text) == parse(text)
    found = find_papers(library(), text)
    assert len(found.ranked(3)) == min(3, found.total)


def export(data: bytes) -> None:
    """Write a paper of these texts in every format, and read back what can be read.

    One paper each, and the same title in JSON.
    """
    texts = [clean(part) for part in data.decode("utf-8", "replace").split("\n")]
    title, abstract, author, venue, pages, note, *keywords = [*texts, "", "", "", "", "", ""]
    paper = Paper(
        id="0123abcd",
        title=title or "Untitled",
        abstract=abstract or None,
        authors=(author,) if author else (),
        venue=venue or None,
        pages=pages or None,
        note=note or None,
        keywords=tuple(word for word in keywords if word),
        year=2001,
        added="2026-01-01T00:00:00Z",
    )
    for each in EXPORTS:
        written = "".join(each.write([paper], lambda _: "key"))
        if each.name in {"bibtex", "biblatex", "ris", "csl-json"}:
            dump_format = next(
                one for one in FORMATS if one.name == each.name.replace("biblatex", "bibtex")
            )
            assert len(list(dump_format.read(io.StringIO(written)))) == 1, written
    assert (
        json.loads("".join(export_named("csl-json").write([paper], lambda _: "key")))[0]["title"]
        == paper.title
    )


def dedupe(data: bytes) -> None:
    """Compare two papers of these texts, each way round, and look for duplicates among them."""
    texts = [clean(part) for part in data.decode("utf-8", "replace").split("\n")]
    fields = ("title", "abstract", "venue", "volume", "issue", "pages", "doi", "arxiv", "url")
    left, right = (
        Paper(
            identifier,
            **{"title": "Untitled"}
            | {name: text for name, text in zip(fields, part, strict=False) if text},  # type: ignore[arg-type]
            authors=tuple(text for text in part[len(fields) :] if text),
        )
        for identifier, part in (("0123abcd", texts[::2]), ("0123abce", texts[1::2]))
    )
    assert compare(left, right) == compare(right, left)
    conflicts(left, right)
    assert find_duplicates([left, right]) == find_duplicates([right, left])


@cache
def library() -> Library:
    folder = Path(tempfile.mkdtemp(prefix="papers-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    run(
        [
            "ingest",
            "--library",
            str(folder),
            *(str(FIXTURES / name) for name in ("listing", "jsonl", "bibtex")),
        ]
    )
    return Library(folder)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "ingest": ingest,
    "read_as": read_as,
    "query": query,
    "export": export,
    "dedupe": dedupe,
}
