"""Titles that go on behind their link, and further papers in one line of Markdown."""

import io
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record, Skipped, without_beside
from papercli.dumps.formats import format_named
from papercli.dumps.markdown.leftovers import REPORT
from papercli.dumps.markdown.linked import continue_title

A, B = "https://arxiv.org/abs/2101.00001", "https://arxiv.org/abs/2101.00002"
DOI, OTHER_DOI = "https://doi.org/10.1000/moss.1", "https://doi.org/10.1000/moss.2"
FORUM = "https://openreview.net/forum?id=Moss1"
UNTITLED = "a link to a paper without its title"
FILLED = (
    "- [{}](https://arxiv.org/abs/2101.0001{}) - Ada Eriksen, Tom Birch, ICLR 2020\n".format(*each)
    for each in (("Owls in Odd Weather", 1), ("Fog and Its Lanterns", 2))
)
LIST = "".join(FILLED)


def read(text: str, name: str = "awesome") -> list[tuple[str, str | None] | str]:
    """Return (title, arXiv id or DOI) of each paper, and why something was skipped."""
    found = format_named(name).read(io.StringIO(text))
    return [
        (each.title, each.arxiv or each.doi) if isinstance(each, Record) else each.reason
        for each in without_beside(found)
    ]


FIRST, SECOND = ("Big Moss", "2101.00001"), ("Longer Moss", "2101.00002")
TWO = (
    f"[Big Moss]({A}), superseded by [Longer Moss]({B})",
    f"[Big Moss]({A}); [Longer Moss]({B})",
    f"[Big Moss]({A}) and **[Longer Moss]({B})**",
    f"[Big Moss]({A}) [[pdf]](https://arxiv.org/pdf/2101.00001) / [Longer Moss]({B}) [[pdf]](https://arxiv.org/pdf/2101.00002)",
    f'<a href="{A}">Big Moss</a> (see also <a href="{B}">Longer Moss</a>)',
    "[Big Moss](https://arxiv.org/pdf/2101.00001v2.pdf), [Longer Moss](https://huggingface.co/papers/2101.00002)",
)


@pytest.mark.parametrize("text", TWO)
@pytest.mark.parametrize("before", ["- {}", "1. {}", "- [ ] {}", "| Paper |\n|---|\n| {} |"])
def test_both_papers_of_a_line_are_read(before: str, text: str) -> None:
    assert read(f"{before.format(text)}\n") == [FIRST, SECOND]


@pytest.mark.parametrize("name", ["markdown", "checklist"])
@pytest.mark.parametrize("text", TWO[:3])
def test_both_papers_of_a_line_are_read_in_every_kind_of_list(name: str, text: str) -> None:
    assert read(f"- [x] {text}\n", name) == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"[Big Moss]({A}) [pdf](https://arxiv.org/pdf/2101.00001) [code](https://github.com/a/b)", [FIRST]),
        (f"[Big Moss]({A}), [Big Moss, again]({A}v2)", [FIRST]),
        (f"[Big Moss]({A}), [Big Moss]({B})", [FIRST]),
        (f"[Big Moss]({A}), [EMNLP](https://aclanthology.org/2021.emnlp-main.1)", [FIRST]),
        (f"[Big Moss]({A}), [published version]({DOI})", [FIRST]),
        (f"[Big Moss]({A}), [ICLR 2021]({FORUM})", [FIRST]),
        (f"[Big Moss]({A}), [Big Moss (in the Journal of Moss)]({DOI})", [FIRST]),
        (f"[Big Moss]({A}), [MossData](https://doi.org/10.5281/zenodo.1234567)", [FIRST]),
        (f"[Big Moss]({A}), [OpenReview.net]({FORUM})", [FIRST]),
        (f"[Big Moss]({A}), [Interspeech]({DOI})", [FIRST]),
        (f"[Big Moss]({A}), [Mossformer]({DOI})", [FIRST, ("Mossformer", "10.1000/moss.1")]),
        (f"[Big Moss]({A}), [arXiv]({A}), [DOI]({DOI}), [Jane Doe](https://example.org)", [FIRST]),
        (f"[Big Moss]({A}), [A Tool for Moss](https://github.com/a/b)", [FIRST]),
        (f"[Big Moss]({A}), [Slides of the Talk](https://example.org/talk.pdf)", [FIRST]),
        (f"[Big Moss]({A}), [A Longer Look at Moss]({DOI})", [FIRST, ("A Longer Look at Moss", "10.1000/moss.1")]),
        (f"[Big Moss]({DOI}), [Longer Moss]({A})", [("Big Moss", "10.1000/moss.1"), ("Longer Moss", "2101.00001")]),
        (f"[Big Moss]({DOI}), [Longer Moss]({OTHER_DOI})", [("Big Moss", "10.1000/moss.1"), ("Longer Moss", "10.1000/moss.2")]),
        (f"[Big Moss]({A}) builds on [earlier work]({B})", [FIRST, UNTITLED]),
        (f"[Big Moss]({A}), after [Doe et al. 2020]({B})", [FIRST, UNTITLED]),
        (f"[Big Moss]({A}), see also {B}", [FIRST, UNTITLED]),
        (f"[Big Moss]({A}) [pdf]({B})", [FIRST, UNTITLED]),
        (f"**A Bold Title of Moss** ([Longer Moss]({B}) is newer) [pdf]({A})", [("A Bold Title of Moss", "2101.00001"), SECOND]),
        (f"**BERT**: [Big Moss]({A}) [pdf](https://arxiv.org/pdf/2101.00001)", [FIRST]),
    ],
)  # fmt: skip
def test_another_address_of_one_paper_is_no_second_paper(text: str, found: list[object]) -> None:
    assert read(f"- {text}\n") == found


