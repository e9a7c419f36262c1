"""`papers complete`: papers filled in from dumps, and from online services."""

from pathlib import Path
from typing import Annotated, Any

from papercli.changes import filling
from papercli.cli.declare import Option
from papercli.cli.folders import online_folder
from papercli.cli.options import (
    DEFAULT_WAIT,
    AsJson,
    Color,
    LibraryPath,
    Query,
    Wait,
    open_library,
    tell,
)
from papercli.cli.output import choose_output, show_value, terminal_width
from papercli.errors import OnlineError, UsageError
from papercli.ingest.completing import Completing, Completion
from papercli.ingest.online import ask_services, take_kept_answers
from papercli.library import Library
from papercli.online.services import Service
from papercli.text import number_of
from papercli.views.progress import Progress

_SHOWN = 5  # doubtful records; --json lists more


def command(
    query: Query = None,
    dumps: Annotated[
        list[str] | None,
        Option("--from", metavar="FILE", help="A dump, folder or archive; may be repeated."),
    ] = None,
    online: Annotated[
        bool,
        Option(
            "--online", help="Ask arXiv and Crossref, which allow one request every few seconds."
        ),
    ] = False,
    apply: Annotated[bool, Option("--apply", help="Fill the papers in.")] = False,
    json: AsJson = False,
    color: Color = "auto",
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Fill in authors, years, ids and more from dumps of the same papers.

    For example: papers complete --from arxiv-metadata.jsonl.gz

    Dumps are read as papers ingest reads them, but no paper is added, and no value that is there
    is changed. Only records that are surely the same work are used. Nothing is changed without
    --apply, and `papers undo` takes it back.

    With --online, arXiv and Crossref are asked about the papers that lack authors, a year, an
    abstract or an id. They see ids and titles, and nothing else. Answers are kept for 30 days, so
    you can stop at any time and continue later. What a dump says replaces what they say.
    """
    output = choose_output(json=json, color=color)
    if not dumps and not online:
        raise UsageError(
            "no dump to read; for example `papers complete --from arxiv.jsonl.gz`, or --online"
        )
    here = open_library(library)
    folder, progress = online_folder(), Progress()

    def told(name: str, read: int) -> None:
        progress.show(f"{number_of(read, 'record')} of {name}")

    def reading(current: Library) -> Completing:
        completing = Completing(current, " ".join(query or ()), told)
        completing.take_dumps(dumps or ())
        return completing

    try:
        if online or not apply:
            completing = reading(here)
            if online:
                _ask(completing, folder, progress)
            found = completing.found
        if apply:  # for the library as it is now that nobody else can change it
            failed = (
                [each for each in found.errors if isinstance(each, OnlineError)] if online else []
            )
            with here.writing(wait, tell) as current:
                completing = reading(current)
                if online:
                    take_kept_answers(completing, folder)
                found = completing.found
                filling.complete(current, found.filled)
            found.errors += failed
    finally:
        progress.wipe()
    show_value(_answer(found, applied=apply), output, lambda: _text(found, output))
    for doubt in found.doubts[:_SHOWN]:
        where = f"{doubt.source.file}:{doubt.source.line}"
        tell(f"{where}: may be {doubt.paper.id} {doubt.paper.title}, or another paper; not used")
    if found.doubtful > _SHOWN:
        tell(f"{found.doubtful - _SHOWN:,} more records may be papers of yours; --json lists them")
    _conclude(found, applied=apply)


def _ask(completing: Completing, folder: Path, progress: Progress) -> None:
    """Ask online services, and tell for how long and how far it is."""

    def begun(service: Service, questions: int, seconds: float) -> None:
        asked = f"asking {service.name} about {number_of(questions, 'paper')}"
        minutes = round(seconds / 60)
        tell(f"{asked}, which takes about {number_of(minutes, 'minute')}" if minutes else asked)

    def asked(service: Service, done: int, questions: int) -> None:
        progress.show(f"{service.name}: {done:,} of {questions:,}", done, questions)

    ask_services(completing, folder, begun, asked)


def _conclude(found: Completion, *, applied: bool) -> None:
    for error in found.errors[:-1]:
        tell(str(error))
    count = number_of(len(found.filled), "paper")
    if applied and found.filled:
        tell(f"{count} filled in; `papers undo` reverts this")
    elif found.filled:
        tell(f"{count} would be filled in: --apply does it")
    elif found.records:
        tell(f"{number_of(found.records, 'record')} read; none tells more of a paper that is here")
    if found.errors:
        raise found.errors[-1]


def _answer(found: Completion, *, applied: bool) -> dict[str, Any]:
    return {
        "filled": [
            {
                "id": each.after.id,
                "title": each.after.title,
                "values": {
                    name: list(value) if isinstance(value, tuple) else value
                    for name, value in each.values.items()
                },
                "files": each.files,
            }
            for each in found.filled
        ],
        "doubtful": [
            {
                "id": each.paper.id,
                "title": each.title,
                "file": each.source.file,
                "line": each.source.line,
            }
            for each in found.doubts
        ],
        "records": found.records,
        "applied": applied,
        "errors": [str(error) for error in found.errors],
    }


def _text(found: Completion, output: Any) -> str:
    rows = [(each.after.id, each.after.title, _named(each.values)) for each in found.filled]
    if not output.is_for_people:
        return "".join("\t".join(row) + "\n" for row in rows)
    from papercli.views.table import filled_table

    return filled_table(rows, terminal_width(), color=output.color) if rows else ""


def _named(values: dict[str, Any]) -> str:
    """Return what a paper gets: short values as they are, long ones by name."""
    parts = []
    for name, value in values.items():
        if name == "authors":
            parts.append(number_of(len(value), "author"))
        elif name in {"abstract", "url", "keywords"}:
            parts.append(name)
        else:
            parts.append(f"{name} {value}")
    return ", ".join(parts)
