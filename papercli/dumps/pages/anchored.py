"""Papers on a page or in a mail that are known by one line each: title and authors stand above it, and the rest below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from papercli.dumps.furniture import is_furniture, is_notice, is_rule
from papercli.dumps.pages.lines import Line
from papercli.dumps.pages.names import are_names
from papercli.latex.prose import read_prose

_NEAR = 4  # lines above an anchor in which the authors stand
_MOST_TITLE = 4  # lines
_FULL = 45  # characters of a line that may have been wrapped


@dataclass(slots=True)
class Anchored:
    """A paper, and the line that shows it."""

    title: list[Line]
    names: list[Line]
    anchor: Line
    body: list[Line] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The line on which it starts."""
        return (self.title or self.names or [self.anchor])[0].number

    @property
    def title_text(self) -> str:
        """The title in one line."""
        return " ".join(line.text for line in self.title)


def cut(
    lines: Sequence[Line],
    anchors: Sequence[int],
    is_button: Callable[[str], bool],
    *,
    has_names: bool,
) -> tuple[list[Line], list[Anchored]]:
    """Return what stands above the first paper, and each paper with what follows it."""
    found: list[Anchored] = []
    above: list[Line] = []
    end = 0  # of what belongs to the paper before
    for at in anchors:
        start = at
        names: list[Line] = []
        place = _up(lines, at, end, is_button)
        while has_names and place >= end and len(names) < _NEAR and _are_names(lines[place], names):
            start = place
            names.insert(0, lines[place])
            if not _goes_on(lines, place, end, is_button):
                break
            place -= 1
        title: list[Line] = []
        place = _up(lines, start, end, is_button)
        while place >= end and len(title) < _MOST_TITLE:
            start = place
            title.insert(0, lines[place])
            if not _goes_on(lines, place, end, is_button):
                break
            place -= 1
        (found[-1].body if found else above).extend(lines[end:start])
        found.append(Anchored(title, names, lines[at]))
        end = at + 1
    (found[-1].body if found else above).extend(lines[end:])
    return above, found


def _are_names(line: Line, below: Sequence[Line]) -> bool:
    return is_people(" ".join((line.text, *(each.text for each in below))))


def is_people(text: str) -> bool:
    """Say whether a line names the authors of a paper, or says that nobody is named."""
    bare = read_prose(text).rstrip("… .")
    return are_names(bare) or bare.lower() in {
        "anonymous",
        "anonymous authors",
        "paper under double-blind review",
    }


def _up(lines: Sequence[Line], at: int, end: int, is_button: Callable[[str], bool]) -> int:
    place = at - 1
    while place >= end and (
        is_furniture(lines[place].text)
        or is_notice(lines[place].text)
        or is_rule(lines[place].text)
        or is_button(lines[place].text)
    ):
        place -= 1
    return place


def _goes_on(lines: Sequence[Line], place: int, end: int, is_button: Callable[[str], bool]) -> bool:
    """Say whether a line goes on with the one above it: that was full, or this starts in lower case."""
    if place <= end:
        return False
    line, above = lines[place], lines[place - 1]
    if line.number != above.number + 1 or is_button(above.text):
        return False
    if above.text.endswith("…"):  # a text that was cut off
        return False
    return (
        line.text[:1].islower()
        or above.text.endswith((",", "-"))
        or (
            len(above.text) > _FULL
            and not above.text.endswith(".")
            and "·" not in above.text
            and ":" not in above.text[:20]
        )
    )
