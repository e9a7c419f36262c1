"""`papers schema`: the JSON contract, as JSON Schema."""

from papercli.cli.output import write_text
from papercli.views.machine import as_json


def command() -> None:
    """Print the JSON Schema of the --json output."""
    from papercli.views.schema import schema

    write_text(as_json(schema()))
