"""What is no dump is refused by name, and stores nothing."""

import io
import random
import sysconfig
from pathlib import Path

import pytest
from conftest import FIXTURES, Run

from papercli.dumps.base import Record
from papercli.dumps.detection import detect
from papercli.dumps.input.files import open_dump
from papercli.dumps.listing import listing
from papercli.dumps.plausible import flaw_of, refuse_junk
from papercli.dumps.reading import read, read_detected
from papercli.errors import UnknownFormatError

STANDARD_LIBRARY = Path(sysconfig.get_paths()["stdlib"])

TEXTS = {
    "a program": (
        "#include <stdio.h>\n\nint main(void)\n{\n    for (int i = 0; i < 10; i++) {\n"
        '        printf("%d\\n", i);\n    }\n    return 0;\n}\n'
    ),
    "settings": "[server]\nhost = localhost\nport = 8080\n\n[log]\nlevel = debug\nfile = /var/log/x.log\n",
    "a log": "\n".join(
        f"2026-01-0{n} 10:00:0{n} INFO worker {n} started in 0.{n} s" for n in range(1, 9)
    ),
    "a letter": (
        "Dear Ada,\n\nThank you for the lovely evening. We walked home along the river, and the moon was so bright that "
        "nobody needed a lamp. I have thought about what you said of the garden.\n\nDo come again in spring. The "
        "apple trees will be in blossom by then, and the children ask for you every day.\n\nYours,\nBen\n"
    ),
    "a manual": (
        "NAME\n    frob - turn knobs\n\nSYNOPSIS\n    frob [-v] KNOB...\n\nDESCRIPTION\n    Turns each KNOB to "
        "the right. With -v it says what it does. A knob that is stuck is left alone.\n\nEXIT STATUS\n    0 if all turned.\n"
    ),
    "a poem": "\n".join(
        ["The moss is green", "and so is the lane", "where nobody walks", "when it starts to rain"]
        * 3
    ),
    "notes in org": (
        "#+title: Reading\n* TODO Something to read\n:PROPERTIES:\n:YEAR: 2022\n:END:\nIt was noted on a train. "
        "It may be worth an evening, or two of them, if the weather is bad enough for that.\n"
    ),
    "TeX": (
        "\\documentclass{article}\n\\begin{document}\n\\section{Introduction}\nWe show that moss grows. "
        "It grows on stones and on trees, and nobody has counted how often it does so in a year.\n\\end{document}\n"
    ),
    "a table without a title": "name,summary,who,when\n"
    + "\n".join(f"a{n},b{n},c{n},d{n}" for n in range(9)),
    "tagged text of another kind": (
        "%%AUTHOR\nDoe, J.\n%%NAME\nA kept paper\n%%VOL\n4\n%%TEXT\n"
        "It was kept there for years and then exported. Nobody knows why it was done at all.\n"
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_text_that_is_no_listing_is_refused_and_stores_nothing(
    papers: Run, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "some.txt"
    path.write_text(TEXTS[name], encoding="utf-8")
    code, out, err = papers("ingest", path)
    assert code == 3
    assert not out or out.startswith("0 records read")
    assert err.startswith(f"papers: {path}: ")
    assert err.count("\n") == 1
    assert papers("list", "--count")[1] == "0\n"


@pytest.mark.parametrize("arguments", [("list",), ("history",), ("--help",), ("search", "graph")])
def test_what_this_program_shows_to_people_is_not_read_back(
    filled: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    count = filled("list", "--count")[1]
    shown = tmp_path / "shown.txt"
    shown.write_text(filled(*arguments)[1], encoding="utf-8")
    assert filled("ingest", shown)[0] == 3
    assert filled("list", "--count")[1] == count


def test_a_list_of_titles_is_refused_with_the_format_that_reads_it(
    papers: Run, tmp_path: Path
) -> None:
    path = tmp_path / "titles.txt"
    path.write_text("Sheaf Neural Networks\nAttention for Moss\nGraphs that Grow in Winter\n")
    code, _, err = papers("ingest", path)
    assert (code, "`--format titles`" in err) == (3, True)
    assert papers("ingest", "--format", "titles", path)[1].startswith("3 records read: 3 new")


def test_no_module_of_the_standard_library_is_a_dump() -> None:
    modules = sorted(STANDARD_LIBRARY.glob("*.py"))
    taken = []
    for path in random.Random(1).sample(modules, min(len(modules), 30)):
        try:
            with open_dump(str(path)) as dump:
                _, found = read_detected(dump)
                taken += [(path.name, each.title) for each in found if isinstance(each, Record)]
        except UnknownFormatError:
            continue
    assert taken == []


def test_a_manual_that_quotes_an_entry_is_no_dump(papers: Run, tmp_path: Path) -> None:
    text = "How to cite moss, in plain words and at length.\n\n" * 60
    entry = "@misc{moss, title = {Moss and Stones}, author = {Doe, Jane}}\n"
    path = tmp_path / "manual.txt"
    path.write_text(text + entry, encoding="utf-8")
    code, _, err = papers("ingest", path)
    assert (code, "% of it is bibtex" in err) == (3, True)
    assert papers("ingest", "--format", "bibtex", path)[0] == 0


FLAWS = [
    ("<titleInfo>", "markup"),
    ("**Authors:** Jane Doe", "markup"),
    ("[Surveys](#surveys)", "markup"),
    (":END:", "markup"),
    ("@misc{key, author = {Doe, Jane},", "markup"),
    ("Authors: Jane Doe, Sam Birch", "a label"),
    ("Keywords: lattice, gauge", "a label"),
    ("Published: 26 Jan 2026, Last Modified: 02 Mar 2026", "a label"),
    ("https://example.org/a.pdf", "an address"),
    ("jane@example.org", "an address"),
    ("Name,Authors,Year,Venue,Link", "a line of a table"),
    ("return x + y;", "code"),
    ("2026", "a number"),
    ("It rains. It snows. It is cold. We go home.", "a text"),
]
TITLES = [
    "Attention Is All You Need",
    "$\\tau$-bench: A Benchmark for Tool-Agent-User Interaction",
    "C*-algebras",
    "2D or not 2D?",
    "Source Coding: Theory and Practice",
    "Wealth distribution in presence of debts. A Fokker--Planck description",
    "DOI-based citation of data",
    "From Pixels to Words: A Survey",
    "{ABC}: a tool for logic synthesis",
    "From data to decisions",
    "Let it grow",
    "Class imbalance, revisited",
    "On the history of the @ sign",
    "<0.1% of neurons are enough",
    "深層学習による画像認識",
    "Proc. 3rd Int. Conf. on Moss",
]  # fmt: skip


@pytest.mark.parametrize(("title", "flaw"), FLAWS)
def test_what_is_no_title_is_known(title: str, flaw: str) -> None:
    assert flaw_of(title) == flaw


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_left_alone(title: str) -> None:
    assert flaw_of(title) is None


@pytest.mark.parametrize(("wrong", "refused"), [(0, False), (3, False), (4, True), (10, True)])
def test_a_dump_with_too_many_titles_that_are_none_is_refused(*, wrong: int, refused: bool) -> None:
    titles = ["Authors: Jane Doe"] * wrong + ["A Paper of Ours"] * (10 - wrong)
    found = iter([Record(line, title) for line, title in enumerate(titles, 1)])
    if refused:
        with pytest.raises(UnknownFormatError, match=f"{wrong} of 10 titles"):
            refuse_junk(found)
    else:
        assert [each.line for each in refuse_junk(found)] == list(range(1, 11))


def test_a_format_that_is_named_is_not_questioned(papers: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.bib"
    entries = [f"@misc{{a{n}, title = {{https://example.org/moss/{n}}}}}" for n in range(6)]
    path.write_text("\n".join(entries), encoding="utf-8")
    assert papers("ingest", path)[0] == 3
    assert papers("ingest", "--format", "bibtex", path)[1].startswith("6 records read: 6 new")


def test_one_odd_title_in_a_format_that_names_it_is_read(papers: Run, tmp_path: Path) -> None:
    path = tmp_path / "orwell.bib"
    path.write_text("@book{orwell, title = {1984}, year = 1949}\n", encoding="utf-8")
    assert papers("ingest", path)[1].startswith("1 record read: 1 new")


@pytest.mark.parametrize(
    "path", sorted(FIXTURES.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_no_title_of_a_fixture_is_taken_for_something_else(path: Path) -> None:
    if path.parent.name in {"bad", "hostile"} or path.is_dir():
        pytest.skip("not a dump that is read whole")
    with open_dump(str(path)) as dump:
        titles = [each.title for each in read(dump, detect(dump)) if isinstance(each, Record)]
    odd = {"Comments: a Study of Comments: and of Colons"}
    assert [title for title in titles if flaw_of(title) and title not in odd] == []


@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_titles_and_abstracts_in_turn_are_a_listing(count: int) -> None:
    text = (FIXTURES / "listing" / "trending-01.txt").read_text("utf-8")
    found = [each for each in listing.read(io.StringIO(text)) if isinstance(each, Record)]
    pairs = "\n\n".join(f"{each.title}\n\n{each.abstract}" for each in found[:count])
    assert listing.sniff(pairs) > 0.5
