"""Pages on which a heading links to each paper: trending papers, reading lists."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from papercli.dumps.base import Record, Skipped
from papercli.dumps.fields import read_fields
from papercli.dumps.json import huggingface
from papercli.identifiers import normalise_arxiv
from papercli.patterns import late
from papercli.text import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PAPER_LINK = late(
    r"(?:^|huggingface\.co|alphaxiv\.org|arxiv\.org)/(?:papers|abs|pdf|overview)/([^/?#\s]+(?:/\d{7}[^/?#\s]*)?)/?(?:[?#].*)?$"
)
_TITLE_PATHS = ".//h1|.//h2|.//h3|.//h4|.//h5"
_SHORT = 40  # letters that a paragraph needs to be an abstract


def line_of(element: "HtmlElement") -> int:
    """Return the line of the page on which an element starts."""
    return int(element.sourceline or 1)


def text_of(element: "HtmlElement | None") -> str:
    """Return the text in an element, cleaned; nothing where there is none."""
    return "" if element is None else clean(str(element.text_content()))


def read_held(page: "HtmlElement") -> Iterator[Record | Skipped]:
    """Yield the papers that a page of Hugging Face holds as JSON, for its scripts.

    With their abstracts, which it does not show.
    """
    for element in page.xpath("//*[@data-props]"):
        try:
            props = json.loads(str(element.get("data-props")))
        except (ValueError, RecursionError):
            continue
        if not isinstance(props, dict):
            continue
        listed = props.get("dailyPapers") or props.get("papers")
        for entry in listed if isinstance(listed, list) else [props]:
            if (
                isinstance(entry, dict)
                and isinstance(paper := entry.get("paper"), dict)
                and paper.get("title")
                and paper.get("id")
            ):
                yield huggingface.to_record(entry, line_of(element))


def read_cards(page: "HtmlElement") -> Iterator[Record | Skipped]:
    """Yield the papers of any page on which a heading links to each.

    A trending-papers page, a reading list.
    """
    linked: list[
        tuple[HtmlElement, str, str]
    ] = []  # heading, what it links to, the paper's id there
    for heading in page.xpath(_TITLE_PATHS):
        links = [
            str(link)
            for link in (*heading.xpath(".//a/@href"), *heading.xpath("ancestor::a[1]/@href"))
        ]
        if found := next((match for link in links if (match := _PAPER_LINK.search(link))), None):
            linked.append((heading, found.string, found[1]))
    # Element -> how many of them are in it.
    held = Counter(around for heading, _, _ in linked for around in heading.iterancestors())
    seen: set[str] = set()
    articles = list(page.iter("article"))
    if 2 * len(bare := [each for each in articles if not held[each]]) <= len(articles):
        yield from (Skipped(line_of(each), "no title") for each in bare if text_of(each))
    for heading, link, name in linked:
        title = text_of(heading)
        if not title or name in seen:
            continue
        seen.add(name)
        identifier = normalise_arxiv(f"arXiv:{name}")
        yield read_fields(
            {
                "title": title,
                "abstract": _abstract_of(heading, held),
                "arxiv": f"arXiv:{identifier}" if identifier else None,
                "url": f"https://arxiv.org/abs/{identifier}" if identifier else link,
                "key": identifier,
            },
            line_of(heading),
        )


def _abstract_of(heading: "HtmlElement", held: "Counter[HtmlElement]") -> str | None:
    """Return the first paragraph in the heading's card.

    The largest element around it that holds no other linked heading.
    """
    card = heading
    for around in heading.iterancestors():
        if held[around] > 1:
            break
        card = around
    texts = (text_of(each) for each in card.iter("p"))
    return next((text for text in texts if sum(map(str.isalpha, text)) >= _SHORT), None)
