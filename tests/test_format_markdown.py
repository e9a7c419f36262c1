import io
from pathlib import Path

from papercli.dumps import Record
from papercli.dumps.markdown import read, sniff

FIXTURES = Path(__file__).parent.parent / "fixtures" / "markdown"


def sample(name: str) -> list[Record]:
    found = list(read(io.StringIO((FIXTURES / name).read_text(encoding="utf-8"))))
    return [each for each in found if isinstance(each, Record)]


def test_a_digest_gives_names_and_labelled_abstracts() -> None:
    first, second = sample("digest.md")
    assert first.authors == ("Ashish Vaswani", "Noam Shazeer", "Łukasz Kaiser")
    assert first.abstract == "Sequences are translated with attention alone, without recurrence."
    assert (second.title, second.arxiv, second.line) == ("Deep Sets", "1703.06114", 25)


def test_a_list_gives_titles_and_links() -> None:
    adam, brackets, memory = sample("ugly.md")
    assert (adam.title, adam.arxiv) == ("Adam: A Method for Stochastic Optimization", "1412.6980")
    assert (brackets.title, brackets.doi) == ("A Title with [Brackets] in It", "10.1016/s0020-0190(01)00123-4")
    assert (memory.doi, (memory.abstract or "")[:27]) == ("10.1162/neco.1997.9.8.1735", "Gates keep the error from v")


def test_links_to_anything_else_are_no_papers() -> None:
    assert sniff("- [code](https://arxiv.org/abs/2401.00001)\n- [A title](https://example.org)\n") == 0
