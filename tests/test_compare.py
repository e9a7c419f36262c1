from dataclasses import replace
from itertools import product
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercli.dedupe.authors import parse_names
from papercli.dedupe.compare import compare, compare_profiles
from papercli.dedupe.conflict import conflicts
from papercli.dedupe.likeness import Likeness, match_titles
from papercli.dedupe.places import Relation, parse_place, relate_pages
from papercli.dedupe.profile import Profile
from papercli.dedupe.titles import parse_title
from papercli.dedupe.venue_names import parse_venue
from papercli.dedupe.venues import relate_venues
from papercli.model import Paper

ABSTRACT = (
    "We study how many labelled examples a learner needs when a few of them are wrong. Two algorithms are given, one that looks at"
    " every example twice and one that throws most of them away, and both are shown to need no more than a constant factor above the"
    " least that any learner needs. Experiments on eleven collections agree with the theory."
)
OTHER_ABSTRACT = (
    "Bridges of steel grow tired under traffic. A gauge that costs little was glued to forty of them for two years, and what it told is"
    " compared here with what inspectors saw from below. The gauges noticed nine of ten cracks before people did, at a hundredth of the price."
)
FULL = Paper(
    id="1",
    title="Learning with a few wrong examples in large collections",
    abstract=ABSTRACT,
    authors=("Ada Lovelace", "Grace Hopper", "Emmy Noether"),
    year=2019,
    venue="Journal of Machine Learning Research",
    volume="20",
    issue="3",
    pages="101-129",
    doi="10.1000/jmlr.20.101",
    type="article-journal",
)
BARE = Paper(id="1", title=FULL.title, authors=FULL.authors, year=2019)


def paper(base: Paper, **changes: object) -> Paper:
    return replace(base, id="2", **changes)  # type: ignore[arg-type]


