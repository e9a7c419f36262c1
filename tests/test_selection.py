"""Commands for many papers at once: by a query, or by ids from standard input."""

import io
import json
import re
import sys
from pathlib import Path

import pytest
from conftest import Run


@pytest.fixture
def three(papers: Run, tmp_path: Path) -> Run:
    rows = [
        {"title": "Moths of the Moor", "authors": ["Ann Doe"], "year": 2001},
        {"title": "Moths of the Marsh", "authors": ["Max Roe"], "year": 2002},
        {"title": "Beetles of the Bog", "authors": ["Ann Doe"], "year": 2003},
    ]
    dump = tmp_path / "a.jsonl"
    dump.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
    papers("ingest", dump)
    return papers


def titles(papers: Run, query: str) -> list[str]:
    return sorted(papers("list", query, "--fields", "title")[1].splitlines())


def test_a_query_changes_what_it_finds_and_undo_takes_it_back(three: Run) -> None:
    assert three("mark", "--query", "moths", "--tag", "insects", "--yes")[0] == 0
    assert titles(three, "tag:insects") == ["Moths of the Marsh", "Moths of the Moor"]
    assert three("rm", "--query", "author:doe year:..2001", "--yes")[0] == 0
    assert titles(three, "") == ["Beetles of the Bog", "Moths of the Marsh"]
    three("undo")
    three("undo")
    assert titles(three, "tag:insects") == []
    assert len(titles(three, "")) == 3


@pytest.mark.parametrize("command", [("rm",), ("mark", "--tag", "x")])
def test_in_a_script_nothing_is_changed_without_yes(three: Run, command: tuple[str, ...]) -> None:
    code, out, said = three(*command, "--query", "moths")
    assert (code, out) == (2, "")
    assert (
        said
        == f"papers: --query would {'remove' if command[0] == 'rm' else 'mark'} 2 papers; add --yes to do it\n"
    )
    assert len(titles(three, "-tag:x")) == 3


@pytest.mark.parametrize("query", ["mooths", "moths beetles", "year:20xx moths", "color:red"])
def test_a_query_that_is_not_taken_as_it_stands_changes_nothing(three: Run, query: str) -> None:
    code, _, said = three("rm", "--query", query, "--yes")
    assert code in {2, 4}
    assert said.endswith("nothing was changed\n") or "no papers found" in said
    assert len(titles(three, "")) == 3


