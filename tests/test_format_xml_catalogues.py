import gzip
import io
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FIXTURES, Run
from hypothesis import given, settings
from hypothesis import strategies as st

from papercli.dumps.base import Record, Skipped
from papercli.dumps.detection import detect
from papercli.dumps.formats import DOCUMENTS, format_named
from papercli.dumps.input.files import open_dump
from papercli.dumps.reading import read
from papercli.dumps.xml.records import read_elements

SAMPLES = sorted(path for name in DOCUMENTS for path in (FIXTURES / name).glob("*"))
FIRST: dict[str, tuple[str, dict[str, object]]] = {
    "mods": (
        "mods/library.xml",
        {
            "title": "Attention Is All You Need",
            "authors": ("Ashish Vaswani", "Łukasz Kaiser"),
            "abstract": "Translation with attention alone.",
            "date": "2017-12",
            "type": "paper-conference",
            "venue": "Advances in Neural Information Processing Systems",
            "volume": "30",
            "issue": "2",
            "pages": "5998-6008",
            "doi": "10.5555/3295222.3295349",
            "arxiv": "1706.03762",
            "url": "https://example.org/attention",
            "keywords": ("attention", "translation"),
            "key": "Vaswani2017",
        },
    ),
    "marcxml": (
        "marcxml/library.xml",
        {
            "title": "Speech and language processing: an introduction",
            "authors": ("Dan Jurafsky", "James H. Martin"),
            "abstract": "How machines read and listen.",
            "date": "2009",
            "type": "book",
            "venue": "Prentice Hall",
            "keywords": ("Linguistics",),
            "key": "990012345",
        },
    ),
    "jats": (
        "jats/article.xml",
        {
            "title": "Highly accurate protein structure prediction: A second line",
            "authors": ("John Jumper Jr", "The AlphaFold Team"),
            "abstract": "Methods: A network predicts folds of n atoms. Results: Often exact.",
            "date": "2021-08",
            "type": "article-journal",
            "venue": "Nature",
            "volume": "596",
            "issue": "7873",
            "pages": "583-589",
            "doi": "10.1038/s41586-021-03819-2",
            "keywords": ("folding", "networks"),
            "key": "PMC8371605",
        },
    ),
    "crossref-xml": (
        "crossref-xml/unixref.xml",
        {
            "title": "Deep learning: a review",
            "authors": ("Yann LeCun", "The Learning Group"),
            "abstract": "Layers learn.",
            "date": "2015-05-27",
            "type": "article-journal",
            "venue": "Nature",
            "volume": "521",
            "issue": "7553",
            "pages": "436-444",
            "doi": "10.1038/nature14539",
            "url": "https://example.org/nature14539",
            "key": "10.1038/nature14539",
        },
    ),
    "dblp-xml": (
        "dblp-xml/dblp.xml",
        {
            "title": "Long Short-Term Memory",
            "authors": ("Sepp Hochreiter", "Jürgen Schmidhuber"),
            "date": "1997",
            "type": "article-journal",
            "venue": "Neural Comput.",
            "volume": "9",
            "issue": "8",
            "pages": "1735-1780",
            "doi": "10.1162/neco.1997.9.8.1735",
            "key": "journals/neco/HochreiterS97",
        },
    ),
    "acl-xml": (
        "acl-xml/2019.xml",
        {
            "title": "BERT: Pre-training of Deep Transformers",
            "authors": ("Jacob Devlin", "Ming-Wei Chang"),
            "abstract": "We read in both directions.",
            "date": "2019-06",
            "type": "paper-conference",
            "venue": "Proceedings of the 2019 Conference of NAACL",
            "pages": "4171-4186",
            "doi": "10.18653/v1/n19-1423",
            "url": "https://aclanthology.org/N19-1423",
            "key": "devlin-etal-2019-bert",
        },
    ),
    "zotero-rdf": (
        "zotero-rdf/library.rdf",
        {
            "title": "Deep learning",
            "authors": ("Yann LeCun", "The Learning Group"),
            "abstract": "Layers learn.",
            "date": "2015-05-28",
            "type": "article-journal",
            "venue": "Nature",
            "volume": "521",
            "issue": "7553",
            "pages": "436-444",
            "doi": "10.1038/nature14539",
            "url": "https://example.org/deep",
            "keywords": ("networks", "learning"),
        },
    ),
    "word-xml": (
        "word-xml/Sources.xml",
        {
            "title": "Deep learning",
            "authors": ("Yann LeCun", "Geoffrey E. Hinton"),
            "date": "2015-05-28",
            "type": "article-journal",
            "venue": "Nature",
            "volume": "521",
            "issue": "7553",
            "pages": "436-444",
            "doi": "10.1038/nature14539",
            "key": "LeC15",
        },
    ),
    "oai-dc": (
        "oai-dc/records.xml",
        {
            "title": "Deep learning",
            "authors": ("Yann LeCun", "Geoffrey E. Hinton"),
            "abstract": "Layers learn.",
            "date": "2015-05-28",
            "type": "article-journal",
            "doi": "10.1038/nature14539",
            "url": "https://example.org/1",
            "key": "oai:example.org:1",
        },
    ),
    "arxiv-oai": (
        "arxiv-oai/records.xml",
        {
            "title": "Adam: A Method for Stochastic Optimization",
            "authors": ("Diederik P. Kingma", "Barnabás Póczos"),
            "abstract": "Steps are scaled.",
            "date": "2014-12-22",
            "type": "article",
            "arxiv": "1412.6980",
            "keywords": ("cs.LG", "stat.ML"),
            "key": "1412.6980",
        },
    ),
}


