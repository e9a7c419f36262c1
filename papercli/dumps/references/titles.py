"""Where a title ends and its venue begins, in a text that has no quotation marks; None where that is not sure."""

import re

from papercli.dumps.plausible import flaw_of
from papercli.dumps.references.abbreviations import (
    DOUBTFUL,
    LOWER_VENUES,
    PUBLISHER,
    TITLE_WORDS,
    VENUE_START,
    VENUE_WORDS,
)
from papercli.dumps.references.shortened import is_abbreviated, is_shortened
from papercli.patterns import late

_BREAK = late(r"([.?!\u2026][\"”’')\]]{0,2})\s{1,3}(?=\S)")
_WORD_BEFORE = late(r"[^\W_](?:[\w.'’&-]{0,60}[^\W_])?$")
_WIDE = late(r"[\u3040-\u30ff\u3400-\u9fff]{5}")  # words with no spaces between them
_LONGEST = 400
_LONGEST_VENUE = 200
_IN = late(
    r"(?P<stop>[.?!][\"”’')\]]?|,)\s{1,3}(?P<in>[Ii]n)(?:(?P<colon>\s?:)\s{0,3}|\s{1,3})(?=\S)"
)
_RANGE = late(r"\d[-–]\d{1,6}\)?$|\bpp?\.\s\d")
_IN_WITHIN = late(
    r",?\s[Ii]n:?\s(?:[Pp]roc\b|[Pp]roceedings\b|[Aa]dvances\sin|(?:19|20)\d\d\s|[Ii]nternational\s[Cc]onf)"
)
_NO_VENUE = late(
    r"(?<!\bInt\.\s)\beds?\.?$|^[IVX]{1,4}\.\s|^\d{1,4}[,.:;(]|^[\W\d]+$|^(?:pp?|vol|no)\b\.?",
    re.IGNORECASE,
)
_PART = late(r"(?:part|section|series|volume|chapter|[A-Z](?:,|$))\b", re.IGNORECASE)
_COMMA_BEHIND_CUT = late(
    r"(?<=[a-z]{3})\.,(?= [A-Z][a-z]{0,7}(?:\.|$))"
)  # "Angew. Chem., Int. Ed."
_ENUMERATED = late(r"^[\w-]{2,20}(?:, [\w-]{2,20}){1,4},? (?:and|&) [\w-]{2,20}$")
# What shows that the end of a title was not found, or its start.
_UNFINISHED = late(
    r":\sVol\.\s\d{1,3}$|[a-z](?:In|Proceedings|Advances|International|arXiv|Journal)\b|\b[Ii]n:?,?\s(?:the\s)?Proc(?:eedings|\.)|\bIn:|\[S\.l|^[-\u2010-\u2015_]|^(?:19|20)\d\d\s|^(?:1[5-9]|20)\d\d\.\s|[,.](?:”|’’|'')\s|^(?:in|und|et|y|e|and)\s"
    r"|,\s(?:(?:\d{4}\s)?(?:IEEE\s|ACM\s|International\s|Annual\s|European\s){0,3}(?:Proceedings|Proc\.|Conference|Symposium|Workshop|Journal\sof|Lecture\sNotes)\b|Advances\sin\s|Transactions\son\s)"
    r"|,\s[A-Z]$|\bPp\.\s|[”\"»],\s(?:[A-Z]|in\b)|\sIn,?\seditors?|[a-z]\.[A-Z][a-z]|\sIn\s(?:19|20)\d\d\s"
)
_NUMBERED_VENUE = late(
    r"(?:^|[\s,])(?!(?:19|20)\d\d)\d{1,5}(?:/\d{1,4})?$|\d/\d|,\s(?!(?:19|20)\d\d)\d|^[\W\d_]*$|^In\b\W?$|[;:]$"
)

_ROMAN = late(r"[IVX]{1,4}")


