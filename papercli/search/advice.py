"""What would find something where a query finds nothing."""

from collections.abc import Mapping, Sequence

from papercli.library import Library
from papercli.search.nodes import (
    And,
    Name,
    Not,
    Or,
    Phrase,
    Query,
    Word,
    spell,
    without_sentence_marks,
)
from papercli.search.prepare import is_plain, parts_of, prepare
from papercli.search.values import is_pasted_id
from papercli.text import join_words, number_of

_MOST_TRIED = 12  # parts of a query that are looked for by themselves
_MOST_NAMED = 3


def advise(
    library: Library, tree: Query, *, exact: bool, doubts: Mapping[str, str] | None = None
) -> str:
    """Say which parts of a query occur in no paper, or which part to leave out.

    `doubts` are words that may have been meant otherwise.
    """
    parts = list(dict.fromkeys(parts_of(tree)))[:_MOST_TRIED]
    if not parts:
        return "the query has no word to search for"
    if tag := _tag_of_words(library, parts):
        return f'for the tag write tag:"{tag}"'
    nowhere = find_nowhere(library, parts, exact=exact)
    if nowhere:
        left = _count(library, [part for part in parts if part not in nowhere], exact=exact)
        return name_nowhere(nowhere, doubts or {}) + (
            f"; without that, {_found(left)}" if left else ""
        )
    for part in sorted(parts, key=is_plain):  # conditions before words
        others = [each for each in parts if each is not part]
        if left := _count(library, others, exact=exact):
            return f"without '{_written(part)}', {_found(left)}"
    return "try fewer words" if len(parts) > 1 else ""


def _tag_of_words(library: Library, parts: Sequence[Query]) -> str | None:
    """Return the tag that `tag:to cite` begins with its first word, if there is such a tag."""
    index = library.index
    for at, part in enumerate(parts):
        if isinstance(part, Name) and part.field == "tag":
            words = [part.value]
            for each in parts[at + 1 :]:
                if not (isinstance(each, Word) and is_plain(each)):
                    break
                words.append(each.text)
                if index.count(index.term("tag", " ".join(words).lower())):
                    return " ".join(words)
    return None


def find_nowhere(library: Library, parts: Sequence[Query], *, exact: bool) -> list[Query]:
    """Return the parts of a query that match no paper by themselves."""
    wanted = [part for part in parts if not isinstance(part, Not)][:_MOST_TRIED]
    return [part for part in wanted if not _count(library, [part], exact=exact)]


def name_nowhere(nowhere: Sequence[Query], doubts: Mapping[str, str]) -> str:
    """Say that no paper has these parts of a query, and what may have been meant."""
    names = join_words([_named(part, doubts) for part in nowhere[:_MOST_NAMED]], "or")
    if all(map(is_plain, nowhere)):
        return f"no paper contains {names}"
    return f"nothing matches {names}"


def _named(part: Query, doubts: Mapping[str, str]) -> str:
    words = part.text.split() if isinstance(part, Word | Phrase) else []
    near = [
        f"'{doubts[bare]}'" for each in words if (bare := without_sentence_marks(each)) in doubts
    ]
    return f"'{_written(part)}'" + (f" (did you mean {join_words(near, 'and')}?)" if near else "")


def _written(part: Query) -> str:
    """Return a part of a query as its reader wrote it, an id alone."""
    if isinstance(part, Or) and is_pasted_id(part) and isinstance(part.parts[-1], Phrase):
        return part.parts[-1].text
    return spell(part)


def _count(library: Library, parts: Sequence[Query], *, exact: bool) -> int:
    if not parts:
        return 0
    asked = parts[0] if len(parts) == 1 else And(tuple(parts))
    return prepare(library, asked, exact=exact).count()


def _found(count: int) -> str:
    return f"{number_of(count, 'paper')} {'matches' if count == 1 else 'match'}"
