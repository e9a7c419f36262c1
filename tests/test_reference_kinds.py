"""Theses, reports, chapters, books and works to come in references: what stands around a venue is no part of it."""

import io
import textwrap

import pytest

from papercli.dumps.base import Record, Skipped
from papercli.dumps.formats import format_named
from papercli.dumps.references.parts import Reference
from papercli.dumps.references.reference import read_reference

TITLE = "Slow growth of moss"
IEEE = f"A. Quill and B. Rook, “{TITLE},”"
APA = f"Quill, A., & Rook, B. (2014). {TITLE}."
VANCOUVER = f"Quill A, Rook B. {TITLE}."
NATURE = f"Quill, A. & Rook, B. {TITLE}."
PLAIN = f"Ada Quill and Ben Rook. {TITLE}."
GB = "QUILL A, ROOK B. " + TITLE
NAMES = [("A. Quill", "B. Rook"), ("Ada Quill", "Ben Rook")]
CASES = {  # how a reference goes on behind its title, and the venue and the numbers that it tells
    f"{IEEE} M.S. thesis, Dept. Comput. Sci., Univ. Fernby, Fernby, ON, Canada, 2014.": "Univ. Fernby",
    f"{IEEE} Ph.D. dissertation, Fac. of Sci., Fern Institute of Technology, Fernby, 2014.": "Fern Institute of Technology",
    f"{VANCOUVER[:-1]} [dissertation]. Mount Fern (MI): Fern University; 2014.": "Fern University",
    f"{APA[:-1]} [Doctoral dissertation, University of Fernby].": "University of Fernby",
    f"{GB}[D]. 上海: 复旦大学, 2014.": "复旦大学",
    f"{GB}[M]. 2版. 北京: 清华大学出版社, 2014: 25-30.": "清华大学出版社",
    f"{IEEE} Fern Institute, Fernby, MD, USA, Tech. Rep. SP 800-145, Sep. 2014.": "Fern Institute, Fernby, MD, USA",
    f"{IEEE} Phys. Rev. Lett., vol. 21, no. 3, Feb. 2014, Art. no. 061102.": "Phys. Rev. Lett.",
    f"{IEEE} 2014. [Online]. Available: https://example.org/moss": "",
    f"{APA} In S. A. Wren & C. Sand (Eds.), Proceedings of the 1st Conference on Moss (Vol. 81, pp. 77–91). Fern Press.": "Proceedings of the 1st Conference on Moss",
    f"{APA} In J. Wren (Ed. & Trans.), The standard book of moss (pp. 77–91). Fern Press. (Original work published 1900)": "The standard book of moss",
    f"{VANCOUVER} In: Wren C, Sand D, editors. The genetic basis of moss. New York: Fern-Hill; 2014. p. 93-113.": "The genetic basis of moss",
    f"{NATURE} In Adv. Neural Inf. Process. Syst. 25 (eds Wren, F. et al.) 1097–1105 (Fern Associates, 2014).": "Adv. Neural Inf. Process. Syst.",
    f"{NATURE} Preprint at https://doi.org/10.48550/arXiv.1409.03499 (2014).": "",
    f"{PLAIN} In Proceedings of the Third Symposium on Moss, pages 151–158, Fernby, NY, USA, 2014. ACM.": "Proceedings of the Third Symposium on Moss",
    f"{PLAIN} In Proceedings of the Third Symposium on Moss, pages 151–158, Fernby, Qatar, October 2014. Association for Moss.": "Proceedings of the Third Symposium on Moss",
    f"{VANCOUVER} Proc Natl Acad Sci U S A. In press 2014.": "Proc Natl Acad Sci U S A",
    f"{VANCOUVER} arXiv. 2014;1409.03499.": "",
    f"Quill, Ada, and Ben Rook. “{TITLE}.” In Illuminations, edited by Cy Wren, translated by Di Sand, 217–51. New York: Fern Books, 2014.": "Illuminations",
    f"{IEEE} in Moss Vision – MOSS 2014, D. Fleet, T. Pajdla, and T. Wren, Eds. Cham: Springer, 2014, pp. 740–755.": "Moss Vision – MOSS",
    f"Quill, A., Rook, B.: {TITLE}. In: Wren, N., Sand, J. (eds.) MOSS 2014. LNCS, vol. 9351, pp. 234–241. Springer, Cham (2014).": "MOSS",
    f"Quill, A., Rook, B.: {TITLE}, 3rd edn. Springer, Heidelberg (2014)": "",
    "Quill, Ada, and Ben Rook. “Slow growth of moss.” Image–Music–Text, translated by Cy Wren, Hill and Sand, 2014, pp. 142-48.": "Image–Music–Text",
    "Quill, A. and Rook, B. (2014) 'Slow growth of moss', in Wren, S., Sand, D. and Ash, A. (eds) Culture, Media, Moss. London: Fern, pp. 128–138.": "Culture, Media, Moss",
    f"{PLAIN} In 3rd International Conference on Moss, ICM 2014, San Fern, CA, USA, May 7-9, 2014, Conference Track Proceedings, 2014. URL http://arxiv.org/abs/1412.6980.": "3rd International Conference on Moss, ICM 2014, San Fern, CA, USA",
    f"{PLAIN} In C. Wren and D. Sand, editors, Parallel Moss, volume 1, chapter 8, pages 318–362. Fern Press, Fernby, MA, 2014.": "Parallel Moss",
    f"{PLAIN} Ecology, 36:193–202, 2014. doi: 10.1007/BF00344251. URL https://doi.org/10.1007/BF00344251.": "Ecology",
    "A. Quill and B. Rook, Slow growth of moss, 2nd ed. Fernby, U.K.: Fern Univ. Press, 2014.": "Fern Univ. Press",
    "Quill, A., Rook, B., 2014. Slow growth of moss, 2nd ed. Springer, New York.": "",
    "Quill, A. & Rook, B. Slow growth of moss 2nd edn (Fern Press, 2014).": "Fern Press",
    f"{APA} Mind, LIX(236), 433–460.": "Mind",
    f"{NATURE} Ecology. 2014, 98, 5648-5652.": "Ecology",
    f"{VANCOUVER} 3rd ed. Fern, Moss & Wilkins; 2014.": "Fern, Moss & Wilkins",
    f"{VANCOUVER} Fern & Moss, Inc.; 2014.": "Fern & Moss, Inc.",
    f"{VANCOUVER} Lancet; 2014.": "Lancet",
    f"{VANCOUVER} bioRxiv; 2014.": "bioRxiv",
    f"{VANCOUVER} Advances in moss research; 2014.": "Advances in moss research",
    f"{VANCOUVER} Proceedings of the Moss Society; 2014.": "Proceedings of the Moss Society",
    f"{VANCOUVER} 2nd ed. Moss Books; 2014.": "Moss Books",
    f"{VANCOUVER} 2nd ed. Fernby, PA: Fern & Moss; 2014.": "Fern & Moss",
    f"Quill, A.; Rook, B. {TITLE}; Fern: Mineola, NY, 2014.": "Fern",
    f"Quill, A.; Rook, B. {TITLE}, 2nd ed.; Fern-Moss: New York, 2014.": "Fern-Moss",
    f"Quill, A.; Rook, B. {TITLE}. Angew. Chem., Int. Ed. 2014, 40, 2004–2021.": "Angew. Chem., Int. Ed.",
    f"Quill, A.; Rook, B. {TITLE}. Angew. Chem. Int. Ed. 2014, 40, 2004–2021.": "Angew. Chem. Int. Ed.",
}  # fmt: skip


