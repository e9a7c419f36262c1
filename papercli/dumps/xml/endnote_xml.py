"""EndNote's XML, as EndNote, Bookends and Citavi export it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping_tags import ENDNOTE_XML
from papercli.dumps.citing import count_in_notes
from papercli.dumps.fields import read_fields, stands_alone
from papercli.dumps.inverted import inverted_people
from papercli.dumps.reader_marks import of_reader, with_note
from papercli.dumps.unkept import fields_in, with_unkept
from papercli.dumps.xml.catalogue import first_of
from papercli.dumps.xml.records import read_elements, text_of, texts_of
from papercli.patterns import late

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HEAD = late(
    r"<records>\s*(?:<record[\s>]|</records>)|<record>\s*<(?:database|source-app|rec-number|ref-type)"
)

_VENUES = ("periodical/full-title", "titles/secondary-title")


def sniff(head: str) -> float:
    """Say how sure it is that `head` is EndNote's XML."""
    return 0.97 if head.lstrip("\ufeff \t\r\n").startswith("<") and _HEAD.search(head) else 0.0


def read(dump: TextIO) -> Iterator[Record | Skipped]:
    """Yield a record for each reference."""
    for each in read_elements(dump, "record"):
        yield each if isinstance(each, Skipped) else _to_record(each[1], each[0])


def _to_record(record: "Element", line: int) -> Record | Skipped:
    kind = record.find("ref-type")
    is_alone = kind is not None and stands_alone(kind.get("name"))
    doi = text_of(record.find("electronic-resource-num"))
    notes, own = ([*map(_lines_of, record.iter(name))] for name in ("notes", "research-notes"))
    citations, counted = count_in_notes([*notes, *own])
    found = read_fields(
        {
            "title": text_of(record.find("titles/title")),
            "abstract": text_of(record.find("abstract")),
            "authors": inverted_people(texts_of(record, "contributors/authors/author")),
            "year": text_of(record.find("dates/year")),
            "date": text_of(record.find("dates/year")),
            "type": kind.get("name") if kind is not None else None,
            "venue": first_of(record, *(["publisher"] if is_alone else []), *_VENUES),
            "volume": text_of(record.find("volume")),
            "issue": text_of(record.find("number")),
            "pages": text_of(record.find("pages")),
            "doi": doi,
            "url": next(
                iter(
                    texts_of(record, "urls/web-urls/url")
                    + texts_of(record, "urls/related-urls/url")
                ),
                None,
            ),
            "keywords": texts_of(record, "keywords/keyword"),
            "key": text_of(record.find("label")) or text_of(record.find("rec-number")),
            "citations": citations,
            "citations_at": counted,
            "ids": texts_of(record, "accession-num"),
        },
        line,
    )
    noted = with_note(found, (*of_reader(notes), *own))
    return with_unkept(noted, fields_in(record, ENDNOTE_XML), ENDNOTE_XML)


def _lines_of(element: "Element") -> str:
    return "".join(element.itertext()).replace("\r", "\n")


FORMAT = DumpFormat("endnote-xml", "EndNote's XML", sniff, read)
