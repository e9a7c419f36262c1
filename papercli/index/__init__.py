"""The index: a tantivy index beside the store, which finds lines of the store. A cache: deleting it is always safe."""

from papercli.index.catchup import Progress, open_index
from papercli.index.lookup import Index, Place, Query

__all__ = ["Index", "Place", "Progress", "Query", "open_index"]
