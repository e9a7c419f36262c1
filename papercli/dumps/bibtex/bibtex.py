"""BibTeX and BibLaTeX: strings, `#`, crossref, LaTeX to Unicode, names.

A broken entry costs no other.

bibtexparser 2 and pybtex were measured and not taken. Both want the whole dump; handed one entry at
a time, bibtexparser loses it for a field given twice or a stray comma, takes the next field into
the title where a comma is missing, and knows neither `#`, parentheses nor inheritance; pybtex
raises at the first fault.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bibtex.entries import Entry, split_entries
from papercli.dumps.citing import citing_fields
from papercli.dumps.fields import read_fields
from papercli.dumps.people import (
    People,
    people,
    read_author,
    read_commas,
    read_literal,
    read_parts,
    says_more,
)
from papercli.latex.read import latex_to_unicode
from papercli.names import Author
from papercli.text import clean

_KINDS = "article|book|inproceedings|incollection|misc|phdthesis|techreport|proceedings|string"
_HEAD = re.compile(
    rf"^[ \t\ufeff]*@[ \t]*(?:([A-Za-z]+)[ \t]*\{{|({_KINDS})[ \t]*\()[ \t]*[^\s,={{}}()\"]*[ \t]*(?:,|=|$)",
    re.MULTILINE | re.IGNORECASE,
)
_MONTHS = {
    name: str(number)
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_PARENTS = frozenset(
    "proceedings book collection mvbook mvproceedings mvcollection periodical mvreference reference xdata".split()
)
_NOT_PAPERS = frozenset({"xdata", "set", "bibnote", "control", "ieeetranbstctl", "jabref"})
_INHERITED_AS = {"title": "booktitle", "subtitle": "booksubtitle"}
_NOT_INHERITED = frozenset(
    "crossref xref xdata ids entryset keywords abstract note doi url pages shorttitle author".split()
)
_VENUES = ("journal", "journaltitle", "booktitle", "school", "institution", "eventtitle", "series")
_STANDS_ALONE = frozenset(  # what is in no journal or book; who brought it out is the venue
    "book mvbook inbook proceedings manual report techreport misc online electronic www unpublished booklet software dataset".split()
)
_KEPT = re.compile("\x00([0-9]+)\x00")  # what stands for a group in braces while names are parted
_WHOLE = re.compile(r"\{(?!\\)[^{}]+\}")
_AND = re.compile(r"(?<!\s)\s++and\s+", re.IGNORECASE)
_STRAY_AND = re.compile(r"^(?:and\s++)+", re.IGNORECASE)  # where a name is missing
_BRACED = re.compile(r"\{((?:[^{}]|\{[^{}]*\})*)\}")
_DIGITS = re.compile(r"\d{1,2}")
_ADDRESS = re.compile(r"https?://(?:[^\s{}\"<>\\]|\\[_%&#~])+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_%&#~])")
_ARXIV_CLASS = re.compile(r"arxiv", re.IGNORECASE)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is BibTeX: an entry starts a line."""
    kinds = {(kind or other).lower() for kind, other in _HEAD.findall(head)}
    return 0.0 if not kinds else 0.97 if kinds - {"comment", "string", "preamble"} else 0.5


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each entry.

    One that takes fields from a parent further down comes when the parent has been read.
    """
    strings = {name: name for name in _MONTHS}
    parents: dict[str, Mapping[str, str]] = {}
    waiting: dict[str, list[tuple[Entry, dict[str, str]]]] = {}
    for each in split_entries(dump):
        if isinstance(each, Skipped):
            yield each
            continue
        if each.kind == "string":
            strings.update(
                (name.lower(), _expand(value, strings)) for name, value in each.fields.items()
            )
            continue
        fields = {name.lower(): _expand(value, strings) for name, value in each.fields.items()}
        key = each.key.lower()
        if each.kind in _PARENTS or key in waiting:
            parents.setdefault(key, fields)
            for child, own in waiting.pop(key, ()):
                yield to_record(child, _inherit(own, parents))
        wanted = _parent_of(fields)
        if wanted and wanted not in parents:
            waiting.setdefault(wanted, []).append((each, fields))
        elif each.kind not in _NOT_PAPERS:
            yield to_record(each, _inherit(fields, parents))
    for children in waiting.values():
        for child, own in children:
            yield to_record(child, own)


def _parent_of(fields: Mapping[str, str]) -> str:
    return (fields.get("crossref") or fields.get("xdata") or "").partition(",")[0].strip().lower()


def _inherit(fields: dict[str, str], parents: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the fields with those of the parent where there are none.

    Its title is the booktitle (BibLaTeX, appendix B).
    """
    parent = parents.get(_parent_of(fields))
    if parent is None:
        return fields
    taken = {
        _INHERITED_AS.get(name, name): value
        for name, value in parent.items()
        if name not in _NOT_INHERITED
    }
    if "xdata" in fields and "crossref" not in fields:
        taken = {name: value for name, value in parent.items() if name != "xdata"}
    return taken | fields


