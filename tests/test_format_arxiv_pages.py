import io
from pathlib import Path

import pytest
from conftest import Run
from page_variants import VARIANTS

from papercli.dumps.base import Record, Skipped
from papercli.dumps.decoding import decoded
from papercli.dumps.detection import detect
from papercli.dumps.formats import format_named
from papercli.dumps.input.files import open_dump
from papercli.dumps.pages.names import are_names, names_in, read_people
from papercli.dumps.reading import read

FIXTURES = Path(__file__).parent.parent / "fixtures"
WHOLE = {
    path: path.read_text(encoding="utf-8")
    for name in ("arxiv-mail/digest", "arxiv-page/listing", "arxiv-page/search")
    for path in [FIXTURES / f"{name}.txt"]
}

ABSTRACT = (
    r"We teach a network of $k \leq 40$ neurons to read tables of tides. Given the phase of the moon, "
    "it needs no table for more than a week."
)


def sample(name: str) -> list[Record | Skipped]:
    with open_dump(str(FIXTURES / name)) as dump:
        return list(read(dump, detect(dump)))


def papers_of(name: str) -> list[Record]:
    return [each for each in sample(name) if isinstance(each, Record)]


def said(record: Record) -> tuple[object, ...]:
    return (
        record.title,
        record.abstract,
        record.authors,
        record.more_authors,
        record.arxiv,
        record.doi,
        record.venue,
        record.keywords,
        record.date,
    )


def test_a_digest_gives_every_field() -> None:
    tides, birds, sheep, moths = papers_of("arxiv-mail/digest.txt")
    assert said(tides) == (
        "Reading Tide Tables with Very Small Networks: What is Gained when the Moon is Given",
        ABSTRACT,
        ("Ingrid Høy", "Pavel Šimek", "Lan Nguyễn", "Omar Saleh"),
        False,
        "2603.90011",
        None,
        None,
        ("cs.LG", "physics.ao-ph"),
        "2026-03-04",
    )
    assert (birds.authors, birds.more_authors) == (("M. Okafor", "J. Lind"), True)
    assert (birds.doi, birds.venue) == (
        "10.1000/jfg.2026.8",
        "Journal of Field Grammars",
    )
    assert (sheep.title, sheep.arxiv, sheep.key) == (
        "Counting Sheep in O(n) Sleep",
        "2602.90013",
        "2602.90013",
    )
    assert (moths.title, moths.abstract, moths.date) == ("A Lantern for Moths", None, None)
    assert [each for each in sample("arxiv-mail/digest.txt") if isinstance(each, Skipped)] == []


def test_an_ugly_digest_reports_what_it_cannot_read() -> None:
    strings, colons, last = papers_of("arxiv-mail/ugly.txt")
    assert (strings.arxiv, strings.authors, strings.date) == (
        "hep-th/9903901",
        ("A. Harper",),
        "1999-03-01",
    )
    assert colons.title == "Comments: a Study of Comments: and of Colons"
    assert colons.abstract is None
    assert colons.authors == ("The WREN Collaboration", "P. Moss", "Q. Fern Jr.")
    assert colons.more_authors
    assert (last.title, last.abstract) == (
        "The Last One is Cut off",
        "The mail ends before this abstr",
    )
    skipped = [each for each in sample("arxiv-mail/ugly.txt") if isinstance(each, Skipped)]
    assert skipped == [
        Skipped(1, "text that belongs to no paper"),
        Skipped(24, "a note in place of an abstract: This paper has been withdrawn"),
        Skipped(36, "no title"),
    ]


def test_a_listing_gives_titles_authors_and_abstracts_apart() -> None:
    tides, sheep, moths = papers_of("arxiv-page/listing.txt")
    assert said(tides)[:5] == (
        "Reading Tide Tables with Very Small Networks",
        ABSTRACT,
        ("Ingrid Høy", "Pavel Šimek", "Lan Nguyễn", "Omar Saleh"),
        False,
        "2603.90011",
    )
    assert sheep.abstract == "A flock is counted in one pass. What remains is a dream of order."
    assert (sheep.venue, sheep.keywords) == ("Annals of Sleep", ("math.CO", "cs.LG"))
    assert (moths.authors, moths.abstract) == (("Edda Falk", "Tor Falk"), None)
    assert len(sample("arxiv-page/listing.txt")) == 3


