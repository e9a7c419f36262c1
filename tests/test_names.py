import io
import json
from itertools import cycle, product
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.authors import read_authors
from papercli.dumps.base import Record
from papercli.dumps.detection import detect
from papercli.dumps.formats import format_named
from papercli.dumps.input.files import open_dump
from papercli.exports import export_named
from papercli.model import Name, Paper
from papercli.names import names_of, split_name

# Names as people are told apart by them, and organisations: no format may turn one into another.
MARQUEZ = Name("García Márquez", "Gabriel")
GASSET = Name("Ortega y Gasset", "José")
BEETHOVEN = Name("van Beethoven", "Ludwig")
KING = Name("King", "Martin Luther", "Jr.")
DOE = Name("Doe", "John", "3rd")
GRAHAM = Name("Graham", "S. A.")
LI = Name("Li", "Xin")
GOOGLE = Name(literal="Google, Inc.")
ATLAS = Name(literal="The ATLAS Collaboration")
BARNES = Name(literal="Barnes and Noble")
NOW = "2026-01-01T00:00:00Z"
EVERYBODY = (MARQUEZ, GASSET, BEETHOVEN, KING, DOE, GRAHAM, LI, GOOGLE, ATLAS, BARNES)


def ingest(papers: Run, folder: Path, text: str) -> str:
    (folder / "dump").write_text(text, "utf-8")
    return papers("ingest", folder / "dump")[1]


def names_in(dump: str, dump_format: str) -> tuple[Name, ...]:
    [record] = format_named(dump_format).read(io.StringIO(dump))
    assert isinstance(record, Record)
    return names_of(record.authors, record.names)


