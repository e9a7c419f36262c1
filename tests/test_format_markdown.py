import io
import json
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record
from papercli.dumps.markdown.markdown import read, sniff

FIXTURES = Path(__file__).parent.parent / "fixtures" / "markdown"


def sample(name: str) -> list[Record]:
    found = list(read(io.StringIO((FIXTURES / name).read_text(encoding="utf-8"))))
    return [each for each in found if isinstance(each, Record)]


def test_a_digest_gives_names_and_labelled_abstracts() -> None:
    first, second = sample("digest.md")
    assert first.authors == ("Ashish Vaswani", "Noam Shazeer", "Łukasz Kaiser")
    assert first.abstract == "Sequences are translated with attention alone, without recurrence."
    assert (second.title, second.arxiv, second.line) == ("Deep Sets", "1703.06114", 25)


def test_a_list_gives_titles_and_links() -> None:
    adam, brackets, memory = sample("ugly.md")
    assert (adam.title, adam.arxiv) == ("Adam: A Method for Stochastic Optimization", "1412.6980")
    assert (brackets.title, brackets.doi) == (
        "A Title with [Brackets] in It",
        "10.1016/s0020-0190(01)00123-4",
    )
    assert (memory.doi, (memory.abstract or "")[:27]) == (
        "10.1162/neco.1997.9.8.1735",
        "Gates keep the error from v",
    )


def test_links_to_anything_else_are_no_papers() -> None:
    assert (
        sniff("- [code](https://arxiv.org/abs/2401.00001)\n- [A title](https://example.org)\n") == 0
    )


def test_an_exported_reading_list_is_read_back(filled: Run, tmp_path: Path) -> None:
    new = tmp_path / "new"
    filled("export", "-o", tmp_path / "list.md", "--with", "abstract,note,tags")
    assert filled("ingest", tmp_path / "list.md", "--library", new)[:2] == (
        0,
        "65 records read: 65 new, 0 seen before; 0 skipped\n",
    )
    was, now = (
        json.loads(filled("list", "--json", *where)[1]) for where in ((), ("--library", new))
    )
    for papers in (was, now):
        papers.sort(
            key=lambda paper: (paper["title"], paper["venue"] or "", paper["abstract"] or "")
        )
    for before, after in zip(was, now, strict=True):
        kept = ("title", "abstract", "doi", "tags", "venue", "note", "status", "starred")
        assert [after[name] for name in kept] == [before[name] for name in kept]
        assert after["authors"] == before["authors"][:6]
        assert after["year"] in {before["year"], None} or after["year_from"] == "arxiv"


def test_a_list_item_that_cites_a_paper_without_a_link_is_told() -> None:
    text = """# Reading
- Attention Is All You Need (Vaswani et al., 2017)
- [Deep Residual Learning](https://arxiv.org/abs/1512.03385)
  - Published in 2015
- Auto-Encoding Variational Bayes, 2013
"""
    found = [
        (each.line, each.title if isinstance(each, Record) else each.reason)
        for each in read(io.StringIO(text))
    ]
    told = "list item without a link to its paper"
    assert found == [(2, told), (3, "Deep Residual Learning"), (5, told)]


def test_items_to_tick_and_items_that_begin_otherwise_are_read_or_told() -> None:
    text = """# To read
- [ ] [Layer Normalization](https://arxiv.org/abs/1607.06450)
- [Deep Sets](https://arxiv.org/abs/1703.06114)
- [x] [Adam: A Method](https://arxiv.org/abs/1412.6980)
- Knuth: [Literate Programming](https://doi.org/10.1093/comjnl/27.2.97), 1984
* **A Title** Ba et al. [[pdf]](https://arxiv.org/abs/1607.06451)
"""
    found = [
        each.title if isinstance(each, Record) else f"{each.line}: {each.reason}"
        for each in read(io.StringIO(text))
    ]
    assert found == [
        "Layer Normalization",
        "Deep Sets",
        "Adam: A Method",
        "Literate Programming",
        "5: words in front of a title that may not name its authors",
        "6: list item whose link has no title",
    ]


