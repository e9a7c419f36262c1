import io
import json
from itertools import product
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.detection import detect
from papercli.dumps.formats import format_named
from papercli.dumps.input.files import Found, open_dump
from papercli.dumps.reading import read
from papercli.errors import UnknownFormatError

FIXTURES = Path(__file__).parent.parent / "fixtures" / "checklist"
CITED = (
    ("{} (Eriksen and Birch, 2021)", 2),
    ("{} (Eriksen, Birch, 2021)", 2),
    ("{} (Eriksen et al., 2021)", 1),
    ("{} (Ada Eriksen, Tom Birch, 2021)", 2),
    ("{} (Eriksen & Birch, ICLR 2021)", 2),
    ("**{}** - Ada Eriksen and Tom Birch, 2021", 2),
    ("[{}](https://arxiv.org/abs/2101.00001) (Eriksen, Birch, 2021)", 2),
)
TITLES = ("Moss on Walls", "Learning Tides: A Survey (Part I)", "What Is a Lattice?")


def found_in(text: str) -> list[Record | Skipped]:
    with open_dump(Found("-", stream=io.BytesIO(text.encode()))) as dump:
        return list(read(dump, detect(dump)))


@pytest.mark.parametrize(
    ("cited", "box"), [*product(CITED, "- [ ]|- [x]|* [X]|  - [ ]".split("|"))]
)
def test_items_are_told_into_title_authors_and_year(cited: tuple[str, int], box: str) -> None:
    layout, authors = cited
    found = found_in("# List\n" + "".join(f"{box} {layout.format(title)}\n" for title in TITLES))
    status = "read" if "x" in box.lower() else "unread"
    assert [
        (each.title, len(each.authors), each.year, each.status)
        for each in found
        if isinstance(each, Record)
    ] == [(title, authors, 2021, status) for title in TITLES]


def test_what_is_indented_below_a_paper_is_its_note() -> None:
    text = "".join(
        f"- [ ] {title} (Eriksen et al., 2021)\n  - great\n    > again\n" for title in TITLES
    )
    notes = [each.note for each in found_in(text) if isinstance(each, Record)]
    assert notes == ["great\nagain"] * 3


def test_an_ugly_list_reports_what_it_cannot_read() -> None:
    text = (FIXTURES / "ugly.md").read_text(encoding="utf-8")
    found = list(format_named("checklist").read(io.StringIO(text)))
    assert [(each.line, each.reason) for each in found if isinstance(each, Skipped)] == [
        (1, "text that is not an item to tick"),
        (5, "an item to tick that cites no paper"),
    ]
    assert sum(isinstance(each, Record) for each in found) == 5


def test_a_list_of_tasks_is_refused() -> None:
    with pytest.raises(UnknownFormatError):
        found_in(
            "- [ ] buy milk\n- [x] call Ada\n- [ ] pay rent (June 2021)\n- [ ] tidy up, 2021\n"
        )


