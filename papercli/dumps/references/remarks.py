"""What readers write behind a reference for themselves: `– ask Tom`, `(not in the library)`, `*** must read ***`, whole sentences."""

import re
from collections.abc import Iterator

from papercli.patterns import late

REPORT = "a remark behind a reference"
_LONGEST = 1_200  # characters of a remark
_MOST = 4  # places where one may begin
# Of a reference: behind a number, a bracket, an address; of one that ends in a word, only the last is one.
_END = late(r"(?<=[)\]\d”\"/])[.,;]?\s{1,3}(?=\S)|\s{1,3}(?=[-–—]{1,2}\s\S|[(\[#])")
_LAST = late(r"[.?!]\s{1,3}(?=[^.?!\s][^.?!]{2,200}[.?!]?$)")
# Signs, labels and words with which only a remark begins.
_MARK = late(
    r"(?:\*{2,}\s|[✓✔☑←→★☆►▶•⭐❗‼\U0001f300-\U0001faff]|\#[^\W\d_]|!{2}|--?>|\[(?:annotation|note|comment)\b"
    r"|(?-i:NOTE|TODO|FIXME|NB|N\.B\.)\b|(?:presenters?|presented by|discussants?|speakers?|note|my note|annotation|comment|remark|summary|abstract|keywords|tags)\s?:|cited by\s\d|see also\s)",
    re.IGNORECASE,
)
_LINK = late(
    r"://|\]\(|\b10\.\d{4,9}/|\bdoi\b|\barxiv\b", re.IGNORECASE
)  # which is the reference's
# Another reference, which no remark swallows.
_ANOTHER = late(r"[^\W\d_]{2,30}, [A-Z]\.[^\n]{0,300}\b(?:19|20)\d\d\b")
_CALL = late(r"[^\W\d_]{1,30}(?:\s[^\W\d_]{1,30}){0,2}!{1,3}")  # "classic!"
_DASHED = late(r"[-–—]{1,2}\s(?P<text>.+)", re.DOTALL)
_ENCLOSED = late(
    r"(?:\((?P<text>[^()]+)\)|\[(?P<text_2>[^\[\]]+)\]|[*_]{1,3}(?P<text_3>[^*_]+)[*_]{1,3})[.!]?"
)
# What is told of a reference in brackets, or behind a dash.
_OF_REFERENCES = late(
    r"(?:in\s|accessed|retrieved|last|visited|online|pdf|eds?\b|trans|forthcoming|to\sappear|appear|submitted|accepted|under\s|original|first\s|re-?print|print|pre-?print|doctoral|master"
    r"|phd|thesis|dissertation|unpublished|manuscript|working|paper|poster|technical|report|arxiv|[a-z]{2,8}[.-][a-z]{2}\b|open\s|free\s|full\s|abstract|series|vol|issue|no\b|pp?\b|cit|with\s|and\s"
    r"|translat|available|s\.|o\.|n\.|c\.|isbn|issn|doi|pmid|hdl|urn|rev|expanded|abridged|by\s|de\s|von\s|van\s|hg|hrsg|ders|dies|version|v\d)",
    re.IGNORECASE,
)
_WORD = late(r"[^\W\d_][\w'’-]*")
# Words of sentences that a reader writes, and of no publisher, city or journal.
_SAID = frozenset(
    """
    is are was were be been isn't wasn't not this that these those it its i'd i my we our you he she they very too quite really just must should could would can will has have had
    good great bad nice excellent classic seminal important interesting useful convincing convincingly weak strong read reread skim skimmed ask check compare see start started discussed
    presents presenting shows showed argues argued proposes describes introduces explains finds found claims discusses provides examines explores considers contains covers gives makes uses
    here there again still only also because but if then than more most all why how when where what which who
    """.split()
)
_LEAST = 0.5  # share of lower-case words among those of a sentence behind its first


def without_remarks(text: str) -> Iterator[str]:
    """Yield a reference without what may be a remark behind it, the longest first; nothing where there is none.

    What may be a publisher, a place or a journal is none.
    """
    last = _LAST.search(text)
    ends = [*_END.finditer(text), *([last] if last else [])]
    for end in [end for end in ends if _is_remark(text[end.end() :])][-_MOST:]:
        yield text[: end.start() + len(end[0].rstrip())]


def _is_remark(text: str) -> bool:
    if len(text) > _LONGEST or not any(map(str.isalpha, text)) or _LINK.search(text):
        return False
    if _ANOTHER.search(text):
        return False
    if _MARK.match(text):
        return True
    if _CALL.fullmatch(text):
        return True
    if dashed := _DASHED.fullmatch(text):
        return _begins_low(dashed["text"]) or _is_said(dashed["text"])
    if enclosed := _ENCLOSED.fullmatch(text):
        inner = next(filter(None, enclosed.groups()))
        return _begins_low(inner) or _is_said(inner)
    return _is_said(text)


def _begins_low(text: str) -> bool:
    return text[0].islower() and _OF_REFERENCES.match(text) is None


def _is_said(text: str) -> bool:
    """Say whether a text is a sentence that a reader writes: `Not convincing`."""
    words = _WORD.findall(text)
    if len(words) < 2 or not any(word in _SAID for word in [words[0].lower(), *words[1:]]):
        return False
    others = words[1:]
    return sum(map(str.islower, others)) >= _LEAST * len(others)
