"""Twice the text takes about twice the time, whatever the text.

No reader, pattern or query is quadratic.

Times are of the thread on the processor, and compared with each other only: eight times the text
takes eight times as long where time grows with it, and 64 times where it grows with its square.
PAPERS_GROWTH=long tries everything, for about an hour.
"""

import contextlib
import io
import os
import signal
import time
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path
from types import FrameType
from typing import NoReturn

import pytest
from adversary import COMMON, methods_used, patterns, texts, ways_to_use
from conftest import FIXTURES

from papercli.dumps.authors import read_authors
from papercli.dumps.base import DumpFormat
from papercli.dumps.formats import FORMATS
from papercli.dumps.keywords import read_words
from papercli.dumps.markup import without_markup
from papercli.dumps.values import read_date, read_pages
from papercli.errors import DumpError, NotFoundError
from papercli.exports import EXPORTS
from papercli.identifiers import normalise_arxiv, normalise_doi, repair_arxiv
from papercli.index.citekeys import make_citekey
from papercli.latex.prose import read_outside_maths, read_prose
from papercli.latex.read import latex_outside_maths, latex_to_unicode
from papercli.library import Library
from papercli.model import Paper
from papercli.names import split_name
from papercli.search.find import find_papers, find_related
from papercli.search.language import parse
from papercli.search.naming import find_named
from papercli.search.snippets import best_sentence
from papercli.text import clean, fold, fold_run, fold_title
from papercli.views.table import Row, paper_page, paper_table

LONG = os.environ.get("PAPERS_GROWTH") == "long"
TIMES = 8
TOO_MUCH = 24.0  # times as long; 8 is linear, 64 quadratic
ENDLESS = 20.0  # seconds
UNNOTICED = 0.02  # seconds; what takes less is not compared

# Patterns that only ever meet short texts, or of which somebody else takes care, and why.
BOUNDED = {
    "papercli.dumps.people._MORE": "sees the last 60 characters",
    "papercli.dumps.people._TOLD_APART": "sees names of at most 200 characters",
    "papercli.dumps.initials._NAME": "sees names of at most 200 characters",
    "papercli.dumps.people._HUNG_ON": "sees names of at most 200 characters",
    "papercli.dumps.plausible._FLAWS['code']": "sees the beginning of a title",
    "papercli.dumps.plausible._FLAWS['a number']": "sees the beginning of a title",
    "papercli.dumps.references.links._PREPRINT": "sees the last 200 characters",
}


def seconds(action: Callable[[], object]) -> float:
    """Return how long an action takes; infinity when it does not end in time.

    The clock of the thread, for that of the process only ticks while an alarm is set.
    """
    start = time.thread_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, ENDLESS)
    try:
        action()
    except TimeoutError:
        return inf
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.thread_time() - start


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    def ring(_number: int, _frame: FrameType | None) -> NoReturn:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, ring)
    yield
    signal.signal(signal.SIGVTALRM, before)


def grows_too_fast(action: Callable[[int], Callable[[], object]], length: int) -> bool:
    """Say whether an action on eight times the text takes far more than eight times as long."""
    long = action(TIMES * length)
    first = seconds(long)
    if first < UNNOTICED or first == inf:
        return first == inf
    short = action(length)
    longs = [first]
    for _ in range(5):  # a busy machine may make one run look slow, but not all
        least = min(seconds(short) for _ in range(3))
        if min(longs) < max(UNNOTICED, TOO_MUCH * least):
            return False
        longs = [seconds(long) for _ in range(2)]
    return True


Case = tuple[str, str, str]  # what stands before, what is repeated, and what stands behind


NUMBER = "\N{NUMERO SIGN}"  # in what is repeated: a number, each time another


