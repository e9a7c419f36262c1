"""Every word beside a title in a reading list ends up in a field, or is reported."""

import io
import random
from types import ModuleType

import pytest

from papercli.dumps.base import Record, Skipped
from papercli.dumps.markdown import awesome, checklist, markdown
from papercli.dumps.markdown.leftovers import REPORT
from papercli.dumps.pages import links
from papercli.text import fold

URL = "https://arxiv.org/abs/2101.00001"
ELSEWHERE = "https://quill.example/home/me"
READERS = pytest.mark.parametrize(
    "reader", [markdown, awesome, checklist], ids=["markdown", "awesome", "checklist"]
)
REMARKS = [
    " - classic", " - must read!", " – for the talk on moss", " – ask Tom", " - see also below", " — Read again", " (important!)", " - Quill", ", Quill",
    " (Quill)", ": Quill", " | Quill", " - Robotics", " (workshop)", " - DeepMind", " by Google Research",
    " by the authors of BERT", ". Worth a look", " - Quill et al. 2019 - not worth it", " - Ada Quill, 2019. Has a nice proof.",
    " (Quill et al., ICLR 2023) Interleave thoughts and actions.", ". Nature 521.7553 (2015): 436-444. (Three Giants' Survey)",
    ". arXiv preprint arXiv:2101.00001 (2021). (An outstanding work in 2021)",
]  # fmt: skip
SILENT = [
    "", " [code](https://github.com/q/r)", " [[pdf](https://quill.example/a.pdf)]", " ⭐", " - Ada Quill, Ben Rook", " - Quill & Rook, 2019",
    " (Quill et al., 2019)", " (oral)", " - NeurIPS 2019 Spotlight", " - ICML'19", " - Note: read again", ". Ada Quill. Moss Review 3(2), 1-9, 2019",
    " - 12 pages", " - arXiv preprint", " by Ada Quill", " - Quill A, Rook B. CVPR 2016", " ![stars](https://img.shields.io/x.svg)",
]  # fmt: skip
NAMES = [
    (" by Hale", ("Hale",)),
    (" - by Hale", ("Hale",)),
    (" (by Hale)", ("Hale",)),
    (" By: Hale", ("Hale",)),
    (" by Hale, Moss", ("Hale", "Moss")),
    (" by Hale, Moss and Rook", ("Hale", "Moss", "Rook")),
    (" by Hale, Moss This work shows how", ("Hale", "Moss")),
    (" by Hale, NeurIPS 2019", ("Hale",)),
    (" - Hale, Ada and Moss, Ben R and Sanchez-Rook, Cy", ("Ada Hale", "Ben R Moss", "Cy Sanchez-Rook")),
    (" - Hale, Ada and Moss, Ben R., 2019", ("Ada Hale", "Ben R. Moss")),
    (f", Ada Hale, [Ben Moss]({ELSEWHERE}), Cy Rook, ICLR 2023", ("Ada Hale", "Ben Moss", "Cy Rook")),
    (f" by [Ada Hale]({ELSEWHERE}) and [Ben Moss](https://dblp.org/pid/1/2), 2020", ("Ada Hale", "Ben Moss")),
    (f" *Ada Hale, [Ben Moss]({ELSEWHERE}), et al.* 2020", ("Ada Hale", "Ben Moss")),
    (f" [Ada Hale]({ELSEWHERE}), **Ben Moss**. ICLR 2023", ("Ada Hale", "Ben Moss")),
    (". *A. Hale\\**, B. Moss\\*, C. Rook. **NeurIPS**", ("A. Hale", "B. Moss", "C. Rook")),
    (". *A. Hale*, B. Moss, C. Rook. NeurIPS 2019", ("A. Hale", "B. Moss", "C. Rook")),
]  # fmt: skip


def read(line: str, reader: ModuleType) -> tuple[Record, list[str]]:
    box = "[ ] " if reader is checklist else ""
    found = list(reader.read(io.StringIO(f"- {box}{line}\n")))
    (record,) = (each for each in found if isinstance(each, Record))
    return record, [each.reason for each in found if isinstance(each, Skipped)]


@READERS
@pytest.mark.parametrize("tail", REMARKS)
def test_what_is_left_behind_a_title_is_reported(tail: str, reader: ModuleType) -> None:
    record, told = read(f"[Slow moss on walls]({URL}){tail}", reader)
    assert record.title == "Slow moss on walls"
    assert told == [REPORT]


@READERS
@pytest.mark.parametrize("tail", SILENT)
def test_what_is_read_or_says_nothing_of_a_paper_is_not_reported(
    tail: str, reader: ModuleType
) -> None:
    assert read(f"[Slow moss on walls]({URL}){tail}", reader)[1] == []


