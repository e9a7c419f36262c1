"""Words in front of linked titles: authors where their list shows it, and else reported."""

import io
from types import ModuleType

import pytest

from papercli.dumps.base import Record, Skipped
from papercli.dumps.markdown import awesome, checklist, markdown

ARXIV = "https://arxiv.org/abs/2101.0000"
LEFT_OUT = "words in front of a title that may not name its authors"


def listed(*items: tuple[str, str], box: str = "") -> str:
    """Return a list in which each title has words in front of it and behind it."""
    return "".join(
        f"- {box}{label}[Slow moss on walls {at}]({ARXIV}{at}){behind}\n"
        for at, (label, behind) in enumerate(items)
    )


def read(dump: str, reader: ModuleType) -> tuple[list[tuple[str, ...]], list[int]]:
    """Return the authors of each paper, and the lines of which words were left out."""
    found = list(reader.read(io.StringIO(dump)))
    left = [each.line for each in found if isinstance(each, Skipped) and each.reason == LEFT_OUT]
    return [each.authors for each in found if isinstance(each, Record)], left


READERS = pytest.mark.parametrize("reader", [markdown, awesome], ids=["markdown", "awesome"])
NOBODY: tuple[str, ...] = ()


@READERS
@pytest.mark.parametrize("mark", ["{}: ", "{} - ", "{} – ", "**{}**: ", "*{}* — ", "{} "])
@pytest.mark.parametrize(
    ("items", "authors", "left"),
    [
        # topics, of which no list is needed
        ([("Decision Making", ""), ("Graph Segmentation", "")], [NOBODY, NOBODY], []),
        # no one can tell
        ([("Anna Berg", ""), ("Tom Lund", ", ICML 2019")], [NOBODY, NOBODY], [1, 2]),
        ([("Random Forests", ""), ("Trees & Ferns", "")], [NOBODY, NOBODY], [1, 2]),
        # presenters: the authors stand behind the titles
        (
            [("Anna Berg", ", Quill & Rook, 2019"), ("Tom Lund", ", Wren et al., 2020")],
            [("Quill", "Rook"), ("Wren",)],
            [1, 2],
        ),
        # presenters: one is not known yet
        ([("Anna Berg", ""), ("tba", "")], [NOBODY, NOBODY], [1]),
        # authors: others are cited as people cite
        ([("Anna Berg", ""), ("Quill et al.", "")], [("Anna Berg",), ("Quill",)], []),
        ([("Anna Berg", ""), ("A. Quill, B. Rook", "")], [("Anna Berg",), ("A. Quill", "B. Rook")], []),
        ([("Berg", ""), ("Lund (1994)", "")], [("Berg",), ("Lund",)], []),
        ([("Tom Lund", ""), ("Quill & Rook", "")], [("Tom Lund",), ("Quill", "Rook")], []),
        ([("Ada Quill, Ben Rook, Cy Sand", "")], [("Ada Quill", "Ben Rook", "Cy Sand")], []),
    ],
)  # fmt: skip
def test_the_list_tells_who_wrote_a_paper(
    items: list[tuple[str, str]],
    authors: list[tuple[str, ...]],
    left: list[int],
    mark: str,
    reader: ModuleType,
) -> None:
    dump = listed(*((mark.format(label), behind) for label, behind in items))
    assert read(dump, reader) == (authors, left)


@READERS
def test_the_day_of_a_talk_is_no_date_of_a_paper(reader: ModuleType) -> None:
    dump = listed(("2021-05-04 – Anna Berg – ", ""), ("2021-05-11 – Ole Vik – ", ""))
    found = [each for each in reader.read(io.StringIO(dump)) if isinstance(each, Record)]
    assert [(each.authors, each.year) for each in found] == [((), None), ((), None)]


@READERS
def test_sections_are_told_apart(reader: ModuleType) -> None:
    talks = listed(("Anna Berg: ", ""), ("tba: ", ""))
    cited = listed(("Quill et al.: ", ""), ("Tom Lund: ", ""))
    assert read(f"# Talks\n{talks}# Reading\n{cited}", reader) == (
        [NOBODY, NOBODY, ("Quill",), ("Tom Lund",)],
        [2],
    )


@READERS
def test_what_people_cite_in_front_of_a_title_stays(reader: ModuleType) -> None:
    items = [("Ada Quill, ", ""), ("Ben Rook. ", ""), ("Jan 2021: ", ""), ("tba: ", "")]
    assert read(listed(*items), reader)[0] == [("Ada Quill",), ("Ben Rook",), (), ()]


def test_items_to_tick_are_read_alike() -> None:
    dump = listed(("Anna Berg: ", ""), ("Computer Vision: ", ""), box="[ ] ")
    assert read(dump, checklist) == ([NOBODY, NOBODY], [1])
    dump = listed(("Anna Berg: ", ""), ("A. Quill: ", ""), box="[x] ")
    assert read(dump, checklist) == ([("Anna Berg",), ("A. Quill",)], [])
