"""A made-up library of three subjects."""

import random
from typing import Any

SUBJECTS = {
    "galaxies": "galaxies stars telescope redshift luminosity halo supernova cluster spectra dust".split(),
    "proteins": "proteins folding enzyme residues binding peptide molecules cells membrane ligand".split(),
    "grammar": "grammar parsing syntax sentences translation corpus verbs morphology treebank phrases".split(),
}


def rows_of(count: int, *, with_abstracts: bool = True) -> list[dict[str, Any]]:
    """Return the rows of a dump: papers of each subject in turn, each with words of its own."""
    chance = random.Random(5)
    names = [*SUBJECTS]
    rows = []
    for number in range(count):
        words = SUBJECTS[names[number % 3]]
        some = chance.choices(words, k=25)
        row = {
            "title": f"The {chance.choice(words)} and {chance.choice(words)} of {words[0]}, part {number}",
            "year": 2000 + number % 20,
            "arxiv": f"2101.{number:05}",
        }
        rows.append(row | ({"abstract": f"We see {' '.join(some)}."} if with_abstracts else {}))
    return rows
