import json
import re
from collections.abc import Iterator
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES, Run
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from papercli.cli.groups import COMMANDS
from papercli.model import PAPER_FIELDS
from papercli.store.lines import SCHEMA
from papercli.views.answer_types import ANSWERS
from papercli.views.schema import schema

# Every command that has --json, with each option that changes what it prints, in an order in
# which all of them have something to print.
CALLS = """
ingest LISTING
ingest BAD
ingest LISTING --dry-run
ingest LISTING --keep-duplicates
formats
search sheaf
search sheaf laplacian --explain
search nueral difusion
search sheaf --limit 2
search sheaf --sort year
search zzzz --exact
search --like TITLES
list
list --sort title --reverse --limit 3
list year:2021
list zzzz
show c25019e0
show c25019e0 975c65da
related c25019e0
stats
stats sheaf --by venue
cite c25019e0 975c65da --style text
open 7e308839 --print
tags
save unread-sheaves is:unread sheaf
saved
mute video
mark c25019e0 --tag thesis --status read --star --note good
mark c25019e0 --tag thesis
tags
tags --rename thesis draft
tags --remove draft
complete --from REAL
complete sheaf --from REAL --apply
attach c25019e0 REAL_FILE
note c25019e0 --add seen
edit c25019e0 --set year=2021 --set venue=
dedupe
dedupe --last
dedupe adaptive
dedupe --apply
dedupe --not c25019e0 975c65da
dedupe --merge c25019e0 975c65da
split 975c65da
undo
redo
backup BACKUP
rm 0d35afa7
history
history --limit 2
doctor
doctor --repair
compact
compact --keep 2 --apply
""".strip().splitlines()
NAMED = {
    "REAL": FIXTURES / "arxiv-json",
    "REAL_FILE": FIXTURES / "arxiv-json" / "snapshot.jsonl",
    "LISTING": FIXTURES / "listing" / "trending-03-messy.txt",
    "BACKUP": Path("backup.jsonl"),
    "BAD": FIXTURES / "bad",
    "TITLES": FIXTURES / "titles" / "titles.txt",
}


def closed(part: Any) -> Any:
    """Return a schema in which no object has keys that are not named."""
    if isinstance(part, list):
        return [closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    more = {"additionalProperties": False} if part.get("properties") else {}
    return {key: closed(each) for key, each in part.items()} | more


def validator(command: str) -> Draft202012Validator:
    whole = closed(schema()) | {"anyOf": [{"$ref": f"#/$defs/{command}"}]}
    return Draft202012Validator(whole)


def test_the_schema_is_one_and_names_its_version() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["version"] == SCHEMA
    assert list(schema()["$defs"]["paper"]["properties"]) == list(PAPER_FIELDS)


def test_every_command_with_json_has_an_answer() -> None:
    with_json = {
        name
        for name in COMMANDS
        if "json" in signature(import_module(f"papercli.cli.{name}").command).parameters
    }
    assert with_json == ANSWERS.keys() == {call.split()[0] for call in CALLS}


def test_every_answer_is_as_the_schema_says(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    silent = []
    filled("save", "sheaves", "sheaf")
    for call in CALLS:
        arguments = [NAMED.get(word, word) for word in call.split()]
        code, out, err = filled(*arguments, "--json")
        assert code in {0, 3}, (call, err)
        answer = json.loads(out)
        validator(call.split()[0]).validate(answer)
        if not answer:
            silent.append(call)
    assert silent == ["search zzzz --exact", "list zzzz", "dedupe --last"]


def test_json_lines_are_the_elements_of_the_answer(filled: Run) -> None:
    for call in ("list", "search sheaf", "related c25019e0", "dedupe", "history"):
        _, out, _ = filled(*call.split(), "--jsonl")
        answer = [json.loads(line) for line in out.splitlines()]
        assert answer
        validator(call.split()[0]).validate(answer)


def wrong_answers() -> Iterator[tuple[str, object]]:
    yield "list", 42
    yield "list", {}
    yield "list", [{"id": "0123abcd"}]
    yield "search", [dict.fromkeys(PAPER_FIELDS)]
    yield "doctor", {"ok": True, "seconds": 1.0}
    yield "ingest", {"files": []}


@pytest.mark.parametrize(("command", "answer"), list(wrong_answers()))
def test_what_no_command_prints_is_not_valid(command: str, answer: object) -> None:
    with pytest.raises(ValidationError):
        validator(command).validate(answer)
    with pytest.raises(ValidationError):
        Draft202012Validator(schema()).validate(answer)


def test_the_readme_names_every_key_of_the_contract() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    section = readme.split("### The contract")[1].split("### Exit codes")[0]
    definitions = schema()["$defs"]
    keys = {key for each in definitions.values() for key in each.get("properties", ())}
    assert not {key for key in keys if key not in section}


def test_the_readme_lists_the_exit_codes_that_there_are(filled: Run, tmp_path: Path) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    section = readme.split("### Exit codes")[1].split("\n\n", 2)[1]
    listed = {
        int(code)
        for code in re.findall(r"\d+", "".join(re.findall(r"^\| ([\d, ]+)", section, re.MULTILINE)))
    }
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "papers.jsonl").write_text("no library\n")
    met = {
        0: (["search", "zzzz", "--exact"], ["ingest", NAMED["LISTING"]]),
        2: (["list", "--nope"], ["redo"], ["nope"]),
        3: (["ingest", NAMED["BAD"]], ["ingest", "--strict", NAMED["LISTING"]]),
        4: (["show", "zzzz"], ["show", "networks"]),
        5: (["list", "--library", broken],),
    }
    for code, calls in met.items():
        assert [filled(*call)[0] for call in calls] == [code] * len(calls)
    assert listed == {*met, 1, 130, 143}  # a bug, and signals, which test_crash.py sends


@pytest.mark.parametrize(
    ("call", "name", "exit_code"),
    [
        ("show zzzz", "not-found", 4),
        ("list --limit many", "usage", 2),
        ("list --bogus", "usage", 2),
        ("bogus", "usage", 2),
        ("dedupe --apply --review", "usage", 2),
        ("ingest no-such-file", "dump", 3),
        ("ingest BAD --strict", "dump", 3),
        ("mark c25019e0", "usage", 2),
        ("list --library README", "library", 5),
    ],
)
@pytest.mark.parametrize("option", ["--json", "--jsonl"])
def test_an_error_is_json_where_json_is_asked_for(
    filled: Run, call: str, name: str, exit_code: int, option: str
) -> None:
    if option == "--jsonl" and call.split(maxsplit=1)[0] in {"ingest", "mark"}:
        pytest.skip("has no --jsonl")
    readme = Path(__file__).parent.parent / "README.md"
    arguments = [{**NAMED, "README": readme}.get(word, word) for word in call.split()]
    code, _, said = filled(*arguments, option)
    answer = json.loads(said.splitlines()[-1])
    validator("error").validate(answer)
    assert (code, answer["exit"], answer["error"]) == (exit_code, exit_code, name)
    plain = filled(*arguments)[2].splitlines()[-1]
    assert plain == f"papers: {answer['message']}"
