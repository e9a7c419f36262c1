"""`papers schema`: the JSON contract, as JSON Schema."""

from papercli.cli.output import write_text
from papercli.views.machine import as_json


def command() -> None:
    """Print the JSON Schema of what --json prints, with its version."""
    from papercli.views.contract import contract

    write_text(as_json(contract()))
