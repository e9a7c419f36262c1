"""Dumps that name authors by their family names alone: there `Smith, Jones` are two people, and not Jones Smith."""

from collections.abc import Iterable, Mapping
from typing import Any

from papercli.dumps.field_names import FIELD_OF, NOT_NAME
from papercli.dumps.people import says_more, without_more
from papercli.name_words import COMMON_GIVEN, is_degree, is_organisation, is_suffix
from papercli.names import PARTICLES
from papercli.patterns import late
from papercli.text import fold

_BETWEEN = late(r"\s{0,20}[,;]\s{0,20}(?:(?:and|und|et|y|och|og|&)\s{1,20})?|\s{1,20}(?:and|und|et|y|och|og|&)\s{1,20}")  # fmt: skip
_PARTS = late(r"\s{0,20};\s{0,20}|,?\s{1,20}(?:and|und|et|y|och|og|&)\s{1,20}")
_FAMILY = late(r"[^\W\d_a-z][^\W\d_A-Z]+(?:['’-][^\W\d_]+)*|(?:Mac?|Mc|[OD]['’]|De|Di|La|Le)[A-Z][^\W\d_A-Z]+")  # fmt: skip
_LONGEST = 500  # characters of a cell


def names_families_alone(texts: Iterable[str]) -> bool:
    """Say whether some cells can be nothing but family names, and none shows a given name.

    A list does that (`Hart, Sand, Wren`, `Hart & Sand`); one name alone is seldom but may be all that is known,
    so there must be as many of those as of such that may be one person.
    """
    lists = alone = pairs = 0
    for text in filter(None, map(str.strip, texts)):
        if is_organisation(text) or (text.isupper() and text.isalpha()):
            continue
        names = _families_in(text)
        given = names[1::2] if len(names) % 2 == 0 else []
        if not names or _has_pairs(text) or any(each.lower() in COMMON_GIVEN for each in given):
            return False
        if len(names) == 1:
            alone += 1
        elif len(names) == 2 and "," in text:
            pairs += 1
        else:
            lists += 1
    return lists > 0 or 0 < alone >= pairs


def parted_families(text: str) -> str:
    """Return the names of a dump that has family names alone with semicolons between them, any other text as it is."""
    names = _families_in(text)
    return "; ".join([*names, *(["et al."] if says_more(text) else [])]) if names else text


def are_family_names_in(objects: Iterable[Mapping[str, object]]) -> bool:
    """Say whether the authors of objects, in one text each, are family names alone."""
    return names_families_alone(
        str(held)
        for each in objects
        for key, held in each.items()
        if _is_text_of_authors(key, held)
    )


def with_parted_families(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object whose authors are family names alone with semicolons between them."""
    return {
        key: parted_families(held) if _is_text_of_authors(key, held) else held
        for key, held in value.items()
    }


def _is_text_of_authors(key: str, value: object) -> bool:
    return isinstance(value, str) and FIELD_OF.get(NOT_NAME.sub("", fold(key))) == "authors"


def _has_pairs(text: str) -> bool:
    """Say whether each part of a list holds one comma, as where given names stand behind: `Doe, Jane; Roe, Max`."""
    parts = _PARTS.split(without_more(text).strip(" ,;."))
    return len(parts) > 1 and all(part.count(",") == 1 for part in parts)


def _families_in(text: str) -> list[str]:
    """Return the names in a text where all are one family name each, with its particles; else nothing."""
    names = [each for each in _BETWEEN.split(without_more(text[:_LONGEST]).strip(" ,;.")) if each]
    return names if all(map(_is_family, names)) else []


def _is_family(name: str) -> bool:
    *particles, family = name.split() or [""]
    return (
        _FAMILY.fullmatch(family) is not None
        and all(word.lower() in PARTICLES for word in particles)
        and not (is_organisation(name) or is_suffix(name) or is_degree(name))
    )
