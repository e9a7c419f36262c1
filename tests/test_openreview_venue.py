"""OpenReview's venue lines say where a paper appeared, and where it did not."""

import json
from io import StringIO

import pytest

from papercli.dumps.base import Record
from papercli.dumps.json import openreview

SUBMITTED = 1_696_000_000_000  # September 2023


@pytest.mark.parametrize(
    ("line", "venue", "year"),
    [
        ("ICLR 2024 poster", "ICLR 2024", 2024),
        ("ICLR 2024 oral", "ICLR 2024", 2024),
        ("NeurIPS 2023 spotlight", "NeurIPS 2023", 2023),
        ("ICLR 2023 notable top 5%", "ICLR 2023", 2023),
        ("ICLR 2022 Poster", "ICLR 2022", 2022),
        ("CoRL 2022 Oral", "CoRL 2022", 2022),
        ("NeurIPS 2021 Workshop on Moss Poster", "NeurIPS 2021 Workshop on Moss", 2021),
        ("ICML 2024 (Spotlight)", "ICML 2024", 2024),
        ("Accepted by TMLR", "TMLR", 2023),
        ("CoRR 2021", "CoRR 2021", 2021),
        ("Submitted to ICLR 2025", None, 2023),
        ("ICLR 2025 Conference Withdrawn Submission", None, 2023),
        ("ICLR 2025 Conference Desk Rejected Submission", None, 2023),
    ],
)
def test_a_line_gives_the_venue_and_its_year(line: str, venue: str | None, year: int) -> None:
    content = {"title": {"value": "On moss"}, "venue": {"value": line}}
    note = {"id": "m", "forum": "m", "invitations": [], "cdate": SUBMITTED, "content": content}
    (found,) = openreview.read(StringIO(json.dumps([note])))
    assert isinstance(found, Record)
    assert (found.venue, found.year) == (venue, year)
