"""Queries that a reader gives a name."""

from collections.abc import Sequence

from papercli.errors import NotFoundError, UsageError
from papercli.library import Library
from papercli.patterns import late
from papercli.search.muted import MUTED, muted_words
from papercli.search.saved import expand, expand_saved, saved_searches
from papercli.store.searches import is_name, search_line
from papercli.text import clean

_QUOTED = late(r'"[^"]*"')


def save_search(library: Library, name: str, query: str) -> bool:
    """Save a query under a name; say whether that changed anything.

    Raises UsageError for a name that is none, an empty query, or one that would contain itself.
    """
    name, query = clean(name).removeprefix("@").lower(), clean(query)
    if not is_name(name):
        raise UsageError(f"'{name}' is no name for a search; use letters, digits, - and _")
    if not query:
        raise UsageError(
            "no query to save; for example `papers save unread-theory is:unread tag:theory`"
        )
    known = saved_searches(library)
    if known.get(name) == query:
        return False
    expand(query, known | {name: query})
    library.append([search_line(name, query)], command="save", summary=f"@{name} = {query}")
    return True


def forget_search(library: Library, name: str) -> None:
    """Forget a saved search. Raises NotFoundError where there is none of that name."""
    name = clean(name).removeprefix("@").lower()
    if name not in saved_searches(library):
        raise NotFoundError(f"no saved search '@{name}'; `papers saved` lists them")
    library.append([search_line(name, None)], command="save", summary=f"@{name} forgotten")


def mute(library: Library, words: Sequence[str]) -> None:
    """Mute words, phrases or conditions; nothing is written where all are.

    Raises UsageError, and NotFoundError for a saved search that is not there.
    """
    known = muted_words(library)
    if unknown := [name for word in words for name in expand_saved(library, word)[1]]:
        raise NotFoundError(f"no saved search '@{unknown[0]}'; `papers saved` lists them")
    parts = dict.fromkeys((*known, *map(_as_part, words)))
    if len(parts) > len(known):
        save_search(library, MUTED, " OR ".join(parts))


def unmute(library: Library, words: Sequence[str]) -> None:
    """Mute words no longer. Raises NotFoundError for one that is not muted."""
    known = muted_words(library)
    gone = [_as_part(word) for word in words]
    if missing := [word for word in gone if word not in known]:
        raise NotFoundError(f"{missing[0]} is not muted; `papers mute` lists what is")
    if left := [word for word in known if word not in gone]:
        save_search(library, MUTED, " OR ".join(left))
    else:
        forget_search(library, MUTED)


def _as_part(word: str) -> str:
    """Return what stands in the saved search for a word, phrase or condition. Raises UsageError."""
    text = clean(word).strip()
    if '"' not in text and ":" not in text and " " in text:
        text = f'"{text}"'
    is_one = text.count('"') in {0, 2} and not set("()") & set(text) and text not in {"OR", "NOT"}
    bare = _QUOTED.sub("", text)
    if not is_one or " " in bare or bare.startswith("-") or not any(map(str.isalnum, text)):
        raise UsageError(f"'{text}' is not a word, a phrase or a condition such as venue:nature")
    return text
