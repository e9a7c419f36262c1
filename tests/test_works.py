"""On a terminal a work is one hit, however many of its versions there are."""

import json

from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from papercli.model import Paper
from papercli.search.works import first_of_each


@given(
    st.lists(st.integers(0, 5), max_size=30),
    st.one_of(st.none(), st.integers(1, 8)),
    st.integers(0, 4),
)
def test_each_work_is_shown_once_in_the_order_of_its_first_version(
    works: list[int], limit: int | None, offset: int
) -> None:
    """`works` says of which work each paper is a version."""
    ids = [f"{at:08x}" for at in range(len(works))]
    papers = [
        Paper(ids[at], "T", versions=tuple(i for i, w in zip(ids, works, strict=True) if w == work and i != ids[at]))
        for at, work in enumerate(works)
    ]  # fmt: skip
    asked: list[int | None] = []

    def fetch(number: int | None) -> list[Paper]:
        asked.append(number)
        return papers[:number]

    shown, hidden = first_of_each(fetch, lambda paper: paper, limit, offset)
    first = [papers[works.index(work)] for work in dict.fromkeys(works)]
    assert shown == first[offset : None if limit is None else offset + limit]
    assert 0 <= hidden <= len(papers) - len(first)
    if limit is None:
        assert hidden == len(papers) - len(first)
    assert len(asked) < 10


def test_a_table_has_one_row_for_a_work_and_other_output_all(filled: Run) -> None:
    query = ("adaptive", "subgradient")
    both = set(filled("list", *query, "--ids")[1].split())
    assert len(both) == 2
    filled("dedupe", "--apply")
    for command in ("list", "search"):
        code, table, said = filled(command, *query, "--color", "always")
        assert (code, table.count("Adaptive"), table.count("+1 version")) == (0, 1, 1)
        assert said == "papers: 1 version of these works not shown; --all-versions shows them\n"
        code, table, said = filled(command, *query, "--color", "always", "--all-versions")
        assert (table.count("Adaptive"), table.count("version"), said) == (2, 0, "")
        assert {each["id"] for each in json.loads(filled(command, *query, "--json")[1])} == both
        assert set(filled(command, *query, "--ids")[1].split()) == both
        assert filled(command, *query, "--count")[1] == "2\n"
    shown = filled("list", "--limit", "10", "--color", "always")[1]
    assert len([line for line in shown.splitlines()[1:] if line[:8].strip()]) == 10
