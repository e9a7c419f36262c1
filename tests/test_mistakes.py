"""What people type that is not there is answered with what they mean, and changes nothing."""

import shlex

import pytest
from conftest import Run

from papercli.cli.groups import COMMANDS
from papercli.cli.mistakes import _COMMANDS, _NOT_HERE

ANSWERS = {
    # commands of other programs
    "read X": "did you mean `papers mark ID --status read`?",
    "add x": "did you mean `papers ingest FILE…`?",
    "import x": "did you mean `papers ingest FILE…`?",
    "ls": "did you mean `papers list`?",
    "find sheaf": "did you mean `papers search QUERY…`?",
    "count": "did you mean `papers list --count`?",
    "cat x": "did you mean `papers show ID`?",
    "copy x": "did you mean `papers cite ID --copy`?",
    "bibtex x": "did you mean `papers cite ID`?",
    "pdf x": "did you mean `papers open ID`?",
    "delete x": "did you mean `papers rm ID`?",
    "purge x": "did you mean `papers rm --query QUERY`?",
    "merge x y": "did you mean `papers dedupe --merge ID ID`?",
    "duplicates": "did you mean `papers dedupe`?",
    "unmerge x": "did you mean `papers split ID`?",
    "restore b.gz": "did you mean `papers ingest FILE…`?",
    "unmark x": "did you mean `papers mark ID --untag TAG`?",
    "help ingest": "did you mean `papers ingest --help`?",
    "mark x --tags y": "write --tag",
    "edit x --year 2018": "write --set year=2018",
    "save x": "a name and a query are needed",
    "tags rename a b": "write tags --rename a b",
    "tags --rename a ''": "--rename needs a new name",
    "list -5": "for 5 papers write `--limit 5`",
    "search -l 5 agent": "no such option: -l; to exclude the word, write `NOT l`",
    "cite x -f text": "no such option: -f",
    "revert": "did you mean `papers undo`?",
    "log": "did you mean `papers history`?",
    "tag x y": "did you mean `papers mark ID --tag TAG`?",
    "star x": "did you mean `papers mark ID --star`?",
    "annotate x": "did you mean `papers note ID`?",
    "starred": "did you mean `papers list is:starred`?",
    "unread": "did you mean `papers list is:unread`?",
    "new": "did you mean `papers list --since last`?",
    "latest": "did you mean `papers list --since last`?",
    "statistics": "did you mean `papers stats`?",
    "fsck": "did you mean `papers doctor`?",
    "gc": "did you mean `papers compact`?",
    "similar x": "did you mean `papers related ID`?",
    "convert x": "did you mean `papers export -o FILE`?",
    "retag a b": "did you mean `papers tags --rename OLD NEW`?",
    "help": "did you mean `papers --help`?",
    "version": "did you mean `papers --version`?",
    # what is not there at all
    "config": "there are no settings but --library DIR, or $PAPERS_LIBRARY",
    "init": "there are no settings but --library DIR, or $PAPERS_LIBRARY",
    "download x": "papers fetches nothing; `papers attach ID FILE` keeps where a file of yours is",
    "update": "`papers ingest FILE…` reads what you saved; `papers complete --online` asks arXiv and Crossref about it",
    "arxiv 1706.03762": "`papers ingest FILE…` reads what you saved; `papers complete --online` asks arXiv and Crossref about it",
    "fix x": "did you mean `papers edit ID`?",
    # misspelt: nothing that changes a library is guessed
    "serach sheaf": "did you mean `papers search sheaf`?",
    "lsit": "did you mean `papers list`?",
    "shwo c25019e0": "did you mean `papers show c25019e0`?",
    "Search sheaf": "did you mean `papers search`?",
    "stat": "did you mean `papers stats`?",
    "rmm x": "see `papers --help`",
    "makr x": "see `papers --help`",
    "undoo": "see `papers --help`",
    "sheaf laplacian": "did you mean `papers search sheaf laplacian`?",
    "my.pdf": "papers reads text dumps, not PDF files (see papers --help)",
    "'my list.txt'": "to read it: `papers ingest 'my list.txt'`",
    # options that belong into the query
    "list --year 2020": "write it in the query: year:2020",
    "list --year=2020": "write it in the query: year:2020",
    "search sheaf --author bodnar": "write it in the query: author:bodnar",
    "search --title sheaf": "write it in the query: title:sheaf",
    "list --tag thesis": "write it in the query: tag:thesis",
    "list --tag 'to cite'": 'write it in the query: tag:"to cite"',
    "list --tags": "write it in the query: tag:…",
    "list --unread": "write it in the query: is:unread",
    "list --starred": "write it in the query: is:starred",
    "list --added 7d": "write it in the query: added:7d",
    "export --venue icml": "write it in the query: venue:icml",
    "stats --author bodnar": "write it in the query: author:bodnar",
    "dedupe --author bodnar": "write it in the query: author:bodnar",
    "rm --tag thesis": "write --query tag:thesis",
    "open --author bodnar": "write --query author:bodnar",
    # options by another name
    "list --all": "write --limit 0",
    "list --max 5": "write --limit",
    "list --limit all": "--limit 0 shows all",
    "list --order year": "write --sort",
    "list --desc": "write --reverse",
    "list --last": "write --since last",
    "list --db x": "write --library DIR",
    "list --format json": "write --json",
    "list --format csv": "write --csv",
    "search sheaf --format jsonl": "write --jsonl",
    "list --no-color": "write --color never",
    "rm x --force": "write --yes",
    "ingest x --dryrun": "write --dry-run",
    "mark c25019e0 --read": "write --status read",
    "mark c25019e0 --unread": "write --status unread",
    "export --bibtex": "write --format bibtex",
    "export --type ris": "write --format",
    "cite c25019e0 --format bibtex": "write --style bibtex",
    "show c25019e0 --bibtex": "write --format bibtex",
    # arguments
    "undo 5": "undo takes one change at a time; repeat it for more",
    "history 5": "write --limit 5",
    "tags thesis": "its papers: `papers list tag:thesis`",
    "doctor mine": "write --library DIR for another library",
    "export sheaf.bib": "to write sheaf.bib: `papers export -o sheaf.bib`",
    "show tag:thesis": "for a query: `papers list tag:thesis`",
    "mark tag:thesis --star": "for a query: `papers list tag:thesis`",
    "show zzz": "`papers search zzz` looks into the texts",
    "search --like": "option '--like' requires an argument",
    "dedupe --since soon": "--since takes 2026-11-01, 7d, yesterday or last, not 'soon'",
    "search": "no query; for example `papers search equivariant`",
    "search tag:my tag": 'for the tag write tag:"my tag"',
    "list tag:my tag sheaf": 'for the tag write tag:"my tag"',
}


@pytest.fixture
def tagged(filled: Run) -> Run:
    filled("mark", "c25019e0", "--tag", "my tag")
    return filled


@pytest.mark.parametrize(("typed", "answer"), ANSWERS.items())
def test_a_mistake_is_answered_with_what_is_meant(tagged: Run, typed: str, answer: str) -> None:
    before = tagged("history", "--json")[1]
    code, out, said = tagged(*shlex.split(typed))
    assert (answer in said, out) == (True, "")
    assert said.startswith("papers: ")
    assert code in {0, 2, 4}
    assert tagged("history", "--json")[1] == before


def test_what_is_suggested_is_there() -> None:
    assert len(ANSWERS) >= 80
    assert {each.split()[0] for each in _COMMANDS.values()} <= {*COMMANDS, "--help", "--version"}
    assert not {*COMMANDS} & {*_COMMANDS, *_NOT_HERE}
