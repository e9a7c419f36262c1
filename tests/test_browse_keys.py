"""What keys do, without a terminal."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import Desk, content, small_library
from conftest import Run
from transcripts import README

from papercli.browse.keys import LIST, TABLE, written
from papercli.errors import OutputError
from papercli.library import Library
from papercli.search.saved import saved_searches


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_library(tmp_path_factory.mktemp("browse") / "library")


@pytest.fixture
def folder(thirty: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(thirty, tmp_path / "library"))


@pytest.fixture
def desk(folder: Path) -> Desk:
    return Desk(folder)


def marked(folder: Path) -> list[tuple[str, str, bool, tuple[str, ...], str | None]]:
    """Return title, status, star, tags and note of the papers that have any."""
    found = [
        (p["title"], p["status"], p["starred"], tuple(p["tags"]), p["note"])
        for p in content(folder)
    ]
    return [each for each in found if each[1:] != ("unread", False, (), None)]


# Each: keys, and what is then true.
Then = Callable[[Desk], object]
KEYS: dict[str, tuple[str, Then]] = {
    "j goes down, k up": ("jjk", lambda d: d.current == d.titles[1]),
    "the cursor never leaves the list": ("kk", lambda d: d.current == d.titles[0]),
    "G is the last, g the first": ("Ggj", lambda d: d.current == d.titles[1]),
    "G": ("Gj", lambda d: d.current == d.titles[-1]),
    "a page on and back": ("<PgDn><PgDn><C-u>", lambda d: d.browser.listing.cursor == 9),
    "x": ("x", lambda d: marked(d.folder) == [(d.titles[0], "read", False, (), None)]),
    "x goes on": ("xx", lambda d: d.current == d.titles[2]),
    "a": ("a", lambda d: marked(d.folder) == [(d.titles[0], "read", True, (), None)]),
    "s stays": ("s", lambda d: d.current == d.titles[0] and marked(d.folder)[0][2]),
    "s twice": ("ss", lambda d: marked(d.folder) == []),
    "r twice": ("rr", lambda d: marked(d.folder) == []),
    "i": ("i", lambda d: marked(d.folder)[0][1] == "reading"),
    "t": ("tone two<Enter>", lambda d: marked(d.folder)[0][3] == ("one", "two")),
    "t with commas": ("tone two, three<Enter>", lambda d: marked(d.folder)[0][3] == ("one two", "three")),
    "t takes away": ("tone two<Enter>t-one<Enter>", lambda d: marked(d.folder)[0][3] == ("two",)),
    "t with quotation marks": ('t"one two" three<Enter>', lambda d: marked(d.folder)[0][3] == ("one two", "three")),
    "t shows what there is": ("tone two<Enter>t", lambda d: d.screen()[-1].endswith("has one, two")),
    "Ctrl-C in a line": ("tone<C-c>", lambda d: marked(d.folder) == [] and not d.has_left),
    "t and Esc": ("tone<Esc>", lambda d: marked(d.folder) == []),
    "t and nothing": ("t<Enter>", lambda d: marked(d.folder) == []),
    "T": ("tone<Enter>jT", lambda d: [each[3] for each in marked(d.folder)] == [("one",)] * 2),
    "T without any": ("T", lambda d: "no tags" in d.browser.message),
    "Tab completes a tag": ("tsheaves<Enter>jtsh<Tab><Enter>", lambda d: [m[3] for m in marked(d.folder)] == [("sheaves",)] * 2),
    "u": ("su", lambda d: marked(d.folder) == []),
    "u goes back": ("jxjju", lambda d: d.current == d.titles[1]),
    "U": ("suU", lambda d: marked(d.folder)[0][2]),
    "Ctrl-R": ("su<C-r>", lambda d: marked(d.folder)[0][2]),
    "u of what was done before": ("u", lambda d: len(d.titles) == 30 and "u again undoes it" in d.browser.message),
    "u again": ("uu", lambda d: d.titles == [] and "undone: ingest" in d.browser.message),
    "u after another key": ("uju", lambda d: len(d.titles) == 30),
    "u too often": ("suu", lambda d: len(d.titles) == 30),
    "Space": ("<Space><Space>s", lambda d: len(marked(d.folder)) == 2),
    "Space twice": ("<Space>k<Space>", lambda d: not d.browser.listing.selected),
    "v": ("vjjs", lambda d: len(marked(d.folder)) == 3),
    "v and v": ("vjjvjjs", lambda d: len(marked(d.folder)) == 3),
    "*": ("*x", lambda d: len(marked(d.folder)) == 30),
    "one undo for all": ("*xu", lambda d: marked(d.folder) == []),
    "* twice": ("**", lambda d: not d.browser.listing.selected),
    "Esc ends the selection": ("*<Esc>s", lambda d: len(marked(d.folder)) == 1),
    "A": ("jjjA", lambda d: [each[1] for each in marked(d.folder)] == ["read"] * 3),
    "' ": ("jjxGgj'", lambda d: d.current == d.titles[2]),
    "/": ("/sheaves<Enter>", lambda d: d.browser.mode == "list" and "sheaves" in d.titles[0]),
    "/ without Enter": ("/sheaves", lambda d: "sheaves" in d.titles[0] and len(d.titles) < 30),
    "a word that is not finished": ("/shea", lambda d: "sheaves" in d.titles[0]),
    "Enter finishes it": ("/shea<Enter>", lambda d: d.browser.query.text == "sheaves"),
    "Esc in the query": ("jjj/sheaves<Esc>", lambda d: d.current == d.titles[3] and d.browser.mode == "list"),
    "Ctrl-C in the query": ("jjj/sheaves<C-c>", lambda d: len(d.titles) == 30 and not d.has_left),
    "Esc in the list": ("jjj/sheaves<Enter>j<Esc>", lambda d: len(d.titles) == 30 and d.current == d.titles[3]),
    "Esc after two searches": ("j/sheaves<Enter>/meshes<Enter><Esc>", lambda d: len(d.titles) == 30 and d.current == d.titles[1]),
    "Esc with nothing to go back to": ("<Esc><Esc>", lambda d: len(d.titles) == 30),
    "Enter without a query": ("jj/<Enter>", lambda d: d.current == d.titles[2] and d.browser.mode == "list"),
    "/ and Esc leave what is shown": ("/sheaves<Enter>/<Esc>", lambda d: d.browser.query.text == "sheaves" and len(d.titles) < 30),
    "keys while typing": ("/xsxsr", lambda d: d.browser.query.text == "xsxsr" and not marked(d.folder)),
    "moving while typing": ("/sheaves<Down><Down>", lambda d: d.browser.listing.cursor == 2),
    "editing the query": ("/sheavesX<BS>", lambda d: d.browser.query.text == "sheaves"),
    "an earlier search": ("/sheaves<Enter>/<Up>", lambda d: d.browser.query.text == "sheaves"),
    "0": ("/sheaves<Enter><Esc>0", lambda d: "sheaves" in d.titles[0] and len(d.titles) < 30),
    "one letter is not searched for": ("/s", lambda d: len(d.titles) == 30),
    "nothing found": ("/qqqqqq", lambda d: any("nothing found" in line for line in d.screen())),
    "views": ("s4", lambda d: len(d.titles) == 1),
    "a view that is not there": ("9", lambda d: len(d.titles) == 30),
    "Tab": ("<Tab><Tab>", lambda d: d.browser.views[d.browser.view].name == "unread"),
    "a read paper stays until the view is left": ("3x", lambda d: len(d.titles) == 30 and d.current == d.titles[1]),
    "and then goes": ("3x1" + "3", lambda d: len(d.titles) == 29),
    "&": ("s1/sheaves<Enter>" + "4&sheaves<Enter>", lambda d: len(d.titles) == 1),
    "& within a search": ("/sheaves<Enter>&meshes<Enter>", lambda d: d.titles and all("sheaves" in t or "meshes" in t for t in d.titles) and len(d.titles) < 10),
    "& and back": ("/sheaves<Enter>&meshes<Enter><Esc>", lambda d: d.browser.query.text == "sheaves" and len(d.titles) == 10),
    "& can be repeated": ("/sheaves<Enter>&on meshes<Enter>S", lambda d: d.commands == [["stats", "sheaves AND (on meshes)"]]),
    "Shift-Tab": ("<S-Tab>", lambda d: d.browser.views[d.browser.view].name == "starred"),
    "w": ("/sheaves<Enter>wmine<Enter>", lambda d: saved_searches(Library(d.folder)) == {"mine": "sheaves"}),
    "w is a view": ("/sheaves<Enter>wmine<Enter><Esc>5", lambda d: d.browser.views[4].name == "@mine" and "sheaves" in d.titles[0]),
    "w undone": ("/sheaves<Enter>wmine<Enter>u", lambda d: saved_searches(Library(d.folder)) == {}),
    "w without a search": ("w", lambda d: "nothing to save" in d.browser.message),
    "w with a bad name": ("/sheaves<Enter>wa b<Enter>", lambda d: d.browser.is_warning),
    "p": ("p", lambda d: not any("────" in line for line in d.screen())),
    "=": ("=", lambda d: d.browser.trail == [d.browser.trail[0]] and len(d.titles) > 1),
    "= and back": ("jj==<Esc><Esc>", lambda d: d.current == d.titles[2] and not d.browser.trail),
    "Enter reads": ("<Enter>", lambda d: d.screen()[0].startswith(" paper") and d.current in d.screen()[2]),
    "reading on": ("<Enter>JJ", lambda d: d.current == d.titles[2] and d.browser.mode == "reading"),
    "marks while reading": ("<Enter>s<Esc>", lambda d: marked(d.folder)[0][2] and d.browser.mode == "list"),
    "tags while reading": ("<Enter>tone<Enter>", lambda d: d.browser.mode == "reading" and marked(d.folder)[0][3] == ("one",)),
    "?": ("?", lambda d: any("skip" in line for line in d.screen())),
    "? and back": ("?<Esc>", lambda d: d.browser.mode == "list"),
    "S": ("S", lambda d: d.commands == [["stats"]]),
    "S of a search": ("/sheaves<Enter>S", lambda d: d.commands == [["stats", "sheaves"]]),
    ":": (":tags --json<Enter>", lambda d: d.commands == [["tags", "--json"]]),
    ": and Tab": (":l<Tab> --ids<Enter>", lambda d: d.commands == [["list", "--ids"]]),
    ": and Tab without any": (":x<Tab><Enter>", lambda d: d.commands == [["x"]]),
    ": and the command before": (":tags<Enter><Esc>:<Up> --json<Enter>", lambda d: d.commands == [["tags"], ["tags", "--json"]]),
    ": and Esc": (":tags<Esc>", lambda d: d.commands == []),
    ": with a quotation mark": (":list 'a<Enter>", lambda d: d.commands == [] and d.browser.mode == "command"),
    ": browse": (":browse<Enter>", lambda d: d.commands == [] and d.browser.is_warning),
    "e": ("/sheaves<Enter>ea.bib<Enter>", lambda d: d.commands == [["export", "sheaves", "-o", "a.bib"]]),
    "e of a selection": ("<Space>e.x<Enter>", lambda d: d.commands[0][1].startswith("id:")),
    "y": ("y", lambda d: d.copied[0].startswith("@")),
    "Y": ("Y", lambda d: len(d.copied[0]) == 8),  # it has no link
    "Y of a link": ("jY", lambda d: d.copied[0].startswith("https://doi.org/")),
    "o": ("jo", lambda d: d.opened == d.opened[:1] and d.opened[0].startswith("https://doi.org/")),
    "o without a link": ("o", lambda d: not d.opened and "no link" in d.browser.message),
    "D": ("D", lambda d: d.asks_for_duplicates and d.browser.mode == "duplicates"),
    "q": ("q", lambda d: d.has_left),
    "q while typing": ("/q", lambda d: not d.has_left),
    "a key that means nothing": ("zZ%", lambda d: d.current == d.titles[0] and not marked(d.folder)),
}  # fmt: skip


@pytest.mark.parametrize("name", KEYS)
def test_keys(desk: Desk, name: str) -> None:
    keys, then = KEYS[name]
    desk.press(keys)
    assert then(desk), (desk.browser.message, desk.current, desk.screen())


@pytest.mark.parametrize("name", KEYS)
def test_keys_typed_ahead_do_the_same(
    thirty: Path, folder: Path, tmp_path: Path, name: str
) -> None:
    keys, _ = KEYS[name]
    slow = Desk(folder).press(keys)
    other = Path(shutil.copytree(thirty, tmp_path / "other"))
    ahead = Desk(other, at_once=False).press(keys)
    ahead.settle()
    assert seen(ahead) == seen(slow)


def seen(desk: Desk) -> tuple[object, ...]:
    """Return all by which a reader could tell two sessions apart."""
    browser = desk.browser
    return (
        browser.mode, browser.query.text, desk.titles, desk.current, browser.trail, marked(desk.folder),
        [view.name for view in browser.views], desk.commands, desk.copied, desk.opened, desk.has_left,
    )  # fmt: skip


MEANINGFUL = (
    "j k x x s a r i g G A u U v * = <Esc> <Enter> <Space> / & 1 2 3 4 t T ' p n <Tab> q".split()
)
TYPED = "sh ea ves<Enter> me<Enter> <Esc> <Down> one<Enter>".split()


@pytest.mark.parametrize("seed", range(8))
def test_bursts_mean_the_same_as_keys_typed_slowly(thirty: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    keys = [chance.choice(MEANINGFUL[:-1] + TYPED) for _ in range(40)]
    desks = [
        Desk(Path(shutil.copytree(thirty, tmp_path / name)), at_once=name == "slow")
        for name in ("slow", "ahead")
    ]
    for desk in desks:
        desk.left_by_editor = "a note"
    for key in keys:
        for desk in desks:
            desk.press(key)
        for _ in range(chance.randint(0, 2)):
            desks[1].answer()
    desks[1].settle()
    assert seen(desks[1]) == seen(desks[0]), "".join(keys)


@pytest.mark.parametrize("seed", range(8))
def test_undoing_all_leaves_what_was_there(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    before = content(folder)
    desk = Desk(folder, at_once=bool(seed % 2))
    desk.left_by_editor = "a note"
    keys = "x s a r i A * v <Space> j k G g n T tone<Enter> /sheaves<Enter> <Esc> 3".split()
    for _ in range(30):
        desk.press(chance.choice(keys))
    desk.press("<Esc><Esc><Esc><Esc>1")
    desk.settle()
    changes = sum(1 for batch in Library(folder).store.batches()) - 1
    desk.press("u" * changes)
    desk.settle()
    assert content(folder) == before
    desk.press("U" * changes)


def test_the_note_is_the_editors(desk: Desk) -> None:
    desk.left_by_editor = "read again"
    assert marked(desk.press("n").folder)[0][4] == "read again"
    desk.left_by_editor = ""
    assert "as it was" in desk.press("n").browser.message
    desk.left_by_editor = OutputError("vi ended with status 1; nothing was changed")
    assert "status 1" in desk.press("n").browser.message
    assert marked(desk.folder)[0][4] == "read again"


def test_what_is_pasted_into_the_list_does_nothing(desk: Desk) -> None:
    desk.browser.paste("xxx\nsss\n" * 1000)
    desk.settle()
    assert marked(desk.folder) == []
    desk.press("/").browser.paste("sheaves\nand")
    assert desk.browser.query.text == "sheaves and"


def test_a_change_that_fails_is_not_shown(desk: Desk, papers: Run) -> None:
    desk.at_once = False
    desk.press("j")
    title = desk.current
    desk.press("x")
    assert desk.browser.listing.window(1, 2)[0].status == "read"
    identifier = desk.browser.listing.window(1, 2)[0].id
    assert papers("rm", identifier, "--library", desk.folder)[0] == 0
    desk.settle()
    assert title not in desk.titles
    assert desk.browser.is_warning
    assert identifier in desk.browser.message


def test_what_others_change_appears_and_the_cursor_stays_on_its_paper(
    desk: Desk, papers: Run, tmp_path: Path
) -> None:
    desk.press("jjjj")
    before = desk.current
    dump = tmp_path / "more.txt"
    dump.write_text('{"title": "A paper that came in later", "abstract": "It is new."}\n', "utf-8")
    assert papers("ingest", dump, "--library", desk.folder)[0] == 0
    assert desk.writer.others_wrote()
    desk.browser.ask_again()
    desk.settle()
    assert (desk.current, len(desk.titles)) == (before, 31)
    assert desk.browser.message == "1 paper added"


def test_an_answer_that_came_too_late_is_not_taken(desk: Desk, papers: Run) -> None:
    desk.at_once = False
    desk.browser.ask_again()
    question, desk.question = desk.question, None
    assert question
    late = desk.asker._answer(question)
    identifier = desk.browser.listing.window(0, 1)[0].id
    assert papers("rm", identifier, "--library", desk.folder)[0] == 0
    desk.browser.ask_again()
    desk.browser.take(late)
    desk.settle()
    assert len(desk.titles) == 29


def test_a_store_that_is_cut_off_is_told(desk: Desk) -> None:
    store = desk.folder / "papers.jsonl"
    store.write_bytes(store.read_bytes()[:100])
    assert desk.browser.listing.rows
    desk.browser.listing.rows._kept.clear()
    desk.press("Gk")
    assert "papers.jsonl" in "".join(line.strip() for line in desk.screen(100, 30))


def test_undo_leaves_what_others_changed(desk: Desk, papers: Run) -> None:
    desk.press("s")
    identifier = desk.browser.listing.window(5, 6)[0].id
    assert papers("mark", identifier, "--star", "--library", desk.folder)[0] == 0
    desk.press("u")
    assert "another one" in desk.browser.message
    assert len(marked(desk.folder)) == 2
    assert desk.browser.listing.window(0, 1)[0].starred
    assert "u again undoes it" in desk.browser.message
    desk.press("u")  # and now whatever was last
    assert "undone: mark" in desk.browser.message
    assert len(marked(desk.folder)) == 1


def test_chosen_papers_are_printed_by_enter(folder: Path) -> None:
    desk = Desk(folder, picks=True).press("<Space>j<Space><Enter>")
    assert desk.has_left
    assert len(desk.browser.chosen) == 2
    assert Desk(folder, picks=True).press("q").browser.chosen == []


def test_no_key_has_two_meanings() -> None:
    for table in TABLE.values():
        keys = [key for each in table for key in each.keys]
        assert len(keys) == len(set(keys))


def test_every_key_calls_something(desk: Desk) -> None:
    for table in TABLE.values():
        for key in table:
            assert key.action == "view" or callable(desk.browser.action(key.action))


def test_help_fits_on_a_screen(desk: Desk) -> None:
    for mode in TABLE:
        desk.browser.mode = mode if mode in {"list", "reading", "duplicates"} else "list"
        screen = desk.press("?").screen()
        assert all(len(line) <= 80 for line in screen)
        assert not any("…" in line.replace("1 … 9", "") for line in screen)
        desk.press("<Esc>")


def test_the_readme_lists_the_keys() -> None:
    rows = [line for line in README.read_text("utf-8").splitlines() if line.startswith("| `")]
    for key in LIST:
        calls = f"`{key.calls}`" if key.calls else ""
        keys = " ".join(f"`{each}`" for each in written(key).split(" ") if each != "…")
        row = f"| {keys} | {key.does} | {calls} |"
        assert row in rows or "…" in written(key), row
