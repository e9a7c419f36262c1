from itertools import combinations

import pytest

from papercli.dedupe.compare import compare
from papercli.dedupe.titles import parse_title
from papercli.latex.plain import plain
from papercli.model import Paper

TITLE = "Growing moss in the old gutters of Ames"
AUTHORS = ("Ada Lovelace", "Grace Hopper")
PLACES: tuple[dict[str, object], ...] = ({}, {"year": 2010, "venue": "Lichens", "volume": "3"})
NOTICES = [
    *("Erratum", "Corrigendum", "Correction", "Errata", "Author correction"),
    *("Publisher’s correction", "Addendum", "Expression of concern", "Retraction", "Retracted"),
    *("Retraction note", "Retraction notice", "Withdrawn", "Reply", "Author reply", "Supplement"),
]
AROUND = ["[{}] {}", "({}) {}", "{}: {}", "{}. {}", "{} to: {}"]
BEHIND = ["{1} [{0}]", "{1} ({0})", "{1}: {0}", "{1}. {0}", "{1} - {0}"]


def verdict(left: str, right: str, **fields: object) -> str | None:
    papers = [
        Paper(each, each, authors=AUTHORS, **fields)  # type: ignore[arg-type]
        for each in (left, right)
    ]
    return compare(*papers).verdict


@pytest.mark.parametrize("notice", [*NOTICES, "Comment"])
@pytest.mark.parametrize("form", [*AROUND, *BEHIND])
def test_a_notice_is_not_the_paper_that_it_is_about(notice: str, form: str) -> None:
    if (notice, form) == ("Comment", "{1} [{0}]"):
        return  # what an indexer puts behind the title of a paper that others comment on
    for fields in PLACES:
        assert verdict(TITLE, form.format(notice, TITLE), **fields) in {None, "possible"}


@pytest.mark.parametrize(
    "note",
    [
        "[Erratum appears in Lichens. 2011;4(1):9]",
        "[Correction published in Lichens 2011]",
        "[Retraction in: Lichens. 2011 May;4(2):3]",
        "[published erratum appears in Lichens 2011",
        "[see comment]",
        "[corrected]",
    ],
)
def test_what_an_indexer_adds_is_no_part_of_a_title(note: str) -> None:
    assert verdict(TITLE, f"{TITLE} {note}") == "duplicate"
    if note.endswith("]"):
        assert parse_title(TITLE.replace(" in ", f" {note} in ")) == parse_title(TITLE)


EDITIONS = [
    ["{}, 3rd Edition", "{} (third edition)", "{}: THIRD ED.", "{}. 3rd edn", "{} (3rd ed.)"],
    ["{}, 2nd edition", "{} - Second Edition"],
    ["{}, 12th ed.", "{}, Twelfth Edition"],
    ["{}, 2nd revised edition", "{} (Second Revised Edition)"],
    ["{}, International Edition"],
    ["{}"],
]


def test_spellings_of_one_edition_are_one_book_and_other_editions_are_versions() -> None:
    for forms in EDITIONS:
        titles = [form.format(TITLE) for form in forms]
        assert {verdict(*two) for two in combinations(titles, 2)} <= {"duplicate"}, titles
        assert {parse_title(each).letters for each in titles} == {parse_title(TITLE).letters}
    for some, others in combinations(EDITIONS, 2):
        for left in some:
            for right in others:
                assert verdict(left.format(TITLE), right.format(TITLE)) == "version", (left, right)


def test_the_data_and_the_code_of_a_paper_are_three_works() -> None:
    titles = [TITLE, f"Data from: {TITLE}", f"Code for: {TITLE}"]
    assert {verdict(*two) for two in combinations(titles, 2)} == {"version"}
    assert verdict(f"Replication data for: {TITLE}", titles[1]) == "duplicate"
    assert not parse_title('Materials for "green" gutters in Ames').marks


@pytest.mark.parametrize("number", [("7th", "seventh"), ("12th", "twelfth"), ("20th", "twentieth")])
def test_ordinals_are_one_in_figures_and_in_words(number: tuple[str, str]) -> None:
    figures, word = (f"The {each} survey of moss in Ames" for each in number)
    assert parse_title(figures).words == parse_title(word).words


COMMON = """
    Editorial Vorwort Einführung Prólogo Reseña Introdução Введение Предисловие 序論 序论 はじめに まえがき おわりに
    巻頭言 卷頭言 編集後記 編輯後記 编辑后记 前言 引言 緒論 绪论 緒言 書評 书评 目次 目録 目录 編者按 卷首語
"""


@pytest.mark.parametrize("title", COMMON.split())
def test_what_journals_print_again_and_again_is_common_in_its_own_spelling(title: str) -> None:
    assert parse_title(title).common, plain(title)
