"""What the index holds of a paper, and how text becomes terms.

For each paper it holds words and names, and the byte range of the paper's line in the store; texts stay in the store.
"""

import re
from calendar import timegm
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import tantivy

from papercli.text import fold

LAYOUT = 1  # raised when the fields or their analysis change; an index of another layout is built anew

# Ranking works on one field, `text`, in which the title stands three times: BM25F with one field's statistics (Robertson,
# Zaragoza & Taylor, CIKM 2004). Weight and gap were chosen on a plateau over three test collections.
TITLE_WEIGHT = 3
# After each part stand fillers. They keep phrases from reaching across parts, and by making every paper forty words longer they
# smooth BM25's length normalisation as a Dirichlet prior would (Zhai & Lafferty, SIGIR 2001): a paper known by its title alone
# does not beat one with an abstract merely for being short.
GAP = 8
_FILLER = "\ua7ff"  # a letter nobody writes
PADDING = GAP * (TITLE_WEIGHT + 2)  # fillers in each paper

_LAST_LINE = (1 << 22) - 1
# A chunk is a run without blanks that holds a sign: `E(3)-equivariant`, `C++`, `k-NN`. Sentence marks around it are not part of it.
_CHUNK = re.compile(r"\S*[^\w\s]\S*")
_AROUND = "\"'.,;:!?"
_HYPHENS = re.compile(r"(?<=\w)-(?=\w)")


def build_schema() -> tantivy.Schema:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    for name in ("text", "title"):
        builder.add_text_field(name, tokenizer_name="stems", index_option="position")
    builder.add_text_field("abstract", tokenizer_name="stems", index_option="basic")
    for name in ("author", "venue"):
        builder.add_text_field(name, tokenizer_name="words", index_option="position")
    builder.add_text_field("words", tokenizer_name="words", index_option="basic")
    builder.add_text_field("chunks", tokenizer_name="blanks", index_option="basic")
    for name in ("own", "id", "arxiv", "doi", "source", "tag", "is"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("year", indexed=True, fast=True)
    for name in ("start", "length", "added"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def register_analyzers(index: tantivy.Index) -> None:
    """Tell an opened index how text becomes terms; tantivy does not keep that."""
    index.register_tokenizer("words", word_analyzer())
    index.register_tokenizer("stems", stem_analyzer())
    index.register_tokenizer("blanks", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


@cache
def word_analyzer() -> tantivy.TextAnalyzer:
    """Return what splits text into words as they stand: runs of letters and digits, without case and accents."""
    return _folding().build()


@cache
def stem_analyzer() -> tantivy.TextAnalyzer:
    """Return what also reduces English words to their Snowball stems."""
    return _folding().filter(tantivy.Filter.stemmer("english")).build()


def _folding() -> tantivy.TextAnalyzerBuilder:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return builder.filter(tantivy.Filter.remove_long(100)).filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())


def find_chunks(text: str) -> set[str]:
    """Return the runs of folded `text` that hold a sign, and hyphenated words also as one: `k-nn`, `knn`."""
    found = {chunk.strip(_AROUND) for chunk in _CHUNK.findall(fold(text))}
    joined = {_HYPHENS.sub("", chunk) for chunk in found if "-" in chunk}
    return {chunk for chunk in found if not chunk.isalnum()} | {word for word in joined if word.isalnum()} - {""}


def as_document(paper: dict[str, Any], start: int, length: int) -> tantivy.Document:
    """Return what the index holds of a paper whose line stands at these bytes of the store."""
    document = tantivy.Document()
    title, abstract, venue = paper["title"], paper["abstract"] or "", paper["venue"] or ""
    people = " ".join(paper["authors"])
    gap = f" {_FILLER}" * GAP + " "
    document.add_text("text", gap.join((*[title] * TITLE_WEIGHT, abstract, f"{people} {venue} {' '.join(paper['keywords'])}", "")))
    document.add_text("title", title)
    document.add_text("abstract", abstract)
    for author in paper["authors"]:
        document.add_text("author", author)
    document.add_text("venue", venue)
    document.add_text("words", f"{title} {abstract} {people} {venue} {' '.join(paper['keywords'])}")
    document.add_text("chunks", " ".join(find_chunks(f"{title} {abstract}")))
    _add_names(document, "own", (paper["id"],))  # by which it is replaced
    _add_names(document, "id", (paper["id"], *paper["aliases"]))  # by which it is found
    _add_names(document, "arxiv", (paper["arxiv"],))
    _add_names(document, "doi", (paper["doi"],))
    _add_names(document, "source", {source["file"].lower() for source in paper["sources"]})
    _add_names(document, "tag", {tag.lower() for tag in paper["tags"]})
    _add_names(document, "is", (paper["status"], "starred" if paper["starred"] else None))
    if paper["year"] is not None:
        document.add_unsigned("year", paper["year"])
    document.add_unsigned("start", start)
    document.add_unsigned("length", length)
    document.add_unsigned("added", _added_key(paper))
    return document


def _add_names(document: tantivy.Document, field: str, names: Iterable[str | None]) -> None:
    for name in names:
        if name:
            document.add_text(field, name)


def _added_key(paper: dict[str, Any]) -> int:
    """Return a number that grows with the time of addition and, within a dump, from its last line to its first."""
    line = paper["sources"][0]["line"] if paper["sources"] else 0
    return _milliseconds(paper["added"]) << 22 | (_LAST_LINE - min(line, _LAST_LINE))


@lru_cache(maxsize=64)
def _milliseconds(added: str) -> int:
    """Return milliseconds since 1970 of a UTC time such as `2026-03-14T09:26:53.589Z`."""
    try:
        year, month, day, hour, minute, second, *rest = (int(part) for part in re.findall(r"\d+", added))
        return max(0, timegm((year, month, day, hour, minute, second)) * 1000 + (rest[0] if rest else 0))
    except (ValueError, OverflowError):
        return 0
