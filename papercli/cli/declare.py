"""How commands declare their options and arguments.

The framework that writes help, completes and complains is told them when it is needed; importing it costs
more than a search does. What a command line plainly says is read without it.
"""

from collections.abc import Callable, Iterable
from typing import Any

# Returns the value to use; `option` is what it is called. Raises UsageError for one that is refused.
Check = Callable[[str, Any], Any]
# What a shell offers for a value: the name of what finds it in `completing`, or the values that there are.
Completion = str | Iterable[str] | None


class Option:
    """An option of a command: `--name VALUE`, or a flag where its values are true and false."""

    __slots__ = ("check", "completion", "help", "hidden", "metavar", "names", "show_default")

    def __init__(
        self,
        *names: str,
        help: str = "",
        metavar: str | None = None,
        check: Check | None = None,
        completion: Completion = None,
        show_default: bool = True,
        hidden: bool = False,
    ) -> None:
        """Declare an option of these names; `check` sees the values that are given."""
        self.names = names
        self.help = help
        self.metavar = metavar
        self.check = check
        self.completion = completion
        self.show_default = show_default
        self.hidden = hidden


class Argument:
    """What stands on a command line without a name."""

    __slots__ = ("completion", "help", "metavar", "show_default")

    def __init__(
        self,
        *,
        help: str,
        metavar: str | None = None,
        completion: Completion = None,
        show_default: bool = True,
    ) -> None:
        """Declare an argument, which is all that is left where it holds a list."""
        self.help = help
        self.metavar = metavar
        self.completion = completion
        self.show_default = show_default
