import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from papercli.exports import EXPORT_NAMES

Run = Callable[..., tuple[int, str, str]]

DEPTH = 100_000
MEMORY = 900_000  # KiB of addresses; half of them are the interpreter's and its libraries'
# Commands that a terminal obeys (ECMA-48, xterm): colours, cursor, title, link, clipboard, device
# strings, in 7 and in 8 bits; text turned round.
ESCAPES = {
    "colour": "\x1b[31;1m",
    "clear": "\x1b[2J\x1b[H",
    "title": "\x1b]0;owned\x07",
    "link": "\x1b]8;;http://evil.example\x1b\\",
    "clipboard": "\x1b]52;c;cm0gLXJmIC8=\x07",
    "device": "\x1bP+q544e\x1b\\",
    "answer": "\x1b[6n\x1b[c",
    "reset": "\x1bc",
    "bare": "\x1b",
    "8-bit colour": "\x9b31m",
    "8-bit title": "\x9d0;owned\x9c",
    "8-bit device": "\x90q\x9c",
    "backspaces": "A\x08\x08\x08",
    "bell": "\x07\x07",
    "return": "safe\rowned",
    "override": "\u202efdp.exe",
    "isolate": "\u2066a\u2069",
    "mark": "\u200f",
    "joiner": "\u2060",
    "byte order": "\ufeff",
    "delete": "\x7f",
    "next line": "\x85",
    "line separator": "\u2028",
    "tags": "\U000e0041\U000e007f",
}
DANGEROUS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(
            content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        )
        return path

    return write_file


Write = Callable[[str, str | bytes], Path]


