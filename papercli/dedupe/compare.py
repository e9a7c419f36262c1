"""Compare two papers field by field: how sure it is that they are one work, which verdict follows, and why."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from papercli.dedupe.evidence import BARRIERS, PRIOR, WEIGHTS, Evidence
from papercli.dedupe.names import NameList, parse_names, share_names
from papercli.dedupe.places import Kind, Place, Relation, Venue, parse_place, parse_venue, relate_numbers, relate_pages, relate_venues
from papercli.dedupe.plain import plain
from papercli.dedupe.titles import Likeness, Title, TitleMatch, match_titles, parse_title
from papercli.identifiers import normalise_arxiv
from papercli.paper import Paper

Verdict = Literal["duplicate", "version", "possible"]

# Log-odds above which a verdict is given; set on the truth sets named in evidence.py.
_DUPLICATE_FROM = 3.5
_VERSION_FROM = 2.5
_POSSIBLE_FROM = 0.0
_LEAST_ABSTRACT = 20  # words; less is a placeholder ("No abstract available")
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


def compare_profiles(left: Profile, right: Profile) -> Comparison:
    """Compare papers already taken apart: what `compare` does, for those who compare a paper often."""
    found = list(gather(left, right))
    total = PRIOR + sum(each.weight for each in found)
    keys = {each.key for each in found}
    work = PRIOR + sum(each.weight for each in found if not (each.key in BARRIERS and each.weight < 0))
    verdict: Verdict | None = None
    odds = total
    if total >= _DUPLICATE_FROM and keys.isdisjoint(BARRIERS):
        verdict = "duplicate"
    elif work >= _VERSION_FROM and not keys.isdisjoint(BARRIERS):
        verdict, odds = "version", work
    elif max(total, work - 1) >= _POSSIBLE_FROM:
        verdict = "possible"
    found.sort(key=lambda each: (-abs(each.weight), each.reason))
    return Comparison(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), verdict, tuple(each.reason for each in found if each.reason))


def gather(left: Profile, right: Profile) -> Iterator[Evidence]:
    """Yield what speaks for and against `left` and `right` being one work."""
    match = match_titles(left.title, right.title, left.known | right.known if _may_be_citation(left.title, right.title) else frozenset())
    yield from _title_evidence(left.title, right.title, match)
    yield from _abstract_evidence(left, right)
    yield from _author_evidence(left, right)
    yield from _identifier_evidence(left, right)
    yield from _place_evidence(left, right)


def _evidence(key: str, reason: str = "") -> Evidence:
    return Evidence(key, WEIGHTS[key], reason)


def _may_be_citation(left: Title, right: Title) -> bool:
    return left.letters != right.letters


def _title_evidence(left: Title, right: Title, match: TitleMatch) -> Iterator[Evidence]:
    telling = min(len(left.telling), len(right.telling))
    size = "common" if left.common or right.common else "short" if telling <= 2 else "medium" if telling <= 4 else "long"
    if match.likeness in (Likeness.SAME, Likeness.MISSPELT):
        yield _evidence(f"title {match.likeness.value} {size}", match.reason)
    elif match.likeness is Likeness.REWORDED:
        yield _evidence("title reworded once" if match.changed == 1 and telling >= 6 else "title reworded", match.reason)
    else:
        yield _evidence(f"title {match.likeness.value}", match.reason)
    if match.numbers is not None:
        one, other = match.numbers
        yield _evidence("numbers differ", f"part {one} / {other}") if one else _evidence("number added", f"only one title has number {other}")
    if left.marks != right.marks:
        marks = left.marks ^ right.marks
        yield _evidence("form differs", f"only one title says: {', '.join(sorted(marks))}")


def _abstract_evidence(left: Profile, right: Profile) -> Iterator[Evidence]:
    if not left.paper.abstract or not right.paper.abstract or not left.phrases or not right.phrases:
        return
    if left.phrases == right.phrases:
        yield _evidence("abstract same", "same abstract")
        return
    shared = len(left.phrases & right.phrases)
    held = shared / min(len(left.phrases), len(right.phrases))
    alike = 2 * shared / (len(left.phrases) + len(right.phrases))
    reason = f"abstract {alike:.0%} alike".replace("%", " %")
    if held >= 0.85:
        yield _evidence("abstract same", reason if alike >= 0.7 else "one abstract holds the other")
    elif held >= 0.5:
        yield _evidence("abstract alike", reason)
    elif held >= 0.2:
        yield _evidence("abstract partly", reason)
    else:
        yield _evidence("abstract unlike", "abstracts unlike")


def _author_evidence(left: Profile, right: Profile) -> Iterator[Evidence]:
    names = share_names(left.names, right.names)
    if names is None:
        return
    if names.shared == 0:
        yield _evidence("authors disjoint", "no author in common")
    elif names.shared == names.more:
        yield _evidence("authors same" if names.more > 1 else "author same", "same authors" if names.more > 1 else "same author")
    elif names.shared / names.fewer >= 0.75:
        if names.shared / names.more >= 0.6:
            yield _evidence("authors most", f"{names.shared} of {names.more} authors in common")
        elif names.first:
            yield _evidence("authors first", "same first author" if names.fewer == 1 else f"first {names.shared} of {names.more} authors")
        else:
            yield _evidence("authors some", f"{names.shared} of {names.more} authors in common")
    else:
        yield _evidence("authors some", f"{names.shared} of {names.more} authors in common")


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


def _place_evidence(left: Profile, right: Profile) -> Iterator[Evidence]:
    here, there = left.place, right.place
    pages = relate_pages(here, there)
    volume = relate_numbers(here.volume, there.volume)
    issue = relate_numbers(here.issue, there.issue)
    confirmed = pages is Relation.SAME and volume is not Relation.DIFFERENT
    if here.year and there.year:
        gap = abs(here.year - there.year)
        key = ("year same", "year next", "year two")[gap] if gap <= 2 else "year far"
        if gap and (confirmed or (gap == 1 and 1 in (here.first, there.first) and here.first != there.first)):
            key = "year slip"  # the same pages under another year, or online first in the year before
        yield _evidence(key, f"year {here.year} / {there.year}" if gap else "same year")
    if left.venue and right.venue:
        yield from _venue_evidence(left.venue, right.venue)
    if volume is not Relation.UNKNOWN:
        same = volume is Relation.SAME
        yield _evidence("volume same" if same else "volume differs", "same volume" if same else f"volume {here.volume} / {there.volume}")
    if issue is not Relation.UNKNOWN:
        same = issue is Relation.SAME
        yield _evidence("issue same" if same else "issue differs", "same issue" if same else f"issue {here.issue} / {there.issue}")
    if pages is not Relation.UNKNOWN:
        yield _evidence(f"pages {pages.value}", "same pages" if pages is Relation.SAME else f"page {here.first} / {there.first}")


def _venue_evidence(left: Venue, right: Venue) -> Iterator[Evidence]:
    relation = relate_venues(left, right)
    kinds = {left.kind, right.kind} - {Kind.UNKNOWN}
    if relation is not Relation.UNKNOWN:
        yield _evidence(f"venue {relation.value}", {Relation.SAME: "same venue", Relation.NEAR: "venues alike"}.get(relation, "different venues"))
    if len(kinds) == 2 and relation not in (Relation.SAME, Relation.NEAR) and Kind.PREPRINT not in kinds:
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
    return names is not None and names.shared == 0
