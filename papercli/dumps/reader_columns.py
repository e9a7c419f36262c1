"""Columns of tables in which a reader keeps notes and how far a paper is read, and columns of no use to `papers`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from papercli.dumps.base import Record, Skipped
from papercli.dumps.column_names import fold_column, known_column
from papercli.dumps.field_names import DATABASE_OF
from papercli.dumps.reader_marks import read_note, read_status
from papercli.dumps.rows import NOTHING, Columns, is_page_column
from papercli.model import Status
from papercli.text import clean

Mark = Literal["note", "status", "read", "starred"]
# English names first, then German, French, Spanish, Portuguese, Italian, Chinese, Japanese, Korean, Russian.
_NAMES: dict[Mark, str] = {
    "note": (
        "note notes mynote mynotes personalnote personalnotes readingnote readingnotes researchnotes thought thoughts "
        "mythoughts comment comments mycomment mycomments remark remarks annotation annotations annote takeaway "
        "takeaways keytakeaway keytakeaways opinion myopinion impression impressions "
        "notiz notizen anmerkung anmerkungen bemerkung bemerkungen kommentar kommentare remarque remarques commentaire "
        "commentaires nota notas comentario comentarios observaciones observacoes commento commenti "
        "备注 笔记 注释 评论 评语 感想 想法 読書メモ メモ 備考 ノート コメント 비고 메모 노트 "
        "заметка заметки примечание примечания комментарий комментарии"
    ),
    "status": (
        "status state readstatus readingstatus progress lesestatus statut etat estado stato 状态 阅读状态 状態 ステータス 읽기상태 상태 статус"
    ),
    "read": "read isread haveread gelesen lu leido lido letto 已读 読了 既読 읽음 прочитано",
    "starred": "starred star favorite favourite isstarred",
}
_MARKS: dict[str, Mark] = {
    fold_column(name): mark for mark, names in _NAMES.items() for name in names.split()
}
_YES = frozenset("yes y x true 1 ✓ ✔ ☑ ✅ ★ ja oui si sí sim 是 はい 예 да".split())
_NO = frozenset("no n false 0 - ☐ ❌ nein non não 否 いいえ 아니요 нет".split())
# In tables made of arXiv's own records, where a comment is the authors'.
_OF_ARXIV = frozenset({"submitter", "journalref", "primarycategory", "entryid"})
_COMMENTS = frozenset({"comment", "comments"})
# What tells nothing of a paper that `papers` keeps, and nothing that a reader thought.
_OF_NO_USE = frozenset(
    """nr num index rank row unnamed issn eissn issnl isbn eisbn publisher publishers language languages lang
    country countries city location source sources database databases db provider affiliation affiliations institutions
    orcid orcids authorids authorsids correspondingauthor correspondingauthors email emails funding funder
    funders fundingdetails openaccess oa oastatus license licence copyright coden edition series editor editors
    abbreviatedsourcetitle added addedat addedby datemodified modified lastmodified accessed accessdate
    dateaccessed file files filename fileattachments attachments numpages numberofpages pagecount wordcount doctype
    shorttitle firstauthor lastauthor month day pmcid retrieved crawled scraped timestamp hash checksum aliases versions
    sortkey quartile sjr impactfactor jif 序号 番号 语言 出版社 出版者 単位 单位 issn号""".split()
)
# Columns by which an export of a database or a reference manager is known: it has dozens of others.
_EXPORTS = tuple(
    map(
        frozenset,
        (
            {"key", "itemtype", "publicationtitle"},
            {"eid", "sourcetitle"},
            {"utuniquewosid"},
            {"publicationid", "pubyear"},
            {"documenttitle", "ieeeterms"},
            {"pmid", "createdate"},
            {"gsrank"},
            {"covidence"},
            {"lensid"},
            {"primarylocationsourcedisplayname"},
            {"itemtitle", "contenttype"},
            {"corpusid", "externalids"},
            *({each} for each in _OF_ARXIV),
        ),
    )
)


class ReaderColumns:
    """What the columns of one table hold of a reader's, and which of them are not read."""

    def __init__(self, columns: Columns) -> None:
        self._given = {name.lower(): field for name, field in columns.items()}
        self._said: set[str] = set()  # names of columns that were reported

    def mark(self, record: Record | Skipped, values: Mapping[str, str]) -> Record | Skipped:
        """Return the record of a row with the reader's note and status, and with the columns to report."""
        if isinstance(record, Skipped):
            return record
        folded = {name: fold_column(name) for name in values}
        is_of_arxiv = not _OF_ARXIV.isdisjoint(folded.values())
        notes: list[str] = []
        status: Status | None = None
        starred = False
        unread: list[str] = []
        for name, value in values.items():
            if value.strip().lower() in NOTHING:
                continue
            mark = self._mark_of(name, folded[name])
            if mark == "note" and is_of_arxiv and folded[name] in _COMMENTS:
                continue
            if mark == "note":
                notes.append(value)
            elif mark in {"status", "read"} and (found := _status_in(value, is_box=mark == "read")):
                status = status or found
            elif mark == "starred" and value.strip().lower() in _YES | _NO:
                starred = value.strip().lower() in _YES
            elif mark:
                unread.append(clean(f"{name} ('{clean(value)[:40]}')"))
            elif self._is_unread(name, folded[name]) and (shown := clean(name)):
                unread.append(shown)
        return replace(
            record,
            note=read_note(notes),
            status=status or "unread",
            starred=starred,
            unread=tuple(self._new(unread, set(folded.values()))),
        )

    def _mark_of(self, name: str, folded: str) -> Mark | None:
        given = self._given.get(name.lower())
        if given:
            return "note" if given == "note" else "status" if given == "status" else None
        return _MARKS.get(folded)

    def _is_unread(self, name: str, folded: str) -> bool:
        return not (
            name.lower() in self._given
            or folded in _OF_NO_USE
            or folded in DATABASE_OF
            or not folded
            or folded.isdecimal()
            or known_column(name)
            or is_page_column(folded)
        )

    def _new(self, unread: list[str], header: set[str]) -> list[str]:
        """Return what was not reported before; of known exports, nothing."""
        if not unread or any(export <= header for export in _EXPORTS):
            return []
        new = [each for each in unread if each.partition(" ('")[0] not in self._said]
        self._said.update(each.partition(" ('")[0] for each in new)
        return new


def _status_in(value: str, *, is_box: bool) -> Status | None:
    """Return how far a paper is read, by a cell; in a column called Read, `yes` says so as well."""
    word = value.strip().lower()
    if is_box and word in _YES | _NO:
        return "read" if word in _YES else "unread"
    return read_status(value)
