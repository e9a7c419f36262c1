"""Links in an archive: which member each stands for. They are never followed outside of it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from posixpath import dirname, join, normpath

from papercli.dumps.input.files import Found
from papercli.dumps.input.members import is_hidden, named
from papercli.text import clean

_MOST_HOPS = 40  # links on the way, as on Linux
_MOST_STEPS = 250  # folders on the way
_SHOWN = 200  # characters of a target in a message
_LONGEST = 4096  # characters of a path, as on Linux


@dataclass(frozen=True, slots=True)
class Link:
    """A member that stands for another one."""

    name: str
    target: str
    is_hard: bool = False  # its target is named from the archive's root, not from its own folder


class Links:
    """The links of an archive, and the members that they may stand for."""

    def __init__(self, links: Iterable[Link], files: Iterable[str]) -> None:
        self._links = {plain_name(link.name): link for link in links}
        self._files = sorted({plain_name(name) for name in files})

    def resolve(self) -> Iterator[tuple[Link, str | None]]:
        """Yield each link that has to be read or reported: with the member it leads to, or None.

        What a link leads to is read under its own name, and only a hidden member has to be read
        under the link's. A link to a folder stands for a link to each file in it.
        """
        for link in self._links.values():
            if is_hidden(link.name):
                continue
            target = self._follow(link.name)
            found = [] if target is None else self._files_at(target)
            if target is None or not found:
                yield link, None
            for name in found:
                shown = link.name + name[len(target or "") :]
                if is_hidden(name) and not is_hidden(shown):
                    yield Link(shown, name), name

    def _files_at(self, place: str) -> list[str]:
        """Return the file at a place, or the files in the folder there."""
        at = bisect_left(self._files, place)
        if self._files[at : at + 1] == [place]:
            return [place]
        folder = f"{place}/" if place else ""
        start = bisect_left(self._files, folder)
        return list(takewhile(lambda name: name.startswith(folder), self._files[start:]))

    def _follow(self, name: str) -> str | None:
        """Return what a name leads to, or None where that is outside of the archive, or a circle."""
        left = [*reversed(name.split("/"))]
        place: list[str] = []
        hops = steps = 0
        while left:
            part = left.pop()
            steps += 1
            if part == ".." and place:
                place.pop()
            elif part == ".." or steps > _MOST_STEPS:
                return None
            elif part not in {"", "."}:
                place.append(part)
                link = self._links.get("/".join(place))
                if link is None:
                    continue
                hops += 1
                is_outside = link.target.startswith("/") and not link.is_hard
                if is_outside or hops > _MOST_HOPS or len(link.target) > _LONGEST:
                    return None
                place = [] if link.is_hard else place[:-1]
                left += reversed(link.target.split("/"))
        return "/".join(place)


def lost_link(archive: str, link: Link) -> Found:
    """Return a link that leads to nothing in the archive: an error, unless it leads out of it."""
    inside = normpath(link.target if link.is_hard else join(dirname(link.name), link.target))
    target = clean(link.target[:_SHOWN])
    fault = f"a link to {target}, which is not in the archive"
    if inside.startswith(("/", "..")):
        return Found(f"{named(archive, link.name).path} -> {target}", fault=fault, is_other=True)
    return named(archive, link.name).lost(fault)


def plain_name(name: str) -> str:
    """Return a name as links mean it: `./a//b` is `a/b`."""
    return "/".join(part for part in name.split("/") if part not in {"", "."})
