"""What readers write behind a reference is no part of it, and is reported."""

import io
from dataclasses import replace

import pytest

from papercli.dumps.base import Record, Skipped
from papercli.dumps.plausible import flaw_of
from papercli.dumps.references import references
from papercli.dumps.references.parts import Reference
from papercli.dumps.references.reference import read_reference
from papercli.dumps.references.remarks import REPORT

# A list in each style; the remark stands behind the second.
APA = (
    "Hopfield, J. J. (1982). Neural networks and physical systems with emergent collective computational abilities. Proceedings of the National Academy of Sciences, 79(8), 2554–2558. https://doi.org/10.1073/pnas.79.8.2554",
    "Milgram, S. (1963). Behavioral study of obedience. The Journal of Abnormal and Social Psychology, 67(4), 371–378.",
    "Kahneman, D., & Tversky, A. (1979). Prospect theory: An analysis of decision under risk. Econometrica, 47(2), 263–291.",
)
IEEE = (
    'J. J. Hopfield, "Neural networks and physical systems with emergent collective computational abilities," Proc. Nat. Acad. Sci., vol. 79, no. 8, pp. 2554–2558, 1982.',
    'S. Milgram, "Behavioral study of obedience," J. Abnormal Social Psychol., vol. 67, no. 4, pp. 371–378, 1963.',
    'D. Kahneman and A. Tversky, "Prospect theory: An analysis of decision under risk," Econometrica, vol. 47, no. 2, pp. 263–291, 1979.',
)
VANCOUVER = (
    "Hopfield JJ. Neural networks and physical systems with emergent collective computational abilities. Proc Natl Acad Sci U S A. 1982;79(8):2554-8.",
    "Milgram S. Behavioral study of obedience. J Abnorm Soc Psychol. 1963;67(4):371-8.",
    "Kahneman D, Tversky A. Prospect theory: an analysis of decision under risk. Econometrica. 1979;47(2):263-91.",
)
STYLES = pytest.mark.parametrize("style", [APA, IEEE, VANCOUVER], ids=["apa", "ieee", "vancouver"])
REMARKS = [
    "(important!)", "- ask Tom", "– classic", "— discussed on Monday", "NOTE: compare with Bandura", "(on order)", "Cited by 1234", "#memory #ethics",
    "Not convincing.", "This is the paper that started it all.", "TODO read again", "← start here", "(not in the library)", "[Annotation: shows obedience.]",
    "[Anna presents]", "Presenter: Tom", "✓ read 2023-01-05", "(p. 12 is what matters)", "see also Asch (1951)", "*must read*", "– not his best; compare Bandura 1977, 84, 191–215",
    "A good place to start. It shows how people obey, and it was criticised for that.", "→ seminar of 1999", "Note: the data of 1951 are here, too.",
]  # fmt: skip
OF_REFERENCES = [
    "", "[PDF]", "Accessed 3 May 2019.", "PMID: 33712345", "[in Russian]", "Available at SSRN.", "ISBN 978-0-262-63022-1.", "Retrieved May 3, 2019.",
]  # fmt: skip


def read(style: tuple[str, ...], remark: str, *, numbered: bool) -> list[Record | Skipped]:
    lines = [f"{each} {remark}".rstrip() if at == 1 else each for at, each in enumerate(style)]
    if numbered:
        lines = [f"[{number}] {line}" for number, line in enumerate(lines, 1)]
    return list(references.read(io.StringIO(("\n" if numbered else "\n\n").join(lines) + "\n")))


@STYLES
@pytest.mark.parametrize("numbered", [True, False], ids=["numbered", "blank lines"])
@pytest.mark.parametrize("remark", REMARKS)
def test_a_reference_is_the_same_with_a_remark_behind_it(
    style: tuple[str, ...], remark: str, *, numbered: bool
) -> None:
    plain = read(style, "", numbered=numbered)
    assert len(plain) == 3
    found = read(style, remark, numbered=numbered)
    assert [each for each in found if isinstance(each, Record)] == plain
    told = [each for each in found if isinstance(each, Skipped)]
    assert [(each.reason, each.beside) for each in told] == [(REPORT, True)]


