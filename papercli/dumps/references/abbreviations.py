"""Words that venues are abbreviated with, words that venues begin with, and names of publishers."""

import re

from papercli.patterns import late

# As ISO 4 and IEEE abbreviate the words of journals and proceedings, in lower case.
VENUE_WORDS = frozenset(
    """
    abh abstr abt acad acc accad acoust acta actuar addict addit adm admin adolesc adv advers aeronaut aerosp aesthet aff afr
    agr agric agron akad alg algebr algorithm allg altern amer anaesth anaesthesiol anal analyt anat anc androl anesth
    anesthesiol angew anim ann annu anst anthropol antibiot antimicrob apl app appl approx aquacult aquat arb arbeitsmed arch
    archaeol archit argent arq artif arztl asoc assoc assur astron astronaut astronom astrophys atmos atom audiol aust austral
    australas autom automat automot auton azerb bacteriol bakteriol bayer behav beih beitr belg ber berl bibl biochem biochim
    biodivers bioeng bioinf bioinform bioinformatics biol biom biomater biomath biomech biomed biometr biomol bioorg biopharm
    biophys biosci biosyst biotechnol bl bodenkd bol boll bot botan br bras braz breed brit bul bull cal calc calif can canad
    carbohydr carcinog cardiol cardiovasc catal categ cent ceram cercet cereb cesk charact chem chemother chil chim chin chir
    chromatogr chron cienc circ civ clim climatol clin cogn cognit cogniti coll colloid colloq colomb comb combin combust comm
    commun comp compd compon compos compr comput computat concr condens conf congr consens conserv consol constr consum contam
    contemp contin contr contrib converg convers corp corros cosmol counc crim crit croat cryptogr cryst crystallogr curr cutan
    cybern cybernet cytol czech dat datab decis def demogr dep derg dermatol des dev devel diabet diagn didakt diet diff dimens
    dir dis disabil discip discov discr discret disord disp diss distrib div divers doc doct dokl dyn dynam ecol econ econom
    econometr ecosyst ed edinb educ egypt eidgenöss ekon eksp electr electrochem electromagn electron electrophysiol elektron
    elektrotech elem embryol emerg endocr endocrinol endod endosc energ enferm eng engin engl engrg enseign entomol environ
    enzymol epidemiol epigenet equ ergeb ergod ergon esp essent estomatol estud ethnol ethol etud eur euro europ evol exch exerc
    exp expe expl explor explora ext extr fac fak fam fed fenn ferroelectr fert fertil finan financ finl fis fiz fiziol forens
    forsch forstl fortschr found fract freibg freq front funct fundam fuzzy fís gastroenterol gastrointest gaz geb gen geneeskd
    gener genet genom geo geobot geochem geod geogr geol geom geomech geophys geosci geotech ger geriatr gerontol ges gesch
    ginecol glob gos grad grenzgeb gynaecol gynecol haematol handb harv healthc helv hematol hepatol hered herpetol heterocycl
    hig hist histochem histol horiz horm hortic hosp humanit hydrobiol hydrol hyg hypertens ichthyol identif ieee im imag immun
    immunitatsforsch immunol immunopathol immunother imp implantol improv incl ind indust inequal inf infect infirm inflamm
    infor inform infrastruct ing inj innov inorg inq inst instrum insur int integr intel intell interdiscip interfac intern
    internat interv invent invertebr investig iran isot isr issled issu ist ital izv j jahrb jahresber jap jour jpn jrnl kans
    kaz khim kinet klin knowl lab landesanst landsch landwirtsch lang languag laringol laryngol lat latinoam leadersh learn lect
    lek lett lib libr limnol lin linear ling linguist linn lipid liq lit log logist lond lubr mach macromol mag magn makromol
    malays mamm manag manuf marit mat matem mater matern math maxillofac meas mec mech mechatron med mediterr mekh mem membr
    ment metab metall metallurg meteor meteorol methodol metr metrol mex mich microb microbiol microelectron microsc microw
    mikrobiol mikrosk mil min miner mitt mod modell mol mon monatsh monatsschr monit monogr morphol mot motil mov multidiscip
    multim multivar mus mutagen mutat mycol nac nachr nanobiotechnol nanomater nanomed nanosci nanostruct nanotechnol nat nat'l
    natl nats natur naturforsch naturwiss nauk nav navig naz nebr ned neerl nefrol neotrop nephrol nerv neth netw neujahrsbl
    neurobiol neurochem neurochir neurol neuropathol neurophysiol neuropsychiatr neuropsychol neurosci neurosurg newsl niger
    nondestr nonlinear nouv nucl numer nurs nutr obes obstet occup oceanogr ocul odontoestomatol odontoiatr odontol
    odontostomatol oftalmol oncol onkol oper operat ophtalmol ophthalmol opin opt optim optoelectron optom orch ord org organiz
    organomet ornithol orthod orthop ortop osteoporos osterr ostet otol otolaryngol otorhinolaryngol oxf pac packag paediatr pak
    palaeontol paleontol palliat parasitol parazitol pathog pathol patol pediatr pept perc percept perform perinat perinatol
    periodontol pers perspect pestic pet pharm pharmacokinet pharmacol pharmacother phenom phil philipp philos photobiol
    photochem photogr photogramm photon phycol phys physik physiol phytopathol plann plast pneumol pol polit politech politeh
    pollut polym polytech popul poult pow pract prakt prax precis prep prepr pres prev prikl prim primatol prob probab probl
    proc prod prog progr promot propag prot protoc przegl psichiatr psiquiatr psych psychiatr psychoanal psychol psychom
    psychopharmacol psychosom psychother publ pueric pur purif qual quant quantif quart quat quim radiat radiol radiother railw
    rass rec recept rech recogn recognit reconstr ref refract reg regener regul rehabil relat relativ reliab relig ren rep
    reprod repub res reson resour resourc respir respub retr rev rheol rheum rheumatol rhinol ric riv rob rocz rom roum roy
    rundsch russ sac saf sanit scand sch schrift schriftenr schweiz sci scr sec sect secur seismol sel sem semant semicond semin
    sens sensor ser serv sib simul sin sist sitz sitzungsber skr slav soc sociol softw sol sov sovrem spectr spectrom spectrosc
    sper st stat statist stem stoch stomatol strat strateg struct stud subj subser subst subtrop supercond superconduct suppl
    support supramol surf surg surv sust symb symp sympos synth sys syst taxon tech techn technol tecnol tekh tekhn tekhnol
    telecommun telemed temp tenn teor textb theor theoret ther therm thermodyn thermophys thorac thromb tidskr tidsskr tierarztl
    tijdschr tomogr topol tox toxicol tr trans transact transfus transl transm transp transpl transplant traumatol tribol trop
    tuberc tum turk u.k u.s u.s.a uchebn ukr ultrason undergrad univ unters urol usp util vac vaccin vasc veg veh venereol venez
    ver verfahrenstech verh vertebr vestn veterinarmed vib vibr vir virol virt virusol vis vissh visualiz vitam vitic vopr
    vychisl vyssh wat wien wildl wirel wiss wkshp wochenschr yb yearb z zahnarztl zaved zb zdrav zeit zentralbl zh zool zs zür
    ökol ştiinţ
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
VENUE_START = late(
    r"(?:the\s|in\s)?(?:(?:\d{1,4}(?:st|nd|rd|th)?\s)?(?:annual\s|international\s|intl?\.?\s|european\s|asian\s|ieee(?:/\w{2,6})?\s|acm\s|int\.\s){0,3}"
    r"(?:proc(?:eedings|\.)?|conf(?:erence|\.)|symp(?:osium|\.)|workshop|congress|meeting)\b"
    r"|j(?:ournal|\.|\b)|(?:acm|ieee|aaai|iet|siam|nips|usenix|isprs)\b|trans(?:actions|\.)|advances\sin|adv\.\s|annals\s|ann\.\s|annual\sreview"
    r"|ann(?:u)?\.\srev|acta\s|archives?\s(?:of|for)|arch\.\s|bull(?:etin|\.)\s|lecture\snotes|lect\.\snotes|int(?:ernational|\.)\sj|rev(?:iew|ista|ue|\.)\s"
    r"|zeitschrift|z\.\s|comput\.\s|physical\sreview|phys\.\s|chem\.\s|math\.\s|nature\b|science\b|plos\s|cell\b|lancet\b|pnas\b|bmc\s|bmj\b|jama\b|frontiers\sin|front\.\s"
    r"|arxiv\b|corr\b|biorxiv\b|medrxiv\b|ssrn\b|preprint\b|commun(?:ications|\.)\s|pattern\srecognit|neural\s(?:comput|netw|information)|quarterly\s|american\sj|british\sj|european\sj|eur\.\s)",
    re.IGNORECASE,
)
# What begins a venue of several words, of which a sentence in a title seldom begins.
DOUBTFUL = late(
    r"(?:journal|physical|reviews?|proceedings|transactions|annals|archives?|acta|bulletin|ieee|acm|international|european|american|british|canadian"
    r"|scandinavian|chinese|series|section|part\s[a-z]\b|advances|lecture|current|trends|frontiers|nature|plos)\b",
    re.IGNORECASE,
)
PUBLISHER = late(
    r"\b(?:press|verlag|springer|wiley|elsevier|routledge|sage|publish(?:ers|ing|er)|publications?|books?|academic\spress|hall|mcgraw|pearson|addison|o['’]reilly"
    r"|birkh[aä]user|de\sgruyter|crc|palgrave|macmillan|penguin|norton|houghton|harper|random\shouse|prentice|kluwer|brill|gruyter|blackwell|university\spress|mit"
    r"|cambridge|oxford|princeton|harvard|yale|stanford|chapman|morgan\skaufmann|claypool|packt|manning|apress|curran|pmlr|usenix|ieee|acm|siam|aaai|association\sfor|society|institute|foundation"
    r"|editions?|ediciones|editora|presses|éditions|inc|ltd|gmbh|co|company|sons|media|group|house|dover|crown|vintage|basic|blackwood|freeman|worth|elsevier|iop|world\sscientific|now)\b",
    re.IGNORECASE,
)
# Publishers that stand behind a comma, where a place or a part of a venue may stand, too.
SURE_PUBLISHER = late(
    r"[,;]\s(?:ieee(?:\spress|\scomputer\ssociety)?|acm(?:\spress)?|pmlr|springer(?:[-\s]verlag|\snature|\sinternational\spublishing)?|aaai(?:\spress)?|usenix(?:\sassociation)?|curran\sassociates(?:,\sinc\.?)?"
    r"|elsevier|mit\spress|association\sfor\scomputing\smachinery|association\sfor\scomputational\slinguistics|morgan\skaufmann|openreview\.net|ceur(?:-ws)?|ios\spress|citeseer|isca|siam|eurographics)$",
    re.IGNORECASE,
)
# Series of proceedings, behind a conference.
SERIES_BEHIND = late(
    r"\.\s(?:LNCS|LNAI|LNBI|LNEE|LNNS|CCIS|AISC|IFIP\sAICT|Lecture\sNotes\sin\s[A-Z][\w\s]{2,40})$"
)
