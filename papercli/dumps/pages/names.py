"""The names of authors as pages and mails write them: in their natural order, with affiliations."""

import re

from papercli.dumps.people import People, people, read_author, says_more, without_more
from papercli.dumps.remembered import remembered
from papercli.dumps.splitting import split_names
from papercli.latex.prose import read_prose
from papercli.name_words import is_company, is_degree, is_organisation, is_suffix
from papercli.patterns import late
from papercli.text import clean

_OPENING, _CLOSING = "([", ")]"
_BETWEEN = late(
    r"\s{0,20}(?:[,;，；、·]|\b(?:and|und|sowie|och|og)\b|\bet\b(?!\.?\s{0,3}al\b)|&)\s{0,20}(?:(?:and|&)\s{1,20})?"
)
_GROUP = late(r"(collaborations?|consortium|team|group)\s*:", re.IGNORECASE)
_AMID = late(r",?\s\+\s?\d{1,4}\s(?:more\s)?authors?,?\s(?=\S)")  # Semantic Scholar
_BY = late(r"\s*(?:by|authors?)\s*[:：]?\s+", re.IGNORECASE)
_NAME = late(
    r"(?:[^\W\d_]\.?[-–]?){1,4}|[^\W\d_][\w'’.\-–]*[^\W\d_.]|(?:[^\W\d_]{1,3}\.)(?:-?[^\W\d_]\.)*"
)
_FAMILY = late(
    r"(?:O['’]|Mac?|Mc|[DL][aeiu]|Van|Von|Fitz|Ben|El|Al|[DL]['’])?[^\W\d_a-z][^\W\d_A-Z]+(?:-[^\W\d_]+)?"
)
# Words that stand about "and" as names do: "Vision & Language".
_TOPIC = late(
    r".*(?:[tsx]ion|ions|ics|ity|ment|ness|ology|graphy|works?)|vision|language|learning|memory|speech|text|images?|videos?|audio|graphs?|data|theory|code"
    r"|science|nature|planning|reasoning|search|retrieval|robots?|agents?|models?|methods?|applications?|systems?|tools?|speed|accuracy|health|medicine",
    re.IGNORECASE,
)
_LOWER = frozenset(
    "al af av bin ben da dal dalla das de degli dei del della den der des di do dos du e el ibn la le "
    "lo op 't ten ter te van vom von y zu zum zur".split()
)
_MARKS = late(r"[*†‡§¶∗⋆^⁰¹²³⁴-⁹]+|(?<=[^\W\d_A-Z])\d{1,2}(?:,\s?\d{1,2})*\b")
# Words of pages that stand where names do.
_NO_NAMES = frozenset(
    "publications publication contact sign login science sciences engineering mathematics biology psychology papers articles results proceedings "
    "conference library journal representations learning networks".split()
)
_LONGEST = 60  # characters of a name
# "Quill, A., Rook, B." and "Quill, Ada; Rook, Ben"
_INVERTED = late(
    r"[^,;]{2,40},\s(?:(?:[^\W\d_a-z]\.[\s-]?){1,4}(?:[,;]|(?:and|&)\s|$)|[^,;]{2,40};\s[^,;]{2,40},\s)"
)


def without_brackets(text: str) -> str:
    """Return a text without what stands in brackets, however deep; one never closed runs to the end."""
    if "(" not in text and "[" not in text:
        return text
    depth = 0
    kept: list[str] = []
    for char in text:
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(depth - 1, 0)
        elif not depth:
            kept.append(char)
    return "".join(kept)


def read_people(text: str) -> People:
    """Return the authors in a line of names, without affiliations, however they are joined."""
    whole = clean(read_prose(text))
    more = (
        _AMID.search(whole) is not None
        or says_more(whole)
        or says_more(clean(without_brackets(whole)))
    )
    if _INVERTED.match(whole):
        return people(split_names(clean(without_brackets(whole)), inverted=True), more=more)
    return people(map(read_author, names_in(whole)), more=more)


def names_in(text: str) -> list[str]:
    """Return the names in a line, a suffix with the name before it."""
    text = _AMID.sub(", ", text)
    bare = _MARKS.sub("", _GROUP.sub(r"\1,", without_more(without_brackets(text))))
    if found := _BY.match(bare):
        bare = bare[found.end() :]
    names: list[str] = []
    for part in _BETWEEN.split(bare):
        name = clean(part).strip(" ,;:")
        if not name:
            continue
        if names and (is_suffix(name) or is_degree(name) or is_company(name)):
            names[-1] += f", {name}"
        else:
            names.append(name)
    return names


@remembered
def are_names(text: str) -> bool:
    """Say whether a line reads like the names of authors and like nothing else."""
    names = names_in(clean(text))
    strange = [name for name in names if not is_name(name)]
    if not strange:
        return bool(names)
    # Among many that are surely names, one may be odd: "Jong chul Ye", "Plato".
    return 4 * len(strange) <= len(names) and all(map(_may_be_name, strange))


def _may_be_name(text: str) -> bool:
    return text[0].isupper() and len(text.split()) < 5 and not any(map(str.isdigit, text))


def are_family_names(text: str) -> bool:
    """Say whether a text is one to three family names as citations have them: `Wu et al.`, `Kipf & Welling`."""
    bare = without_more(text).rstrip(" ,")
    families = re.split(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+", bare)
    is_cited = says_more(text) or (len(families) > 1 and re.search(r"\s(?:and|&)\s", bare))
    return bool(is_cited) and len(families) <= 3 and all(map(is_family_name, families))


def are_families(text: str) -> bool:
    """Say whether a text is a list of three or more family names: `He, Zhang, Ren, Sun`."""
    families = re.split(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+", text.strip())
    return len(families) > 2 and all(map(is_family_name, families))


def are_people(text: str) -> bool:
    """Say whether a text is the names of several authors, or the first of them, and no topics."""
    names = names_in(text)
    return (
        (len(names) > 1 or says_more(text))
        and (are_family_names(text) or all(map(is_name, names)))
        and not any(_TOPIC.fullmatch(word) for name in names for word in name.split())
    )


def is_family_name(text: str) -> bool:
    """Say whether a text is one family name, with its particles, and not a topic."""
    *particles, name = text.split() or [""]
    return (
        all(word.lower() in _LOWER for word in particles)
        and _FAMILY.fullmatch(name) is not None
        and _TOPIC.fullmatch(name) is None
    )


def is_topic(word: str) -> bool:
    """Say whether a word is one that topics are called by: `Segmentation`, `Search`."""
    return _TOPIC.fullmatch(word) is not None


def is_name(text: str) -> bool:
    """Say whether a text reads like the name of one person."""
    text = text.rstrip("…").removesuffix("...").strip()
    name, _, suffix = text.partition(", ")
    words = name.split()
    if (
        is_organisation(name)
        or any(word.lower() in _NO_NAMES for word in words)
        or len(name) > _LONGEST
        or not 1 < len(words) <= 6
        or (suffix and not is_suffix(suffix))
    ):
        return False
    if not all(word.lower() in _LOWER or _NAME.fullmatch(word) for word in words):
        return False
    return all(not word[0].islower() or word.lower() in _LOWER for word in words)
