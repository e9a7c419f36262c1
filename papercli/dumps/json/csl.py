"""CSL-JSON: what Zotero, Mendeley, Pandoc and citation processors exchange."""

from typing import Any

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping import CSL
from papercli.dumps.citing import count_in_notes
from papercli.dumps.fields import read_fields
from papercli.dumps.json.stream import keys_in, read_with
from papercli.dumps.reader_marks import with_note
from papercli.dumps.unkept import with_unkept
from papercli.patterns import late

_OWN = late(r'"(?:date-parts|container-title|citation-key|non-dropping-particle|literal)"\s*:')
# CSL 1.0.2, appendix III
_TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document entry "
    "entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map motion_picture "
    "musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation report review "
    "review-book software song speech standard thesis treaty webpage"
)
_TYPE = late(rf'"type"\s*:\s*"(?:{"|".join(_TYPES.split())})"')
# What stands alone: who brought it out is its venue.
_PUBLISHED = frozenset({"book", "thesis", "report", "dataset", "software"})
# What an item holds of which little is known; "authors" or "url" would be another format's.
_BARE = frozenset(
    "id citation-key type title author family given suffix literal dropping-particle non-dropping-particle keyword abstract note annote custom "
    "more_authors language URL volume issue page".split()
)


def sniff(head: str) -> float:
    """Say how sure it is that `head` is CSL-JSON."""
    keys = keys_in(head)
    if "title" not in keys or "authors" in keys:  # an item has an "author"
        return 0.0
    typed = _TYPE.search(head) is not None
    if {"issued", "container-title", "DOI", "family"} & keys:
        return (
            0.93 if typed and _OWN.search(head) else 0.9 if typed or "date-parts" in keys else 0.0
        )
    return 0.88 if typed and "id" in keys and keys <= _BARE else 0.0


def to_record(item: dict[str, Any], line: int) -> Record | Skipped:
    """Return the record that a CSL item describes.

    Its `note` may hold an arXiv id, as Zotero keeps it there.
    """
    fields = dict(item)
    note = item.get("note")
    known = (
        str(item.get("number") or ""),
        note if isinstance(note, str) else "",
        str(item.get("archive_location") or ""),
    )
    if not item.get("arxiv") and (
        arxiv := next((text for text in known if "arxiv" in text.lower()), None)
    ):
        fields["arxiv"] = arxiv
    if item.get("publisher") == "arXiv" and isinstance(item.get("number"), str):
        fields.pop("number")
    custom = item.get("custom")
    if isinstance(custom, dict):
        fields["more_authors"], fields["tags"] = custom.get("more_authors"), custom.get("tags")
    if isinstance(note, str):
        fields["citations"], fields["citations_at"] = count_in_notes([note])
    if item.get("type") in _PUBLISHED and not item.get("container-title"):
        fields["container-title"] = item.get("publisher")
    if item.get("type") == "article":
        fields["type"] = "preprint"  # a journal's is "article-journal"
    fields["key"] = item.get("citation-key") or item.get("id")
    fields.pop("id", None)
    record = with_note(read_fields(fields, line), [item.get("annote")])
    return with_unkept(record, item.items(), CSL)


read = read_with(to_record)

FORMAT = DumpFormat("csl-json", "CSL-JSON, as Zotero and Pandoc write it", sniff, read)
