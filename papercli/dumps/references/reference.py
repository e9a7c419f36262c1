"""One reference, freed of what is not its own: links, what is to be read of it, and a reader's remark behind it."""

import re
from dataclasses import replace

from papercli.dumps.references.names import Names
from papercli.dumps.references.parts import Reference
from papercli.dumps.references.remarks import without_remarks
from papercli.dumps.references.styles import OPEN, read_in_style
from papercli.patterns import late

_LONGEST = 2_500  # characters
_ARROW = late(r"\s(?:[-=]{1,2}>|[→⇒➔])\s(?=<?(?:https?://|doi\b|arxiv\b))", re.IGNORECASE)
_WORDS = late(r"[^\W\d_]{3}")
_LINKED = late(r"\[([^\[\]\n]{1,400})\]\((https?://[^\s()]{1,500})\)")
_TITLE_LINKED = late(r"(?<=[.,):]\s)\[([^\[\]\n“”\"]{12,400})\]\((https?://[^\s()]{1,500})\)")
_LOCATOR = late(
    r"[.,]\s(?:chapters?|chs?\.|sections?|secs?\.)\s\d[\d.]{0,6}(?:(?:\s?[-–,&]\s?|\sand\s)\d[\d.]{0,6}){0,9}\.?$",
    re.IGNORECASE,
)  # what is to be read of it


def read_reference(text: str, above: Names | None = None, prefer: str = "") -> Reference | str:
    """Return what a reference says, or why that cannot be told.

    `above` are the authors of the one before, for which a dash may stand. `prefer` says how the others of
    its list write names where both are meant by `Quill A. Adam`: `bare` or `natural`.
    """
    if len(text) > _LONGEST:
        return "a text too long for a reference"
    text = _ARROW.sub(" ", text)
    whole = _read(text, above, prefer)
    cut = [(_read(bare, above, prefer), text[len(bare) :]) for bare in without_remarks(text)]
    found = [
        each
        for each, remark in cut
        if isinstance(each, Reference) and _says_as_much(each, whole, remark)
    ]
    return replace(max(found, key=_told), has_remark=True) if found else whole


def _told(found: Reference) -> int:
    return len(found.numbers) + bool(found.date) + bool(found.venue)


def _says_as_much(found: Reference, whole: Reference | str, remark: str) -> bool:
    """Say whether a reference says what it does with the remark behind it, too, but for what comes from that."""
    if isinstance(whole, str):
        return bool(
            found.date and (found.numbers or found.venue or found.links.doi or found.links.arxiv)
        )
    own = {
        name
        for name, value in whole.numbers.items()
        if not (_WORDS.search(value) and value in remark)
    }  # "(see also Ref. [2])" is no issue
    is_kept = own <= found.numbers.keys() and whole.type in {None, found.type}
    are_links = replace(whole.links, text="") == replace(found.links, text="")
    return (
        is_kept
        and are_links
        and bool(found.venue) >= bool(whole.venue)
        and bool(found.date) >= bool(whole.date)
    )


def _read(text: str, above: Names | None, prefer: str) -> Reference | str:
    text = _LOCATOR.sub("", text)
    if (linked := _linked(text, above, prefer)) is not None:
        return linked
    for shown, url in _LINKED.findall(
        text
    ):  # a link in Markdown: its text stays, and what it leads to
        held = "" if shown.startswith("http") else shown
        text = text.replace(f"[{shown}]({url})", held, 1) + f" {url}"
    return read_in_style(text, above, prefer)


def _linked(text: str, above: Names | None, prefer: str) -> Reference | None:
    """Return what a reference says whose title is a link in Markdown, which ends where the link does; None for any other."""
    link = None if OPEN.search(text) else _TITLE_LINKED.search(text)
    if link is None:
        return None
    title = link[1].strip(" .,")
    behind = text[link.end() :].lstrip(" .,;:-–—")
    found = _read(f"{text[: link.start()]}“{title},” {behind} {link[2]}", above, prefer)
    return found if isinstance(found, Reference) and found.title == title else None
