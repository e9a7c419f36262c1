import io
import json
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from conftest import Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.formats import FORMATS, format_named
from papercli.dumps.yaml import papers as yaml_papers
from papercli.errors import DumpError

YAML = format_named("yaml")
Dump = Callable[[str, str], Path]


def units(text: str) -> list[Record | Skipped]:
    return list(YAML.read(io.StringIO(text)))


def records(text: str) -> list[Record]:
    return [each for each in units(text) if isinstance(each, Record)]


def only(text: str) -> Record:
    (record,) = records(text)
    return record


def surest(text: str) -> str:
    return max(FORMATS, key=lambda each: each.sniff(text)).name


REFERENCE = """\
- id: birch2020
  type: article-journal
  title: "Moss: a study"
  author:
  - {family: Berg, given: Jan, non-dropping-particle: van den}
  - literal: The Moss Group
  container-title: Journal of Moss
  issued: %s
  DOI: 10.1000/m.1
"""


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ("2020", "2020"),
        ("'2020-03'", "2020-03"),
        ("{date-parts: [[2020, 3, 4]]}", "2020-03-04"),
        ("{year: 2020, month: 3}", "2020-03"),
        ("[{year: 2020, month: 3, day: 4}]", "2020-03-04"),
        ("{literal: March 2020}", "2020-03"),
        ("2020-03-04", "2020-03-04"),
    ],
)
@pytest.mark.parametrize("shape", ["list", "references", "block", "dashes"])
def test_csl_is_read_in_each_shape_and_with_each_date(shape: str, issued: str, date: str) -> None:
    text = REFERENCE % issued
    match shape:
        case "references":
            text = f"references:\n{text}"
        case "block":
            text = f"---\ntitle: An essay\nauthor: Me\nreferences:\n{text}...\n"
        case "dashes":
            text = f"---\nreferences:\n{text}---\n"
    assert surest(text) == "yaml"
    record = only(text)
    assert (record.title, record.authors, record.date, record.venue, record.doi, record.key) == (
        "Moss: a study",
        ("Jan van den Berg", "The Moss Group"),
        date,
        "Journal of Moss",
        "10.1000/m.1",
        "birch2020",
    )
    assert text.split("\n")[record.line - 1] == "- id: birch2020"


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("[thesis, moss]", ("thesis", "moss")),
        ("thesis, moss", ("thesis", "moss")),
        ("\n- thesis\n- moss", ("thesis", "moss")),
        ("'#thesis #moss'", ("thesis", "moss")),
        ("~", ()),
    ],
)
def test_papis_documents_are_papers_one_each(tags: str, expected: tuple[str, ...]) -> None:
    kept = (
        f"author: Doe, Jane and Birch, Sam\nref: Doe_2021\ntags: {tags}\ntitle: Kept\nyear: 2021\n"
    )
    other = "author_list:\n- {family: Elm, given: Ed}\nauthor: Elm and others\ntitle: Other\n"
    first, second, third = records(f"{kept}---\n{other}papis_id: 1\n---\ntitle: Third\n")
    assert (first.title, first.authors, first.tags, first.key, first.line) == (
        "Kept",
        ("Jane Doe", "Sam Birch"),
        expected,
        "Doe_2021",
        1,
    )
    assert (second.authors, third.title) == (("Ed Elm",), "Third")


def test_what_papis_cites_is_no_paper_of_its_own() -> None:
    text = "title: Kept\nauthor: Doe, Jane\nref: a\nreferences:\n- {title: Cited, author: Ed Elm}\n"
    assert only(text).title == "Kept"


HAYAGRIVA = """\
doe2021:
    type: Article
    title: %s
    author: %s
    date: 2021-03
    page-range: 10-17
    parent: %s
    serial-number: %s
    url: {value: "https://example.org/a", date: 2022-01-01}
"""


@pytest.mark.parametrize("title", ['{value: "A {Moss} Study", short: A}', '"A {Moss} Study"'])
@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("Doe, Jane", ("Jane Doe",)),
        ('["Doe, Jane", "Birch, Sam"]', ("Jane Doe", "Sam Birch")),
        ("{name: Berg, given-name: Jan, prefix: van den}", ("Jan van den Berg",)),
        ("[{name: Doe, given-name: Jane}, Ishkur]", ("Jane Doe", "Ishkur")),
    ],
)
@pytest.mark.parametrize(
    "parent",
    [
        "{type: Periodical, title: J, volume: 3, issue: 2}",
        "[{type: blog, title: No}, {type: periodical, title: {value: J}, volume: 3, issue: 2}]",
        "{type: periodical, title: J, issue: 2, parent: {type: periodical, title: K, volume: 3}}",
    ],
)
@pytest.mark.parametrize("number", ["{doi: 10.1000/h.1, issn: 1}", "doi:10.1000/h.1"])
def test_an_entry_of_hayagriva_takes_its_place_from_its_parents(
    title: str, author: str, authors: tuple[str, ...], parent: str, number: str
) -> None:
    text = HAYAGRIVA % (title, author, parent, number)
    assert surest(text) == "yaml"
    record = only(text)
    assert (record.title, record.authors, record.key) == ("A Moss Study", authors, "doe2021")
    assert (record.venue, record.volume, record.issue, record.pages) == ("J", "3", "2", "10-17")
    assert (record.doi, record.date, record.type) == ("10.1000/h.1", "2021-03", "article-journal")
    assert (record.url, record.line) == ("https://example.org/a", 1)


