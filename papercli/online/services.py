"""What can be asked of each service, how, and how often."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple


class Question(NamedTuple):
    """What a service is asked for: a paper by its id there, or by its title."""

    kind: Literal["id", "title"]
    text: str  # an arXiv id or a DOI in normal form; the words of a title


@dataclass(frozen=True, slots=True)
class Service:
    """A service, and the manners that it asks for."""

    name: str  # as readers know it
    host: str  # as a source keeps it
    url: str
    pause: float  # seconds from one request to the next
    format: str  # of its answers: the name of a dump format
    identifier: Literal["arxiv", "doi"]  # by which it knows papers
    sign: bytes  # what stands at the start of each answer, and in no other page
    most: dict[str, int]  # questions of a kind in one request
    parameters: Callable[[Sequence[Question]], dict[str, str]]


def _ask_arxiv(questions: Sequence[Question]) -> dict[str, str]:
    texts = [each.text for each in questions]
    if questions[0].kind == "id":
        return {"id_list": ",".join(texts), "max_results": str(len(texts))}
    titles = " OR ".join(f'ti:"{text}"' for text in texts)
    return {"search_query": titles, "max_results": str(_ARXIV_FOUND * len(texts))}


def _ask_crossref(questions: Sequence[Question]) -> dict[str, str]:
    shared = {"select": _CROSSREF_FIELDS}
    if questions[0].kind == "id":
        dois = ",".join(f"doi:{each.text}" for each in questions)
        return shared | {"filter": dois, "rows": str(len(questions))}
    return shared | {"query.bibliographic": questions[0].text, "rows": str(_CROSSREF_FOUND)}


_ARXIV_FOUND = 10  # papers for each title; several titles share an answer
_CROSSREF_FOUND = 5
# Without references, which are most of an answer.
_CROSSREF_FIELDS = (
    "DOI,title,subtitle,author,editor,issued,published,published-print,published-online,type,"
    "container-title,volume,issue,page,publisher,abstract,ISSN,URL,prefix,member"
)

# https://info.arxiv.org/help/api/tou.html: one request in three seconds, one at a time.
ARXIV = Service(
    "arXiv",
    "arxiv.org",
    "https://export.arxiv.org/api/query",
    3.0,
    "arxiv-atom",
    "arxiv",
    b"<feed",
    {"id": 50, "title": 8},
    _ask_arxiv,
)
# https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/:
# for searches one request in a second, one at a time.
CROSSREF = Service(
    "Crossref",
    "crossref.org",
    "https://api.crossref.org/works",
    1.0,
    "crossref",
    "doi",
    b'"message-type"',
    {"id": 20, "title": 1},
    _ask_crossref,
)
