"""`papers attach`: the reader's own files of papers."""

from pathlib import Path
from typing import Annotated

from papercli.changes import attaching
from papercli.cli.declare import Argument, Option
from papercli.cli.folders import expanded
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, listed, show_value
from papercli.errors import NotFoundError, UsageError
from papercli.text import clean, number_of
from papercli.views.answers import paper_answer


def command(
    names: Annotated[
        list[str],
        Argument(
            metavar="ID FILE…",
            help="A paper and its files; or only a folder, whose files are attached by the arXiv id or DOI in their names.",
            show_default=False,
            completion="offer_names",
        ),
    ],
    remove: Annotated[
        bool, Option("--remove", help="Take the files away again; they are not deleted.")
    ] = False,
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Attach your own files to papers: a PDF, or a folder of them.

    Only the path is kept; the file stays where it is. papers open opens it, and papers doctor
    says if it is gone.
    """
    output = choose_output(json=json)
    here = open_library(library)
    folder = expanded(names[0]) if len(names) == 1 else None
    if folder is not None and not folder.is_dir():
        raise UsageError(
            "name a paper and a file, or a folder; e.g. `papers attach 3f9c paper.pdf`"
        )
    paths: list[Path] = []
    with here.writing(wait, tell) as current:
        if folder is not None:
            paths = sorted(
                path.resolve()
                for path in folder.rglob("*")
                if path.is_file() and str(path).isprintable()
            )
            files = attaching.known_files(current, paths)
            if not files:
                raise NotFoundError(
                    f"{folder}: no file is named by the arXiv id or DOI of a paper here"
                )
        else:
            files = {names[0]: [_path(each, remove=remove) for each in names[1:]]}
        attached = attaching.attach(current, files, remove=remove)
    shown = [paper_answer(paper) for paper in attached.papers]
    count = number_of(sum(map(len, files.values())), "file")
    done = "no longer attached" if remove else "attached"
    said = f"{count} {done}" if attached.changed or remove else f"{count} already {done}"
    titles = listed(attached.to_name)
    show_value(shown, output, lambda: f"{said}: {number_of(len(shown), 'paper')}\n{titles}")
    if unknown := attaching.documents(paths) - {each for group in files.values() for each in group}:
        first = Path(min(unknown)).name
        count = number_of(len(unknown), "file")
        tell(
            f"{count} not named by the arXiv id or DOI of a paper here, for example {clean(first)}"
        )


def _path(name: str, *, remove: bool) -> str:
    """Return the whole path of a file; raises NotFoundError where there is none to attach."""
    path = Path(expanded(name)).absolute()
    if not str(path).isprintable():
        raise UsageError(f"{clean(name)}: its name has signs that cannot be shown; rename it first")
    if not remove and not path.is_file():
        raise NotFoundError(f"{name}: no such file")
    return str(path.resolve() if path.exists() else path)
