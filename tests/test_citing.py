import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from papercli.cli import run
from papercli.dedupe.fold import fill_blanks, fold_papers, take_back
from papercli.dumps.citing import read_count, read_ids, read_moment, read_references
from papercli.identifiers import names_of_paper, normalise_id
from papercli.library import Library
from papercli.model import RARE, Paper
from papercli.search.find import find_papers
from papercli.store.papers import decode_paper, encode_paper

Dump = Callable[[str, str], Path]
TITLE = "A Survey of Invented Mosses"
SHA = "0123456789abcdef0123456789abcdef01234567"
OTHER = "f" * 40
DAY = 1_700_000_000  # 2023-11-14T22:13:20Z


def lines(*parts: str) -> str:
    return "\n".join((*parts, ""))


OPENALEX = json.dumps(
    {
        "id": "https://openalex.org/W4300000001",
        "title": TITLE,
        "doi": "https://doi.org/10.48550/arXiv.2101.00001",
        "ids": {"mag": "3100000001", "pmid": "https://pubmed.ncbi.nlm.nih.gov/3100001"},
        "authorships": [],
        "open_access": {},
        "cited_by_count": 12,
        "referenced_works": ["https://openalex.org/W42", "https://openalex.org/W43"],
        "updated_date": "2024-05-01T10:20:30.123456",
        "locations": [
            {"landing_page_url": "https://doi.org/10.1000/MOSS.1"},
            {"landing_page_url": "https://hdl.handle.net/10.9999/no-doi"},
        ],
    }
)
SEMANTIC_SCHOLAR = json.dumps(
    {
        "paperId": SHA,
        "corpusId": 77,
        "externalIds": {"ArXiv": "2101.00001", "DOI": "10.1000/Moss", "DBLP": "conf/x/Lovelace21"},
        "title": TITLE,
        "citationCount": 12,
        "influentialCitationCount": 3,
        "references": [
            {"paperId": OTHER, "title": "Ferns"},
            {"paperId": OTHER, "externalIds": {"DOI": "10.1000/Fern", "CorpusId": 5}},
            {"paperId": None, "externalIds": {"CorpusId": 6, "ArXiv": "1706.03762"}},
            {"paperId": None, "title": "Lichens"},
        ],
    }
)
CROSSREF = json.dumps(
    {
        "DOI": "10.1101/2020.01.01.123456",
        "title": [TITLE],
        "member": "246",
        "prefix": "10.1101",
        "indexed": {"date-time": "2024-05-01T10:20:30Z", "date-parts": [[2024, 5, 1]]},
        "is-referenced-by-count": 12,
        "reference-count": 3,
        "reference": [
            {"key": "1", "DOI": "10.1000/FERN", "doi-asserted-by": "crossref"},
            {"key": "2", "unstructured": "A. Author (1999), Ferns. 10 pages."},
            {"key": "3", "DOI": "10.48550/arXiv.1706.03762", "year": "2017"},
        ],
        "relation": {
            "is-preprint-of": [{"id-type": "doi", "id": "10.1000/Moss", "asserted-by": "subject"}],
            "is-review-of": [{"id-type": "doi", "id": "10.1000/not-it"}],
        },
    }
)
DAILY = json.dumps(
    [
        {
            "paper": {"id": "2101.00001", "title": TITLE, "upvotes": 12},
            "title": TITLE,
            "numComments": 4,
            "submittedBy": {},
        }
    ]
)
PAGE = (
    "<!DOCTYPE html><html><body><div data-props='"
    + json.dumps({"dailyPapers": json.loads(DAILY)})
    + f"'></div><article><h3><a href='/papers/2101.00001'>{TITLE}</a></h3></article></body></html>"
)
WOS = lines(
    "FN Clarivate Analytics Web of Science",
    "VR 1.0",
    "PT J",
    "AU Lovelace, A",
    f"TI {TITLE}",
    "SO JOURNAL OF MOSS",
    "CR Author A, 1999, J FERN, V1, P2, DOI 10.1000/FERN",
    "   Author B, 1999, UNPUBLISHED",
    "   Author C, 1998, LICHEN, V3, DOI 10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-X>3.0.CO;2-2",
    "   Author D, 2017, ARXIV, DOI [10.1000/a, 10.1000/b]",
    "TC 12",
    "Z9 14",
    "NR 4",
    "PY 2021",
    "DI 10.1000/moss",
    "UT WOS:000600000000001",
    "PM 3100001",
    "DA 2024-05-01",
    "ER",
    "",
    "EF",
)
WOS_TABLE = lines(
    "PT\tAU\tTI\tSO\tCR\tTC\tZ9\tPY\tUT\tDA",
    f"J\tLovelace, A\t{TITLE}\tMOSS\tAuthor A, 1999, FERN, DOI 10.1000/FERN; Author B, 1998, X\t"
    "\t14\t2021\tWOS:000600000000001\t2024-05-01",
)
ARTICLE_PAGE = (
    f'<!DOCTYPE html><html><head><meta name="citation_title" content="{TITLE}"><meta '
    'name="citation_doi" content="10.1000/moss"><meta name="citation_arxiv_id" content="2101.00001">'
    '<meta name="citation_pmid" content="3100001"><meta name="citation_reference" '
    'content="citation_title=Ferns; citation_doi=10.1000/FERN; citation_year=1999">'
    '<meta name="citation_reference" content="citation_title=Lichens"></head><body></body></html>'
)
SCOPUS_RIS = lines(
    "TY  - JOUR",
    f"TI  - {TITLE}",
    "AU  - Lovelace, A.",
    "PY  - 2021",
    "DO  - 10.1000/moss",
    "N1  - Export Date: 1 May 2024; Cited By: 12",
    "ER  -",
)
WOS_RIS = lines(
    "TY  - JOUR",
    f"TI  - {TITLE}",
    "AU  - Lovelace, A.",
    "N1  - Times Cited in Web of Science Core Collection:  12",
    "Total Times Cited:  14",
    "Cited Reference Count:  30",
    "AN  - WOS:000600000000001",
    "ER  -",
)
ENDNOTE = lines("%0 Journal Article", f"%T {TITLE}", "%A Lovelace, Ada", "%Z Times Cited:12")
ENDNOTE_XML = (
    "<xml><records><record><ref-type name='Journal Article'>17</ref-type><titles><title>"
    f"{TITLE}</title></titles><notes>Cited By :12&#xD;Export Date: 1 May 2024</notes>"
    "<accession-num>WOS:000600000000001</accession-num></record></records></xml>"
)
BIBTEX = lines(
    f"@article{{moss, title = {{{TITLE}}}, author = {{Lovelace, Ada}},",
    "  note = {Cited by: 12; All Open Access}, pmid = {3100001},",
    "  references = {Author, A., Ferns, (1999) doi: 10.1000/fern; Author, B., Lichens, (1998)} }",
)
WOS_BIBTEX = lines(
    f"@article{{ WOS:000600000000001, Title = {{{TITLE}}}, Author = {{Lovelace, Ada}},",
    "  Times-Cited = {12}, Unique-ID = {WOS:000600000000001}, DA = {2024-05-01} }",
)
PUBMED = (
    "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>3100001</PMID><Article>"
    f"<ArticleTitle>{TITLE}.</ArticleTitle></Article></MedlineCitation><PubmedData><ArticleIdList>"
    '<ArticleId IdType="pubmed">3100001</ArticleId><ArticleId IdType="pmc">PMC31</ArticleId>'
    '<ArticleId IdType="doi">10.1000/moss</ArticleId></ArticleIdList><ReferenceList>'
    '<Reference><Citation>Ferns.</Citation><ArticleIdList><ArticleId IdType="pubmed">42</ArticleId>'
    '<ArticleId IdType="doi">10.1000/FERN</ArticleId></ArticleIdList></Reference><ReferenceList>'
    '<Reference><ArticleIdList><ArticleId IdType="pubmed">43</ArticleId></ArticleIdList></Reference>'
    "<Reference><Citation>Lichens.</Citation></Reference></ReferenceList></ReferenceList>"
    "</PubmedData></PubmedArticle></PubmedArticleSet>"
)
MEDLINE = lines(
    "PMID- 3100001", "OWN - NLM", f"TI  - {TITLE}", "AU  - Lovelace A", "PMC - PMC31", "JT  - Moss"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:arxiv='http://arxiv.org/schemas/atom'><entry>"
    f"<id>http://arxiv.org/abs/2101.00001v2</id><title>{TITLE}</title><summary>Text.</summary>"
    "<arxiv:doi>10.1000/moss 10.1000/erratum</arxiv:doi></entry></feed>"
)
SNAPSHOT = json.dumps(
    {
        "id": "2101.00001",
        "submitter": "A",
        "title": TITLE,
        "abstract": "Text.",
        "categories": "cs.LG",
        "doi": "10.1000/moss 10.1000/erratum",
        "update_date": "2021-01-02",
    }
)
SCOPUS_CSV = lines(
    "Authors,Title,Year,Source title,Cited by,DOI,References,EID",
    f'Lovelace A.,{TITLE},2021,Moss,12,10.1000/moss,"Author A., Ferns, (1999), doi: 10.1000/fern; '
    'Author B., Lichens, (1998)",2-s2.0-85100000001',
)
DIMENSIONS_CSV = lines(
    "Title,Authors,PubYear,DOI,PMID,PMCID,Times cited,Recent citations",
    f"{TITLE},Lovelace A,2021,10.1000/moss,3100001,PMC31,12,4",
)
PERISH_CSV = lines(
    "Cites,Authors,Title,Year,Source,QueryDate,CitesPerYear",
    f"12,A Lovelace,{TITLE},2021,Moss,2024-05-01 10:20:30,4.0",
)
LENS_CSV = lines(
    "Lens ID,Title,Publication Year,Citing Works Count",
    f'012-345-678-901-23X,{TITLE},2021,"1,204"',
)
LABELLED = lines(f"Title: {TITLE}", "Authors: Ada Lovelace", "Year: 2021", "Citations: 12")
JSON = json.dumps([{"title": TITLE, "authors": ["A"], "citation_count": 12, "upvotes": "7"}])

