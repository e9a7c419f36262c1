"""Whether two papers of one title contradict each other: what ingest asks before it takes two records for one."""

from papercli.dedupe.names import parse_names, share_names
from papercli.dedupe.places import Relation, parse_place, parse_venue, relate_numbers, relate_pages, relate_venues
from papercli.paper import Paper


def conflicts(left: Paper, right: Paper) -> bool:
    """Say whether identifiers, year, venue, volume, pages or authors of two papers contradict each other; a blank is no conflict."""
    for one, other in ((left.doi, right.doi), (left.arxiv, right.arxiv), (left.year, right.year)):
        if one and other and one != other:
            return True
    here, there = parse_place(left), parse_place(right)
    if Relation.DIFFERENT in (relate_numbers(here.volume, there.volume), relate_pages(here, there)):
        return True
    if left.venue and right.venue:
        venue, other_venue = parse_venue(left.venue, left.type), parse_venue(right.venue, right.type)
        named = venue.telling and other_venue.telling
        if named and relate_venues(venue, other_venue) not in (Relation.SAME, Relation.NEAR):
            return True
    names = share_names(parse_names(left.authors), parse_names(right.authors))
    return names is not None and not names.kin
