"""Papers that are filled in from dumps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from papercli.changes.naming import named
from papercli.library import Library
from papercli.store.papers import encode_paper
from papercli.text import join_words

if TYPE_CHECKING:
    from papercli.ingest.completing import Filled

_MOST_FILES = 3  # dumps that the summary of a change names


def complete(library: Library, filled: Sequence["Filled"]) -> None:
    """Keep what dumps know of papers; nothing is written where they know nothing."""
    if not filled:
        return
    files = list(dict.fromkeys(file for each in filled for file in each.files))
    several = f"{len(files)} dumps"
    where = join_words(files, "and") if len(files) <= _MOST_FILES else several
    summary = f"{named(each.after for each in filled)} completed from {where}"
    library.append(
        [encode_paper(each.after) for each in filled], command="complete", summary=summary
    )
