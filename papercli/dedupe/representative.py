"""Which of several records of one work the others are folded into.

It gives the title and the id.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from papercli.dedupe.likeness import Likeness, match_titles
from papercli.dedupe.titles import Title, parse_title
from papercli.model import PAPER_FIELDS, RARE, Paper

# What only some services tell says nothing of how well they know the paper.
_TELLING = tuple(name for name in PAPER_FIELDS if name not in RARE)

Frequency = Callable[[str], int]  # a folded word -> how many papers of the library hold it

_SPELLINGS = frozenset({Likeness.SAME, Likeness.MISSPELT, Likeness.SLIPPED})


def choose_keeper(papers: Sequence[Paper], frequency: Frequency | None = None) -> Paper:
    """Return the fullest of `papers`, or one that is like it but spells the title better.

    Never the notice that corrects it.

    A better title is one that more of them bear, else one whose own words more of the library
    knows. Of equals the first.
    """
    titles = {paper.id: parse_title(paper.title) for paper in papers}
    own = [paper for paper in papers if "correction" not in titles[paper.id].marks] or papers
    fullest = max(own, key=fullness)
    rivals = [
        paper
        for paper in own
        if match_titles(titles[fullest.id], titles[paper.id]).likeness in _SPELLINGS
    ]
    if len({titles[paper.id].letters for paper in rivals}) == 1:
        return fullest
    bearers = Counter(title.letters for title in titles.values())
    shared = set.intersection(*(set(titles[paper.id].words) for paper in rivals))

    def quality(paper: Paper) -> tuple[int, int, int, tuple[int, int, int]]:
        title = titles[paper.id]
        return (
            -title.lost,
            bearers[title.letters],
            _familiarity(title, shared, frequency),
            fullness(paper),
        )

    return max(rivals, key=quality)


def is_correction(title: str) -> bool:
    """Say whether a title is that of a notice that corrects another paper."""
    return "correction" in parse_title(title).marks


def fullness(paper: Paper) -> tuple[int, int, int]:
    """Return how much is known of `paper`, to be compared.

    Filled fields, length of the abstract, sightings.
    """
    filled = sum(getattr(paper, name) not in (None, (), "", False) for name in _TELLING)
    return filled, len(paper.abstract or ""), len(paper.sources)


def _familiarity(title: Title, shared: set[str], frequency: Frequency | None) -> int:
    """Return how many papers hold the rarest of the words that not all the titles have."""
    if frequency is None:
        return 0
    return min((frequency(word) for word in title.words if word not in shared), default=0)
