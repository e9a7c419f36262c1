"""Compare two papers field by field: how sure it is that they are one work, which verdict follows, and why."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from papercli.dedupe.evidence import ABSTRACT_DOUBTS, ANCHORS, BARRIERS, EDITIONS, PRIOR, SMALL_DOUBTS, TITLE_DOUBTS, WEIGHTS, Evidence
from papercli.dedupe.names import NameList, parse_names, share_names
from papercli.dedupe.places import Kind, Place, Relation, Venue, parse_place, parse_venue, relate_numbers, relate_pages, relate_venues
from papercli.dedupe.plain import plain
from papercli.dedupe.titles import Likeness, Title, TitleMatch, match_titles, parse_title
from papercli.identifiers import normalise_arxiv
from papercli.paper import Paper

Verdict = Literal["duplicate", "version", "possible"]

# Log-odds above which a verdict is given; set on the truth sets named in evidence.py.
_DUPLICATE_FROM = 3.0
_VERSION_FROM = 2.5
_POSSIBLE_FROM = 0.0
_POSSIBLE_MARGIN = 1.0  # what the work alone has to be surer by, for papers in different editions
_LEAST_ABSTRACT = 20  # words; less is a placeholder ("No abstract available")
_GLANCE = 200  # characters of an abstract's head and end that are looked at first,
_LEAST_GLANCE = 0.6  # and how alike they are in papers that share an abstract; English texts at random are .45 to .55 alike
_PREPRINT_DOIS = ("10.48550/", "10.1101/", "10.2139/", "10.31234/", "10.31219/", "10.21203/", "10.20944/", "10.26434/", "10.5281/", "10.36227/")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two papers are to each other."""

    score: float  # 0..1: how probable it is that they are one work; for a version, whatever the form
    verdict: Verdict | None  # None: different works
    reasons: tuple[str, ...]  # for people, the weightiest first: "same first author", "year 2019 / 2020"


