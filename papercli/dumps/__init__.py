"""Dump formats.

The one that a dump is in is found from its content, and its records are read one by one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TextIO, cast

from papercli.dumps import table
from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bibtex import bibtex
from papercli.dumps.blocks import JSON
from papercli.dumps.detection import HEAD, family_of, weigh
from papercli.dumps.html import webpage
from papercli.dumps.input import archives
from papercli.dumps.input.files import Dump, Found, open_dump
from papercli.dumps.input.mails import Mailbox
from papercli.dumps.json import (
    array,
    arxiv_snapshot,
    crossref,
    csl,
    huggingface,
    jsonl,
    openalex,
    openreview,
    semanticscholar,
)
from papercli.dumps.labelled import labelled
from papercli.dumps.listing import listing, titles
from papercli.dumps.mail import arxiv_digest
from papercli.dumps.mail.unwrap import unwrap
from papercli.dumps.markdown import awesome, markdown
from papercli.dumps.mixed import View
from papercli.dumps.pages import arxiv_page
from papercli.dumps.plausible import SURE, is_listing
from papercli.dumps.tagged import endnote, medline, ris, webofscience
from papercli.dumps.xml import atom, endnote_xml, pubmed
from papercli.errors import DumpError, UsageError
from papercli.text import clean

FORMATS: tuple[DumpFormat, ...] = tuple(
    each.FORMAT
    for each in (
        listing,
        labelled,
        markdown,
        jsonl,
        array,
        csl,
        arxiv_snapshot,
        openalex,
        semanticscholar,
        crossref,
        openreview,
        huggingface,
        bibtex,
        ris,
        medline,
        webofscience,
        endnote,
        pubmed,
        endnote_xml,
        atom,
        table,
        webpage,
        arxiv_digest,
        arxiv_page,
        awesome,
        titles,
    )
)

_PLACE = re.compile(r"^line \d+: ")
_LONGEST_TITLE = 5_000  # characters; whole abstracts are found in place of titles, and are shorter

__all__ = [
    "FORMATS",
    "Dump",
    "DumpFormat",
    "Record",
    "Skipped",
    "detect",
    "find_dumps",
    "format_named",
    "is_dump",
    "open_dump",
    "read",
]


def format_named(name: str) -> DumpFormat:
    """Return the format of that name; raises UsageError with the names there are."""
    for each in FORMATS:
        if each.name == name:
            return each
    raise UsageError(
        f"unknown format '{name}'; use one of: {', '.join(each.name for each in FORMATS)}"
    )


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
            dump_format = detect(dump)
            if not is_dump(dump, dump_format):
                return 0
            units = read(dump, dump_format)
            return sum(isinstance(each, Record) and each.format is None for each in units)
    except DumpError:
        return 0


def detect(dump: Dump) -> DumpFormat:
    """Return the format that is surest to know this dump; raises DumpError when none does."""
    weights = weigh(FORMATS, dump.head, is_cut=dump.size > HEAD)
    certainty, surest = max(weights, key=lambda pair: pair[0])
    if certainty == 0:
        raise DumpError(f"{dump.path}: format not recognised; see `papers formats`")
    return surest


def is_dump(dump: Dump, dump_format: DumpFormat) -> bool:
    """Say whether what was met in a folder or an archive shows that it is a dump.

    What a reader named is one.
    """
    if not dump.is_met or dump_format.sniff(dump.head) >= SURE:
        return True
    try:
        return dump_format is listing.FORMAT and is_listing(read(dump, dump_format))
    except DumpError:
        return True  # who reads it is told what is wrong


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
    main = family_of(dump_format.name)
    broken: DumpError | None = None
    with dump.text(whole_lines=main not in _NESTED) as text:
        view = View(text, main, _format_of)
        try:
            yield from _checked(dump_format.read(cast("TextIO", view)))
        except DumpError as error:
            broken = error  # what stands before the fault is read, in whatever format
    for line in view.unknown:
        yield Skipped(line, "a block in no known format")
    for name, line in view.others.items():
        with dump.text() as text:
            try:
                other = View(text, main, _format_of, keep=name)
                yield from _checked(format_named(name).read(cast("TextIO", other)), name)
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
    found: Iterator[Record | Skipped], name: str | None = None
) -> Iterator[Record | Skipped]:
    quoted, cleaned = "", ""
    for each in found:
        if isinstance(each, Skipped):
            if each.reason != quoted:  # it may quote the dump
                quoted, cleaned = each.reason, clean(each.reason)
            yield Skipped(each.line, cleaned)
        elif len(each.title) > _LONGEST_TITLE:
            yield Skipped(each.line, f"a title of {len(each.title):,} characters")
        else:
            yield replace(each, format=name) if name else each
