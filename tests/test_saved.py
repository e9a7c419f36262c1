"""Saved searches: used in queries, kept in the library and its backups, undone like any change."""

import json
from pathlib import Path

import pytest
from conftest import Run

from papercli.search.saved import expand

KNOWN = {"eq": "equivariant OR sheaf", "old": "year:..2015", "both": "@eq @old"}


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("@eq", "(equivariant OR sheaf)"),
        ("@EQ tensor", "(equivariant OR sheaf) tensor"),
        ("tensor -@eq", "tensor -(equivariant OR sheaf)"),
        ("NOT @eq", "NOT (equivariant OR sheaf)"),
        ("(@eq OR mesh) @old", "((equivariant OR sheaf) OR mesh) (year:..2015)"),
        ("@both", "((equivariant OR sheaf) (year:..2015))"),
        ("@none", "@none"),
        ("ada@eq.org", "ada@eq.org"),
        ("@eq.org", "@eq.org"),
        ("@eq@old", "@eq@old"),
        ("P@10", "P@10"),
        ("@", "@"),
        ("a @ b", "a @ b"),
    ],
)
def test_a_name_stands_for_its_query(text: str, expanded: str) -> None:
    assert expand(text, KNOWN) == expanded


def test_a_saved_search_finds_what_its_query_finds(filled: Run) -> None:
    code, out, said = filled("save", "Eq", "equivariant", "OR", "sheaf")
    assert (code, said) == (0, "")
    assert out.startswith("@eq saved (")
    filled("save", "old", "year:..2019")
    for name, query in {
        "@eq": "equivariant OR sheaf",
        "@eq tensor": "(equivariant OR sheaf) tensor",
        "@eq NOT @old": "(equivariant OR sheaf) NOT year:..2019",
        "tensor -@eq": "tensor NOT (equivariant OR sheaf)",
    }.items():
        for command in ("list", "search", "export", "stats"):
            more = ["-f", "ris"] if command == "export" else []
            assert filled(command, *name.split(), *more)[:2] == filled(command, query, *more)[:2]
    assert filled("mark", "--query", "@eq @old", "--tag", "x", "--yes")[0] == 0


def test_saved_searches_are_listed_forgotten_and_undone(filled: Run) -> None:
    assert filled("saved") == (
        0,
        "",
        "papers: no saved searches; `papers save NAME QUERY…` saves one\n",
    )
    filled("save", "b", "sheaf")
    filled("save", "a", "is:unread")
    assert filled("save", "a", "is:unread")[1].startswith("@a already saved")
    expected = [
        {"name": "a", "query": "is:unread", "papers": 65},
        {"name": "b", "query": "sheaf", "papers": 3},
    ]
    assert json.loads(filled("saved", "--json")[1]) == expected
    assert filled("saved")[1] == "a\t65\tis:unread\nb\t3\tsheaf\n"
    filled("save", "a", "is:read")
    assert filled("saved")[1].startswith("a\t0\tis:read\n")
    filled("undo")
    assert json.loads(filled("saved", "--json")[1]) == expected
    assert filled("saved", "--remove", "@B")[1] == "a\t65\tis:unread\n"
    filled("undo")
    assert json.loads(filled("saved", "--json")[1]) == expected
    assert filled("saved", "--remove", "c")[::2] == (
        4,
        "papers: no saved search '@c'; `papers saved` lists them\n",
    )
    assert filled("doctor")[0] == 0
    assert json.loads(filled("list", "--json", "--limit", "0")[1]).__len__() == 65


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a b", "sheaf"), "'a b' is no name for a search"),
        (("-", "sheaf"), "'-' is no name for a search"),
        (("é", "sheaf"), "'é' is no name for a search"),
        (("x" * 41, "sheaf"), "is no name for a search"),
        (("a", " "), "no query to save"),
        (("a", "@a"), "the saved search '@a' contains itself"),
        (("first", "@second sheaf"), "contains itself"),
    ],
)
def test_what_cannot_be_saved_is_refused(
    filled: Run, arguments: tuple[str, ...], said: str
) -> None:
    filled("save", "second", "@first")
    before = filled("history", "--json")[1]
    code, out, error = filled("save", *arguments)
    assert (code, out) == (2, "")
    assert said in error
    assert filled("history", "--json")[1] == before


