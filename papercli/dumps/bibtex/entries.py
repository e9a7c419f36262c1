"""BibTeX into entries and their fields as a stream, however their neighbours are damaged.

An entry ends where its braces close. Where they do not, it ends at the next line that starts an
entry, and is skipped. What stands between entries is a comment to BibTeX, but it may be papers that
are written in another way: it is reported, a paragraph at a time, unless it is what programs and
people are known to write there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from papercli.dumps.base import Skipped
from papercli.dumps.input.lines import numbered_lines
from papercli.patterns import late

KIND = r"[A-Za-z][\w+-]*"  # of an entry: "article", "web_page"
_START = late(rf"[ \t\ufeff]*@[ \t]*({KIND})[ \t]*([{{(])")
# A line that starts an entry even while another is open: its key, or the name of a string, must
# follow.
SURE_START = late(
    rf"[ \t\ufeff]{{0,4}}@[ \t]*(?:(?:string|preamble)[ \t]*[{{(]|(?!comment\b){KIND}[ \t]*[{{(][ \t]*[^\s,={{}}()\"#%\\]*[ \t]*,)",
    re.IGNORECASE,
)
_INNER_START = late(rf"@[ \t]*{KIND}[ \t]*[{{(]")
_SPECIAL = late(r"\\.|[{})\"]", re.DOTALL)
_KEY = late(r"[^,={}]*")
_LONGEST = 1 << 22  # characters; a longer entry was never closed
_NAME = late(r"([^\s=,{}\"#]+)\s*=\s*")
_LOST_FIELD = late(r"\s*[A-Za-z][\w-]{1,30}\s*=\s*[{\"\d]")
# What may stand between entries: comments, headings, rules, fences, what programs write of a file.
_FURNITURE = late(
    r"""[%#].* | // .* | [\W_]* | (?:`{3,}|~{3,})\s*\w* | @comment\b.* | </?pre> | null
    | \\(?:begin|end)\{filecontents\*?\}.*
    | this\ (?:bibtex\ )?(?:bibliography\ )?(?:file|bibliography)\ (?:was|is|has\ been)
      \ (?:\w+\ )?(?:created|generated|written|exported)\b.*
    | automatically\ generated\ by\b.* | any\ changes\ to\ this\ file\b.*
    | bibtex\ export\ options\b.*
    | (?:created|generated|exported|written|downloaded)\ (?:by|with|from|using)
      \ (?:jabref|zotero|mendeley|bibdesk|endnote|citavi|google|papers)\b.*
    | query\ results\ from\ the\ ads\b.* | retrieved\ \d+\ abstracts\b.*
    | (?:file\ )?encoding:\s*\S+ | export(?:ed)?\ date:.* | scopus | web\ of\ science""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_FURNITURE = 300  # characters
_NO_LETTER = late(r"[\W_]+")
_BARE = late(r"[^\s,{}\"#]+")
_NEXT_FIELD = late(r",\s*+$|(?<!\s)\s*+$|,\s*+[A-Za-z][\w-]*\s*+=\s*+(?=[{\"\w])")
_FIELD_BELOW = late(r",\s*+$|(?<!\s)\s*+$|(?:,\s*+|\n[ \t]*+)(?=[A-Za-z][\w-]*\s*+=\s*+[{\"\w])")
_IN_BRACES = late(r"\\.|[{}]", re.DOTALL)
_IN_QUOTES = late(r'\\.|[{}"]', re.DOTALL)
_BLANK = late(r"\s*")
_GAP = late(r"[\s,]*")
_NOT_ENTRIES = frozenset({"comment", "preamble"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a bibliography, its values as they stand there, delimiters included."""

    line: int
    kind: str  # lower case: "article"
    key: str
    fields: dict[str, str]


def split_entries(dump: TextIO) -> Iterator[Entry | Skipped]:
    """Yield each entry and each `@string` of a dump; comments and preambles are passed over."""
    held: list[str] = []  # the lines of the open entry
    scan = Scan()
    start = 0
    lost = False  # fields outside of any entry have been reported already
    stray = False  # and so has the paragraph between entries
    number = 0
    for number, line in numbered_lines(dump):
        at = 0
        while at < len(line):
            if held and SURE_START.match(line, at):
                yield from _broken(held, start, "not closed before the next entry")
                held = []
            if not held:
                if _START.match(line, at) is None:
                    is_field = _LOST_FIELD.match(line, at) is not None
                    if not (stray or (lost and is_field) or _is_furniture(line[at:])):
                        what = "text outside any entry"
                        yield Skipped(number, "field outside any entry" if is_field else what)
                        stray = True
                    lost = lost or is_field
                    stray = stray and bool(line.strip())
                    break
                scan, start, lost, stray = Scan(), number, False, False
            end = scan.end_in(line, at)
            held.append(line[at:end])
            if end is None:
                if scan.length > _LONGEST:
                    yield from _broken(
                        held, start, f"not closed within {_LONGEST >> 20} million characters"
                    )
                    held = []
                break
            yield from _read_entry("".join(held), start)
            held = []
            inner = _INNER_START.search(line, end)
            at = inner.start() if inner else len(line)
            if not _is_furniture(line[end:at].strip(" \t\n,;})")):
                yield Skipped(number, "text outside any entry")
    if held:
        yield from _broken(held, start, "cut off: the dump ends in the middle of this entry")


def _is_furniture(line: str) -> bool:
    return len(line) < _LONGEST_FURNITURE and _FURNITURE.fullmatch(line.strip()) is not None


class Scan:
    """Whether the braces of an entry are closed, line by line."""

    def __init__(self) -> None:
        self.length = 0
        self.depth = 0
        self._parenthesis = False  # the entry is in parentheses: @article(…)
        self._quoted = False  # in such an entry: what is open is a value in quotation marks

    def end_in(self, line: str, at: int = 0) -> int | None:
        """Take in one more line, from `at` on, and return where in it the entry ends, if it does."""
        start = _START.match(line, at) if self.length == 0 else None
        self.length += len(line) - at
        if start:
            self._parenthesis = start[2] == "("
            self.depth = 0 if self._parenthesis else 1
            at = start.end()
        for found in _SPECIAL.finditer(line, at):
            char = found[0]
            if char == "{":
                self.depth += 1
            elif char == "}":
                self.depth -= 1
                if self.depth <= 0 and not self._parenthesis:
                    return found.end()
            elif not self._parenthesis or self.depth:
                continue
            elif char == '"':
                self._quoted = not self._quoted
            elif not self._quoted and char == ")":
                return found.end()
        return None


def _broken(held: list[str], line: int, reason: str) -> Iterator[Skipped]:
    start = _START.match(held[0])
    if start is None or start[1].lower() not in _NOT_ENTRIES:
        yield Skipped(line, reason)
    elif any(char.isalnum() for text in held[1:] for char in text):
        yield Skipped(line, "a comment that is never closed")


def _read_entry(text: str, line: int) -> Iterator[Entry | Skipped]:
    start = _START.match(text)
    kind = start[1].lower() if start else "comment"
    if start is None or kind in _NOT_ENTRIES:
        return
    body = text[start.end() : -1]
    key = ""
    if kind != "string":
        head = _KEY.match(body)
        # Else it is a field: the entry has no key.
        if head is not None and not body.startswith("=", head.end()):
            key, body = head[0].strip(), body[head.end() :]
        if body.strip() and key and not body.startswith(","):
            yield Skipped(line, "no comma after the key")
            return
    fields = _split_fields(body)
    yield Skipped(line, fields) if isinstance(fields, str) else Entry(line, kind, key, fields)


def _split_fields(body: str) -> dict[str, str] | str:
    """Return the fields in the body of an entry, or what is wrong with it.

    Of two of a name the first counts, as in BibTeX.
    """
    fields: dict[str, str] = {}
    at = 0
    while (at := _end_of(_GAP, body, at)) < len(body):
        name = _NAME.match(body, at)
        if name is None:
            # Something that is no field: go on at the next one.
            following = _FIELD_BELOW.search(body, at + 1)
            at = following.start() + 1 if following and following.start() < len(body) else len(body)
            continue
        end = _value_end(body, name.end())
        if end is None:
            return f"the value of '{name[1][:30]}' is not closed"
        value = body[name.end() : end].strip()
        if value != fields.setdefault(name[1].lower(), value) and name[1].lower() == "title":
            one, other = (_NO_LETTER.sub("", each).lower() for each in (value, fields["title"]))
            if one not in other and other not in one:
                return "more than one title in an entry"
        at = end
    return fields


def _value_end(body: str, at: int) -> int | None:
    """Return where the value that starts at `at` ends: one part, or several joined by `#`.

    None where its delimiter is not closed.
    """
    while True:
        first = body[at : at + 1]
        if first == "{":
            end = _closing(_IN_BRACES, "}", body, at)
        elif first == '"':
            end = _closing(_IN_QUOTES, '"', body, at)
        else:
            end = _end_of(_BARE, body, at)
        if end is None:
            return None
        after = _end_of(_BLANK, body, end)
        if body.startswith("#", after):
            at = _end_of(_BLANK, body, after + 1)
            continue
        if after == len(body) or body[after] in ",}" or _NAME.match(body, after):
            return end
        # A quotation mark within quotes, a space in a bare word: all up to the next field.
        following = _NEXT_FIELD.search(body, end)
        return following.start() if following else len(body)


def _closing(special: re.Pattern[str], mark: str, body: str, at: int) -> int | None:
    depth = 0
    for found in special.finditer(body, at + 1):
        if found[0] == mark and depth == 0:
            return found.end()
        depth += (found[0] == "{") - (found[0] == "}")
    return None


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
