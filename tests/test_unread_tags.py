from pathlib import Path

import pytest
from conftest import Run


@pytest.mark.parametrize(
    "text",
    [
        "{Reference Type}: Journal Article\n{Title}: Moss\n{Author}: Doe, Jane\n{Year}: 2019\n",
        "TI- Moss\nAU- Doe, Jane\nPU- Moss Press\nPY- 1992\n\nTI- Fern\nAU- Roe, Max\nPY- 1993\n",
        "--AU-- Doe\n--ST-- Moss\n--RT-- article\n--YP-- 2000\n------\n",
        "{题名}: 苔藓\n{作者}: 王大毛\n{刊名}: 苔藓学报\n{年}: 2019\n",
        "T: Moss\nA: Doe\nY: 2019\nJ: Moss\n\nT: Fern\nA: Roe\nY: 2020\nJ: Fern\n",
        "T - Moss\nA - Doe\nY - 2019\nJ - Moss\n",
        "SrcDatabase-来源库: 期刊\nTitle-题名: 苔藓\nAuthor-作者: 王大毛\nYear-年: 2019\n",
    ],
)
def test_tagged_text_in_an_unknown_dialect_is_refused(
    papers: Run, tmp_path: Path, text: str
) -> None:
    (tmp_path / "tagged.txt").write_text(text, "utf-8")
    code, out, err = papers("ingest", tmp_path / "tagged.txt")
    assert (code, out) == (3, "")
    assert "tagged text in an unknown format (" in err
