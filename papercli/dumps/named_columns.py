"""Tables whose columns a reader names: `papers ingest --column title=Heading`."""

from dataclasses import replace
from functools import partial

from papercli.dumps.base import DumpFormat
from papercli.dumps.table import FORMAT, read
from papercli.errors import UsageError

COLUMN_FIELDS = tuple(
    "title authors year date abstract venue volume issue pages doi arxiv url keywords tags type key note status".split()
)


def format_with(assignments: list[str]) -> DumpFormat:
    """Return the format of tables whose columns hold what `FIELD=NAME` says; raises UsageError."""
    columns: dict[str, str] = {}
    for each in assignments:
        field, _, name = each.partition("=")
        if field not in COLUMN_FIELDS:
            raise UsageError(f"unknown field '{field}'; use one of: {', '.join(COLUMN_FIELDS)}")
        if not name.strip():
            raise UsageError(f"--column {each} names no column; write it as {field}=NAME")
        name = name.strip()
        known = {column.lower(): (column, given) for column, given in columns.items()}
        if name.lower() in known and known[name.lower()][1] != field:
            fields = f"{known[name.lower()][1]} and {field}"
            raise UsageError(f"--column: column '{name}' is given two fields, {fields}")
        if other := next(
            (c for c, given in known.values() if given == field and c.lower() != name.lower()), None
        ):
            raise UsageError(f"--column: {field} is given two columns, '{other}' and '{name}'")
        columns[name] = field
    return replace(FORMAT, read=partial(read, columns=columns))
