"""From a paper to the fields of CSL-JSON.

The one mapping behind BibTeX, biblatex, RIS and CSL-JSON.

CSL 1.0.2, appendices III (types) and IV (variables).
"""

import re
from collections.abc import Sequence
from typing import Any

from papercli.latex.shown import formulas_to_unicode, readable
from papercli.model import Name, Paper, year_of
from papercli.names import OTHERS, names_of
from papercli.patterns import late
from papercli.text import read_number

CslItem = dict[str, Any]

# As venues have it: "arXiv", "arXiv cs.CL", "arXiv e-prints", "arXiv preprint arXiv:1706.03762
# [cs.CL]", "CoRR abs/1706.03762".
_ARXIV_VENUE = late(
    r"(?:arxiv(?:\.org)?|corr)\b[\s:]*+(?:e-?prints?|preprints?)?\s*+(?:(?:arxiv:|abs/)\S++)?[\s:(\[]*+"
    r"(?P<category>(?:astro-ph|cond-mat|cs|econ|eess|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|math|nlin|nucl-(?:ex|th)|physics|q-bio|q-fin"
    r"|quant-ph|stat)(?:\.[a-z-]+)?)?[)\]]?",
    re.IGNORECASE,
)
_MEETING = late(
    r"\b(?:proc(?:eedings|\.)|conference|conf\.|workshops?|symposium|congress|neurips|nips|icml|iclr|cvpr|iccv|eccv|acl|emnlp|naacl|aaai"
    r"|ijcai|kdd|sigir|siggraph|colt|aistats|uai|interspeech|icassp|stoc|focs|soda|chi)\b",
    re.IGNORECASE,
)
# What stands alone: its venue is who brought it out.
PUBLISHED = frozenset({"book", "thesis", "report", "dataset", "software"})
_NOT_PUBLISHED = (None, "article", "article-journal")


def csl_item(paper: Paper, citekey: str) -> CslItem:
    """Return a paper as one item of CSL-JSON; what is unknown is left out."""
    kind, date = csl_type(paper), date_parts(paper)
    names, more = named_parts(paper)
    item: CslItem = {
        "id": citekey,
        "type": kind,
        "title": paper.title,
        "author": list(map(_csl_name, names)),
        "issued": {"date-parts": [date]} if date else None,
        "publisher" if kind in PUBLISHED else "container-title": paper.venue,
        "volume": paper.volume,
        "issue": paper.issue,
        "page": paper.pages,
        "DOI": paper.doi,
        "URL": paper.url,
        "abstract": paper.abstract,
        "keyword": join_words(paper.keywords),
        "annote": paper.note,
        # CSL has no names for these; citeproc passes them over.
        "custom": ({"more_authors": True} if more else {})
        | ({"tags": list(paper.tags)} if paper.tags else {}),
    }
    if arxiv := paper.arxiv:
        if kind == "article" and not paper.venue:  # how styles tell the reader where a preprint is
            item |= {"publisher": "arXiv", "number": f"arXiv:{arxiv}"}
        else:  # where Zotero keeps it: no style prints it
            item["note"] = f"arXiv:{arxiv}"
        if not paper.url and not paper.doi:
            item["URL"] = f"https://arxiv.org/abs/{arxiv}"
    return {name: value for name, value in item.items() if value}


def csl_type(paper: Paper) -> str:
    """Return the CSL type of a paper: its own, else what its venue says."""
    kind: str | None = paper.type
    venue: str = paper.venue or ""
    if kind in _NOT_PUBLISHED and (
        _ARXIV_VENUE.fullmatch(venue) or (kind is None and not venue and paper.arxiv)
    ):
        return "article"
    if kind is not None:
        return kind
    if not venue:
        return "document"
    return "paper-conference" if _MEETING.search(venue) else "article-journal"


def arxiv_category(paper: Paper) -> str | None:
    """Return the arXiv category that stands in a venue such as `arXiv cs.CL`."""
    found = _ARXIV_VENUE.fullmatch(paper.venue or "")
    return found["category"] if found else None


def join_words(words: Sequence[str]) -> str:
    """Return keywords or tags in one string; where one holds a comma, with semicolons, the last at the end."""
    if not any("," in word for word in words):
        return ", ".join(words)
    return f"{'; '.join(words)};"


def named_parts(paper: Paper) -> tuple[list[Name], bool]:
    """Return the names of those authors that are somebody, and whether there are more."""
    names = names_of(paper.authors, paper.names)
    known = [name for name in names if name is not OTHERS]
    return known, bool(known) and (paper.more_authors or len(known) < len(names))


def named_authors(paper: Paper) -> tuple[list[str], bool]:
    """Return those authors that are somebody as they are read, and whether there are more."""
    names = names_of(paper.authors, paper.names)
    known = [
        author for author, name in zip(paper.authors, names, strict=True) if name is not OTHERS
    ]
    return known, bool(known) and (paper.more_authors or len(known) < len(names))


def title_in_tex(paper: Paper) -> str:
    """Return the title with its formulas in TeX, as far as they are still those of the title."""
    tex: str = paper.title_tex or ""
    return tex if tex and paper.title in {readable(tex), formulas_to_unicode(tex)} else paper.title


def _csl_name(name: Name) -> dict[str, str]:
    parts = {
        "family": name.family,
        "given": name.given,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: value for part, value in parts.items() if value}


def date_parts(paper: Paper) -> list[int]:
    """Return year, month and day of a paper, as far as they are known."""
    year: int | None = paper.year
    date = [
        number
        for part in (paper.date or "").split("-")
        if (number := read_number(part)) is not None
    ]
    # A date of another year is a preprint's, or another version's.
    if date and year in (
        None,
        date[0],
    ):
        return date
    year = year_of(paper)
    return [year] if year is not None else []
