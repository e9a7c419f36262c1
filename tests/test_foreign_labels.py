import io

import pytest

from papercli.dumps.base import Record, Skipped
from papercli.dumps.detection import detect
from papercli.dumps.input.files import Found, open_dump
from papercli.dumps.reading import read
from papercli.errors import UnknownFormatError

TEXTS = {
    "zh": ("标题：{}\n作者：{}\n年份：{}\n摘要：{}\n", ("基于深度学习的苔藓识别", "张三，李四")),
    "ja": ("タイトル：{}\n著者：{}\n発行年：{}\n概要：{}\n", ("深層学習による苔の認識", "山田 太郎、佐藤 花子")),
    "ko": ("제목: {}\n저자: {}\n연도: {}\n초록: {}\n", ("딥러닝 기반 이끼 인식", "김철수, 이영희")),
    "ru": ("Название: {}\nАвторы: {}\nГод: {}\nАннотация: {}\n", ("Мхи города", "Иван Мох, Анна Липа")),
    "de": ("Titel: {}\nAutoren: {}\nJahr: {}\nZusammenfassung: {}\n", ("Moose der Stadt", "Jana Moos, Tom Birke")),
    "fr": ("Titre : {}\nAuteurs : {}\nAnnée : {}\nRésumé : {}\n", ("Les mousses", "Jeanne Orme, Anne Bouleau")),
    "es": ("**Título:** {}\n**Autores:** {}\n**Año:** {}\n**Resumen:** {}\n", ("Los musgos", "Ana Olmo, Juan Roble")),
    "it": ("Titolo: {}\nAutori: {}\nAnno: {}\nRiassunto: {}\n", ("I muschi", "Anna Olmo, Ugo Faggio")),
}  # fmt: skip
ABSTRACT = "This is what they studied, and what they found."


def found_in(text: str) -> list[Record | Skipped]:
    with open_dump(Found("-", stream=io.BytesIO(text.encode()))) as dump:
        found = detect(dump)
        assert found.name == "labelled"
        return list(read(dump, found))


@pytest.mark.parametrize("language", TEXTS)
def test_labels_in_other_languages_are_read(language: str) -> None:
    layout, (title, authors) = TEXTS[language]
    text = "\n".join(layout.format(f"{title} {n}", authors, 2000 + n, ABSTRACT) for n in range(3))
    found = found_in(text)
    assert [
        (each.title, len(each.authors), each.year, each.abstract)
        for each in found
        if isinstance(each, Record)
    ] == [(f"{title} {n}", 2, 2000 + n, ABSTRACT) for n in range(3)]
    assert not any(isinstance(each, Skipped) for each in found)


def test_a_record_that_lost_its_title_is_reported() -> None:
    layout, (title, authors) = TEXTS["de"]
    records = [layout.format(f"{title} {n}", authors, 2000 + n, ABSTRACT) for n in range(3)]
    records[1] = records[1].partition("\n")[2]
    found = found_in("\n".join(records))
    assert [each.reason for each in found if isinstance(each, Skipped)] == ["no title"]


@pytest.mark.parametrize(
    "text",
    [
        "Hinweis: Das Haus ist alt.\nJahr: 1980\nOrt: Berlin\n",
        "Titel: Der alte Garten\nDarsteller: Jana Moos\nRegie: Tom Birke\n",
    ],
)
def test_labels_of_other_things_show_no_paper(text: str) -> None:
    with pytest.raises(UnknownFormatError):
        found_in(text)