@pytest.mark.parametrize(
    ("text", "display", "name"),
    [
        ("Ada Lovelace", "Ada Lovelace", Name("Lovelace", "Ada")),
        ("Lovelace, Ada", "Ada Lovelace", Name("Lovelace", "Ada")),
        ("John Doe, MD", "John Doe", Name("Doe", "John")),
        ("John Doe, M.D., Ph.D.", "John Doe", Name("Doe", "John")),
        ("Doe, John, PhD", "John Doe", Name("Doe", "John")),
        ("Doe, MD", "M. D. Doe", Name("Doe", "M. D.")),
        ("Doe, John, 3rd", "John Doe 3rd", DOE),
        ("Doe, 3rd, John", "John Doe 3rd", DOE),
        ("Martin Luther King, Jr.", "Martin Luther King Jr.", KING),
        ("King, Martin Luther, Jr.", "Martin Luther King Jr.", KING),
        ("King, Jr., Martin Luther", "Martin Luther King Jr.", KING),
        ("García Márquez, Gabriel", "Gabriel García Márquez", MARQUEZ),
        ("Ortega y Gasset, José", "José Ortega y Gasset", GASSET),
        ("van Beethoven, Ludwig", "Ludwig van Beethoven", BEETHOVEN),
        ("Ludwig van Beethoven", "Ludwig van Beethoven", BEETHOVEN),
        ("Graham, SA", "S. A. Graham", GRAHAM),
        ("Graham, S.A.", "S.A. Graham", Name("Graham", "S.A.")),
        ("van Dyke, M.D.", "M.D. van Dyke", Name("van Dyke", "M.D.")),
        ("Van Den Broek, MD", "M. D. Van Den Broek", Name("Van Den Broek", "M. D.")),
        ("Senior, Andrew", "Andrew Senior", Name("Senior", "Andrew")),
        ("Google, Inc.", "Google, Inc.", GOOGLE),
        ("Siemens, GmbH", "Siemens, GmbH", Name(literal="Siemens, GmbH")),
        ("The ATLAS Collaboration", "The ATLAS Collaboration", ATLAS),
    ],
)
def test_a_name_keeps_its_parts(text: str, display: str, name: Name) -> None:
    found = read_authors([text])
    assert found.authors == (display,)
    assert names_of(found.authors, found.names) == (name,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lovelace A K", Name("Lovelace", "A K")),
        ("Martin Van den Bulte", Name("Van den Bulte", "Martin")),
        ("de Finetti", Name("de Finetti")),
        ("Ursula K. Le Guin", Name("Le Guin", "Ursula K.")),
        ("José Ortega y Gasset", GASSET),
        ("Nguyen Van Hung", Name("Hung", "Nguyen Van")),
        ("IBM Research", Name(literal="IBM Research")),
        ("John Doe Jr.", Name("Doe", "John", "Jr.")),
        ("Kim S. Larsen", Name("Larsen", "Kim S.")),
        ("OpenAI", Name(literal="OpenAI")),
        ("王小明", Name(literal="王小明")),
        ("Smith, John, Paris", Name(literal="Smith, John, Paris")),
        ("et al.", Name(literal="others")),
    ],
)
def test_the_parts_of_a_name_as_it_is_read(text: str, name: Name) -> None:
    assert split_name(text) == name


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("John Doe, MD, Jane Roe, PhD", ["John Doe", "Jane Roe"]),
        ("García Márquez, Gabriel and Li, Xin", ["Gabriel García Márquez", "Xin Li"]),
        ("Ada Lovelace, Google, Inc.", ["Ada Lovelace", "Google, Inc."]),
        ("van der Berg J, de la Cruz M", ["J. van der Berg", "M. de la Cruz"]),
        ("van der Berg, Jan", ["Jan van der Berg"]),
        ("Lovelace, Ada King", ["Ada King Lovelace"]),
        ("Jr., Martin Luther King", ["Martin Luther King Jr."]),
        ("King Jr., Martin Luther", ["Martin Luther King Jr."]),
        ("Barack Obama II", ["Barack Obama II"]),
        ("Doe, J. (ed.)", ["J. Doe"]),
        ("王小明, 李四", ["王小明", "李四"]),
        ("Xi Chen, Xi Chen", ["Xi Chen", "Xi Chen"]),
        ("Andrew Senior, Oriol Vinyals", ["Andrew Senior", "Oriol Vinyals"]),
        ("Jane Roe MD", ["Jane Roe"]),
        ("John Doe II; Jack Doe IV", ["John Doe II", "Jack Doe IV"]),
        ("Google, Inc., Jane Roe", ["Google, Inc.", "Jane Roe"]),
        ("Jane Roe (MIT), Max Poe (ETH)", ["Jane Roe", "Max Poe"]),
        ("Jane Roe¹, Max Poe², Ann Doe¹,²", ["Jane Roe", "Max Poe", "Ann Doe"]),
        ("Jane Roe1, Max Poe1,2", ["Jane Roe", "Max Poe"]),
        ("Jane Roe*, Max Poe†", ["Jane Roe", "Max Poe"]),
        ("Jane Roe <jane@example.org>", ["Jane Roe"]),
        ("Robert (Bob) Smith", ["Robert (Bob) Smith"]),
        ("deadmau5", ["deadmau5"]),
        ("Dr. Jane Roe, Prof. Max Poe", ["Jane Roe", "Max Poe"]),
        ("By Jane Roe and Max Poe", ["Jane Roe", "Max Poe"]),
        ("Byron Katie", ["Byron Katie"]),
        ("T. Brown and colleagues", ["T. Brown"]),
        ("王小明、李雷", ["王小明", "李雷"]),
        ("محمد علي، أحمد حسن", ["محمد علي", "أحمد حسن"]),
        ("Jane Roe / Max Poe", ["Jane Roe", "Max Poe"]),
        ("[Anonymous]", []),
        ("Schmidhuber, Jürgen und Müller, Hans", ["Jürgen Schmidhuber", "Hans Müller"]),
        (
            "Jean Serre, Alain Grothendieck et Pierre Deligne",
            ["Jean Serre", "Alain Grothendieck", "Pierre Deligne"],
        ),
        ("Pérez, José y García, María", ["José Pérez", "María García"]),
        ("Pérez, J., Ramón y Cajal, S.", ["J. Pérez", "S. Ramón y Cajal"]),
        ("Santiago Ramón y Cajal, José Pérez", ["Santiago Ramón y Cajal", "José Pérez"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("João Costa e Silva", ["João Costa e Silva"]),
        ("Ana Costa e Rui Silva", ["Ana Costa", "Rui Silva"]),
        ("K. Åström och B. Wittenmark", ["K. Åström", "B. Wittenmark"]),
        ("Иван Петров и Анна Сидорова", ["Иван Петров", "Анна Сидорова"]),
        ("Horkheimer und Adorno", ["Horkheimer", "Adorno"]),
        ("Amt für Bildung und Forschung", ["Amt für Bildung und Forschung"]),
        ("von Foerster, Heinz u. a.", ["Heinz von Foerster"]),
        ("SERRE Jean-Pierre", ["Jean-Pierre Serre"]),
        ("DUPONT Jean, MARTIN Pierre", ["Jean Dupont", "Pierre Martin"]),
        ("DE SAINT-EXUPÉRY Antoine", ["Antoine de Saint-Exupéry"]),
        ("IBM Research", ["IBM Research"]),
        ("Quill FP, Rook SJ; Wren Trial Group.", ["F. P. Quill", "S. J. Rook", "Wren Trial Group"]),
        ("Recht, Roelofs, Schmidt, Shankar", ["Recht", "Roelofs", "Schmidt", "Shankar"]),
        ("Doe, Jane, Roe, Max", ["Jane Doe", "Max Roe"]),
    ],
)
def test_names_in_one_string(text: str, authors: list[str]) -> None:
    assert list(read_authors(text).authors) == authors


