"""References as GOST has them, in Russian and in other languages: `Квилл А. Б. Рост мха // Журнал мха. — 2014. — Т. 7, № 3. — С. 81–97`."""

from papercli.dumps.references.name_parts import named
from papercli.dumps.references.names import Names
from papercli.dumps.references.parts import Reference
from papercli.dumps.references.place import YEAR
from papercli.patterns import late

_CAPITAL = r"[^\W\d_a-zа-яё]"
_NAME = rf"(?P<family>{_CAPITAL}[\w'’-]{{1,30}}(?:\s{_CAPITAL}[\w'’-]{{2,30}})?),?\s(?P<initials>(?:{_CAPITAL}[а-яёa-z]?\.[\s-]?){{1,3}})"
_PERSON = late(_NAME)
_AUTHORS = late(
    rf"(?P<names>(?:{_NAME.replace('?P<family>', '?:').replace('?P<initials>', '?:')},?\s?(?=\S)){{1,20}}+)(?P<more>(?:и др|et al)\.\s)?(?P<title>{_CAPITAL}.{{6,400}})"
)
_AGAIN = late(rf"\s/\s(?:{_CAPITAL}\.\s?){{1,3}}{_CAPITAL}.*$")  # "A title / A. B. Quill"
_DASH = late(r"\s?\.?\s[—–-]\s")
_PLACE = late(
    rf"(?P<venue>[^\W\d_].{{1,160}}?)\.\s(?P<date>{YEAR})(?:\.\s(?:Т|Vol|V|Bd|T)\.\s?(?P<volume>\d{{1,5}}))?(?:(?:,|\.)\s(?:№|no\.|No\.|Nr\.|вып\.|Вып\.|iss\.|Iss\.)\s?(?P<issue>\d[\d/–-]{{0,9}}))?"
    r"(?:\.\s(?:С|P|Pp|pp|S|p)\.\s?(?P<pages>\d{1,6}(?:\s?[-–—]\s?\d{1,6})?))?\.?"
)


def read_gost(body: str, _: Names | None = None) -> Reference | None:
    """Return what a reference says whose title ends at two slashes, or None for any other."""
    head, slashes, rest = body.partition(" // ")
    found = _AUTHORS.fullmatch(head.strip()) if slashes else None
    place = _PLACE.fullmatch(_DASH.sub(". ", rest.strip(" .—–-")).strip()) if found else None
    if found is None or place is None or not (place["volume"] or place["issue"] or place["pages"]):
        return None
    people = tuple(
        named(each["initials"].strip(), each["family"], "")
        for each in _PERSON.finditer(found["names"])
    )
    numbers = {name: place[name] for name in ("volume", "issue", "pages") if place[name]}
    names = Names(people, more=bool(found["more"]))
    title = _AGAIN.sub("", found["title"].strip())
    return Reference(
        title, names, "gost", place["date"], place["venue"], numbers, "article-journal"
    )  # fmt: skip
