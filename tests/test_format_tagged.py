import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

import pytest

from papercli.dumps.base import Record, Skipped
from papercli.dumps.formats import format_named
from papercli.dumps.tagged.endnote import read as read_enw
from papercli.dumps.tagged.medline import read as read_nbib
from papercli.dumps.tagged.ovid import read as read_ovid
from papercli.dumps.tagged.refworks import read as read_refworks
from papercli.dumps.tagged.ris import read as read_ris
from papercli.dumps.tagged.webofscience import read as read_wos

FIXTURES = Path(__file__).parent.parent / "fixtures"
Read = Callable[[TextIO], Iterator[Record | Skipped]]


def split(read: Read, text: str) -> tuple[list[Record], list[tuple[int, str]]]:
    found = list(read(io.StringIO(text)))
    return [each for each in found if isinstance(each, Record)], [
        (each.line, each.reason) for each in found if isinstance(each, Skipped)
    ]


def sample(path: str) -> str:
    return (FIXTURES / path).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("read", "path", "lines", "skipped"),
    [
        (read_ris, "ris/ugly.ris", [5, 19, 36], [29, 34, 43]),
        (read_nbib, "nbib/ugly.nbib", [2, 17], [13, 25]),
        (read_wos, "wos/ugly.txt", [4, 16], [9, 14, 22]),
        (read_enw, "enw/ugly.enw", [1, 16], [11, 23]),
        (read_ovid, "ovid/ugly.txt", [1, 22], [17]),
        (read_refworks, "refworks/ugly.txt", [3, 12], [1, 9]),
    ],
)
def test_ugly_samples_read_around_their_faults(
    read: Read, path: str, lines: list[int], skipped: list[int]
) -> None:
    found, faults = split(read, sample(path))
    assert [record.line for record in found] == lines
    assert [line for line, _ in faults] == skipped


def test_ris_reads_names_dates_pages_and_ids() -> None:
    (record, other), _ = split(read_ris, sample("ris/library.ris"))
    assert record.authors == ("Yann LeCun", "Yoshua Bengio", "Geoffrey Hinton")
    assert (record.date, record.pages, record.doi, record.type) == (
        "2015-05-28",
        "436-444",
        "10.1038/nature14539",
        "article-journal",
    )
    assert (
        record.abstract
        == "Layers of simple units learn to represent what they see, and this is how they are trained."
    )
    assert (other.arxiv, other.type, other.venue) == (
        "1706.03762",
        "paper-conference",
        "Advances in Neural Information Processing Systems",
    )


def test_ris_without_er_is_divided_at_ty() -> None:
    found, faults = split(read_ris, "TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\n")
    assert ([record.title for record in found], faults) == (["A", "B"], [])


def test_ris_that_ends_within_a_line_is_cut_off() -> None:
    found, faults = split(read_ris, "TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - Hal")
    assert ([record.title for record in found], faults) == (
        ["A"],
        [(4, "cut off: the dump ends in the middle of this record")],
    )


@pytest.mark.parametrize(
    "line",
    [
        "TI  - A title",
        "TI  -A title",
        "TI - A title",
        "T1  - A title",
        "  TI  - A title",
        "TI   - A title",
    ],
)
def test_ris_tags_are_written_in_many_ways(line: str) -> None:
    (record,), _ = split(read_ris, f"TY  - JOUR\n{line}\nER  -\n")
    assert record.title == "A title"


def test_ris_keeps_repeated_tags_and_continuation_lines() -> None:
    (record,), _ = split(
        read_ris,
        "TY  - JOUR\nTI  - A\n  long title\nKW  - x; y\nKW  - z\nKW  - *w\nAU  - Adams, Bo\nAU  - et al.\nER  - \n",
    )
    assert (record.title, record.keywords, record.authors) == (
        "A long title",
        ("x", "y", "z", "w"),
        ("Bo Adams",),
    )


def test_medline_prefers_full_names_and_drops_the_full_stop() -> None:
    (record, other), _ = split(read_nbib, sample("nbib/library.nbib"))
    assert (record.title, record.authors) == (
        "Highly accurate protein structure prediction with AlphaFold",
        ("John Jumper", "Richard Evans"),
    )
    assert (record.doi, record.date, record.key) == (
        "10.1038/s41586-021-03819-2",
        "2021-07-15",
        "34265844",
    )
    assert other.authors == ("S. Hochreiter", "J. Schmidhuber")


def test_web_of_science_prefers_full_names_and_spells_venues() -> None:
    (record, other), _ = split(read_wos, sample("wos/savedrecs.txt"))
    assert (record.title, record.authors) == (
        "Long short-term memory",
        ("Sepp Hochreiter", "Jurgen Schmidhuber"),
    )
    assert (record.venue, record.pages, record.date) == (
        "Neural Computation",
        "1735-1780",
        "1997-11-15",
    )
    assert (other.venue, other.type) == (
        "Advances in Neural Information Processing Systems",
        "paper-conference",
    )


def test_endnote_records_are_divided_by_blank_lines_or_types() -> None:
    found, _ = split(read_enw, "%0 Book\n%T A\n%0 Book\n%T B\n\n%T C\n%A D, E\n")
    assert [record.title for record in found] == ["A", "B", "C"]


def test_each_numbered_citation_of_ovid_is_a_record_of_its_own() -> None:
    (first, second), faults = split(read_ovid, sample("ovid/library.txt"))
    assert faults == []
    assert (first.authors, first.year, first.volume, first.issue, first.pages) == (
        ("Jane A. Doe", "Sam Birch"),
        2004,
        "12",
        "3",
        "1-9",
    )
    assert (second.authors, second.pages, second.doi) == (
        ("Tom Cedar",),
        "10-19",
        "10.1000/exports.2",
    )


