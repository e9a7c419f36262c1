import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.detection import detect
from papercli.dumps.formats import FORMATS, format_named
from papercli.dumps.input.files import open_dump
from papercli.errors import DumpError

NOTES = format_named("notes")
Dump = Callable[[str, str], Path]


def units(text: str) -> list[Record | Skipped]:
    return list(NOTES.read(io.StringIO(text)))


def only(text: str) -> Record:
    (record,) = units(text)
    assert isinstance(record, Record)
    return record


def surest(text: str) -> str:
    return max(FORMATS, key=lambda each: each.sniff(text)).name


def note(fields: str = "", below: str = "", title: str = "title: Moss") -> str:
    lines = [title, "author: Jane Doe", "year: 2021", fields]
    return "---\n" + "".join(f"{each}\n" for each in lines if each) + f"---\n{below}"


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ('["Jane Doe", "Sam Birch"]', ("Jane Doe", "Sam Birch")),
        ("Doe, Jane; Birch, Sam", ("Jane Doe", "Sam Birch")),
        (
            '\n  - "[[Jane Doe]]"\n  - "[[people/Sam Birch|Sam B. Birch]]"',
            ("Jane Doe", "Sam B. Birch"),
        ),
        ("[[Jane Doe]], [[Sam Birch]]", ("Jane Doe", "Sam Birch")),
        ('"[[Jane Doe]], [[Sam Birch#Life]]"', ("Jane Doe", "Sam Birch")),
        ("\n  - [[Jane Doe]]\n  - [[Sam Birch]]", ("Jane Doe", "Sam Birch")),
        ("[[[Jane Doe]], [[Sam Birch]]]", ("Jane Doe", "Sam Birch")),
        ("\n  - {family: Doe, given: Jane}\n  - name: Sam Birch", ("Jane Doe", "Sam Birch")),
    ],
)
def test_authors_are_names_however_they_are_linked(authors: str, expected: tuple[str, ...]) -> None:
    text = f"---\ntitle: Moss\nauthors: {authors}\nyear: 2021\n---\nText.\n"
    assert surest(text) == "notes"
    assert only(text).authors == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("[thesis, moss]", ("thesis", "moss")),
        ("thesis moss", ("thesis", "moss")),
        ("thesis, wet moss", ("thesis", "wet moss")),
        ('"#thesis #moss/wet"', ("thesis", "moss/wet")),
        ("\n- thesis", ("thesis",)),
    ],
)
def test_tags_are_the_readers_own(tags: str, expected: tuple[str, ...]) -> None:
    assert only(note(f"tags: {tags}", "Text.\n")).tags == expected


@pytest.mark.parametrize(
    "below",
    [
        "## Abstract\n\nWe study\nmoss.\n\n## Notes\n\nMine.\n",
        "# Abstract\nWe study moss.\n# Notes\nMine.\n",
        "### 1. Abstract:\nWe study moss.\n## Notes\nMine.\n",
        "> [!abstract]\n> We study\n> moss.\n\n## Notes\n\nMine.\n",
        "> [!Abstract]- Abstract\n> We study moss.\n## Notes\nMine.\n",
        "**Abstract:** We study\nmoss.\n\n## Notes\nMine.\n",
        "**Abstract**\n\nWe study moss.\n\n## Notes\nMine.\n",
        "abstract:: We study moss.\n\n## Notes\nMine.\n",
        "## Notes\nMine.\n\n## Abstract\nWe study moss.\n",
        "# Moss\n\n## Abstract\nWe study moss.\n## Notes\nMine.\n%% hidden %%\n<!-- this\ntoo -->\n",
    ],
)
def test_the_abstract_is_found_in_the_text_and_the_rest_is_the_note(below: str) -> None:
    record = only(note(below=below))
    assert record.abstract == "We study moss."
    assert record.note is not None
    assert record.note.replace("\n\n", "\n").lstrip("# ") == "Notes\nMine."


