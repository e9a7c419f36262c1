"""Volume, issue and pages: every format takes the labels off and divides what stands in one field."""

import io
import json

import pytest

from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.dumps.numbers import read_issue, read_numbers

FORMS = {
    "Vol. {v}": False,
    "vol {v}": False,
    "Volume {v}": False,
    "v. {v}": False,
    "Bd. {v}": False,
    "Band {v}": False,
    "Jg. {v}": False,
    "t. {v}": False,
    "Tomo {v}": False,
    "том {v}": False,
    "第{v}卷": False,
    "{v}({i})": True,
    "{v} ({i})": True,
    "{v}(no. {i})": True,
    "{v}[{i}]": True,
    "vol. {v} no. {i}": True,
    "Vol {v}, Iss {i}": True,
    "Volume {v}, Issue {i}": True,
    "Vol. {v}, No. {i}": True,
    "vol.{v}, n. {i}": True,
    "{v}, no. {i}": True,
    "{v} no {i}": True,
    "Bd. {v}, Heft {i}": True,
    "Bd. {v} H. {i}": True,
    "t. {v}, n° {i}": True,
    "v. {v}, núm. {i}": True,
    "том {v}, вып. {i}": True,
    "no. {i}, vol. {v}": True,
    "第{v}卷第{i}期": True,
    "{v}卷{i}期": True,
}
FORMATS = {
    "csv": "Title,Year,Volume\nA title of a paper,1999,{}\n",
    "ris": "TY  - JOUR\nTI  - A title of a paper\nPY  - 1999\nVL  - {}\nER  - \n",
    "enw": "%0 Journal Article\n%T A title of a paper\n%D 1999\n%V {}\n",
    "bibtex": "@article{{k,\n title = {{A title of a paper}},\n year = 1999,\n volume = {{{}}}\n}}\n",
    "jsonl": '{{"title": "A title of a paper", "year": 1999, "authors": ["A. Lee"], "volume": {}}}\n',
}


def record_in(name: str, dump: str) -> Record:
    (found,) = format_named(name).read(io.StringIO(dump))
    assert isinstance(found, Record)
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FORMATS)
def test_labels_are_no_part_of_a_volume_in_any_format(name: str, form: str) -> None:
    text = form.format(v=13, i=4)
    given = json.dumps(text) if name == "jsonl" else f'"{text}"' if name == "csv" else text
    record = record_in(name, FORMATS[name].format(given))
    assert (record.volume, record.issue) == ("13", "4" if FORMS[form] else None)


@pytest.mark.parametrize(
    "issue", ["Suppl 1", "Suppl", "Pt 2", "Special Issue", "Sonderheft 2", "3-4", "S1", "7553"]
)
def test_what_stands_in_brackets_behind_a_volume_is_its_issue(issue: str) -> None:
    for form in ("{}({})", "{} ({})", "Vol. {} ({})"):
        assert read_numbers(form.format("14", issue)) == ("14", issue)


@pytest.mark.parametrize(
    "volume",
    "13|A12|12A|XII|12-13|12/3|LNCS 1234|abs/1706.03762|C-33|s2-42|38 Suppl 1|136 B|in press|Part 2|2019|12(|(3)".split(
        "|"
    ),
)
def test_other_volumes_stay_as_they_are(volume: str) -> None:
    assert read_numbers(volume) is None


@pytest.mark.parametrize(
    "column",
    ["Volume/Issue", "Vol(Issue)", "Volume & Issue", "Vol. / Issue", "Vol/No.", "Volume (Number)"],
)
@pytest.mark.parametrize("text", ["12/3", "12, 3", "12.3", "12:3", "12(3)", "Vol 12, Iss 3"])
def test_a_column_for_both_holds_volume_and_issue(column: str, text: str) -> None:
    record = record_in("csv", f'Title,Year,"{column}"\nA title of a paper,1999,"{text}"\n')
    assert (record.volume, record.issue) == ("12", "3")
    alone = record_in("csv", f'Title,Year,"{column}"\nA title of a paper,1999,12\n')
    assert (alone.volume, alone.issue) == ("12", None)


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("no. 1", "1"),
        ("Nr. 4", "4"),
        ("n° 2", "2"),
        ("№ 5", "5"),
        ("Issue 3-4", "3-4"),
        ("Heft 2", "2"),
        ("第4期", "4"),
        ("03", "03"),
        ("Special issue", "Special issue"),
        ("Suppl 1", "Suppl 1"),
    ],
)
def test_the_word_for_an_issue_is_no_part_of_it(text: str, issue: str) -> None:
    assert read_issue(text) == issue