def test_a_citation_file_gives_the_program_the_article_and_what_it_cites() -> None:
    text = """\
cff-version: 1.2.0
title: A tool
authors:
- {family-names: Berg, given-names: Jan, name-particle: van den, name-suffix: Jr.}
- name: The Moss Project
date-released: 2021-07-18
identifiers: [{type: doi, value: 10.1000/c.1}]
preferred-citation:
  type: conference-paper
  title: A paper on it
  authors: [{family-names: Doe, given-names: Jane}]
  collection-title: Proceedings of Moss
  start: 10
  end: 20
  pages: 11
  year: 2021
references:
- type: article
  title: Another
  authors: [{name: CERN}]
  journal: Journal of Moss
- type: article
"""
    tool, paper, other = records(text)
    assert (tool.authors, tool.type) == (("Jan van den Berg Jr.", "The Moss Project"), "software")
    assert (tool.date, tool.doi, tool.line) == ("2021-07-18", "10.1000/c.1", 1)
    assert (paper.venue, paper.pages, paper.year) == ("Proceedings of Moss", "10-20", 2021)
    assert (paper.type, paper.line, other.line) == ("paper-conference", 9, 18)
    assert units(text)[-1] == Skipped(22, "no title")


@pytest.mark.parametrize(
    "text",
    [
        "papers:\n- title: A\n  authors: Jane Doe, Sam Birch\n",
        "2021:\n- title: A\n  authors: [Jane Doe, Sam Birch]\n",
        "cv:\n  sections:\n    publications:\n    - {title: A, authors: ['*Jane Doe*', Sam Birch]}\n",
        "- {title: A, author: [{name: Jane Doe, affiliation: X}, {name: {given: Sam, family: Birch}}]}\n",
        "title: A\nauthor: Jane Doe and Sam Birch\nref: a\n",
        "d: &d {authors: [Jane Doe, Sam Birch]}\npapers:\n- <<: *d\n  title: A\n",
        "# Mine.\n[{title: A, author: [Jane Doe, Sam Birch]}]\n",
        "a:\n  title: A\n  author: Jane Doe and Sam Birch\n",
    ],
)
def test_papers_are_found_where_people_keep_them(text: str) -> None:
    assert surest(text) == "yaml"
    assert [(each.title, each.authors) for each in records(text)] == [
        ("A", ("Jane Doe", "Sam Birch"))
    ]


OTHERS = {
    "compose": "services:\n  web:\n    image: nginx\n    ports: ['80:80']\nvolumes: {}\n",
    "workflow": "name: Test\non: [push]\njobs:\n  test:\n    steps:\n    - uses: checkout\n",
    "site": "site_name: Moss\nsite_author: Jane Doe\nnav:\n- Home: index.md\n- Abstract: a.md\n",
    "service": "openapi: 3.0.0\ninfo:\n  title: Papers\n  description: D\npaths:\n  /p:\n    get:\n      summary: S\n"
    "components:\n  examples:\n    a: {title: A, authors: [Jane Doe], year: 2020}\n",
    "blog": "title: My blog\nauthor: Jane Doe\ndescription: Of moss.\nplugins:\n- feed\n",
    "menu": "- title: Home\n  url: /\n- title: About\n  url: /about\n",
    "news": "- date: 2021-01-01\n  title: We moved\n  summary: To a house.\n",
    "words": "en:\n  paper:\n    title: Title\n    authors: Authors\n",
    "pod": "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n---\napiVersion: v1\nkind: Pod\n",
    "book": "project: {type: book}\nbook:\n  title: My book\n  author: Jane Doe\nformat: {html: {theme: x}}\n",
    "flat": "name: moss\nversion: 1\ndescription: A library.\nauthor: Jane Doe\n",
    "schema": "properties:\n  title: {type: string}\n  authors: {type: array}\n  doi: {type: string}\n",
}


@pytest.mark.parametrize("name", OTHERS)
def test_yaml_without_papers_is_refused_by_its_keys(name: str, papers: Run, dump: Dump) -> None:
    path = dump(OTHERS[name], f"{name}.yml")
    code, _, errors = papers("ingest", path)
    first = OTHERS[name].split(":")[0].strip("- ")
    assert code == 3
    assert f"{name}.yml: YAML that papers does not read: its keys are {first}" in errors
    assert papers("list", "--json")[1] == "[]\n"


