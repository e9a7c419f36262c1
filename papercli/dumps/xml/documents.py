"""What the start of a dump shows of an XML document: its root element, and what it is called."""

import re
from typing import NamedTuple

from papercli.patterns import late

_OPENING = late(
    r"[\ufeff\s]*(?:<\?[^>]*\?>\s*|<!--(?:(?!-->).)*-->\s*|(?P<type><!DOCTYPE[^<>\[]*(?:\[(?:(?!\]\s*>).)*\]\s*)?>)\s*)*"
    r"<(?P<prefix>[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)(?P<rest>(?:\s[^<>]*?)?)/?>(?P<behind>\s*(?:<!--(?:(?!-->).)*-->\s*)*(?:</?[A-Za-z_]|$))?",
    re.DOTALL,
)
_PROLOGUE = late(r"[\ufeff\s]*<\?xml\s|[\ufeff\s]*<!DOCTYPE\s+(?!html\b)", re.IGNORECASE)
_NAMESPACE = late(r"xmlns(?::([\w.-]+))?\s*=\s*[\"']([^\"']*)[\"']")
_HTML = frozenset(
    "html head body article dl dt dd main section div h1 h2 h3 h4 h5 h6 table ul ol li p a img br hr center picture details summary "
    "b i em strong span sub sup kbd code pre blockquote header nav footer aside meta script style".split()
)
# Part of a namespace, or the name of a root -> what people call such a document.
_KINDS = {
    "http://www.tei-c.org/": "TEI",
    "http://www.w3.org/2000/svg": "SVG",
    "http://www.sitemaps.org/": "a sitemap",
    "http://purl.org/net/xbiblio/csl": "a CSL style",
    "http://graphml.graphdrawing.org/": "GraphML",
    "http://schemas.openxmlformats.org/": "part of an Office document",
    "urn:oasis:names:tc:opendocument": "part of an OpenDocument file",
    "http://docbook.org/": "DocBook",
    "http://www.editeur.org/onix": "ONIX",
    "http://ns.editeur.org/onix": "ONIX",
    "http://www.w3.org/1998/math/mathml": "MathML",
    "http://www.w3.org/2002/07/owl": "OWL",
    "http://maven.apache.org/": "a Maven project",
    "http://bibtexml.sf.net/": "BibTeXML",
    "http://datacite.org/schema/": "DataCite XML",
    "http://www.loc.gov/mets/": "METS",
    "urn:isbn:1-931666": "EAD",
    "http://www.dspace.org/xmlns/dspace/dim": "DSpace's own metadata",
    "http://www.elsevier.com/xml/": "an answer of Elsevier's API",
    "https://www.europepmc.org/": "an answer of Europe PMC",
    "ead": "EAD",
    "citaviexchangedata": "a Citavi project",
    "esummaryresult": "a summary of PubMed, which has no abstracts",
    "esearchresult": "a list of PubMed's ids",
    "refworks": "RefWorks XML",
    "rdf": "RDF that is neither Zotero's nor a feed",
    "tei": "TEI",
    "teicorpus": "TEI",
    "svg": "SVG",
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
    "opml": "OPML",
    "onixmessage": "ONIX",
    "graphml": "GraphML",
    "gexf": "GEXF",
    "plist": "a property list",
    "kml": "KML",
    "gpx": "GPX",
    "book": "DocBook",
    "bibliography": "DocBook",
    "searchretrieveresponse": "an answer of a library catalogue that is neither MARCXML nor MODS",
    "oai-pmh": "an answer of OAI-PMH in metadata that papers does not know",
}


class Root(NamedTuple):
    """The element that holds an XML document."""

    name: str  # without its prefix, as it is spelt
    prefix: str
    attributes: str

    @property
    def kind(self) -> str:
        """What such a document is called: "TEI", or "<root>" where the name says nothing."""
        own = next(
            (uri for name, uri in _NAMESPACE.findall(self.attributes) if name == self.prefix), ""
        ).lower()
        for sign, kind in _KINDS.items():
            if "/" in sign or ":" in sign:
                if own.startswith(sign):
                    return kind
            elif sign == self.name.lower() and (sign != "book" or not own):
                return kind
        return f"<{self.prefix}:{self.name}>" if self.prefix else f"<{self.name}>"


def root_of(head: str) -> Root | None:
    """Return the root of the XML document that `head` starts with, or None where it starts with none.

    A page in HTML is none, and neither is a text whose first line happens to hold a tag.
    """
    found = _OPENING.match(head)
    if found is None:
        return Root("?", "", "") if _PROLOGUE.match(head) and "<" in head.lstrip()[1:] else None
    name, prefix = found["name"], (found["prefix"] or "")[:-1]
    shows = _PROLOGUE.match(head) or "xmlns" in found["rest"] or found["behind"] is not None
    # A self-closed root, or one that holds text alone, is a document where it is closed at the end.
    if not shows and not head.rstrip().endswith((f"</{found['prefix'] or ''}{name}>", "/>")):
        return None
    of_web = ("<!doctype html", "<!doctype netscape-bookmark-file")
    if name.lower() == "html" or (found["type"] or "").lower().startswith(of_web):
        return None
    if name.lower() in _HTML and not _is_foreign(name, found["rest"], head):
        return None
    return Root(name, prefix, found["rest"])


def _is_foreign(name: str, attributes: str, head: str) -> bool:
    """Say whether an element that HTML has, too, is the root of another kind of XML."""
    return (
        "xmlns" in attributes
        or _PROLOGUE.match(head) is not None
        or (
            name == "article"
            and re.search(r"<(?:\w+:)?(?:article-meta|journal-meta)[\s>]", head) is not None
        )
    ) and 'xmlns="http://www.w3.org/1999/xhtml' not in attributes
