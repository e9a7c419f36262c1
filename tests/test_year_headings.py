"""Years as headings of a reading list."""

import io
from types import ModuleType

import pytest

from papercli.dumps.base import Record, Skipped
from papercli.dumps.input import lines
from papercli.dumps.markdown import awesome, checklist, markdown
from papercli.errors import DumpError

READERS = pytest.mark.parametrize("reader", [markdown, awesome], ids=["markdown", "awesome"])


def years(dump: str, reader: ModuleType) -> list[int | None]:
    found = reader.read(io.StringIO(dump))
    return [each.year for each in found if isinstance(each, Record)]


def listed(heads: list[str], items: list[str]) -> str:
    return "\n\n".join(f"{head}\n\n- {item}" for head, item in zip(heads, items, strict=True))


def item(at: int, said: str = "", link: str = "") -> str:
    return f"[Slow moss on walls {at}]({link or f'https://doi.org/10.1000/{at}'}){said}"


@READERS
@pytest.mark.parametrize(
    "head",
    ["# {}", "## {}", "## {} ##", "### {}:", "## Papers of {}", "## Published in {}", "## {} (12 papers)", "**{}**", "## 📅 {}", "## Year {}"],
)  # fmt: skip
def test_papers_without_a_year_have_that_of_their_heading(head: str, reader: ModuleType) -> None:
    dump = listed([head.format(2018), head.format(2016)], [item(1), item(2, ", Quill & Rook")])
    assert years(dump, reader) == [2018, 2016]


@READERS
@pytest.mark.parametrize(
    ("heads", "items", "wanted"),
    [
        # one heading may be anything
        (["## 2018", "## Walls"], [item(1), item(2)], [None, None]),
        (["## Group 2018", "## Talks 2019"], [item(1), item(2)], [None, None]),
        (["## 2018 in review", "## CVPR 2019"], [item(1), item(2)], [None, None]),
        # years in which somebody read
        (["## 2018", "## 2019"], [item(1), item(2, ", Quill & Rook, 1994")], [None, 1994]),
        (["## 2018", "## 2019"], [item(1), item(2, link="https://arxiv.org/abs/1503.00001")], [None, None]),
        (["## 2018", "## 2019"], [item(1), item(2, link="https://arxiv.org/abs/2103.00001")], [None, None]),
        # papers that agree
        (["## 2018", "## 2019"], [item(1), item(2, ", Quill & Rook, 2019")], [2018, 2019]),
        (["## 2018", "## 2019"], [item(1), item(2, link="https://arxiv.org/abs/1812.00001")], [2018, 2019]),
        # what stands below other headings
        (["## 2018", "## 2019", "## Books"], [item(1), item(2), item(3)], [2018, 2019, None]),
        (["## 2018", "### Walls", "## 2019"], [item(1), item(2), item(3)], [2018, 2018, 2019]),
    ],
)  # fmt: skip
def test_only_headings_that_clearly_are_years_count(
    heads: list[str], items: list[str], wanted: list[int | None], reader: ModuleType
) -> None:
    assert years(listed(heads, items), reader) == wanted


def test_items_to_tick_have_it_too() -> None:
    dump = listed(["## 2018", "## 2016"], [f"[ ] {item(1)}", f"[x] {item(2)}"])
    assert years(dump, checklist) == [2018, 2016]


def test_papers_above_a_damaged_end_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_LONGEST", 200)
    dump = listed(["## 2018", "## 2016"], [item(1), item(2)]) + "\n\n" + 300 * "x"
    found: list[Record | Skipped] = []
    with pytest.raises(DumpError):
        found.extend(markdown.read(io.StringIO(dump)))
    assert [each.year for each in found if isinstance(each, Record)][:1] == [2018]