DUPLICATES = {
    "the very same": (FULL, paper(FULL)),
    "typos in the title": (
        FULL,
        paper(FULL, title="Learning with a few worng examples in large colections", doi=None),
    ),
    "case and full stop": (BARE, paper(BARE, title=FULL.title.upper() + ".")),
    "names inverted, initials": (
        BARE,
        paper(BARE, authors=("Lovelace, A.", "Hopper, G. M.", "Noether, E.")),
    ),
    "names in one string": (
        BARE,
        paper(BARE, authors=("A. Lovelace, G. Hopper, and E. Noether.",)),
    ),
    "names by semicolons": (
        BARE,
        paper(BARE, authors=("Lovelace, Ada; Hopper, Grace; Noether, Emmy",)),
    ),
    "first author and others": (BARE, paper(BARE, authors=("Lovelace A, et al.",))),
    "names in another order": (
        BARE,
        paper(BARE, authors=("Emmy Noether", "Ada Lovelace", "Grace Hopper")),
    ),
    "abstract cut": (FULL, paper(FULL, abstract=ABSTRACT[:200], doi=None)),
    "title cut by its dump": (
        FULL,
        paper(FULL, title="Learning with a few wrong examples in large coll...", doi=None),
    ),
    "venue abbreviated": (FULL, paper(FULL, venue="J. Mach. Learn. Res.", doi=None, abstract=None)),
    "venue as an acronym": (FULL, paper(FULL, venue="JMLR", doi=None, abstract=None)),
    "pages shortened": (FULL, paper(FULL, pages="pp. 101-29", doi=None, abstract=None)),
    "volume with its issue": (
        FULL,
        paper(FULL, volume="20(3)", issue=None, doi=None, abstract=None),
    ),
    "translated title": (BARE, paper(BARE, title=f"[{FULL.title}]. [German]")),
    "indexer's note": (
        FULL,
        paper(
            FULL,
            title=f"{FULL.title}.[Erratum appears in J Mach. 2020 Jan;21(1):9 Note: Hopper, G [added]]",
        ),
    ),
    "erratum in the same volume": (
        FULL,
        paper(
            FULL, title=f"Erratum: {FULL.title}", issue="4", pages="900", doi=None, abstract=None
        ),
    ),
    "erratum that names its place": (
        FULL,
        paper(FULL, title=f"{FULL.title} (vol 20, pg 101, 2019)", issue="4", pages="900", doi=None),
    ),
    "erratum, cut": (
        FULL,
        paper(
            FULL,
            title=f"Corrigendum to {FULL.title} (Journal of Machine Learn",
            issue="4",
            pages="900",
            doi=None,
        ),
    ),
    "fields in each other's place": (
        FULL,
        paper(FULL, volume=None, issue="20", pages="3", doi=None, abstract=None),
    ),
    "same pages of a volume, title translated": (
        FULL,
        paper(FULL, title="Lernen mit falschen Beispielen", doi=None, abstract=None),
    ),
    "editors behind the title": (BARE, paper(BARE, title=f"{FULL.title}, in Curie M. (ed.),")),
    "venue behind the title": (
        FULL,
        paper(BARE, title=f"{FULL.title}. Journal of Machine Learning Research,"),
    ),
    "title in quotes": (BARE, paper(BARE, title=f"'{FULL.title}' Proceedings of COLT-19,")),
    "year in brackets before it": (
        BARE,
        paper(BARE, title=f"Noether (2019). {FULL.title}", year=None),
    ),
    "volume misread": (FULL, paper(FULL, volume="3", issue=None, doi=None, abstract=None)),
    "to appear, and printed a year later": (
        FULL,
        paper(FULL, year=2018, volume=None, issue=None, pages=None, doi=None, abstract=None),
    ),
    "same pages under the venue's other name": (
        replace(FULL, volume=None, issue=None),
        paper(BARE, year=None, venue="Proceedings of Snowbird", pages="101-129"),
    ),
    "one meeting by its number, printed a year later": (
        replace(BARE, venue="Proc. 13th International Conference on Machine Learning"),
        paper(
            BARE,
            venue="Machine Learning: Proceedings of the Thirteenth International Conference",
            year=2020,
        ),
    ),
    "the year of the meeting, and that of its proceedings": (
        replace(BARE, venue="Proceedings of the 2018 Conference on Learning Theory", year=None),
        paper(BARE, venue="Proceedings of the Conference on Learning Theory"),
    ),
    "venue misspelt": (
        FULL,
        paper(FULL, venue="Jornal of Machine Lerning Reserch", pages="9", doi=None, abstract=None),
    ),
    "citation's words and initials on both sides": (
        paper(BARE, title=f"L (2019). {FULL.title}", year=None),
        paper(BARE, title=f"{FULL.title} pp."),
    ),
    "Roman and Arabic numbers": (
        paper(FULL, title="Type II errors in phase III trials"),
        replace(FULL, title="Type 2 errors in phase 3 trials", doi=None),
    ),
    "double family names": (
        paper(BARE, authors=("García-López M", "Pérez Ruiz J")),
        replace(BARE, authors=("Garcia Lopez M", "Perez-Ruiz J")),
    ),
    "authors decoded twice": (
        paper(BARE, authors=("MÃ¼ller, H.", "StrauÃ\u0178, B.")),
        replace(BARE, authors=("Müller, H.", "Strauß, B.")),
    ),
    "authors in another script": (
        FULL,
        paper(FULL, authors=("Лавлейс А.", "Хоппер Г."), doi=None, abstract=None),
    ),
    "a group and its members": (
        FULL,
        paper(FULL, authors=("Wrong Examples Study Group",), doi=None, abstract=None),
    ),
    "the first page alone": (
        FULL,
        paper(
            FULL,
            title=f"{FULL.title} in several short steps",
            pages="101",
            doi=None,
            abstract=None,
            issue=None,
        ),
    ),
    "title translated, pages written otherwise": (
        FULL,
        paper(
            FULL, title="Lernen mit falschen Beispielen", pages="101-29", doi=None, abstract=None
        ),
    ),
    "acronym in brackets": (
        replace(BARE, venue="CVPR"),
        paper(
            BARE, venue="2019 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"
        ),
    ),
    "notes behind the title": (BARE, paper(BARE, title=f"{FULL.title}. [Review] [54 refs]")),
    "a short name": (
        paper(BARE, authors=("Bob Lovelace",)),
        replace(BARE, authors=("Robert K. Lovelace",)),
    ),
    "protocol left out, on the same pages": (
        FULL,
        paper(FULL, title=f"{FULL.title}: study protocol", doi=None, abstract=None),
    ),
    "session label": (BARE, paper(BARE, title=f"{FULL.title} (panel session)")),
    "subtitle left out": (BARE, paper(BARE, title=f"{FULL.title}: Theory and Experiments")),
    "whole citation as title": (
        FULL,
        paper(
            FULL,
            title=f"Lovelace A, Hopper G. {FULL.title}. JMLR 20, 101-129, 2019",
            authors=(),
            venue=None,
        ),
    ),
    "same DOI, other title": (
        FULL,
        paper(FULL, title="Learning from wrong examples", abstract=None, pages=None),
    ),
    "same DOI, online first": (
        FULL,
        paper(FULL, year=2018, volume=None, issue=None, pages="1-29", abstract=None),
    ),
    "same place, other words": (
        FULL,
        paper(
            FULL, title="Learning from a few wrong examples in big data", doi=None, abstract=None
        ),
    ),
    "LaTeX and Greek": (
        Paper("1", 'On the $\\ell_1$ norm of H\\"older $\\alpha$-stable processes', ABSTRACT),
        Paper("2", "On the ℓ1 norm of Hölder α-stable processes", ABSTRACT),
    ),
    "HTML": (
        Paper(
            "1", "CO<sub>2</sub> and H&ouml;lder classes of the &alpha; decay", authors=("A Curie",)
        ),
        Paper("2", "CO2 and Hölder classes of the α decay", authors=("Curie, A.",)),
    ),
    "scripts without spaces": (
        Paper("1", "深層学習 の 応用：入門", year=2018, authors=("武田 史郎", "森 彩")),
        Paper("2", "深層学習の応用:入門", year=2018, authors=("武田史郎", "森彩")),
    ),
    "traditional and simplified": (
        Paper("1", "信息茧房研究综述", year=2021, authors=("陈大毛",)),
        Paper("2", "信息繭房研究綜述", year=2021, authors=("陳大毛",)),
    ),
    "Cyrillic yo": (
        Paper("1", "Ещё одна модель роста мхов", year=2020, authors=("И. Королёв",)),
        Paper("2", "Еще одна модель роста мхов", year=2020, authors=("И. Королев",)),
    ),
    "numbers of a database instead of issues": (
        replace(FULL, doi=None, abstract=None),
        paper(FULL, doi=None, abstract=None, issue="11"),
    ),
    "a DOI mistyped": (FULL, paper(FULL, doi="10.1000/jmlr.20.10", abstract=None)),
    "a notice inside the title": (
        FULL,
        paper(
            FULL,
            title=FULL.title.replace(
                " in large", " [Erratum appears in J Mach. 2020;21(1):9] in large"
            ),
            doi=None,
            abstract=None,
        ),
    ),
    "multiple letters": (FULL, paper(FULL, title=f"{FULL.title} (multiple letters [1])", doi=None)),
    "sponsors before the name": (
        replace(BARE, venue="ICRA"),
        paper(BARE, venue="2019 IEEE/RSJ International Conference on Robotics and Automation"),
    ),
    "a venue cut short": (
        replace(BARE, venue="VLDB"),
        paper(BARE, venue="Proceedings of the 40th International Conference on Very"),
    ),
    "figures and words": (
        paper(BARE, title="Mosses of forty bakeries in cold valleys"),
        replace(BARE, title="Mosses of 40 bakeries in cold valleys"),
    ),
    "spelling": (
        Paper(
            "1",
            "Haemoglobin modelling and optimisation in behavioural labour",
            authors=("B Sanger",),
        ),
        Paper(
            "2", "Hemoglobin modeling and optimization in behavioral labor", authors=("B. Sanger",)
        ),
    ),
    "hyphens": (
        Paper("1", "Set-point pre-training of one-shot learners", authors=("B Sanger",)),
        Paper("2", "Setpoint pretraining of one shot learners", authors=("B. Sanger",)),
    ),
}

