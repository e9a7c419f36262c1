"""Papers to and from lines of the store, typed and in bulk.

And pairs of papers that a reader said are two.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import msgspec

from papercli.identifiers import is_paper_id
from papercli.model import RARE, Name, Paper, Source, Unwanted
from papercli.store.batches import Changes
from papercli.store.lines import APART, is_apart, pair_of, removal
from papercli.store.reader import Span
from papercli.store.store import Store


class Keyed(msgspec.Struct, frozen=True, gc=False):
    """What the citekey of a paper is made of."""

    id: str
    title: str
    authors: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    year: int | None = None
    added: str = ""


class Sighted(msgspec.Struct, frozen=True, gc=False):
    """Where a paper was seen, and what it is called."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


decode_paper = msgspec.json.Decoder(Paper).decode
encode = msgspec.json.Encoder().encode
decode_sighted = msgspec.json.Decoder(Sighted).decode
_decode_unwanted = msgspec.json.Decoder(Unwanted).decode
_decode_keyed = msgspec.json.Decoder(Keyed).decode

# How a paper's line spells what is unknown. Within a text or an object none of it can stand: a
# quotation mark there is escaped, and a name or a source has no such key.
_BLANKS = [b',"%s":%s' % (name.encode(), encode(getattr(Paper("", ""), name))) for name in RARE]
_ALL_BLANK = b"".join(_BLANKS) + b"}"


def encode_paper(paper: Paper) -> bytes:
    """Return the line of a paper, without the keys that few dumps tell where they are unknown."""
    line = encode(paper)
    if line.endswith(_ALL_BLANK):
        return line[: -len(_ALL_BLANK)] + b"}"
    for blank in _BLANKS:
        line = line.replace(blank, b"")
    return line


def read_papers(changes: Changes) -> Iterator[Paper]:
    """Yield the papers of a library, in the order of the store."""
    return (decode_paper(changes.line(change)) for change in changes.papers())


def read_keyed(changes: Changes) -> Iterator[Keyed]:
    """Yield what the citekeys of a library are made of; the rest of each line is passed over."""
    return (_decode_keyed(changes.line(change)) for change in changes.papers())


def read_apart(changes: Changes) -> frozenset[frozenset[str]]:
    """Return the pairs of ids that the reader said are not duplicates."""
    pairs = (pair_of(change.id) for change in changes.present())
    return frozenset(pair for pair in pairs if pair)


def read_unwanted(changes: Changes) -> list[Unwanted]:
    """Return the papers that the reader removed, in the order of their ids."""
    found = []
    for change in changes.present():
        identifier = change.id.removeprefix(APART)
        if is_apart(change.id) and is_paper_id(identifier):
            with suppress(msgspec.DecodeError):  # of a line that was damaged and saved
                found.append(replace(_decode_unwanted(changes.line(change)), id=identifier))
    return sorted(found, key=lambda each: each.id)


def unwanted_line(paper: Unwanted) -> bytes:
    """Return the line that keeps a removed paper out."""
    return encode(replace(paper, id=f"{APART}{paper.id}"))


def wanted_line(identifier: str) -> bytes:
    """Return the line that lets dumps bring a removed paper again."""
    return removal(f"{APART}{identifier}")


def find_removed(store: Store) -> dict[str, Span]:
    """Return where papers that are gone stand in the history, each as it was last."""
    latest = store.changes().latest.values()
    gone = {change.id for change in latest if change.removed and not is_apart(change.id)}
    found: dict[str, Span] = {}
    if not gone:
        return found
    for batch in store.batches():  # the last one first
        changes = store.changes_of(batch)
        for identifier in gone & changes.latest.keys():
            change = changes.latest[identifier]
            if not change.removed and identifier not in found:
                found[identifier] = Span.of(change.start, changes.line(change))
    return found


def apart_line(left: str, right: str) -> bytes:
    """Return the line that keeps two papers apart."""
    first, second = sorted((left, right))
    return encode({"id": f"{APART}{first}+{second}", "apart": [first, second]})
