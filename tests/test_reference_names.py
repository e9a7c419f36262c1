"""The authors in references: read in the form that they are in, or reported; never turned about."""

import random

import pytest

from papercli.dumps.references.names import read_names
from papercli.dumps.references.parts import Reference
from papercli.dumps.references.reference import read_reference
from papercli.names import names_of

FAMILIES = ["Quill", "Rook", "Le", "Du", "Wang", "Ben", "De Vries", "O’Brien", "Nuñez", "Li"]
GIVEN = ["Ada", "Ben", "Lei", "Na", "Éva", "Van", "Jo", "Mei-Lin"]
BEHIND = {
    "names": "{}. A theory of rain. Journal of Rain, 3(2):1-9, 2022.",
    "year": "{} (2022). A theory of rain. Journal of Rain, 3(2), 1-9.",
    "between": "{}. 2022. A theory of rain. Journal of Rain 3, 2 (2022), 1-9.",
    "Vancouver": "{}. A theory of rain. J Rain. 2022;3(2):1-9.",
    "colon": "{}: A theory of rain. Journal of Rain 3(2): 1-9 (2022)",
    "GB/T 7714": "{}. A theory of rain[J]. Journal of Rain, 2022, 3(2): 1-9.",
    "quoted": "{}, “A theory of rain,” J. Rain, vol. 3, pp. 1-9, 2022.",
}
WITHOUT_COMMA = {
    "in full": lambda given, family: f"{family} {given}",
    "family in capitals": lambda given, family: f"{family.upper()} {given}",
    "all in capitals": lambda given, family: f"{family} {given}".upper(),
    "with an initial": lambda given, family: f"{family} {given} B.",
}


def authors_of(text: str) -> tuple[str, ...] | None:
    found = read_reference(text)
    if isinstance(found, str) or found.names is None:
        return None
    return found.names.people.authors


@pytest.mark.parametrize("between", [", ", " and ", "; "])
@pytest.mark.parametrize("form", WITHOUT_COMMA)
@pytest.mark.parametrize("style", BEHIND)
def test_names_without_a_comma_stay_as_they_stand(style: str, form: str, between: str) -> None:
    chance = random.Random(style + form + between)
    for _ in range(40):
        people = list(zip(chance.sample(GIVEN, 2), chance.sample(FAMILIES, 2), strict=True))
        written = [WITHOUT_COMMA[form](*each) for each in people]
        authors = authors_of(BEHIND[style].format(between.join(written)))
        bare = [name.removesuffix(".") for name in authors or ()]
        turned = [f"{given} {family}".casefold() for given, family in people]
        assert (
            authors is None
            or bare == [name.removesuffix(".") for name in written]
            or (form == "family in capitals" and [*map(str.casefold, bare)] == turned)
        )


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Sutskever, I., Vinyals, O., & Le, Q. V.", ["Sutskever", "Vinyals", "Le"]),
        ("I. Sutskever, O. Vinyals, and Q. V. Le", ["Sutskever", "Vinyals", "Le"]),
        ("Sutskever I, Vinyals O, Le QV", ["Sutskever", "Vinyals", "Le"]),
        ("Le QV, Du X", ["Le", "Du"]),
        ("Ilya Sutskever and Quoc V. Le", ["Sutskever", "Le"]),
        ("Do, K., Ben, A. and van der Berg, J.", ["Do", "Ben", "van der Berg"]),
        ("De Vries C., van Dyck A.", ["De Vries", "van Dyck"]),
        ("ROE J, DOE AB", ["ROE", "DOE"]),
        ("García Márquez G, Roe AB", ["García Márquez", "Roe"]),
        ("García Márquez GJ, López Ruiz A", ["García Márquez", "López Ruiz"]),
        ("LA Zadeh, JM Roe", ["Zadeh", "Roe"]),
        ("SMITH, JOHN; DOE, JANE", ["SMITH", "DOE"]),
    ],
)
def test_family_names_are_told_from_particles_and_initials(text: str, families: list[str]) -> None:
    found = read_names(text)
    assert found is not None
    people = found.people
    assert [name.family for name in names_of(people.authors, people.names)] == families


def test_names_that_may_be_in_full_need_others_of_their_list() -> None:
    text = BEHIND["Vancouver"].format("García Márquez G, López Ruiz A")
    assert isinstance(read_reference(text), str)
    found = read_reference(text, prefer="bare")
    assert isinstance(found, Reference)
    assert authors_of(text) is None


@pytest.mark.parametrize("text", ["Quill and Rook", "Rain, Snow and Sleet"])
def test_family_names_alone_are_no_organisation(text: str) -> None:
    assert read_names(text, group=True) is None


@pytest.mark.parametrize(
    "text", ["Food and Agriculture Organization", "Ministry of Rain and Snow", "The Rain Office"]
)
def test_an_organisation_stands_alone(text: str) -> None:
    found = read_names(text, group=True)
    assert found is not None
    assert found.people.authors == (text,)


@pytest.mark.parametrize("first", ["A. Quill", "A. Quill, O. Rook", "A. Quill and O. Rook"])
@pytest.mark.parametrize("last", ["Cy Sand", "Cy D. Sand", "SAND Cy"])
@pytest.mark.parametrize("between", [", ", ". "])
def test_an_author_in_another_form_is_no_part_of_the_title(
    first: str, last: str, between: str
) -> None:
    found = read_reference(f"{first}, {last}{between}A theory of rain, J. Rain 3 (2022) 1-9.")
    assert isinstance(found, str) or found.title == "A theory of rain"


@pytest.mark.parametrize("word", ["and", "&", "und", "et", "y", "e", "en", "och", "og", "i"])
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Quill, A. B. {} Rook, O.", ["A. B. Quill", "O. Rook"]),
        ("Quill, A., van der Sand, C. {} Rook, O.", ["A. Quill", "C. van der Sand", "O. Rook"]),
        ("A. Quill, C. Sand {} O. Rook", ["A. Quill", "C. Sand", "O. Rook"]),
        ("Ada Quill {} Olga de Rook", ["Ada Quill", "Olga de Rook"]),
        ("Ada Quill, Cy Sand {} Olga Rook", ["Ada Quill", "Cy Sand", "Olga Rook"]),
        ("Quill, Ada {} Rook, Olga", ["Ada Quill", "Olga Rook"]),
        ("Quill, Ada, Sand, Cy {} Rook, Olga", ["Ada Quill", "Cy Sand", "Olga Rook"]),
        ("Quill y Sand, A. {} Rook, O.", ["A. Quill y Sand", "O. Rook"]),
        ("A. Quill y Sand {} O. Rook", ["A. Quill y Sand", "O. Rook"]),
    ],
)
def test_the_last_author_follows_a_word_in_any_language(
    text: str, names: list[str], word: str
) -> None:
    found = read_names(text.format(word))
    assert found is not None
    assert [author.display for author in found.authors] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ramón y Cajal, S.", ["S. Ramón y Cajal"]),
        ("S. Ramón y Cajal", ["S. Ramón y Cajal"]),
        ("Eça e Sand, J. M.", ["J. M. Eça e Sand"]),
        ("Quill, Ada, Ben Rook, and Cy Sand", ["Ada Quill", "Ben Rook", "Cy Sand"]),
    ],
)
def test_such_a_word_within_a_name_stays_there(text: str, names: list[str]) -> None:
    found = read_names(text)
    assert found is not None
    assert [author.display for author in found.authors] == names
