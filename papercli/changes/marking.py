"""What a reader says of papers, and which papers are taken out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from papercli.changes.naming import named
from papercli.errors import NotFoundError, UsageError
from papercli.library import Library
from papercli.marks import Marks
from papercli.model import Paper
from papercli.search.naming import find_all_named
from papercli.search.saved import saved_searches
from papercli.store.lines import removal
from papercli.store.papers import encode_paper, unwanted_line
from papercli.store.searches import search_line
from papercli.text import clean


class Marked(NamedTuple):
    """Papers as they are now, and those among them that changed."""

    papers: list[Paper]
    altered: list[Paper]

    @property
    def changed(self) -> int:
        """How many papers changed."""
        return len(self.altered)

    @property
    def to_name(self) -> list[Paper]:
        """Return the papers that are worth naming: those that changed, or all where none did."""
        return self.altered or self.papers


def mark(library: Library, names: Sequence[str], marks: Marks) -> Marked:
    """Mark papers; nothing is written when all are marked so already."""
    papers = list({paper.id: paper for paper in find_all_named(library, names)}.values())
    marked = [marks.apply(paper) for paper in papers]
    altered = [after for before, after in zip(papers, marked, strict=True) if after is not before]
    if altered:
        lines = list(map(encode_paper, altered))
        library.append(lines, command="mark", summary=f"{marks}: {named(altered)}")
    return Marked(marked, altered)


class Retagged(NamedTuple):
    """What became of a tag."""

    papers: int  # that changed
    searches: tuple[str, ...]  # names of saved searches that asked for it


def rename_tag(library: Library, old: str, new: str) -> Retagged:
    """Give a tag another name, also in saved searches, or remove it where `new` is empty.

    The tag may differ in case from what is given. Raises NotFoundError for a tag that no paper has,
    and UsageError for a name that is none.
    """
    old, new = clean(old), clean(new)
    if "," in new:
        raise UsageError(f"'{new}': a tag cannot contain a comma")
    index = library.index
    papers = library.papers_at(index.all(index.term("tag", old.lower())))
    if not papers:
        raise NotFoundError(f"no paper has the tag '{old}'")
    tagged = [replace(paper, tags=_retagged(paper.tags, old, new)) for paper in papers]
    lines = [
        encode_paper(after) for before, after in zip(papers, tagged, strict=True) if after != before
    ]
    changed = len(lines)
    asking = {
        name: _with_tag(query, old, new)
        for name, query in saved_searches(library).items()
        if _with_tag(query, old, "") != query
    }
    if lines:
        done = f"renamed to {new}" if new else "removed"
        searches = [search_line(*each) for each in asking.items()] if new else []
        summary = f"tag {old} {done}: {named(tagged)}"
        library.append([*lines, *searches], command="tags", summary=summary)
    return Retagged(changed, tuple(asking))


def _with_tag(query: str, old: str, new: str) -> str:
    """Return a query that asks for a tag under its new name."""
    asked = re.compile(
        rf'(?<!\w)(tags?:)(?:"{re.escape(old)}"|{re.escape(old)}(?![\w-]))', re.IGNORECASE
    )
    value = f'"{new}"' if re.search(r"[^\w-]", new) else new
    return asked.sub(lambda found: found[1] + value, query)


def _retagged(tags: Sequence[str], old: str, new: str) -> tuple[str, ...]:
    """Return tags with one renamed; a tag that is there already, in any case, stays as it is."""
    others = {tag.lower() for tag in tags if tag.lower() != old.lower()}
    renamed = [new if tag.lower() == old.lower() else tag for tag in tags]
    return tuple(
        tag
        for tag, was in zip(renamed, tags, strict=True)
        if tag and (tag == was or tag.lower() not in others)
    )


def remove(library: Library, names: Sequence[str]) -> list[Paper]:
    """Remove papers, so that the dumps that hold them do not bring them back; return them."""
    from papercli.ingest.removed import unwanted

    papers = {paper.id: paper for paper in find_all_named(library, names)}
    lines = [removal(identifier) for identifier in papers]
    lines += [unwanted_line(unwanted(paper)) for paper in papers.values()]
    library.append(lines, command="rm", summary=f"removed {named(papers.values())}")
    return list(papers.values())
