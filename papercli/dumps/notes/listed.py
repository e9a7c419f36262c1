"""Papers in the tables and lists below a headline of Org, read as those of Markdown are."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from papercli.dumps.base import Record, Skipped
from papercli.dumps.markdown import awesome
from papercli.dumps.markdown.addresses import place_of
from papercli.dumps.markdown.inline import parse
from papercli.dumps.markdown.linked import Line, divide
from papercli.dumps.notes.outline import Node
from papercli.patterns import late

LINK = late(r"\[\[(?P<target>[^\[\]\n]{1,500})\](?:\[(?P<shown>[^\[\]\n]{1,500})\])?\]")
_RULE = late(r"[ \t]{0,20}\|-[-+]{0,2000}\|?[ \t]{0,20}$")
_ROW = late(r"\s{0,40}\|")
_ITEM = late(r"\s{0,40}(?:[-+]|\d{1,4}[.)])\s")
_BELOW = late(r"\s{1,40}\S")
# Words before a title that is to be read, and what stands behind one that is whole.
_TO_READ = frozenset(
    "to read reading reread re-read skim skimming review reviewing study studying finish start look at check out summarise summarize present the paper".split()
)
_BEHIND = late(r"\s{0,9}(?:[(\[,.;:|/–—-]|(?:and|by|vs)\b|&)")
_EMPHASIS = late(r"(?<!\S)/([^/\s][^/\n]{0,300}[^/\s])/(?![\w/])")


def read_listed(node: Node, tags: tuple[str, ...]) -> Iterator[Record | Skipped]:
    """Yield the papers in the tables and lists of a text, with the tags of its headline; prose is not reported."""
    lines = [_as_markdown(line) if _is_listed(line) else "" for line in node.lines]
    if not any(map(str.strip, lines)):
        return
    for each in awesome.read(io.StringIO("\n".join(lines))):
        line = node.numbers[each.line - 1]
        if isinstance(each, Skipped):
            yield replace(each, line=line)
        else:
            known = tuple(dict.fromkeys((*each.tags, *tags)))
            yield replace(each, line=line, tags=known)


def read_headline(title: str) -> tuple[str, Line | None]:
    """Return a headline without what says that a paper is to be read, and its papers where links to them are its titles."""
    links = [link for link in LINK.finditer(title) if link["shown"] and place_of(link["target"])]
    if not links:
        return title, None
    before = title[: links[0].start()].strip(" *_")
    if not all(word.strip(":").lower() in _TO_READ for word in before.split()):
        return title, None
    title = title[links[0].start() :]
    behind = title[links[0].end() - links[0].start() :]
    line = divide(parse(_as_markdown(title))) if not behind or _BEHIND.match(behind) else None
    return title, line


def _is_listed(line: str) -> bool:
    return any(shape.match(line) for shape in (_ROW, _ITEM, _BELOW))


def _as_markdown(line: str) -> str:
    if _RULE.match(line):
        return line.replace("+", "|")
    text = LINK.sub(_link, line)
    return _EMPHASIS.sub(r"*\1*", text)


def _link(link: re.Match[str]) -> str:
    target, shown = link["target"], link["shown"]
    if not target.startswith("http"):
        return shown or target
    return f"[{shown}]({target})" if shown else f"<{target}>"
