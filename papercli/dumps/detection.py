"""Which format a dump is in: the one with the most evidence, weighed by the share that it explains.

Blocks that show their own format (`blocks`) explain themselves and are out of sight of all other
formats, so that no entry, record or object decides what the text around it is.
"""

import io
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from papercli.dumps import unnamed_table
from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.blocks import JSON, PAGES
from papercli.dumps.formats import DOCUMENTS, FORMATS, format_named
from papercli.dumps.input.files import Dump
from papercli.dumps.json.document import unfold
from papercli.dumps.json.doubles import Object
from papercli.dumps.json.exported import is_exported
from papercli.dumps.json.stream import read_objects
from papercli.dumps.listing.listing import read as read_listing
from papercli.dumps.listing.listing import takes_turns
from papercli.dumps.listing.prose import reads_like_title
from papercli.dumps.mixed import divide
from papercli.dumps.pages.accepted import read as read_accepted
from papercli.dumps.pages.evidence import is_result_page
from papercli.dumps.pages.names import are_names
from papercli.dumps.plausible import flaw_of
from papercli.dumps.tagged import unread
from papercli.dumps.xml.documents import root_of
from papercli.errors import DumpError, UnknownFormatError
from papercli.patterns import late
from papercli.text import clean

_HEAD = 1 << 16  # bytes; of a larger dump only its start is looked at
_GENERAL = frozenset({"jsonl", "json"})  # objects under the usual names
_IN_JSON = _GENERAL | {
    "csl-json",
    "arxiv-json",
    "openalex",
    "semanticscholar",
    "crossref",
    "datacite",
    "zotero",
    "paperpile",
    "openreview",
    "hf-daily",
}
# Whose sniff knows what it explains.
OF_TEXT = frozenset({"listing", "labelled", "markdown", "csv", "titles"})
# A file of these is one as a whole: whatever its parts look like, they are its own.
_WHOLE = frozenset({"yaml", "notes", "org", "bookmarks"})
_ANYTHING = frozenset({"listing", "titles"})  # any text may be one, unless it shows what it is
# Owners of blocks that are lines of a page as well.
_IN_PAGES = ("", "labelled", "csv", "markdown")
_TAGGED = frozenset({"ris", "nbib", "wos", "enw", "refworks", "ovid"})
# Share of text outside of blocks from which on it says what a dump is: the blocks are read anyway.
_MUCH = 0.2
_SURE = 0.3  # of a format's sniff: from here on the format shows in the file itself
_MOST_AROUND = 0.5  # share of text around blocks that needs no format of its own
_NO_BLOCK = 1e-6  # share of a format that finds its marks but no block
_LEAST_CERTAIN = 0.08  # share of a text that makes it a dump: a manual may quote an entry or two
_START = 2_500  # characters
_PUBMED = late(r"\bPMID: \d{4,9}\b")
_FEW = 2  # references that make a text look like a list of them
_BARE_LINK = late(
    r"(?:[-*•]\s|\d{1,4}[.)]\s)?(?:https?://\S+|(?:doi:\s?)?10\.\d{4,9}/\S+|(?:arxiv:\s?)?\d{4}\.\d{4,5}(?:v\d+)?)",
    re.IGNORECASE,
)
# What a title has not: columns, a year in brackets, pages, a link.
_NO_TITLE = late(
    r"\s\|\s|\t|\([^()]{0,60}(?:19|20)\d\d\)|\*\*|\bet al\b|,\s(?:19|20)\d\d,|\bpp?\.\s?\d|https?://|\s[–—-]\s[A-Z][\w.]+,?\s[A-Z]|\d\s?[–-]\s?\d{2,}"
)
_MOSTLY_TITLES = 0.8  # share of lines that make a text a list of titles


def family_of(name: str) -> str:
    """Return who owns the blocks of a format: for those in JSON, JSON."""
    return JSON if name in _IN_JSON else name


def is_whole(name: str) -> bool:
    """Say whether a format is that of whole files, and what stands in one is never another's."""
    return name in _WHOLE


