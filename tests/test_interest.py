"""Papers ranked by what their reader starred and read."""

import json
from pathlib import Path

import pytest
from conftest import Run

MOTHS = ("lamp wing moth night", "moth wing scale dust", "moth larva silk night", "silk moth lamp")
STARS = ("star mass light orbit", "orbit planet star mass", "galaxy star light dust", "planet mass")


@pytest.fixture
def mixed(papers: Run, tmp_path: Path) -> Run:
    rows = [
        {"title": f"Paper {kind} {at}", "abstract": f"We observe {words} and report what it is."}
        for kind, several in (("A", MOTHS), ("B", STARS))
        for at, words in enumerate(several)
    ]
    dump = tmp_path / "a.jsonl"
    dump.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
    papers("ingest", dump)
    return papers


def kinds(papers: Run, *arguments: str) -> str:
    out = papers("list", "--sort", "interest", "--fields", "title", *arguments)[1]
    return "".join(line.split()[1] for line in out.splitlines())


def test_what_is_like_the_starred_papers_comes_first(mixed: Run) -> None:
    mixed("mark", "Paper A 0", "--star")
    mixed("mark", "Paper A 1", "--status", "read")
    unread = ("is:unread", "-is:starred")
    assert kinds(mixed, *unread) == "AABBBB"
    assert kinds(mixed, *unread, "--reverse") == "BBBBAA"
    assert kinds(mixed, *unread, "--limit", "2") == "AA"
    assert kinds(mixed, "star") == "BBB"
    mixed("mark", "--query", "moth", "--no-star", "--status", "unread", "--yes")
    mixed("mark", "Paper B 1", "--star")
    assert kinds(mixed, *unread)[:3] == "BBB"


def test_which_papers_are_listed_does_not_depend_on_interest(mixed: Run) -> None:
    mixed("mark", "Paper A 0", "--star")
    for query in ("", "dust", "moth OR planet", "is:starred"):
        ids = set(mixed("list", query, "--ids")[1].split())
        assert set(mixed("list", query, "--ids", "--sort", "interest")[1].split()) == ids
        assert mixed("list", query, "--sort", "interest", "--count")[1] == f"{len(ids)}\n"


def test_the_reader_is_told_by_which_words(mixed: Run) -> None:
    mixed("mark", "--query", "moth", "--star", "--yes")
    said = mixed("list", "--sort", "interest")[2]
    assert said.startswith(
        "papers: ranked by the words of 4 papers that you starred or read: lamp, "
    )
    hits = json.loads(mixed("search", "dust", "--sort", "interest", "--explain", "--json")[1])
    assert [each["title"][6] for each in hits] == ["A", "B"]
    for hit in hits:
        assert hit["score"] == pytest.approx(sum(hit["explain"].values()), abs=1e-3)
    assert "wing" in hits[0]["explain"]


def test_without_marks_there_is_nothing_to_rank_by(mixed: Run) -> None:
    said = "papers: no paper is starred or read; for example `papers mark ID --star`\n"
    assert mixed("list", "--sort", "interest") == (2, "", said)
    assert mixed("export", "--sort", "interest", "-f", "ris")[0] == 2


def test_muted_words_are_left_out_by_interest_alone(mixed: Run) -> None:
    mixed("mark", "Paper A 0", "--star")
    assert (
        mixed("mute", "Silk", "light dust", "year:1900")[1]
        == '2\tSilk\n1\t"light dust"\n0\tyear:1900\n'
    )
    assert kinds(mixed, "is:unread") == "AABBB"
    said = mixed("list", "--sort", "interest", "--count")
    assert said[1] == "5\n"
    assert "3 papers with muted words left out; `papers list @muted` shows them" in said[2]
    assert mixed("list", "@muted", "--count")[1] == "3\n"
    assert mixed("list", "--count")[1] == mixed("list", "--sort", "title", "--count")[1] == "8\n"
    assert [
        each["word"] for each in json.loads(mixed("mute", "Silk", "--remove", "--json")[1])
    ] == ['"light dust"', "year:1900"]
    mixed("undo")
    assert mixed("mute")[1].startswith("2\tSilk\n")
    mixed("mute", "light dust", "Silk", "year:1900", "--remove")
    assert mixed("mute") == (0, "", "papers: nothing is muted; `papers mute WORD` mutes a word\n")
    assert mixed("saved")[1] == ""


@pytest.mark.parametrize(("word", "muted"), [("moths", 4), ("motth", 0), ("moth-wing", 1), ("zzzz", 0), ("id:zzzz", 0), ("is:starred", 1)])  # fmt: skip
def test_a_muted_word_is_matched_as_in_a_search_but_never_corrected(
    mixed: Run, word: str, muted: int
) -> None:
    mixed("mark", "Paper B 0", "--star")
    assert mixed("mute", word)[1] == f"{muted}\t{word}\n"


@pytest.mark.parametrize("word", ["", " ", "(a OR b)", '"open', "OR", "-moth", "???", 'a "b c" d'])
def test_what_is_no_word_is_not_muted(mixed: Run, word: str) -> None:
    code, out, said = mixed("mute", "--", word)
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert mixed("mute")[1] == ""


def test_what_was_muted_by_hand_stays(mixed: Run) -> None:
    mixed("save", "muted", "(moth silk) OR title:0")
    mixed("mute", "orbit")
    assert mixed("list", "@muted", "--count")[1] == "5\n"
    assert mixed("mute", "planet", "--remove")[0] == 4
    assert mixed("mute", "--remove")[0] == 2


def test_a_saved_search_is_muted_by_its_name_if_it_is_there(mixed: Run) -> None:
    assert mixed("mute", "@none")[0] == 4
    mixed("save", "silk", "silk")
    assert mixed("mute", "@silk")[1] == "2\t@silk\n"
