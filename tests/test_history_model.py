"""Undo, redo and compaction against a model.

A list of states, where one stands in it, and how far one can go.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from conftest import FIXTURES, Run
from crashes import quick_folder

from papercli.errors import UsageError
from papercli.maintenance.compact import _compacted, _first_kept, _oldest_first
from papercli.store.history import UNDO, dangling, plan_redo, plan_undo
from papercli.store.lines import removal
from papercli.store.store import Store

State = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Model:
    """What a library holds, and what undo and redo lead to."""

    states: tuple[State, ...] = ((),)
    applied: tuple[int, ...] = (0,)  # the number of the change that led to each state last
    taken_back: tuple[int, ...] = (0,)  # and of the one that took it back
    at: int = 0
    number: int = 0
    least: int = 0  # the first state that undo reaches
    most: int = 0  # the last one that redo reaches

    @property
    def state(self) -> State:
        return self.states[self.at]

    def changed(self, state: State) -> "Model":
        number, upto = self.number + 1, self.at + 1
        states, applied, back = self.states[:upto], self.applied[:upto], self.taken_back[:upto]
        return replace(
            self,
            states=(*states, state),
            applied=(*applied, number),
            taken_back=(*back, 0),
            at=upto,
            most=upto,
            number=number,
        )

    def undone(self) -> "Model | None":
        if self.at == self.least:
            return None
        back = list(self.taken_back)
        back[self.at] = self.number + 1
        return replace(self, at=self.at - 1, number=self.number + 1, taken_back=tuple(back))

    def redone(self) -> "Model | None":
        if self.at == self.most:
            return None
        applied = list(self.applied)
        applied[self.at + 1] = self.number + 1
        return replace(self, at=self.at + 1, number=self.number + 1, applied=tuple(applied))

    def compacted(self, first: int) -> "Model":
        least = max([self.least, *(at for at in range(1, self.at + 1) if self.applied[at] < first)])
        most = min(
            [
                self.most,
                *(
                    at - 1
                    for at in range(self.at + 1, self.most + 1)
                    if self.taken_back[at] < first
                ),
            ]
        )
        return replace(self, least=least, most=most)


def state_of(store: Store) -> State:
    changes = store.changes()
    return tuple(sorted((change.id, changes.line(change).decode()) for change in changes.present()))


def step(store: Store, model: Model, what: str) -> Model:
    """Do one thing to the store, and return what is there then by the model."""
    if what in {"mark", "rm"}:
        other = "0000000b" if what == "rm" else "0000000a"
        line = f'{{"id":"{other}","title":"{model.number + 1}"}}'
        is_there = dict(model.state).keys() >= {other}
        lines = [removal(other) if what == "rm" and is_there else line.encode()]
        store.append(lines, command=what, summary="")
        state = {key: value for key, value in model.state if key != other}
        return model.changed(
            tuple(sorted((state | ({} if what == "rm" and is_there else {other: line})).items()))
        )
    if what in {"undo", "redo"}:
        after = model.undone() if what == "undo" else model.redone()
        try:
            batch, lines = plan_undo(store) if what == "undo" else plan_redo(store)
        except UsageError:
            assert after is None
            return model
        assert after is not None
        number = batch.number
        if what == "undo":
            store.append(lines, command=UNDO, summary="", undoes=number)
        else:
            store.append(lines, command=what, summary="", redoes=number)
        return after
    batches = _oldest_first(store)
    first = _first_kept(batches, int(what))
    if not first:
        return model
    base = store.changes(until=batches[first - 1].number)
    store.replace(_compacted(store, batches[first:], base))
    return model.compacted(batches[first].number if first < len(batches) else model.number + 1)


def check(store: Store, model: Model, done: tuple[str, ...]) -> None:
    assert state_of(store) == model.state, done
    assert dangling(store.batches()) == [], done


def walk(
    folder: Path,
    data: bytes,
    model: Model,
    done: tuple[str, ...],
    words: tuple[str, ...],
    depth: int,
) -> Iterator[int]:
    for word in words if depth else ():
        (folder / "papers.jsonl").write_bytes(data)
        store = Store(folder)
        try:
            after = step(store, model, word)
            check(store, after, (*done, word))
        except AssertionError as error:
            raise AssertionError((*done, word)) from error
        yield 1
        whole = (folder / "papers.jsonl").read_bytes()
        yield from walk(folder, whole, after, (*done, word), words, depth - 1)


def test_every_short_history_can_be_undone_redone_and_compacted_as_the_model_says() -> None:
    with quick_folder() as folder:
        words = ("mark", "undo", "redo", "1", "2")
        assert sum(walk(Path(folder), b"", Model(), (), words, 5)) == sum(
            5**length for length in range(1, 6)
        )


@pytest.mark.parametrize("seed", range(6))
def test_long_histories_can_be_undone_redone_and_compacted_as_the_model_says(seed: int) -> None:
    chance = random.Random(seed)
    with quick_folder() as folder:
        for _ in range(60):
            (Path(folder) / "papers.jsonl").unlink(missing_ok=True)
            store, model = Store(Path(folder)), Model()
            done: tuple[str, ...] = ()
            for _ in range(chance.randrange(5, 30)):
                word = chance.choice(
                    (
                        "mark",
                        "rm",
                        "mark",
                        "undo",
                        "undo",
                        "undo",
                        "redo",
                        "redo",
                        "0",
                        "1",
                        "2",
                        "3",
                        "5",
                    )
                )
                done = (*done, word)
                model = step(store, model, word)
                check(store, model, done)


def test_what_was_taken_back_before_a_compaction_is_not_done_again_by_undo(filled: Run) -> None:
    first = filled("list", "--ids", "--limit", "1")[1].strip()

    def tags() -> list[str]:
        found: list[str] = json.loads(filled("show", first, "--json")[1])["tags"]
        return found

    filled("mark", first, "--tag", "one")
    filled("mark", first, "--tag", "two")
    filled("undo")
    assert filled("compact", "--apply", "--keep", "1")[0] == 0
    assert tags() == ["one"]
    assert filled("undo") == (2, "", "papers: nothing to undo\n")
    assert tags() == ["one"]
    assert filled("redo")[0] == 0
    assert tags() == ["one", "two"]
    assert filled("undo")[0] == 0
    assert filled("undo")[0] == 2
    assert tags() == ["one"]
    assert filled("doctor")[0] == 0
    assert filled("ingest", FIXTURES / "bibtex")[0] == 0
    assert filled("undo")[0] == 0
    assert tags() == ["one"]