def limited(tmp_path: Path, *arguments: str | Path, memory: int = MEMORY) -> tuple[int, str, str]:
    """Run a command in little memory; time is bounded, too."""
    command = [
        "bash",
        "-c",
        f'ulimit -v {memory}; exec "$0" -m papercli "$@"',
        sys.executable,
        *map(str, arguments),
        "--library",
        str(tmp_path / "library"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr
    said = done.stderr.replace(f"{sys.executable} -m papercli", "papers")  # as it was called
    return done.returncode, done.stdout, said


def titles(papers: Run) -> list[str]:
    return sorted(paper["title"] for paper in json.loads(papers("list", "--json")[1]))


# The terminal


@pytest.mark.parametrize("escape", ESCAPES.values(), ids=ESCAPES)
def test_no_text_of_a_dump_drives_the_terminal(
    papers: Run, write: Write, tmp_path: Path, escape: str
) -> None:
    said = f"Deep {escape}Networks"
    rest = (
        "A text of some length, in which nothing is said that would matter to anybody who reads it here. "
        * 20
    )
    fields: dict[str, Any] = dict.fromkeys(
        [
            "title",
            "abstract",
            "venue",
            "volume",
            "issue",
            "pages",
            "note",
            "id",
            "doi",
            "date",
            "type",
        ],
        said,
    )
    fields |= {name: [said] for name in ("authors", "keywords", "tags")} | {
        "year": said,
        "tldr": rest,
        "url": f"https://example.org/{escape}",
        escape: said,
    }
    dumps = [
        write(f"a{escape.replace('/', '')}.json".replace("\0", ""), json.dumps([fields])),
        write(
            "b.bib",
            f"@misc{{k{escape}, abstract = {{{rest}}}, title = {{{said} B}}, {escape}x = {{y}}, author = {{{said}}}}}\n@misc{{l, {escape}z = {{open}}\n",
        ),
        write("c.txt", f"Title: {said} C\nSummary: {said} and {said}. {rest}\n"),
        write("d.ris", f"TY  - JOUR\nTI  - {said} D\nAU  - {said}\nAB  - {rest}\nER  - \n"),
        write("e.csv", f'title,authors,abstract\n"{said} E","{said}","{rest}"\n{said}\n'),
        write(
            "f.xml",
            f"<feed><entry><title>{said} F</title><id>http://arxiv.org/{escape}</id><summary>{rest}</summary></entry><entry>{escape}</feed>",
        ),
    ]
    shown = [
        *papers("ingest", *dumps)[1:],
        *papers("ingest", tmp_path / f"gone{escape.replace('/', '')}")[1:],
        *papers("ingest", "--json", *dumps)[1:],
    ]
    assert len(json.loads(papers("list", "--json")[1])) == 6
    for command in (
        ["list"],
        ["list", "--color", "always"],
        ["list", "--json"],
        ["list", "--csv"],
        ["search", "networks", "--color", "always"],
        ["show", "--color", "always", "networks B"],
        ["dedupe", "--color", "always"],
        ["history"],
        *(["export", "-f", name] for name in EXPORT_NAMES),
    ):
        shown += papers(*command)[1:]
    for text in shown:
        without_colours = re.sub(r"\x1b\[[0-9;]*m", "", text).replace("\r\n", "\n")
        assert not DANGEROUS.search(without_colours), without_colours
        assert "\x1b[31" not in text
        assert "\x1b[2J" not in text


def test_markup_is_shown_as_it_stands(papers: Run, write: Write) -> None:
    title = "[bold red]Deep[/] [link=http://evil.example]Networks[/link] :smile: [/]"
    papers(
        "ingest",
        write(
            "a.json",
            json.dumps([{"title": title, "abstract": "[blink]x[/blink]", "authors": ["[/]"]}]),
        ),
    )
    for command in (["list"], ["list", "--color", "always"], ["show", "deep", "--color", "always"]):
        assert "[bold red]Deep[/] [link=http://evil.example]" in " ".join(
            re.sub(r"\x1b\[[0-9;]*m", "", papers(*command)[1]).split()
        )


# Size


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.bib", "a.ris", "a.csv", "a.md"])
def test_a_line_of_a_hundred_megabytes_is_one_message(tmp_path: Path, name: str) -> None:
    starts = {
        "a.txt": "",
        "a.jsonl": '{"title": "Deep"}\n{"title": "',
        "a.bib": "@misc{k, title = {Deep}}\n@misc{l, title = {",
        "a.csv": "title,year\nDeep,2001\n",
        "a.ris": "TY  - JOUR\nTI  - Deep\nER  - \nTY  - JOUR\nTI  - ",
        "a.md": "- [Deep](https://arxiv.org/abs/1703.06114)\n- [Wide](https://arxiv.org/abs/1703.06115)\n",
    }
    with (tmp_path / name).open("w") as file:
        file.write(starts[name])
        for _ in range(100):
            file.write("x " * 500_000)
    code, out, err = limited(tmp_path, "ingest", tmp_path / name)
    number = starts[name].count("\n") + 1
    message = f"line {number} is longer than 16 million characters"
    if name == "a.txt":
        message = "format not recognised; see `papers formats`"
    assert (code, err) == (3, f"papers: {tmp_path / name}: {message}\n")
    # What stands before it is kept.
    assert out.startswith("1 record read: 1 new") == (name != "a.txt")


@pytest.mark.parametrize(
    ("name", "before", "word", "after", "message"),
    [
        ("a.txt", "", "word and\n", "", "line 1: title without an abstract"),
        (
            "a.txt",
            "Year: 2001\nTitle: a\n",
            "word and\n",
            "",
            "line 1: a title of 900,001 characters",
        ),
        ("a.json", '[{"title": "', "word ", '"}]', "line 1: a title of 499,999 characters"),
        ("a.bib", "@misc{k, title = {", "word\n", "}}\n", "line 1: a title of 499,999 characters"),
        (
            "a.ris",
            "TY  - JOUR\nTI  - a\n",
            "word and\n",
            "ER  - \n",
            "line 1: a title of 900,001 characters",
        ),
        ("a.csv", 'title,year\n"', "word ", '",2001\n', "line 2: not a row"),
        (
            "a.xml",
            "<feed><entry><id>http://arxiv.org/abs/2101.00001</id><title>",
            "word\n",
            "</title></entry></feed>",
            "line 1: a title of 499,999 characters",
        ),
    ],
)
def test_a_title_of_a_hundred_thousand_words_is_no_title(
    papers: Run, write: Write, name: str, before: str, word: str, after: str, message: str
) -> None:
    path = write(name, before + word * 100_000 + after)
    code, _, err = papers("ingest", path)
    if name == "a.txt" and not before:
        message = "format not recognised; see `papers formats`"
    else:
        message = f"contains no papers ({message})"
    assert (code, err) == (3, f"papers: {path}: {message}\n")


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("array.json", "[" * DEPTH + "]" * DEPTH, []),
        ("object.json", '{"title": "A", "x": ' + '{"a":' * DEPTH + "1" + "}" * DEPTH + "}", []),
        (
            "inside.json",
            '[{"title": "A", "authors": '
            + "[" * DEPTH
            + "]" * DEPTH
            + '}, {"title": "B", "abstract": "b"}]',
            ["B"],
        ),
        ("open.json", '[{"title": "B", "abstract": "b"},' + "[" * DEPTH, ["B"]),
        ("answer.json", '{"results":' * DEPTH + "[]" + "}" * DEPTH, []),
        (
            "lines.jsonl",
            '{"title": "A", "x":' + "[" * DEPTH + "]" * DEPTH + '}\n{"title": "B"}\n',
            ["B"],
        ),
        (
            "whole.bib",
            "@misc{k, title = " + "{" * DEPTH + "A" + "}" * DEPTH + "}\n@misc{l, title={B}}\n",
            ["A", "B"],
        ),
        ("open.bib", "@misc{l, title = {B}}\n@misc{k, title = " + "{" * DEPTH, ["B"]),
        (
            "between.bib",
            "@misc{k, title = {A}}\n" + "{" * DEPTH + "\n@misc{l, title = {B}}\n",
            ["A", "B"],
        ),
        ("atom.xml", "<feed>" + "<entry>" * DEPTH + "</entry>" * DEPTH + "</feed>", []),
        (
            "open.xml",
            "<feed><entry><id>http://arxiv.org/abs/2101.00001</id><title>B</title></entry>"
            + "<entry>" * DEPTH,
            ["B"],
        ),
        (
            "note.xml",
            "<records><record><titles><title>"
            + "<a>" * DEPTH
            + "A"
            + "</a>" * DEPTH
            + "</title></titles></record></records>",
            ["A"],
        ),
        (
            "page.html",
            "<html><body>" + "<div>" * DEPTH + "<h2><a href='/papers/2101.00001'>T</a></h2>",
            [],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_what_is_nested_a_hundred_thousand_deep_is_read_or_skipped(
    tmp_path: Path, write: Write, name: str, content: str, found: list[str]
) -> None:
    path = write(name, content)
    code, _, err = limited(tmp_path, "ingest", path)
    assert code == (0 if found and name != "open.json" else 3)
    assert (len(err) < 500 and err.count("\n") <= 7) or not err
    if name not in {"whole.bib", "between.bib", "note.xml"}:
        assert name in err
    _, out, _ = limited(tmp_path, "list", "--fields", "title")
    assert sorted(out.split()) == found


# XML that declares entities


def test_entities_that_a_dump_declares_are_never_expanded(papers: Run, write: Write) -> None:
    lines = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    head = (
        '<?xml version="1.0"?>\n<!DOCTYPE feed [\n<!ENTITY a0 "ha">\n'
        + "\n".join(lines)
        + '\n<!ENTITY x SYSTEM "file:///etc/passwd">\n]>\n'
    )
    entry = (
        "<entry><title>Deep {} Networks</title><id>http://arxiv.org/abs/1703.0611{}</id></entry>"
    )
    feed = write("a.xml", f"{head}<feed>{entry.format('&a9;', 4)}{entry.format('&x;', 5)}</feed>")
    page = write(
        "a.html",
        f"{head.split('?>')[1]}<html><head><meta name='citation_title' content='Wide &a9; &x; Networks'></head></html>",
    )
    assert papers("ingest", feed, page)[0] == 0
    assert titles(papers) == ["Deep &a9; Networks", "Deep &x; Networks", "Wide &a9; &x; Networks"]


# Archives


def test_a_bomb_in_an_archive_is_stopped_in_little_memory_and_the_rest_is_read(
    tmp_path: Path,
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.txt", b"a" * (100 << 20))
        archive.writestr("small.txt", "Title: Deep Networks\nSummary: They are deep.\n")
    code, out, err = limited(tmp_path, "ingest", tmp_path / "a.zip")
    big = tmp_path / "a.zip" / "big.txt"
    assert (code, err) == (0, f"papers: {big}: ignored; not recognised as a dump\n")
    assert out == "1 record read: 1 new, 0 seen before; 0 skipped\n"


def test_archives_write_nothing_and_follow_nothing(papers: Run, tmp_path: Path) -> None:
    def member(title: str) -> bytes:
        return f"Title: {title}\nSummary: About {title}.\n".encode()

    tricks = [
        str(tmp_path / "absolute.txt"),
        "../../up.txt",
        "a/../../over.txt",
        "C:\\windows.txt",
        "n\x1b[31mul.txt",
    ]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in tricks:
            archive.writestr(name, member(f"Zipped {tricks.index(name)}"))
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        for name in tricks:
            info = tarfile.TarInfo(name)
            data = member(f"Tarred {tricks.index(name)}")
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
        for kind in (
            tarfile.SYMTYPE,
            tarfile.LNKTYPE,
            tarfile.CHRTYPE,
            tarfile.BLKTYPE,
            tarfile.FIFOTYPE,
            tarfile.DIRTYPE,
        ):
            info = tarfile.TarInfo(f"special{kind.decode()}")
            info.type, info.linkname, info.devmajor, info.devminor = kind, "/etc/passwd", 1, 5
            tar.addfile(info)
    before = sorted(tmp_path.rglob("*"))
    assert papers("ingest", tmp_path / "a.zip", tmp_path / "a.tar")[0] == 0
    assert [
        each
        for each in sorted(tmp_path.rglob("*"))
        if (tmp_path / "library") not in (each, *each.parents)
    ] == before
    assert titles(papers) == [f"{how} {n}" for how in ("Tarred", "Zipped") for n in range(5)]
    files = {
        source["file"]
        for paper in json.loads(papers("list", "--json")[1])
        for source in paper["sources"]
    }
    assert all(
        re.fullmatch(r"a\.(?:zip|tar)/[^/\x1b].*", name) and ".." not in name.split("/")
        for name in files
    )


# Encodings


def test_lone_surrogates_are_dropped_and_pairs_joined(papers: Run, write: Write) -> None:
    text = r'{"title": "Deep \ud800 Networks", "abstract": "\udfff x", "authors": ["Ada \ud83d\ude00", "Bo \ud83d"], "\ud800": "\udc00"}'
    assert (
        papers("ingest", write("a.json", f"[{text}]"), write("b.jsonl", f"{text}\n"))[1]
        == "2 records read: 1 new, 1 seen before; 0 skipped\n"
    )
    (paper,) = json.loads(papers("list", "--json")[1])
    assert (paper["title"], paper["abstract"], paper["authors"]) == (
        "Deep Networks",
        "x",
        ["Ada 😀", "Bo"],
    )


# Each class of what is not UTF-8 (Unicode 15, table 3-7): stray continuations, overlong forms,
# surrogates, beyond Unicode, never bytes, cut short.
INVALID = [
    b"\x80",
    b"\xbf",
    b"\xc0\xaf",
    b"\xc1\xbf",
    b"\xe0\x80\xaf",
    b"\xe0\x9f\xbf",
    b"\xed\xa0\x80",
    b"\xed\xbf\xbf",
    b"\xf0\x80\x80\xaf",
    b"\xf0\x8f\xbf\xbf",
    b"\xf4\x90\x80\x80",
    b"\xf5\x80\x80\x80",
    b"\xf8\x88\x80\x80\x80",
    b"\xfc\x84\x80\x80\x80\x80",
    b"\xfe",
    b"\xff",
    b"\xc3",
    b"\xe2\x82",
    b"\xf0\x9f\x98",
]


def test_bytes_that_are_no_utf_8_cost_nothing_around_them(papers: Run, write: Write) -> None:
    dump = b"\n".join(
        b"Title: Bad %d %s byt\xc3\xa9s\nSummary: Text %s \xc3\xa9t\xc3\xa9 \xc3\xa9l\xc3\xa9\xc3\xa9.\n---"
        % (at, bad, bad)
        for at, bad in enumerate(INVALID)
    )
    assert (
        papers("ingest", write("a.txt", dump))[1]
        == f"{len(INVALID)} records read: {len(INVALID)} new, 0 seen before; 0 skipped\n"
    )
    assert all(title.startswith("Bad ") and title.endswith(" bytés") for title in titles(papers))
    assert not DANGEROUS.search(papers("list", "--json")[1].replace("\n", ""))


@pytest.mark.parametrize(
    "encoding",
    ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_wide_encodings_are_known_with_and_without_their_mark(
    papers: Run, write: Write, encoding: str
) -> None:
    assert (
        papers(
            "ingest",
            write(
                "a.txt", "Title: Wide Téxt\nSummary: It is wide, with ümlauts.\n".encode(encoding)
            ),
        )[0]
        == 0
    )
    assert titles(papers) == ["Wide Téxt"]


def test_nuls_are_dropped_and_a_file_of_them_is_no_text(papers: Run, write: Write) -> None:
    text = "Title: Deep\0 Networks\nSummary: " + "A text of some length, as they are. " * 5 + "\n"
    assert papers("ingest", write("a.txt", text))[0] == 0
    assert titles(papers) == ["Deep Networks"]
    path = write("b.txt", "\0" * 1000)
    assert papers("ingest", path)[::2] == (3, f"papers: {path}: binary file, not a text dump\n")


# Places


def test_a_pipe_is_read_and_a_folder_in_itself_is_walked_once(papers: Run, tmp_path: Path) -> None:
    folder = tmp_path / "dumps" / "inner"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("Title: Deep Networks\nSummary: They are deep.\n")
    (folder / "back").symlink_to(tmp_path / "dumps", target_is_directory=True)
    (folder / "zeros").symlink_to("/dev/zero")
    (folder / "itself").symlink_to(folder / "itself")
    os.mkfifo(folder / "pipe")
    code, out, err = papers("ingest", tmp_path / "dumps")
    assert (code, out) == (3, "1 record read: 1 new, 0 seen before; 0 skipped\n")
    assert err == f"papers: {folder / 'itself'}: too many levels of symbolic links\n"
    writer = threading.Thread(
        target=(folder / "pipe").write_text,
        args=["Title: Wide Networks\nSummary: They are wide.\n"],
    )
    writer.start()
    assert papers("ingest", folder / "pipe")[0] == 0
    writer.join()
    assert titles(papers) == ["Deep Networks", "Wide Networks"]
    assert papers("ingest", "/dev/zero")[::2] == (
        3,
        "papers: /dev/zero: binary file, not a text dump\n",
    )


# Exports


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "=cmd|' /C calc'!A0",
        "＝1+1",
        "＋1",
        "－1+1",
        "＠SUM(A1)",
        ' "=1',
    ],
)
def test_no_cell_of_a_table_is_a_formula(papers: Run, write: Write, formula: str) -> None:
    fields: dict[str, Any] = dict.fromkeys(
        ["title", "abstract", "venue", "volume", "issue", "pages", "type"], formula
    )
    papers(
        "ingest",
        write(
            "a.json",
            json.dumps(
                [fields | {"authors": [formula, "Bo Li"], "keywords": [formula], "tags": [formula]}]
            ),
        ),
    )
    for command in (["export", "-f", "csv"], ["list", "--csv"]):
        for cell in next(csv.DictReader(io.StringIO(papers(*command)[1]))).values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")), (
                cell
            )


def test_no_text_is_html_or_a_script_in_a_page(papers: Run, write: Write) -> None:
    texts = [
        "<script>alert(1)</script>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "<!--",
        "]]>",
        "&#60;script&#62;",
        "{{7*7}}",
        "\u2028alert(1)",
    ]
    papers(
        "ingest",
        "--format",
        "json",
        write(
            "a.json",
            json.dumps(
                [
                    {
                        "title": f"{text} Deep",
                        "abstract": text,
                        "authors": [text],
                        "venue": text,
                        "tags": [text],
                        "url": "javascript:alert(1)",
                        "doi": f"10.1000/{text}",
                    }
                    for text in texts
                ]
            ),
        ),
    )
    page = papers("export", "-f", "html")[1]
    data = page.partition('type="application/json">')[2].partition("</script>")[0]
    assert not set("<>&\u2028") & set(data)
    assert len(json.loads(data)) == len(titles(papers))
    assert "javascript:" not in page


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_no_text_is_markup_in_markdown(papers: Run, write: Write) -> None:
    texts = [
        "[x](javascript:alert(1))",
        "![x](http://evil.example/a.png)",
        "<script>alert(1)</script>",
        "<http://evil.example>",
        "http://evil.example",
        "`x`",
        "# Heading",
        "- item",
        "1. item",
        "> quote",
        "*x* _x_ ~~x~~",
        "[^1]",
        "&lt;b&gt;",
        "\\",
        "***",
        "---",
        "| a | b |",
        "$x$<b>",
        "[x]: http://evil.example",
    ]
    papers(
        "ingest",
        write(
            "a.json",
            json.dumps(
                [
                    {"title": f"{text} Deep {at}", "authors": [text], "venue": text, "tags": [text]}
                    for at, text in enumerate(texts)
                ]
            ),
        ),
    )
    markdown = papers("export", "-f", "markdown")[1]
    done = subprocess.run(
        ["pandoc", "-f", "gfm", "-t", "html"],
        input=markdown,
        capture_output=True,
        text=True,
        check=True,
    )
    tags = set(re.findall(r"</?([a-z0-9]+)", done.stdout)) - {
        "h1",
        "ul",
        "li",
        "input",
        "strong",
        "em",
        "br",
        "code",
        "p",
        "label",
        "span",
    }
    assert not tags
    assert done.stdout.count("<li") == len(texts)


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris"])
def test_no_text_ends_its_entry_and_begins_another(
    papers: Run, write: Write, tmp_path: Path, name: str
) -> None:
    texts = [
        "}} @misc{evil, title={Evil}}",
        "\\input{/etc/passwd}",
        "\\write18{rm}",
        "{",
        "}",
        "\\",
        "%",
        "\nER  - \nTY  - JOUR\nTI  - Evil",
        "\u2028TI  - Evil",
        "@string{a={b}}",
        '"',
        "#",
        "\\end{document}",
    ]
    papers(
        "ingest",
        "--format",
        "json",
        write(
            "a.json",
            json.dumps(
                [
                    {
                        "title": f"Deep {at} {text}",
                        "abstract": text,
                        "authors": [f"Ada {text}"],
                        "venue": text,
                        "pages": text,
                        "volume": text,
                        "url": f"https://example.org/{text}",
                        "doi": f"10.1000/{text}",
                        "keywords": [text],
                    }
                    for at, text in enumerate(texts)
                ]
            ),
        ),
    )
    exported = papers("export", "-f", name, "-o", tmp_path / "out.txt")
    assert exported[0] == 0
    text = (tmp_path / "out.txt").read_text("utf-8")
    assert len(re.findall(r"^@\w+\{|^TY  - ", text, re.MULTILINE)) == len(texts)
    assert not re.search(r"\\(?:input|write|end)\b", text) or name == "ris"
    form = "ris" if name == "ris" else "bibtex"
    papers("ingest", "--format", form, "--library", tmp_path / "new", tmp_path / "out.txt")
    again = json.loads(papers("list", "--json", "--library", tmp_path / "new")[1])
    assert len(again) == len(texts)
    assert all(paper["title"].startswith("Deep ") for paper in again)
