"""`papers mute`: words that a reader does not want to see."""

from typing import Annotated, Any

from papercli.changes import searching
from papercli.cli.declare import Argument, Option
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, show_value
from papercli.errors import UsageError
from papercli.library import Library
from papercli.search.muted import find_muted, muted_words
from papercli.text import number_of


def command(
    words: Annotated[
        list[str] | None,
        Argument(
            metavar="[WORD]…",
            help='A word, a "phrase", or a condition such as venue:nature.',
            show_default=False,
        ),
    ] = None,
    remove: Annotated[bool, Option("--remove", help="Do not mute these any more.")] = False,
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Mute words so that --sort interest leaves out papers that have them, or list these words.

    For example: papers mute video "medical imaging"

    All of them are the saved search @muted: `papers list @muted` shows the papers, and -@muted
    leaves them out of any query.
    """
    output = choose_output(json=json)
    here = open_library(library)
    if remove and not words:
        raise UsageError("--remove needs a word; `papers mute` lists them")
    if words:
        with here.writing(wait, tell, new=True) as current:
            change = searching.unmute if remove else searching.mute
            change(current, words)
        here = current
    shown = _muted(here)

    def text() -> str:
        if not output.is_for_people:
            return "".join(f"{each['papers']}\t{each['word']}\n" for each in shown)
        width = max((len(str(each["papers"])) for each in shown), default=0)
        return "".join(f"{each['papers']:>{width}}  {each['word']}\n" for each in shown)

    show_value(shown, output, text)
    if not shown:
        tell("nothing is muted; `papers mute WORD` mutes a word")
    elif words:
        tell(f"{number_of(len(shown), 'word')} muted; `papers undo` reverts this")


def _muted(library: Library) -> list[dict[str, Any]]:
    return [
        {"word": word, "papers": find_muted(library, word).total} for word in muted_words(library)
    ]
