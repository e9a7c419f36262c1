"""Months and meetings in references: none is lost, and none stays in the name of a venue."""

import pytest

from papercli.dumps.months import month_of
from papercli.dumps.references.parts import Reference
from papercli.dumps.references.reference import read_reference

MONTHS = (
    "Jan. January Januar janvier janeiro enero gennaio Feb. Februar fevereiro febrero febbraio février fév. März Mrz. mars março marzo maart Apr. avril abril abr. aprile "
    "Mai maio mayo maggio mei Juni juin junho jun. junio giugno Juli juillet julho julio luglio August août agosto ago. Sept. Septembre setembro set. septiembre settembre "
    "Okt. Oktober octobre outubro out. octubre ottobre Nov. novembro noviembre novembre Dez. Dezember décembre dezembro diciembre dicembre"
).split()
MEETINGS = {
    "IEEE CONFERENCE ON MOSS, 2014, Las Vegas. Proceedings [...]. Las Vegas: IEEE": "IEEE CONFERENCE ON MOSS",
    "SIMPÓSIO BRASILEIRO DE MUSGO, 34., 2014, Salvador. Anais [...]. Porto Alegre: SBM": "SIMPÓSIO BRASILEIRO DE MUSGO",
    "CONGRESSO NACIONAL DE MUSGO, 7., 2014, Porto Alegre, RS. Anais... Porto Alegre: UFM": "CONGRESSO NACIONAL DE MUSGO",
    "ENCONTRO DE BOTÂNICA (ENBO), 2014, Fernby. Anais eletrônicos [...]. Fernby: Musgo": "ENCONTRO DE BOTÂNICA (ENBO)",
    "JORNADAS DE MUSGO, 3., 2014, Rosario. Actas. Rosario: Musgo": "JORNADAS DE MUSGO",
}


def read_one(text: str) -> Reference:
    found = read_reference(text)
    assert isinstance(found, Reference), text
    return found


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize(
    "form",
    [
        "QUILL, A. B. Moss on walls. Revista de Musgo, Fernby, v. 7, n. 3, p. 81-97, {} 2014.",
        'A. B. Quill, "Moss on walls," Journal of Moss, vol. 7, no. 3, pp. 81-97, {} 2014.',
        "Quill AB. Moss on walls. J Moss. 2014 {};7(3):81-97.",
    ],
)
def test_a_month_is_kept_in_every_language(month: str, form: str) -> None:
    assert month_of(month.rstrip("."))
    found = read_one(form.format(month))
    assert month.rstrip(".") in found.date
    assert found.numbers == {"volume": "7", "issue": "3", "pages": "81-97"}
    assert found.venue in {"Revista de Musgo", "Journal of Moss", "J Moss"}


@pytest.mark.parametrize("meeting", MEETINGS)
def test_the_place_of_a_meeting_is_no_part_of_its_name(meeting: str) -> None:
    found = read_one(f"QUILL, A.; ROOK, B. Musgo nos muros. In: {meeting}, 2014. p. 81-97.")
    assert (found.venue, found.date, found.type) == (MEETINGS[meeting], "2014", "paper-conference")
