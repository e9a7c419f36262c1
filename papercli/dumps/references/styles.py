"""One reference, in whatever style it is written, taken apart; or why it cannot be.

A style is known by what parts its authors from its title: quotation marks, a year in brackets or between
full stops, a colon, or a full stop behind a list that holds nothing but names. Where title and venue cannot
be told apart for sure, nothing is guessed.
"""

import re
from dataclasses import replace
from functools import partial

from papercli.dumps.pages.names import are_families, are_family_names, names_in
from papercli.dumps.people import read_author, says_more
from papercli.dumps.references.abnt import without_place
from papercli.dumps.references.gost import read_gost
from papercli.dumps.references.groups import without_groups
from papercli.dumps.references.kinds import book_of
from papercli.dumps.references.links import take_links
from papercli.dumps.references.name_parts import is_family, may_be_group
from papercli.dumps.references.names import Names, adds_words, read_names
from papercli.dumps.references.parts import (
    NO_NAMES,
    UNSURE,
    Reference,
    divided,
    finished,
    with_numbers,
    with_place,
)
from papercli.dumps.references.place import DATE, YEAR, strip_place
from papercli.dumps.references.quotes import ends_of_quote
from papercli.dumps.references.shortened import ACRONYM_BEHIND
from papercli.dumps.references.titles import split_comma, split_in, split_sentence
from papercli.name_words import is_organisation
from papercli.patterns import late

_MOST_FAILED = 6  # places where a list of names may end before one is found
_YEAR_PART = rf"(?:{DATE}(?:/{YEAR})?(?:,\s[^()]{{1,30}})?|n\.\s?d\.|in\spress|forthcoming|to\sappear|accepted|submitted|under\sreview|s\.\s?a\.|o\.\s?j\.)"
_BRACKETED = late(rf"\s?[(\[](?P<date>{_YEAR_PART})[)\]]\s?[.,:;]?\s{{0,2}}", re.IGNORECASE)
_BETWEEN = late(
    rf"[.,]?\s(?P<date>{YEAR}[a-h]?|n\.d\.|in\spress|forthcoming)[.,:]\s", re.IGNORECASE
)
_MAY_BE_GIVEN = late(r"^[^\W\d_][\w-]*\s[A-Z\u00c0-\u00de]$")
_MAY_BE_FAMILY = late(
    r"[^\W\d_a-z][\w'’-]{0,30}(?:[\s-][^\W\d_a-z][\w'’-]{0,30}){0,3}(?:[.,:;(]|\s(?:and|&)\s|\s\()"
)
_SAME = late(r"(?:[-\u2010-\u2015_]\s?){2,8}[.,]?\s{0,2}|\u2014\s?[.,]\s")
OPEN = late(
    r"(?:(?<=\s)|(?<=^)|(?<=\())(?:``|[“\"«„‘'”])(?=[^\s.,;:])(?<!['‘](?=[tsn]\s))|(?<=\s)«(?=\s[^\s.,;:])"
)
_ITALIC = late(r"(?<![\w*_])[*_]{1,2}(?=\S)([^*_\n]{1,400}?)(?<=\S)[*_]{1,2}(?![\w*_])")
_AT_END = " \t.,;:"
_MAY_END_NAME = late(r"[.,]\s(?=[^\W\d_a-z])")
_INITIALS = late(r"\s[A-Z]{1,3}(?:,|;|$)")  # as behind family names
_IN_JOURNAL = {"date", "volume"}
_JOINED = late(r"\s(?:and|&)\s")
# The rest of a title behind the quotation that it begins with: a sentence of small words, and then a journal with its numbers.
_GOES_ON = late(
    r"\.?\s?(?P<title>[A-Z][a-z]{0,15}(?:\s[a-z][\w'’-]{0,20}){3,25})\.\s(?=[A-Z][^.]{1,60}\.\s\d{4}\b)"
)
_LONGEST_NAME = 60  # characters


