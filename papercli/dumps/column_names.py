"""What the columns of tables are called: by services, in other languages, and where the name means something else in other formats."""

import re
import unicodedata

from papercli.dumps.field_names import FIELD_NAMES, FIELD_OF
from papercli.patterns import late

_NOT_LETTER = late(r"[\W_]+")
# Our name -> those of columns, folded: German, French, Spanish, Portuguese, Italian, Chinese, Japanese, Korean, Russian behind
# English ones. Russian й is и there, for its accent is folded away.
_COLUMNS = {
    name: field
    for field, names in {
        "title": (
            "articlename papername doctitle titleofpaper titleofthepaper titleofarticle titleofthearticle titleofpublication "
            "titel titre titulo titolo 标题 題名 题名 篇名 标题名 文献标题 タイトル 論文名 論文タイトル 表題 論題 논문명 논문제목 제목 название названиестатьи заглавие "
            "titredelarticle titrearticle titulodelarticulo titulodoartigo titolodellarticolo titeldesartikels"
        ),
        "authors": (
            "whowroteit writtenby authorlist listofauthors authorsnames author/s authornamesfull authorsfull "
            "autor autoren autorin verfasser auteur auteurs autores autora autore autori 作者 著者 著者名 저자 저자명 автор авторы "
            "authorshipsauthordisplayname authorshipsrawauthorname"
        ),
        "year": (
            "pubyear yr yearofpublication "
            "jahr erscheinungsjahr annee ano anio anno 年份 年 出版年 发表年份 発行年 出版年份 출판연도 발행연도 발행년도 연도 год годиздания годпубликации "
            "anneedepublication anneepublication anodepublicacion anopublicacion anodepublicacao annodipubblicazione publikationsjahr"
        ),
        "date": "publicationdateyyyymmdd datepublished pubdate datum fecha 发表时间 日期 日付 発行日 발행일 дата датапубликации "
        "datedepublication fechadepublicacion datadepublicacao datadipubblicazione erscheinungsdatum",
        "abstract": (
            "paperabstract zusammenfassung abstrakt resume resumen resumo riassunto sommario 摘要 要旨 抄録 概要 초록 аннотация реферат"
        ),
        "journal": (
            "journalname journalconference conferencejournal journalorconference venuename publicationvenue publishedin zeitschrift revue revista rivista periodico 期刊 刊名 来源 文献来源 雑誌 雑誌名 掲載誌 刊行物名 収録刊行物 학술지 학술지명 간행물명 저널명 журнал названиежурнала издание "
            "titredelarevue titrerevue nomdelarevue titulodelarevista nombredelarevista titulodarevista nomedarevista titolodellarivista zeitschriftentitel "
            "primarylocationsourcedisplayname"
        ),
        "conference": "conf conferencename konferenz conferencia 会议 会議",
        "volume": "bd band volissue volumeissue volumeandissue volandissue volumeissueno volno volumeno volumenumber volnumber bandheft jahrgangheft 卷期 巻号 jahrgang tome volumen 卷 巻 권 том bibliovolume",
        "issue": "heft ausgabe numero fascicolo 期 号 호 выпуск номер biblioissue",
        "pages": "pp pgs pagenumbers seiten seite paginas pagine 页码 ページ 페이지 쪽 страницы",
        "keywords": (
            "subjectareas schlagworter stichworte schlusselworter motscles palabrasclave palavraschave parolechiave "
            "关键词 キーワード 키워드 주제어 ключевыеслова keywordsdisplayname"
        ),
        "doi": "doilink doiurl",
        "url": "link links linktopdf linktofile lien liens enlace enlaces ligacao collegamento verknupfung odkaz lank linktopaper paperurl paperlink articleurl sourceurls 链接 リンク",
        "type": "typ tipo 类型 dokumenttyp typededocument tipodedocumento documentidentifier",
        "key": "pmid ut utuniquewosid",
        "artno": "articlenumber artno",
        "arxivurl": "arxivlink",
    }.items()
    for name in names.split()
}
# Columns for volume and issue in one: "Vol(Issue)", "Volume/Issue"; those called "Vol/No" are, too, and "Vol. No." are not.
_BOTH = frozenset(
    "volissue volumeissue volumeandissue volandissue volumeissueno bandheft jahrgangheft 卷期 巻号".split()
)
_MAY_BE_BOTH = frozenset({"volno", "volumeno", "volumenumber", "volnumber"})
# Where a table has only the first of the authors, or has them apart.
OTHER_AUTHORS = frozenset(
    "otherauthor otherauthors additionalauthor additionalauthors furtherauthors coauthor coauthors remainingauthors weitereautoren coautoren coautores coauteurs autresauteurs altriautori".split()
)
LAST_AUTHORS = frozenset(
    "lastauthor lastauthorname seniorauthor letztautor letztautorin dernierauteur ultimoautor ultimoautore".split()
)
FIRST_AUTHORS = frozenset(
    "firstauthor firstauthorname 1stauthor leadauthor leadingauthor mainauthor erstautor erstautorin premierauteur primerautor primeiroautor primoautore".split()
)
# Columns that count the rows, where they stand first; elsewhere the same names are those of an issue.
_COUNTS = frozenset("no nr num number n numero".split())
# Not those for which tables have English names of their own: "Link", "Typ".
_TRANSLATED = frozenset(
    "title authors year date abstract journal conference volume pages keywords".split()
)
TITLES = frozenset({"papertitle", "articletitle", "documenttitle", "itemtitle", "primarytitle"})


