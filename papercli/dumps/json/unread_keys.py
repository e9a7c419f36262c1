"""Keys of JSON that sound like a field of a paper and that nothing reads: an object may have any others."""

from collections.abc import Mapping

from papercli.dumps.field_names import (
    DATABASE_OF,
    FIELD_OF,
    FIRST_PAGE,
    LAST_PAGE,
    NOT_NAME,
    TITLES,
)
from papercli.dumps.reader_names import mark_of
from papercli.patterns import late
from papercli.text import fold

_WORD = late(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")  # of "journal_name", "journalName", "Journal Name"
_FIELDS = frozenset(
    "author authors editor journal venue conference booktitle proceedings year volume issue pages page doi abstract".split()
)
# Behind one of these words, what still names the field and not something about it: no "authorIds", no "journalRank".
_BEHIND = frozenset("name names list title titles number no string text full published".split())
# Before it, what makes something else of it: "homePage", "numPages", "correspondingAuthor".
_BEFORE = frozenset(
    "home web landing start current total num number count next previous per corresponding full front main cover image about".split()
)
_READ = frozenset({"title_tex", "subtitle"}) | FIRST_PAGE | LAST_PAGE


def unread_keys(fields: Mapping[str, object]) -> tuple[str, ...]:
    """Return the keys of a record that hold something under the name of a field and were not read."""
    return tuple(
        name
        for name, value in fields.items()
        if value and isinstance(value, str | int | list | dict) and _is_unread(name)
    )


def _is_unread(name: str) -> bool:
    folded = NOT_NAME.sub("", fold(name))
    if folded in FIELD_OF or folded in DATABASE_OF or folded in _READ | TITLES or mark_of(name):
        return False
    words = [word.lower() for word in _WORD.findall(name)]
    at = next((at for at, word in enumerate(words) if word in _FIELDS), None)
    if at is None or not _BEHIND.issuperset(words[at + 1 :]):
        return False
    return _BEFORE.isdisjoint(words[:at])
