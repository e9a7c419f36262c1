"""`papers compact`: let go of old history."""

from typing import Annotated

from papercli.cli.declare import Option
from papercli.cli.options import (
    DEFAULT_WAIT,
    AsJson,
    LibraryPath,
    Wait,
    not_negative,
    open_library,
    tell,
)
from papercli.cli.output import choose_output, show_value
from papercli.maintenance.compact import Plan, compact, plan_compaction
from papercli.text import number_of
from papercli.views.answers import compact_answer

_KEPT = 10  # changes that stay undoable unless told otherwise
_UNITS = ("bytes", "KB", "MB", "GB")


def command(
    keep: Annotated[
        int,
        Option("--keep", metavar="N", check=not_negative, help="Keep the last N changes undoable."),
    ] = _KEPT,
    apply: Annotated[bool, Option("--apply", help="Do it. This cannot be undone.")] = False,
    json: AsJson = False,
    wait: Wait = DEFAULT_WAIT,
    library: LibraryPath = "",
) -> None:
    """Discard old history to save space.

    Nothing is changed without --apply. Papers in the library are kept; removed ones can no longer
    be restored.
    """
    output = choose_output(json=json)
    here = open_library(library)
    if apply and here.store.size:
        with here.writing(wait, tell) as current:
            plan = compact(current, keep)
    else:
        here.require_whole()
        plan = plan_compaction(here.store, keep)
    answer = compact_answer(plan, applied=apply)
    again = "--apply" if keep == _KEPT else f"--keep {keep} --apply"
    show_value(answer, output, lambda: _describe(plan, applied=apply, again=again))


def _describe(plan: Plan, *, applied: bool, again: str) -> str:
    if not plan.lines:
        kept = "the one change is" if plan.kept == 1 else f"all {plan.kept:,} changes are"
        return f"nothing to discard; {kept} kept\n"
    could = "can" if applied else "could"
    last = f"the last {plan.kept:,} still {could}" if plan.kept else f"none {could}"
    parts = [
        f"{number_of(plan.dropped, 'change')} {could} no longer be undone; {last}",
        f"{number_of(plan.lines, 'line')} {'' if applied else 'would be '}discarded: old versions of papers, and removed papers",
        *(
            [f"{number_of(plan.merged, 'merged paper')} {could} no longer be split off"]
            if plan.merged
            else []
        ),
        _describe_sizes(_size(plan.before), _size(plan.after), applied=applied)
        + ("" if applied else f"; to do it: {again}"),
    ]
    return "".join(f"{part}\n" for part in parts)


def _describe_sizes(before: str, after: str, *, applied: bool) -> str:
    if before == after:
        return f"the size {'stayed' if applied else 'would stay'} about {before}"
    return f"{before} {'became' if applied else 'would become'} {after}"


def _size(count: int) -> str:
    value, unit = float(count), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.1f} {_UNITS[unit]}" if unit else f"{count} bytes"
