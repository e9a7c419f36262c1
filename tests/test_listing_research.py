"""Titles and texts in turns are a listing where they read like research, and something else where they do not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.listing.listing import sniff
from papercli.dumps.listing.research import ENOUGH, research_in

Write = Callable[..., Path]

OTHERS = {
    "recipes": [
        "Roasted Carrot Soup",
        "Heat the oven to 200 degrees. Toss the carrots with oil and salt and roast them for half an hour. Simmer the onions, add the carrots and the stock, and blend until smooth. Serve with yogurt and a handful of parsley.",
        "Lemon Barley Salad",
        "Boil the barley in plenty of salted water until tender, then drain it. Whisk the lemon juice with olive oil, stir in the herbs, and fold everything together. The salad keeps well for two days in the refrigerator.",
    ],
    "products": [
        "Northwind Air 14",
        "A light laptop with a bright display and a battery that lasts through a long day. The new processor improves performance by a third over last year's model, and the keyboard is quiet. It comes with two ports and a three-year warranty.",
        "Falcon Studio 16",
        "Built for people who edit video, this machine has a large screen, fast graphics and plenty of memory. The design is heavy, but the cooling system keeps it quiet under load. The price starts at 1,999 dollars.",
    ],
    "film reviews": [
        "The Lighthouse Keeper's Son",
        "A slow and beautiful drama about a boy who grows up on an island. The director lets the landscape speak, and the two leads are wonderful. The last half hour loses its way, but the ending stays with you for days.",
        "Midnight in Aarhus",
        "This thriller starts well and then drowns in its own plot. A detective follows a trail of letters through a rainy city, and everyone she meets has something to hide. The music is loud and the dialogue is flat.",
    ],
    "news": [
        "Start-Up Raises Forty Million For Legal Chatbot",
        "The company, founded two years ago by three former bankers, said on Monday that it had raised forty million dollars from investors. Its language model answers questions about contracts, and several large firms already pay for it.",
        "Phone Maker Delays Its Voice Assistant Again",
        "The new assistant was promised for the spring and will now come in autumn at the earliest. People close to the project said that it failed too many internal tests. Shares fell by four percent after the announcement.",
    ],
    "a manual": [
        "Charging The Battery",
        "Connect the charger to a wall socket and slide the battery into it until it clicks. The lamp is orange while the battery charges and green when it is full. Charging takes about two hours. Do not charge the battery below zero degrees.",
        "Setting The Date And Time",
        "Press the menu button and choose the second page. Use the dial to select the year, the month and the day, and confirm each with the centre button. The clock keeps running for a week without a battery.",
    ],
    "a manual of software": [
        "Connection Pooling",
        "The server keeps a pool of open connections so that clients do not pay for a new one with every query. The size of the pool is set by the parameter max_pool, whose default is ten. A value of zero disables the pool and opens connections on demand.",
        "Write-Ahead Logging",
        "Every change is first written to a log, which is flushed to disk before the transaction is acknowledged. After a crash the server replays the log from the last checkpoint. The log can be archived, which allows recovery to any point in time.",
    ],
    "a job board": [
        "Machine Learning Engineer",
        "We are looking for an engineer who designs and trains models for our search team. You have experience with large data sets, distributed training and at least one deep learning framework. We offer a competitive salary, stock options and flexible hours.",
        "Data Scientist, Pricing",
        "You will analyse the behaviour of our customers, develop statistical models of demand and present results to the management. A degree in a quantitative field and three years of experience are required. The position is based in Leeds.",
    ],
    "restaurants": [
        "The Copper Pot",
        "A small place behind the theatre with eight tables and one menu. The soup was excellent, the fish a little dry, and the service so kind that nobody minded. Expect to pay around forty a head without wine. Closed on Mondays.",
        "Uncle Tran's Kitchen",
        "The noodles are made by hand in the window, and the queue reaches round the corner. Order the beef and the pickles. It is loud, hot and crowded, and you will want to come back the next day.",
    ],
    "books": [
        "The Restless Atom",
        "The author tells the story of the atom from the Greeks to the giant colliders of today, with wit and without a single equation. Readers learn how physicists think, how they quarrel, and why the simplest theory is not always the right one.",
        "Thinking In Numbers",
        "Why do we trust statistics, and when should we not? With examples from sports, medicine and politics, this book shows how data can mislead even clever people. An entertaining guide for everyone who reads newspapers.",
    ],
    "courses": [
        "Introduction To Machine Learning",
        "The course covers linear models, decision trees, neural networks and clustering. Students implement algorithms in weekly exercises and present a project at the end of the term. Prerequisites are linear algebra and a first course in programming. Six credits.",
        "Quantum Mechanics II",
        "Topics include scattering theory, perturbation theory and identical particles. There are two lectures and one exercise class a week. The final exam is written and takes three hours. Students should have passed Quantum Mechanics I.",
    ],
    "release notes": [
        "Faster Start-Up",
        "The application now starts in less than half the time, since plug-ins are only loaded when they are needed. We measured an improvement of up to sixty percent on older machines. Nothing has to be configured.",
        "New Export Dialog",
        "All export options are now found in one dialog, and the last choice is remembered. Images can be exported in several sizes at once. The old dialogs are still available under the menu Legacy and will be removed next year.",
    ],
    "an encyclopaedia": [
        "Photosynthesis",
        "Photosynthesis is the process by which green plants turn light into chemical energy. It takes place in the chloroplasts and needs water and carbon dioxide. Oxygen is released as a by-product. Nearly all life on Earth depends on it.",
        "Tide",
        "Tides are the rise and fall of the sea caused by the gravity of the moon and the sun. In most places there are two high tides a day. Their height depends on the shape of the coast and can exceed ten metres.",
    ],
}
# Each in words of its own, as its field reports.
PAPERS = [
    ("Moss Graphs and Their Colourings", "A graph is called mossy if each of its vertices has a neighbour of the same degree. We prove that mossy graphs have bounded chromatic number and give a linear algorithm that colours them."),
    ("Pruning Networks While They Sleep", "Training wastes most of its energy on weights that are later removed. This paper proposes to prune between epochs, and experiments on four benchmarks show that accuracy is kept with a third of the parameters."),
    ("Dust Around a Young Star", "Observations of a nearby young star are presented. The spectrum shows silicate dust at two temperatures, and a model of the disc that fits both implies a gap at three astronomical units from the star."),
    ("Vitamin D and Falls in Old Age", "Whether vitamin D prevents falls is disputed. In a randomised trial, 412 participants received a weekly dose or a placebo. After one year the risk of falling did not differ between the groups."),
    ("Minimum Wages in Border Regions", "Using data on commuters, we estimate the effect of a higher minimum wage on employment near a border. The results suggest small losses among young workers and none among others, in line with a simple theory of search."),
    ("Heat Pumps in Old Houses", "The efficiency of heat pumps was measured in thirty houses over two winters. Performance depended on the temperature of the radiators more than on insulation, and a regression model explains most of the variation."),
]  # fmt: skip
ELSEWHERE = [
    "本文提出了一种预测分子性质的图神经网络方法。实验结果表明，该方法优于现有模型。",
    "本研究では学習データが少ない場合の新しい手法を提案する。実験により有効性を示す。",
    "우리는 작은 데이터를 위한 새로운 방법을 제안하고, 실험 결과를 보고한다. 모델은 단순하다.",
    "В работе предлагается метод оценки параметров модели. Показано, что результаты устойчивы к шуму.",
    "Wir untersuchen ein Verfahren zur Zerlegung großer Graphen. Die Ergebnisse zeigen kürzere Laufzeiten.",
    "Nous proposons une méthode d'estimation de densités. Les résultats sont meilleurs sur des données simulées.",
    "Presentamos un método para estimar el riesgo de sequía. Los resultados mejoran los de modelos anteriores.",
]
REFUSAL = "it is laid out like a listing, but does not read like papers; if they are papers, read it with `--format listing`"


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_titles_and_texts_that_are_no_research_are_refused(
    papers: Run, dump: Write, kind: str, between: str
) -> None:
    path = dump(between.join(OTHERS[kind]) + "\n", "some.txt")
    code, out, err = papers("ingest", path)
    assert (code, out) == (3, "")
    assert REFUSAL in err
    assert papers("list", "--count")[1] == "0\n"


def test_who_knows_better_names_the_format(papers: Run, dump: Write) -> None:
    path = dump("\n".join(OTHERS["books"]) + "\n", "some.txt")
    assert papers("ingest", path, "--format", "listing")[0] == 0
    assert papers("list", "--count")[1] == "2\n"


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_papers_of_every_field_are_a_listing(count: int) -> None:
    for start in range(0, len(PAPERS), count):
        chosen = PAPERS[start : start + count]
        assert sniff("".join(f"{title}\n{abstract}\n" for title, abstract in chosen)), chosen


@pytest.mark.parametrize("abstract", ELSEWHERE)
def test_research_is_known_in_other_languages(abstract: str) -> None:
    assert research_in(abstract) >= ENOUGH


def test_what_is_no_research_has_less_than_any_of_it() -> None:
    others = [research_in(text) for texts in OTHERS.values() for text in texts[1::2]]
    found = [research_in(abstract) for _, abstract in PAPERS]
    assert sum(others) / len(others) < ENOUGH / 2 < ENOUGH <= min(found)
