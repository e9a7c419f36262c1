import io
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.decoding import decoded
from papercli.dumps.formats import FORMATS, format_named
from papercli.dumps.json import (
    array,
    arxiv_snapshot,
    crossref,
    csl,
    datacite,
    huggingface,
    jsonl,
    openalex,
    openreview,
    paperpile,
    semanticscholar,
    zotero,
)
from papercli.errors import DumpError
from papercli.model import Source

FIXTURES = Path(__file__).parent.parent / "fixtures"


def sample(path: str) -> list[Record]:
    text = (FIXTURES / path).read_text(encoding="utf-8-sig")
    return [
        decoded(each)
        for each in format_named(path.partition("/")[0]).read(io.StringIO(text))
        if isinstance(each, Record)
    ]


def seen(dump_format: DumpFormat, text: str) -> list[str]:
    found: list[str] = []
    try:
        # An error at the end keeps what came before it.
        for each in dump_format.read(io.StringIO(text)):
            found += [each.title if isinstance(each, Record) else f"{each.line}: {each.reason}"]
    except DumpError as error:
        found.append(f"error: {error}")
    return found


A, B, C = (
    {"title": title, "abstract": "x", "authors": [{"name": "Ada Lovelace"}]} for title in "ABC"
)
BROKEN = '{"title": "broken", "abstract" "x", "authors": [{"name": "q"}, {"name": "r"}]}'


@pytest.mark.parametrize("between", [", ", ",\n"])
@pytest.mark.parametrize(
    ("before", "after"), [("[", "]"), ('{"meta": {"n": [1]}, "results": [', '], "next": null}')]
)
def test_a_broken_object_costs_only_itself(before: str, after: str, between: str) -> None:
    text = before + between.join((json.dumps(A), BROKEN, json.dumps(B), json.dumps(C))) + after
    line = 2 if between == ",\n" else 1
    assert seen(array.FORMAT, text) == [
        "A",
        f"{line}: not valid JSON: expecting ':' delimiter",
        "B",
        "C",
    ]


def test_a_thousand_objects_with_one_broken_among_them() -> None:
    objects = [json.dumps(A | {"title": f"T{n}"}) for n in range(1000)]
    objects[500] = objects[500].replace('"abstract":', "")
    for text in (
        "[" + ", ".join(objects) + "]",
        "[\n" + ",\n".join(objects) + "\n]",
        "\n".join(objects) + "\n",
    ):
        dump_format = array.FORMAT if text.startswith("[") else jsonl.FORMAT
        assert len(seen(dump_format, text)) == 1000
        assert sum("not valid JSON" in each for each in seen(dump_format, text)) == 1


@pytest.mark.parametrize("end", range(1, 60))
def test_json_that_stops_half_way_keeps_what_came_before(end: int) -> None:
    text = json.dumps([A, B], indent=1)
    whole = text.index("B") + 60
    found = seen(array.FORMAT, text[: min(whole + end, len(text) - 1)])
    assert found[0] == "A"
    assert found[-1].endswith("JSON ends too early")


def test_lines_that_stop_half_way_say_so() -> None:
    assert seen(jsonl.FORMAT, '{"title": "A"}\n{"title": "B') == [
        "A",
        "error: line 2: JSON ends too early",
    ]
    assert seen(jsonl.FORMAT, '{"title": "A"}\n{"title": "B"}') == ["A", "B"]
    assert seen(jsonl.FORMAT, '{"title": "A"}\n{"title": "B\n') == [
        "A",
        "2: not valid JSON: invalid control character at",
    ] or seen(jsonl.FORMAT, '{"title": "A"}\n{"title": "B\n')[1].startswith("2: not valid JSON")


def test_objects_without_an_array_are_read_one_after_another() -> None:
    assert seen(array.FORMAT, json.dumps(A, indent=2) + "\n" + json.dumps(B, indent=2)) == [
        "A",
        "B",
    ]
    assert seen(array.FORMAT, json.dumps(A)) == ["A"]


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("NaN", "A"),
        ("1e999", "A"),
        ("-Infinity", "A"),
        ("1" * 400, "A"),
        ('"\\ud800"', "A"),
        ("[" * 500 + "]" * 500, "A"),
        ('{"a": [[[]]]}', "A"),
    ],
)
def test_odd_values_do_no_harm(value: str, title: str) -> None:
    for name in (
        "year",
        "doi",
        "authors",
        "url",
        "abstract",
        "keywords",
        "date",
        "id",
        "arxiv",
        "other",
    ):
        text = f'{{"title": "{title}", "{name}": {value}}}'
        assert seen(jsonl.FORMAT, text + "\n") == ["A"]
        assert seen(array.FORMAT, f"[{text}]") == ["A"]


