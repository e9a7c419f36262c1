"""Names of fields that exports carry and no reader misses: who published a paper, ids, files, what a program notes for itself.

Of each format, those that are its own. They are folded to lower-case letters and digits, or as the format writes them.
"""

from papercli.dumps.field_names import DATABASE_OF, FIELD_OF, FIRST_PAGE, LAST_PAGE
from papercli.patterns import late


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Of several names of these the first is read, and the words of another may be nowhere else.
_SECOND = _names(
    "summary description abstractnote abstracttext tldr keyword keywords authorkeywords indexkeywords ieeeterms subjects subject tags tag labels"
)
# Who brought a paper out and how, and what programs note of it, in tables and everywhere else.
OF_TABLES = _names(
    """
    nr num index rank row unnamed issn eissn issnl isbn eisbn publisher publishers language languages lang country countries city location source sources
    database databases db provider affiliation affiliations institutions orcid orcids authorids authorsids correspondingauthor correspondingauthors email emails
    funding funder funders fundingdetails openaccess oa oastatus license licence copyright coden edition series editor editors abbreviatedsourcetitle added addedat
    addedby datemodified modified lastmodified accessed accessdate dateaccessed file files filename fileattachments attachments numpages numberofpages pagecount
    wordcount doctype shorttitle month day pmcid retrieved crawled scraped timestamp hash checksum aliases versions sortkey quartile sjr impactfactor jif
    序号 番号 语言 出版社 出版者 単位 单位 issn号
    """
)
# And what is read from fields by other means.
COMMON = (
    OF_TABLES
    | _names(
        """
        uuid publishername langid place address publisherplace licenses rights seriestitle dateadded urldate filenames attachment titleshort journalabbr
        journalabbreviation abbreviation abbr version types kind genre format mimetype status state schema username owner creatorid thumbnail thumbnails image
        images icon logo cover slug path mediatype user userid submittedby submitter primarycategory primaryclass primarysubject subtitle titletex translator
        translators collectioneditor organization organisation department chapter authorsparsed pubstate bibdate publicationstatus publicationstage sourcetype
        openaccesspdf fieldsofstudy s2fieldsofstudy entryid citationkey
        """
    )
    | FIELD_OF.keys()
    | DATABASE_OF.keys()
    | FIRST_PAGE
    | LAST_PAGE
) - _SECOND
# What names of fields end in that hold no text of a reader.
ENDS = late(
    r"(?:^|[\W_]|(?<=[a-z])(?=[A-Z]))(?i:at|urls?|uri|href|links?|ids?|dates?|time|timestamp|hash|sha\d*|md5|checksum|counts?|issn|isbn|orcid|languages?|types?"
    r"|licen[cs]es?|rights|abbrev\w*|emails?|thumbnails?|images?|paths?|files?|affiliations?|provenance)$"
)
# Words that say nothing by themselves: answers, and those that join others.
NO_WORDS = _names(
    """
    yes no true false none null nan unknown undefined na and or of the in on at by to for from with an as is et al de la le der die und eds ed pp vol en eng
    fr es it pt zh ja ko ru ger fre spa arxiv preprint doi pmid pmcid isbn issn http https www url org com pdf html page pages figure figures fig figs table tables abstract
    mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday gmt utc
    """
)
# Fields in which Zotero keeps others, one a line.
HOLDERS = _names("extra note")
# Elements of XML that mark a part of a text.
INLINE = _names("style p b i u em strong sub sup span a br div italic bold")

