"""What papers are about: the phrases of two and three words that many of them share."""

from collections import Counter
from collections.abc import Iterable
from math import log2

from papercli.model import Paper
from papercli.search.stopwords import FUNCTION_WORDS

_MOST = 100  # topics of a library
_FEWEST, _RARE = 3, 500  # a topic is named by so many papers, and by one in so many
_BREAKS = ".,;:()?!"
_QUOTES = "\"'`*[]{}“”‘’«»…"
_SHORTEST_PLURAL = 4
_NO_PLURALS = tuple(
    "ss us is ias gas atlas texas canvas ics series species lens bayes stokes james".split()
)

# Words that any paper may use of itself, of its results and of others: a phrase with one of them says
# nothing of a subject (`extensive experiments`, `wide range`, `state of the art`). They were collected
# from the commonest phrases of 100,000 abstracts of all fields and of pages copied from a site.
_EMPTY_WORDS = frozenset(
    """ablation able abstract accepted accurate accurately achieve achieved achieves achieving across additional address
    addresses addressing advance advances advantage agreement aim aims al allow allowing allows analyse analyze
    analyzed appear appendix applied apply applying approach approaches arbitrary art arxiv aspect aspects author
    authors available aware based baseline baselines became become becomes behave behind believe best better broad
    called capabilities capability capable capture captures case cases certain cf challenge challenges challenging
    characterize classes close closely com combination combine combined combines combining common commonly comparable
    compare compared comparing comparison complete completely comprehensive computationally concept concepts consider
    considered consist consistent consistently consists contain contains contribution contributions corresponding cost
    create crucial current currently dataset datasets deal define defined demonstrate demonstrated demonstrates
    demonstrating depend depending depends derive derived describe described describes designed detail detailed
    details determine develop developed developing develops difference differences different difficult difficulty
    directly discuss discussed due easily easy effective effectively effectiveness efficiency efficient efficiently
    effort eight employ enable enables enabling end ensure entire entirely especially essential establish established
    et evaluate evaluated evaluation evidence exact examine example examples exhibit exist existing exists experiment
    experimental experimentally experiments explain explicit explicitly exploit explore explored extend extended
    extends extensive extensively extremely fact factor factors fail far faster few fewer fig finally find finding
    findings fine first five focus focuses focusing follow following follows form former four frac framework fully
    further furthermore future gain gains gap gave generalize generally get github give given gives giving good great
    greater growing handle help high higher highest highlight highly hope http https idea ideas identical identified
    identify illustrate impact implement implementation importance important importantly improve improved improvement
    improvements improves improving include included includes including increase increased increasing increasingly
    independent indicate indicates individual initial insight insights inspired instance instances interest
    interesting introduce introduced introduces introducing investigate investigated involve involving issue issues
    key kind known lack large-scale largely larger last latter lead leading leads less let level leverage leverages
    leveraging like limit limitation limitations limited limits little low lower made magnitude main mainly major make
    makes making manner math mathbb mathcal means method methodology methods mild moreover motivated multiple namely
    nature necessary need needed needs nevertheless new next nine non notable notably note noted novel number numbers
    numerous obtain obtained obtaining often open operatorname order outline outperform outperforming outperforms
    overall overcome overhead paper papers part particular particularly parts perform performance performed performing
    performs perspective piece play plays popular possible potential powerful practical practice precise present
    presented presenting presents preserve previous previously principle principled prior produce produced produces
    promising proof proofs properties property propose proposed proposes proposing prove proved proves provide
    provided provides providing publicly purpose put quality range ranging rather reach real real-world recent
    recently reduce reduced reduces reducing regarding related relative relatively relevant rely relying remain
    remains remarkable report reported reports represent require required requires requiring research researchers
    respect respectively result resulted resulting results reveal reveals review robust role run scenario scenarios
    second section seen serve set sets setting settings seven several shed show showed showing shown shows
    significance significant significantly similar simple simply simultaneously single situation six slightly small
    smaller solve solved solves solving special specific specifically spite start starting state state-of-the-art step
    steps strategies strategy strength strong studied studies study studying substantial substantially success
    successful successfully suffer sufficient suggest suggested suggesting suggests suitable superior support survey
    take taken takes taking task tasks technical technique techniques ten term terms test tested textbf texttt
    theoretical theoretically thereby third thorough thoroughly three thus total toward traditional trained true turn
    two type types typical typically understand understood unified unique unlike unprecedented url use used useful
    uses using usual usually utilize validate validated variant variants variety various vary vast verified verify via
    way ways well whole wide widely wider widespread work works world worse worst www year years yield yields zero""".split()
)


