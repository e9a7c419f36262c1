"""`papers export`: papers as BibTeX, RIS, CSL-JSON, a web page and more."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote
from typing import Annotated

from papercli.cli.declare import Option
from papercli.cli.options import (
    SORTS,
    Keys,
    LibraryPath,
    Query,
    Reverse,
    Since,
    Sort,
    check_choice,
    open_library,
    tell,
)
from papercli.cli.output import write_file, write_pieces
from papercli.cli.remarks import nothing_found
from papercli.errors import NotFoundError, UsageError
from papercli.search.find import find_papers
from papercli.text import number_of

_FORMATS = "bibtex, biblatex, ris, csl-json, jsonl, csv, markdown, html"  # not imported: that would cost papers --help 16 ms
_AT_ONCE = 1 << 18  # characters written at a time


def command(
    query: Query = None,
    export_format: Annotated[
        str,
        Option(
            "--format",
            "-f",
            metavar="NAME",
            completion="offer_exports",
            help=f"One of {_FORMATS}; default: from the extension of FILE.",
        ),
    ] = "",
    output: Annotated[
        str,
        Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to FILE instead of standard output, replacing it if it exists.",
        ),
    ] = "",
    sort: Sort = "added",
    reverse: Reverse = False,
    since: Since = "",
    extras: Annotated[
        str,
        Option(
            "--with",
            metavar="LIST",
            completion=("abstract", "note", "tags"),
            help="Also export abstract, note, tags (separated by commas).",
        ),
    ] = "",
    keys: Keys = "new",
    library: LibraryPath = "",
) -> None:
    """Export papers as BibTeX, RIS, CSV, a web page and more.

    For example: papers export tag:thesis -o thesis.bib

    Abstracts, notes and tags are left out unless --with asks for them. jsonl and csv always hold
    them, and a web page holds abstracts and tags.
    """
    from papercli.exports import choose_export, keep_extras, read_extras
    from papercli.exports.citekeys import LibraryCitekeys

    if not export_format and not output and (file := _as_file(query or ())):
        raise UsageError(f"no format given; to write {file}: `papers export -o {quote(file)}`")
    chosen = choose_export(export_format, output)
    kept = read_extras(extras) | chosen.always
    check_choice("--sort", sort, SORTS)
    check_choice("--keys", keys, ("new", "keep"))
    if query == ["-"]:
        raise UsageError("export takes a query, not ids; with ids: `papers cite -`")
    here = open_library(library)
    here.require_whole()
    found = find_papers(here, " ".join(query or ()), since=since)
    for message in found.messages:
        tell(message)
    if not found.total:
        raise NotFoundError(f"nothing to export: {nothing_found(found)}")
    written = (keep_extras(each, kept) for each in found.in_order(sort, reverse=reverse))
    citekeys = LibraryCitekeys(here, keep=keys == "keep")
    pieces = _in_large_pieces(chosen.write(written, citekeys))
    if output and output != "-":

        def write(handle: int) -> None:
            with open(handle, "w", encoding="utf-8", newline="", closefd=False) as file:
                file.writelines(pieces)

        write_file(Path(output), write, here.folder)
    else:
        write_pieces(pieces)
    if output and output != "-":
        tell(f"{number_of(found.total, 'paper')} written to {output} ({chosen.name})")
    if citekeys.remark:
        tell(citekeys.remark)


def _as_file(query: Sequence[str]) -> str | None:
    """Return the last word of a query that looks like a file to write to."""
    from papercli.exports import EXPORTS

    endings = tuple(ending for each in EXPORTS for ending in each.extensions)
    return query[-1] if query and query[-1].lower().endswith(endings) else None


def _in_large_pieces(pieces: Iterator[str]) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _AT_ONCE:
            yield "".join(held)
            held, size = [], 0
    if held:
        yield "".join(held)
