"""What speaks for and against two papers being one work, field by field.

A field that one of them lacks says nothing.
"""

from collections.abc import Iterator

from papercli.dedupe.authors import share_names
from papercli.dedupe.evidence import Clue, Evidence
from papercli.dedupe.forms import (
    are_preprint_and_print,
    are_two_works,
    form_evidence,
    is_correction,
)
from papercli.dedupe.likeness import Likeness, TitleMatch, match_titles
from papercli.dedupe.places import Relation, relate_pages
from papercli.dedupe.profile import Profile
from papercli.dedupe.publication import Naming, find_place
from papercli.dedupe.representative import Frequency
from papercli.dedupe.titles import SHORT, Title

_MEDIUM = 4  # telling words of a title that is neither short nor long
# Shares of the shorter abstract's word pairs that are in the other; papers at random share .05,
# revisions .3 to .8.
_EQUAL, _HELD, _ALIKE, _PARTLY = 0.95, 0.85, 0.6, 0.2
_OTHER_TEXT = frozenset({Clue.ABSTRACT_PARTLY, Clue.ABSTRACT_UNLIKE})
_ONE_ABSTRACT = frozenset({Clue.ABSTRACT_EQUAL, Clue.ABSTRACT_SAME})
# Shares of two lists of authors that make them nearly the same.
_MOST_OF_FEWER, _MOST_OF_MORE = (
    0.75,
    0.6,
)
_KNOWN = 3  # papers that have a word which is none misspelt,
_TYPICAL = 20  # and how many times more may have the word that it would be
_SHORT_WORD = 5  # letters
_GLANCE = 200  # characters of an abstract's head and end that are looked at first,
_LEAST_GLANCE = 0.6  # and how alike they are in papers that share an abstract; English texts at random are .45 to .55 alike


_ALIKE_TITLES = {
    Likeness.SAME: {
        "long": Clue.TITLE_SAME_LONG,
        "medium": Clue.TITLE_SAME_MEDIUM,
        "short": Clue.TITLE_SAME_SHORT,
        "common": Clue.TITLE_SAME_COMMON,
    },
    Likeness.MISSPELT: {
        "long": Clue.TITLE_MISSPELT_LONG,
        "medium": Clue.TITLE_MISSPELT_MEDIUM,
        "short": Clue.TITLE_MISSPELT_SHORT,
        "common": Clue.TITLE_MISSPELT_COMMON,
    },
}
_TITLES = {
    Likeness.REORDERED: Clue.TITLE_REORDERED,
    Likeness.CUT: Clue.TITLE_CUT,
    Likeness.SUBTITLE: Clue.TITLE_SUBTITLE,
    Likeness.DRESSED: Clue.TITLE_DRESSED,
    Likeness.HEAD: Clue.TITLE_HEAD,
    Likeness.CONTAINED: Clue.TITLE_CONTAINED,
    Likeness.SLIPPED: Clue.TITLE_SLIPPED,
    Likeness.REWORDED: Clue.TITLE_REWORDED,
    Likeness.RELATED: Clue.TITLE_RELATED,
    Likeness.UNLIKE: Clue.TITLE_UNLIKE,
}