VERSIONS = {
    "a thesis with an abstract of its own": (
        FULL,
        paper(
            FULL,
            authors=FULL.authors[:1],
            type="thesis",
            venue="University of Ames",
            abstract=OTHER_ABSTRACT,
            year=2021,
            volume=None,
            issue=None,
            pages=None,
            doi=None,
        ),
    ),
    "a report": (
        FULL,
        paper(
            FULL,
            type="report",
            venue="Institute of Ames",
            volume=None,
            issue=None,
            pages=None,
            doi=None,
        ),
    ),
    "its data": (
        FULL,
        paper(
            BARE,
            title=f"Data from: {FULL.title}",
            type="dataset",
            venue="Dryad",
            doi="10.1000/data",
        ),
    ),
    "another edition of a book": (
        paper(BARE, type="book", venue=None),
        replace(BARE, type="book", title=f"{FULL.title}, 2nd edition", year=2023),
    ),
    "preprint and journal": (
        FULL,
        paper(
            FULL, venue="arXiv", volume=None, issue=None, pages=None, doi=None, arxiv="1901.00001"
        ),
    ),
    "conference and journal": (
        FULL,
        paper(
            FULL,
            venue="Proceedings of the Conference on Learning Theory",
            volume=None,
            issue=None,
            pages="7-15",
            doi=None,
            year=2018,
        ),
    ),
    "a meeting's, and the next year's": (
        replace(FULL, venue="COLT Proceedings", type="paper-conference"),
        paper(BARE, venue="Proceedings of COLT", year=2018),
    ),
    "the next meeting of a series": (
        replace(BARE, venue="Proc. 13th International Conference on Machine Learning"),
        paper(BARE, venue="Proc. 14th International Conference on Machine Learning", year=2020),
    ),
    "a review and its update under one number": (
        replace(BARE, venue="Cochrane Database of Systematic Reviews", pages="CD003437", issue="3"),
        paper(
            BARE,
            venue="Cochrane Database of Systematic Reviews",
            pages="CD003437",
            issue="4",
            year=2008,
        ),
    ),
    "years later": (
        FULL,
        paper(FULL, year=2023, volume="24", pages="1-40", doi="10.1000/jmlr.24.1"),
    ),
    "other DOI": (replace(BARE, doi="10.1/a"), paper(BARE, doi="10.1/b")),
    "extended version": (BARE, paper(BARE, title=f"{FULL.title} (extended version)", year=2020)),
    "revised abstract": (
        FULL,
        paper(
            FULL,
            abstract=ABSTRACT[:150] + OTHER_ABSTRACT,
            doi=None,
            volume=None,
            pages=None,
            year=2021,
        ),
    ),
}

