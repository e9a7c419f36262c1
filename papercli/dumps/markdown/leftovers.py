"""What stands beside a title and gets into no field: a reader's remarks, and names that nothing shows to be names."""

import re

from papercli.dumps.markdown.around import in_brackets
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.inline import Span, is_generic
from papercli.dumps.markdown.remarks import without_remark
from papercli.dumps.markdown.styled import HONOUR
from papercli.dumps.months import ENGLISH_MONTH
from papercli.patterns import late
from papercli.text import fold

REPORT = "text beside a title that is neither names nor a venue"
_WORD = late(r"[^\W\d_]{2,}")
NICKNAME = late(r"[\"“][^\"“”]{1,20}[\"”]")  # within a name: Rosa "Ro" Vidal
_MONTH = late(rf"\b{ENGLISH_MONTH}\b", re.IGNORECASE)
_LONGEST_NAME = 30  # characters of a short name in front of a title: "**BERT**: [A title]"
_LABEL = late(r"\W*(?:notes?|remark|keywords?|tags?|tl;?dr|comments?|see also)\s*:", re.IGNORECASE)
# A short name of the paper, or a state: "[DETR] End-to-End Object Detection", "TODO A title".
_SHORT_NAME = late(
    r"\W{0,3}[\[(][^()\[\]]{1,40}[\])]:?\s{0,3}|(?:TODO|DONE|DOING|NOW|LATER|WAITING)(?:\s|$)"
)
# Venues that links are called by, too.
_VENUES = frozenset("aaai acl cvpr iclr icml nature neurips nips".split())
# Words of references that get into no field.
_OF_REFERENCES = frozenset(
    """
    and et al in by on at of the to for from with eds ed editor editors pp pages vol volume no number issue arxiv corr preprint proceedings proc conference
    accessed retrieved available disponivel acesso acessado abgerufen consulted seen
    international annual und y de la le
    """.split()
)


def are_left(cited: Cited, spans: list[Span]) -> bool:
    """Say whether words beside a title are told by no field of the citation.

    Honours, what links are called, a short name in front of the title, an affiliation and what calls itself a note are no loss.
    """
    authors = cited.authors if isinstance(cited.authors, str) else " ".join(cited.authors)
    told = [cited.title, authors, cited.venue, cited.date, *cited.numbers.values(), *cited.urls]
    known = {*_WORD.findall(fold(" ".join(told))), *_OF_REFERENCES}
    first = spans[0].text if spans and not spans[0].url else ""
    if name := _SHORT_NAME.match(first):
        spans = [Span("text", first[name.end() :]), *spans[1:]]
    elif _is_short_name(spans):
        spans = spans[1:]
    beside = [
        span.text
        for at, span in enumerate(spans)
        if not (span.url or _LABEL.match(span.text) or _is_affiliation(spans, at))
    ]
    said = [text for text in beside if not is_generic(text)]
    if any(without_remark(f" {text}") != f" {text}" for text in said):
        return True  # its words may all be those of the title
    return any(
        word not in known and (word in _VENUES or not is_generic(word))
        for text in beside
        for word in _WORD.findall(fold(_MONTH.sub(" ", HONOUR.sub(" ", NICKNAME.sub(" ", text)))))
    )


def _is_affiliation(spans: list[Span], at: int) -> bool:
    """Say whether a span is where the authors are, as some lists have it: `(*Moth Institute*)`."""
    return spans[at].kind == "italic" and in_brackets(spans, at) and spans[at].text[:1].isupper()


def _is_short_name(spans: list[Span]) -> bool:
    first = spans[0] if len(spans) > 1 else Span("text", "")
    return (
        first.kind == "bold" and len(first.text) <= _LONGEST_NAME and spans[1].text.startswith(":")
    )
