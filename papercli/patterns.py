"""Regular expressions that are compiled when they are first used: to compile all costs more than a search."""

import re
from functools import cached_property
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


class Late:
    """Stands for a compiled expression, and has its methods from the first use on."""

    def __init__(self, pattern: str, flags: int) -> None:
        """Remember the expression."""
        self._source = pattern, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(*self._source)

    def __getattr__(self, name: str) -> Any:
        for each in _METHODS:
            setattr(self, each, getattr(self.compiled, each))
        return getattr(self.compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves like `re.compile(pattern, flags)`; a fault in the pattern shows at its first use."""
    return cast("re.Pattern[str]", Late(pattern, flags))