COLUMN = Paper(
    "1",
    "Notes from the field",
    "Short notes of our readers on what they saw in the last months, on work in progress and on failures of all kinds, and more.",
    ("The Editors",),
    year=2009,
    venue="Annals of Moss",
    volume="3",
    issue="1",
    pages="54-59",
)
POSTER = replace(
    FULL, title="Serum markers of frailty in adults", pages="S45", doi=None, abstract=None
)
CHAPTER = Paper(
    "1",
    "Introduction",
    authors=("Ada Lovelace",),
    year=2010,
    venue="A Handbook of Moss",
    pages="1-9",
    type="chapter",
)
UNRELATED = {  # neither folded nor linked
    "the next issue of a column": (COLUMN, paper(COLUMN, issue="2")),
    "the next volume of a column": (COLUMN, paper(COLUMN, volume="4", year=2010)),
    "unlike titles at the pages of two issues": (
        replace(COLUMN, title="Growing moss on old roofs"),
        paper(COLUMN, title="A visit to the lichens of Ames", issue="2"),
    ),
    "two abstracts of a meeting on one page": (
        POSTER,
        paper(POSTER, title="Serum markers of cachexia in adults"),
    ),
    "introductions to two handbooks": (
        CHAPTER,
        paper(CHAPTER, venue="Another Handbook of Lichens", pages="1-12", year=2014),
    ),
    "two chapters under the DOI of their book": (
        replace(CHAPTER, doi="10.1000/book"),
        paper(CHAPTER, doi="10.1000/book", title="Growing moss on old roofs", pages="10-30"),
    ),
    "editorials of one year": (
        Paper("1", "Editorial", authors=("Ada Lovelace",), year=2010),
        Paper("2", "Editorial", authors=("Ada Lovelace",), year=2010),
    ),
    "replies of one year": (Paper("1", "Reply", year=2010), Paper("2", "Reply", year=2010)),
    "a correction": (
        FULL,
        paper(
            FULL, title=f"Correction: {FULL.title}", year=2020, volume="21", pages="9", doi="10.1/c"
        ),
    ),
    "a reply": (
        FULL,
        paper(FULL, title=f"{FULL.title}: reply", year=2020, pages="9", doi="10.1/c"),
    ),
    "results after years": (
        FULL,
        paper(
            FULL,
            title=f"{FULL.title}: five-year results",
            year=2024,
            volume="25",
            pages="7",
            doi=None,
        ),
    ),
    "a report of one year, and of ten": (
        paper(BARE, title="Report on the mosses of cold valleys, 2011"),
        replace(BARE, title="Report on the mosses of cold valleys, 2001-2011"),
    ),
    "part two, in another language": (
        Paper("1", "Модели роста мхов в долинах", authors=("И. Королёв",), year=2018),
        Paper("2", "Модели роста мхов в долинах. Часть 2", authors=("И. Королёв",), year=2019),
    ),
    "volumes of a book": (
        replace(BARE, type="book", volume="1"),
        paper(BARE, type="book", volume="2"),
    ),
    "two notices": (
        replace(BARE, title=f"Erratum: {FULL.title}", doi="10.1/a"),
        paper(BARE, title=f"Correction to: {FULL.title}", doi="10.1/b"),
    ),
    "a user's guide": (BARE, paper(BARE, title=f"{FULL.title}: User's Guide")),
}

