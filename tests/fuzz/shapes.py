"""How known papers are written in each dump format, for the oracle.

What comes before them, each one, and what comes after.
"""

import json
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

_NOUNS = "Lattice Meadow Harbour Glacier Orchard Lantern Compass Thicket Beacon Quarry".split()
_KINDS = "Spectral Causal Sparse Robust Modular Adaptive Recurrent Convex Bayesian Discrete".split()
_GIVEN = "Ada Bruno Clara Dmitri Elena Farid Greta Henri Ines Jonas".split()
_FAMILY = (
    "Ashworth Brandt Castillo Dubois Eriksen Fontaine Grimaldi Hoffmann Ivanov Jimenez".split()
)


@dataclass(frozen=True, slots=True)
class Known:
    """A paper of which the oracle knows every field."""

    title: str
    authors: tuple[str, ...]
    abstract: str
    year: int


def known(number: int) -> Known:
    """Return the paper of a number from 0 to 99.

    No two share a title, an author's name or an abstract.
    """
    noun, kind = _NOUNS[number % 10], _KINDS[number // 10 % 10]
    return Known(
        f"{kind} {noun} Networks for Learning Tides",
        (
            f"{_GIVEN[number % 10]} {_FAMILY[number // 10 % 10]}",
            f"{_GIVEN[number // 10 % 10]} {noun}son",
        ),
        f"We study the {kind.lower()} {noun.lower()} and what can be learnt from it by small networks. "
        f"Experiments on {number + 11} harbours show that the {noun.lower()} helps more than its size does.",
        1971 + number % 50,
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """A format as the oracle writes it."""

    format: str  # its name
    write: Callable[[Known], str]  # a paper -> its lines, with the last line end
    # Fields written beside the title.
    carries: frozenset[str] = frozenset({"authors", "abstract", "year"})
    head: str = ""
    tail: str = ""
    between: str = ""
    is_prose: bool = (
        False  # any paragraph may be a part of it, so that stray prose cannot be told from it
    )

    ends_in_abstract: bool = False  # so that a sentence below a paper cannot be told from it

    def lay_out(self, papers: Iterable[Known]) -> list[str]:
        """Return the pieces of a dump: its head, each paper, and its tail.

        Joined they are the dump.
        """
        written = [self.write(paper) for paper in papers]
        return [
            self.head,
            *(each + self.between for each in written[:-1]),
            *written[-1:],
            self.tail,
        ]


def _family_first(name: str) -> str:
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}"


def _json(paper: Known) -> str:
    return json.dumps(
        {
            "title": paper.title,
            "authors": paper.authors,
            "abstract": paper.abstract,
            "year": paper.year,
        }
    )


def _csl(paper: Known) -> str:
    names = [{"given": name.split()[0], "family": name.split()[-1]} for name in paper.authors]
    return json.dumps(
        {
            "id": paper.title.lower().replace(" ", "-"),
            "type": "article-journal",
            "title": paper.title,
            "author": names,
            "abstract": paper.abstract,
            "issued": {"date-parts": [[paper.year]]},
        }
    )


def _openreview(paper: Known) -> str:
    content = {
        "title": {"value": paper.title},
        "authors": {"value": paper.authors},
        "abstract": {"value": paper.abstract},
    }
    return json.dumps(
        {
            "id": paper.title,
            "forum": paper.title,
            "invitations": ["a/-/Submission"],
            "content": content,
        }
    )


def _crossref(paper: Known) -> str:
    names = [{"given": name.split()[0], "family": name.split()[-1]} for name in paper.authors]
    return json.dumps(
        {
            "DOI": f"10.1000/{paper.year}.{len(paper.title)}",
            "type": "journal-article",
            "title": [paper.title],
            "author": names,
            "abstract": f"<jats:p>{paper.abstract}</jats:p>",
            "issued": {"date-parts": [[paper.year]]},
        }
    )


def _arxiv_json(paper: Known) -> str:
    return json.dumps(
        {
            "id": f"{paper.year % 100:02}01.{len(paper.abstract):05}",
            "submitter": paper.authors[0],
            "authors": ", ".join(paper.authors),
            "title": paper.title,
            "categories": "cs.LG",
            "abstract": f"  {paper.abstract}\n",
            "versions": [],
            "update_date": f"{paper.year}-01-02",
        }
    )


def _bibtex(paper: Known) -> str:
    return (
        f"@article{{{paper.title.lower().replace(' ', '')},\n  title = {{{paper.title}}},\n  author = {{{' and '.join(paper.authors)}}},\n"
        f"  abstract = {{{paper.abstract}}},\n  year = {{{paper.year}}}\n}}\n"
    )


def _tagged(lines: Iterable[tuple[str, str]], form: str) -> str:
    return "".join(form.format(*line) for line in lines)


def _ris(paper: Known) -> str:
    names = [("AU", _family_first(name)) for name in paper.authors]
    fields = [
        ("TY", "JOUR"),
        ("TI", paper.title),
        *names,
        ("AB", paper.abstract),
        ("PY", str(paper.year)),
        ("ER", ""),
    ]
    return _tagged(fields, "{}  - {}\n")


def _nbib(paper: Known) -> str:
    names = [("FAU", _family_first(name)) for name in paper.authors]
    fields = [
        ("PMID", str(paper.year * 1000 + len(paper.abstract))),
        ("DP", str(paper.year)),
        ("TI", paper.title),
        ("AB", paper.abstract),
        *names,
    ]
    return _tagged(fields, "{:<4}- {}\n")


def _wos(paper: Known) -> str:
    names = "\n   ".join(map(_family_first, paper.authors))
    return f"PT J\nAF {names}\nTI {paper.title}\nAB {paper.abstract}\nPY {paper.year}\nER\n"


def _enw(paper: Known) -> str:
    names = [("A", _family_first(name)) for name in paper.authors]
    return _tagged(
        [
            ("0", "Journal Article"),
            ("T", paper.title),
            *names,
            ("D", str(paper.year)),
            ("X", paper.abstract),
        ],
        "%{} {}\n",
    )


def _labelled(paper: Known) -> str:
    return f"Title: {paper.title}\nAuthors: {', '.join(paper.authors)}\nYear: {paper.year}\nAbstract: {paper.abstract}\n"


def _listing(paper: Known) -> str:
    return f"{paper.title}\n{paper.abstract}\n"


def _markdown(paper: Known) -> str:
    link = f"https://arxiv.org/abs/2101.{len(paper.title) * 7 + paper.year:05}"
    return (
        f"### [{paper.title}]({link})\n*{', '.join(paper.authors)}*\n\nAbstract: {paper.abstract}\n"
    )


def _csv(paper: Known) -> str:
    return f'"{paper.title}","{"; ".join(paper.authors)}",{paper.year},"{paper.abstract}"\n'


def _pubmed(paper: Known) -> str:
    names = "".join(
        f"<Author><LastName>{n.split()[-1]}</LastName><ForeName>{n.split()[0]}</ForeName></Author>\n"
        for n in paper.authors
    )
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{paper.year}</PMID><Article>\n<ArticleTitle>{paper.title}</ArticleTitle>\n"
        f"<Journal><JournalIssue><PubDate><Year>{paper.year}</Year></PubDate></JournalIssue></Journal>\n"
        f"<Abstract><AbstractText>{paper.abstract}</AbstractText></Abstract>\n<AuthorList>{names}</AuthorList>\n"
        "</Article></MedlineCitation></PubmedArticle>\n"
    )


