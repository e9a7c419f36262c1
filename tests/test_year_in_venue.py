"""A reading list in Markdown keeps the year of each paper, whatever numbers its venue holds."""

import io
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record
from papercli.dumps.formats import format_named


@pytest.mark.parametrize("year", [1999, 2016, 2020])
@pytest.mark.parametrize(
    "venue",
    [
        "2016 IEEE Conference on Rain",
        "NeurIPS 2020",
        "Snow of 2016 and 2020",
        "Sleet 20161",
        "Hail",
    ],
)
def test_the_year_comes_back(papers: Run, tmp_path: Path, venue: str, year: int) -> None:
    dump = tmp_path / "rain.jsonl"
    dump.write_text(
        f'{{"title": "On the growth of moss", "authors": ["A. Quill"], "year": {year}, "venue": "{venue}"}}\n'
    )
    papers("ingest", dump)
    listed = papers("export", "-f", "markdown")[1]
    (found,) = format_named("markdown").read(io.StringIO(listed))
    assert isinstance(found, Record)
    assert (found.venue, found.year) == (venue, year)
