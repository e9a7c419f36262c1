"""The orders in which papers are listed."""

from papercli.index import ORDERS
from papercli.model import Paper


def sort_papers(papers: list[Paper], key: str, *, reverse: bool = False) -> list[Paper]:
    """Return papers in an order: `added` (newest first, in the order of their dump), `id`, or one of ORDERS.

    Where what is asked for is unknown, papers come last, also when reversed.
    """
    if key == "added":
        ordered = sorted(papers, key=lambda p: (*_place_in_dump(p), p.id), reverse=reverse)
        return sorted(ordered, key=lambda p: p.added, reverse=not reverse)
    if key not in ORDERS:
        return sorted(papers, key=lambda p: p.id, reverse=reverse)
    order = ORDERS[key]
    keyed = [(order.key_of(paper), paper) for paper in papers]
    known = [each for each in keyed if each[0] is not None]
    known.sort(key=lambda each: each[1].id, reverse=reverse)
    known.sort(key=lambda each: each[0], reverse=order.largest_first != reverse)
    unknown = sorted((paper for value, paper in keyed if value is None), key=lambda p: p.id)
    return [paper for _, paper in known] + unknown


def _place_in_dump(paper: Paper) -> tuple[int, str]:
    return (paper.sources[0].line, paper.sources[0].file) if paper.sources else (0, "")
