"""arXiv's metadata: one JSON object a line, as in the snapshot on Kaggle.

OAI keys, names in parts.
"""

from typing import Any

from papercli.dumps.authors import read_authors
from papercli.dumps.base import DumpFormat, Record, Skipped
from papercli.dumps.bookkeeping import ARXIV
from papercli.dumps.citing import others, read_ids
from papercli.dumps.json.stream import keys_in, read_with
from papercli.dumps.keywords import read_words
from papercli.dumps.people import People, people, read_parts, says_more
from papercli.dumps.unkept import with_unkept
from papercli.dumps.values import read_date, read_text
from papercli.identifiers import normalise_arxiv, normalise_doi, repair_arxiv
from papercli.patterns import late

_CREATED = late(r"(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})")  # "Mon, 2 Apr 2007 19:18:42 GMT"
_SUBMITTED = late(r"(\d\d)(\d\d)")  # the month in an id


def sniff(head: str) -> float:
    """Say how sure it is that `head` is arXiv metadata."""
    keys = keys_in(head)
    if not {"title", "abstract", "categories"} <= keys:
        return 0.0
    return 0.96 if {"authors_parsed", "update_date", "submitter", "journal-ref"} & keys else 0.0


def to_record(fields: dict[str, Any], line: int) -> Record | Skipped:
    """Return the record of one paper: dated by its first version, else by its id."""
    title = read_text(fields.get("title"))
    if not title:
        return Skipped(line, "no title")
    key = read_text(fields.get("id"))
    arxiv = (normalise_arxiv(f"arXiv:{key}") or repair_arxiv(key)) if key else None
    venue = read_text(fields.get("journal-ref"))
    authors = _authors(fields)
    date = (
        _first_version(fields.get("versions"))
        or _from_id(arxiv)
        or read_date(fields.get("update_date"))
    )
    doi = read_text(fields.get("doi"))
    categories = fields.get("categories")
    record = Record(
        line=line,
        title=title,
        abstract=read_text(fields.get("abstract")),
        authors=authors.authors,
        names=authors.names,
        more_authors=authors.more,
        year=int(date[:4]) if date else None,
        date=date,
        type="article-journal" if venue else "article",
        venue=venue,
        arxiv=arxiv,
        doi=normalise_doi(doi) if doi else None,
        url=f"https://arxiv.org/abs/{arxiv}" if arxiv else None,
        keywords=tuple((read_text(categories) or "").split())
        if isinstance(categories, str)
        else read_words(categories),
        key=key,
        ids=others(read_ids(doi), arxiv, normalise_doi(doi)) if doi and " " in doi else (),
    )
    return with_unkept(record, fields.items(), ARXIV)


def _authors(fields: dict[str, Any]) -> People:
    """Return the names, and whether there are more.

    `authors_parsed` holds [family, given, suffix, affiliation…].
    """
    parsed = fields.get("authors_parsed")
    if isinstance(parsed, list) and parsed:
        parts = [
            [part if isinstance(part, str) else "" for part in each[:3]] + ["", "", ""]
            for each in parsed
            if isinstance(each, list)
        ]
        authors = (
            read_parts(given.replace(". -", ".-"), family, suffix)
            for family, given, suffix, *_ in parts
        )
        return people(authors, more=bool(parts) and says_more(" ".join(parts[-1][:2]).rstrip()))
    return read_authors(fields.get("authors"))


def _first_version(versions: object) -> str | None:
    match versions:
        case [{"created": str(created)}, *_]:
            found = _CREATED.search(created)
            return read_date(found[0]) if found else read_date(created)
    return None


def _from_id(arxiv: str | None) -> str | None:
    """Return the month in which an id was given.

    `2104.13478` is from 2021-04, `hep-th/9711200` from 1997-11.
    """
    found = _SUBMITTED.match((arxiv or "").rpartition("/")[2])
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    return f"{'19' if int(found[1]) > 90 else '20'}{found[1]}-{found[2]}"


read = read_with(to_record)

FORMAT = DumpFormat("arxiv-json", "arXiv metadata, JSON Lines as in its snapshot", sniff, read)
