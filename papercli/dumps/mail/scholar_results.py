"""What Google Scholar sets below a result, in the languages of its pages: `Save Cite Cited by 19876 Related articles`."""

import re

from papercli.patterns import late

_N = r"\d[\d,.\u00a0\u202f]{0,9}"
_SAVE = "save speichern enregistrer guardar salva salvar opslaan spara gem lagre zapisz kaydet сохранить 保存 儲存 저장"
_CITE = (
    "cite zitieren citer citar cita citeren citera citér siter cytuj alıntı цитировать 引用 인용"
)
# English, German, French, Spanish and Portuguese, Italian, Dutch, Swedish, Danish and Norwegian, Polish, Russian, Chinese, Japanese, Korean.
_CITED = rf"""
    (?:cited\sby | zitiert\svon:? | cité | citado\spor | citato\sda | geciteerd\sdoor | citerat\sav | citeret\saf
    | sitert\sav | cytowane\sprzez | цитируется:? | 被引用次数[：:]? | 被引用\s?[：:]? | 引用元)
    \s?(?P<many>{_N})(?:\sfois)? | (?P<times>{_N})회\s인용
"""
_RELATED = r"""
    related\sarticles | ähnliche\sartikel | (?:autres\sarticles|articles\ssimilaires|pages\sconnexes) | artículos\srelacionados
    | artigos\srelacionados | articoli\scorrelati | verwante\sartikelen | relaterade\sartiklar | relaterede\sartikler
    | relaterte\sartikler | powiązane\sartykuły | похожие\sстатьи | 相关文章 | 相關文章 | 関連記事 | 관련\s학술자료
"""
_VERSIONS = rf"""
    (?:all|alle|alla|les|las|tutte\se|todas\sas|wszystkie\swersje:?)\s{_N}(?:\s(?:le\s)?vers\w{{2,8}})?
    | все\sверсии\sстатьи\s\({_N}\) | 所有\s?{_N}\s?[个個]版本 | 共\s?{_N}\s?[个個]版本 | 全\s?{_N}\s?バージョン | 전체\s?{_N}개의\s버전
"""
_OTHERS = r"view\sas\shtml | cached | im\scache | en\scache | em\scache | library\ssearch | bibliothekssuche | web\sof\sscience:?\s\d{1,9} | yap | ⇱ | » | ≫ | more | twitter | linkedin | facebook"
# Copied from a page, the sign before Cite is a 99.
_WORDS = " | ".join(rf"(?:99\s)?{word}\b" for word in f"{_SAVE} {_CITE}".split())
_LINKS = f"{_CITED} | {_RELATED} | {_VERSIONS} | {_WORDS} | {_OTHERS}"
_LINE = late(
    rf"(?:☆\s?)?(?:{_LINKS.replace('?P<many>', '?:').replace('?P<times>', '?:')})"
    rf"(?:\s?(?:{_LINKS.replace('?P<many>', '?:').replace('?P<times>', '?:')})){{0,9}} | \[(?:pdf|html)\]\s\S{{3,60}}",
    re.IGNORECASE | re.VERBOSE,
)
_COUNT = late(_CITED, re.IGNORECASE | re.VERBOSE)
LONGEST = 300  # characters of such a line


def is_below_result(text: str) -> bool:
    """Say whether a line is the links below a result, or names the file beside one: `[PDF] arxiv.org`."""
    return len(text) <= LONGEST and _LINE.fullmatch(text) is not None


def cited_by(text: str) -> str | None:
    """Return how often a result is cited, by the line of links below it."""
    found = _COUNT.search(text) if is_below_result(text) else None
    return (found["many"] or found["times"]) if found else None
