"""Elements of XML and HTML as blocks: from a line that opens one to the line that closes it."""

import re

from papercli.dumps.input.lookahead import MOST_LINES, Ahead
from papercli.patterns import late

_NAMES = {
    "arxiv-atom": ("feed", "entry", "rss", "rdf:RDF", "channel", "item"),
    "pubmed-xml": (
        "PubmedArticleSet",
        "PubmedArticle",
        "PubmedBookArticleSet",
        "PubmedBookArticle",
        "MedlineCitationSet",
    ),
    "endnote-xml": ("xml", "records", "record"),
    "html": tuple(
        "html head body article dl dt dd main section div h1 h2 h3 h4 h5 table ul ol p".split()
    ),
}
_FORMAT_OF = {name.lower(): owner for owner, names in _NAMES.items() for name in names}
# The parts of a document in which a block of another format is the document's own.
_RECORDS = frozenset("entry item pubmedarticle pubmedbookarticle record article dl".split())
_WHOLE = frozenset(
    "feed rss rdf:rdf pubmedarticleset pubmedbookarticleset xml records html".split()
)
# Documents of their own, which are read only where a dump holds nothing else.
_DOCUMENTS = frozenset(
    "mods modscollection doi_records doi_batch crossref_result dblp dblpperson pmc-articleset sources oai-pmh".split()
)
_OPAQUE = ("script", "style", "pre", "textarea")  # elements that hold text
_PROLOGUE = late(r"\s*<[?!][^<>]*+>?\s*$")
_ELEMENT = late(r"\s*(?:<[?!][^<>]*>\s*)*<([A-Za-z][\w:.-]*)(?=[\s/>])")


def find_element(ahead: Ahead, main: str) -> tuple[str, int]:
    """Return the format and the lines of an element, with what stands before it."""
    count = 0
    while _PROLOGUE.match(ahead.line(count)) and count < 20:
        count += 1
    found = _ELEMENT.match(ahead.line(count))
    if found is None:
        return "", 0
    name = found[1].lower()
    owner = _FORMAT_OF.get(name, "")
    if main in _NAMES and (owner == main or name in _RECORDS or name not in _WHOLE):
        if name not in _RECORDS:  # what a record holds is its own
            return "", 0
        owner = main
    elif (
        not count
        and "xmlns" not in ahead.line(0)
        and name.rpartition(":")[2] not in _DOCUMENTS
        and (not owner or (main == "markdown" and owner == "html" and name not in _WHOLE))
    ):
        return "", 0
    start = count
    end = f"</{name}"
    if ahead.is_unclosed(end):
        return owner, ahead.paragraph(MOST_LINES, start + 1)
    again = re.compile(rf"\s*<{re.escape(name)}[\s>]", re.IGNORECASE)
    while line := ahead.line(count):
        if count > start and (owner != "html" or name in _WHOLE) and again.match(line):
            break
        count += 1
        if end in line.lower():
            return owner, count
    else:
        ahead.note_unclosed(end, count)
    if not line and not main and (name in _WHOLE or ahead.is_cut):
        return owner, count
    return owner, ahead.paragraph(count, start + 1)


def opened_text(line: str) -> str:
    """Return what ends the text that a line of a page opens, if it does: of a script, say."""
    folded = line.lower()
    return next(
        (f"</{name}" for name in _OPAQUE if folded.rfind(f"<{name}") > folded.rfind(f"</{name}")),
        "",
    )


def lines_until(ahead: Ahead, end: str) -> int:
    """Return the lines up to the one that holds this; none where there is none."""
    count = 1
    while not ahead.is_unclosed(end) and (line := ahead.line(count)):
        count += 1
        if end in line.lower():
            return count
    if not ahead.is_unclosed(end):
        ahead.note_unclosed(end, count)
    return 0