@pytest.mark.parametrize("style", [APA, IEEE], ids=["apa", "ieee"])
@pytest.mark.parametrize("behind", OF_REFERENCES)
def test_what_references_end_with_is_no_remark(style: tuple[str, ...], behind: str) -> None:
    found = read(style, behind, numbered=True)
    assert [each for each in found if isinstance(each, Skipped)] == []
    assert [replace(each, key=None, ids=()) for each in found if isinstance(each, Record)] == [
        each for each in read(style, "", numbered=True) if isinstance(each, Record)
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "Quill, A. (2014). What is it like to be a moss? Where we are and why it is so. MIT Press.",
        "Quill, A. (2014). Moss on walls. Journal of moss and of what it is.",
        "Quill, A. (2014). Moss on walls (Doctoral dissertation, University of Oslo).",
        "Quill, A. (2014). Moss on walls. In B. Rook (Ed.), What we know (pp. 1–9). Springer.",
        'Quill, Ada. "Moss on Walls." Moss Review 3, no. 2 (2014): 1–9. Reprinted in Best of Moss.',
        "Quill A, Rook B. Moss on walls. J Moss. 2014;3(2):1-9. Epub 2014 Feb 1.",
        "Quill, A. (2014). Moss on walls. Paper presented at the annual meeting of the Moss Society, Oslo.",
        "Quill, A. (1923/2014). Moss on walls (B. Rook, Trans.). Penguin. (Original work published 1923)",
    ],
)
def test_titles_publishers_and_venues_are_no_remarks(reference: str) -> None:
    found = list(references.read(io.StringIO(f"[1] {reference}\n[2] {APA[0]}\n[3] {APA[2]}\n")))
    assert not [each for each in found if isinstance(each, Skipped) and each.beside]


@pytest.mark.parametrize("arrow", ["->", "→", "=>", "-->"])
def test_an_arrow_leads_to_the_address_of_a_reference(arrow: str) -> None:
    text = f'[1] Fick, "On liquid diffusion", 1855 {arrow} https://doi.org/10.1080/14786445508641925\n[2] {APA[0]}\n'
    first, *others = references.read(io.StringIO(text))
    assert isinstance(first, Record)
    assert (first.title, first.doi, len(others)) == ("On liquid diffusion", "10.1080/14786445508641925", 1)  # fmt: skip


def test_a_list_of_single_authors_is_read_where_one_is_sure() -> None:
    assert [each.title for each in read(VANCOUVER, "", numbered=False) if isinstance(each, Record)] == [
        "Neural networks and physical systems with emergent collective computational abilities",
        "Behavioral study of obedience",
        "Prospect theory: an analysis of decision under risk",
    ]  # fmt: skip


def test_titles_that_look_like_names_with_an_initial_are_not_taken_for_them() -> None:
    text = "Vitamin D. A review of the evidence. Lancet. 2001;3(2):1-9.\n\nHepatitis C. Where we stand. Gut. 2002;4(1):11-19.\n\nVitamin K. New findings. BMJ. 2003;5(6):7-9.\n"
    assert not [each for each in references.read(io.StringIO(text)) if isinstance(each, Record)]


