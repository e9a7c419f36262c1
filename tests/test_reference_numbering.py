"""Volumes and issues as Chinese, Japanese and Korean references count them, and the places of Brazilian ones."""

import pytest

from papercli.dumps.references.numbering import with_latin_numbers
from papercli.dumps.references.parts import Reference
from papercli.dumps.references.reference import read_reference

COUNTED = [
    "第44卷第3期, 1-9页, 2017",
    "第44卷, 第3期, pp. 1-9, 2017",
    "第44卷第(3)期, 2017, 1-9",
    "44卷3期, 1-9, 2017年",
    "44巻3号, 1-9, 2017",
    "第44巻, 第3号, pp. 1-9, 2017",
    "44巻3号, 1〜9頁, 2017年",
    "제44권, 제3호, pp. 1-9, 2017",
    "제44권 제3호, 1-9쪽, 2017",
    "44권 3호, pp.1~9, 2017",
]


@pytest.mark.parametrize("counted", COUNTED)
@pytest.mark.parametrize(
    "venue", ["정보과학회논문지, ", "軟體學報 ", "情報処理学会論文誌, ", "Journal of Moss, "]
)
@pytest.mark.parametrize("names", ["김철수, 이영희", "王伟, 李娜", "Quill, A. and Rook, B."])
def test_numbers_are_no_part_of_a_venue(names: str, venue: str, counted: str) -> None:
    found = read_reference(f"{names}, “이끼의 느린 성장에 대한 연구,” {venue}{counted}.")
    assert isinstance(found, Reference)
    assert (found.venue, found.date) == (venue.strip(" ,"), "2017")
    assert found.numbers == {"volume": "44", "issue": "3", "pages": "1-9"}


@pytest.mark.parametrize(
    "text",
    [
        "第3期医療計画の検討",
        "제2권력에 대한 연구",
        "第5号議案について 1998",
        "A study of 3 mosses, 2017",
    ],
)
def test_a_title_that_counts_stays(text: str) -> None:
    assert with_latin_numbers(text) == text


def test_titles_without_spaces_need_no_quotation_marks() -> None:
    found = read_reference("王伟, 李娜. 苔藓的生长研究. 植物学报, 44(3), 1-9, 2017.")
    assert isinstance(found, Reference)
    assert (found.title, found.venue) == ("苔藓的生长研究", "植物学报")


@pytest.mark.parametrize(
    ("venue", "place"),
    [
        ("Revista do Musgo", ", São Paulo"),
        ("Ciência Rural", ", Santa Maria"),
        ("Educação & Sociedade", ", Campinas, SP"),
        ("Cadernos de Saúde Pública", ", Rio de Janeiro"),
        ("Revista Mar", ", Belo Horizonte (MG)"),
        ("Boletim de Musgos", ", Montes Claros"),
        ("Journal of Moss", ", London"),
        ("Nature", ""),
        ("Estudos de Musgo", ""),
    ],
)
def test_the_place_of_a_journal_is_no_part_of_it(venue: str, place: str) -> None:
    text = f"SILVA, A. B.; COSTA, C. O musgo lento da serra. {venue}{place}, v. 12, n. 3, p. 1-9, 2019."
    found = read_reference(text)
    assert isinstance(found, Reference)
    assert (found.title, found.venue) == ("O musgo lento da serra", venue)
    assert found.numbers == {"volume": "12", "issue": "3", "pages": "1-9"}
