"""Whether a record from a file that may hold anything is a paper: a title alone shows nothing."""

from collections.abc import Iterable
from itertools import islice

from papercli.dumps.base import Record
from papercli.dumps.field_names import FIELD_OF, NOT_NAME
from papercli.text import clean

_KEYS_SHOWN = 5
_LONGEST_KEY = 40  # characters
# An abstract under these names is one; a summary or a description may be of anything.
_ABSTRACTS = frozenset({"abstract", "abstractnote", "abstracttext"})
# What only those who keep papers write.
_KEPT = frozenset("citekey citationkey ref authorlist papisid timeadded bibtex isbn issn".split())


def is_paper(record: Record, names: Iterable[str], *, listed: bool = False) -> bool:
    """Say whether what a record holds is a paper; `names` are those of its fields.

    In a list of such records (`listed`), authors or a venue are enough.
    """
    folded = {NOT_NAME.sub("", name.lower()) for name in names}
    if record.doi or record.arxiv:
        return True
    has_year = record.year is not None and (
        "issued" in folded or any(FIELD_OF.get(name) == "year" for name in folded)
    )
    has_abstract = record.abstract is not None and not folded.isdisjoint(_ABSTRACTS)
    is_kept = not folded.isdisjoint(_KEPT)
    if listed:
        return bool(record.authors or record.venue or has_abstract or is_kept)
    if record.authors:
        return has_year or has_abstract or is_kept or bool(record.venue or record.pages)
    return record.venue is not None and record.year is not None


def name_keys(names: Iterable[str]) -> str:
    """Return the first keys of what is no paper, as the end of a sentence that says so."""
    first = [clean(name)[:_LONGEST_KEY] for name in islice(names, _KEYS_SHOWN + 1)]
    shown = [*first[:_KEYS_SHOWN], "…"] if len(first) > _KEYS_SHOWN else first
    return f": its keys are {', '.join(shown)}" if shown else ""
