import gzip
import mailbox
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from conftest import Run

from papercli.dumps.base import Record
from papercli.dumps.detection import detect
from papercli.dumps.finding import find_dumps
from papercli.dumps.input.files import open_dump
from papercli.dumps.input.mails import is_mail
from papercli.dumps.reading import read
from papercli.errors import DumpError

FIXTURES = Path(__file__).parent.parent / "fixtures"
DIGEST = (FIXTURES / "arxiv-mail" / "digest.txt").read_text(encoding="utf-8")
ALERT = (FIXTURES / "html" / "scholar-alert.html").read_text(encoding="utf-8")
BIBTEX = "@article{falk2025,\n  title = {A Lantern for Moths},\n  author = {Falk, Edda},\n}\n"
LISTING = (FIXTURES / "labelled" / "reading-list-2024.txt").read_text(encoding="utf-8")
TITLES = [
    "Reading Tide Tables with Very Small Networks: What is Gained when the Moon is Given",
    "Grammars for Bird Calls",
    "Counting Sheep in O(n) Sleep",
    "A Lantern for Moths",
]


def mail(subject: str = "cs daily") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Mika Lind <mika@example.org>"
    message["To"] = "lena@example.org"
    message["Subject"] = subject
    message["Date"] = "Thu, 05 Mar 2026 22:00:00 +0000"
    return message


def look(path: Path) -> tuple[dict[str, list[Record]], list[str], list[str]]:
    """Return the records of each dump, the faults, and what was ignored."""
    seen: dict[str, list[Record]] = {}
    faults: list[str] = []
    ignored: list[str] = []
    for found in find_dumps([str(path)]):
        if not isinstance(found, str) and found.is_other:
            ignored.append(Path(found.path).name)
            continue
        try:
            with open_dump(found) as dump:
                units = list(read(dump, detect(dump)))
            seen[dump.name] = [each for each in units if isinstance(each, Record)]
        except DumpError as error:
            faults.append(str(error).removeprefix(str(path)))
    return seen, faults, ignored


def titles(records: list[Record]) -> list[str]:
    return [each.title for each in records]


def written(tmp_path: Path, message: EmailMessage, name: str = "list.eml") -> Path:
    path = tmp_path / name
    path.write_bytes(message.as_bytes())
    return path


@pytest.mark.parametrize("encoding", ["7bit", "quoted-printable", "base64"])
def test_a_digest_is_read_however_its_mail_is_encoded(encoding: str, tmp_path: Path) -> None:
    message = mail()
    message.set_content(DIGEST, cte=encoding)
    seen, faults, _ = look(written(tmp_path, message))
    assert (faults, list(seen)) == ([], ["list.eml"])
    assert titles(seen["list.eml"]) == TITLES


@pytest.mark.parametrize("encoding", ["7bit", "quoted-printable"])
def test_lines_point_into_the_mail_file(encoding: str, tmp_path: Path) -> None:
    message = mail()
    message.set_content(DIGEST, cte=encoding)
    path = written(tmp_path, message)
    lines = path.read_text(encoding="utf-8").split("\n")
    seen, _, _ = look(path)
    assert [lines[each.line - 1].strip() for each in seen["list.eml"]][:2] == [
        "arXiv:2603.90011",
        "arXiv:2603.90012",
    ]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-2", "windows-1250", "utf-16"])
def test_texts_are_decoded_as_their_mail_says(charset: str, tmp_path: Path) -> None:
    message = mail()
    text = "Title: Šumava in Žlutá\nAuthors: Pavel Šimek\nAbstract: Trees are counted there.\n"
    message.set_content(text.encode(charset), "text", "plain", cte="base64")
    message.replace_header("Content-Type", f'text/plain; charset="{charset}"')
    seen, _, _ = look(written(tmp_path, message))
    assert [(each.title, each.authors) for each in seen["list.eml"]] == [
        ("Šumava in Žlutá", ("Pavel Šimek",))
    ]


def test_the_form_of_a_text_that_holds_the_papers_is_read(tmp_path: Path) -> None:
    message = mail()
    message.set_content("Your mail program does not show HTML.\n")
    message.add_alternative(ALERT, subtype="html")
    seen, _, _ = look(written(tmp_path, message))
    assert titles(seen["list.eml"])[1:] == ["Grammars for Bird Calls", "A Lantern for Moths"]
    both = mail()
    both.set_content(DIGEST)
    both.add_alternative(f"<html><body><pre>{DIGEST}</pre></body></html>", subtype="html")
    seen, _, _ = look(written(tmp_path, both))
    assert titles(seen["list.eml"]) == TITLES


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>See below.</p><pre>{}</pre></body></html>",
        "<html><body><div class=quote>{}</div></body></html>",
    ],
)
def test_a_list_that_came_as_html_only_is_read_as_the_text_it_shows(
    page: str, tmp_path: Path
) -> None:
    text = DIGEST.replace("&", "&amp;").replace("<", "&lt;")
    message = mail("Fwd: cs daily")
    shown = text if "<pre>" in page else text.replace("\n", "<br>\n")
    message.set_content(page.format(shown), subtype="html")
    seen, faults, _ = look(written(tmp_path, message))
    assert faults == []
    assert titles(seen["list.eml"]) == TITLES


