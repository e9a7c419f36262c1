import io
import random
import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.detection import detect
from papercli.dumps.formats import format_named
from papercli.dumps.input.files import open_dump
from papercli.dumps.reading import read
from papercli.dumps.references.parts import Reference
from papercli.dumps.references.reference import read_reference
from papercli.errors import DumpError
from papercli.names import names_of

FIXTURES = Path(__file__).parent.parent / "fixtures"
TITLES = [
    "Attention is all you need",
    "Adam: A method for stochastic optimization",
    "On computable numbers, with an application to the Entscheidungsproblem",
    "Does rain remember? A study of wet stones",
    "The so-called gap between snow and sleet",
    "Semi-supervised classification with graph convolutional networks",
    "Über die Bewegung von in ruhenden Flüssigkeiten suspendierten Teilchen",
    "What is gained in translation, and what is lost: a reply",
    "U-Net: Convolutional networks for biomedical image segmentation",
]
PEOPLE = [
    ("Ada B.", "Quill"),
    ("Ben", "Rook"),
    ("Zoë", "Müller"),
    ("Jan", "van der Velde"),
    ("João", "Núñez"),
    ("Mei-Lin", "O’Brien"),
]
JOURNALS = [
    ("Journal of Invented Rain", "J. Invent. Rain"),
    ("Nature", "Nature"),
    ("SIAM Review", "SIAM Rev."),
]


