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
# Zaragoza & Taylor, CIKM 2004). Weight and padding were chosen on a plateau over three test collections.
TITLE_WEIGHT = 3
# Before each paper stand fillers that nobody searches for. By making every paper forty words longer they smooth BM25's length
# normalisation as a Dirichlet prior would (Zhai & Lafferty, SIGIR 2001): a paper known by its title alone does not beat one with
# an abstract merely for being short.
PADDING = 40
_FILLERS = "\ua7ff " * PADDING
# Between its parts stand words too long to be kept, which only take up places: no phrase reaches across.
_LONGEST_WORD = 60  # bytes
_GAP = f" {'x' * _LONGEST_WORD}" * 4 + " "

_LAST_LINE = (1 << 22) - 1
_AROUND = "\"'.,;:!?"


def build_schema() -> tantivy.Schema:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="stems", index_option="position")
    builder.add_text_field("title", tokenizer_name="stems", index_option="freq")
    for name in ("author", "venue", "words"):
        builder.add_text_field(name, tokenizer_name="words", index_option="basic")
    builder.add_text_field("chunks", tokenizer_name="blanks", index_option="basic")
    for name in ("id", "alias", "arxiv", "doi", "source", "tag", "is"):
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
    return builder.filter(tantivy.Filter.remove_long(_LONGEST_WORD)).filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())


def find_chunks(text: str) -> set[str]:
    """Return the runs of `text`, folded, that hold a sign other than a hyphen, and hyphenated words as one.

    `E(3)-equivariant` is a chunk and so is `C++`; of `k-NN` it is `knn`. Sentence marks around a run are not part of it.
    """
    chunks = set()
    for run in text.split():
        if run.isalnum():
            continue
        run = run.strip(_AROUND)
        plain = run.replace("-", "")
        if not plain.isalnum():
            if plain and "://" not in run:  # a link is found by its words
                chunks.add(fold(run))
        elif run.count("-") == 1:
            chunks.add(fold(plain))
    return chunks


def as_document(paper: dict[str, Any], start: int, length: int) -> tantivy.Document:
    """Return what the index holds of a paper whose line stands at these bytes of the store."""
    document = tantivy.Document()
    title, abstract, venue = paper["title"], paper["abstract"] or "", paper["venue"] or ""
    people = " ".join(paper["authors"])
    keywords = " ".join(paper["keywords"])
    document.add_text("text", _FILLERS + _GAP.join((*[title] * TITLE_WEIGHT, abstract, f"{people} {venue} {keywords}")))
    document.add_text("title", title)
    if people:
        document.add_text("author", people)
    if venue:
        document.add_text("venue", venue)
    both = f"{title} {abstract}"
    document.add_text("words", both)
    document.add_text("chunks", " ".join(find_chunks(both)))
    _add_names(document, "id", (paper["id"],))
    _add_names(document, "alias", paper["aliases"])
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
