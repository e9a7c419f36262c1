import pytest

from papercli.search.citation import without_apparatus

CITED = {
    "Quill et al. 2022": "Quill 2022",
    "Quill et al., 2022": "Quill 2022",
    "Quill et al. (2022)": "Quill 2022",
    "(Quill et al., 2022)": "Quill 2022",
    "Quill, Rook et al. 2022b": "Quill Rook 2022",
    "Quill and Rook (2022)": "Quill and Rook 2022",
    "(Quill & Rook, 2022)": "Quill Rook 2022",
    "Quill, 2022": "Quill 2022",
    "Quill (2022a)": "Quill 2022",
    "Quill et al.": "Quill",
    '[12] A. Quill, "A neural model", 2022': 'Quill "A neural model" 2022',
    '[3] A. B. Quill and C. Rook, "A neural model of rain," 2022.': 'Quill and Rook "A neural model of rain," 2022.',
    "[7] Quill, A., Rook, B.: A neural model of rain (2022)": "Quill Rook : A neural model of rain 2022",
    "O'Neill et al. 1999": "O'Neill 1999",
    "[Devlin et al., 2019]": "Devlin 2019",
    '"[Kingma et al., 2015]"': "Kingma 2015",
    '"Quill et al. (2022)"': "Quill 2022",
    "He et al. (2016)": "author:He 2016",
    "He, K. et al. 2016": "author:He 2016",
    "An & So (2016)": "author:An author:So 2016",
    '[2] W. Do and A. Quill, "The rain", 2016': 'author:Do and Quill "The rain" 2016',
    "García-Márquez et al. 2021": "García-Márquez 2021",
}
NOT_CITED = (
    "E. coli growth",
    "graph neural networks 2022",
    "year:2022 quill",
    "vitamin C deficiency",
    "f(x) & g(x)",
    "(mesh OR surface) 2020",
    "C. elegans",
    "et alia",
    "[CLS] token",
    "quill",
)


@pytest.mark.parametrize(("text", "meant"), CITED.items())
def test_a_citation_is_read_by_its_names_title_and_year(text: str, meant: str) -> None:
    assert without_apparatus(text).split() == meant.split()


@pytest.mark.parametrize("text", NOT_CITED)
def test_other_queries_are_left_alone(text: str) -> None:
    assert without_apparatus(text) == text
