"""The text of an element piece by piece: formulas as TeX, raised and lowered letters as Unicode has them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from papercli.dumps.mathml import formula_of, scripted

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Elements whose text is raised, or not; EndNote says it of a style.
_SCRIPTS = {"sup": True, "sp": True, "superscript": True, "sub": False, "sb": False, "inf": False, "subscript": False}  # fmt: skip
_BEGIN, _END = "\\begin{document}", "\\end{document}"


def pieces_of(
    element: "Element", blocks: frozenset[str], left_out: frozenset[str]
) -> Iterator[str]:
    """Yield the text in an element, with blanks around `blocks`, without elements that are `left_out`."""
    # Not recursive: elements may be nested deeper than Python calls.
    waiting: list[Element | str] = [element]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
            continue
        edge = " " if each.tag in blocks else ""
        yield edge + (each.text or "")
        waiting.append(edge)
        has_tex = each.find("tex-math") is not None
        for inner in reversed(each):
            waiting.append(inner.tail or "")
            raised = _SCRIPTS.get(inner.get("face") or inner.tag)
            if inner.tag == "tex-math":
                waiting.append(_formula("".join(inner.itertext())))
            elif inner.tag == "math":
                waiting.append("" if has_tex else formula_of(inner))
            elif raised is not None and inner.find(".//math") is None:
                waiting.append(scripted("".join(inner.itertext()), raised=raised))
            elif inner.tag not in left_out:
                waiting.append(inner)


def _formula(tex: str) -> str:
    """Return the formula in TeX, without the document that may stand around it."""
    start = tex.find(_BEGIN)
    if start >= 0:
        tex = tex[start + len(_BEGIN) :].partition(_END)[0]
    return f"${tex.strip().strip('$').strip()}$"
