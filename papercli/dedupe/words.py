"""Single words compared: which differ by a slip of the hand, which by their meaning."""

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from papercli.patterns import late

_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
        " seventeenth eighteenth nineteenth".split(),
        1,
    )
} | {word.removesuffix("y") + "ieth": number for word, number in TENS.items()}
ORDINAL = late(r"(\d+)(?:st|nd|rd|th)")
_NUMBER_WORDS = (
    {
        word: number
        for start, words in (
            (
                0,
                "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
            ),
            (1, "一二三四五六七八九十"),
        )
        for number, word in enumerate(words, start)
    }
    | TENS
    | ORDINALS
)
_BEFORE_A_NUMBER = frozenset(
    "part parts chapter lecture volume vol book section phase paper no number episode level type grade edition version case"
    " teil band heft kapitel folge partie tome chapitre parte tomo volumen capitulo capitolo часть том выпуск глава 第".split()
)
_OPPOSITES = (
    ("hypo", "hyper"),
    ("intra", "inter"),
    ("pre", "post"),
    ("micro", "macro"),
    ("mono", "poly"),
    ("uni", "multi"),
    ("single", "multi"),
    ("under", "over"),
    ("homo", "hetero"),
    ("endo", "exo"),
    ("sub", "super"),
    ("in", "out"),
    ("up", "down"),
    ("semi", "un"),
    ("semi", "self"),
    ("max", "min"),
    ("in", "de"),
    ("ab", "ad"),
    ("af", "ef"),
)
# Endings.
_SUBSTANCES = [
    {"ate", "ite"},
    {"ate", "ide"},
    {"ite", "ide"},
    {"ane", "ene"},
    {"ane", "yne"},
    {"ene", "yne"},
    {"ase", "ose"},
    {"nol", "nal"},
]
_NEGATIONS = tuple(
    "un in im ir il non dis anti de a mis semi quasi pseudo bi co re sub super multi".split()
)
_DOUBLED = late(r"(.)\1")
_DIGIT = late(r"\d")
_YEAR = late(r"(?:19|20)\d\d")
_NO_SLIP = 99  # letters: more than any slip
_LEAST_STEM = 4  # letters before an ending
_MOST_WORDS = 50  # that two titles misspell; where more differ, none is a slip
_LEAST_ALIKE = 0.6  # of the letters of two words, where one may be the other misread


class Slip(NamedTuple):
    """Two words of which one may be the other misspelt."""

    left: str
    right: str
    letters: int  # by which they differ

    @property
    def is_spelling(self) -> bool:
        """Whether it is one word for sure.

        Another ending, a letter doubled, letters swapped (formula, modelling, centre).
        """
        short, long = sorted((self.left, self.right), key=len)
        if (
            long.startswith(short)
            or (len(short) > _LEAST_STEM and long.startswith(short[:-1]))
            or sorted(short) == sorted(long)
        ):
            return True
        return _DOUBLED.sub(r"\1", short) == _DOUBLED.sub(r"\1", long)


def spell(letters: str) -> str:
    """Return `letters` with British and American spelling made one.

    Haemo- and hemo-, -ise and -ize, -our and -or.
    """
    return letters.replace("ae", "e").replace("oe", "e").replace("z", "s").replace("our", "or")


def as_digits(word: str) -> str:
    """Return "two" and "2nd" as "2"; roman numbers stay, for they may be letters."""
    if ordinal := ORDINAL.fullmatch(word) if word[0].isdigit() else None:
        return ordinal[1]
    number = _NUMBER_WORDS.get(word)
    return word if number is None else str(number)


