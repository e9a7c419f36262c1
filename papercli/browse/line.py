"""A line that is being typed, edited by the keys of a shell, and what was typed before."""

from collections.abc import Sequence

_MOST_EARLIER = 50


class Line:
    """Text with a cursor in it."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.at = len(text)

    def insert(self, text: str) -> None:
        """Put text in front of the cursor."""
        self.text = self.text[: self.at] + text + self.text[self.at :]
        self.at += len(text)

    def replace(self, start: int, text: str) -> None:
        """Put text in the place of what stands between `start` and the cursor."""
        self._set(self.text[:start] + text, self.text[self.at :])

    def press(self, key: str) -> bool:
        """Edit by a key; say whether it is one that edits."""
        before, after = self.text[: self.at], self.text[self.at :]
        match key:
            case "left" | "ctrl+b":
                self.at = max(0, self.at - 1)
            case "right" | "ctrl+f":
                self.at = min(len(self.text), self.at + 1)
            case "home" | "ctrl+a":
                self.at = 0
            case "end" | "ctrl+e":
                self.at = len(self.text)
            case "backspace" | "ctrl+h":
                self._set(before[:-1], after)
            case "delete" | "ctrl+d":
                self._set(before, after[1:])
            case "ctrl+w" | "alt+backspace":
                self._set(before[: before.rstrip().rfind(" ") + 1], after)
            case "ctrl+u":
                self._set("", after)
            case "ctrl+k":
                self._set(before, "")
            case _:
                return False
        return True

    def _set(self, before: str, after: str) -> None:
        self.text, self.at = before + after, len(before)


class Earlier:
    """What was searched for before, the last one last."""

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self.texts = [*texts]

    @property
    def last(self) -> str:
        """What was searched for last; nothing where nothing was."""
        return self.texts[-1] if self.texts else ""

    def add(self, text: str) -> None:
        """Remember a text, once."""
        if text := text.strip():
            others = [each for each in self.texts if each != text]
            self.texts = [*others, text][-_MOST_EARLIER:]

    def replace(self, text: str, other: str) -> None:
        """Remember another text in the place of one."""
        self.texts = [each for each in self.texts if each not in {text, other}]
        self.add(other)

    def turn(self) -> str:
        """Return the last one, and each further time the one before it."""
        if self.texts:
            self.texts.insert(0, self.texts.pop())
        return self.texts[0] if self.texts else ""
