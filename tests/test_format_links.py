"""Reading lists in plain text: a link to each paper beside, before or below its title."""

import io
import json
from pathlib import Path

import pytest
from conftest import FIXTURES, Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.formats import format_named
from papercli.dumps.pages import links

TITLES = (
    "Attention Is All You Need",
    "A Study of Moths at Night",
    "On Lamps: Do They Shine?",
    "E(3)-Equivariant Lamps for Moths",
)
URLS = ("https://arxiv.org/abs/1706.0000{}", "https://doi.org/10.1000/moths.{}", "https://openreview.net/forum?id=abc{}")  # fmt: skip
# How people set a title and a link; {n} is the number of the paper.
SHAPES = {
    "beside": "{title} {url}\n",
    "comma": "{n}. {title}, {url}\n",
    "colon": "- {title}: {url}\n",
    "dash": "{title} - {url}\n",
    "long dash": "• {title} — {url}\n",
    "bar": "{title} | {url}\n",
    "brackets": "{title} ({url})\n",
    "angles": "* {title} <{url}>\n",
    "before": "{url} {title}\n",
    "before, dash": "[{n}] {url} - {title}\n",
    "below": "{title}\n{url}\n\n",
    "below a blank line": "{title}\n\n{url}\n\n\n",
    "below, label": "{n}) {title}\nLink: {url}\n\n",
    "with a label": "Paper: {title}\nPDF: {url}\n\n",
    "in quotation marks": "“{title}”\n{url}\n\n",
    "a box": "[ ] {title} {url}\n",
    "a quoted mail": "> {title}\n> {url}\n>\n",
}  # fmt: skip


def units_of(text: str) -> list[Record | Skipped]:
    return list(format_named("links").read(io.StringIO(text)))


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_title_with_its_link_is_a_paper(
    shape: str, url: str, papers: Run, tmp_path: Path
) -> None:
    dump = tmp_path / "list.txt"
    dump.write_text(
        "".join(
            SHAPES[shape].format(title=title, url=url.format(n), n=n)
            for n, title in enumerate(TITLES, 1)
        ),
        "utf-8",
    )
    code, out, said = papers("ingest", dump)
    assert (code, out.startswith("4 records read: 4 new, 0 seen before; 0 skipped")) == (0, True), (
        said
    )
    found = {each["title"]: each for each in json.loads(papers("list", "--json")[1])}
    assert sorted(found) == sorted(TITLES)
    for n, title in enumerate(TITLES, 1):
        assert str(n) in f"{found[title]['arxiv']}{found[title]['doi']}{found[title]['url']}"


@pytest.mark.parametrize(
    "text",
    [
        "Did you see https://arxiv.org/abs/1706.00001 ?\n",
        "Anna Smith 9:15 AM\nhttps://arxiv.org/abs/1706.00001\n",
        "Also on this topic https://arxiv.org/abs/1706.00001\n",
        "https://arxiv.org/abs/1706.00001\n",
        "Ada Quill, Ben Rook and Cy Sand\nhttps://arxiv.org/abs/1706.00001\n",
        "We read this. It was long. We did not like it.\nhttps://arxiv.org/abs/1706.00001\n",
        "First One of Them https://arxiv.org/abs/1706.00001 https://arxiv.org/abs/1706.00002\n",
    ],
)
def test_what_is_no_title_is_reported(text: str) -> None:
    assert [type(each) for each in units_of(text)][-1:] == [Skipped]
    assert not any(isinstance(each, Record) for each in units_of(text))


def test_names_and_an_abstract_stand_between_a_title_and_its_link() -> None:
    found = units_of((FIXTURES / "links" / "reading.txt").read_text("utf-8"))
    records = [each for each in found if isinstance(each, Record)]
    assert (len(records), len(found)) == (5, 6)
    assert (records[1].authors, records[1].venue, records[1].year) == (("He",), "CVPR", 2016)
    assert records[4].authors == ("Jimmy Lei Ba", "Jamie Ryan Kiros", "Geoffrey E. Hinton")
    assert (records[4].abstract or "").endswith("for one example, too.")


def test_few_titles_among_links_are_no_list(papers: Run, tmp_path: Path) -> None:
    text = "".join(f"see https://arxiv.org/abs/1706.0000{n}\n" for n in range(1, 5))
    dump = tmp_path / "chat.txt"
    dump.write_text(f"{text}A Study of Moths https://arxiv.org/abs/1706.00009\n", "utf-8")
    assert papers("ingest", dump)[0] == 3


# Pages that list papers and are none, each with a title that one could have.
LISTINGS = """
    https://arxiv.org/list/cs.LG/new https://arxiv.org/a/quill_a_1 https://arxiv.org/ https://www.nature.com/
    https://www.nature.com/nature/ https://papers.nips.cc/paper_files/paper/2023 https://openreview.net/group?id=ICLR.cc/2024
    https://aclanthology.org/events/acl-2023/ https://aclanthology.org/volumes/2023.acl-long/ https://proceedings.mlr.press/v97/
    https://jmlr.org/papers/v22/ https://www.science.org https://doi.org/
""".split()
PAPERS = """
    https://arxiv.org/abs/1706.00001 https://arxiv.org/pdf/hep-th/9711200v3 https://doi.org/10.1000/moths https://www.nature.com/articles/s41586-021-03819-2
    https://openreview.net/forum?id=rJXMpikCZ https://aclanthology.org/N19-1423/ https://jmlr.org/papers/v15/srivastava14a.html
    https://papers.nips.cc/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html https://proceedings.mlr.press/v97/tan19a.html
""".split()
BOOKMARKS = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n"


