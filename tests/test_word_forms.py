"""Words that a reader takes for one are one: each group is written in texts, and every form finds all of them."""

from pathlib import Path

import pytest

from papercli.library import Library
from papercli.model import Paper
from papercli.search.find import find_papers
from papercli.search.snippets import find_matches
from papercli.store.papers import encode_paper

# Forms of one word, as texts have them, each in a text of its own. A query for one finds all.
SAME = [
    ("LLM", "LLMs"),
    ("GNN", "GNNs"),
    ("PDE", "PDEs"),
    ("GPU", "GPUs"),
    ("MoE", "MoEs"),
    ("matrix", "matrices"),
    ("optimization", "optimisation"),
    ("behavior", "behaviour"),
    ("GPT-4", "GPT4", "GPT-4-based"),
    ("DeepSeek-R1", "DeepSeekR1", "DeepSeek-R1-Zero"),
    ("TNF-alpha", "TNF-α", "TNFα"),
    ("β-lactam", "beta-lactam"),
    ("$\\epsilon$", "ε", "$\\varepsilon$", "epsilon"),
    ("CO2", "CO₂", "CO$_2$", "CO_2"),
    ("H2O", "H₂O", "H$_2$O"),
    ("O(n^2)", "O(n²)", "$O(n^{2})$"),
    ("fine-tuning", "finetuning", "fine-tuned", "finetuned"),
    ("trade-off", "tradeoff", "trade-offs", "tradeoffs"),
    ("auto-encoder", "autoencoder", "auto-encoders"),
    ("GPT 4", "GPT4", "GPT-4"),
    ("lens", "lenses"),
    ("bias", "biases", "biased"),
    ("index", "indexes", "indices"),
    ("ΛΟΓΟΣ", "λόγος", "λογος"),
    ("Ещё", "еще"),
    ("İstanbul", "istanbul"),
    ("أحمد", "احمد"),
    ("Straße", "STRASSE"),
    ("Århus", "Aarhus"),
    ("Größe", "Groesse"),
    ("ＢＥＲＴ", "BERT", "基于BERT的"),
    ("命名实体识别", "中文命名实体识别", "命名實體識別方法"),
    ("深層学習", "深層学習による"),
    ("ガラス", "ガラスの"),
    ("모델", "모델은"),
    ("ภาษา", "ภาษาไทย"),
]
MORE_THAN_THE_WORD = {
    *("GPT-4-based", "DeepSeek-R1-Zero", "基于BERT的", "中文命名实体识别", "命名實體識別方法"),
    *("深層学習による", "ガラスの", "모델은", "ภาษาไทย"),
}
# A word that looks like another and is none.
OTHERS = [
    ("vision", "supervision"),
    ("former", "transformer"),
    ("action", "interaction"),
    ("variance", "covariance"),
    ("latent", "translate"),
    ("efficient", "coefficient"),
    ("operation", "cooperation"),
    ("stance", "substance"),
    ("physics", "metaphysics"),
    ("GP", "GPS"),
    ("new", "news"),
    ("news", "new"),
    ("optimization", "suboptimal"),
    ("basis", "base"),
    ("sub graph", "paragraph"),
    ("LES", "less"),
    ("GPT-4", "GPT-4o"),
    ("GPT4", "GPT-3"),
    ("バス", "ハス"),
    ("poet", "pot"),
    ("京都", "東京"),
]


def library(folder: Path, papers: list[Paper]) -> Library:
    with Library(folder).writing(0.0, print, new=True) as current:
        current.append([encode_paper(paper) for paper in papers], command="ingest", summary="some")
    return Library(folder)


def texts(*words: str) -> list[Paper]:
    return [
        Paper(id=f"{at:08x}", title=f"Remarks number {at}", abstract=f"We look at {word} here.")
        for at, word in enumerate(words)
    ]