Expected = dict[str, Any]
STATED, DAY_STATED = "2024-05-01T10:20:30Z", "2024-05-01"
OF_FILE = "2023-11-14T22:13:20Z"
SOURCES: dict[str, tuple[str, str, Expected]] = {
    "OpenAlex": (
        "x.jsonl",
        OPENALEX,
        {
            "citations": 12,
            "citations_at": STATED,
            "references": ["openalex:w42", "openalex:w43"],
            "arxiv": "2101.00001",
            "doi": "10.48550/arxiv.2101.00001",
            "ids": ["openalex:w4300000001", "mag:3100000001", "pmid:3100001", "doi:10.1000/moss.1"],
        },
    ),
    "Semantic Scholar": (
        "x.json",
        SEMANTIC_SCHOLAR,
        {
            "citations": 12,
            "citations_at": OF_FILE,
            "references": [f"s2:{OTHER}", "doi:10.1000/fern", "arxiv:1706.03762"],
            "arxiv": "2101.00001",
            "doi": "10.1000/moss",
            "ids": [f"s2:{SHA}", "s2:corpusid:77", "dblp:conf/x/lovelace21"],
        },
    ),
    "Crossref": (
        "x.json",
        CROSSREF,
        {
            "citations": 12,
            "citations_at": STATED,
            "references": ["doi:10.1000/fern", "arxiv:1706.03762"],
            "doi": "10.1101/2020.01.01.123456",
            "ids": ["doi:10.1000/moss"],
        },
    ),
    "daily papers": ("x.json", DAILY, {"votes": 12, "votes_at": OF_FILE, "citations": None}),
    "page of daily papers": ("x.html", PAGE, {"votes": 12, "votes_at": OF_FILE}),
    "Web of Science": (
        "x.isi",
        WOS,
        {
            "citations": 12,
            "citations_at": DAY_STATED,
            "references": [
                "doi:10.1000/fern",
                "doi:10.1002/(sici)1097-0258(19980815)17:15<1661::aid-x>3.0.co;2-2",
                "doi:10.1000/a",
            ],
            "ids": ["wos:000600000000001", "pmid:3100001"],
        },
    ),
    "table of Web of Science": (
        "x.txt",
        WOS_TABLE,
        {
            "citations": 14,
            "citations_at": DAY_STATED,
            "references": ["doi:10.1000/fern"],
            "ids": ["wos:000600000000001"],
        },
    ),
    "page of an article": (
        "x.html",
        ARTICLE_PAGE,
        {
            "arxiv": "2101.00001",
            "doi": "10.1000/moss",
            "references": ["doi:10.1000/fern"],
            "ids": ["pmid:3100001"],
        },
    ),
    "OpenAlex, published": (
        "x.jsonl",
        OPENALEX.replace("10.48550/arXiv.2101.00001", "10.1000/MOSS").replace(
            "10.1000/MOSS.1", "10.48550/arxiv.2101.00001"
        ),
        {
            "arxiv": "2101.00001",
            "doi": "10.1000/moss",
            "references": ["openalex:w42", "openalex:w43"],
            "ids": ["openalex:w4300000001", "mag:3100000001", "pmid:3100001"],
        },
    ),
    "RIS of Scopus": ("x.ris", SCOPUS_RIS, {"citations": 12, "citations_at": DAY_STATED}),
    "RIS of Web of Science": (
        "x.ris",
        WOS_RIS,
        {"citations": 12, "citations_at": OF_FILE, "ids": ["wos:000600000000001"]},
    ),
    "EndNote": ("x.enw", ENDNOTE, {"citations": 12}),
    "EndNote's XML": (
        "x.xml",
        ENDNOTE_XML,
        {"citations": 12, "citations_at": DAY_STATED, "ids": ["wos:000600000000001"]},
    ),
    "BibTeX of Scopus": (
        "x.bib",
        BIBTEX,
        {"citations": 12, "references": ["doi:10.1000/fern"], "ids": ["pmid:3100001"]},
    ),
    "BibTeX of Web of Science": (
        "x.bib",
        WOS_BIBTEX,
        {"citations": 12, "citations_at": DAY_STATED, "ids": ["wos:000600000000001"]},
    ),
    "PubMed's XML": (
        "x.xml",
        PUBMED,
        {
            "references": ["doi:10.1000/fern", "pmid:43"],
            "doi": "10.1000/moss",
            "ids": ["pmid:3100001", "pmcid:pmc31"],
        },
    ),
    "MEDLINE": ("x.nbib", MEDLINE, {"ids": ["pmid:3100001", "pmcid:pmc31"]}),
    "arXiv's Atom": (
        "x.xml",
        ATOM,
        {"arxiv": "2101.00001", "doi": "10.1000/moss", "ids": ["doi:10.1000/erratum"]},
    ),
    "arXiv's snapshot": (
        "x.jsonl",
        SNAPSHOT,
        {"arxiv": "2101.00001", "doi": "10.1000/moss", "ids": ["doi:10.1000/erratum"]},
    ),
    "CSV of Scopus": (
        "x.csv",
        SCOPUS_CSV,
        {"citations": 12, "references": ["doi:10.1000/fern"], "ids": ["scopus:2-s2.0-85100000001"]},
    ),
    "CSV of Dimensions": (
        "x.csv",
        DIMENSIONS_CSV,
        {"citations": 12, "ids": ["pmid:3100001", "pmcid:pmc31"]},
    ),
    "CSV of Publish or Perish": ("x.csv", PERISH_CSV, {"citations": 12, "citations_at": STATED}),
    "CSV of Lens": ("x.csv", LENS_CSV, {"citations": 1204, "ids": ["lens:012-345-678-901-23x"]}),
    "labelled text": ("x.txt", LABELLED, {"citations": 12}),
    "any JSON": ("x.json", JSON, {"citations": 12, "votes": 7}),
}


