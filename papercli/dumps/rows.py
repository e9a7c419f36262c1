"""Rows of tables under the names that `read_fields` knows: pages from two columns, lists in a cell."""

import re
from collections.abc import Mapping

from papercli.dumps.author_columns import add_authors, author_column
from papercli.dumps.column_names import fold_column, is_for_both, known_column
from papercli.dumps.field_names import DATABASE_OF, FIELD_OF, FIRST_PAGE, LAST_PAGE, TAKEN_IN
from papercli.dumps.numbers import read_numbers
from papercli.dumps.values import full_pages, page_range
from papercli.patterns import late

Columns = Mapping[str, str]  # the name of a column -> the field it holds
NO_COLUMNS: Columns = {}
_WHEN = frozenset({"year", "date"})  # each of which would tell the other
_FIRST_PAGE = FIRST_PAGE | frozenset("開始ページ 起始页 시작페이지 начальнаястраница".split())
_LAST_PAGE = LAST_PAGE | frozenset(
    "終了ページ 结束页 끝페이지 마지막페이지 конечнаястраница".split()
)
# PubMed's tables say in one line what others say in columns: "J Moss. 2022 Mar;53(2):334-347. doi: 10.1000/m.1."
# What a column of sources holds where it does not name journals.
_DATABASE = late(
    r"https?:|\b(?:pubmed|medline|embase|scopus|web of science|wos|google|scholar|arxiv|crossref|dblp|cochrane|central|cinahl|psycinfo|eric|ieee xplore"
    r"|semantic scholar|openalex|dimensions|lens|zotero|mendeley|endnote|acm digital library|sciencedirect|proquest|hand ?search\w*|snowball\w*|twitter|slack|e?mail|friend|website)\b",
    re.IGNORECASE,
)
_CITATION = late(
    r"[^;]{1,300}?\.\s(?P<date>(?:19|20)\d\d[^;:]{0,20});(?P<volume>[\w ]{1,20})?(?:\((?P<issue>[^()]{1,30})\))?:(?P<pages>[\w-]{1,30})\."
)
NOTHING = frozenset({"", "-", "–", "—", "nan", "none", "null", "n/a", "[no abstract available]"})
# Springer's tables set nothing between two names: "Andy SmithTom Weber".
_RUN_TOGETHER = late(
    r"(?<=[a-z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bLa)(?<!\bDi)(?=[A-Z][\w.'-]{0,80} )"
)
_ITEMS = late(r"""(?<!\\)'((?:[^'\\]|\\.|(?<=\w)'(?=\w))*)'|(?<!\\)"((?:[^"\\]|\\.)*)\"""")


def renamed(values: dict[str, str], columns: Columns) -> dict[str, str]:
    """Return a row under the names that the reader gave, which win over those of the table."""
    if not columns:
        return values
    given = {name.lower(): field for name, field in columns.items()}
    named = {field: values[name] for name in values if (field := given.get(name.lower()))}
    taken = set(named) | (_WHEN if _WHEN & set(named) else set())
    return named | {
        name: value
        for name, value in values.items()
        if name.lower() not in given and _field_of(name) not in taken
    }


def _field_of(column: str) -> str | None:
    known = known_column(column)
    return FIELD_OF.get(known or "", known)


_DATED = late(r"\s\((?P<year>(?:19|20)\d\d)[a-d]?\)$")  # "Quill & Rook (2014)" in one column


def is_page_column(folded: str) -> bool:
    """Say whether a column, its name folded, holds the first or the last page."""
    return folded in _FIRST_PAGE or folded in _LAST_PAGE


def fields_of(values: dict[str, str]) -> dict[str, object]:
    """Return a row under names that `read_fields` knows.

    The pages from two columns, the arXiv id from a column of links.
    """
    fields: dict[str, object] = {}
    first = last = None
    if "GSRank" in values:  # Publish or Perish has 0 where it knows nothing
        values = {
            name: value for name, value in values.items() if value.strip() != "0" or name == "Cites"
        }
        values["publication"] = values.get("Source", "")
        values["Title"] = re.sub(r"(?<!\\)[{}]", "", values.get("Title", ""))  # {BERT}
    for name, value in values.items():
        folded = fold_column(name)
        if value.strip().lower() in NOTHING:
            continue
        if folded in _FIRST_PAGE:
            first = value.strip()
        elif folded in _LAST_PAGE:
            last = value.strip()
        elif is_for_both(name) and (both := read_numbers(value.strip(), are_both=True)):
            fields.setdefault("volume", both.volume)
            fields.setdefault("issue", both.issue)
        else:
            fields.setdefault(known_column(name) or folded, _items(value))
            if folded in DATABASE_OF:
                fields.setdefault(folded, value)
    if "itemtitle" in fields and isinstance(names := fields.get("authors"), str):
        fields["authors"] = _RUN_TOGETHER.sub("; ", names)
    if found := _CITATION.match(values.get("Citation", "")):
        _add_cited(fields, found.groupdict())
    if (named := author_column(fields)) and (dated := _DATED.search(str(fields[named]))):
        fields[named] = str(fields[named])[: dated.start()]
        fields.setdefault("year", dated["year"])
    add_authors(fields, values)
    if not any(FIELD_OF.get(name) == "venue" for name in fields):
        source = next(
            (value for name, value in values.items() if fold_column(name) == "source"), ""
        )
        fields |= {"journal": source} if source and not _DATABASE.search(source) else {}
    pages = page_range(first, last) or fields.get("artno")
    return {"pages": pages, **fields} if pages else fields


def _add_cited(fields: dict[str, object], cited: Mapping[str, str | None]) -> None:
    """Add what a citation says and no column does, but for the day on which a record was made."""
    told = {FIELD_OF.get(name) for name in fields.keys() - TAKEN_IN}
    for field, said in cited.items():
        if said and field not in told:
            fields[field] = full_pages(said) if field == "pages" else said


def _items(value: str) -> object:
    """Return the list that a cell holds as Python or JSON writes one: `['cs.LG', 'stat.ML']`.

    Any other cell as it is.
    """
    text = value.strip()
    if not (text.startswith("[") and text.endswith("]") and ("'" in text or '"' in text)):
        return value
    items = [single or double for single, double in _ITEMS.findall(text)]
    return items or value
