"""What the browser asks of the library, answered by a thread of its own: the newest question only."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from papercli.errors import PapersError
from papercli.library import Library
from papercli.search.find import find_papers, find_related
from papercli.search.naming import find_named
from papercli.search.rows import Rows
from papercli.search.saved import saved_searches

_MOMENT = 0.3  # seconds without a question after which there is time to look ahead
TAG_VIEWS = 5  # tags that are views, the most frequent


class Question(NamedTuple):
    """What is to be listed."""

    query: str
    is_typing: bool = False  # the last word may go on
    finishes: bool = False  # it ends here; where nothing has it, the word that it begins is meant
    within: str = ""  # only what this query finds, too
    like: str = ""  # the id of a paper to which related ones are wanted
    keep: str = ""  # the id of the paper on which the cursor shall stay

    @property
    def whole(self) -> str:
        """The query that finds the same for any command."""
        if not self.within:
            return self.query
        parts = (f"({each})" if " " in each else each for each in (self.within, self.query))
        return " AND ".join(parts)

    def repeated(self, keep: str = "") -> "Question":
        """Return the same, asked once more: the query is what it is, and a paper may be kept."""
        return self._replace(finishes=False, keep=keep)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found."""

    question: Question
    rows: Rows | None = None
    at: int | None = None  # where the paper to keep stands
    papers: int = 0  # in the library
    completed: str = ""  # the query that was meant, where its last word was not finished
    messages: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many papers each view has."""

    papers: dict[str, int] = field(default_factory=dict)  # by query
    saved: dict[str, str] = field(default_factory=dict)  # queries by their names
    tags: tuple[str, ...] = ()  # the most frequent first


class Asker:
    """Answers questions, one at a time; of those that came meanwhile, the last."""

    def __init__(
        self,
        folder: Path,
        answered: Callable[[Answer], object],
        counted: Callable[[Counts], object],
        progress: Callable[[int, int], None],
        broke: Callable[[Exception], object],
    ) -> None:
        self._folder = folder
        self._answered, self._counted, self._progress = answered, counted, progress
        self._broke = broke
        self._question: Question | None = None
        self._queries: Sequence[str] | None = None
        self._ends = False
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="asking", daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def ask(self, question: Question) -> None:
        """Ask for papers; what was asked before and is not answered yet is forgotten."""
        with self._news:
            self._question = question
            self._news.notify()

    def count(self, queries: Sequence[str]) -> None:
        """Ask how many papers these queries match, when nothing else is asked."""
        with self._news:
            self._queries = queries
            self._news.notify()

    def end(self) -> None:
        """Answer nothing more."""
        with self._news:
            self._ends = True
            self._news.notify()

    def _run(self) -> None:
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - a bug: whoever draws shows it, and ends
            self._broke(error)

    def _work(self) -> None:
        rows: Rows | None = None  # of the last answer, not yet ready for a jump to their end
        while True:
            with self._news:
                has_news = self._news.wait_for(self._has_news, _MOMENT if rows else None)
                if self._ends:
                    return
                question, self._question = self._question, None
                queries = None
                if question is None:
                    queries, self._queries = self._queries, None
            if not has_news and rows:
                with suppress(PapersError):
                    rows.prepare()
                rows = None
            elif question is not None:
                answer = self._answer(question)
                with self._news:
                    is_newest = self._question is None
                if is_newest:
                    self._answered(answer)
                    rows = answer.rows
            elif queries is not None:
                self._counted(self._count(queries))

    def _has_news(self) -> bool:
        return self._ends or self._question is not None or self._queries is not None

    def _answer(self, question: Question) -> Answer:
        messages: list[str] = []
        completed = ""
        library = Library(self._folder, self._progress, messages.append)
        try:
            if question.like:
                paper = find_named(library, question.like)
                text = f"{paper.title}. {paper.abstract or ''}"
                found = find_related(library, [text], [paper.id])
            else:
                found = find_papers(library, question.query, typing=question.is_typing)
                if question.finishes and (found.match == "fuzzy" or not found.total):
                    completed = self._complete(question.query)
                    found = find_papers(library, completed) if completed else found
            if question.within:
                found = found.within(find_papers(library, question.within))
            rows = Rows(found)
            rows.window(0, 1)
            at = rows.position_of(question.keep) if question.keep else None
        except PapersError as error:
            return Answer(question, error=str(error))
        if not library.index.papers and not self._folder.exists():
            return Answer(
                question,
                error=f"there is no library in {self._folder} yet; papers ingest FILE makes one",
            )
        said = (*messages, *found.messages, *([found.advice] if found.advice else []))
        return Answer(question, rows, at, library.index.papers, completed, said)

    def _complete(self, query: str) -> str:
        """Return a query with its last word finished; nothing where no word begins so."""
        return find_papers(Library(self._folder), query, typing=True).completed

    def _count(self, queries: Sequence[str]) -> Counts:
        library = Library(self._folder)
        papers: dict[str, int] = {}
        try:
            saved = saved_searches(library)
            tags = _most_frequent(library)
        except PapersError:
            return Counts()
        for query in (*queries, *(f"@{name}" for name in saved), *map(tag_query, tags[:TAG_VIEWS])):
            with self._news:
                if self._ends or self._question is not None:
                    self._queries = self._queries or queries  # later
                    break
            try:
                papers[query] = find_papers(library, query).total
            except PapersError:
                continue
        return Counts(papers, saved, tags)


def tag_query(tag: str) -> str:
    """Return the query for the papers of a tag."""
    return f'tag:"{tag}"'


def _most_frequent(library: Library) -> tuple[str, ...]:
    """Return the tags that most papers have, as one of their papers spells them."""
    index = library.index
    counts = index.tags()
    # A query cannot name a tag with quotation marks in it.
    tags = sorted((tag for tag in counts if '"' not in tag), key=lambda tag: (-counts[tag], tag))
    return tuple(_as_written(library, tag) for tag in tags)


def _as_written(library: Library, tag: str) -> str:
    papers = library.papers_at(library.index.all(library.index.term("tag", tag), most=1))
    spelt = (each for paper in papers for each in paper.tags if each.lower() == tag)
    return next(spelt, tag)