def test_a_table_in_markdown_is_no_csv(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "table.md"
    dump.write_text(
        "| Title | Link |\n|---|---|\n| [Adam: A Method](https://arxiv.org/abs/1412.6980) | x |\n"
    )
    assert papers("ingest", dump)[1] == "1 record read: 1 new, 0 seen before; 0 skipped\n"
    assert json.loads(papers("list", "--json")[1])[0]["arxiv"] == "1412.6980"


HEADING = "## [A Paper on Rewired Graphs](https://arxiv.org/abs/2101.02234)\n"
SHORT = "We study graphs. Rewiring them is fast, and optimal on trees."
LONG = "Message passing suffers from bottlenecks in the graph, and rewiring edges relieves them. The gains are shown on molecular graphs, and on the social ones that we have."


def abstract_of(text: str) -> tuple[str | None, int]:
    found = list(read(io.StringIO(f"{HEADING}\n{text}\n")))
    record = next(each for each in found if isinstance(each, Record))
    return record.abstract, len(found) - 1


def test_an_abstract_without_a_label_is_whole_however_short_or_wrapped() -> None:
    assert abstract_of(SHORT) == (SHORT, 0)
    assert abstract_of(LONG.replace("in the graph, ", "in the graph,\n")) == (LONG, 0)
    assert abstract_of(f"{LONG}\n\n{LONG[:-1]} and more.") == (f"{LONG} {LONG[:-1]} and more.", 0)


def test_remarks_are_no_abstract() -> None:
    for remark in (
        "Accepted at a conference.",
        "- See [the code](https://example.org). It is good. It is free of bugs, too.",
        "Must read!",
    ):
        assert abstract_of(remark) == (None, 0)


def test_a_text_beside_a_labelled_abstract_is_reported() -> None:
    assert abstract_of(f"Abstract: {SHORT}\n\nRemarks of ours.\n\n{LONG}") == (SHORT, 1)


TABLES = {
    "a column of titles": "| Title | Notes |\n|---|---|\n| [A Study of Moths](https://arxiv.org/abs/1706.00001) | good |\n| A Study of Lamps | {} |\n",
    "the first is not linked": "| Paper | Notes |\n|---|---|\n| A Study of Lamps | {} |\n| [A Study of Moths](https://arxiv.org/abs/1706.00001) | good |\n",
    "below a text": "# Papers\n\nWe read these.\n\n| Paper |\n|---|\n| [A Study of Moths](https://arxiv.org/abs/1706.00001) |\n| A Study of Lamps {} |\n\nThe end.\n",
}  # fmt: skip


@pytest.mark.parametrize("remark", ["good", "We show how lamps are seen at night. " * 6])
@pytest.mark.parametrize("name", TABLES)
def test_a_row_without_a_link_is_reported_and_no_part_of_another(
    name: str, remark: str, papers: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.md"
    page.write_text(TABLES[name].format(remark), "utf-8")
    code, out, said = papers("ingest", page)
    assert (code, "1 new, 0 seen before; 1 skipped" in out) == (0, True)
    line = next(
        n for n, text in enumerate(page.read_text("utf-8").split("\n"), 1) if "Lamps" in text
    )
    assert f"page.md:{line}: skipped: a row" in said
    (paper,) = json.loads(papers("list", "--json")[1])
    assert (paper["title"], paper["abstract"]) == ("A Study of Moths", None)
    assert "lamps" not in (paper["note"] or "")


def test_a_row_with_a_venue_and_a_year_needs_no_link(papers: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "| Paper | Year | Venue | Read? |\n|---|---|---|---|\n| A Study of Lamps | 2017 | LampConf | yes |\n"
        "| [A Study of Moths](https://arxiv.org/abs/1706.00001) | 2016 | MothConf | no |\n", "utf-8"
    )  # fmt: skip
    papers("ingest", page)
    found = json.loads(papers("list", "--json", "--sort", "title")[1])
    assert [(each["title"], each["year"], each["venue"], each["status"]) for each in found] == [
        ("A Study of Lamps", 2017, "LampConf", "read"),
        ("A Study of Moths", 2016, "MothConf", "unread"),
    ]
