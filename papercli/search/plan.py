"""From the tree of a query to what the index can be asked, node by node."""

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import assert_never

from papercli.identifiers import normalise_id
from papercli.index import Index
from papercli.index import Query as Matcher
from papercli.index.forms import as_run, is_unspaced, spelt_out, without_remark
from papercli.model import Paper
from papercli.patterns import late
from papercli.search.citing import cited_by, citing, known_as
from papercli.search.match import needs_reading
from papercli.search.nodes import Added, And, Count, Name, Not, Or, Phrase, Query, Word, Years
from papercli.search.variants import kinds, namesakes, parted
from papercli.text import fold

_AROUND = "\"'.,;:!?"
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_YEAR = late(r"1[5-9]\d\d|20\d\d")
_BARE = ("words", "author", "venue", "keyword")  # fields that a word alone is looked for in
_STEMMED = {"title", "abstract", "keyword", "note"}


Named = Callable[[str], Sequence[Paper]]  # an id -> the papers that have it


def _nobody(_: str) -> Sequence[Paper]:
    return ()


Last = Callable[[], tuple[int, int] | None]  # when the last ingest added papers, in milliseconds


def _never() -> None:
    return None


class Interpreter:
    """Turns queries into matchers of one index.

    With `exact`, words match as they are written and are not reduced to stems.

    Where `match.needs_reading` says so, a matcher may match some more, and `match.reading` tells.
    """

    def __init__(
        self, index: Index, *, exact: bool, named: Named = _nobody, last: Last = _never
    ) -> None:
        self._index = index
        self._exact = exact
        self._named = named
        self._last = last

    def matcher(self, query: Query) -> Matcher:
        """Return what matches the papers that `query` asks for."""
        index = self._index
        match query:
            case Word(text, field, prefix):
                if prefix:
                    return self._starting(text, field)
                return self._in_field(text, field) if field else self.word(text)
            case Phrase(text, field):
                return self._phrase(text, field)
            case Years(first, last):
                return index.unscored(index.years(first, last))
            case Count(field, first, last):
                return index.unscored(index.between(field, first, last))
            case Added(_, first, end):
                return index.unscored(index.added(first, end))
            case Name():
                return index.unscored(self._name(query))
            case Not(inner):
                # What matches `inner` may be too much, and this too little.
                if needs_reading(inner, None if self._exact else index.stems):
                    return index.unscored(index.everything())
                return index.without(self.matcher(inner))
            case And(parts):
                return (
                    index.all_of([self.matcher(part) for part in parts])
                    if parts
                    else index.everything()
                )
            case Or(parts):
                return index.any_of([self.matcher(part) for part in parts])
            case _:
                assert_never(query)

    def starts(self, query: Query) -> frozenset[int]:
        """Return where in the store the papers start that `query` asks for."""
        return frozenset(place.start for place in self._index.all(self.matcher(query)))

    def _starting(self, text: str, field: str | None) -> Matcher:
        """Return what matches words that start with `text`; where there are no blanks, that hold it."""
        index = self._index
        if is_unspaced(text):
            return self._in_field(text, field) if field else self.word(text)
        names = [field] if field else _BARE
        *whole, start = index.words(text) if text.isalnum() else (_without_marks(text),)
        found = [
            index.unscored(index.any_of([index.term(name, word) for name in names]))
            for word in whole
        ]
        return index.all_of([*found, index.any_of([index.starting(name, start) for name in names])])

    def word(self, text: str) -> Matcher:
        """Return what matches a plain word.

        As it is written if it has signs and stands so somewhere, else by its stems.

        `k-NN`, `kNN` and `k NN` are the same word: hyphens and capitals inside are taken as joints.

        """
        index = self._index
        literal = self.literal(text)
        if self._exact and is_unspaced(text):
            return index.phrase("text", index.stems(text))
        if self._exact:
            tokens = index.words(text)
            return literal or (
                index.all_of([self._anywhere(token) for token in tokens])
                if tokens
                else index.nothing()
            )
        found = [literal] if literal and index.count(literal) else []
        stems = index.stems(text)
        if len(stems) > 1:
            found.append(index.phrase("text", stems))
            if (joined := _without_marks(text).replace("-", "")).isalnum() and (
                together := index.stems(joined)
            ):
                found.append(index.phrase("text", together))
        elif stems and not found:
            found += self._one_word(text, stems[0])
        if index.frequency("key", text.lower()):
            found.append(index.unscored(index.term("key", text.lower())))
        if _YEAR.fullmatch(text):  # `shannon 1948`
            found.append(index.unscored(index.years(int(text), int(text))))
        return index.any_of(found) if found else index.nothing()

    def _one_word(self, text: str, stem: str) -> list[Matcher]:
        """Return what matches a word without signs: it, its kinds, and how else it is written."""
        index = self._index
        found = [index.term("text", each) for each in (stem, *kinds(index, text))]
        found.append(index.unscored(index.any_term("joined", [fold(text), stem])))
        found += [index.term("text", each) for each in index.stems(spelt_out(text))]
        found += [index.phrase("text", parts) for parts in parted(index, text)]
        found += [index.unscored(index.term("author", name)) for name in namesakes(index, text)]
        if len(text) == 1 and is_unspaced(text):  # the index has pairs of them
            found.append(index.unscored(index.containing("words", index.words(text)[0])))
        return found

    def literal(self, text: str) -> Matcher | None:
        """Return what matches a word with signs in it as it is written, within longer words too.

        None for a word without.
        """
        chunk = without_remark(_without_marks(text))
        if not chunk or chunk.isalnum() or "\\" in chunk:  # LaTeX is found by its words
            return None
        if chunk.replace("-", "").isalnum():  # the index keeps hyphenated words as phrases
            return (
                self._index.unscored(self._index.phrase("text", self._index.stems(chunk)))
                if self._exact
                else None
            )
        return self._index.unscored(self._index.containing("chunks", chunk))

    def _anywhere(self, token: str) -> Matcher:
        """Return what matches a word as it stands, unstemmed."""
        return self._index.unscored(
            self._index.any_of(
                [self._index.term(field, token) for field in ("words", "author", "venue")]
            )
        )

    def _in_field(self, text: str, field: str) -> Matcher:
        """Return what matches all words of `text` in a field."""
        index = self._index
        terms = index.stems(text) if field in _STEMMED else index.words(text)
        if field == "author":
            spelt = [(term, *namesakes(index, term)) for term in dict.fromkeys(terms)]
            found = [index.any_of([index.term(field, each) for each in every]) for every in spelt]
        elif field == "abstract":
            found = [index.term("text", stem) for stem in terms]
            words = map(index.term, repeat(field), index.words(text))
            held = words if self._exact else map(index.in_abstract, terms)
            found += map(index.unscored, held)
        else:
            found = [index.term(field, term) for term in dict.fromkeys(terms)]
        return index.all_of(found) if found else index.nothing()

    def _phrase(self, text: str, field: str | None) -> Matcher:
        index = self._index
        if not index.words(text):
            return self.literal(text) or index.nothing()
        if field in {"author", "venue"}:
            return self._in_field(text, field)
        phrase = index.phrase("text", index.stems(text))
        return phrase if field is None else index.all_of([phrase, self._in_field(text, field)])

    def _name(self, name: Name) -> Matcher:
        index, value = self._index, name.value.lower()
        match name.field:
            case "id":
                own = [index.starting(field, value) for field in ("id", "alias")]
                elsewhere = normalise_id(value)
                return index.any_of([*own, known_as(index, elsewhere)] if elsewhere else own)
            case "source":
                return index.containing("source", value)
            case "arxiv" | "doi":
                elsewhere = normalise_id(value, name.field) or f"{name.field}:{value}"
                return known_as(index, elsewhere)
            case "tag" | "is" | "has":
                return index.term(name.field, value)
            case "added":
                period = self._last()
                return index.added(*period) if period else index.nothing()
            case "cites":
                return citing(index, value, self._named(value))
            case "cited-by":
                return cited_by(index, self._named(value))
            case _:
                assert_never(name.field)


def _without_marks(text: str) -> str:
    """Return a folded word without the sentence marks and the unpaired brackets around it."""
    text = as_run(text).strip(_AROUND + "$")
    for opening, closing in _BRACKETS.items():
        if text.startswith(opening) and text.count(opening) > text.count(closing):
            text = text[1:]
        if text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1]
    return text.strip(_AROUND)


def stems_of(index: Index, query: Query) -> Iterable[str]:
    """Yield the stems of all words that a paper must hold to match, to be shown where they stand."""
    match query:
        case Word(text):
            yield from index.stems(text)
            yield from kinds(index, text)
        case Phrase(text):
            yield from index.stems(text)
        case And(parts) | Or(parts):
            for part in parts:
                yield from stems_of(index, part)