def differ_in(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the words that only one side has, in order."""
    count_left, count_right = Counter(left), Counter(right)
    return list((count_left - count_right).elements()), list((count_right - count_left).elements())


def pair_misspelt(left: list[str], right: list[str]) -> tuple[list[Slip], list[str], list[str]]:
    """Take out the words that are spellings of each other.

    Return those that differ in letters, and the rest.
    """
    if not left or not right:
        return [], left, right
    joined_left, joined_right = spell("".join(left)), spell("".join(right))
    if joined_left == joined_right:  # "major ity", "learn-ability"
        return [], [], []
    if max(len(left), len(right)) > _MOST_WORDS:
        return [], left, right
    slips: list[Slip] = []
    rest: list[str] = []
    free = list(right)
    for word in left:
        best = min(
            ((_misspelling(word, other), index) for index, other in enumerate(free)),
            default=(_NO_SLIP, 0),
        )
        if best[0] < _NO_SLIP:
            found = Slip(word, free.pop(best[1]), best[0])
            if found.letters:
                slips.append(found)
        else:
            rest.append(word)
    # "set point" and "setpoint", with other differences about.
    for one, other in (
        (rest, free),
        (free, rest),
    ):
        for word in list(one):
            for at in range(len(other) - 1):
                if spell(other[at] + other[at + 1]) == spell(word):
                    one.remove(word)
                    del other[at : at + 2]
                    break
    return slips, rest, free


def _misspelling(left: str, right: str) -> int:
    """Return the letters by which two words differ if that looks like a slip or an ending, else 99."""
    if _number(left) is not None or _number(right) is not None:
        return 0 if _number(left) == _number(right) else _NO_SLIP
    if abs(len(left) - len(right)) > 3 or (left[0] != right[0] and left[-1] != right[-1]):
        return _NO_SLIP
    spelt_left, spelt_right = spell(left), spell(right)
    if spelt_left == spelt_right:
        return 0
    short, long = sorted((spelt_left, spelt_right), key=len)
    if long in (short + "s", short + "es"):
        return len(long) - len(short)
    # CNN and RNN, GPT3 and GPT4.
    if len(short) <= 3 or _DIGIT.search(left + right) or _opposite(short, long):
        return _NO_SLIP
    # Neutron and neutrino, maximal and minimal are two letters apart.
    most = 1 if len(short) <= 8 else 2
    distance = min(count_edits(short, long), count_edits(left, right))
    if distance > most or (short[0] != long[0] and (distance > 1 or len(short) <= 5)):
        return _NO_SLIP
    return distance


def count_edits(left: str, right: str) -> int:
    """Return the letters to insert, delete, replace or swap that make `right` of `left`."""
    from rapidfuzz.distance import OSA  # ingest imports this module and seldom comes here

    return OSA.distance(left, right)


def are_alike(left: str, right: str) -> bool:
    """Say whether two words may be one misread.

    Half of the letters or more agree, as in tumble and tunable.
    """
    short, long = sorted((left, right), key=len)
    if (
        len(short) < 4
        or left[0] != right[0]
        or long.endswith(short)
        or _DIGIT.search(left + right)
        or _opposite(short, long)
    ):
        return False  # a prefix is no slip: aerobic, anaerobic
    from rapidfuzz.distance import Indel  # ingest imports this module and seldom comes here

    return Indel.normalized_similarity(left, right) >= _LEAST_ALIKE


def _opposite(short: str, long: str) -> bool:
    if any(long == prefix + short for prefix in _NEGATIONS):
        return True
    if short[:-3] == long[:-3] and {short[-3:], long[-3:]} in _SUBSTANCES:
        return True
    return any(
        short.startswith(one) and long.startswith(other) and short[len(one) :] == long[len(other) :]
        for pair in _OPPOSITES
        for one, other in (pair, pair[::-1])
    )


def find_numbers(
    only_left: list[str], only_right: list[str], longer: tuple[str, ...]
) -> tuple[str, str] | None:
    """Return what the titles number differently, or what only the longer one numbers after "part" or at its end."""
    left = [number for word in only_left if (number := _number(word)) is not None]
    right = [number for word in only_right if (number := _number(word)) is not None]
    if left and right:
        return left[0], right[0]
    if (
        only_right
        and not only_left
        and (following := longer[-len(only_right)]) in only_right
        and following in _ROMAN
    ):
        # "Trees. V. Two kinds of leaves"; a digit there may count: "3 case reports".
        return "", str(_ROMAN[following])
    if not right:
        return None
    for one, other in pairwise(longer):  # "2001-2011" beside "2011"
        if _YEAR.fullmatch(one) and _YEAR.fullmatch(other) and {one, other} & {*right}:
            return "", one if one in right else other
    before: dict[str, set[str]] = {}
    for at, word in enumerate(longer):
        if (number := _number(word)) is not None:
            before.setdefault(number, set()).add(longer[at - 1])
    for number in right:
        if not before[number].isdisjoint(_BEFORE_A_NUMBER) or (
            len(only_right) == 1 and _number(longer[-1]) == number
        ):
            return "", number
    return None


def _number(word: str) -> str | None:
    """Return the number that a word is, however many digits it has: "7" for 07 and vii."""
    if not word.isdecimal():
        return str(_ROMAN[word]) if word in _ROMAN else None
    digits = word if word.isascii() else "".join(str(int(digit)) for digit in word)
    return digits.lstrip("0") or "0"
