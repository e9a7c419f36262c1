"""Months by their names, whole or cut short, in the languages that bibliographies are kept in."""

import unicodedata

from papercli.patterns import late

# English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish and Norwegian, Catalan, Russian; without accents.
_NAMES = (
    "january januar janner janvier enero janeiro gennaio januari gener январь января",
    "february februar feber fevrier febrero fevereiro febbraio februari febrer февраль февраля",
    "march marz maerz mrz mars marzo marco maart mrt marts marc март марта",
    "april avril abril aprile апрель апреля",
    "may mai mayo maio maggio mei maj maig май мая",
    "june juni juin junio junho giugno juny июнь июня",
    "july juli juillet julio julho luglio juliol июль июля",
    "august aout agosto augustus augusti agost август августа",
    "september septembre septiembre setiembre setembro settembre setembre сентябрь сентября",
    "october oktober octobre octubre outubro ottobre октябрь октября",
    "november novembre noviembre novembro ноябрь ноября",
    "december dezember decembre diciembre dezembro dicembre desember desembre декабрь декабря",
)
ENGLISH_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"  # whole or cut short, for patterns
_SHORTEST = 3  # letters of a name cut short


def _numbers() -> dict[str, int]:
    """Return the months by every start of their names that no other month's has."""
    found: dict[str, set[int]] = {}
    for number, names in enumerate(_NAMES, 1):
        for name in map(_folded, names.split()):
            for length in range(_SHORTEST, len(name) + 1):
                found.setdefault(name[:length], set()).add(number)
    return {start: min(numbers) for start, numbers in found.items() if len(numbers) == 1}


def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(each for each in letters if not unicodedata.combining(each))


_MONTHS = _numbers()
_WORD = late(r"[^\W\d_]{3,12}")
_DAY = late(r"(?<![\d.])([0-3]?\d)(?!\d)")


def month_of(word: str) -> int:
    """Return the number of the month that a word names, or 0: `Dez`, `décembre`, `Sept`."""
    return _MONTHS.get(_folded(word), 0)


def month_and_day(text: str) -> tuple[int, int]:
    """Return the month and the day that a text without a year names, each 0 where it does not: `10 Jan.`, `mayo`."""
    month = next((number for word in _WORD.findall(text) if (number := month_of(word))), 0)
    day = _DAY.search(text) if month else None
    return month, int(day[1]) if day else 0
