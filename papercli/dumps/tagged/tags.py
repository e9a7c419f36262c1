"""The fields of one record of a tagged format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from papercli.dumps.markup import with_characters
from papercli.text import clean


@dataclass(slots=True)
class Tags:
    """The fields of one record, in its order."""

    line: int
    # Tag, and its value in pieces: a line, a line end, a line …
    pairs: list[tuple[str, list[str]]] = field(default_factory=list)
    length: int = 0  # characters of all values
    closed: bool = False  # its end tag was read
    spaced: bool = False  # blank lines stand between its fields
    inverted: bool | None = None  # whether the dump has family names first, if it shows it

    def all(self, *tags: str) -> list[str]:
        """Return the values of the first of `tags` that has any, without those that are blank."""
        for tag in tags:
            if found := [
                value
                for each, pieces in self.pairs
                if each == tag and (value := _value(pieces)).strip()
            ]:
                return found
        return []

    def first(self, *tags: str) -> str | None:
        """Return the first value of the first of `tags` that has any, in one line."""
        return next((clean(value) for value in self.all(*tags)), None)

    def lines(self, *tags: str) -> list[str]:
        """Return the lines of the first of `tags` that has any.

        One name a line, as Web of Science writes them.
        """
        return [line for value in self.all(*tags) for line in value.split("\n") if line.strip()]

    def lines_of(self, *tags: str) -> list[str]:
        """Return the lines of all of `tags`, in the order of the record."""
        values = (_value(pieces) for each, pieces in self.pairs if each in tags)
        return [line for value in values for line in value.split("\n") if line.strip()]

    def fields(self) -> Iterator[tuple[str, str]]:
        """Yield each tag with its value."""
        return ((tag, _value(pieces)) for tag, pieces in self.pairs)

    def words(self, *tags: str) -> list[str]:
        """Return the values of all of `tags`, divided at semicolons."""
        values = [value for tag in tags for value in self.all(tag)]
        # A comma parts words only where there is nothing else that would.
        lone = len(values) == 1 and not re.search(r"[;\n]", values[0].strip())
        found = (
            part.strip(" *")
            for value in values
            for part in re.split("[,、，]" if lone else ";" if ";" in value else r"[;\n]", value)
        )
        return list(dict.fromkeys(clean(part) for part in found if part))


def _value(pieces: list[str]) -> str:
    """Return a value whole: the semicolon of an entity parts no names."""
    return with_characters("".join(pieces))
