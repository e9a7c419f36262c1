"""Lines of the store to papers: a few with the standard library, many with msgspec."""

import json
from collections.abc import Callable

from papercli.model import Paper

_BULK = 1_000  # papers from which on msgspec is worth its import


def paper_decoder(count: int) -> Callable[[bytes], Paper]:
    """Return what decodes `count` lines; it raises ValueError for one that holds no paper."""
    if count < _BULK:
        return _decode_paper
    from papercli.store.papers import decode_paper

    return decode_paper


def _decode_paper(line: bytes) -> Paper:
    try:
        return Paper.from_json(json.loads(line))
    except (AttributeError, TypeError) as error:
        raise ValueError(str(error)) from error
