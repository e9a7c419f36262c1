import pytest

from papercli.dedupe.compare import compare
from papercli.dedupe.evidence import Clue, Kind
from papercli.dedupe.findings import gather
from papercli.dedupe.profile import Profile
from papercli.model import Paper

TITLE = "Learning Smooth Neural Operators on Curved Surfaces"
ABSTRACT = (
    "We learn operators between functions on surfaces. The operators are smooth by construction. "
    "A surface may bend and stretch. Three data sets show where this helps and where it does not. "
    "A fourth one shows the cost of a step in time and memory. The code is short."
)
OTHER = (
    "Tides of the northern fjords were measured for a year. Wind explains half of what the moon "
    "leaves over. Ice takes the rest, and a simple model of ice and wind forecasts a week."
)
MANY = ("Ada Lovelace", "Grace Hopper", "Alan Turing", "Emmy Noether", "Sofia Kovalevskaya")
PRINTED = {"venue": "Journal of Surface Studies", "year": 2020, "volume": "7", "pages": "100-120"}


def paper(**fields: object) -> Paper:
    return Paper(**{"id": "0123abcd", "title": TITLE} | fields)  # type: ignore[arg-type]


def titles(left: str, right: str) -> tuple[dict[str, object], dict[str, object]]:
    return {"title": left}, {"title": right}


def both(fields: dict[str, object], **changes: object) -> tuple[dict[str, object], ...]:
    return fields, fields | changes