def detect(dump: Dump) -> DumpFormat:
    """Return the format that is surest to know this dump.

    Raises UnknownFormatError when none does; one that nobody named must show what it is.
    """
    root = root_of(dump.head)
    if root is not None:
        known = _surest_in_xml(dump.head)
        if known is None:
            raise UnknownFormatError(f"{dump.path}: XML that papers does not read: {root.kind}")
        if known.name in DOCUMENTS:
            return known
    sniff = cache(_sniff)  # of the surest format it is asked more than once
    weights = _weigh(FORMATS, dump.head, sniff, is_cut=dump.size > _HEAD)
    certainty, surest = max(weights, key=lambda pair: pair[0])
    is_shown = sniff(surest, dump.head) >= _SURE
    if certainty == 0 or (dump.is_met and not is_shown):
        why = unread.refusal(dump.head) or unnamed_table.refusal(
            dump.head, is_cut=dump.size > _HEAD
        )
        raise UnknownFormatError(
            f"{dump.path}: {why or f'format not recognised; {_hint(dump.head)}'}"
        )
    starts_so = sniff(surest, dump.head.lstrip()[:_START]) >= _SURE
    if is_shown and not starts_so and _NO_BLOCK < certainty < _LEAST_CERTAIN:
        raise UnknownFormatError(
            f"{dump.path}: only {certainty:.0%} of it is {surest.name}; "
            f"to read that, use `--format {surest.name}`"
        )
    return surest


def _surest_in_xml(head: str) -> DumpFormat | None:
    names = DOCUMENTS | {"pubmed-xml", "endnote-xml", "arxiv-atom"}
    sure = {each.name: each.sniff(head) for each in FORMATS if each.name in names}
    best = max(sure, key=lambda name: sure[name])
    return format_named(best) if sure[best] else None


def _hint(head: str) -> str:
    """Say how a text that no format claims can be read."""
    if len(_PUBMED.findall(head)) > 1 or (_PUBMED.search(head) and "doi: 10." in head):
        return "it looks copied from PubMed; save it there in the format PubMed, and read that file"
    lines = [line for line in map(clean, head.split("\n")) if line]
    if sum(_BARE_LINK.fullmatch(line) is not None for line in lines) >= _MOSTLY_TITLES * len(lines):
        return (
            "it holds links or ids without titles, and papers fetches nothing; "
            "export these papers as BibTeX or RIS, and read that file"
        )
    if is_result_page(head):
        return (
            "it looks copied from a page of search results; "
            "export the results there, as BibTeX or RIS, and read that file"
        )
    if _reads_well(head):
        return "if each title stands above its authors, read it with `--format accepted`"
    entries = list(format_named("references").read(io.StringIO(head)))
    read = sum(isinstance(each, Record) for each in entries)
    if read >= _FEW:
        return (
            f"if it is a list of references, {read} of {len(entries)} can be read; "
            "to read those, use `--format references`"
        )
    titles = sum(
        reads_like_title(line)
        and line.count(" ") > 1
        and flaw_of(line) is None
        and not are_names(line)
        and _NO_TITLE.search(line) is None
        for line in lines
    )
    if titles >= _MOSTLY_TITLES * len(lines):
        return "if each line is a title, read it with `--format titles`"
    if takes_turns(read_listing(io.StringIO(head))):
        return (
            "it is laid out like a listing, but does not read like papers; "
            "if they are papers, read it with `--format listing`"
        )
    return "see `papers formats`"


def _reads_well(head: str) -> bool:
    """Say whether a text gives titles with authors below them, and not much else."""
    units = list(read_accepted(io.StringIO(head)))
    found = [each for each in units if isinstance(each, Record)]
    good = [
        each
        for each in found
        if len(each.authors) > 1 and not any(map(str.isdigit, each.title)) and " " in each.title
    ]
    is_most = bool(good) and len(good) >= _MOSTLY_TITLES * len(found)
    return is_most and len(units) <= 3 * len(found)


def _sniff(dump_format: DumpFormat, text: str) -> float:
    return dump_format.sniff(text)


