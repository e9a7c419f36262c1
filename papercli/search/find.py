"""From a query to papers, best first.

What is corrected or relaxed when nothing matches, and what is said of it.
"""

from collections.abc import Mapping, Sequence
from math import ceil

from papercli.errors import UsageError
from papercli.identifiers import SHORT_ID, hash_title
from papercli.library import Library
from papercli.search.advice import advise, find_nowhere, name_nowhere
from papercli.search.citation import without_apparatus
from papercli.search.citing import explain_none
from papercli.search.hits import Found, Lift, Tier
from papercli.search.language import Reading, read_query
from papercli.search.nodes import NOTHING, Added, And, Not, Or, Query, Word, spell
from papercli.search.prepare import (
    has_field,
    is_plain,
    is_prose,
    may_be_quoted,
    parts_of,
    prepare,
    with_part,
)
from papercli.search.rank import Question, read_question
from papercli.search.saved import expand_saved
from papercli.search.unfinished import find_unfinished
from papercli.search.values import is_pasted_id, read_value
from papercli.text import clean, fold_title, number_of

_SHARE_OF_TEXT = 0.1  # of the words of a whole text that a related paper must have,
_MOST_OF_TEXT = 4  # but no more words than that


def find_papers(
    library: Library, text: str, *, exact: bool = False, typing: bool = False, since: str = ""
) -> Found:
    """Return what a query matches, whoever asks and in whatever form it will be shown.

    No text matches every paper, and text without a word or sign none.

    Unless `exact`, when nothing matches: words that occur nowhere are corrected, and if papers with
    all words are still missing, those with some of them are found. What was done is in `messages`.

    While the reader is `typing`, the last word may be the beginning of one. `since` a time, as
    `added:` names one, only papers that were added from then on; raises UsageError for another text.
    """
    index = library.index
    condition = _read_since(since) if since else None
    text, unknown = expand_saved(library, text)
    if not text.strip() and condition is None:
        return Found(library, index.everything(), total=index.papers)
    query = read_query(text if exact else without_apparatus(text))
    if condition and (query.tree is not NOTHING or not text.strip()):
        query = query._replace(tree=with_part(query.tree, condition))
    title = "" if condition else clean(text)  # whose papers match whatever else is asked for
    if (
        typing
        and query.tree is not NOTHING
        and (found := find_unfinished(library, text, query.tree))
    ):
        return found
    if query.tree is NOTHING:
        found = Found(library, index.nothing())
        titled = bool(title) and _add_titled(found, title)
        found.count()
    else:
        found = prepare(library, query.tree, exact=exact)
        may_hide = bool(title) and _may_hide_a_title(query.tree, exact=exact)
        titled = may_hide and _add_titled(found, title)
        found.count()
        if not exact and not titled:
            found = _corrected(found, query.tree)
    found.messages[:0] = [
        f"no saved search '@{name}', so it was searched for as text" for name in unknown
    ]
    if not titled:
        found.messages[:0] = _notes(found, query, exact=exact)
    if not found.total and index.papers:
        found.messages += explain_none(library, query.tree)
        found.advice = found.advice or advise(library, query.tree, exact=exact)
    return found


def _read_since(text: str) -> Query:
    """Return what asks for papers that were added from a time on; raises UsageError for what is none."""
    value = read_value("added", text)
    value = read_value("added", f"{text}..") if isinstance(value, Added) else value
    if value is None:
        raise UsageError(f"--since takes 2026-11-01, 7d, yesterday or last, not '{clean(text)}'")
    return value


