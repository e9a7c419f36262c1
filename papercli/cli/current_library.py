"""The library that the command at hand has opened.

Who reports its failure can tell whether the library was changed.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papercli.library import Library


class Opened:
    """What the command has opened; there is one command in a process."""

    library: "Library | None" = None
