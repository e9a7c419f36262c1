"""The words by which a map compares papers."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from papercli.latex.plain import UNSPACED
from papercli.model import Paper
from papercli.patterns import late
from papercli.search.topics import TopicWords, tokens_of

_WORD = late(r"[\w-]+")
_LONGEST = 3  # words of a term


class Terms(TopicWords):
    """Finds the words of papers and the pairs of them that stand together."""

    def of(self, paper: Paper) -> list[str]:
        """Return the words and pairs of words of a paper, each as often as it has them.

        They are those that `papers stats` counts; scripts without blanks give pairs of signs.
        """
        words: list[str] = []
        for token in tokens_of(paper):
            word = self[token]
            if token.isascii():
                words.append(word)
            else:
                words += self._foreign(token)
        pairs = [f"{a} {b}" for a, b in pairwise(words) if a and b]
        return [word for word in words if word] + pairs

    def _foreign(self, token: str) -> list[str]:
        """Return the words in a token that is not all ASCII, whose punctuation may be of any script."""
        parts = "".join(sign if _is_of_a_word(sign) else " " for sign in token).split()
        words: list[str] = []
        for part in parts:
            if all(map(UNSPACED.fullmatch, part)):
                words += [part[at : at + 2] for at in range(max(1, len(part) - 1))]
            elif part.isalnum() and part.replace("-", "").isalnum():
                words.append(self[part])
            else:  # of a script whose vowels are marks
                words.append(part)
        return words


def as_written(terms: Iterable[str], papers: Iterable[Paper]) -> dict[str, str]:
    """Return terms as most of these papers write them: `llm` as LLMs, `language model` as language models."""
    folded = TopicWords()
    forms: dict[str, Counter[str]] = {term: Counter() for term in terms}
    for paper in papers:
        tokens = _WORD.findall(paper.abstract or paper.title)  # titles may Capitalise Each Word
        words = [folded[token.lower()] for token in tokens]
        for at, word in enumerate(words):
            for length in range(1, _LONGEST + 1):
                term = word if length == 1 else " ".join(words[at : at + length])
                if term in forms:
                    forms[term][" ".join(tokens[at : at + length])] += 1
    return {
        term: max(sorted(seen), key=seen.__getitem__) if seen else term
        for term, seen in forms.items()
    }


def _is_of_a_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"
