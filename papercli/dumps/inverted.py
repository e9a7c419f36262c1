"""Authors in formats that invert names, a record at a time: what the others are like tells what `JR` or `IV` is."""

from collections.abc import Sequence

from papercli.dumps.initials import Initials, all_have_initials_behind, initials_behind
from papercli.dumps.people import People, people, read_inverted, says_more, somebody
from papercli.dumps.splitting import are_inverted, split_inverted
from papercli.name_words import is_degree, is_organisation, is_suffix
from papercli.names import Author
from papercli.patterns import late
from papercli.text import clean

_BEHIND_COMMA = late(r"([^,;()\d]{2,}),\s*((?:[^\W\d_a-z][.\s-]*){1,4})")
_LONGEST = 200  # characters; what is longer is no name


def inverted_people(texts: Sequence[str], *, inverted: bool | None = None) -> People:
    """Return the authors of a record whose names are inverted, one each, or joined in one field.

    `inverted` is whether names of the dump have the family name first, as far as they show it.
    """
    more = bool(texts) and says_more(clean(texts[-1]))
    own = are_inverted(texts)
    known = inverted if own is None else own
    return people(
        read_inverted_all([name for text in texts for name in split_inverted(text, known)]),
        more=more,
    )


def read_inverted_all(
    texts: Sequence[str], *, in_capitals: bool = False, least: int = 2
) -> list[Author]:
    """Return all authors of a record, each `Family, Given`, or at `least` so many all `Family INITIALS`.

    Where a format has its names `in_capitals`, one such name alone is read, too.
    """
    names = [clean(text) for text in texts]
    persons = [name for name in names if name and not is_organisation(name) and not says_more(name)]
    have_comma = len(persons) > 1 and all(map(_behind_comma, persons))
    fewest = 1 if in_capitals and "".join(persons).isupper() else least
    are_bare = all_have_initials_behind(persons, least=fewest)
    bare = {*(persons if are_bare else ())}
    if in_capitals:  # one name in order leaves the others as they are
        bare |= {each for each in persons if each.isupper() and _is_bare(each)}
    return [_read(name, have_comma=have_comma, are_bare=name in bare) for name in names]


def _is_bare(name: str) -> bool:
    return all_have_initials_behind([name], least=1)


def _read(name: str, *, have_comma: bool, are_bare: bool) -> Author:
    if have_comma and (found := _behind_comma(name)) and _is_no_given(found.letters):
        return found.author()
    found = initials_behind(somebody(name))
    if found and (are_bare or found.shows_by_itself) and not found.is_whole:
        return found.author()
    return read_inverted(name)


def _behind_comma(name: str) -> Initials | None:
    found = _BEHIND_COMMA.fullmatch(name) if len(name) <= _LONGEST else None
    return Initials(found[1], found[2], "") if found else None


def _is_no_given(text: str) -> bool:
    """Say whether letters alone would be read as a suffix or a degree, not as initials."""
    return "." not in text and (is_suffix(text) or is_degree(text)) and text != "III"
