"""Whether two papers of one title contradict each other.

What ingest asks before it takes two records for one.
"""

from papercli.dedupe.authors import parse_names, share_names
from papercli.dedupe.generic_titles import is_commonplace
from papercli.dedupe.normalise import plain
from papercli.dedupe.places import Relation, parse_place, relate_numbers, relate_pages
from papercli.dedupe.venues import parse_venue, relate_venues
from papercli.model import Paper


def conflicts(left: Paper, right: Paper, *, agree: bool = False) -> bool:
    """Say whether identifiers, year, venue, volume, pages or authors of two papers contradict each other; a blank is no conflict.

    Under a title that any number of papers bear, blanks do not suffice: one identifier, page or
    abstract has to agree, or something else that the caller knows to `agree`.

    """
    for one, other in ((left.doi, right.doi), (left.arxiv, right.arxiv), (left.year, right.year)):
        if one and other and one != other:
            return True
    here, there = parse_place(left), parse_place(right)
    pages = relate_pages(here, there)
    if Relation.DIFFERENT in (pages, relate_numbers(here.volume, there.volume)):
        return True
    is_placed = agree or pages is Relation.SAME
    if not is_placed and relate_numbers(here.issue, there.issue) is Relation.DIFFERENT:
        return True
    if left.venue and right.venue:
        venue, other_venue = (
            parse_venue(left.venue, left.type),
            parse_venue(right.venue, right.type),
        )
        named = venue.telling and other_venue.telling
        if named and relate_venues(venue, other_venue) not in (Relation.SAME, Relation.NEAR):
            return True
    names = share_names(parse_names(left.authors), parse_names(right.authors))
    if names is not None and 2 * names.shared < names.fewer:
        return True
    if (
        agree
        or pages is Relation.SAME
        or any(
            (
                left.doi and right.doi,
                left.arxiv and right.arxiv,
                left.abstract and left.abstract == right.abstract,
            )
        )
    ):
        return False
    return is_commonplace(plain(left.title)) or is_commonplace(plain(right.title))
