"""The LaTeX in the texts of a record, read once, at the door, whatever the format of its dump.

Titles, names and venues become Unicode, formulas included; a title with formulas is kept in TeX
beside it. Abstracts keep their formulas, for people read them and LaTeX sets them again.
"""

from collections.abc import Iterable
from dataclasses import replace

from papercli.dumps.base import Record
from papercli.latex.prose import holds_maths, read_outside_maths, read_prose
from papercli.model import Name
from papercli.text import clean


def decoded(record: Record) -> Record:
    """Return a record with its LaTeX read; one that a library wrote has none left to read."""
    if record.id or not any(map(_may_hold, _texts(record))):
        return record
    title = clean(read_prose(record.title))
    return replace(
        record,
        title=title or record.title,
        title_tex=tex_of(title, record.title),
        abstract=clean(read_outside_maths(record.abstract)) if record.abstract else None,
        authors=tuple(map(_read_name, record.authors)),
        names=tuple(map(_read_parts, record.names)),
        venue=clean(read_prose(record.venue)) if record.venue else None,
        keywords=tuple(dict.fromkeys(clean(read_prose(each)) for each in record.keywords)),
    )


def tex_of(title: str, source: str) -> str | None:
    """Return the title that reads `title` with its formulas in TeX; None where it has none."""
    if not title or not holds_maths(source):
        return None
    return clean(read_outside_maths(source))


def _texts(record: Record) -> Iterable[str]:
    yield record.title
    yield record.abstract or ""
    yield record.venue or ""
    yield from record.authors
    yield from record.keywords


def _may_hold(text: str) -> bool:
    return "\\" in text or "$" in text


def _read_name(name: str) -> str:
    return clean(read_prose(name).replace("~", " ")) if _may_hold(name) else name


def _read_parts(name: Name) -> Name:
    def read(part: str | None) -> str | None:
        return _read_name(part) if part else None

    return Name(read(name.family), read(name.given), read(name.suffix), read(name.literal))