@READERS
@pytest.mark.parametrize(("tail", "authors"), NAMES)
def test_names_are_read_however_they_are_written(
    tail: str, authors: tuple[str, ...], reader: ModuleType
) -> None:
    record, _ = read(f"[Slow moss on walls]({URL}){tail}", reader)
    assert tuple(map(str, record.authors)) == authors
    assert record.url == URL


@READERS
@pytest.mark.parametrize(
    ("tail", "tags"),
    [
        (" — Quill, Rook, 2019 #implicit", ("implicit",)),
        (" #nlp #to-read", ("nlp", "to-read")),
        (f" [code]({ELSEWHERE}) #area/ml", ("area/ml",)),
        (" - Ada Quill #2019", ()),
    ],
)
def test_tags_at_the_end_are_tags(tail: str, tags: tuple[str, ...], reader: ModuleType) -> None:
    record, told = read(f"[Slow moss on walls]({URL}){tail}", reader)
    assert (record.tags, record.venue, told) == (tags, None, [])


@READERS
@pytest.mark.parametrize(
    ("tail", "venue", "numbers"),
    [
        (". Nature 521.7553 (2015): 436-444.", "Nature", ("521", "7553", "436-444")),
        (". Nature 521.7553 (2015): 436-444. (Deep Learning Eve)", "Nature", ("521", "7553", "436-444")),
        (" J.Chem.Inf.Model. 2005", "J. Chem. Inf. Model", (None, None, None)),
        (". EMNLP 18.", "EMNLP", (None, None, None)),
        (" (Google Brain, NeurIPS'17)", "NeurIPS", (None, None, None)),
        (" - Microsoft Research, ICLR 2019", "ICLR", (None, None, None)),
        (" (**ICCV**)", "ICCV", (None, None, None)),
        (" - EMNLP", "EMNLP", (None, None, None)),
        (": The Original Paper on moss published by walls in 2020", None, (None, None, None)),
        (" (VOT2016 Winner)", None, (None, None, None)),
    ],
)  # fmt: skip
def test_a_venue_is_told_from_a_remark(
    tail: str, venue: str | None, numbers: tuple[str | None, ...], reader: ModuleType
) -> None:
    record, _ = read(f"[Slow moss on walls]({URL}){tail}", reader)
    assert (record.title, record.authors, record.venue) == ("Slow moss on walls", (), venue)
    assert (record.volume, record.issue, record.pages) == numbers


@pytest.mark.parametrize("tail", ["(**Marr Prize**)", "(**oral**)", "[**workshop**]", "(*ICCV*)"])
def test_a_title_does_not_end_with_an_open_bracket(tail: str) -> None:
    line = f"- Slow moss on walls and roofs {tail} [[paper]({URL}])]"
    (record,) = (each for each in awesome.read(io.StringIO(line)) if isinstance(each, Record))
    assert (record.title, record.url) == ("Slow moss on walls and roofs", URL)


def test_a_remark_in_brackets_behind_a_reference_is_no_part_of_its_venue() -> None:
    line = f'**[7]** Quill, Ada, and Ben Rook. "**Slow moss on walls**." Advances in moss. 2012. [[pdf]]({URL}) **(Moss Eve, the first)**'
    found = list(awesome.read(io.StringIO(line)))
    (record,) = (each for each in found if isinstance(each, Record))
    assert (record.title, record.venue, record.year) == (
        "Slow moss on walls",
        "Advances in moss",
        2012,
    )
    assert [each.reason for each in found if isinstance(each, Skipped)] == [REPORT]


@READERS
def test_a_sign_in_a_title_is_no_tag(reader: ModuleType) -> None:
    assert read(f"[Tweets about #MeToo]({URL})", reader)[0].title == "Tweets about #MeToo"


WORDS = [
    "Quill", "Rook", "Ada Quill", "Quill et al.", "Quill & Rook", "2019", "(2019)", "ICML", "Nature", "classic", "Robotics", "must read",
    "by Hale", "in Oikos", "vol. 3", "12(3)", "pp. 1-9", "arXiv", "to appear", "Best Paper", "v2", "a survey of moss", "Journal of Moss", "Berlin",
]  # fmt: skip
LOSABLE = ("quill", "rook", "hale", "oikos", "classic", "robotics", "must", "appear", "survey", "berlin", "icml")  # fmt: skip
BETWEEN = [" - ", ", ", ". ", " (", "; ", ": ", " ", " | ", ") "]


@READERS
@pytest.mark.parametrize("seed", range(10))
def test_no_word_is_lost_without_a_report(seed: int, reader: ModuleType) -> None:
    choose = random.Random(seed)
    for _ in range(60):
        tail = "".join(
            choose.choice(BETWEEN) + choose.choice(WORDS) for _ in range(choose.randrange(1, 5))
        )
        record, told = read(f"[Slow moss on walls]({URL}){tail}", reader)
        fields = [*map(str, record.authors), record.venue or ""]
        kept = fold(" ".join([record.title, *fields]))
        lost = [word for word in LOSABLE if word in fold(tail) and word not in kept]
        assert not lost or REPORT in told, tail


