"""Filling an index: the papers that changed take the place of what it holds of them."""

from collections.abc import Callable, Iterator

import tantivy

from papercli.index.schema import register_analyzers
from papercli.store.batches import Changes
from papercli.store.decoding import paper_decoder
from papercli.store.lines import is_apart
from papercli.store.reader import Span

_SMALL = 15_000_000  # bytes of memory for the writer: tantivy's least
_LARGE = 150_000_000
_MANY = 5_000  # papers from which on the writer gets more memory and both threads

_STEP = 500  # papers after which progress is reported

Progress = Callable[[int, int], None]  # papers done, papers in all


def add_changes(index: tantivy.Index, changes: Changes, progress: Progress | None) -> None:
    """Add the latest line of each changed paper in place of what the index holds of it."""
    register_analyzers(index)
    total = len(changes.latest)
    writer = index.writer(_LARGE if total > _MANY else _SMALL, 2 if total > _MANY else 1)
    fresh = index.searcher().num_docs == 0
    for done, (identifier, document) in enumerate(_documents(changes)):
        if not fresh:
            writer.delete_documents_by_term("id", identifier)
        if document is not None:
            writer.add_document(document)
        if progress and done % _STEP == 0:
            progress(done, total)

    def finish() -> None:
        writer.commit()
        writer.wait_merging_threads()

    if total > _MANY:
        _run_beside(finish)
    else:
        finish()


def _run_beside(call: Callable[[], None]) -> None:
    """Run a call that takes seconds in a thread.

    Python meets a signal only between calls, and nobody waits long for Ctrl-C.
    """
    import threading

    raised: list[BaseException] = []

    def run() -> None:
        try:
            call()
        except BaseException as error:  # noqa: BLE001 - it is raised again below
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]


def _documents(changes: Changes) -> Iterator[tuple[str, tantivy.Document | None]]:
    from papercli.index.documents import as_document

    decode = paper_decoder(len(changes.latest))
    for identifier, change in changes.latest.items():
        document = None
        if not change.removed and not is_apart(identifier):
            line = changes.line(change)
            document = as_document(decode(line), Span.of(change.start, line))
        yield identifier, document
