"""Where a title in quotation marks ends, which may hold others."""

import re

_OPENING = {"“": "”", '"': '"', "«": "»", "„": "“”", "‘": "’", "'": "'", "``": "''", "”": "”"}


def ends_of_quote(body: str, start: int, mark: str) -> list[tuple[int, int]]:
    """Return where a title in quotation marks may end: its end, and where the text goes on."""
    closing = _OPENING[mark]
    pattern = re.escape(closing) if mark == "``" else f"[{re.escape(closing)}]"
    before = re.compile(rf"[,.;?!]\s?{pattern}(?=[\s,.;:)]|$)")
    behind = re.compile(rf"{pattern}(?=[,.;:]|\s\(|\s?\[|\sin:?\s|$)")
    ends = []
    for each in before.finditer(body, start):
        at = each.start() + (body[each.start()] in "?!")
        ends.append((at, each.end()))
    for each in behind.finditer(body, start):
        if not any(after == each.end() for _, after in ends):
            ends.append((each.start(), each.end()))
    ends.sort()
    if len(ends) > 1:
        # Quotation marks within the title come in pairs; what follows it is its venue.
        whole = [each for each in ends if _is_even(body[start : each[0]], mark)]
        ends = whole[:1] if whole else ends
        if mark in {'"', "'"} and len(whole) > 1 and '"' in body[ends[0][1] :]:
            return whole
    return ends[:1] if mark in {"“", "«", "‘", "``", "”"} and ends else ends


def _is_even(text: str, mark: str) -> bool:
    closing = _OPENING[mark][-1]
    if mark in {closing, "'"}:
        return text.count(mark) % 2 == 0
    return text.count(mark) == text.count(closing) or mark in {"‘", "``"}