NEVER_FOLDED = UNRELATED | {
    "parts": (BARE, paper(BARE, title=f"{FULL.title}. Part II")),
    "a part with a title of its own": (
        BARE,
        paper(BARE, title=f"{FULL.title}. V. Two kinds of examples"),
    ),
    "parts I and II": (
        paper(BARE, title=f"{FULL.title} I"),
        replace(BARE, title=f"{FULL.title} II"),
    ),
    "numbers": (
        paper(BARE, title="The 5th workshop on learning with errors"),
        replace(BARE, title="The 6th workshop on learning with errors"),
    ),
    "erratum by one author": (
        FULL,
        paper(
            FULL, title=f"Erratum: {FULL.title}", authors=FULL.authors[:1], pages="900", doi=None
        ),
    ),
    "erratum in another volume": (
        FULL,
        paper(FULL, title=f"Erratum: {FULL.title}", volume="21", year=2020, pages="900", doi=None),
    ),
    "retraction": (FULL, paper(FULL, title=f"Retraction: {FULL.title}", pages="900", doi=None)),
    "reply": (BARE, paper(BARE, title=f"{FULL.title} - Reply", authors=("Someone Else",))),
    "other authors": (BARE, paper(BARE, authors=("Marie Curie", "Lise Meitner"))),
    "editorials": (replace(BARE, title="Editorial"), paper(BARE, title="Editorial", year=2021)),
    "one word more, another abstract": (
        Paper("1", "Sheaf Neural Networks", ABSTRACT),
        Paper("2", "Sheaf Neural Networks with Connection Laplacians", OTHER_ABSTRACT),
    ),
    "one word more, no abstract": (
        Paper("1", "Sheaf Neural Networks"),
        Paper("2", "Sheaf Neural Networks with Connection Laplacians"),
    ),
    "another name, the same text": (
        Paper("1", "DeepMesh: Surface Extraction", ABSTRACT),
        Paper("2", "MeshSDF: Surface Extraction", ABSTRACT),
    ),
    "opposites": (
        paper(BARE, title="Hypotension after surgery of large vessels in adults"),
        replace(BARE, title="Hypertension after surgery of large vessels in adults"),
    ),
    "a letter that is also an initial of an author": (
        paper(
            BARE,
            title="A trial of drug A in men with cold hands",
            authors=("Ada Lovelace", "Bo Curie"),
        ),
        replace(
            BARE,
            title="A trial of drug B in men with cold hands",
            authors=("Ada Lovelace", "Bo Curie"),
        ),
    ),
    "two letters that are initials of the authors": (
        paper(
            BARE,
            title="Vitamin D and cold hands in older men",
            authors=("Dora Lovelace", "Emmy Noether"),
        ),
        replace(
            BARE,
            title="Vitamin E and cold hands in older men",
            authors=("Dora Lovelace", "Emmy Noether"),
        ),
    ),
    "a prefix": (
        paper(BARE, title="Effects of aerobic exercise on older men"),
        replace(BARE, title="Effects of anaerobic exercise on older men"),
    ),
    "a word of the journal's name": (
        paper(
            BARE,
            title="Drug use among adolescents in foster care",
            venue="Drug and Alcohol Dependence",
        ),
        replace(
            BARE,
            title="Alcohol use among adolescents in foster care",
            venue="Drug and Alcohol Dependence",
        ),
    ),
    "a word of the journal's name, inside": (
        paper(
            BARE,
            title="Quality of life after transplantation in children",
            venue="Liver Transplantation",
        ),
        replace(
            BARE,
            title="Quality of life after liver transplantation in children",
            venue="Liver Transplantation",
        ),
    ),
    "another order of words": (
        paper(BARE, title="Transmission of a virus from men to women"),
        replace(BARE, title="Transmission of a virus from women to men"),
    ),
    "words far from alike": (
        paper(BARE, title="Cisplatin for cancer of the head in older men"),
        replace(BARE, title="Carboplatin for cancer of the head in older men"),
    ),
    "retraction that names its place": (
        FULL,
        paper(
            FULL, title=f"{FULL.title} (Retraction of vol 20, pg 101, 2019)", pages="900", doi=None
        ),
    ),
    "retraction by all authors": (
        FULL,
        paper(
            FULL, title=f"Retraction: {FULL.title}", issue="4", pages="900", doi=None, abstract=None
        ),
    ),
    "two notices on two pages": (
        paper(FULL, title=f"Erratum: {FULL.title}", pages="555", doi=None, abstract=None),
        replace(FULL, title=f'Corrigendum to "{FULL.title}"', pages="556", doi=None, abstract=None),
    ),
    "one abstract for many drugs": (
        Paper(
            "1",
            "Beta-blockers for hypertension in older men",
            ABSTRACT,
            authors=("A Li", "B Chen"),
            venue="Reviews",
            year=2010,
        ),
        Paper(
            "2",
            "Response to statins in hypertension of older men",
            f"{ABSTRACT} It does not.",
            authors=("A Li", "B Chen"),
            venue="Reviews",
            year=2010,
        ),
    ),
    "substances": (
        paper(BARE, title="Nitrate in the water of old wells"),
        replace(BARE, title="Nitrite in the water of old wells"),
    ),
    "short words": (
        paper(BARE, title="Cold hands of older men in Iran"),
        replace(BARE, title="Cold hands of older men in Iraq"),
    ),
    "words that begin otherwise": (
        paper(BARE, title="Prevalence of mental disorders in cold valleys"),
        replace(BARE, title="Prevalence of dental disorders in cold valleys"),
    ),
    "neighbours in one volume": (
        paper(FULL, title="Nitrate in the water of old wells", abstract=None, doi=None),
        replace(
            FULL,
            title="Nitrite in the water of old wells",
            abstract=None,
            doi=None,
            pages="130-141",
        ),
    ),
    "parts in brackets": (
        paper(BARE, title=f"{FULL.title} [Part 1]"),
        replace(BARE, title=f"{FULL.title} [Part 2]"),
    ),
    "protocol": (BARE, paper(BARE, title=f"{FULL.title}: study protocol")),
    "follow-up": (BARE, paper(BARE, title=f"{FULL.title}: two-year follow-up")),
    "answer behind a dash": (BARE, paper(BARE, title=f"{FULL.title} - Authors' response")),
    "two trials of one title": (
        paper(BARE, url="https://clinicaltrials.gov/show/NCT01866319"),
        replace(BARE, url="https://clinicaltrials.gov/show/NCT01704287"),
    ),
    "the conference and the journal of one field": (
        paper(BARE, venue="SIGGRAPH", pages="1-9"),
        replace(BARE, venue="ACM Transactions on Graphics", pages="20-30"),
    ),
    "negation": (
        paper(BARE, title="Supervised learning of large graphs"),
        replace(BARE, title="Unsupervised learning of large graphs"),
    ),
    "same DOI and nothing else": (
        FULL,
        paper(
            BARE,
            title="Tired bridges",
            authors=("Lise Meitner",),
            year=2001,
            doi=FULL.doi,
            abstract=OTHER_ABSTRACT,
        ),
    ),
}


@pytest.mark.parametrize("case", DUPLICATES)
def test_duplicates_are_recognised(case: str) -> None:
    left, right = DUPLICATES[case]
    found = compare(left, right)
    assert (found.verdict, found.score > 0.95) == ("duplicate", True), found


def test_words_that_the_library_knows_are_not_misspelt() -> None:
    left, right = (
        Profile(paper(BARE, title=f"{word} care in cold valleys of the north"))
        for word in ("Palliative", "Pallative")
    )
    held = {"palliative": 40, "pallative": 12}
    assert compare_profiles(left, right).verdict == "duplicate"
    assert (
        compare_profiles(left, right, frequency=lambda word: held.get(word, 0)).verdict
        == "possible"
    )
    held = {"palliative": 400, "pallative": 2}
    assert (
        compare_profiles(left, right, frequency=lambda word: held.get(word, 0)).verdict
        == "duplicate"
    )


