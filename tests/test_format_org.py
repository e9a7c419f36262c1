import io
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.formats import FORMATS, format_named

ORG = format_named("org")
Dump = Callable[[str, str], Path]


def units(text: str) -> list[Record | Skipped]:
    return list(ORG.read(io.StringIO(text)))


def only(text: str) -> Record:
    (record,) = units(text)
    assert isinstance(record, Record)
    return record


def surest(text: str) -> str:
    return max(FORMATS, key=lambda each: each.sniff(text)).name


def headline(title: str = "Moss", properties: str = "", below: str = "") -> str:
    drawer = f":PROPERTIES:\n:AUTHOR: Jane Doe and Sam Birch\n:YEAR: 2021\n{properties}:END:\n"
    return f"* {title}\n{drawer}{below}"


@pytest.mark.parametrize(
    ("title", "status", "tags"),
    [
        ("Moss", "unread", ()),
        ("TODO Moss", "unread", ()),
        ("DONE Moss", "read", ()),
        ("READING [#B] Moss", "reading", ()),
        ("READ Moss   :thesis:", "read", ("thesis",)),
        ("STARTED Moss [1/3] :thesis:@home:", "reading", ("thesis", "@home")),
        ("CANCELLED Moss :noexport:", "unread", ()),
        ("2021 - Moss", "unread", ()),
    ],
)
def test_a_headline_gives_the_title_the_status_and_the_tags(
    title: str, status: str, tags: tuple[str, ...]
) -> None:
    text = headline(title)
    assert surest(text) == "org"
    record = only(text)
    assert (record.title, record.status, record.tags) == ("Moss", status, tags)
    assert (record.authors, record.year, record.line) == (("Jane Doe", "Sam Birch"), 2021, 1)


def test_the_words_of_a_file_for_what_is_read_are_its_own() -> None:
    text = "#+SEQ_TODO: QUEUED(q) HALFWAY | ABSORBED(a!) \n" + "".join(
        headline(f"{word} {word.title()}") for word in ("QUEUED", "ABSORBED")
    )
    first, second = units(text)
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.title, first.status) == ("Queued", "unread")
    assert (second.title, second.status) == ("Absorbed", "read")


def test_properties_are_the_fields_of_the_paper() -> None:
    text = headline(
        "TODO Ignored",
        ":TITLE: On [[https://example.org][Moss]]\n:BTYPE: inproceedings\n:BOOKTITLE: Proc. of Moss\n:PAGES: 1--9\n"
        ":DOI: https://doi.org/10.1000/A.1\n:Custom_ID: doe2021\n:ID: 1234\n:KEYWORDS: moss, fern\n"
        ":ABSTRACT: We study\n:ABSTRACT+: moss.\n:CREATED: [2024-05-01 Wed]\n",
        "Mine.\n",
    )
    record = only(text)
    assert (record.title, record.venue, record.pages) == ("On Moss", "Proc. of Moss", "1-9")
    assert (record.doi, record.key, record.type) == ("10.1000/a.1", "doe2021", "paper-conference")
    assert (record.abstract, record.keywords, record.note) == (
        "We study moss.",
        ("moss", "fern"),
        "Mine.",
    )


@pytest.mark.parametrize(
    ("below", "abstract", "note"),
    [
        (
            "** Abstract\nWe study\nmoss.\n** Thoughts\nMine.\n",
            "We study moss.",
            "* Thoughts\nMine.",
        ),
        ("#+begin_abstract\nWe study moss.\n#+end_abstract\nMine.\n", "We study moss.", "Mine."),
        (":LOGBOOK:\n- Note taken\nCLOCK: [x]\n:END:\nMine.\n", None, "Mine."),
        ("DEADLINE: <2024-01-01 Mon>\n", None, None),
        (
            "#+begin_src org\n* No headline\n#+end_src\n",
            None,
            "#+begin_src org\n* No headline\n#+end_src",
        ),
    ],
)
def test_what_stands_below_is_the_abstract_or_the_note(
    below: str, abstract: str | None, note: str | None
) -> None:
    record = only(headline(below=below))
    assert (record.abstract, record.note) == (abstract, note)


