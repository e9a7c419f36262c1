from hypothesis import given
from hypothesis import strategies as st

from papercli.views.table import _cut

WORDS = st.lists(st.text("abcdé", min_size=1, max_size=12), min_size=1, max_size=40, unique=True)


@given(WORDS, st.integers(0, 39), st.integers(20, 120))
def test_a_snippet_is_cut_between_words_around_its_first_match(
    words: list[str], at: int, room: int
) -> None:
    text = " ".join(words)
    at %= len(words)
    start = len(" ".join(words[:at])) + bool(at)
    match = words[at]
    shown = _cut(text, [(start, start + len(match))], room)
    kept = shown.plain.removeprefix("… ").removesuffix(" …")
    parts = kept.split()
    first = words.index(parts[0])
    assert parts == words[first : first + len(parts)]  # no word is cut
    assert match in parts
    assert len(kept) <= room
    assert shown.plain.startswith("… ") == (first > 0)
    assert shown.plain.endswith(" …") == (first + len(parts) < len(words))
    [span] = shown.spans
    assert shown.plain[span.start : span.end] == match


def test_a_word_longer_than_the_room_is_cut() -> None:
    assert _cut("a" * 50, [], 20).plain == "a" * 19 + " …"
    assert _cut("short enough", [], 20).plain == "short enough"
