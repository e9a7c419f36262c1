"""What stands around the papers on arXiv's pages when they are copied."""

import re

from papercli.patterns import late

_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*"
_FURNITURE = late(
    rf"""
    showing\s.{{1,100}} | total\s+of\s+[\d,]+\s+entries.{{0,300}} | \[?\s*total\s+of\s+\d+.{{0,300}}
    | \[\s*showing\s.{{1,100}} | (?:\d+\s*[-–]\s*\d+|\.{{3}}|…)(?:\s+(?:\d+\s*[-–]\s*\d+|\.{{3}}|…))*
    | (?:new|cross|replacement)\s+(?:submissions|-?lists?)\s*\(.{{1,60}} | (?:new|cross)\s+submissions | replacement\s+submissions
    | cross-lists | replacements | authors\s+and\s+titles\s+for\s.{{1,80}} | see\s+(?:today's\s+new|recent|all)\s.{{0,60}} | new\s+changes
    | {_DAY},\s+\d{{1,2}}\s+\w+\s+\d{{2,4}}(?:\s*\(.{{0,60}}\))? | articles\s+in\s.{{1,60}} | (?:fewer|more|all|\||\s)+
    | quick\s+links | login | help(?:\s*\|\s*advanced\s+search)? | help\s+pages | pages | about | advanced\s+search | donate | search
    | search\.\.\. | all\s+fields | skip\s+to\s+main\s+content | we\s+gratefully\s+acknowledge\s.{{1,200}} | open\s+access\s+in\s.{{0,60}}
    | search\s+v\d.{{0,60}} | \d+ | results\s+per\s+page.* | sort\s+results\s+by.* | announcement\s+date\s.* | submission\s+date\s.*
    | relevance | go | (?:show|hide)\s+abstracts? | search\s+term.* | query:.* | date\s+range.* | classification:.* | include_cross_list:.*
    | order:.* | size:.* | (?:search\s+)?results?\s+(?:\d|for\b).* | searching\s+in\s+archive.* | search\s+in\s+all\s+archives.*
    | sorry,\s+your\s+query.* | \d{{1,4}}\.
    | computer\s+science\s*>.* | [A-Z][\w&,\s-]{{2,50}}\s>\s[\w&,();\s-]{{2,80}} | (?:arxiv\s*)?>.{{0,100}} | [a-z-]+(?:\.[A-Za-z-]{{2,}})?
    | view\s+(?:a\s+)?(?:pdf|html|recent).* | html\s+\(experimental\) | tex\s+source | other\s+formats? | view\s+license | (?:download\s+)?(?:pdf|ps)
    | access\s+paper:? | full-text\s+links:? | download:? | current\s+browse\s+context:? | <\s*prev.* | next\s*> | new\s*\|\s*recent.*
    | change\s+to\s+browse\s+by:? | references\s+&\s+citations.* | nasa\s+ads | google\s+scholar | semantic\s+scholar | dblp.* | inspire.*
    | (?:export\s+)?bibtex\s+citation.* | export\s+citation.* | loading\.\.\. | bookmark.* | bibliographic\s+(?:tools|and\s+citation\s+tools|explorer).*
    | code,\s+data.* | demos.* | related\s+papers | about\s+arxivlabs | arxivlabs.* | (?:.{{0,40}}\btoggle\b.*) | (?:connected\s+papers|litmaps|scite).*
    | (?:alphaxiv|catalyzex|dagshub|gotit\.pub|hugging\s+face|papers\s+with\s+code|sciencecast|replicate|spaces|txyz|influence\s+flower|core\s+recommender).*
    | which\s+authors\s+of\s+this\s.* | (?:disable|enable)\s+mathjax.* | what\s+is\s+mathjax.* | endorsers.* | \(?\s*what\s+is\s+this.*
    | both\s+individuals\s+and\s+organizations\s.* | have\s+an\s+idea\s+for\s.* | contact(?:\s+arxiv.*)? | subscribe(?:\s+to\s+arxiv.*)?
    | copyright | privacy\s+policy | web\s+accessibility.* | arxiv\s+operational\s+status.* | get\s+status\s+notifications.* | email | or\s+slack
    | links\s+to:.* | (?:access|for)\s+(?:key\s+information|more\s+information).* | focus\s+to\s+learn\s+more | arxiv-issued\s+doi.*
    | \(?or\s+arxiv:.* | https?://doi\.org/10\.48550/\S+ | \(refers\s+to\b.* | .{{0,80}}\bfor\s+this\s+version\)?
    | submission\s+history | from:\s.{{1,80}} | .{{0,80}}\[view\s+email\].* | (?:\[v\d+\]\s*)?{_DAY},\s+\d.{{1,60}} | \[v\d+\]
    | comments:\s*withdrawn | .{{0,60}}\barxiv\s+is\s+(?:hiring|now)\b.* | learn\s+about\s.{{0,80}}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BUTTON = late(
    r"view\s(?:a\s)?(?:pdf|html)(?:\s.{0,80})?|html(?:\s\(experimental\))?|tex\ssource|other\sformats?|view\slicense|download\spdf",
    re.IGNORECASE,
)
_SUBJECTS = frozenset(
    "astrophysics|artificial intelligence|computation and language|computer science|computer vision and pattern recognition|condensed matter"
    "|economics|electrical engineering and systems science|general relativity and quantum cosmology|high energy physics - experiment"
    "|high energy physics - lattice|high energy physics - phenomenology|high energy physics - theory|machine learning|mathematical physics"
    "|mathematics|nonlinear sciences|nuclear experiment|nuclear theory|physics|quantitative biology|quantitative finance|quantum physics|robotics"
    "|statistics|cryptography and security|information theory|human-computer interaction|neural and evolutionary computing|statistics theory"
    "|systems and control|methodology|data structures and algorithms|computers and society|software engineering|information retrieval|arxiv".split(
        "|"
    )
)


def is_arxiv_button(text: str) -> bool:
    """Say whether a cleaned line is what arXiv's pages show below the authors to be clicked."""
    return _BUTTON.fullmatch(text) is not None


def is_arxiv_furniture(text: str) -> bool:
    """Say whether a cleaned line is a part of arXiv's pages and of no paper."""
    return text.lower() in _SUBJECTS or _FURNITURE.fullmatch(text) is not None
