"""English words in one spelling: irregular plurals as singulars, British spelling as American.

What comes out is compared and never shown, so a rule may change a word that it need not change: it
does so wherever the word stands. Regular plurals are the stemmer's business.
"""

import re

from papercli.patterns import late

_SHORTEST = 4  # letters of a word that has two spellings

# Words that follow no rule.
_WORDS = dict(
    pair.split(":")
    for pair in """
    children:child feet:foot geese:goose lice:louse men:man mice:mouse oxen:ox teeth:tooth women:woman
    lenses:lens biases:bias biased:bias biasing:bias atlases:atlas canvases:canvas aliases:alias aliased:alias
    aliasing:alias gases:gas buses:bus irises:iris trellises:trellis
    axes:axis corpora:corpus crises:crisis genera:genus oases:oasis taxa:taxon
    ageing:aging aluminium:aluminum artefact:artifact artefacts:artifact burnt:burned cheque:check cosy:cozy
    defence:defense defences:defense draught:draft enquiry:inquiry enquiries:inquiry enrol:enroll enrols:enroll
    enrolment:enrollment fulfil:fulfill fulfils:fulfill fulfilment:fulfillment grey:gray greyscale:grayscale
    instalment:installment instalments:installment judgement:judgment judgements:judgment
    acknowledgement:acknowledgment acknowledgements:acknowledgment learnt:learned licence:license
    licences:license likeable:likable mould:mold moulds:mold moulded:molded moulding:molding offence:offense
    offences:offense plough:plow ploughing:plowing practise:practice practised:practiced practising:practicing
    pretence:pretense programme:program programmes:program gramme:gram grammes:gram kilogramme:kilogram
    kilogrammes:kilogram sceptic:skeptic sceptics:skeptic sceptical:skeptical scepticism:skepticism
    sizeable:sizable skilful:skillful spelt:spelled tyre:tire tyres:tire yoghurt:yogurt focussed:focused
    focusses:focuses focussing:focusing
    """.split()
)

# Latin and Greek plurals: how a word must end for a rule to be tried, the rule, and what is put
# there. Compounds follow their last part: `submatrices`. The families are closed: Quirk et al., "A
# Comprehensive Grammar of the English Language" (1985), 5.93 to 5.99.
_PLURALS = (
    ("ices", r"(append|bisectr|cicatr|directr|hel|matr|rad)ices$", r"\1ix"),
    ("ices", r"(ap|cod|cort|ind|lat|simpl|vert|vort)ices$", r"\1ex"),
    ("ses", r"(diagno|empha|gene|hypothe|ly|metasta|narco|neuro|parenthe|progno|prosthe|psycho|synop|the)ses$", r"\1sis"),
    ("a", r"(criteri|phenomen|automat|[aeioy]hedr|gangli|mitochondri)a$", r"\1on"),
    ("a",
        (r"(addend|bacteri|continu|corrigend|curricul|desiderat|equilibri|errat|extrem|infim|maxim|memorand|millenni|"
        r"minim|moment|optim|quant|referend|spectr|strat|suprem|symposi|vacu)a$"),
        r"\1um",
    ),
    ("ata", r"(dogm|enigm|lemm|schem|stigm|stom)ata$", r"\1a"),
    ("i",
        (r"(alumn|annul|bacill|calcul|embol|\bfoc|fung|hippocamp|\bloc|modul|nucle|radi|rhomb|stimul|syllab|termin|"
        r"thalam|thromb|\btor|vill)i$"),
        r"\1us",
    ),
    ("ae", r"(\w{3})ae$", r"\1a"),
    ("men", r"(police|sales|trades|fisher|crafts|fire|chair|fore|gentle)men$", r"\1man"),
    ("lves", r"(ca|ha|she|wo)(l)ves$", r"\1\2f"),
    ("ives", r"(\bkni|\bwi)ves$", r"\1fe"),
)  # fmt: skip

