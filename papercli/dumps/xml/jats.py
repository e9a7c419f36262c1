"""JATS and its older forms: articles as publishers and PubMed Central keep them."""

from typing import TYPE_CHECKING

from papercli.dumps.bookkeeping_tags import JATS
from papercli.dumps.people import People, people, read_literal, read_parts
from papercli.dumps.values import page_range
from papercli.dumps.xml.catalogue import (
    Catalogue,
    all_of,
    best_date,
    date_in_parts,
    first_of,
)
from papercli.dumps.xml.prose import prose_of, sections_of
from papercli.names import Author

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_META = ("front/article-meta", "front-stub", "book-part-meta", "fm")
_JOURNAL = "front/journal-meta"
# The first that there is says when: in print, as a collection, online.
_PUBLISHED = ("ppub", "pub", "collection", "epub-ppub", "epub", "epreprint", "preprint")
_OTHER_ABSTRACTS = frozenset(
    "graphical teaser toc web-summary executive-summary short plain-language-summary key-points highlights precis".split()
)


def _meta(article: "Element") -> "Element":
    return next((found for at in _META if (found := article.find(at)) is not None), article)


def _title(article: "Element") -> str | None:
    meta = _meta(article)
    title = first_of(meta, "title-group/article-title", "article-title", "title-group/title")
    under = first_of(meta, "title-group/subtitle")
    return f"{title.rstrip(' :')}: {under}" if title and under else title


def _abstract(article: "Element") -> str | None:
    every = _meta(article).findall("abstract")
    plain = [each for each in every if each.get("abstract-type") not in _OTHER_ABSTRACTS]
    return next((text for each in plain if (text := sections_of(each))), None)


def _authors(article: "Element") -> People:
    every = _meta(article).findall("contrib-group/contrib")
    chosen = [
        each
        for each in every
        if each.get("contrib-type", "author") in {"author", "collab", "group"}
    ]
    named = (name for each in chosen if (name := _author(each)) is not None)
    groups = _meta(article).findall("contrib-group/collab")
    return people((*named, *(read_literal(_group(each)) for each in groups)))


def _author(contributor: "Element") -> Author | None:
    name = next((found for at in ("name-alternatives/name", "name", "name-alternatives/string-name", "string-name") if (found := contributor.find(at)) is not None), None)  # fmt: skip
    if name is not None:
        family, given, suffix = (
            first_of(name, at) or "" for at in ("surname", "given-names", "suffix")
        )
        prefix = first_of(name, "prefix") or ""
        family = f"{prefix} {family}" if prefix.islower() else family
        return (
            read_parts(given, family, suffix)
            if family or given
            else read_literal(prose_of(name) or "")
        )
    group = contributor.find("collab")
    if group is None:
        group = contributor.find("collab-alternatives/collab")
    return None if group is None else read_literal(_group(group))


def _group(collab: "Element") -> str:
    """Return the name of a group, without its members."""
    if collab.find("institution") is not None:
        return first_of(collab, "institution") or ""
    named = [collab.text or ""]
    for each in collab:
        if each.tag not in {"contrib-group", "xref", "fn", "address", "email"}:
            named.append(prose_of(each) or "")
        named.append(each.tail or "")
    return " ".join("".join(named).split()).strip(" ,;")


def _date(article: "Element") -> str | None:
    every = _meta(article).findall("pub-date")

    def rank(each: "Element") -> int:
        kinds = {each.get("pub-type"), each.get("date-type"), each.get("publication-format")}
        if "electronic" in kinds and "print" not in kinds and kinds & {"pub"}:
            return _PUBLISHED.index("epub")
        return next((at for at, kind in enumerate(_PUBLISHED) if kind in kinds), len(_PUBLISHED))

    dates = [
        best_date(date_in_parts(each), each.get("iso-8601-date"))
        for each in sorted(every, key=rank)
    ]
    return best_date(*dates) or best_date(
        *(each.text for each in _meta(article).findall("pub-date/string-date")),
        *(date_in_parts(each) for each in _meta(article).findall("history/date")),
    )


def _identifiers(*kinds: str) -> tuple[str, ...]:
    return tuple(
        f"{meta}/article-id[@pub-id-type='{kind}']" for kind in kinds for meta in _META[:2]
    )


def _pages(article: "Element") -> str | None:
    meta = _meta(article)
    first, last = first_of(meta, "fpage"), first_of(meta, "lpage")
    return page_range(first, last) or first_of(meta, "page-range", "elocation-id")


def _link(article: "Element") -> str | None:
    links = all_of(_meta(article), "self-uri/@href", "self-uri")
    return next((each for each in links if each.startswith("http")), None)


def _kind(article: "Element") -> str:
    return {
        "preprint": "preprint", "dissertation": "thesis", "book-review": "review",
        "conference-paper": "conference", "proceedings-paper": "conference",
    }.get(article.get("article-type") or "", "article")  # fmt: skip


def _venue(article: "Element") -> str | None:
    return first_of(
        article, f"{_JOURNAL}/journal-title-group/journal-title", f"{_JOURNAL}/journal-title",
        f"{_JOURNAL}/journal-title-group/abbrev-journal-title", f"{_JOURNAL}/abbrev-journal-title",
        f"{_JOURNAL}/journal-id[@journal-id-type='iso-abbrev']", f"{_JOURNAL}/journal-id[@journal-id-type='nlm-ta']",
        f"{_JOURNAL}/publisher/publisher-name",
    )  # fmt: skip


CATALOGUE = Catalogue(
    "jats",
    "JATS: articles in the XML of publishers and PubMed Central",
    (
        r"<(?:[\w.-]+:)?(?:article|pmc-articleset)[\s>]",
        r"<(?:[\w.-]+:)?(?:front|front-stub|article-meta|journal-meta|pmc-articleset)[\s>]",
    ),
    ("article",),
    {
        "title": _title,
        "abstract": _abstract,
        "authors": _authors,
        "date": _date,
        "type": _kind,
        "venue": _venue,
        "volume": tuple(f"{meta}/volume" for meta in _META),
        "issue": tuple(f"{meta}/issue" for meta in _META),
        "pages": _pages,
        "doi": _identifiers("doi"),
        "arxiv": _identifiers("arxiv"),
        "url": _link,
        "keywords": [f"{meta}/kwd-group/kwd" for meta in _META[:2]],
        "key": (*_identifiers("pmc", "pmcid", "pmid", "publisher-id", "doi"), "@id"),
    },
    bookkeeping=JATS,
)
FORMAT = CATALOGUE.format
