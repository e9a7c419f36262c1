"""The identifiers and links of a reference, taken off its text, and what sites and styles say around them."""

import re
from dataclasses import dataclass

from papercli.dumps.references.place import DATE, YEAR, strip_place
from papercli.dumps.remembered import remembered
from papercli.identifiers import normalise_arxiv, normalise_doi
from papercli.patterns import late

_DOI = late(
    r"(?:[\[(]?\b(?:doi|digital\sobject\sidentifier)\b\s{0,2}[:.]?\s{0,2})?(?:(?:\burl:?\s{1,2})?https?://(?:dx\.|www\.)?doi\.org/|\bdoi\.org/|(?<=[\s:.\[(])|^)(10\.\d{4,9}/(?:\(SICI\)[^\s\"]{1,300}|[^\s\"<>]{1,80}<\w{1,12}:[\w.:-]{1,20}>\d\.\d\.[\w;-]{1,8}|[^\s\"<>]{1,300}))[\])]?",
    re.IGNORECASE,
)
_ARXIV = late(
    r"[\[(]?\s?(?:(?:retrieved|available|url)(?:\s(?:at|from|online))?:?\s)?(?:(?:preprint\sat|available\sat|on)\s)?(?:(?:arXiv\s(?:e-?print|preprint)s?,?\s)?arXiv\s?:\s?|(?:arXiv\.?\s{0,2})?(?:e-?prints?\s|preprint\s)?(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf)/"
    r"|(?:arXiv\s)?(?:CoRR,?\s)?(?:CoRR\s)?abs/|arXiv\s(?:preprint\s)?(?=\d{4}\.\d{4,5}))"
    r"(?P<id>\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7}(?:v\d{1,2})?)(?:\.pdf)?(?:\s{0,2}\[[a-z-]{2,10}(?:\.[A-Za-z-]{2,10})?\])?[\])]?",
    re.IGNORECASE,
)
_URL = late(
    r"[<\[(]?(?:\[online\]\.?\s{0,2})?(?:\b(?:url|available(?:\s(?:at|from|online(?:\sat)?))?|retrieved\s(?:[^.]{1,40}\s)?from|verfügbar\sunter|link)\b\s{0,2}[:.]?\s{0,2})?<?(https?://[^\s<>\"]{1,600}|www\.[^\s<>\"]{1,600})[>\])]?",
    re.IGNORECASE,
)
_REMARKS = late(
    r"""
    [\[(](?:online|internet|cited\s[^\])]{1,40}|accessed\s[^\])]{1,40}|last\saccessed\s[^\])]{1,40}|visited\s[^\])]{1,40})[\])]
    | \b(?:acesso\sem|consultado\s(?:el|em|le)|consulté\sle|zugriff\sam|zuletzt\s(?:besucht|abgerufen)\sam)\s?:?\s[^.;]{0,20}\.?[^.;]{0,12}\.?$
    | \b(?:disponível\sem|disponible\s(?:en|sur)|verfügbar\sunter)\s?:?\s{0,2}(?=[.,]|$)
    | \b(?:last\s)?(?:accessed|retrieved|visited|abgerufen)(?:\son|\sam)?:?\s(?:\d{1,2}\.?\s)?(?:[A-Z][a-z]{2,9}\.?\s)?(?:\d{1,2},?\s)?(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{4})\b(?:\sfrom\b)?
    | \b(?:available(?:\sfrom|\sat|\sonline)?|available\sonline\sat)\s{0,2}:\s{0,2}$
    | \bPM(?:ID|CID)\s{0,2}:?\s{0,2}(?:PMC)?\d{1,9}\b
    | \b(?:epub|published\sonline)\s(?:ahead\sof\sprint\s)?\d{4}\s[A-Z][a-z]{2}\s\d{1,2}\b\.?
    | \b[ep]?-?ISSN:?\s[\d-]{8,9}[X\d]?\b | \bISBN(?:-1[03])?:?\s[\d-]{10,17}[X\d]?\b | \bBibcode\s{0,2}:\s{0,2}\S{19}
    | \b(?:S2CID|PMC|OCLC|OSTI|LCCN|ProQuest|INIST|JFM|Zbl)\s[\w.-]{4,15}\b(?!\s[a-z]) | \b(?:JSTOR|MR|SSRN)\s\d{4,12}\b | \bCiteSeerX\s[\d.]{9,24}\b | \bhdl\s?:\s?\d[\w./-]{3,60}\b
    | \barchived\s(?:\([^()]{2,12}\)\s)?from\sthe\soriginal(?:\s\([^()]{2,12}\))?(?:\son\s(?:\d{4}-\d\d-\d\d|(?:\d{1,2}\s)?[A-Z][a-z]{2,9}\.?\s(?:\d{1,2},\s)?\d{4}))?
    | (?<=[”"])\s\(PDF\)(?=\.) | [–—-]\svia\s[A-Z][\w.\s]{2,30}(?=\.) | \((?:subscription|registration)\srequired\) | \[(?:permanent\s)?dead\slink\]
    | \bcited\s(?:by|on\s(?:pages?|p{1,2}\.))\s[\d,\s–-]{1,60}\.?$ | \(?cit(?:ations?|ed):?\s\d{1,6}\)?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PMID = late(r"\bPMID\s{0,2}:?\s{0,2}(\d{1,9})\b", re.IGNORECASE)
_MAY_REMARK = late(
    r"online|internet|archived|via\s|\(pdf|cit[ae]|access|visited|retrieved|available|PM|IS[SB]N|S2CID|bibcode|JSTOR|MR\s|hdl|SSRN|OCLC|OSTI|LCCN|ProQuest|INIST|JFM|Zbl|\srequired|dead|abgerufen|epub|acesso|consult|zugriff|besucht|dispon|verfügbar",
    re.IGNORECASE,
)
# What publishers' pages have below each reference.
_BUTTONS = late(
    r"(?:\s{0,2}[.;|·•]?\s{0,2}\b(?:google\sscholar|crossref|cross\sref|pubmed(?:\scentral|/ncbi)?|cas|ads|adsabs|mathscinet|math|zentralblatt|web\sof\sscience|scopus|view\s(?:article|record(?:\sin\s(?:scopus|web\sof\sscience))?|pdf)"
    r"|full\stext(?:\s(?:pdf|links?))?|article|pdf|bibtex|abstract|open\surl|view\sin\sscopus|find\sin\syour\slibrary|dblp|download|link|paper|code|slides|video|poster)(?:\s\(opens\sin\s[^()]{1,30}\))?\]?){1,8}\s{0,2}$",
    re.IGNORECASE,
)
_SURE_BUTTON = late(r"google\sscholar|crossref|pubmed|mathscinet|view\s|opens\sin", re.IGNORECASE)
_BRACKETED = late(
    r"(?:\s{0,2}\[\s{0,2}(?:pdf|bibtex|bib|code|link|doi|arxiv|url|slides|video|poster|paper|abstract|project(?:\spage)?|supp(?:lement)?|website|talk|html|web|data|blog|demo|preprint)\s{0,2}\]\s{0,2}[.,|]?){1,12}",
    re.IGNORECASE,
)
_YEAR = late(YEAR)
_PREPRINT = late(
    rf"(?:[\s.,:;()\[\]]{{0,5}}(?<![\w-])(?:arxiv(?:\.org)?|corr|e-?prints?|preprint|posted\sonline|available(?:\s(?:at|from|on))?|retrieved\sfrom|at|on|in|via|url|{DATE})(?![\w-])[\s.,:;()\[\]]{{0,5}}){{1,12}}$",
    re.IGNORECASE,
)
_VERSION = late(r"[.,]\s(?:version|v)\s?\d{1,2}(?=[.,]?\s(?:arXiv|preprint)|[.,]?$)", re.IGNORECASE)
_BLANK = late(r"\s{2,}")
_LEFT = late(
    r"\s(?=[.,;:](?:\s|$))|(?<=[,;:])\s?(?=\.(?:\s|$))|(?<=\.)\s?\.(?=\s|$)(?<!\.\.\.)|[\[(]\s{0,3}[\])]"
)


@dataclass(frozen=True, slots=True)
class Links:
    """The identifiers and the link of a reference, and its text without them."""

    text: str
    doi: str | None = None
    arxiv: str | None = None
    url: str | None = None
    pmid: str | None = None
    several: bool = False  # two papers are named


@remembered
def take_links(text: str) -> Links:
    """Take the identifiers and links off the text of a reference."""
    lowered = text.lower()
    if "[" in text:
        text = _BRACKETED.sub(" ", text)
    buttons = _BUTTONS.search(text, max(0, len(text) - 200)) if _SURE_BUTTON.search(text) else None
    if buttons and _SURE_BUTTON.search(buttons[0]):
        text = text[: buttons.start()]
    found = {"doi": [], "arxiv": [], "url": []}  # type: dict[str, list[str]]

    def take_arxiv(match: re.Match[str]) -> str:
        if (each := normalise_arxiv(f"arXiv:{match['id']}")) is None:
            return match[0]
        found["arxiv"].append(each)
        return " arXiv. " if "arxiv" in match[0].lower() or "corr" in match[0].lower() else " "

    def take_doi(match: re.Match[str]) -> str:
        if (each := normalise_doi(match[1].rstrip(".,;:]"))) is None:
            return match[0]
        found["doi"].append(each)
        return " "

    def take_url(match: re.Match[str]) -> str:
        found["url"].append(match[1].rstrip(".,;:)]>"))
        return " "

    if "arxiv" in lowered or "abs/" in lowered:
        text = _ARXIV.sub(take_arxiv, text)
    if "10." in text:
        text = _DOI.sub(take_doi, text)
    if "http" in lowered or "www." in lowered:
        text = _URL.sub(take_url, text)
    pmid = _PMID.search(text)
    if _MAY_REMARK.search(text):
        text = _REMARKS.sub(" ", text)
    if found["arxiv"]:
        text = _with_preprint_last(text)
    text = _LEFT.sub("", _BLANK.sub(" ", text)).strip(" ,;")
    dois, arxiv = list(dict.fromkeys(found["doi"])), list(dict.fromkeys(found["arxiv"]))
    return Links(
        text,
        dois[0] if dois else None,
        arxiv[0] if arxiv else None,
        found["url"][0] if found["url"] else None,
        pmid[1] if pmid else None,
        several=len(dois) > 1 or len(arxiv) > 1,
    )


def _with_preprint_last(text: str) -> str:
    """Return a text in whose end arXiv is named with that in one form."""
    text = _VERSION.sub("", text.rstrip())
    end = _PREPRINT.search(text, max(0, len(text) - 200))
    if end is None or not end.start():
        return text
    body = text[: end.start()].rstrip(" .,;:([") + (
        text[end.start()] if text[end.start()] in ")]" else ""
    )
    mark = text[len(body) : len(body) + 1]
    date = _YEAR.search(end[0])
    year = f" ({date[0]})" if date else ""
    if strip_place(body).has_numbers:
        return f"{body}{year}"
    return f"{body}{'' if body.endswith(('?', '!', '”')) else mark if mark in {'?', '!'} else '.'} arXiv{year}"


def is_buttons(text: str) -> bool:
    """Say whether a line is nothing but the links that publishers set below a reference."""
    return len(text) < 200 and (
        (
            _BUTTONS.fullmatch(text) is not None
            and (_SURE_BUTTON.search(text) is not None or len(text) < 9)
        )
        or _BRACKETED.fullmatch(text) is not None
    )