@pytest.mark.parametrize(
    ("refs", "key", "arxiv", "doi"),
    [
        ("@doe2021", "doe2021", None, None),
        ("cite:doe2021", "doe2021", None, None),
        ("[cite:@doe2021]", "doe2021", None, None),
        ("cite:&doe2021", "doe2021", None, None),
        ("https://arxiv.org/abs/2101.00001 @doe2021", "doe2021", "2101.00001", None),
        ("https://doi.org/10.1000/a.1", "id1", None, "10.1000/a.1"),
    ],
)
def test_a_file_of_org_roam_is_the_paper_that_it_refers_to(
    refs: str, key: str, arxiv: str | None, doi: str | None
) -> None:
    text = f":PROPERTIES:\n:ID: id1\n:ROAM_REFS: {refs}\n:END:\n#+title: On Moss\n#+author: Me\n#+filetags: :thesis:\n\n* Summary\nMine.\n"
    assert surest(text) == "org"
    record = only(text)
    assert (record.title, record.key, record.arxiv, record.doi) == ("On Moss", key, arxiv, doi)
    assert (record.authors, record.tags, record.note) == ((), ("thesis",), "* Summary\nMine.")


def test_a_linked_headline_and_one_with_an_address_are_papers() -> None:
    text = (
        "* Reading :list:\n** TODO [[https://arxiv.org/abs/2101.00001][On Moss]]\n"
        "** TODO On Fern\n:PROPERTIES:\n:URL: https://arxiv.org/abs/2101.00002\n:END:\n"
    )
    first, second = units(text)
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.title, first.arxiv, first.tags) == ("On Moss", "2101.00001", ("list",))
    assert (second.title, second.arxiv, second.line) == ("On Fern", "2101.00002", 3)


def test_headlines_that_are_no_papers_are_reported() -> None:
    text = f"* TODO Buy moss\n** Where\n{headline('Fern')}* Later\nText.\n"
    assert [each if isinstance(each, Skipped) else each.title for each in units(text)] == [
        Skipped(1, "a headline that is no paper"),
        "Fern",
        Skipped(8, "a headline that is no paper"),
    ]


def test_properties_that_lost_their_headline_go_to_no_other_paper() -> None:
    text = headline(below="Mine.\n") + headline("Fern", ":DOI: 10.1000/f\n").partition("\n")[2]
    record, skipped = units(text)
    assert isinstance(record, Record)
    assert (record.doi, skipped) == (None, Skipped(7, "properties below no headline"))


@pytest.mark.parametrize(
    "text",
    [
        "#+title: Shopping\n* Moss\n** TODO Buy some :home:\n* Fern\n",
        "* TODO Buy moss\nDEADLINE: <2024-05-01 Wed>\n:PROPERTIES:\n:EFFORT: 1h\n:END:\n",
        "* Ideas\n** On moss\nA long paragraph about moss. It has two sentences, and more words.\n",
        ":PROPERTIES:\n:ID: 1\n:END:\n#+title: Jane Doe\n#+author: Me\n\nA person.\n",
    ],
)
def test_org_without_papers_is_refused(text: str, papers: Run, dump: Dump) -> None:
    code, _, errors = papers("ingest", dump(text, "a.org"))
    assert code == 3
    assert "a.org: Org that papers does not read: " in errors
    assert papers("list", "--json")[1] == "[]\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "* [On Moss](https://arxiv.org/abs/2101.00001)\n* [On Fern](https://arxiv.org/abs/2101.00002)\n",
            "markdown",
        ),
        ("* Title: Moss\n* Authors: Jane Doe\n", "labelled"),
    ],
)
def test_a_list_with_stars_is_no_org(text: str, name: str) -> None:
    assert surest(text) == name


@pytest.mark.parametrize("overview", ["On Moss", "Overview"])
def test_a_file_and_its_headline_that_speak_of_one_paper_are_one(overview: str) -> None:
    text = (
        f"#+TITLE: {'doe2021: ' if overview == 'On Moss' else ''}On Moss\n#+ROAM_KEY: cite:doe2021\n#+ROAM_TAGS: bio\n\n"
        f"* {overview}\n  :PROPERTIES:\n  :AUTHOR: Doe, Jane\n  :YEAR: 2021\n  :END:\n\nMine.\n"
    )
    assert surest(text) == "org"
    record = only(text)
    assert (record.title, record.authors, record.key, record.tags) == (
        "On Moss",
        ("Jane Doe",),
        "doe2021",
        ("bio",),
    )
    assert record.note is not None
    assert record.note.endswith("Mine.")


MOSS, FERN = "https://arxiv.org/abs/2101.00001", "https://arxiv.org/abs/2101.00002"


def told(text: str) -> list[tuple[str, str | None, str] | str]:
    """Return (title, arXiv id, status) of each paper, and why something was skipped."""
    return [
        (each.title, each.arxiv, each.status) if isinstance(each, Record) else each.reason
        for each in units(text)
    ]