BIBTEX = _names(
    """
    author shortauthor shorteditor afterword annotator commentator foreword introduction bookauthor bookpagination booksubtitle booktitleaddon mainsubtitle maintitle
    maintitleaddon origlanguage origlocation origpublisher origtitle pagetotal pagination part reprinttitle titleaddon indextitle eventtitleaddon venue gender holder
    options presort sortname sortshorthand sorttitle sortyear shorthand entryset entrysubtype execute related relatedoptions relatedtype relatedstring xref crossref xdata
    eprinttype archiveprefix eprintclass bibsource biburl adsurl adsnote journalsubtitle journaltitleaddon issuesubtitle issuetitle issuetitleaddon seriesabbreviation
    shortjournal journaliso howpublished lccn mrnumber mrreviewer zblnumber zbl reportnumber collaboration slaccitation cin cip keywordsplus researchareas webofsciencecategories
    webofscienceindex documenttype authoremail orcidnumbers researcheridnumbers fundingacknowledgement fundingtext citedreferences numberofcitedreferences usagecountlast180days
    usagecountsince2013 docdeliverynumber earlyaccessdate uniqueid journaliso subjectcategory correspondenceaddress mendeleygroups mendeleytags groups readstatus ranking
    priority relevance qualityassured printed articleno issuedate acmid nameddate pubmodel pubtype publocation citationsubset medlinepst medlineta pubmedid subset history
    transliteratedtitle volumetitle chemicals genesymbols genesymbol grantno substancename investigator termowner spaceflightmission physicaldimensions season refid localnote
    conferenceeditor preview selected bibtexshow slides poster video code supp termsofuse researchnotesref internalnote msbibtype type number
    """
)
CSL = _names(
    """
    annote archive archiveplace archivelocation authority callnumber category categories citationlabel citationnumber collectionnumber collectiontitle containerauthor
    containertitleshort dimensions division editorialdirector event eventplace eventtitle firstreferencenotenumber illustrator interviewer jurisdiction keyword
    medium originalauthor originalpublisher originalpublisherplace originaltitle part parttitle printing recipient referencenumber reviewedauthor reviewedgenre
    reviewedtitle scale section volumetitle custom isautomatic author chairperson compiler composer contributor curator director executiveproducer guest host narrator
    organizer performer producer scriptwriter seriescreator locator originaldate supplement yearsuffix
    """
)
ZOTERO = CSL | _names(
    """
    itemtype creators relations collections attachments librarycatalog archive archivelocation callnumber seriestext seriesnumber numberofvolumes reporttype
    reportnumber thesistype presentationtype manuscripttype posttype websitetype maptype meetingname conferencename proceedingstitle booktitle publicationtitle
    university institution websitetitle blogtitle forumtitle encyclopediatitle dictionarytitle programtitle code codenumber reporter court docketnumber filingdate
    applicationnumber prioritynumbers issuingauthority assignee legalstatus patentnumber repository system programminglanguage runningtime audiorecordingformat
    videorecordingformat label studio network episodenumber artworksize artworkmedium interviewmedium letterype lettertype session committee legislativebody history
    ids texids tex select uri inpublications citationkeyformat autotags manualtags automatictags
    """
)
CROSSREF = CSL | _names(
    """
    indexed member messagetype prefix deposited contentdomain relation resource journalissue shortcontainertitle containertitle originaltitle assertion
    link reference institution groupTitle grouptitle updateto updatepolicy clinicaltrialnumber contentcreated contentupdated standardsbody event componentnumber
    alternativeid subtype degree approved posted accepted archive issntype isbntype published publishedprint publishedonline publishedother score review updatedby
    programprojecttitle projects awards freetoread
    """
)
DATACITE = _names(
    """
    creators relateditems relatedidentifiers alternateidentifiers rightslist contributors fundingreferences geolocations sizes formats schemaversion metadataversion
    container contenturl reason landingpage relationships xml datesinfo dates subjects identifiers registered
    """
)
OPENALEX = _names(
    """
    displayname concepts topics primarytopic mesh locations bestoalocation primarylocation grants awards apclist apcpaid sustainabledevelopmentgoals countsbyyear relatedworks
    indexedin biblio openaccess fulltextorigin hostvenue alternatehostvenues abstractinvertedindex authorships citationnormalizedpercentile citedbypercentileyear
    correspondingauthorids correspondinginstitutionids funders hascontent keywords institutionassertions
    """
)
SEMANTIC_SCHOLAR = _names(
    "publicationtypes publicationvenue externalids journal citations references embedding authors citationstyles intents contexts textavailability"
)
OPENREVIEW = _names(
    """
    venueid bibtex paperhash authorids supplementarymaterial primaryarea secondaryarea codeofethics submissionguidelines anonymousurl noacknowledgementsection html pdf
    software data reproducibilitychecklist onesentencesummary submissiontype submissionlength copyrighttransfer authorsareestudents reciprocalreviewing reciprocal
    dataagreement confirmation flaggedforethicsreview studentpaper deskrejectprobability llmusage largelanguagemodels pleasechoosetheclosestareathatyoursubmissionfallsinto
    originallysubmitted subjectareas track competinginterests authorsprofiles
    """
)
HUGGING_FACE = _names(
    "aisummary aikeywords discussionid githubrepo githubstars projectpage submittedondailyby submittedondailyat mediaurls paper authors upvotes organization numcomments ispublished"
)
PAPERPILE = _names(
    "pubtype published author editor journalfull labelsnamed foldersnamed labels folders owner sha1 incomplete kind importinfo booktitle howpublished googleid pubmed subfolders collections"
)
ARXIV = _names(
    "comment comments journalref reportno mscclass acmclass versions version proxy authors authorsparsed categories header announcetype setspec"
)
FEED = ARXIV | _names(
    """
    content encoded author contributor creator published updated pubdate category source generator guid id title p issueidentifier publicationname issueName issuename section coverdisplaydate
    ispartof publicationdate coverdate starting startingpage endingpage pagerange doi volume number aggregationtype teaser enclosure collection group thumbnail
    journalref channel articletype publisher agent person summary
    """
)
CITATION = _names(
    "cffversion message contact commit preferredcitation references identifiers repository repositorycode repositoryartifact entity institution conference collectiontitle authors"
)
# Of Hayagriva, papis, and notes with front matter.
YAML = _names(
    """
    parent serialnumber pagerange pagetotal runtime affiliated timerange volumetotal papisid ref authorlist citations alias cssclass cssclasses banner layout publish draft
    permalink featured header slides math toc weight lastmod
    """
)
# Columns of Zotero, Scopus, IEEE, Web of Science, Dimensions, Publish or Perish, PubMed, Lens, Covidence and Springer.
OF_EXPORTS = ZOTERO | _names(
    """
    artno numberofcitedreferences documentidentifier authorswithaffiliations authorfullnames authorsid molecularsequencenumbers chemicalscas tradenames manufacturers fundingtexts fundingtext references
    correspondenceaddress sponsors conferencename conferencelocation conferencecode languageoforiginaldocument authoraffiliations fundinginformation inspeccontrolledterms
    inspecnoncontrolledterms meshterms bookauthors bookeditors bookgroupauthors bookauthorfullnames groupauthors bookseriestitle bookseriessubtitle conferencetitle
    conferencesponsor conferencehost keywordsplus addresses reprintaddresses emailaddresses fundingorgs fundingnamepreferred citedreferences publishercity publisheraddress
    journalisoabbreviation partnumber supplement specialissue meetingabstract woscategories webofscienceindex researchareas idsnumber openaccessdesignations
    highlycitedstatus hotpaperstatus acknowledgements anthologytitle authorsrawaffiliation authorsaffiliations researchorganizationsstandardized cityofresearchorganization
    stateofresearchorganization countryofresearchorganization stateofstandardizedresearchorganization cityofstandardizedresearchorganization countryofstandardizedresearchorganization
    fundergroup fundercountry fieldsofresearchanzsrc unitsofassessment sustainabledevelopmentgoals fieldsofresearchanzsrc2020 fieldsofresearchanzsrc2008 citation firstauthor
    nihmsid chemicals sourcecountry fieldsofstudy openaccesscolour studytags study covidence extra rights meetingname castmember commenter cosponsor counsel interviewer
    producer recipient reviewedauthor wordsby guest edition medium attorneyagent bookauthor seriesauthor numberofvolumes
    """
)
