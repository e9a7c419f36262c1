"""A JSON array of objects, or one object that holds such an array or is itself a paper; read piece by piece."""

import json
from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.fields import read_fields

_CHUNK = 1 << 18  # characters read at a time
_BLANK = " \t\r\n"


def sniff(head: str) -> float:
    """Say how sure it is that `head` is a JSON array of objects."""
    text = head.lstrip()
    if not text.startswith("["):
        return 0.0
    return 0.9 if text[1:].lstrip()[:1] in {"{", "]"} else 0.1


class _Buffer:
    """The part of a dump that is not yet understood, and the line on which it starts."""

    def __init__(self, dump: TextIO) -> None:
        self.dump = dump
        self.text = ""
        self.line = 1

    def more(self) -> bool:
        """Read on, at least doubling what is held, and say whether there was anything."""
        chunk = self.dump.read(max(_CHUNK, len(self.text)))
        self.text += chunk
        return bool(chunk)

    def drop(self, length: int) -> None:
        self.line += self.text.count("\n", 0, length)
        self.text = self.text[length:]

    def skip_blank(self) -> str:
        """Drop white space and return the first character after it, or nothing at the end of the dump."""
        while True:
            self.drop(len(self.text) - len(self.text.lstrip(_BLANK)))
            if self.text or not self.more():
                return self.text[:1]


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each object of the array; what comes after broken JSON is one skipped record."""
    buffer = _Buffer(dump)
    if buffer.skip_blank() != "[":
        yield Skipped(buffer.line, "not a JSON array")
        return
    buffer.drop(1)
    decoder = json.JSONDecoder()
    while (first := buffer.skip_blank()) != "]":
        if first == ",":
            buffer.drop(1)
            continue
        while True:
            try:
                value, end = decoder.raw_decode(buffer.text)
            except (json.JSONDecodeError, RecursionError) as error:
                if buffer.more():
                    continue
                yield Skipped(buffer.line, f"not valid JSON from here on: {_reason(error)}")
                return
            break
        yield read_fields(value, buffer.line) if isinstance(value, dict) else Skipped(buffer.line, "not a JSON object")
        buffer.drop(end)


def _reason(error: Exception) -> str:
    return error.msg.lower() if isinstance(error, json.JSONDecodeError) else "nested too deeply"


FORMAT = DumpFormat("json", "a JSON array of objects", sniff, read)
