"""Queries whose last word is still being typed."""

from papercli.library import Library
from papercli.search.hits import Found
from papercli.search.nodes import And, Query, Word
from papercli.search.prepare import is_plain, parts_of, prepare

_SHORTEST = 2  # letters from which on a word is completed
_BEFORE_A_WORD = ("", " ", "(")
_MOST = 12  # completions that are looked at, the commonest


def find_unfinished(library: Library, text: str, tree: Query) -> Found | None:
    """Return what a query finds whose last word may go on, or None when no word starts so.

    Papers are ranked as if the completion stood there that most of them have; papers with another
    one follow. All completions at once would rank the rare ones first: neuronal before neural.
    """
    *others, last = parts_of(tree)
    if not (isinstance(last, Word) and is_plain(last) and text.endswith(last.text)):
        return None
    if text.removesuffix(last.text)[-1:] not in _BEFORE_A_WORD:
        return None  # of a field that is none: is:foo
    index = library.index
    start = "".join(index.words(last.text))
    if len(start) < _SHORTEST or [start] != index.words(last.text):
        return None
    papers: dict[str, int] = {}
    for word, count in index.words_starting(start):
        papers[word] = max(count, papers.get(word, 0))
    words = sorted(papers, key=lambda word: (-papers[word], word))[:_MOST]
    rest = prepare(library, And(tuple(others)), exact=False).required if others else None

    def together(word: str) -> int:
        term = index.any_of([index.term(field, word) for field in ("words", "author")])
        return index.count(index.all_of([rest, term]) if rest else term)

    counts = {word: count for word in words if (count := together(word))}
    if not counts:
        return None
    best = max(counts, key=lambda word: counts[word])
    found = prepare(library, And((*others, Word(best))), exact=False)
    completed = index.unscored(
        index.any_of([index.any_term(field, [*counts]) for field in ("words", "author")])
    )
    also = index.all_of([rest, completed]) if rest else completed
    found.required = index.any_of([found.required, also])
    found.completed = text.removesuffix(last.text) + best
    found.count()
    return found
