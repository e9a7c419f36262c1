"""Blocks of lines that show by themselves what format they are in, wherever they stand.

They are entries, tagged records, objects, elements, tables with a header, labelled records and
linked titles. A block that does not end as its kind does, and so is broken, goes up to the next
blank line: it is for its own reader to report, and takes nothing from what follows.
"""

import re
from collections.abc import Callable

from papercli.dumps.bibtex.entries import KIND, SURE_START, Scan
from papercli.dumps.continuation import begins_other, is_wrapped
from papercli.dumps.input.lookahead import Ahead
from papercli.dumps.labelled.labelled import label_of
from papercli.dumps.markdown.markdown import begins_item
from papercli.dumps.table import QUOTED_ROW, shape_of
from papercli.dumps.xml.elements import find_element, lines_until, opened_text
from papercli.patterns import late

# What people copy and get by mail. Their readers know lines that look like labels, rows or links.
PAGES = frozenset(
    "arxiv-mail arxiv-page awesome checklist openreview-page scholar-profile accepted alert references links".split()
)
JSON = "json"  # the owner of any JSON; which of its formats is for a sniff to say
UNKNOWN = "?"  # the owner of what has the shape of a block, and is in no format that is read

_STARTS = {  # the format of a block, and how a line starts one
    "bibtex": rf"@[ \t]*{KIND}[ \t]*[{{(]",
    "ris": r"TY {0,3}- {0,2}[A-Za-z]",
    "nbib": r"PMID ?- ?\d|OWN {1,2}- [A-Z]",
    "wos": r"FN (?:Clarivate|Thomson|ISI|Web)|PT [A-Z]\s*$",
    "enw": r"%[0ATD] +\S",
    "refworks": r"RT [A-Z][a-z]+(?:[ ,/]|\s*$)",
    "ovid": r"<\s*\d{1,7}\s*\.?\s*>\s*$",
    "json": r"\{\s*(?:\"(?:[^\"\\\n]|\\.){0,80}\"\s*:|$)|\[\s*(?:\{\s*(?:\"|$)|$)",
    "xml": r"<[?!A-Za-z]",
}
_START = late(
    rf"[ \t\ufeff]{{0,8}}(?:{'|'.join(f'(?P<{kind}>{start})' for kind, start in _STARTS.items())})"
)
# Other lines that may start one, or stand around one: a fence, a label, a linked title.
_OTHERS = r"`{3}|~{3}|(?:[-*•]\s+)?(?:\*\*|__)?[A-Za-z][^:：\n]{0,30}[:：]|(?:[-*+•]|\d{1,4}[.)])\s"
_ROW = late(QUOTED_ROW)
_MAY_START = late(rf"[ \t\ufeff]{{0,8}}(?:{'|'.join(_STARTS.values())}|{_OTHERS}|{QUOTED_ROW})")
_TAGGED = {
    "ris": re.compile(r"\ufeff?\s{0,2}[A-Z][A-Z0-9]{1,3}\s{0,3}-(?:\s|$)"),
    "nbib": re.compile(r"\ufeff?(?:[A-Z][A-Z0-9]{1,3}\s{0,2}- ?|\s{4,}\S)"),
    "wos": re.compile(r"\ufeff?(?:[A-Z][A-Z0-9](?: (?!\s*- )|\s*$)|\s{3}\S)"),
    "enw": re.compile(r"\ufeff?%[0-9A-Z@!#$&*()+<>\[=~?^](?:\s|$)"),
    "refworks": re.compile(r"\ufeff?(?:[A-Z][A-Z0-9](?: (?!\s*- )|\s*$)|\s{2,}\S)"),
    "ovid": re.compile(
        r"\ufeff?(?:[A-Z][A-Z0-9]\s{0,3}- ?|\s{2,}\S|<\s*\d|[A-Z][A-Za-z &()/-]{0,45}\s*$)"
    ),
}
_TITLE = late(r"\s{0,2}T[I1] {1,3}- ?\S")
_NEAR = 12  # lines between the first tag of a record and its title
_END = {"ris": re.compile(r"\s{0,2}ER\s{0,3}-"), "wos": re.compile(r"ER\s*$")}
_WIDTH = 72  # columns at which lines are wrapped, at least
_LINES_OF_FILE = 4
_OF_FILE = late(r"(?:FN|VR) |EF\s*$")  # Web of Science's lines around its records
_COMMENT = late(r"[ \t\ufeff]*@[ \t]*comment[ \t]*[{(]", re.IGNORECASE)
_KEY_OR_FIELD = late(r"\s*(?:[A-Za-z][\w:.+-]{0,40}\s*=|[^\s,]{1,80},\s*$|[})]|,)")
_BRACKETS = late(r'"(?:[^"\\\n]|\\.)*"|[\[\]{}]')
# Formats in which plain lines are text: there, a line without a tag or a label may go on with the
# one above it.
_PROSE = frozenset({"", "listing", "titles", "markdown"}) | PAGES
_PLAIN_TITLE = late(r"\s{0,3}title\s*:(?!.*\]\(http)", re.IGNORECASE)