def _endnote_xml(paper: Known) -> str:
    names = "".join(f"<author>{_family_first(name)}</author>" for name in paper.authors)
    return (
        f"<record><ref-type name='Journal Article'>17</ref-type>\n<contributors><authors>{names}</authors></contributors>\n"
        f"<titles><title>{paper.title}</title></titles>\n<dates><year>{paper.year}</year></dates>\n<abstract>{paper.abstract}</abstract>\n</record>\n"
    )


def _atom(paper: Known) -> str:
    names = "".join(f"<author><name>{escape(name)}</name></author>\n" for name in paper.authors)
    return (
        f"<entry>\n<id>http://arxiv.org/abs/2101.{paper.year + len(paper.title) * 7:05}v1</id>\n<title>{paper.title}</title>\n"
        f"<published>{paper.year}-02-03T00:00:00Z</published>\n<summary>{paper.abstract}</summary>\n{names}</entry>\n"
    )


def _html(paper: Known) -> str:
    names = ", ".join(f"<a href='#'>{name}</a>" for name in paper.authors)
    identifier = f"2101.{paper.year + len(paper.title) * 7:05}"
    return (
        f"<dt><a href='/abs/{identifier}'>arXiv:{identifier}</a></dt>\n<dd><div class='list-title'>Title: {paper.title}</div>\n"
        f"<div class='list-authors'>{names}</div>\n<p class='mathjax'>{paper.abstract}</p></dd>\n"
    )


def _wrapped(text: str, indent: str = "", first: str = "") -> str:
    return textwrap.fill(f"{first}{text}", 76, subsequent_indent=indent)


def _wrapped_labels(paper: Known) -> str:
    return (
        f"Title: {paper.title}\nAuthors: {'; '.join(paper.authors)}\nPublished: {paper.year}-03-04\n"
        f"{_wrapped(paper.abstract, '    ', 'Summary: ')}\n"
    )


def _upper_labels(paper: Known) -> str:
    return f"TITLE: {paper.title}\nAUTHOR: {' and '.join(paper.authors)}\nABSTRACT:\n{_wrapped(paper.abstract)}\nYEAR: {paper.year}\n"


def _wrapped_nbib(paper: Known) -> str:
    names = [("FAU", _family_first(name)) for name in paper.authors]
    fields = [
        ("PMID", str(paper.year * 1000 + len(paper.abstract))),
        ("TI", paper.title),
        ("AB", _wrapped(paper.abstract, " " * 6)),
        *names,
        ("DP", f"{paper.year} Mar"),
    ]
    return _tagged(fields, "{:<4}- {}\n")


