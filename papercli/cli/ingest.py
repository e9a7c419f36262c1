"""`papers ingest`: read dumps into the library."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

from papercli.cli.declare import Argument, Option
from papercli.cli.options import DEFAULT_WAIT, AsJson, LibraryPath, Wait, open_library, tell
from papercli.cli.output import choose_output, show_value
from papercli.errors import DumpError, UsageError
from papercli.library import Library
from papercli.marks import read_tags
from papercli.text import clean, number_of
from papercli.views.answers import ingest_answer
from papercli.views.progress import Progress

if TYPE_CHECKING:
    from papercli.ingest.report import FileReport, Remarks, Unkept

_MOST_FIELDS = 6  # named in a message
_EVERY = 1_000_000  # more than are kept
_SHOWN = 5  # remarks of a kind for each dump; --json lists more


def command(
    dumps: Annotated[
        list[str],
        Argument(
            metavar="DUMP…",
            help="Files, folders or archives to read; - for standard input.",
            show_default=False,
        ),
    ],
    dump_format: Annotated[
        str,
        Option(
            "--format",
            metavar="NAME",
            completion="offer_dump_formats",
            help="Read every dump as this format instead of detecting it.",
        ),
    ] = "",
    encoding: Annotated[
        str,
        Option(
            "--encoding",
            metavar="NAME",
            help="Decode every dump as this, for example cp1251, instead of detecting it.",
        ),
    ] = "",
    columns: Annotated[
        list[str] | None,
        Option(
            "--column",
            metavar="FIELD=NAME",
            help="Say which column of a table holds a field (repeatable): title=name.",
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        Option("--dry-run", "-n", help="Report what would happen without changing anything."),
    ] = False,
    strict: Annotated[
        bool,
        Option(
            "--strict",
            help="Exit with status 3 if a record is skipped or incomplete; what can be read is still added.",
        ),
    ] = False,
    tag: Annotated[
        list[str] | None,
        Option(
            "--tag",
            "-t",
            metavar="TAG",
            completion="offer_tags",
            help="Tag every paper of these dumps, also those seen before; separate tags by commas.",
        ),
    ] = None,
    keep_duplicates: Annotated[
        bool,
        Option(
            "--keep-duplicates",
            help="Add records even if the same paper is already in the library.",
        ),
    ] = False,
    restore_removed: Annotated[
        bool,
        Option(
            "--restore-removed",
            help="Add papers again that were removed with `papers rm`, with their tags and notes.",
        ),
    ] = False,
    verbose: Annotated[
        bool,
        Option(
            "--verbose",
            "-v",
            help="Report every record that is skipped and every field that is not kept.",
        ),
    ] = False,
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Add the papers in text dumps to the library.

    A paper that is already there is not added again; blanks in it are filled.

    For example: papers ingest trending.txt reading-list.bib
    """
    from papercli.dumps.formats import format_named
    from papercli.dumps.input.encoding import check_encoding
    from papercli.dumps.named_columns import format_with
    from papercli.duplicates import MANY
    from papercli.ingest.ingest import Ingest
    from papercli.ingest.report import Report

    output = choose_output(json=json)
    if empty := [text for text in tag or () if not read_tags([text])]:
        raise UsageError(f"--tag: no tag in '{clean(empty[0])}'")
    chosen = format_named(dump_format) if dump_format else None
    known = check_encoding(encoding) if encoding else None
    if columns:
        if dump_format not in {"", "csv"}:
            raise UsageError(f"--column is for tables, not for --format {dump_format}")
        chosen = format_with(columns)
    here = open_library(library)
    progress = Progress()

    def told(name: str, read: int) -> None:
        progress.show(f"{number_of(read, 'record')} of {name}")

    def started(library: Library) -> Ingest:
        return Ingest(
            library.store,
            library.index,
            keep_duplicates=keep_duplicates,
            restore_removed=restore_removed,
            tags=read_tags(tag or ()),
        )

    report: Report
    alike = ""
    if dry_run:
        report = started(here).read(dumps, chosen, told, known)
        progress.wipe()
    else:
        with here.writing(wait, tell, new=True) as current:
            ingest = started(current)
            report = ingest.read(dumps, chosen, told, known)
            progress.wipe()
            if ingest.has_changes:
                changed, new = ingest.take_ids(MANY)
                current.append(ingest.take_lines(), command="ingest", summary=_counts(report))
                alike = _name_alike(current, changed, new)
    _tell_files(report, most=_EVERY if verbose else _SHOWN)
    show_value(ingest_answer(report), output, lambda: _summary(report, dry_run=dry_run))
    if report.total("new") and not dry_run and output.is_for_people:
        tell("`papers list --since last` shows the new papers")
    if alike:
        tell(f"{alike} may be duplicates or versions: `papers dedupe --last`")
    for error in report.errors[:-1]:
        tell(str(error))
    if report.errors:
        raise report.errors[-1]
    if strict:
        _refuse_faults(report, dry_run=dry_run)


