"""Names in bold, as people set their own in a list of their papers, or with a link to a page of theirs: they are no titles."""

from papercli.dumps.markdown.inline import Span, is_generic
from papercli.dumps.markdown.listed_names import read_names
from papercli.dumps.pages.names import is_name
from papercli.dumps.paper_addresses import leads_to_paper
from papercli.dumps.references.names import read_names as list_of_names
from papercli.name_words import COMMON_GIVEN
from papercli.patterns import late

_SENTENCE = late(r"\.\s(?:\S{1,40}\s){1,30}\S{1,40}[.,?!]")
_NUMBERS = late(r"[,\s]{0,3}(?:vol\.\s?)?\(?\d")
_JOINS = late(r"(?:[,;&]|(?:^|\s)and)$")
_GOES_ON = late(r"\s{0,3}(?:[,;&]|and\s)")


def without_marked_names(spans: list[Span]) -> list[Span]:
    """Return spans in which a name in bold or with a link, one of a list of names, is text like the others: `**Roe J**, Doe A. …`."""
    plain: list[Span] = []
    was_name = False
    for at, span in enumerate(spans):
        is_name = _is_listed_name(spans, at) or _is_linked_name(spans, at)
        joins = plain and plain[-1].kind == "text" and (is_name or span.kind == "text")
        if joins and (is_name or was_name):
            gap = "" if span.text[:1] in ",.;:)" else " "
            plain[-1] = Span("text", f"{plain[-1].text}{gap}{span.text}")
        else:
            plain.append(Span("text", span.text) if is_name else span)
        was_name = is_name
    return plain


def _is_linked_name(spans: list[Span], at: int) -> bool:
    """Say whether a link is a name that leads to a person's page, beside a paper: `[A title](…), Ada Quill, [Ben Rook](…)`."""
    span = spans[at]
    if span.kind != "link" or leads_to_paper(span.url) or not read_names(span.text):
        return False
    if is_generic(span.text.split()[-1]):
        return False  # "OpenAI Blog"
    return any(
        other.kind in {"bold", "quote"} or (bool(other.url) and leads_to_paper(other.url))
        for other in spans[:at] + spans[at + 1 :]
        if not read_names(other.text)
    )


def _is_listed_name(spans: list[Span], at: int) -> bool:
    if spans[at].kind == "italic":  # his own among those of the others, which are not
        below = spans[at + 1].text if at + 1 < len(spans) else ""
        own = list_of_names(spans[at].text, only="initials")
        return own is not None and len(own.authors) == 1 and _GOES_ON.match(below) is not None
    if spans[at].kind != "bold":
        return False
    above = spans[at - 1].text.rstrip() if at else ""
    below = spans[at + 1].text if at + 1 < len(spans) else ""
    is_listed = _JOINS.search(above) or _GOES_ON.match(below)
    if list_of_names(spans[at].text) is None:
        return False
    if not is_listed:
        return _is_lone_name(spans, at)
    others = spans[:at] + spans[at + 1 :]
    forms = ("initials", "all bare")
    return any(list_of_names(spans[at].text, only=form) for form in forms) or any(
        span.kind != "text" and len(span.text.split()) > 2 and not read_names(span.text)
        for span in others
    )


def _is_reference_behind(spans: list[Span]) -> bool:
    """Say whether a title without a mark and a venue in italics with its numbers stand behind a name: `. Pack ice drift. *Tellus A* 50, 1-9`."""
    kinds = [span.kind for span in spans[:3]]
    return (
        kinds == ["text", "italic", "text"]
        and _SENTENCE.fullmatch(spans[0].text) is not None
        and _NUMBERS.match(spans[2].text) is not None
    )


def _is_lone_name(spans: list[Span], at: int) -> bool:
    """Say whether a name in bold in front of a marked title is its only author: `**Roe J**. *A title of it*`."""
    if any(map(str.isalnum, "".join(span.text for span in spans[:at]).strip("0123456789.) "))):
        return False
    text = spans[at].text
    if is_name(text) and _is_reference_behind(spans[at + 1 :]):
        return True
    is_person = text.split()[0].lower() in COMMON_GIVEN or any(
        list_of_names(text, only=form) for form in ("initials", "all bare")
    )
    return is_person and any(
        span.kind != "text" and len(span.text.split()) > 2 and not read_names(span.text)
        for span in spans[at + 1 :]
    )