def test_a_record_of_megabytes_and_an_array_of_chunks_are_read() -> None:
    text = json.dumps(
        [A | {"abstract": "x" * 700_000}, B, *[C | {"title": f"T{n}"} for n in range(20_000)]]
    )
    assert len(seen(array.FORMAT, text)) == 20_002


def exported(**changes: Any) -> dict[str, Any]:
    source = {
        "file": "a.txt",
        "digest": "0123456789abcdef",
        "line": 3,
        "format": "listing",
        "key": None,
    }
    paper = {
        "id": "3f9c1a2b",
        "title": "Deep Sets",
        "abstract": "A.",
        "authors": ["Lovelace, Ada"],
        "more_authors": True,
        "year": 2017,
        "date": "2017-03",
        "type": "article",
        "venue": None,
        "volume": None,
        "issue": None,
        "pages": "1-2",
        "arxiv": "1703.06114",
        "doi": None,
        "url": None,
        "keywords": ["sets"],
        "tags": ["mine, too"],
        "status": "reading",
        "starred": True,
        "note": "Read again.",
        "added": "2026-03-14T09:26:53Z",
        "aliases": ["aaaaaaaa"],
        "versions": ["bbbbbbbb"],
        "sources": [source],
    }
    return paper | changes


@pytest.mark.parametrize("dump_format", [jsonl.FORMAT, array.FORMAT])
def test_what_this_program_exported_comes_back_as_it_was(dump_format: DumpFormat) -> None:
    text = json.dumps(exported()) + "\n"
    (record,) = dump_format.read(io.StringIO(text if dump_format is jsonl.FORMAT else f"[{text}]"))
    assert isinstance(record, Record)
    assert (record.id, record.status, record.starred, record.note) == (
        "3f9c1a2b",
        "reading",
        True,
        "Read again.",
    )
    assert (record.added, record.aliases, record.versions) == (
        "2026-03-14T09:26:53Z",
        ("aaaaaaaa",),
        ("bbbbbbbb",),
    )
    assert record.sources == (Source("a.txt", "0123456789abcdef", 3, "listing", None),)
    assert (record.authors, record.more_authors, record.tags, record.key) == (
        ("Lovelace, Ada",),
        True,
        ("mine, too",),
        None,
    )


def test_a_paper_that_only_looks_exported_is_read_like_any_other() -> None:
    for changes in (
        {"id": "smith2020"},
        {"added": "yesterday"},
        {"sources": ["a.txt"]},
        {"sources": None},
    ):
        (record,) = jsonl.FORMAT.read(io.StringIO(json.dumps(exported(**changes)) + "\n"))
        assert isinstance(record, Record)
        assert record.id is None


def test_an_exported_paper_cannot_drive_the_terminal() -> None:
    (record,) = jsonl.FORMAT.read(
        io.StringIO(
            json.dumps(exported(title="\x1b[31mRed", note="\x07", status="burnt", year="x")) + "\n"
        )
    )
    assert isinstance(record, Record)
    assert (record.title, record.note, record.status, record.year) == ("Red", None, "unread", None)


def test_csl_keeps_particles_suffixes_and_institutions() -> None:
    *_, last = sample("csl-json/library.json")
    assert last.authors == ("Hugo de Vries", "Martin Luther King Jr.", "The Society")
    assert (last.arxiv, last.year) == ("1706.03762", 1889)


def test_openalex_abstracts_are_put_back_together() -> None:
    first, second = sample("openalex/works.json")
    assert (
        first.abstract
        == "Sequences are translated with attention alone and attention needs no recurrence."
    )
    assert (first.arxiv, first.key, second.pages) == ("1706.03762", "W2626778328", "436-444")
    assert openalex.restore_abstract({"b": [1], "a": [0, "x"], "c": None}) == "a b"


def test_arxiv_names_dates_and_ids_are_restored() -> None:
    first, old = sample("arxiv-json/snapshot.jsonl")
    assert (first.authors, first.date, first.keywords) == (
        ("Ashish Vaswani", "Noam Shazeer", "Łukasz Kaiser"),
        "2017-06-12",
        ("cs.CL", "cs.LG"),
    )
    assert (old.arxiv, old.venue) == ("hep-th/9711200", "Adv.Theor.Math.Phys.2:231-252,1998")
    floated, _ = sample("arxiv-json/ugly.jsonl")
    assert (floated.arxiv, floated.authors) == ("0704.0010", ("Paul Erdős", "D. Knuth Jr."))