def test_in_a_folder_yaml_without_papers_is_ignored(papers: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, text in OTHERS.items():
        (folder / f"{name}.yml").write_text(text)
    (folder / "refs.yaml").write_text(REFERENCE % 2020)
    code, out, _ = papers("ingest", folder, "--json")
    assert code == 0
    answer = json.loads(out)
    assert (answer["read"], len(answer["ignored"]), answer["errors"]) == (1, len(OTHERS), [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- title: A paper: its title\n  authors: [Jane Doe]\n  doi: 10.1000/a\n", 1),
        ('references:\n- id: a\n  title: "Open\n  author: [{family: D}]\n- id: b\n', 3),
        ("references:\n- id: a\n\ttitle: A\n  author:\n  - family: D\n", 3),
        ("title: A\nauthors: [Jane Doe\ndoi: 10.1000/a\nabstract: |\n  x\n", 3),
        ("title: A\nauthor:\n  - family: Doe\n given: Jane\nyear: 2020\n", 4),
    ],
)
def test_broken_yaml_is_refused_with_its_line(
    text: str, line: int, papers: Run, dump: Dump
) -> None:
    code, _, errors = papers("ingest", dump(text, "a.yaml"))
    assert code == 3
    assert f"a.yaml: line {line}: not valid YAML: " in errors
    assert papers("list", "--json")[1] == "[]\n"


def bomb() -> str:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for above, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{above}'] * 10)}]")
    return "\n".join(("title: A", "author: Jane Doe", *lines))


@pytest.mark.parametrize(
    "text",
    [
        bomb(),
        "a: &a [*a]",
        "a: " + "[" * 5000,
        "- " * 5000 + "a",
        "a: &a {k: v}\n" + "".join(f"b{n}: &b{n} {{<<: [*a, *a, *a]}}\n" for n in range(9)) + "- x",
    ],
    ids=["aliases", "itself", "brackets", "dashes", "merged"],
)
def test_hostile_yaml_is_refused_at_once(text: str) -> None:
    start = process_time()
    with pytest.raises(DumpError, match=r"^line \d+: "):
        units(text)
    assert process_time() - start < 2


def test_tags_make_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "made"
    for tag in ("python/object/apply:os.system", "python/object/new:os.system", "python/name:os"):
        text = (
            f"- title: !!{tag} ['touch {mark}']\n  author: Jane Doe\n- title: B\n  author: Ed Elm\n"
        )
        assert [getattr(each, "title", "") for each in units(text)] == ["", "B"]
    assert not mark.exists()


def test_a_key_that_comes_twice_costs_its_record() -> None:
    text = "- title: A\n  author: Jane Doe\n  title: B\n- title: C\n  author: Jane Doe\n"
    assert [each if isinstance(each, Skipped) else each.title for each in units(text)] == [
        Skipped(3, "'title' twice in a record"),
        "C",
    ]
    twice = "a: {title: A, author: Jane Doe}\na: {title: B, author: Jane Doe}\n"
    assert [each.title for each in records(twice)] == ["A", "B"]


@pytest.mark.parametrize(
    "text",
    [
        "Title: Moss\nAuthors: Jane Doe\nSummary: We study moss.\n\n---\n\nTitle: Fern\nAuthors: Ed Elm\n",
        'Title: "Moss"\nAuthors: [Jane Doe]\n',
        "Title: Moss\nAuthors:\n- Jane Doe\n- Ed Elm\n",
        "title: Moss\nauthors: Jane Doe\nsummary: We study moss.\n---\ntitle: Fern\nauthors: Ed Elm\nsummary: S.\n",
        "title: Moss: a study\nauthors: Jane Doe\n",
        "title: Moss\nauthors: Jane Doe\n\ntitle: Fern\nauthors: Ed Elm\n",
        "---\nTitle: Moss\nAuthors: Jane Doe\n---\nTitle: Fern\nAuthors: Ed Elm\n---\n",
        "- **Title:** Moss\n- **Authors:** Jane Doe\n",
        "Title: Moss\nAbstract: We study moss and\nfind that it is: green.\n",
    ],
)
def test_labelled_text_is_no_yaml(text: str) -> None:
    assert surest(text) == "labelled"


def test_a_large_bibliography_is_known_by_its_start() -> None:
    text = "".join(
        (REFERENCE % 2020).replace("birch2020", f"key{n}").replace("m.1", f"m.{n}")
        for n in range(2000)
    )
    assert surest(text[: 1 << 16]) == "yaml"
    assert len(records(text)) == 2000


def test_documents_and_files_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_papers, "_LONGEST", 100)
    with pytest.raises(DumpError, match="split it into parts"):
        units(REFERENCE % 2020)


@pytest.mark.parametrize(
    "text",
    [
        'import os\n\ndef f():\n    try:\n        x = 1\n    except ValueError:\n        pass\n    return {"title": x}\n',
        "# Moss\n\nA tool.\n\n- one: two\n- three: four\n\nkey: value\n",
        "From: jane@example.org\nSubject: Moss\n\nWe study moss.\n",
        '{"title": "A", "author": "Jane Doe"}\n',
        "- Moss\n- Fern\n",
    ],
)
def test_other_text_is_no_yaml(text: str) -> None:
    assert YAML.sniff(text) == 0