def shown(papers: Run, *query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(papers("list", "--json", "--sort", "id", *query)[1])
    return found


@pytest.mark.parametrize(("name", "text", "expected"), SOURCES.values(), ids=SOURCES.keys())
def test_each_source_gives_what_it_holds(
    papers: Run, dump: Dump, name: str, text: str, expected: Expected
) -> None:
    path = dump(text, name)
    os.utime(path, (DAY, DAY))
    code, out, err = papers("ingest", path)
    assert (code, out) == (0, "1 record read: 1 new, 0 seen before; 0 skipped\n"), err
    [paper] = shown(papers)
    assert {key: paper[key] for key in expected} == expected
    for key in ("references", "ids"):
        assert paper[key] == expected.get(key, []), key


@pytest.mark.parametrize(
    ("note", "count"),
    [
        ("Cited By :12", 12),
        ("Cited by: 1,204; All Open Access", 1204),
        ("Times Cited: 0", 0),
        ("Article; times cited 12", 12),
        ("Cited by 12 papers", None),
        ("12 citations (Crossref) [2024-05-01]", 12),
        ("1204 citations (Semantic Scholar/DOI) [2024-05-01]\n3 citations (Inspire/DOI)", 1204),
        ("12 citations (self)", None),
        ("cited by: Smith 2012", None),
        ("Cited Reference Count: 30", None),
        ("Cited by: 12.5", None),
        ("Cited by: 2012-03-04", None),
        ("We were cited by 7", None),
    ],
)
def test_a_note_is_a_count_only_where_nothing_else_can_be_meant(
    papers: Run, dump: Dump, note: str, count: int | None
) -> None:
    papers("ingest", dump(SCOPUS_RIS.replace("Export Date: 1 May 2024; Cited By: 12", note), "a"))
    assert [paper["citations"] for paper in shown(papers)] == [count]


@pytest.mark.parametrize("value", [[1, 2], {"a": 1}, "many", "1.2k", -3, 1.5, True, None, ""])
def test_what_is_no_count_is_none(papers: Run, dump: Dump, value: object) -> None:
    papers("ingest", dump(json.dumps([{"title": TITLE, "citations": value, "year": 2021}]), "a"))
    assert [paper["citations"] for paper in shown(papers)] == [None]


@pytest.mark.parametrize(
    ("text", "scheme", "expected"),
    [
        ("https://openalex.org/W2741809807", "", "openalex:w2741809807"),
        ("W2741809807", "", "openalex:w2741809807"),
        ("W3", "", None),
        ("openalex:W3", "", "openalex:w3"),
        ("10.48550/arXiv.1706.03762v5", "", "arxiv:1706.03762"),
        ("arXiv:hep-th/9711200v1", "", "arxiv:hep-th/9711200"),
        ("https://doi.org/10.1000/X.", "", "doi:10.1000/x"),
        (f"https://www.semanticscholar.org/paper/A-title/{SHA}", "", f"s2:{SHA}"),
        ("77", "CorpusId", "s2:corpusid:77"),
        ("CorpusId:77", "", "s2:corpusid:77"),
        ("https://pubmed.ncbi.nlm.nih.gov/31/", "", "pmid:31"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC31", "", "pmcid:pmc31"),
        ("31", "PubMedCentral", "pmcid:pmc31"),
        ("31", "", None),
        ("words", "pmid", None),
        ("Watt 27", "", None),
        ("", "", None),
    ],
)
def test_an_id_has_one_form(text: str, scheme: str, expected: str | None) -> None:
    assert normalise_id(text, scheme) == expected
    if expected:
        assert normalise_id(expected) == expected


JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.just("10.1000/x;"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just("externalIds"), inner),
    max_leaves=8,
)


@given(JUNK)
def test_anything_may_stand_in_their_place(value: object) -> None:
    ids = (*read_references(value), *read_ids(value))
    assert all(normalise_id(each) == each for each in ids)
    count = read_count(value)
    assert count is None or count >= 0
    read_moment(value)


def counted(count: int, at: str | None, name: str = "citations") -> Paper:
    values: dict[str, Any] = {name: count, f"{name}_at": at}
    return Paper("0123abcd", "T", **values)


COUNTED = st.builds(
    counted,
    st.integers(0, 20),
    st.sampled_from([None, "2024-05-01", "2024-05-01T10:00:00Z", "2024-05-02", "2023-01-01"]),
)


@given(COUNTED, COUNTED, COUNTED)
def test_the_latest_count_stands_in_whatever_order_papers_are_united(
    first: Paper, second: Paper, third: Paper
) -> None:
    one = fill_blanks(fill_blanks(first, second), third)
    assert one == fill_blanks(fill_blanks(third, first), second)
    assert one == fill_blanks(first, fill_blanks(second, third))
    latest = max((each.citations_at or "", each.citations) for each in (first, second, third))
    assert (one.citations_at or "", one.citations) == latest
    assert fill_blanks(one, second) is one


IDS = st.lists(st.sampled_from(["pmid:1", "pmid:2", "openalex:w11", "doi:10.1000/c"]), unique=True)
IDENTIFIED = st.builds(
    lambda arxiv, doi, ids, references: Paper(
        "0123abcd", "T", arxiv=arxiv, doi=doi, ids=tuple(ids), references=tuple(references)
    ),
    st.sampled_from([None, "2101.00001", "2101.00002"]),
    st.sampled_from([None, "10.1000/a", "10.1000/b"]),
    IDS,
    IDS,
)


@given(IDENTIFIED, IDENTIFIED)
def test_no_id_and_no_reference_is_lost_when_papers_are_united(one: Paper, other: Paper) -> None:
    def names(paper: Paper) -> set[str]:
        return set(names_of_paper(paper.arxiv, paper.doi, paper.ids))

    for united in (fill_blanks(one, other), fold_papers(one, [other])):
        assert names(united) == names(one) | names(other)
        assert set(united.references) == {*one.references, *other.references}
        assert not {f"arxiv:{united.arxiv}", f"doi:{united.doi}"} & {*united.ids} - {*one.ids}
        assert set(take_back(united, other, one).references) == {*one.references}


@given(IDENTIFIED, COUNTED)
def test_a_line_holds_no_blank_and_says_all(paper: Paper, count: Paper) -> None:
    both = fill_blanks(paper, count)
    for each in (Paper("0123abcd", 'a ,"votes":null,"ids":[]'), paper, count, both):
        line = encode_paper(each)
        assert decode_paper(line) == each == Paper.from_json(json.loads(line))
        held = json.loads(line)
        assert {key for key in RARE if key in held} == {
            key for key in RARE if getattr(each, key) not in (None, ())
        }


def openalex(number: int, references: list[int], count: int = 0, day: str = "2024-05-01") -> str:
    work = {
        "id": f"https://openalex.org/W{number}",
        "title": f"Moss number {number} of an invented wood",
        "authorships": [],
        "open_access": {},
        "publication_year": 2020,
        "cited_by_count": count,
        "updated_date": day,
        "referenced_works": [f"https://openalex.org/W{each}" for each in references],
    }
    return json.dumps(work) + "\n"


def test_the_order_of_two_dumps_of_different_days_does_not_matter(papers: Run, dump: Dump) -> None:
    early = dump(openalex(11, [], 30, "2024-05-01"), "early.jsonl")
    late = dump(openalex(11, [12], 20, "2024-06-01"), "late.jsonl")
    found = []
    for library, order in (("a", (early, late)), ("b", (late, early))):
        for path in order:
            assert papers("ingest", "--library", early.parent / library, path)[0] == 0
        found += shown(papers, "--library", str(early.parent / library))
    for paper in found:
        assert (paper["citations"], paper["citations_at"]) == (20, "2024-06-01")
        assert paper["references"] == ["openalex:w12"]


def test_where_a_dump_gives_no_day_that_of_its_file_counts_and_never_one_to_come(
    papers: Run, dump: Dump
) -> None:
    path = dump(LABELLED, "x.txt")
    for modified, expected in ((DAY, OF_FILE), (0, None), (4_000_000_000, None)):
        os.utime(path, (modified, modified))
        papers("ingest", path)
        [paper] = shown(papers)
        assert paper["citations_at"] == (expected or f"{paper['added'][:19]}Z")
        papers("rm", paper["id"])
        papers("undo")
        papers("undo")


def test_reading_a_dump_again_changes_no_byte(papers: Run, dump: Dump, tmp_path: Path) -> None:
    path = dump(openalex(11, [12], 5) + openalex(12, []), "a.jsonl")
    papers("ingest", path)
    before = (tmp_path / "library" / "papers.jsonl").read_bytes()
    os.utime(path)
    assert papers("ingest", path)[1] == "2 records read: 0 new, 2 seen before; 0 skipped\n"
    assert (tmp_path / "library" / "papers.jsonl").read_bytes() == before


def test_an_export_and_a_backup_hold_all_of_it(papers: Run, dump: Dump, tmp_path: Path) -> None:
    for name, text, _ in SOURCES.values():
        papers("ingest", "--keep-duplicates", dump(text, name))
    before = shown(papers)
    assert len(before) > 15
    for name, command in (("e.jsonl", "export -o"), ("b.gz", "backup")):
        papers(*command.split(), tmp_path / name)
        papers("ingest", "--library", tmp_path / f"{name}-library", tmp_path / name)
        assert shown(papers, "--library", str(tmp_path / f"{name}-library")) == before


def test_merge_undo_and_split_give_back_what_was(papers: Run, dump: Dump) -> None:
    papers("ingest", dump(openalex(11, [13], 5, "2024-05-01"), "a.jsonl"))
    papers("ingest", dump(openalex(12, [14], 9, "2024-06-01"), "b.jsonl"))
    before = shown(papers)
    ids = [paper["id"] for paper in before]
    assert papers("dedupe", "--merge", *ids)[0] == 0
    [merged] = shown(papers)
    assert (merged["citations"], merged["citations_at"]) == (9, "2024-06-01")
    assert {*merged["ids"]} == {"openalex:w11", "openalex:w12"}
    assert {*merged["references"]} == {"openalex:w13", "openalex:w14"}
    papers("undo")
    assert shown(papers) == before
    for change in ((), ("mark", "openalex:W11", "--tag", "moss")):
        papers("redo") if not change else papers("dedupe", "--merge", *ids)
        if change:
            assert papers(*change)[0] == 0
        [merged] = shown(papers)
        assert papers("split", *merged["aliases"])[0] == 0
        for paper, then in zip(shown(papers), before, strict=True):
            assert {key: paper[key] for key in RARE} == {key: then[key] for key in RARE}
        papers("undo")
        papers("undo")


def test_a_count_is_exported_with_its_day_though_the_paper_came_earlier(
    papers: Run, dump: Dump
) -> None:
    papers("ingest", dump(openalex(11, [], 5, "2024-06-01"), "a.jsonl"))
    [paper] = shown(papers)
    early = paper | {"added": "2024-01-01T00:00:00.000Z"}
    other = dump(json.dumps(early) + "\n", "other.jsonl")
    papers("ingest", "--library", other.parent / "other", other)
    assert shown(papers, "--library", str(other.parent / "other")) == [early]


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_cites_and_cited_by_are_inverse(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    numbers = range(11, 16)
    cited = {each: data.draw(st.lists(st.sampled_from(numbers), unique=True)) for each in numbers}
    folder = tmp_path_factory.mktemp("cites")
    (folder / "a.jsonl").write_text("".join(openalex(*each) for each in cited.items()))
    run(["ingest", "--library", str(folder / "library"), str(folder / "a.jsonl")])
    library = Library(folder / "library")

    def found(query: str) -> set[str]:
        return {paper.ids[0] for paper in find_papers(library, query).sorted_by("id")}

    for each in numbers:
        assert found(f"cited-by:openalex:W{each}") == {f"openalex:w{n}" for n in cited[each]}
        citing = {f"openalex:w{n}" for n in numbers if each in cited[n]}
        assert found(f"cites:https://openalex.org/W{each}") == citing


def test_cites_knows_a_paper_by_each_of_its_ids(papers: Run, dump: Dump) -> None:
    papers("ingest", dump(SEMANTIC_SCHOLAR, "a.json"))
    refs = ["10.1000/MOSS", "arXiv:2101.00001", f"https://www.semanticscholar.org/paper/{SHA}"]
    citing = [
        {"title": f"Paper {n} on moss", "year": 2022, "references": [each, "10.1000/none"]}
        for n, each in enumerate(refs)
    ]
    papers("ingest", dump(json.dumps(citing), "b.json"))
    [moss] = shown(papers, "title:survey")
    for name in (moss["id"], moss["id"][:5], "10.1000/moss", "2101.00001", "s2:CorpusId:77"):
        assert papers("list", "--count", f"cites:{name}") == (0, "3\n", "")
        assert json.loads(papers("show", name, "--json")[1])["id"] == moss["id"]
    assert papers("list", "--count", "cites:10.1000/none")[1] == "3\n"
    assert papers("list", "--count", "NOT cites:10.1000/none")[1] == "1\n"
    for paper in shown(papers, "title:paper"):
        assert papers("list", "--ids", f"cited-by:{paper['id']}")[1] == f"{moss['id']}\n"


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("citations:0", [11]),
        ("citations:1..", [12, 13]),
        ("citations:..5", [11, 12]),
        ("citations:>=5", [12, 13]),
        ("citations:>5", [13]),
        ("citations:<5", [11]),
        ("citations:<0", []),
        ("citations:1-200", [12, 13]),
        ("NOT citations:0..", [14]),
        ("votes:0..", []),
        ("citations:0 OR citations:100", [11, 13]),
    ],
)
def test_counts_are_searched_by_ranges(
    papers: Run, dump: Dump, query: str, numbers: list[int]
) -> None:
    counts = ((11, 0), (12, 5), (13, 100))
    papers("ingest", dump("".join(openalex(n, [], count) for n, count in counts), "a.jsonl"))
    text = openalex(14, []).replace('"cited_by_count": 0', '"cited_by_count": null')
    papers("ingest", dump(text, "b.jsonl"))
    assert {paper["ids"][0] for paper in shown(papers, query)} == {
        f"openalex:w{n}" for n in numbers
    }
    order = [(each[0]["ids"][0], each[0]["citations"]) for each in _sorted(papers)]
    assert order == [("openalex:w13", 100), ("openalex:w11", 0)]


