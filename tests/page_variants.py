"""What mailers, editors and people do to a page on its way into a file."""

import re
import textwrap
from collections.abc import Callable


def _each_line(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "\n".join(map(change, text.split("\n")))


def _wrap(text: str, width: int) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        lines += textwrap.wrap(
            line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        ) or [line]
    return "\n".join(lines)


VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "indented": _each_line(lambda line: f"    {line}" if line.strip() else line),
    "quoted": _each_line(lambda line: f"> {line}".rstrip() if line.strip() else ">"),
    "quoted twice": _each_line(lambda line: f">> {line}".rstrip()),
    "blank lines doubled": lambda text: re.sub(r"\n[ \t]*\n", "\n\n\n", text),
    "blanks at line ends": _each_line(lambda line: f"{line}  \t"),
    "wrapped at 72": lambda text: _wrap(text, 72),
    "wrapped at 60 and quoted": lambda text: _each_line(lambda line: f"> {line}".rstrip())(
        _wrap(text, 60)
    ),
}