class Profile:
    """A paper taken apart for comparison; each part is worked out when first asked for."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    @cached_property
    def title(self) -> Title:
        return parse_title(self.paper.title)

    @cached_property
    def names(self) -> NameList:
        return parse_names(self.paper.authors)

    @cached_property
    def author_words(self) -> frozenset[str]:
        """The words of all names, to see quickly whether two papers can share an author."""
        return frozenset(word for word in plain(" ".join(self.paper.authors)).split() if len(word) > 2)  # noqa: PLR2004  not initials

    @cached_property
    def venue(self) -> Venue | None:
        return parse_venue(self.paper.venue, self.paper.type) if self.paper.venue else None

    @cached_property
    def place(self) -> Place:
        return parse_place(self.paper)

    @cached_property
    def phrases(self) -> frozenset[tuple[str, str]]:
        words = plain(self.paper.abstract or "").split()
        return frozenset(zip(words, words[1:], strict=False)) if len(words) >= _LEAST_ABSTRACT else frozenset()

    @cached_property
    def arxiv(self) -> str | None:
        return self.paper.arxiv or (normalise_arxiv(self.paper.doi) if self.paper.doi and self.paper.doi.startswith("10.48550/") else None)

    @cached_property
    def preprint(self) -> bool:
        if self.venue is not None:
            return self.venue.kind is Kind.PREPRINT
        return (self.paper.doi or "").startswith(_PREPRINT_DOIS) or self.paper.type == "preprint" or (self.arxiv is not None and not self.paper.doi)

    @cached_property
    def known(self) -> frozenset[str]:
        """The words of authors, venue and numbers, which a whole citation carries in its title."""
        paper = self.paper
        text = " ".join((*paper.authors[:10], paper.venue or "", str(paper.year or ""), paper.volume or "", paper.issue or "", paper.pages or ""))
        return frozenset(plain(text).split())


def compare(left: Paper, right: Paper) -> Comparison:
    """Say how sure it is that `left` and `right` are one work, what they are to each other, and why."""
    return compare_profiles(Profile(left), Profile(right))


def compare_profiles(left: Profile, right: Profile, *, common: bool = False) -> Comparison:
    """Do what `compare` does with papers already taken apart; `common` says that papers by others bear the same title."""
    found = list(gather(left, right, common=common))
    keys = {each.key for each in found}
    total = PRIOR + sum(each.weight for each in found)
    work = total - sum(each.weight for each in found if each.key in EDITIONS)
    verdict: Verdict | None = None
    if total >= _DUPLICATE_FROM and _may_fold(keys):
        verdict, odds = "duplicate", total
    elif work >= _VERSION_FROM and _may_be_version(keys):
        verdict, odds = "version", work
    else:
        odds = min(total, _DUPLICATE_FROM)
        verdict = "possible" if max(total, work - _POSSIBLE_MARGIN) >= _POSSIBLE_FROM and "numbers differ" not in keys else None
    found.sort(key=lambda each: (-abs(each.weight), each.reason))
    return Comparison(1 / (1 + math.exp(-max(-30.0, odds))), verdict, tuple(each.reason for each in found if each.reason))


def _may_fold(keys: set[str]) -> bool:
    """Say whether nothing forbids to fold: no barrier, and no doubt that an identifier or a place in print does not settle."""
    if not keys.isdisjoint(BARRIERS):
        return False
    if "title head" in keys and "abstract equal" in keys:
        return True
    if "title slipped" in keys and keys.isdisjoint(ANCHORS):
        return "year same" in keys and not keys.isdisjoint({"authors same many", "authors same", "author same"}) and keys.isdisjoint(ABSTRACT_DOUBTS)
    doubts = len(keys & TITLE_DOUBTS) + len(keys & ABSTRACT_DOUBTS)
    if not keys.isdisjoint(ANCHORS):
        return doubts <= 1
    return doubts == 0 or (keys & (TITLE_DOUBTS | ABSTRACT_DOUBTS)) <= SMALL_DOUBTS and doubts == 1


def _may_be_version(keys: set[str]) -> bool:
    """Say whether two papers that are one work are told apart by their edition, and not by what they say."""
    told_apart = not keys.isdisjoint(EDITIONS | {"abstract alike", "abstract partly", "abstract unlike"})
    same_text = keys.isdisjoint(TITLE_DOUBTS - SMALL_DOUBTS) or not keys.isdisjoint({"abstract equal", "abstract same", "abstract alike"})
    return told_apart and same_text and keys.isdisjoint({"numbers differ", "number added", "authors disjoint"})


def gather(left: Profile, right: Profile, *, common: bool = False) -> Iterator[Evidence]:
    """Yield what speaks for and against `left` and `right` being one work."""
    if left.title.letters != right.title.letters and left.author_words and right.author_words and left.author_words.isdisjoint(right.author_words):
        if not _may_be_retold(left.paper, right.paper):
            yield _evidence("authors disjoint", "no author in common")  # most candidates end here, before titles are looked at closely
            return
    match = match_titles(left.title, right.title, lambda: left.known | right.known)
    if match.likeness is Likeness.UNLIKE and not _may_be_retold(left.paper, right.paper):
        yield _evidence("title unlike", match.reason)
        yield from _identifier_evidence(left, right)
        return
    abstracts = list(_abstract_evidence(left, right))
    yield from _title_evidence(left, right, match, common=common, retold=any(each.key in {"abstract equal", "abstract same"} for each in abstracts))
    yield from abstracts
    yield from _author_evidence(left, right)
    yield from _identifier_evidence(left, right)
    yield from _place_evidence(left, right, same_text=bool(left.phrases) and left.phrases == right.phrases)


def _evidence(key: str, reason: str = "") -> Evidence:
    return Evidence(key, WEIGHTS[key], reason)


def _may_be_retold(left: Paper, right: Paper) -> bool:
    """Say whether papers with unlike titles are worth a closer look: one identifier, one place, or abstracts that begin or end alike."""
    if (left.doi and left.doi == right.doi) or (left.arxiv and left.arxiv == right.arxiv) or (left.pages and left.pages == right.pages):
        return True
    if not left.abstract or not right.abstract:
        return False
    from rapidfuzz.distance import Indel  # noqa: PLC0415  ingest imports this module and does not compare

    return any(
        Indel.normalized_similarity(left.abstract[part], right.abstract[part], score_cutoff=_LEAST_GLANCE) >= _LEAST_GLANCE
        for part in (slice(_GLANCE), slice(-_GLANCE, None))
    )


def _title_evidence(one: Profile, other: Profile, match: TitleMatch, *, common: bool, retold: bool) -> Iterator[Evidence]:
    left, right = one.title, other.title
    left_names, right_names = one.names.names, other.names.names
    telling = min(len(left.telling), len(right.telling))
    size = "common" if common or left.common or right.common else "short" if telling <= 2 else "medium" if telling <= 4 else "long"
    if match.likeness in (Likeness.SAME, Likeness.MISSPELT):
        yield _evidence(f"title {match.likeness.value} {size}", match.reason)
    elif match.likeness is Likeness.REWORDED:
        yield _evidence("title reworded once" if match.changed == 1 and telling >= 6 else "title reworded", match.reason)
    elif retold and match.likeness in (Likeness.RELATED, Likeness.UNLIKE):
        yield _evidence("title changed", match.reason)  # one text under two titles: a paper renamed between versions
    else:
        yield _evidence(f"title {match.likeness.value}", match.reason)
    if match.likeness is Likeness.DRESSED and not (left_names and right_names):
        families = {name.family for name in left_names or right_names}
        if not families.isdisjoint(match.extra):
            yield _evidence("authors in title", "the longer title names the authors")
    if match.numbers is not None:
        first, second = match.numbers
        yield _evidence("numbers differ", f"part {first} / {second}") if first else _evidence("number added", f"only one title has number {second}")
    marks = left.marks ^ right.marks
    if "version" in marks and one.paper.year and one.paper.year == other.paper.year and _in_one_venue(one, other):
        marks -= {"version"}  # a venue does not print two versions of a paper in a year
    if "review" in marks and one.paper.authors and other.paper.authors and not one.author_words.isdisjoint(other.author_words):
        marks -= {"review"}  # one list calls a review what another gives the title of the book; the book is by others
    if marks:
        yield _evidence("form differs", f"only one title says: {', '.join(sorted(marks))}")


def _in_one_venue(left: Profile, right: Profile) -> bool:
    if left.venue is None or right.venue is None or Kind.PREPRINT in (left.venue.kind, right.venue.kind):
        return False
    return relate_venues(left.venue, right.venue) in (Relation.SAME, Relation.NEAR)


def _abstract_evidence(left: Profile, right: Profile) -> Iterator[Evidence]:
    if not left.paper.abstract or not right.paper.abstract or not left.phrases or not right.phrases:
        return
    if left.phrases == right.phrases:
        yield _evidence("abstract equal", "same abstract")
        return
    shared = len(left.phrases & right.phrases)
    held = shared / min(len(left.phrases), len(right.phrases))
    alike = 2 * shared / (len(left.phrases) + len(right.phrases))
    reason = f"abstract {alike:.0%} alike".replace("%", " %")
    if alike >= 0.95:
        yield _evidence("abstract equal", reason)
    elif held >= 0.85:
        yield _evidence("abstract same", reason if alike >= 0.7 else "one abstract holds the other")
    elif held >= 0.6:
        yield _evidence("abstract alike", reason)
    elif held >= 0.2:
        yield _evidence("abstract partly", reason)
    else:
        yield _evidence("abstract unlike", "abstracts unlike")


def _author_evidence(left: Profile, right: Profile) -> Iterator[Evidence]:
    names = share_names(left.names, right.names)
    if names is None:
        return
    if names.shared == 0 and names.kin:
        yield _evidence("authors kin", "authors of one family name")
    elif names.shared == 0:
        yield _evidence("authors disjoint", "no author in common")
    elif names.shared == names.more:
        many = "author same" if names.more == 1 else "authors same" if names.more == 2 else "authors same many"  # noqa: PLR2004
        yield _evidence(many, "same author" if names.more == 1 else "same authors")
    elif names.fewer == 1 and not names.first:
        yield _evidence("author late", f"the author is not the first of {names.more}")
    elif names.shared / names.fewer >= 0.75:
        if names.shared / names.more >= 0.6:
            yield _evidence("authors most", f"{names.shared} of {names.more} authors in common")
        elif names.first:
            yield _evidence("authors first", "same first author" if names.fewer == 1 else f"first {names.shared} of {names.more} authors")
        else:
            yield _evidence("authors some", f"{names.shared} of {names.more} authors in common")
    else:
        yield _evidence("authors some" if names.shared >= names.fewer / 2 else "authors few", f"{names.shared} of {names.more} authors in common")


def _identifier_evidence(left: Profile, right: Profile) -> Iterator[Evidence]:
    one, other = left.paper.doi, right.paper.doi
    if one and other:
        if one == other:
            yield _evidence("doi same", "same DOI")
        elif not one.startswith(other) and not other.startswith(one):  # a prefix is a DOI cut short: no telling
            yield _evidence("doi differs", "different DOI")
    if left.arxiv and right.arxiv:
        yield _evidence("arxiv same", "same arXiv id") if left.arxiv == right.arxiv else _evidence("arxiv differs", "different arXiv id")
    elif left.preprint != right.preprint and (left.venue or right.venue) and (left.paper.venue or left.preprint) and (right.paper.venue or right.preprint):
        yield _evidence("preprint", "preprint / published")


def _place_evidence(left: Profile, right: Profile, *, same_text: bool) -> Iterator[Evidence]:
    here, there = left.place, right.place
    venue = relate_venues(left.venue, right.venue) if left.venue and right.venue else Relation.UNKNOWN
    volume, issue, pages = relate_numbers(here.volume, there.volume), relate_numbers(here.issue, there.issue), relate_pages(here, there)
    one_venue = venue in (Relation.SAME, Relation.NEAR)
    span = pages is Relation.SAME and here.last == there.last and here.last is not None and here.last > (here.first or 0)
    if here.year and there.year:
        gap = abs(here.year - there.year)
        slip = (  # one place in print outweighs the year, and a paper online first may be dated a year early
            (pages is Relation.SAME and volume is not Relation.DIFFERENT)
            or (one_venue and volume is Relation.SAME and issue is Relation.SAME)
            or (left.paper.doi is not None and left.paper.doi == right.paper.doi)
            or (gap == 1 and pages is Relation.UNKNOWN and 1 in (here.first, there.first))
            or (gap == 1 and one_venue and same_text)
        )
        key = "year same" if not gap else "year slip" if slip else ("year next", "year two")[gap - 1] if gap <= 2 else "year far"
        yield _evidence(key, f"year {here.year} / {there.year}" if gap else "same year")
    agree = (here.year is not None and here.year == there.year, volume is Relation.SAME, one_venue)
    if span and any(agree) and Relation.DIFFERENT not in (venue, volume) and not (here.year and there.year and here.year != there.year):
        yield _evidence("place same")
    if left.venue and right.venue:
        pinned = (span and left.paper.year == right.paper.year) or (left.paper.doi is not None and left.paper.doi == right.paper.doi)
        yield from _venue_evidence(left.venue, right.venue, pinned=pinned)
    if volume is Relation.SAME:
        yield _evidence("volume same", "same volume")
    elif volume is Relation.DIFFERENT:
        yield _evidence("volume slip" if span and one_venue else "volume differs", f"volume {here.volume} / {there.volume}")
    if issue is not Relation.UNKNOWN:
        same = issue is Relation.SAME
        yield _evidence("issue same" if same else "issue differs", "same issue" if same else f"issue {here.issue} / {there.issue}")
    if pages in (Relation.SAME, Relation.NEAR):
        yield _evidence(f"pages {pages.value}", "same pages")
    elif pages is Relation.DIFFERENT:
        slip = one_venue and volume is Relation.SAME and issue is not Relation.DIFFERENT and here.year == there.year
        yield _evidence("pages slip" if slip else "pages differ", f"page {here.first} / {there.first}")


def _venue_evidence(left: Venue, right: Venue, *, pinned: bool) -> Iterator[Evidence]:
    relation = relate_venues(left, right)
    kinds = {left.kind, right.kind} - {Kind.UNKNOWN}
    if relation is Relation.DIFFERENT:
        yield _evidence("venue slip" if pinned else "venue differs", "different venues")
    elif relation is not Relation.UNKNOWN:
        yield _evidence(f"venue {relation.value}", "same venue" if relation is Relation.SAME else "venues alike")
    if len(kinds) == 2 and relation in (Relation.DIFFERENT, Relation.UNKNOWN) and Kind.PREPRINT not in kinds and not pinned:  # noqa: PLR2004
        yield _evidence("form of venue", f"{min(kind.value for kind in kinds)} / {max(kind.value for kind in kinds)}")


def conflicts(left: Paper, right: Paper) -> bool:
    """Say whether identifiers, year, venue, volume, pages or authors of two papers contradict each other; a blank is no conflict."""
    if left.doi and right.doi and left.doi != right.doi or left.arxiv and right.arxiv and left.arxiv != right.arxiv:
        return True
    if left.year and right.year and left.year != right.year:
        return True
    one, other = Profile(left), Profile(right)
    if relate_numbers(one.place.volume, other.place.volume) is Relation.DIFFERENT or relate_pages(one.place, other.place) is Relation.DIFFERENT:
        return True
    if one.venue and other.venue and relate_venues(one.venue, other.venue) in (Relation.DIFFERENT, Relation.UNKNOWN):
        return True
    names = share_names(one.names, other.names)
    return names is not None and not names.kin
