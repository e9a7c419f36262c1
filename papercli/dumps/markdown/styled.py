"""A citation about a title that is marked, read as reference lists have them: names, year, venue, volume, pages."""

import re
from collections.abc import Iterator
from itertools import islice

from papercli.dumps.markdown.author_year import COUNTRIES, VENUES, ends_with_venue
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.initials_behind import (
    ends_with_initials_behind,
    is_acronym_of_journal,
    names_joined_by_and,
)
from papercli.dumps.markdown.inline import Span
from papercli.dumps.markdown.remarks import OF_LISTS, without_remark, without_remark_in_brackets
from papercli.dumps.pages.names import (
    are_families,
    are_family_names,
    are_names,
    is_family_name,
    names_in,
)
from papercli.dumps.people import says_more
from papercli.dumps.references.abbreviations import VENUE_WORDS
from papercli.dumps.references.groups import without_groups
from papercli.dumps.references.names import Names, read_names
from papercli.dumps.references.parts import Reference
from papercli.dumps.references.place import DATE, YEAR
from papercli.dumps.references.titles import is_venue
from papercli.dumps.references.where import read_place
from papercli.dumps.remembered import remembered
from papercli.patterns import late

_LOOSE = late(r"(?<!\s)\s{1,9}(?=[,.;:)\]])")
_NUMBER = late(r"^\W*(?:\d{1,3}[.)\]]\s)?\W*(?:by:?\s)?", re.IGNORECASE)
_DATED = late(rf"[.,]?\s?[(\[]?(?<!\d)(?P<date>{DATE})[)\]]?[.,:]?$", re.IGNORECASE)
_BREAK = late(r"[.,;:]\s{1,9}|(?<!\s)\s{1,9}(?=[(\d])|\s[-–—|·]\s")
_INITIAL = late(r"(?:^|[\s.-])[A-Z]\.?$")
_NAME_FIRST = late(r"(?:[A-Z]\.[\s-]?){1,3}(?P<word>[^\W\d_]{2,20})")  # "B. He NeurIPS"
_ARROW = late(r"\s{0,3}(?:[-=]{1,2}>|[→⇒➔])\s{0,3}$")  # to an address
_BY = late(r"^by:?\s{1,9}", re.IGNORECASE)
DAY = late(r"\b\d{4}-\d\d-\d\d\b")
_LONGEST_VENUE = 60  # characters
_MOST_BREAKS = 60
_JOURNAL = late(r"(?:^|\s)[JZ]\.\s(?P<word>[^\W\d_]{2,12})\.?$")  # "Rohde, K., J. Ecol."
_INVERTED = late(r"[^\s,]+, [^\s,]+, et\.? al\.?")  # "Ren, Shaoqing, et al."
_YEAR = late(YEAR)
# What was said of a paper there: "NeurIPS 2023 Oral", "ICLR 2019, best paper".
HONOUR = late(
    r"[,;]?\s{0,3}\b(?:(?:oral|spotlight|poster|highlight|notable(?:[\s-]top)?|top)(?:[\s-]\d{1,2}\s?%)?(?:\s(?:presentation|paper))?"
    r"|(?:(?:best|outstanding|distinguished|influential|test[\s-]of[\s-]time|award)[\s-]){1,2}(?:student\s)?(?:papers?|award|thesis)(?:\s(?:award|prize|finalist|candidate|nominee|runner[\s-]up|honou?rable\smention)){0,2})(?![\w-])",
    re.IGNORECASE,
)
_BRACKETED = late(
    rf"(?P<names>[^,;:()\d]{{2,80}}?,?\s(?:{YEAR})[a-h]?)[,;:]\s(?P<place>[A-Z].{{1,120}})"
)
_PLACE = late(
    r"\b(?:journals?|reviews?|letters|nature|proceedings|transactions|annals|acta|bulletin|quarterly|conference|workshop|magazine|revista|revue|zeitschrift)\b",
    re.IGNORECASE,
)
# The sciences in the names of journals, in any language: "Numerische Mathematik", "Physica Scripta".
_SCIENCE = late(
    r"\b(?:mathemati[ckqs]\w*|matem[aá]ti[ck]\w*|math[ée]mati\w*|physi[ck](?:a|s|al|alische|alischen|ae)?|physique|física|fisica|chemie|chemi(?:ca|cal|stry)|chimi[ae]|chimica"
    r"|química|biologi(?:a|ca|cal|e|ques?|sche)|biology|geologi(?:a|ca|cal|e)|geology|astronomi(?:a|cal|e|sche)|astronomy|statisti[ckqs]\w*|economi(?:ca|cs|e|a)|econometri\w+"
    r"|informatica|informatik|informatique|philosophi(?:a|ca|cal|e|que)|psychologi(?:a|ca|cal|e|sche)|sociologi(?:a|cal|e|que)|medizin|medicina|naturwissenschaft\w*|annalen|annales|archiv)\b",
    re.IGNORECASE,
)
# Journals whose names are those of no other science, and look like a person's.
_JOURNALS = late(
    r"neural (?:computation|networks|processing letters)|machine learning|artificial intelligence|pattern recognition|operations research|management science|decision sciences"
    r"|information sciences|computer vision|data mining|cognitive science|political theory|social forces|public opinion|past & present|critical inquiry|new literary history",
    re.IGNORECASE,
)
_LONE = late(
    r"[\s.,:–—|-]{0,4}(?P<name>[^\W\d_a-z][\w'’-]{1,20})[.,]\s{1,3}(?=[A-Z])"
)  # "Quill. J. Rain 15, 1–9"
_ALSO_NAMES = frozenset({"Ann", "Nat", "Ren"})
_NOBODY = VENUES | COUNTRIES | OF_LISTS
_LAST_BRACKETS = late(r"\s{0,3}[(\[](?P<names>[^()\[\]\d]{5,300})[)\]]\.?$")
_YEAR_FIRST = late(r"\W{0,3}(?P<year>(?:19|20)\d\d)\W{1,4}(?=[^\W\d_])")  # "`2016` Ada Quill"
_MARKS = " ,.;:-–—|·•\\`*"


