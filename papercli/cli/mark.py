"""`papers mark`: tags, status, star and note of papers."""

from typing import Annotated, cast, get_args

from papercli.changes import marking
from papercli.cli.declare import Option
from papercli.cli.options import (
    DEFAULT_WAIT,
    AsJson,
    LibraryPath,
    Wait,
    check_choice,
    open_library,
    tell,
)
from papercli.cli.output import choose_output, listed, show_value
from papercli.cli.selection import Names, Query, Yes, select_to_change
from papercli.errors import UsageError
from papercli.marks import Marks, read_tags
from papercli.model import Status
from papercli.search.naming import find_all_named
from papercli.text import clean, clean_lines, number_of
from papercli.views.answers import paper_answer


def command(
    ids: Names = None,
    query: Query = "",
    yes: Yes = False,
    tag: Annotated[
        list[str] | None,
        Option(
            "--tag",
            "-t",
            metavar="TAG",
            help="Add tags, separated by commas.",
            completion="offer_tags",
        ),
    ] = None,
    untag: Annotated[
        list[str] | None,
        Option(
            "--untag",
            metavar="TAG",
            help="Remove tags, separated by commas.",
            completion="offer_tags",
        ),
    ] = None,
    status: Annotated[
        str,
        Option(
            "--status",
            metavar="STATUS",
            help="Set to unread, reading or read.",
            completion=get_args(Status),
        ),
    ] = "",
    star: Annotated[
        bool | None,
        Option("--star/--no-star", help="Add or remove the star.", show_default=False),
    ] = None,
    note: Annotated[
        str | None, Option("--note", metavar="TEXT", help='Set the note; "" removes it.')
    ] = None,
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Set tags, reading status, star and note.

    They can be searched for: tag:thesis is:read is:starred.
    """
    output = choose_output(json=json)
    if status:
        check_choice("--status", status, get_args(Status))
    for option, texts in (("--tag", tag), ("--untag", untag)):
        if empty := [text for text in texts or () if not read_tags([text])]:
            raise UsageError(f"{option}: no tag in '{clean(empty[0])}'")
    whole = tuple(clean(each) for each in untag or () if "," in each)
    added, removed = read_tags(tag or ()), read_tags(untag or ())
    marks = Marks(added, removed, cast("Status", status) or None, star, note, whole)
    if both := {tag.lower() for tag in marks.add} & {tag.lower() for tag in marks.remove}:
        raise UsageError(f"tag '{min(both)}' cannot be both added and removed")
    if marks == Marks():
        raise UsageError(
            "nothing to set; for example `papers mark ID --tag thesis --status read --star`"
        )
    here = open_library(library)
    chosen = select_to_change(here, ids, query, "mark", yes=yes)
    with here.writing(wait, tell) as current:
        before = find_all_named(current, chosen) if note else []
        marked = marking.mark(current, chosen, marks)
    replaced = [paper for paper in before if paper.note and paper.note != clean_lines(note or "")]
    if replaced:
        tell(f"{number_of(len(replaced), 'note')} replaced; `papers note ID --add` adds a line")
    done = number_of(marked.changed, "paper") if marked.changed else "no change needed"
    titles = listed(marked.to_name)
    shown = [paper_answer(paper) for paper in marked.papers]
    show_value(shown, output, lambda: f"{marks}: {done}\n{titles}")
