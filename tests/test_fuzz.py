import importlib.util
import itertools
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fuzz import oracle, targets
from fuzz.shapes import SHAPES, known
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papercli.dumps.base import Record

FIXTURES = targets.FIXTURES
DUMPS = [
    path.read_bytes()
    for path in sorted(FIXTURES.glob("*/*"))
    if path.suffix != ".md" or path.parent.name == "markdown"
]
BUDGET = int(os.environ.get("PAPERS_FUZZ", "1"))  # times as many examples
quick = settings(
    deadline=None,
    derandomize=True,
    max_examples=150 * BUDGET,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Draw a fixture that has been cut, doubled, turned about, spliced with another one, or had bytes changed."""
    data = draw(st.sampled_from(DUMPS))
    for _ in range(draw(st.integers(1, 4))):
        at, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        lines = data.split(b"\n")
        first, second = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["cut", "remove", "double", "swap", "splice", "insert"])):
            case "cut":
                data = data[:end]
            case "remove":
                data = data[:at] + data[end:]
            case "double":
                data = data[:end] + data[at:]
            case "swap":
                lines[first], lines[second] = lines[second], lines[first]
                data = b"\n".join(lines)
            case "splice":
                other = draw(st.sampled_from(DUMPS))
                data = data[:at] + other[draw(st.integers(0, len(other))) :]
            case "insert":
                data = data[:at] + draw(st.binary(max_size=20)) + data[at:]
    return data


@quick
@given(damaged())
def test_a_damaged_dump_is_read_as_far_as_it_goes(data: bytes) -> None:
    targets.ingest(data)


@quick
@given(st.integers(0, len(targets.FORMATS) - 1), damaged())
def test_a_damaged_dump_of_any_kind_is_read_as_any_format(number: int, data: bytes) -> None:
    targets.read_as(bytes([number]) + data)


@pytest.mark.parametrize("part", range(4))
def test_known_papers_among_junk_come_out_or_are_reported(part: int) -> None:
    for seed in range(part * 1_000 * BUDGET, (part + 1) * 1_000 * BUDGET):
        dump = oracle.make_dump(random.Random(str(seed).encode()))
        assert not oracle.find_faults(dump, oracle.read_dump(dump)), f"seed {seed}:\n{dump.text}"


@pytest.mark.parametrize("shape", range(len(SHAPES)))
def test_the_oracle_notices_what_is_lost_mixed_up_and_made_up(shape: int) -> None:
    papers = [known(number) for number in range(3)]
    pieces = SHAPES[shape].lay_out(papers)
    ends = list(itertools.accumulate(piece.count("\n") for piece in pieces))
    dump = oracle.Dump(
        SHAPES[shape],
        "".join(pieces),
        papers,
        [(above + 1, end) for above, end in itertools.pairwise(ends[:-1])],
        explicit=True,
    )
    found = oracle.read_dump(dump)
    assert oracle.find_faults(dump, found) == []
    assert len(oracle.find_faults(dump, found[1:])) == 1
    first, second = (each for each in found[:2] if isinstance(each, Record))
    for field in dump.shape.carries:
        mixed = replace(first, **{field: getattr(second, field)})
        assert oracle.find_faults(dump, [mixed, *found[1:]]) == [
            f"{dump.shape.format}: a paper has another {field}"
        ]
    if dump.shape.format != "titles":
        assert oracle.find_faults(dump, [*found, replace(first, title="A Paper of Nobody")]) == [
            f"{dump.shape.format}: a paper was made up"
        ]


WORDS = st.sampled_from(
    [
        "(",
        ")",
        "OR",
        "AND",
        "NOT",
        "-",
        '"',
        "title:",
        "author:",
        "year:",
        "year:2017..",
        "..2019",
        "tag:",
        "is:unread",
        "is:",
        "id:",
        "arxiv:",
        "doi:",
        "source:",
        "*",
        "deep",
        "Padé",
        "equivarient",
        "C++",
        "SE(3)",
        "k-NN",
        "\\",
        "/",
        "~2",
        "^3",
        "[",
        "]",
        "{",
        "}",
        ":",
        "::",
        "title:(",
        "的",
        "\u202e",
        "\0",
        "9" * 40,
    ]
)


@quick
@given(st.one_of(st.binary(max_size=60), st.lists(WORDS, max_size=12).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words).encode()))))  # fmt: skip
def test_any_query_is_a_search(data: bytes) -> None:
    targets.query(data)


PIECES = st.sampled_from(
    [
        "{",
        "}",
        "\\",
        "$",
        "%",
        "&",
        "#",
        "_",
        "~",
        "^",
        '"',
        "'",
        ",",
        " and ",
        "others",
        "et al.",
        "\n",
        "@",
        "--",
        "`",
        "é",
        "ß",
        "的",
        "a",
        "B c",
        "1",
    ]
)


@quick
@given(st.lists(PIECES, max_size=25).map(lambda pieces: "".join(pieces).encode()))
def test_any_paper_is_one_entry_in_every_export(data: bytes) -> None:
    targets.export(data)


# Starting it takes twenty seconds for each target, and the properties above try them all.
@pytest.mark.parametrize("name", targets.TARGETS if BUDGET > 1 else ["ingest"])
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed")
def test_a_short_run_of_the_fuzzer_finds_nothing(name: str, tmp_path: Path) -> None:
    command = [
        sys.executable,
        str(Path(targets.__file__).parent / "run.py"),
        name,
        f"-runs={300 * BUDGET}",
        "-seed=1",
    ]
    # The fuzzer ends without cleaning up what it keeps in the folder for temporary files.
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.parametrize(
    "fault",
    [
        targets.Skipped(1, "a\x1b"),
        targets.Skipped(0, "a"),
        targets.Record(1, "a\x1b"),
        targets.Record(1, "A", authors=("",)),
    ],
)
def test_the_fuzzer_would_notice(fault: targets.Record | targets.Skipped) -> None:
    with pytest.raises(AssertionError):
        targets.check(fault)
