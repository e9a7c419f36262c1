import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run


@pytest.fixture
def identifier(filled: Run) -> str:
    return filled("list", "--ids", "--limit", "1")[1].strip()


def paper_of(papers: Run, identifier: str) -> dict[str, Any]:
    paper: dict[str, Any] = json.loads(papers("show", "--json", identifier)[1])
    return paper


def test_marks_are_set_found_and_taken_back(filled: Run, identifier: str) -> None:
    before = paper_of(filled, identifier)
    code, out, err = filled(
        "mark",
        identifier,
        "--tag",
        "thesis,to cite",
        "-t",
        "Graphs",
        "--status",
        "read",
        "--star",
        "--note",
        "Read again.",
    )
    assert (code, err) == (0, "")
    assert (
        out
        == f"tag thesis added, tag to cite added, tag Graphs added, status read, starred, note set: 1 paper\n  {identifier}  {before['title']}\n"
    )
    marked = {
        "tags": ["thesis", "to cite", "Graphs"],
        "status": "read",
        "starred": True,
        "note": "Read again.",
    }
    assert paper_of(filled, identifier) == before | marked
    for query in ("tag:thesis", 'tag:"to cite"', "tag:graphs", "is:read", "is:starred"):
        assert filled("list", "--ids", query)[1].split() == [identifier], query
    assert filled("undo")[0] == 0
    assert paper_of(filled, identifier) == before
    assert filled("redo")[0] == 0
    filled(
        "mark", identifier, "--untag", "THESIS", "--no-star", "--note", "", "--status", "reading"
    )
    assert paper_of(filled, identifier) == before | {
        "tags": ["to cite", "Graphs"],
        "status": "reading",
    }


def test_what_is_marked_so_already_changes_no_byte(
    filled: Run, identifier: str, tmp_path: Path
) -> None:
    filled("mark", identifier, "--tag", "thesis")
    store = tmp_path / "library" / "papers.jsonl"
    before = store.read_bytes()
    code, out, err = filled(
        "mark", identifier, "--tag", "Thesis", "--untag", "other", "--status", "unread"
    )
    assert (code, err) == (0, "")
    assert out.startswith("tag Thesis added, tag other removed, status unread: no change needed\n")
    assert store.read_bytes() == before


def test_several_papers_are_one_change(filled: Run) -> None:
    ids = filled("list", "--ids", "sheaf")[1].split()
    assert json.loads(filled("mark", *ids, "--star", "--json")[1])[0]["starred"]
    assert set(filled("list", "--ids", "is:starred")[1].split()) == set(ids)
    assert json.loads(filled("history", "--json")[1])[0]["summary"] == f"starred: {len(ids)} papers"
    filled("undo")
    assert filled("list", "--ids", "is:starred")[1] == ""


def test_marks_outlive_another_sighting_and_an_export(
    filled: Run, identifier: str, tmp_path: Path
) -> None:
    filled("mark", identifier, "--tag", "thesis", "--note", "Mine")
    filled("export", "-o", tmp_path / "all.jsonl")
    filled("ingest", tmp_path / "all.jsonl", "--library", tmp_path / "new")
    assert filled("list", "--json", "tag:thesis", "--library", tmp_path / "new") == filled(
        "list", "--json", "tag:thesis"
    )


def test_wrong_use_is_one_line(filled: Run, identifier: str) -> None:
    assert filled("mark", identifier) == (
        2,
        "",
        "papers: nothing to set; for example `papers mark ID --tag thesis --status read --star`\n",
    )
    assert filled("mark", identifier, "--status", "done") == (
        2,
        "",
        "papers: --status must be unread, reading or read, not 'done'\n",
    )
    assert filled("mark", "zzzz", "--star")[0] == 4


def test_a_tag_is_not_added_and_taken_away_at_once(filled: Run) -> None:
    said = "papers: tag 'a' cannot be both added and removed\n"
    assert filled("mark", "2212.08648", "--tag", "A,b", "--untag", "a") == (2, "", said)


