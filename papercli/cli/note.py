"""`papers note`: the note of a paper, in the editor."""

from typing import Annotated

from papercli.changes import marking
from papercli.cli.declare import Argument, Option
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, listed, show_value
from papercli.desktop.editor import edit_text
from papercli.errors import UsageError
from papercli.marks import Marks
from papercli.search.naming import find_all_named
from papercli.text import clean_lines
from papercli.views.answers import paper_answer


def command(
    ids: Annotated[
        list[str],
        Argument(
            metavar="ID",
            completion="offer_names",
            help="A paper, given as for `papers show`.",
            show_default=False,
        ),
    ],
    add: Annotated[
        str | None, Option("--add", metavar="TEXT", help="Add a line; open no editor.")
    ] = None,
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Write a note on a paper in your editor, or add a line to it.

    `papers show ID --fields note` prints it, and note:WORD finds it.
    """
    output = choose_output(json=json)
    here = open_library(library)
    chosen = find_all_named(here, ids)
    if add is None and len(chosen) > 1:
        raise UsageError("a note is written on one paper at a time; --add takes several")
    if add is None:
        before = chosen[0].note or ""
        left = edit_text(f"{before}\n" if before else "", f"{chosen[0].id}.txt")
        if clean_lines(left) == before:
            tell("nothing was changed")
            return
        marks = Marks(note=left)
    elif clean_lines(add):
        marks = Marks(more=clean_lines(add))
    else:
        raise UsageError("--add: no text given")
    with here.writing(wait, tell) as current:
        marked = marking.mark(current, [paper.id for paper in chosen], marks)
    titles = listed(marked.to_name)
    shown = [paper_answer(paper) for paper in marked.papers]
    show_value(shown, output, lambda: f"{marks}\n{titles}")