def test_a_word_misread_is_one_that_the_library_does_not_know() -> None:
    one = replace(FULL, doi=None, abstract=None, pages=None)
    left, right = (
        Profile(paper(one, title=f"Efficient and {word} retrieval of similar sets"))
        for word in ("tumble", "tunable")
    )
    assert compare_profiles(left, right).verdict == "possible"
    assert (
        compare_profiles(
            left, right, frequency=lambda word: {"tunable": 5, "tumble": 1}[word]
        ).verdict
        == "duplicate"
    )
    assert (
        compare_profiles(
            left, right, frequency=lambda word: {"tunable": 5, "tumble": 5}[word]
        ).verdict
        == "possible"
    )


@pytest.mark.parametrize("case", VERSIONS)
def test_versions_are_linked_and_not_folded(case: str) -> None:
    left, right = VERSIONS[case]
    assert compare(left, right).verdict == "version", compare(left, right)


@pytest.mark.parametrize("case", UNRELATED)
def test_what_is_about_a_work_or_beside_it_is_not_linked_with_it(case: str) -> None:
    found = compare(*UNRELATED[case])
    assert found.verdict in {"possible", None}, found


def test_a_reason_does_not_say_more_than_it_knows() -> None:
    assert not {"same pages", "same first page"} & {
        *compare(*UNRELATED["introductions to two handbooks"]).reasons
    }
    assert "same first page" in compare(FULL, paper(FULL, pages="101-130")).reasons


@pytest.mark.parametrize("case", NEVER_FOLDED)
def test_different_works_are_not_folded(case: str) -> None:
    left, right = NEVER_FOLDED[case]
    found = compare(left, right)
    assert found.verdict in {"possible", "version", None}, found
    assert found.verdict != "possible" or 0.09 < found.score < 0.96, found


@pytest.mark.parametrize(
    ("case", "pairs"),
    [
        *product(DUPLICATES, [DUPLICATES]),
        *product(VERSIONS, [VERSIONS]),
        *product(NEVER_FOLDED, [NEVER_FOLDED]),
    ],
)
def test_the_order_does_not_matter(case: str, pairs: dict[str, tuple[Paper, Paper]]) -> None:
    left, right = pairs[case]
    assert compare(left, right) == compare(right, left)


def test_reasons_are_for_people() -> None:
    other = paper(
        FULL,
        title=FULL.title.replace("wrong", "worng"),
        year=2020,
        doi=None,
        volume=None,
        abstract=None,
        pages=None,
    )
    assert compare(FULL, other).reasons == (
        "titles differ by 1 letter",
        "same authors",
        "year 2019 / 2020",
        "same issue",
        "same venue",
    )
    oaks = replace(BARE, title="Where the oldest of all great oaks can be found in cold valleys")
    assert (
        "titles differ: oaks / elm"
        in compare(oaks, paper(BARE, title=oaks.title.replace("oaks", "elm"))).reasons
    )
    parts = compare(
        replace(BARE, title="Trees of cold valleys, Part 2"),
        paper(BARE, title="Trees of cold valleys, Part I"),
    )
    assert "numbered 2 / 1" in parts.reasons
    parts = compare(replace(BARE, title="Trees, Part 1"), paper(BARE, title="Trees, Part 2"))
    assert "numbered 1 / 2" in parts.reasons


@pytest.mark.parametrize(
    "field", ["abstract", "authors", "year", "venue", "volume", "issue", "pages", "doi", "type"]
)
def test_a_missing_field_is_no_evidence_against(field: str) -> None:
    blank: object = () if field == "authors" else None
    assert compare(FULL, paper(FULL, **{field: blank})).verdict == "duplicate"


@given(
    st.text(max_size=60),
    st.text(max_size=60),
    st.text(max_size=200),
    st.text(max_size=30),
    st.integers(0, 3000),
)
def test_no_text_makes_it_raise(
    title: str, other: str, abstract: str, name: str, year: int
) -> None:
    left = Paper(
        "1", title, abstract, authors=(name, other), year=year, venue=other, volume=name, pages=name
    )
    right = Paper(
        "2",
        other,
        abstract[::-1],
        authors=(other,),
        venue=title,
        volume=title,
        issue=name,
        pages=other,
    )
    found = compare(left, right)
    assert found == compare(right, left)
    assert (0.09 if found.verdict else 0) <= found.score <= 1
    assert conflicts(left, right) == conflicts(right, left)


