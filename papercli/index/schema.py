"""The fields of the index, and how text becomes terms."""

from functools import cache

import tantivy

from papercli.index.counted import NUMBERED, TEXT_FIELDS
from papercli.index.orders import FIRST_BY
from papercli.model import COUNTS
from papercli.patterns import late

LAYOUT = (
    11  # raised when the fields or their analysis change; an index of another layout is built anew
)

# Ranking works on one field, `text`, in which the title stands three times: BM25F with one field's
# statistics (Robertson, Zaragoza & Taylor, CIKM 2004). Weight and padding were chosen on a plateau
# over three test collections.
TITLE_WEIGHT = 3
# Before each paper stand fillers that nobody searches for. By making every paper twenty words
# longer they smooth BM25's length normalisation as a Dirichlet prior would (Zhai & Lafferty, SIGIR
# 2001): a paper known by its title alone does not beat one with an abstract merely for being short.
PADDING = 20
FILLERS = "\ua7ff " * PADDING
# Between its parts stand words that are not kept and only take up places: no phrase reaches across.
_GAP_WORD = "\ua66e"
GAP = f" {_GAP_WORD} {_GAP_WORD} {_GAP_WORD} "
# The words of a paper as they stand: those of its title and note, and those of its abstract, which
# can so be asked for alone. Queries ask for both by the name of `words`.
WORDS = ("heading", "abstract")
_LONGEST_WORD = 10_000  # characters; tantivy passes over a word of more than 65,530 bytes
_TOO_LONG = late(rf"(?<![^\W_])[^\W_]{{{_LONGEST_WORD + 1},}}+")


# The fields of a paper that a query may ask for by `has:`.
HAVING = (
    *(
        "abstract",
        "authors",
        "venue",
        "doi",
        "arxiv",
        "url",
        "keywords",
        "tags",
        "note",
        "references",
        "files",
    ),
)


_LAST_MILLISECOND = (1 << 42) - 1  # in 2109; what is later is taken for that


def added_key(milliseconds: int) -> int:
    """Return the first key of the papers that were added then; their places in the dump follow."""
    return min(milliseconds, _LAST_MILLISECOND) << 22


def build_schema() -> tantivy.Schema:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="stems", index_option="position")
    builder.add_text_field("title", tokenizer_name="stems", index_option="freq")
    for name in ("author", "venue", *WORDS):
        builder.add_text_field(name, tokenizer_name="words", index_option="basic")
    for name in ("chunks", "joined"):
        builder.add_text_field(name, tokenizer_name="blanks", index_option="basic")
    for name in ("keyword", "note"):
        builder.add_text_field(name, tokenizer_name="stems", index_option="basic")
    for name in ("key", "has"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("id", "alias", "arxiv", "doi", "known", "cites", "source", "digest", "tag", "is"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("year", *COUNTS):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in NUMBERED.values():
        builder.add_unsigned_field(name, fast=True)
    for name in ("start", "length", "checksum", "added", "order", "cite", *FIRST_BY.values()):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def register_analyzers(index: tantivy.Index) -> None:
    """Tell an opened index how text becomes terms; tantivy does not keep that."""
    index.register_tokenizer("words", word_analyzer())
    index.register_tokenizer("stems", stem_analyzer())
    index.register_tokenizer(
        "blanks", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    )


@cache
def word_analyzer() -> tantivy.TextAnalyzer:
    """Return what splits text into words as they stand.

    Runs of letters and digits, without case and accents.
    """
    return _folding().build()


@cache
def stem_analyzer() -> tantivy.TextAnalyzer:
    """Return what also reduces English words to their Snowball stems."""
    return _folding().filter(tantivy.Filter.stemmer("english")).build()


def _folding() -> tantivy.TextAnalyzerBuilder:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.custom_stopword([_GAP_WORD]))
    return builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())


def with_words_that_fit(text: str) -> str:
    """Return `text` with words that are too long for the index as words in a row, so that they are found like any other.

    Whole sentences are one word where a script has no blanks between words.

    """
    return (
        text
        if len(text) <= _LONGEST_WORD
        else _TOO_LONG.sub(lambda found: " ".join(_pieces(found[0])), text)
    )


def _pieces(word: str) -> list[str]:
    return [word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD)]