def read_styled(cited: Cited, before: list[Span], after: list[Span]) -> bool:
    """Take in what stands about a title where all of it is a citation, and say whether it is."""
    head, text = _joined(before), without_remark(_joined(after))
    if not authors_before(head)[0] and (place := read_place(head)) and place.venue:
        _take(cited, "", place)  # "*Nature Physics* (2019) **A title**"
        head = ""
    is_behind = not any(map(str.isalpha, head))
    text, last = _without_names_last(text) if is_behind else (text, [])
    forms = dict.fromkeys((text, without_remark_in_brackets(text)))
    return any(_read_behind(cited, head, each, last) for each in forms)


def _read_behind(cited: Cited, head: str, text: str, last: list[str]) -> bool:
    """Take in a place, and authors beside it, where they are all that stands behind a title; `last` are names behind those."""
    is_behind = not any(map(str.isalpha, head))
    for authors, year, rest, is_sure in _divided(head, text):
        found = read_place(rest, year, needs_numbers=not is_sure)
        if found is not None and says_more(found.venue):
            continue  # "Quill et al., June 2014, pages 1–9"
        if found is not None and not (is_behind and _begins_with_name(found.venue)):
            _take(cited, authors or last, found)
            return True
        if found is None and authors and not is_behind and is_venue_alone(rest):
            cited.authors, cited.year = authors, year or cited.year
            cited.venue = rest.strip(_MARKS)
            return True
    return False


def _without_names_last(text: str) -> tuple[str, list[str]]:
    """Return a text without the names in brackets at its end, and those: `, J. Rain 15, 1–9, 2014 (Quill, Rook)`."""
    found = _LAST_BRACKETS.search(text)
    names, year = authors_before(found["names"]) if found else ([], "")
    return (text[: found.start()], names) if found and len(names) > 1 and not year else (text, [])


def is_venue_alone(text: str) -> bool:
    """Say whether all that stands behind a title is the name of a venue: `Behavioral Ecology`."""
    name = text.strip(_MARKS)
    words = [word for word in name.split() if len(word) > 3]
    is_titled = bool(words) and all(word[0].isupper() for word in words)
    return (
        len(name) <= _LONGEST_VENUE
        and is_titled
        and is_venue(name)
        and name.replace(" ", "").isalpha()
    )


def read_bracketed(cited: Cited, text: str) -> bool:
    """Take in what stands in brackets behind a title, where it is a citation: `Quill 2001, J Rain 345:1368`."""
    parts = _BRACKETED.fullmatch(text)
    authors, year = authors_before(parts["names"]) if parts else ([], "")
    found = read_place(parts["place"], year) if parts and authors else None
    if found is None:
        return False
    _take(cited, cited.authors or authors, found)
    return True


def _begins_with_name(venue: str) -> bool:
    name = _NAME_FIRST.match(venue)
    return name is not None and name["word"].lower() not in VENUE_WORDS


def _take(cited: Cited, authors: str | list[str], found: Reference) -> None:
    cited.authors = authors or cited.authors
    cited.venue, cited.numbers = found.venue, found.numbers
    dated = _YEAR.search(found.date)
    cited.year = dated[0] if dated else cited.year
    cited.arxiv = found.links.arxiv or cited.arxiv