class Work:
    """What is known of a paper, to be written in many styles."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        self.title = TITLES[seed % len(TITLES)]
        self.people = chance.sample(PEOPLE, chance.choice([1, 2, 3, 5]))
        self.venue, self.short = chance.choice(JOURNALS)
        self.year, self.volume = str(chance.randint(1961, 2025)), str(chance.randint(1, 99))
        self.issue = str(chance.randint(1, 12))
        first = chance.randint(1, 900)
        self.pages = f"{first}-{first + 9}"
        self.doi = f"10.1000/rain.{first}"

    def names(
        self, form: Callable[[str, str], str], between: str = ", ", last: str = ", and "
    ) -> str:
        written = [form(given, family) for given, family in self.people]
        return (
            last.join([between.join(written[:-1]), written[-1]]) if len(written) > 1 else written[0]
        )


def initials(given: str) -> str:
    return " ".join("-".join(f"{part[0]}." for part in word.split("-")) for word in given.split())


def bare(given: str, family: str) -> str:
    return f"{family} {''.join(word[0] for word in re.split('[ -]', given))}"


def inverted(given: str, family: str) -> str:
    return f"{family}, {initials(given)}"


def in_order(given: str, family: str) -> str:
    return f"{initials(given)} {family}"


def in_full(given: str, family: str) -> str:
    return f"{given} {family}"


def led(work: Work) -> str:
    (given, family), *others = work.people
    first = f"{family}, {given}"
    rest = [in_full(*each) for each in others]
    return first if not rest else f"{first}, {', '.join([*rest[:-1], ''])}and {rest[-1]}"


def stop(title: str) -> str:
    return title if title.endswith("?") else f"{title}."


STYLES: dict[str, Callable[[Work], str]] = {
    "IEEE": lambda w: (
        f"{w.names(in_order)}, “{w.title},” {w.short}, vol. {w.volume}, no. {w.issue}, pp. {w.pages}, {w.year}, doi: {w.doi}."
    ),
    "APA": lambda w: (
        f"{w.names(inverted, last=', & ')} ({w.year}). {stop(w.title)} {w.venue}, {w.volume}({w.issue}), {w.pages}. https://doi.org/{w.doi}"
    ),
    "Chicago": lambda w: (
        f"{led(w).rstrip('.')}. “{stop(w.title)}” {w.venue} {w.volume}, no. {w.issue} ({w.year}): {w.pages}. https://doi.org/{w.doi}."
    ),
    "Chicago author-date": lambda w: (
        f"{led(w).rstrip('.')}. {w.year}. “{stop(w.title)}” {w.venue} {w.volume} ({w.issue}): {w.pages}. https://doi.org/{w.doi}."
    ),
    "MLA": lambda w: (
        f"{led(w).rstrip('.')}. “{stop(w.title)}” {w.venue}, vol. {w.volume}, no. {w.issue}, {w.year}, pp. {w.pages}, https://doi.org/{w.doi}."
    ),
    "Vancouver": lambda w: (
        f"{w.names(bare, last=', ')}. {stop(w.title)} {w.short.replace('.', '')}. {w.year};{w.volume}({w.issue}):{w.pages}. doi:{w.doi}"
    ),
    "ACM": lambda w: (
        f"{w.names(in_full)}. {w.year}. {stop(w.title)} {w.short} {w.volume}, {w.issue} ({w.year}), {w.pages}. https://doi.org/{w.doi}"
    ),
    "Nature": lambda w: (
        f"{w.names(inverted, last=' & ')} {stop(w.title)} {w.short} {w.volume}, {w.pages} ({w.year})."
    ),
    "Science": lambda w: (
        f"{w.names(in_order, last=', ')}, {stop(w.title)} {w.short} {w.volume}, {w.pages} ({w.year})."
    ),
    "Harvard": lambda w: (
        f"{w.names(inverted, last=' and ')} ({w.year}) ‘{w.title}’, {w.venue}, {w.volume}({w.issue}), pp. {w.pages}."
    ),
    "Elsevier": lambda w: (
        f"{w.names(inverted, last=', ')}, {w.year}. {stop(w.title)} {w.short} {w.volume}, {w.pages}."
    ),
    "LNCS": lambda w: (
        f"{w.names(inverted, last=', ')}: {stop(w.title)} {w.short} {w.volume}({w.issue}), {w.pages} ({w.year}). https://doi.org/{w.doi}"
    ),
    "ICML": lambda w: (
        f"{w.names(inverted, last=', and ')} {stop(w.title)} {w.venue}, {w.volume}({w.issue}):{w.pages}, {w.year}."
    ),
    "NeurIPS": lambda w: (
        f"{w.names(in_full)}. {stop(w.title)} {w.venue}, {w.volume}({w.issue}):{w.pages}, {w.year}."
    ),
    "DBLP": lambda w: (
        f"{w.names(in_full, last=', ')}: {stop(w.title)} {w.short} {w.volume}({w.issue}): {w.pages} ({w.year})"
    ),
    "ACS": lambda w: (
        f"{w.names(inverted, between='; ', last='; ')} {stop(w.title)} {w.short} {w.year}, {w.volume} ({w.issue}), {w.pages}. https://doi.org/{w.doi}."
    ),
    "Wikipedia": lambda w: (
        f'{w.names(lambda g, f: f"{f}, {g}", between="; ", last="; ")} ({w.year}). "{w.title}". {w.venue}. {w.volume} ({w.issue}): {w.pages}. doi:{w.doi}.'
    ),
    "GB/T 7714": lambda w: (
        f"{w.names(bare, last=', ')}. {w.title}[J]. {w.venue}, {w.year}, {w.volume}({w.issue}): {w.pages}."
    ),
    "in proceedings": lambda w: (
        f"{w.names(inverted, last=', and ')} {stop(w.title)} In Proceedings of the 3rd Meeting on {w.venue}, pp. {w.pages}. Invented Press, {w.year}."
    ),
}


def letters(text: str | None) -> str:
    return re.sub(r"[\W_]", "", text or "").lower()


def assert_same(found: Reference, work: Work, text: str) -> None:
    assert letters(found.title) == letters(work.title), text
    assert found.title.endswith("?") == work.title.endswith("?"), text
    authors = found.names.people if found.names else None
    assert authors is not None, text
    families = [name.family for name in names_of(authors.authors, authors.names)]
    assert families == [family for _, family in work.people], text
    assert work.year in found.date, text
    venue = letters(found.venue)
    assert venue in {letters(work.venue), letters(work.short)} or work.venue in found.venue, text
    assert letters(found.numbers.get("pages")) == letters(work.pages), text
    if "In Proceedings" not in text:
        assert found.numbers.get("volume") == work.volume, text
        assert found.numbers.get("issue", work.issue) == work.issue, text
    assert found.links.doi in {None, work.doi}, text
    assert (work.doi in text) == (found.links.doi is not None), text


@pytest.mark.parametrize("style", STYLES)
def test_a_reference_gives_back_what_is_known_of_the_work(style: str) -> None:
    read_right = 0
    for seed in range(60):
        work = Work(seed)
        text = STYLES[style](work)
        found = read_reference(text)
        if isinstance(found, Reference):
            assert_same(found, work, text)
            read_right += 1
    assert read_right > 50  # the others are reported


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("layout", ["numbered", "hanging", "blank lines", "no blank lines"])
def test_a_wrapped_list_gives_each_of_its_works_once(style: str, layout: str) -> None:
    works = [Work(seed) for seed in range(9)]
    pieces: list[str] = []
    for number, work in enumerate(works, 1):
        text = STYLES[style](work)
        match layout:
            case "numbered":
                pieces += textwrap.wrap(f"[{number}] {text}", 78, break_on_hyphens=False)
            case "hanging":
                pieces += textwrap.wrap(text, 78, subsequent_indent="    ", break_on_hyphens=False)
            case _:
                pieces += textwrap.wrap(text, 78, break_on_hyphens=False)
        pieces += [""] * (layout == "blank lines")
    units = list(format_named("references").read(io.StringIO("\n".join(pieces))))
    titles = {letters(work.title) for work in works}
    records = [each for each in units if isinstance(each, Record)]
    assert {letters(each.title) for each in records} <= titles
    assert len(records) > 6
    assert len(records) == len(works) or any(isinstance(each, Skipped) for each in units)


@pytest.mark.parametrize(
    ("text", "title", "venue"),
    [
        ('A. Quill and B. Rook, "Does rain remember?," J. Rain, vol. 3, pp. 1–9, 2022.', "Does rain remember?", "J. Rain"),
        ('Quill, Ada. "The \'Wet Stone\' Reconsidered." Journal of Rain 3.2 (2022): 1-9.', "The 'Wet Stone' Reconsidered", "Journal of Rain"),
        ("Quill, A. (2022). The “wet stone” reconsidered. Journal of Rain, 3(2), 1–9.", "The “wet stone” reconsidered", "Journal of Rain"),
        ("Quill, A. (2022). Rain vs. snow in St. Ives. Journal of Rain, 3(2), 1–9.", "Rain vs. snow in St. Ives", "Journal of Rain"),
        ("Quill A. The role of vitamin D. J Nutr. 2022;3(2):1-9.", "The role of vitamin D", "J Nutr"),
        ("Quill, A., et al. (2022). Wet rain. Journal of Rain, 3, e12.", "Wet rain", "Journal of Rain"),
        ("World Health Organization. (2020). Rain and health.  https://example.org/rain", "Rain and health", ""),
        ("Quill, A. (n.d.). A theory of rain. https://example.org/rain", "A theory of rain", ""),
        ("Ada Quill. A theory of rain. PhD thesis, University of Moss, 2019.", "A theory of rain", "University of Moss"),
        ("Quill, A. (2020). A handbook of rain (2nd ed.). Invented Press.", "A handbook of rain", "Invented Press"),
        ("Quill, A.: Wet rain. arXiv preprint arXiv:2201.00001 (2022)", "Wet rain", ""),
        ("李明, 王芳. 雨的研究[J]. 气象学报, 2020, 3(2): 1-9.", "雨的研究", "气象学报"),
        ("A. Quill and B. Rook, Phys. Rev. Lett. 3, 012345 (2022).", None, None),
        ("A. Quill, J. Rain 3, 1 (2022).", None, None),
        ("Quill, A. (2022). How birds sing. Revisited. Nature, 3, 1–9.", None, None),
        ("Quill, A. (2020). Rain and snow, 1914–1918.", None, None),
    ],
)  # fmt: skip
def test_a_title_is_told_for_sure_or_not_at_all(
    text: str, title: str | None, venue: str | None
) -> None:
    found = read_reference(text)
    if title is None:
        assert isinstance(found, str)
    else:
        assert isinstance(found, Reference)
        assert (found.title, found.venue) == (title, venue)


def units_of(text: str) -> Iterator[Record | Skipped]:
    return format_named("references").read(io.StringIO(text))


def test_a_dash_stands_for_the_authors_above() -> None:
    first, second = units_of(
        "Quill, Ada. 2020. “One Rain.” Journal of Rain 3 (2): 1–9.\n\n"
        "———. 2021. “Another Rain.” Journal of Rain 4 (2): 1–9.\n"
    )
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert first.authors == second.authors == ("Ada Quill",)


def test_words_and_links_broken_at_a_line_end_are_whole() -> None:
    (record,) = units_of(
        "[1] Quill, A. (2022). Self-\nsupervised precipi-\ntation. Journal of Rain, 3(2), 1–\n9. https://doi.org/10.1000/\nrain.7\n"
    )
    assert isinstance(record, Record)
    assert (record.title, record.pages, record.doi) == (
        "Self-supervised precipitation",
        "1-9",
        "10.1000/rain.7",
    )


def test_a_bbl_file_is_read_with_its_keys() -> None:
    (record,) = units_of(
        '\\begin{thebibliography}{1}\n\n\\bibitem[Quill and Rook(2022)]{quill22}\nAda Quill and Zo\\"e Rook.\n'
        "\\newblock On {Rain}.\n\\newblock {\\em Journal of Rain}, 3\\penalty0 (2):\\penalty0 1--9, 2022.\n\n\\end{thebibliography}\n"
    )
    assert isinstance(record, Record)
    assert (record.title, record.key, record.venue, record.authors) == (
        "On Rain",
        "quill22",
        "Journal of Rain",
        ("Ada Quill", "Zoë Rook"),
    )


def test_an_ugly_list_reports_what_it_cannot_read() -> None:
    with open_dump(str(FIXTURES / "references" / "ugly.txt")) as dump:
        found = list(read(dump, detect(dump)))
    assert [each.line for each in found if isinstance(each, Skipped)] == [17]
    assert len(found) == 7


@pytest.mark.parametrize(
    "text",
    [
        "Rain falls in Wales (Quill, 2022). We measured it.\n\nSnow falls, too. It is white.\n",
        "Deep Learning. A textbook for all.\n\nShallow Learning. Another one.\n",
        "A. Quill and B. Rook, J. Rain 3, 1 (2022).\nA. Quill and B. Rook, J. Rain 4, 2 (2023).\n",
    ],
)
def test_what_is_no_list_of_titles_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    with open_dump(str(path)) as dump, pytest.raises(DumpError):
        detect(dump)


def test_a_list_is_read_from_the_command_line(papers: Run) -> None:
    code, out, _ = papers("ingest", FIXTURES / "references" / "numbered.txt")
    assert (code, out) == (0, "6 records read: 6 new, 0 seen before; 0 skipped\n")


# Entries of a Vancouver list beside those of persons -> title, authors, venue, year and type.
VANCOUVER = {
    "Quill AB, Rook C, van Velde RJ; Wet Stone Study Group. Rain on stones: a trial. J Rain. 2003;169(6):2257-61.": ("Rain on stones: a trial", ("A. B. Quill", "C. Rook", "R. J. van Velde", "Wet Stone Study Group"), "J Rain", 2003, "article-journal"),
    "The Rain Society of Upper Velden. Testing of wet stones. Rules of safety. J Rain. 1996;164:282-4.": ("Testing of wet stones. Rules of safety", ("The Rain Society of Upper Velden",), "J Rain", 1996, "article-journal"),
    "21st century stones may have a crack in the middle. BMJ. 2002;325(7357):184.": ("21st century stones may have a crack in the middle", (), "BMJ", 2002, "article-journal"),
    "Quill AB, Rook C. Medical stones. 4th ed. St. Louis: Mosby; 2002.": ("Medical stones", ("A. B. Quill", "C. Rook"), "Mosby", 2002, "book"),
    "Quill AB. Stones of the bog. Oxford: Bog Press; 1999. 120 p.": ("Stones of the bog", ("A. B. Quill",), "Bog Press", 1999, "book"),
}  # fmt: skip
COMMON = "Quill AB, Rook C. Snow and sleet in towns. J Rain. 2001;12:1-9."


@pytest.mark.parametrize("entry", VANCOUVER)
def test_a_vancouver_list_has_groups_books_and_nobody(entry: str) -> None:
    units = list(
        units_of(f"References\n1. {COMMON}\n2. {entry}\n3. {COMMON.replace('towns', 'hills')}\n")
    )
    found = [each for each in units if isinstance(each, Record)]
    assert len(found) == len(units) == 3
    title, authors, venue, year, kind = VANCOUVER[entry]
    assert (found[1].title, found[1].authors, found[1].venue) == (title, authors, venue)
    assert (int((found[1].date or "0")[:4]) or found[1].year, found[1].type) == (year, kind)


def test_nobody_is_told_only_where_the_list_shows_how_it_writes() -> None:
    alone = "A. Quill, B. Rook, Stones of the bog. J Rain. 2002;325(7357):184."
    assert not [
        each
        for each in units_of(f"1. {alone}\n2. {alone}\n")
        if isinstance(each, Record) and not each.authors
    ]


@pytest.mark.parametrize("role", ["Required: ", "Optional reading: ", "Further readings: ", ""])
@pytest.mark.parametrize("week", ["Week 1 (Aug 28): Introduction", "Lecture 3: Rain", "Session 12"])
def test_a_syllabus_is_a_list_week_by_week(role: str, week: str) -> None:
    references = [
        "Quill, A. B., & Rook, C. (2017). Snow and sleet in towns. Journal of Rain, 34(4), 18-42.",
        "Sand, D. (2020). Stones of the Bog. Morgan & Claypool. Chapters 1-2.",
        "Velde, E., & Rook, C. (2016). Rain on stones. In ICML, pp. 3844-3852.",
    ]
    text = f"{week}\n  {role}{references[0]}\n  {role}{references[1]}\n\n{week}\n  {role}{references[2]}\n"
    units = list(units_of(text))
    assert [each.title for each in units if isinstance(each, Record)] == [
        "Snow and sleet in towns",
        "Stones of the Bog",
        "Rain on stones",
    ]
    assert len(units) == 3


@pytest.mark.parametrize("when", ["in press", "forthcoming", "submitted", "n.d."])
def test_a_reference_without_a_year_swallows_no_other(when: str) -> None:
    dated = [
        f"Taylor, {chr(65 + n)}. (201{n}) 'What is rain number {n}?', Big Rain, 4({n}), pp. 1–1{n}."
        for n in range(1, 5)
    ]
    text = "\n".join(
        [*dated[:2], f"Smith, J. ({when}) 'Is rain washing real?', Rain & Society.", *dated[2:]]
    )
    found = [each for each in units_of(text) if isinstance(each, Record)]
    titles = [each.title for each in found]
    assert [title for title in titles if "number" in title] == [
        f"What is rain number {n}?" for n in range(1, 5)
    ]
    odd = [each for each in found if "number" not in each.title]
    assert all((each.volume, each.pages) == (None, None) for each in odd)
    assert len(odd) == 1 or len(list(units_of(text))) == 5


def test_what_stands_below_the_title_of_a_news_page_is_no_title() -> None:
    text = "".join(f"{n}. A Study of Rain Number {n} (2017) (arxiv.org)\n   41{n} points by jb {n} days ago | 13{n} comments\n" for n in range(1, 5))  # fmt: skip
    assert not [
        each for each in units_of(text) if isinstance(each, Record) and "points" in each.title
    ]
