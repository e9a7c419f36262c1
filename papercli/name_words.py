"""Words that are no part of a person's given and family names: suffixes, degrees, organisations."""

import re

OF_ORGANISATIONS = (
    "collaboration collaborations consortium team group groups institute institutes organisation organisations organization organizations project "
    "committee initiative foundation society association laboratory laboratories center centre department ministry agency council commission "
    "company corporation research labs technologies bureau plc inc ltd gmbh llc alliance network investigators authors community"
).split()
_ORGANISATION = re.compile(rf"\b(?:universit\w+|{'|'.join(OF_ORGANISATIONS)})\b\.?", re.IGNORECASE)
# What makes "Google, Inc." one name. SA, CO, AG or S.A. behind a comma are initials: far more people than companies have them there.
COMPANY = re.compile(
    r"(?:inc|incorporated|ltd|limited|llc|gmbh|corp|plc|pty)\.?(?:\s+ltd\.?)?|co\.(?:\s+ltd\.?)?|s\.p\.a\.|s\.r\.l\.",
    re.IGNORECASE,
)
SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|\d(?:st|nd|rd|th))\.?", re.IGNORECASE)
# Suffixes in capitals that are initials behind a family name alone: "Elmov, IV". No three given names begin with I.
LIKE_INITIALS = frozenset({"JR", "SR", "II", "IV"})
# Which are family names, too, in a row of words.
SUFFIX_ALONE = re.compile(rf"{SUFFIX.pattern}|junior|senior", re.IGNORECASE)
# Academic degrees, without dots and in lower case. Those of the second set are initials or names unless a given name stands before them.
_DEGREES = frozenset(
    "md phd dphil mphil frcp frcpc frcpe frcpath frcs frcsc frcog frcr mrcp mrcs mbbs mbchb mbbch msc bsc mph dds dmd dvm pharmd drph scd "
    "edd psyd facc facp facs faha dnp drmed drphil drrernat".split()
)
AMBIGUOUS_DEGREES = frozenset(
    "ma ba ms bs do rn jd mb dr llm llb mba mhs msn frs bm dsc esq".split()
)
# In lower case; others end in a capital or a full stop.
DEGREE_ENDS = tuple("hil phd Phd Msc Bsc armd".split())


def is_suffix(text: str) -> bool:
    """Say whether a text between commas is what follows a name: `Jr.`, `3rd`."""
    return SUFFIX_ALONE.fullmatch(text) is not None


def is_company(text: str) -> bool:
    """Say whether a text between commas makes a company of what stands before it: `Inc.`, `GmbH`."""
    return COMPANY.fullmatch(text) is not None


def is_organisation(text: str) -> bool:
    """Say whether a name is that of an organisation."""
    return _ORGANISATION.search(text) is not None


def is_degree(text: str) -> bool:
    """Say whether a text is an academic degree, or several: `MD`, `Ph. D.`, `MD PhD`."""
    return is_one_degree(text) or all(map(is_one_degree, text.split()))


def is_one_degree(text: str) -> bool:
    """Say whether a text is one academic degree: `MD`, `Ph. D.`."""
    letters = text.replace(".", "").replace(" ", "")
    return letters.lower() in _DEGREES and letters != "Md"  # which is short for Mohammed