@pytest.mark.parametrize("url", [*LISTINGS, *PAPERS])
def test_a_page_that_lists_papers_is_none(url: str) -> None:
    title = "The Newest of Moths and Lamps"
    texts = {
        "links": f"{title} {url}\n",
        "bookmarks": f'{BOOKMARKS}<DT><A HREF="{url}">{title}</A>\n',
    }
    for name, text in texts.items():
        found = [
            each for each in format_named(name).read(io.StringIO(text)) if isinstance(each, Record)
        ]
        assert [each.title for each in found] == ([title] if url in PAPERS else [])


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("A Study of Moths (PDF) {}", "A Study of Moths"),
        ("A Study of Moths ({})", "A Study of Moths"),
        ("A Study of Moths [{}]", "A Study of Moths"),
        ("A Study of Moths [2] {}", "A Study of Moths [2]"),
        ("(Un)fair Moths and Their Lamps {}", "(Un)fair Moths and Their Lamps"),
        ("A Study of Moths (and Lamps): {}", "A Study of Moths (and Lamps)"),
    ],
)
def test_brackets_of_a_title_stay(line: str, title: str) -> None:
    (record,) = units_of(f"{line.format('https://arxiv.org/abs/1706.00001')}\n")
    assert isinstance(record, Record)
    assert record.title == title


@pytest.mark.parametrize(
    ("line", "title", "authors", "year"),
    [
        ("More is different, Anderson 1972, {url}", "More is different", ("Anderson",), 1972),
        ("Layer Normalization - Ba, Kiros, Hinton 2016 - {url}", "Layer Normalization", ("Ba", "Kiros", "Hinton"), 2016),
        ("Can a Description of Reality Be Complete? Einstein, Podolsky, Rosen 1935 {url}", "Can a Description of Reality Be Complete?", ("Einstein", "Podolsky", "Rosen"), 1935),
        ("The rise of graphene (Geim & Novoselov, 2007)\n{url}", "The rise of graphene", ("Geim", "Novoselov"), 2007),
        ("Graphene photonics and optoelectronics\nBonaccorso, Sun, Hasan, Ferrari\n{url}", "Graphene photonics and optoelectronics", ("Bonaccorso", "Sun", "Hasan", "Ferrari"), None),
    ],
)  # fmt: skip
def test_family_names_are_told_from_titles(
    line: str, title: str, authors: tuple[str, ...], year: int | None
) -> None:
    dump = line.format(url="https://doi.org/10.1000/moss.1") + "\n"
    (found,) = links.read(io.StringIO(dump))
    assert isinstance(found, Record)
    assert (found.title, found.authors, found.year) == (title, authors, year)


CHATS = {
    "discord": "maria — Today at 14:02\nhas anyone read this?\n{title}\n{url}\n",
    "telegram": "Pedro, [05.06.2023 11:20]\n{title}\n{url}\n\n",
    "slack": 'Ben  9:20 AM\n"{title}" {url}\n\n',
    "whatsapp": "[12/03/2023, 18:02:11] Eva: {title} {url}\n",
    "whatsapp, said before": "[12/03/2023, 18:02:11] Eva: look at this {url} {title}\n",
    "signal": "12.03.2023, 18:02 - Eva: {title} {url}\n",
}


@pytest.mark.parametrize("kind", CHATS)
def test_who_wrote_a_message_is_no_part_of_a_title(kind: str, papers: Run, tmp_path: Path) -> None:
    told = {
        "Mamba: Linear-Time Sequence Modeling": "https://arxiv.org/abs/2312.00752",
        "Efficiently Modeling Long Sequences": "https://arxiv.org/abs/2111.00396",
        "Retentive Network: A Successor": "https://arxiv.org/abs/2307.08621",
    }
    dump = tmp_path / "chat.txt"
    dump.write_text(
        "".join(CHATS[kind].format(title=title, url=url) for title, url in told.items())
    )
    assert papers("ingest", dump)[0] == 0
    found = json.loads(papers("list", "--json")[1])
    assert {each["title"] for each in found} == set(told)
    assert [each["authors"] for each in found] == [[], [], []]


def test_what_somebody_says_in_front_of_a_title_is_not_guessed_at() -> None:
    line = "[12/03/2023, 18:05:40] Tom: nice. also Toolformer: Models Teach Themselves https://arxiv.org/abs/2302.04761\n"
    (found,) = links.read(io.StringIO(line))
    assert isinstance(found, Skipped)


@pytest.mark.parametrize(
    "link", [" https://arxiv.org/abs/2302.04761", "\nhttps://arxiv.org/abs/2302.04761"]
)
@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("A long study of slow moss that grows on the\nwalls of houses", "A long study of slow moss that grows on the walls of houses"),
        ("A long study of slow moss on northern walls\nof old houses", "A long study of slow moss on northern walls of old houses"),
        ("A long study of slow moss on walls by self-\nsupervised growth", "A long study of slow moss on walls by self-supervised growth"),
    ],
)  # fmt: skip
def test_a_wrapped_title_is_whole_where_no_title_ends(lines: str, title: str, link: str) -> None:
    (found,) = links.read(io.StringIO(f"{lines}{link}\n"))
    assert isinstance(found, Record)
    assert found.title == title


@pytest.mark.parametrize(
    "remark", ["the classic, finally read", "short and good", "and I liked it."]
)
def test_a_remark_below_a_title_is_no_part_of_it(remark: str) -> None:
    title = "A long study of slow moss that grows on walls"
    found = list(links.read(io.StringIO(f"{title}\n{remark}\nhttps://arxiv.org/abs/2302.04761\n")))
    assert [each.title for each in found if isinstance(each, Record)] == [title]
