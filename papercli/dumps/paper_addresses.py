"""Addresses at which papers are, and those at which tools, talks and articles about them are."""

import re

from papercli.dumps.remembered import remembered
from papercli.patterns import late

_PAPER = late(
    r"arxiv\.org/|alphaxiv\.org/|huggingface\.co/papers|doi\.org/|openreview\.net/(?:forum|pdf|attachment)|aclanthology\.|aclweb\.org/anthology|aclanthology"
    r"|proceedings\.|papers\.(?:nips|neurips|ssrn)|thecvf\.com|jmlr\.|semanticscholar\.org|dl\.acm\.org|ieeexplore|computer\.org/|sciencedirect|springer|nature\.com"
    r"|science\.org|sciencemag|biorxiv|medrxiv|chemrxiv|techrxiv|researchgate\.net/publication|mdpi\.com|wiley\.com|tandfonline|pnas\.org|frontiersin|cell\.com|aaai\.org|ijcai\.org"
    r"|//(?:[\w-]{1,40}\.){0,3}(?:journals|revistas|ojs)\.|/article/view/\d|oup\.com|sagepub\.com/doi|degruyter\.com/document|brill\.com/view|emerald\.com/insight|jhu\.edu/article"
    r"|openedition\.org|copernicus\.org/articles|cairn\.info|persee\.fr/doc|//(?:www\.|search\.)?scielo\.|redalyc\.org|jstage\.jst\.go\.jp|projecteuclid\.org|numdam\.org"
    r"|episciences\.org|drops\.dagstuhl|annualreviews\.org|royalsocietypublishing|jamanetwork\.com/journals|thelancet\.com/journals|bmj\.com/content|hindawi\.com/journals"
    r"|worldscientific\.com|aip\.org/|optica\.org/|spiedigitallibrary|karger\.com/|liebertpub\.com|journals\.lww|linkinghub\.elsevier"
    r"|isca-speech|usenix\.org|vldb\.org|aps\.org|iop\.org|pubs\.acs|rsc\.org|cambridge\.org|jstor\.org|siam\.org|plos\.org|elifesciences|ncbi\.nlm|hal\.science"
    r"|hal\.archives|eprint\.iacr|ceur-ws|dblp\.|bmvc|mlr\.press|nips\.cc|cv-foundation|ecva\.net|robotics.*\.org/|citeseer|/papers?/[^/]+\.pdf|\.pdf(?:$|[?#&])|\.ps(?:\.gz)?$",
    re.IGNORECASE,
)
_NO_PAPER = late(
    r"github\.com|gitlab\.com|youtu\.?be|medium\.com|twitter\.com|x\.com/|wikipedia\.org|colab\.|kaggle\.com|huggingface\.co/(?!papers)|amazon\.|coursera\.",
    re.IGNORECASE,
)
# Where papers are listed: the start of a site, what is new, a journal, a meeting, a volume, a person.
_LISTING = late(
    r"//[^/?#]+/?(?:[?#]|$)|//[^/?#]+/[a-z-]{2,40}/?$|arxiv\.org/(?:list|a|search|catchup|archive|year|corr|user)(?:[/?]|$)|openreview\.net/(?:group|profile)|dblp\.[a-z.-]{2,20}/(?:pid|pers|db|search)(?:/|$)"
    r"|aclanthology\.org/(?:events|volumes|venues|people|search)(?:/|$)|/papers?(?:_files/paper)?/(?:19|20)\d\d/?$|/v\d{1,4}/?$",
    re.IGNORECASE,
)


@remembered
def may_be_paper(url: str) -> bool:
    """Say whether an address is one of where papers are, or of a PDF."""
    return _PAPER.search(url) is not None


@remembered
def leads_elsewhere(url: str) -> bool:
    """Say whether at an address is surely something else than a paper, as a list of papers is."""
    return _NO_PAPER.search(url) is not None or _LISTING.search(url) is not None


def leads_to_paper(url: str) -> bool:
    """Say whether a paper is at an address."""
    return may_be_paper(url) and not leads_elsewhere(url)
