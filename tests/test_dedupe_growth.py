"""Finding duplicates takes time in proportion to the papers and to the length of what they say, whatever they say."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product

import pytest

from papercli.changes.deciding import verdict_lines
from papercli.dedupe import agreement, blocking, compare
from papercli.dedupe.authors import parse_names, share_names
from papercli.dedupe.clusters import find_duplicates
from papercli.dedupe.compare import compare as compare_papers
from papercli.dedupe.conflict import conflicts
from papercli.dedupe.fold import fold_papers
from papercli.dedupe.likeness import match_titles
from papercli.dedupe.places import parse_place
from papercli.dedupe.profile import Profile
from papercli.dedupe.titles import parse_title
from papercli.dedupe.venue_names import parse_venue
from papercli.dedupe.venues import relate_venues
from papercli.latex.plain import plain
from papercli.model import Paper, Source

_WORDS = [
    first + second
    for first in ("bran", "cord", "dust", "fern", "glim", "hark", "jolt", "kelp")
    for second in ("ation", "ment", "graph", "scope", "ology")
]
_TEXT = "We look at one tall tree in a dark wood of iron and steel. " * 3


def _texts(at: int) -> str:
    return " ".join(_WORDS[(at * step + step * step) % len(_WORDS)] for step in range(1, 50))


LIBRARIES: dict[str, Callable[[int], Paper]] = {
    "the same": lambda at: Paper(
        f"{at:08x}",
        "A tall tree in the dark wood",
        _TEXT,
        ("Ada Lovelace", "Grace Hopper"),
        year=2001,
    ),
    "one title": lambda at: Paper(
        f"{at:08x}", "A tall tree in the dark wood", _texts(at), ("Ada Lovelace",)
    ),
    "one title, other years and venues": lambda at: Paper(
        f"{at:08x}",
        "A tall tree in the dark wood",
        _TEXT,
        ("Ada Lovelace",),
        year=1950 + at % 70,
        venue=f"Journal of {_WORDS[at % 40]}",
    ),
    "untitled": lambda at: Paper(f"{at:08x}", "Untitled", _texts(at)),
    "editorials": lambda at: Paper(
        f"{at:08x}", "Editorial", None, (f"Ada {_WORDS[at % 40]}",), year=1990 + at % 20
    ),
    "alike": lambda at: Paper(
        f"{at:08x}",
        f"A tall tree in the dark wood {_WORDS[at % 40]} {_WORDS[at // 40 % 40]}",
        _texts(at),
        ("Ada Lovelace",),
    ),
    "numbered": lambda at: Paper(
        f"{at:08x}", f"A tall tree in the dark wood, part {at}", _TEXT, ("Ada Lovelace",), year=2001
    ),
    "dashes": lambda at: Paper(
        f"{at:08x}",
        "—" * 200 + f" {_WORDS[at % 40]}",
        None,
        ("Ada Lovelace",),
        pages="-" * 200,
        venue="(" * 200,
    ),
}


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the pairs that are compared, while groups are looked for and while they are joined."""
    count = [0]

    def counted(left: Profile, right: Profile, **options: object) -> compare.Comparison:
        count[0] += 1
        return compare.compare_profiles(left, right, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(agreement, "compare_profiles", counted)
    return count


@pytest.mark.parametrize("kind", LIBRARIES)
def test_the_pairs_compared_grow_with_the_papers(kind: str, compared: list[int]) -> None:
    counts = []
    for size in (300, 1200):
        compared[0] = 0
        lines, _ = verdict_lines(find_duplicates([LIBRARIES[kind](at) for at in range(size)]))
        assert len(lines) <= 2 * size
        counts.append(compared[0])
    # Up to the size of the largest block all of its pairs are compared, which is as much as is ever
    # spent on one paper.
    assert counts[1] <= 8 * counts[0] + 40 * 1200


def best(function: Callable[[], object]) -> float:
    """Return the seconds of the fastest of three runs, in which nothing else had a share."""
    taken = []
    for _ in range(3):
        for each in (
            *(parse_title, parse_venue, relate_venues),
            *(blocking._author_words, blocking._telling_words),
        ):
            each.cache_clear()
        start = time.process_time()
        function()
        taken.append(time.process_time() - start)
    return min(taken)


def is_linear(small: Callable[[], object], large: Callable[[], object]) -> bool:
    """Say whether four times as much takes about four times as long.

    Quadratic is sixteen, and what takes no time says nothing.
    """
    long = best(large)
    return long < 0.02 or long < 9 * best(small)


@pytest.mark.parametrize("kind", ["the same", "one title, other years and venues"])
def test_grouping_and_merging_take_time_in_proportion(kind: str) -> None:
    papers = [LIBRARIES[kind](at) for at in range(1200)]
    papers = [
        Paper(
            p.id,
            p.title,
            p.abstract,
            p.authors,
            year=p.year,
            venue=p.venue,
            sources=(Source("a", p.id * 2, 1, "jsonl"),),
        )
        for p in papers
    ]

    def merge(some: Sequence[Paper]) -> object:
        return fold_papers(some[0], some[1:])

    assert is_linear(lambda: find_duplicates(papers[:300]), lambda: find_duplicates(papers))
    assert is_linear(
        lambda: [merge(papers[:300]) for _ in range(5)], lambda: [merge(papers) for _ in range(5)]
    )


_RUNS = [
    "-",
    "–",
    "—",
    "— ",
    " - ",
    ". ",
    ": ",
    " (",
    "(",
    "[",
    "]",
    "[a] ",
    "(a) ",
    "(a",
    "}",
    "<a",
    "\\a{",
    "$",
    "&amp;",
    "&nbsp;",
    "&#1",
    "?",
    "a? ",
    "'",
    "`",
    "“",
    '"',
    " ",
    "a",
    "ab ",
    "A.",
    "A. B. ",
    "Ab, ",
    "A, ",
    ", ",
    "; ",
    " and ",
    " in: ",
    "in a ",
    "ed. ",
    "vol. 1",
    "1",
    "1 ",
    "1-",
    "1-2 ",
    "1(2)",
    "0",
    "²",
    "٣",
    "\u0301",
    "ﬃ",
    "a\ufffd",
    "...",
    "…",
    "et al ",
    "J",
    "ChiCTR-",
    "1234-",
    "thesis ",
    "B--A.",
    "Bc.D",
    "comment on ",
    "(2009) ",
    "2009(",
    "-- a",
    "of ",
    "o",
    "oo ",
    "ii ",
    "part ",
    ": protocol ",
    ". retraction",
    ": a follow up",
    "(talk ",
    "[erratum",
    "proceedings ",
    "x" * 9 + " ",
]


_AROUND = ("{}", "Abc def ghi jkl mno {} x", "Abcdefgh [({} pqr")


def _look(text: str) -> None:
    parse_title(text)
    parse_names([text])
    parse_names([text, "Ada"])
    plain(text)
    parse_place(Paper("a", text, venue=text, volume=text, issue=text, pages=text))
    parse_place(Paper("a", text, venue=text))
    profile = Profile(Paper("a", text, text, (text,), venue=text, url=text))
    for part in (
        "title",
        "names",
        "author_words",
        "venue",
        "place",
        "phrases",
        "trial",
        "preprint",
        "known",
    ):
        getattr(profile, part)
    blocking.find_candidates([profile.paper, Paper("b", f"{text} x", f"{text} x", (text,))])


def _compare(text: str) -> None:
    left = Paper(
        "a",
        f"{text} xyz",
        f"{text} b",
        ("Ada Lovelace", text),
        venue=f"{text} xyz",
        pages=text,
        volume=text,
        issue=text,
    )
    right = Paper(
        "b",
        f"xyzz {text}",
        text,
        ("Ada Lovelace", f"{text} b"),
        venue=f"xyz {text}",
        pages=text,
        volume=text,
        issue=f"{text} b",
    )
    compare_papers(left, right)
    conflicts(left, right)


@pytest.mark.parametrize("run", _RUNS, ids=repr)
def test_a_run_of_anything_is_looked_at_once(run: str) -> None:
    for around, look in product(_AROUND, (_look, _compare)):
        small, large = (around.format((run * size)[:size]) for size in (400, 1600))
        assert is_linear(partial(look, small), partial(look, large)), (around, look.__name__)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (" ".join(f"tree{at}" for at in range(size)), " ".join(f"tree{at}" if at % 2 else f"wood{at}" for at in range(size)))
        for size in (900,)
    ]
    + [(" ".join(map(str, range(1200))), " ".join(map(str, range(600, 2100)))), (" ".join(["a e"] * 1200), " ".join(["a e"] * 1250) + " tree")],
)  # fmt: skip
def test_titles_as_long_as_abstracts_are_compared_in_proportion(left: str, right: str) -> None:
    def match(share: int) -> object:
        return match_titles(
            parse_title(left[: len(left) // share]), parse_title(right[: len(right) // share])
        )

    assert is_linear(lambda: match(4), lambda: match(1))


@pytest.mark.parametrize("lost", ["?" * 40, "a" + "?" * 60, "?a" * 30])
def test_names_of_lost_letters_are_compared_at_once(lost: str) -> None:
    shared = share_names(parse_names([f"Ada {lost}b"]), parse_names([f"Ada {'x' * 70}y"]))
    assert shared is not None
    assert shared.shared == 0


@pytest.mark.parametrize(
    ("lost", "whole"),
    [("dayn?s", "daynes"), ("m?ller", "mueller"), ("?????", "abcdefg"), ("gro?", "gross")],
)
def test_a_question_mark_is_one_letter_or_two(lost: str, whole: str) -> None:
    shared = share_names(parse_names([f"Ada {lost}"]), parse_names([f"Ada {whole}"]))
    assert shared is not None
    assert shared.shared == 1


def test_a_venue_of_many_small_words_spells_no_name_for_ever() -> None:
    one, other = parse_venue("oooooooooooz xyz", None), parse_venue("of " * 30 + "Trees", None)
    assert relate_venues(one, other).value in {"different", "unknown"}


@pytest.mark.parametrize("number", [1, 2, 3, 4, 7, 8, 9, 255, 256, 257])
def test_a_pair_is_found_however_many_papers_there_are(number: int) -> None:
    others = [
        Paper(f"{at:08x}", f"{_WORDS[at % 40]} {_WORDS[at // 40]} number{at}")
        for at in range(number)
    ]
    pair = [Paper("a", "A tall tree in the dark wood"), Paper("b", "A tall tree in the dark wood")]
    assert (number, number + 1) in blocking.find_candidates([*others, *pair])
    assert (0, number + 1) in blocking.find_candidates([pair[0], *others, pair[1]])
