"""Where a paper appeared: venue, volume, issue and pages, in whatever way they were abbreviated."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import product

from papercli.dedupe.plain import plain, unescape
from papercli.paper import Paper

_GENERIC = frozenset(
    "the of in on and for a an at to der die das und de la le et y proc proceedings proceeding annual ann annu international intl int intern"
    " conference conf journal j jour jrnl workshop work wkshp symposium symp sympos meeting congress transactions trans acm ieee usenix aaai"
    " siam press series vol volume edition edn appear published online print official abstracts part ser new yearly national natl nat"
    " first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"
    " eighteenth nineteenth twentieth twenty thirty thirtieth st nd rd th research archives advances special issue lecture notes record"
    " letters magazine bulletin review reviews rev january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec pp p pages ed eds editor editors no vol appear forthcoming press"
    .split()
)  # fmt: skip
_JOURNAL = frozenset("journal j jour jrnl transactions trans record letters magazine bulletin annals archives quarterly".split())
_MEETING = frozenset("conference conf proceedings proc workshop wkshp symposium symp sympos meeting congress colloquium".split())
_PROCEEDINGS = frozenset({"proceedings", "proc"})
_PREPRINT = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|corr|preprints?|research square|osf|eprint|e-print|hal|zenodo"
    r"|tech(?:nical)?\.?\s+rep(?:ort|\.)?|working papers?|unpublished|manuscript|submitted)\b",
    re.IGNORECASE,
)
_THESIS = re.compile(r"\b(?:ph\.?\s?d|master'?s?|doctoral)\b.{0,12}\b(?:thesis|dissertation)\b|\bdissertation\b|\bthesis\b", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)\s*[-\u2010-\u2015\u2212]+\s*[a-z]*(\d+)", re.IGNORECASE)
_PAGE = re.compile(r"(\d+)(?!\d|\s*(?:p\b|pp\b|pages))", re.IGNORECASE)  # "215 p" says how many pages, not which
_PAGES_IN_VENUE = re.compile(r"(?<!\d)(\d{1,5}\s*[-\u2010-\u2015]{1,2}\s*\d{1,5})(?![\d-])")
_NUMBER = re.compile(r"\d+")
_VOLUME = re.compile(r"(\d+)(?:\s*\(\s*(?:no\.?\s*)?(\d+))?")
_ASIDE = re.compile(r"(?<=[^\W\d_])\s*[(\[].*$")  # "Lancet (London, England)", "Proceedings of ... (ACM Press, New York"
_DIVIDED = re.compile(r"(?<=[^\W\d])--+\s?(?=[a-z])")  # "com--puting": a word that was divided at the end of a line
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_IN_TITLE = re.compile(r"[^()\[\]]{0,30}[(\[]((?:19|20)\d\d)[)\]][.,]?\s")  # "Lovelace (1991). On trees"
_LEAST_ACRONYM, _LONGEST_ACRONYM = 3, 12
_LEAST_HEAD = 6  # letters of a venue's name that can stand for a longer one
_STEM = 4  # letters that words of one field share,
_ROOT = 6  # and those that stand for each other: computing, computation
_LONGEST_NAME = 30  # words of a venue's name that are compared


class Relation(Enum):
    """How one field of two papers agrees."""

    SAME = "same"
    NEAR = "near"
    UNKNOWN = "unknown"  # missing on a side, or not comparable
    DIFFERENT = "different"


class Kind(Enum):
    """What sort of place a venue is, as far as its name tells."""

    UNKNOWN = "unknown"
    JOURNAL = "journal"
    MEETING = "meeting"
    PREPRINT = "preprint"
    THESIS = "thesis"


@dataclass(frozen=True, slots=True)
class Venue:
    """The name of a venue, taken apart."""

    words: tuple[str, ...]  # all words, folded, without numbers
    telling: tuple[str, ...]  # the words that are no "proceedings", "journal" or "of the"
    kind: Kind


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its venue a paper stands, in numbers."""

    year: int | None
    volume: str | None
    issue: str | None
    first: int | None  # first page
    last: int | None


