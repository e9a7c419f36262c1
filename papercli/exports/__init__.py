"""Export formats: papers as the documents that other programs and people read.

A format is asked for by name or by a file's ending.
"""

from pathlib import PurePath

from papercli.errors import UsageError
from papercli.exports import bibtex, csl, csv, html, jsonl, markdown, ris
from papercli.exports.base import EXTRAS, Citekeys, ExportFormat, keep_extras

# Where two formats share a file's ending, the first has it.
EXPORTS: tuple[ExportFormat, ...] = (
    bibtex.BIBTEX,
    bibtex.BIBLATEX,
    ris.FORMAT,
    csl.FORMAT,
    jsonl.FORMAT,
    csv.FORMAT,
    markdown.FORMAT,
    html.FORMAT,
)
EXPORT_NAMES = tuple(each.name for each in EXPORTS)

__all__ = [
    "EXPORTS",
    "EXPORT_NAMES",
    "EXTRAS",
    "Citekeys",
    "ExportFormat",
    "choose_export",
    "export_named",
    "keep_extras",
    "read_extras",
]


def export_named(name: str) -> ExportFormat:
    """Return the export format of that name; raises UsageError with the names there are."""
    for each in EXPORTS:
        if each.name == name.lower():
            return each
    raise UsageError(f"unknown format '{name}'; use one of: {', '.join(EXPORT_NAMES)}")


def read_extras(text: str) -> frozenset[str]:
    """Return what of `abstract,note,tags` a reader asks for; raises UsageError with the names there are."""
    names = {name for each in text.split(",") if (name := each.strip().lower())}
    if unknown := sorted(names - set(EXTRAS)):
        raise UsageError(
            f"--with: unknown '{unknown[0]}'; use {', '.join(EXTRAS[:-1])} or {EXTRAS[-1]}, separated by commas"
        )
    return frozenset(names)


def choose_export(name: str, file: str) -> ExportFormat:
    """Return the export format of that name, else the one that the ending of `file` stands for.

    Raises UsageError with the names there are when neither tells.
    """
    if name:
        return export_named(name)
    ending = PurePath(file).suffix.lower()
    for each in EXPORTS:
        if ending and ending in each.extensions:
            return each
    known = ", ".join(EXPORT_NAMES)
    if file and file != "-":
        raise UsageError(f"cannot tell the format from '{file}'; add --format, one of: {known}")
    raise UsageError(f"no format given; add --format, one of: {known}, or a file: -o papers.bib")
