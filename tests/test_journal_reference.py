"""A journal and its numbers in one text are told apart where a dump gives nothing else."""

import pytest

from papercli.dumps.base import Record
from papercli.dumps.fields import read_fields
from papercli.dumps.journal_reference import read_journal_reference


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Phys. Rev. A 109, 012345 (2024)", ("Phys. Rev. A", "109", None, "012345", "2024")),
        ("Adv.Theor.Math.Phys.2:231-252,1998", ("Adv.Theor.Math.Phys.", "2", None, "231-252", "1998")),
        ("Phys.Rev.D71:023515,2005", ("Phys.Rev.D", "71", None, "023515", "2005")),
        ("Eur.Phys.J. C31 (2003) 17-29", ("Eur.Phys.J. C", "31", None, "17-29", "2003")),
        ("JHEP 0512:012,2005", ("JHEP", "0512", None, "012", "2005")),
        ("Science, vol. 292, no. 5518, pp. 883–896", ("Science", "292", "5518", "883–896", None)),
        ("Social Networks 8 (1986) 365-385", ("Social Networks", "8", None, "365-385", "1986")),
        ("Am. J. Sociol., 94 (Suppl.), S95-S120", ("Am. J. Sociol.", "94", "Suppl.", "S95-S120", None)),
        ("Annals of Math. 168 (2008), no. 1, 367-433", ("Annals of Math.", "168", "1", "367-433", "2008")),
        ("Eur. Phys. J. C 76 (2016) 11, 580", ("Eur. Phys. J. C", "76", "11", "580", "2016")),
        ("PLoS ONE 9(3): e0091234, 2014", ("PLoS ONE", "9", "3", "e0091234", "2014")),
        ("BMJ 340:c1234", ("BMJ", "340", None, "c1234", None)),
        ("Nature 518 (2015)", ("Nature", "518", None, None, "2015")),
    ],
)  # fmt: skip
def test_what_a_reference_tells(text: str, parts: tuple[str | None, ...]) -> None:
    assert read_journal_reference(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "NeurIPS 2020", "Proc. ICML 2019, pp. 1-9", "IEEE Trans. on PAMI 2019", "WWW 10", "ICLR 2015 workshop track", "Workshop 3, 2019",
        "3 Biotech 5, 12 (2014)", "In Proceedings of ACL 2019, Florence, pages 12-20", "Nature", "CVPR 2017 Workshops",
        "B. Quill and G. Rook, J. Phys. Chem. A 111, 10400 (2007)", "Advances in Neural Information Processing Systems 30",
    ],
)  # fmt: skip
def test_what_is_open_stays_whole(text: str) -> None:
    assert read_journal_reference(text) is None


def test_fields_of_their_own_win() -> None:
    told = read_fields({"title": "Moss", "venue": "Nature 518 (2015)", "volume": "519"}, 1)
    assert isinstance(told, Record)
    assert (told.venue, told.volume) == ("Nature 518 (2015)", "519")
    whole = read_fields({"title": "Moss", "journal": "Nature 518, 1-3 (2015)"}, 1)
    assert isinstance(whole, Record)
    assert (whole.venue, whole.volume, whole.pages, whole.year) == ("Nature", "518", "1-3", 2015)
