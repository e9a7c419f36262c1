"""DBLP's XML, told from other formats that have an element of the same name."""

import io

import pytest

from papercli.dumps.base import Record
from papercli.dumps.input.files import Found, open_dump
from papercli.dumps.reading import read_detected

DBLP_PAPER = (
    '<inproceedings key="conf/x/Roe16"><author>Ann Roe</author><title>On moths.</title><year>2016</year>'
    "<booktitle>X</booktitle>{}</inproceedings>"
)


@pytest.mark.parametrize(
    "around", ["<dblp>{}</dblp>", '<dblpperson name="A"><r>{}</r></dblpperson>']
)
@pytest.mark.parametrize(
    "crossref", ["<crossref>conf/x/2016</crossref>", "<crossref>\n conf/x/2016\n</crossref>", "<crossref/>"]
)  # fmt: skip
def test_an_element_called_crossref_does_not_make_dblp_another_format(
    around: str, crossref: str
) -> None:
    text = around.format(DBLP_PAPER.format(crossref))
    with open_dump(Found("-", stream=io.BytesIO(text.encode()))) as dump:
        kind, found = read_detected(dump)
        assert (kind.name, [isinstance(each, Record) for each in found]) == ("dblp-xml", [True])
