"""Labels of letters in front of references, as BibTeX's alpha style has them, and what looks like them."""

import io

import pytest

from papercli.dumps.base import Record
from papercli.dumps.references.references import read

ENTRIES = [
    "Hart, R. and Sand, M. Slow moss on curves of higher kind. Journal of Moss, 3(2), 1-9, 1997.",
    "Knoll, D. E. Slow moss on trees and on bushes. Journal of Moss, 4(2), 11-19, 1984.",
    "Gore, M. and Mac, R. Slow moss on stratified spaces. Journal of Moss, 5(2), 21-29, 1980.",
    "Quill, A., Rook, B. and Sand, M. Fast moss on the walls. Journal of Moss, 6(1), 1-9, 1981.",
]
TITLES = [entry.split(". ")[-2] for entry in ENTRIES]
LABELS = {
    "letters": ["HS", "Kno", "GM", "QRS"],
    "some with years": ["HS97", "Kno84", "GM", "QRS"],
    "with numbers": ["HS1", "Kno1", "Kno2", "Q"],
    "names": ["Hart", "Knoll", "Gore", "Quill"],
    "with a plus": ["HS+", "K", "G-M", "ABS"],
    "with years": ["HS97", "Kno84a", "GM80", "QRS+81"],
}


def wrapped(entry: str, *, at: int) -> str:
    """Return an entry broken into two lines, at the first space behind a column."""
    cut = entry.index(" ", at)
    return f"{entry[:cut]}\n{entry[cut + 1 :]}"


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("at", [None, 20, 40, 60])
@pytest.mark.parametrize("labels", LABELS)
def test_each_label_begins_a_reference(labels: str, at: int | None, between: str) -> None:
    entries = [entry if at is None else wrapped(entry, at=at) for entry in ENTRIES]
    lines = [f"[{label}] {entry}" for label, entry in zip(LABELS[labels], entries, strict=True)]
    found = list(read(io.StringIO(between.join(lines))))
    assert [each.title for each in found if isinstance(each, Record)] == TITLES
    assert len(found) == len(TITLES)


@pytest.mark.parametrize("said", ["[Online]. Available:", "[Online] Available:"])  # fmt: skip
def test_what_tells_where_a_work_can_be_read_begins_none(said: str) -> None:
    lines = [f"{entry[:-1]}.\n{said} https://example.org/{at}" for at, entry in enumerate(ENTRIES)]
    found = list(read(io.StringIO("\n\n".join(lines))))
    assert [each.title for each in found if isinstance(each, Record)] == TITLES