@pytest.mark.parametrize(
    "text",
    [
        "[a] ",
        "[",
        "] . [",
        "(",
        "a (b) ",
        "a-",
        "- ",
        ": a ",
        "in ",
        "'",
        "a? ",
        "(vol 1, ",
        "follow-",
        ". and b, ",
        "a--",
        "1-",
        "ÃŸ",
        "&lt;",
        "$\\a{",
        "eds ",
        "the ",
    ],
)
def test_no_title_name_or_venue_takes_long(text: str) -> None:
    begun = process_time()
    long = text * (5000 // len(text)) + "x"
    left = Paper(
        "1",
        f"Cold hands {long}",
        long,
        authors=(long, f"Ada {long}"),
        venue=f"Proceedings of {long}",
        pages=long,
        volume=long,
    )
    right = Paper(
        "2",
        f"Cold hands {long}y",
        long,
        authors=(long,),
        venue=f"Proc. {long}",
        pages=long,
        volume=long,
    )
    compare(left, right)
    conflicts(left, right)
    assert process_time() - begun < 2


@given(st.text(min_size=1, max_size=80).filter(lambda text: text.strip() != ""))
def test_a_title_is_like_itself(title: str) -> None:
    assert match_titles(parse_title(title), parse_title(title)).likeness is Likeness.SAME


@pytest.mark.parametrize(
    ("left", "right", "likeness"),
    [
        (
            "Neutrino masses in dense hot matter",
            "Neutron masses in dense hot matter",
            Likeness.SLIPPED,
        ),
        ("Male mice in cold places", "Female mice in cold places", Likeness.REWORDED),
        ("Increased growth of young trees", "Decreased growth of young trees", Likeness.REWORDED),
        ("CNN based models of graphs", "RNN based models of graphs", Likeness.REWORDED),
        ("2D images of cells in motion", "3D images of cells in motion", Likeness.REWORDED),
        ("Two layers of cells", "2 layers of cells", Likeness.SAME),
        ("Th?mis: a language for rules", "Thémis: a language for rules", Likeness.MISSPELT),
        ("Boosting by major ity", "Boosting by majority", Likeness.SAME),
        ("Trees: fast and slow", "Trees", Likeness.HEAD),
        ("Trees of life: fast and slow", "Trees of life", Likeness.SUBTITLE),
        (
            "Efficient and tumble similar set retrieval",
            "Efficient and tunable similar set retrieval",
            Likeness.SLIPPED,
        ),
        ("Bridges of steel", "Learning to count", Likeness.UNLIKE),
    ],
)
def test_titles_are_told_apart_by_what_differs(left: str, right: str, likeness: Likeness) -> None:
    assert match_titles(parse_title(left), parse_title(right)).likeness is likeness
    assert match_titles(parse_title(right), parse_title(left)).likeness is likeness


@pytest.mark.parametrize(
    ("authors", "families"),
    [
        (["a. lovelace and g. m. hopper e. noether"], ["lovelace", "hopper", "noether"]),
        (["Ada Lovelace", "Grace Hopper"], ["lovelace", "hopper"]),
        (["Lovelace, Ada", "Hopper, G. M."], ["lovelace", "hopper"]),
        (
            ["a. ehrenfeucht, d. haussler, m. kearns, and l. valiant."],
            ["ehrenfeucht", "haussler", "kearns", "valiant"],
        ),
        (["kautz, h. a., kearns, m. j., & selman."], ["kautz", "kearns", "selman"]),
        (["m. kearns, m. li, l. pitt, and l. g. valiant"], ["kearns", "li", "pitt", "valiant"]),
        (["Tan A.Schulze A.O'Donnell C. P.Davis P. G."], ["tan", "schulze", "odonnell", "davis"]),
        (["B. Abrahao; P. Parigi; K. S. Cook"], ["abrahao", "parigi", "cook"]),
        (["Lovelace A, Li X, Brown AB"], ["lovelace", "li", "brown"]),
        (["Dayn&#232;s, L.", "van der Berg, Jan"], ["daynes", "berg"]),
        (["van der Berg, Jan K."], ["berg"]),
        (["Garcia-Lorca, Jean-Paul M."], ["garcialorca"]),
        (["AB Li, J Garcia-Molina"], ["li", "garciamolina"]),
        (["P O'Neil, E O'Neil"], ["oneil", "oneil"]),
        (["Li AB, Garcia-Molina H"], ["li", "garciamolina"]),
        (["LI Z. M."], ["li"]),
        (["Lovelace A, et al."], ["lovelace"]),
        (["UNKNOWN"], []),
        ([""], []),
    ],
)
def test_names_are_found_however_they_are_written(authors: list[str], families: list[str]) -> None:
    assert [name.family for name in parse_names(authors).names] == families


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("Nat Rev Nephrol", "Nature Reviews Nephrology", Relation.NEAR),
        ("VLDB", "Very Large Data Bases", Relation.NEAR),
        ("SIGMOD Conference", "International Conference on Management of Data", Relation.NEAR),
        ("Amcis 2017 Proceedings", "Americas Conference on Information Systems", Relation.NEAR),
        ("J Thromb Haemost", "Journal of Thrombosis and Haemostasis", Relation.NEAR),
        (
            "Pediatric Nephrology. Conference: 44th Annual Meeting of the Society",
            "Pediatric Nephrology",
            Relation.NEAR,
        ),
        ("ACM SIGMOD Record", "SIGMOD Record", Relation.SAME),
        ("SIGMOD Record", "SIGMOD Conference", Relation.DIFFERENT),
        ("STOC", "Proc. 25th Annu. ACM Sympos. Theory Comput.", Relation.NEAR),
        (
            "STOC",
            "Proceedings of the 19th A.C.M. Symposium on the Theory of Com--puting (ACM Press, New York",
            Relation.NEAR,
        ),
        (
            "ICML-97",
            "Machine Learning: Proceedings of the Fourteenth International Conference",
            Relation.NEAR,
        ),
        (
            "Proceedings of the Eigth Annual Confernce on Learning Theory",
            "8th Conference on Learning Theory",
            Relation.SAME,
        ),
        ("Information and Compuation", "Information and Computation", Relation.NEAR),
        ("CACM", "Communications of the ACM", Relation.NEAR),
        ("PNAS", "Proc. Natl. Acad. Sci. USA", Relation.NEAR),
        ("KDD", "Proceedings of the 9th ACM SIGKDD International Conference", Relation.NEAR),
        (
            "EMNLP-IJCNLP",
            "2019 Conference on Empirical Methods in Language and Speech (EMNLP-IJCNLP)",
            Relation.NEAR,
        ),
        ("Vet Rec", "Veterinary Record", Relation.NEAR),
        ("PODS", "ACM Transactions on Database Systems", Relation.DIFFERENT),
        ("Lancet (London, England)", "Lancet", Relation.SAME),
        ("PhD thesis", "Doctoral dissertation", Relation.UNKNOWN),
        ("Lancet", "Blood", Relation.DIFFERENT),
        ("Institute of Lichens", "Lichens", Relation.DIFFERENT),
        ("MIT", "Massachusetts Institute of Technology", Relation.NEAR),
        ("Proceedings", "Lancet", Relation.DIFFERENT),
    ],
)
def test_venues_are_known_by_their_abbreviations(left: str, right: str, relation: Relation) -> None:
    one, other = parse_venue(left, None), parse_venue(right, None)
    assert (relate_venues(one, other), relate_venues(other, one)) == (relation, relation)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Lab on a Chip", "Lab Chip"),
        ("Laboratory Investigation", "Lab. Invest."),
        ("Clinical Chemistry and Laboratory Medicine", "Clin Chem Lab Med"),
        ("School Science Review", "Sch. Sci. Rev."),
        ("Foundation of Mosses", "Found. Mosses"),
    ],
)
@pytest.mark.parametrize("types", [*product((None, "article-journal"), repeat=2)])
def test_a_journal_called_like_an_institution_is_known_without_its_type(
    name: str, short: str, types: tuple[str | None, str | None]
) -> None:
    one, other = map(parse_venue, (name, short), types)
    found = {relate_venues(one, other), relate_venues(other, one)}
    assert found <= {Relation.SAME, Relation.NEAR}


