import io
import shlex
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record
from papercli.dumps.table import read, sniff
from papercli.dumps.unnamed_table import refusal

UNKNOWN = 'name,summary,who,when\nMoss,"It is green, mostly.",Jane Doe,2008\nFern,So is it.,Max Poe,2009\n'


def records(text: str) -> list[Record]:
    return [each for each in read(io.StringIO(text)) if isinstance(each, Record)]


@pytest.mark.parametrize(
    "header",
    [
        "Titel;Autor;Jahr",
        "Titel;Autor(en);Erscheinungsjahr",
        "Titre;Auteurs;Année",
        "Título;Autores;Año",
        "Título;Autor;Ano",
        "Titolo;Autori;Anno",
        "标题;作者;年份",
        "题名;作者;年",
        "タイトル;著者;発行年",
        "Name;Authors;Year",
        "Title;Author/s;Published Year",
        "paper_title;author_list;pub_year",
    ],
)
def test_columns_are_known_in_other_languages(header: str) -> None:
    text = f"{header}\nMoss;Jane Doe;2021\n"
    assert sniff(text) > 0
    [found] = records(text)
    assert (found.title, found.authors, found.year) == ("Moss", ("Jane Doe",), 2021)


def test_a_remark_above_the_header_is_known() -> None:
    [found] = records(
        '"About the data: Exported on Jan 1, 2020."\n"Title","Authors","PubYear"\n"Moss","Doe, Jane",2021\n'
    )
    assert (found.title, found.year, found.line) == ("Moss", 2021, 3)


def test_tex_before_a_doubled_quotation_mark_is_kept() -> None:
    [found] = records('title,abstract\n"H\\""older spaces of Erd\\H{o}s","Schr\\""odinger, too."\n')
    assert (found.title, found.abstract) == (
        'H\\"older spaces of Erd\\H{o}s',
        'Schr\\"odinger, too.',
    )


def test_a_table_without_a_title_column_is_refused(papers: Run, tmp_path: Path) -> None:
    (tmp_path / "unknown.csv").write_text(UNKNOWN)
    code, _, err = papers("ingest", tmp_path / "unknown.csv")
    assert code == 3
    assert (
        "a CSV without a title column (it has name, summary, who, when); use --column title=name"
        in err
    )


def test_a_reader_says_what_columns_hold(papers: Run, tmp_path: Path) -> None:
    (tmp_path / "unknown.csv").write_text(UNKNOWN)
    columns = ("--column", "title=name", "--column", "authors=who", "--column", "year=when")
    code, out, _ = papers("ingest", *columns, tmp_path / "unknown.csv")
    assert (code, out) == (0, "2 records read: 2 new, 0 seen before; 0 skipped\n")
    assert "2008\tMoss\tJane Doe" in papers("list")[1]


def test_a_column_that_is_named_wins_in_a_known_header(papers: Run, tmp_path: Path) -> None:
    (tmp_path / "known.csv").write_text("title,authors,short\nMoss and its kin,Jane Doe,Moss\n")
    papers("ingest", "--column", "title=short", tmp_path / "known.csv")
    assert "\tMoss\t" in papers("list")[1]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Title,Year,when", "year=when"),
        ("Title,Date,when", "year=when"),
        ("Title,PubYear,when", "year=when"),
        ("Title,Year,when", "date=when"),
        ("PT,AU,TI,SO,PY,Title,Year,when", "year=when"),
    ],
)
def test_a_column_that_is_named_wins_over_one_that_is_known(header: str, column: str) -> None:
    names = header.split(",")
    row = ",".join({"Title": "Moss", "when": "2008"}.get(name, "1999") for name in names)
    columns = {name: field for field, name in [column.split("="), ("title", "Title")]}
    [found] = read(io.StringIO(f"{header}\n{row}\n"), columns)
    assert isinstance(found, Record)
    assert (found.title, found.year, (found.date or "2008")[:4]) == ("Moss", 2008, "2008")


def test_of_two_columns_of_one_name_the_first_that_tells_counts() -> None:
    first, second = records("Title,Authors,Authors\nMoss,Jane Doe,Max Poe\nFern,,Max Poe\n")
    assert (first.authors, second.authors) == (("Jane Doe",), ("Max Poe",))


def test_a_refusal_can_be_pasted(papers: Run, tmp_path: Path) -> None:
    (tmp_path / "unknown.csv").write_text("no,my paper's title,who\n1,Moss,Doe\n2,Fern,Roe\n")
    _, _, err = papers("ingest", tmp_path / "unknown.csv")
    command = shlex.split(err.partition("; use ")[2])
    assert command == ["--column", "title=my paper's title"]
    assert papers("ingest", *command, tmp_path / "unknown.csv")[0] == 0


