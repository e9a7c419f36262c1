"""Letters that somebody decoded wrongly before the dump was made, whose own encoding is right: `MÃ¼ller` is Müller."""

from collections.abc import Iterator
from dataclasses import replace

from papercli.dumps.base import Record
from papercli.model import Name
from papercli.patterns import late
from papercli.text import clean

_WORD = late(r"\S+")


def mended(record: Record) -> Record:
    """Return a record whose texts have the letters that were meant; one that a library wrote stays as it is."""
    if record.id:
        return record
    texts = [text for text in _texts(record) if not text.isascii()]
    if not texts:  # as most have none
        return record
    from ftfy.badness import is_bad

    if not any(map(is_bad, texts)):
        return record

    def mend(text: str | None) -> str | None:
        return clean(_mend(text)) if text else text

    def mend_all(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(mend(each) or each for each in texts)

    return replace(
        record,
        title=mend(record.title) or record.title,
        title_tex=mend(record.title_tex),
        abstract=mend(record.abstract),
        authors=mend_all(record.authors),
        names=tuple(
            Name(mend(each.family), mend(each.given), mend(each.suffix), mend(each.literal))
            for each in record.names
        ),
        venue=mend(record.venue),
        keywords=mend_all(record.keywords),
        tags=mend_all(record.tags),
        note=_mend(record.note) if record.note else None,
    )


def _mend(text: str) -> str:
    """Return a text with the letters that were meant: all of it, or else word by word, for others may be right."""
    from ftfy import TextFixerConfig, fix_encoding

    # Nothing that takes a blank, or a sign for what was lost, for a byte of a letter.
    config = TextFixerConfig(
        restore_byte_a0=False, replace_lossy_sequences=False, decode_inconsistent_utf8=False
    )
    whole = fix_encoding(text, config)
    if whole != text:
        return whole
    return _WORD.sub(lambda found: fix_encoding(found[0], config), text)


def _texts(record: Record) -> Iterator[str]:
    yield record.title
    yield record.abstract or ""
    yield record.venue or ""
    yield record.note or ""
    yield from record.authors
    yield from record.keywords
    yield from record.tags
