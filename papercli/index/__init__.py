"""The index: a tantivy index beside the store, which finds lines of the store.

A cache: deleting it is always safe.
"""

from papercli.index.catchup import (
    Opened,
    forget_index,
    known_checksums,
    loss_of,
    open_index,
    prepared_index,
    tidy_index,
)
from papercli.index.counted import COUNTED, number_of_author, values_of
from papercli.index.fill import Progress
from papercli.index.lookup import SCORE_DECIMALS, Index
from papercli.index.orders import ORDERS
from papercli.index.queries import Query
from papercli.index.searcher import Place
from papercli.index.state import Seen, accept_loss, verified_stamp
from papercli.store.reader import Span

__all__ = [
    "COUNTED",
    "ORDERS",
    "SCORE_DECIMALS",
    "Index",
    "Opened",
    "Place",
    "Progress",
    "Query",
    "Seen",
    "Span",
    "accept_loss",
    "forget_index",
    "known_checksums",
    "loss_of",
    "number_of_author",
    "open_index",
    "prepared_index",
    "tidy_index",
    "values_of",
    "verified_stamp",
]
