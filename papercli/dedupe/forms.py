"""What speaks for and against one work in the form of two papers: corrections, parts, editions."""

from collections.abc import Iterator

from papercli.dedupe.authors import share_names
from papercli.dedupe.evidence import Clue, Evidence
from papercli.dedupe.likeness import Likeness, TitleMatch
from papercli.dedupe.places import Relation, relate_numbers, relate_pages
from papercli.dedupe.profile import Profile
from papercli.dedupe.venue_names import Kind
from papercli.dedupe.venues import relate_venues

# What is about a paper, and not a version of it.
_ABOUT = frozenset({"correction", "retraction", "notice", "answer", "review", "supplement"})
# What a subtitle says: another paper of one study, unless it stands on the same page.
_PARTS_OF_ONE = frozenset({"protocol", "follow-up", "companion"})
_LONGEST_NUMBER = 20  # digits that are shown
_SEVERAL = 3  # authors that a notice has to share with what it corrects


def is_correction(left: Profile, right: Profile, match: TitleMatch) -> bool:
    """Say whether one paper is but the notice that corrects the other.

    One title, all authors, one volume.

    Notices signed by one author only are left alone: of 11 such pairs in the truth sets 7 are
    called one paper and 4 are not.
    """
    if left.title.marks ^ right.title.marks != {"correction"} or match.likeness not in (
        Likeness.SAME,
        Likeness.MISSPELT,
    ):
        return False
    here, there = left.place, right.place
    if (
        here.year is None
        or here.year != there.year
        or relate_numbers(here.volume, there.volume) is not Relation.SAME
    ):
        return False
    names = share_names(left.names, right.names)
    return (
        names is not None
        and names.shared >= _SEVERAL
        and names.shared == names.more
        and _are_in_one_venue(left, right)
    )


def are_two_works(left: Profile, right: Profile) -> bool:
    """Say whether one paper is a thesis, a report or data, and the other is known to be another."""
    if left.paper.doi and left.paper.doi == right.paper.doi:
        return False  # two dumps name the type of one paper
    return left.work is not None and right.work is not None and left.work != right.work


def are_preprint_and_print(left: Profile, right: Profile) -> bool:
    """Say whether one paper is known as a preprint, and the other as what was printed of it."""
    if left.preprint is right.preprint or (left.arxiv and left.arxiv == right.arxiv):
        return False
    return all(each.preprint or each.venue for each in (left, right))


def form_evidence(
    left: Profile, right: Profile, match: TitleMatch, *, corrects: bool
) -> Iterator[Evidence]:
    """Yield what the forms of two titles and their numbers, parts and editions say."""
    if match.likeness is Likeness.DRESSED and bool(left.names.names) != bool(right.names.names):
        families = {name.family for name in left.names.names or right.names.names}
        if not families.isdisjoint(match.extra):
            yield Evidence(Clue.AUTHORS_IN_TITLE, "the longer title includes the authors")
    if match.numbers is not None:
        first, second = map(_shown, match.numbers)
        key, reason = (
            (Clue.NUMBERS_DIFFER, f"numbered {first} / {second}")
            if first
            else (Clue.NUMBER_ADDED, f"only one title has number {second}")
        )
        yield Evidence(key, reason)
    if (
        left.paper.type == right.paper.type == "book"
        and relate_numbers(left.place.volume, right.place.volume) is Relation.DIFFERENT
    ):
        reason = f"volume {_shown(left.paper.volume or '')} / {_shown(right.paper.volume or '')}"
        yield Evidence(Clue.NUMBERS_DIFFER, reason)
    if are_two_works(left, right):
        yield Evidence(Clue.WORK_DIFFERS, f"{left.work} / {right.work}")
    if corrects:
        yield Evidence(Clue.CORRECTION, "one corrects the other")
        return
    marks = left.title.marks ^ right.title.marks
    if (
        "version" in marks
        and left.paper.year
        and left.paper.year == right.paper.year
        and _are_in_one_venue(left, right)
    ):
        marks -= {"version"}  # a venue does not print two versions of a paper in a year
    if "review" in marks and not left.author_words.isdisjoint(right.author_words):
        # One list calls a review what another gives the title of the book; the book is by others.
        marks -= {"review"}
    notices = left.title.marks & right.title.marks & {"correction", "answer", "retraction"}
    if notices and (
        relate_pages(left.place, right.place) is Relation.DIFFERENT
        or (left.paper.doi and right.paper.doi and left.paper.doi != right.paper.doi)
    ):
        yield Evidence(Clue.PART_DIFFERS, "two notices")
    if (parts := marks & _PARTS_OF_ONE) and relate_pages(
        left.place, right.place
    ) is not Relation.SAME:
        yield Evidence(Clue.PART_DIFFERS, _saying(left, right, parts))
    marks -= _PARTS_OF_ONE
    if about := marks & _ABOUT:
        yield Evidence(Clue.PART_DIFFERS, _saying(left, right, about))
    elif marks:
        yield Evidence(Clue.FORM_DIFFERS, _saying(left, right, marks))


def _saying(left: Profile, right: Profile, marks: frozenset[str]) -> str:
    """Return what each title says of these marks, no two of which both have."""
    said = [", ".join(sorted(marks & each.title.marks)) for each in (left, right)]
    return " / ".join(said) if all(said) else f"only one title says: {''.join(said)}"


def _shown(number: str) -> str:
    return number if len(number) <= _LONGEST_NUMBER else f"{number[:_LONGEST_NUMBER]}…"


def _are_in_one_venue(left: Profile, right: Profile) -> bool:
    if (
        left.venue is None
        or right.venue is None
        or Kind.PREPRINT in (left.venue.kind, right.venue.kind)
    ):
        return False
    return relate_venues(left.venue, right.venue) in (Relation.SAME, Relation.NEAR)
