"""`papers formats`: the formats that can be read and written."""

from textwrap import fill

from papercli.cli.options import AsJson
from papercli.cli.output import choose_output, show_value, terminal_width
from papercli.views.answer_types import FormatsAnswer

_ENDLESS = 1000  # columns of a pipe


def command(json: AsJson = False) -> None:
    """List the formats that papers reads and writes."""
    from papercli.dumps.formats import FORMATS
    from papercli.exports import EXPORTS

    formats: FormatsAnswer = {
        "read": [{"name": each.name, "summary": each.summary} for each in FORMATS],
        "write": [{"name": each.name, "summary": each.summary} for each in EXPORTS],
    }

    output = choose_output(json=json)

    def line(name: str, summary: str) -> str:
        label = f"  {name:{longest}}  "
        return fill(summary, width, initial_indent=label, subsequent_indent=" " * len(label)) + "\n"

    def text() -> str:
        parts = []
        for title, kinds in (
            ("papers ingest reads", formats["read"]),
            ("papers export writes", formats["write"]),
        ):
            parts.append(
                f"{title}\n" + "".join(line(each["name"], each["summary"]) for each in kinds)
            )
        return "\n".join(parts)

    longest = max(len(each["name"]) for each in (*formats["read"], *formats["write"]))
    width = terminal_width() if output.is_for_people else _ENDLESS
    show_value(formats, output, text)