def authors_before(text: str) -> tuple[list[str], str]:
    """Return the authors in front of a title, and the year if it stands there; nothing where anything else does."""
    head, year = _NUMBER.sub("", text).strip(" -–—|:*"), ""
    if led := _YEAR_FIRST.match(head):
        year, head = led["year"], head[led.end() :]
    if (dated := _DATED.search(head)) and (found := _YEAR.search(dated["date"])):
        year, head = found[0], head[: dated.start()]
    bare = head.strip(_MARKS + "()[]")
    if is_place(bare):
        return [], ""
    if _INVERTED.fullmatch(bare) is None and (are_family_names(bare) or are_families(bare)):
        return [*names_in(bare), *(["et al."] if says_more(bare) else [])], year
    if ends_with_venue(head.rstrip(_MARKS)):
        return [], ""
    head, groups = without_groups(f"{head.rstrip(_MARKS)}.")
    is_dated = bool(year) and led is None  # a year in front may be that of anything: "2020, Jan"
    names = read_names(head, group=is_dated)
    if names is None or (names.is_weak and not (is_dated or are_names(head))):
        return [], ""
    return _shown(Names((*names.authors, *groups), names.more)), year


@remembered
def is_place(text: str) -> bool:
    """Say whether what looks like names is those of a journal: `American Historical Review`, `Mol Ther`, `Publ. Math. Debrecen`."""
    if is_acronym_of_journal(text):
        return True
    words = text.replace(".", " ").split()
    own = [word for at, word in enumerate(words) if at or len(word) > 1]  # "J" begins names, too
    cut = [word for word in own if word.lower() in VENUE_WORDS]
    if len(words) > 1 and (_SCIENCE.search(text) or _JOURNALS.fullmatch(text.strip(_MARKS))):
        return True
    if len(words) == 2 and words[0] in {"J", "Z"} and cut == own and own[0] not in _ALSO_NAMES:
        return True  # "J. Chem"
    return _PLACE.search(text) is not None or (len(words) > 1 and 2 * len(cut) > len(words))


def _joined(spans: list[Span]) -> str:
    return _ARROW.sub(
        "", _LOOSE.sub("", HONOUR.sub(" ", " ".join(span.text for span in spans)))
    ).strip()


def _shown(names: Names) -> list[str]:
    people = names.people
    return [*people.authors, *(["et al."] if people.more else [])]


def _divided(head: str, text: str) -> Iterator[tuple[list[str], str, str, bool]]:
    """Yield the authors, the year in front of the title, and what is left, in every way that they may be told apart.

    The last says whether the authors are sure: what follows an initial and its full stop may be a family name.
    """
    if any(map(str.isalpha, head)):
        authors, year = authors_before(head)
        if authors:
            yield authors, year, text, True
        return
    found = None if DAY.search(head) else _YEAR.search(head)  # that on which somebody read it
    year = found[0] if found else ""
    for end in reversed(list(islice(_BREAK.finditer(text), _MOST_BREAKS))):
        named = text[: end.start() + end[0].startswith(".")]
        if joined := names_joined_by_and(_BY.sub("", named.lstrip(_MARKS))):
            yield joined, year, text[end.end() :], True
            break  # what is shorter ends within a name
        is_stop = end[0].startswith(".")
        is_initial = (
            is_stop and _INITIAL.search(named) is not None and not ends_with_initials_behind(named)
        )
        for is_sentence in {is_stop and not is_initial, True}:
            if authors := _authors_behind(named, is_sentence=is_sentence):
                is_sure = not is_initial and is_sentence == (is_stop and not is_initial)
                yield authors, year, text[end.end() :], is_sure
    yield [], year, text, False
    lone = _LONE.match(text)
    if lone and is_somebody(lone["name"]):
        yield [lone["name"]], year, text[lone.end() :], False


def is_nobody(word: str) -> bool:
    """Say whether a word is the name of a venue or a country, or one of reading lists."""
    return word.lower() in _NOBODY


def is_somebody(text: str) -> bool:
    """Say whether a word alone may be a family name, and is none of a venue or a country."""
    return is_family_name(text) and not is_nobody(text)


def _authors_behind(text: str, *, is_sentence: bool) -> list[str]:
    """Return the authors between a title and its venue: with initials, family names alone, or in full up to a full stop."""
    text = _BY.sub("", text.lstrip(_MARKS))
    bare = text.rstrip(_MARKS)
    are_listed = are_families(bare) and _NOBODY.isdisjoint(map(str.lower, names_in(bare)))
    if are_listed or are_family_names(bare):
        return [*names_in(bare), *(["et al."] if says_more(bare) else [])]
    last = bare.rpartition(", ")[2]
    is_cut = (
        text.endswith(".")
        and len(last) > 1
        and last.lower() in VENUE_WORDS
        and last not in _ALSO_NAMES
    )
    if is_place(last) or (is_cut and last != bare):
        return []  # "Quill, Phys. Rev. B"
    journal = _JOURNAL.search(text)
    if journal and journal["word"].lower() in VENUE_WORDS and journal["word"] != "Ren":
        return []
    for form in ("initials", "all bare", *([""] if is_sentence else [])):
        names = read_names(text, only=form)
        is_one = form == "all bare" and names is not None and len(names.authors) == 1
        if names is not None and not names.is_weak and not (is_one and text.endswith(".")):
            return _shown(names)
    return []
