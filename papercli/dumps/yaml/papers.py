"""YAML that holds papers: in a list, under a name, one a document, or a mapping of them.

CSL YAML, papis, Hayagriva, citation files and lists written by hand. A file of anything else is
refused with what it holds: a title alone makes no paper.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.family_names import are_family_names_in, with_parted_families
from papercli.dumps.input.lines import numbered_lines
from papercli.dumps.signs import is_paper, name_keys
from papercli.dumps.yaml.citation import is_citation, read_citation
from papercli.dumps.yaml.documents import Fields, Items, read_documents
from papercli.dumps.yaml.hayagriva import is_entry, is_typed, read_entry
from papercli.dumps.yaml.plain import read_mapping
from papercli.dumps.yaml.shape import is_yaml
from papercli.errors import DumpError
from papercli.patterns import late
from papercli.text import clean

_LONGEST = 1 << 25  # characters; the papers of a department take a hundredth
_CUT = 1 << 15  # characters from which on a head may be the start of a longer dump
_DEEPEST = 4
# Under these names papers are looked for at any depth; under others, only at the top.
_HOLDERS = frozenset(
    "references papers publications bibliography articles works entries items sections reading library cv literature".split()
)
# Marks of a paper kept by papis, which may list its own references.
_OWN = frozenset({"papis_id", "author_list", "ref", "doi", "journal"})
_TITLES = frozenset({"title", "Title", "TITLE"})
_NOT_PAPERS = frozenset({"openapi", "swagger", "apiVersion", "$schema", "jobs", "services"})
_TITLE = late(r"^[ \t]*(?:- +)*[\"']?title[\"']? *:", re.MULTILINE | re.IGNORECASE)
_FIELD = late(
    r"^[ \t]*(?:- +)*[\"']?(?:authors?|author_list|doi|journal|container-title|issued|abstract|parent|arxiv|eprint|venue|cff-version)[\"']? *:",
    re.MULTILINE | re.IGNORECASE,
)
_UNREAD = 0.25  # how sure of YAML that holds no papers

Unit = Record | Skipped
_Entry = tuple[str | None, int, object]  # what a value is called, its line, and the value


def sniff(head: str) -> float:
    """Say how sure it is that `head` is YAML, and whether papers are in it."""
    if not is_yaml(head):
        return 0.0
    looks = _TITLE.search(head) is not None and _FIELD.search(head) is not None
    try:
        found = looks if len(head) > _CUT else bool(list(_read_stream(head, [])))
    except DumpError:  # broken, or unfolds to too much
        found = looks
    return 0.97 if found else _UNREAD


def read(dump: TextIO) -> Iterator[Unit]:
    """Yield the papers of each document; raises DumpError where none holds any, or it is broken."""
    keys: list[str] = []
    found = False
    for each in _read_stream(read_text_of(dump), keys):
        found = True
        yield each
    if not found:
        raise DumpError(f"YAML that papers does not read{name_keys(keys)}")


def _read_stream(text: str, keys: list[str]) -> Iterator[Unit]:
    """Yield the papers of each document; `keys` takes those of the first document."""
    found = False
    others: list[Fields | Items] = []  # documents that show no paper
    documents = [each for each in read_documents(text) if isinstance(each, Fields | Items)]
    for document in documents:
        keys += [] if keys else keys_of(document)
        is_other = True
        for each in read_document(document, listed=len(documents) > 1):
            found, is_other = True, False
            yield each
        others += [document] if is_other else []
    for other in others if found else ():
        if isinstance(other, Fields) and other.get("title"):
            yield _read_one(other, other.line, None)
        elif other:
            line = other.line if isinstance(other, Fields) else other.lines[0]
            yield Skipped(line, "a document that holds no paper")


def read_text_of(dump: TextIO) -> str:
    """Return the whole of a dump; raises DumpError for one that is too large to be held."""
    lines: list[str] = []
    size = 0
    for _, line in numbered_lines(dump):
        lines.append(line)
        size += len(line)
        if size > _LONGEST:
            raise DumpError(f"more than {_LONGEST >> 20} million characters; split it into parts")
    return "".join(lines)


def keys_of(value: object) -> list[str]:
    """Return the keys of a mapping, or of the first mapping in a list."""
    if isinstance(value, Items):
        value = next((each for each in value if isinstance(each, Fields)), None)
    return list(value) if isinstance(value, Fields) else []


def read_document(root: object, *, listed: bool = False) -> Iterator[Unit]:
    """Yield the papers in a document, and what else a list of papers holds.

    `listed`: it is one of several, each of which may be a paper.
    """
    if isinstance(root, Items):
        yield from _read_within(root, 0)
    elif isinstance(root, Fields):
        if is_citation(root):
            yield from read_citation(root)
            return
        held = any(isinstance(root.get(name), Items) for name in _HOLDERS & root.keys())
        own = _read_one(root, root.line, None)
        twice = any(not isinstance(value, Fields | Items) for _, _, value in root.again)
        is_own = (not held or not _OWN.isdisjoint(root)) and _shows(own, root, listed=listed)
        if is_own or (twice and "title" in root):
            yield own
        elif _NOT_PAPERS.isdisjoint(root):
            yield from _read_within(root, 0)


def _read_within(held: Fields | Items, depth: int) -> Iterator[Unit]:
    """Yield the papers that a list or a mapping of mappings holds, or those further in."""
    entries = list(_entries(held))
    mappings = [value for _, _, value in entries if isinstance(value, Fields)]
    if are_family_names_in(mappings):
        for each in mappings:
            each.update(with_parted_families(each))
    units = [
        (_read_one(value, line, key), value) if isinstance(value, Fields) else None
        for key, line, value in entries
    ]
    read = [each for each in units if each]
    titled = [each[0].line for each in read if _TITLES.intersection(each[1])]
    is_list = isinstance(held, Items) or 2 * len(titled) >= len(read)
    if is_list and any(_shows(*each, listed=True) for each in read):
        for unit, (key, line, value) in zip(units, entries, strict=True):
            if unit is not None:
                yield unit[0]
            elif isinstance(held, Items) or isinstance(value, Items):
                yield Skipped(line, f"not a paper: '{key}'" if key else "not a mapping")
        return
    further = [
        each
        for name, _, value in entries
        if isinstance(value, Fields | Items)
        and depth < _DEEPEST
        and (depth < 2 or name is None or name in _HOLDERS)
        for each in _read_within(value, depth + 1)
    ]
    yield from further
    if further and titled:
        yield Skipped(titled[0], "titles without authors, venue, DOI or abstract")


def _entries(held: Fields | Items) -> Iterable[_Entry]:
    if isinstance(held, Fields):
        return held.entries()
    return ((None, line, value) for line, value in zip(held.lines, held, strict=True))


def _read_one(fields: Fields, line: int, key: str | None) -> Unit:
    if fields.again:
        name, again, _ = fields.again[0]
        return Skipped(again, f"'{clean(name)}' twice in a record")
    if not (fields.keys() & _TITLES or isinstance(fields.get("name"), str)):
        return Skipped(line, "no title")
    if key is not None or is_entry(fields):
        return read_entry(fields, line, key)
    return read_mapping(fields, line)


def _shows(unit: Unit, fields: Fields, *, listed: bool) -> bool:
    """Say whether what was read shows that it is a paper."""
    return (
        isinstance(unit, Record)
        and not _TITLES.isdisjoint(fields)
        and unit.title.lower() != "title"  # what programs say, in the words of a language
        and (is_paper(unit, fields, listed=listed) or (listed and is_typed(fields)))
    )


FORMAT = DumpFormat(
    "yaml", "YAML: CSL, papis, Hayagriva (Typst), CITATION.cff, or a list of papers", sniff, read
)