@pytest.mark.parametrize("forms", SAME, ids=lambda forms: forms[0])
def test_every_form_of_a_word_finds_all(tmp_path: Path, forms: tuple[str, ...]) -> None:
    found = library(tmp_path / "library", texts(*forms, "something else"))
    for form in forms:
        if form in MORE_THAN_THE_WORD:
            continue
        assert find_papers(found, form).total == len(forms), form


@pytest.mark.parametrize("query", ["data set", "data sets", "data-set"])
def test_words_apart_find_what_is_written_as_one(tmp_path: Path, query: str) -> None:
    forms = ("data set", "dataset", "data-set", "data sets", "datasets", "something else")
    found = find_papers(library(tmp_path / "library", texts(*forms)), query)
    assert found.total == 5
    assert found.ranked()[0].score > 0


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("实体识*", 1),
        ("模型*", 1),
        ("모*", 1),
        ("모델*", 1),
        ("Ελλ*", 1),
        ("ελλη*", 1),
        ("Mül*", 1),
        ("mul*", 1),
        ("equiv*", 1),
        ("title:Mül*", 0),
    ],
)
def test_the_beginning_of_a_word_is_found_in_every_script(
    tmp_path: Path, query: str, count: int
) -> None:
    words = ("命名实体识别模型", "모델은", "Ελληνικά", "Müller", "equivariant")
    assert find_papers(library(tmp_path / "library", texts(*words)), query).total == count


def test_exact_characters_stand_in_a_row(tmp_path: Path) -> None:
    made = library(tmp_path / "library", texts("深度学习", "深度的学习和度学"))
    for exact in (False, True):
        assert find_papers(made, "深度学习", exact=exact).total == 1


@pytest.mark.parametrize(("word", "other"), OTHERS)
def test_words_that_look_alike_are_not_found(tmp_path: Path, word: str, other: str) -> None:
    found = library(tmp_path / "library", texts(word, other))
    assert [hit.paper.id for hit in find_papers(found, word).ranked()] == ["00000000"]


def test_a_kind_of_a_thing_is_found_below_the_thing_itself(tmp_path: Path) -> None:
    papers = [
        Paper(id="a0000001", title="Subequivariant nets", abstract="We learn of motion."),
        Paper(id="b0000002", title="Nets that turn", abstract="They are equivariant."),
    ]
    hits = find_papers(library(tmp_path / "library", papers), "equivariant").ranked()
    assert [hit.paper.id for hit in hits] == ["b0000002", "a0000001"]


@pytest.mark.parametrize(
    "query", ["Müller", "Mueller", "Muller", "author:Müller", "author:mueller"]
)
def test_an_umlaut_is_written_in_three_ways(tmp_path: Path, query: str) -> None:
    names = ("Jana Müller", "Jana Mueller", "Jana Muller", "Jana Miller")
    papers = [
        Paper(id=f"{at:08x}", title=f"Work {at}", authors=(name,)) for at, name in enumerate(names)
    ]
    assert find_papers(library(tmp_path / "library", papers), query).total == 3


def test_two_spellings_score_as_one_word(tmp_path: Path) -> None:
    rare, common = "On behaviour", "On behavior"
    papers = [
        Paper(id=f"{at:08x}", title=rare if at == 0 else common, abstract=f"Text {at}.")
        for at in range(8)
    ]
    scores = {
        hit.score for hit in find_papers(library(tmp_path / "library", papers), "behavior").ranked()
    }
    assert max(scores) - min(scores) < 0.01


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("LLM", "Many LLMs judge.", ["LLMs"]),
        ("matrix", "Two matrices.", ["matrices"]),
        ("BERT", "基于BERT的方法", ["BERT"]),
        ("实体识别", "中文命名实体识别。", ["实体识别"]),
        ("alpha", "An α-helix.", ["α"]),
    ],
)
def test_words_are_shown_where_they_stand(
    tmp_path: Path, query: str, text: str, shown: list[str]
) -> None:
    made = library(tmp_path / "library", texts(text))
    found = find_papers(made, query)
    assert found.total == 1
    spans = find_matches(made.index, text, found.stems)
    assert [text[start:end] for start, end in spans] == shown
