import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FIXTURES, Run

from papercli.dumps.base import Record, Skipped
from papercli.dumps.formats import format_named
from papercli.dumps.input.files import open_dump
from papercli.dumps.reading import read

FOREIGN = {
    "TEI": '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader><title>A Long Title of a Text</title></teiHeader>\n</TEI>',
    "SVG": '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><title>A picture</title></svg>',
    "a sitemap": '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>x</loc></url></urlset>',
    "OPML": '<opml version="2.0"><body><outline text="x"/></body></opml>',
    "ONIX": '<ONIXMessage release="3.0" xmlns="http://ns.editeur.org/onix/3.0/reference"><Product/></ONIXMessage>',
    "a CSL style": '<style xmlns="http://purl.org/net/xbiblio/csl"><info><title>Style</title></info></style>',
    "GraphML": '<?xml version="1.0"?>\n<!-- a graph -->\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph/></graphml>',
    "a property list": '<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "x">\n<plist><dict/></plist>',
    "part of an Office document": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>',
    "<settings>": "<settings>\n<title>A title of many words here</title>\n<p>A sentence that goes on. And on.</p>\n</settings>\n",
    "BibTeXML": '<?xml version="1.0"?>\n<bibtex:file xmlns:bibtex="http://bibtexml.sf.net/"><bibtex:entry/></bibtex:file>',
    "DataCite XML": "<resource xmlns='http://datacite.org/schema/kernel-4'><titles/></resource>",
    "a Citavi project": '<CitaviExchangeData Version="5.2"><References/></CitaviExchangeData>',
    "a list of PubMed's ids": '<?xml version="1.0"?>\n<eSearchResult><Count>1</Count></eSearchResult>',
    "RDF that is neither Zotero's nor a feed": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description/></rdf:RDF>',
    "<a:thing>": '<a:thing xmlns:a="urn:x"/>',
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_other_xml_is_refused_by_its_name_and_stores_nothing(
    kind: str, papers: Run, dump: Callable[[str, str], Path]
) -> None:
    path = dump(FOREIGN[kind], "other.xml")
    code, _, err = papers("ingest", path)
    assert (code, err) == (3, f"papers: {path}: XML that papers does not read: {kind}\n")
    assert papers("list", "--count")[1] == "0\n"


def test_other_xml_in_a_folder_is_ignored(papers: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.xml").write_text(FOREIGN["SVG"])
    (folder / "b.xml").write_bytes((FIXTURES / "mods/library.xml").read_bytes())
    code, out, err = papers("ingest", folder)
    assert (code, "2 new" in out, "a.xml: ignored" in err) == (0, True, True)


@pytest.mark.parametrize(
    "text",
    [
        '<modsCollection xmlns="http://www.loc.gov/mods/v3"></modsCollection>',
        '<?xml version="1.0"?><dblp/>',
        "<doi_records></doi_records>",
        '<b:Sources SelectedStyle="" xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>',
        "<pmc-articleset></pmc-articleset>",
    ],
)
def test_a_catalogue_without_records_contains_no_papers(
    text: str, papers: Run, dump: Callable[[str, str], Path]
) -> None:
    path = dump(text, "empty.xml")
    code, _, err = papers("ingest", path)
    assert (code, err) == (3, f"papers: {path}: contains no papers\n")


def test_a_text_that_starts_with_a_word_in_angle_brackets_is_no_xml(
    papers: Run, dump: Callable[[str, str], Path]
) -> None:
    path = dump(
        "<CLS> Tokens in Transformers\n\nWe study what such tokens hold in networks of many layers. They hold much, and we show where and how it is held, in which layers, and what becomes of it.\n",
        "listing.txt",
    )
    assert papers("ingest", path)[0] == 0


def test_a_document_in_a_listing_is_reported_and_makes_no_papers(tmp_path: Path) -> None:
    paper = "A Title of a Paper in a List\n\nWe study lists. They hold titles and abstracts, which are long enough to be read.\n\n"
    path = tmp_path / "dump.txt"
    mods = re.sub(r"^<\?.*\n", "", (FIXTURES / "mods/library.xml").read_text(encoding="utf-8"))
    path.write_text(paper * 3 + mods + "\n" + paper * 3, encoding="utf-8")
    with open_dump(str(path)) as dump:
        found = list(read(dump, format_named("listing")))
    assert {each.title for each in found if isinstance(each, Record)} == {
        "A Title of a Paper in a List"
    }
    assert any(isinstance(each, Skipped) and each.line == 13 for each in found)
