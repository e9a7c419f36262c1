"""Boxes to tick in front of a title or in a cell: `[ ]` and `[x]`, `☐` and `☑`, `⬜` and `✅`."""

from papercli.patterns import late

# `☒` is a ticked box, as converters of Markdown write `[x]`; `[/]` and `[-]` are begun and given up.
BOX = r"(?:\[[ xX✓✔√/-]?\]|[☐⬜◻□🔲☑☒✅]\ufe0f?)"
_BOX = late(BOX)
_TICKED = late(r"\[[xX✓✔√]\]|[☑☒✅]\ufe0f?")


def is_box(text: str) -> bool:
    """Say whether a text is a box and nothing else."""
    return _BOX.fullmatch(text) is not None


def is_ticked(box: str) -> bool:
    """Say whether a box is ticked."""
    return _TICKED.fullmatch(box) is not None


def is_check_mark(box: str) -> bool:
    """Say whether a box is a sign that, without an empty box beside it, may only praise: `✅`."""
    return box.startswith("✅")
