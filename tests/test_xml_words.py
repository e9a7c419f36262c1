"""What elements say in words: labels of feeds, remarks of repositories, formulas, addresses that all records share."""

import io

import pytest

from papercli.dumps.base import Record
from papercli.dumps.formats import format_named
from papercli.dumps.markup import without_markup


def records(name: str, text: str) -> list[Record]:
    return [each for each in format_named(name).read(io.StringIO(text)) if isinstance(each, Record)]


def feed(description: str) -> Record:
    escaped = description.replace("&", "&amp;").replace("<", "&lt;")
    [found] = records(
        "arxiv-atom",
        f"<rss><channel><item><title>T</title><link>https://doi.org/10.1000/1</link><description>{escaped}</description></item></channel></rss>",
    )
    return found


@pytest.mark.parametrize(
    ("description", "abstract"),
    [
        ("Volume rendering of moss is used widely.", "Volume rendering of moss is used widely."),
        ("Source apportionment of dust was done.", "Source apportionment of dust was done."),
        ("Issue trackers are read.", "Issue trackers are read."),
        ("Authors of moss are many.", "Authors of moss are many."),
        ("Abstract interpretation is hard.", "Abstract interpretation is hard."),
        ("ABSTRACT Moss grows.", "Moss grows."),
        ("Abstract: Moss grows.", "Moss grows."),
        ("Summary. Moss grows.", "Moss grows."),
        ("<h2>Abstract</h2><p>Moss grows.</p>", "Moss grows."),
        ("<p>Volume 12, Issue 3, Page 1-20, March 2020<br/>. </p>", None),
        ("<p>Publication date: March 2020</p><p>Source: Moss, Volume 3</p>", None),
        ("<p>Moss, Volume 3, Issue 2, 2020.</p><p>Moss grows.</p>", "Moss grows."),
    ],
)
def test_a_label_of_a_feed_is_one_with_what_follows_a_label(
    description: str, abstract: str | None
) -> None:
    assert feed(description).abstract == abstract


def test_authors_date_and_journal_stand_behind_labels() -> None:
    found = feed(
        "<p>Publication date: March 2020</p><p><b>Source:</b> Journal of Fern, Volume 3</p><p>Author(s): Jane Doe, Max Roe</p>"
    )
    assert (found.authors, found.date, found.venue) == (
        ("Jane Doe", "Max Roe"),
        "2020-03",
        "Journal of Fern",
    )


def repository(*elements: str, count: int = 1) -> list[Record]:
    """Return the records of as many of these, each with a title of its own; a `:` parts names from values."""
    inner = "".join(
        f"<dc:{name}>{value}</dc:{name}>" for name, _, value in (e.partition(":") for e in elements)
    )
    return records(
        "oai-dc",
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>'
        + "".join(
            f"<record><metadata><oai_dc:dc><dc:title>T{n}</dc:title>{inner}</oai_dc:dc></metadata></record>"
            for n in range(count)
        )
        + "</ListRecords></OAI-PMH>",
    )


@pytest.mark.parametrize(
    ("dates", "date"),
    [
        (("2012-06-01T10:00:00Z", "2012-06-01T10:00:00Z", "1998"), "1998"),
        (("2012-06-01T10:00:00Z",), "2012-06-01"),
        (("2014-11", "2015-01-01T00:00:00Z"), "2014-11"),
        (("2015", "2014-11", "2014-11-05"), "2014-11-05"),
        (("info:eu-repo/date/embargoEnd/2013-01-01", "2015-03-01"), "2015-03-01"),
    ],
)
def test_when_a_repository_took_a_paper_in_is_not_its_date(
    dates: tuple[str, ...], date: str
) -> None:
    assert repository(*(f"date:{each}" for each in dates))[0].date == date


@pytest.mark.parametrize(
    "remark",
    [
        "Made available in DSpace on 2012-06-01T10:00:00Z (GMT). No. of bitstreams: 1 thesis.pdf: 12 bytes",
        "Submitted by Jane Doe (doe@example.org) on 2012-06-01T10:00:00Z No. of bitstreams: 1",
        "Approved for entry into archive by Max Roe (roe@example.org) on 2012-06-01T10:00:00Z (GMT)",
        "Item withdrawn by Max Roe on 2012-06-01T10:00:00Z",
        "Provenance: from the archive of moss",
        "International audience",
        "Peer reviewed",
        "Includes bibliographical references (leaves 120-130) and an index of all the mosses.",
    ],
)
def test_a_remark_of_a_repository_is_no_abstract(remark: str) -> None:
    assert repository(f"description:{remark}")[0].abstract is None
    assert repository(f"description:{remark}", "description:Moss.")[0].abstract == "Moss."


@pytest.mark.parametrize(
    "abstract",
    [
        "Published results on moss are reviewed.",
        "Submitted by many, moss is reviewed here.",
        "International audiences like moss.",
        "Made available to all, moss is green.",
    ],
)
def test_an_abstract_that_begins_like_a_remark_is_kept(abstract: str) -> None:
    assert repository(f"description:{abstract}")[0].abstract == abstract


def test_a_journal_that_names_itself_with_its_volume_is_taken_apart() -> None:
    [found] = repository(
        "source:1234-567X", "source:Journal of Fern; Vol. 12 No. 3 (2014): Caves; 1-9"
    )
    assert (found.venue, found.volume, found.issue, found.pages) == (
        "Journal of Fern",
        "12",
        "3",
        "1-9",
    )


def test_what_all_records_hold_is_of_none_of_them() -> None:
    shared = ("relation:https://doi.org/10.1000/collection", "identifier:https://moss.example.org/")
    assert {(each.doi, each.url) for each in repository(*shared, count=3)} == {(None, None)}
    assert {(each.doi is None) for each in repository(*shared, count=2)} == {False}


