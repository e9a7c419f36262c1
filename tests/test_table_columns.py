"""Columns of tables that people keep themselves: row numbers, first authors, other spellings, keywords."""

import io

import pytest

from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.dumps.keywords import read_words


def rows(text: str) -> list[Record]:
    found = list(format_named("csv").read(io.StringIO(text)))
    assert all(isinstance(each, Record) for each in found)
    return [each for each in found if isinstance(each, Record)]


@pytest.mark.parametrize("name", ["No.", "No", "Nr.", "Number", "#", "N", "num"])
def test_what_counts_the_rows_is_no_issue(name: str) -> None:
    first, second = rows(f"{name},Title,Year\n1,On moss,2020\n2,On rain,2021\n")
    assert first.issue is None
    assert second.issue is None
    (beside,) = rows(f"{name},Title,Volume,No.\n1,On moss,12,3\n")
    assert (beside.volume, beside.issue) == ("12", "3")


def test_the_number_behind_a_volume_is_its_issue() -> None:
    (found,) = rows("Title,Volume,No.,Pp.\nOn moss,12,3,1-9\n")
    assert (found.volume, found.issue, found.pages) == ("12", "3", "1-9")


@pytest.mark.parametrize("name", ["First author", "First Author Name", "Lead author", "Erstautor"])
def test_a_column_of_first_authors_is_a_list_cut_short(name: str) -> None:
    (alone,) = rows(f"Title,{name},Year\nOn moss,Ada Quill,2020\n")
    assert (alone.authors, alone.more_authors) == (("Ada Quill",), True)
    (beside,) = rows(f"Title,{name},Authors\nOn moss,Ada Quill,Ada Quill; Ben Rook\n")
    assert (beside.authors, bool(beside.more_authors)) == (("Ada Quill", "Ben Rook"), False)


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("Journal/Conference", "Journal of Rain", "venue"),
        ("Published in", "Journal of Rain", "venue"),
        ("Page numbers", "1-9", "pages"),
        ("DOI link", "10.1000/m1", "doi"),
    ],
)
def test_other_spellings_of_columns_are_known(name: str, value: str, field: str) -> None:
    (found,) = rows(f"Title of paper,Year,{name}\nOn moss,2020,{value}\n")
    assert (found.title, getattr(found, field)) == ("On moss", value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("moss; garden, wet", ("moss", "garden", "wet")),
        ("moss, garden; rain, snow", ("moss", "garden", "rain", "snow")),
        ("moss; garden, LSTM", ("moss", "garden", "LSTM")),
        ("Mice, Inbred; Humans", ("Mice, Inbred", "Humans")),
        ("Neural Networks, Computer; Algorithms", ("Neural Networks, Computer", "Algorithms")),
        ("moss, garden", ("moss", "garden")),
    ],
)
def test_keywords_parted_in_two_ways_are_one_each(text: str, words: tuple[str, ...]) -> None:
    assert read_words(text) == words


def test_study_groups_keep_their_names_and_persons_their_initials() -> None:
    (paper,) = rows(
        "PMID,Title,Authors,Journal/Book,Publication Year\n"
        '1,Slow growth of moss,"Quill A, Rook BC; Moss Trial and Rain Research Team.",J Moss,2014\n'
    )
    assert paper.authors == ("A. Quill", "B. C. Rook", "Moss Trial and Rain Research Team")


@pytest.mark.parametrize(
    ("source", "venue"),
    [("New Moss Review", "New Moss Review"), ("Scopus", None), ("Google Scholar", None), ("BMJ 2010;340:c1234", "BMJ")],
)  # fmt: skip
def test_a_column_of_sources_names_journals_or_databases(source: str, venue: str | None) -> None:
    (paper,) = rows(f"Author,Title,Source\nAda Quill,Slow growth of moss,{source}\n")
    assert paper.venue == venue


def test_a_first_author_may_have_columns_for_each_part_of_the_name() -> None:
    (paper,) = rows(
        "First Author Last Name,First Author First Name,Title,Year\nO'Connor,Siobhán,Slow growth of moss,2019\n"
    )
    assert (paper.authors, paper.more_authors) == (("Siobhán O'Connor",), True)


def test_the_other_authors_may_have_a_column() -> None:
    one, two = rows(
        "Erstautor;Weitere Autoren;Titel;Jahr;Bd.\nHahn, O.;Strassmann, F.;Slow growth of moss;1939;27\n"
        "Bethe, H.;;Theory of rain;1931;71\n"
    )
    assert (one.authors, one.more_authors, one.volume) == (
        ("O. Hahn", "F. Strassmann"),
        False,
        "27",
    )
    assert (two.authors, two.more_authors) == (("H. Bethe",), False)


def test_what_spreadsheets_and_addresses_do_to_numbers() -> None:
    (paper,) = rows(
        "title,journal,volume,doi\nSlow growth of moss,J. Moss,3.0,https://dx.doi.org/10.1000/x%28123%29\n"
    )
    assert (paper.volume, paper.doi) == ("3", "10.1000/x(123)")