def test_a_name_that_is_not_saved_is_told(filled: Run) -> None:
    code, _, said = filled("list", "@nope", "sheaf")
    assert code == 0
    assert "no saved search '@nope', so it was searched for as text\n" in said
    assert filled("rm", "--query", "@nope", "--yes")[0] == 2


def test_backups_copies_and_compacting_keep_saved_searches(filled: Run, tmp_path: Path) -> None:
    filled("save", "a", "sheaf")
    filled("save", "gone", "sheaf")
    filled("saved", "--remove", "gone")
    filled("backup", tmp_path / "backup.gz")
    for name in (tmp_path / "backup.gz", tmp_path / "library" / "papers.jsonl"):
        library = tmp_path / f"other-{name.name}"
        filled("save", "a", "mine", "--library", library)
        filled("save", "own", "mine", "--library", library)
        filled("ingest", name, "--library", library)
        saved = json.loads(filled("saved", "--json", "--library", library)[1])
        assert [(each["name"], each["query"]) for each in saved] == [("a", "mine"), ("own", "mine")]
        fresh = tmp_path / f"fresh-{name.name}"
        assert filled("ingest", name, "--library", fresh)[1].startswith("65 records read: 65 new")
        saved = json.loads(filled("saved", "--json", "--library", fresh)[1])
        assert [(each["name"], each["query"]) for each in saved] == [("a", "sheaf")]
    filled("compact", "--apply")
    assert filled("saved")[1] == "a\t3\tsheaf\n"
    assert filled("doctor", "--repair")[0] == 0
    assert filled("saved")[1] == "a\t3\tsheaf\n"


@pytest.mark.parametrize(
    ("query", "renamed"),
    [
        ("tag:thesis", "tag:draft"),
        ("is:unread TAG:Thesis -tag:thesis", "is:unread TAG:draft -tag:draft"),
        ('tag:"thesis" OR tags:thesis', "tag:draft OR tags:draft"),
        ("tag:thesis-two OR tag:theses OR thesis", None),
    ],
)
def test_a_tag_is_renamed_in_saved_searches_too(
    filled: Run, query: str, renamed: str | None
) -> None:
    filled("mark", "--query", "sheaf", "--tag", "thesis", "--yes")
    filled("save", "mine", query)
    before = filled("list", "@mine", "--ids")[1]
    said = filled("tags", "--rename", "thesis", "draft")[2]
    assert filled("saved")[1].rstrip("\n").split("\t")[2] == (renamed or query)
    assert said == ("papers: renamed in @mine, too\n" if renamed else "")
    assert filled("list", "@mine", "--ids")[1] == before
    filled("undo")
    assert filled("saved")[1].rstrip("\n").split("\t")[2] == query


def test_a_tag_with_a_blank_is_quoted_and_a_removed_one_is_told(filled: Run) -> None:
    filled("mark", "--query", "sheaf", "--tag", "thesis", "--yes")
    filled("save", "mine", "tag:thesis", "tensor")
    filled("tags", "--rename", "thesis", "my thesis")
    assert filled("saved")[1].endswith('\ttag:"my thesis" tensor\n')
    assert filled("tags", "--remove", "my thesis")[2] == "papers: @mine still asks for it\n"
    assert filled("saved")[1].endswith('\ttag:"my thesis" tensor\n')


def test_what_builds_on_a_search_is_told_when_that_changes(filled: Run) -> None:
    filled("save", "eq", "equivariant")
    filled("save", "both", "@eq", "tensor")
    assert "@eq was: equivariant" in filled("save", "eq", "sheaf")[2]
    assert (
        "@both asks for @eq, which is now searched for as text"
        in filled("saved", "--remove", "eq")[2]
    )