def test_crossref_strips_jats_and_takes_the_most_exact_date() -> None:
    first, second = sample("crossref/works.json")
    assert (first.abstract, first.date) == (
        "Layers of simple units learn & represent.",
        "2015-05-27",
    )
    assert second.title == "Long Short-Term Memory: A Made-up Subtitle"


def test_openreview_reads_both_versions_and_skips_reviews() -> None:
    second, first = sample("openreview/notes.json")
    assert (second.venue, second.date) == ("ICLR 2017", "2017")
    assert first.arxiv == "1705.04304"
    found = openreview.read(
        io.StringIO((FIXTURES / "openreview/ugly.json").read_text(encoding="utf-8"))
    )
    assert "a reply, not a submission" in [
        each.reason for each in found if isinstance(each, Skipped)
    ]


def test_semantic_scholar_reads_answers_and_bulk_data() -> None:
    assert [record.arxiv for record in sample("semanticscholar/search.json")] == [
        "1706.03762",
        None,
    ]
    assert [record.doi for record in sample("semanticscholar/bulk.jsonl")] == [
        None,
        "10.1038/nature14539",
    ]


def test_daily_papers_leave_out_hidden_authors() -> None:
    first, _ = sample("hf-daily/daily.json")
    assert (first.authors, first.arxiv, first.date) == (
        ("Shuming Ma", "Furu Wei"),
        "2402.17764",
        "2024-02-27",
    )


@pytest.mark.parametrize(
    "each",
    [
        arxiv_snapshot,
        crossref,
        csl,
        datacite,
        huggingface,
        openalex,
        openreview,
        paperpile,
        semanticscholar,
        zotero,
    ],
    ids=lambda each: each.FORMAT.name,
)
def test_values_of_the_wrong_kind_raise_nothing(each: Any) -> None:
    names = (
        "title display_name abstract authors author authorships year versions authors_parsed categories journal-ref doi "
        "DOI id paper content issued date-parts abstract_inverted_index biblio primary_location locations ids "
        "externalIds journal publicationTypes openAccessPdf paperId note number publisher archive_location subtitle "
        "titles creators creatorType descriptions types dates container relatedItems relatedIdentifiers identifiers subjects publicationYear "
        "itemType data extra tags creator archiveID published labelsNamed trashed starred kind pubtype deleted "
        "institution replyto cdate forum keywords page container-title update_date citation-key"
    ).split()
    odd: list[Any] = [
        None,
        True,
        3,
        1.5,
        float("nan"),
        "text",
        [],
        [None],
        [[]],
        [{}],
        {},
        {"value": []},
        {"a": 1},
        [["x"]],
        [1, "x"],
        {"name": None},
    ]
    for value in odd:
        for name in names:
            found = each.to_record({"title": "T", "content": {"title": "T"}} | {name: value}, 1)
            assert found is None or isinstance(found, Record | Skipped)
            inner = {
                name: [
                    {"title": value, "creatorType": value, "relationType": value, "dateType": value}
                ]
            }
            found = each.to_record({"title": "T", "titles": [{"title": "T"}]} | inner, 1)
            assert found is None or isinstance(found, Record | Skipped)


def test_an_item_of_csl_json_of_which_little_is_known_is_one() -> None:
    for item in (
        {"id": "a", "type": "document", "title": "A"},
        {"id": "a", "type": "report", "title": "A", "author": [{"literal": "CERN"}]},
    ):
        text = json.dumps([item])
        assert max(FORMATS, key=lambda each: each.sniff(text)).name == "csl-json"
    for other in (
        {"id": "a", "type": "document", "title": "A", "url": "https://example.org"},
        {"id": "a", "title": "A"},
    ):
        text = json.dumps([other])
        assert max(FORMATS, key=lambda each: each.sniff(text)).name == "json"


@pytest.mark.parametrize("shape", ["[{}]", "{}\n{}\n", "[{},{}]"])
def test_pages_of_an_answer_in_an_array_or_in_lines_are_unfolded(shape: str) -> None:
    page = json.dumps({"venue": "X", "submissions": [A, B]})
    text = shape.replace("{}", page)
    found = jsonl.FORMAT if "\n" in shape else array.FORMAT
    assert seen(found, text) == ["A", "B"] * shape.count("{}")


