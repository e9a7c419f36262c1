"""Venues that a database keeps in capitals, as others write them."""

import re

from papercli.patterns import late

_SMALL = frozenset(
    "a an and as at by de del der des di du el en et for from fur für il in la le les los of on or "
    "per pour sur the to und via with y zur".split()
)
# Acronyms of societies and publishers; a word without a vowel is taken for one, too.
_ACRONYMS = frozenset(
    "AAAI AACL AAMAS ACL ACM ACS AGU AIAA AIP AMS APS ASCE ASEE ASIC ASIS ASME BMC BMJ CAV CHI CIKM CIRP COLING COLT "
    "CRC CVPR DNA EAAI EACL ECAI ECCV ECML ECOOP EEG EMNLP EPJ ESA ESOP ESORICS EUSIPCO FEBS FEMS FIB FOCS GECCO "
    "IAENG IAU ICALP ICANN ICASSP ICCV ICDE ICDM ICIP ICLR ICML ICPR ICRA ICSE ICWSM IEE IEEE IEICE IET IFAC IFIP "
    "IJCAI IJCNN IMA INFOCOM INTERSPEECH IOP IROS ISCAS ISIJ ISPRS IST ITC JACC JAMA JASA JAVMA JBIS JETP JOM JSME "
    "KDD LNCS MIT MRI MRS NAACL NASA NATO NDSS NDT NEJM NIPS NMR OSA PLDI PLOS PNAS POPL PTRSA RFID RIAI RNA "
    "SAE SIAM SIGCHI SIGCOMM SIGGRAPH SIGIR SIGKDD SIGMOD SIGPLAN SODA SPE SPIE STACS STOC TAPPI UAI UK US USA USENIX "
    "VLDB VLSI WWW WSEAS 2D 3D".split()
)
_WORD = late(r"[^\W_]+(?:['’][^\W\d_]+)*")
_ORDINAL = late(r"\d+(?:ST|ND|RD|TH)")
_NUMERAL = late(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_VOWEL = late(r"[AEIOUYÀ-ÖØ-Ý]")


def title_case(venue: str | None) -> str | None:
    """Return a venue of several words that is all in capitals with those of a title.

    A single word stays: it may be an acronym as well as a name.
    """
    if venue is None or not venue.isupper() or " " not in venue.strip():
        return venue
    words = list(_WORD.finditer(venue))
    found = []
    at = 0
    for number, word in enumerate(words):
        before = venue[at : word.start()]
        starts = number == 0 or ":" in before or before.endswith((" - ", "("))
        found += [before, _cased(word[0], starts=starts, alone=_is_alone(venue, word))]
        at = word.end()
    return "".join((*found, venue[at:]))


def _is_alone(venue: str, word: re.Match[str]) -> bool:
    """Say whether a word stands in brackets by itself, as acronyms do."""
    return venue[: word.start()].endswith("(") and venue[word.end() :].startswith(")")


def _cased(word: str, *, starts: bool, alone: bool) -> str:
    if _ORDINAL.fullmatch(word):
        return word.lower()
    if word.lower() in _SMALL and not alone:
        return word.capitalize() if starts else word.lower()
    if alone or len(word) == 1 or word in _ACRONYMS or any(map(str.isdigit, word)):
        return word
    if _NUMERAL.fullmatch(word) or not _VOWEL.search(word):
        return word
    if word[1:2] in {"'", "’"}:  # "L'ANNÉE", "O'NEIL"
        return word[:2] + word[2:].capitalize()
    return word.capitalize()
