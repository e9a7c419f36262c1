"""Papers to and from lines of the store, typed and in bulk; and pairs of papers that a reader said are two."""

from collections.abc import Iterator
from typing import Any

import msgspec

from papercli.log import Change, Changes
from papercli.paper import Paper

_APART = "not:"  # how the id of a line begins that keeps two papers apart


class Keyed(msgspec.Struct, frozen=True, gc=False):
    """What the citekey of a paper is made of."""

    id: str
    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    added: str = ""


decode_paper = msgspec.json.Decoder(Paper).decode
encode_paper = msgspec.json.Encoder().encode
_decode_keyed = msgspec.json.Decoder(Keyed).decode


def is_apart(identifier: str) -> bool:
    """Say whether the id of a line is that of two papers to be kept apart, and not a paper's."""
    return identifier.startswith(_APART)


def read_all(changes: Changes) -> tuple[list[Paper], frozenset[frozenset[str]]]:
    """Return the papers of a library, in the order of the store, and the pairs of ids that are to be kept apart."""
    lines: list[Change] = []
    apart: list[Change] = []
    for change in changes.present():
        (apart if change.id.startswith(_APART) else lines).append(change)  # no call: this passes over 100,000 of them
    return [decode_paper(changes.line(change)) for change in lines], frozenset(map(_pair, apart))


def read_papers(changes: Changes) -> Iterator[Paper]:
    """Yield the papers of a library, in the order of the store."""
    for change in changes.present():
        if not is_apart(change.id):
            yield decode_paper(changes.line(change))


def read_keyed(changes: Changes) -> Iterator[Keyed]:
    """Yield what the citekeys of a library are made of; the rest of each line is passed over."""
    for change in changes.present():
        if not is_apart(change.id):
            yield _decode_keyed(changes.line(change))


def read_apart(changes: Changes) -> frozenset[frozenset[str]]:
    """Return the pairs of ids that the reader said are not duplicates."""
    return frozenset(_pair(change) for change in changes.present() if is_apart(change.id))


def _pair(change: Change) -> frozenset[str]:
    return frozenset(change.id.removeprefix(_APART).split("+"))


def apart_line(left: str, right: str) -> bytes:
    """Return the line that keeps two papers apart."""
    first, second = sorted((left, right))
    return encode_paper({"id": f"{_APART}{first}+{second}", "apart": [first, second]})


def as_builtins(paper: Paper) -> dict[str, Any]:
    """Return a paper as `--json` shows it."""
    shown: dict[str, Any] = msgspec.to_builtins(paper)
    return shown
