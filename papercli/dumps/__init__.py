"""Dump formats.

The one that a dump is in is found from its content, and its records are read one by one.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TextIO, cast

from papercli.dumps import table, unnamed_table
from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bibtex import bibtex
from papercli.dumps.blocks import JSON
from papercli.dumps.decoding import decoded
from papercli.dumps.detection import HEAD, NO_BLOCK, OF_TEXT, SURE, family_of, is_whole, weigh
from papercli.dumps.html import webpage
from papercli.dumps.input.archives import find_dumps, time_of
from papercli.dumps.input.encoding import check_encoding
from papercli.dumps.input.files import Dump, open_dump
from papercli.dumps.json import (
    array,
    arxiv_snapshot,
    crossref,
    csl,
    datacite,
    huggingface,
    jsonl,
    openalex,
    openreview,
    paperpile,
    semanticscholar,
    zotero,
)
from papercli.dumps.labelled import labelled
from papercli.dumps.listing import listing, titles
from papercli.dumps.listing.prose import reads_like_title
from papercli.dumps.markdown import markdown
from papercli.dumps.mixed import View
from papercli.dumps.notes import markdown as markdown_notes
from papercli.dumps.notes import org
from papercli.dumps.plausible import flaw_of, refuse_junk
from papercli.dumps.tagged import endnote, medline, ovid, refworks, ris, unread, webofscience
from papercli.dumps.xml import (
    acl,
    arxiv_oai,
    atom,
    crossref_xml,
    dblp,
    dublin_core,
    endnote_xml,
    jats,
    marc,
    mods,
    pubmed,
    word,
)
from papercli.dumps.xml import zotero as zotero_rdf
from papercli.dumps.xml.documents import root_of
from papercli.dumps.yaml import papers as yaml_papers
from papercli.errors import DumpError, UnknownFormatError, UsageError
from papercli.text import clean

# A dump in one of these is a single document, and none of it is in another format.
_CATALOGUES = (
    mods,
    marc,
    jats,
    crossref_xml,
    dblp,
    acl,
    zotero_rdf,
    word,
    arxiv_oai,
    dublin_core,
)
DOCUMENTS = frozenset(each.FORMAT.name for each in _CATALOGUES)

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
        datacite,
        zotero,
        paperpile,
        openreview,
        huggingface,
        bibtex,
        ris,
        medline,
        webofscience,
        endnote,
        ovid,
        refworks,
        pubmed,
        endnote_xml,
        atom,
        *_CATALOGUES,
        table,
        webpage,
        yaml_papers,
        markdown_notes,
        org,
        titles,
    )
)

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


def format_named(name: str) -> DumpFormat:
    """Return the format of that name; raises UsageError with the names there are."""
    for each in FORMATS:
        if each.name == name:
            return each
    raise UsageError(
        f"unknown format '{name}'; use one of: {', '.join(each.name for each in FORMATS)}"
    )


def _surest_in_xml(head: str) -> DumpFormat | None:
    names = DOCUMENTS | {"pubmed-xml", "endnote-xml", "arxiv-atom"}
    sure = {each.name: each.sniff(head) for each in FORMATS if each.name in names}
    best = max(sure, key=lambda name: sure[name])
    return format_named(best) if sure[best] else None


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
        yield from _read_views(dump, dump_format)
    except DumpError:
        if dump.broken is None:
            raise
    if dump.broken is not None:
        raise DumpError(f"{dump.broken}; the records before it were read")


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
