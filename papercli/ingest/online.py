"""Which papers online services are asked about, and how: by their ids, and by title where they have none."""

from collections.abc import Callable
from pathlib import Path

from papercli.errors import OnlineError
from papercli.ingest.completing import Completing, Completion
from papercli.model import Paper
from papercli.online.answers import Answers, split
from papercli.online.services import ARXIV, CROSSREF, Question, Service
from papercli.text import fold_title

SERVICES = (ARXIV, CROSSREF)  # in the order in which they are asked
_SHORTEST = 10  # letters of a title by which a paper is asked for
_ARXIV_DOI = "10.48550/"

Begun = Callable[[Service, int, float], None]  # papers to be asked for, seconds that it takes
Asked = Callable[[Service, int, int], None]  # papers asked for, of how many


def ask_services(completing: Completing, folder: Path, begun: Begun, asked: Asked) -> None:
    """Ask about papers that lack authors, year, abstract or ids, and keep and take the answers.

    What was read before, or kept answers tell, is not asked. The first service that cannot be reached or does not
    answer is an error, and ends the asking; what was answered before is taken.
    """
    from papercli.online.asking import Asker  # takes time to import

    answers = Answers(folder)
    failed = False
    for service in SERVICES:
        known: set[Question] = set()
        for answer in answers.of(service):
            known |= answer.asked
            completing.take_answer(answer)
        questions = [each for each in questions_for(service, completing.found) if each not in known]
        if failed or not questions:
            continue
        begun(service, len(questions), len(split(questions, service)) * service.pause)
        done = 0
        try:
            for answer in Asker(service, answers).ask(questions):
                completing.take_answer(answer)
                done += len(answer.asked)
                asked(service, done, len(questions))
        except OnlineError as error:
            completing.found.errors.append(error)
            failed = True


def take_kept_answers(completing: Completing, folder: Path) -> None:
    """Take what services answered before, and ask nothing."""
    for service in SERVICES:
        for answer in Answers(folder).of(service):
            completing.take_answer(answer)


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
    is_asked_for = not (paper.arxiv or doi) and len(words) >= _SHORTEST
    return Question("title", words) if is_asked_for else None
