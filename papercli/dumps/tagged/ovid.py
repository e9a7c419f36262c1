"""OVID's exports: `<1>` starts each record; fields under tags of two letters, or under long names with indented values."""

import re
from collections.abc import Iterator
from typing import TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping_tags import OVID
from papercli.dumps.fields import read_fields
from papercli.dumps.inverted import read_inverted_all
from papercli.dumps.people import people, says_more
from papercli.dumps.tagged.medline import without_full_stop
from papercli.dumps.tagged.records import Dialect, read_tagged
from papercli.dumps.tagged.tags import Tags
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import full_pages, read_date, read_year
from papercli.name_words import is_degree
from papercli.patterns import late
from papercli.text import clean

_START = late(r"\ufeff?<\s{0,20}(\d{1,7})\s{0,20}\.?\s{0,20}>\s{0,20}$")
_STARTS = late(r"^\ufeff?<\s{0,20}\d{1,7}\s{0,20}\.?\s{0,20}>[^\S\n]{0,300}$", re.MULTILINE)
_SHORT = late(r"([A-Z][A-Z0-9])\s{0,3}- ?(.*)", re.DOTALL)
_LONG = late(r"([A-Z][A-Za-z0-9 &()/-]{0,45}?):?\s*$")
_SHOWS = late(
    r"^(?:(?:TI|AU|SO|VN|DB|UI|AN|AB)\s{0,3}- |(?:Title|Authors?|Source|Abstract|Unique Identifier|Accession Number)\s*$)",
    re.MULTILINE,
)
_TAG_OF = {
    "unique identifier": "UI",
    "accession number": "AN",
    "author": "AU",
    "authors": "AU",
    "author/editor": "AU",
    "authors full name": "FA",
    "authors full names": "FA",
    "title": "TI",
    "article title": "TI",
    "source": "SO",
    "abstract": "AB",
    "journal": "JN",
    "journal name": "JN",
    "year of publication": "YR",
    "publication year": "YR",
    "year": "YR",
    "date of publication": "DP",
    "publication date": "DP",
    "digital object identifier": "DO",
    "doi": "DO",
    "volume": "VO",
    "issue": "IP",
    "issue/part": "IP",
    "pages": "PG",
    "page": "PG",
    "keywords": "KW",
    "keyword heading": "KW",
    "author keywords": "KW",
    "publication type": "PT",
    "document type": "PT",
    "url": "UR",
    "link to the ovid full text or citation": "UR",
}
_FULL_STOP = late(r"(?<=, )([^\W\d_]{3,60})\.$")  # behind a given name in full
_LONGEST_NAME = 200  # characters
_WORDS = 3  # that the name of any other field has at most
_KINDS = (
    ("journal", "article"),
    ("article", "article"),
    ("review", "article"),
    ("conference", "inproceedings"),
    ("dissertation", "thesis"),
    ("book", "book"),
)
# As in "Journal of Moss. 12(3):1-9, 2004 Nov 16.", in "Journal of Moss. 12(3), Nov. 16, 2004. 1-9.", in "Moss. 3(2) (pp 1-9), 2004."
# and in "Reviews of Moss. (2):CD000001, 2004."
_VOLUME = r"(?:vol(?:ume)?\.?\s{0,20})?(?P<volume>(?!(?:1[89]|20)\d\d\b(?!\())[A-Z]?\d{1,5}[A-Z]?)(?=\s{0,20}[(:,.;]|\s{1,20}(?:pp?|no|suppl)\b|$)"
_ISSUE = r"(?:,?\s{0,20}(?:(?:no\.?|issue)\s{0,20}(?P<number>\d{1,5})|(?P<supplement>suppl(?:ement)?\b\.?(?:\s\d{1,3})?)))?\s{0,20}(?:\((?!pp?\b)\s{0,20}(?:no\.?\s{0,20})?(?P<issue>[^()]{1,40}?)\s{0,20}\))?"
_SOURCE = late(
    rf"(?P<venue>\S.{{1,300}}?)[.,]\s{{1,20}}(?P<year>(?:1[89]|20)\d\d;\s{{0,20}})?(?:{_VOLUME}{_ISSUE}|\((?P<alone>\d{{1,5}})\)(?=:))(?P<rest>[^\n]*)",
    re.IGNORECASE,
)
_UP_TO_YEAR = late(r"(\S[^\n]{1,300}?)[.,]\s{1,20}\(?(?:1[89]|20)\d\d\b")
# A day stands behind a full stop, too: a page alone is one only behind a colon or its label.
_PAGES = late(
    r"(?:(?<=:)\s*|\bpp?\.?\s*|\.\s+)([A-Z]?\d{1,6}\s*-\s*[A-Z]?\d{1,6})(?!\s*-|\d)|(?:(?<=:)\s*|\bpp?\.\s*)([A-Z]{0,3}\d{1,8})(?=[,.;)]|$)"
)
_MARKS = late(r"\s?\[(?:[A-Z][a-z]+(?: [A-Z][a-z]+)?|\d{1,4} refs?)\]\.?$")
# Names that full stops part: "Elm JR. Birch SR.", "Elm, John R. Birch, Sue."
_NEXT_FULL = late(r"(?<=\.)\s+(?=[^\s,.][^,.]{0,60},\s)")
_NEXT_BARE = late(r"(?<=[A-Z])\.\s+(?=[^\s,.][^,.]{0,60} [A-Z]{1,4}\.)")
_HUNG_ON = late(
    r"\s{0,20}(?:\(\d[\d,\s]{0,300}\)|\s\d{1,2}(?:,\s{0,20}\d{1,2}){0,20}|\[[^\[\]]{1,40}\]|[*+,]){1,20}\s{0,20}\.?$"
)


