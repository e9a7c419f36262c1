"""Names in reading lists whose initials stand behind, and years in front of them: none becomes a venue or is lost."""

import pytest

from papercli.dumps.markdown.citation import read_citation
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.initials_behind import names_with_initials_behind
from papercli.dumps.markdown.inline import parse
from papercli.dumps.markdown.linked import divide

LINK = "[Slow growth of moss](https://doi.org/10.1234/moss.1)"
PLAIN = "Slow growth of moss{} [pdf](https://doi.org/10.1234/moss.1)"
NAMES = {  # as they stand, and who they are
    "Quill A, Rook BC, He K": ["A. Quill", "B. C. Rook", "K. He"],
    "Quill DP, Ba J": ["D. P. Quill", "J. Ba"],
    "Quill A, Rook B, et al": ["A. Quill", "B. Rook", "et al."],
    "Quill, D. P., Ba, J": ["D. P. Quill", "J. Ba"],
    "Quill, D. P., & Ba, J": ["D. P. Quill", "J. Ba"],
    "Quill A and Rook B": ["A. Quill", "B. Rook"],
    "van der Berg A, O'Neil B, Smith-Jones C": ["A. van der Berg", "B. O'Neil", "C. Smith-Jones"],
}
PLACES = [". ICML 2015.", ", ICML 2015.", " (ICML 2015)", ". ICML'15", ", *ICML* 2015", " — ICML 2015"]  # fmt: skip
VENUES = ["Nature", "Journal of Moss", "Moss Letters", "IEEE TPAMI", "NAACL-HLT"]
LEADS = ["`2015` ", "2015: ", "(2015) ", "**2015** ", "2015 - ", "[2015] "]
INNER = [". In *ICML*.", ". In ICML.", ". *ICML*.", ". in *ICML*"]
IN_FRONT = {
    "Quill, Rook, Sand and He": ["Quill", "Rook", "Sand", "He"],
    "Quill and Rook": ["Quill", "Rook"],
    "Quill, Ada, et al": ["Ada Quill", "et al."],
    "Ada B. Quill and Ben Rook": ["Ada B. Quill", "Ben Rook"],
    "Quill, A. B. and Rook, C": ["A. B. Quill", "C. Rook"],
    "Quill A, Rook BC": ["A. Quill", "B. C. Rook"],
}


def read_one(text: str) -> Cited:
    found = read_citation(divide(parse(text)).first)
    assert found is not None, text
    return found


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("start", [". ", ", ", " - "])
def test_initials_behind_belong_to_their_names(names: str, place: str, start: str) -> None:
    found = read_one(f"{LINK}{start}{names}{place}")
    assert (found.authors, found.venue, found.year) == (NAMES[names], "ICML", "2015")


@pytest.mark.parametrize("venue", VENUES)
@pytest.mark.parametrize("names", NAMES)
def test_the_last_initial_ends_the_names(names: str, venue: str) -> None:
    for text in (f"{LINK}. {names}. {venue} 2015.", PLAIN.format(f". {names}. {venue} 2015.")):
        found = read_one(text)
        assert (found.title, found.authors) == ("Slow growth of moss", NAMES[names])
        assert (found.venue, found.year) == (venue, "2015")


@pytest.mark.parametrize("inner", INNER)
@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("names", IN_FRONT)
def test_a_year_may_stand_in_front_of_the_names(names: str, lead: str, inner: str) -> None:
    found = read_one(f"{lead}{names}. {LINK}{inner}")
    assert (found.authors, found.venue, found.year) == (IN_FRONT[names], "ICML", "2015")


@pytest.mark.parametrize("text", ["Xu LI, Wei HE", "JRSS B", "Section A", "Ada Quill", "Part B", "A. Quill, B. Rook"])  # fmt: skip
def test_what_only_looks_like_initials_behind_is_none(text: str) -> None:
    assert names_with_initials_behind(text) == []