# For each clue two papers in which it is found.
EXAMPLES: dict[Clue, tuple[dict[str, object], ...]] = {
    Clue.TITLE_SAME_LONG: titles(TITLE, TITLE.upper()),
    Clue.TITLE_SAME_MEDIUM: titles("Smooth Neural Operators", "Smooth neural operators"),
    Clue.TITLE_SAME_SHORT: titles("Neural Operators", "Neural operators"),
    Clue.TITLE_SAME_COMMON: titles("Editorial", "Editorial"),
    Clue.TITLE_MISSPELT_LONG: titles(TITLE, TITLE.replace("Curved", "Cruved")),
    Clue.TITLE_MISSPELT_MEDIUM: titles("Smooth Neural Operators", "Smooth Nueral Operators"),
    Clue.TITLE_MISSPELT_SHORT: titles("Neural Operators", "Nueral Operators"),
    Clue.TITLE_MISSPELT_COMMON: titles("Introduction", "Introducton"),
    Clue.TITLE_CUT: titles(TITLE, "Learning Smooth Neural Operators on Cur..."),
    Clue.TITLE_SUBTITLE: titles(f"{TITLE}: Theory, Practice and Open Questions", TITLE),
    Clue.TITLE_DRESSED: (
        {"title": f"Lovelace, A., Hopper, G.: {TITLE}. 2020"},
        {"title": TITLE, "authors": ("Ada Lovelace", "Grace Hopper"), "year": 2020},
    ),
    Clue.TITLE_HEAD: titles(TITLE, f"{TITLE} with Sparse Measurements of Heat"),
    Clue.TITLE_CONTAINED: titles(TITLE, f"Towards Faster {TITLE} from Sparse Data"),
    Clue.TITLE_SLIPPED: titles(
        "A Tumble Filter for Noisy Wave Fields", "A Tunable Filter for Noisy Wave Fields"
    ),
    Clue.TITLE_REORDERED: titles(
        "From Neural Operators to Curved Surfaces", "From Curved Surfaces to Neural Operators"
    ),
    Clue.TITLE_TWO_WORDS: titles(
        "Mental Health of Nurses in Towns", "Dental Health of Nurses in Towns"
    ),
    Clue.TITLE_REWORDED_ONCE: titles(TITLE, TITLE.replace("Smooth", "Periodic")),
    Clue.TITLE_REWORDED: titles(
        f"{TITLE} for Heat, Sound and Light in Towns",
        f"{TITLE} for Heat, Sound and Light in Towns".replace("Smooth", "Periodic").replace(
            "Surfaces", "Meshes"
        ),
    ),
    Clue.TITLE_RELATED: titles(TITLE, "Learning Neural Potentials of Curved Proteins"),
    Clue.TITLE_UNLIKE: titles(TITLE, "Tides of the Northern Fjords"),
    Clue.TITLE_CHANGED: (
        {"title": TITLE, "abstract": ABSTRACT},
        {"title": "Operators That Bend", "abstract": ABSTRACT},
    ),
    Clue.NUMBERS_DIFFER: titles(f"{TITLE}, Part 1", f"{TITLE}, Part 2"),
    Clue.NUMBER_ADDED: titles(TITLE, f"{TITLE}, Part 2"),
    Clue.FORM_DIFFERS: titles(TITLE, f"{TITLE} (Extended Abstract)"),
    Clue.WORK_DIFFERS: both(
        PRINTED, venue="University of Ames", type="thesis", volume=None, pages=None
    ),
    Clue.PART_DIFFERS: titles(TITLE, f"{TITLE}: study protocol"),
    Clue.CORRECTION: both(
        PRINTED | {"authors": MANY, "title": TITLE}, title=f"Erratum: {TITLE}", pages="300"
    ),
    Clue.ABSTRACT_EQUAL: both({"abstract": ABSTRACT}),
    Clue.ABSTRACT_SAME: both({"abstract": ABSTRACT}, abstract=f"{ABSTRACT} {OTHER}"),
    Clue.ABSTRACT_ALIKE: both(
        {"abstract": ABSTRACT}, abstract=f"{ABSTRACT.rsplit('A fourth', 1)[0]}{OTHER}"
    ),
    Clue.ABSTRACT_PARTLY: both(
        {"abstract": ABSTRACT}, abstract=f"{ABSTRACT.split('A surface', maxsplit=1)[0]}{OTHER}"
    ),
    Clue.ABSTRACT_UNLIKE: both({"abstract": ABSTRACT}, abstract=OTHER),
    Clue.AUTHORS_SAME_MANY: both({"authors": MANY}),
    Clue.AUTHORS_SAME: both({"authors": MANY[:2]}),
    Clue.AUTHOR_SAME: both({"authors": MANY[:1]}),
    Clue.AUTHORS_MOST: both({"authors": MANY}, authors=MANY[:4]),
    Clue.AUTHORS_FIRST: both({"authors": MANY}, authors=MANY[:1]),
    Clue.AUTHORS_SOME: both({"authors": MANY}, authors=(*MANY[1:3], "Marie Curie")),
    Clue.AUTHORS_FEW: both({"authors": MANY}, authors=(MANY[2], "Marie Curie", "Lise Meitner")),
    Clue.AUTHOR_LATE: both({"authors": MANY}, authors=MANY[2:3]),
    Clue.AUTHORS_IN_TITLE: (
        {"title": f"Lovelace, A., Hopper, G.: {TITLE}. 2020"},
        {"title": TITLE, "authors": ("Ada Lovelace", "Grace Hopper"), "year": 2020},
    ),
    Clue.AUTHORS_KIN: both({"authors": ("Ada Lovelace",)}, authors=("Byron Lovelace",)),
    Clue.AUTHORS_DISJOINT: both({"authors": MANY[:2]}, authors=MANY[3:]),
    Clue.TRIAL_DIFFERS: both(
        {"url": "https://clinicaltrials.gov/show/NCT01234567"},
        url="https://clinicaltrials.gov/show/NCT07654321",
    ),
    Clue.DOI_SAME: both({"doi": "10.1000/a"}),
    Clue.DOI_SLIP: both(PRINTED | {"doi": "10.1000/2020.07.100"}, doi="10.1000/2020.7.100"),
    Clue.DOI_DIFFERS: both({"doi": "10.1000/a"}, doi="10.1000/b"),
    Clue.ARXIV_SAME: both({"arxiv": "2001.00001"}),
    Clue.ARXIV_DIFFERS: both({"arxiv": "2001.00001"}, arxiv="2001.00002"),
    Clue.PREPRINT: ({"arxiv": "2001.00001"}, PRINTED),
    Clue.YEAR_SAME: both({"year": 2020}),
    Clue.YEAR_SLIP: both(PRINTED, year=2021),
    Clue.YEAR_NEXT: both({"year": 2020}, year=2021),
    Clue.YEAR_TWO: both({"year": 2020}, year=2022),
    Clue.YEAR_FAR: both({"year": 2020}, year=2025),
    Clue.VENUE_SAME: both({"venue": "Journal of Surface Studies"}),
    Clue.VENUE_NEAR: both(
        {"venue": "Journal of Surface Studies"}, venue="Journal of Surface Studies and Maps"
    ),
    Clue.VENUE_SLIP: both(PRINTED | {"doi": "10.1000/a"}, venue="Annals of Tides"),
    Clue.VENUE_DIFFERS: both({"venue": "Journal of Surface Studies"}, venue="Annals of Tides"),
    Clue.FORM_OF_VENUE: both(
        {"venue": "Journal of Surface Studies"}, venue="Proceedings of the Conference on Tides"
    ),
    Clue.VOLUME_SAME: both({"volume": "7"}),
    Clue.VOLUME_SLIP: both(PRINTED, volume="70"),
    Clue.VOLUME_DIFFERS: both({"volume": "7"}, volume="9"),
    Clue.ISSUE_SAME: both(PRINTED | {"issue": "1"}),
    Clue.ISSUE_DIFFERS: both(PRINTED | {"issue": "1"}, issue="2"),
    Clue.PAGES_SAME: both({"pages": "100-120"}),
    Clue.PAGES_NEAR: both({"pages": "100-120"}, pages="101-120"),
    Clue.PAGES_SLIP: both(PRINTED, pages="700-720"),
    Clue.PAGES_DIFFER: both({"pages": "100-120"}, pages="700-720"),
    Clue.PAGES_APART: both(PRINTED, title=f"{TITLE} for Fluids", pages="700-720"),
    Clue.SERIES: both(PRINTED | {"title": "Surface notes"}, pages="300-320"),
    Clue.PLACE_SHARED: both(PRINTED | {"pages": "100-101"}),
    Clue.PLACE_SAME: both({"year": 2020, "pages": "100-120"}),
    Clue.PLACE_OWN: both(PRINTED),
}


