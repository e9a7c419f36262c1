"""The words for `and` in other languages, which join names, and stand within some: `Ramón y Cajal`."""

from papercli.patterns import late

# The same word in other languages, between names that are whole: it stands within some, too, as in "Ramón y Cajal".
_AND_ABROAD = late(r"(?<!\s)\s++(?:und|sowie|et|och|og|ja|oraz|и|та|y|e|en|i)\s+(?=\S)")
_FAMILIES_ABROAD = late(
    r"(?P<first>[^\W\d_a-z][\w'’-]{1,30}(?:,\s[^\W\d_a-z][\w'’-]{1,30}){0,9})\s(?:und|sowie|et|och|og|oraz)\s(?P<last>[^\W\d_a-z][\w'’-]{1,30})"
)
_NAME = late(r"(?:(?:[^\W\d_a-zà-ÿ][\w.'’-]*|d['’]\w+|[a-z]{1,3}|della|degli|dalla)(?:\s|$))+")
_COMMA = late(r"(?:(?<!\s)\s++)?,\s*")


def split_abroad(text: str) -> list[str]:
    """Return the parts of a text at words for `and` in other languages, where whole names stand at both sides."""
    if families := _FAMILIES_ABROAD.fullmatch(text.strip()):
        return [families["first"], families["last"]]
    parts: list[str] = []
    start = 0
    for each in _AND_ABROAD.finditer(text):
        if _are_names_about(text[start : each.start()], text[each.end() :]):
            parts.append(text[start : each.start()])
            start = each.end()
    return [*parts, text[start:]]


def _are_names_about(before: str, after: str) -> bool:
    """Say whether names end and begin where one of these words stands, both in one form."""
    left = [piece for piece in _COMMA.split(before.strip(" ,")) if piece]
    right = [piece for piece in _COMMA.split(_AND_ABROAD.split(after)[0].strip(" ,")) if piece]
    if not left or not right or not all(map(_NAME.fullmatch, (*left, *right))):
        return False
    if len(left) % 2 == 0 and " " not in left[-2] and len(right) > 1:
        return True  # "Pérez, José y García, …", but not "Pérez, José, Ramón y Cajal, …"
    return " " in left[-1] and " " in right[0]
