"""The keys: one table, from which what a key does, the last line, the help and the README come."""

from typing import Literal, NamedTuple

Mode = Literal["list", "query", "tags", "name", "command", "reading", "page", "duplicates"]


class Key(NamedTuple):
    """A key, or several that do the same."""

    keys: tuple[str, ...]  # a character, or the name of a key that has none
    action: str  # the method of the browser that it calls
    does: str  # as the help says it
    label: str = ""  # on the last line of the screen
    calls: str = ""  # the command that does the same
    shown: str = ""  # how the help writes the keys, where not as they are named


_MOVING = (
    Key(("j", "down"), "down", "next paper", shown="j ↓"),
    Key(("k", "up"), "up", "previous paper", shown="k ↑"),
    Key(("ctrl+d", "pagedown"), "page_down", "a page on", shown="Ctrl-D PgDn"),
    Key(("ctrl+u", "pageup"), "page_up", "a page back", shown="Ctrl-U PgUp"),
    Key(("g", "home"), "first", "first paper", shown="g Home"),
    Key(("G", "end"), "last", "last paper", shown="G End"),
    Key(("'",), "to_last_change", "back to the last change"),
)
_MARKING = (
    Key(("x",), "skip", "skip: read, go to the next", "skip", "papers mark ID --status read"),
    Key(("a",), "keep", "keep: star, read, next", "", "papers mark ID --star --status read"),
    Key(("s",), "star", "star, or no star", "star", "papers mark ID --star"),
    Key(("r",), "read", "read, or unread again", "", "papers mark ID --status read"),
    Key(("i",), "reading", "reading now", "", "papers mark ID --status reading"),
    Key(("t",), "tag", "tags; -word removes one", "tag", "papers mark ID --tag TAG"),
    Key(("T",), "tag_again", "the last tags again", "", "papers mark ID --tag TAG"),
    Key(("n",), "note", "note, in your editor", "note", "papers note ID"),
    Key(("u",), "undo", "undo", "undo", "papers undo"),
    Key(("U", "ctrl+r"), "redo", "redo", "", "papers redo", shown="U Ctrl-R"),
)
_TAKING = (
    Key(("o",), "open", "open the file or page", "", "papers open ID"),
    Key(("y",), "copy_citation", "copy as BibTeX", "", "papers cite ID --copy"),
    Key(("Y",), "copy_link", "copy the link, or the id", "", "papers open ID --print"),
)

