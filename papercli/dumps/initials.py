"""Names with initials behind the family name, as PubMed has them: `Lovelace AK`, `van der Berg JPM`, `Gates HL Jr`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from papercli.name_words import LIKE_INITIALS, is_degree, is_suffix
from papercli.names import Author, from_parts
from papercli.patterns import late

# Behind the family name up to four capitals, with hyphens or full stops: JPM, J-P, J.P., J. P.
_NAME = late(
    r"([^\W\d_][^,;()\d]*?) ((?:[^\W\d_a-zß-öø-ÿ]\.?-?){1,4}|(?:[^\W\d_a-zß-öø-ÿ]\.[ -]){1,3}[^\W\d_a-zß-öø-ÿ]\.?)(?: (Jr|Sr|II|III|IV|2nd|3rd|[4-9]th))?\.?"
)
# Letters behind a name that make an organisation of it as often as they are initials.
_OF_FIRMS = frozenset(
    "AB AG AI AS BV CO EU GE HQ KG KK LP LTD ML NLP NV OY PLC SA SE SPA UK UN US USA INC".split()
)
_LONGEST = 200  # characters; what is longer is no name


class Initials(NamedTuple):
    """A name in its parts, of which the given names are initials."""

    family: str
    letters: str  # "AK", "J.-P."
    suffix: str

    @property
    def is_whole(self) -> bool:
        """Whether the name is written in order, with a suffix or a degree behind it: `Jane Roe MD`."""
        first, _, rest = self.family.partition(" ")
        before = bool(rest) and first[0].isupper() and not self.family.isupper()
        return before and (is_suffix(self.letters) or is_degree(self.letters))

    @property
    def shows_by_itself(self) -> bool:
        """Whether one name alone shows that initials end it: no given name stands before `JR`."""
        if " " in self.family or self.suffix:
            return False
        return self.letters in LIKE_INITIALS and len(self.family) > 1

    def author(self) -> Author:
        """Return the author, a family name in capitals as others write it."""
        family = self.family
        if family.isupper() and len(family) > 1:
            family = capitalised(family)
        letters = re.sub(r"[.\s]", "", self.letters)
        given = "-".join(". ".join(part) + "." for part in letters.split("-") if part)
        return from_parts(given, family, self.suffix)


def capitalised(family: str) -> str:
    """Return a family name in capitals as others write it: `MCDONALD` as `McDonald`."""
    return re.sub(r"(?<=\bMc)[a-z]", lambda each: each[0].upper(), family.title())


def initials_behind(name: str) -> Initials | None:
    """Return the parts of a clean name that ends in initials, or None."""
    found = _NAME.fullmatch(name) if len(name) <= _LONGEST else None
    if found is None or not re.sub(r"[.\s-]", "", found[2]).isupper():
        return None
    return Initials(found[1], found[2], found[3] or "")


def all_have_initials_behind(names: Sequence[str], *, least: int) -> bool:
    """Say whether all of at least that many names are `Family INITIALS`, and not those of organisations."""
    found = [initials_behind(name) for name in names]
    return (
        len(names) >= least
        and all(found)
        and any(each and each.letters not in _OF_FIRMS for each in found)
    )