@pytest.mark.parametrize("name", ["markdown", "checklist", "awesome"])
def test_a_tick_is_for_every_paper_of_its_line(name: str) -> None:
    found = list(format_named(name).read(io.StringIO(f"- [x] {TWO[0]}\n- [ ] {TWO[1]}\n")))
    statuses = [each.status for each in found if isinstance(each, Record)]
    assert statuses == ["read", "read", "unread", "unread"]
    rows = f"| Paper | Read |\n|---|---|\n| {TWO[0]} | ✅ |\n| {TWO[1]} | ⬜ |\n"
    found = list(format_named("awesome").read(io.StringIO(rows)))
    assert [each.status for each in found if isinstance(each, Record)] == statuses


def test_what_stands_behind_a_second_paper_is_its_own() -> None:
    text = f"- [Big Moss]({A}), J. Doe, NeurIPS 2019; [Longer Moss]({B}), S. Birch, ICLR 2020\n"
    found = list(format_named("awesome").read(io.StringIO(text)))
    assert [
        (each.title, each.authors, each.venue, each.year)
        for each in found
        if isinstance(each, Record)
    ] == [
        ("Big Moss", ("J. Doe",), "NeurIPS", 2019),
        ("Longer Moss", ("S. Birch",), "ICLR", 2020),
    ]


def test_a_whole_list_gives_every_paper(papers: Run, tmp_path: Path) -> None:
    text = f"# Moss\n\n{LIST}- {TWO[0]}\n- [Big Fern]({A[:-1]}3), see [here]({B[:-1]}4)\n"
    (tmp_path / "list.md").write_text(text, encoding="utf-8")
    code, out, err = papers("ingest", str(tmp_path / "list.md"))
    assert (code, out) == (0, "5 records read: 5 new, 0 seen before; 2 skipped\n")
    assert err == f"papers: list.md:5: skipped: {REPORT}\npapers: list.md:6: skipped: {UNTITLED}\n"


@pytest.mark.parametrize(
    ("name", "behind", "title"),
    [
        ("Performer", ": Rethinking Attention with Performers", True),
        ("Performer", ":Rethinking Attention with Performers.", True),
        ("Big Bird", ": Transformers for Longer Sequences (NeurIPS 2020)", True),
        ("Big Bird", ": Transformers for Longer Sequences, Jane Doe, Tom Birch, 2020", True),
        ("Moss-XL", ": Attentive Models Beyond a Fixed-Length Context - Jane Doe", True),
        ("GPT", ": 16x16 Words Are Worth a Picture", False),
        ("Performer", ": rethinking attention with performers", False),
        ("Performer", ": A note about why I like it.", False),
        ("Performer", ": The paper that started it all", False),
        ("Performer", ": Introduces Linear Attention", False),
        ("Performer", ": Jane Doe, Tom Birch, Ada Eriksen", False),
        ("Performer", ": Doe, Birch and Eriksen, ICLR 2021", False),
        ("Performer", ": ICLR 2021 Oral Presentation", False),
        ("Performer", ": Must Read", False),
        ("Performer", " Rethinking Attention with Performers", False),
        ("A Long Title of a Paper", ": Rethinking Attention with Performers", False),
        ("A Long Title of a Paper", ": a note about why I like it.", False),
    ],
)  # fmt: skip
def test_a_short_name_is_continued_by_a_title_alone(name: str, behind: str, title: bool) -> None:  # noqa: FBT001
    whole, rest = continue_title(name, behind)
    assert whole.startswith(f"{name}: ") if title else (whole, rest) == (name, behind)
    assert not whole.endswith(("Doe", "2020)", ".", "Birch", "2020"))


@pytest.mark.parametrize("name", ["awesome", "markdown", "checklist"])
@pytest.mark.parametrize("link", ["[Performer]({})", "**[Performer]({})**"])
def test_a_continued_title_is_whole_in_every_kind_of_list(name: str, link: str) -> None:
    text = f"- [ ] {link.format(A)}: Rethinking Attention with Performers\n"
    assert read(text, name) == [("Performer: Rethinking Attention with Performers", "2101.00001")]


def test_nothing_is_skipped_twice() -> None:
    found = list(format_named("awesome").read(io.StringIO(f"- [Big Moss]({A}), {B}, {B}v2\n")))
    assert [each.line for each in found if isinstance(each, Skipped)] == [1]