@pytest.mark.parametrize("export", ["bibtex", "biblatex", "csl-json", "ris", "jsonl"])
@pytest.mark.parametrize("name", EVERYBODY, ids=lambda name: name.display)
def test_a_name_is_the_same_after_an_export_and_an_ingest(name: Name, export: str) -> None:
    paper = Paper(
        id="0123abcd",
        title="On Meshes",
        authors=(name.display, "Ada Lovelace"),
        names=(name, Name()),
        added=NOW,
    )
    written = "".join(export_named(export).write([paper], lambda _: "key"))
    dump_format = "bibtex" if export == "biblatex" else export
    if export == "ris" and name.literal:  # where a comma parts family and given names
        name = Name(literal=name.literal.replace(",", ""))
    assert names_in(written, dump_format) == (name, Name("Lovelace", "Ada"))


# Family and given names that look like something else: particles, suffixes, degrees, organisations.
FAMILIES = """Lovelace;García Márquez;de la Cruz;van der Berg;Van Dyke;Le Cun;O'Brien;Ng;Do;Ma;Li
St. John;Mc Donald;al-Khwarizmi;Al Ahmad;d'Estaing;Ó Briain;D;King;Labs;Group;Smith-Jones;Nguyễn
ROE;Press;Ortega y Gasset;Team;Dos Santos;Center;Senior;Junior;Co;Sa;Phd;Van;De;El Amrani;Ben Ali
Della Porta;Research;Park Choi;X;Roe (née Poe)""".replace("\n", ";").split(";")
GIVEN = """Ada;J.;J. K.;Jean-Luc;José;Md;Do;Ma;Yi;S.-H.;Mary Ann;Mai Thi;Abd al-Rahman;Al;Le;Thi;By;M. D.
Sir;Van;Von;Prof;R.D.;J-P""".replace("\n", ";").split(";")


@pytest.mark.parametrize("export", ["bibtex", "biblatex", "csl-json", "ris", "jsonl"])
def test_no_name_becomes_another_on_its_way_through_an_export(export: str) -> None:
    dump_format = "bibtex" if export == "biblatex" else export
    suffixes = cycle((None, None, "Jr.", None, "III", None, None, "3rd", None))
    for (family, given), suffix in zip(product(FAMILIES, GIVEN), suffixes, strict=False):
        name = Name(family, given, suffix)
        authors = (name.display, "Ada Lovelace")
        paper = Paper("0123abcd", "On Meshes", authors=authors, names=(name, Name()), added=NOW)
        written = "".join(export_named(export).write([paper], lambda _: "key"))
        assert names_in(written, dump_format) == (name, Name("Lovelace", "Ada"))


