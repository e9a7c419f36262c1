"""`papers edit`: values of papers set by hand."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from papercli import changes
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, show_value
from papercli.cli.selection import Names, Query, Yes, select, select_to_change
from papercli.errors import OutputError, UsageError, reason
from papercli.model import Paper
from papercli.text import join_words, number_of
from papercli.views.answers import paper_answer

_EDITORS = ("sensible-editor", "nano", "vim", "vi")


def command(
    ids: Names = None,
    query: Query = "",
    yes: Yes = False,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="Set a value; FIELD= removes it. Authors and keywords are separated by semicolons.",
        ),
    ] = None,
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Correct papers by hand, in your editor or with --set.

    What you set stays, whatever later dumps say; `papers undo` takes it back. Without --set, one
    paper opens in $VISUAL or $EDITOR.

    For example: papers edit 3f9c --set year=2024 --set "venue=ICML 2024"
    """
    output = choose_output(json=json)
    here = open_library(library)
    if values:
        given: dict[str, object] = dict(map(_read_setting, values))
        changes.read_values(given)
        chosen = select_to_change(here, ids, query, "edit", yes=yes)
    else:
        papers = select(here, ids, query)
        if len(papers) > 1:
            raise UsageError(
                f"{number_of(len(papers), 'paper')}; one is edited at a time, or several with --set"
            )
        given = _edit(papers[0])
        chosen = [papers[0].id]
    if not given:
        tell("nothing was changed")
        return
    with here.writing(wait, tell) as current:
        edited = changes.edit(current, chosen, given)
    done = number_of(edited.changed, "paper") if edited.changed else "already so"
    titles = "".join(f"  {paper.id}  {paper.title}\n" for paper in edited.papers)
    shown = [paper_answer(paper) for paper in edited.papers]
    show_value(shown, output, lambda: f"{join_words(list(given), 'and')} set: {done}\n{titles}")


def _read_setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--set takes FIELD=VALUE, for example year=2024, not '{text}'")
    return name.strip().lower(), value


def _edit(paper: Paper) -> dict[str, object]:
    """Let the reader edit a paper until it can be read; return what is to be set."""
    editor = _editor()
    sheet = before = changes.write_sheet(paper)
    with tempfile.TemporaryDirectory(prefix="papers-") as folder:
        path = Path(folder) / f"{paper.id}.yaml"
        while True:
            path.write_text(sheet, encoding="utf-8")
            _run(editor, path)
            left = _read(path)
            if left in (sheet, before):
                return {}
            try:
                return changes.read_sheet(left, paper)
            except UsageError as error:
                if not (sys.stdin.isatty() and sys.stderr.isatty()):
                    raise UsageError(f"{error}; nothing was changed") from None
                tell(f"{error}; back to the editor")
                sheet = changes.with_remark(left, str(error))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise OutputError(f"{path}: {reason(error)}; nothing was changed") from None


def _editor() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    command = shlex.split(named) or [each for each in _EDITORS if shutil.which(each)][:1]
    if not command:
        raise OutputError("no editor found; set $EDITOR, or use --set FIELD=VALUE")
    return command


def _run(editor: list[str], path: Path) -> None:
    try:
        done = subprocess.run([*editor, str(path)], check=False)
    except OSError as error:
        raise OutputError(
            f"{editor[0]}: cannot be started; set $EDITOR to another editor"
        ) from error
    if done.returncode:
        raise OutputError(f"{editor[0]} ended with status {done.returncode}; nothing was changed")
