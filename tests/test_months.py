"""Dates with the name of a month, in the languages that bibliographies are kept in."""

import io

import pytest

from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.dumps.months import month_of
from papercli.dumps.values import read_date


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("Jänner", 1), ("gennaio", 1), ("ene", 1), ("févr", 2), ("März", 3), ("mrt", 3), ("abril", 4), ("Mai", 5), ("mag", 5), ("juin", 6), ("giu", 6),
        ("juil", 7), ("luglio", 7), ("août", 8), ("ago", 8), ("Sept", 9), ("set", 9), ("Okt", 10), ("outubro", 10), ("Dez", 12), ("décembre", 12), ("декабря", 12),
        ("ju", 0), ("jui", 0), ("Marine", 0), ("Spring", 0), ("Decision", 0), ("Junior", 0), ("Mayer", 0),
    ],
)  # fmt: skip
def test_a_month_is_known_by_any_start_of_its_name(word: str, number: int) -> None:
    assert month_of(word) == number


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12 May 2020", "2020-05-12"), ("3. Oktober 2020", "2020-10-03"), ("5 de mayo de 2019", "2019-05-05"), ("1er janvier 2020", "2020-01-01"),
        ("15 août 2021", "2021-08-15"), ("12.05.2020", "2020-05-12"), ("Dezember 2020", "2020-12"), ("2020 juil", "2020-07"), ("March 14th, 2025", "2025-03-14"),
        ("3-5 May 2020", "2020-05"), ("Marine 2020", "2020"), ("31 Feb 2020", "2020-02"),
    ],
)  # fmt: skip
def test_a_date_in_words_is_one(text: str, date: str) -> None:
    assert read_date(text) == date


def entry(fields: str, author: str = "Quill, Ada") -> Record:
    text = f"@article{{q, title = {{On the growth of moss}}, author = {{{author}}}, {fields}}}\n"
    (found,) = format_named("bibtex").read(io.StringIO(text))
    assert isinstance(found, Record)
    return found


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2020, month = {10~Jan.}", "2020-01-10"),
        ("year = 2020, month = {3 Mai}", "2020-05-03"),
        ("year = 2020, month = 12 # {~} # feb", "2020-02-12"),
        ("year = 2020, month = {1st~March}", "2020-03-01"),
        (r"year = 2020, month = {d{\'e}cembre}", "2020-12"),
        (r"year = 2020, month = {M\"arz}", "2020-03"),
        ("year = 2020, month = {July 4}", "2020-07-04"),
        ("year = 2020, month = {5}", "2020-05"),
        ("year = 2020, month = {Spring}", "2020"),
        ("date = {12 May 2020}", "2020-05-12"),
        ("date = {2020/05/12}", "2020-05-12"),
        ("date = {2020-05-12/2020-05-14}", "2020-05-12"),
        ("date = {12. Mai 2020}", "2020-05-12"),
    ],
)
def test_an_entry_says_its_day_in_any_order(fields: str, date: str) -> None:
    assert entry(fields).date == date


@pytest.mark.parametrize(
    "author",
    [
        r"Quill, J.\ and Rook, B.\ C.",
        r"J.\ Quill and B.\ C.\ Rook",
        "J.~Quill and B.~C. Rook",
        r"J. Quill \and B. C. Rook",
        "J. Quill~and B. C. Rook",
    ],
)
def test_a_space_of_latex_parts_names_as_any_other(author: str) -> None:
    assert list(entry("year = 2020", author).authors or ()) == ["J. Quill", "B. C. Rook"]
