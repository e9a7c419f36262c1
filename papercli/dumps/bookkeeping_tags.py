"""Names of bookkeeping in tagged text and XML: tags as they are written, elements folded to lower-case letters and digits."""


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


# All tags but those that a reader fills: notes, custom fields, those of the user.
RIS = _names(
    """
    TY ID A1 A2 A3 A4 AB AD AN AU AV BT CA CN CP CT CY DA DB DE DI DO DOI DP DS ED EP ER ET IS J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M3 N2 NV OP PB PP PY
    RI RP SE SN SO SP ST T1 T2 T3 TA TI TT UR VL VO Y1 Y2 YR BP PMID CODEN
    """
)
ENW = _names(
    "%A %B %C %D %E %F %G %H %I %J %K %L %M %N %O %P %Q %R %S %T %U %V %W %X %Y %0 %6 %7 %8 %9 %? %@ %! %& %( %) %* %+ %> %[ %= %~"
)
MEDLINE = _names(
    """
    AB AD AID AU AUID BTI CDAT CI CIN CN COI COIS CON CP CRDT CRF CRI CTDT CTI DA DCOM DDIN DEP DRIN DP DRDT ECF ECI ED EDAT EFR EIN EN FAU FED FIR FPS GR GS
    IP IR IRAD IS ISBN JC JID JT LA LID LR MH MHDA MID NM OAB OABL OCI OID OT OTO OWN PB PG PHST PL PMC PMCR PMID PRIN PS PST PT PUBM RF RIN RN ROF RPF RPI
    RRF RRI SB SFM SI SO SPIN STAT TA TI TT UIN UOF UPI VI VTI
    """
)
OVID = _names(
    """
    <> TI AU FA SO AB UI AN VN DB JN YR DP PY DO VO IP PG KW PT UR XL ST RO NL IN AD IS LG CP PB SU MH SH PU AC EM UP ER OT CC LO CR RN CN GI ED DG DT FT CM
    institution institutions correspondenceaddress language country countryofpublication issn isbn publisher abbreviatedsource subjectheadings meshsubjectheadings status
    journalsubset chaptertitle publicationstatus authornotes datecreated entrydate updatedate revisiondate databaselinks localmessages classificationcode
    casregistrynumber registrynumber grantnumber copyright emtree booktitle booktype editor accessionnumber
    """
)
REFWORKS = _names(
    """
    RT SR ID A1 A2 A3 A4 A5 A6 T1 T2 T3 JF JO YR FD VO IS SP OP K1 AB PB PP ED DO UL LK SN AD AN LA CL SF OT OL RD DS DB AV CN ST CP CY TA TC WP WT WV PN PM
    MR C1 ER NO
    """
)
WOS = _names(
    """
    FN VR PT AU AF BA BF CA GP BE TI SO SE BS LA DT CT CY CL SP HO DE ID AB C1 C3 RP EM RI OI FU FP FX CR NR TC Z9 Z8 ZB ZR ZS ZA U1 U2 PU PI PA SN EI BN J9 JI PD
    PY VL IS PN SU SI MA BP EP AR DI DL D2 EA EY PG PS P2 WC WE SC GA PM UT OA HC HP DA TY PV CO CC LF ED
    """
)
ENDNOTE_XML = _names(
    """
    sourceapp recnumber foreignkeys reftype contributors authaddress authaffiliaton authaffiliation titles periodical altperiodical publocation accessionnum callnum
    label electronicresourcenum remotedatabasename remotedatabaseprovider dates numvols section reprintedition reprintstatus worktype caption keywords tertiarytitle
    """
)
PUBMED = _names(
    """
    pubmeddata chemicallist supplmeshlist meshheadinglist grantlist commentscorrectionslist medlinejournalinfo citationsubset databanklist personalnamesubjectlist
    investigatorlist authorlist journal book sections coistatement genesymbollist spaceflightmission vernaculartitle publicationtypelist pubdate articledate
    pagination elocationid numberofreferences otherid objectlist otherabstract articleidlist locationlabel copyrightinformation contributiondate pubmedbookdata
    itemlist articletitle
    """
)
MODS = _names(
    """
    typeofresource origininfo physicaldescription recordinfo accesscondition identifier classification name titleinfo genre targetaudience tableofcontents part
    relateditem extension
    """
)
JATS = _names(
    """
    body back journalmeta floatsgroup floatswrap subarticle response articleid articlecategories contribgroup contrib aff affalternatives authornotes pubdate permissions selfuri
    relatedarticle relatedobject fundinggroup supportgroup custommetagroup custommetawrap history pubhistory transtitlegroup transabstract transtitle extlink supplementarymaterial
    conference product issuetitle issuepart titlegroup collab kwdgroup compoundkwd notes ack fig titlealternatives subjgroup
    """
)
CROSSREF_XML = _names(
    """
    titles contributors publicationdate publisheritem doidata citationlist program crossmark componentlist institution archivelocations scnpolicies journalmetadata journalissue
    proceedingsmetadata proceedingsseriesmetadata bookmetadata bookseriesmetadata bookmetadataset booksetmetadata eventmetadata journal conference posteddate
    acceptancedate approvaldate personname relations grouptitle degree editionnumber fulltitle componentnumber designators databasedate
    """
)
ACL = _names(
    "meta author editor bibkey revision erratum video attachment pwcdataset pwccode mrf retracted removed award shortbooktitle frontmatter venue event"
)
DBLP = _names("author crossref cite ee cdrom school stream rel series booktitle")
DUBLIN_CORE = _names(
    "header contributor coverage relation source creator type format date identifier about setspec provenance hasversion ispartof bibliographiccitation audience"
)
MARC = _names(
    "leader controlfield recordschema recordpacking recordposition recordidentifier extrarecorddata header about datafield"
)
WORD = _names(
    """
    author bibtexentry bibtexpubstate thesistype standardnumber guid lcid reforder medium tag sourcetype stateprovince countryregion numbervolumes broadcaster
    station theater productioncompany distributor court reporter casenumber abbreviatedcasenumber conferencename publicationtitle periodicaltitle institution journalname
    internetsitetitle albumtitle broadcasttitle recordingnumber patentnumber yearaccessed monthaccessed dayaccessed bibtexkeywords bibtexabstract bibtexlccn bibtexcrossref
    bibtexhowpublished bibtexaffiliation bibtexcontents bibtexcopyright bibtexsize bibtexinternalkey bibtexkey
    """
)
ZOTERO_RDF = _names(
    """
    authors creators creator presenters inventors programmers podcasters artists directors composers performers cartographers interviewees sponsors bookauthors
    editors serieseditors contributors ispartof link isreferencedby relation presentedat repository librarycatalog archive archivelocation callnumber numberofvolumes
    itemtype identifier datesubmitted coverage extent prism alternative abstract journal series memo
    """
)
