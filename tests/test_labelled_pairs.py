import pytest
from labelled_pairs import PAIRS, judge, rates

# What is missed: a popular article on a study, the full article of a meeting's abstract, a protocol
# under a title of its own, pages in Roman numbers, and a review brought up to date.
LEAST_RECALL = {
    "first": {"duplicate": 0.98, "version": 0.91},
    "second": {"duplicate": 0.98, "version": 0.95},
}


@pytest.mark.parametrize("name", LEAST_RECALL)
def test_what_is_merged_or_linked_is_one_work(name: str) -> None:
    judged = list(judge(PAIRS / f"{name}.jsonl"))
    wrong = [each for each in judged if not each.is_right and each.verdict in LEAST_RECALL[name]]
    assert not wrong
    for kind, least in LEAST_RECALL[name].items():
        assert rates(judged, kind)[1] >= least, kind