LIST = (
    Key(("/",), "search", "search all papers", "search", "papers search QUERY"),
    Key(("&",), "search_within", "search in what is listed", "", "papers search QUERY"),
    Key(("enter",), "open_reading", "show the paper", "show", "papers show ID", shown="Enter"),
    *_MARKING,
    *_TAKING,
    Key(("e",), "export", "export what is shown", "", "papers export QUERY"),
    *_MOVING,
    Key(("space",), "select", "select, go to the next", shown="Space"),
    Key(("v",), "select_range", "select a range from here"),
    Key(("*",), "select_all", "select all that are shown"),
    Key(("A",), "all_above", "mark all above as read", "", "papers mark ID… --status read"),
    Key(("=",), "related", "related papers", "", "papers related ID"),
    Key(("D",), "duplicates", "decide on duplicates", "", "papers dedupe --review"),
    Key(("S",), "stats", "what there is, counted", "", "papers stats QUERY"),
    Key(
        tuple("123456789"), "view", "a view, by its number", "", "papers list QUERY", shown="1 … 9"
    ),
    Key(("0",), "search_again", "the last search again", "", "papers search QUERY"),
    Key(("tab",), "next_view", "next view", "", "papers list QUERY", shown="Tab"),
    Key(("shift+tab", "backtab"), "previous_view", "view before", shown="Shift-Tab"),
    Key(("w",), "save_view", "save this search as a view", "", "papers save NAME QUERY"),
    Key(("p",), "pane", "show or hide the lower pane"),
    Key((":",), "command", "any other command of papers", "", "papers COMMAND"),
    Key(("?", "f1"), "help", "these keys", "help", shown="?"),
    Key(("escape",), "back", "back one step", shown="Esc"),
    Key(("q", "ctrl+c"), "leave", "quit", "quit", shown="q"),
)
READING = (
    Key(("j", "down"), "scroll_down", "scroll down", shown="j ↓"),
    Key(("k", "up"), "scroll_up", "scroll up", shown="k ↑"),
    Key(("ctrl+d", "pagedown", "space"), "scroll_page", "a page on", shown="Space PgDn"),
    Key(("ctrl+u", "pageup"), "scroll_page_back", "a page back", shown="Ctrl-U PgUp"),
    Key(("g", "home"), "scroll_first", "to the beginning", shown="g Home"),
    Key(("G", "end"), "scroll_last", "to the end", shown="G End"),
    Key(("J", "right"), "down", "next paper", "next", shown="J →"),
    Key(("K", "left"), "up", "previous paper", "previous", shown="K ←"),
    *_MARKING,
    *_TAKING,
    Key(("=",), "related", "related papers", "", "papers related ID"),
    Key(("?", "f1"), "help", "these keys", "help", shown="?"),
    Key(("escape", "enter", "q", "ctrl+c"), "close", "back to the list", "back", shown="Esc"),
)
PAGE = (
    *READING[:6],
    Key((":",), "command", "another command", "command", "papers COMMAND"),
    Key(("escape", "enter", "q", "?", "ctrl+c"), "close", "back", "back", shown="Esc"),
)
DUPLICATES = (
    Key(("m",), "merge", "merge them into one paper", "merge", "papers dedupe --merge ID ID"),
    Key(
        ("d", "a"),
        "differ",
        "they are different papers",
        "different",
        "papers dedupe --not ID ID",
    ),
    Key(("v",), "link", "link them as versions", "versions", "papers dedupe --review"),
    Key(
        ("tab",),
        "swap",
        "keep the other one",
        "keep other",
        "papers dedupe --merge ID ID",
        shown="Tab",
    ),
    Key(("s", "j", "down"), "skip_group", "skip", "skip", shown="s"),
    Key(("k", "up"), "previous_group", "back to the one before", shown="k"),
    Key(("u",), "undo_decision", "undo the last decision", "undo", "papers undo"),
    Key(("?", "f1"), "help", "these keys", "help", shown="?"),
    Key(("escape", "q", "ctrl+c"), "close", "back to the list", "back", shown="Esc"),
)
# While a line is typed, all other keys edit it.
QUERY = (
    Key(("enter",), "to_list", "to the list", shown="Enter"),
    Key(("escape", "ctrl+c"), "cancel", "back to what was listed", shown="Esc"),
    Key(("down",), "down", "next paper", shown="↓"),
    Key(("up",), "up_or_earlier", "up; at the top, earlier ones", shown="↑"),
    Key(("pagedown",), "page_down", "a page on", shown="PgDn"),
    Key(("pageup",), "page_up", "a page back", shown="PgUp"),
)
LINE = (
    Key(("enter",), "enter", "do it", shown="Enter"),
    Key(("escape", "ctrl+c"), "drop", "back, and do nothing", shown="Esc"),
    Key(("tab",), "complete", "complete", shown="Tab"),
    Key(("up",), "earlier_command", "the command before", shown="↑"),
)
TABLE: dict[Mode, tuple[Key, ...]] = {
    "list": LIST,
    "query": QUERY,
    "tags": LINE,
    "name": LINE,
    "command": LINE,
    "reading": READING,
    "page": PAGE,
    "duplicates": DUPLICATES,
}
ACTIONS: dict[Mode, dict[str, str]] = {
    mode: {key: each.action for each in table for key in each.keys} for mode, table in TABLE.items()
}
# What needs no paper, and so need not wait for those that were asked for.
AT_ONCE = frozenset(
    "search search_within view help close leave command drop cancel to_list".split()
)
# What goes by the views and tags that there are.
AS_COUNTED = frozenset({"next_view", "previous_view", "complete"})


def written(key: Key) -> str:
    """Return how the help writes a key."""
    return key.shown or " ".join(key.keys)
