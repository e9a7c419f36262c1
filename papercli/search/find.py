"""From a query to papers, best first.

What must match, what is corrected or relaxed when nothing does, and in which order.
"""

from collections.abc import Sequence
from functools import partial
from math import ceil

from papercli.identifiers import SHORT_ID, hash_title
from papercli.index import Index
from papercli.library import Library
from papercli.search.citing import explain_none, papers_named
from papercli.search.hits import Found, Lift, Tier
from papercli.search.language import explain_misuse, is_pasted_id, parse
from papercli.search.match import needs_reading, reading
from papercli.search.nodes import NOTHING, And, Not, Phrase, Query, Word, spell
from papercli.search.plan import Interpreter, stems_of
from papercli.search.rank import Question, read_question
from papercli.search.stopwords import stop_words
from papercli.text import clean, fold_title, number_of

_ALL_MUST = 3  # plain words up to which all must match; longer queries rank by what is shared
_PROSE = 8  # plain words from which on a query is prose
_SHARE_OF_LONG = 0.1  # of the words of a longer query, at least so many must be there
_SHARE_OF_TEXT = 0.1  # of the words of a whole text that a related paper must have,
_MOST_OF_TEXT = 4  # but no more words than that
_LONGEST_PHRASE = 40  # words


def find_papers(library: Library, text: str, *, exact: bool = False, wanted: int = 1) -> Found:
    """Return what a query matches.

    No text matches every paper, and text without a word or sign none.

    Unless `exact`: when nothing matches, words that occur nowhere are corrected; and when fewer
    papers than `wanted` have all words, those that have most of them follow.
    """
    tree = parse(text)
    index = library.index
    if not text.strip():
        return Found(library, index.everything(), total=index.papers)
    if tree is NOTHING:
        found = Found(library, index.nothing())
        if _add_titled(found, clean(text)):
            found.count()
        return found
    found = _plan(library, tree, exact=exact)
    titled = _may_hide_a_title(tree, exact=exact) and _add_titled(found, clean(text))
    found.count()
    if exact or titled:
        return found
    untried = 0
    if found.total == 0 or found.match is None:
        from papercli.search.correct import correct_query

        corrected, fixes, untried = correct_query(index, tree)
        if fixes:
            better = _plan(library, corrected, exact=False)
            if better.count():
                better.match = "fuzzy"
                better.messages += [
                    f"no paper contains '{wrong}'; searched for '{right}'" for wrong, right in fixes
                ]
                better.messages += _untried_words(untried)
                return better
            tree = corrected
    if found.total < wanted and found.match is not None:
        relaxed = _plan(library, tree, exact=False, most=True)
        if relaxed.count() > found.total:
            relaxed.messages.append(_have_all(found.total))
            return relaxed
    if not found.total and (
        ids := [part for part in tree.parts if is_pasted_id(part)] if isinstance(tree, And) else []
    ):
        named = _plan(library, ids[0], exact=False)
        if named.count():
            named.messages.append(
                "no paper matches all of this; showing papers that have or mention that id"
            )
            return named
    if not found.total:
        found.messages += explain_none(library, tree)
        found.messages += [misuse] if (misuse := explain_misuse(text)) else _untried_words(untried)
    return found


def _have_all(count: int) -> str:
    """Say how many papers have all words, where those with some of them are shown, too."""
    if not count:
        return "no paper has all these words; showing those with at least half"
    return f"{'1 paper has' if count == 1 else f'{count} papers have'} all these words, followed by those with at least half"


def _untried_words(count: int) -> list[str]:
    return [f"{number_of(count, 'more word')} not corrected"] if count else []


def _may_hide_a_title(tree: Query, *, exact: bool) -> bool:
    """Say whether a title, pasted whole, could be taken for something else than its words."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    return exact or not all(
        isinstance(part, Word) and _is_plain(part) and any(map(str.isalnum, part.text))
        for part in parts
    )


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


def _plan(library: Library, tree: Query, *, exact: bool, most: bool = False) -> Found:
    """Return what `tree` asks for.

    Its plain words are ranked; with `most`, a short query's words need not all match.
    """
    index = library.index
    interpreter = Interpreter(index, exact=exact, named=partial(papers_named, library))
    parts = tree.parts if isinstance(tree, And) else (tree,)
    plain = [part.text for part in parts if isinstance(part, Word) and _is_plain(part)]
    others = [part for part in parts if not _is_plain(part)]
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
    # In prose, quotation marks quote, and ids cite: what they hold counts, but need not be there.
    prose = not exact and len(words) > (_ALL_MUST if most else _PROSE)
    needed = [at for at, part in enumerate(others) if not (prose and _is_prose(part))]
    required = [conditions[at] for at in needed]
    read = tuple(others[at] for at in needed if needs_reading(others[at], exact=exact))
    if read:
        found.check = reading(And(read), interpreter.starts, None if exact else index.stems)
    if exact:
        required += [interpreter.word(word) for word in plain]
        found.feedback = False
    elif len(words) <= _ALL_MUST:
        matchers = [interpreter.word(word) for word in words]
        if most and len(matchers) > 1:
            found.tiers.append(Tier(Lift.ALL_WORDS, index.all_of(matchers)))
            matchers = [index.any_of(matchers, ceil(len(matchers) / 2))]
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


def _is_plain(part: Query) -> bool:
    return isinstance(part, Word) and part.field is None and not part.prefix


def _is_prose(part: Query) -> bool:
    return (
        isinstance(part, Phrase | Not)
        or is_pasted_id(part)
        or (isinstance(part, Word) and part.field is None)
    )


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
        kinds = {
            index.stems(word)[0]: interpreter.kinds(word)
            for word in words
            if len(index.stems(word)) == 1
        }
        in_title = [
            index.any_of([index.term("title", each) for each in (stem, *kinds.get(stem, ()))])
            for stem in question.stems
        ]
        tiers.append(Tier(Lift.IN_TITLE, index.all_of(in_title)))
    literals = [literal for word in words if (literal := interpreter.literal(word))]
    if literals:
        tiers.append(Tier(Lift.AS_WRITTEN, index.all_of(literals)))
    return tiers
