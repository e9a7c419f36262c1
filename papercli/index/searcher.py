"""What an open index is asked with: a searcher that notices damage, and the list of its terms."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from papercli.errors import BrokenIndexError
from papercli.index.files import careful
from papercli.store.reader import Span

Query = tantivy.Query


class Place(NamedTuple):
    """Where a paper's line stands in the store, and how well the paper matched."""

    span: Span
    score: float
    address: Any  # tantivy's own, good as long as the index is open

    @property
    def start(self) -> int:
        """The byte where the line starts."""
        return self.span.start


class Vocabulary:
    """The terms of a field in one text, in which to find those that hold something."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._text = "\n".join(("", *terms, ""))

    def holding(self, text: str) -> list[str]:
        """Return the terms that contain `text`."""
        found = []
        at = self._text.find(text)
        while at >= 0:
            end = self._text.index("\n", at)
            found.append(self._text[self._text.rindex("\n", 0, at) + 1 : end])
            at = self._text.find(text, end)
        return found


class Searcher:
    """tantivy's searcher.

    Where it stumbles over files that are not as they were written it raises BrokenIndexError.
    """

    def __init__(self, searcher: tantivy.Searcher, folder: Path | None) -> None:
        self.plain = searcher
        self._folder = folder

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self.plain, name)
        return partial(self._call, attribute) if callable(attribute) else attribute

    def _call(self, method: Any, *arguments: Any, **options: Any) -> Any:
        try:
            return careful(method, *arguments, **options)
        except ValueError as error:
            if self._folder is None:
                raise
            raise BrokenIndexError(self._folder) from error
