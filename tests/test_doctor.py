import json
from pathlib import Path

import tantivy
from conftest import Run

from papercli.index.files import meta_of, sizes_of
from papercli.index.schema import register_analyzers
from papercli.index.state import read_state, write_state


def test_a_sound_library(filled: Run) -> None:
    filled("dedupe", "--apply")
    code, out, err = filled("doctor")
    assert (code, err) == (0, "")
    assert "ok   store: 64 papers in 2 changes, undamaged\n" in out
    assert "ok   index: 64 papers, all found\n" in out
    report = json.loads(filled("doctor", "--json")[1])
    assert report["ok"]
    assert filled("doctor", "--repair")[::2] == (0, "papers: nothing to repair\n")


def test_an_empty_library_is_sound(papers: Run) -> None:
    assert papers("doctor")[0] == 0


def test_a_damaged_library_is_explained_and_what_can_be_read_is_saved(
    filled: Run, tmp_path: Path
) -> None:
    store = tmp_path / "library" / "papers.jsonl"
    sound = store.read_bytes()
    ids = set(filled("list", "--ids")[1].split())
    lines = sound.split(b"\n")
    damaged = b"\n".join([*lines[:3], lines[3][:40] + b"\xff" + lines[3][41:60], *lines[4:]])
    store.write_bytes(damaged)
    code, out, _ = filled("doctor")
    assert code == 5
    assert out.startswith(f"BAD  store: {store}: damaged: ")
    assert filled("dedupe")[0] == 5
    assert store.read_bytes() == damaged
    code, out, err = filled("doctor", "--repair")
    assert (code, "BAD" in out) == (0, False)
    assert err.startswith(
        "papers: 64 papers recovered; 1 line could not be read; the damaged file is kept as papers.jsonl.damaged-1\n"
    )
    assert (tmp_path / "library" / "papers.jsonl.damaged-1").read_bytes() == damaged
    saved = set(filled("list", "--ids")[1].split())
    assert len(saved) == 64
    assert saved < ids
    assert sorted(path.name for path in (tmp_path / "library").glob("papers*")) == [
        "papers.jsonl",
        "papers.jsonl.damaged-1",
        "papers.lock",
    ]


def test_an_index_that_lost_a_paper_is_noticed_and_rebuilt(filled: Run, tmp_path: Path) -> None:
    lost = filled("list", "--ids", "--limit", "1")[1].strip()
    folder = tmp_path / "library" / "index"
    state = read_state(folder)
    assert state is not None
    generation = folder / state.generation
    index = tantivy.Index.open(str(generation))
    register_analyzers(index)
    writer = index.writer(num_threads=1)
    writer.delete_documents_by_term("id", lost)
    writer.commit()
    writer.wait_merging_threads()
    # As if it had been left so: its files are sound, and it has read all of the store.
    write_state(folder, state._replace(sizes=sizes_of(generation), meta=meta_of(generation)))
    assert lost not in filled("list", "--ids")[1]
    code, out, _ = filled("doctor")
    assert code == 5
    wrong = "1 paper missing from it and 0 too many; `papers doctor --repair` rebuilds it"
    assert f"BAD  index: {wrong}\n" in out
    assert filled("doctor", "--repair")[0] == 0
    assert lost in filled("list", "--ids")[1]
    assert filled("doctor")[0] == 0
