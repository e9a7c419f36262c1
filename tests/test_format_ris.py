import io

import pytest

from papercli.dumps.base import Record
from papercli.dumps.tagged.ris import read


def record(*lines: str, kind: str = "JOUR", title: str = "TI  - Moss\n") -> Record:
    text = f"TY  - {kind}\n{title}" + "".join(f"{line}\n" for line in lines) + "ER  - \n"
    [found] = read(io.StringIO(text))
    assert isinstance(found, Record)
    return found


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (["A1  - Alder, Rin", "AU  - Birch, Sam"], ["Rin Alder", "Sam Birch"]),
        (["AU  - Birch, Sam", "A1  - Alder, Rin"], ["Rin Alder", "Sam Birch"]),
        (["A1  - Alder, Rin", "AU  - Alder, Rin", "AU  - Birch, Sam"], ["Rin Alder", "Sam Birch"]),
        (["AU  - Birch, Sam", "A2  - Editor, Ed"], ["Sam Birch"]),
        (["AU  - Wang, Y", "AU  - Li, X", "AU  - Wang, Y"], ["Y. Wang", "X. Li", "Y. Wang"]),
        (["A1  - Wang, Y", "A1  - Wang, Y"], ["Y. Wang", "Y. Wang"]),
    ],
)
def test_both_tags_of_authors_are_read(lines: list[str], authors: list[str]) -> None:
    assert list(record(*lines).authors) == authors


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["Y1  - 1900/01/01", "DA  - 1950/01/01"], "1950-01-01"),
        (["Y1  - 1900//"], "1900"),
        (["PY  - 1950/01/01/Spring"], "1950-01-01"),
        (["PY  - 2019", "DA  - 2019/02/11"], "2019-02-11"),
        (["PY  - 2019", "DA  - no date"], "2019"),
        (["PY  - n.d.", "Y1  - 2019///"], "2019"),
        (["DA  - Spring", "Y1  - 2019/05"], "2019-05"),
        (["DA  - 2019", "Y1  - 2019/05/03"], "2019-05-03"),
    ],
)
def test_the_date_that_says_most_is_taken(lines: list[str], date: str) -> None:
    found = record(*lines)
    assert (found.date, found.year) == (date, int(date[:4]))


@pytest.mark.parametrize(
    ("kind", "lines", "venue", "issue"),
    [
        ("CPAPER", ["T2  - Moss Days", "CP  - 16th Moss Conference"], "Moss Days", None),
        ("CPAPER", ["CP  - 16th Moss Conference"], "16th Moss Conference", None),
        ("JOUR", ["JO  - Moss", "CP  - 4"], "Moss", "4"),
        ("JOUR", ["JO  - Moss", "CP  - 4", "IS  - 5"], "Moss", "5"),
        ("JOUR", ["CP  - Berlin"], None, None),
        ("THES", ["PB  - University of Moss", "T3  - Moss Series"], "University of Moss", None),
        ("RPRT", ["PB  - Moss Institute"], "Moss Institute", None),
        ("THES", ["T2  - University of Moss"], "University of Moss", None),
        ("JOUR", ["JO  - Moss", "PB  - Printer"], "Moss", None),
        ("BOOK", ["T2  - Moss Series", "PB  - Printer"], "Printer", None),
    ],
)
def test_venue_and_issue_are_what_the_kind_of_record_makes_them(
    kind: str, lines: list[str], venue: str | None, issue: str | None
) -> None:
    found = record(*lines, kind=kind)
    assert (found.venue, found.issue) == (venue, issue)


def test_pages_are_a_range_one_page_or_the_number_of_the_article() -> None:
    assert record("SP  - C6(L)").pages == "C6(L)"
    assert record("SP  - 6913", "EP  - 7").pages == "6913-6917"
    assert record("C7  - 104521").pages == "104521"
    assert record("SP  - 3", "C7  - 104521").pages == "3"


def test_a_short_title_is_the_title_only_where_there_is_no_other() -> None:
    assert record("ST  - Short").title == "Moss"
    assert record("ST  - Short", title="").title == "Short"


def test_links_and_identifiers_are_found_under_each_of_their_tags() -> None:
    assert (
        record("UR  - internal-pdf://1", "L1  - https://a.example/x").url == "https://a.example/x"
    )
    assert record("AN  - 10.1000/moss").doi == "10.1000/moss"
    assert record("M3  - Article", "M3  - 10.1000/moss").doi == "10.1000/moss"
