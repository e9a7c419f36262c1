"""Entities of HTML in dumps of any kind stand for characters before a value is divided."""

import json
from pathlib import Path

import pytest
from conftest import Run

NAMES = "M&uuml;ller, K&auml;the; O&#39;Neil, Bob; D&#x2019;Angelo, Maria"
TAGGED = {
    "ris": "TY  - JOUR\nTI  - Law &amp; order in moss\nAU  - M&uuml;ller, K&auml;the\nAU  - O&#39;Neil, Bob\nAU  - D&#x2019;Angelo, Maria\n"
    "KW  - law &amp; society\nUR  - https://example.org/?x=1&amp;y=2\nER  - \n",
    "enw": "%0 Journal Article\n%T Law &amp; order in moss\n%A M&uuml;ller, K&auml;the\n%A O&#39;Neil, Bob\n%A D&#x2019;Angelo, Maria\n"
    "%K law &amp; society\n%U https://example.org/?x=1&amp;y=2\n",
    "bib": "@article{k, title = {Law &amp; order in moss}, author = {M&uuml;ller, K&auml;the and O&#39;Neil, Bob and D&#x2019;Angelo, Maria},\n"
    "keywords = {law &amp; society}, url = {https://example.org/?x=1&amp;y=2}}\n",
    "csv": f'Title,Authors,Keywords,URL\nLaw &amp; order in moss,"{NAMES}",law &amp; society,https://example.org/?x=1&amp;y=2\n',
}


@pytest.mark.parametrize("kind", TAGGED)
def test_an_entity_is_a_character_everywhere(kind: str, papers: Run, tmp_path: Path) -> None:
    dump = tmp_path / f"dump.{kind}"
    dump.write_text(TAGGED[kind])
    assert papers("ingest", dump)[0] == 0
    (paper,) = json.loads(papers("list", "--json")[1])
    assert paper["title"] == "Law & order in moss"
    assert paper["authors"] == ["Käthe Müller", "Bob O'Neil", "Maria D’Angelo"]
    assert paper["keywords"] == ["law & society"]
    assert paper["url"] == "https://example.org/?x=1&y=2"
