"""A paper of a reading list under way: as it is cited, and the labelled texts below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from papercli.dumps.base import Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.journal_reference import read_journal_reference
from papercli.dumps.markdown.addresses import addresses
from papercli.dumps.markdown.author_year import without_citation
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.inline import is_only_links, parse, plain, unlinked
from papercli.dumps.markdown.leftovers import REPORT
from papercli.dumps.months import ENGLISH_MONTH
from papercli.dumps.pages.names import read_people
from papercli.patterns import late

_LABEL = late(
    r"\s{0,20}(?:\*{1,2}|__?)?(?P<label>authors?|abstract|summary|tl;?\s?dr|subjects?|categor(?:y|ies)|keywords?|(?:arxiv|pdf|paper|code|project|html|abs)?\s{0,20}"
    r"(?:links?|urls?|page)|arxiv(?:\s{1,20}id)?|pdf|paper|code|published(?:\s{1,20}(?:date|on|in))?|(?:publish(?:ed)?|submi(?:tted|ssion))?\s{0,20}date|updated|venue|"
    r"conference|journal|comments?|doi|year|title)(?P<mark>(?:\*{1,2}|__?)?\s{0,20}(?:::|[:：])(?:\*{1,2}|__?)?|\*\*|__)\s{0,20}(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LINES = late(r"\n(?=\s{0,20}(?:(?:[-*+]\s{1,20})?(?:\*\*|__)[A-Z]|[A-Za-z-]{1,20}::\s))")
_YEAR_BEHIND = late(r"[,\s]\s{0,3}\(?(?P<year>(?:19|20)\d\d)\)?$")
_DATE = late(
    rf"(?:week of |[A-Z][a-z]+day,? )?(?:{ENGLISH_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{{1,2}} {ENGLISH_MONTH} (?:19|20)\d\d|\d{{4}}[-/.]\d\d[-/.]\d\d)",
    re.IGNORECASE,
)
_WIKI = late(r"\[\[([^\[\]\n]{1,200})\]\]")


@dataclass(slots=True)
class ListedPaper:
    """A paper under way."""

    line: int
    cited: Cited | None
    indent: int = -1
    title: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    urls: list[str] = field(default_factory=list)
    open: str = ""  # the label whose text goes on
    is_read: bool = False  # its box is ticked
    others: list[Record | Skipped] = field(default_factory=list)  # in the same line
    unless: list[Skipped] = field(default_factory=list)  # what is to be reported if it is no paper

    @property
    def is_paper(self) -> bool:
        """Whether a heading has turned out to be a title, or an item to cite a paper."""
        if self.cited is not None:
            return self.cited.shows_paper or bool(self.labels)
        return bool({"author", "abstract", "link"} & self.labels.keys())

    def add(self, found: re.Match[str]) -> None:
        """Take in a labelled text."""
        name, text = _name_of(found["label"]), _WIKI.sub(r"\1", found["text"])
        inline = parse(text)
        linked = [span for span in inline.spans if span.url]
        self.urls += [url for _, url in inline.links] + [span.url for span in linked]
        if name == "link" and linked and _DATE.fullmatch(self.title):
            self.labels.setdefault("title", linked[0].text)  # "Paper: [A title](…)" below a day
        if name != "link":
            self.labels.setdefault(name, text)
            self.open = name
        elif self.urls:
            self.labels.setdefault("link", self.urls[0])

    def read(self) -> Iterator[Record | Skipped]:
        """Yield the record, or nothing for a heading that is none."""
        if not self.is_paper:
            yield from self.unless
            return
        cited = self.cited or Cited(self.title)
        title, cited_so = without_citation(unlinked(self.labels.get("title", "")) or cited.title)
        if cited_so is not None:
            cited = replace(
                cited,
                authors=cited.authors or cited_so.names,
                venue=cited.venue or cited_so.venue,
                year=cited.year or cited_so.year,
            )
        urls = [url for url in [*cited.urls, *self.urls] if url.startswith("http")]
        names = unlinked(self.labels.get("author", "")) or cited.authors
        venue = unlinked(self.labels.get("venue", ""))
        year = ""
        if read_journal_reference(venue) is None and (dated := _YEAR_BEHIND.search(venue)):
            venue, year = venue[: dated.start()], dated["year"]
        text = self.labels.get("abstract") or self.labels.get("summary") or ""
        record = read_fields(
            {
                "title": title,
                "authors": read_people(names if isinstance(names, str) else ", ".join(names)),
                "abstract": plain(text) or None,
                "year": cited.year or unlinked(self.labels.get("year", "")) or year or None,
                "date": cited.date or unlinked(self.labels.get("date", "")) or None,
                "venue": cited.venue or venue or None,
                **cited.numbers,
                "tags": cited.tags,
                "keywords": self._subjects(),
                **addresses(urls, cited.arxiv),
            },
            self.line,
        )
        if self.is_read and isinstance(record, Record):
            record = replace(record, status="read")
        yield record
        if cited.has_remark:
            yield Skipped(self.line, REPORT, beside=True)
        yield from self.others

    def _subjects(self) -> list[str]:
        text = unlinked(self.labels.get("subject", "")).removeprefix("Subjects:")
        codes = re.findall(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)", text)
        return codes or [each.strip() for each in re.split(r"[;,]", text) if each.strip()]

    def take_labels(self, text: str) -> bool:
        """Take in the labelled texts of a unit, each on lines of its own, and say whether there are any."""
        taken = False
        for part in _LINES.split(text):
            if found := _LABEL.match(re.sub(r"^\s*[-*+]\s+(?=\*\*|__)", "", part)):
                self.add(found)
                taken = True
        return taken


def is_labelled(text: str) -> bool:
    """Say whether a text begins with a label: `**Authors:** Jane Doe`."""
    return _LABEL.match(text) is not None


def is_link(text: str) -> bool:
    """Say whether a text is a labelled link and nothing more: `**Code:** https://…`."""
    found = _LABEL.match(text)
    return found is not None and _name_of(found["label"]) == "link" and is_only_links(found["text"])


def _name_of(label: str) -> str:
    name = " ".join(label.lower().split())
    for known in ("author", "abstract", "summary", "subject", "venue", "doi", "year", "title"):
        if name.startswith(known):
            return known
    if name.startswith(("categor", "keyword")):
        return "subject"
    if name in {"conference", "journal", "published in"}:
        return "venue"
    if "date" in name or name.startswith(("publish", "submi")):
        return "date" if name != "updated" else "other"
    if name.startswith("tl"):
        return "tldr"
    return "other" if name.startswith("comment") else "link"