@pytest.mark.parametrize(
    ("dump_format", "dump", "names"),
    [
        ("bibtex", "@misc{a, title={T}, author={García Márquez, Gabriel}}", (MARQUEZ,)),
        ("bibtex", "@misc{a, title={T}, author={Gabriel {García Márquez}}}", (MARQUEZ,)),
        ("bibtex", "@misc{a, title={T}, author={{García Márquez}, Gabriel and Xin Li}}", (MARQUEZ, LI)),
        ("bibtex", "@misc{a, title={T}, author={Garc{\\'i}a M{\\'a}rquez, Gabriel}}", (MARQUEZ,)),
        ("bibtex", "@misc{a, title={T}, author={{Google, Inc.} and Li, Xin}}", (GOOGLE, LI)),
        ("bibtex", "@misc{a, title={T}, author={{Barnes and Noble}}}", (BARNES,)),
        ("bibtex", "@misc{a, title={T}, author={Ludwig van Beethoven}}", (BEETHOVEN,)),
        ("bibtex", "@misc{a, title={T}, author={Gabriel {Garc{\\'i}a M{\\'a}rquez}}}", (MARQUEZ,)),
        ("bibtex", "@misc{a, title={T}, author={Li, Xin and  and Doe, John, 3rd}}", (LI, DOE)),
        ("bibtex", "@misc{a, title={T}, author={Li, Xin; Doe, John, 3rd}}", (LI, DOE)),
        (
            "bibtex",
            "@misc{a, title={T}, author={family=Beethoven, given=Ludwig, prefix=van, useprefix=true}}",
            (BEETHOVEN,),
        ),
        (
            "bibtex",
            '@misc{a, title={T}, author={given={Martin Luther}, "family=King", suffix={Jr.} and Li, Xin}}',
            (KING, LI),
        ),
        ("ris", "TY  - JOUR\nTI  - T\nAU  - García Márquez, Gabriel\nAU  - Doe, John, 3rd\nER  - \n", (MARQUEZ, DOE)),
        ("ris", "TY  - JOUR\nTI  - T\nAU  - Plato\nER  - \n", (Name(literal="Plato"),)),
        ("enw", "%0 Journal Article\n%T T\n%A Google,, Inc.\n%A Ortega y Gasset, José\n", (GOOGLE, GASSET)),
        ("nbib", "PMID- 1\nTI  - T\nFAU - García Márquez, Gabriel\nAU  - García Márquez G\n", (MARQUEZ,)),
        ("nbib", "PMID- 1\nTI  - T\nAU  - Graham SA\nAU  - Wang Y\nAU  - Wang Y\n", (GRAHAM, *[Name("Wang", "Y.")] * 2)),
        (
            "pubmed-xml",
            ("<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>"
            "<ArticleTitle>T</ArticleTitle><AuthorList><Author><LastName>García Márquez</LastName>"
            "<ForeName>Gabriel</ForeName></Author><Author><CollectiveName>Google, Inc."
            "</CollectiveName></Author><Author><LastName>Doe</LastName><ForeName>John</ForeName>"
            "<Suffix>3rd</Suffix></Author></AuthorList></Article></MedlineCitation>"
            "</PubmedArticle></PubmedArticleSet>"),
            (MARQUEZ, GOOGLE, DOE),
        ),
        (
            "csl-json",
            json.dumps(
                [
                    {
                        "id": "a",
                        "type": "book",
                        "title": "T",
                        "author": [
                            {"family": "García Márquez", "given": "Gabriel"},
                            {"literal": "Google, Inc."},
                            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
                        ],
                    }
                ]
            ),
            (MARQUEZ, GOOGLE, BEETHOVEN),
        ),
        (
            "arxiv-json",
            json.dumps(
                {
                    "id": "0704.0001",
                    "title": "T",
                    "update_date": "2008-11-26",
                    "authors_parsed": [["García Márquez", "Gabriel", ""], ["Doe", "John", "3rd"]],
                }
            ),
            (MARQUEZ, DOE),
        ),
        ("nbib", "PMID- 1\nTI  - T\nFAU - Li, Xin\nCN  - Barnes and Noble\n", (LI, BARNES)),
        ("wos", "FN Clarivate\nVR 1.0\nPT J\nAU Li, Xin\nCA The ATLAS Collaboration\nTI T\nER\n\nEF\n", (LI, ATLAS)),
        ("wos", "FN Clarivate\nVR 1.0\nPT J\nAF García Márquez, Gabriel\n   Li, Xin\nTI T\nER\n\nEF\n", (MARQUEZ, LI)),
    ],
)  # fmt: skip
def test_a_source_gives_the_parts_of_a_name(
    dump_format: str, dump: str, names: tuple[Name, ...]
) -> None:
    assert names_in(dump, dump_format) == names


