"""Whether a record from a file that may hold anything is a paper: a title alone shows nothing."""

import re
from collections.abc import Collection, Iterable
from itertools import islice

from papercli.dumps.base import Record
from papercli.dumps.field_names import DATABASE_OF, FIELD_OF, NOT_NAME
from papercli.name_words import COMMON_GIVEN
from papercli.patterns import late
from papercli.text import clean

_KEYS_SHOWN = 5
_LONGEST_KEY = 40  # characters
# An abstract under these names is one; a summary or a description may be of anything.
_ABSTRACTS = frozenset({"abstract", "abstractnote", "abstracttext"})
# What only those who keep papers write.
_KEPT = frozenset("citekey citationkey ref authorlist papisid timeadded bibtex isbn issn".split())
# What only those write who keep works of another kind, or no works: films, songs, goods, tasks, posts.
_OF_OTHERS = frozenset(
    """isbn isbn10 isbn13 genre genres publishername pagecount numpages director directors cast actors runtime imdb imdbid
    imdbrating boxoffice season seasons episode episodes artist artists album albumartist track tracknumber bpm duration
    durationms platform platforms developer developers price currency sku stock quantity brand inventory servings ingredients
    cuisine calories salary company employer location venuename slug body permalink excerpt urltoimage channel channeltitle
    subscribers assignee assignees due duedate deadline done completed iscompleted milestone priority state severity license
    version dependencies schema properties required""".split()
)
_SUMMARIES = _ABSTRACTS | {"summary", "tldr"}
_PAPER_PAGE = late(
    r"https?://(?:[\w-]+\.){0,4}(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|aclweb\.org|semanticscholar\.org"
    r"|openalex\.org|mlr\.press|neurips\.cc|nips\.cc|jmlr\.org|thecvf\.com|ijcai\.org|aaai\.org|usenix\.org|acm\.org"
    r"|ieee\.org|springer\.com|sciencedirect\.com|nature\.com|science\.org|wiley\.com|tandfonline\.com|plos\.org"
    r"|frontiersin\.org|mdpi\.com|biorxiv\.org|medrxiv\.org|ssrn\.com|nih\.gov|pubmed\.gov|europepmc\.org|iacr\.org"
    r"|hal\.science|archives-ouvertes\.fr|zenodo\.org|osf\.io|researchgate\.net|jstor\.org|dblp\.org|adsabs\.harvard\.edu"
    r"|paperswithcode\.com|huggingface\.co/papers)\b|https?://\S{1,300}\.pdf$",
    re.IGNORECASE,
)


def doubts_about(record: Record, names: Collection[str]) -> tuple[str, ...]:
    """Return the names of a record's fields if some are of no paper, and none of its own is of one.

    Authors, a year or a summary say that it is one, unless a name says that it is something else, or
    its authors are but first names or accounts, as those of tasks and posts are.
    """
    folded = {name if name in FIELD_OF else NOT_NAME.sub("", name.lower()) for name in names}
    strange = [name for name in folded if name not in FIELD_OF and name not in DATABASE_OF]
    if _is_shown(record, folded):
        return ()
    if record.authors and all(map(_is_no_author, record.authors)):
        return tuple(names)
    if not strange:
        return ()
    is_likely = record.authors or record.year or not folded.isdisjoint(_SUMMARIES)
    return () if is_likely and folded.isdisjoint(_OF_OTHERS) else tuple(names)


def _is_no_author(name: str) -> bool:
    """Say whether a name is a first name alone, or that of an account: `Bob`, `ann`, `jdoe42`."""
    if name.isascii() and name.replace(".", "").replace("_", "").isalnum() and name.islower():
        return True
    return name.lower() in COMMON_GIVEN


def _is_shown(record: Record, folded: Collection[str]) -> bool:
    """Say whether a record holds what only papers have."""
    if record.doi or record.arxiv or record.venue or record.ids or record.references:
        return True
    if record.citations is not None or (record.pages and "-" in record.pages):
        return True
    has_abstract = record.abstract is not None and not _ABSTRACTS.isdisjoint(folded)
    return has_abstract or _PAPER_PAGE.match(record.url or "") is not None


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
    shown = keys_shown(names)
    return f": its keys are {shown}" if shown else ""


def keys_shown(names: Iterable[str]) -> str:
    """Return the first of some keys, as a message shows them: `title, done, …`."""
    first = [clean(name)[:_LONGEST_KEY] for name in islice(names, _KEYS_SHOWN + 1)]
    return ", ".join([*first[:_KEYS_SHOWN], "…"] if len(first) > _KEYS_SHOWN else first)