LISTS = {
    "one item of a household": "- [x] [Tides of harbours](https://arxiv.org/abs/1703.06870) (He et al., 2017)\n"
    "- [ ] [Moths of the moor](https://arxiv.org/abs/1612.03144) (Lin et al., 2016)\n- [x] Return library books\n",
    "days behind the papers": "* [x] [Tides of harbours](https://arxiv.org/abs/1703.06870) - He (2017) - read on 2023-05-01\n"
    "* [ ] [Moths of the moor](https://arxiv.org/abs/1612.03144) - Lin et al. due: 2024-06-01\n* [ ] buy milk\n",
    "steps below the papers": "- [x] [Tides of harbours](https://arxiv.org/abs/1703.06870) #urgent\n  - [x] read intro\n"
    "- [ ] [Moths of the moor](https://arxiv.org/abs/1612.03144)\n",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_a_list_to_tick_keeps_its_ticks_whatever_else_is_in_it(
    papers: Run, tmp_path: Path, text: str
) -> None:
    (tmp_path / "list.md").write_text(text, "utf-8")
    assert papers("ingest", tmp_path / "list.md")[0] == 0
    found = json.loads(papers("list", "--json", "--sort", "title")[1])
    assert [(each["title"], each["status"], each["year"]) for each in found] == [
        ("Moths of the moor", "unread", 2016),
        ("Tides of harbours", "read", 2017),
    ]


def test_yaml_that_is_not_known_is_no_list(papers: Run, tmp_path: Path) -> None:
    entries = "".join(
        f'    - name: "{title}"\n      by: [Ada Eriksen, Ben Dubois]\n      when: 2021\n      link: https://arxiv.org/abs/{link}\n'
        for title, link in (
            ("Tides", "2104.09864"),
            ("Moths", "2108.12409"),
            ("Moors", "2004.04906"),
        )
    )
    (tmp_path / "list.yaml").write_text(f"topics:\n  water:\n{entries}", "utf-8")
    code, _, err = papers("ingest", tmp_path / "list.yaml")
    assert (code, "YAML that papers does not read" in err) == (3, True)


BOXES = (
    ("- [ ]", "- [x]"),
    ("1. [ ]", "2. [x]"),
    ("1) [ ]", "12) [X]"),
    ("• [ ]", "• [✓]"),
    ("- []", "- [x]"),
    ("[ ]", "[x]"),
    ("☐", "☑"),
    ("☐", "☒"),
    ("- ☐", "- ☑\ufe0f"),
    ("⬜", "✅"),
    ("3. ⬜\ufe0f", "4. ✅"),
)


@pytest.mark.parametrize("layout", [CITED[0][0], CITED[6][0], f"{CITED[6][0]}, ICLR"])
@pytest.mark.parametrize(("empty", "ticked"), BOXES)
def test_every_way_to_draw_a_box_keeps_the_ticks(layout: str, empty: str, ticked: str) -> None:
    boxes = [empty, ticked, ticked]
    lines = [f"{box} {layout.format(title)}" for box, title in zip(boxes, TITLES, strict=True)]
    found = found_in("\n".join(["# To read", *lines, ""]))
    assert [(each.title, each.status) for each in found if isinstance(each, Record)] == list(
        zip(TITLES, ("unread", "read", "read"), strict=True)
    )


@pytest.mark.parametrize("cited", ["", " - Ada Eriksen, Tom Birch, ICLR 2021"])
@pytest.mark.parametrize("marker", ["-", "2.", "*"])
def test_a_few_boxes_in_a_list_of_links_keep_their_ticks(marker: str, cited: str) -> None:
    titles = ("Moss on Walls", "Learning Tides", "What Is a Lattice?", "Fog", "Owls in Odd Weather")
    text = "".join(
        f"{marker} {'[x] ' * (at == 1)}[{title}](https://arxiv.org/abs/2101.0000{at}){cited}\n"
        for at, title in enumerate(titles)
    )
    found = found_in(f"# Links\n\n{text}")
    read = [each.title for each in found if isinstance(each, Record) and each.status == "read"]
    assert (len(found), read) == (5, ["Learning Tides"])


def test_check_marks_without_an_empty_box_only_praise() -> None:
    lines = "".join(f"- ✅ [{title}](https://arxiv.org/abs/2101.00001)\n" for title in TITLES)
    found = found_in(f"# With code\n\n{lines}")
    assert [(each.title, each.status) for each in found if isinstance(each, Record)] == [
        (title, "unread") for title in TITLES
    ]


def test_titles_alone_keep_their_ticks() -> None:
    text = "- [ ] Moss on Walls\n3. [x] Learning Tides\n☑ Owls\n☐ Fog\n✓ A Bullet\n"
    found = list(format_named("titles").read(io.StringIO(text)))
    assert [(each.title, each.status) for each in found if isinstance(each, Record)] == [
        ("Moss on Walls", "unread"),
        ("Learning Tides", "read"),
        ("Owls", "read"),
        ("Fog", "unread"),
        ("A Bullet", "unread"),
    ]