def test_forwarded_mails_and_attachments_are_read_each_by_itself(tmp_path: Path) -> None:
    inner = mail()
    inner.set_content(DIGEST)
    message = mail("Fwd: cs daily")
    message.set_content("Here it is.\n")
    message.add_attachment(inner)
    message.add_attachment(BIBTEX.encode(), "application", "octet-stream", filename="moths.bib")
    message.add_attachment(LISTING, filename="list.txt")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", "image", "png", filename="logo.png")
    seen, faults, ignored = look(written(tmp_path, message))
    assert faults == []
    assert {name: len(records) for name, records in seen.items()} == {
        "list.eml": 4,
        "list.eml/moths.bib": 1,
        "list.eml/list.txt": 10,
    }
    assert ignored == ["logo.png"]


def test_a_mail_without_papers_is_refused(papers: Run, tmp_path: Path) -> None:
    message = mail("lunch")
    message.set_content("Shall we meet at one?\n\nBring the book.\n\nMika\n")
    path = written(tmp_path, message)
    assert papers("ingest", path) == (
        3,
        "",
        f"papers: {path}: contains no papers\n",
    )


def test_each_mail_of_a_mailbox_is_read(tmp_path: Path) -> None:
    path = tmp_path / "box.mbox"
    box = mailbox.mbox(str(path))
    for text in ("Shall we meet at one?\n", DIGEST, f"From here on it is a list.\n\n{LISTING}"):
        message = mail()
        message.set_content(text)
        box.add(mailbox.mboxMessage(message))
    box.close()
    seen, faults, ignored = look(path)
    assert faults == []
    assert {name: len(records) for name, records in seen.items()} == {
        "box.mbox/2": 4,
        "box.mbox/3": 10,
    }
    assert ignored == ["1"]
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[seen["box.mbox/2"][0].line - 1] == "arXiv:2603.90011"


def test_mails_are_read_in_folders_archives_and_compressed(papers: Run, tmp_path: Path) -> None:
    message = mail()
    message.set_content(DIGEST)
    data = message.as_bytes()
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "a.eml").write_bytes(data)
    lunch = mail("lunch")
    lunch.set_content("Shall we meet at one?\n")
    (inside / "b.eml").write_bytes(lunch.as_bytes())
    (tmp_path / "c.eml.gz").write_bytes(gzip.compress(data))
    with zipfile.ZipFile(tmp_path / "mails.zip", "w") as archive:
        archive.writestr("d.eml", data)
    assert look(inside)[0].keys() == {"a.eml"}
    assert look(inside)[2] == ["b.eml"]
    assert titles(look(tmp_path / "c.eml.gz")[0]["c.eml.gz"]) == TITLES
    assert titles(look(tmp_path / "mails.zip")[0]["mails.zip/d.eml"]) == TITLES
    code, out, _ = papers("ingest", inside, tmp_path / "c.eml.gz", tmp_path / "mails.zip")
    assert (code, out) == (0, "12 records read: 4 new, 8 seen before; 0 skipped\n")


def test_a_mail_as_apple_keeps_it_is_read(tmp_path: Path) -> None:
    message = mail()
    message.set_content(DIGEST)
    data = message.as_bytes().replace(b"\r\n", b"\n")
    path = tmp_path / "1.emlx"
    path.write_bytes(b"%d\n%s<?xml version='1.0'?><plist></plist>\n" % (len(data), data))
    seen, faults, _ = look(path)
    assert (titles(seen["1.emlx"]), faults) == (TITLES, [])


@pytest.mark.parametrize("name", ["alert.eml", "box.mbox"])
def test_reading_a_mail_again_adds_nothing(name: str, papers: Run) -> None:
    path = FIXTURES / "mail" / name
    first = papers("ingest", path)
    assert first[0] == 0
    assert " 0 new" in papers("ingest", path)[1]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"From: a@example.org\nTo: b@example.org\nSubject: x\nDate: y\n\nText", True),
        (b"Return-Path: <a@example.org>\r\nFrom: a\r\nTo: b\r\n folded\r\n\r\nText", True),
        (b"From a@example.org Thu Mar  5 23:00:00 2026\nFrom: a\nTo: b\n\n", True),
        (b"Title: A Paper\nFrom: Venice\nDate: 2020\nSubject: Trade\nIt goes on\n", False),
        (b"Title: A Paper\nAuthors: Jane Doe\n\nAbstract: x\n", False),
        (b"From the sea to the moon we go.\n\nMore", False),
        (b"", False),
    ],
)
def test_mails_are_known_by_their_headers(head: bytes, expected: bool) -> None:  # noqa: FBT001
    assert is_mail(head) == expected


def test_damaged_mails_raise_nothing(tmp_path: Path) -> None:
    message = mail()
    message.set_content(DIGEST, cte="base64")
    message.add_alternative(ALERT, subtype="html", cte="quoted-printable")
    data = message.as_bytes()
    path = tmp_path / "cut.eml"
    for end in range(0, len(data), 97):
        path.write_bytes(data[:end])
        look(path)
    path.write_bytes(
        b"From: a\nTo: b\nMIME-Version: 1\n"
        + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 3000
    )
    look(path)
