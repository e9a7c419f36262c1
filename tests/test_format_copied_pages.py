import io
from pathlib import Path

import pytest
from page_variants import VARIANTS

from papercli.dumps.base import Record, Skipped
from papercli.dumps.decoding import decoded
from papercli.dumps.detection import detect
from papercli.dumps.formats import format_named
from papercli.dumps.input.files import open_dump
from papercli.dumps.reading import read
from papercli.errors import DumpError

FIXTURES = Path(__file__).parent.parent / "fixtures"
WHOLE = [
    FIXTURES / name
    for name in (
        "openreview-page/venue.txt",
        "accepted/venue.txt",
        "alert/semantic.txt",
        "alert/ugly.txt",
    )
]


def sample(name: str) -> list[Record | Skipped]:
    with open_dump(str(FIXTURES / name)) as dump:
        return list(read(dump, detect(dump)))


def papers_of(name: str) -> list[Record]:
    return [each for each in sample(name) if isinstance(each, Record)]


def said(record: Record) -> tuple[object, ...]:
    return record.title, record.abstract, record.authors, record.venue, record.date, record.year


def test_a_venue_on_openreview_gives_every_field() -> None:
    adam, graphs = papers_of("openreview-page/venue.txt")
    assert said(adam) == (
        "Adam: A Method for Stochastic Optimization",
        "Each step is scaled by running means of the gradient and of its square. It needs little memory and little tuning.",
        ("Diederik P. Kingma", "Jimmy Ba"),
        "ICLR 2015",
        "2014-12-22",
        2014,
    )
    assert adam.keywords == ("optimization", "gradient")
    assert graphs.authors == ("Thomas N. Kipf", "Max Welling")


def test_a_profile_of_google_scholar_gives_places_and_counts() -> None:
    graphs, adam, deep = papers_of("scholar-profile/profile.txt")
    assert (graphs.title, graphs.arxiv, graphs.year) == (
        "Graph attention networks",
        "1710.10903",
        2017,
    )
    assert (adam.authors, adam.citations) == (("D. P. Kingma", "J. Ba"), 187210)
    assert (deep.venue, deep.volume, deep.issue, deep.pages) == ("nature", "521", "7553", "436-444")


def test_a_profile_may_have_its_counts_on_lines_of_their_own() -> None:
    units = sample("scholar-profile/ugly.txt")
    _, perceptron, memory, attention = papers_of("scholar-profile/ugly.txt")
    assert (perceptron.venue, perceptron.volume, perceptron.pages) == (
        "Psychological review",
        "65",
        "386",
    )
    assert (memory.venue, memory.citations) == (None, 98765)
    assert (attention.more_authors, attention.venue, attention.volume, attention.citations) == (
        True,
        "Advances in neural information processing systems",
        "30",
        None,
    )
    assert [each.line for each in units if isinstance(each, Skipped)] == [12]


@pytest.mark.parametrize(
    ("place", "fields"),
    [
        ("Harvard Law Review, Vol. 134, No. 2, 2020", ("Harvard Law Review", 2020, "134", "2", None, None)),
        ("Iowa Law Review, Vol. 103, p. 713, 2018", ("Iowa Law Review", 2018, "103", None, "713", None)),
        ("PNAS, 2009, https://doi.org/10.1073/pnas.08", ("PNAS", 2009, None, None, None, "10.1073/pnas.08")),
        ("bioRxiv 2021.10.04.463034; doi: https://doi.org/10.1101/2021.10.04.463034", ("bioRxiv", 2021, None, None, None, "10.1101/2021.10.04.463034")),
        ("Symposium on Geometry Processing 2006", ("Symposium on Geometry Processing", 2006, None, None, None, None)),
        ("SIGGRAPH '97", ("SIGGRAPH", 1997, None, None, None, None)),
        ("Computer Graphics 21(4), 1987", ("Computer Graphics", 1987, "21", "4", None, None)),
        ("American Journal of Moss, Vol. 78, No. 6 (May, 1973), pp. 1360-1380 (21 pages)", ("American Journal of Moss", 1973, "78", "6", "1360-1380", None)),
    ],
)  # fmt: skip
def test_a_place_may_stand_below_the_authors(place: str, fields: tuple[object, ...]) -> None:
    dump = "".join(
        f"{title}\nAda Quill, Ben Rook\n{place}\n\n"
        for title in ("Slow Growth of Moss", "Rain on Old Stone Walls")
    )
    for each in format_named("accepted").read(io.StringIO(dump)):
        assert isinstance(each, Record)
        assert (each.venue, each.year, each.volume, each.issue, each.pages, each.doi) == fields
        assert (each.authors, each.abstract) == (("Ada Quill", "Ben Rook"), None)


def test_reviews_and_decisions_are_no_papers() -> None:
    units = sample("openreview-page/ugly.txt")
    first, last = papers_of("openreview-page/ugly.txt")
    assert first.title == "Neural Machine Translation by Jointly Learning to Align and Translate"
    assert first.abstract is not None
    assert first.abstract.endswith("It gains most on long sentences.")
    assert (last.title, last.authors) == ("The Padé Approximant", ("Henri Padé",))
    reasons = {each.reason for each in units if isinstance(each, Skipped)}
    assert reasons == {"a review, a comment or a decision, not a paper"}


