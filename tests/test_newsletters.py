import io
from itertools import product
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.detection import detect
from papercli.dumps.input.files import Found, open_dump
from papercli.dumps.plausible import are_mostly_people
from papercli.dumps.reading import read
from papercli.errors import UnknownFormatError

PAPERS = [
    (
        "Modular Lattice Networks for Learning Tides",
        ("Ada Eriksen", "Bruno Meadowson"),
        "2101.02312",
        "A lattice of small networks learns how tides go, better than large ones do.",
    ),
    (
        "Harbours, and What Can Be Learnt from Their Walls",
        ("Clara Harbourson", "Dan Eriksen", "Elena Birch"),
        "2101.02313",
        "Short, and good!",
    ),
    (
        "Moss2Vec: Embedding Moss",
        ("Felix Cedar", "Gina Elm"),
        "2101.02314",
        "We show that moss can be embedded. On ten walls this outperforms lichen\nby a wide margin.",
    ),
]
MARKS = ("{n}. ", "[{n}] ", "- ", "* ", "")
AUTHORS = (", ".join, " and ".join, " · ".join, lambda names: f"by {', '.join(names)}")
LINKS = (
    "https://arxiv.org/abs/{}",
    "arxiv.org/abs/{}",
    "arXiv:{}",
    "Link: https://arxiv.org/abs/{}",
)


def found_in(text: str) -> list[Record | Skipped]:
    with open_dump(Found("-", stream=io.BytesIO(text.encode()))) as dump:
        return list(read(dump, detect(dump)))


def newsletter(mark: str, join: object, link: str, gap: str) -> str:
    assert callable(join)
    return gap.join(
        f"{mark.format(n=n)}{title}\n{join(names)}\n{link.format(arxiv)}\n{blurb}\n"
        for n, (title, names, arxiv, blurb) in enumerate(PAPERS, 1)
    )


@pytest.mark.parametrize(
    ("mark", "join", "link", "gap"), [*product(MARKS, AUTHORS, LINKS, ("\n", ""))]
)
def test_title_authors_address_and_blurb_are_told_apart(
    mark: str, join: object, link: str, gap: str
) -> None:
    if not (mark or gap):
        pytest.skip("nothing shows where a blurb ends")
    text = newsletter(mark, join, link, gap)
    found = [
        (each.title, each.authors, each.arxiv, each.abstract)
        for each in found_in(text)
        if isinstance(each, Record)
    ]
    assert found == [(*paper[:3], paper[3].replace("\n", " ")) for paper in PAPERS]


def test_a_title_over_two_lines_is_one() -> None:
    text = newsletter("{n}. ", ", ".join, LINKS[0], "\n").replace("Networks for", "Networks\nfor")
    text = text.replace("and What", "and\nWhat")
    titles = [each.title for each in found_in(text) if isinstance(each, Record)]
    assert titles == [paper[0] for paper in PAPERS]


def test_an_item_without_authors_is_reported_as_one(papers: Run, tmp_path: Path) -> None:
    text = newsletter("{n}. ", ", ".join, LINKS[0], "\n").replace(
        "Clara Harbourson, Dan Eriksen, Elena Birch\n", ""
    )
    dump = tmp_path / "news.txt"
    dump.write_text(text, encoding="utf-8")
    code, out, said = papers("ingest", str(dump))
    assert (code, out) == (0, "2 records read: 2 new, 0 seen before; 1 skipped\n")
    assert said.startswith("papers: news.txt:6: skipped: a title without authors")


def test_a_listing_of_names_is_refused() -> None:
    abstract = "We study what can be learnt from it. Experiments show that the method helps a lot."
    text = "".join(f"{', '.join(names)}\n{abstract}\n\n" for _, names, _, _ in PAPERS)
    with pytest.raises(UnknownFormatError):
        found_in(text)


def test_titles_with_and_are_not_names() -> None:
    titles = ["Vision and Language", "Sets & Functions", "Pride and Prejudice", "Ada Eriksen"]
    assert not are_mostly_people(titles)
    assert are_mostly_people(["Ada Eriksen, Bruno Meadowson", "Kipf & Welling", "A Title of It"])
