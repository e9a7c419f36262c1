"""Lines that wait in a file are those that a dictionary would hold."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercli.errors import LibraryError
from papercli.ingest import spool
from papercli.ingest.spool import Spool

IDS = [f"{number:08x}" for number in range(6)]
STEPS = st.lists(
    st.tuples(st.sampled_from(IDS), st.one_of(st.none(), st.binary(max_size=40))), max_size=60
)


@given(steps=STEPS, held=st.integers(0, 100), ahead=st.integers(1, 60))
def test_a_spool_holds_what_a_dictionary_would(
    steps: list[tuple[str, bytes | None]], held: int, ahead: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(spool, "_HELD", held)
        patched.setattr(spool, "_AHEAD", ahead)
        lines, known = Spool(Path()), dict[str, bytes]()
        for identifier, line in steps:
            if line is not None:
                lines[identifier] = known[identifier] = line
            elif identifier in known:
                del lines[identifier]
                del known[identifier]
            assert [*lines] == [*known]
            assert [lines.get(each) for each in IDS] == [known.get(each, b"") for each in IDS]
            assert [each in lines for each in IDS] == [each in known for each in IDS]
        assert [*lines.take()] == [*known.values()]
        assert [*lines] == [*lines.take()] == []


def test_a_spool_leaves_nothing_in_its_folder(tmp_path: Path) -> None:
    lines = Spool(tmp_path)
    for number in range(40):
        lines[f"{number:08x}"] = bytes(1 << 20)
    assert lines.get("00000000") == bytes(1 << 20)
    assert [*tmp_path.iterdir()] == []


def test_a_disk_that_is_full_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        monkeypatch.setattr(Spool, "_open", lambda _: full)
        lines = Spool(tmp_path)
        with pytest.raises(LibraryError, match="no space left on device"):
            lines["00000000"] = bytes(1 << 25)
