"""What a reader says of papers: tags, how far they are read, a star, a note."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from papercli.model import Paper, Status
from papercli.text import clean, clean_lines


@dataclass(frozen=True, slots=True)
class Marks:
    """What a reader says of papers; None leaves what is there."""

    add: tuple[str, ...] = ()  # tags
    remove: tuple[str, ...] = ()
    status: Status | None = None
    starred: bool | None = None
    note: str | None = None  # an empty text removes the note
    whole: tuple[
        str, ...
    ] = ()  # what to remove as one tag with commas, where a dump gave a paper such

    more: str | None = None  # lines to be added to the note

    def apply(self, paper: Paper) -> Paper:
        """Return the paper so marked; the same one when it was marked so before."""
        there = {tag.lower() for tag in paper.tags}
        whole = [text for text in self.whole if text.lower() in there]
        gone = {
            tag.lower()
            for tag in self.remove
            if not any(tag in read_tags([text]) for text in whole)
        }
        gone |= {text.lower() for text in whole}
        kept = [tag for tag in paper.tags if tag.lower() not in gone]
        there = {tag.lower() for tag in kept}
        tags = (*kept, *(tag for tag in self.add if tag.lower() not in there))
        note = paper.note if self.note is None else clean_lines(self.note) or None
        if self.more and self.more not in (note or "").split("\n"):
            note = f"{note}\n{self.more}" if note else self.more
        marked = replace(
            paper,
            tags=tags,
            status=self.status or paper.status,
            starred=paper.starred if self.starred is None else self.starred,
            note=note,
        )
        return paper if marked == paper else marked

    def __str__(self) -> str:
        """Say what is said: `tag thesis added, status reading, starred`."""
        said = [
            *(f"tag {tag} added" for tag in self.add),
            *(f"tag {tag} removed" for tag in self.remove),
        ]
        said += [f"status {self.status}"] if self.status else []
        said += [] if self.starred is None else ["starred" if self.starred else "star removed"]
        said += [] if self.note is None else ["note set" if clean(self.note) else "note removed"]
        said += ["note added to"] if self.more else []
        return ", ".join(said)


def read_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the tags in options such as `--tag thesis --tag "to cite,graphs"`, each once."""
    tags = (clean(tag) for text in texts for tag in text.split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))