def _open_ris(paper: Known) -> str:
    names = [("A1", _family_first(name)) for name in paper.authors]
    fields = [
        ("TY", "CONF"),
        ("T1", paper.title),
        *names,
        ("Y1", f"{paper.year}///"),
        ("N2", paper.abstract),
        ("UR", f"https://example.org/{paper.year}"),
    ]
    return _tagged(fields, "{}  - {}\n")


def _quoted_bibtex(paper: Known) -> str:
    return (
        f'@InProceedings{{k{paper.year}{len(paper.title)}{paper.title[:3]},\n  author    = "{" and ".join(map(_family_first, paper.authors))}",\n'
        f'  title     = "{{{paper.title}}}",\n  year      = {paper.year},\n  abstract  = "{_wrapped(paper.abstract, "    ")}",\n}}\n'
    )


def _item(paper: Known) -> str:
    link = f"https://arxiv.org/abs/2101.{len(paper.title) * 7 + paper.year:05}"
    return (
        f"- [{paper.title}]({link})\n  *{', '.join(paper.authors)}*\n  Abstract: {paper.abstract}\n"
    )


def _tsv(paper: Known) -> str:
    return f"{paper.year}\t{paper.title}\t{', '.join(paper.authors)}\t{paper.abstract}\n"


def _indented_json(paper: Known) -> str:
    return json.dumps(json.loads(_json(paper)), indent=2) + "\n"


_SOME = frozenset({"abstract"})
_NO_YEAR = frozenset({"authors", "abstract"})
SHAPES: tuple[Shape, ...] = (
    Shape(
        "listing",
        _listing,
        _SOME,
        head="Get trending papers in your email inbox!\nSubscribe\n",
        is_prose=True,
    ),
    Shape(
        "listing",
        lambda paper: f"{paper.title}\n\n{paper.abstract}\n",
        _SOME,
        between="\n",
        is_prose=True,
    ),
    Shape("labelled", _labelled, between="\n", ends_in_abstract=True),
    Shape("labelled", _labelled, between="---\n", ends_in_abstract=True),
    Shape(
        "listing",
        lambda paper: f"{paper.title}\n{_wrapped(paper.abstract)}\n",
        _SOME,
        between="\n",
        is_prose=True,
    ),
    Shape("labelled", _wrapped_labels, between="\n", ends_in_abstract=True),
    Shape("labelled", _upper_labels, between="\n"),
    Shape("markdown", _item, _NO_YEAR, head="# Papers\n\n", is_prose=True),
    Shape("json", _indented_json, head="[\n", between=",\n", tail="]\n"),
    Shape("bibtex", _quoted_bibtex, between="\n"),
    Shape("bibtex", _bibtex),
    Shape("ris", _open_ris),
    Shape("ris", _ris),
    Shape("nbib", _wrapped_nbib, between="\n"),
    Shape("csv", _tsv, head="year\ttitle\tauthors\tabstract\n"),
    Shape("markdown", _markdown, _NO_YEAR, between="\n", is_prose=True),
    Shape("jsonl", lambda paper: f"{_json(paper)}\n"),
    Shape("json", _json, head="[\n", between=",\n", tail="\n]\n"),
    Shape("json", _json, head='{"count": 3, "papers": [\n', between=",\n", tail="\n]}\n"),
    Shape("csl-json", _csl, head="[\n", between=",\n", tail="\n]\n"),
    Shape("crossref", _crossref, head='{"message": {"items": [\n', between=",\n", tail="\n]}}\n"),
    Shape("openreview", _openreview, _NO_YEAR, head='{"notes": [\n', between=",\n", tail="\n]}\n"),
    Shape("arxiv-json", lambda paper: f"{_arxiv_json(paper)}\n", _NO_YEAR),
    Shape("bibtex", _bibtex, between="\n"),
    Shape("ris", _ris, between="\n"),
    Shape("nbib", _nbib, between="\n"),
    Shape(
        "wos",
        _wos,
        head="FN Clarivate Analytics Web of Science\nVR 1.0\n",
        between="\n",
        tail="EF\n",
    ),
    Shape("enw", _enw, between="\n", ends_in_abstract=True),
    Shape("csv", _csv, head="Title,Authors,Year,Abstract\n"),
    Shape(
        "pubmed-xml",
        _pubmed,
        head='<?xml version="1.0" ?>\n<PubmedArticleSet>\n',
        tail="</PubmedArticleSet>\n",
    ),
    Shape(
        "endnote-xml",
        _endnote_xml,
        head='<?xml version="1.0"?>\n<xml><records>\n',
        tail="</records></xml>\n",
    ),
    Shape(
        "arxiv-atom",
        _atom,
        head="<feed xmlns='http://www.w3.org/2005/Atom'>\n<title>arXiv Query</title>\n",
        tail="</feed>\n",
    ),
    Shape(
        "html",
        _html,
        _NO_YEAR,
        head="<!DOCTYPE html><html><body><dl id='articles'>\n",
        tail="</dl></body></html>\n",
    ),
    Shape("titles", lambda paper: f"{paper.title}\n", frozenset()),
)
