"""What the first bytes of a file say it is.

Compressed, text in some encoding, or no text at all.
"""

import codecs

_LOOKED_AT = 4096  # bytes
_MOSTLY, _HARDLY = 0.7, 0.05  # shares of NULs
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_OTHER_FILES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "binary file (an image)"),
    (b"\xff\xd8\xff", "binary file (an image)"),
    (b"GIF8", "binary file (an image)"),
    (b"SQLite format 3", "binary file (a database)"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed; decompress it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
)
_CONTROLS = bytes({*range(32)} - {9, 10, 11, 12, 13, 27, 30})


def is_binary(head: bytes) -> str | None:
    """Say what a file that is no text is, or None."""
    for magic, name in _OTHER_FILES:
        if head.startswith(magic):
            return name
    if head.startswith((*UTF16_MARKS, *UTF32_MARKS)) or wide_encoding(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary file" if controls * 100 > len(head) else None


def wide_encoding(head: bytes) -> str | None:
    """Return the name of UTF-16 or UTF-32 where bytes are NUL as in Western text that has lost its byte order mark."""
    looked_at = head[:_LOOKED_AT]
    if len(looked_at) < 8:
        return None
    # Share of NULs at each place in a group of four.
    nuls = [looked_at[at::4].count(0) * 4 / len(looked_at) for at in range(4)]
    match [True if share > _MOSTLY else False if share < _HARDLY else None for share in nuls]:
        case [False, True, True, True]:
            return "utf-32-le"
        case [True, True, True, False]:
            return "utf-32-be"
        case [False, True, False, True]:
            return "utf-16-le"
        case [True, False, True, False]:
            return "utf-16-be"
    return None
