"""What stands below a reference takes nothing from it, and is told."""

from pathlib import Path

import pytest
from conftest import Run, write_rows

REFERENCES = [
    'Abadi et al., "TensorFlow: A System for Large-Scale Machine Learning", OSDI 2016',
    'Dean and Barroso, "The Tail at Scale", CACM 2013',
    'Sculley et al., "Hidden Technical Debt in Machine Learning Systems", NeurIPS 2015',
]
NOTES = [
    "Assignment 1 out", "Guest lecture by Jeff", "Please read sections 1-4", "Quiz 1 on Friday", "No class this week",
    "Discussion led by Maria", "Skip the appendix", "Bring your laptops",
]  # fmt: skip


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("bullet", ["- ", "* ", "1. "])
def test_a_note_takes_no_date_away(papers: Run, tmp_path: Path, note: str, bullet: str) -> None:
    dump = tmp_path / "course.txt"
    marks = [bullet.replace("1", str(n)) for n in range(1, 4)]
    lines = [f"{mark}{text}\n  {note}\n" for mark, text in zip(marks, REFERENCES, strict=True)]
    dump.write_text("".join(lines), "utf-8")
    code, out, said = papers("ingest", dump)
    if code:  # refused, which says so
        assert said
        return
    assert said.count("skipped") >= 3
    code, out, _ = papers("list", "--fields", "title,year,venue,pages", "--csv", "--sort", "year")
    assert out.splitlines()[1:] == [
        "The Tail at Scale,2013,CACM,",
        "Hidden Technical Debt in Machine Learning Systems,2015,NeurIPS,",
        "TensorFlow: A System for Large-Scale Machine Learning,2016,OSDI,",
    ]


def test_citations_in_pairs_are_no_papers_with_abstracts(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "list.txt"
    dump.write_text(
        f"Reading list\n\n{REFERENCES[2]}\nDiscussion led by Maria\n{REFERENCES[1]}\n{REFERENCES[0]}\nSkip the appendix\n",
        "utf-8",
    )
    code, out, said = papers("ingest", dump)
    assert (code, out) == (3, "")
    assert "a citation" in said


def test_a_section_below_a_remark_is_not_swallowed(papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / "page.txt"
    dump.write_text(
        "[C1] Weber, C., Müller, A.: Wake steering in practice. In: Proc. TORQUE 2012, Oldenburg (2012). Best student paper award\n\n"
        "Talks\n\nMüller, A.: What wind turbines can learn from airplanes. TU Berlin, 3 June 2019 (invited)\n\n"
        "[C2] Weber, C., Keller, B.: Loads on floating turbines. In: Proc. TORQUE 2014, Oldenburg (2014).\n"
        "[C3] Weber, C.: Blade fatigue revisited. Wind Energy 17(3), 1-12 (2016).\n",
        "utf-8",
    )
    code, out, said = papers("ingest", dump)
    assert code == 0
    assert "page.txt:1: skipped" in said
    assert "page.txt:3: skipped" in said
    assert "3 records read" in out


@pytest.mark.parametrize("name", ["yr", "jahr", "Jahr", "année", "año"])
def test_years_go_by_other_names(papers: Run, tmp_path: Path, name: str) -> None:
    rows = [{"title": "Mixed Precision Training", name: 2018, "arxivId": "1710.03740"}]
    assert papers("ingest", write_rows(tmp_path / "a.jsonl", rows))[0] == 0
    assert papers("list", "--fields", "year", "--csv")[1].split() == ["year", "2018"]


def test_years_as_headings_leave_other_formats_alone(papers: Run, tmp_path: Path) -> None:
    """What a reader of Markdown leaves to others is read, also where it reads the list twice."""
    dump = tmp_path / "list.md"
    dump.write_text(
        "# Papers\n\n## 2022\n- [Chain-of-Thought Prompting](https://arxiv.org/abs/2201.11903)\n- [Zero-Shot Reasoners](https://arxiv.org/abs/2205.11916)\n\n"
        "## 2023\n- [Tree of Thoughts](https://arxiv.org/abs/2305.10601)\n- [Let's Verify Step by Step](https://arxiv.org/abs/2305.20050)\n\n"
        "## Citation\n```\n@article{ours, title={A Survey of Reasoning}, author={Moss, Ada}, year={2024}}\n```\n",
        "utf-8",
    )
    assert papers("ingest", dump)[0] == 0
    titles = papers("list", "--fields", "title,year", "--csv", "--sort", "title")[1]
    assert "A Survey of Reasoning,2024" in titles
    assert titles.count("\n") == 6
