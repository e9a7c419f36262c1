import pytest

from papercli.dumps.inverted import inverted_people, read_inverted_all
from papercli.dumps.people import family_and_initials
from papercli.dumps.tagged.capitals import title_case
from papercli.dumps.values import full_pages, read_pages


@pytest.mark.parametrize(
    ("texts", "authors"),
    [
        (["Graham, SA", "White, JR"], ["S. A. Graham", "J. R. White"]),
        (["Elmov IV", "Birchov II"], ["I. V. Elmov", "I. I. Birchov"]),
        (["Elmov, IV", "Birchov, II"], ["I. V. Elmov", "I. I. Birchov"]),
        (["Elmov, JR"], ["J. R. Elmov"]),
        (["Elmov JR"], ["J. R. Elmov"]),
        (["García Márquez, JR", "Birch, SR"], ["J. R. García Márquez", "S. R. Birch"]),
        (["Garcia Lopez, MD", "Birch, T"], ["M. D. Garcia Lopez", "T. Birch"]),
        (["YANG Y", "LI W"], ["Y. Yang", "W. Li"]),
        (["O'NEIL K", "MCBIRCH T"], ["K. O'Neil", "T. McBirch"]),
        (["Ivanov AI", "Petrov NK"], ["A. I. Ivanov", "N. K. Petrov"]),
        (["Wang Y", "Li X", "Wang Y"], ["Y. Wang", "X. Li", "Y. Wang"]),
        # True suffixes, organisations and names in order stay what they are.
        (["King, Martin Luther, Jr"], ["Martin Luther King Jr"]),
        (["King, Martin Luther, JR"], ["Martin Luther King JR"]),
        (["King, Jr., Martin Luther", "Doe, J"], ["Martin Luther King Jr.", "J. Doe"]),
        (["Doe, John, III", "Roe, A"], ["John Doe III", "A. Roe"]),
        (["John Doe II", "Jack Doe IV"], ["John Doe II", "Jack Doe IV"]),
        (["Google AI", "Meta AI"], ["Google AI", "Meta AI"]),
        (["Jane Roe MD", "Max Poe MD"], ["Jane Roe", "Max Poe"]),
        (["Gates HL Jr", "Doe J"], ["H. L. Gates Jr", "J. Doe"]),
    ],
)
def test_what_the_other_names_are_like_tells_initials(texts: list[str], authors: list[str]) -> None:
    assert list(inverted_people(texts).authors) == authors


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("Elmov IV", "I. V. Elmov"),
        ("Smith JR", "J. R. Smith"),
        ("Smith JR 3rd", "J. R. Smith 3rd"),
        ("Gates HL Jr", "H. L. Gates Jr"),
        ("van der Berg JPM", "J. P. M. van der Berg"),
        ("Garcia Lopez MD", "M. D. Garcia Lopez"),
        ("Moss Study Group", "Moss Study Group"),
    ],
)
def test_a_format_with_initials_behind_each_name_is_taken_at_its_word(
    text: str, display: str
) -> None:
    assert family_and_initials(text).display == display


def test_a_lone_name_in_capitals_is_read_where_the_format_has_such_names() -> None:
    assert read_inverted_all(["YANG Y"], in_capitals=True)[0].display == "Y. Yang"
    assert read_inverted_all(["BASF SE"], in_capitals=True)[0].display == "BASF SE"
    assert read_inverted_all(["YANG Y"])[0].display == "YANG Y"


@pytest.mark.parametrize(
    ("capitals", "venue"),
    [
        ("7TH INTERNATIONAL CONFERENCE ON MOSS", "7th International Conference on Moss"),
        ("IEEE TRANSACTIONS ON MOSS", "IEEE Transactions on Moss"),
        ("MOSS AND FERN PART II", "Moss and Fern Part II"),
        ("JOURNAL OF MOSS & FERN", "Journal of Moss & Fern"),
        ("MOSS CONFERENCE (INVCONF)", "Moss Conference (INVCONF)"),
        ("MOSS-BASED SYSTEMS: THE FIRST", "Moss-Based Systems: The First"),
        ("L'ANNÉE DE LA MOUSSE", "L'Année de la Mousse"),
        ("DON'T PANIC", "Don't Panic"),
        ("PHYSICAL REVIEW X", "Physical Review X"),
        ("PNAS", "PNAS"),
        ("Nature Moss", "Nature Moss"),
    ],
)
def test_venues_in_capitals_are_read_as_titles(capitals: str, venue: str) -> None:
    assert title_case(capitals) == venue


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("6913-7", "6913-6917"),
        ("454-81", "454-481"),
        ("1-9", "1-9"),
        ("6917-3", "6917-3"),
        ("10-9", "10-19"),
        ("S12-9", "S12-9"),
        ("12-3, 15", "12-13, 15"),
        ("e12", "e12"),
        (None, None),
    ],
)
def test_a_short_range_is_expanded_only_where_it_is_one(
    short: str | None, full: str | None
) -> None:
    assert full_pages(short) == full


@pytest.mark.parametrize(
    ("given", "pages"),
    [
        ("C6(L)", "C6(L)"),
        ("12(3)-12(9)", "12(3)-12(9)"),
        ("(12-19)", "12-19"),
        ("(pp. 3-5)", "3-5"),
        ("12-19)", "12-19"),
        ("(3)-(5)", "(3)-(5)"),
        ("()", None),
    ],
)
def test_pages_keep_the_brackets_that_belong_to_them(given: str, pages: str | None) -> None:
    assert read_pages(given) == pages