def _tell_files(report: Any, *, most: int) -> None:
    """Say what was not read of each dump, and what was left out."""
    names = Counter(file.file for file in report.files)
    for file in report.files:
        name = file.file if names[file.file] == 1 else file.path
        _tell_remarks(name, "skipped", file.skipped, most)
        _tell_remarks(name, "incomplete", file.incomplete, most)
    _tell_ignored(report, most)
    for file in report.files:
        if file.unkept:
            tell(f"{file.file}: {_name_unkept(file, max(most, _MOST_FIELDS))}")
        if file.removed:
            whose, them = ("its paper", "it") if file.removed == 1 else ("their papers", "them")
            tell(
                f"{file.file}: {number_of(file.removed, 'record')} left out, as you removed {whose}; "
                f"--restore-removed adds {them}"
            )
        if file.left_out:
            links = number_of(file.left_out, "link")
            why = "a paper is missing, or was decided otherwise here"
            tell(f"{file.file}: {links} between papers ignored: {why}")


def _name_alike(library: Library, changed: list[str] | None, new: list[str]) -> str:
    """Return what may be duplicates or versions: a number of groups if it can be counted at once."""
    from papercli.duplicates import are_any_alike, count_clusters_of

    number = count_clusters_of(library, changed)
    if number is None:
        return "some of the new papers" if are_any_alike(library, new) else ""
    return number_of(number, "group") if number else ""


def _summary(report: Any, *, dry_run: bool) -> str:
    if report.errors and not (report.total("read") or report.total("skipped")):
        return ""  # the errors say it all
    said = "; dry run, nothing was changed" if dry_run else ""
    return f"{number_of(report.total('read'), 'record')} read: {_counts(report)}{said}\n"


def _counts(report: Any) -> str:
    new, seen, updated, skipped, incomplete = map(
        report.total, ("new", "seen", "updated", "skipped", "incomplete")
    )
    parts = [
        f"{new:,} new",
        f"{seen:,} seen before",
        *([f"{updated:,} updated"] if updated else []),
    ]
    faults = [f"{skipped:,} skipped", *([f"{incomplete:,} incomplete"] if incomplete else [])]
    return f"{', '.join(parts)}; {', '.join(faults)}"


def _name_unkept(file: "FileReport", most: int) -> str:
    """Return the fields of a dump that say something and are not kept, those of most papers first."""
    fields = sorted(file.unkept.items(), key=lambda each: -each[1].papers)
    shown = [
        f"{name} ({', such as '.join(_counted(field, is_first=at == 0))})"
        for at, (name, field) in enumerate(fields[:most])
    ]
    more = len(fields) - len(shown)
    end = f" and {more} more; --verbose lists them all" if more else ""
    is_table = file.format in {"awesome", "csv", "org"}
    kind = ("column " if len(fields) == 1 else "columns ") if is_table else ""
    hint = "; `--column note=NAME` keeps one as a note" if file.format == "csv" else ""
    return f"{kind}not kept: {', '.join(shown)}{end}{hint}"


def _counted(field: "Unkept", *, is_first: bool) -> list[str]:
    number = number_of(field.papers, "paper") if is_first else f"{field.papers:,}"
    return [number, *([f"'{field.example}'"] if field.example else [])]


def _tell_remarks(file: str, kind: str, remarks: "Remarks", most: int) -> None:
    for line, said in remarks.first[:most]:
        tell(f"{file}:{line}: {kind}: {said}")
    if more := remarks.count - len(remarks.first[:most]):
        kept = len(remarks.first)
        listed = "them all" if kept == remarks.count else f"the first {kept:,}"
        how = f"; --verbose lists {listed}" if most < kept else ""
        tell(f"{file}: {more:,} more {kind}{how}")


def _refuse_faults(report: Any, *, dry_run: bool) -> None:
    """Raise DumpError where a record is skipped or incomplete."""
    skipped, incomplete = report.total("skipped"), report.total("incomplete")
    faults = [
        *([f"{number_of(skipped, 'record')} skipped"] if skipped else []),
        *([f"{number_of(incomplete, 'record')} incomplete"] if incomplete else []),
    ]
    if faults:
        added = "what could be read was added" if incomplete else "the others were added"
        done = "nothing was added" if dry_run else added
        raise DumpError(f"{', '.join(faults)} (--strict); {done}")


def _tell_ignored(report: Any, most: int) -> None:
    for path in report.ignored[:most]:
        tell(f"{path}: ignored; not recognised as a dump")
    if len(report.ignored) > most:
        tell(f"{len(report.ignored) - most} more files ignored; --verbose lists them all")
