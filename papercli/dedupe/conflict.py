"""Whether two papers of one title contradict each other.

What ingest asks before it takes two records for one.
"""

from papercli.dedupe.authors import share_names
from papercli.dedupe.forms import are_preprint_and_print, are_two_works
from papercli.dedupe.places import Relation, relate_numbers, relate_pages
from papercli.dedupe.profile import Profile
from papercli.dedupe.titles import SHORT
from papercli.dedupe.venues import relate_venues
from papercli.model import Paper


def conflicts(left: Paper, right: Paper, *, agree: bool = False) -> bool:
    """Say whether identifiers, year, venue, volume, pages or authors of two papers contradict each other; a blank is no conflict.

    Under a title that any number of papers bear, blanks do not suffice: one identifier, page or
    abstract has to agree, or something else that the caller knows to `agree`.

    """
    for here, there in ((left.doi, right.doi), (left.arxiv, right.arxiv), (left.year, right.year)):
        if here and there and here != there:
            return True
    one, other = Profile(left), Profile(right)
    pages = relate_pages(one.place, other.place)
    if Relation.DIFFERENT in (pages, relate_numbers(one.place.volume, other.place.volume)):
        return True
    is_common = one.title.common or other.title.common
    recurs = is_common or one.title.size <= SHORT
    # The number that a database gives a record is no issue.
    if (recurs or not (agree or pages is Relation.SAME)) and relate_numbers(
        one.place.issue, other.place.issue
    ) is Relation.DIFFERENT:
        return True
    if are_two_works(one, other) or are_preprint_and_print(one, other):
        return True
    if one.venue and other.venue:
        named = one.venue.telling and other.venue.telling
        near = (Relation.SAME, Relation.NEAR)
        if named and relate_venues(one.venue, other.venue) not in near:
            return True
    names = share_names(one.names, other.names)
    if names is not None and 2 * names.shared < names.fewer:
        return True
    agree = agree or bool(left.abstract and left.abstract == right.abstract)
    has_id = bool((left.doi and right.doi) or (left.arxiv and right.arxiv))
    return is_common and not (agree or has_id or pages is Relation.SAME)
