"""Decodes JSON, and knows the objects in which one key has two values: nobody can say which of them holds."""

import json
from collections.abc import Sequence
from typing import Any

Object = dict[str, Any]


class _Doubled(Object):
    """An object in which one key has two values."""

    key: str


class Decoder:
    """A decoder of JSON that remembers whether it met such an object."""

    def __init__(self) -> None:
        self._has_met = False
        decoder = json.JSONDecoder(object_pairs_hook=self.object_of, parse_constant=_nothing)
        self.decode = decoder.decode
        self.raw_decode = decoder.raw_decode

    def object_of(self, pairs: Sequence[tuple[str, Any]]) -> Object:
        """Return the object of these keys and values."""
        found: Object = dict(pairs)
        if len(found) == len(pairs):
            return found
        key = next((key for key, value in pairs if found[key] != value), None)
        if key is None:  # the same value twice
            return found
        doubled = _Doubled(found)
        doubled.key = key
        self._has_met = True
        return doubled

    def doubled_in(self, value: object) -> str | None:
        """Return a key that has two values in an object, or in one within it."""
        waiting = [value] if self._has_met else []
        while waiting:  # not recursive: objects may be nested deeper than Python calls
            match waiting.pop():
                case _Doubled(key=key):
                    return key
                case dict(held):
                    waiting.extend(held.values())
                case list(held):
                    waiting.extend(held)
        return None


def _nothing(_: str) -> None:
    """Stand for NaN and Infinity."""