def test_ids_come_from_standard_input(three: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for listed in (three("list", "moths", "--ids")[1], three("list", "moths")[1]):
        monkeypatch.setattr(sys, "stdin", io.StringIO(listed))
        assert three("mark", "-", "--star")[0] == 0
        assert titles(three, "is:starred") == ["Moths of the Marsh", "Moths of the Moor"]
        three("undo")
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    assert three("rm", "-") == (4, "", "papers: no ids on standard input\n")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("answer", "left"), [("y\n", 1), ("YES\n", 1), ("n\n", 3), ("", 3), ("\n", 3)]
)
def test_on_a_terminal_the_reader_is_shown_the_papers_and_asked(
    three: Run, monkeypatch: pytest.MonkeyPatch, answer: str, left: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", Terminal(answer))
        patch.setattr(sys, "stdout", screen := Terminal())
        code, _, said = three("rm", "--query", "moths")
    assert "  Moths of the Moor\n" in screen.getvalue()
    assert "remove 2 papers? [y/N] " in screen.getvalue()
    assert (code, said) == ((0, "") if left == 1 else (2, "papers: nothing was changed\n"))
    assert len(titles(three, "")) == left


def test_tags_are_counted_renamed_joined_and_removed(three: Run) -> None:
    assert three("tags") == (0, "", "papers: no tags; `papers mark ID --tag thesis` adds one\n")
    three("mark", "Moths of the Moor", "--tag", "Insects,wings")
    three("mark", "Beetles of the Bog", "--tag", "insects,beetle")
    assert three("tags")[1] == "2\tInsects\n1\tbeetle\n1\twings\n"
    code, out, _ = three("tags", "--rename", "WINGS", "Flying, things")
    assert (code, out) == (2, "")
    assert three("tags", "--rename", "INSECTS", "bugs")[0] == 0
    assert titles(three, "tag:bugs") == ["Beetles of the Bog", "Moths of the Moor"]
    three("tags", "--rename", "beetle", "BUGS")  # there already: the two become one
    assert json.loads(three("show", "Beetles of the Bog", "--json")[1])["tags"] == ["bugs"]
    assert three("tags", "--remove", "Wings")[0] == 0
    assert json.loads(three("tags", "--json")[1]) == [{"tag": "bugs", "papers": 2}]
    for _ in range(3):
        three("undo")
    assert three("tags")[1] == "2\tInsects\n1\tbeetle\n1\twings\n"
    assert three("tags", "--remove", "none")[::2] == (4, "papers: no paper has the tag 'none'\n")


def test_papers_are_counted_by_what_they_have(three: Run) -> None:
    answer = json.loads(three("stats", "--json")[1])
    assert answer["papers"] == 3
    assert answer["by"]["author"] == [
        {"value": "Ann Doe", "papers": 2},
        {"value": "Max Roe", "papers": 1},
    ]
    assert [each["value"] for each in answer["by"]["year"]] == ["2003", "2002", "2001"]
    assert answer["by"]["venue"] == [{"value": None, "papers": 3}]
    assert (
        three("stats", "moths", "--by", "author")[1] == "author\tAnn Doe\t1\nauthor\tMax Roe\t1\n"
    )
    assert three("stats", "--by", "colour")[0] == 2


def test_links_are_opened_with_the_browser_that_is_named(
    papers: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {
            "title": "By Its Link",
            "url": "https://example.org/a b",
            "doi": "10.1000/1",
            "year": 2001,
        },
        {"title": "By Its DOI", "doi": "10.1000/2", "year": 2001},
        {
            "title": "Without a Link",
            "authors": ["Ann Doe"],
            "url": "ftp://example.org/x",
            "year": 2001,
        },
    ]
    dump = tmp_path / "a.jsonl"
    dump.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
    papers("ingest", dump)
    browser, log = tmp_path / "browser", tmp_path / "log"
    browser.write_text(f'#!/bin/sh\necho "$1" >> {log}\n', "utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    import webbrowser

    monkeypatch.setattr(webbrowser, "_tryorder", None)
    links = "https://example.org/a\nhttps://doi.org/10.1000/2\n"
    assert papers("open", "By Its Link", "By Its DOI") == (0, links, "")
    assert log.read_text("utf-8") == links
    assert papers("open", "--query", "year:2001", "--print")[::2] == (
        0,
        f"papers: 1 paper without a link:\n  {papers('list', 'without', '--ids')[1].strip()}  Without a Link\n",
    )
    assert papers("open", "Without a Link")[0] == 4
    assert log.read_text("utf-8") == links


PAPER = {
    "title": "On $L^2$ bounds_of moths",
    "authors": ["Jean-Paul van der Doe", "Ann M. Roe", "Moth Society, Inc."],
    "year": 2001,
    "venue": "Moth Letters",
    "volume": "3",
    "issue": "2",
    "pages": "1-9",
    "doi": "10.1000/1",
}


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (
            "text",
            (
                "van der Doe, J.-P., Roe, A. M., & Moth Society, Inc. (2001). On L² bounds_of moths. "
                "Moth Letters, 3(2), 1-9. https://doi.org/10.1000/1\n"
            ),
        ),
        (
            "markdown",
            (
                "van der Doe, J.-P., Roe, A. M., & Moth Society, Inc. (2001). "
                "[On L² bounds\\_of moths](<https://doi.org/10.1000/1>). *Moth Letters*, 3(2), 1-9.\n"
            ),
        ),
        ("key", "doe2001l2\n"),
    ],
)
def test_a_paper_is_cited_in_each_style(papers: Run, tmp_path: Path, style: str, text: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(PAPER), "utf-8")
    papers("ingest", tmp_path / "a.jsonl")
    assert papers("cite", "moths", "--style", style)[:2] == (0, text)
    cited = papers("cite", "moths")[1]
    assert cited.strip() == papers("export", "-f", "bibtex")[1].strip()