def known(word: str) -> int:
    """Return how many papers of a library hold a word."""
    return 100 if word in {"mental", "dental", "tunable"} else 0


def clues_of(left: dict[str, object], right: dict[str, object]) -> set[Clue]:
    found = gather(Profile(paper(**left)), Profile(paper(**right)), common=False, frequency=known)
    return {each.clue for each in found}


@pytest.mark.parametrize("clue", Clue, ids=lambda clue: clue.name)
def test_each_clue_is_found_in_its_example(clue: Clue) -> None:
    assert clue in clues_of(*EXAMPLES[clue])


@pytest.mark.parametrize(
    "clue",
    [clue for clue in Clue if clue.kind in {Kind.BARRIER, Kind.EDITION}],
    ids=lambda clue: clue.name,
)
def test_what_rules_out_a_merge_does_so_however_alike_the_rest_is(clue: Clue) -> None:
    alike = {"abstract": ABSTRACT, "authors": MANY} if clue is not Clue.AUTHORS_DISJOINT else {}
    left, right = ({**alike, **each} for each in EXAMPLES[clue])
    assert clue in clues_of(left, right)
    assert compare(paper(**left), paper(**right)).verdict != "duplicate"


def test_weights_are_whole_half_nats_and_no_two_clues_are_one() -> None:
    assert all((2 * clue.weight).is_integer() for clue in Clue)
    assert len({clue.value[0] for clue in Clue}) == len(list(Clue)) == len(Clue.__members__)
