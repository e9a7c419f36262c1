"""Word's bibliography: `Sources.xml`, and what JabRef and bibutils write for Word."""

from typing import TYPE_CHECKING

from papercli.dumps.bookkeeping_tags import WORD
from papercli.dumps.people import People, people, read_literal, read_parts
from papercli.dumps.xml.catalogue import Catalogue, all_of, date_in_parts, first_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TYPES = {
    "JournalArticle": "article", "ArticleInAPeriodical": "article", "ConferenceProceedings": "conference",
    "BookSection": "chapter", "Book": "book", "Report": "report", "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage", "ElectronicSource": "webpage", "Patent": "patent",
}  # fmt: skip
_ROLES = ("Author", "Artist", "Inventor", "Performer")


def _authors(source: "Element") -> People:
    for role in _ROLES:
        at = f"Author/{role}"
        persons = [
            read_parts(" ".join(all_of(each, "First", "Middle")), first_of(each, "Last") or "")
            for each in source.findall(f"{at}/NameList/Person")
        ]
        if found := (*persons, *map(read_literal, all_of(source, f"{at}/Corporate"))):
            return people(found)
    return people(())


def _kind(source: "Element") -> str | None:
    if first_of(source, "ThesisType"):
        return "thesis"
    own = first_of(source, "BIBTEX_Entry")
    return own or _TYPES.get(first_of(source, "SourceType") or "")


CATALOGUE = Catalogue(
    "word-xml",
    "Word's bibliography (Sources.xml)",
    (
        r"<(?:[\w.-]+:)?Sources?[\s>/]",
        r"officeDocument/2006/bibliography|<(?:[\w.-]+:)?Sources(?:\s+SelectedStyle[^<>]*)?/?>",
    ),
    ("Source",),
    {
        "title": "Title",
        "abstract": ("BIBTEX_Abstract", "Abstract"),
        "authors": _authors,
        "date": date_in_parts,
        "type": _kind,
        "venue": (
            "JournalName",
            "ConferenceName",
            "PublicationTitle",
            "BookTitle",
            "PeriodicalTitle",
            "Institution",
            "Publisher",
        ),
        "volume": "Volume",
        "issue": "Issue",
        "pages": "Pages",
        "doi": ("DOI", "StandardNumber"),
        "url": "URL",
        "keywords": lambda source: first_of(source, "BIBTEX_KeyWords"),
        "key": "Tag",
    },
    bookkeeping=WORD,
)
FORMAT = CATALOGUE.format