def test_numbers_that_contradict_each_other_stay_where_they_are() -> None:
    dump = "Title,Year,Volume,Issue\nA title of a paper,1999,12(3),5\n"
    assert record_in("csv", dump).volume == "12(3)"
    dated = record_in("csv", "Title,Year,Volume\nA title of a paper,1999,12 (1999)\n")
    assert (dated.volume, dated.issue) == ("12", None)


def test_numbers_behind_a_journal_are_no_part_of_its_name_where_the_fields_agree() -> None:
    ris = "TY  - JOUR\nTI  - A title of a paper\nPY  - 2015\nJO  - Nature, 521(7553)\n{}ER  - \n"
    for fields in ("", "VL  - 521\n", "VL  - Vol. 521\nIS  - no. 7553\n", "SP  - 436\nEP  - 44\n"):
        record = record_in("ris", ris.format(fields))
        assert (record.venue, record.volume, record.issue) == ("Nature", "521", "7553")
    other = record_in("ris", ris.format("VL  - 45\n"))
    assert (other.venue, other.volume) == ("Nature, 521(7553)", "45")


def test_ris_of_endnote_has_the_issue_under_m1() -> None:
    ris = "TY  - {}\nTI  - A title of a paper\nJF  - Moths\nPY  - 2019\n{}M1  - {}\nER  - \n"
    assert record_in("ris", ris.format("JOUR", "VL  - 12\n", "3")).issue == "3"
    assert record_in("ris", ris.format("JOUR", "VL  - 12\nIS  - 2\n", "3")).issue == "2"
    assert record_in("ris", ris.format("JOUR", "VL  - 12\n", "arXiv:1706.03762")).issue is None
    assert record_in("ris", ris.format("BOOK", "VL  - 12\n", "3")).issue is None


PAGES = {
    "245-67": "245-267",
    "1360-80": "1360-1380",
    "436-44": "436-444",
    "1248-3": "1248-3",
    "123-5": "123-125",
    "e12-5": "e12-5",
    "S12-9": "S12-9",
    "034107-8": "034107-8",
    "12-18": "12-18",
    "101, 245-67": "101, 245-267",
    "pp. 245--67": "245-267",
}
WITH_PAGES = {
    "csv": 'Title,Year,Pages\nA title of a paper,1999,"{}"\n',
    "tsv": "Title\tYear\tPages\nA title of a paper\t1999\t{}\n",
    "ris": "TY  - JOUR\nTI  - A title of a paper\nPY  - 1999\nSP  - {}\nER  - \n",
    "enw": "%0 Journal Article\n%T A title of a paper\n%D 1999\n%P {}\n",
    "endnote-xml": "<xml><records><record><ref-type name='Journal Article'>17</ref-type><titles><title>A title of a paper</title></titles>"
    "<dates><year>1999</year></dates><pages>{}</pages></record></records></xml>",
    "bibtex": "@article{{k,\n title = {{A title of a paper}},\n year = 1999,\n pages = {{{}}}\n}}\n",
    "jsonl": '{{"title": "A title of a paper", "year": 1999, "authors": ["A. Lee"], "pages": "{}"}}\n',
}


@pytest.mark.parametrize("pages", PAGES)
@pytest.mark.parametrize("name", WITH_PAGES)
def test_digits_that_a_range_of_pages_leaves_out_are_added_in_every_format(
    name: str, pages: str
) -> None:
    record = record_in("csv" if name == "tsv" else name, WITH_PAGES[name].format(pages))
    assert record.pages == PAGES[pages]


