"""Where and when a meeting was held, which reading lists say beside a paper: `San Diego, CA, USA, May 7-9, 2015`."""

import re

from papercli.dumps.markdown.author_year import COUNTRIES
from papercli.dumps.months import ENGLISH_MONTH
from papercli.patterns import late

_STATES = """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana
    maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah
    vermont virginia washington wisconsin wyoming alberta manitoba ontario quebec québec queensland bavaria
""".split()
_OTHERS = [
    "USA", "U.S.A.", "UK", "U.K.", "UAE", "United States", "United Kingdom", "United Arab Emirates", "South Korea", "Republic of Korea", "South Africa", "New Zealand",
    "Czech Republic", "The Netherlands", "the Netherlands", "Hong Kong", "Puerto Rico", "Dominican Republic", "Costa Rica", "New York", "New Jersey", "New Mexico",
    "North Carolina", "South Carolina", "British Columbia", "Nova Scotia", "New South Wales", "Rwanda", "Israel", "Saudi Arabia", "Virtual", "Virtual Event", "Online",
]  # fmt: skip
_REGION = "|".join(map(re.escape, [*(each.title() for each in (*COUNTRIES, *_STATES)), *_OTHERS]))
# Codes of states and provinces in which meetings are held; initials may look like any others.
_CODES = "AZ|BC|CA|CO|DC|FL|GA|HI|IL|MN|NC|NV|NY|OH|ON|OR|QC|TN|TX|UT|WA"
_WORD = r"[A-Z\u00c0-\u00de][\w.'’-]{1,20}"
_CITY = rf"{_WORD}(?:\s(?:de\s|am\s)?{_WORD}){{0,2}}"
# Behind what has two letters, as no initial has.
_PLACE = late(
    rf"(?:(?<=[^\W_][^\W_])[,;.]|(?<=[^\W_][^\W_]\.),|(?<=[)\]\"”*'’])[,;.])\s{_CITY},\s(?:(?:[A-Z]{{2}},\s)?(?:{_REGION})|(?:{_CODES}))(?=[,;.)\s]|$)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = late(
    rf"\b(?:{ENGLISH_MONTH}\s{_DAY}\s?[-–—]{{1,2}}\s?(?:{ENGLISH_MONTH}\s)?{_DAY}|{_DAY}\s?[-–—]{{1,2}}\s?{_DAY}\s{ENGLISH_MONTH}),?\s(?=(?:19|20)\d\d\b)",
    re.IGNORECASE,
)

# Where authors are, in the words of lists: "(Google Brain, NeurIPS 2017)".
_LAB = late(
    r"(?:Google|DeepMind|OpenAI|Microsoft|Meta|Facebook|Nvidia|NVIDIA|Amazon|Apple|IBM|Intel|Adobe|Baidu|Tencent|Alibaba|Huawei|Samsung|Salesforce|Anthropic|Stanford|UC|Berkeley|Princeton|Harvard"
    r"|Oxford|Cambridge|Tsinghua|Peking|Allen)\s(?:[A-Z][\w.]{1,20}\s){0,2}[A-Z][\w.]{1,20}[,;]\s(?=[A-Z][A-Za-z]*[A-Z])"
)


def without_meeting(text: str) -> str:
    """Return a text without the city, the country and the days of a meeting, and without where its authors are; its year stays."""
    text = _LAB.sub("", _DAYS.sub("", text))
    place = _PLACE.search(text)
    # Where nothing stands in front, it may be a person and a country: "Ada Quill, Germany".
    is_behind = place is not None and any(map(str.isalpha, text[: place.start()]))
    return _PLACE.sub("", text) if is_behind else text
