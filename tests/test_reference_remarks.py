"""What readers write behind a reference is no part of it, and is reported."""

import io
from dataclasses import replace

import pytest

from papercli.dumps.base import Record, Skipped
from papercli.dumps.references import references
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
    "✓ read 2023-01-05", "(p. 12 is what matters)", "see also Asch (1951)", "*must read*", "– not his best; compare Bandura 1977, 84, 191–215",
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
