"""What people type that is not there, and what they mean."""

import os
import shlex
from collections.abc import Mapping, Sequence

# What other programs call a command. Nothing that changes a library is guessed from its spelling alone.
_COMMANDS: Mapping[str, str] = {
    synonym: meant
    for meant, synonyms in {
        "ingest FILE…": "add import load read-dump new-dump restore",
        "list": "ls all papers",
        "list --since last": "new latest recent inbox whatsnew",
        "list is:starred": "starred stars favorites favourites",
        "list is:unread": "unread todo queue",
        "list --count": "count number total",
        "search QUERY…": "find grep query lookup ask",
        "related ID": "similar like nearest neighbours neighbors",
        "show ID": "cat info view display print get less more details abstract",
        "browse": "tui triage interactive ui gui",
        "open ID": "browser pdf xdg-open launch url link",
        "cite ID": "bib bibtex citation citations reference citekey key",
        "cite ID --copy": "copy yank clip clipboard",
        "dedupe": "dups duplicates dedup deduplicate",
        "dedupe --merge ID ID": "merge fold join combine",
        "dedupe --not ID ID": "unlink different distinct",
        "rm ID": "remove delete del trash",
        "rm --query QUERY": "clear purge prune",
        "split ID": "unmerge separate",
        "undo": "revert rollback back",
        "history": "log changes",
        "mark ID --status read": "read done finish",
        "mark ID --tag TAG": "tag label",
        "mark ID --untag TAG": "untag unmark unlabel",
        "mark ID --no-star": "unstar",
        "mark ID --star": "star fav favorite favourite like-it",
        "note ID": "annotate comment notes",
        "edit ID": "change modify fix correct set-value",
        "tags": "labels taglist",
        "tags --rename OLD NEW": "retag rename",
        "mute WORD": "hide ignore block exclude silence skip",
        "stats": "statistics stat summary years authors venues overview histogram",
        "doctor": "check fsck verify validate repair",
        "compact": "gc vacuum clean",
        "backup FILE": "dump save-all archive",
        "export -o FILE": "write convert",
        "map -o map.html": "plot draw atlas landscape scatter tsne umap visualise visualize",
        "formats": "format filetypes",
        "schema": "jsonschema contract",
        "--help": "help man usage commands",
        "--version": "version",
    }.items()
    for synonym in synonyms.split()
}
_SAFE = tuple(
    "search list show related stats map tags open cite export formats schema history doctor ingest dedupe".split()
)
_NOT_HERE = {
    name: said
    for said, names in {
        "there are no settings but --library DIR, or $PAPERS_LIBRARY": "config configure settings init setup set options profile",
        "the library is made by the first `papers ingest FILE…`": "create make new-library",
        "papers fetches nothing; `papers attach ID FILE` keeps where a file of yours is": "file files download fetch pdfs",
        "`papers ingest FILE…` reads what you saved; `papers complete --online` asks arXiv and Crossref about it": "update sync pull refresh upgrade web online arxiv doi crossref",
    }.items()
    for name in names.split()
}
_FIELDS = frozenset(
    "title abstract author venue keyword note year citations votes cites cited-by tag source arxiv doi id added has is".split()
)
_STATES = frozenset("unread reading read starred".split())
# An option of another program, in any command -> what is written here.
_OPTIONS = {
    "--all": "write --limit 0",
    "--output": "write `> FILE` behind the command",
    "--verbose": "there is no more to say; --json says all",
    "--no-color": "write --color never",
    "--no-colour": "write --color never",
    "--colour": "write --color",
    "--number": "write --limit",
    "--max": "write --limit",
    "--first": "write --limit",
    "--top": "write --limit",
    "--last": "write --since last",
    "--new": "write --since last",
    "--order": "write --sort",
    "--order-by": "write --sort",
    "--desc": "write --reverse",
    "--asc": "write --reverse",
    "--db": "write --library DIR",
    "--lib": "write --library DIR",
    "--force": "write --yes",
    "--dryrun": "write --dry-run",
    "--type": "write --format",
}
_KINDS = {"json": "--json", "jsonl": "--jsonl", "csv": "--csv", "ids": "--ids"}
_EXPORTS = frozenset("bibtex biblatex ris csl-json markdown html bib".split())


