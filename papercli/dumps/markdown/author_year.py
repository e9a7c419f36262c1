"""Citations as prose has them, beside a title: `Quill & Rook, 2015`, `(Quill et al., ICML 2016a)`."""

import re
from typing import NamedTuple

from papercli.dumps.markdown.initials_behind import names_joined_by_and
from papercli.dumps.pages.names import is_family_name
from papercli.dumps.people import says_more, without_more
from papercli.dumps.references.names import read_names
from papercli.patterns import late

YEAR = late(
    r"(?<![\d.])(?<!\d[-–—])(?<![\d)]:)((?:19[3-9]|20[0-4])\d)(?:[a-h](?!\w))?(?![\d.]\d|\d)"
)
_AND = late(
    r"\s{0,20}[,;]\s{0,20}(?:(?:and|&|und|et|y|e|en)\s{1,20})?|\s{1,20}(?:and|&|und|et|y|e|en)\s{1,20}"
)
_MARKS = " ,.:;()[]-–—|·•"
_BEGINS_WITH_NAME = late(
    r"\s*(?:(?:[A-Z]\.[\s-]?){1,3}[^\W\d_]{2}|[^\W\d_][\w'’-]{1,30}\s[A-Z]{1,2}\s)"
)
_BEHIND = late(r"\s{1,3}[(\[]([^()\[\]]{4,100})[)\]]$")
_REPLY = late(
    r"(?:comments?|reply|response|rejoinder|discussion|review|a\s(?:critique|note))\b",
    re.IGNORECASE,
)
_MOST = 12  # names
# Names of journals, conferences and publishers that look like those of a person.
VENUES = frozenset(
    """
    automatica biometrika cell chaos chi chem chemosphere circulation cognition colt cortex corl diabetes distill ecology econometrica elife elsevier entropy energy
    eurocrypt crypto eurographics eurosys eurovis evolution fse genetics genetics geology gut haskell heart hepatology hypertension icarus icassp iclr icml
    icra immunity infocom acl interspeech iros isprs joule kdd lancet limnology mathematics matter mobicom nature neuroimage neurips neurocomputing neuron
    neuroscience nips nsdi osdi oncogene openreview optica oxford cambridge pattern patterns pediatrics physics plasma popl proteins radiology recsys
    robotica routledge science sensors siggraph sigcomm sigir sigmod small solar springer stroke sustainability tetrahedron toplas usenix vision vldb
    wacv water wiley www oup cup mup hup mit preprint arxiv oral poster spotlight workshop best award accepted survey tutorial blog online under review
    bernoulli biostatistics dialectica erkenntnis extremes kybernetika language lingua metrika mind noûs nous phronesis psychometrika sankhya synthese technometrics
    jan feb mar apr jun jul aug sep sept oct nov dec january february march april may june july august september october november december spring summer autumn winter updated published released
    """.split()
)
# The last of `Paris, France`, which is no list of names.
COUNTRIES = frozenset(
    """
    argentina australia austria belgium brazil canada chile china colombia croatia cyprus czechia denmark egypt england estonia ethiopia finland
    france germany greece hungary iceland india indonesia ireland italy japan korea luxembourg malaysia malta mexico morocco netherlands norway
    peru poland portugal romania rwanda scotland serbia singapore slovakia slovenia spain sweden switzerland taiwan thailand turkey uruguay usa
    vietnam wales california florida georgia hawaii massachusetts texas washington
    """.split()
)

# Words in front of a year that are no family names there.
NO_FAMILY = frozenset(
    "agenda africa america asia brexit census china covid dataset edition election elections europe euro expo horizon imagenet olympics report summer vision winter world".split()
)
_ONE_DATED = late(r"(?P<names>[^\W\d_a-z][\w'’–-]{1,40}),?\s\(?(?:1[89]|20)\d\d[a-h]?\)?")


class AuthorYear(NamedTuple):
    """What a citation says: `names` are those of the authors, with `et al.` where there are more."""

    names: list[str]
    year: str
    venue: str


def read_author_year(
    text: str, *, in_brackets: bool = False, below_title: bool = False
) -> AuthorYear | None:
    """Return what a citation of authors and a year says, or None where it is none.

    One family name alone is an author in brackets only, before a comma: `(Quill, 2015)`, but `(Distill 2017)`.
    Several need no "and" between them where the title has been told: `Ba, Kiros, Hinton, 2016`.
    """
    year = YEAR.search(text)
    if year is None:
        return None
    before, behind = text[: year.start()], text[year.end() :].strip(_MARKS)
    # "More is different, Anderson 1972"
    is_one = below_title and not behind and before.strip(_MARKS).count(" ") == 0
    may_be_one = (
        is_one if below_title and not in_brackets else in_brackets and before.rstrip().endswith(",")
    )
    before = before.strip(" ,;:()[]-–—")
    head, _, last = before.rpartition(",")
    if _BEGINS_WITH_NAME.match(last):
        head = ""
    for who, where in ((before, behind), (head, last), ("" if before else behind, "")):
        if where.strip(_MARKS).lower() in COUNTRIES:
            continue  # "Stockholm, Sweden, 2018"
        if who and (found := _names(who, may_be_one=may_be_one, may_be_listed=below_title)):
            return AuthorYear(found, year[1], where.strip(_MARKS))
    return None


def is_author_year(text: str) -> bool:
    """Say whether a text is such a citation and nothing else: `Quill et al. (2015)`, `Codd 1970`."""
    text = text.strip(_MARKS)
    one = _ONE_DATED.fullmatch(text)
    if one and all(map(_may_be_family, re.split("[–-]", one["names"]))):
        return True
    return YEAR.sub("", text[-8:]) != text[-8:] and read_author_year(text) is not None


def _may_be_family(word: str) -> bool:
    return is_family_name(word) and word.lower() not in NO_FAMILY | VENUES | COUNTRIES


def without_citation(title: str) -> tuple[str, AuthorYear | None]:
    """Return a title without the citation in brackets behind it, and that; of a reply it is a part."""
    found = _BEHIND.search(title)
    cited = read_author_year(found[1], in_brackets=True) if found else None
    if found is None or cited is None or _REPLY.match(title):
        return title, None
    return title[: found.start()], cited


def _names(text: str, *, may_be_one: bool, may_be_listed: bool) -> list[str]:
    if joined := names_joined_by_and(text):
        return joined
    more = ["et al."] if says_more(text) else []
    families = [each for each in _AND.split(without_more(text).strip(" ,")) if each]
    if 0 < len(families) <= _MOST and all(map(is_family_name, families)):
        is_joined = len(families) > 1 and (
            may_be_listed or _AND.search(text.replace(",", "")) is not None
        )
        is_one = len(families) == 1 and may_be_one
        known = [each for each in families if each.lower() in VENUES | COUNTRIES]
        return [*families, *more] if (more or is_joined or is_one) and not known else []
    if ends_with_venue(text):
        return []
    found = read_names(text, only="initials")
    return [each.display for each in found.authors] + more if found else []


def ends_with_venue(text: str) -> bool:
    """Say whether what looks like initials behind the last comma is a venue: `Jane Doe, ICLR`."""
    last = text.rpartition(",")[2].strip()
    longest = max(map(len, last.split()), default=0)  # "JRSS B"
    is_capital = last.isupper() and last.replace(" ", "").isalpha()
    return is_capital and (longest > 3 or last.lower() in VENUES)
