import io
from pathlib import Path

from papercli.dumps.base import Record, Skipped
from papercli.dumps.detection import detect
from papercli.dumps.formats import FORMATS, format_named
from papercli.dumps.input.files import open_dump

TITLES = Path(__file__).parent.parent / "fixtures" / "titles" / "titles.txt"


def test_each_line_is_a_title_without_its_bullet() -> None:
    found = list(format_named("titles").read(io.StringIO(TITLES.read_text(encoding="utf-8"))))
    assert [each.title for each in found if isinstance(each, Record)] == [
        "Attention Is All You Need",
        "Deep Sets",
        "Adam: A Method for Stochastic Optimization",
        "Über formal unentscheidbare Sätze der Principia Mathematica und verwandter Systeme I",
    ]
    assert [each for each in found if isinstance(each, Skipped)] == [Skipped(5, "no title")]
    assert [each.arxiv for each in found if isinstance(each, Record)][2] == "1412.6980"


def test_titles_are_never_detected() -> None:
    with open_dump(str(TITLES)) as dump:
        assert detect(dump).name != "titles"
    assert "titles" in {each.name for each in FORMATS}
