"""Checking a library: whether the store is undamaged, and ids, index and history agree.

That is reading: it takes no lock and waits for nobody, and leaves out what others write meanwhile.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from papercli.errors import BrokenIndexError, LibraryError
from papercli.identifiers import is_paper_id
from papercli.index import Index, Span, known_checksums, loss_of
from papercli.library import Library
from papercli.maintenance.repair import Salvage, save, survey
from papercli.store.batches import Changes
from papercli.store.files import leftovers
from papercli.store.history import dangling
from papercli.store.layout import STORE
from papercli.store.lines import COMPACT, Batch, line_number
from papercli.store.papers import decode_paper, read_apart
from papercli.store.store import Store
from papercli.text import number_of

_NAMED = 3  # that a finding names
_TRIES = 5  # at opening an index that another process is adding to


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    check: str  # "store", "history", "ids", "index", "files"
    ok: bool
    what: str  # for the reader: "562 papers in 3 changes, undamaged"


def examine(library: Library) -> Iterator[Finding]:
    """Yield what each check finds; after a damaged store nothing else can be checked."""
    store = library.store
    try:
        changes = store.changes()
        loss = loss_of(store)
        if loss and store.reopen():  # another file took its place meanwhile, and the index knows it
            changes, loss = store.changes(), loss_of(store)
    except LibraryError as error:
        yield Finding("store", ok=False, what=str(error).removesuffix("; see `papers doctor`"))
        yield from _explain(library)
        return
    if loss:
        when = loss.time[:16].replace("T", " ")
        yield Finding(
            "store",
            ok=False,
            what=f"{loss.name} of {when} UTC is missing: the file is an older copy or was cut off. "
            "Restore the right file, or go on with what is left: `papers doctor --repair`",
        )
    if not store.size:
        yield Finding("store", ok=loss is None, what="empty")
        return
    papers = sum(1 for _ in changes.papers())
    yield Finding(
        "store",
        ok=True,
        what=f"{number_of(papers, 'paper')} in {number_of(len(changes.batches), 'change')}, undamaged",
    )
    if strays := store.strays:
        what = f"{number_of(strays, 'line')} at its end {'belongs' if strays == 1 else 'belong'} to no change and {'is' if strays == 1 else 'are'} ignored; `papers doctor --repair` adds the papers among them"
        yield Finding("store", ok=False, what=what)
    elif changes.torn and not loss:
        torn = number_of(changes.torn, "byte")
        what = f"{torn} of a change that is being written or was interrupted; ignored, and removed by the next change"
        yield Finding("store", ok=True, what=what)
    yield from _check_history(store, changes.batches)
    yield from _check_papers(changes)
    yield from _check_attached(changes)
    yield from _check_index(library, changes)
    yield from _check_files(store)


def repair(library: Library) -> list[str]:
    """Save what can be read of the store, take it as it is then, and build the index anew.

    Return what was done.

    The damaged file is kept. The caller holds the lock.

    """
    store = library.store
    store.tidy()
    done = []
    found = survey(store) if store.size else None
    if found and (found.damage or (loss_of(store) and store.torn) or store.strays):
        altered = _altered(library, found)
        kept = save(store, found)
        done.append(
            f"{number_of(found.papers, 'paper')} recovered; {number_of(len(found.lost), 'line')} could not be read; the damaged file is kept as {kept}"
        )
        if altered:
            done.append(f"altered by another program, kept as found: {_some(altered)}")
    library.renew_index()
    done.append("index rebuilt")
    return done


def _altered(library: Library, found: Salvage) -> list[str]:
    """Return the lines that are not as the index saw them, as far as it tells.

    "line 200 (68ba5973)".
    """
    known = known_checksums(library.folder)
    altered = [
        f"line {number} ({identifier})"
        for identifier, (number, check) in found.checked.items()
        if check not in known
    ]
    # Else it is the index of something else.
    return altered if len(altered) < len(found.checked) / 2 else []


def _explain(library: Library) -> Iterator[Finding]:
    """Say what can be saved of a damaged store."""
    store = library.store
    try:
        found = survey(store)
    except LibraryError as error:
        yield Finding("repair", ok=False, what=str(error))
        return
    if found.whole is not None:
        what = "its line endings were changed to Windows ones (CRLF); `papers doctor --repair` restores them, and nothing is lost"
        yield Finding("repair", ok=False, what=what)
        return
    if found.merged:
        yield Finding(
            "repair",
            ok=False,
            what="it contains git conflict markers (<<<<<<<); both sides can be combined",
        )
    batches = len(found.intact.batches)
    lost = f"; lines that cannot be read: {_some(found.lost)}" if found.lost else ""
    altered = f"; altered: {_some(names)}" if (names := _altered(library, found)) else ""
    history = f"the first {number_of(batches, 'change')}" if batches else "no history"
    what = f"`papers doctor --repair` recovers {number_of(found.papers, 'paper')} and {history}{lost}{altered}"
    yield Finding("repair", ok=False, what=what)


def _check_history(store: Store, batches: Sequence[Batch]) -> Iterator[Finding]:
    first = batches[0].number if batches else 1
    wrong = [batch.number for at, batch in enumerate(batches) if batch.number != first + at]
    wrong += [batches[0].number] if batches and first != 1 and batches[0].command != COMPACT else []
    wrong += [batch.number for batch in dangling(reversed(batches))]
    wrong += [
        batch.number for batch in batches if len(store.changes_of(batch).latest) != batch.lines
    ]
    if wrong:
        yield Finding("history", ok=False, what=f"inconsistent changes: {_some(wrong)}")
    else:
        yield Finding("history", ok=True, what=f"{number_of(len(batches), 'change')}, in sequence")


def _check_attached(changes: Changes) -> Iterator[Finding]:
    """Say whether the reader's own files are where they were."""
    lines = map(changes.line, changes.papers())
    files: list[str] = []
    for line in lines:
        if b'"files":[' in line:
            with suppress(msgspec.DecodeError):  # which another check reports
                files += decode_paper(line).files
    if not files:
        return
    if gone := [path for path in files if not os.path.exists(path)]:
        what = f"{len(gone):,} of {number_of(len(files), 'attached file')} not found: {_some(gone)}"
        yield Finding("attached", ok=False, what=what)
    else:
        yield Finding(
            "attached", ok=True, what=f"{number_of(len(files), 'attached file')}, all there"
        )


