"""Which papers online services are asked about, and how: by their ids, and by title where they have none."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

from papercli.errors import OnlineError
from papercli.ingest.completing import Completion, find_completions
from papercli.library import Library
from papercli.model import Paper
from papercli.online.answers import Answer, Answers, split
from papercli.online.services import ARXIV, CROSSREF, Question, Service
from papercli.text import fold_title

SERVICES = (ARXIV, CROSSREF)  # in the order in which they are asked
_FEWEST_WORDS = 2  # of a title by which a paper is asked for
_ARXIV_DOI = "10.48550/"

Begun = Callable[[Service, int, float], None]  # papers to be asked for, seconds that it takes
Asked = Callable[[Service, int, int], None]  # papers asked for, of how many


def ask_services(
    library: Library, query: str, paths: list[str], folder: Path, begun: Begun, asked: Asked
) -> OnlineError | None:
    """Ask about the papers that a query finds and that lack authors, year, abstract or ids, and keep the answers.

    What dumps in `paths` or kept answers tell is not asked. Returns the error that ended it, if any.
    """
    from papercli.online.asking import Asker  # takes time to import

    answers = Answers(folder)
    for service in SERVICES:
        found = find_completions(library, query, paths, kept_answers(folder))
        known = set(chain.from_iterable(each.asked for each in answers.of(service)))
        questions = [each for each in questions_for(service, found) if each not in known]
        if not questions:
            continue
        begun(service, len(questions), len(split(questions, service)) * service.pause)
        done = 0
        try:
            for count in Asker(service, answers).ask(questions):
                done += count
                asked(service, done, len(questions))
        except OnlineError as error:
            return error
    return None


def kept_answers(folder: Path) -> list[Answer]:
    """Return what services answered before."""
    answers = Answers(folder)
    return [each for service in SERVICES for each in answers.of(service)]


def questions_for(service: Service, found: Completion) -> list[Question]:
    """Return what a service is to be asked, each question once."""
    papers = (each.after for each in found.papers)
    questions = (_question(service, paper) for paper in papers if _lacks(paper))
    return list(dict.fromkeys(each for each in questions if each))


def _lacks(paper: Paper) -> bool:
    has_id = bool(paper.arxiv or paper.doi)
    has_year = bool(paper.year or paper.arxiv)
    return not (paper.authors and paper.abstract and has_id and has_year)


def _question(service: Service, paper: Paper) -> Question | None:
    """Return what to ask a service for a paper: its id there, or its title where it has no id at all."""
    doi = None if (paper.doi or "").startswith(_ARXIV_DOI) else paper.doi
    if identifier := {"arxiv": paper.arxiv, "doi": doi}[service.identifier]:
        return Question("id", identifier) if "," not in identifier else None
    words = fold_title(paper.title)
    is_known = paper.arxiv or doi or words.count(" ") + 1 < _FEWEST_WORDS
    return None if is_known else Question("title", words)