def gather(
    left: Profile, right: Profile, *, common: bool = False, frequency: Frequency | None = None
) -> Iterator[Evidence]:
    """Yield what speaks for and against `left` and `right` being one work.

    `frequency` tells words from misspelt ones.
    """
    strangers = min(
        len(left.author_words), len(right.author_words)
    ) > 1 and left.author_words.isdisjoint(right.author_words)
    if strangers and left.title.letters != right.title.letters and not _may_be_retold(left, right):
        # Most candidates end here, before titles are looked at closely.
        yield Evidence(Clue.AUTHORS_DISJOINT, "no author in common")
        return
    match = match_titles(left.title, right.title, lambda: left.known | right.known)
    common = common or left.title.common or right.title.common
    if match.likeness is Likeness.UNLIKE and not _may_be_retold(left, right):
        yield Evidence(Clue.TITLE_UNLIKE, match.reason)
        yield from _identifier_evidence(left, right)
        return
    abstracts = [
        each
        for each in _abstract_evidence(left, right)
        # A thesis has an abstract of its own.
        if each.clue not in _OTHER_TEXT or not are_two_works(left, right)
    ]
    if match.slips and _are_words(match, frequency):
        yield Evidence(Clue.TITLE_TWO_WORDS, match.reason)
    else:
        yield _title_evidence(
            left.title,
            right.title,
            match,
            common=common,
            retold=any(each.clue in _ONE_ABSTRACT for each in abstracts),
        )
    corrects = is_correction(left, right, match)
    yield from form_evidence(left, right, match, corrects=corrects)
    yield from abstracts
    yield from _author_evidence(left, right)
    is_same = match.likeness is Likeness.SAME
    recurs = common or min(left.title.size, right.title.size) <= SHORT
    naming = Naming(is_same, is_telling=not recurs, is_common=common)
    places = list(find_place(left, right, title=naming, corrects=corrects))
    one_place = is_same and any(each.clue is Clue.PLACE_OWN for each in places)
    yield from _identifier_evidence(left, right, one_place=one_place)
    yield from places


def _may_be_retold(left: Profile, right: Profile) -> bool:
    """Say whether papers with unlike titles are worth a closer look.

    One identifier, one place, or abstracts that begin or end alike.
    """
    one, other = left.paper, right.paper
    if (
        (one.doi and one.doi == other.doi)
        or (one.arxiv and one.arxiv == other.arxiv)
        or relate_pages(left.place, right.place) is Relation.SAME
    ):
        return True
    if not one.abstract or not other.abstract:
        return False
    from rapidfuzz.distance import Indel  # ingest imports this module and does not compare

    return any(
        Indel.normalized_similarity(
            one.abstract[part], other.abstract[part], score_cutoff=_LEAST_GLANCE
        )
        >= _LEAST_GLANCE
        for part in (slice(_GLANCE), slice(-_GLANCE, None))
    )


def _title_evidence(
    left: Title, right: Title, match: TitleMatch, *, common: bool, retold: bool
) -> Evidence:
    telling = min(left.size, right.size)
    match match.likeness:
        case Likeness.SAME | Likeness.MISSPELT:
            size = "short" if telling <= SHORT else "medium" if telling <= _MEDIUM else "long"
            if common:
                size = "common"
            return Evidence(_ALIKE_TITLES[match.likeness][size], match.reason)
        case Likeness.REWORDED if match.changed == 1 and telling > _MEDIUM + 1:
            return Evidence(Clue.TITLE_REWORDED_ONCE, match.reason)
        case Likeness.RELATED | Likeness.UNLIKE if retold:
            # One text under two titles: a paper renamed between versions.
            return Evidence(Clue.TITLE_CHANGED, match.reason)
        case likeness:
            return Evidence(_TITLES[likeness], match.reason)


def _are_words(match: TitleMatch, frequency: Frequency | None) -> bool:
    """Say whether what looks like a slip stands between two words of their own: nitrate, nitrite.

    A word is known when several papers have it, and not so many times fewer than the other that it
    may be its misspelling. Where the library cannot tell, short words and words that begin
    otherwise are taken for two: Iran, Iraq; mental, dental. Of words that are far from alike, one
    has to be unknown.
    """
    for slip in (each for each in match.slips if not each.is_spelling):
        rarer, commoner = (
            sorted((frequency(slip.left), frequency(slip.right))) if frequency else (0, 0)
        )
        is_known = rarer >= _KNOWN and rarer * _TYPICAL >= commoner
        is_open = commoner < _KNOWN and (
            min(len(slip.left), len(slip.right)) <= _SHORT_WORD or slip.left[0] != slip.right[0]
        )
        if (
            is_known
            or is_open
            or (match.likeness is Likeness.SLIPPED and not rarer < _KNOWN <= commoner)
        ):
            return True
    return False


