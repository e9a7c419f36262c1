"""Numbered references on one line, and names of two words in front of a year: both are read."""

import io

import pytest

from papercli.dumps.base import Record
from papercli.dumps.references.references import read, sniff

REFERENCES = [
    '[1] A. Quill and B. Rook, "Moss on walls," Journal of Moss, vol. 7, no. 3, pp. 81-97, 2014.',
    '[2] C. Sand, "Rain on slate," Slate Review, vol. 4, no. 1, pp. 1-9, 2011.',
    '[3] D. E. Fern, "Ferns at night [1] and at dawn," Fern, vol. 2, pp. 11-12, Dec. 2009.',
]
NAMED = [
    "1. Nguyễn Hiệp (2008). Cơ sở ngữ nghĩa phân tích cú pháp. Tạp chí Ngôn ngữ, 12(3), 45-57.",
    "2. Phạm Minh (2016). Biến đổi khí hậu ở đồng bằng. Tạp chí Khoa học, 4(1), 1-9.",
    "3. Ada Quill (2014). Slow growth of moss on walls. Journal of Moss, 7(3), 81-97.",
]


def titles(text: str) -> list[str]:
    assert sniff(text) > 0.5
    return [each.title for each in read(io.StringIO(text)) if isinstance(each, Record)]


@pytest.mark.parametrize("head", ["", "References: ", "References "])
def test_numbered_references_on_one_line_are_read_apart(head: str) -> None:
    expected = ["Moss on walls", "Rain on slate", "Ferns at night [1] and at dawn"]
    assert titles(head + " ".join(REFERENCES)) == expected
    assert titles("\n".join(REFERENCES)) == expected


def test_names_in_full_in_front_of_a_year_and_pages_are_names() -> None:
    assert len(titles("\n".join(NAMED))) == len(NAMED)