def records_of(path: Path) -> list[Record]:
    with open_dump(str(path)) as dump:
        return [each for each in read(dump, detect(dump)) if isinstance(each, Record)]


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_every_field_of_a_catalogue_is_read(name: str) -> None:
    path, expected = FIRST[name]
    record = records_of(FIXTURES / path)[0]
    assert {field: getattr(record, field) for field in expected} == expected


def test_what_is_around_a_paper_of_crossref_holds_for_no_other_kind() -> None:
    found = records_of(FIXTURES / "crossref-xml/unixref.xml")
    assert [(each.title, each.venue, each.date, each.volume) for each in found[1:]] == [
        ("Deep Residual Learning", "Proceedings of the Meeting", "2016", None),
        ("A Part of a Book", "A Book of Parts", "2001", None),
        ("A Whole Book", "Invented Press", "2002", None),
    ]


def test_a_record_held_in_one_of_its_own_name_is_read_once() -> None:
    found = records_of(FIXTURES / "marcxml/ugly.xml")
    assert [each.title for each in found] == ["Adam", "Deep Sets"]


# The same document, written otherwise.


def with_other_prefixes(text: str, chance: random.Random) -> str:
    prefix = "".join(chance.choices("abcxyz", k=4))
    return re.sub(r"<(/?)([A-Za-z][\w-]*)(?=[\s/>])", rf"<\1{prefix}:\2", text)


def with_attributes_turned(text: str, chance: random.Random) -> str:
    def turned(tag: re.Match[str]) -> str:
        attributes = re.findall(r"\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')", tag[2])
        chance.shuffle(attributes)
        return f"<{tag[1]}{''.join(attributes)} xsi:nil='x'{tag[3]}>"

    return re.sub(r"<([A-Za-z][\w:.-]*)((?:\s[^<>]*?)?)(/?)>", turned, text)


def with_comments(text: str, chance: random.Random) -> str:
    return re.sub(
        r"(</[^<>]+>)(?=\s*<)",
        lambda tag: tag[0] + chance.choice(("", "<!-- note -->", "<!-- a > b -->", "<?pi?>")),
        text,
    )


def with_blanks(text: str, chance: random.Random) -> str:
    return re.sub(r">\s+<", lambda _: f">{chance.choice((' ', chr(10), chr(10) + '  '))}<", text)


def in_one_line(text: str, _: random.Random) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


CHANGES: list[Callable[[str, random.Random], str]] = [
    with_attributes_turned,
    with_comments,
    with_blanks,
    in_one_line,
    with_other_prefixes,
]


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
@given(seed=st.integers(0, 10**6), chosen=st.sets(st.sampled_from(range(len(CHANGES))), min_size=1))
@settings(max_examples=25, deadline=None)
def test_how_a_document_is_written_changes_nothing_in_what_is_read(
    name: str, seed: int, chosen: set[int]
) -> None:
    text = (FIXTURES / FIRST[name][0]).read_text(encoding="utf-8")
    changed, chance = text, random.Random(seed)
    for at in sorted(chosen):
        changed = CHANGES[at](changed, chance)
    dump_format = format_named(name)
    assert dump_format.sniff(changed) > 0.9

    def contents(written: str) -> list[str]:
        found = dump_format.read(io.StringIO(written))
        return [re.sub(r"line=\d+, ", "", repr(each)) for each in found]

    assert contents(changed) == contents(text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_catalogue_is_read_from_a_pipe_and_compressed(
    path: Path, papers: Run, tmp_path: Path
) -> None:
    packed = tmp_path / "dump.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    code, out, _ = papers("ingest", path, "--json")
    assert code == 0
    assert f'"format":"{path.parent.name}"' in out.replace(" ", "")
    assert '"new":0,' in papers("ingest", packed, "--json")[1].replace(" ", "")


def test_a_word_before_a_colon_in_a_text_is_no_prefix() -> None:
    text = "<e>The ratio p:q is fixed</e>"
    ((_, element),) = (
        each for each in read_elements(io.StringIO(text), "e") if isinstance(each, tuple)
    )
    assert element.text == "The ratio p:q is fixed"


def test_the_front_matter_of_a_meeting_is_not_a_paper() -> None:
    text = '<collection id="W19"><volume id="1"><meta><booktitle>Meeting</booktitle></meta><paper id="0"><title>Meeting</title></paper><paper id="1"><title>One</title></paper></volume></collection>'
    found = list(format_named("acl-xml").read(io.StringIO(text)))
    assert found[0] == Skipped(1, "front matter, not a paper")
    assert [each.title for each in found[1:] if isinstance(each, Record)] == ["One"]