def _expand(value: str, strings: Mapping[str, str]) -> str:
    """Return a value as BibTeX would.

    Parts joined at `#`, delimiters off, abbreviations replaced.
    """
    parts: list[str] = []
    depth = start = 0
    quoted = False
    for at, char in enumerate(value):
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif char == '"' and depth == 0:
            quoted = not quoted
        elif char == "#" and depth == 0 and not quoted:
            parts.append(value[start:at])
            start = at + 1
    parts.append(value[start:])
    return "".join(_undelimited(part.strip(), strings) for part in parts)


def _undelimited(part: str, strings: Mapping[str, str]) -> str:
    if len(part) > 1 and (part[0], part[-1]) in {("{", "}"), ('"', '"')}:
        return part[1:-1]
    return strings.get(part.lower(), part)


def to_record(entry: Entry, raw: Mapping[str, str]) -> Record | Skipped:
    """Return the record that an entry with these fields describes."""
    fields: dict[str, object] = {
        name: clean(latex_to_unicode(raw[name]))
        for name in raw.keys() - {"author", "editor", "url", "doi", "eprint", "file"}
    }
    fields |= {name: _verbatim(raw[name]) for name in ("url", "doi") if name in raw}
    title, subtitle = fields.get("title"), fields.get("subtitle")
    year, month = str(fields.get("year") or ""), str(fields.get("month") or "")
    date = str(fields.get("date") or "").partition("/")[0] or (
        f"{year}-{'-'.join(_DIGITS.findall(month)[:2])}"
        if month[:1].isdecimal()
        else f"{year} {month}"
    )
    eprint, archive = (
        raw.get("eprint", ""),
        str(fields.get("archiveprefix") or fields.get("eprinttype") or ""),
    )
    authors = raw.get("author") or raw.get("editor") or ""
    arxiv = (
        f"arXiv:{eprint}"
        if eprint and (_ARXIV_CLASS.search(archive) or not archive)
        else eprint
        if _ARXIV_CLASS.search(eprint)
        else None
    )
    return read_fields(
        {
            "title": f"{title}: {subtitle}" if title and subtitle else title,
            "abstract": fields.get("abstract"),
            "authors": _people(authors),
            "year": year or None,
            "date": date or None,
            "type": entry.kind,
            "venue": next((fields[name] for name in _VENUES if fields.get(name)), None)
            or _issuer(entry.kind, fields),
            "volume": fields.get("volume"),
            "issue": fields.get("number") or fields.get("issue"),
            "pages": fields.get("pages"),
            "arxiv": arxiv or fields.get("arxivid") or fields.get("arxiv") or _arxiv_in(fields),
            "doi": fields.get("doi"),
            "url": fields.get("url") or fields.get("link") or fields.get("ee") or _address_in(raw),
            "keywords": fields.get("keywords") or fields.get("keyword"),
            "key": entry.key or None,
            **citing_fields(fields),
        },
        entry.line,
    )