def _breaks(text: str) -> list[tuple[int, int, str]]:
    """Return the end, the next start and the word before, of each place where a sentence may end."""
    found = []
    for each in _BREAK.finditer(text):
        following = text[each.end() :]
        if following[0].islower() and not following.startswith(LOWER_VENUES):
            continue
        before = _WORD_BEFORE.search(text[max(0, each.start() - 64) : each.start()])
        found.append((each.start(), each.end(), before[0] if before and each[1][0] == "." else ""))
    return found


def is_venue(text: str, *, stopped: bool = False) -> bool:
    """Say whether a text can be the name of a venue: no sentence ends in it. `stopped` is as for `is_shortened`."""
    if not 1 < len(text) <= _LONGEST_VENUE or not any(map(str.isalpha, text)):
        return False
    if text[0].islower() and not text.startswith(LOWER_VENUES):
        return False
    if any(char in text for char in '?!"“”') or _IN_WITHIN.search(text):
        return False
    text = without_cut_commas(text)
    if ", " in text and not (VENUE_START.match(text) or _ENUMERATED.match(text)):
        return False
    if _NO_VENUE.search(text) or text.count("(") != text.count(")"):
        return False
    return all(is_abbreviated(word) for _, _, word in _breaks(text)) or is_shortened(
        text, stopped=stopped
    )


def without_cut_commas(text: str) -> str:
    """Return the name of a venue without the commas between words that are cut short."""
    return _COMMA_BEHIND_CUT.sub(".", text)


def is_title(text: str, *, is_delimited: bool = False) -> bool:
    """Say whether a text can be a title; without delimiters a single word is none."""
    words = text.split()
    letters = sum(map(str.isalpha, text))
    if (
        letters < 3
        or len(text) > _LONGEST
        or (len(words) < 2 and not is_delimited and letters < 20 and not _WIDE.search(text))
    ):
        return False
    if flaw_of(text) is not None and not (
        is_delimited and len(words) > 1 and flaw_of(text) == "a text"
    ):
        return False
    return not re.match(
        r"(?:\([\w-]+\.[\w.-]+\)|et\sal\b|[a-z]\.[;,:\s]|in:|vol\.|pp\.|no\.\s\d|https?:|doi\b|ed\.|eds\.|and\s|&)",
        text,
        re.IGNORECASE,
    ) and not text.startswith(tuple(",;:)]&/"))


def split_sentence(
    text: str, *, has_numbers: bool, stopped: bool = False
) -> tuple[str, str] | None:
    """Return the title and the venue in `A title. J. Venues`; the venue is empty where there is none."""
    breaks = [each for each in _breaks(text) if each[2].lower() not in TITLE_WORDS]
    if not breaks:
        return (text, "") if not has_numbers else None
    for end, start, word in breaks:
        title, venue = text[: end + 1] if text[end] in "?!\u2026" else text[:end], text[start:]
        if text[end] != ".":
            title = text[:start].rstrip()
        if not is_venue(venue, stopped=stopped):
            continue
        if _ROMAN.fullmatch(word) and ". " in venue:
            continue  # the numeral of a part, and its name
        if is_abbreviated(word) and not _starts_venue(venue):
            return None  # "Phys. Rev": the title may have ended before, or never begun
        if not has_numbers and not _names_something(venue):
            return None
        if (
            not is_title(title)
            or (has_numbers and is_only_venue(title))
            or _is_doubtful(title, venue)
        ):
            return None
        return title, venue
    return None


def _starts_venue(text: str) -> bool:
    first = re.match(r"[\w'’]+", text)
    return (
        VENUE_START.match(text) is not None
        or text.startswith(LOWER_VENUES)
        or (
            first is not None
            and first[0].lower() in VENUE_WORDS
            and text[first.end() : first.end() + 1] == "."
        )
    )


def is_only_venue(text: str) -> bool:
    """Say whether a text is a venue and nothing else: there is no title."""
    words = [word.strip(".,") for word in text.split()]
    return all(
        word.lower() in VENUE_WORDS or word.lower() in {"of", "the", "and", "in", "on", "&"}
        for word in words
    ) and any(word.endswith(".") for word in text.split())


