"""The authors in the cells of a table: whether their family names stand first, all its rows tell together."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby, islice

from papercli.dumps.authors import read_authors
from papercli.dumps.markdown.inline import plain, unlinked
from papercli.dumps.markdown.units import Unit, cells_of
from papercli.dumps.pages.names import (
    are_family_names,
    is_family_name,
    read_people,
    without_brackets,
)
from papercli.dumps.people import People, says_more, without_more
from papercli.dumps.splitting import are_inverted
from papercli.latex.prose import read_prose
from papercli.name_words import COMMON_GIVEN
from papercli.patterns import late
from papercli.text import clean

AUTHORS = late(
    r"authors?|author\(s\)|author\s+list|(?:first|1st|lead)\s+authors?|by", re.IGNORECASE
)
_LOOKED_AT = 200  # rows at the start of a table


def with_order(units: Iterable[Unit]) -> Iterator[Unit]:
    """Yield units, rows with whether the authors of their table have the family name first."""
    for header, group in groupby(units, key=lambda unit: unit.header):
        if not header:
            yield from group
            continue
        first = list(islice(group, _LOOKED_AT))
        cells = list(_cells(header, first))
        inverted, families = are_inverted(cells), _are_families(cells)
        for row in chain(first, group):
            yield replace(row, inverted=inverted, families=families)


def _cells(header: tuple[str, ...], rows: Iterable[Unit]) -> Iterator[str]:
    """Yield the texts in the columns of authors."""
    named = [at for at, name in enumerate(header) if AUTHORS.fullmatch(plain(name))]
    for row in rows:
        cells = cells_of(row.text)
        yield from (_text_of(unlinked(cells[at])) for at in named if at < len(cells))


def _are_families(cells: Iterable[str]) -> bool:
    """Say whether a table has but the family names of some: `Vaswani, Shazeer, Parmar`, `Kipf & Welling`.

    `Kipf, Welling` may be one name, unless no other cell has a given name behind a comma.
    """
    pairs: list[str] = []
    is_open = True
    for cell in cells:
        names = [name.strip() for name in without_more(cell).rstrip(" ,").split(",")]
        if are_family_names(cell) and "&" in cell:
            return True
        if len(names) > 1:
            are_single = all(map(is_family_name, names))
            if are_single and len(names) % 2:
                return True
            is_open = is_open and are_single and len(names) == 2
            pairs += names[1:]
    return is_open and len(pairs) > 1 and not any(name.lower() in COMMON_GIVEN for name in pairs)


def read_author_cell(text: str, unit: Unit) -> People:
    """Return the authors in a cell of a row; names with the family name first are read as those in CSV are."""
    bare = _text_of(text)
    if unit.families and all(map(is_family_name, without_more(bare).split(","))):
        return read_people(text)
    found = read_authors(bare, inverted=unit.inverted)
    return found._replace(more=found.more or (bool(found.authors) and says_more(clean(text))))


def _text_of(text: str) -> str:
    return clean(without_brackets(clean(read_prose(text))))
