"""One library: a folder with a store and its index."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from papercli.errors import CHANGED, UNCHANGED, LibraryError, PapersError
from papercli.index import (
    Index,
    Opened,
    Place,
    Progress,
    accept_loss,
    forget_index,
    loss_of,
    open_index,
    prepared_index,
    tidy_index,
    verified_stamp,
)  # fmt: skip
from papercli.model import Paper
from papercli.store.decoding import paper_decoder
from papercli.store.interference import changed_meanwhile
from papercli.store.layout import INDEX
from papercli.store.lines import Batch, Heading
from papercli.store.ownership import give_library_to_owner
from papercli.store.store import Store
from papercli.text import number_of

Tell = Callable[[str], None]

# Bytes of a store up to which all of it is verified to be read: two milliseconds.
_VERIFIED = 1 << 22


class Library:
    """The papers of one folder. Opening it touches nothing."""

    def __init__(
        self, folder: Path, progress: Progress | None = None, tell: Tell | None = None
    ) -> None:
        self.folder = folder
        self.store = Store(folder)
        self.has_changed = False  # by what was done inside `writing`
        self.is_read = True  # and not written to
        self._progress = progress
        self._gathers = False  # whether the index is brought up to date for many changes at once
        self._starts_over = False  # whether all that was in it is gone, and it is taken as it is
        self._tell = tell  # says that a change is gone, or that the index cannot be kept
        self._has_told = False  # that the index is in memory

    @cached_property
    def index(self) -> Index:
        """The index, brought up to date when first used."""
        self.store.tidy_unless_held()
        if self.store.size <= _VERIFIED:
            self.store.verify()
        opened = open_index(self.store, self._progress)
        give_library_to_owner(self.folder)
        self._tell_trouble(opened)
        self._loss = opened.loss
        if opened.loss and self._tell:
            self._tell(opened.loss.missing_from(self.store.path))
        elif self._tell and (strays := self.store.strays):
            self._tell(
                f"{self.store.path}: {number_of(strays, 'line')} at its end {'belongs' if strays == 1 else 'belong'} to no change, ignored; see `papers doctor`"
            )
        return opened.index

    def history(self) -> list[Batch]:
        """Return all changes, the last one first."""
        if self.store.size <= _VERIFIED:
            self.store.verify()
        if self._loss and self._tell:
            self._tell(self._loss.missing_from(self.store.path))
        return list(self.store.batches())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever ingested here, or the reader left nothing in it."""
        return self.index.papers == 0 and not self.is_cut_off

    @property
    def is_cut_off(self) -> bool:
        """Whether changes that were in it are missing, because another program cut it off or set it back."""
        store = self.store
        return self._loss is not None or (store.last_batch() is None and store.strays > 0)

    # The last change that is missing; asked once, for others may write meanwhile.
    _loss = cached_property(lambda self: loss_of(self.store))

    def require_whole(self) -> None:
        """Raise LibraryError when changes are missing: what is made of the rest must replace nothing."""
        if self.is_cut_off:
            what = self._loss.name if self._loss else "the end of its first change"
            raise LibraryError(f"{self.store.path}: {what} is missing; see `papers doctor`")

    def papers_at(self, places: Iterable[Place]) -> list[Paper]:
        """Return the papers whose lines stand there."""
        spans = [place.span for place in places]
        decode = paper_decoder(len(spans))
        try:
            return list(map(decode, self.store.lines(spans)))
        except ValueError:
            path = self.store.path
            raise LibraryError(f"{path}: changed by another program; see `papers doctor`") from None
        except LibraryError:
            self.index.check()  # it may be the index that is wrong
            raise

    @contextmanager
    def writing(self, wait: float, tell: Tell, *, new: bool = False) -> Iterator["Library"]:
        """Hold the library for a change, with everything in it as it is now.

        Yields a library to read and append to.

        Unless a `new` one may be made, one that is not there is only read.

        What is raised meanwhile carries a note that says whether the change is made.

        """
        current = Library(self.folder, self._progress, tell)
        current._has_told = self._has_told
        self.is_read = False
        if not new and not self.folder.exists():  # nothing to change, and nothing to be left behind
            yield current
            return
        try:
            with current.store.lock(wait, tell):
                current.store.tidy()
                tidy_index(self.folder)
                # What may bring much is worth reading all; a mark is not, where nothing has changed.
                current.store.begin(None if new else verified_stamp(self.folder))
                opened = open_index(current.store, self._progress, exact=True)
                current._tell_trouble(opened)
                accept_loss(current.store, opened.loss, tell)
                current._starts_over = opened.loss is not None
                if strays := current.store.strays:
                    kept = current.store.set_strays_aside()
                    tell(
                        f"{self.store.path}: {number_of(strays, 'line')} at its end in no change, set aside in {kept}, which papers ingest can read"
                    )
                current.__dict__["index"] = opened.index
                is_there = current.store.path.exists()
                try:
                    yield current
                except PapersError:
                    # A first change that could not be written leaves an empty file behind.
                    if is_there or not _is_empty(current.store.path):
                        current.store.check()  # it may come from what another program has changed
                    raise
                if not current.store.has_changed:
                    current.store.check()  # what is said of the papers has to be true of them now
                self.has_changed = current.store.has_changed
        except BaseException as error:
            error.add_note(CHANGED if current.store.has_changed else UNCHANGED)
            raise

    def append(
        self,
        lines: Iterable[bytes],
        *,
        command: str,
        summary: str,
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> Batch:
        """Append one batch, empty a list of its lines, and bring the index up to date.

        The caller is inside `writing`.
        """
        batch = self.store.append(
            lines, command=command, summary=summary, undoes=undoes, redoes=redoes
        )
        if isinstance(lines, list):  # what stands in the store need not be held in memory as well
            lines.clear()
        if not self._gathers:
            self._catch_up()
        self.store.reopen()
        if not self.store.follows(batch.position):
            self.store.has_changed = False
            raise changed_meanwhile(self.store.path)
        return batch

    @contextmanager
    def gathering(self) -> Iterator[Callable[[], None]]:
        """Let several changes be appended of which none needs what the others changed.

        The index is brought up to date at the end, or when what is yielded is called. The caller is
        inside `writing`.
        """
        self._gathers = True
        try:
            yield self._catch_up
        finally:
            self._gathers = False
        self._catch_up()

    def _catch_up(self) -> None:
        opened = open_index(self.store, self._progress, exact=True, accept=self._starts_over)
        self._tell_trouble(opened)
        self.__dict__["index"] = opened.index

    def replace(self, batches: Iterable[tuple[Heading, Iterable[bytes]]]) -> None:
        """Put a store with these batches in the place of the one there is.

        The caller is inside `writing`.
        """
        self.store.replace(
            batches, around=lambda new: prepared_index(new, self.folder, self._progress)
        )

    def open_index_at_once(self) -> Opened:
        """Open the index, brought up to date unless another process is at it."""
        return open_index(self.store, self._progress, wait=0.0)

    def renew_index(self) -> None:
        """Build the index anew, and take the store as it is, whatever was in it once.

        The caller holds the lock.
        """
        tidy_index(self.folder)
        forget_index(self.folder / INDEX, past=True)
        self.store.reopen()
        self.__dict__["index"] = open_index(
            self.store, self._progress, exact=True, accept=True
        ).index

    def _tell_trouble(self, opened: Opened) -> None:
        """Say once why the index is not kept."""
        if opened.trouble and self._tell and not self._has_told:
            self._has_told = True
            self._tell(f"{opened.trouble}; the index is built in memory, for this command only")


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return False
