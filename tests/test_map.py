"""`papers map`: where papers lie, what their topics are called, and the file that holds the map."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, write_rows
from subjects import SUBJECTS, rows_of

needs_packages = pytest.mark.skipif(
    find_spec("openTSNE") is None or find_spec("sklearn") is None,
    reason="the extra 'map' is not installed",
)


def drawn(papers: Run, tmp_path: Path, rows: list[dict[str, Any]]) -> Any:
    """Return the map of a library of these papers."""
    from papercli.library import Library
    from papercli.map.drawing import draw_map
    from papercli.search.find import find_papers

    assert papers("ingest", write_rows(tmp_path / "dump.jsonl", rows))[0] == 0
    found = find_papers(Library(tmp_path / "library"), "")
    return draw_map(lambda: found.in_order("id"), found.total, lambda *_: None)


@needs_packages
def test_topics_are_named_by_what_their_papers_are_about(papers: Run, tmp_path: Path) -> None:
    found = drawn(papers, tmp_path, rows_of(60))
    assert len(found.topics) == 3
    for topic in found.topics:
        words = [word for term in topic.terms for word in term.split()]
        assert len(words) == len(set(words)) >= 3
        assert any(set(words) <= {*subject, "part"} for subject in SUBJECTS.values()), words
    assert sorted(found.topic_of.tolist()) == [0] * 20 + [1] * 20 + [2] * 20
    subjects = ["".join(key for key in SUBJECTS if key in dot.title) for dot in found.dots]
    assert len(set(zip(subjects, found.topic_of.tolist(), strict=True))) == 3


@needs_packages
def test_names_are_whole_phrases_as_papers_write_them(papers: Run, tmp_path: Path) -> None:
    rows = [
        {"title": f"{kind} {number}", "abstract": f"We train {words}. {'Deep ' * (number % 3)}."}
        for number in range(20)
        for kind, words in (
            ("Of molecules", "graph neural networks with GNNs for molecules"),
            ("Of pictures", "convolutional layers, neural networks, for pictures and pixels"),
            ("Of stars", "spectra, galaxies, telescopes"),
        )
    ]
    names = [topic.terms for topic in drawn(papers, tmp_path, rows).topics]
    assert any("graph neural networks" in terms for terms in names), names
    assert any("GNNs" in terms for terms in names), names


@needs_packages
def test_papers_of_a_subject_lie_together(papers: Run, tmp_path: Path) -> None:
    import numpy as np

    found = drawn(papers, tmp_path, rows_of(60))
    apart = np.linalg.norm(found.positions[:, None] - found.positions, axis=2)
    np.fill_diagonal(apart, np.inf)
    assert (found.topic_of[apart.argmin(axis=1)] == found.topic_of).mean() > 0.95


@needs_packages
def test_the_same_papers_give_the_same_page_in_any_order(papers: Run, tmp_path: Path) -> None:
    rows = rows_of(60)
    assert papers("ingest", write_rows(tmp_path / "one.jsonl", rows))[0] == 0
    said = papers("map", "-o", tmp_path / "one.html")
    assert said == (0, "", f"papers: map of 60 papers written to {tmp_path / 'one.html'}\n")
    other = tmp_path / "other"
    assert (
        papers("ingest", "--library", other, write_rows(tmp_path / "b.jsonl", rows[::-1]))[0] == 0
    )
    done = subprocess.run(
        [sys.executable, "-m", "papercli", "map", "--library", other],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "2"},
    )
    assert done.stdout == (tmp_path / "one.html").read_bytes()


@needs_packages
@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 9, 20])
def test_any_number_of_papers_makes_a_map(papers: Run, tmp_path: Path, count: int) -> None:
    import numpy as np

    found = drawn(papers, tmp_path, rows_of(count, with_abstracts=False))
    assert found.positions.shape == (count, 2)
    assert np.isfinite(found.positions).all()
    assert len(np.unique(found.positions, axis=0)) == count
    code, page, _ = papers("map")
    assert code == 0
    assert page.startswith("<!DOCTYPE html>")
    assert page.count("<li><a href=") == count


@needs_packages
def test_papers_with_the_same_text_and_of_other_scripts_make_a_map(
    papers: Run, tmp_path: Path
) -> None:
    import numpy as np

    rows: list[dict[str, Any]] = [
        {
            "title": f"On moss {'i' * number}",
            "abstract": "The same of all.",
            "doi": f"10.1/{number}",
        }
        for number in range(1, 30)
    ]
    rows += [
        {"title": title + str(number)}
        for number in range(3)
        for title in (
            "深度学习的图神经网络 ",
            "Глубокое обучение ",
            "शोध पत्र ",
            "การเรียนรู้ ",
            "— ! ",
        )
    ]
    found = drawn(papers, tmp_path, rows)
    assert np.isfinite(found.positions).all()
    assert len(np.unique((100 * found.positions).round(), axis=0)) == len(rows)


@needs_packages
def test_words_of_all_scripts_are_compared() -> None:
    from papercli.map.words import Terms
    from papercli.model import Paper

    def terms(title: str) -> list[str]:
        return Terms().of(Paper(id="0123abcd", title=title))

    assert terms("图神经网络") == [
        "图神",
        "神经",
        "经网",
        "网络",
        "图神 神经",
        "神经 经网",
        "经网 网络",
    ]
    assert terms("Глубокое обучение") == ["глубокое", "обучение", "глубокое обучение"]
    assert terms("शोध पत्र") == ["शोध", "पत्र", "शोध पत्र"]
    assert terms("Padé tables: we show graphs") == ["padé", "table", "graph", "padé table"]
    assert terms("— ! 42") == []


@needs_packages
def test_more_papers_than_are_compared_are_placed_among_them(
    papers: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import numpy as np

    from papercli.map import drawing

    monkeypatch.setattr(drawing, "_MOST", 50)
    monkeypatch.setattr(drawing, "_SAMPLE", 45)
    monkeypatch.setattr(drawing, "_AT_ONCE", 7)
    found = drawn(papers, tmp_path, rows_of(90))
    assert found.positions.shape == (90, 2)
    assert np.isfinite(found.positions).all()
    subjects = ["".join(key for key in SUBJECTS if key in dot.title) for dot in found.dots]
    pairs = [*zip(subjects, found.topic_of.tolist(), strict=True)]
    assert sum(pairs.count(each) for each in set(pairs) if pairs.count(each) > 20) > 80
    again = drawn(papers, tmp_path, rows_of(90))
    assert (again.positions == found.positions).all()


def test_nothing_to_draw_leaves_the_file_alone(papers: Run, tmp_path: Path) -> None:
    (tmp_path / "map.html").write_text("mine")
    code, out, err = papers("map", "-o", tmp_path / "map.html")
    assert (code, out) == (4, "")
    assert err.startswith("papers: nothing to draw: the library in ")
    papers("ingest", write_rows(tmp_path / "dump.jsonl", rows_of(2)))
    assert papers("map", "zzzz", "-o", tmp_path / "map.html")[0] == 4
    assert (tmp_path / "map.html").read_text() == "mine"


@pytest.mark.parametrize("missing", ["sklearn", "openTSNE"])
def test_without_its_packages_one_line_says_what_to_install(
    papers: Run, tmp_path: Path, missing: str
) -> None:
    papers("ingest", write_rows(tmp_path / "dump.jsonl", rows_of(2)))
    code = f"import sys; sys.modules['{missing}'] = None; from papercli.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "map", "-o", tmp_path / "map.html"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr == (
        "papers: a map needs scikit-learn and openTSNE; to install them: "
        "`pip install scikit-learn openTSNE`\n"
    )
    assert not (tmp_path / "map.html").exists()


@needs_packages
def test_a_map_that_cannot_be_written_leaves_nothing_behind(papers: Run, tmp_path: Path) -> None:
    papers("ingest", write_rows(tmp_path / "dump.jsonl", rows_of(2)))
    assert papers("map", "-o", tmp_path / "none" / "map.html")[0] == 2
    assert papers("map", "-o", tmp_path / "library" / "papers.jsonl")[0] == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["dump.jsonl", "library"]


@needs_packages
def test_titles_are_no_markup_in_the_page(papers: Run, tmp_path: Path) -> None:
    rows = [
        {"title": "</noscript></script><script>ran(1)</script>"},
        {"title": "<img src=x onerror=ran(2)> %DOTS% %PICTURE%"},
        {"title": "A plain one", "url": 'https://example.org/"onclick="ran(3)'},
    ]
    papers("ingest", write_rows(tmp_path / "dump.jsonl", rows))
    code, page, _ = papers("map", "img OR plain OR noscript")
    assert code == 0
    assert "ran(1)</script>" not in page
    assert "<img" not in page
    assert '"onclick' not in page
    assert page.count("<script") == 4
    assert page.count("</noscript>") == 1
    # Whatever else a page may load, this one may not.
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"(src|href)=\"(?!https://example.org/)", page)
