"""Tagged text in a dialect that no format reads: it is refused, for its lines are no titles."""

from papercli.patterns import late

_TAG = late(
    r"\s{0,2}(?:(\{[^\W\d_][^{}\n]{0,40}\}\s?[:：])|(--[A-Z]{1,2}--)|([A-Z][A-Z0-9]{0,2})\s{0,3}-(?=\s|$)|(%[0-9A-Z@])\s"
    r"|([A-Z])\s?:(?=\s)|([A-Za-z]{2,20}-[\u4e00-\u9fff]{1,10}[:：])|(RT|SR|A1|T1|JF|YR|AB|K1|VO|OP) (?=\S))"
)
_RULE = late(r"[-=*_\s]+")
_LEAST = 4  # tagged lines
_SHARE = 0.6  # of the lines; what is wrapped stands between them


def refusal(head: str) -> str | None:
    """Say why a text of tagged lines cannot be read, or None for any other text."""
    lines = [line for line in head.split("\n") if not _RULE.fullmatch(line) and line]
    tags = [found[found.lastindex or 0] for line in lines if (found := _TAG.match(line))]
    if len(tags) < _LEAST or len(tags) < _SHARE * len(lines) or len(set(tags)) < _LEAST - 1:
        return None
    return (
        f"tagged text in an unknown format ({', '.join(dict.fromkeys(tags[:4]))}); "
        "export it as RIS or BibTeX"
    )
