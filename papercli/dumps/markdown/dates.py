"""The dates and pages that stand beside a title, taken so that what is left is names and a venue with its year."""

from papercli.dumps.markdown.author_year import YEAR
from papercli.dumps.markdown.cited import Cited
from papercli.dumps.markdown.styled import DAY
from papercli.patterns import late

_DATE = late(
    r"(?<![\d.:])(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])(?:[-./]\d{1,2})?(?![\d.])|\b\d{1,2}\s+[A-Z][a-z]{2,8}\.?\s+(?:19|20)\d\d\b"
)
_MONTH = late(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?,?\s(?P<year>(?:19|20)\d\d)\b"
)
_PAGES = late(r",?\s{0,3}\b(?:pp?\.?|[Pp]ages?)\s?(?P<pages>\d{1,6}\s?[-–—]{1,2}\s?\d{1,6})\b")


def take_dates(cited: Cited, before: str, text: str) -> tuple[str, str]:
    """Take the date in what stands before or behind a title, and return both without it; of a month and a year, the year stays."""
    if DAY.search(before) and YEAR.search(text):
        before = DAY.sub(" ", before)  # the day on which somebody read it
    if found := _DATE.search(text) or _DATE.search(before):
        cited.date = found[0]
        if found[0] in before:
            cited.year = cited.year or found[0][:4]
        return before.replace(found[0], " "), text.replace(found[0], " ")
    if found := _MONTH.search(text):
        cited.date = found[0]
        text = f"{text[: found.start()]}{found['year']}{text[found.end() :]}"
    return before, text


def take_pages(cited: Cited, text: str) -> str:
    """Take the pages behind a title, and return the text without them."""
    found = _PAGES.search(text)
    if found is None or "pages" in cited.numbers:
        return text
    cited.numbers = {**cited.numbers, "pages": found["pages"]}
    return f"{text[: found.start()]}{text[found.end() :]}"
