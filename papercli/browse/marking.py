"""Keys that change papers: each is one change, which `u` takes back."""

from papercli.browse.browser import Browser
from papercli.browse.keys import Mode
from papercli.browse.line import Line
from papercli.browse.listing import MOST_AT_ONCE
from papercli.browse.writing import Change
from papercli.changes.searching import save_search
from papercli.errors import PapersError
from papercli.library import Library
from papercli.marks import Marks, read_tags
from papercli.model import Paper
from papercli.patterns import late
from papercli.text import clean_lines, number_of

_TAG = late(r'(-?)(?:"([^"]*)"|([^\s,"]+))')
_OFFERED = 9  # completions that are shown


class Marking:
    """Changes the papers of a browser."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._listing = browser.listing
        self._last_tags = Marks()
        self._back_to: Mode = "list"  # when the line is entered
        self._last_changed = ""  # the id of the paper under the cursor when something was changed

    def _mark(self, marks: Marks, papers: list[Paper] | None = None) -> None:
        """Mark the papers that a key is for; of several, say how many that changed."""
        papers = self._listing.targets if papers is None else papers
        if not papers:
            return
        current = self._listing.current
        cursor = current.id if current else ""
        changed = self._browser.changes.mark(papers, marks, cursor)
        if changed:
            self._last_changed = cursor
        if not changed:
            self._browser.say(f"{marks}: no change needed")
        elif len(papers) > 1:
            self._browser.say(f"{marks}: {number_of(changed, 'paper')}  (u undoes it)")

    def skip(self) -> None:
        """Mark as read and go on."""
        self._mark_and_go_on(Marks(status="read"))

    def keep(self) -> None:
        """Star, mark as read and go on."""
        self._mark_and_go_on(Marks(status="read", starred=True))

    def _mark_and_go_on(self, marks: Marks) -> None:
        several = bool(self._listing.selected)
        targets = self._listing.targets
        if several or any(marks.apply(paper) is not paper for paper in targets):
            self._mark(marks)
        if not several:
            is_triage = "is:unread" in self._listing.question.whole
            cursor = self._listing.cursor
            self._listing.move_to(self._listing.next_unread() if is_triage else cursor + 1)
            self._browser.scroll = 0

    def star(self) -> None:
        """Star, or remove the stars where all have one."""
        self._mark(Marks(starred=not all(paper.starred for paper in self._listing.targets)))

    def read(self) -> None:
        """Mark as read, or as unread where all are read."""
        is_read = all(paper.status == "read" for paper in self._listing.targets)
        self._mark(Marks(status="unread" if is_read else "read"))

    def reading(self) -> None:
        """Mark as being read."""
        self._mark(Marks(status="reading"))

    def all_above(self) -> None:
        """Mark all papers above the cursor as read."""
        if self._listing.cursor > MOST_AT_ONCE:
            self._browser.say(
                f"{self._listing.cursor:,} papers are too many at once; `papers mark --query` marks any number",
                is_warning=True,
            )
        else:
            self._mark(Marks(status="read"), self._listing.window(0, self._listing.cursor))

    def tag(self) -> None:
        """Ask for tags."""
        if self._listing.targets:
            self._back_to = self._browser.mode
            self._browser.mode, self._browser.line = "tags", Line()

    def tag_again(self) -> None:
        """Tag as the last time."""
        if self._last_tags == Marks():
            self._browser.say("no tags were given yet; t asks for them")
        else:
            self._mark(self._last_tags)

    def note(self) -> None:
        """Write the note of the paper in the editor."""
        if not (paper := self._listing.current):
            return
        before = paper.note or ""
        try:
            left = self._browser.terminal.edit(f"{before}\n" if before else "", f"{paper.id}.txt")
        except PapersError as error:
            self._browser.say(str(error), is_warning=True)
            return
        if clean_lines(left) == before:
            self._browser.say("the note is as it was")
        else:
            self._mark(Marks(note=left), [paper])

    def save_view(self) -> None:
        """Ask for the name of a view."""
        if self._listing.question.whole:
            self._browser.mode, self._browser.line = "name", Line()
        else:
            self._browser.say("nothing to save; / searches")

    def undo(self) -> None:
        """Take back the last change, and go to where it was made."""
        self._turned(self._browser.changes.undo(), "undone")

    def redo(self) -> None:
        """Do again what was undone."""
        self._turned(self._browser.changes.redo(), "redone")

    def _turned(self, change: Change, done: str) -> None:
        if change.said:
            self._browser.say(f"{done}: {change.said}")
            self._go_to(change.cursor)

    def to_last_change(self) -> None:
        """Go to the paper that was changed last."""
        if not self._last_changed:
            self._browser.say("nothing was changed yet")
        elif not self._go_to(self._last_changed):
            self._browser.say("that paper is not listed here")

    def _go_to(self, identifier: str) -> bool:
        rows = self._listing.rows
        at = rows.position_of(identifier) if rows and identifier else None
        if at is not None:
            self._listing.move_to(at)
        return at is not None

    # Lines that are asked for

    def enter(self) -> None:
        """Do what the line says."""
        browser, text = self._browser, self._browser.line.text.strip()
        asked, browser.mode = browser.mode, "list"
        if asked == "tags":
            browser.mode = self._back_to
        if not text:
            return
        if asked == "tags":
            self._tag(text)
        elif asked == "name":
            query = self._listing.question.whole
            name = text.removeprefix("@").lower()

            def save(library: Library) -> str:
                save_search(library, name, query)
                return f"saved as @{name}; it is a view now"

            browser.changes.make(f"@{name} saved", save)
        else:
            browser.commands.add(text)
            browser.action("run")()

    def earlier_command(self) -> None:
        """Take the command before, to be changed or run again."""
        browser = self._browser
        if browser.mode == "command" and (text := browser.commands.turn()):
            browser.line = Line(text)

    def _tag(self, text: str) -> None:
        words = [found[1] + (found[2] or found[3]) for found in _TAG.finditer(text)]
        if "," in text and '"' not in text:
            words = [word.strip() for word in text.split(",") if word.strip()]
        add = read_tags(word for word in words if not word.startswith("-"))
        remove = read_tags(word[1:] for word in words if word.startswith("-"))
        if both := {tag.lower() for tag in add} & {tag.lower() for tag in remove}:
            self._browser.say(f"{min(both)} cannot be both added and removed", is_warning=True)
            return
        self._last_tags = Marks(add=add, remove=remove)
        self._mark(self._last_tags)

    def drop(self) -> None:
        """Leave the line, and do nothing."""
        self._browser.mode = self._back_to if self._browser.mode == "tags" else "list"

    def complete(self) -> None:
        """Complete the last word."""
        browser, line = self._browser, self._browser.line
        before = line.text[: line.at]
        start = max(before.rfind(" "), before.rfind(",")) + 1
        word = before[start:]
        sign = "-" if word.startswith("-") and browser.mode == "tags" else ""
        begun = word.removeprefix(sign)
        if browser.mode == "tags":
            known = browser.counts.tags
            fits = [tag for tag in known if tag.lower().startswith(begun.lower())]
        elif browser.mode == "command":
            fits = browser.terminal.complete(before[:start].split(), word)
        else:
            return
        if not fits:
            browser.say(f"nothing begins with {begun}")
            return
        common = _common(fits)
        if len(fits) > 1:
            browser.say("  ".join(fits[:_OFFERED]))
        if len(common) >= len(begun):
            line.replace(start, sign + common + (" " if len(fits) == 1 else ""))


def _common(texts: list[str]) -> str:
    """Return what all of them begin with, in any case, as the first spells it."""
    first = texts[0]
    same = len(first)
    for text in texts[1:]:
        while not text.lower().startswith(first[:same].lower()):
            same -= 1
    return first[:same]