def test_zotero_keeps_names_tags_and_keys_and_leaves_out_what_is_attached() -> None:
    first, second = sample("zotero/items.json")
    assert (first.authors, first.arxiv, first.key) == (
        ("Ashish Vaswani", "Google Brain"),
        "1706.03762",
        "vaswani2017",
    )
    assert (first.tags, first.keywords) == (
        ("thesis", "to read, soon"),
        ("Computation and Language",),
    )
    assert (first.venue, first.date, first.type) == (
        "Advances in Neural Information Processing Systems",
        "2017-12",
        "paper-conference",
    )
    assert (second.pages, second.key) == ("1735-1780", "AAAA1997")
    preprint, thesis = sample("zotero/ugly.json")
    assert (preprint.arxiv, preprint.authors, preprint.key) == (
        "1412.6980",
        ("Diederik P. Kingma", "The Group"),
        "kingma2015",
    )
    assert (thesis.venue, thesis.type) == ("University of London", "thesis")


@pytest.mark.parametrize("shape", ["[%s]", "%s", '{"items": [%s]}', "%s\n%s"])
@pytest.mark.parametrize("wrapped", [True, False])
def test_an_item_of_zotero_is_one_wherever_it_stands(shape: str, *, wrapped: bool) -> None:
    item: dict[str, Any] = {
        "key": "ABCD2345",
        "version": 1,
        "itemType": "book",
        "title": "A",
        "creators": [{"creatorType": "editor", "firstName": "Ada", "lastName": "Lovelace"}],
    }
    text = json.dumps({"key": "ABCD2345", "version": 1, "data": item} if wrapped else item)
    text = shape.replace("%s", text)
    assert max(FORMATS, key=lambda each: each.sniff(text)) is zotero.FORMAT
    found = list(zotero.read(io.StringIO(text)))
    assert [(each.title, each.authors) for each in found if isinstance(each, Record)] == [
        ("A", ("Ada Lovelace",))
    ] * shape.count("%s")


def test_datacite_reads_titles_names_and_places() -> None:
    tool, preprint = sample("datacite/works.json")
    assert (tool.title, tool.authors, tool.type, tool.venue, tool.date) == (
        "Matplotlib: Visualization with Python",
        ("The Matplotlib Development Team",),
        "software",
        "Zenodo",
        "2024-05-17",
    )
    assert tool.abstract == "Figures are drawn from arrays."
    assert (preprint.arxiv, preprint.venue, preprint.authors) == (
        "1512.03385",
        None,
        ("Kaiming He", "Xiangyu Zhang"),
    )
    article, odd = sample("datacite/ugly.jsonl")
    assert (article.title, article.venue, article.pages, article.arxiv) == (
        "Literate Programming",
        "The Computer Journal",
        "97-111",
        None,
    )
    assert (odd.title, odd.arxiv) == ("Deep Sets", "1703.06114")


def test_paperpile_keeps_labels_folders_and_stars_and_leaves_the_bin() -> None:
    first, second = sample("paperpile/library.json")
    assert (first.tags, first.starred, first.date) == (
        ("thesis", "to read, soon", "Moss"),
        True,
        "2017-12-04",
    )
    assert (second.venue, second.date, second.authors) == (
        "Nature",
        "2015-05",
        ("Yann LeCun", "The Moss Group"),
    )
    assert [each.title for each in sample("paperpile/ugly.json")] == [
        "Deep Sets",
        "Literate Programming",
    ]


@pytest.mark.parametrize(
    ("key", "value", "field", "expected"),
    [
        ("arxivid", "1703.06114", "arxiv", "1703.06114"),
        ("arxivId", "1703.06114", "arxiv", "1703.06114"),
        ("eprint", "1703.06114", "arxiv", "1703.06114"),
        ("authors", [{"first": "Ann", "last": "Doe"}], "authors", ("Ann Doe",)),
        ("editor", [{"first": "Ann", "last": "Doe"}], "authors", ("Ann Doe",)),
        ("number", "7", "issue", "7"),
        ("issue", "7", "issue", "7"),
        ("_id", "x-1", "key", "x-1"),
        ("citekey", "Doe2020", "key", "Doe2020"),
        ("year", 2020, "year", 2020),
    ],
)
def test_paperpile_has_several_names_for_a_field(
    key: str, value: object, field: str, expected: object
) -> None:
    paper = {
        "title": "Moss",
        "pubtype": "ARTICLE",
        "citekey" if key != "citekey" else "x": "",
        key: value,
    }
    text = json.dumps([paper | {"abstract": "On moss.", "url": ["https://example.org/moss"]}])
    (record,) = format_named("paperpile").read(io.StringIO(text))
    assert isinstance(record, Record)
    assert getattr(record, field) == expected