def _corrected(found: Found, tree: Query) -> Found:
    """Return what was found, or what is found by correcting words or by asking for fewer of them."""
    library = found.library
    said: list[str] = []
    doubts: Mapping[str, str] = {}
    if found.total == 0 or found.match is None:
        from papercli.search.correct import correct_query

        corrected = correct_query(library.index, tree)
        doubts = corrected.doubts
        said = [
            f"no paper contains '{wrong}'; searched for '{right}'"
            for wrong, right in corrected.fixes.items()
        ]
        if corrected.untried:
            said.append(f"{number_of(corrected.untried, 'more word')} not corrected")
        if corrected.fixes:
            better = prepare(library, corrected.tree, exact=False)
            if better.count():
                better.match = "fuzzy"
                better.messages = [*said, *_doubtful(better, tree, doubts)]
                return better
            tree = corrected.tree
        found.messages = _doubtful(found, tree, doubts)
    if not found.total and found.match is not None:
        relaxed = prepare(library, tree, exact=False, most=True)
        if relaxed.count():
            nowhere = find_nowhere(library, list(filter(is_plain, parts_of(tree))), exact=False)
            relaxed.messages = [
                *said,
                *([name_nowhere(nowhere, doubts)] if nowhere else []),
                "no paper has all these words; showing those with some of them",
            ]
            return relaxed
    ids = [part for part in parts_of(tree) if is_pasted_id(part)] if isinstance(tree, And) else []
    if not found.total and ids:
        asked = ids[0] if len(ids) == 1 else Or(tuple(ids))
        named = prepare(library, _with_conditions(tree, asked), exact=False)
        if named.count():
            which = "that id" if len(ids) == 1 else "one of those ids"
            named.messages = [
                f"no paper matches all of this; showing papers that have or mention {which}"
            ]
            return named
    if not found.total:
        found.messages = said
        found.advice = advise(library, tree, exact=False, doubts=doubts)
    return found


def _doubtful(found: Found, tree: Query, doubts: Mapping[str, str]) -> list[str]:
    """Say which words of a short query are spelt right and still occur nowhere, when others were found."""
    if not doubts or not found.total or is_prose(tree, found.library.index):
        return []
    return [name_nowhere(list(map(Word, doubts)), doubts)]


def _with_conditions(tree: Query, identifier: Query) -> Query:
    """Return what asks for an id, and for what else a query names by field or excludes."""
    others = [part for part in parts_of(tree) if isinstance(part, Not) or has_field(part)]
    return And((identifier, *others)) if others else identifier


def _notes(found: Found, query: Reading, *, exact: bool) -> list[str]:
    """Return what is to be said of how a query was read."""
    if exact or not is_prose(query.tree, found.library.index):
        return [note.text for note in query.notes]
    ignored = [
        spell(part)
        for part in parts_of(query.tree)
        if isinstance(part, Not) and may_be_quoted(part)
    ]
    return [note.text for note in query.notes if note.in_prose] + [
        f"in a query this long, '{part}' only ranks papers; to exclude them, name a field"
        for part in ignored
    ]


def _may_hide_a_title(tree: Query, *, exact: bool) -> bool:
    """Say whether a title, pasted whole, could be taken for something else than its words."""
    return exact or not all(
        isinstance(part, Word) and is_plain(part) and _is_read_whole(part.text)
        for part in parts_of(tree)
    )


def _is_read_whole(word: str) -> bool:
    """Say whether the index takes a word as it stands; of foreign signs within one it may leave some out."""
    return any(map(str.isalnum, word)) and (word.isascii() or word.isalnum())


def _add_titled(found: Found, title: str) -> bool:
    """Let a query also match the papers that have just this title, whatever its words mean in a query; say whether there are any."""
    library, check = found.library, found.check
    index = library.index
    ids = index.ids_starting(hash_title(fold_title(title))[:SHORT_ID])
    papers = library.papers_at([place for each in ids if (place := index.place_of(each))])
    titled = {paper.id for paper in papers if paper.title == title}
    if not titled:
        return False
    named = index.any_of([index.term("id", each) for each in sorted(titled)])
    found.required = index.any_of([found.required, named])
    found.tiers.append(Tier(Lift.PASTED, named))
    if check is not None:
        found.check = lambda place, paper: paper.id in titled or check(place, paper)
    return True


def find_related(library: Library, texts: Sequence[str], excluded: Sequence[str] = ()) -> Found:
    """Return the papers that share words with `texts`, without those of the ids in `excluded`."""
    index = library.index
    question = read_question(index, " ".join(map(clean, texts)))
    question = Question(question.stems, {})
    if not question.stems:
        return Found(library, index.nothing())
    terms = [index.term("text", stem) for stem in question.stems]
    required = index.any_of(terms, min(_MOST_OF_TEXT, ceil(_SHARE_OF_TEXT * len(terms))))
    if excluded:
        required = index.all_of(
            [required, index.without(index.any_of([index.term("id", each) for each in excluded]))]
        )
    found = Found(
        library,
        required,
        question=question,
        stems=frozenset(question.stems),
        match=None,
        feedback=False,
    )
    found.count()
    return found
