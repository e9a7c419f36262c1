"""Collaborations beside the authors of a reference."""

import pytest

from papercli.dumps.references.parts import Reference
from papercli.dumps.references.reference import read_reference

BEHIND = {
    "sentence": ". Slow moss on walls. Journal of Moss, 716, 1-29 (2012).",
    "commas": ", Slow moss on walls, J. Moss 716, 1-29 (2012).",
    "quoted": ", “Slow moss on walls,” J. Moss, vol. 716, pp. 1-29, 2012.",
    "year in brackets": " (2012). Slow moss on walls. Journal of Moss, 716, 1-29.",
    "year behind a stop": ". (2012). Slow moss on walls. Journal of Moss, 716, 1-29.",
    "no stop": " Slow moss on walls. Journal of Moss 716, 1-29 (2012).",
}
NAMES = {"commas": "G. Aad", "quoted": "G. Aad"}
GROUPS = {
    "(ATLAS Collaboration)": ("ATLAS Collaboration",),
    "[ATLAS Collaboration]": ("ATLAS Collaboration",),
    "(for the ATLAS Collaboration)": ("ATLAS Collaboration",),
    "(on behalf of the CMS collaboration)": ("CMS collaboration",),
    "(IceCube Collab.)": ("IceCube Collab.",),
    "(LHCb)": ("LHCb",),
    "(T2K)": ("T2K",),
    "(LIGO Scientific Collaboration and Virgo Collaboration)": (
        "LIGO Scientific Collaboration",
        "Virgo Collaboration",
    ),
}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("behind", BEHIND)
def test_a_collaboration_in_brackets_is_an_author(behind: str, group: str) -> None:
    found = read_reference(f"{NAMES.get(behind, 'Aad, G.')} et al. {group}{BEHIND[behind]}")
    assert isinstance(found, Reference)
    assert found.names
    assert found.names.people.authors == ("G. Aad", *GROUPS[group])
    assert (found.names.more, found.title) == (True, "Slow moss on walls")


@pytest.mark.parametrize("group", ["(a review)", "(with comments)", "(NeurIPS)", "(Oxford)"])
def test_other_words_in_brackets_are_none(group: str) -> None:
    found = read_reference(
        f"Aad, G. {group}. Slow moss on walls. Journal of Moss, 716, 1-29 (2012)."
    )
    assert isinstance(found, str) or (found.names and found.names.people.authors == ("G. Aad",))
