"""Words that the end of a line broke are whole again, and compounds keep their hyphens."""

import pytest

from papercli.dumps.references.wrapping import Words, join

WHOLE = "infants development reconstruction process regression cooperation prediction experiments detection international unsupervised supervision settings modeling generalization statement partition particular analysis polymer hardware topological database trained levels formation tasking blackened boundaries"  # fmt: skip
BREAKS = (2, 3, 4, 5)
KEPT = "in-context in-vitro co-occurrence re-ranking pre-trained pre-processing multi-task non-linear self-supervised semi-supervised real-world high-order top-down out-of-order inter-rater meta-learning freely-moving data-driven off-policy COVID-related mRNA-binding GPT4-based 3D-printed X-ray T-cell K-means 2-dimensional decision-making finite-dimensional retrieval-augmented so-called worst-case black-box closed-form ground-truth power-law"  # fmt: skip


@pytest.mark.parametrize("word", WHOLE.split())
@pytest.mark.parametrize("at", BREAKS)
def test_a_broken_word_is_whole_again(word: str, at: int) -> None:
    lines = [f"On the {word[:at]}-", f"{word[at:]} of moss"]
    assert join(lines, Words([])) == f"On the {word} of moss"


@pytest.mark.parametrize("word", KEPT.split())
def test_a_compound_keeps_its_hyphen(word: str) -> None:
    before, _, after = word.partition("-")
    assert join([f"On {before}-", f"{after} moss"], Words([])) == f"On {word} moss"


CHAINS = "state-of-the-art end-to-end up-to-date mother-in-law day-to-day out-of-distribution point-by-point for-the-record"


@pytest.mark.parametrize("chain", CHAINS.split())
def test_a_chain_of_words_keeps_each_hyphen(chain: str) -> None:
    for at in (number for number, char in enumerate(chain, 1) if char == "-"):
        assert join([f"On {chain[:at]}", f"{chain[at:]} moss"], Words([])) == f"On {chain} moss"


def test_a_word_within_a_compound_is_whole_again() -> None:
    assert join(["On self-super-", "vised moss"], Words([])) == "On self-supervised moss"
    assert join(["On multi-in-", "stance moss"], Words([])) == "On multi-instance moss"


@pytest.mark.parametrize(
    "text",
    [
        "short- and long-term", "pre- or post-training", "left- to right-hand", "pre- and postnatal", "Eis- und Schneeforschung",
        "Eis- oder Schneeforschung", "Ein- bzw. Ausfuhr", "Vor- sowie Frühgeschichte", "land- en tuinbouw", "land- of tuinbouw", "snö- och isforskning",
        "snø- eller isforskning", "is- og snøforskning", "micro- et macroéconomie", "nord- et sudaméricain", "socio- y psicolingüística",
        "intra- o extramuros", "socio- e psicolinguistica",
    ],
)  # fmt: skip
def test_a_hyphen_that_stands_for_a_word_is_followed_by_a_space(text: str) -> None:
    before, _, after = text.partition(" ")
    assert join([f"On {before}", f"{after} moss"], Words([])) == f"On {text} moss"


@pytest.mark.parametrize(
    "word", "Studien Grafieken demand doctor poet Hunde gesunder quiet studies catalog".split()
)
def test_the_end_of_a_word_stands_for_no_other(word: str) -> None:
    ends = {"Studien": 5, "demand": 2, "doctor": 3, "poet": 2, "quiet": 3, "catalog": 4}
    at = ends.get(word, 3)
    assert join([f"On {word[:at]}-", f"{word[at:]} moss"], Words([])) == f"On {word} moss"


COUNTED = "test-time cross-lingual star-forming ill-posed pixel-wise key-value problem-solving trade-off trade-offs tree-structured"


@pytest.mark.parametrize("word", COUNTED.split())
def test_compounds_that_no_rule_names_are_known(word: str) -> None:
    before, _, after = word.partition("-")
    assert join([f"On {before}-", f"{after} moss"], Words([])) == f"On {word} moss"


@pytest.mark.parametrize(("known", "word"), [("rain-fed", "rain-feds"), ("moss-beds", "moss-bed")])
def test_a_compound_is_known_in_another_number(known: str, word: str) -> None:
    before, _, after = word.partition("-")
    assert join([f"On {before}-", f"{after} walls"], Words([known])) == f"On {word} walls"


def test_what_the_list_writes_elsewhere_decides() -> None:
    lines = ["On pro-", "social moss"]
    assert join(lines, Words(["prosocial rain"])) == "On prosocial moss"
    assert join(["On rain-", "fed moss"], Words(["rain-fed walls"])) == "On rain-fed moss"
