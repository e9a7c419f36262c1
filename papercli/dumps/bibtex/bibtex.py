"""BibTeX and BibLaTeX: strings, `#`, crossref, LaTeX to Unicode, names.

A broken entry costs no other.

bibtexparser 2 and pybtex were measured and not taken. Both want the whole dump; handed one entry at
a time, bibtexparser loses it for a field given twice or a stray comma, takes the next field into
the title where a comma is missing, and knows neither `#`, parentheses nor inheritance; pybtex
raises at the first fault.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bibtex.entries import KIND, Entry, split_entries
from papercli.dumps.bibtex.journals import JOURNALS
from papercli.dumps.bibtex.names import inverted_in, read_names
from papercli.dumps.bibtex.reader_fields import with_reader_fields
from papercli.dumps.bibtex.venues import ADDRESS, ARXIV_CLASS, PARENTS, venue_of
from papercli.dumps.bookkeeping import BIBTEX
from papercli.dumps.citing import citing_fields
from papercli.dumps.fields import csl_type, read_fields
from papercli.dumps.input.lines import head_of
from papercli.dumps.markup import with_characters
from papercli.dumps.months import month_and_day
from papercli.dumps.unkept import with_unkept
from papercli.latex.read import latex_outside_maths, latex_to_unicode
from papercli.patterns import late
from papercli.text import clean

_KINDS = (
    "article|book|booklet|conference|inbook|incollection|inproceedings|manual|mastersthesis|misc|phdthesis|proceedings|techreport"
    "|unpublished|online|thesis|report|string"
)
# In round brackets, which mentions have, too, a type of no standard shows by the field behind its key.
_HEAD = late(
    rf"^[ \t\ufeff]*@[ \t]*(?:({KIND})[ \t]*\{{|({_KINDS}|{KIND}(?=[ \t]*\([^\s,=(){{}}]*,\s*\w+\s*=))[ \t]*\()"
    r"[ \t]*[^\s,={}()\"]*[ \t]*(?:,|=|$)",
    re.MULTILINE | re.IGNORECASE,
)
_MONTHS = {
    name: str(number)
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_NOT_PAPERS = frozenset({"xdata", "set", "bibnote", "control", "ieeetranbstctl", "jabref"})
_INHERITED_AS = {"title": "booktitle", "subtitle": "booksubtitle"}
_NOT_INHERITED = frozenset(
    "crossref xref xdata ids entryset keywords abstract note doi url pages shorttitle author".split()
)
_PAGES = ("pages", "eid", "articleno", "article-number")  # or the number of an article
_TAGS = (
    "groups",
    "tags",
    "mendeley-tags",
)  # the reader's: of JabRef and this program, BibDesk, Mendeley
_GENERATIONS = 4  # of parents: a chapter, its book, the book's collection, what they share
_DIGITS = late(r"\d{1,2}")
_WITH_SLASHES = late(r"\d{4}/\d{1,2}/\d{1,2}")  # of one day, and no range
_OTHERS = late(r"(?<!\s)\s++and\s+others\s*$")
_TILDE = late(r"\\~\{\}|\$\\sim\$|\{?\\(?:text)?asciitilde(?:\{\}|\s|\})|\{\\textasciitilde\}")
_ESCAPED = late(r"\{?\\([_%&#~])\}?|\{([_%&#~])\}")


def sniff(head: str) -> float:
    """Say how sure it is that `head` is BibTeX: an entry starts a line."""
    kinds = {(kind or other).lower() for kind, other in _HEAD.findall(head)}
    return 0.0 if not kinds else 0.97 if kinds - {"comment", "string", "preamble"} else 0.5


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each entry.

    One that takes fields from a parent further down comes when the parent has been read.
    """
    inverted = inverted_in(head_of(dump))
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
        if each.kind in PARENTS or key in waiting:
            parents.setdefault(key, fields)
        for child, own in (*waiting.pop(key, ()), (each, fields)):
            if missing := _missing_parent(own, parents):
                waiting.setdefault(missing, []).append((child, own))
            elif child.kind not in _NOT_PAPERS:
                yield to_record(child, _inherit(own, parents), inverted=inverted)
    for children in waiting.values():
        for child, own in children:
            if child.kind not in _NOT_PAPERS:
                yield to_record(child, _inherit(own, parents), inverted=inverted)


def _parents_of(fields: Mapping[str, str]) -> list[str]:
    """Return the keys of the entries that one takes fields from: its `xdata`, of which there may be several, and its crossref."""
    names = (*fields.get("xdata", "").split(","), fields.get("crossref", ""))
    return [key for name in names if (key := name.strip().lower())]


def _missing_parent(
    fields: Mapping[str, str], parents: Mapping[str, Mapping[str, str]], depth: int = 0
) -> str | None:
    """Return the key of a parent, or of one of theirs, that has not been read; None if all have."""
    for name in _parents_of(fields) if depth < _GENERATIONS else ():
        if name not in parents:
            return name
        if missing := _missing_parent(parents[name], parents, depth + 1):
            return missing
    return None


def _inherit(
    fields: Mapping[str, str], parents: Mapping[str, Mapping[str, str]], depth: int = 0
) -> dict[str, str]:
    """Return the fields with those of the parents, and of theirs, where there are none.

    The title of one that is cross-referenced is the booktitle (BibLaTeX, appendix B).
    """
    known = dict(fields)
    for name in _parents_of(fields) if depth < _GENERATIONS else ():
        taken = _inherit(parents.get(name, {}), parents, depth + 1)
        if name == fields.get("crossref", "").strip().lower():
            taken = {
                _INHERITED_AS.get(each, each): value
                for each, value in taken.items()
                if each not in _NOT_INHERITED
            }
        known = {each: value for each, value in taken.items() if each != "xdata"} | known
    return known


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


