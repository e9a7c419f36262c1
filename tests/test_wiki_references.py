"""Reference sections copied from a wiki: what it sets around a reference is no part of it."""

import io

import pytest

from papercli.dumps.base import Record
from papercli.dumps.references.parts import Reference
from papercli.dumps.references.reference import read_reference
from papercli.dumps.references.references import read, sniff

REFERENCES = [
    'Quill, Ada (July 2014). "Moss on walls". Journal of Moss. 7 (3): 81–97. doi:10.1234/moss.1.',
    'Rook, B. E.; Sand, Cy (2011). "Rain on slate". Slate Review. 4 (1): 1–9.',
    'Sand, Cy; et al. (2009). "Ferns at night". Fern. 2: 11–12.',
]
FRONTS = [  # what links back to the places that cite a reference
    "^ ",
    "^ a b c ",
    "1. ^ ",
    "1. ^ a b ",
    "↑ ",
    "↑ a b c ",
    "↑ a et b ",
    "↑ 1,0 1,1 ",
    "Jump up to:a b ",
    "^ Jump up to: a b ",
    "Hochspringen nach: a b ",
    "↑ Revenir plus haut en :a et b ",
    "Saltar a:a b ",
    "Ir para:a b ",
]
ENDS = [
    " ISSN 1460-2113. JSTOR 2251299. S2CID 14636783.",
    " PMC 2787035. PMID 19893606.",
    " Bibcode:2016PhRvL.116f1102A. hdl:2027.42/62553.",
    " CiteSeerX 10.1.1.165.7577. MR 0123456. Zbl 0123.45678.",
    " OCLC 123456. Retrieved 3 May 2021.",
    " Archived from the original (PDF) on 2020-01-11.",
    " Archived (PDF) from the original on 3 May 2021. Retrieved 4 June 2021.",
    " Archived from the original on May 3, 2021.",
    " SSRN 1234567 – via JSTOR.",
    " (subscription required)",
    " [permanent dead link]",
]


def shown(text: str) -> list[tuple[object, ...]]:
    records = [each for each in read(io.StringIO(text)) if isinstance(each, Record)]
    return [(r.title, r.authors, r.year, r.venue, r.volume, r.issue, r.pages) for r in records]


@pytest.mark.parametrize("front", FRONTS)
def test_links_back_are_no_part_of_a_reference(front: str) -> None:
    text = "".join(f"{front}{each}\n" for each in REFERENCES)
    assert sniff(text) > 0.5
    assert shown(text) == shown("\n".join(REFERENCES))
    assert len(shown(text)) == len(REFERENCES)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("reference", REFERENCES)
def test_catalogues_and_archives_are_no_part_of_a_reference(reference: str, end: str) -> None:
    plain, found = read_reference(reference), read_reference(reference + end)
    assert isinstance(plain, Reference)
    assert isinstance(found, Reference)
    assert (found.title, found.venue, found.numbers, found.names) == (
        plain.title,
        plain.venue,
        plain.numbers,
        plain.names,
    )


@pytest.mark.parametrize("heading", ["References[edit]", "Einzelnachweise [Bearbeiten | Quelltext]"])  # fmt: skip
def test_a_heading_to_edit_is_no_reference(heading: str) -> None:
    units = list(read(io.StringIO(f"{heading}\n\n" + "\n".join(REFERENCES))))
    assert all(isinstance(each, Record) for each in units)


@pytest.mark.parametrize("doi", ["10.1175/1520-0469(1963)020<0130:dnf>2.0.co;2", "10.1002/1097-4679(199912)55:12<1473::aid-jclp6>3.0.co;2-q"])  # fmt: skip
@pytest.mark.parametrize("end", [".", ". ISSN 1520-0469.", ""])
def test_a_doi_with_angle_brackets_is_whole(doi: str, end: str) -> None:
    found = read_reference(f"{REFERENCES[1]} doi:{doi}{end}")
    assert isinstance(found, Reference)
    assert found.links.doi == doi
