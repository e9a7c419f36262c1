"""PubMed's XML: articles and books, labelled abstracts, names in parts."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping_tags import PUBMED
from papercli.dumps.fields import read_fields
from papercli.dumps.people import people, read_literal, read_parts
from papercli.dumps.tagged.medline import without_full_stop
from papercli.dumps.unkept import fields_in, with_unkept
from papercli.dumps.values import full_pages, page_range, read_date
from papercli.dumps.xml.records import read_elements, text_of, texts_of
from papercli.names import Author, dotted
from papercli.patterns import late

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_HEAD = late(
    r"<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticleSet|PubmedBookArticle|MedlineCitationSet)[\s>]"
)
# Publishers' own numbers are long, and no page: S0140-6736(20)30183-5.
_ARTICLE_NUMBER = late(r"(?!S\d{4}-)[\w.-]{1,16}")
_BOOKS = "https://www.ncbi.nlm.nih.gov/books/"
_LABELS_TO_HIDE = frozenset({"UNLABELLED", "ABSTRACT"})


def sniff(head: str) -> float:
    """Say how sure it is that `head` is PubMed's XML."""
    return 0.98 if head.lstrip("\ufeff \t\r\n").startswith("<") and _HEAD.search(head) else 0.0


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each article or book."""
    for each in read_elements(dump, *_RECORDS):
        yield each if isinstance(each, Skipped) else _to_record(each[1], each[0])


def _to_record(record: "Element", line: int) -> Record | Skipped:
    article = next(
        (
            found
            for path in ("MedlineCitation/Article", "BookDocument")
            if (found := record.find(path)) is not None
        ),
        None,
    )
    if article is None:
        return Skipped(line, "no article")
    title = (
        text_of(article.find("ArticleTitle"))
        or text_of(article.find("Book/BookTitle"))
        or text_of(article.find("VernacularTitle"))
    )
    ids = [
        *article.findall("ELocationID"),
        *record.findall("PubmedData/ArticleIdList/ArticleId"),
        *article.findall("ArticleIdList/ArticleId"),
    ]
    doi = next(
        (text_of(each) for each in ids if "doi" in {each.get("EIdType"), each.get("IdType")}), None
    )
    pmid = text_of(record.find("MedlineCitation/PMID")) or text_of(article.find("PMID"))
    issue = article.find("Journal/JournalIssue")
    published = _date(article.find("Journal/JournalIssue/PubDate")) or _date(
        article.find("Book/PubDate")
    )
    online = _date(article.find("ArticleDate"))
    types = texts_of(article, "PublicationTypeList/PublicationType")
    authors, book = article.find("AuthorList"), article.find("Book")
    is_chapter = book is not None and article.find("ArticleTitle") is not None
    # A book keeps its people with its title, a chapter its own beside those of the book.
    if authors is None and book is not None and not is_chapter:
        authors = next(
            (each for each in book.findall("AuthorList") if each.get("Type") != "editors"), None
        )
    read_record = read_fields(
        {
            "title": without_full_stop(title) if title else None,
            "abstract": " ".join(_abstract(article)) or None,
            "authors": people(
                _author(each)
                for held in ([authors] if book is not None else article.findall("AuthorList"))
                if held is not None and held.get("Type") != "editors"
                for each in held.findall("Author")
            ),
            "more_authors": authors is not None and authors.get("CompleteYN") == "N",
            "year": published[:4] if published else None,
            "date": online
            if online and published and online[:4] == published[:4]
            else published or online,
            "type": "chapter"
            if is_chapter
            else "book"
            if record.tag == "PubmedBookArticle"
            else "preprint"
            if "Preprint" in types
            else "article",
            "venue": text_of(article.find("Journal/Title"))
            or text_of(article.find("Journal/ISOAbbreviation"))
            or text_of(
                article.find("Book/BookTitle" if is_chapter else "Book/Publisher/PublisherName")
            ),
            "volume": text_of(issue.find("Volume")) if issue is not None else None,
            "issue": text_of(issue.find("Issue")) if issue is not None else None,
            "pages": _pages(article),
            "url": _book_link(ids),
            "doi": doi,
            "keywords": texts_of(record, "MedlineCitation/KeywordList/Keyword"),
            "indexkeywords": texts_of(
                record, "MedlineCitation/MeshHeadingList/MeshHeading/DescriptorName"
            ),
            "key": pmid,
            "references": [_ids(each.iter("ArticleId")) for each in record.iter("Reference")],
            "ids": {**_ids(ids), "pmid": pmid},
        },
        line,
    )
    return with_unkept(read_record, fields_in(record, PUBMED), PUBMED)


def _ids(elements: "Iterable[Element]") -> dict[str, object]:
    """Return ids by what PubMed calls their kind."""
    return {
        kind: text
        for each in elements
        if (kind := each.get("IdType") or each.get("EIdType")) and (text := text_of(each))
    }


def _abstract(article: "Element") -> Iterator[str]:
    for part in article.findall("Abstract/AbstractText"):
        text, label = text_of(part), part.get("Label") or ""
        if text:
            yield f"{label}: {text}" if label and label.upper() not in _LABELS_TO_HIDE else text


def _author(author: "Element") -> Author:
    if together := text_of(author.find("CollectiveName")):
        return read_literal(together)
    family = text_of(author.find("LastName")) or ""
    given = text_of(author.find("ForeName")) or dotted(text_of(author.find("Initials")) or "")
    return read_parts(given, family, text_of(author.find("Suffix")) or "")


def _pages(article: "Element") -> str | None:
    first, last = (
        text_of(article.find("Pagination/StartPage")),
        text_of(article.find("Pagination/EndPage")),
    )
    pages = text_of(article.find("Pagination/MedlinePgn")) or page_range(first, last)
    if pages:
        return full_pages(pages)
    numbers = (
        text_of(each) for each in article.findall("ELocationID") if each.get("EIdType") == "pii"
    )
    return next((each for each in numbers if each and _ARTICLE_NUMBER.fullmatch(each)), None)


def _book_link(identifiers: "list[Element]") -> str | None:
    accessions = (each for each in identifiers if each.get("IdType") == "bookaccession")
    return next((f"{_BOOKS}{name}" for each in accessions if (name := text_of(each))), None)


def _date(date: "Element | None") -> str | None:
    if date is None:
        return None
    parts = [text for part in ("Year", "Month", "Day") if (text := text_of(date.find(part)))]
    if len(parts) > 1 and parts[1].isdecimal():
        return read_date("-".join(parts))
    return read_date(" ".join(parts)) or read_date(text_of(date.find("MedlineDate")))


FORMAT = DumpFormat("pubmed-xml", "PubMed's XML", sniff, read)
