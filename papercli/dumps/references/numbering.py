"""Volumes, issues, pages and years as Chinese, Japanese and Korean references count them: `第44卷第3期`, `44巻3号`, `제44권, 제3호`."""

import re

from papercli.patterns import late

_COUNT = r"\d{1,5}(?:\s?[-–~/·・合]\s?\d{1,5})?"
_OF = r"(?:[第제]\s?)?"
_VOLUME = late(rf"[,，、]?\s?{_OF}(?P<number>{_COUNT})\s?[卷巻권輯집]")
_ISSUE = late(rf"[,，、]?\s?[(（]?{_OF}[(（]?(?P<number>{_COUNT})[)）]?\s?[期号號호][)）]?")
_PAGES = late(
    r"[,，、:：]?\s?第?(?P<number>\d{1,6}(?:\s?[-–~～〜]\s?\d{1,6})?)\s?(?:ページ|[页頁쪽면])"
)
_YEAR = late(r"[,，、]?\s?(?P<number>(?:19|20)\d\d)\s?[年년]")
_FORMS = ((_VOLUME, "vol. "), (_ISSUE, "no. "), (_PAGES, "pp. "), (_YEAR, ""))
_DASH = late(r"\s?[~～〜]\s?")
_LOOSE = late(r"\s{1,3}(?=[,.;:)]|\s|$)")
# All that stands at the end of a reference beside what it counts so.
_WESTERN = (
    r"(?:vol|no|pp?)\.?\s?\d{1,8}(?:\s?[-–~～〜]\s?\d{1,8})?|\d{1,8}(?:\s?[-–~～〜]\s?\d{1,8})?"
)
_TAIL = late(
    rf"(?:[\s,，、.。;；:：(（)）]{{0,3}}+(?:{_VOLUME.pattern}|{_ISSUE.pattern}|{_PAGES.pattern}|{_YEAR.pattern}|{_WESTERN})[)）]?){{1,8}}+[\s,，.。]{{0,3}}+$".replace(
        "?P<number>", "?:"
    ),
    re.IGNORECASE,
)
_COUNTER = late(r"\d[)）]?\s?[卷巻권輯집期号號호页頁쪽면ペ年년]")
_LOOKED_AT = 120  # characters at the end of a text


def with_latin_numbers(text: str) -> str:
    """Return a text whose end counts volumes and the like so with `vol. 44, no. 3` in their place; a title stays."""
    start = max(0, len(text) - _LOOKED_AT)
    if not _COUNTER.search(text, start) or (tail := _TAIL.search(text, start)) is None:
        return text
    end = tail[0]
    for form, label in _FORMS:
        end = form.sub(rf", {label}\g<number> ", end)
    return text[: tail.start()] + _LOOSE.sub("", _DASH.sub("-", end)).rstrip()
