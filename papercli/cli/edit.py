"""`papers edit`: values of papers set by hand."""

import sys
from typing import Annotated

from papercli.changes import editing
from papercli.changes.sheet import read_sheet, with_remark, write_sheet
from papercli.cli.declare import Option
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, listed, show_value
from papercli.cli.selection import Names, Query, Yes, select, select_to_change
from papercli.desktop.editor import edit_text, keep_text
from papercli.errors import UsageError
from papercli.model import Paper
from papercli.search.naming import find_all_named
from papercli.text import join_words, number_of
from papercli.views.answers import paper_answer


def command(
    ids: Names = None,
    query: Query = "",
    yes: Yes = False,
    values: Annotated[
        list[str] | None,
        Option(
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
        settings = list(map(_read_setting, values))
        given: dict[str, object] = dict(settings)
        if len(given) < len(settings):
            raise UsageError("a field is set twice; set each once")
        editing.read_values(given)
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
        had_date = {paper.id for paper in find_all_named(current, chosen) if paper.date}
        edited = editing.edit(current, chosen, given)
    done = number_of(edited.changed, "paper") if edited.changed else "no change needed"
    titles = listed(edited.to_name)
    lost = any(paper.id in had_date and not paper.date for paper in edited.altered)
    if lost and "date" not in given:
        tell("the date was of another year, and is removed")
    shown = [paper_answer(paper) for paper in edited.papers]
    show_value(shown, output, lambda: f"{join_words(list(given), 'and')} set: {done}\n{titles}")


def _read_setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--set takes FIELD=VALUE, for example year=2024, not '{text}'")
    return name.strip().lower(), value


def _edit(paper: Paper) -> dict[str, object]:
    """Let the reader edit a paper until it can be read; return what is to be set."""
    sheet = before = write_sheet(paper)
    while True:
        left = edit_text(sheet, f"{paper.id}.yaml")
        if left in (sheet, before):
            if left != before:  # what was wrong is as it was
                tell(f"your text is in {keep_text(left, f'{paper.id}.yaml')}")
            return {}
        try:
            return read_sheet(left, paper)
        except UsageError as error:
            if not (sys.stdin.isatty() and sys.stderr.isatty()):
                kept = keep_text(left, f"{paper.id}.yaml")
                raise UsageError(f"{error}; nothing was changed; your text is in {kept}") from None
            tell(f"{error}; back to the editor")
            sheet = with_remark(left, str(error))
