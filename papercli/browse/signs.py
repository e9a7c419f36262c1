"""The signs and colours of the screen: the terminal's own, so that it is itself on light and dark ground."""

from dataclasses import dataclass

from papercli.views.table import SIGNS, SIGNS_IN_ASCII, Signs

MATCH = "bold magenta"
TAG = "green"
FAINT = "dim"
TITLE = "bold"
WARNING = "bold red"
CURRENT = "bold"
KEY = "bold"


@dataclass(frozen=True, slots=True)
class Look:
    """What the screen is drawn with."""

    marks: Signs
    cursor: str
    selected: str
    rule: str
    upright: str
    ellipsis: str
    dot: str
    onward: str


UNICODE = Look(SIGNS, "▌", "✓", "─", "│", "…", "·", "›")
ASCII = Look(SIGNS_IN_ASCII, ">", "+", "-", "|", "~", "-", ">")