def fill(case: Case, length: int) -> str:
    start, unit, end = case
    times = length // len(unit)
    return (
        start
        + (
            unit * times
            if NUMBER not in unit
            else "".join(unit.replace(NUMBER, str(n)) for n in range(times // 3))
        )
        + end
    )


def assert_linear(action: Callable[[str], object], cases: list[Case], length: int) -> None:
    for case in cases:

        def on_text(length: int, case: Case = case) -> Callable[[], object]:
            text = fill(case, length)
            return lambda: action(text)

        assert not grows_too_fast(on_text, length), (
            f"{case[0][-60:]!r} + {case[1]!r} … + {case[2][:60]!r}"
        )


def thin_out(cases: list[Case], most: int) -> list[Case]:
    return cases if LONG or len(cases) <= most else cases[:: -(-len(cases) // most)]


PATTERNS = {
    name: pattern
    for name, pattern in patterns().items()
    if name not in BOUNDED and not name.startswith("papercli.dedupe.")
}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_time_in_proportion_to_its_text(name: str) -> None:
    for way in ways_to_use(PATTERNS[name], methods_used(name)):
        assert_linear(way, thin_out(list(texts(PATTERNS[name])), 50), 1000)


# What a dump may be full of: whole records, and what begins or ends one.
RECORDS: tuple[str, ...] = (
    "Title: a\n",
    "Title: a\nAuthors: b\n\n",
    "a\n",
    "a b.\n",
    "\n",
    " \n",
    "-\n",
    "---\n",
    "a:\n",
    "- a\n",
    "  - a\n",
    "# a\n",
    "> a\n",
    "| a ",
    "|---",
    "[a](https://arxiv.org/abs/1) ",
    "- [a](https://arxiv.org/abs/1706.03762)\n",
    "@a{",
    "@a{\n",
    "@a{b,\n",
    "@a{b}",
    "@a{b,c={d}}",
    "@a{b,c={d},\n",
    "a={b},",
    "a=b,\n",
    "{",
    "}",
    "{}",
    "[",
    "]",
    "[]",
    "[1,",
    '{"a":',
    '"',
    '"a",',
    '{"title":"a"}',
    '{"title":"a"}\n',
    '{"title":"a"},',
    "TY  - JOUR\n",
    "TY  - JOUR\nTI  - a\n",
    "TY  - JOUR\nTI  - a\nER  - \n",
    "TI  - a\n",
    "AU  - a\n",
    "  a\n",
    "ER  - \n",
    "PMID- 1\n",
    "PMID- 1\nTI  - a\n\n",
    "FAU - a, b\n",
    "PT J\n",
    "PT J\nTI a\nER\n\n",
    "TI a\n",
    "   a\n",
    "AU a\n",
    "%0 Journal Article\n",
    "%0 Journal Article\n%T a\n\n",
    "%T a\n",
    "%A a\n",
    "<a>",
    "</a>",
    "<a",
    "<!--",
    "<![CDATA[",
    "-->",
    "<entry>",
    "</entry>",
    "<entry><title>a</title></entry>",
    "<item>",
    "<PubmedArticle>",
    "<PubmedArticle></PubmedArticle>",
    "<record>",
    "<record></record>",
    "<div>",
    "<div><p>",
    "<dl><dt>",
    "<li>",
    "<h3><a href='/papers/1706.03762'>a</a></h3>",
    "<p>a</p>",
    "<meta name='citation_author' content='a'>",
    "&amp;",
    "title,",
    "title,a\n",
    "a,",
    "a,b\n",
    '"a\n',
    'a,"\n',
    ",",
    "\t",
    ";",
    "a\t",
    "\ufeff",
    "\u2028",
    "a\r",
    "* a\n  by b\n",
    "1. a\n",
    "[1] a\n",
    "a and ",
    "a, ",
    "$",
    "\\'",
    "\\a{",
    f"Ab{NUMBER} Cd, ",
    f"A{NUMBER} and ",
    f"a{NUMBER}; ",
    f"Title: a{NUMBER}\n",
    f"a{NUMBER}: b\n",
    f"AU  - a{NUMBER}\n",
    f"a{NUMBER} = {{b}},\n",
    f"@a{{b{NUMBER}, crossref = {{b0}}}}\n",
    f"@string{{a{NUMBER} = {{b}}}}",
    f'"a{NUMBER}": 1, ',
    f"a{NUMBER},",
    f"a{NUMBER}\t",
    f"{NUMBER}\n",
    f"<a{NUMBER}>",
    f"`a{NUMBER}`",
    "`",
    f"[a{NUMBER}](https://arxiv.org/abs/1706.{NUMBER})\n",
    f"Word{NUMBER} of a title\nA sentence that is long. And another one, {NUMBER}.\n",
)


def samples(dump_format: DumpFormat) -> Iterator[str]:
    """Yield short dumps that the format reads, from the fixtures of its name."""
    for path in sorted((FIXTURES / dump_format.name).rglob("*")):
        if path.suffix not in {".gz", ".zip"} and (path.name != "README.md") and path.is_file():
            yield path.read_text("utf-8", "replace")[:3000]


def cases_of(dump_format: DumpFormat) -> list[Case]:
    """Return what may fill a dump, by itself and at many places of a sound one."""
    units = tuple(dict.fromkeys((*COMMON, *RECORDS)))
    found = [("", unit, end) for unit in units for end in ("", "\x01")]
    for sample in list(samples(dump_format))[:2]:
        places = [
            at
            for at, char in enumerate(sample)
            if not char.isalnum() and at and sample[at - 1].isalnum()
        ]
        for at in places[:: max(1, len(places) // 40)]:
            found += [(sample[:at], unit, sample[at:]) for unit in units]
    # libxml2 holds each attribute of a tag against all others.
    return [each for each in found if dump_format.name != "html" or NUMBER not in each[1]]


@pytest.mark.parametrize("dump_format", FORMATS, ids=lambda each: each.name)
def test_a_reader_takes_time_in_proportion_to_its_dump(dump_format: DumpFormat) -> None:
    def read_all(text: str) -> None:
        dump_format.sniff(text[: 1 << 16])
        try:
            for _ in dump_format.read(io.StringIO(text)):
                pass
        except DumpError:
            pass

    assert_linear(read_all, thin_out(cases_of(dump_format), 14), 3000)


def as_paper(text: str) -> Paper:
    value = clean(text) or "a"
    fields = "title abstract venue volume issue pages note url doi".split()
    return Paper(
        id="0123abcd",
        authors=(value, "Ada Lovelace"),
        keywords=(clean(text),),
        tags=(clean(text),),
        year=2001,
        added="2026-01-01T00:00:00Z",
        **dict.fromkeys(fields, value),  # type: ignore[arg-type]  # all of these are texts
    )


FUNCTIONS: dict[str, Callable[[str], object]] = {
    each.__name__: each
    for each in (
        clean,
        fold,
        fold_run,
        fold_title,
        normalise_doi,
        normalise_arxiv,
        repair_arxiv,
        read_authors,
        read_date,
        read_pages,
        read_words,
        latex_to_unicode,
        latex_outside_maths,
        read_prose,
        read_outside_maths,
        without_markup,
        parse,
        split_name,
    )
}
FUNCTIONS |= {
    "doi": lambda text: normalise_doi(f"10.1234/{text}"),
    "arxiv": lambda text: normalise_arxiv(f"https://arxiv.org/abs/{text}"),
    "name": lambda text: read_authors([text]),
    "names": lambda text: read_authors(text.split(",")),
    "citekey": lambda text: make_citekey(text, [split_name(text)], None),
    "details": lambda text: paper_page(as_paper(text), [], 80, color=False),
    "table": lambda text: paper_table([Row(as_paper(text))], 80, color=False),
}
WAYS = FUNCTIONS | {
    f"export {each.name}": lambda text, each=each: list(
        each.write([as_paper(text)], lambda _: "key")
    )
    for each in EXPORTS
}


@pytest.mark.parametrize("name", WAYS)
def test_a_text_takes_time_in_proportion_to_its_length(name: str) -> None:
    cases = [("", unit, end) for unit in dict.fromkeys((*COMMON, *RECORDS)) for end in ("", "\x01")]
    assert_linear(WAYS[name], thin_out(cases, 20), 1000)


# Queries, of which each word is another.
QUERIES = (
    f"a{NUMBER}(n) OR ",
    f"b{NUMBER}(x) ",
    f"equivariantzq{NUMBER} ",
    f"zq{NUMBER}q OR ",
    f"abstract:w{NUMBER} ",
    f"title:w{NUMBER} OR ",
    f'"a b{NUMBER}" ',
    f'title:"a b{NUMBER}" OR ',
    f"NOT a{NUMBER} ",
    f"-a{NUMBER} ",
    f"a{NUMBER}* OR ",
    f"source:a{NUMBER} OR ",
    f"id:{NUMBER} OR ",
    f"tag:{NUMBER} ",
    f"1706.{NUMBER} ",
    f"10.1234/{NUMBER} ",
    f"{NUMBER} ",
    f"a{NUMBER}-",
    f"a{NUMBER}/",
    f"(a{NUMBER} ",
    f"a{NUMBER}) ",
    f"year:{NUMBER} OR ",
    "network ",
    "network OR ",
    "abstract:network OR ",
)


@pytest.mark.parametrize("unit", [*QUERIES[:: 1 if LONG else 2], *COMMON[:: 1 if LONG else 9]])
def test_a_query_takes_time_in_proportion_to_its_words(fixture_library: Path, unit: str) -> None:
    library = Library(fixture_library)

    def ask(text: str) -> None:
        find_papers(library, text).ranked(2)
        find_papers(library, text, exact=True).ranked(2)
        find_related(library, [text]).ranked(2)
        best_sentence(library.index, clean(text), frozenset({"network"}))
        with contextlib.suppress(NotFoundError):
            find_named(library, text)

    assert_linear(ask, [("", unit, "a")], 1000)
