"""What stands around the title of a paper in a reading list: its authors, its venue and its year."""

import re
from itertools import zip_longest

from papercli.dumps.markdown.author_year import COUNTRIES, YEAR, read_author_year
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.dates import take_dates, take_pages
from papercli.dumps.markdown.initials_behind import names_joined_by_and, names_with_initials_behind
from papercli.dumps.markdown.inline import Span
from papercli.dumps.markdown.listed_names import families_first, is_phrase, read_names
from papercli.dumps.markdown.remarks import is_remark
from papercli.dumps.markdown.styled import (
    HONOUR,
    authors_before,
    is_nobody,
    is_place,
    is_somebody,
    is_venue_alone,
    read_bracketed,
)
from papercli.dumps.months import ENGLISH_MONTH
from papercli.dumps.pages.names import (
    are_families,
    are_family_names,
    are_names,
    names_in,
)
from papercli.dumps.references.abbreviations import DOUBTFUL, VENUE_WORDS
from papercli.dumps.references.where import is_part
from papercli.patterns import late
from papercli.text import clean

_CONFERENCE = (
    r"AAAI|ACL|AISTATS|BMVC|CHI|COLING|COLT|CoRL|CVPR|EACL|ECCV|EMNLP|ICASSP|ICCV|ICLR|ICML|ICRA|IJCAI|INTERSPEECH|IROS|KDD|MICCAI|NAACL|N(?:eur)?IPS|RSS|SIGGRAPH|SIGIR"
    r"|TACL|TMLR|JMLR|PAMI|TPAMI|UAI|WACV|WWW"
)
_VENUE_ALONE = late(_CONFERENCE)
_SHORT_YEAR = late(
    r"(?<=[A-Za-z])\s?['’]\s?(?P<year>\d\d)(?!\d)"
    rf"|\b(?P<venue>{_CONFERENCE})[- ]?(?P<behind>[0-3]\d)(?![\w-]|\s?[(:,]\s?\d)"
)
_LAST_SHORT = 49  # of this century, as two digits
_YEAR_OF_DATE = late(r"(?:19|20)\d\d")
_ID = late(r"(?:arXiv\s*:?\s*)?(?<![\d.])\d{4}\.\d{4,5}(?:v\d+)?(?![\d.]\d)", re.IGNORECASE)
_CHUNK = late(
    r"\s{1,20}[-–—|·•/]{1,2}\s{1,20}|\s{0,20}[;|]\s{0,20}|(?<=[^\W\d_][^\W_A-Z])\.\s{1,20}|(?<=\s[12]\d\d\d)\.\s{1,20}|(?<=\))\s{0,20}[.,]?\s{0,20}|\s{0,20}(?=\()|(?<=\))|\n|`"
)
_LABEL = late(r"(?:note|notes|keywords?|tags?|tl;?dr|comment|see also)\s*:", re.IGNORECASE)
_ARXIV = late(r"(?:arxiv|corr|preprints?)\b.*", re.IGNORECASE)
_ACRONYM = late(r"[A-Z][A-Za-z&@]{0,300}[A-Z][A-Za-z&@-]{0,300}|arXiv|Nature|Science|[A-Z]{3,}")
_BY = late(r"by:?\s{1,9}(?=\S)", re.IGNORECASE)
_MONTH = late(ENGLISH_MONTH, re.IGNORECASE)
_LONGEST_VENUE = 120
_BEFORE_VENUE = late(r"\bin:?$", re.IGNORECASE)
_INNER = late(r"[Ii]n:?\s{1,3}(?P<venue>[A-Z].{0,120})")
_OPEN_BRACKET = late(r"\([^()]{2,80},\s{0,3}$")
_BEHIND_VENUE = late(r"\W{0,3}(?:19|20)\d\d\b")
_MARKS = " ,.:;()[]-–—|·•\\`"
# "Phys. Rev. Lett.", of which each full stop belongs to its word.
_ABBREVIATED = late(
    r"(?<![\w.])(?<!\b[A-IK-Z]\.\s)[^\W\d_]{1,14}\.(?:\s[^\W\d_]{2,14}\.|\s[A-Z](?=[\s,])){1,6}"
)
_CRAMPED = late(r"\b[A-Z][a-z]{0,9}\.(?:[A-Z][a-z]{1,9}\.)+")  # "J.Chem.Inf.Model."
_STOP = "\x02"  # stands for a full stop and the space behind it until the text is divided