@lru_cache(maxsize=4096)
def parse_venue(text: str, of_type: str | None) -> Venue:
    """Return the venue that `text` names; a CSL type helps to tell journal from meeting."""
    text = _ASIDE.sub("", unescape(text))
    words = tuple(re.sub(r"[\d_]+", " ", plain(_DIVIDED.sub("", text))).split())[:_LONGEST_NAME]
    telling = tuple(word for word in words if word not in _GENERIC and len(word) > 1) or tuple(word for word in words if len(word) > 1)
    present = set(words)
    journal, meeting = not present.isdisjoint(_JOURNAL), not present.isdisjoint(_MEETING)
    if _THESIS.search(text):
        kind = Kind.THESIS
    elif _PREPRINT.search(text):
        kind = Kind.PREPRINT
    elif journal != meeting:
        kind = Kind.JOURNAL if journal else Kind.MEETING
    elif journal or of_type is None:
        kind = Kind.UNKNOWN
    else:
        kind = {"article-journal": Kind.JOURNAL, "paper-conference": Kind.MEETING}.get(of_type, Kind.UNKNOWN)
    return Venue(words, telling, kind)


def parse_place(paper: Paper) -> Place:
    """Return the numbers of a paper, also those that a dump left inside the venue ("CACM 27 (1984) 433-444")."""
    venue = paper.venue or ""
    year = paper.year
    if year is None and (found := _YEAR.findall(f"{venue} {paper.volume or ''}")):
        year = int(found[-1])
    if year is None and (told := _YEAR_IN_TITLE.match(paper.title)):
        year = int(told[1])
    volume = issue = None
    if paper.volume and not _RANGE.search(paper.volume) and (numbers := _VOLUME.search(paper.volume)):
        volume, issue = numbers[1].lstrip("0"), numbers[2]
        if issue is not None and _YEAR.fullmatch(issue):  # "22 (1993)"
            issue = None
        if _YEAR.fullmatch(volume):  # some journals number volumes by the year, and some databases do it for them
            volume = None
    if paper.issue and (number := _NUMBER.search(paper.issue)):
        issue = number[0].lstrip("0")
    pages = paper.pages
    if not pages and (inside := _PAGES_IN_VENUE.search(venue)):
        pages = inside[1]
    first, last = _parse_pages(pages or "")
    return Place(year, volume or None, issue or None, first, last)


