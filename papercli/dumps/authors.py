"""From a list of authors, however it is held, to their names."""

from typing import Any, NamedTuple

from papercli.dumps.field_names import NOT_NAME
from papercli.dumps.initials import initials_behind
from papercli.dumps.markup import without_markup
from papercli.dumps.people import (
    People,
    family_and_initials,
    people,
    read_author,
    read_literal,
    read_parts,
    says_more,
)
from papercli.dumps.splitting import split_names
from papercli.dumps.values import read_text
from papercli.name_words import is_organisation, is_suffix
from papercli.names import PARTICLES, Author
from papercli.patterns import late
from papercli.text import clean

_INITIALS = late(r"\s*(?:[^\W\d_a-z]\.[\s-]?){1,4}\s*")


def read_authors(value: object, *, inverted: bool | None = None) -> People:
    """Return the authors in a list of names, or in a string in which they are joined.

    `inverted` is whether names of the dump have the family name first, as far as they show it.
    """
    if isinstance(value, dict) and value and all(str(name).isdecimal() for name in value):
        value = [value[name] for name in sorted(value, key=int)]  # an object that counts them
    match value:
        case People():
            return value
        case str():
            text = without_markup(value)
            if (found := _with_groups(text)) is not None:
                return found
            return people(split_names(text, inverted=inverted), more=says_more(clean(text)))
        case list() | tuple() | dict():
            names = [value] if isinstance(value, dict) else _whole_names(list(value))
            texts = list(map(_text_of, names))
            read = map(_read_name, names, texts)
            return people(read, more=any(map(says_more, texts)))
    return people(())


def _with_groups(text: str) -> People | None:
    """Return the authors of `Quill A, Rook BC; Moss Trial and Rain Research Team.`, as PubMed writes them, or None."""
    before, *groups = (part.strip() for part in text.rstrip(" .;").split(";"))
    persons = [name.strip() for name in before.split(",")]
    if not groups or not all(map(is_organisation, groups)):
        return None
    if not all(name and initials_behind(name) for name in persons):
        return None
    names = (*map(family_and_initials, persons), *map(read_literal, groups))
    return people(names)


def _whole_names(names: list[Any]) -> list[Any]:
    """Return the names of a list, those joined that a comma within them parted: `[Quill, A., Rook, B.]`."""
    initials = names[1::2]
    if len(names) % 2 or not names or not all(isinstance(name, str) for name in names):
        return names
    if not all(map(_INITIALS.fullmatch, initials)) or any("." in name for name in names[::2]):
        return names
    return [f"{family}, {given}" for family, given in zip(names[::2], initials, strict=True)]


def _text_of(value: object) -> str:
    """Return a name as it stands, its parts in order."""
    if isinstance(value, dict):
        parts = _name_parts(value)
        return clean(parts.whole or f"{parts.given} {parts.family}")
    if isinstance(value, list | tuple):  # its parts, in the order in which they are said
        return without_markup(" ".join(filter(None, map(read_text, value))))
    return without_markup(read_text(value) or "")


def _read_name(value: object, text: str) -> Author:
    if isinstance(value, list | tuple):
        return _read_list([without_markup(read_text(each) or "") for each in value])
    if not isinstance(value, dict):
        return read_author(text)
    parts = _name_parts(value)
    if parts.is_literal:
        return read_literal(parts.whole)
    if parts.whole and not parts.family:
        return read_author(parts.whole)
    return read_parts(parts.given, parts.family, parts.suffix)


def _read_list(parts: list[str]) -> Author:
    """Return the author whose name is in a list: its parts as they are said, or as arXiv has them."""
    match parts:
        case [family, given, "" as suffix, *_] | [family, given, suffix, *_] if (
            suffix == "" or is_suffix(suffix)
        ):
            return read_parts(given, family, suffix)
        case [name, where] if _is_affiliation(where, name) or "," in name.rstrip(","):
            return read_author(name)
    return read_author(" ".join(filter(None, parts)))


def _is_affiliation(text: str, name: str) -> bool:
    """Say whether a text beside a name is where its bearer works, and no family name."""
    words = text.split()
    is_long = len(words) > 2 and words[0].lower() not in PARTICLES
    return is_organisation(text) or (is_long and " " in name)


_WRAPPERS = ("author", "person", "creator", "name")  # objects around an object that names somebody


class _NameParts(NamedTuple):
    """What an object holds of a name."""

    whole: str
    is_literal: bool
    given: str
    family: str
    suffix: str


def _name_parts(value: dict[str, Any]) -> _NameParts:
    for wrapper in _WRAPPERS:
        if isinstance(inner := value.get(wrapper), dict):
            value = inner
    folded = {
        NOT_NAME.sub("", name.lower()): without_markup(text)
        for name, text in value.items()
        if isinstance(name, str) and isinstance(text, str)
    }

    def first(*names: str) -> str:
        return next((folded[name] for name in names if folded.get(name)), "")

    whole = first("name", "fullname", "displayname", "literal", "rawauthorname")
    before = first("nondroppingparticle", "prefix")
    return _NameParts(
        whole,
        is_literal=bool(whole) and whole == folded.get("literal"),
        given=f"{first('given', 'givenname', 'givennames', 'firstname', 'forename', 'forenames', 'first')} {first('middlename', 'middle')}"
        f" {first('droppingparticle')}",
        family=f"{before} {first('family', 'familyname', 'lastname', 'surname', 'last')}".strip(),
        suffix=first("suffix"),
    )