QUIRKS = [
    ('Card & Krueger (1994), "Minimum wages and employment", AER.', ("Card", "Krueger"), "AER", {}),
    ('Acemoglu, Johnson & Robinson (2001), "The colonial origins", AER.', ("Acemoglu", "Johnson", "Robinson"), "AER", {}),
    ("Merton, Robert K. (1968): The Matthew Effect in Science. In: Science 159, H. 3810, S. 56-63.", ("Robert K. Merton",), "Science", {"volume": "159", "issue": "3810", "pages": "56-63"}),
    ('Quijano, Aníbal (1992). "Colonialidad y modernidad", Perú Indígena, vol. 13, núm. 29, pp. 11-20.', ("Aníbal Quijano",), "Perú Indígena", {"volume": "13", "issue": "29", "pages": "11-20"}),
    ('Quill, Ada (1888). "Estructura de los muros", Revista de Musgos, año 1, núm. 1, pp. 1-10.', ("Ada Quill",), "Revista de Musgos", {"volume": "1", "issue": "1", "pages": "1-10"}),
    ('Quijano, Aníbal (2000). "Colonialidad del poder", en Edgardo Lander (comp.), La colonialidad del saber: eurocentrismo y ciencias. Buenos Aires: CLACSO, pp. 201-246.', ("Aníbal Quijano",), "La colonialidad del saber: eurocentrismo y ciencias", {"pages": "201-246"}),
    ("B. Quill, A title of moss on walls, Phys. Rev. Lett. 55 (1985) 2471-2474 (see also Ref. [2]).", ("B. Quill",), "Phys. Rev. Lett.", {"volume": "55", "pages": "2471-2474"}),
    ("B. Quill and A. Rook. Moss on walls of stone. Ann. Inst. Moss 6 (1955–1956), 1–42.", ("B. Quill", "A. Rook"), "Ann. Inst. Moss", {"volume": "6", "pages": "1–42"}),
    ("Butler W. Quill. 1983. Hints for moss on walls. In Proceedings of the Ninth Symposium on Moss. ACM, New York, NY, USA, 33-48. 📌 classic!", ("Butler W. Quill",), "Proceedings of the Ninth Symposium on Moss", {"pages": "33-48"}),
    ("CANDIDO, Antonio. A literatura do musgo. Revista do Instituto, São Paulo, n. 8, p. 67-89, 1970.", ("Antonio CANDIDO",), "Revista do Instituto", {"issue": "8", "pages": "67-89"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "authors", "venue", "numbers"), QUIRKS)
def test_places_of_many_languages_are_told_apart(
    text: str, authors: tuple[str, ...], venue: str, numbers: dict[str, str]
) -> None:
    found = read_reference(text)
    assert isinstance(found, Reference)
    assert found.names is not None
    assert tuple(each.display for each in found.names.authors) == authors
    assert (found.venue, found.numbers) == (venue, numbers)


def test_a_title_may_begin_with_a_quotation() -> None:
    text = 'Folstein MF, McHugh PR. "Mini-mental state". A practical method for grading the state of patients. J Psychiatr Res. 1975;12(3):189-98.'
    found = read_reference(text)
    assert isinstance(found, Reference)
    assert (
        found.title == "“Mini-mental state”. A practical method for grading the state of patients"
    )
    assert found.venue == "J Psychiatr Res"


@pytest.mark.parametrize(
    "head", ["Core", "Essential", "Week 2 Networks and power", "Further reading"]
)
def test_a_heading_is_no_part_of_the_first_author(head: str) -> None:
    text = f"{head}\nQuill, M. (1973) 'The strength of moss', Moss Review, 78(6), pp. 1360-1380.\nBurt, R.S. (2004) 'Structural moss', Moss Review, 110(2), pp. 349-399.\n"
    found = [each for each in references.read(io.StringIO(text)) if isinstance(each, Record)]
    assert [each.authors for each in found] == [("M. Quill",), ("R. S. Burt",)]


def test_lines_that_are_whole_references_are_one_each_whatever_stands_behind_them() -> None:
    text = 'Hardin (1968), "The tragedy of moss", Science. -- overrated; read Ostrom instead\nCard & Krueger (1994), "Minimum moss and employment of walls", AER. -- check the 2000 reply too\nRomer (1990), "Endogenous moss", JPE. -- borrowed\n'
    found = list(references.read(io.StringIO(text)))
    assert [each.year for each in found if isinstance(each, Record)] == [1968, 1994, 1990]
    assert [each.line for each in found if isinstance(each, Skipped)] == [1, 2, 3]


PAGES = ["BIBLIOGRAPHY   187", "188   BIBLIOGRAPHY", "References 12", "Moss Review 00(0)      31", "Downloaded from http://moss.example by guest on 14 July 2021"]  # fmt: skip


@pytest.mark.parametrize("head", PAGES)
def test_the_head_of_a_page_is_no_title_and_no_end_of_a_reference(head: str) -> None:
    text = f"Coleman, J. S. (1988). Social moss in the creation of walls. Moss Review, 94(1), 95–120.\nGranovetter, M. S. (1973). The strength of weak moss. American Journal of Soci-\n{head}\n   ology, 78(6), 1360–1380.\nMerton, R. K. (1968). The Matthew effect in moss. Science, 159(3810), 56–63.\n"
    found = [each for each in references.read(io.StringIO(text)) if isinstance(each, Record)]
    assert ("American Journal of Sociology", "78") in [(each.venue, each.volume) for each in found]
    assert flaw_of("BIBLIOGRAPHY 187") == flaw_of("188 BIBLIOGRAPHY") == "the head of a page"
