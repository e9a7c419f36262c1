"""Names in the cells of tables: Markdown and Org read them as CSV does, and what parts names parts nothing else."""

import io

import pytest
from test_joined_names import CLEAR

from papercli.dumps.authors import read_authors
from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.names import names_of

CELLS = {
    **{text: names for text, names in CLEAR.items() if "1950" not in text and "0001" not in text},
    "Granovetter, Mark S.": ("Mark S. Granovetter",),
    "Kahneman, Daniel and Tversky, Amos": ("Daniel Kahneman", "Amos Tversky"),
    "Hardin, Garrett": ("Garrett Hardin",),
    "van der Waals, J. D.; Plato": ("J. D. van der Waals", "Plato"),
    "García Márquez, Gabriel José; OpenAI": ("Gabriel José García Márquez", "OpenAI"),
    "Ada Quill, Ben Rook": ("Ada Quill", "Ben Rook"),
}
TABLES = {
    "csv": 'Title,Authors,Year\n{title},"{names}",1973\n',
    "awesome": "| Authors | Title | Year |\n|---|---|---|\n| {names} | [{title}](https://doi.org/10.1000/1) | 1973 |\n",
    "org": "* Read\n| Authors | Title | Year |\n|---+---+---|\n| {names} | {title} | 1973 |\n",
}


def authors_in(name: str, names: str) -> tuple[tuple[str, ...], bool]:
    dump = TABLES[name].format(title="The strength of weak ties", names=names)
    (found,) = [
        each for each in format_named(name).read(io.StringIO(dump)) if isinstance(each, Record)
    ]
    return found.authors, found.more_authors


@pytest.mark.parametrize("names", CELLS)
@pytest.mark.parametrize("table", TABLES)
def test_every_table_reads_a_cell_of_names_alike(table: str, names: str) -> None:
    assert authors_in(table, names) == (CELLS[names], False)
    assert authors_in(table, f"{names} et al.") == (CELLS[names], True)


def test_family_names_alone_are_so_many_authors_where_the_table_shows_it() -> None:
    head = "| Paper | Authors | Year |\n|---|---|---|\n"
    row = "| [Title {n}](https://arxiv.org/abs/1706.0000{n}) | {names} | 2017 |\n"
    for other in ("Vaswani, Shazeer, Parmar et al.", "He & Zhang", "He, Zhang"):
        dump = head + row.format(n=1, names=other) + row.format(n=2, names="Kipf, Welling")
        found = list(format_named("awesome").read(io.StringIO(dump)))
        assert isinstance(found[1], Record)
        assert found[1].authors == ("Kipf", "Welling"), other


FIRST = {  # a name with a comma, and what becomes of it
    "Lee, A.": ("A. Lee", "Lee"),
    "Lee, Ann": ("Ann Lee", "Lee"),
    "Lee, Ann (0000-0001-2345-6789)": ("Ann Lee", "Lee"),
    "King, Martin Luther, Jr.": ("Martin Luther King Jr.", "King"),
    "de la Cruz, María José": ("María José de la Cruz", "de la Cruz"),
    "García Márquez, Gabriel José": ("Gabriel José García Márquez", "García Márquez"),
}
SECOND = {
    "Plato": "Plato",
    "Anonymous": "",
    "OpenAI": "OpenAI",
    "World Health Organization": "World Health Organization",
    "[et al.]": "",
    "Chen, B.": "B. Chen",
}
BETWEEN = ("; ", " ; ", ";", " | ", "\n", "; and ", " / ")


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("first", FIRST)
def test_where_something_else_parts_names_a_comma_does_not(
    first: str, second: str, between: str
) -> None:
    if between == "; and " and second in {"Anonymous", "[et al.]"}:
        return
    if between.strip() in {"/", ""} and second == "[et al.]":
        return
    expected, family = FIRST[first]
    count = "" if second == "[et al.]" else "2. "
    for text in (f"{first}{between}{second}", f"1. {first}{between}{count}{second}"):
        found = read_authors(text)
        assert found.authors == tuple(filter(None, (expected, SECOND[second]))), text
        assert found.more == (second == "[et al.]")
        assert names_of(found.authors, found.names)[0].family == family
    turned = read_authors(f"{second}; {first}").authors
    if second != "[et al.]":
        assert turned == tuple(filter(None, (SECOND[second], expected)))


@pytest.mark.parametrize("between", BETWEEN)
def test_family_names_in_capitals_before_a_comma_are_written_as_others_are(between: str) -> None:
    names = ("LEE, Ann", "SERRE, Jean-Pierre", "VAN DER BERG, Jan (0000-0001-2345-6789)")
    found = read_authors(between.join(names))
    assert found.authors == ("Ann Lee", "Jean-Pierre Serre", "Jan van der Berg")
    families = [name.family for name in names_of(found.authors, found.names)]
    assert families == ["Lee", "Serre", "van der Berg"]


@pytest.mark.parametrize("form", ["{}. ", "({}) ", "[{}] ", "{}) "])
def test_numbers_that_count_authors_are_no_part_of_their_names(form: str) -> None:
    counts = [form.format(n) for n in range(1, 12)]
    for names, between in ((["Lee, A."] * 11, "; "), (["A. Lee"] * 11, ", ")):
        text = between.join(map(str.__add__, counts, names))
        assert read_authors(text).authors == ("A. Lee",) * 11


def test_several_names_beside_a_semicolon_are_several_where_they_can_be_nothing_else() -> None:
    for text in (
        "Ada Quill, Ben Rook; Cy Sand",
        "Quill, Ada, Rook, Ben; Sand, Cy",
        "Quill, Ada and Rook, Ben; Sand, Cy",
    ):
        assert read_authors(text).authors == ("Ada Quill", "Ben Rook", "Cy Sand")
    assert read_authors("Quill A, Rook B; Sand C").authors == ("A. Quill", "B. Rook", "C. Sand")