@pytest.mark.parametrize(
    ("column", "code", "said"),
    [
        ("colour=name", 2, "unknown field 'colour'; use one of: title, authors"),
        ("title=nom", 3, "no columns named nom; the first line is: name,summary,who,when"),
        ("title", 2, "names no column"),
        ("year=when --column title=when", 2, "'when' is given two fields, year and title"),
        ("title=who --column title=name", 2, "title is given two columns, 'who' and 'name'"),
    ],
)
def test_a_wrong_column_is_an_error_that_lists_what_there_is(
    papers: Run, tmp_path: Path, column: str, code: int, said: str
) -> None:
    (tmp_path / "unknown.csv").write_text(UNKNOWN)
    found, _, err = papers("ingest", "--column", *column.split(), tmp_path / "unknown.csv")
    assert (found, said in err) == (code, True)


def test_what_is_listed_is_refused_with_a_hint(papers: Run, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(
        "5e2f19da\t2008\tMoss\tJane Doe\n0e5dfb25\t2009\tFern\tMax Poe\n"
    )
    code, _, err = papers("ingest", tmp_path / "list.txt")
    assert (code, "use --json or --csv" in err) == (3, True)


@pytest.mark.parametrize(
    "text",
    [
        "Moss, fern and others\nWe study moss, fern, and lichen, all of which are green.\n",
        "One title\nAn abstract, with one comma.\n",
        "",
    ],
)
def test_prose_is_no_table(text: str) -> None:
    assert refusal(text, is_cut=False) is None


def test_the_citation_of_pubmed_tells_what_its_columns_do_not() -> None:
    [found] = records(
        "PMID,Title,Authors,Citation,Journal/Book,Publication Year,Create Date\n"
        '1,Moss,"Doe JA, Roe M.","J Moss. 2022 Jan 5;27(1):19-25. doi: 10.1000/m.1.",J Moss,2022,2021/11/30\n'
    )
    assert (found.authors, found.year, found.date) == (("J. A. Doe", "M. Roe"), 2022, "2022-01-05")
    assert (found.volume, found.issue, found.pages) == ("27", "1", "19-25")


def test_when_a_database_took_a_record_in_is_not_its_date() -> None:
    first, second = records(
        "title,authors,year,created\nA,Jane Doe,2022,2021-11-30\nB,Jane Doe,,2021-11-30\n"
    )
    assert (first.year, first.date) == (2022, None)
    assert (second.year, second.date) == (2021, "2021-11-30")


# Columns of services, and what each row says, whatever they are called.
KNOWN = {
    "title": "Moss",
    "authors": ("Jane Doe", "Max Roe"),
    "year": 2018,
    "venue": "Journal of Moss",
    "volume": "40",
    "issue": "2",
    "pages": "101-119",
    "abstract": "It grows.",
    "keywords": ("moss", "fern"),
}
COLUMNS = "Title,Authors,Year,Journal,Volume,Issue,Start Page,End Page,Abstract,Keywords"


@pytest.mark.parametrize(
    "header",
    [
        COLUMNS,
        "Titre de l'article,Auteur(s),Année de publication,Titre de la revue,Volume,Numéro,Pages,Résumé,Mots-clés",
        "Título,Autores,Año de publicación,Revista,Volumen,Número,Páginas,Resumen,Palabras clave",
        "Título do artigo,Autores,Ano de publicação,Título da revista,Volume,Número,Páginas,Resumo,Palavras-chave",
        "Titolo,Autori,Anno di pubblicazione,Rivista,Volume,Fascicolo,Pagine,Riassunto,Parole chiave",
        "Titel,Autoren,Erscheinungsjahr,Zeitschrift,Band,Heft,Seiten,Zusammenfassung,Schlagwörter",
        "題名,著者名,出版年,刊行物名,巻,号,開始ページ,終了ページ,抄録,キーワード",
        "题名,作者,出版年,刊名,卷,期,起始页,结束页,摘要,关键词",
        "논문명,저자,발행연도,학술지명,권,호,시작페이지,끝페이지,초록,키워드",
        "Название,Авторы,Год,Журнал,Том,Выпуск,Страницы,Аннотация,Ключевые слова",
        "title,authorships.author.display_name,publication_year,primary_location.source.display_name,biblio.volume,biblio.issue,biblio.first_page,biblio.last_page,abstract,keywords.display_name",
    ],
)
def test_every_column_of_a_table_is_read_in_every_language(header: str) -> None:
    names = header.split(",")
    pages = ["101", "119"] if len(names) == len(COLUMNS.split(",")) else ["101-119"]
    text = ["Moss", "Doe, Jane|Roe, Max", "2018", "Journal of Moss", "40", "2", *pages]
    [found] = records(
        f"{header}\n" + ",".join(f'"{each}"' for each in (*text, "It grows.", "moss|fern"))
    )
    assert {name: getattr(found, name) for name in KNOWN} == KNOWN


def test_full_names_and_numbers_of_articles_are_taken_from_scopus() -> None:
    [found] = records(
        'Authors,Author full names,Title,Year,Art. No.,Page start\n"Doe J.; Roe M.","Doe, Jane (571); Roe, Max (572)",Moss,2018,e12,\n'
    )
    assert (found.authors, found.pages) == (("Jane Doe", "Max Roe"), "e12")