def test_the_parts_are_shown_whether_or_not_a_source_gave_them(papers: Run, tmp_path: Path) -> None:
    dump = "Title: On Meshes\nAuthors: Ada Lovelace; García Márquez, Gabriel\nAbstract: Meshes.\n"
    ingest(papers, tmp_path, dump)
    [shown] = json.loads(papers("list", "--json")[1])
    assert shown["authors"] == ["Ada Lovelace", "Gabriel García Márquez"]
    assert shown["names"] == [
        {"family": "Lovelace", "given": "Ada", "suffix": None, "literal": None},
        {"family": "García Márquez", "given": "Gabriel", "suffix": None, "literal": None},
    ]
    assert "García Márquez, Gabriel" in papers("export", "--format", "biblatex")[1]


def test_a_later_sighting_gives_the_parts_of_names_that_are_there(
    papers: Run, tmp_path: Path
) -> None:
    listed = "Title: On Meshes\nAuthors: Gabriel García Márquez\nAbstract: Meshes.\n"
    ingest(papers, tmp_path, listed)
    entry = "@misc{a, title={On Meshes}, author={García Márquez, Gabriel}}\n"
    assert ingest(papers, tmp_path, entry).startswith(
        "1 record read: 0 new, 0 seen before, 1 updated"
    )
    assert "García Márquez, Gabriel" in papers("export", "--format", "biblatex")[1]


def test_two_authors_of_one_name_are_two(papers: Run, tmp_path: Path) -> None:
    ingest(
        papers, tmp_path, json.dumps([{"title": "On Meshes", "authors": ["J. Wang", "J. Wang"]}])
    )
    assert json.loads(papers("list", "--json")[1])[0]["authors"] == ["J. Wang", "J. Wang"]


@pytest.mark.parametrize("kind", [None, "article", "article-journal", "paper-conference", "book"])
@pytest.mark.parametrize("name", EVERYBODY, ids=lambda name: name.display)
def test_what_this_program_wrote_is_known_by_its_keys(
    name: Name, kind: str | None, tmp_path: Path
) -> None:
    paper = Paper(
        id="0123abcd",
        title="On Meshes",
        authors=(name.display,),
        names=(name,),
        type=kind,
        venue="J. Meshes",
        doi="10.1000/1",
        added=NOW,
    )
    line = "".join(export_named("jsonl").write([paper], lambda _: ""))
    for text, expected in ((line, "jsonl"), (f"[{line}]", "json"), (2 * line, "jsonl")):
        (tmp_path / "dump").write_text(text, "utf-8")
        with open_dump(str(tmp_path / "dump")) as dump:
            assert detect(dump).name == expected


