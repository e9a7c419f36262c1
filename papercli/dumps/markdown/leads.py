"""What stands before a title in a reading list: `[ICLR 2023]`, `(arXiv 2023.05)`, `2019 | NeurIPS |`."""

from dataclasses import replace

from papercli.dumps.markdown.inline import Inline, Span
from papercli.patterns import late

_YEAR = r"(?:(?:19|20)\d\d(?!\d)|['’]\s?\d\d(?!\d))"
_BRACKETS = late(
    rf"[\[(【]\s{{0,3}}(?P<lead>(?=[^\[\]()【】]{{0,36}}{_YEAR})[^\[\]()【】]{{4,40}})[\])】]\s{{0,3}}[:.|–-]?(?:\s{{1,3}}|$)"
)
_PIPES = late(rf"(?P<lead>{_YEAR}\s?\|\s?[A-Z][\w@&' -]{{1,20}})\|\s{{0,3}}")
_NICKNAME = late(r"[\[(][A-Za-z][\w+./ -]{0,24}[\])]:?")  # "**(ViT)** An Image is Worth …"


def _joined(spans: list[Span]) -> list[Span]:
    """Return spans, the first three in one where they are emphasis in brackets: `(*Nature 2021*) A title`."""
    if len(spans) < 3 or spans[0].text not in {"(", "["} or spans[2].text[:1] not in {")", "]"}:
        return spans
    return [Span("text", f"{spans[0].text}{spans[1].text}{spans[2].text}"), *spans[3:]]


def without_leads(inline: Inline) -> tuple[Inline, list[Span]]:
    """Return a text without what stands in brackets before its title and holds a year, and that."""
    spans = _joined(list(inline.spans))
    leads: list[Span] = []
    while spans:
        found = _BRACKETS.match(spans[0].text) or _PIPES.match(spans[0].text)
        if found is None or (spans[0].url and found.end() == len(spans[0].text)):
            break
        lead = found["lead"].replace("|", " ").replace("+ ", " et al. ").strip(" `*_")
        leads.append(Span("text", f"({lead})"))
        rest = spans[0].text[found.end() :]
        spans[:1] = [replace(spans[0], text=rest)] if rest else []
    if len(spans) > 1 and spans[0].kind == "bold" and _NICKNAME.fullmatch(spans[0].text):
        spans[:1] = []
        if not leads:
            inline = replace(inline, spans=spans)
    shown = [at for at, span in enumerate(spans) if any(map(str.isalnum, span.text))]
    if not leads or not shown:
        return inline, []
    return replace(inline, spans=spans), leads