OTHERS = {
    "package": {"name": "moss", "version": "1.0.0", "description": "A tool.", "author": "Jane Doe"},
    "places": {"type": "FeatureCollection", "features": [{"properties": {"name": "Moss"}}]},
    "notebook": {"cells": [{"cell_type": "code", "source": ["title = 1"]}], "nbformat": 4},
    "posts": {"data": [{"id": "1", "text": "On moss."}], "meta": {"result_count": 1}},
    "people": [{"name": "Jane Doe", "email": "jane@example.org"}],
}


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("indent", [None, 1])
def test_json_without_papers_is_refused_by_its_keys(
    name: str, indent: int | None, papers: Run, tmp_path: Path
) -> None:
    value: Any = OTHERS[name]
    path = tmp_path / f"{name}.json"
    path.write_text(json.dumps(value, indent=indent))
    code, _, errors = papers("ingest", path)
    first = value[0] if isinstance(value, list) else value["data"][0] if "data" in value else value
    assert code == 3
    assert f"its keys are {', '.join(first)}" in errors
    assert papers("list", "--json")[1] == "[]\n"


def test_a_paper_may_be_called_by_its_name() -> None:
    for fields in ({"author": "Jane Doe", "year": 2020}, {"doi": "10.1000/a"}, {"abstract": "x"}):
        assert seen(array.FORMAT, json.dumps([{"name": "A", **fields}])) == ["A"]


DOUBLED = {
    '{"title": "D", "abstract": "x", "year": 2019, "year": 2020}': "year",
    '{"title": "D", "title": "E", "abstract": "x"}': "title",
    '{"title": "D", "abstract": "x", "authors": [{"name": "q"}, {"name": "r", "name": "s"}]}': "name",
    '{"title": "D", "abstract": "x", "ids": {"a": {"doi": "1", "doi": null}}}': "doi",
}
AROUND = ("{}", "[{}]", '{{"results": [{}]}}', "[\n{}\n]", '{{"title": "My list", "papers": [{}]}}')


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("text", DOUBLED)
def test_an_object_in_which_a_key_has_two_values_is_skipped(text: str, around: str) -> None:
    said = f"'{DOUBLED[text]}' twice in an object"
    between = "\n" if around == "{}" else ",\n"
    whole = around.format(between.join((json.dumps(A), text, json.dumps(B))))
    found = seen(jsonl.FORMAT if around == "{}" else array.FORMAT, whole)
    assert [each.split(": ")[-1] for each in found] == ["A", said, "B"]
    alone = seen(array.FORMAT, around.format(text))
    assert [each.split(": ")[-1] for each in alone] == [said]


def test_the_same_value_twice_is_one() -> None:
    text = '{"title": "D", "title": "D", "abstract": "x", "authors": ["q"], "authors": ["q"]}'
    for around in AROUND:
        assert seen(array.FORMAT, around.format(text)) == ["D"]


def test_what_stands_around_records_spoils_none() -> None:
    text = f'[{{"meta": {{"n": 1, "n": 2}}, "results": [{json.dumps(A)}]}}]'
    assert seen(array.FORMAT, text) == ["A"]


@pytest.mark.parametrize(
    "author",
    [
        ["Ada", "Eriksen"],
        {"name": {"given": "Ada", "family": "Eriksen"}},
        {"name": {"first": "Ada", "last": "Eriksen"}},
        {"author": {"name": {"givenName": "Ada", "familyName": "Eriksen"}}},
        {"person": {"name": "Ada Eriksen"}},
        {"creator": {"first_name": "Ada", "last_name": "Eriksen"}},
    ],
)
def test_names_in_parts_are_whole_whatever_holds_them(
    papers: Run, tmp_path: Path, author: object
) -> None:
    record = {"title": "Moths of the Moor", "authors": [author, "Ben Dubois"], "year": 2001}
    (tmp_path / "a.json").write_text(json.dumps([record]), "utf-8")
    assert papers("ingest", tmp_path / "a.json")[0] == 0
    assert json.loads(papers("list", "--json")[1])[0]["authors"] == ["Ada Eriksen", "Ben Dubois"]