def read_rest(cited: Cited, before: str, after: list[Span]) -> None:
    """Tell the authors, the venue and the year in what stands around a title."""
    authors, when = authors_before(before)
    if authors:
        cited.authors, cited.year, before = authors, cited.year or when, ""
    elif names := read_names(re.sub(r"^\W*\d*\W*", "", before).strip(" ,.:")):
        cited.authors, before = names, ""
    for at, span in enumerate(after):
        is_emphasis = span.kind == "italic" and not in_brackets(after, at)
        if is_emphasis and not cited.authors and (names := read_names(span.text)):
            cited.authors = names
            after = after[:at] + after[at + 1 :]
            break
    text = HONOUR.sub(" ", _text_behind(cited, after))
    if identifier := _ID.search(text):
        cited.arxiv = identifier[0]
        cited.is_sure = True
        text = _ID.sub(" ", text)
    before, text = take_dates(cited, before, text)
    text = _CRAMPED.sub(_spaced, take_pages(cited, text))
    whole = _ABBREVIATED.sub(_joined, in_full(f"{before}\n{text}"))
    pieces = [clean((each or "").replace(_STOP, ". ")) for each in _CHUNK.split(whole)]
    pieces = [piece for piece in pieces if piece.strip(_MARKS)]
    _read_pieces(cited, pieces, is_led=YEAR.fullmatch(before.strip(_MARKS + "*")) is not None)
    if not cited.year and (year := _YEAR_OF_DATE.search(cited.date)):
        cited.year = year[0]
    if isinstance(cited.authors, str):
        cited.authors = names_with_initials_behind(cited.authors) or cited.authors
    _take_venue(cited, after)


def _text_behind(cited: Cited, after: list[Span]) -> str:
    """Return what stands behind a title as one text, with breaks where marks begin and end; a venue in brackets is taken in."""
    text = ""
    for at, span in enumerate(after):
        if _LABEL.match(span.text) or (span.kind == "italic" and in_brackets(after, at)):
            continue
        is_venue = span.kind == "italic" and _BEFORE_VENUE.search(text)  # "in *NeurIPS*, 2017"
        is_behind = at and after[at - 1].kind == "italic" and _BEHIND_VENUE.match(span.text)
        if span.kind == "italic" and _OPEN_BRACKET.search(text):
            cited.venue = span.text  # "(Quill, *Moss Review*, 2014)"
            continue
        is_within = bool(cited.venue) and text.count("(") > text.count(")")
        if is_within:
            text += f" {span.text.lstrip(' ,')}"
            continue
        text += (" " if is_venue or is_behind else " \n ") + span.text
    return text


def _read_pieces(cited: Cited, pieces: list[str], *, is_led: bool) -> None:
    """Take in what stands between breaks; `is_led` says that a year stands in front of the title, as authors stand behind it."""
    has_place = False
    for piece, following in zip_longest(pieces, pieces[1:], fillvalue=""):
        bare = piece.strip(_MARKS)
        if not cited.venue and _VENUE_ALONE.fullmatch(bare):
            cited.venue = bare  # "(ICCV)"
        elif not cited.venue and is_place(bare) and is_venue_alone(bare):
            cited.venue = bare  # "– Numerische Mathematik – ask Tom"
            has_place = True
        elif has_place and is_remark(bare):
            continue
        elif is_led and not cited.authors and _may_be_families(bare):
            cited.authors = names_in(bare)
        else:
            _read_chunk(cited, piece, is_dated=YEAR.search(following) is not None)


def _may_be_families(text: str) -> bool:
    """Say whether a text is a family name alone, or a list of them: `Rosenblatt`, and no `Nature` or `Classic`."""
    return is_somebody(text) or are_families(text)


def _take_venue(cited: Cited, after: list[Span]) -> None:
    """Take an emphasis without a year as the venue where that is told elsewhere: `1970, *Philosophy of Science*`."""
    for at, span in enumerate(after):
        is_emphasis = span.kind == "italic" and not in_brackets(after, at)
        if is_emphasis and cited.year and not cited.venue and is_venue_alone(span.text):
            cited.venue = span.text


def _read_chunk(cited: Cited, text: str, *, is_dated: bool) -> None:
    """Take in what stands between two breaks; `is_dated` says that a year stands behind the next."""
    chunk = text.strip(_MARKS)
    by = _BY.match(chunk)
    chunk = chunk[by.end() :] if by else chunk
    if not chunk or _LABEL.match(chunk):
        return
    inner = _INNER.match(chunk)
    if inner and (_ACRONYM.fullmatch(inner["venue"]) or is_place(inner["venue"])):
        cited.venue = cited.venue or inner["venue"]  # "In ICML", which reads like a name
        return
    # One name is an affiliation there.
    is_aside = text.startswith(("(", "[")) and "," not in chunk and not are_family_names(chunk)
    are_listed = is_dated and are_families(chunk)  # "He, Zhang, Ren, Sun (CVPR 2016)"
    if not cited.authors and not is_aside and (found := read_names(chunk) or are_listed * chunk):
        cited.authors = found
        return
    if by and not cited.authors and (families := families_first(chunk)):
        cited.authors = families
        return
    year = YEAR.search(chunk)
    if year is None:
        listed, comma, last = chunk.rpartition(", ")
        if comma and not cited.authors and are_family_names(listed) and _ACRONYM.fullmatch(last):
            cited.authors, cited.venue = listed, cited.venue or last  # "Peters et al., NAACL"
        return
    if text.startswith(("(", "[")) and read_bracketed(cited, chunk):
        return
    if cited_so := read_author_year(
        chunk, in_brackets=text.startswith(("(", "[")), below_title=True
    ):
        cited.authors = cited.authors or cited_so.names
        cited.year = cited.year or cited_so.year
        cited.venue = cited.venue or cited_so.venue
        return
    place = _without_marks(chunk[: year.start()] + chunk[year.end() :])
    if not cited.authors and not is_phrase(place):
        names, place = _split_venue(place)
        cited.authors = names
    cited.year = cited.year or year[1]
    place = re.sub(r"^in:?\s+", "", place, flags=re.IGNORECASE)
    if not cited.venue and len(place) < _LONGEST_VENUE and not _ARXIV.match(place):
        cited.venue = place if _may_be_venue(place) else ""