def read_in_style(text: str, above: Names | None, prefer: str) -> Reference | str:
    """Return what a reference says, or why that cannot be told; `above` and `prefer` as `read_reference` has them."""
    links = take_links(_ITALIC.sub(r"\1", text))
    if links.several:
        return "a reference to more than one paper"
    body, groups = without_groups(without_place(links.text))
    same = _SAME.match(body)
    if same:
        if above is None:
            return UNSURE
        body = body[same.end() :].lstrip(" .,")
    same_names = above if same else None
    for style in (
        read_gost,
        _quoted,
        _after_year,
        _between_years,
        partial(_bare_names, prefer=prefer),
        partial(_no_person, prefer=prefer),
        _after_colon,
        _after_names,
        _after_commas,
    ):
        found = style(body, same_names)
        if isinstance(found, Reference):
            found.links = links
            if groups and found.names is not None:
                persons = found.names.authors
                is_first = links.text.startswith(groups[0].display)
                together = (*groups, *persons) if is_first else (*persons, *groups)
                found.names = replace(found.names, authors=together)
            return finished(found)
        if found is not None:
            return found
    return UNSURE


def _names(head: str, same: Names | None, *, group: bool = False, only: str = "") -> Names | None:
    if same is not None and not head.strip(_AT_END):
        return same
    names = read_names(head, only=only)
    if names is None and group:
        names = _families(head) or read_names(head, group=True)
    return names


def _families(head: str) -> Names | None:
    """Return family names alone, of which several are joined: `Card & Krueger`, `Acemoglu, Johnson and Robinson`."""
    bare = head.strip(_AT_END)
    joined = _JOINED.search(bare) is not None and are_families(bare)
    if not (joined or are_family_names(bare)):
        return None
    return Names(tuple(map(read_author, names_in(bare))), says_more(bare))


def _quoted(body: str, same: Names | None) -> Reference | str | None:
    """`A. Quill, "A title," in Proc. X`."""
    for opened in OPEN.finditer(body):
        head = body[: opened.start()].strip()
        if head and head[-1] not in ",.:;)]" and not head[-1].isdigit():
            return None
        date = ""
        if dated := re.search(
            rf"[.,]?\s?[(\[]?(?P<date>{_YEAR_PART})[)\]]?[.,:]?$", head, re.IGNORECASE
        ):
            date, head = dated["date"], head[: dated.start()]
        names = _names(head, same, group=True)
        if names is None:
            return None  # what stands first in quotation marks is no title: it stands in one
        ends = ends_of_quote(body, opened.end(), opened[0])
        if not ends:
            return None
        if len(ends) > 1:
            return UNSURE
        end, after = ends[0]
        rest = body[after:].strip()
        title = body[opened.end() : end]
        if more := _GOES_ON.match(rest):  # "Mini-mental state". A practical method for grading
            title, rest = f"“{title}”. {more['title']}", rest[more.end() :]
        found = Reference(title, names, "quoted", date)
        return with_place(found, rest)
    return None


def _after_year(body: str, same: Names | None) -> Reference | str | None:
    """`Quill, A. (2022). A title. J. Rain, 3(2), 1-9`."""
    found = _BRACKETED.search(body, 0, 4_000)
    if found is None or not body[found.end() :].strip():
        return None
    names = _names(body[: found.start()], same, group=True)
    if names is None:
        return None
    rest = body[found.end() :].strip(" .,;")
    reference = Reference("", names, "year in brackets", found["date"])
    return divided(reference, rest, is_strong=True, by_comma=found[0].rstrip().endswith(","))


def _between_years(body: str, same: Names | None) -> Reference | str | None:
    """`Ada Quill and Ben Rook. 2022. A title. In X`."""
    for found in _BETWEEN.finditer(body):
        names = _names(body[: found.start()], same, group=found[0].startswith("."))
        if names is not None:
            rest = body[found.end() :].strip()
            reference = Reference("", names, "year between", found["date"])
            return divided(reference, rest, is_strong=True, by_comma=found[0].endswith(", "))
    return None


def _after_colon(body: str, same: Names | None) -> Reference | str | None:
    """`Quill, A., Rook, B.: A title. In: X (2022)`."""
    head, colon, rest = body.partition(": ")
    dated = _BRACKETED.search(head + " ")
    names = _names(head, same, only="alike") if colon and dated is None else None
    if names is None or not rest:
        return None
    return divided(Reference("", names, "colon"), rest.strip(), is_strong=True)