@pytest.mark.parametrize(
    ("headline", "title", "status"),
    [
        (f"TODO Read [[{MOSS}][Moss on Walls]]", "Moss on Walls", "unread"),
        (f"TODO read [[{MOSS}][Moss on Walls]]", "Moss on Walls", "unread"),
        (f"DONE [[{MOSS}][Moss on Walls]]", "Moss on Walls", "read"),
        (f"[[{MOSS}][Moss on Walls]]", "Moss on Walls", "unread"),
        (f"NEXT [#A] Skim paper: [[{MOSS}][Moss on Walls]] :bog:", "Moss on Walls", "unread"),
        (f"READING Finish reading [[{MOSS}][Moss on Walls]]", "Moss on Walls", "reading"),
        (f"DONE [[{MOSS}][Moss on Walls]] (Eriksen et al., 2021)", "Moss on Walls", "read"),
        (f"DONE [[{MOSS}][Moss]]: A Study of Walls and Roofs", "Moss: A Study of Walls and Roofs", "read"),
        (f"TODO Read This: [[{MOSS}][Moss on Walls]]", "Read This: Moss on Walls", "unread"),
        (f"Moss on [[{MOSS}][Walls]]", "Moss on Walls", "unread"),
        (f"[[{MOSS}][Moss]] on walls", "Moss on walls", "unread"),
    ],
)  # fmt: skip
def test_words_for_what_is_to_be_done_are_no_part_of_a_title(
    headline: str, title: str, status: str
) -> None:
    assert surest(f"* {headline}\n") == "org"
    assert told(f"* Queue\n** {headline}\n") == [(title, "2101.00001", status)]


def test_what_is_cited_behind_a_link_and_a_second_paper_are_read() -> None:
    first, second = units(
        f"* DONE [[{MOSS}][Moss on Walls]] (Eriksen et al., 2019), superseded by [[{FERN}][Fern]] :bog:\n"
    )
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.title, first.authors, first.year) == ("Moss on Walls", ("Eriksen",), 2019)
    assert (second.title, second.arxiv, second.status) == ("Fern", "2101.00002", "read")
    assert (first.tags, second.tags) == (("bog",), ("bog",))


def test_a_link_without_a_title_is_no_paper() -> None:
    text = f"* [[{FERN}][Fern]]\n* TODO Read [[{MOSS}][pdf]]\n"
    assert told(text) == [("Fern", "2101.00002", "unread"), "a headline that is no paper"]


ROWS = (
    "| Title | Authors | Year | Link | Rating |\n|-------+---------+------+------+---|\n"
    f"| Moss on Walls | Jane Doe | 2020 | {MOSS} | 5 |\n"
    f"| [[{FERN}][Fern and Fog]] | Tom Birch | 2021 | | |\n"
)
ITEMS = (
    f"- [X] [[{MOSS}][Moss on Walls]], Jane Doe, ICLR 2020\n"
    f"- [ ] [[{FERN}][Fern and Fog]], Tom Birch, ICLR 2021\n  - as a start\n"
)


@pytest.mark.parametrize("above", ["", "#+title: Reading\n", "* Bog :thesis:\nProse.\n\n", "* A\n** B\n"])  # fmt: skip
@pytest.mark.parametrize(("listed", "status"), [(ROWS, "unread"), (ITEMS, "read")])
def test_tables_and_lists_below_a_headline_are_read(above: str, listed: str, status: str) -> None:
    assert surest(above + listed) == "org"
    found = [each for each in units(above + listed) if isinstance(each, Record)]
    assert [(each.title, each.authors, each.arxiv, each.year, each.status) for each in found] == [
        ("Moss on Walls", ("Jane Doe",), "2101.00001", 2020, status),
        ("Fern and Fog", ("Tom Birch",), "2101.00002", 2021, "unread"),
    ]
    lines = (above + listed).split("\n")
    assert all(each.title in lines[each.line - 1] for each in found)
    assert {each.tags for each in found} == {("thesis",) if "thesis" in above else ()}


def test_a_table_in_the_note_of_a_paper_stays_there() -> None:
    record = only(headline(below=ROWS))
    assert record.title == "Moss"
    assert record.note
    assert "Fern and Fog" in record.note


def test_columns_of_a_table_that_are_not_read_are_reported(papers: Run, dump: Dump) -> None:
    assert papers("ingest", dump(f"* Bog\n{ROWS}", "a.org"))[2].endswith(
        "a.org: column not kept: Rating (1 paper)\n"
    )