def test_an_abstract_among_the_fields_leaves_the_text_as_it_is() -> None:
    record = only(note("abstract: |\n  We study\n  moss.", "Mine.\n\nToo.\n"))
    assert (record.abstract, record.note) == ("We study moss.", "Mine.\n\nToo.")


def test_a_fenced_heading_is_no_heading() -> None:
    record = only(note(below="```python\n# Abstract\nx = 1\n```\n"))
    assert (record.abstract, record.note) == (None, "```python\n# Abstract\nx = 1\n```")


@pytest.mark.parametrize(
    ("fields", "below", "title"),
    [
        ("", "# Moss\n\nText.\n", "Moss"),
        ('aliases: ["doe2021", "On Moss"]', "Text.\n", "On Moss"),
    ],
)
def test_a_note_without_a_title_has_one_as_heading_or_alias(
    fields: str, below: str, title: str
) -> None:
    record = only(note(fields, below, title="doi: 10.1000/a"))
    assert (record.title, record.note) == (title, "Text.")


@pytest.mark.parametrize(
    ("fields", "below", "status"),
    [
        ("status: Read", "", "read"),
        ("status: in progress", "", "reading"),
        ("Status: to-read", "", "unread"),
        ("status: published", "", "unread"),
        ("", "- [x] read\n", "read"),
        ("", "- [ ] read\n- [x] reading\n", "unread"),
        ("", "- [x] print it\n", "unread"),
    ],
)
def test_how_far_a_paper_is_read_is_kept(fields: str, below: str, status: str) -> None:
    assert only(note(fields, below)).status == status


def test_the_day_of_a_note_is_not_that_of_its_paper() -> None:
    record = only(note("created: 2024-01-01\ndate: 2024-01-02\nupdated: 2024-01-03", "Text.\n"))
    assert (record.year, record.date) == (2021, None)
    assert only(note("date: 2021-03-04", "Text.\n")).date == "2021-03-04"


def test_toml_is_read_too_and_its_faults_have_lines(papers: Run, dump: Dump) -> None:
    text = '+++\ntitle = "Moss"\nauthors = ["Jane Doe"]\ndate = 2021-03-04\npublication = "In *Moss*"\n[params]\ndoi = "10.1000/a"\n+++\nText.\n'
    assert surest(text) == "notes"
    record = only(text)
    assert (record.title, record.authors, record.date) == ("Moss", ("Jane Doe",), "2021-03-04")
    assert (record.venue, record.doi, record.note, record.line) == ("Moss", "10.1000/a", "Text.", 2)
    broken = dump(text.replace('["Jane', "[Jane"), "a.md")
    assert "a.md: line 3: not valid TOML: " in papers("ingest", broken)[2]


def test_notes_one_after_another_keep_their_lines_and_rules() -> None:
    text = note(below="First.\n\n---\n\nStill first.\n") + note(
        title="title: Fern", below="Second.\n"
    )
    first, second = units(text)
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.title, first.line, first.note) == ("Moss", 2, "First.\n\n---\n\nStill first.")
    assert (second.title, second.line, second.note) == ("Fern", 12, "Second.")