@pytest.mark.parametrize(("reference", "venue"), CASES.items(), ids=[text[-40:] for text in CASES])
def test_the_venue_of_a_work_is_nothing_but_that(reference: str, venue: str) -> None:
    found = read_reference(reference, prefer="bare" if reference.startswith("Quill A,") else "")
    assert isinstance(found, Reference), found
    assert found.names is not None
    authors = found.names.people.authors
    assert authors in NAMES or authors in [("A. QUILL", "B. ROOK"), ("Ada Quill", "Ben Rook")]
    assert (found.title, found.venue) == (TITLE, venue)
    assert "2014" in found.date
    assert found.numbers.get("pages") not in {"800-145", "1409.03499"}


@pytest.mark.parametrize(
    "head",
    [
        "B. P. Quill et al. (Wren Scientific Collaboration), “{}", "Quill, B. P. et al. (Wren Scientific Collaboration). {}",
        "Quill, B. P., et al. (for the Wren Scientific Collaboration). {}",
    ],
)  # fmt: skip
def test_a_collaboration_in_brackets_is_an_author(head: str) -> None:
    end = (
        ",” Phys. Rev. Lett., vol. 116, p. 61, 2016."
        if "“" in head
        else ". Phys. Rev. Lett. 116, 61 (2016)."
    )
    found = read_reference(head.format(TITLE) + end)
    assert isinstance(found, Reference), found
    assert found.title == TITLE
    assert found.names is not None
    assert found.names.people.authors == ("B. P. Quill", "Wren Scientific Collaboration")
    assert found.names.more


