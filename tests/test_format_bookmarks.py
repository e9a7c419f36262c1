"""Bookmarks of browsers, and lists of nothing but links."""

import json
from pathlib import Path

import pytest
from conftest import FIXTURES, Run

HEAD = (
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n"
)
ARXIV = "https://arxiv.org/abs/1706.00001"


def test_bookmarks_of_papers_are_read_and_others_reported(papers: Run) -> None:
    code, out, said = papers("ingest", FIXTURES / "bookmarks")
    assert (code, out.startswith("4 records read: 4 new, 0 seen before; 2 skipped")) == (0, True)
    assert "bookmarks.html:16: skipped: a link to a paper without its title" in said
    assert "bookmarks.html:18: skipped: a bookmark that leads to no paper" in said
    found = json.loads(papers("list", "--json", "--sort", "title")[1])
    assert [(each["title"], each["arxiv"], each["doi"]) for each in found] == [
        ("Attention Is All You Need", "1706.03762", None),
        ("BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding", None, None),
        ("Deep learning", None, "10.1038/nature14539"),
        ("Graph Attention Networks", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        ("[1706.00001] A Study of Moths", "A Study of Moths"),
        ("[hep-th/9711200v3] A Study of Moths", "A Study of Moths"),
        ("[PDF] A Study of Moths | Semantic Scholar", "A Study of Moths"),
        ("A Study of Moths – arXiv.org", "A Study of Moths"),
        ("A Study of Moths | Proceedings of the 3rd Moth Conference", "A Study of Moths"),
        ("Moths &amp; Lamps: A Study - the sequel", "Moths & Lamps: A Study - the sequel"),
        ("1706.00001.pdf", None),
        ("", None),
    ],
)
def test_what_pages_add_is_no_part_of_a_title(
    papers: Run, tmp_path: Path, shown: str, title: str | None
) -> None:
    (tmp_path / "b.html").write_text(
        f'{HEAD}<DT><A HREF="{ARXIV}" ADD_DATE="1">{shown}</A>\n<DT><A HREF="{ARXIV}9">Another Study of Lamps</A>\n',
        "utf-8",
    )
    papers("ingest", tmp_path / "b.html")
    titles = [each["title"] for each in json.loads(papers("list", "--json")[1])]
    assert sorted(titles) == sorted(["Another Study of Lamps", *([title] if title else [])])


def test_bookmarks_without_papers_are_refused(papers: Run, tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text(
        f'{HEAD}<DT><A HREF="https://weather.example.org/">Weather of the Week</A>\n', "utf-8"
    )
    assert papers("ingest", tmp_path / "b.html")[0] == 3


@pytest.mark.parametrize("text", [f"{ARXIV}\n{ARXIV}2\n", "10.1000/moths.1\ndoi:10.1000/moths.2\n", "1. arXiv:1706.00001\n2. arXiv:1706.00002v3\n"])  # fmt: skip
def test_links_without_titles_are_refused_with_what_helps(
    papers: Run, tmp_path: Path, text: str
) -> None:
    (tmp_path / "list.txt").write_text(text, "utf-8")
    code, out, said = papers("ingest", tmp_path / "list.txt")
    assert (code, out) == (3, "")
    assert "links or ids without titles" in said