def in_full(text: str) -> str:
    """Return a text in which the years of venues have all their digits: `CVPR 2016` for `CVPR'16`."""
    return _SHORT_YEAR.sub(_with_century, text)


def _with_century(year: re.Match[str]) -> str:
    digits = year["year"] or year["behind"]
    century = "19" if int(digits) > _LAST_SHORT else "20"
    return f"{year['venue'] or ''} {century}{digits}"


def _spaced(found: re.Match[str]) -> str:
    """Return the words of a venue without blanks between them so that they are not taken for sentences."""
    words = found[0].split(".")
    is_venue = any(word.lower() in VENUE_WORDS for word in words if len(word) > 1)
    return _STOP.join(words) if is_venue else found[0]


def _joined(found: re.Match[str]) -> str:
    """Return the abbreviated words of a venue so that they are not taken for sentences; anything else as it is."""
    if not _is_abbreviated(found[0]):
        return found[0]
    whole = _STOP.join(word.rstrip(".") for word in found[0].split())
    return whole + (_STOP if found[0].endswith(".") else "")


def _is_abbreviated(text: str) -> bool:
    """Say whether a text is the words of a venue, all but a letter cut short: `Phys. Rev. X`."""
    words = text.split()
    return len(words) > 1 and all(
        word[:-1].lower() in VENUE_WORDS if word.endswith(".") else len(word) == 1 for word in words
    )


def _is_acronym(text: str) -> bool:
    """Say whether a text is the short name of a venue, and of no state or country: `NeurIPS`, `ICML`."""
    return _ACRONYM.fullmatch(text) is not None and (len(text) > 3 or is_nobody(text))


def _without_marks(place: str) -> str:
    """Return a venue without marks around it, but with the full stop of its last word: `J. Chem. Phys.`."""
    bare = place.strip(_MARKS)
    is_abbreviated = "." in bare and bare.rpartition(" ")[2].lower() in VENUE_WORDS
    return f"{bare}." if is_abbreviated and f"{bare}." in place else bare


def _may_be_venue(text: str) -> bool:
    return (
        any(map(str.isalpha, text))
        and text[0].isalnum()
        and text.lower() not in COUNTRIES
        and _MONTH.fullmatch(text) is None
        and not is_phrase(text)
        and not is_part(text)
        and not any(char in text for char in "[]`")
    )


def _split_venue(text: str) -> tuple[str | list[str], str]:
    """Return the names and the venue in `Jane Doe, Sam Birch ICML` or `Kipf & Welling, ICML`."""
    if joined := names_joined_by_and(text):
        return joined, ""
    families, _, venue = text.rpartition(",")
    is_one = is_somebody(families)
    is_named = (is_one and _is_acronym(venue.strip())) or (
        is_place(venue) and (is_one or bool(read_names(families)))
    )  # "Quill, NeurIPS", "Quill, JRSS B", "Ada Quill, Michigan Math J"
    if are_family_names(families) or are_families(families) or is_named:
        return families, venue.strip()
    if (
        DOUBTFUL.match(text) or _is_abbreviated(text) or (is_place(text) and "," not in text)
    ):  # "Nature Neuroscience" is no person
        return "", text
    words = text.split()
    if words and _ACRONYM.fullmatch(words[-1]):  # "Kingma & Ba ICLR"
        families = " ".join(words[:-1])
        if are_family_names(families) or are_families(families):
            return families, words[-1]
    are_all = bool(words) and not _ACRONYM.fullmatch(words[-1]) and are_names(text)
    if are_all and sum(word[0].isupper() for word in names_in(text)[-1].split()) < 4:
        return text, ""
    best: tuple[int, int] | None = None
    for count in range(min(len(words) - 2, 6), 0, -1):
        names = " ".join(words[:-count]).rstrip(" ,.")
        if not are_names(names) or is_place(names):
            continue
        last = [
            word
            for word in names_in(names)[-1].split()
            if len(word.strip(".")) > 1 and not word[0].islower()
        ]
        if count == 1 and _ACRONYM.fullmatch(words[-1]):
            return names, words[-1]
        if best is None or abs(len(last) - 2) <= best[0]:
            best = abs(len(last) - 2), count
    if best is None:
        return "", text
    return " ".join(words[: -best[1]]).rstrip(" ,."), " ".join(words[-best[1] :])


def in_brackets(spans: list[Span], at: int) -> bool:
    """Say whether a span stands in brackets: a remark, an affiliation."""
    above = spans[at - 1].text.rstrip() if at else ""
    return above.endswith(("(", "["))
