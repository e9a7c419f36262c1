"""From the tree of a query to what is asked of a library: what must match, and what ranks."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from math import ceil

from papercli.index import Index
from papercli.library import Library
from papercli.search.hits import Found, Lift, Tier
from papercli.search.match import needs_reading, reading
from papercli.search.naming import papers_named
from papercli.search.nodes import (
    Added,
    And,
    Count,
    Name,
    Not,
    Or,
    Phrase,
    Query,
    Word,
    Years,
    spell,
)
from papercli.search.plan import Interpreter, stems_of
from papercli.search.rank import Question, read_question
from papercli.search.stopwords import REQUEST_WORDS, stop_words
from papercli.search.values import is_pasted_id
from papercli.search.variants import joined
from papercli.text import fold_title

_ALL_MUST = 3  # plain words up to which all must match; longer queries rank by what is shared
_PROSE = 8  # plain words from which on a query is prose
_SHARE_OF_LONG = 0.1  # of the words of a longer query, at least so many must be there
_LONGEST_PHRASE = 40  # words


def prepare(library: Library, tree: Query, *, exact: bool, most: bool = False) -> Found:
    """Return what `tree` asks for.

    Its plain words are ranked; with `most`, a short query's words need not all match.
    """
    index = library.index
    interpreter = Interpreter(
        index,
        exact=exact,
        named=partial(papers_named, library),
        last=partial(_last_ingest, library),
    )
    parts = parts_of(tree)
    if not exact:
        learn(index, tree)
    plain = [part.text for part in parts if isinstance(part, Word) and is_plain(part)]
    others = [part for part in parts if not is_plain(part)]
    conditions = [interpreter.matcher(part) for part in others]
    question = read_question(index, " ".join(plain))
    words = _content(index, plain)
    found = Found(
        library,
        index.everything(),
        [(spell(part), matcher) for part, matcher in zip(others, conditions, strict=True)],
        words=tuple(plain),
        question=question,
        stems=frozenset(stems_of(index, _shown(parts, words))),
    )
    prose = not exact and is_prose(tree, index)
    is_explicit = isinstance(tree, And) and tree.is_explicit
    needed = [at for at, part in enumerate(others) if not (prose and may_be_quoted(part))]
    required = [conditions[at] for at in needed]
    analyze = None if exact else index.stems
    read = tuple(others[at] for at in needed if needs_reading(others[at], analyze))
    if read:
        found.check = reading(And(read), interpreter.starts, analyze)
    if exact:
        required += [interpreter.word(word) for word in plain]
        found.feedback = False
    elif (len(words) <= _ALL_MUST or is_explicit) and not _is_request(plain, words):
        matchers = [interpreter.word(word) for word in words]
        for at, pair in enumerate(pairwise(words)):
            if as_one := joined(index, *pair):
                found.conditions.append(as_one)
                apart = index.all_of(matchers[at : at + 2])
                matchers[at : at + 2] = [index.any_of([apart, as_one[1]])]
                break
        if most and len(matchers) > 1:
            matchers = [index.any_of(matchers)]
            found.match = None
        required += matchers
    elif question.stems:
        terms = [index.term("text", stem) for stem in question.stems]
        required.append(index.any_of(terms, ceil(_SHARE_OF_LONG * len(terms))))
        found.match = None
    found.required = index.all_of(required) if required else index.everything()
    if words and len(words) <= _ALL_MUST:
        found.tiers += _tiers(index, interpreter, question, words)
    phrase = index.stems(" ".join(plain))
    if not exact and 1 < len(phrase) <= _LONGEST_PHRASE:
        found.title = fold_title(" ".join(plain))
        found.tiers.append(Tier(Lift.AS_PHRASE, index.phrase("text", phrase)))
    return found


def learn(index: Index, query: Query) -> None:
    """Let an index find the words of a query in their other spellings, too."""
    match query:
        case Word(text) | Phrase(text):
            index.learn(text)
        case Not(inner):
            learn(index, inner)
        case And(parts) | Or(parts):
            for part in parts:
                learn(index, part)


def is_plain(part: Query) -> bool:
    """Say whether a part of a query is a word that may stand anywhere."""
    return isinstance(part, Word) and part.field is None and not part.prefix


def is_prose(tree: Query, index: Index) -> bool:
    """Say whether a query has so many words that it was pasted, or reads as if it were."""
    parts = parts_of(tree)
    if isinstance(tree, And) and tree.is_explicit:
        return False
    return (
        len(_content(index, [p.text for p in parts if isinstance(p, Word) and is_plain(p)]))
        > _PROSE
    )


def _last_ingest(library: Library) -> tuple[int, int] | None:
    from papercli.search.dates import last_ingest  # brings datetime, which is slow to import

    return last_ingest(library.store)


def parts_of(tree: Query) -> tuple[Query, ...]:
    """Return what all has to match."""
    return tree.parts if isinstance(tree, And) else (tree,)


def with_part(tree: Query, part: Query) -> Query:
    """Return what asks for one part more."""
    return And((*parts_of(tree), part), isinstance(tree, And) and tree.is_explicit)


def may_be_quoted(part: Query) -> bool:
    """Say whether a part of prose need not be in a paper, but ranks it.

    In prose, quotation marks quote, ids cite and a NOT is a word of a sentence, unless a field says
    that the part was written for a search.
    """
    if isinstance(part, Not):
        return not has_field(part.inner)
    return is_pasted_id(part) or (isinstance(part, Phrase | Word) and not has_field(part))


def has_field(query: Query) -> bool:
    """Say whether a part of a query names a field, and was so written for a search."""
    match query:
        case Word(_, field) | Phrase(_, field):
            return field is not None
        case Years() | Count() | Added() | Name():
            return not is_pasted_id(query)
        case Not(inner):
            return has_field(inner)
        case And(parts) | Or(parts):
            return not is_pasted_id(query) and any(map(has_field, parts))


def _is_request(plain: list[str], words: list[str]) -> bool:
    """Say whether a query asks for `papers on …`, which ranks as a question does."""
    return not REQUEST_WORDS.isdisjoint({*plain} - {*words})


def _content(index: Index, plain: list[str]) -> list[str]:
    """Return the words of a query that say something.

    No stop words, and signs alone only when there is nothing else.
    """
    stop = stop_words(index.words(" ".join(plain)))
    words = list(dict.fromkeys(plain))
    return [word for word in words if set(index.words(word)) - stop] or words


def _shown(parts: Sequence[Query], words: list[str]) -> Query:
    return And(
        (
            *map(Word, words),
            *(part for part in parts if not isinstance(part, Word) or part.field is not None),
        )
    )


def _tiers(
    index: Index, interpreter: Interpreter, question: Question, words: list[str]
) -> list[Tier]:
    tiers = []
    if question.stems:
        in_title = [index.term("title", stem) for stem in question.stems]
        tiers.append(Tier(Lift.IN_TITLE, index.all_of(in_title)))
    literals = [literal for word in words if (literal := interpreter.literal(word))]
    if literals:
        tiers.append(Tier(Lift.AS_WRITTEN, index.all_of(literals)))
    return tiers
