"""Texts for people: with their formulas as Unicode. What reads LaTeX is only imported where there is some."""

from papercli.patterns import late

_FORMULA = late(r"\$((?:[^$\\]|\\.)+)\$")


def readable(text: str) -> str:
    r"""Return `text` with the LaTeX in it as Unicode: `the $\ell_1$ norm` is `the ℓ₁ norm`."""
    if "\\" not in text and "$" not in text:
        return text
    from papercli.latex.prose import read_prose

    return read_prose(text)


def formulas_to_unicode(tex: str) -> str:
    """Return a text of which nothing but what is between dollars is LaTeX, as Unicode."""
    from papercli.latex.read import maths_to_unicode
    from papercli.text import clean

    return clean(_FORMULA.sub(lambda found: maths_to_unicode(found[1]), tex))
