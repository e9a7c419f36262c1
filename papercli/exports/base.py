"""What every export is, whatever its format."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

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
