"""`papers formats`: the formats that can be read and written."""

from papercli.cli.options import AsJson
from papercli.cli.output import choose_output, show_value


def command(json: AsJson = False) -> None:
    """List the formats of dumps that ingest reads, and those that export writes."""
    from papercli.dumps import FORMATS
    from papercli.exports import EXPORTS

    formats = {
        "read": [{"name": each.name, "summary": each.summary} for each in FORMATS],
        "write": [{"name": each.name, "summary": each.summary} for each in EXPORTS],
    }

    def text() -> str:
        width = max(len(each["name"]) for each in (*formats["read"], *formats["write"]))
        parts = []
        for title, kinds in (("papers ingest reads", formats["read"]), ("papers export writes", formats["write"])):
            parts.append(f"{title}\n" + "".join(f"  {each['name']:{width}}  {each['summary']}\n" for each in kinds))
        return "\n".join(parts)

    show_value(formats, choose_output(json=json), text)
