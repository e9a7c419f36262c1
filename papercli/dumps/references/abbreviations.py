"""Words that venues are abbreviated with, words that venues begin with, and names of publishers."""

import re

# As ISO 4 and IEEE abbreviate the words of journals and proceedings, in lower case.
VENUE_WORDS = frozenset(
    """
    abh abstr acad acc acoust acta admin adv advers aeronaut aerosp aesthet afr agric alg algebr algorithm allg amer anal analyt
    anat angew ann annu anthropol antimicrob app appl approx aquat arch archaeol archit artif assoc astron astronaut astrophys
    atmos atom aust austral autom bacteriol behav ber berl biochem biochim bioeng bioinform bioinformatics biol biomech biomed
    biometr bioorg biophys biosci biosyst biotechnol bl bol bot br brit bul bull cal calc can canad cardiol cardiovasc catal
    cent chem chim chin chir circ civ clim clin cogn cogniti coll colloid colloq comb combin comm commun comp comput computat
    conf congr consol constr contam contemp contr converg corp corros cosmol crim cryptogr cryst crystallogr curr cybern dat
    datab decis def dermatol des dev diabet diagn diff dis discip discov discr discret disord distrib div doc doct dyn ecol econ
    econom econometr ed educ electr electrochem electromagn electron emerg endocrinol energ eng engin engrg entomol environ
    epidemiol ergod ergon ethnol ethol eur euro evol exerc exp expe expl explor explora ext fac fam fed fert finan forens found
    fract front funct fundam fuzzy gastroenterol gen genet genom geo geochem geogr geol geom geophys geosci geotech geriatr
    gerontol ges glob gynecol hematol hepatol hered hist hydrol hyg hypertens ieee im imag immunol imp improv ind indust inequal
    inf infect infor inform ing innov inorg inst instrum int integr intel intell interdiscip interfac intern internat interv
    invent issu ist j jahrb jap jour jpn jrnl kaz kinet knowl lab lang languag learn lect lett lib libr limnol lin linear ling
    linguist lipid liq lit log logist mach mag magn manag manuf mat matem mater math meas mech med mem ment metab metall
    metallurg meteorol methodol metr microb microbiol microelectron microsc microw mil min mod mol monatsh monogr morphol mot
    multim multivar mus nac nachr nanomater nanotechnol nat nat'l natl natur naturwiss nav navig neth neurobiol neurol
    neurophysiol neuropsychol neurosci neurosurg nonlinear nucl numer nurs nutr obstet oceanogr oper operat ophthalmol opt optim
    orch ord org organiz orthop osteoporos otol oxf pac paediatr palaeontol parasitol pathol pediatr perc percept perform pers
    perspect pet pharmacol phil philos photogr photogramm photon phys physik physiol phytopathol pol polit pollut polym popul
    pow pract prep pres prev prim probab probl proc prog progr psychiatr psychol psychom publ pur qual quant quart quat radiol
    railw rec recogn ref reg regul rehabil reliab relig ren rep reprod res resour resourc respir retr rev rheumatol rob roy russ
    sac saf scand sch sci sec secur seismol sel semant semicond semin sens sensor ser serv sin sitz sitzungsber skr slav soc
    sociol softw sol sov spectr spectrosc st stat statist stem stoch strat strateg struct stud subst superconduct suppl support
    surg surv sust symb symp synth syst taxon tech techn technol telecommun teor theor ther thermodyn thromb topol tox toxicol
    tr trans transact transp trop tum u.k u.s u.s.a ultrason univ urol vaccin veh verh vib vibr vir virol virt vis visualiz wat
    wildl wirel wiss wkshp yb yearb z zb zeit zh zool zs
    """.split()
)
# Words that end in a full stop within a title.
TITLE_WORDS = frozenset(
    "vs etc cf al eg ie e.g i.e dr mr mrs ms prof st no vol sp spp var resp approx ca fig eq ed eds jr sr".split()
)
# Venues that begin in lower case.
LOWER_VENUES = (
    "arXiv",
    "bioRxiv",
    "medRxiv",
    "chemRxiv",
    "engrXiv",
    "eLife",
    "npj ",
    "iScience",
    "mSystems",
    "mBio",
    "mSphere",
    "eNeuro",
    "ebiomedicine",
    "eScience",
)
VENUE_START = re.compile(
    r"(?:the\s|in\s)?(?:(?:\d{1,4}(?:st|nd|rd|th)?\s)?(?:annual\s|international\s|intl?\.?\s|european\s|asian\s|ieee(?:/\w{2,6})?\s|acm\s|int\.\s){0,3}"
    r"(?:proc(?:eedings|\.)?|conf(?:erence|\.)|symp(?:osium|\.)|workshop|congress|meeting)\b"
    r"|j(?:ournal|\.|\b)|(?:acm|ieee|aaai|iet|siam|nips|usenix|isprs)\b|trans(?:actions|\.)|advances\sin|adv\.\s|annals\s|ann\.\s|annual\sreview"
    r"|ann(?:u)?\.\srev|acta\s|archives?\s(?:of|for)|arch\.\s|bull(?:etin|\.)\s|lecture\snotes|lect\.\snotes|int(?:ernational|\.)\sj|rev(?:iew|ista|ue|\.)\s"
    r"|zeitschrift|z\.\s|comput\.\s|physical\sreview|phys\.\s|chem\.\s|math\.\s|nature\b|science\b|plos\s|cell\b|lancet\b|pnas\b|bmc\s|bmj\b|jama\b|frontiers\sin|front\.\s"
    r"|arxiv\b|corr\b|biorxiv\b|medrxiv\b|ssrn\b|preprint\b|commun(?:ications|\.)\s|pattern\srecognit|neural\s(?:comput|netw|information)|quarterly\s|american\sj|british\sj|european\sj|eur\.\s)",
    re.IGNORECASE,
)
# What begins a venue of several words, of which a sentence in a title seldom begins.
DOUBTFUL = re.compile(
    r"(?:journal|physical|reviews?|proceedings|transactions|annals|archives?|acta|bulletin|ieee|acm|international|european|american|british|canadian"
    r"|scandinavian|chinese|series|section|part\s[a-z]\b|advances|lecture|current|trends|frontiers|nature|plos)\b",
    re.IGNORECASE,
)
PUBLISHER = re.compile(
    r"\b(?:press|verlag|springer|wiley|elsevier|routledge|sage|publish(?:ers|ing|er)|publications?|books?|academic\spress|hall|mcgraw|pearson|addison|o['’]reilly"
    r"|birkh[aä]user|de\sgruyter|crc|palgrave|macmillan|penguin|norton|houghton|harper|random\shouse|prentice|kluwer|brill|gruyter|blackwell|university\spress|mit"
    r"|cambridge|oxford|princeton|harvard|yale|stanford|chapman|morgan\skaufmann|packt|manning|apress|curran|pmlr|usenix|ieee|acm|siam|aaai|association\sfor|society|institute|foundation"
    r"|editions?|ediciones|editora|presses|éditions|inc|ltd|gmbh|co|company|sons|media|group|house|dover|crown|vintage|basic|blackwood|freeman|worth|elsevier|iop|world\sscientific|now)\b",
    re.IGNORECASE,
)
# Publishers that stand behind a comma, where a place or a part of a venue may stand, too.
SURE_PUBLISHER = re.compile(
    r"[,;]\s(?:ieee(?:\spress|\scomputer\ssociety)?|acm(?:\spress)?|pmlr|springer(?:[-\s]verlag|\snature|\sinternational\spublishing)?|aaai(?:\spress)?|usenix(?:\sassociation)?|curran\sassociates(?:,\sinc\.?)?"
    r"|elsevier|mit\spress|association\sfor\scomputing\smachinery|association\sfor\scomputational\slinguistics|morgan\skaufmann|openreview\.net|ceur(?:-ws)?|ios\spress|citeseer|isca|siam|eurographics)$",
    re.IGNORECASE,
)
