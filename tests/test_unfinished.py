from pathlib import Path

import pytest

from papercli.library import Library
from papercli.model import Paper
from papercli.search.find import find_papers
from papercli.store.papers import encode_paper

TITLES = {
    "a": "Neural sheaves",
    "b": "Neural meshes",
    "c": "Neuronal sheaves",
    "d": "Sheaves of modules",
    "e": "Networks of meshes",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("typing") / "library"
    papers = [
        Paper(
            id=f"{letter}0000000", title=title, authors=("Ada Neustadt",) if letter == "e" else ()
        )
        for letter, title in TITLES.items()
    ]
    with Library(folder).writing(0.0, print, new=True) as current:
        current.append([encode_paper(paper) for paper in papers], command="ingest", summary="five")
    return Library(folder)


@pytest.mark.parametrize(
    ("text", "first", "found"),
    [
        ("neur", "ab", "abc"),
        ("neura", "ab", "ab"),
        ("neurona", "c", "c"),
        ("sheaves neur", "a", "ac"),
        ("sheaves -neur", "", "acd"),
        ("meshes ne", "b", "be"),
        ("neust", "e", "e"),
        ("neural ", "ab", "ab"),
        ("title:neur", "", ""),
    ],
)
def test_the_last_word_may_go_on(library: Library, text: str, first: str, found: str) -> None:
    hits = find_papers(library, text, typing=True).ranked()
    ids = "".join(hit.paper.id[0] for hit in hits)
    assert "".join(sorted(ids)) == found
    assert "".join(sorted(ids[: len(first)])) == first


def test_what_no_word_starts_with_is_corrected(library: Library) -> None:
    found = find_papers(library, "nueral", typing=True)
    assert found.total == 2
    assert found.messages == ["no paper contains 'nueral'; searched for 'neural'"]


def test_a_beginning_is_not_completed_otherwise(library: Library) -> None:
    assert find_papers(library, "neur").total == 0