def _sorted(papers: Run) -> list[list[dict[str, Any]]]:
    """Return the papers with most citations first, and with least."""
    for command in ("list", "search moss"):
        most = json.loads(papers(*command.split(), "--json", "--sort", "citations")[1])
        assert [each["citations"] for each in most] == [100, 5, 0, None]
    least = json.loads(papers("list", "--json", "--sort", "citations", "--reverse")[1])
    assert [each["citations"] for each in least] == [0, 5, 100, None]
    lines = papers("export", "-f", "jsonl", "--sort", "citations")[1].splitlines()
    assert [json.loads(line) for line in lines] == most_of(papers)
    return [most, least]


def most_of(papers: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(papers("list", "--json", "--sort", "citations")[1])
    return found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "citations:many",
            "'citations:' takes 12, 5..20 or >=100, so 'many' was searched for as text",
        ),
        (
            "cites:zzzz",
            "'cites:' takes an id, an arXiv id or a DOI, so 'zzzz' was searched for as text",
        ),
        ("cited-by:10.1000/nowhere", "no paper has the id '10.1000/nowhere', so what it cites"),
        ("zzzz OR (x NOT cited-by:10.1000/nowhere)", "no paper has the id '10.1000/nowhere', so"),
        ("(cited-by:beef1 OR cited-by:beef2)", "no paper has the id 'beef2', so what it cites"),
        ("cited-by:openalex:W11", "no dump says what 'openalex:W11' cites"),
    ],
)
def test_why_nothing_is_found_is_said(papers: Run, dump: Dump, query: str, said: str) -> None:
    papers("ingest", dump(openalex(11, []), "a.jsonl"))
    code, out, err = papers("list", query)
    assert (code, out) == (0, "")
    assert said in err


def test_show_gives_the_counts_with_their_days(papers: Run, dump: Dump) -> None:
    papers("ingest", dump(openalex(11, [12, 13], 1204), "a.jsonl"))
    page = papers("show", "openalex:W11", "--color", "always")[1]
    assert "1,204 (2024-05-01)" in page
    piped = papers("show", "openalex:W11")[1]
    assert "citations: 1204\ncitations_at: 2024-05-01\n" in piped
    assert "references: openalex:w12; openalex:w13\nids: openalex:w11\n" in piped
    zero = papers("list", "--fields", "citations,votes")
    assert zero == (0, "1204\t\n", "")