def _issuer(kind: str, fields: Mapping[str, object]) -> object:
    """Return who brought out what stands alone, or how it was published.

    "MIT Press", "Zenodo", "Blog post".
    """
    if kind not in _STANDS_ALONE:
        return None
    how = str(fields.get("howpublished") or "")
    is_place = _ADDRESS.search(how) or _ARXIV_CLASS.search(how)
    return (
        fields.get("publisher")
        or fields.get("organization")
        or (how if how and not is_place else None)
    )


def _address_in(raw: Mapping[str, str]) -> str | None:
    """Return the address in `howpublished`, or in a note."""
    found = _ADDRESS.search(raw.get("howpublished", "")) or _ADDRESS.search(raw.get("note", ""))
    return _verbatim(found[0]) if found else None


def _verbatim(address: str) -> str:
    """Return an address without the backslashes that TeX wants before some of its signs."""
    return clean(_ESCAPED.sub(r"\1", address))


def _arxiv_in(fields: Mapping[str, object]) -> str | None:
    """Return what of these holds an arXiv id.

    Google Scholar writes `journal = {arXiv preprint arXiv:1706.03762}`.
    """
    return next(
        (
            text
            for name in ("journal", "note", "howpublished")
            if _ARXIV_CLASS.search(text := str(fields.get(name) or ""))
        ),
        None,
    )


def _people(text: str) -> People:
    """Return the authors in `text`.

    Braces keep a name or a family name, commas and `and`s included, in one.
    """
    text = text.replace("\x00", "")  # what stands between two of them is ours, below
    whole: list[str] = []

    def keep(braced: re.Match[str]) -> str:
        if braced[1].lstrip().startswith("\\") or not (
            _AND.search(braced[1]) or "," in braced[1] or braced.span() == (0, len(text))
        ):
            return braced[0]
        whole.append(clean(latex_to_unicode(braced[1])))
        return f"\x00{len(whole) - 1}\x00"

    def restored(part: str) -> str:
        part = _KEPT.sub(lambda found: whole[int(found[1])], part)
        return clean(latex_to_unicode(part))

    names = [_STRAY_AND.sub("", name) for name in _AND.split(_BRACED.sub(keep, text))]
    if len(names) == 1:  # some programs join names as no BibTeX does
        names = names[0].split(";")
    return people(
        (_person(name, restored) for name in names), more=says_more(re.sub(r"[{}]", "", text))
    )


def _person(name: str, restored: Callable[[str], str]) -> Author:
    """Return one author: `First von Last`, `von Last, Jr, First`, or with BibLaTeX's named parts."""
    if _KEPT.fullmatch(name.strip()) or _WHOLE.fullmatch(name.strip()):
        return read_literal(restored(name))
    parts = name.split(",")
    if len(named := dict(map(_named_part, parts))) == len(parts) and "family" in named:
        part = {key: restored(value) for key, value in named.items()}
        family = f"{part.get('prefix', '')} {part['family']}"
        return read_parts(part.get("given", ""), family, part.get("suffix", ""))
    if len(parts) > 1:
        return read_commas([restored(part) for part in parts])
    *_, last = (None, *_BRACED.finditer(name.strip()))
    if last and last.end() == len(name.strip()) and " " in last[1] and last.start():
        # A family name of several words stands in braces: Gabriel {García Márquez}.
        return read_parts(restored(name.strip()[: last.start()]), restored(last[1]))
    return read_literal(one) if "," in (one := restored(name)) else read_author(one)


def _named_part(part: str) -> tuple[str, str]:
    """Return the name and the value of a part such as `family=Harman`; no name where it has none."""
    name, equals, value = part.partition("=")
    return (name.strip().strip('"').lower(), value.strip(' "')) if equals else ("", part)


FORMAT = DumpFormat("bibtex", "BibTeX and BibLaTeX", sniff, read)
