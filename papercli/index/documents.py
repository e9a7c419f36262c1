"""What the index holds of a paper: words and names, and the byte range of its line in the store.

Texts stay in the store.
"""

import re
from calendar import timegm
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import tantivy

from papercli.identifiers import ARXIV_REGISTRANT, names_of_paper, normalise_id
from papercli.index.citekeys import bare_key, number_of_key
from papercli.index.counted import add_counted
from papercli.index.forms import as_run, as_stems, as_words, spelt_out, without_remark
from papercli.index.orders import numbers_of
from papercli.index.schema import (
    FILLERS,
    GAP,
    HAVING,
    TITLE_WEIGHT,
    WORDS,
    added_key,
    stem_analyzer,
    with_words_that_fit,
)
from papercli.model import COUNTS, Paper, year_of
from papercli.store.reader import Span
from papercli.text import fold_run

_LAST_LINE = added_key(1) - 1
_ORDERED = 15  # hex digits of an id
_AROUND = "\"'.,;:!?"


def find_chunks(text: str) -> tuple[set[str], set[str]]:
    """Return the runs of `text`, folded, that hold a sign other than a hyphen, and hyphenated words as one.

    `E(3)-equivariant` is a run with signs and so is `C++`; of `k-NN` it is `knn`. Sentence marks
    around a run are not part of it, nor are the brackets of a remark.
    """
    signed: set[str] = set()
    joined: set[str] = set()
    for run in {word.strip(_AROUND) for word in text.split() if not word.isalnum()}:
        if run.isalnum():
            continue
        word = without_remark(run)
        plain = word.replace("-", "")
        if plain.isalnum():
            if len(plain) < len(word):
                joined.update(_joined(word))
        elif plain and "://" not in run:  # a link is found by its words
            signed.add(as_run(run))
    return signed, joined


def _joined(run: str) -> Iterator[str]:
    """Yield a hyphenated word as one, and each two neighbouring parts of it."""
    parts = fold_run(run).split("-")
    if len(parts) > 1:
        yield "".join(parts)
    if len(parts) > 2:
        yield from map("".join, pairwise(parts))


def _with_stems(words: set[str]) -> set[str]:
    """Return words with the stems of those without digits: a search for finetuning finds fine-tuned."""
    return words | {*stem_analyzer().analyze(" ".join(filter(str.isalpha, words)))}


def as_document(paper: Paper, span: Span) -> tantivy.Document:
    """Return what the index holds of a paper whose line stands there in the store."""
    document = tantivy.Document()
    title, abstract, venue, note = (
        with_words_that_fit(text or "")
        for text in (paper.title, paper.abstract, paper.venue, paper.note)
    )
    people = with_words_that_fit(" ".join(paper.authors))
    keywords = with_words_that_fit(" ".join((*paper.keywords, note)))
    stems = as_stems(title)
    others = (as_stems(abstract), as_stems(f"{people} {venue} {keywords}"))
    document.add_text("text", FILLERS + GAP.join((*[stems] * TITLE_WEIGHT, *others)))
    document.add_text("title", stems)
    if people:
        document.add_text("author", f"{as_words(people)} {as_words(spelt_out(people))}")
    if venue:
        document.add_text("venue", as_words(venue))
    both = f"{title} {abstract} {note}"
    for name, text in (("keyword", " ".join(paper.keywords)), ("note", note)):
        if text:
            document.add_text(name, as_stems(with_words_that_fit(text)))
    for name, text in zip(WORDS, (f"{title} {note}", abstract), strict=True):
        document.add_text(name, as_words(text))
    signed, joined = find_chunks(both)
    document.add_text("chunks", " ".join(signed))
    spelt = spelt_out(f"{both} {people}")
    document.add_text("joined", " ".join((*_with_stems(joined), spelt)))
    _add_names(document, "id", (paper.id,))
    _add_names(document, "alias", paper.aliases)
    _add_names(document, "arxiv", (paper.arxiv,))
    _add_names(document, "doi", (paper.doi,))
    _add_names(document, "known", other_names(paper))
    _add_names(document, "cites", paper.references)
    _add_names(document, "source", {source.file.lower() for source in paper.sources})
    _add_names(document, "digest", {source.digest for source in paper.sources})
    _add_names(document, "tag", {tag.lower() for tag in paper.tags})
    _add_names(document, "is", (paper.status, "starred" if paper.starred else None))
    _add_names(document, "key", _keys(paper))
    _add_names(document, "has", (name for name in HAVING if getattr(paper, name)))
    if (year := year_of(paper)) is not None:
        document.add_unsigned("year", year)
    add_counted(document, paper)
    for name in COUNTS:
        if (count := getattr(paper, name)) is not None:
            document.add_unsigned(name, count)
    for name, value in zip(span._fields, span, strict=True):
        document.add_unsigned(name, value)
    for name, number in numbers_of(paper):
        document.add_unsigned(name, number)
    document.add_unsigned("cite", number_of_key(bare_key(paper)))
    document.add_unsigned("added", _added_key(paper))
    document.add_unsigned("order", _order_key(paper.id))
    return document


def other_names(paper: Paper) -> list[str]:
    """Return the ids of a paper that its fields for an arXiv id and a DOI do not hold."""
    if not paper.ids and not (paper.doi or "").startswith(ARXIV_REGISTRANT):
        return []
    held = {f"arxiv:{paper.arxiv}", f"doi:{paper.doi}"}
    names = names_of_paper(paper.arxiv, paper.doi, paper.ids)
    return [name for name in names if name not in held]


def _keys(paper: Paper) -> set[str]:
    """Return by what names its dumps cite a paper, other than its ids: keys of a .bib."""
    keys = {source.key.lower() for source in paper.sources if source.key}
    return {key for key in keys if not key.isdecimal() and normalise_id(key) is None}


def _add_names(document: tantivy.Document, field: str, names: Iterable[str | None]) -> None:
    for name in names:
        if name:
            document.add_text(field, name)


def _order_key(identifier: str) -> int:
    """Return a number by which papers are in the order of their ids."""
    try:
        return int(identifier[:_ORDERED].ljust(_ORDERED, "0"), 16)
    except ValueError:  # the id of a damaged line
        return 0


def _added_key(paper: Paper) -> int:
    """Return a number that grows with the time of addition and, within a dump, from its last line to its first."""
    line = paper.sources[0].line if paper.sources else 0
    return added_key(_milliseconds(paper.added)) | (_LAST_LINE - min(line, _LAST_LINE))


@lru_cache(maxsize=64)
def _milliseconds(added: str) -> int:
    """Return milliseconds since 1970 of a UTC time such as `2026-03-14T09:26:53.589Z`."""
    try:
        year, month, day, hour, minute, second, *rest = (
            int(part) for part in re.findall(r"\d+", added)
        )
        seconds = timegm((year, month, day, hour, minute, second))
        return max(0, seconds * 1000 + (rest[0] if rest else 0))
    except (ValueError, OverflowError):
        return 0
