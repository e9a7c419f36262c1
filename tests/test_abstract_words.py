"""`abstract:` is answered by the index alone; the texts themselves are the oracle."""

import re
from collections.abc import Callable

import pytest

from papercli.index.forms import is_unspaced
from papercli.index.schema import stem_analyzer, word_analyzer
from papercli.index.stems import beginnings, words_with_stem
from papercli.library import Library
from papercli.model import Paper
from papercli.search.dictionary import _words
from papercli.search.match import needs_reading, reading
from papercli.search.nodes import Word
from papercli.search.plan import Interpreter
from papercli.store.papers import encode_paper
from papercli.text import fold

# Texts in which a word stands in the title alone, in the abstract alone, in both and elsewhere.
TEXTS = (
    ("Learning to learn", "We study learners.", ("Ada Learner",), None),
    ("A study", "Learned priors for modelling neighbourhoods.", ("Bo Li",), "Learning"),
    ("Modeling matrices", "A matrix of indices.", (), None),
    ("TNFα in mice", "The mouse lacks IL-6 and TNFα.", (), None),
    ("Helices", "An αhelix, β-sheets and the Γ-function.", (), None),
    ("Alpha decay", "No letter here.", (), None),
    ("Über Schrödinger", "Zustände nach Schroedinger, naïve Gleichungen.", (), None),
    ("O algorithms", "Sorting in O(n log n); C++ code, k-NN and GPT-4.", (), None),
    ("图神经网络", "我们研究图神经网络与机器学习。", (), None),
    ("Ελληνικά", "Αυτή είναι μια περίληψη για αλγόριθμους.", (), None),
    ("Dying stars", "Stars that die, lying and tied; skies, early news, only.", (), None),
    ("Sensibility", "Relational sensibilities, operators and operations hoped.", (), "Operators"),
    ("Without an abstract: learning", None, ("Abstract Learning",), "Learning"),
)
NAMES = (
    "learn",
    "alpha",
    "α",
    "Β",
    "helix",
    "TNF",
    "tnfα",
    "tnf-α",
    "Schrodinger",
    "mice",
    "mouse",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library(tmp_path_factory.mktemp("abstracts"))
    papers = [
        Paper(f"{at:08x}", title, abstract=abstract, authors=authors, venue=venue)
        for at, (title, abstract, authors, venue) in enumerate(TEXTS, 1)
    ]
    lines = [encode_paper(paper) for paper in papers]
    with library.writing(1.0, print, new=True) as held:
        held.append(lines, command="ingest", summary="")
    return library


def words() -> list[str]:
    texts = " ".join(" ".join(filter(None, (t, a, *p, v))) for t, a, p, v in TEXTS)
    found = {*texts.split(), *word_analyzer().analyze(texts), *stem_analyzer().analyze(texts)}
    return sorted(found | {*NAMES, "nowhere"})


@pytest.mark.parametrize("exact", [False, True], ids=["stems", "exact"])
@pytest.mark.parametrize("prefix", [False, True], ids=["words", "beginnings"])
def test_the_index_finds_what_stands_in_abstracts(
    library: Library, *, exact: bool, prefix: bool
) -> None:
    index = library.index
    everything = library.papers_at(index.all(index.everything()))
    analyze = None if exact else index.stems
    wrong = []
    for word in words():
        if prefix and not word.isalnum():
            continue
        query = Word(word, "abstract", prefix)
        places = index.all(Interpreter(index, exact=exact).matcher(query))
        found = list(zip(places, library.papers_at(places), strict=True))
        if needs_reading(query, analyze):
            passes = reading(query, lambda _: (), analyze)
            found = [(place, paper) for place, paper in found if passes(place, paper)]
        held = {p.title for p in everything if holds(p, word, analyze, prefix=prefix)}
        if (titles := {paper.title for _, paper in found}) != held:
            wrong.append((word, titles, held))
    assert "\n".join(map(str, wrong)) == ""


def holds(
    paper: Paper, word: str, analyze: Callable[[str], list[str]] | None, *, prefix: bool
) -> bool:
    """Say whether the abstract of a paper holds a word, from the text alone."""
    text = paper.abstract or ""
    if is_unspaced(word) and (prefix or not analyze):
        return fold(word) in fold(text)
    if prefix:
        *whole, start = runs(word)
        return {*whole} <= {*runs(text)} and any(run.startswith(start) for run in runs(text))
    if analyze:
        wanted, stems = analyze(word), analyze(text)
        rows = (stems[at : at + len(wanted)] for at in range(len(stems)))
        return bool(wanted) and wanted in rows
    if word.isalnum():
        return {*runs(word)} <= {*runs(text)}
    return bool(runs(word)) and fold(word) in fold(text)


def runs(text: str) -> list[str]:
    """Return the words of a text as they stand; a single Greek letter is one of its own."""
    apart = re.sub("(?<![α-ω])([α-ω])(?![α-ω])", r" \1 ", fold(text))
    return re.findall(r"\w+", apart)


def test_every_english_word_is_met_from_its_stem() -> None:
    english = [line.split()[0] for line in _words().decode().splitlines() if line.strip()]
    stems = stem_analyzer().analyze(" ".join(word for word in english if word.isalnum()))
    pairs = zip((word for word in english if word.isalnum()), stems, strict=True)
    assert [
        (word, stem)
        for word, stem in pairs
        if not any(word.startswith(start) for start in beginnings(stem))
    ] == []


def test_words_are_told_by_their_stems() -> None:
    assert [*words_with_stem("die", ["dying", "die", "dies", "dye", "diet"])] == [
        "dying",
        "die",
        "dies",
    ]
    assert [*words_with_stem("alpha", ["α", "αλγοριθμος", "alpha"])] == ["alpha", "α"]
