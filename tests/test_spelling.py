import pytest

from papercli.index.schema import stem_analyzer
from papercli.index.spelling import in_one_spelling, spellings

PAIRS = """
matrix matrices submatrix submatrices index indices multiindex multiindices vertex vertices axis axes vortex vortices
appendix appendices simplex simplices helix helices cortex cortices analysis analyses hypothesis hypotheses
thesis theses synthesis syntheses parenthesis parentheses diagnosis diagnoses hydrolysis hydrolyses basis basis
criterion criteria phenomenon phenomena automaton automata polyhedron polyhedra tetrahedron tetrahedra spectrum spectra
maximum maxima minimum minima optimum optima extremum extrema stratum strata symposium symposia equilibrium equilibria
bacterium bacteria quantum quanta continuum continua lemma lemmata schema schemata stimulus stimuli nucleus nuclei
focus foci locus loci radius radii modulus moduli torus tori fungus fungi formula formulae antenna antennae
larva larvae nebula nebulae corpus corpora genus genera child children woman women mouse mice foot feet half halves
optimization optimisation optimize optimise optimized optimised optimizer optimiser optimizing optimising
generalization generalisation normalize normalise tokenizer tokeniser discretization discretisation
quantized quantised recognize recognise summarization summarisation regularized regularised characterize characterise
behavior behaviour behavioral behavioural color colour colored coloured neighbor neighbour neighborhood neighbourhood
labor labour favor favour tumor tumour vapor vapour humor humour honor honour rigor rigour flavor flavour
center centre centered centred centers centres fiber fibre fibers fibres meter metre kilometers kilometres
liter litre theater theatre caliber calibre centering centring
modeling modelling modeled modelled labeled labelled labeling labelling traveling travelling signaling signalling
tunneling tunnelling fueled fuelled channeled channelled canceled cancelled
analyze analyse analyzed analysed analyzing analysing catalyze catalyse paralyzed paralysed
defense defence license licence practice practise catalog catalogue dialog dialogue dialogs dialogues analog analogue
gray grey aluminum aluminium sulfur sulphur sulfate sulphate program programme skeptical sceptical artifact artefact
aging ageing judgment judgement mold mould maneuver manoeuvre
anemia anaemia leukemia leukaemia pediatric paediatric hemorrhage haemorrhage estrogen oestrogen edema oedema
esophagus oesophagus fetus foetus diarrhea diarrhoea anesthesia anaesthesia etiology aetiology orthopedic orthopaedic
gynecology gynaecology encyclopedia encyclopaedia archeology archaeology ischemia ischaemia celiac coeliac
""".split()


def stem(word: str) -> list[str]:
    return stem_analyzer().analyze(in_one_spelling(word))


@pytest.mark.parametrize(("one", "other"), [*zip(PAIRS[::2], PAIRS[1::2], strict=True)])
def test_two_spellings_of_a_word_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [*zip(PAIRS[::2], PAIRS[1::2], strict=True)])
def test_each_spelling_leads_to_the_other(one: str, other: str) -> None:
    for word, wanted in ((one, other), (other, one)):
        stems = [stem_analyzer().analyze(each) for each in (word, *spellings(word))]
        assert stem_analyzer().analyze(wanted) in stems


# Words that look like one of the rules' and belong with others that do not.
FAMILIES = """
precise precisely · noise noisy · promise promising promisingly · surprise surprisingly · supervised supervision ·
exercise exercises exercising · raise raising · advise advised · likewise · comprise comprising · revise revised ·
service services · device devices · price prices · slice slices · four fours · hour hourly · contour contours ·
source sources · tour tours · course courses · fourier · journal journals · data · area areas · idea ideas · media ·
era eras · formula formulas · index indexed indexing · multi · semi · radii · specimen specimens · regimen regimens ·
square squared squares · measure measures measured · share shared shares · core cores · feature features ·
score scores scored · acre acres · genre genres · phase phases · case cases · base bases · response responses ·
house houses · purpose purposes · course courses · these · those · pose poses · michael · israel · coefficient ·
aerial · poem poems · does · controlled controlling control · small smaller · cell cells · call called calling ·
full fuller · spell spelled · disease diseases · release releases · increase increases · dose doses · lose losing ·
""".split("·")


@pytest.mark.parametrize("family", [words for each in FAMILIES if (words := each.split())])
def test_words_of_one_stem_are_not_parted(family: list[str]) -> None:
    alone = [stem_analyzer().analyze(word)[0] for word in family]
    together = [stem(word)[0] for word in family]
    for at, first in enumerate(alone):
        for other in range(at):
            if first == alone[other]:
                assert together[at] == together[other]


APART = "four for · hour hor · tour tor · contour contort · base basis · media medium · specimen speciman · pose posis"


@pytest.mark.parametrize("pair", APART.split("·"))
def test_words_that_only_look_alike_stay_apart(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)
