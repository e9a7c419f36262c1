"""A record that an ingest took for a known paper, made a paper of its own."""

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from papercli.changes.deciding import Split
from papercli.dedupe.fold import fill_blanks, take_back
from papercli.dumps.base import Skipped
from papercli.dumps.finding import find_dumps
from papercli.dumps.input.files import open_dump
from papercli.dumps.reading import read_detected
from papercli.errors import DumpError, NotFoundError, UsageError
from papercli.identifiers import hash_title
from papercli.ingest.ingest import as_paper
from papercli.ingest.namesakes import own_ids
from papercli.library import Library
from papercli.model import Paper, Source
from papercli.patterns import late
from papercli.search.naming import find_named
from papercli.store.papers import apart_line, decode_paper, encode_paper
from papercli.store.store import Store
from papercli.text import fold_title, join_words

_AT_LINE = late(r"(?P<path>.+):(?P<line>[1-9]\d{0,8})")
# What a record may have given to the paper that it was taken for.
_GIVEN = (
    "abstract authors names more_authors year date type venue volume issue pages arxiv doi url "
    "keywords title_tex"
).split()
_SET_WITH = {"names": "authors", "more_authors": "authors", "title_tex": "title"}


def split_record(library: Library, name: str, dump: str) -> Split:
    """Make what a dump tells of a paper a paper of its own, and keep the two apart.

    `dump` is its path, with `:LINE` where several of its records are in the paper. The paper keeps
    its marks, and loses what only that record can have given it.

    Raises NotFoundError where the dump has no record of the paper, UsageError where it is not clear
    which one, or it is the only one, and DumpError for a dump that cannot be read.
    """
    paper = find_named(library, name)
    path, line = _parse_place(dump)
    told = _read_records(paper, path)
    chosen = [each for each in told if line is None or each.sources[0].line == line]
    if not chosen:
        raise NotFoundError(f"{paper.id} has no record of {dump}; `papers show` lists its sources")
    if len(paper.sources) == 1:
        raise UsageError(f"{paper.id} has no other record than that, so there is nothing to split")
    if len(chosen) > 1:
        lines = join_words([str(each.sources[0].line) for each in chosen], "and")
        raise UsageError(
            f"{paper.id} has records at lines {lines} of that dump; choose one, as in "
            f"--from {path}:{chosen[-1].sources[0].line}"
        )
    (record,) = chosen
    new = replace(record, id=_free_id(library, record), added=paper.added)
    keeper = _without(library.store, paper, new, told)
    place = f"{new.sources[0].file}:{new.sources[0].line}"
    library.append(
        [encode_paper(keeper), encode_paper(new), apart_line(keeper.id, new.id)],
        command="split",
        summary=f"{new.id} ({place}) split from {keeper.id}",
    )
    return Split(new.id, keeper.id)


def _parse_place(text: str) -> tuple[str, int | None]:
    found = None if os.path.exists(text) else _AT_LINE.fullmatch(text)
    return (found["path"], int(found["line"])) if found else (text, None)


def _read_records(paper: Paper, path: str) -> list[Paper]:
    """Return the records of a dump that a paper holds, each as a paper.

    Raises DumpError where one cannot be read and no other has any.
    """
    places = {source.place for source in paper.sources}
    found: list[Paper] = []
    fault: DumpError | None = None
    for place in find_dumps([path]):
        try:
            with open_dump(place) as dump:
                kind, records = read_detected(dump)
                for each in records:
                    if isinstance(each, Skipped):
                        continue
                    form = each.format or kind.name
                    source = Source(dump.name, dump.digest, each.line, form, each.key)
                    if source.place in places:
                        found.append(as_paper(each, "", (source,), paper.added))
        except DumpError as error:
            fault = error
    if fault and not found:
        raise fault
    return found


def _free_id(library: Library, paper: Paper) -> str:
    names = own_ids(hash_title(fold_title(paper.title)), paper)
    return next(each for each in names if library.index.place_of(each) is None)


def _without(store: Store, paper: Paper, record: Paper, told: Iterable[Paper]) -> Paper:
    """Return a paper without a record, and without what that record can have given it."""
    gone = record.sources[0].place
    kept = tuple(source for source in paper.sources if source.place != gone)
    before = _before(store, paper.id, gone) or _united(told, kept)
    left = replace(paper, sources=kept)
    if before is None:  # the others may have said the same
        return left
    values = {
        name: getattr(before, name)
        for name in _GIVEN
        if getattr(paper, name) == getattr(record, name)
        and _SET_WITH.get(name, name) not in paper.edited
    }
    return take_back(replace(left, **values), record, before)


def _before(store: Store, identifier: str, place: object) -> Paper | None:
    """Return a paper as it was last without the sighting at a place, if it was there without it."""
    for batch in store.batches():  # the last one first
        changes = store.changes_of(batch)
        change = changes.latest.get(identifier)
        if change is None or change.removed:
            continue
        paper = decode_paper(changes.line(change))
        if all(source.place != place for source in paper.sources):
            return paper
    return None


def _united(told: Iterable[Paper], kept: Iterable[Source]) -> Paper | None:
    """Return what the records at these places say together, if all of them are known."""
    places = {source.place for source in kept}
    known = [each for each in told if each.sources[0].place in places]
    found = {each.sources[0].place for each in known}
    return reduce(fill_blanks, known) if known and found == places else None
