"""All dump formats, in the order in which they are listed."""

from papercli.dumps import table
from papercli.dumps.base import DumpFormat
from papercli.dumps.bibtex import bibtex
from papercli.dumps.html import bookmarks, webpage
from papercli.dumps.json import (
    array,
    arxiv_snapshot,
    crossref,
    csl,
    datacite,
    huggingface,
    jsonl,
    openalex,
    openreview,
    paperpile,
    semanticscholar,
    zotero,
)
from papercli.dumps.labelled import labelled
from papercli.dumps.listing import listing, titles
from papercli.dumps.mail import alert, arxiv_digest
from papercli.dumps.markdown import awesome, checklist, markdown
from papercli.dumps.notes import markdown as markdown_notes
from papercli.dumps.notes import org
from papercli.dumps.pages import accepted, arxiv_page, links, openreview_page, scholar_profile
from papercli.dumps.references import references
from papercli.dumps.tagged import endnote, medline, ovid, refworks, ris, webofscience
from papercli.dumps.xml import (
    acl,
    arxiv_oai,
    atom,
    crossref_xml,
    dblp,
    dublin_core,
    endnote_xml,
    jats,
    marc,
    mods,
    pubmed,
    word,
)
from papercli.dumps.xml import zotero as zotero_rdf
from papercli.dumps.yaml import papers as yaml_papers
from papercli.errors import UsageError

# A dump in one of these is a single document, and none of it is in another format.
_CATALOGUES = (
    mods,
    marc,
    jats,
    crossref_xml,
    dblp,
    acl,
    zotero_rdf,
    word,
    arxiv_oai,
    dublin_core,
)
DOCUMENTS = frozenset(each.FORMAT.name for each in _CATALOGUES)

FORMATS: tuple[DumpFormat, ...] = tuple(
    each.FORMAT
    for each in (
        listing,
        labelled,
        markdown,
        jsonl,
        array,
        csl,
        arxiv_snapshot,
        openalex,
        semanticscholar,
        crossref,
        datacite,
        zotero,
        paperpile,
        openreview,
        huggingface,
        bibtex,
        ris,
        medline,
        webofscience,
        endnote,
        ovid,
        refworks,
        pubmed,
        endnote_xml,
        atom,
        *_CATALOGUES,
        table,
        webpage,
        bookmarks,
        yaml_papers,
        markdown_notes,
        org,
        arxiv_digest,
        arxiv_page,
        awesome,
        checklist,
        openreview_page,
        scholar_profile,
        accepted,
        alert,
        references,
        links,
        titles,
    )
)


def format_named(name: str) -> DumpFormat:
    """Return the format of that name; raises UsageError with the names there are."""
    for each in FORMATS:
        if each.name == name:
            return each
    raise UsageError(
        f"unknown format '{name}'; use one of: {', '.join(each.name for each in FORMATS)}"
    )
