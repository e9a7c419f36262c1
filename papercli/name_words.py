"""Words that are no part of a person's given and family names: suffixes, degrees, organisations."""

import re

from papercli.patterns import late

OF_ORGANISATIONS = (
    "administration federation academy centers centres collaboration collaborations consortium team group groups institute institutes organisation organisations organization organizations project "
    "committee initiative foundation society association laboratory laboratories center centre department ministry agency council commission "
    "company corporation research labs technologies bureau plc inc ltd gmbh llc alliance network investigators authors community"
).split()
_ORGANISATION = late(rf"\b(?:universit\w+|{'|'.join(OF_ORGANISATIONS)})\b\.?", re.IGNORECASE)
# What makes "Google, Inc." one name. SA, CO, AG or S.A. behind a comma are initials: far more people than companies have them there.
COMPANY = late(
    r"(?:inc|incorporated|ltd|limited|llc|gmbh|corp|plc|pty)\.?(?:\s+ltd\.?)?|co\.(?:\s+ltd\.?)?|s\.p\.a\.|s\.r\.l\.",
    re.IGNORECASE,
)
SUFFIX = late(r"(?:jr|sr|ii|iii|iv|\d(?:st|nd|rd|th))\.?", re.IGNORECASE)
# Suffixes in capitals that are initials behind a family name alone: "Elmov, IV". No three given names begin with I.
LIKE_INITIALS = frozenset({"JR", "SR", "II", "IV"})
# Which are family names, too, in a row of words.
SUFFIX_ALONE = late(rf"{SUFFIX.pattern}|junior|senior", re.IGNORECASE)
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

# Given names that are hardly ever family names, in lower case: they tell "Doe, Jane, Roe, Max" from four families.
COMMON_GIVEN = frozenset(
    """
    aaron ada adam adrian ahmed aisha akira alan albert alejandro alessandro alex alexander alexandra alexey alfred ali alice alicia amanda amir amy
    ana anastasia andrea andreas andrei andrew andy angela anita ann anna anne annie anthony antoine antonio arjun arthur barbara ben benjamin bernd
    bernhard beth bettina bjorn bob brian bruno carla carlos carmen carol caroline cathy cecilia charles charlotte chloe chris christian christina
    christine christoph christopher claire claudia cy daniel daniela danielle dario dave david deborah deepak denis diana diego dimitri dmitry
    dominik donald donna dorothy douglas ed eduardo edward edwin eleanor elena eli elisabeth elizabeth ella ellen emil emily emma enrico eric erik
    ernesto eva evelyn fatima federico felipe felix fernando filip florian francesca francesco francisco frank franz fred frederic friedrich gabriel
    gabriela gary geoffrey georg george gerard gerhard gina giovanni giulia giuseppe grace greg guillaume gustav hannah hannes hans harold harry
    heather heidi heinrich heinz helen helena helga helmut henri henrik henry herbert hiroshi howard hugo ian igor ilya ines inga ingrid irene isaac
    isabel isabelle ivan jack jacob jacques jakob jan jane janet jason javier jean jeff jennifer jenny jens jeremy jessica jill jim jo joachim joan
    joe joel johan johanna johannes john jonas jonathan jorge jose josef joseph josh joshua joyce juan judith julia julian julie jurgen jürgen karen
    karl kate katharina katherine kathleen kathryn katrin keith ken kenji kevin klaus kristin kumiko larry lars laura lauren laurent lea leo leon
    leonardo linda lisa liz lorenzo lucas lucia lucie lucy luigi luis luisa lukas madison manuel marc marco margaret maria mariana marie marina
    mario marion mark markus marta martin martina mary matt matteo matthew matthias max maxim megan mehmet melissa michael michel michele miguel
    mike mikhail mohammad mohammed monica monika muhammad nadia nancy natalia natalie nathan nicholas nick nicola nicolas nicole niels nikolai nils
    nina noah nora olaf oleg olga oliver olivia oscar otto pablo pamela paola paolo patricia patrick paul paula pavel pedro per peter phil philip
    philipp pierre pieter priya rachel rafael rahul rainer raj ralf rebecca renate ricardo richard rita rob robert roberto roland ronald rosa rudolf
    ruth sabine sally sam samuel sandra sanjay sara sarah scott sean sebastian sergei sergey sharon shirley silvia simone sofia sonia sophia sophie
    stefan stefano stephan stephanie stephen steve steven stuart sue susan susanne sven sylvia takashi tatiana ted teresa theodor theresa thomas tim
    timothy tina tobias tom tomas toni tony ulrich ursula valentina vanessa vera veronica victor victoria viktor vincent vladimir volker walter
    werner wilhelm will william wolfgang xavier yann yoshua yuki yuri yves zoe
    """.split()
)


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