# Words of which a phrase may have one but not all: `deep learning` and not `learning model`.
_GENERAL_WORDS = frozenset(
    """algorithm analysis architecture class data information input large layer learning model network output parameter
    problem process scale structure system training""".split()
)


class TopicWords(dict[str, str]):
    """Words as they are counted: a plural as its singular, and nothing for those that break a phrase."""

    def __missing__(self, token: str) -> str:
        word = token.strip(_QUOTES)
        is_said = (
            len(word) > 1
            and word[0].isalpha()
            and word.replace("-", "").isalnum()
            and word not in FUNCTION_WORDS
            and word not in _EMPTY_WORDS
        )
        self[token] = folded = _singular(word.strip("-")) if is_said else ""
        return folded


def find_topics(papers: Iterable[Paper], most: int | None = None) -> list[tuple[str, int]]:
    """Return the phrases that say best what papers are about, each with how many have it, the most frequent first.

    A phrase is worth what C-value gives it (Frantzi, Ananiadou & Mima, "Automatic recognition of
    multi-word terms", 2000): log2 of its words times the papers that have it, less those that have it
    within a longer one. Of several longer ones the most frequent counts, and not their mean, which
    keeps `large language` beside `large language model` for the sake of rare ones.
    """
    read = 0
    pairs: Counter[tuple[str, ...]] = Counter()
    triples: Counter[tuple[str, ...]] = Counter()
    word_of = TopicWords().__getitem__
    for paper in papers:
        read += 1
        words = [word_of(token) for token in tokens_of(paper)]
        after, next_after = words[1:], words[2:]
        pairs.update({(a, b) for a, b in zip(words, after, strict=False) if a and b})
        triples.update(
            {(a, b, c) for a, b, c in zip(words, after, next_after, strict=False) if a and b and c}
        )
    least = max(_FEWEST, read // _RARE)
    longer = {phrase: count for phrase, count in triples.items() if count >= least}
    within: dict[tuple[str, ...], int] = {}
    for phrase, count in longer.items():
        for part in (phrase[:-1], phrase[1:]):
            within[part] = max(count, within.get(part, 0))
    counts = longer | {phrase: count for phrase, count in pairs.items() if count >= least}
    worth = {
        phrase: log2(len(phrase)) * (count - within.get(phrase, 0))
        for phrase, count in counts.items()
        if count > within.get(phrase, 0) and not _GENERAL_WORDS.issuperset(phrase)
    }
    best = sorted(worth, key=lambda phrase: (-worth[phrase], phrase))[: min(most or _MOST, _MOST)]
    return sorted(
        ((" ".join(each), counts[each]) for each in best), key=lambda each: (-each[1], each)
    )


def tokens_of(paper: Paper) -> list[str]:
    """Return the words of a paper's title and abstract, and the signs that part its sentences."""
    text = f"{paper.title}. {paper.abstract or ''}".lower()
    for sign in _BREAKS:  # a fourth of the time that a regular expression takes
        text = text.replace(sign, f" {sign} ")
    return text.split()


def _singular(word: str) -> str:
    """Return a noun in the singular, as far as its ending shows: not `analysis`, `bias` or `physics`."""
    if len(word) < _SHORTEST_PLURAL or word[-1] != "s" or word.endswith(_NO_PLURALS):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "iases")) else word[:-1]