PAGES = {
    "post": "---\nlayout: post\ntitle: My holidays\ndate: 2020-08-01\nauthor: Jane Doe\n---\nWe went to the sea.\n",
    "toml": '+++\ntitle = "First"\nauthor = "Jane Doe"\ndate = 2021-01-01\ndraft = true\n+++\nText.\n',
    "soup": "---\ntitle: Soup\nauthor: Jane Doe\ndate: 2021-01-01\ntags: [food]\n---\nBoil it.\n",
    "day": "---\ntags: daily\n---\n# Monday\n\n- [ ] buy milk\n",
    "manual": "---\ntitle: Install\ndescription: How to install.\nsidebar_position: 2\n---\n# Install\n\nRun it.\n",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_no_paper_is_refused_and_says_what_it_holds(
    name: str, papers: Run, dump: Dump
) -> None:
    code, _, errors = papers("ingest", dump(PAGES[name], f"{name}.md"))
    assert code == 3
    assert f"{name}.md: line 2: front matter that describes no paper: its keys are " in errors
    assert papers("list", "--json")[1] == "[]\n"


def test_a_vault_gives_its_papers_and_ignores_the_other_notes(papers: Run, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    for name, text in PAGES.items():
        (vault / f"{name}.md").write_text(text)
    for name in ("Moss", "Fern", "Elm"):
        (vault / f"{name}.md").write_text(note(title=f"title: {name}", below="Text.\n"))
    code, out, _ = papers("ingest", vault, "--json")
    assert code == 0
    answer = json.loads(out)
    assert (answer["new"], len(answer["ignored"]), answer["errors"]) == (3, len(PAGES), [])
    assert json.loads(papers("ingest", vault, "--json")[1])["new"] == 0


def test_a_broken_front_matter_is_refused_with_its_line(papers: Run, dump: Dump) -> None:
    text = note(title="title: Moss: a study", below="Text.\n")
    assert "a.md: line 2: not valid YAML: " in papers("ingest", dump(text, "a.md"))[2]
    with pytest.raises(DumpError, match=r"^line 4: 'author' twice in a front matter"):
        units("---\ntitle: Moss\nauthor: A B\nauthor: C D\n---\nText.\n")


@pytest.mark.parametrize(
    ("below", "name"),
    [
        (
            "- [On Moss](https://arxiv.org/abs/2101.00001)\n- [On Fern](https://arxiv.org/abs/2101.00002)\n",
            "markdown",
        ),
        ("Title: On Moss\nAuthors: Jane Doe\n\nTitle: On Fern\nAuthors: Ed Elm\n", "labelled"),
    ],
)
def test_a_page_with_a_list_of_papers_below_is_that_list(
    below: str, name: str, papers: Run, dump: Dump
) -> None:
    path = dump(
        f"---\nlayout: post\ntitle: Papers of the day\ndate: 2021-01-01\n---\nSome papers.\n\n{below}",
        "a.md",
    )
    with open_dump(str(path)) as opened:
        assert detect(opened).name == name
    papers("ingest", path)
    titles = [each["title"] for each in json.loads(papers("list", "--json")[1])]
    assert sorted(titles) == ["On Fern", "On Moss"]


def test_a_text_for_pandoc_gives_what_it_cites() -> None:
    text = "---\ntitle: My essay\nauthor: Me\nreferences:\n- {id: a, title: Cited, author: [{family: Doe, given: Jane}]}\n...\n\n# Intro\n\nAs @a says.\n"
    assert surest(text) == "notes"
    assert (only(text).title, only(text).line) == ("Cited", 5)


def test_fields_may_stand_in_the_text() -> None:
    text = (
        '---\ncategory: literaturenote\ncitekey: "doe2021"\nstatus: unread\n---\n> [!Cite]\n> Doe, J. (2021). On Moss.\n\n'
        ">[!md]\n>**FirstAuthor**:: Doe, Jane  \n>**Author**:: Birch, Sam  \n> **Title**:: On Moss\n> **Year**:: 2021\n"
        "> **Journal**:: *Journal of Moss*\n> **DOI**:: 10.1000/m.2\n\n> [!Abstract]\n> We study moss.\n\nMine.\n"
    )
    assert surest(text) == "notes"
    record = only(text)
    assert (record.title, record.authors, record.year) == (
        "On Moss",
        ("Jane Doe", "Sam Birch"),
        2021,
    )
    assert (record.venue, record.doi, record.key) == ("Journal of Moss", "10.1000/m.2", "doe2021")
    assert record.abstract == "We study moss."
    assert record.note is not None
    assert record.note.endswith("Mine.")


def test_an_abstract_in_a_box_is_one() -> None:
    below = "```ad-note\ntitle: Abstract\ncolor: 1,2,3\n\nWe study moss.\n\n```\n\nMine.\n"
    record = only(note(below=below))
    assert (record.abstract, record.note) == ("We study moss.", "Mine.")
    assert surest(note(below=below)) == "notes"