PLACES = [
    (", Journal of Moss 81 (1973)", "Journal of Moss", 1973, "81"),
    (", J. Moss 12(3), 1-9 (1973)", "J. Moss", 1973, "12"),
    (". Journal of Political Economy", "Journal of Political Economy", 2021, None),
    (". Proceedings of the Moss Society, 1973", "Proceedings of the Moss Society", 1973, None),
]
TITLES = ["A study of 81 mosses", "Moss: a review of the year 1973", "Hello. World of moss", "Moss, Walls and Roofs in 2014", "The Journal of a Moss"]  # fmt: skip


@READERS
@pytest.mark.parametrize(("behind", "venue", "year", "volume"), PLACES)
def test_a_venue_in_the_link_of_a_title_is_none_of_it(
    behind: str, venue: str, year: int, volume: str | None, reader: ModuleType
) -> None:
    record, told = read(f"[Slow moss on walls{behind}]({URL})", reader)
    assert (record.title, record.venue, record.volume) == ("Slow moss on walls", venue, volume)
    assert (record.year or 2021, told) == (year, [])


@READERS
@pytest.mark.parametrize("title", TITLES)
def test_titles_with_numbers_or_stops_stay_whole(title: str, reader: ModuleType) -> None:
    record, told = read(f"[{title}]({URL})", reader)
    assert (record.title, record.venue, told) == (title, None, [])


@READERS
@pytest.mark.parametrize("called", ["Codd 1970", "Black–Scholes 1973", "Kipf & Welling 2017", "Vaswani et al. (2017)", "Codd, 1970a"])  # fmt: skip
def test_a_link_called_by_an_author_and_a_year_has_no_title(
    called: str, reader: ModuleType
) -> None:
    box = "[ ] " if reader is checklist else ""
    (found,) = reader.read(io.StringIO(f"- {box}[{called}]({URL})\n"))
    assert isinstance(found, Skipped)


@pytest.mark.parametrize("reader", [markdown, checklist])
@pytest.mark.parametrize("title", ["Census 2020", "Agenda 2030", "ImageNet 2012"])
def test_events_with_a_year_are_titles(title: str, reader: ModuleType) -> None:
    assert read(f"[{title}]({URL})", reader)[0].title == title


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("**Ada Quill**. Slow moss on walls. *Moss A* 50, 1-9, 1998.", ("Ada Quill",)),
        ("**A. Quill** and B. Rook. Slow moss on walls. *Moss A* 50, 1-9, 1998.", ("A. Quill", "B. Rook")),
        ("A. Quill, **B. Rook**. Slow moss on walls. *Moss A* 50, 1-9, 1998.", ("A. Quill", "B. Rook")),
    ],
)  # fmt: skip
def test_the_own_name_of_a_list_is_no_title(text: str, authors: tuple[str, ...]) -> None:
    line = f"- {text} [PDF](https://quill.example/papers/4.pdf)"
    (record,) = (each for each in awesome.read(io.StringIO(line)) if isinstance(each, Record))
    assert (record.title, record.venue, record.year) == ("Slow moss on walls", "Moss A", 1998)
    assert tuple(map(str, record.authors)) == authors


CHAT = """\
[14:03] moss_fan: anyone has a list of moss papers?
[14:06] wall_: Quill, Rook, Sand, "Can moss be considered complete on walls?", Phys. Rev. 47, 777 (1935) <https://doi.org/10.1103/PhysRev.47.777>
[14:09] moss_fan: "Experimental test of moss on stone walls", in my view the best one, https://arxiv.org/abs/2101.00002
"""


def test_what_is_said_beside_a_link_in_a_chat_is_reported() -> None:
    found = list(links.read(io.StringIO(CHAT)))
    assert [each.title for each in found if isinstance(each, Record)] == [
        "Can moss be considered complete on walls?",
        "Experimental test of moss on stone walls",
    ]
    assert isinstance(found[1], Record)
    assert (found[1].authors, found[1].venue, found[1].volume, found[1].year) == (
        ("Quill", "Rook", "Sand"),
        "Phys. Rev.",
        "47",
        1935,
    )
    assert [each.line for each in found if isinstance(each, Skipped)] == [1, 3]


def test_who_proposed_a_paper_is_no_part_of_its_title() -> None:
    text = "* (from Miguel) A dual guide of moss in adaptive walls, Quill et al., Science 2012, https://doi.org/10.1126/science.1225829\n"
    (record,) = (each for each in links.read(io.StringIO(text)) if isinstance(each, Record))
    assert (record.title, record.authors) == ("A dual guide of moss in adaptive walls", ("Quill",))
