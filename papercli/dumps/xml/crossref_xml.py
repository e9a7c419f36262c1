"""Crossref's XML: what its registry answers, and what publishers deposit in it."""

from typing import TYPE_CHECKING

from papercli.dumps.bookkeeping_tags import CROSSREF_XML
from papercli.dumps.people import People, people, read_literal, read_parts
from papercli.dumps.values import page_range
from papercli.dumps.xml.catalogue import Catalogue, best_date, date_in_parts, first_of
from papercli.dumps.xml.prose import sections_of
from papercli.names import Author

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TYPES = {
    "journal_article": "article",
    "conference_paper": "conference",
    "content_item": "chapter",
    "posted_content": "preprint",
    "dissertation": "thesis",
    "report-paper_metadata": "report",
    "standard_metadata": "standard",
    "book_metadata": "book",
    "book_series_metadata": "book",
    "book_set_metadata": "book",
    "dataset": "dataset",
    "proceedings_metadata": "proceedings",
    "proceedings_series_metadata": "proceedings",
}
_CONFERENCE = ("event_metadata", "proceedings_series_metadata", "proceedings_metadata")
_BOOKS = ("book_metadata", "book_series_metadata", "book_set_metadata")


def _title(whole: "Element") -> str | None:
    title = first_of(
        whole,
        "record/titles/title",
        "record/titles/original_language_title",
        "record/proceedings_title",
    )
    under = first_of(whole, "record/titles/subtitle")
    if title and under and under.casefold() not in title.casefold():
        return f"{title.rstrip(' :')}: {under}"
    return title


def _authors(whole: "Element") -> People:
    every = whole.findall("record/contributors/*") or whole.findall("record/person_name")
    authors = [each for each in every if each.get("contributor_role", "author") == "author"]
    # Who edited a book stands for its authors, where it has none; a chapter's may just be unknown.
    is_book = _kind(whole) in {"book", "proceedings"}
    editors = [each for each in every if is_book and each.get("contributor_role") == "editor"]
    return people(map(_author, authors or editors))


def _author(person: "Element") -> Author:
    if person.tag == "person_name":
        return read_parts(
            *(first_of(person, part) or "" for part in ("given_name", "surname", "suffix"))
        )
    return (
        read_literal(first_of(person, ".") or "")
        if person.tag == "organization"
        else read_literal("")
    )


def _date(whole: "Element") -> str | None:
    dates = []
    for path in (
        "record/publication_date", "record/posted_date", "record/approval_date",
        "journal_issue/publication_date", "proceedings_metadata/publication_date",
        "proceedings_series_metadata/publication_date",
        *(f"{book}/publication_date" for book in _BOOKS), "record/database_date/publication_date",
    ):  # fmt: skip
        found = whole.findall(path)
        # In print is when a volume says it was, online may be years later.
        dates += [date_in_parts(each) for each in found if each.get("media_type") != "online"]
        dates += [date_in_parts(each) for each in found if each.get("media_type") == "online"]
    return best_date(*dates)


def _kind(whole: "Element") -> str | None:
    return next((_TYPES.get(each.get("kind", "")) for each in whole.findall("record")), None)


def _abstract(whole: "Element") -> str | None:
    every = whole.findall("record/abstract")
    whole_ones = [each for each in every if each.get("abstract-type") in {None, "abstract"}]
    return next((text for each in whole_ones or every if (text := sections_of(each))), None)


def _pages(whole: "Element") -> str | None:
    found = page_range(
        first_of(whole, "record/pages/first_page"), first_of(whole, "record/pages/last_page")
    )
    return found or first_of(
        whole,
        "record/publisher_item/item_number[@item_number_type='article_number']",
        "record/publisher_item/item_number[@item_number_type='article-number']",
    )


CATALOGUE = Catalogue(
    "crossref-xml",
    "Crossref's XML: answers of its registry, and deposits",
    # DBLP has an element of this name, too, but with a key in it.
    (
        r"<(?:[\w.-]+:)?(?:doi_records|doi_record|doi_batch|crossref_result)[\s>]|<(?:[\w.-]+:)?crossref(?:\s[^<>]*)?>\s*<(?![/!])",
    ),
    (
        "journal_article",
        "conference_paper",
        "content_item",
        "posted_content",
        "dissertation",
        "report-paper_metadata",
        "standard_metadata",
        "dataset",
    ),
    {
        "title": _title,
        "abstract": _abstract,
        "authors": _authors,
        "date": _date,
        "type": _kind,
        "venue": (
            "journal_metadata/full_title",
            "journal_metadata/abbrev_title",
            "proceedings_metadata/proceedings_title",
            "proceedings_series_metadata/proceedings_title",
            *(f"{book}/titles/title" for book in _BOOKS),
            "record/publisher/publisher_name",
            "event_metadata/conference_name",
            "record/institution/institution_name",
            "record/group_title",
        ),
        "volume": (
            "journal_issue/journal_volume/volume",
            *(f"{book}/volume" for book in _BOOKS),
            "record/volume",
        ),
        "issue": "journal_issue/issue",
        "pages": _pages,
        "doi": "record/doi_data/doi",
        "url": "record/doi_data/resource",
        "key": "record/doi_data/doi",
    },
    contexts={
        "journal_article": ("journal_metadata", "journal_issue"),
        "conference_paper": _CONFERENCE,
        "content_item": _BOOKS,
    },
    alone=frozenset((*_BOOKS, *_CONFERENCE[1:])),
    apart=True,
    bookkeeping=CROSSREF_XML,
)
FORMAT = CATALOGUE.format