def _weigh(
    formats: Sequence[DumpFormat],
    head: str,
    sniff: Callable[[DumpFormat, str], float],
    *,
    is_cut: bool,
) -> list[tuple[float, DumpFormat]]:
    """Return how sure each format is that the dump which starts with `head` is in it."""
    parts = list(divide(io.StringIO(head), is_cut=is_cut))
    lengths: Counter[str] = Counter()
    for owner, lines in parts:
        lengths[owner] += sum(len(line.strip()) for line in lines)
    total = max(lengths.total(), 1)
    views: dict[str, str] = {}

    def view(*owners: str) -> str:
        """Return the text of these owners, the rest blank."""
        key = " ".join(owners)
        if key not in views:
            views[key] = "".join(
                line if owner in owners else "\n" for owner, lines in parts for line in lines
            )
        return views[key]

    def certainty(dump_format: DumpFormat) -> float:
        if is_whole(dump_format.name):
            return sniff(dump_format, head)
        family = family_of(dump_format.name)
        if family == "references" and not _TAGGED.isdisjoint(lengths):
            return 0.0  # what the papers of a database cite
        if family in PAGES:
            share = sum(lengths[owner] for owner in _IN_PAGES) / total
            return sniff(dump_format, view(*_IN_PAGES)) * (1.0 if share >= _MUCH else share)
        own = lengths[family]
        evidence = sniff(dump_format, view("", family) if own else view(""))
        if dump_format.name in OF_TEXT:
            share = (own + lengths[""]) / total
            if dump_format.name == "listing" and not evidence and share < _MOST_AROUND:
                return _NO_BLOCK  # reads what stands around the blocks of a table, and reports it
            return evidence * (1.0 if share >= _MUCH else share)
        if not own:
            return evidence * _NO_BLOCK
        evidence = evidence or sniff(
            dump_format, view(family)
        )  # where text stands above the blocks
        if family == JSON:
            evidence = max(evidence, surest[dump_format.name]) * shares[dump_format.name]
        return evidence * own / total

    shares, surest = _dialects(formats, view(JSON))
    found = [(certainty(each), each) for each in formats]
    if any(sure and is_whole(each.name) for sure, each in found):
        return [(0.0 if each.name in _ANYTHING else sure, each) for sure, each in found]
    return found


def _dialects(
    formats: Sequence[DumpFormat], text: str
) -> tuple[dict[str, float], dict[str, float]]:
    """Return each JSON format's share of the objects in `text`, 1 where none is whole, and how sure one of them makes it."""
    counts: Counter[str] = Counter()
    surest: dict[str, float] = dict.fromkeys(_IN_JSON, 0.0)
    particular = [each for each in formats if each.name in _IN_JSON - _GENERAL]
    for each in _objects(text):
        sure, best = 0.0, ""
        if not is_exported(each):  # what this program wrote has keys of many dialects
            shown = json.dumps(each, ensure_ascii=False)
            sure, best = max((one.sniff(shown), one.name) for one in particular)
        counts.update([best] if sure else _GENERAL)
        if sure:
            surest[best] = max(surest[best], sure)
    total = sum(counts.values()) - counts["json"]
    if not total:
        return dict.fromkeys(_IN_JSON, 1.0), surest
    # A dialect's reader would lose what objects under the usual names hold, so most of them have to
    # be in it.
    shares = {
        name: counts[name] / total if name in _GENERAL or counts[name] >= counts["json"] else 0.0
        for name in _IN_JSON
    }
    return shares, surest


def _objects(text: str) -> list[Object]:
    """Return the objects in `text`.

    Where it is broken, those that stand on a line each, if they are more.
    """
    found: list[Object] = []
    broken = False
    try:
        for each in read_objects(io.StringIO(text)):
            if isinstance(each, Skipped):
                broken = True
            else:
                found.append(each[1])
    except DumpError:
        pass  # the head ends within an object
    by_line = [value for line in text.split("\n") for value in _values(line)] if broken else []
    return max(found, by_line, key=len)


def _values(line: str) -> list[Object]:
    """Return the objects that stand on a line, alone or in an array."""
    try:
        value = json.loads(line.strip().removesuffix(","))
    except (ValueError, RecursionError):
        return []
    values = value if isinstance(value, list) else [value]
    return [held for each in values if isinstance(each, dict) for _, held in unfold(0, each)]
