"""Which encoding the bytes of a dump are in.

Nearly all are UTF-8. What is not is guessed from the letters that come out, and refused where no
guess gives words.
"""

import codecs
from collections.abc import Iterable

from papercli.dumps.input.signatures import UTF16_MARKS, UTF32_MARKS, wide_encoding
from papercli.errors import DumpError, UsageError
from papercli.patterns import late

FALLBACK = "papers-cp1252"
UTF_8 = "utf-8-sig"
SAMPLE = 1 << 16  # bytes of lines with more than ASCII that a guess is made from
# Share of UTF-8 among characters beyond ASCII from which on the others are strays; of Japanese in
# EUC a third looks so.
_MOSTLY = 0.5
# What Windows-1252 reads, too.
_WESTERN = frozenset({"ascii", "cp1252", "iso8859-1", "iso8859-15"})
_WORD = late(r"[^\s\x00-\x40\x5b-\x60\x7b-\x7f]*[^\x00-\x7f\s][^\s\x00-\x40\x5b-\x60\x7b-\x7f]*")
# Mojibake: a capital beyond ASCII between small letters ("MŸller"), signs within words ("G‡del",
# "£ukasz"), words without a letter of ASCII ("Èâàí"), or letters of two alphabets in one word.
_NO_WORD = late(
    r"[A-Za-z\u00df-\u00ff][\u00c0-\u00deŒŠŽŸ][a-z\u00df-\u00ff]"
    r"|[A-Za-z\u00c0-\u00ff][“”‘„‚†‡‰‹›•˜™¾½¼¦¬¤¯£¥¢´¨¸¹²³ªº≥≤∞∂∑∏√≈∆◊][A-Za-z\u00c0-\u00ff]"
    r"|^[£¥¢¯¦¬³¼½¾¤][A-Za-z\u00c0-\u00ff]|^[\u00a1-\u00ff]{3}"
    r"|[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]"
)
_FEW = 12  # bytes beyond ASCII; fewer tell nothing but whether they are Western letters
_MOST_ODD = 0.1  # share of such words


def _decode_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Decode what is not UTF-8 as Windows-1252, byte by byte, so that one stray byte does not garble the rest."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in stray), error.end


codecs.register_error(FALLBACK, _decode_as_cp1252)


def errors_of(encoding: str) -> str:
    """Return how bytes that an encoding does not know are decoded."""
    return FALLBACK if encoding.startswith("utf") else "replace"


def check_encoding(name: str) -> str:
    """Return an encoding's own name; raises UsageError for one that is unknown."""
    try:
        found = codecs.lookup(name)
        b"a".decode(name)
    except (LookupError, ValueError):
        raise UsageError(
            f"unknown encoding '{name}'; for example cp1251, gb18030 or shift_jis"
        ) from None
    return UTF_8 if found.name == "utf-8" else found.name


def guess_encoding(head: bytes, sample: bytes) -> str:
    """Return the encoding of a dump, from its start and those of its lines that are not ASCII.

    Raises DumpError when none gives words.
    """
    if head.startswith(UTF32_MARKS):
        return "utf-32"
    if head.startswith(UTF16_MARKS):
        return "utf-16"
    if wide := wide_encoding(head):
        return wide
    if not sample or _is_utf_8(sample):
        return UTF_8
    is_short = sum(byte > 0x7F for byte in sample) < _FEW
    for name in ("cp1252",) if is_short else _candidates(sample):
        text = sample.decode(name, "replace")
        if _reads_well(text):
            return UTF_8 if name in _WESTERN else name
    raise DumpError("encoding not recognised; name it with --encoding, for example cp1251")


def lines_beyond_ascii(block: bytes, most: int) -> bytes:
    """Return the lines of a block that hold more than ASCII, up to so many bytes."""
    if block.isascii():
        return b""
    found: list[bytes] = []
    for line in block.split(b"\n"):
        if not line.isascii():
            found.append(line)
            most -= len(line)
            if most <= 0:
                break
    return b"\n".join((*found, b""))


def _is_utf_8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    beyond = sum(not char.isascii() for char in text)
    return beyond - text.count("\ufffd") >= _MOSTLY * beyond


def _candidates(sample: bytes) -> Iterable[str]:
    import chardet  # only for dumps that are not UTF-8: 40 ms

    names = [found["encoding"] for found in chardet.detect_all(sample)]
    return [codecs.lookup(name).name for name in names if name]


def _reads_well(text: str) -> bool:
    words = _WORD.findall(text)
    odd = sum(_NO_WORD.search(word) is not None for word in words)
    return "\ufffd" not in text[:-4] and odd <= _MOST_ODD * len(words)