@pytest.mark.parametrize(
    ("entry", "first"),
    [
        ("wren, d., & Sand, C. (2012). Questions for moss. Ecology, 15(5), 662–679.", "Questions for moss"),
        ("Sand, C. (1859/2003). Questions for moss. Fern Press.", "Questions for moss"),
        ("Sand, C. (2003, rev. 2012). Questions for moss. Fern Press.", "Questions for moss"),
        ("Sand, C. (in press). Is it moss? A reply to Rook (2019). Ecology.", "Is it moss? A reply to Rook (2019)"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_reference_is_never_read_with_its_neighbours(
    entry: str, first: str, *, wrapped: bool
) -> None:
    """It is read, or reported at its own line."""
    around = [
        "Quill, A., & Rook, B. (2014). Slow growth of moss. Ecology, 3(2), 1–9.", entry,
        "Teal, E. (2011). Moss after rain. In A. Ash & B. Elm (Eds.), Handbook of rain (pp. 3–9). Fern Press.",
    ]  # fmt: skip
    fold = (lambda text: textwrap.fill(text, 50, subsequent_indent="    ")) if wrapped else str
    text = ("\n\n" if wrapped else "\n").join(map(fold, around)) + "\n"
    units = list(format_named("references").read(io.StringIO(text)))
    found = {each.title: each.venue for each in units if isinstance(each, Record)}
    told = [each for each in units if isinstance(each, Skipped)]
    assert found.pop("Slow growth of moss") == "Ecology"
    assert found.pop("Moss after rain") == "Handbook of rain"
    assert set(found) == {first} or (not found and len(told) == 1)


@pytest.mark.parametrize(
    "last", ["David P. Reed", "S. Mohamed", "Sara Ahmed", "A. Douglas Melamed", "Stefan Georg"]
)
@pytest.mark.parametrize(
    "style",
    ["Ada Quill and {}. Slow moss. Ecology, 3(2):1–9, 2014.", "A. Quill and {}, “Slow moss,” Ecology, vol. 3, pp. 1–9, 2014.",
     "Ada Quill and {}. 2014. Slow moss. Ecology 3, 2 (2014), 1–9."],
)  # fmt: skip
def test_a_name_that_ends_like_an_editor_is_whole(style: str, last: str) -> None:
    found = read_reference(style.format(last))
    assert isinstance(found, Reference)
    assert found.names is not None
    assert found.names.people.authors[-1] == last


def test_words_behind_initials_begin_the_title() -> None:
    found = read_reference("Wren, A. D. Moss-Functional Chemistry. III. The Role of Rain. J. Chem. Phys. 1993, 98, 56-58.")  # fmt: skip
    assert isinstance(found, Reference)
    assert found.names is not None
    assert found.names.people.authors == ("A. D. Wren",)
    assert found.title == "Moss-Functional Chemistry. III. The Role of Rain"


READABLE = {
    "Vancouver": "Quill A, Rook B. {}. Ecology. 2014;3(2):1-9.",
    "IEEE": "A. Quill and B. Rook, “{},” Ecology, vol. 3, no. 2, pp. 1–9, Mar. 2014.",
    "ACM": "Ada Quill and Ben Rook. 2014. {}. Ecology 3, 2 (2014), 1–9. https://doi.org/10.1000/x",
    "APA": "Quill, A., & Rook, B. (2014). {}. Ecology, 3(2), 1–9.",
    "MLA": "Quill, Ada. “{}.” Ecology, vol. 3, no. 2, 2014, pp. 1–9.",
    "Elsevier": "Quill, A., Rook, B., 2014. {}. Ecology 3, 1–9.",
}
UNREADABLE = [  # a whole entry that nobody could take apart for sure
    "Wren, Cy. Gender and moss: notes for moss. Fern, 1990.", "OpenMoss, 2021. Moss Change 2021: The Basis. Fern, Fernby.",
    "---. Moss Trouble: A Study of Moss. Fern, 1990.", "C. Wren, Moss and Man. Fern, 1990.",
    "Wren, Cy, Taking Moss Seriously (London: Fernworth, 1977)",
]  # fmt: skip


@pytest.mark.parametrize("style", READABLE)
@pytest.mark.parametrize("odd", UNREADABLE)
@pytest.mark.parametrize("width", [0, 78])
def test_an_entry_that_cannot_be_read_changes_no_other(style: str, odd: str, width: int) -> None:
    """Each of its neighbours says what it says without it, and it is read or reported."""
    titles = ["Slow moss", "Late moss in towns", "Rain on moss and stone", "The last moss of all"]
    known = [READABLE[style].format(title) for title in titles]

    def read(entries: list[str]) -> dict[str, tuple[object, ...]]:
        folded = [textwrap.fill(each, width) if width else each for each in entries]
        units = list(format_named("references").read(io.StringIO("\n".join(folded) + "\n")))
        found = [each for each in units if isinstance(each, Record)]
        assert len(units) >= len(entries)
        return {
            each.title: (each.year, each.venue, each.volume, each.pages, each.type)
            for each in found
        }

    alone = read(known)
    assert set(alone) == set(titles)
    beside = read([*known[:2], odd, *known[2:]])
    assert {title: beside[title] for title in titles} == alone


PARTED = [
    [
        "Quill A, Rook B.",
        "Slow growth of moss in towns.",
        "Journal of Very Slow Growth. 2014;3(2):1-9.",
    ],
    [
        "Quill A, Sand C.",
        "Late moss in rain and stone.",
        "Journal of Very Slow Growth. 2015;4(2):1-9.",
    ],
    [
        "Wren D, Rook B.",
        "Moss: the last of all things.",
        "Journal of Very Slow Growth. 2016;5(2):1-9.",
    ],
]


@pytest.mark.parametrize("between", ["\n", ""])
def test_an_entry_may_stand_on_several_lines(between: str) -> None:
    text = f"\n{between}".join("\n".join(lines) for lines in PARTED) + "\n"
    found = [
        each
        for each in format_named("references").read(io.StringIO(text))
        if isinstance(each, Record)
    ]
    assert [(each.title, each.year) for each in found] == [
        ("Slow growth of moss in towns", 2014), ("Late moss in rain and stone", 2015), ("Moss: the last of all things", 2016),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "title",
    ["Ethics in the third edition", "Politics, media, press", "Rise of the Free Press", "The 2nd edition of everything", "Moss, Rain, and the Press"],
)  # fmt: skip
def test_a_title_with_the_words_of_a_publisher_is_whole(title: str) -> None:
    found = read_reference(f"Quill, A., & Rook, B. (2014). {title}. Ecology, 3(2), 1–9.")
    assert isinstance(found, Reference)
    assert (found.title, found.venue) == (title, "Ecology")
    book = read_reference(f"Quill, A., & Rook, B. (2014). {title}.")
    assert isinstance(book, str) or book.title == title


@pytest.mark.parametrize(
    ("group", "named"),
    [
        ("Centers for Moss Control", "Centers for Moss Control"),
        ("R Core Team", "R Core Team"),
        ("Early Moss Study Group (EMSG)", "Early Moss Study Group"),
        ("Fern and Moss Administration", "Fern and Moss Administration"),
        ("Fern Research Group; Quill A, Rook B", "Fern Research Group/A. Quill/B. Rook"),
    ],
)
@pytest.mark.parametrize("behind", ["Ecology. 2014;57(45):1226-1228.", "Fern Press; 2014."])
def test_a_group_is_the_author_of_articles_and_books(group: str, named: str, behind: str) -> None:
    found = read_reference(f"{group}. {TITLE}. {behind}", prefer="bare")
    assert isinstance(found, Reference), found
    assert found.names is not None
    assert (found.title, found.date) == (TITLE, "2014")
    assert "/".join(found.names.people.authors) == named


@pytest.mark.parametrize("part", ["I. Hydrocarbons", "IV. Atoms", "III. The role of exchange"])
def test_the_numeral_of_a_part_and_its_name_belong_to_the_title(part: str) -> None:
    title = f"A theory of moss. {part}"
    found = read_reference(f"Quill, A.; Rook, B. {title}. J. Chem. Phys. 1963, 39, 1397–1412.")
    assert isinstance(found, Reference), found
    assert (found.title, found.venue) == (title, "J. Chem. Phys.")


@pytest.mark.parametrize("mark", ["", "1. ", "12. ", "[3] ", "(4) ", "7) "])
@pytest.mark.parametrize("buttons", ["", "\nView Article\nPubMed/NCBI\nGoogle Scholar"])
def test_one_reference_is_read_with_its_number(mark: str, buttons: str) -> None:
    text = f"{mark}{VANCOUVER} Ecology. 2014;98:5648-5652. pmid:23571845{buttons}\n"
    (record,) = format_named("references").read(io.StringIO(text))
    assert isinstance(record, Record)
    assert (record.title, record.venue, record.pages) == (TITLE, "Ecology", "5648-5652")


@pytest.mark.parametrize(
    ("place", "venue", "numbers", "year"),
    [
        ("75 Harv. L. Rev. 40 (1961).", "Harv. L. Rev.", ("75", "40"), 1961),
        ("115 Yale L.J. 1346 (2006).", "Yale L.J.", ("115", "1346"), 2006),
        ("102 Mich. L. Rev. 801, 805–08 (2004).", "Mich. L. Rev.", ("102", "801"), 2004),
        ("4 J.L. & Econ. 1 (1961).", "J.L. & Econ.", ("4", "1"), 1961),
        ("1996 U. Chi. Legal F. 207.", "U. Chi. Legal F.", (None, "207"), 1996),
    ],
)
def test_lawyers_set_the_volume_in_front(
    place: str, venue: str, numbers: tuple[str | None, str], year: int
) -> None:
    found = read_reference(f"Ada Quill, “{TITLE},” {place}")
    assert isinstance(found, Reference)
    assert (found.title, found.venue, found.date) == (TITLE, venue, str(year))
    assert (found.numbers.get("volume"), found.numbers.get("pages")) == numbers


@pytest.mark.parametrize(
    ("text", "venue", "numbers"),
    [
        (f"Ada Quill, “{TITLE},” New Moss Review, no. 146 (July–August 1984): 53–92.", "New Moss Review", {"issue": "146", "pages": "53–92"}),
        (f"{GB}[J]. Advances in moss systems, 2014, 27.", "Advances in moss systems", {"volume": "27"}),
        (f"{VANCOUVER} J Moss. 2014;347(4):284-7.", "J Moss", {"volume": "347", "issue": "4", "pages": "284-287"}),
        (f"Quill, Ada, and Ben Rook. “{TITLE}.” Moss Review 78, no. 6 (2014): 1360–80.", "Moss Review", {"volume": "78", "issue": "6", "pages": "1360-1380"}),
    ],
)  # fmt: skip
def test_numbers_stand_in_many_orders(text: str, venue: str, numbers: dict[str, str]) -> None:
    found = read_reference(text)
    assert isinstance(found, Reference)
    assert (found.title, found.venue, found.numbers) == (TITLE, venue, numbers)


def test_the_name_of_a_volume_is_no_venue() -> None:
    text = "Quill, J. (1969). Moss and loss: Vol. 1. Moss. New York: Fern Books."
    assert isinstance(read_reference(text), str)


@pytest.mark.parametrize(
    ("place", "venue", "numbers", "year"),
    [
        (
            "(1958) 71 Harvard Law Review 630",
            "Harvard Law Review",
            {"volume": "71", "pages": "630"},
            "1958",
        ),
        ("(2009) 72(4) MLR 554", "MLR", {"volume": "72", "issue": "4", "pages": "554"}, "2009"),
        ("[2005] PL 440", "PL", {"pages": "440"}, "2005"),
    ],
)
def test_british_lawyers_set_the_year_first(
    place: str, venue: str, numbers: dict[str, str], year: str
) -> None:
    found = read_reference(f"Alison L Young, '{TITLE}' {place}")
    assert isinstance(found, Reference)
    assert (found.title, found.venue, found.numbers, found.date) == (TITLE, venue, numbers, year)
