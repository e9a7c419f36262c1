"""From a paper to the fields of CSL-JSON.

The one mapping behind BibTeX, biblatex, RIS and CSL-JSON.

CSL 1.0.2, appendices III (types) and IV (variables).
"""

import re
from typing import Any

from papercli.model import Name, Paper
from papercli.names import names_of
from papercli.text import read_number

CslItem = dict[str, Any]

# As venues have it: "arXiv", "arXiv cs.CL", "arXiv e-prints", "arXiv preprint arXiv:1706.03762
# [cs.CL]", "CoRR abs/1706.03762".
_ARXIV_VENUE = re.compile(
    r"(?:arxiv(?:\.org)?|corr)\b[\s:]*+(?:e-?prints?|preprints?)?\s*+(?:(?:arxiv:|abs/)\S++)?[\s:(\[]*+"
    r"(?P<category>(?:astro-ph|cond-mat|cs|econ|eess|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|math|nlin|nucl-(?:ex|th)|physics|q-bio|q-fin"
    r"|quant-ph|stat)(?:\.[a-z-]+)?)?[)\]]?",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:proc(?:eedings|\.)|conference|conf\.|workshops?|symposium|congress|neurips|nips|icml|iclr|cvpr|iccv|eccv|acl|emnlp|naacl|aaai"
    r"|ijcai|kdd|sigir|siggraph|colt|aistats|uai|interspeech|icassp|stoc|focs|soda|chi)\b",
    re.IGNORECASE,
)
_NOT_PUBLISHED = (None, "article", "article-journal")


def csl_item(paper: Paper, citekey: str) -> CslItem:
    """Return a paper as one item of CSL-JSON; what is unknown is left out."""
    kind, date = csl_type(paper), date_parts(paper)
    item: CslItem = {
        "id": citekey,
        "type": kind,
        "title": paper.title,
        "author": list(map(_csl_name, names_of(paper.authors, paper.names))),
        "issued": {"date-parts": [date]} if date else None,
        "container-title": paper.venue,
        "volume": paper.volume,
        "issue": paper.issue,
        "page": paper.pages,
        "DOI": paper.doi,
        "URL": paper.url,
        "abstract": paper.abstract,
        "keyword": ", ".join(keywords(paper)),
        "annote": paper.note,
        "custom": {"more_authors": True}
        if paper.more_authors
        else None,  # CSL has no name for it; citeproc passes it over
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


def keywords(paper: Paper) -> list[str]:
    """Return the keywords of a paper and the reader's tags, each once."""
    return list(dict.fromkeys((*paper.keywords, *paper.tags)))


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
    return [year] if year is not None else []
