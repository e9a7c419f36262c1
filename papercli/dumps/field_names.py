"""What the fields of a paper are called elsewhere."""

from papercli.patterns import late

NOT_NAME = late(r"[^a-z0-9]+")
# Our field -> the names it goes by elsewhere, folded to lower-case letters and digits. The first
# that holds something wins.
_NAMES: dict[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "title": "title papertitle articletitle documenttitle itemtitle primarytitle name",
        "abstract": "abstract summary description abstractnote abstracttext tldr",
        "authors": "authorfullnames authors author authorships authornames creator creators by "
        "authorlist listofauthors authornames authorsnames authorstring",
        "more_authors": "moreauthors isauthorstruncated",
        "year": "year publicationyear pubyear publishyear publishedyear yearpublished yearofpublication "
        "yr jahr erscheinungsjahr annee ano anio anno",
        "date": (
            "date published publicationdate pubdate publishedat publisheddate datepublished publishdate publishedon "
            "dateofpublication issued publishedprint publishedonline updatedate updated created createdate"
        ),
        "type": "type entrytype itemtype documenttype publicationtype contenttype",
        "venue": (
            "venue journal journaltitle journalref containertitle booktitle conference "
            "publicationtitle sourcetitle publicationname publication journalbook hostvenue "
            "journalname venuename publishedin conferencename institution school university containertitleshort "
            "shortcontainertitle journalabbreviation"
        ),
        "volume": "volume vol journalvolume volumenumber band",
        "issue": "issue number issuenumber no journalissue iss issueno",
        "pages": "pages page pagerange pagination pagenumbers articlenumber pp seiten paginas pagine",
        "arxiv": "arxiv arxivid arxivnumber eprint",
        "doi": "doi digitalobjectidentifier itemdoi doiurl doilink",
        "url": "url link abs absurl pdf pdfurl pdflink href openreviewurl arxivurl",
        "keywords": (
            "keywords keyword authorkeywords indexkeywords keywordsplus ieeeterms meshterms meshheadings categories subjects subject"
        ),
        "tags": "tags tag labels manualtags",
        "key": "id key citekey citationkey paperid corpusid accession pmid eid",
        "citations": (
            "citationcount citationscount citedbycount timescited citedby cites numcitations "
            "citingworkscount isreferencedbycount articlecitationcount timescitedwoscore "
            "timescitedalldatabases totalcitations ncitation ncitations citations"
        ),
        "citations_at": "citationsat querydate",
        "votes": "upvotes votes",
        "votes_at": "votesat",
        "references": "references referencedworks citedreferences",
        "ids": "ids externalids identifiers",
    }.items()
}
# Of the first and the last page, where they stand apart.
FIRST_PAGE = frozenset(
    "startpage pagestart firstpage pagefirst beginningpage bibliofirstpage startingpage".split()
)
LAST_PAGE = frozenset("endpage pageend lastpage pagelast endingpage bibliolastpage".split())
FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}
RANK_OF = {name: rank for names in _NAMES.values() for rank, name in enumerate(names)}
FIELD_NAMES = frozenset(FIELD_OF)
# Names of ids that other databases gave -> which.
DATABASE_OF = {
    "pmid": "pmid",
    "pubmedid": "pmid",
    "pmcid": "pmcid",
    "corpusid": "corpusid",
    "paperid": "s2",
    "eid": "eid",
    "utuniquewosid": "wos",
    "openalexid": "openalex",
    "lensid": "lens",
}


# When a database took a record in or changed it: a date only where there is no year.
TAKEN_IN = frozenset({"updatedate", "updated", "created", "createdate"})


def outranks(name: str, other: str) -> bool:
    """Say whether two names mean one field, and the first is taken where both are given."""
    same = name in FIELD_OF and FIELD_OF[name] == FIELD_OF.get(other)
    return same and RANK_OF[name] < RANK_OF[other]


# Where people write that there is none.
MAY_BE_MISSING = frozenset({"title", "abstract", "authors", "venue", "volume", "issue", "pages"})
# What a thing of any kind may have is no sign of a paper.
TITLES = frozenset(_NAMES["title"]) - {"name"}

# Kinds of publication, as BibTeX, RIS, Crossref and friends call them -> CSL's types.
CSL_TYPES = {
    name: csl
    for csl, names in {
        "article-journal": "ieeejournals ieeeearlyaccessarticles article journalarticle articlejournal jour jfull ejour inpr abst",
        "article": "preprint postedcontent unpublished unpb manuscript eprint misc",
        "paper-conference": "ieeeconferences inproceedings conference conferencepaper proceedingsarticle paperconference conf cpaper conferenceproceedings",
        "article-magazine": "ieeemagazines articlemagazine magazinearticle mgzn",
        "article-newspaper": "articlenewspaper newspaperarticle news",
        "book": "book mvbook edbook ebook editedbook monograph referencebook proceedings collection",
        "chapter": "incollection inbook chapter bookchapter booksection chap echap bookpart referenceentry suppbook suppcollection bookinbook",
        "entry-encyclopedia": "entryencyclopedia encyclopediaarticle inreference encyc",
        "entry-dictionary": "entrydictionary dictionaryentry",
        "thesis": "phdthesis mastersthesis thesis thes dissertation mathesis",
        "report": "techreport report rprt standard workingpaper manual",
        "dataset": "dataset data",
        "software": "software comp computerprogram",
        "webpage": "webpage online elec www electronic website",
        "review": "review",
        "patent": "patent pat",
    }.items()
    for name in names.split()
}