@pytest.mark.parametrize(
    ("names", "authors", "more"),
    [
        (["Tom Brown et al.", "Bob Second"], ["Tom Brown", "Bob Second"], True),
        ([{"given_name": "Ann", "family_name": "Doe"}], ["Ann Doe"], False),
        (
            [{"firstName": "Ann", "lastName": "Doe"}, {"name": "Max Poe"}],
            ["Ann Doe", "Max Poe"],
            False,
        ),
        # Parts as they are said, as arXiv has them, and a name beside where its bearer works.
        ([["Ann", "Doe"], ["Max", "M.", "Poe"]], ["Ann Doe", "Max M. Poe"], False),
        ([["Doe", "Ann", ""], ["Poe", "Max", "Jr."]], ["Ann Doe", "Max Poe Jr."], False),
        ([["van der Poe", "Max", "", "Invented College"]], ["Max van der Poe"], False),
        ([["Doe,", "Ann"], ["Poe, Max", "Bergen"]], ["Ann Doe", "Max Poe"], False),
        ([["Ann Doe", "Univ. of Moths"]], ["Ann Doe"], False),
        ([["Ann Doe", "University College"]], ["Ann Doe"], False),
        ([["Ann Maria", "van der Doe"]], ["Ann Maria van der Doe"], False),
        ([["Ann Maria", "Doe"]], ["Ann Maria Doe"], False),
    ],
)
def test_names_in_a_list(names: list[object], authors: list[str], more: bool) -> None:  # noqa: FBT001 - a column
    found = read_authors(names)
    assert (list(found.authors), found.more) == (authors, more)


@pytest.mark.parametrize("nobody", ["[No author name available]", "[No authors listed]", "No Author", "Unknown authors", "Anonymous", "Anon.", "(various authors)", "Author unknown", "Authors not listed", "N/A", "-", "?", "Unbekannt", "anonyme", "佚名"])  # fmt: skip
@pytest.mark.parametrize("others", [(), ("Ada Quill",)])
def test_what_stands_for_nobody_is_no_author(nobody: str, others: tuple[str, ...]) -> None:
    assert read_authors([*others, nobody]).authors == others


@pytest.mark.parametrize(
    "name", ["Noah Author", "Anonymous Moth Collective", "Anna Nobody", "Jane Unknown"]
)
def test_a_name_that_looks_like_nobody_is_kept(name: str) -> None:
    assert read_authors([name]).authors == (name,)


def test_family_names_alone_and_ids_of_organisations() -> None:
    assert read_authors("LeCun, Bengio & Hinton").authors == ("LeCun", "Bengio", "Hinton")
    assert read_authors("Doe, Jane and Roe, Max").authors == ("Jane Doe", "Max Roe")
    three = "Doe, John and Smith, Jane and Roe"
    assert read_authors(three).authors == ("John Doe", "Jane Smith", "Roe")
    assert read_authors("LeCun, Bengio & Hinton", inverted=True).authors == ("LeCun", "Bengio", "Hinton")  # fmt: skip
    assert read_authors(["O'Brien", "J.", "Roe", "M. A."]).authors == ("J. O'Brien", "M. A. Roe")
    assert read_authors("Doe, John and Roe", inverted=True).authors == ("John Doe", "Roe")
    assert read_authors(["The LIGO Scientific Collaboration (60123456700)"]).authors == ("The LIGO Scientific Collaboration",)  # fmt: skip


def test_the_day_on_which_a_reader_added_a_paper_is_not_its_date(
    papers: Run, tmp_path: Path
) -> None:
    dump = tmp_path / "z.csv"
    dump.write_text(
        'Title,Author,Publication Year,Date,Date Added\nMoths of the Moor,"Doe, Jane",,,2023-04-05\nFlies of the Fen,"Doe, Jane",1999,1999,2023-04-05\n'
    )
    papers("ingest", dump)
    assert {each["title"]: each["year"] for each in json.loads(papers("list", "--json")[1])} == {
        "Moths of the Moor": None,
        "Flies of the Fen": 1999,
    }
