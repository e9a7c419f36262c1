"""What every export is, whatever its format."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace

from papercli.model import Paper

Citekeys = Callable[[Paper], str]  # the citekey of a paper, unique in its library


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format in which papers leave the library: how to ask for it and how to write it."""

    name: str  # as asked for: "csl-json"
    summary: str  # one line for the reader: "CSL-JSON for pandoc and Zotero"
    extensions: tuple[str, ...]  # of files that hold it, in lower case: (".bib",)
    # Yields a whole document piece by piece, even for no paper.
    write: Callable[[Iterable[Paper], Citekeys], Iterator[str]]
    # What it always holds of a paper that others hold when asked: "abstract", "note", "tags".
    always: frozenset[str] = frozenset()


EXTRAS = ("abstract", "note", "tags")  # what a reader may not want to pass on


def keep_extras(paper: Paper, extras: Container[str]) -> Paper:
    """Return a paper without its abstract, note and tags, but for those among `extras`."""
    return replace(
        paper,
        abstract=paper.abstract if "abstract" in extras else None,
        note=paper.note if "note" in extras else None,
        tags=paper.tags if "tags" in extras else (),
    )
