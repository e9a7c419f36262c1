"""Dump formats.

The one that a dump is in is found from its content, and its records are read one by one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TextIO, cast

from papercli.dumps import unnamed_table
from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.blocks import JSON
from papercli.dumps.decoding import decoded
from papercli.dumps.detection import HEAD, NO_BLOCK, OF_TEXT, SURE, family_of, is_whole, weigh
from papercli.dumps.formats import DOCUMENTS, FORMATS, format_named
from papercli.dumps.input import archives
from papercli.dumps.input.archives import time_of
from papercli.dumps.input.encoding import check_encoding
from papercli.dumps.input.files import Dump, Found, open_dump
from papercli.dumps.input.mails import Mailbox
from papercli.dumps.listing.prose import reads_like_title
from papercli.dumps.mail.unwrap import unwrap
from papercli.dumps.mixed import View
from papercli.dumps.plausible import flaw_of, refuse_junk
from papercli.dumps.tagged import unread
from papercli.dumps.xml.documents import root_of
from papercli.errors import DumpError, UnknownFormatError
from papercli.text import clean

_PLACE = re.compile(r"^line \d+: ")
_LEAST_CERTAIN = 0.08  # share of a text that makes it a dump: a manual may quote an entry or two
_START = 2_500  # characters
_FEWEST_FLAWS = 5  # titles that are none, where a format names its titles
_MOSTLY_TITLES = 0.8  # share of lines that make a text a list of titles
_LONGEST_TITLE = 5_000  # characters; whole abstracts are found in place of titles, and are shorter

__all__ = [
    "DOCUMENTS",
    "FORMATS",
    "Dump",
    "DumpFormat",
    "Record",
    "Skipped",
    "check_encoding",
    "detect",
    "find_dumps",
    "format_named",
    "open_dump",
    "read",
    "read_detected",
    "time_of",
]


def _surest_in_xml(head: str) -> DumpFormat | None:
    names = DOCUMENTS | {"pubmed-xml", "endnote-xml", "arxiv-atom"}
    sure = {each.name: each.sniff(head) for each in FORMATS if each.name in names}
    best = max(sure, key=lambda name: sure[name])
    return format_named(best) if sure[best] else None


def find_dumps(paths: Iterable[str]) -> Iterator[str | Found]:
    """Yield each dump in `paths`: folders, archives and mails give what is in them.

    A `Found` is to be opened before the next one is asked for.
    """
    for each in archives.find_dumps(paths):
        yield from unwrap(each, _count_papers) if isinstance(each, Mailbox) else [each]


def _count_papers(found: Found) -> int:
    """Return how many papers what may be a dump holds in its own format.

    None where it does not show that it is one.
    """
    try:
        with open_dump(found) as dump:
            units = read(dump, detect(dump))
            return sum(isinstance(each, Record) and each.format is None for each in units)
    except DumpError:
        return 0


def detect(dump: Dump) -> DumpFormat:
    """Return the format that is surest to know this dump.

    Raises UnknownFormatError when none does; one that nobody named must show what it is.
    """
    root = root_of(dump.head)
    if root is not None:
        known = _surest_in_xml(dump.head)
        if known is None:
            raise UnknownFormatError(f"{dump.path}: XML that papers does not read: {root.kind}")
        if known.name in DOCUMENTS:
            return known
    weights = weigh(FORMATS, dump.head, is_cut=dump.size > HEAD)
    certainty, surest = max(weights, key=lambda pair: pair[0])
    is_shown = surest.sniff(dump.head) >= SURE
    if certainty == 0 or (dump.is_met and not is_shown):
        why = unread.refusal(dump.head) or unnamed_table.refusal(dump.head, is_cut=dump.size > HEAD)
        raise UnknownFormatError(
            f"{dump.path}: {why or f'format not recognised; {_hint(dump.head)}'}"
        )
    starts_so = surest.sniff(dump.head.lstrip()[:_START]) >= SURE
    if is_shown and not starts_so and NO_BLOCK < certainty < _LEAST_CERTAIN:
        raise UnknownFormatError(
            f"{dump.path}: only {certainty:.0%} of it is {surest.name}; "
            f"to read that, use `--format {surest.name}`"
        )
    return surest


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
        raise UnknownFormatError(f"{dump.path}: read as {found.name}, {error}") from None


def _hint(head: str) -> str:
    """Say how a text that no format claims can be read."""
    lines = [line for line in map(clean, head.split("\n")) if line]
    titles = sum(
        reads_like_title(line) and line.count(" ") > 1 and flaw_of(line) is None for line in lines
    )
    if titles >= _MOSTLY_TITLES * len(lines):
        return "if each line is a title, read it with `--format titles`"
    return "see `papers formats`"


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
            yield Skipped(each.line, cleaned)
        elif len(each.title) > _LONGEST_TITLE:
            yield Skipped(each.line, f"a title of {len(each.title):,} characters")
        else:
            record = each if is_latex else decoded(each)
            yield replace(record, format=name) if name else record