def _abstract_evidence(left: Profile, right: Profile) -> Iterator[Evidence]:
    if not left.paper.abstract or not right.paper.abstract or not left.phrases or not right.phrases:
        return
    shared = len(left.phrases & right.phrases)
    held = shared / min(len(left.phrases), len(right.phrases))
    alike = 2 * shared / (len(left.phrases) + len(right.phrases))
    if left.phrases == right.phrases:
        reason = "same abstract"
    elif held >= _HELD and alike < held - 0.1:
        reason = "one abstract contains the other"
    else:
        reason = f"abstracts {round(100 * alike)}% alike"
    if alike >= _EQUAL:
        yield Evidence(Clue.ABSTRACT_EQUAL, reason)
    elif held >= _HELD:
        yield Evidence(Clue.ABSTRACT_SAME, reason)
    elif held >= _ALIKE:
        yield Evidence(Clue.ABSTRACT_ALIKE, reason)
    elif held >= _PARTLY:
        yield Evidence(Clue.ABSTRACT_PARTLY, reason)
    else:
        yield Evidence(Clue.ABSTRACT_UNLIKE, "different abstracts")


def _author_evidence(left: Profile, right: Profile) -> Iterator[Evidence]:
    names = share_names(left.names, right.names)
    if names is None:
        return
    in_common = f"{names.shared} of {names.more} authors in common"
    if names.shared == 0:
        yield (
            Evidence(Clue.AUTHORS_KIN, "authors with the same family name")
            if names.kin
            else Evidence(Clue.AUTHORS_DISJOINT, "no author in common")
        )
    elif names.shared == names.more:
        key = (
            Clue.AUTHOR_SAME
            if names.more == 1
            else Clue.AUTHORS_SAME
            if names.more == 2
            else Clue.AUTHORS_SAME_MANY
        )
        yield Evidence(key, "same author" if names.more == 1 else "same authors")
    elif names.fewer == 1 and not names.first:
        yield Evidence(Clue.AUTHOR_LATE, f"the only author named is not the first of {names.more}")
    elif (
        names.shared >= _MOST_OF_FEWER * names.fewer and names.shared >= _MOST_OF_MORE * names.more
    ):
        yield Evidence(Clue.AUTHORS_MOST, in_common)
    elif names.shared >= _MOST_OF_FEWER * names.fewer and names.first:
        yield Evidence(Clue.AUTHORS_FIRST, "same first author" if names.fewer == 1 else in_common)
    else:
        yield Evidence(
            Clue.AUTHORS_SOME if 2 * names.shared >= names.fewer else Clue.AUTHORS_FEW, in_common
        )


def _identifier_evidence(
    left: Profile, right: Profile, *, one_place: bool = False
) -> Iterator[Evidence]:
    one, other = left.paper.doi, right.paper.doi
    if one and other:
        if one == other:
            yield Evidence(Clue.DOI_SAME, "same DOI")
        elif not one.startswith(other) and not other.startswith(
            one
        ):  # a prefix is a DOI cut short: no telling
            yield Evidence(Clue.DOI_SLIP if one_place else Clue.DOI_DIFFERS, "different DOIs")
    if left.trial and right.trial and left.trial != right.trial:
        yield Evidence(Clue.TRIAL_DIFFERS, f"trial {left.trial} / {right.trial}")
    if left.arxiv and right.arxiv:
        yield (
            Evidence(Clue.ARXIV_SAME, "same arXiv id")
            if left.arxiv == right.arxiv
            else Evidence(Clue.ARXIV_DIFFERS, "different arXiv ids")
        )
    elif are_preprint_and_print(left, right):
        yield Evidence(Clue.PREPRINT, "one preprint, one published")
