"""`papers cite`: papers as citations, to be pasted."""

from typing import Annotated

from papercli.cli.declare import Option
from papercli.cli.options import AsJson, Keys, LibraryPath, check_choice, open_library, tell
from papercli.cli.output import choose_output, show_value
from papercli.cli.selection import Names, Query, select
from papercli.errors import OutputError
from papercli.model import dated
from papercli.text import number_of

STYLES = ("bibtex", "biblatex", "text", "markdown", "key")


def command(
    ids: Names = None,
    query: Query = "",
    style: Annotated[
        str,
        Option(
            "--style",
            "-s",
            metavar="STYLE",
            completion=STYLES,
            help="One of bibtex, biblatex, text, markdown, key.",
        ),
    ] = "bibtex",
    copy: Annotated[bool, Option("--copy", help="Also copy them to the clipboard.")] = False,
    json: AsJson = False,
    keys: Keys = "new",
    library: LibraryPath = "",
) -> None:
    """Print citations of papers: BibTeX, text, Markdown or keys.

    For example: papers cite 1706.03762 --style text --copy

    Over ssh, the clipboard is that of your terminal, if it knows OSC 52.
    """
    from papercli.exports.base import keep_extras
    from papercli.exports.bibtex import BIBLATEX, BIBTEX
    from papercli.exports.citekeys import LibraryCitekeys
    from papercli.exports.reference import markdown_reference, plain_reference

    output = choose_output(json=json)
    check_choice("--style", style, STYLES)
    check_choice("--keys", keys, ("new", "keep"))
    here = open_library(library)
    papers = [dated(paper) for paper in select(here, ids, query)]
    citekeys = LibraryCitekeys(here, keep=keys == "keep")
    entry = {"bibtex": BIBTEX, "biblatex": BIBLATEX}.get(style)
    cited = []
    for paper in papers:
        if entry:
            text = "".join(entry.write([keep_extras(paper, ())], citekeys)).strip()
        elif style == "key":
            text = citekeys(paper)
        else:
            text = plain_reference(paper) if style == "text" else markdown_reference(paper)
        cited.append({"id": paper.id, "key": citekeys(paper), "text": text})
    between = "\n\n" if entry else "\n"
    joined = between.join(each["text"] for each in cited) + "\n"
    show_value(cited, output, lambda: joined)
    if citekeys.remark:
        tell(citekeys.remark)
    if copy:
        from papercli.desktop.clipboard import copy_text

        if not copy_text(joined.rstrip("\n")):
            raise OutputError("no clipboard found; install wl-clipboard, xclip or xsel")
        tell(f"{number_of(len(cited), 'citation')} copied")
