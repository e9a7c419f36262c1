"""Remembers what a function made of short texts: to detect a dump several readers ask the same of each line, and then it is read."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_LONGEST = 600  # characters of a text that is remembered
_MOST = 4096  # texts


def remembered(function: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
    """Return a function whose answers to the last short texts are at hand; they must be such as nobody changes."""
    remember = lru_cache(_MOST)(function)

    @wraps(function)
    def call(text: str, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if len(text) > _LONGEST:
            return function(text, *args, **kwargs)
        return remember(text, *args, **kwargs)  # type: ignore[arg-type]  # all are flags and words

    return call