def may_start(main: str) -> Callable[[str], object]:
    """Return what tells quickly whether a block may start at a line: nothing for most."""
    match = _MAY_START.match
    if main == JSON:  # a line that starts so is JSON, or broken
        return lambda line: line[0] not in '{["}] \t' and match(line)
    if main == "csv":
        return lambda line: '"' in line or match(line)
    if main == "html":
        return lambda line: "<" in line or "itle" in line or match(line)
    return lambda line: match(line) or "itle" in line or "ITLE" in line  # which may name a column


def find_block(ahead: Ahead, main: str = "") -> tuple[str, int]:
    """Return the format of the block that starts at the line at hand, and how many lines it has.

    Where none starts, it has 0. `main` is the format that the dump is read as: what its own records
    hold is not a block of another.
    """
    owner, count = _find(ahead, main)
    return (owner or UNKNOWN, count) if count else ("", 0)


def _find(ahead: Ahead, main: str) -> tuple[str, int]:
    line = ahead.line(0)
    if main == "html" and (end := opened_text(line)):
        return main, lines_until(ahead, end)
    found = _START.match(line)
    if found is None:
        if main == "csv" and (count := _quoted(ahead)):
            return main, count
        if main in PAGES:
            if count := _table_at(ahead, line, main):
                return "csv", count
            return (UNKNOWN, 1) if _ROW.match(line) else ("", 0)
        if ":" in line[:40] and main != "labelled" and (count := _labelled(ahead, main)):
            return "labelled", count
        if count := _table_at(ahead, line, main):
            return "csv", count
        if "](http" in line and main in {"listing", "titles"} and (count := _linked(ahead)):
            return "markdown", count
        return "", 0
    kind = found.lastgroup or ""
    match kind:
        case "bibtex":
            return kind, _entry(ahead, main)
        case "json":
            return (JSON, _value(ahead)) if main != JSON else ("", 0)
        case "xml":
            return find_element(ahead, main)
        case _:
            return kind, _tagged(ahead, kind, main)


def _entry(ahead: Ahead, main: str) -> int:
    """Return the lines of a BibTeX entry or comment; 0 where a line only looks like one."""
    first = ahead.line(0)
    if not (SURE_START.match(first) or _COMMENT.match(first) or _KEY_OR_FIELD.match(ahead.line(1))):
        return 0
    scan = Scan()
    count = 0
    fields = False
    while line := ahead.line(count):
        if count and SURE_START.match(line):
            break
        if not line.strip() and scan.depth <= 1 and not _KEY_OR_FIELD.match(ahead.line(count + 1)):
            break
        fields = fields or "=" in line
        count += 1
        if scan.end_in(line) is not None:
            # Else an address: "@someone (here, there)".
            return count if fields or "{" in first else 0
    if not line and ahead.is_cut:
        return count
    if _COMMENT.match(first):  # never closed, it hides nothing
        return 1
    most = ahead.paragraph(count)
    if main in _PROSE:
        return most
    return next((at for at in range(1, most) if not _KEY_OR_FIELD.match(ahead.line(at))), most)


def _tagged(ahead: Ahead, kind: str, main: str) -> int:
    """Return the lines of a record of tagged lines; 0 where no second tag follows."""
    tag, end = _TAGGED[kind], _END.get(kind)
    start = 0
    while kind == "wos" and start < _LINES_OF_FILE and _OF_FILE.match(ahead.line(start)):
        start += 1
    if not tag.match(ahead.line(start + 1)) or _starts(ahead.line(start + 1), main):
        return 0
    count = start + 1
    while end is not None and (line := ahead.line(count)) and not _ends(ahead, count, kind, main):
        if not (tag.match(line) or line.isspace() or main in _PROSE or line[0].isspace()):
            break
        count += 1
        if end.match(line):
            last = next((at for at in range(count, count + 3) if ahead.line(at).strip()), count)
            return last + 1 if kind == "wos" and ahead.line(last).startswith("EF") else count
    count = start + 1
    while line := ahead.line(count):
        # Some set a blank line after each field.
        goes_on = tag.match(line if line.strip() or kind != "ris" else ahead.line(count + 1))
        is_text = kind in {"ris", "enw"} and line.strip() and not _START.match(line)
        if _ends(ahead, count, kind, main) or not (
            goes_on or (is_text and _may_go_on(ahead.line(count - 1), line, main))
        ):
            break
        count += 1
    return count