def test_a_citation_is_copied_by_the_program_of_the_platform(
    papers: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(PAPER), "utf-8")
    papers("ingest", tmp_path / "a.jsonl")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    code, _, said = papers("cite", "moths", "--style", "key", "--copy")
    assert (code, said) == (5, "papers: no clipboard found; install wl-clipboard, xclip or xsel\n")
    program = tmp_path / "bin" / "xclip"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n/bin/cat > {tmp_path / 'copied'}\n", "utf-8")
    program.chmod(0o755)
    code, _, said = papers("cite", "moths", "--style", "key", "--copy")
    assert (code, said) == (0, "papers: 1 citation copied\n")
    assert (tmp_path / "copied").read_text("utf-8") == "doe2001l2"


BIB = """@article{doe:moths, title={Moths of the Moor}, author={Doe, Ann}, year=2001}
@article{same, title={Beetles of the Bog}, author={Roe, Max}, year=2001}
"""


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csl-json"])
def test_the_keys_of_a_bibliography_are_kept_if_that_is_asked_for(
    papers: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / "a.bib").write_text(BIB, "utf-8")
    (tmp_path / "b.bib").write_text("@article{same, title={Flies}, author={Roe, Max}}", "utf-8")
    (tmp_path / "c.jsonl").write_text('{"id": "x1", "title": "Wasps", "year": 2001}', "utf-8")
    papers("ingest", tmp_path / "a.bib", tmp_path / "b.bib", tmp_path / "c.jsonl")

    def keys(*options: str) -> set[str]:
        out = papers("export", "-f", name, *options)[1]
        return set(re.findall(r'(?:^@\w+\{|"id": ?")([^,"]+)', out, re.MULTILINE))

    new = {"doe2001moths", "roe2001beetles", "roeflies", "wasps2001"}
    assert keys() == new
    kept = keys("--keys", "keep")
    assert {"doe:moths", "same", "wasps2001"} < kept
    assert len(kept) == 4
    assert papers("cite", "doe:moths", "--keys", "keep", "--style", "key")[1] == "doe:moths\n"
    assert papers("export", "-f", name, "--keys", "old")[0] == 2


@pytest.mark.parametrize(
    "query", ["moths of the moor and other beetles nearby", "moths moor beetles bog marsh"]
)
def test_a_query_that_is_only_ranked_by_changes_nothing(three: Run, query: str) -> None:
    assert len(titles(three, query)) > 1  # papers with some of the words
    code, out, said = three("rm", "--query", query, "--yes")
    assert (code, out) == (2, "")
    assert "write AND between the words" in said
    assert len(titles(three, "")) == 3
    three("rm", "--query", query.replace(" of the ", " ").replace(" ", " AND "), "--yes")
    assert len(titles(three, "")) == 3  # no paper has them all


@pytest.mark.parametrize("text", ['[{"id": "c25019e0"}]', '{"id": "c25019e0"}\n'])
def test_json_is_no_list_of_ids(three: Run, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text * 50))
    assert three("mark", "-", "--star") == (
        2, "", "papers: standard input holds JSON, not ids; write them with --ids\n"
    )  # fmt: skip


def test_show_and_related_read_ids_and_export_says_that_it_does_not(
    three: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = three("list", "moths", "--ids")[1]
    monkeypatch.setattr(sys, "stdin", io.StringIO(ids))
    assert [each["id"] for each in json.loads(three("show", "-", "--json")[1])] == ids.split()
    monkeypatch.setattr(sys, "stdin", io.StringIO(ids))
    assert three("related", "-", "--count")[0] == 0
    code, out, said = three("export", "--format", "bibtex", "-")
    assert (code, out) == (2, "")
    assert "with ids: `papers cite -`" in said


def test_a_paper_with_two_keys_says_which_is_kept(papers: Run, tmp_path: Path) -> None:
    entry = (
        "@article{{{}, title={{Moths of the Moor and Fen}}, author={{Doe, Jane}}, year={{2020}}}}\n"
    )
    (tmp_path / "my.bib").write_text(entry.format("new2020") + entry.format("old2020"), "utf-8")
    papers("ingest", tmp_path / "my.bib")
    for command in (["export", "--format", "bibtex"], ["cite", "moths", "--style", "key"]):
        out, said = papers(*command, "--keys", "keep")[1:]
        assert ("old2020" in out, "new2020" in out) == (True, False)
        assert "1 paper has several keys; of `old2020`, `new2020` the first is kept" in said
        assert papers(*command)[2] == ""
