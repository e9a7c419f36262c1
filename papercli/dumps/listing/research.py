"""Whether a text reads like research: it reports what was studied and found, in the words that papers share.

Recipes, reviews, news and manuals also stand under titles, in turns of a short line and a long one.
"""

from itertools import islice

from papercli.patterns import late
from papercli.text import fold

# Measured on 20,000 arXiv abstracts and on recipes, reviews, news, manuals and advertisements: one
# abstract in fifty has less; of the others, the best has four on average.
ENOUGH = 5
_REPORT = 2  # points for each way of reporting, and for another instance of it
_MOST_OF_A_WAY = 2
_MOST_WORDS = 6  # points for words of research, one each
_LOOKED_AT = 3_000  # characters
_ADDRESS = 2  # points off for each word to a reader, or about a person

_VERBS = (
    "address|adopt|aim|analy[sz]e|apply|argue|assess|benchmark|calculate|characteri[sz]e|classify|collect|compare|compute|conclude|conduct"
    "|conjecture|consider|construct|create|deduce|define|demonstrate|derive|describe|design|detect|determine|develop|discover|discuss|employ"
    "|establish|estimate|evaluate|examine|explore|extend|find|focus|formulate|generali[sz]e|give|highlight|hypothesi[sz]e|identify|illustrate"
    "|improve|introduce|investigate|measure|model|observe|obtain|outline|perform|predict|present|propose|prove|provide|quantify|release|report"
    "|review|revisit|search|show|simulate|solve|study|suggest|survey|tackle|test|train|treat|unify|use|validate|verify"
)
_DONE = (
    "analy[sz]ed|applied|assessed|calculated|characteri[sz]ed|compared|computed|conducted|considered|constructed|demonstrated|derived|described"
    "|detected|determined|developed|discussed|established|estimated|evaluated|examined|explored|identified|introduced|investigated|measured"
    "|observed|obtained|performed|presented|proposed|proved|proven|reported|shown|simulated|studied|tested"
)
_REPORTS = tuple(
    late(pattern)
    for pattern in (
        rf"\bwe (?:\w+ly |also |then |further |first |thus |have |will )?(?:{_VERBS})(?:e?d|s)?\b",
        r"\b(?:this|the present|present|our) (?:paper|article|study|letter|thesis|survey|work|note|manuscript)\b",
        (
            r"\b(?:our|the proposed|this|proposed) (?:[\w-]+ )?(?:algorithm|analysis|approach|benchmark|data|dataset|experiments?|findings|framework"
            r"|main|methods?|models?|observations|proof|results?|simulations?|technique|theory)\b"
        ),
        rf"\b(?:is|are|was|were|been|be|being) (?:\w+ly |also |then )?(?:{_DONE})\b",
        (
            r"\b(?:analys[ei]s|calculations?|evidence|evaluations?|experiments?|findings|measurements?|observations?|results?|simulations?) (?:\w+ )?"
            r"(?:agree|confirm|demonstrate|imply|indicate|reveal|show|suggest|support)s?\b"
        ),
        (
            r"\bstate[- ]of[- ]the[- ]art\b|\boutperform|\bet al\b|\bnovel\b|\bbaselines?\b|\bdatasets?\b|\btheorems?\b|\bconjectures?\b|\blemma\b"
            r"|\bhypothes[ie]s|\$[^$]+\$|\bp ?[<=] ?0?\.|\bstatistically\b|\brespectively\b|\bmoreover\b|\bfurthermore\b|\bempirical|\bcohort\b"
            r"|\bnumerical"
        ),
    )
)
# By how they start: letters of Latin words are shared by the languages of Europe.
_WORDS = late(
    r"\b(?:algebr|algorit|anali|analy|approxima|architectur|associa|asympto|bayes|behavio|benchmark|bound|brain|cancer|cell|classif|clinic"
    r"|cluster|coeffic|cogniti|cohomolog|combinator|complex|comput|convergen|convex|correlat|coupl|data|decompos|densit|detect|diagnos|diffusi"
    r"|dimension|diseas|distribu|dynami|econom|effect|effici|effizien|eigen|electro|embedd|energ|entrop|equati|equivalen|error|estima|evalua"
    r"|evolution|experim|explicit|express|factor|field|finite|formul|framework|frequen|function|galax|gauss|gene|geometr|gradient|graph|group"
    r"|hamilton|homolog|homotop|hyper|infect|inference|integra|interact|interven|invarian|isomorph|kernel|lattice|learn|limit|linear|llm|magnet"
    r"|manifold|market|markov|mass|math|matri|mechanis|metric|method|metod|mice|model|modul|molec|netwo|neur|noise|nonlin|operator|optim|orbit"
    r"|outcom|parame|partic|patien|perform|perturb|phase|phenom|physi|polic|polynom|popula|predic|prevalen|probab|problem|process|proof|propert"
    r"|protein|prov|quant|random|recept|regress|regulari|represent|result|risk|robust|sampl|scal|scatter|scheme|semanti|sequenc|signal|simula"
    r"|singular|social|solut|space|sparse|spectr|spin|stabil|state|statist|stellar|stochast|struct|struktur|survey|symmetr|sympto|system"
    r"|task|temperat|tensor|theor|therap|tissue|topolog|train|transf|transit|treatm|trial|tumor|uniform|unsuperv|varia|vector|wave)\w*"
)
# Where English has its ways of reporting: in Chinese, Japanese, Korean, Russian, German, French,
# Spanish, Portuguese and Italian.
_ELSEWHERE = late(
    fold(
        "本文|論文|论文|研究|提案|提出|方法|手法|模型|実験|实验|結果|结果|算法|분석|연구|제안|방법|결과|모델"
    )
    + r"|\b(?:в (?:работе|статье)|предлага\w+|исследова\w+|результат\w*|метод\w*|модел\w*|показано"
    r"|arbeit|verfahren|ergebnis\w*|untersuch\w+|vorgestellt|nachgewiesen|experimente|article|resultats?|proposons|etude|presentons|montrons"
    r"|articulo|artigo|resultados|proponemos|propomos|estudio|estudo|presentamos|trabajo|trabalho|articolo|risultati|proponiamo|studio"
    r"|presentiamo|lavoro|mostramos|mostriamo)\b"
)
_TO_READERS = late(
    r"\b(?:you|your|yours|my|me|she|her|he|his|please|tickets?|dollars|euros|students?|salary|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|\d+\.99)\b|[£€] ?\d|\w[?!](?=\s|$)"
)


def research_in(text: str) -> int:
    """Return how much a text reads like research, in points, of which a text of another kind has few."""
    folded = fold(text[:_LOOKED_AT])
    reports = sum(
        len({found[0] for found in islice(report.finditer(folded), _MOST_OF_A_WAY)})
        for report in _REPORTS
    )
    elsewhere = len(set(_ELSEWHERE.findall(folded)))
    words = len({found[0][:5] for found in _WORDS.finditer(folded)})
    addresses = sum(1 for _ in _TO_READERS.finditer(folded))
    return _REPORT * (reports + elsewhere) + min(words, _MOST_WORDS) - _ADDRESS * addresses
