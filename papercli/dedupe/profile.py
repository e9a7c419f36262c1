"""A paper taken apart for comparison, each part worked out when it is first asked for."""

import re
from functools import cached_property
from itertools import pairwise

from papercli.dedupe.authors import NameList, parse_names
from papercli.dedupe.places import Place, parse_place
from papercli.dedupe.titles import Title, parse_title
from papercli.dedupe.venue_names import PRINTED, Kind, Venue, parse_venue
from papercli.identifiers import normalise_arxiv
from papercli.latex.plain import latin_words, plain, split_words
from papercli.model import Paper
from papercli.patterns import late

_LEAST_ABSTRACT = 20  # words; less is a placeholder ("No abstract available")
# ClinicalTrials.gov, ISRCTN, EudraCT.
_TRIAL = late(
    r"\b(?:NCT\d{8}|ISRCTN\d{6,8}|ACTRN\d{14}|ChiCTR[\w-]{0,30}\d{6,}|\d{4}-\d{6}-\d\d)\b",
    re.IGNORECASE,
)
_MOST_KNOWN = 10  # authors whose names a citation may carry in its title
# Registrants whose DOIs are of preprints: arXiv, Cold Spring Harbor (bioRxiv, medRxiv), SSRN,
# PsyArXiv, OSF, Research Square, Preprints.org, ChemRxiv, Zenodo, TechRxiv.
_PREPRINT_DOIS = tuple(
    f"10.{registrant}/"
    for registrant in (48550, 1101, 2139, 31234, 31219, 21203, 20944, 26434, 5281, 36227)
)


class Profile:
    """A paper and its parts."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    @cached_property
    def title(self) -> Title:
        """The title, word by word."""
        return parse_title(self.paper.title)

    @cached_property
    def names(self) -> NameList:
        """The authors."""
        return parse_names(self.paper.authors, cut=self.paper.more_authors)

    @cached_property
    def author_words(self) -> frozenset[str]:
        """The words of all names, to see quickly whether two papers can share an author."""
        return latin_words(self.paper.authors)

    @cached_property
    def venue(self) -> Venue | None:
        """The venue, if it is known."""
        return parse_venue(self.paper.venue, self.paper.type) if self.paper.venue else None

    @cached_property
    def place(self) -> Place:
        """Year, volume, issue and pages, in numbers."""
        return parse_place(self.paper)

    @cached_property
    def phrases(self) -> frozenset[tuple[str, str]]:
        """The neighbouring words of the abstract."""
        words = split_words(plain(self.paper.abstract or ""))
        return frozenset(pairwise(words)) if len(words) >= _LEAST_ABSTRACT else frozenset()

    @cached_property
    def arxiv(self) -> str | None:
        """The arXiv id, also where the DOI tells it."""
        return self.paper.arxiv or (
            normalise_arxiv(self.paper.doi)
            if self.paper.doi and self.paper.doi.startswith("10.48550/")
            else None
        )

    @cached_property
    def trial(self) -> str | None:
        """The number under which a trial is registered, where the record is the register's."""
        found = _TRIAL.search(" ".join((self.paper.venue or "", self.paper.url or "")))
        return found[0].upper() if found else None

    @cached_property
    def preprint(self) -> bool:
        """Whether what the paper tells of itself is a preprint."""
        if self.venue is not None:
            return self.venue.kind is Kind.PREPRINT
        return (
            (self.paper.doi or "").startswith(_PREPRINT_DOIS)
            or self.paper.type == "preprint"
            or (self.arxiv is not None and not self.paper.doi)
        )

    @cached_property
    def work(self) -> str | None:
        """What the paper is beside a paper: a thesis, a report or data; "paper" is any other known."""
        of_type, kind = self.paper.type, self.venue.kind if self.venue else None
        if of_type == "thesis" or kind is Kind.THESIS:
            return "thesis"
        if of_type in {"dataset", "software"} or "data" in self.title.marks:
            return "data"
        if of_type == "report":
            return "report"
        return "paper" if self.venue or self.preprint or of_type in PRINTED else None

    @cached_property
    def known(self) -> frozenset[str]:
        """The words of authors, venue and numbers, which a whole citation carries in its title."""
        paper = self.paper
        text = " ".join(
            (
                *paper.authors[:_MOST_KNOWN],
                paper.venue or "",
                str(paper.year or ""),
                paper.volume or "",
                paper.issue or "",
                paper.pages or "",
            )
        )
        return frozenset(plain(text).split())
