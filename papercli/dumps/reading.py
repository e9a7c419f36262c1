"""Reads the records of a dump one by one, those of its blocks in other formats included."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TextIO, cast

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.blocks import JSON
from papercli.dumps.decoding import decoded
from papercli.dumps.detection import OF_TEXT, detect, family_of, is_whole
from papercli.dumps.formats import DOCUMENTS, FORMATS, format_named
from papercli.dumps.input.files import Dump
from papercli.dumps.mixed import View
from papercli.dumps.mojibake import mended
from papercli.dumps.plausible import refuse_junk
from papercli.errors import DumpError, UnknownFormatError
from papercli.patterns import late
from papercli.text import clean

_PLACE = late(r"^line \d+: ")
_FEWEST_FLAWS = 5  # titles that are none, where a format names its titles
_LONGEST_TITLE = 5_000  # characters; whole abstracts are found in place of titles, and are shorter


def read_detected(dump: Dump) -> tuple[DumpFormat, Iterator[Record | Skipped]]:
    """Return the format of a dump, and its records as `read` does.

    Raises UnknownFormatError when no format knows it, or when what comes out does not look like
    papers.
    """
    found = detect(dump)
    try:
        fewest = 1 if found.name in OF_TEXT else _FEWEST_FLAWS
        return found, refuse_junk(read(dump, found), fewest=fewest)
    except UnknownFormatError as error:
        raise UnknownFormatError(
            f"{dump.path}: read as {found.name}, {error}; "
            f"to read it anyway, use `--format {found.name}`"
        ) from None


def read(dump: Dump, dump_format: DumpFormat) -> Iterator[Record | Skipped]:
    """Yield the records of a dump, in its order, and what could not become one.

    Those of blocks in other formats come after them. Raises DumpError where the dump breaks off,
    after everything that stands before the break.
    """
    try:
        for each in _read_views(dump, dump_format):
            yield _moved(each, dump.lines) if dump.lines else each
    except DumpError:
        if dump.broken is None:
            raise
    if dump.broken is not None:
        raise DumpError(f"{dump.broken}; the records before it were read")


def _moved(each: Record | Skipped, lines: Sequence[int]) -> Record | Skipped:
    """Return what was read with its line in the file that the dump was taken out of."""
    return replace(each, line=lines[min(each.line, len(lines)) - 1])


# Whose readers tell a record that is cut off.
_NESTED = frozenset({"json", "bibtex", "html", "pubmed-xml", "endnote-xml", "arxiv-atom"})


def _read_views(dump: Dump, dump_format: DumpFormat) -> Iterator[Record | Skipped]:
    if dump_format.name in DOCUMENTS or is_whole(dump_format.name):
        with dump.text() as text:
            yield from _checked(dump_format, text)
        return
    main = family_of(dump_format.name)
    broken: DumpError | None = None
    with dump.text(whole_lines=main not in _NESTED) as text:
        view = View(text, main, _format_of)
        try:
            yield from _checked(dump_format, cast("TextIO", view))
        except DumpError as error:
            broken = error  # what stands before the fault is read, in whatever format
    for line in view.unknown:
        yield Skipped(line, "a block in no known format")
    for name, line in view.others.items():
        with dump.text() as text:
            try:
                other = View(text, main, _format_of, keep=name)
                yield from _checked(format_named(name), cast("TextIO", other), name)
            except DumpError as error:
                if broken is None:  # not the dump is at fault, but its last block in that format
                    yield Skipped(line, _PLACE.sub("", str(error)))
    if broken is not None:
        raise broken


def _format_of(owner: str, text: str) -> str:
    """Return the name of the format that reads a block: which of those in JSON, a sniff says."""
    if owner != JSON:
        return owner
    in_json = (each for each in FORMATS if family_of(each.name) == JSON)
    return max(in_json, key=lambda each: each.sniff(text)).name


def _checked(
    dump_format: DumpFormat, text: TextIO, name: str | None = None
) -> Iterator[Record | Skipped]:
    """Yield what a format reads in its view of a dump, its texts as the library keeps them."""
    is_latex = dump_format.is_latex
    quoted, cleaned = "", ""
    for each in dump_format.read(text):
        if isinstance(each, Skipped):
            if each.reason != quoted:  # it may quote the dump
                quoted, cleaned = each.reason, clean(each.reason)
            yield replace(each, reason=cleaned)
        elif len(each.title) > _LONGEST_TITLE:
            yield Skipped(each.line, f"a title of {len(each.title):,} characters")
        else:
            record = mended(each) if is_latex else decoded(mended(each))
            yield replace(record, format=name) if name else record