FORMULA = (
    "<math><msub><mi>L</mi><mn>2</mn></msub><mo>+</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></math>"
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("H<sub>2</sub>O", "H₂O"),
        ("10<sup>-3</sup>", "10⁻³"),
        ("10<sup>\N{MINUS SIGN}3</sup>", "10⁻³"),
        ("10<sup>12</sup>", "10¹²"),
        ("10<sup>-3.5</sup>", "10^-3.5"),
        ("Ca<sup>2+</sup>", "Ca²⁺"),
        ("x<sub>i</sub>", "xᵢ"),
        ("the 5<sup>th</sup>", "the 5th"),
        ("T<sub>max</sub>", "Tmax"),
        (FORMULA, r"$L_{2}+\frac{a}{b}$"),
        ("<math><msqrt><mi>x</mi></msqrt></math>", r"$\sqrt{x}$"),
        ("<math><mover><mi>x</mi><mo>¯</mo></mover></math>", r"$\bar{x}$"),
        ("<math><munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover></math>", "$∑_{i}^{n}$"),
        ("<math><mi>n</mi><mo>=</mo><mn>3</mn></math>", "n=3"),
        (f"<math>{'<mrow>' * 300}<mi>x</mi>{'</mrow>' * 300}</math>", "x"),
        ("<math><mi>x", "x"),
    ],
)
def test_formulas_and_raised_letters_say_what_they_said(markup: str, text: str) -> None:
    prefixed = markup.replace("<m", "<mml:m").replace("</m", "</mml:m")
    assert [without_markup(each) for each in (markup, prefixed)] == [text, text]
    if markup.endswith("</math>") or "<math" not in markup:
        [found] = records(
            "jats",
            f"<article><front><article-meta><title-group><article-title>T</article-title></title-group><abstract><p>{prefixed}</p></abstract></article-meta></front></article>",
        )
        assert found.abstract == text


def test_a_formula_in_tex_is_taken_out_of_its_document() -> None:
    preamble = r"\documentclass[12pt]{minimal}" + r"\usepackage{amsmath}" * 30
    tex = rf"{preamble}\begin{{document}}$$x^2$$\end{{document}}"
    [found] = records(
        "jats",
        f"<article><front><article-meta><title-group><article-title>T</article-title></title-group><abstract><p>On <alternatives>{FORMULA}<tex-math>{tex}</tex-math></alternatives>.</p></abstract></article-meta></front></article>",
    )
    assert found.abstract == "On $x^2$."


@pytest.mark.parametrize(
    "kind",
    ["bib:Data", "bib:ConferenceProceedings", "bib:MotionPicture", "z:UserItem", "z:Preprint", "bib:Illustration"],
)  # fmt: skip
def test_items_of_zotero_of_every_kind_are_read(kind: str) -> None:
    person = "<rdf:Seq><rdf:li><foaf:Person><foaf:surname>Doe</foaf:surname><foaf:givenName>Jane</foaf:givenName></foaf:Person></rdf:li></rdf:Seq>"
    [found] = records(
        "zotero-rdf",
        f"<rdf:RDF><{kind}><z:programmers>{person}</z:programmers><dc:title>Moss</dc:title></{kind}></rdf:RDF>",
    )
    assert (found.title, found.authors) == ("Moss", ("Jane Doe",))


BOOK = """<doi_record><crossref><book><book_series_metadata><titles><title>On Moss</title></titles>
<contributors><person_name contributor_role="editor"><given_name>Ed</given_name><surname>Roe</surname></person_name></contributors>
<volume>12</volume><publication_date><year>2012</year></publication_date><publisher><publisher_name>Moss Press</publisher_name></publisher>
<doi_data><doi>10.1007/978-1</doi></doi_data></book_series_metadata>{chapters}</book></crossref></doi_record>"""
CHAPTER = "<content_item><titles><title>C{n}</title></titles><doi_data><doi>10.1007/978-1_{n}</doi></doi_data></content_item>"
PROCEEDINGS = """<doi_record><crossref><conference><event_metadata><conference_name>Moss Days</conference_name></event_metadata>
<proceedings_metadata><proceedings_title>Proc. of Moss</proceedings_title><publisher><publisher_name>ACM</publisher_name></publisher>
<publication_date><year>2001</year></publication_date><doi_data><doi>10.1145/1</doi></doi_data></proceedings_metadata></conference></crossref></doi_record>"""
REPORT = "<doi_record><crossref><report-paper><report-paper_metadata><titles><title>R</title></titles></report-paper_metadata></report-paper></crossref></doi_record>"


def test_books_and_proceedings_of_crossref_are_papers_where_no_part_of_them_is_given() -> None:
    whole = BOOK.format(chapters="")
    parts = BOOK.format(chapters=CHAPTER.format(n=1) + CHAPTER.format(n=2))
    dump = f"<doi_records>{whole}{PROCEEDINGS}{REPORT}{parts}</doi_records>"
    book, proceedings, report, first, second = records("crossref-xml", dump)
    assert (book.title, book.authors, book.volume, book.doi, book.type) == (
        "On Moss",
        ("Ed Roe",),
        "12",
        "10.1007/978-1",
        "book",
    )
    assert (proceedings.title, proceedings.venue, proceedings.doi) == (
        "Proc. of Moss",
        "ACM",
        "10.1145/1",
    )
    assert report.title == "R"
    assert [(each.title, each.venue, each.doi, each.authors) for each in (first, second)] == [
        ("C1", "On Moss", "10.1007/978-1_1", ()),
        ("C2", "On Moss", "10.1007/978-1_2", ()),
    ]
