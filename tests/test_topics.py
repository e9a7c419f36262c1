from collections.abc import Sequence
from pathlib import Path

import pytest

from papercli.library import Library
from papercli.model import Paper
from papercli.search.counting import counts
from papercli.search.find import find_papers
from papercli.search.topics import find_topics


def topics(texts: Sequence[str], most: int | None = None) -> dict[str, int]:
    papers = [Paper(f"{at:08x}", "On this", abstract=text) for at, text in enumerate(texts)]
    return dict(find_topics(papers, most))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neural networks.", ["neural network"]),
        ("a (neural) network", []),
        ("neural, network", []),
        ("the neural and the network", []),
        ("“Neural networks”", ["neural network"]),
        ("graph neural networks", ["graph neural network"]),
        ("fluid dynamics", ["fluid dynamics"]),
        ("inductive biases", ["inductive bias"]),
        ("active galaxies", ["active galaxy"]),
        ("time series of a radio lens", ["time series", "radio lens"]),
        ("Navier-Stokes equations", ["navier-stokes equation"]),
        ("boundary meshes and glasses half", ["boundary mesh", "glass half"]),
        ("$x$-ray $y$ crystal", []),
        ("we show extensive experiments on a wide range", []),
        ("see https://github.com/a/b and E(3) groups", []),
        ("learning models", []),  # of such words a phrase has not two
        ("deep learning models", ["deep learning model"]),
        ("機械 学習", ["機械 学習"]),
        ("", []),
    ],
)
def test_a_phrase_is_words_of_content_in_a_row(text: str, expected: list[str]) -> None:
    assert sorted(topics([text] * 3)) == sorted(expected)


def test_a_paper_counts_once_and_two_papers_are_too_few() -> None:
    assert topics(["moss garden. Moss gardens! A moss garden."] * 3) == {"moss garden": 3}
    assert topics(["moss garden"] * 2) == {}


def test_a_phrase_within_a_longer_one_counts_as_far_as_it_stands_elsewhere() -> None:
    within = ["large language model"] * 6
    assert topics(within) == {"large language model": 6}
    alone = ["language model"] * 9
    assert topics([*within, *alone]) == {"language model": 15, "large language model": 6}
    assert topics([*within, *alone], 1) == {"large language model": 6}  # 6 times log2 3, and not 9
    assert topics([*within, *alone, *alone], 1) == {"language model": 24}


def test_topics_are_those_of_all_papers_that_a_query_finds(
    fixture_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find_papers(Library(fixture_library), "")
    all_of_them = counts(found, "topic")
    assert ("neural network", max(each.papers for each in all_of_them)) in all_of_them
    assert len(counts(found, "topic", 3)) == 3
    checked = find_papers(
        Library(fixture_library), 'title:"neural network" OR title:"neural networks"'
    )
    assert checked.check is not None
    assert counts(checked, "topic", 1)[0].papers <= checked.total
    monkeypatch.setattr("papercli.search.counting.SAMPLE", 10)
    first = counts(found, "topic", 2)
    assert first == counts(found, "topic", 2)  # the same sample
    assert all(each.papers >= 3 * found.total / 10 - 1 for each in first)