def test_a_tag_with_a_comma_that_a_dump_gave_is_removed_whole(
    papers: Run, dump: Callable[..., Path]
) -> None:
    line = {
        "title": "Note keeper",
        "authors": ["Ada Quill"],
        "tags": ["A b", "c,d", "c", "e"],
        "note": "one\n\n- two",
    }
    papers("ingest", dump(json.dumps(line) + "\n", "a.jsonl"))
    assert papers("mark", "Note keeper", "--untag", "c,d", "--untag", "e,A b")[0] == 0
    (paper,) = json.loads(papers("list", "--json")[1])
    assert (paper["tags"], paper["note"]) == (["c"], "one\n\n- two")


@pytest.mark.parametrize("option", ["--tag", "--untag"])
@pytest.mark.parametrize("text", [",", "", " ", ", ,"])
def test_an_option_for_tags_without_a_tag_is_refused(filled: Run, option: str, text: str) -> None:
    said = f"papers: {option}: no tag in '{text.strip()}'\n"
    assert filled("mark", "2212.08648", option, text, "--star") == (2, "", said)


def test_a_note_keeps_its_lines_and_a_replaced_one_is_told(filled: Run, identifier: str) -> None:
    note = "one\n\n- two"
    assert filled("mark", identifier, "--note", note)[2] == ""
    assert paper_of(filled, identifier)["note"] == note
    assert filled("show", identifier, "--fields", "note")[1] == f"{note}\n"
    said = "papers: 1 note replaced; `papers note ID --add` adds a line\n"
    assert filled("mark", identifier, "--note", "three")[2] == said
    assert filled("mark", identifier, "--note", "three")[2] == ""


def test_lines_are_added_to_a_note(filled: Run, identifier: str) -> None:
    for line in ("first", "second", "second"):
        code, out, said = filled("note", identifier, "--add", line)
        assert (code, said) == (0, "")
        assert out.startswith("note added to\n")
    assert paper_of(filled, identifier)["note"] == "first\nsecond"
    filled("undo")
    assert paper_of(filled, identifier)["note"] == "first"
    assert filled("note", identifier, "--add", " ")[0] == 2


@pytest.mark.parametrize(
    ("script", "note"),
    [
        ("printf 'one\\n\\n  two  \\n' > \"$1\"", "one\n\ntwo"),
        ('echo more >> "$1"', "before\nmore"),
        (': > "$1"', None),
        ("true", "before"),
    ],
)
def test_a_note_is_written_in_the_editor(
    filled: Run,
    identifier: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    note: str | None,
) -> None:
    filled("mark", identifier, "--note", "before")
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    code, _, said = filled("note", identifier)
    assert (code, said) == (0, "papers: nothing was changed\n" if note == "before" else "")
    assert paper_of(filled, identifier)["note"] == note


def test_an_ingest_tags_every_paper_of_its_dumps(papers: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text('{"title": "Title One"}\n{"title": "Title Two"}\n', "utf-8")
    second.write_text('{"title": "Title Two"}\n{"title": "Title Three"}\n', "utf-8")

    def tags() -> dict[str, list[str]]:
        return {each["title"][6:]: each["tags"] for each in json.loads(papers("list", "--json")[1])}

    papers("ingest", first, "--tag", "first, mine")
    assert tags() == {"One": ["first", "mine"], "Two": ["first", "mine"]}
    papers("ingest", second, "--tag", "second")
    assert tags() == {
        "One": ["first", "mine"],
        "Two": ["first", "mine", "second"],
        "Three": ["second"],
    }
    said = "2 records read: 0 new, 0 seen before, 2 updated; 0 skipped\n"
    assert papers("ingest", first, "--tag", "again")[1] == said
    said = "2 records read: 0 new, 2 seen before; 0 skipped\n"
    assert papers("ingest", first, "--tag", "again")[1] == said
    assert tags()["One"] == ["first", "mine", "again"]
    papers("rm", "Title One")
    papers("ingest", first, "--tag", "late")
    assert "One" not in tags()
    assert tags()["Two"] == ["first", "mine", "second", "again", "late"]
    assert papers("ingest", first, "--tag", " , ")[::2] == (2, "papers: --tag: no tag in ','\n")
