"""Names in bold, as people set their own in a list of their papers: they are no titles."""

from dataclasses import replace

from papercli.dumps.markdown.around import read_names
from papercli.dumps.markdown.inline import Span
from papercli.dumps.references.names import read_names as list_of_names
from papercli.name_words import COMMON_GIVEN
from papercli.patterns import late

_GOES_ON = late(r"\s{0,3}(?:[,;&]|and\s)")


def without_bold_names(spans: list[Span]) -> list[Span]:
    """Return spans in which a name in bold, one of a list of names, is text like the others: `**Roe J**, Doe A. …`."""
    plain: list[Span] = []
    for at, span in enumerate(spans):
        is_name = span.kind == "bold" and _is_listed_name(spans, at)
        joins = plain and plain[-1].kind == "text" and (is_name or span.kind == "text")
        if joins and (is_name or (at and spans[at - 1].kind == "bold")):
            gap = "" if span.text[:1] in ",.;:)" else " "
            plain[-1] = Span("text", f"{plain[-1].text}{gap}{span.text}")
        else:
            plain.append(replace(span, kind="text") if is_name else span)
    return plain


def _is_listed_name(spans: list[Span], at: int) -> bool:
    above = spans[at - 1].text.rstrip() if at else ""
    below = spans[at + 1].text if at + 1 < len(spans) else ""
    is_listed = above.endswith((",", ";", "&", " and")) or _GOES_ON.match(below)
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


def _is_lone_name(spans: list[Span], at: int) -> bool:
    """Say whether a name in bold in front of a marked title is its only author: `**Roe J**. *A title of it*`."""
    if any(map(str.isalnum, "".join(span.text for span in spans[:at]).strip("0123456789.) "))):
        return False
    text = spans[at].text
    is_person = text.split()[0].lower() in COMMON_GIVEN or any(
        list_of_names(text, only=form) for form in ("initials", "all bare")
    )
    return is_person and any(
        span.kind != "text" and len(span.text.split()) > 2 and not read_names(span.text)
        for span in spans[at + 1 :]
    )