def meant_command(name: str, rest: Sequence[str], commands: Sequence[str]) -> str:
    """Return what to say of a command that there is not."""
    lowered = name.lower()
    if lowered.endswith(".pdf"):
        return (
            f"'{name}' is not a command; papers reads text dumps, not PDF files (see papers --help)"
        )
    if os.path.exists(name) or "." in name:
        return f"'{name}' is not a command; to read it: `papers ingest {shlex.quote(name)}`"
    if lowered == "help" and rest and rest[0] in commands:
        return f"unknown command 'help'; did you mean `papers {rest[0]} --help`?"
    if lowered in _NOT_HERE:
        return f"unknown command '{name}'; {_NOT_HERE[lowered]}"
    meant = lowered if lowered in commands else _COMMANDS.get(lowered)
    if meant is None:
        from difflib import get_close_matches

        close = get_close_matches(lowered, commands, n=1, cutoff=0.75)
        if close and close[0] not in _SAFE:
            return f"unknown command '{name}'; see `papers --help`"
        words = [shlex.quote(each) for each in rest if not each.startswith("-")]
        meant = " ".join([*(close or ["search", shlex.quote(name)]), *words])
    return f"unknown command '{name}'; did you mean `papers {meant}`?"


def meant_argument(command: str, surplus: str) -> str | None:
    """Return what to write where a command takes no argument, or fewer of them, or None."""
    value = surplus.partition(" ")[0].strip(",")
    match command:
        case "history" if value.isdecimal():
            return f"write --limit {value}"
        case "undo" | "redo":
            return f"{command} takes one change at a time; repeat it for more"
        case "tags" if value in {"rename", "remove"}:
            return f"write tags --{surplus}"
        case "tags":
            return f"its papers: `papers list {shlex.quote(f'tag:{_as_value(surplus)}')}`"
        case "doctor" | "compact":
            return "write --library DIR for another library"
    return None


def meant_option(
    option: str, value: str | None, command: str, options: Sequence[str]
) -> str | None:
    """Return what to write instead of an option that a command has not, or None.

    `value` is what follows it, and `options` are those of the command.
    """
    name = option.lstrip("-").replace("_", "-").lower()
    if command == "mark" and name in {"unread", "reading", "read"}:
        return f"write --status {name}"
    if command == "edit" and value and _is_editable(name):
        return f"write --set {shlex.quote(f'{name}={value}')}"
    if any(f"--{each}" in options for each in (f"{name}s", name.rstrip("s"))):
        return f"write --{name}s" if f"--{name}s" in options else f"write --{name.rstrip('s')}"
    takes_query = command in {"search", "list", "export", "map", "stats", "dedupe"}
    if name.rstrip("s") in _FIELDS or name in _FIELDS:
        field = name if name in _FIELDS else name.rstrip("s")
        given = _as_value(value) if value and not value.startswith("-") else "…"
        if takes_query:
            return f"write it in the query: {field}:{given}"
        return f"write --query {shlex.quote(f'{field}:{given}')}" if "--query" in options else None
    if name in _STATES:
        return f"write it in the query: is:{name}" if takes_query else None
    if name in _EXPORTS or (name == "format" and value in _EXPORTS):
        kind = {"bib": "bibtex"}.get(value if name == "format" and value else name, value or name)
        kind = {"bib": "bibtex"}.get(name, name) if name in _EXPORTS else kind
        if command == "export":
            return f"write --format {kind}"
        if command == "cite":
            return f"write --style {kind}"
        return f"write --format {kind}" if command == "show" else "`papers cite` prints citations"
    if name == "format" and value in _KINDS and _KINDS[value] in options:
        return f"write {_KINDS[value]}"
    hint = _OPTIONS.get(f"--{name}")
    named = hint.split()[1] if hint and hint.startswith("write --") else None
    return hint if hint and (named is None or named in options) else None


def _as_value(text: str) -> str:
    return f'"{text}"' if " " in text else text


def _is_editable(name: str) -> bool:
    from papercli.changes.editing import EDITABLE

    return name in EDITABLE