AUTHORS = {
    ("First Author", "Other authors"): ("Ann Lee", "Bo Chen; Carl Doe"),
    ("First Author", "Co-authors"): ("Lee, Ann", "Chen, Bo; Doe, Carl"),
    ("Author", "Co-authors"): ("Ann Lee", "Bo Chen, Carl Doe"),
    ("First Author", "Co-authors", "Last Author"): ("Ann Lee", "Bo Chen", "Carl Doe"),
    ("Erstautor", "Weitere Autoren"): ("Lee, Ann", "Chen, Bo; Doe, Carl"),
    ("Authors", "Last author"): ("Ann Lee, Bo Chen, Carl Doe", "Doe, C."),
    ("Authors", "Co-authors"): ("Ann Lee, Bo Chen, Carl Doe", "Bo Chen, Carl Doe"),
}


@pytest.mark.parametrize("columns", AUTHORS)
def test_columns_that_share_out_the_authors_are_put_together(columns: tuple[str, ...]) -> None:
    cells = ",".join(f'"{cell}"' for cell in AUTHORS[columns])
    dump = f"Title,{','.join(columns)},Year\nA title of a paper,{cells},1999\n"
    record = record_in("csv", dump)
    assert record.authors == ("Ann Lee", "Bo Chen", "Carl Doe")
    assert (record.unread, record.more_authors) == ((), False)


def test_authors_of_one_family_stay_apart() -> None:
    dump = 'Title,Year,First Author,Co-authors\nA title,1999,"Abbott, B. P.","Abbott, R.; Abbott, T. D."\n'
    assert record_in("csv", dump).authors == ("B. P. Abbott", "R. Abbott", "T. D. Abbott")


def test_a_last_author_with_others_before_who_are_not_named_is_reported() -> None:
    record = record_in(
        "csv", "Title,Year,First Author,Last Author\nA title,1999,Ann Lee,Carl Doe\n"
    )
    assert (record.authors, record.more_authors) == (("Ann Lee",), True)
    assert record.unread == ("Last Author",)
    same = record_in("csv", "Title,Year,First Author,Last Author\nA title,1999,Ann Lee,Ann Lee\n")
    assert same.unread == ()


@pytest.mark.parametrize("kind", ["attachment", "annotation", "Attachment"])
def test_what_hangs_on_an_item_is_no_paper(kind: str) -> None:
    dump = f"Key,Item Type,Title,Author,Publication Year\nA,journalArticle,A title of a paper,Ann Lee,1999\nB,{kind},Full Text PDF,,\n"
    found = list(format_named("csv").read(io.StringIO(dump)))
    assert [isinstance(each, Record) for each in found] == [True, False]


@pytest.mark.parametrize(
    ("published", "venue"),
    [
        ("28 May 2015 in Moth Letters", "Moth Letters"),
        ("May 28, 2015 in eMoths", "eMoths"),
        ("2015-05-28 in Moth Letters", "Moth Letters"),
        ("in Moth Letters, 28 May 2015", "Moth Letters"),
        ("in Moth Letters (2015)", "Moth Letters"),
        ("28 May 2015", None),
        ("spring in 2015", None),
    ],
)
def test_a_date_may_tell_where_a_paper_appeared(published: str, venue: str | None) -> None:
    dump = f"Title: A title of a paper\nAuthors: Ann Lee\nPublished: {published}\n"
    record = record_in("labelled", dump)
    assert (record.venue, record.year) == (venue, 2015)


@pytest.mark.parametrize("end", [", 2015.", ", 2015"])
def test_a_year_behind_a_venue_and_a_comma_is_no_part_of_it(end: str) -> None:
    text = json.dumps({"title": "A title", "authors": ["A. Lee"], "venue": f"Moth Letters{end}"})
    record = record_in("jsonl", text)
    assert (record.venue, record.year) == ("Moth Letters", 2015)
    other = record_in("jsonl", text[:-1] + ', "year": 1999}')
    assert (other.venue, other.year) == (f"Moth Letters{end}", 1999)