def _parse_pages(text: str) -> tuple[int | None, int | None]:
    if ranged := _RANGE.search(text):
        first, last = ranged[1], ranged[2]
    elif page := _PAGE.search(text):
        first, last = page[1], None
    else:
        return None, None
    if last is None and len(first) >= 6 and len(first) % 2 == 0:  # "912919": the dash was lost
        first, last = first[: len(first) // 2], first[len(first) // 2 :]
    if last is not None and len(last) < len(first):  # "1676-87"
        last = first[: len(first) - len(last)] + last
    return int(first), int(last) if last is not None else None


def align(left: Place, right: Place) -> tuple[Place, Place]:
    """Return both places, one of them moved where its issue and page stand in the fields of the other's volume and issue."""

    def moved(place: Place, other: Place) -> Place:
        one_off = place.volume is None and None not in (place.issue, place.first) and (place.issue, str(place.first)) == (other.volume, other.issue)
        return Place(place.year, place.issue, str(place.first), None, None) if one_off else place

    return moved(left, right), moved(right, left)


def relate_pages(left: Place, right: Place) -> Relation:
    """Compare pages: the same start is the same; a start or end that is nearly the same is near (a slip of the hand)."""
    if left.first is None or right.first is None:
        return Relation.UNKNOWN
    if left.first == right.first:
        return Relation.SAME
    for one, other in ((left, right), (right, left)):
        if one.last is None and str(one.first) == f"{other.first}{other.last}":
            return Relation.SAME  # "2337" beside "23-37": the dash was lost
    if left.last is not None and left.last == right.last:
        return Relation.NEAR
    if 1 in (left.first, right.first):
        return Relation.UNKNOWN  # a paper online first is numbered from 1, as preprints are
    if abs(left.first - right.first) <= 1 and left.last is not None and right.last is not None and abs(left.last - right.last) <= 1:
        return Relation.NEAR
    return Relation.DIFFERENT


def relate_numbers(left: str | None, right: str | None) -> Relation:
    """Compare volumes or issues."""
    if left is None or right is None:
        return Relation.UNKNOWN
    return Relation.SAME if left == right else Relation.DIFFERENT


@lru_cache(maxsize=8192)
def relate_venues(left: Venue, right: Venue) -> Relation:
    """Compare two venues by their words, their abbreviations and their initials."""
    if not left.telling or not right.telling:
        return Relation.UNKNOWN
    if left.words == right.words or (left.telling == right.telling and left.kind is right.kind is not Kind.UNKNOWN):
        return Relation.SAME
    short, long = sorted((left.telling, right.telling), key=len)
    if len(short) < len(long) and long[: len(short)] == short and len("".join(short)) >= _LEAST_HEAD:
        return Relation.NEAR  # "Pediatric Nephrology. Conference: 44th Annual Meeting of ..."
    one_name = (
        set(left.telling) == set(right.telling) or _abbreviates(left.telling, right.telling) or _abbreviates(right.telling, left.telling)
    )
    if one_name or _has_acronym(left, right) or _has_acronym(right, left):
        # "SIGMOD Record" and "SIGMOD Conference" share their name and are two venues.
        return Relation.NEAR if Kind.UNKNOWN in (left.kind, right.kind) or left.kind is right.kind else Relation.DIFFERENT
    if left.kind is right.kind is Kind.THESIS:
        return Relation.UNKNOWN
    shared = len(set(left.telling) & set(right.telling))
    if shared > 1 or any(one[:_STEM] == other[:_STEM] for one, other in product(left.telling, right.telling) if len(one) >= _STEM):
        return Relation.UNKNOWN  # parts of one name, or neighbours in a field: no telling
    return Relation.DIFFERENT


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether every word of `short` abbreviates a word of `long`, in order."""
    words = iter(long)
    return bool(short) and all(any(_shortens(one, other) for other in words) for one in short)


def _shortens(short: str, long: str) -> bool:
    """Say whether `short` is cut from `long`: nephrol from nephrology, natl from national."""
    if long.startswith(short) or (short.startswith(long) and len(long) >= _STEM) or short[:_ROOT] == long[:_ROOT]:
        return True
    if len(short) < 3 or short[0] != long[0]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short) and len(short) <= 5


def _has_acronym(short: Venue, long: Venue) -> bool:
    """Say whether a word of `short` spells `long`: VLDB, Very Large Data Bases."""
    orders = [long.words]
    for at, word in enumerate(long.words):
        if at and word in _PROCEEDINGS:  # "Machine Learning: Proceedings of the ... International Conference"
            orders.append(long.words[at:] + long.words[:at])
    return any(
        _spells(word[start:], words)
        for words in orders
        for word in short.words
        if _LEAST_ACRONYM <= len(word) <= _LONGEST_ACRONYM
        for start in range(min(4, len(word) - _LEAST_ACRONYM + 1))
        if start == 0 or len(long.telling) > 1
    )


def _spells(acronym: str, words: tuple[str, ...]) -> bool:
    """Say whether the first letters of `words`, in order, spell `acronym`; every telling word has to take part.

    "Of" takes part also where an abbreviated name leaves it out: STOC, Sympos. Theory Comput.
    """
    if not words:
        return not acronym
    word, rest = words[0], words[1:]
    if acronym[:1] == "o" and word[0] != "o" and _spells(acronym[1:], words):
        return True
    idle = word in _GENERIC or len(word) == 1
    most = 1 if idle else 2
    for taken in range(1, most + 1):
        if acronym[:taken] == word[:taken] and len(acronym) >= taken and _spells(acronym[taken:], rest):
            return True
    return idle and _spells(acronym, rest)
