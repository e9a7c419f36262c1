"""What readers call the fields in which they keep notes and how far they read a paper, and the words they fill in."""

from functools import lru_cache
from typing import Literal

from papercli.dumps.boxes import is_box, is_ticked
from papercli.dumps.column_names import fold_column
from papercli.model import Status
from papercli.patterns import late
from papercli.text import fold

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
    "starred": "starred star favorite favourite isstarred isfavorite isfavourite",
}
_MARKS: dict[str, Mark] = {
    fold_column(name): mark for mark, names in _NAMES.items() for name in names.split()
}
# The names of notes under which arXiv and databases keep a remark of the authors.
COMMENTS = frozenset({"comment", "comments"})
_WORDS: dict[Status, str] = {
    "read": (
        "read done finished complete completed alreadyread 已读 已阅 已完成 読了 既読 완료 읽음 "
        "gelesen lu terminé leído lido letto прочитано"
    ),
    "reading": (
        "reading inprogress started current doing currentlyreading skimmed partlyread 在读 阅读中 正在阅读 進行中 "
        "読書中 읽는중 amlesen enlecture encours leyendo lendo inlettura читаю вработе"
    ),
    "unread": (
        "unread toread todo next inbox queued new notstarted notread wanttoread toberead readlater backlog "
        "未读 待读 未開始 未読 안읽음 읽을예정 ungelesen zulesen nonlu àlire porleer sinleer aler daleggere непрочитано"
    ),
}
_NOT_LETTER = late(r"[\W\d_]+")
_STATES = {
    _NOT_LETTER.sub("", fold(word)): status
    for status, words in _WORDS.items()
    for word in words.split()
}
# Words that also say how far a trial, a project or a manuscript has come.
_OF_OTHERS = frozenset("done finished complete completed started current new next queued".split())
_YES = frozenset("yes y x true 1 ✓ ✔ ★ ja oui si sí sim 是 はい 예 да".split())
_NO = frozenset("no n false 0 - ❌ ✗ nein non não 否 いいえ 아니요 нет".split())


@lru_cache(maxsize=1024)  # names come again with every record
def mark_of(name: str) -> Mark | None:
    """Return what a reader keeps in a field of this name: `My notes`, `Lesestatus`, `Read?`."""
    return _MARKS.get(fold_column(name))


def read_status(text: str) -> Status | None:
    """Return how far a paper is read, by a reader's own word for it: `To read`, `DONE`, `已读`; or by a box: `[x]`."""
    if is_box(text.strip()):
        return "read" if is_ticked(text.strip()) else "unread"
    return _STATES.get(_NOT_LETTER.sub("", fold(text)))


def may_be_of_others(text: str) -> bool:
    """Say whether a word for how far a paper is read has that meaning only in a reader's list."""
    return _NOT_LETTER.sub("", fold(text)) in _OF_OTHERS


def read_answer(text: str) -> bool | None:
    """Return what is ticked or written under a question such as `Read?`; None for another text."""
    word = text.strip().lower()
    if is_box(word):
        return is_ticked(word)
    return True if word in _YES else False if word in _NO else None
