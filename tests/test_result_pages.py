"""Pages of search results as copied, and what looks like records and is code: read rightly or refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run


def read_papers(papers: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(papers("list", "--json")[1])
    return found


SCHOLAR = """About 1,230 results (0.05 sec)
[PDF] example.org
Tides of small harbours: a long title that fills the line of a page
A Eriksen, B Dubois… - Journal of Tides, 2016 - example.org
We look at tides that have long been thought too small to be measured in any harbour …
{first}
[BOOK] The moths of the moor
C Dubois - 2009 - Example Press
Moths that fly at night are counted …
{second}
"""
BELOW = [
    ("Save Cite Cited by 1,987 Related articles All 61 versions", 1987),
    ("Cite Cited by 12 Related articles", 12),
    ("Cited by 3 Related articles All 2 versions", 3),
    ("Save Cite Related articles All 4 versions View as HTML", None),
    ("Speichern Zitieren Zitiert von: 19876 Ähnliche Artikel Alle 61 Versionen", 19876),
    ("Enregistrer Citer Cité 1204 fois Autres articles Les 61 versions", 1204),
    ("Guardar Citar Citado por 19876 Artículos relacionados Las 61 versiones", 19876),
    ("Salva Cita Citato da 19876 Articoli correlati Tutte e 61 le versioni", 19876),
    ("Salvar Citar Citado por 7 Artigos relacionados Todas as 3 versões", 7),
    ("Opslaan Citeren Geciteerd door 9 Verwante artikelen Alle 6 versies", 9),
    ("Spara Citera Citerat av 19876 Relaterade artiklar Alla 61 versionerna", 19876),
    ("Сохранить Цитировать Цитируется: 76 Похожие статьи Все версии статьи (6)", 76),
    ("保存 引用 被引用次数：19876 相关文章 所有 61 个版本", 19876),
    ("保存 引用 引用元 198 関連記事 全 6 バージョン", 198),
    ("저장 인용 19876회 인용 관련 학술자료 전체 61개의 버전", 19876),
    ("☆ Save Cite Cited by 70123 Related articles All 22 versions Web of Science: 31", 70123),
]


@pytest.mark.parametrize(("below", "cited"), BELOW)
def test_results_of_google_scholar_end_with_their_line_of_links(
    papers: Run, tmp_path: Path, below: str, cited: int | None
) -> None:
    (tmp_path / "page.txt").write_text(SCHOLAR.format(first=below, second=below), "utf-8")
    assert papers("ingest", tmp_path / "page.txt")[0] == 0
    moths, tides = sorted(read_papers(papers), key=lambda each: str(each["title"]))
    assert (tides["title"], tides["year"], tides["citations"]) == (
        "Tides of small harbours: a long title that fills the line of a page",
        2016,
        cited,
    )
    assert (moths["title"], moths["year"], moths["citations"]) == (
        "The moths of the moor",
        2009,
        cited,
    )
    assert "Cite" not in f"{tides['abstract']} {moths['abstract']}"
    assert [each["authors"] for each in (tides, moths)] == [
        ["A. Eriksen", "B. Dubois"],
        ["C. Dubois"],
    ]


PAGES = {
    "Semantic Scholar": """Tides of Small Harbours
Ada Eriksen, Ben Dubois, +1 author Cy Quarry
Computer Science, Mathematics
Journal of Tides
13 February 2020
TLDR
It is shown that tides matter. Expand
16,543
Save
Moths of the Moor
Dora Eriksen, Emil Dubois, +2 authors Fay Quarry
Computer Science
Moor Vision and Moth Recognition
13 November 2019
TLDR
We count moths at night. Expand
10,210
Save
""",
    "a publisher": """research-article
Open Access
March 2008
Tides of small harbours
Ada Eriksen, Ben Dubois
Communications of Harbours (CH), Volume 51, Issue 1
research-article
Open Access
May 2009
Moths of the moor
Cy Quarry, Dora Eriksen
Communications of Moors (CM), Volume 3, Issue 2
""",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_other_pages_of_results_are_no_alerts(papers: Run, tmp_path: Path, page: str) -> None:
    (tmp_path / "page.txt").write_text(page, "utf-8")
    code, _, err = papers("ingest", tmp_path / "page.txt")
    assert (code, "export the results there" in err) == (3, True)
    assert papers("list", "--count")[1] == "0\n"


CODE = [
    'class Paper:\n    title: str = ""\n    authors: list = []\n',
    "class Paper:\n    title: str = None\n    year: int = None\n",
    "interface Paper {\n  title: string;\n  authors: string[];\n}\n",
    "struct Paper {\n  title: String;\n  abstract: String;\n}\n",
    "record:\n  title: const char *name = {0};\n  authors: int a[3];\n",
]


@pytest.mark.parametrize("code", CODE)
def test_declared_fields_are_no_papers(papers: Run, tmp_path: Path, code: str) -> None:
    (tmp_path / "paper.txt").write_text(code, "utf-8")
    assert papers("ingest", tmp_path / "paper.txt")[0] == 3
    assert papers("list", "--count")[1] == "0\n"


@pytest.mark.parametrize("command", ["noop", "noopsort", "Noop", "SortNoop"])
def test_what_only_sorts_an_entry_is_no_text(papers: Run, tmp_path: Path, command: str) -> None:
    entry = (
        f"@book{{a, title = {{Moths}}, author = {{{{\\{command}{{Vaa}}}}van der Berg, Jan}},\n"
        f" year = {{{{\\{command}{{2015}}}}2016}}}}\n"
    )
    (tmp_path / "a.bib").write_text(entry, "utf-8")
    assert papers("ingest", tmp_path / "a.bib")[0] == 0
    (moths,) = read_papers(papers)
    assert (moths["year"], moths["authors"]) == (2016, ["Jan van der Berg"])


BESIDE = [
    "10:30 {}",
    "10:50–11:10 {}",
    "2:30 pm | {}",
    "09:00 - Best Paper: {}",
    "Outstanding Paper Award: {}",
    "Paper 12: {}",
    "{} ............ 1321",
    "{} . . . . . . 7",
]


@pytest.mark.parametrize("beside", BESIDE)
def test_a_title_is_told_from_what_a_programme_sets_around_it(
    papers: Run, tmp_path: Path, beside: str
) -> None:
    titles = {
        "Moths of the Moor: Best Paper: Folding in 10.5 Steps": "Ada Eriksen, Ben Dubois",
        "Soft Tides": "Cy Quarry, Dora Eriksen, Emil Dubois",
        "3D Harbours": "Fay Quarry, Gil Moor",
    }
    text = "".join(f"{beside.format(title)}\n{names}\n" for title, names in titles.items())
    (tmp_path / "programme.txt").write_text(text, "utf-8")
    assert papers("ingest", "--format", "accepted", tmp_path / "programme.txt")[0] == 0
    found = {each["title"]: ", ".join(each["authors"]) for each in read_papers(papers)}
    assert found == titles