def _bare_names(body: str, same: Names | None, prefer: str) -> Reference | str | None:
    """`Quill AB, Rook C. A title. J Rain. 2022;3(2):1-9`."""
    head, stop, rest = body.partition(". ")
    if _MAY_BE_GIVEN.search(head) and (end := _MAY_BE_FAMILY.match(rest)):
        if end[0][-1] not in ".:" or prefer == "natural":  # "Ada B. Quill, Ben Rook: …"
            return None
        if prefer != "bare":  # "Quill A. Adam: …" or "Ada Q. Adam: …"
            return UNSURE
    names = _names(head, same, only="all bare" if prefer == "bare" else "bare") if stop else None
    if names is None:
        return None
    return divided(Reference("", names, "bare names"), rest.strip(), is_strong=True)


def _no_person(body: str, same: Names | None, prefer: str) -> Reference | str | None:
    """`Wren Society. A title. J Rain. 2022;3(2):1-9` and in a list of `Quill AB` `A title. J Rain. 2022;3:1`."""
    place = strip_place(body)
    head, stop, rest = body.partition(". ")
    is_book = book_of(rest.strip()) is not None
    if same is not None or not (is_book or place.found.keys() >= _IN_JOURNAL):
        return None
    head = ACRONYM_BEHIND.sub("", head)
    if stop and may_be_group(head) and is_organisation(head):
        names = read_names(head, group=True)
        return divided(Reference("", names, "group"), rest.strip(), is_strong=True)
    if prefer != "bare":
        return None
    split = split_sentence(place.rest, has_numbers=True, stopped=place.stopped)
    if split is None or ". " in split[0] or _INITIALS.search(split[0]):
        return None
    return with_numbers(Reference(split[0], None, NO_NAMES, venue=split[1]), place)


def _after_names(body: str, same: Names | None) -> Reference | str | None:
    """`Quill, A. and Rook, B. A title. J. Rain, 3(2):1-9, 2022`."""
    best: tuple[int, Names] | None = None
    failed = 0
    for found in re.finditer(r"\.\s", body[:4_000]):
        names = _names(body[: found.start() + 1], None, only="one form")
        if names is not None and not (best and adds_words(best[1], names)):
            best = found.end(), names
        elif (best is None and (failed := failed + 1) > _MOST_FAILED) or (
            best is not None and found.end() - best[0] > 80
        ):
            break
    if same is not None:
        best = 0, same
    if best is None:
        return None
    return divided(Reference("", best[1], "names"), body[best[0] :].strip(), is_strong=False)


def _after_commas(body: str, same: Names | None) -> Reference | str | None:
    """`A. Quill, B. Rook, A title, J. Rain 3 (2022) 1-9`."""
    if same is not None:
        return None
    best: tuple[int, Names] | None = None
    for found in re.finditer(r",\s", body[:4_000]):
        names = read_names(body[: found.start()], only="initials")
        if names is not None:
            best = found.end(), names
        elif best is None or found.end() - best[0] > 80:
            break
    if best is None:
        return None
    reference = Reference("", best[1], "commas")
    rest = body[best[0] :].strip()
    if book_of(rest):
        return divided(reference, rest, is_strong=False)
    if _begins_with_name(rest):
        return UNSURE
    place = strip_place(rest)
    if (
        place.found
        and not split_in(rest)
        and (both := split_comma(place.rest, sure=True, stopped=place.stopped))
    ):
        reference.title, reference.venue = both
        return with_numbers(reference, place)
    parted = divided(reference, rest, is_strong=False)
    if (
        isinstance(parted, Reference)
        and parted.venue
        and (", " not in parted.venue or parted.type == "paper-conference")
        and not _ends_in_names(parted.title)
    ):
        return parted
    both = split_comma(place.rest, stopped=place.stopped)
    if both is None or not place.found:
        return UNSURE
    reference.title, reference.venue = both
    return with_numbers(reference, place)


def _ends_in_names(title: str) -> bool:
    """Say whether what stands behind the last comma of a title may be the start of its venue: `A title, Hum`."""
    _, comma, last = title.rpartition(", ")
    return bool(comma) and all(word[0].isupper() for word in last.split())


def _begins_with_name(text: str) -> bool:
    """Say whether a title may begin with another author, in another form: `Ben Rook. A title`, `Ben Rook, A title`."""
    for end in _MAY_END_NAME.finditer(text[:_LONGEST_NAME]):
        head = text[: end.start()]
        if read_names(head) is not None or (end[0][0] == "." and is_family(head)):
            return True
    return False