def _date_of(fields: Mapping[str, object]) -> str:
    """Return the date of an entry, or what its year and month give; of a range the start."""
    if date := str(fields.get("date") or ""):
        return date if _WITH_SLASHES.fullmatch(date) else date.partition("/")[0]
    year, said = str(fields.get("year") or ""), str(fields.get("month") or "")
    month, day = month_and_day(said)
    if month and re.fullmatch(r"\d{4}", year):
        return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
    numbers = said[:1].isdecimal() and not re.search(r"[^\W\d_]", said)
    return f"{year}-{'-'.join(_DIGITS.findall(said)[:2])}" if numbers else f"{year} {said}"


def to_record(entry: Entry, raw: Mapping[str, str], *, inverted: bool | None) -> Record | Skipped:
    """Return the record that an entry with these fields describes; its names may be `inverted`."""
    raw = {name: with_characters(value) for name, value in raw.items()}
    fields: dict[str, object] = {
        name: clean(latex_to_unicode(raw[name]))
        for name in raw.keys() - {"author", "editor", "url", "doi", "eprint", "file"}
    }
    fields |= {name: _verbatim(raw[name]) for name in ("url", "doi") if name in raw}
    title, subtitle = fields.get("title"), fields.get("subtitle")
    eprint, archive = (
        raw.get("eprint", ""),
        str(fields.get("archiveprefix") or fields.get("eprinttype") or ""),
    )
    if journal := JOURNALS.get(raw.get("journal", "").strip("{} ").removeprefix("\\")):
        fields["journal"] = journal
    authors = _with_collaboration(raw.get("author") or raw.get("editor") or "", raw)
    arxiv = (
        f"arXiv:{eprint}"
        if eprint and (ARXIV_CLASS.search(archive) or not archive)
        else eprint
        if ARXIV_CLASS.search(eprint)
        else None
    )
    arxiv = arxiv or str(fields.get("arxivid") or fields.get("arxiv") or _arxiv_in(fields) or "")
    record = read_fields(
        {
            "title": f"{title}: {subtitle}" if title and subtitle else title,
            "abstract": clean(latex_outside_maths(raw.get("abstract", ""))) or None,
            "authors": read_names(authors, inverted=inverted),
            "year": str(fields.get("year") or "") or None,
            "date": _date_of(fields) or None,
            "type": _type(entry.kind, fields, is_arxiv=bool(arxiv)),
            "venue": venue_of(entry.kind, fields),
            "title_tex": _title_tex(raw),
            "volume": fields.get("volume"),
            "issue": fields.get("number") or fields.get("issue"),
            "pages": next((fields[name] for name in _PAGES if fields.get(name)), None),
            "arxiv": arxiv or None,
            "doi": fields.get("doi"),
            "url": fields.get("url") or fields.get("link") or fields.get("ee") or _address_in(raw),
            "keywords": fields.get("keywords") or fields.get("keyword"),
            "tags": next((fields[name] for name in _TAGS if fields.get(name)), None),
            "key": entry.key or None,
            **citing_fields(fields),
        },
        entry.line,
    )
    said = ((name, fields[name]) for name in raw if name in fields)
    return with_unkept(with_reader_fields(record, raw), said, BIBTEX)


def _with_collaboration(authors: str, raw: Mapping[str, str]) -> str:
    """Return the authors, and the collaboration that INSPIRE names beside them: `collaboration = "ATLAS"`."""
    group = raw.get("collaboration", "").strip("{} ")
    if not group or group in authors:
        return authors
    name = group if "collab" in group.lower() else f"{group} Collaboration"
    listed = _OTHERS.sub("", authors)
    return " and ".join(
        filter(None, (listed, f"{{{name}}}", *(["others"] if listed != authors else [])))
    )


def _title_tex(raw: Mapping[str, str]) -> str | None:
    """Return the title with its formulas in TeX, where it has any."""
    title, subtitle = raw.get("title", ""), raw.get("subtitle", "")
    both = f"{title}: {subtitle}" if title and subtitle else title
    read = clean(latex_outside_maths(both))
    return read if read != clean(latex_to_unicode(both)) else None


def _type(kind: str, fields: Mapping[str, object], *, is_arxiv: bool) -> str:
    """Return what kind of work it is; of `misc`, a field may say so, and BibLaTeX has preprints `online`."""
    named = str(fields.get("type") or "")
    if kind == "online" and is_arxiv:
        return "preprint"
    return named if kind == "misc" and csl_type(named) else kind


def _address_in(raw: Mapping[str, str]) -> str | None:
    """Return the address in `howpublished`, or in a note."""
    found = ADDRESS.search(raw.get("howpublished", "")) or ADDRESS.search(raw.get("note", ""))
    return _verbatim(found[0]) if found else None


def _verbatim(address: str) -> str:
    """Return an address without the backslashes that TeX wants before some of its signs."""
    return clean(_ESCAPED.sub(r"\1\2", _TILDE.sub("~", address)))


def _arxiv_in(fields: Mapping[str, object]) -> str | None:
    """Return what of these holds an arXiv id.

    Google Scholar writes `journal = {arXiv preprint arXiv:1706.03762}`.
    """
    return next(
        (
            text
            for name in ("journal", "note", "howpublished")
            if ARXIV_CLASS.search(text := str(fields.get(name) or ""))
        ),
        None,
    )


FORMAT = DumpFormat("bibtex", "BibTeX and BibLaTeX", sniff, read, is_latex=True)