def _names_something(venue: str) -> bool:
    """Say whether a text without numbers is a publisher, or reads like the name of a venue."""
    words = [
        word
        for word in re.findall(r"[^\W\d_]{2,}", venue)
        if word.lower()
        not in {"of", "the", "and", "for", "in", "on", "de", "la", "et", "und", "der"}
    ]
    if not words or len(words) > 14:
        return False
    if _PART.match(venue):
        return False
    if PUBLISHER.search(venue) or VENUE_START.match(venue):
        return True
    if ":" in venue:
        return False
    return (
        len(words) < 9
        and all(not word[0].islower() for word in words)
        and _ROMAN.fullmatch(words[-1]) is None
    )


def _is_doubtful(title: str, venue: str) -> bool:
    """Say whether the last sentence of a title may as well be the start of the venue."""
    breaks = [each for each in _breaks(title) if each[2].lower() not in TITLE_WORDS]
    if not breaks:
        return False
    if any(word.istitle() and is_abbreviated(word) and len(word) > 1 for _, _, word in breaks):
        return True
    last = title[breaks[-1][1] :]
    words = last.split()
    if _ROMAN.fullmatch(breaks[-1][2]):
        return False  # "A theory. I. Hydrocarbons": the name of a part
    if len(venue) < 3 or _PART.match(venue):
        return True
    if DOUBTFUL.match(last) or VENUE_START.match(last) or _RANGE.search(last):
        return True
    is_capitalised = all(word[0].isupper() for word in words)
    return len(words) < 3 and is_capitalised and _ROMAN.fullmatch(words[-1].strip(".")) is None


def split_in(text: str) -> tuple[str, str] | None:
    """Return the title and what stands behind `In`, in `A title. In Proceedings of X`."""
    found = []
    for each in _IN.finditer(text):
        is_venue_next = VENUE_START.match(text[each.end() :]) is not None
        if each["colon"] or is_venue_next or (each["in"] == "In" and each["stop"] != ","):
            found.append((not is_venue_next, not each["colon"], each.start(), each))
    found.sort(key=lambda each: each[:3])
    if not found or (len(found) > 1 and found[0][:2] == found[1][:2]):
        return None
    each = found[0][3]
    title = text[: each.start()] + (each["stop"] if each["stop"][0] in "?!" else "")
    return title.strip(), text[each.end() :].strip()


def split_comma(text: str, *, sure: bool = False, stopped: bool = False) -> tuple[str, str] | None:
    """Return the title and the venue in `A title, J. Venues`, where only one comma can part them.

    With `sure`, the venue begins as venues do.
    """
    places = [each.start() for each in re.finditer(r",\s", text)]
    if not places:
        return None
    starts = [at for at in places if _shows_venue(text[at + 2 :], stopped=stopped)]
    if sure and not starts:
        return None
    at = starts[0] if len(starts) == 1 else places[0] if len(places) == 1 else -1
    if at < 0 or (at not in starts and _breaks(text[:at])):
        return None
    title, venue = text[:at], text[at + 2 :].strip()
    return (title, venue) if is_title(title) and is_venue(venue, stopped=stopped) else None


def _shows_venue(text: str, *, stopped: bool) -> bool:
    """Say whether a text is a venue that begins as such do, or is abbreviated throughout."""
    words = [word.strip(".,") for word in text.split()]
    is_short = words[-1].lower() in VENUE_WORDS and all(
        word[:1].isupper() or word in {"&", "of"} for word in words
    )
    return (_starts_venue(text) or is_short or is_shortened(text, stopped=stopped)) and is_venue(
        text, stopped=stopped
    )


_BROKEN = late(r"[^\W\d_]-$")  # "American Journal of Soci-", where a page ends within


def is_unfinished(title: str, venue: str, *, has_numbers: bool) -> bool:
    """Say whether a title or a venue shows that they were not told apart right."""
    if _UNFINISHED.search(title) or (venue and venue.startswith("In ")):
        return True
    if _BROKEN.search(title) or _BROKEN.search(venue):
        return True
    last = title.rpartition(", ")
    if last[1] and last[2].lower() in VENUE_WORDS and venue:
        return True
    return bool(venue) and has_numbers and _NUMBERED_VENUE.search(venue) is not None