def test_refworks_reads_names_dates_and_the_university_of_a_thesis() -> None:
    (article, thesis), faults = split(read_refworks, sample("refworks/library.txt"))
    assert faults == []
    assert (article.date, article.pages, article.key) == ("2015-05-28", "436-444", "2118")
    assert article.authors == ("Yann LeCun", "Yoshua Bengio", "Geoffrey Hinton")
    assert (thesis.type, thesis.venue) == ("thesis", "University of Moss")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Moss. 12(3):1-9, 2004 Nov 16.", ("Moss", "12", "3", "1-9", "2004-11-16")),
        ("Moss. 12(3), Nov. 16, 2004. 1-9.", ("Moss", "12", "3", "1-9", "2004-11-16")),
        ("Moss. 12(3). March 2004. 1-9.", ("Moss", "12", "3", "1-9", "2004-03")),
        ("Moss. 12(3):1998-2004, 2010 Mar.", ("Moss", "12", "3", "1998-2004", "2010-03")),
        ("Moss 2000. 12:1900-1, 2005.", ("Moss 2000", "12", None, "1900-1901", "2005")),
        ("Moss: Part B. 12(3):639-42, 2004.", ("Moss: Part B", "12", "3", "639-642", "2004")),
        ("Moss. 3(2) (pp 1-9), 2004.", ("Moss", "3", "2", "1-9", "2004")),
        ("Moss. 3 (pp 1-9), 2004.", ("Moss", "3", None, "1-9", "2004")),
        ("Moss. 101(Suppl 1):52-9, 2004 Apr.", ("Moss", "101", "Suppl 1", "52-59", "2004-04")),
        ("Moss. 12 Suppl 1:S12-9, 2005.", ("Moss", "12", "Suppl 1", "S12-9", "2005")),
        ("Moss. Vol. 12, No. 3, pp. 1-9, Mar 2004.", ("Moss", "12", "3", "1-9", "2004-03")),
        ("Moss. 2019; 12(3): 45-50.", ("Moss", "12", "3", "45-50", "2019")),
        ("Moss Reviews. (2):CD000001, 2004.", ("Moss Reviews", None, "2", "CD000001", "2004")),
        ("Moss. 2004 Mar 13", ("Moss", None, None, None, "2004")),
        ("Moss & Fern.", ("Moss & Fern", None, None, None, None)),
    ],
)
def test_the_source_of_ovid_is_taken_apart(source: str, said: tuple[str | None, ...]) -> None:
    (found,), _ = split(read_ovid, f"<1>\nTI  - A\nAU  - Doe J\nSO  - {source}\n")
    when = found.date or (str(found.year) if found.year else None)
    assert (found.venue, found.volume, found.issue, found.pages, when) == said


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Elm JR. Birch SR. Ash T.", ("J. R. Elm", "S. R. Birch", "T. Ash")),
        ("Elm, John R. Birch, Sue R. Ash, Tim.", ("John R. Elm", "Sue R. Birch", "Tim Ash")),
        ("Elm, J. R. Birch, S.", ("J. R. Elm", "S. Birch")),
        ("Elm, John [Reprint Author]; Birch, Sue [a]", ("John Elm", "Sue Birch")),
        ("Elm, John MD, PhD; Birch, Sue (1,2); Ash, T 3", ("John Elm", "Sue Birch", "T. Ash")),
        ("YANG Y", ("Y. Yang",)),
        ("de la Cruz M.", ("M. de la Cruz",)),
    ],
)
def test_the_names_of_ovid(names: str, authors: tuple[str, ...]) -> None:
    (found,), _ = split(read_ovid, f"<1>\nTI  - A\nAU  - {names}\nSO  - Moss. 1:2, 2004.\n")
    assert found.authors == authors


def test_marks_behind_a_title_of_ovid_are_no_part_of_it() -> None:
    text = "<1>\nTI  - Moss. [Review] [25 refs]\nSO  - A\n\n<2>\nTI  - [Fern]. [German]\nSO  - A\n"
    assert [each.title for each in split(read_ovid, text)[0]] == ["Moss", "[Fern]"]


@pytest.mark.parametrize(
    ("tags", "keywords"),
    [
        ("KW  - moss, fern", ("moss", "fern")),
        ("KW  - moss; fern, tall", ("moss", "fern, tall")),
        ("KW  - moss, green\nKW  - fern", ("moss, green", "fern")),
        ("KW  - moss\nfern, tall", ("moss", "fern, tall")),
    ],
)
def test_a_comma_parts_keywords_where_nothing_else_does(
    tags: str, keywords: tuple[str, ...]
) -> None:
    (found,), _ = split(read_ris, f"TY  - JOUR\nTI  - A\n{tags}\nER  - \n")
    assert found.keywords == keywords


def test_proquest_names_the_town_of_a_journal_that_is_no_part_of_it() -> None:
    text = "TY  - JOUR\nTI  - A\nJF  - Journal of Moss; London\nDB  - ProQuest One\nER  - \n"
    (found,), _ = split(read_ris, text)
    assert found.venue == "Journal of Moss"


def test_a_line_that_goes_on_is_kept_whatever_it_says() -> None:
    dump = "FN Clarivate\nVR 1.0\nPT J\nAU Doe, J\nTI Moths\nAB We count moths. (C) 2019 Elsevier\n   B.V. All rights reserved.\nPY 2019\nER\n\nEF\n"
    (record,) = format_named("wos").read(io.StringIO(dump))
    assert isinstance(record, Record)
    assert record.abstract == "We count moths. (C) 2019 Elsevier B.V. All rights reserved."