def _ends(ahead: Ahead, at: int, kind: str, main: str) -> bool:
    """Say whether the line at `at` starts another record.

    A record of RIS may hold the tag that starts one of MEDLINE, but not below a blank line, and
    no second title comes with it. The tag that starts one of RIS is in no other.
    """
    line = ahead.line(at)
    if _starts(line, kind, main, "ris"):
        return True
    if not _starts(line, "nbib"):
        return False
    above = any(_TITLE.match(ahead.line(each)) for each in range(max(at - _NEAR, 0), at))
    return not ahead.line(at - 1).strip() or (
        above and any(_TITLE.match(ahead.line(each)) for each in range(at, at + _NEAR))
    )


def _starts(line: str, *kinds: str) -> bool:
    """Say whether a line starts a record of one of these."""
    found = _START.match(line)
    if found is None or (found.lastgroup == "enw" and not line.lstrip().startswith("%0")):
        return False
    return found.lastgroup in kinds


def _may_go_on(above: str, line: str, main: str) -> bool:
    """Say whether a line without a tag or a label may be more of the field above it, and not the dump's own."""
    return line[0].isspace() or (main in _PROSE and is_wrapped(above, line, _WIDTH))


def _value(ahead: Ahead) -> int:
    """Return the lines of a JSON object, or of an array of objects."""
    first = ahead.line(0).strip(" \t\r\n\ufeff")
    if first in {"{", "["} and ahead.line(1).lstrip(" \t")[:1] not in {'"', "{", "["}:
        return 0
    depth = count = 0
    while (line := ahead.line(count)).strip():
        count += 1
        for found in _BRACKETS.finditer(line):
            if len(found[0]) == 1:
                depth += 1 if found[0] in "[{" else -1
        if depth <= 0:
            break
    return count


def _table_at(ahead: Ahead, line: str, main: str) -> int:
    """Return the lines of a table: a header with a title column, and the rows that fit it."""
    if main in {"csv", JSON, "scholar-profile"} or "itle" not in line[:1000].lower():
        return 0
    shape = shape_of(ahead.line(0) + ahead.line(1))
    if shape is None:
        return 0
    # A stray line may stand between the header and the rows.
    count = next(
        (
            at
            for at in range(1, _LINES_OF_FILE)
            if (cells := shape.cells(ahead.line(at))) and shape.fits(cells)
        ),
        1,
    )
    while (line := ahead.line(count)).strip():
        text, end = line, count + 1
        while shape.open_quotes(text) and end - count < 40 and (following := ahead.line(end)):
            text += following
            end += 1
        if (cells := shape.cells(text)) is None or not shape.fits(cells):
            break
        count = end
    return count if count > 1 else 0


def _quoted(ahead: Ahead) -> int:
    """Return the lines of a row with a quoted cell that runs over several; 0 for any other."""
    quotes = count = 0
    while count < 40 and (line := ahead.line(count)):
        quotes += line.count('"')
        count += 1
        if quotes % 2 == 0:
            return count if count > 1 else 0
    return 0


def _linked(ahead: Ahead) -> int:
    """Return the lines of a linked title in Markdown and of what is indented below it.

    A link alone, which a listing may hold, has 0.
    """
    if not begins_item(ahead.line(0)):
        return 0
    count = last = 1
    while (line := ahead.line(count)) and (not line.strip() or line.startswith(("  ", "\t"))):
        count += 1
        last = count if line.strip() else last
    return last if last > 1 else 0


def _labelled(ahead: Ahead, main: str) -> int:
    """Return the lines of a labelled record: labels, a title among the first, and their texts."""
    if main == "markdown" and not _PLAIN_TITLE.match(ahead.line(0)):
        return 0
    labels: list[str] = []
    count = 0
    while line := ahead.line(count):
        if not line.strip():
            following = label_of(ahead.line(count + 1))
            if following is None or following[0] in labels:
                break
        elif label := label_of(line):
            if label[0] in labels:
                break
            labels.append(label[0])
            if len(labels) == 4 and "title" not in labels:
                return 0
        elif not labels or ("title" not in labels and count):
            return 0
        elif _START.match(line) or begins_other(line) or not (main in _PROSE or line[0].isspace()):
            break
        count += 1
    return count if "title" in labels and len(labels) > 1 else 0