def test_accepted_papers_have_their_own_authors() -> None:
    assert [(each.title, each.authors) for each in papers_of("accepted/ugly.txt")] == [
        (
            "Neural Machine Translation by Jointly Learning to Align and Translate",
            ("Dzmitry Bahdanau", "Kyunghyun Cho", "Yoshua Bengio"),
        ),
        ("Auto-Encoding Variational Bayes", ("Diederik P. Kingma", "Max Welling")),
        ("Generative Adversarial Nets", ("Ian Goodfellow", "Jean Pouget-Abadie", "Mehdi Mirza")),
        (
            "Semi-Supervised Classification with Graph Convolutional Networks",
            ("Thomas N. Kipf", "Max Welling"),
        ),
    ]
    assert [each.line for each in sample("accepted/ugly.txt") if isinstance(each, Skipped)] == [9]


def test_an_alert_as_text_gives_the_same_as_one_in_html() -> None:
    first, second = papers_of("alert/ugly.txt")
    assert (first.arxiv, first.authors, first.year) == (
        "1609.02907",
        ("T. N. Kipf", "M. Welling"),
        2016,
    )
    assert (second.venue, second.more_authors) == ("Nature Communications", True)
    assert second.title.endswith("accurate interatomic potentials")


@pytest.mark.parametrize("variant", [each for each in VARIANTS if not each.startswith("wrapped")])
@pytest.mark.parametrize("path", WHOLE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_a_mailer_does_changes_no_paper(path: Path, variant: str, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if ">" in text and "quoted" in variant:
        pytest.skip("is quoted already")
    expected = [
        said(decoded(each))
        for each in format_named(path.parent.name).read(io.StringIO(text))
        if isinstance(each, Record)
    ]
    changed = tmp_path / "dump.txt"
    changed.write_text(VARIANTS[variant](text), encoding="utf-8")
    with open_dump(str(changed)) as dump:
        found = detect(dump)
        assert found.name == path.parent.name
        assert [said(each) for each in read(dump, found) if isinstance(each, Record)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Shopping list\n\nApples\nJane Doe\n\nPears\nSam Birch\n",
        "Dear Jane Doe, Sam Birch,\nthe minutes of our meeting are below.\nWe met at noon.\n",
        "Rain\nSnow\nSleet\nHail\nAda Ames\n",
    ],
)
def test_other_texts_with_names_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    with open_dump(str(path)) as dump, pytest.raises(DumpError):
        detect(dump)


LAB = """Home    People    Research    Publications    Contact

Selected Publications

2021

Learning Moss Models From Rain
Ada Quill, Ben Rook, Cy Sand
International Conference on Moss (ICM), 2021
[paper] [code]

2019

Moss: A Study of Slow Things (2019)
Di Wren*, Ed Teal
Nature, 2019 (Best Paper Honorable Mention)
[pdf]
"""


def test_the_page_of_a_lab_gives_its_papers_and_not_its_menu(tmp_path: Path) -> None:
    (tmp_path / "lab.txt").write_text(LAB, "utf-8")
    with open_dump(str(tmp_path / "lab.txt")) as dump:
        assert detect(dump).name == "accepted"
    papers = [
        each for each in format_named("accepted").read(io.StringIO(LAB)) if isinstance(each, Record)
    ]
    assert [(each.title, each.authors, each.year, each.venue) for each in papers] == [
        ("Learning Moss Models From Rain", ("Ada Quill", "Ben Rook", "Cy Sand"), 2021, "International Conference on Moss (ICM)"),
        ("Moss: A Study of Slow Things", ("Di Wren", "Ed Teal"), 2019, None),
    ]  # fmt: skip


@pytest.mark.parametrize("link", ["arxiv.org/abs/1706.03762", "arXiv:1706.03762", "1706.03762", "https://www.arxiv.org/pdf/1706.03762v5.pdf"])  # fmt: skip
def test_a_column_of_links_holds_ids_in_any_form(link: str) -> None:
    [record] = format_named("csv").read(io.StringIO(f"title,authors,year,link\nSlow moss,A. Quill,2017,{link}\n"))  # fmt: skip
    assert isinstance(record, Record)
    assert record.arxiv == "1706.03762"


@pytest.mark.parametrize("link", ["10.1038/nature14539", "doi:10.1038/nature14539", "doi.org/10.1038/nature14539", "https://www.doi.org/10.1038/nature14539"])  # fmt: skip
def test_a_column_of_links_holds_dois_in_any_form(link: str) -> None:
    [record] = format_named("csv").read(io.StringIO(f"title,authors,year,Lien\nSlow moss,A. Quill,2017,{link}\n"))  # fmt: skip
    assert isinstance(record, Record)
    assert record.doi == "10.1038/nature14539"


def test_a_title_with_a_year_below_authors_is_no_venue() -> None:
    text = "Learning Moss Models\nAda Quill, Ben Rook\nThe Year of Moss 2021\nCy Sand, Di Wren\nLate Moss\nEd Teal, Flo Ash\n"
    found = [
        each
        for each in format_named("accepted").read(io.StringIO(text))
        if isinstance(each, Record)
    ]
    assert [each.title for each in found] == [
        "Learning Moss Models",
        "The Year of Moss 2021",
        "Late Moss",
    ]
