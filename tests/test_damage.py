from pathlib import Path

import pytest
from conftest import Run
from test_crash import report_of


def test_damage_of_any_kind_is_noticed_and_what_can_be_read_is_saved() -> None:
    report = report_of("damages.py", "--step", "397")
    assert report["wrong"] == []
    assert report["cases"] > 100


@pytest.mark.parametrize(
    "added", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-99-99T99:99:99Z"]
)
def test_a_time_beyond_all_reason_is_indexed(papers: Run, tmp_path: Path, added: str) -> None:
    dump = tmp_path / "export.jsonl"
    dump.write_text(f'{{"id":"0123abcd","title":"A title","added":"{added}","sources":[]}}\n')
    assert papers("ingest", dump)[0] == 0
    assert papers("list", "--ids") == (0, "0123abcd\n", "")
