"""Org files: a paper is a headline, or a file of org-roam, whose properties show one.

What belongs to no paper is reported, and a file without papers is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.inline import is_generic
from papercli.dumps.notes.listed import LINK, read_headline, read_listed
from papercli.dumps.notes.outline import Node, Outline, all_text
from papercli.dumps.signs import is_paper
from papercli.dumps.yaml.papers import read_text_of
from papercli.dumps.yaml.plain import read_mapping
from papercli.errors import DumpError
from papercli.identifiers import normalise_arxiv, normalise_doi
from papercli.patterns import late
from papercli.text import clean, clean_lines

_UNREAD = 0.25  # how sure of Org without papers
_MARK = late(
    r"^(?:[ \t]*#\+(?:title|filetags|todo|author|date|startup|options|bibliography|property):|[ \t]*:PROPERTIES:[ \t]*$"
    r"|\*{2,8} \w|\* (?:TODO|DONE|READING|NEXT) |[ \t]{0,20}\|-{1,300}\+-)|\[\[https?://[^\[\]\n]{1,300}\]\[",
    re.IGNORECASE | re.MULTILINE,
)
_LINE = late(
    r"^(?:\*+ \S|[ \t]*#\+\w+:|[ \t]*:PROPERTIES:|[ \t]{0,20}(?:\|-{1,300}\+-|(?:[-+]|\d{1,4}[.)]) [^\n]{0,99}\[\[https?://))",
    re.MULTILINE | re.IGNORECASE,
)
_CITED = late(r"(?:^|[\s\[:])(?:@|cite[\w/]*:&?)(?P<key>[\w:./+-]+)")
_ADDRESS = late(r"https?://\S+")
_YEAR_BEFORE = late(r"\[?\(?(?P<year>(?:19|20)\d\d)\)?\]?\s*[-–:.]\s+(?=\S)")
_ABSTRACT_BLOCK = late(r"#\+(?P<which>begin|end)_abstract", re.IGNORECASE)
_OF_PAPER = frozenset({"author", "authors", "year", "doi", "journal", "booktitle"})
_REFERENCES = frozenset({"roam_refs", "roam_key"})
_NOT_FIELDS = frozenset(
    "title id custom_id roam_refs roam_key roam_aliases btype added created modified updated date_added timestamp".split()
)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is an Org file, and whether papers are in it."""
    if not _MARK.search(head) or not _LINE.search(head) or "](http" in head:
        return 0.0
    lines = [line for line in head.split("\n") if line.strip()]
    if not lines[0].startswith(("*", "#", ":", " ")) and not _LINE.search("\n".join(lines[:20])):
        return 0.0
    found = any(isinstance(each, Record) for each in _read_outline(Outline.read(head)))
    return 0.97 if found else _UNREAD


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield the papers of an outline, in its order; raises DumpError where there are none."""
    found = False
    strays: list[Skipped] = []
    for each in _read_outline(Outline.read(read_text_of(dump))):
        if not found and isinstance(each, Skipped):
            strays.append(each)
            continue
        yield from strays
        strays, found = [], True
        yield each
    if not found:
        raise DumpError("Org that papers does not read: no headline has the properties of a paper")


def _read_outline(root: Node) -> Iterator[Record | Skipped]:
    root.title = root.title or root.properties.get("title", "")
    _unite(root)
    own = _read_paper(root, root.tags) if root.title and root.properties else None
    if own is not None:
        yield own
    else:
        yield from read_listed(root, root.tags)
    yield from _strays(root)
    for child in root.children:
        yield from _read_below(child, root.tags, within=own is not None)


def _unite(root: Node) -> None:
    """Give a file that refers to one paper the properties of the one headline that describes it."""
    described = [child for child in root.children if not _OF_PAPER.isdisjoint(child.properties)]
    if _REFERENCES.isdisjoint(root.properties) or len(described) != 1:
        return
    (child,) = described
    root.properties = child.properties | root.properties
    child.properties = {}
    if child.title and root.title.endswith(child.title):  # a key stands before it
        root.title = child.title
        root.lines += child.lines
        root.children = [*child.children, *(each for each in root.children if each is not child)]


def _read_below(node: Node, above: tuple[str, ...], *, within: bool) -> Iterator[Record | Skipped]:
    """Yield the papers at and below a headline; `within`: it belongs to the paper above it."""
    tags = tuple(dict.fromkeys((*above, *node.tags)))
    own = _read_paper(node, tags)
    if own is not None:
        yield own
        yield from _beside(node, tags)
    yield from _strays(node)
    below = [] if within or own is not None else list(read_listed(node, tags))
    below += [
        each
        for child in node.children
        for each in _read_below(child, tags, within=within or own is not None)
    ]
    if own is None and not within and not any(isinstance(each, Record) for each in below):
        yield Skipped(node.line, "a headline that is no paper")
    else:
        yield from below


def _beside(node: Node, tags: tuple[str, ...]) -> Iterator[Record | Skipped]:
    """Yield the further papers that a headline links to."""
    line = None if node.properties.get("title") else read_headline(node.title)[1]
    for each in line.read_others(node.line) if line else ():
        yield each if isinstance(each, Skipped) else replace(each, tags=tags, status=node.status)


def _strays(node: Node) -> Iterator[Skipped]:
    return (Skipped(line, "properties below no headline") for line in node.strays)


def _read_paper(node: Node, tags: tuple[str, ...]) -> Record | None:
    """Return the paper that a headline is, with what stands below it."""
    record = _describe(node)
    if record is None:
        return None
    abstract, note = _texts(node)
    return replace(
        record,
        abstract=record.abstract or abstract,
        note=note,
        tags=tuple(dict.fromkeys((*record.tags, *tags))),
        status=node.status,
    )


def _describe(node: Node) -> Record | None:
    """Return what the properties of a headline say of a paper; None where nothing shows one."""
    held = node.properties
    known: dict[str, object] = {
        name: _plain(value).strip("<>[]") if "date" in name else _plain(value)
        for name, value in held.items()
        if name not in _NOT_FIELDS and value
    }
    refs = " ".join(filter(None, (held.get("roam_refs"), held.get("roam_key"), node.title)))
    cited = _CITED.search(f" {refs}") if not _REFERENCES.isdisjoint(held) else None
    title, line = read_headline(held.get("title") or node.title)
    shown = read_citation(line.first) if line else None
    if shown:
        title = shown.title
        said = {"authors": shown.authors, "year": shown.year, "venue": shown.venue}
        known = {name: value for name, value in said.items() if value} | known
    addresses = [
        each.rstrip("][")
        for each in _ADDRESS.findall(f"{refs} {held.get('url', '')}".replace("][", " "))
    ]
    best = [each for each in addresses if normalise_arxiv(each) or normalise_doi(each)]
    known["url"] = next(iter(best or addresses), None)
    known["key"] = held.get("custom_id") or (cited["key"] if cited else None) or held.get("id")
    known["type"] = held.get("btype") or held.get("type")
    if LINK.search(title) and is_generic(_plain(title)):
        return None
    known["title"] = _title(_plain(title), str(known.get("year") or ""))
    record = read_mapping({name: value for name, value in known.items() if value}, node.line)
    if isinstance(record, Skipped):
        return None
    is_own = is_paper(record, held, listed=True) or cited or held.get("btype")
    return record if is_own else None


def _title(text: str, year: str) -> str:
    """Return a title without the year that a program sets before it."""
    found = _YEAR_BEFORE.match(text)
    return text[found.end() :] if found and found["year"] == year else text


def _plain(text: str) -> str:
    """Return a text with what its links show."""
    return LINK.sub(
        lambda link: link["shown"] or link["target"].removeprefix("https://doi.org/"), text
    )


def _texts(node: Node) -> tuple[str | None, str | None]:
    """Return the abstract below a headline, and what else is written there."""
    own: list[str] = []
    abstract: list[str] = []
    is_open = False
    for line in node.lines:
        if found := _ABSTRACT_BLOCK.match(line.strip()):
            is_open = found["which"].lower() == "begin"
        else:
            (abstract if is_open else own).append(line)
    for child in node.children:
        if child.title.lower().strip(" :.") == "abstract":
            abstract += all_text(child)
        elif _describe(child) is None:
            own += [f"{'*' * (child.level - node.level)} {child.title}", *all_text(child)]
    return clean(" ".join(abstract)) or None, clean_lines("\n".join(own)) or None


FORMAT = DumpFormat(
    "org", "Org files: headlines with the properties of a paper, notes of org-roam", sniff, read
)