def _tag(line: str) -> tuple[str, str] | None:
    if found := _START.match(line):
        return "<>", found[1]
    if found := _SHORT.match(line):
        return found[1], found[2]
    if line[:1].isspace() or (found := _LONG.match(line)) is None:
        return None
    name = found[1].strip().lower()
    if name not in _TAG_OF and len(name.split()) > _WORDS:
        return None
    return _TAG_OF.get(name, name), ""


_DIALECT = Dialect(_tag, starts=frozenset({"<>"}), titles=frozenset({"TI"}), prose=frozenset())


def sniff(head: str) -> float:
    """Say how sure it is that `head` is OVID's: a numbered record, and fields below it."""
    found = _STARTS.search(head)
    if found is None:
        return 0.0
    return 0.98 if len(set(_SHOWS.findall(head, found.end()))) > 1 else 0.0


def _to_record(tags: Tags) -> Record | Skipped:
    title = tags.first("TI")
    if title is None:
        return Skipped(tags.line, "no title")
    source = tags.first("SO") or ""
    named = _read_source(source)
    names = _names(tags)
    kind = (tags.first("PT") or "").lower()
    link = next((each for each in tags.all("UR", "XL", "DO") if "http" in each), None)
    record = read_fields(
        {
            "title": without_full_stop(_without_marks(title)),
            "abstract": tags.first("AB"),
            "authors": people(
                read_inverted_all(names, least=1), more=bool(names) and says_more(names[-1])
            ),
            "year": tags.first("YR", "DP", "PY") or named.get("date") or read_year(source),
            "date": tags.first("DP") or named.get("date") or tags.first("YR", "PY"),
            "type": next((ours for theirs, ours in _KINDS if kind.startswith(theirs)), None),
            "venue": tags.first("JN") or named.get("venue") or _lone_venue(source),
            "volume": tags.first("VO") or named.get("volume"),
            "issue": tags.first("IP") or named.get("issue"),
            "pages": full_pages(tags.first("PG") or named.get("pages")),
            "doi": tags.first("DO"),
            "url": link,
            "keywords": tags.words("KW"),
            "key": tags.first("UI", "AN"),
        },
        tags.line,
    )
    return with_unkept(record, tags.fields(), OVID)


def _lone_venue(source: str) -> str | None:
    """Return a source that is a name, and perhaps a date behind it."""
    if found := _UP_TO_YEAR.match(source):
        return found[1]
    return source.rstrip(". ") if source and not any(map(str.isdigit, source)) else None


def _read_source(source: str) -> dict[str, str | None]:
    """Return what the line of a source says: where, which volume, which pages, when."""
    found = _SOURCE.match(source)
    if found is None:
        return {}
    pages = _PAGES.search(found["rest"])
    # A page may look like a year, and a year of the name of a journal is none of the paper.
    rest = (
        f"{found['rest'][: pages.start()]} {found['rest'][pages.end() :]}"
        if pages
        else found["rest"]
    )
    return {
        "venue": found["venue"],
        "volume": found["volume"],
        "issue": found["issue"] or found["number"] or found["supplement"] or found["alone"],
        "pages": (pages[1] or pages[2]) if pages else None,
        "date": read_date(rest.strip(" ,.;:()")) or read_date(found["year"]),
    }


def _without_marks(title: str) -> str:
    """Return a title without what stands in brackets behind it: `[Review] [25 refs]`."""
    while (found := _MARKS.search(title)) and found.start():
        title = title[: found.start()]
    return title


def _names(tags: Tags) -> list[str]:
    names = []
    for line in tags.lines("FA", "AU"):
        for part in line.split(";"):
            for each in _NEXT_BARE.split(part) if "," not in part else _NEXT_FULL.split(part):
                name = clean(each)
                while len(name) <= _LONGEST_NAME and (found := _HUNG_ON.search(name)):
                    name = name[: found.start()]
                names.append(_FULL_STOP.sub(r"\1", name.rstrip(" ,")))
    # "Birch, Sam; PhD; FAAN": among names with a comma a word in capitals is what somebody is.
    have_comma = any("," in name for name in names)
    return [
        name
        for name in names
        if name and not (is_degree(name) or (have_comma and name.isupper() and name.isalpha()))
    ]


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each citation; the next one starts at its number."""
    return read_tagged(dump, _DIALECT, _to_record)


FORMAT = DumpFormat("ovid", "OVID, as its databases export citations", sniff, read)
