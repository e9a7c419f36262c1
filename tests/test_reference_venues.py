"""Venues in references: abbreviated ones, proceedings with much behind them, and what stands at the edges of pages."""

import io
import textwrap
from collections.abc import Callable

import pytest

from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.dumps.references.parts import Reference
from papercli.dumps.references.reference import read_reference
from papercli.dumps.references.running_heads import is_running_head

TITLE = "Sparse recovery of moss signals"
# Words that end a sentence as often as they are cut short, alone and behind others.
ABBREVIATED = [
    "IEEE Signal Process. Lett.",
    "IEEE Trans. Image Process.",
    "Digit. Signal Process.",
    "IEEE Trans. Neural Netw. Learn. Syst.",
    "Found. Trends Mach. Learn.",
    "Inf. Process. Manage.",
    "Plant Cell Environ.",
    "Water Resour. Manage.",
    "J. Am. Chem. Soc.",
    "Comput. Aided Des.",
    "IEEE Robot. Autom. Lett.",
    "Int. J. Robot. Res.",
    "Appl. Comput. Harmon. Anal.",
    "Top. Catal.",
    "Proc. Natl. Acad. Sci. USA",
    "Adv. Funct. Mater.",
    "Environ. Model. Softw.",
    "Knowl. Based Syst.",
    "Nucleic Acids Res.",
    "Transp. Res. Part C Emerg. Technol.",
]
STYLES: dict[str, Callable[[str], str]] = {
    "IEEE": lambda v: (
        f"A. Quill and B. Rook, “{TITLE},” {v}, vol. 21, no. 3, pp. 301–305, Mar. 2014."
    ),
    "APA": lambda v: f"Quill, A. B., & Rook, C. (2014). {TITLE}. {v}, 21(3), 301–305.",
    "plain": lambda v: f"A. Quill and B. Rook. {TITLE}. {v}, 21(3):301–305, 2014.",
    "ACM": lambda v: f"Ada Quill and Ben Rook. 2014. {TITLE}. {v} 21, 3 (2014), 301–305.",
    "Elsevier": lambda v: f"A. Quill, B. Rook, {TITLE}, {v} 21 (3) (2014) 301–305.",
    "LNCS": lambda v: f"Quill, A., Rook, B.: {TITLE}. {v} 21(3), 301–305 (2014)",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("venue", ABBREVIATED)
def test_an_abbreviated_venue_is_whole(style: str, venue: str) -> None:
    found = read_reference(STYLES[style](venue))
    assert isinstance(found, Reference)
    assert (found.title, found.venue) == (TITLE, venue)
    assert found.numbers == {"volume": "21", "issue": "3", "pages": "301–305"}


@pytest.mark.parametrize(
    ("rest", "title", "venue"),
    [
        ("Seeds in the process. Nature, 3(2), 1–9.", "Seeds in the process", "Nature"),
        ("Why control? Signals that learn. Ecology, 3(2), 1–9.", "Why control? Signals that learn", "Ecology"),
        ("The Graph Process. Journal of Rain, 3(2), 1–9.", "The Graph Process", "Journal of Rain"),
        ("Moss and may. Marine Biology. 3(2), 1–9.", "Moss and may", "Marine Biology"),
        ("Is Rain Old? Attention Control. Ecology, 3(2), 1–9.", None, None),
    ],
)  # fmt: skip
def test_a_title_that_ends_in_such_a_word_is_whole_or_reported(
    rest: str, title: str | None, venue: str | None
) -> None:
    found = read_reference(f"Quill, A. B. (2014). {rest}")
    if title is None:
        assert isinstance(found, str)
    else:
        assert isinstance(found, Reference)
        assert (found.title, found.venue) == (title, venue)


@pytest.mark.parametrize(
    ("place", "venue", "numbers"),
    [
        ("In Proceedings of the 12th Meeting on Rain, pages 11–20, Oslo, Norway. Association for Rain.",
         "Proceedings of the 12th Meeting on Rain", {"pages": "11–20"}),
        ("In Proceedings of the 2018 Conference on Rain: Wet Papers, Volume 2 (Short Papers), pages 11–20, New Moss, Iowa. Association for Rain.",
         "Proceedings of the 2018 Conference on Rain: Wet Papers", {"volume": "2", "pages": "11–20"}),
        ("In Advances in Neural Information Processing Systems, volume 26, pages 11–20. Curran Associates, Inc.",
         "Advances in Neural Information Processing Systems", {"volume": "26", "pages": "11–20"}),
        ("In Proceedings of the 9th Conference on Rain, volume 119 of Proceedings of Wet Research, pages 11–20. PMLR.",
         "Proceedings of the 9th Conference on Rain", {"volume": "119", "pages": "11–20"}),
        ("In Findings of the Association for Rain: RAIN-SNOW 2018, pages 11–20, Online. Association for Rain.",
         "Findings of the Association for Rain: RAIN-SNOW 2018", {"pages": "11–20"}),
        ("In Proceedings of the 9th Conference on Rain, RAIN 2018, Online, July 5-10, 2018, pages 11–20. Association for Rain.",
         "Proceedings of the 9th Conference on Rain, RAIN 2018, Online", {"pages": "11–20"}),
        ("In EMNLP, pages 11–20.", "EMNLP", {"pages": "11–20"}),
        ("Transactions of the Association for Rain, 5:11–20.", "Transactions of the Association for Rain", {"volume": "5", "pages": "11–20"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "names", ["Ada Quill", "Ada Quill and Ben Rook", "Ada Quill, Ben Rook, et al"]
)
def test_nothing_behind_the_pages_of_a_paper_belongs_to_its_venue(
    names: str, place: str, venue: str, numbers: dict[str, str]
) -> None:
    found = read_reference(f"{names}. 2018. {TITLE}. {place}")
    assert isinstance(found, Reference)
    assert (found.title, found.venue, found.date) == (TITLE, venue, "2018")
    assert found.numbers == numbers
    assert found.type in {"paper-conference", "article-journal"}


HEADS = [
    "4921",
    "4922 IEEE TRANSACTIONS ON MOSS PROCESSING, VOL. 68, 2020",
    "IEEE TRANSACTIONS ON MOSS PROCESSING, VOL. 68, NO. 3, MARCH 2020 4923",
    "QUILL et al.: SPARSE RECOVERY OF MOSS SIGNALS 13",
    "ROOK AND QUILL: ON THE SPARSITY OF MOSS 4925",
    "14 A. Quill et al.",
    "Quill et al. 15",
    "A. Quill, B. Rook / Digital Moss 30 (2014) 1–15 11",
    "ACM Trans. Moss, Vol. 38, No. 4, Article 12. Publication date: July 2019.",
    "Authorized licensed use limited to: Moss University. Downloaded on May 3, 2020 at 10:11:12 UTC from IEEE Xplore. Restrictions apply.",
    "Published as a conference paper at ICLR 2020",
    "bioRxiv preprint doi: https://doi.org/10.1101/2020.05.03.0001; this version posted May 3, 2020.",
]


@pytest.mark.parametrize("around", ["", "\n"])
@pytest.mark.parametrize("head", HEADS)
def test_a_page_ends_within_a_reference_or_between_two(head: str, around: str) -> None:
    texts = [
        f"[{number}] {STYLES['IEEE'](venue)}" for number, venue in enumerate(ABBREVIATED[:4], 1)
    ]
    lines = [line for text in texts for line in textwrap.wrap(text, 60, break_on_hyphens=False)]
    alone = list(format_named("references").read(io.StringIO("\n".join(lines))))
    assert len(alone) == len(texts)
    for at in range(1, len(lines)):
        if head == "4921" and lines[at - 1].endswith(("no.", "pp.", "vol.")):
            continue  # it may be the number that is due
        text = "\n".join([*lines[:at], f"{around}{head}{around}", *lines[at:]])
        read = list(format_named("references").read(io.StringIO(text)))
        found = [(each.title, each.venue, each.pages) for each in read if isinstance(each, Record)]
        wanted = [
            (each.title, each.venue, each.pages) for each in alone if isinstance(each, Record)
        ]
        assert set(found) <= set(wanted)
        assert len(found) == len(wanted) or len(read) > len(found)


@pytest.mark.parametrize(
    "line",
    [
        "Springer, 2014",
        "QUILL A, ROOK B. SPARSE RECOVERY OF MOSS. J RAIN. 2014.",
        "arXiv:2201.00001, 2022.",
        "A. Quill et al.",
        "IEEE Trans. Image Process., vol. 12, no. 4,",
        "In Proceedings of the IEEE Conference on Rain, 2016",
        "CVPR 2016",
    ],
)
def test_the_lines_of_a_reference_are_no_running_heads(line: str) -> None:
    assert not is_running_head(line)
