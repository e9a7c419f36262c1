"""What a reader says of papers, and which papers are taken out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from papercli.changes.naming import named
from papercli.errors import NotFoundError, UsageError
from papercli.library import Library
from papercli.marks import Marks
from papercli.model import Paper
from papercli.search.naming import find_all_named
from papercli.store.lines import removal
from papercli.store.papers import encode_paper, unwanted_line
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


def rename_tag(library: Library, old: str, new: str) -> int:
    """Give a tag another name, or remove it where `new` is empty; return how many papers changed.

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
    if lines:
        done = f"renamed to {new}" if new else "removed"
        library.append(lines, command="tags", summary=f"tag {old} {done}: {named(tagged)}")
    return changed


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