_RE = (
    r"calib|cent|fib|goit|\blit|lust|meag|\bmet|(?:centi|deci|kilo|micro|milli|nano|pico)(?:lit|met)|\bmit|sab|scept|"
    r"\bsomb|spect|theat|\btit"
)
# British spelling: what a word must hold, the rule, and what is put there.
_BRITISH = (
    ("lys", r"(?<=[a-z]l)ys(?=(?:e[drs]?|ers|ing|able)$)", "yz"),
    ("our",
        (r"(\barm|\bard|behavi|cand|\bclam|\bcol|bicol|discol|tricol|demean|endeav|fav|ferv|flav|glam|harb|\bhon|dishon|"
        r"hum|\blab|neighb|\bod|parl|ranc|\brig|rum|sav|splend|succ|tum|\bval|vap|\bvig)our"),
        r"\1or",
    ),
    ("re", rf"({_RE})re(?=s?$)", r"\1er"),
    ("red", rf"({_RE})r(?=ed$)", r"\1er"),
    ("centring", r"centring$", "centering"),
    ("ll", r"\b(dia|due|fue|equa)ll(?=(?:ed|ing|ers?)$)", r"\1l"),
    ("logue", r"logue(?=[sd]?$)", "log"),
    ("sulph", r"sulph", "sulf"),
    ("manoeuv", r"manoeuv(?:re|er)", "maneuver"),
    # Greek roots with ae and oe, as medicine has them.
    ("ae", r"(\barch|\bc|\bf|\bgyn|\bh|anc|\borthop|cyclop|pal|\bp|prim)ae(?=[cdeimors])", r"\1e"),
    ("aem", r"aem(?=i[ac])", "em"),
    ("aesth", r"(\ban|\b)aesth", r"\1esth"),
    ("aetio", r"\baetio", "etio"),
    ("oe", r"\boe(?=dem|soph|str)|(?<=\bc)oe(?=liac)|(?<=\bf)oe(?=t)|(?<=rh)oe(?=a)|(?<=\bam)oe(?=b)", "e"),
)  # fmt: skip

# What stands before -ise in words that are spelt so everywhere.
_ALWAYS_ISE = (
    *("a", "o", "u", "w", "adv", "advert", "appr", "arch", "cer", "chast", "circumc", "compr", "conc", "dem"),
    *("dev", "enterpr", "exc", "exerc", "exorc", "expert", "franch", "improv", "merchand", "parad", "prec", "prem"),
    *("prom", "repr", "rev", "sunr", "superv", "surm", "surpr", "telev", "treat"),
)  # fmt: skip
_ISE = late(r"(\w{3,})is(e[drs]?|ers|ings?|ations?|ational|able|ability)")


# What the rules put into a word, at its end or anywhere, and what may have stood there.
_AT_THE_END = [
    ("ix", "ices"), ("ex", "ices"), ("is", "es"), ("on", "a"), ("um", "a"), ("us", "i"), ("a", "ae"), ("a", "ata"),
    ("man", "men"), ("lf", "lves"), ("fe", "ves"),
]  # fmt: skip
_INSIDE = [
    ("iz", "is"), ("yz", "ys"), ("or", "our"), ("er", "re"), ("er", "r"), ("log", "logue"), ("sulf", "sulph"),
    ("euver", "oeuvre"), ("el", "ell"), ("al", "all"), ("arche", "archae"), ("gynec", "gynaec"), ("hem", "haem"),
    ("cesar", "caesar"), ("fec", "faec"), ("ped", "paed"), ("paleo", "palaeo"), ("primev", "primaev"),
    ("em", "aem"), ("esth", "aesth"), ("etio", "aetio"), ("edem", "oedem"), ("esoph", "oesoph"), ("estr", "oestr"),
    ("celiac", "coeliac"), ("fet", "foet"), ("rhea", "rhoea"), ("ameb", "amoeb"),
]  # fmt: skip
_BEFORE: dict[str, list[str]] = {}
for _before, _now in _WORDS.items():
    _BEFORE.setdefault(_now, []).append(_before)


def spellings(word: str) -> list[str]:
    """Return the other words that are the same as a lower-case word, in one spelling."""
    one = in_one_spelling(word)
    may_be = [*_BEFORE.get(one, ())]
    may_be += [one.removesuffix(now) + put for now, put in _AT_THE_END if one.endswith(now)]
    for now, put in _INSIDE:
        at = one.find(now)
        while at >= 0:
            may_be.append(one[:at] + put + one[at + len(now) :])
            at = one.find(now, at + 1)
    found = [one, *(each for each in may_be if in_one_spelling(each) == one)]
    return [each for each in dict.fromkeys(found) if each != word]


def in_one_spelling(word: str) -> str:
    """Return a lower-case word as its singular, if its plural is irregular, and in American spelling."""
    if known := _WORDS.get(word):
        return known
    if len(word) < _SHORTEST:
        return word
    if "is" in word and (found := _ISE.fullmatch(word)) and not found[1].endswith(_ALWAYS_ISE):
        return f"{found[1]}iz{found[2]}"
    # The patterns are compiled when a word needs one: all of them would cost each search 2 ms.
    for end, pattern, put in _PLURALS:
        if word.endswith(end):
            word = re.sub(pattern, put, word)
    for part, pattern, put in _BRITISH:
        if part in word:
            word = re.sub(pattern, put, word)
    return word
