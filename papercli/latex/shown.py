"""Texts for people: with their formulas as Unicode. What reads LaTeX is only imported where there is some."""


def readable(text: str) -> str:
    r"""Return `text` with the LaTeX in it as Unicode: `the $\ell_1$ norm` is `the ℓ₁ norm`."""
    if "\\" not in text and "$" not in text:
        return text
    from papercli.latex.prose import read_prose

    return read_prose(text)