def test_search_results_are_unfolded() -> None:
    tides, birds, strings = papers_of("arxiv-page/search.txt")
    assert (tides.date, tides.doi, tides.venue) == (
        "2026-03-04",
        "10.1000/tides.2026",
        "Journal of Tides",
    )
    assert (birds.abstract, birds.more_authors) == (
        "…calls are parsed with a grammar of nine rules.",
        True,
    )
    assert strings.abstract == "A loom is taken for a string. Its weft is shown to close."
    assert (strings.arxiv, strings.keywords) == ("hep-th/9903901", ("hep-th",))


def test_the_page_of_one_paper_is_read_without_its_menus() -> None:
    (tides,) = sample("arxiv-page/abstract.txt")
    assert isinstance(tides, Record)
    assert tides.authors == ("Ingrid Høy", "Pavel Šimek", "Lan Nguyễn", "Omar Saleh")
    assert (tides.arxiv, tides.doi, tides.date) == (
        "2603.90011",
        "10.1000/tides.2026",
        "2026-03-04",
    )


def test_wrapped_and_quoted_pages_in_one_file_are_read() -> None:
    tides, birds, page = papers_of("arxiv-page/ugly.txt")
    assert tides.title.endswith("What is Gained when the Moon is Given")
    assert tides.authors[-1] == "Mirjam van der Velde"
    assert (birds.authors, birds.more_authors) == (("M. Okafor", "J. Lind"), True)
    assert (page.title, page.arxiv) == ("The Page of One Paper below a Listing", "2603.90025")
    assert [each for each in sample("arxiv-page/ugly.txt") if isinstance(each, Skipped)] == [
        Skipped(1, "text that belongs to no paper"),
        Skipped(21, "no title"),
    ]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_what_a_mailer_does_changes_no_paper(path: Path, variant: str, tmp_path: Path) -> None:
    text = WHOLE[path]
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
        units = list(read(dump, found))
    assert [said(each) for each in units if isinstance(each, Record)] == expected
    if not variant.startswith("wrapped"):
        assert [each for each in units if isinstance(each, Skipped)] == []


def test_a_page_is_read_from_the_command_line_and_read_once(papers: Run) -> None:
    for count in (
        "4 records read: 4 new, 0 seen before; 0 skipped\n",
        "4 records read: 0 new, 4 seen before; 0 skipped\n",
    ):
        assert papers("ingest", FIXTURES / "arxiv-mail" / "digest.txt")[:2] == (0, count)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Doe, Sam Birch and Tom Cedar", ["Jane Doe", "Sam Birch", "Tom Cedar"]),
        ("T. Birch (1 and 2), G. Cedar (3) ((1) Birch Lab, (2) Moss)", ["T. Birch", "G. Cedar"]),
        ("Q. Fern, Jr., P. Moss", ["Q. Fern, Jr.", "P. Moss"]),
        ("Jane Doe1,2, Sam Birch*", ["Jane Doe", "Sam Birch"]),
        ("Jane Doe (Moss Ltd (North", ["Jane Doe"]),
        ("J. Doe; S. Birch; T. Cedar", ["J. Doe", "S. Birch", "T. Cedar"]),
    ],
)
def test_names_are_told_from_affiliations(text: str, names: list[str]) -> None:
    assert names_in(text) == names
    assert list(read_people(text).authors) == [name.replace(", Jr.", " Jr.") for name in names]


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        ("Jane Doe, Sam Birch, Tom Cedar", True),
        ("J.-P. Doe, O'Brien Birch, Mirjam van der Velde, et al.", True),
        ("Gauge Fields on Invented Lattices: a Survey", False),
        ("We invent a lattice.", False),
        ("10 pages, 5 figures", False),
        ("learning", False),
    ],
)
def test_lines_of_names_are_known(text: str, is_list: bool) -> None:  # noqa: FBT001
    assert are_names(text) == is_list


def test_buttons_between_authors_and_abstract_are_neither() -> None:
    page = (
        "arXiv:hep-th/9711200 (hep-th)\n[Submitted on 27 Nov 1997 (v1), last revised 22 Jan 1998 (this version, v3)]\n"
        "Tides and Tables\nJuan M. Maldacena\nView PDF\nHTML (experimental)\nWe teach a network to read tables of tides.\n"
        "Comments:\t20 pages\nSubjects:\tHigh Energy Physics - Theory (hep-th)\nJournal reference:\tAdv.Theor.Math.Phys.2:231-252,1998\n"
    )
    (found,) = format_named("arxiv-page").read(io.StringIO(page))
    assert isinstance(found, Record)
    assert found.authors == ("Juan M. Maldacena",)
    assert found.abstract == "We teach a network to read tables of tides."
    assert (found.venue, found.volume, found.pages) == ("Adv.Theor.Math.Phys.", "2", "231-252")