def fold_column(name: str) -> str:
    """Return the name of a column in lower case, without accents, blanks and signs."""
    letters = unicodedata.normalize("NFKD", name.lower())
    kept = "".join(each for each in letters if not "\u0300" <= each <= "\u036f")
    kept = unicodedata.normalize("NFC", kept.replace("ß", "ss"))
    return _NOT_LETTER.sub("", kept)


def known_column(name: str) -> str | None:
    """Return the name by which `read_fields` knows a column, or None."""
    folded = fold_column(name)
    found = _COLUMNS.get(folded) or (folded if folded in FIELD_NAMES else None)
    if found is None and folded.endswith("s") and folded[:-1] in _COLUMNS:
        return _COLUMNS[folded[:-1]]
    return found or _without_or(name)


def is_for_both(name: str) -> bool:
    """Say whether a column is for volume and issue in one."""
    folded = fold_column(name)
    return folded in _BOTH or (folded in _MAY_BE_BOTH and re.search(r"[/(,&+]", name) is not None)


def foreign_column(name: str) -> str | None:
    """Return the English name of a column or label that is named in another language, or None."""
    found = _COLUMNS.get(fold_column(name))
    return found if found in _TRANSLATED else None


def _without_or(name: str) -> str | None:
    """Return what `Autor(en)` and `Author/s` are known by."""
    before = fold_column(re.split(r"[(/]", name, maxsplit=1)[0])
    if before == fold_column(name) or re.search(r"(?:\(|/)(?:[a-z]{1,4})\)?\s*$", name) is None:
        return None
    return _COLUMNS.get(before) or (before if before in FIELD_NAMES else None)


def is_count(name: str) -> bool:
    """Say whether the first column of a table counts its rows."""
    return fold_column(name) in _COUNTS


def names_a_title(names: list[str]) -> bool:
    """Say whether one of these columns holds titles.

    One called Name does where the others are those of a paper.
    """
    known = [known_column(name) for name in names]
    if any(each == "title" or each in TITLES for each in known):
        return True
    others = {FIELD_OF.get(each) for each in known if each} & {
        "authors",
        "year",
        "venue",
        "doi",
        "abstract",
        "date",
    }
    return (
        "name" in known
        and "authors" in {FIELD_OF.get(each or "") for each in known}
        and len(others) > 1
    )