@pytest.mark.parametrize(
    ("venue", "edition"),
    [
        ("Proceedings of the 13th International Conference on Machine Learning", 13),
        ("Machine Learning: Proceedings of the Thirteenth International Conference", 13),
        ("Proc. Twenty-Fifth Annual ACM Symposium on the Theory of Computing", 25),
        ("Proc. Twenty Fourth Symposium", 24),
        ("31st FOCS", 31),
        ("The Thirtieth Conference on Artificial Intelligence", 30),
        ("Proceedings of COLT 97", None),
        ("Twenty Years of Trees", None),
        ("Lancet", None),
    ],
)
def test_the_number_of_a_meeting_is_read(venue: str, edition: int | None) -> None:
    assert parse_venue(venue, None).edition == edition


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("1676-1687", "1676-87", Relation.SAME),
        ("pages 912-919.", "912919", Relation.SAME),
        ("23-37", "2337", Relation.SAME),
        ("131302", "131", Relation.DIFFERENT),
        ("103, 299-347", "299-347", Relation.SAME),
        ("605-615", "605-617", Relation.SAME),
        ("83-113", "84-114", Relation.NEAR),
        ("1--17", "566--582", Relation.UNKNOWN),
        ("215 p", "299-347", Relation.UNKNOWN),
        ("", "299", Relation.UNKNOWN),
        ("S42", "e505", Relation.DIFFERENT),
    ],
)
def test_pages_are_compared_by_where_they_begin(left: str, right: str, relation: Relation) -> None:
    one, other = parse_place(Paper("1", "t", pages=left)), parse_place(Paper("2", "t", pages=right))
    assert (relate_pages(one, other), relate_pages(other, one)) == (relation, relation)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        (
            {
                "doi": None,
                "abstract": None,
                "authors": (),
                "year": None,
                "venue": None,
                "volume": None,
                "pages": None,
            },
            False,
        ),
        ({"doi": "10.1/other"}, True),
        ({"year": 2020}, True),
        ({"venue": "J. Mach. Learn. Res."}, False),
        ({"venue": "Lancet"}, True),
        ({"volume": "21"}, True),
        ({"pages": "7-9"}, True),
        ({"authors": ("Lovelace, A.",)}, False),
        ({"authors": ("Marie Curie",)}, True),
    ],
)
def test_papers_of_one_title_conflict_where_a_field_contradicts(
    changes: dict[str, object],
    expected: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert conflicts(FULL, paper(FULL, **changes)) is expected
    assert conflicts(paper(FULL, **changes), FULL) is expected


def test_a_title_that_many_papers_bear_needs_more_than_blanks_to_agree() -> None:
    assert conflicts(Paper("1", "Editorial", year=2001), Paper("2", "Editorial", year=2001))
    assert not conflicts(
        Paper("1", "Editorial", year=2001, pages="3-4"),
        Paper("2", "Editorial", year=2001, pages="3"),
    )
