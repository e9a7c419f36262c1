"""Authors in BibTeX and BibLaTeX: names joined by `and`, in braces, in parts."""

import re
from collections.abc import Callable

from papercli.dumps.initials import all_have_initials_behind
from papercli.dumps.people import (
    People,
    family_and_initials,
    people,
    read_author,
    read_commas,
    read_literal,
    read_parts,
    says_more,
)
from papercli.dumps.splitting import are_inverted, split_inverted
from papercli.latex.read import latex_to_unicode
from papercli.name_words import COMMON_GIVEN
from papercli.names import Author
from papercli.patterns import late
from papercli.text import clean

_KEPT = late("\x00([0-9]+)\x00")  # what stands for a group in braces while names are parted
_WHOLE = late(r"\{(?!\\)[^{}]+\}")
_AND = late(r"(?<!\s)\s++and\s+", re.IGNORECASE)
_AND_COMMAND = late(r"\\and(?![A-Za-z])")
_THIN = late(r"(?<!\\)\\[,;:> ](?=\s{0,2}\S)")  # between initials: "G.\\,H."
_SPACE = late(r"(?<!\\)(?:\\(?=\s)|~)")  # `J.\ Quill`, `J.~Quill`: names part at blanks
_STRAY_AND = late(r"^(?:and\s++)+", re.IGNORECASE)  # where a name is missing
_AUTHORS = late(r"\bauthor\s{0,20}=\s{0,20}[{\"]([^{}\"=]{1,2000})[}\"]", re.IGNORECASE)
_INITIAL = late(r"(?:[^\W\d_a-z]\.?-?){1,2}")
_FAMILY = late(r"[^\W\d_a-z][^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BRACED = late(r"\{((?:[^{}]|\{[^{}]*\})*)\}")


def inverted_in(head: str) -> bool | None:
    """Say whether the authors in the start of a dump have the family name first; None where nothing shows it."""
    return are_inverted(latex_to_unicode(each) for each in _AUTHORS.findall(head))


def read_names(text: str, *, inverted: bool | None = None) -> People:
    """Return the authors in `text`.

    Braces keep a name or a family name, commas and `and`s included, in one. `inverted` is what
    `inverted_in` says of the dump: some programs join names with commas, as no BibTeX does.
    """
    text = _THIN.sub(
        " ", text.replace("\x00", "")
    )  # what stands between two of them is ours, below
    text = _SPACE.sub(" ", _AND_COMMAND.sub(" and ", text))
    whole: list[str] = []

    def keep(braced: re.Match[str]) -> str:
        if braced[1].lstrip().startswith("\\") or not (
            _AND.search(braced[1]) or "," in braced[1] or braced.span() == (0, len(text))
        ):
            return braced[0]
        whole.append(clean(latex_to_unicode(braced[1])))
        return f"\x00{len(whole) - 1}\x00"

    def restored(part: str) -> str:
        part = _KEPT.sub(lambda found: whole[int(found[1])], part)
        return clean(latex_to_unicode(part))

    kept = _BRACED.sub(keep, text)
    names = [_STRAY_AND.sub("", name) for name in _AND.split(kept)]
    if len(names) == 1:
        names = names[0].split(";")
    if "=" not in kept and "\x00" not in kept:
        own = are_inverted(map(restored, names))
        order = inverted if own is None else own
        names = [each for name in names for each in _parted(name, order)]
        known = [clean(restored(name)) for name in names if not says_more(name)]
        if all_have_initials_behind(known, least=2):
            return people(map(family_and_initials, known), more=says_more(text))
    return people(
        (_person(name, restored) for name in names), more=says_more(re.sub(r"[{}]", "", text))
    )


def _parted(name: str, inverted: bool | None) -> list[str]:  # noqa: FBT001 - the caller names it
    """Return the names that commas join, or the one that has them."""
    if "," not in name or _BRACED.search(re.sub(r"\{\\[^{}]*\}", "", name)):
        return [name]
    text = clean(latex_to_unicode(name)).rstrip(" ,")
    parts = split_inverted(text, inverted)
    if len(parts) == 1 and not inverted and all(map(_begins_with_given, text.split(","))):
        parts = text.split(",")  # "Ada Quill, Ben Rook" and no "García Márquez, Gabriel José"
    return parts if len(parts) > 1 else [name]


def _begins_with_given(name: str) -> bool:
    """Say whether a name is surely in order: a given name or an initial comes first, and another word last."""
    first, *others = name.split() or [""]
    return (
        bool(others)
        and (first.lower() in COMMON_GIVEN or _INITIAL.fullmatch(first) is not None)
        and _FAMILY.fullmatch(others[-1]) is not None
        and others[-1].lower() not in COMMON_GIVEN
    )


def _person(name: str, restored: Callable[[str], str]) -> Author:
    """Return one author: `First von Last`, `von Last, Jr, First`, or with BibLaTeX's named parts."""
    if _KEPT.fullmatch(name.strip()) or _WHOLE.fullmatch(name.strip()):
        return read_literal(restored(name))
    parts = name.split(",")
    if len(named := dict(map(_named_part, parts))) == len(parts) and "family" in named:
        part = {key: restored(value) for key, value in named.items()}
        family = f"{part.get('prefix', '')} {part['family']}"
        return read_parts(part.get("given", ""), family, part.get("suffix", ""))
    if len(parts) > 1:
        return read_commas([restored(part) for part in parts])
    *_, last = (None, *_BRACED.finditer(name.strip()))
    if last and last.end() == len(name.strip()) and " " in last[1] and last.start():
        # A family name of several words stands in braces: Gabriel {García Márquez}.
        return read_parts(restored(name.strip()[: last.start()]), restored(last[1]))
    return read_literal(one) if "," in (one := restored(name)) else read_author(one)


def _named_part(part: str) -> tuple[str, str]:
    """Return the name and the value of a part such as `family=Harman`; no name where it has none."""
    name, equals, value = part.partition("=")
    return (name.strip().strip('"').lower(), value.strip(' "')) if equals else ("", part)