def _check_papers(changes: Changes) -> Iterator[Finding]:
    ids: set[str] = set()
    aliases: Counter[str] = Counter()
    linked: set[str] = set()
    wrong: list[str] = []
    for change in changes.papers():
        try:
            paper = decode_paper(changes.line(change))
        except msgspec.DecodeError as error:
            wrong.append(f"line {line_number(changes.path, change.start)} ({error})")
            continue
        ids.add(paper.id)
        aliases.update(paper.aliases)
        linked.update(paper.versions)
    wrong += [f"invalid id {each}" for each in sorted(ids) if not is_paper_id(each)]
    wrong += [
        f"{alias} is merged into another paper but still present"
        for alias in aliases
        if alias in ids
    ]
    wrong += [f"{alias} is merged into two papers" for alias, count in aliases.items() if count > 1]
    wrong += [f"invalid alias {alias}" for alias in aliases if not is_paper_id(alias)]
    if wrong:
        yield Finding("ids", ok=False, what=f"problems: {_some(wrong)}")
    else:
        yield Finding(
            "ids",
            ok=True,
            what=f"{number_of(len(ids), 'id')} and {number_of(len(aliases), 'alias', 'aliases')}, all distinct",
        )
    known = ids | aliases.keys()
    gone = sorted(linked - known)
    gone += sorted({each for pair in read_apart(changes) for each in pair} - known)
    if gone:
        yield Finding(
            "ids", ok=True, what=f"removed, but still linked by other papers: {_some(gone)}"
        )


def _check_index(library: Library, changes: Changes) -> Iterator[Finding]:
    try:
        for _ in range(_TRIES):
            opened = library.open_index_at_once()
            if opened.position is not None:
                break
        else:
            what = "not checked, because another process is writing to it"
            yield Finding("index", ok=True, what=what)
            return
        index = opened.index
        index.check(wait=0.0)
        if opened.position != changes.end:  # another process has written meanwhile
            changes = library.store.changes_to(opened.position)
        spans = {_packed(Span.of(each.start, changes.line(each))) for each in changes.papers()}
        wrong = _differences(index, spans, changes)
    except BrokenIndexError as error:
        wrong = str(error)
    if wrong:
        yield Finding("index", ok=False, what=f"{wrong}; `papers doctor --repair` rebuilds it")
    else:
        why = f" ({opened.trouble})" if opened.trouble else ""
        where = "" if index.folder else f"; in memory{why}"
        what = f"{number_of(index.papers, 'paper')}, all found{where}"
        yield Finding("index", ok=True, what=what)


def _packed(span: Span) -> int:
    """Return a span in one number: there may be millions."""
    return span.start << 64 | span.length << 32 | span.checksum


def _differences(index: Index, spans: set[int], changes: Changes) -> str:
    blocks = index.in_order("id", index.everything())
    found = {_packed(place.span) for places in blocks for place in places}
    if found != spans:
        return f"{number_of(len(spans - found), 'paper')} missing from it and {len(found - spans):,} too many"
    missing = [each.id for each in changes.papers() if index.count(index.term("id", each.id)) != 1]
    return f"papers not found by their id: {_some(missing)}" if missing else ""


def _check_files(store: Store) -> Iterator[Finding]:
    if left := sorted(path.name for path in leftovers(store.path)):
        what = f"left by an interrupted command: {_some(left)}; the next change removes it"
        yield Finding("files", ok=True, what=what)
    names = sorted(os.listdir(store.folder))
    copies = [name for name in names if name.endswith(".jsonl") and name != STORE]
    if copies:
        yield Finding(
            "files",
            ok=True,
            what=f"other files in the folder: {_some(copies)}; to add what a copy has and the library lacks, `papers ingest` it",
        )


def _some(names: Sequence[object]) -> str:
    return ", ".join(map(str, names[:_NAMED])) + (
        f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    )
