"""Page furniture of trending-papers listings: the lines of a copied page that belong to no paper."""

import re

# Lines that stand in no paper.
_BOXES = frozenset(
    "Subscribe|byAK and the research community|by AK and the research community|Load more|View arXiv page|View PDF|Add to collection|"
    "arXiv page|Trending Papers|Daily Papers|Submitted by|Back to top|System theme|Light theme|Dark theme|Hugging Face".split("|")
)
# Navigation: words that could also be the last line of a wrapped title, so they count only in company.
_NAVIGATION = frozenset(
    "new|New|Trending|Previous|Next|Show more|View all|Company|TOS|Privacy|About|About us|Jobs|Careers|Contact|Website|Models|Datasets|"
    "Spaces|Buckets|Community|Docs|Enterprise|Pricing|Log In|Log in|Sign Up|Sign up|Sign in|Terms|Terms of Service|Privacy Policy|"
    "Search|Papers|Collections|Posts|Blog|Forum|Upvote|Project page|GitHub|Share|Comment|Comments|Today|Yesterday|This week|"
    "This month|Daily|Weekly|Monthly|Home".split("|")
)
_PATTERNS = re.compile(
    r"""
    [·•\-–—|↑▲+\s]*\d+(?:[.,]\d+)?\s?[kKM]?                                  # a vote count: 124, 1.2k
    | [·•\-–—\s]*\d+\s+(?:authors?|comments?|upvotes?|votes?|likes?)        # · 12 authors
    | (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?  # Mar 14
    | \d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:\s+\d{4})?    # 14 Mar 2025
    | \d{4}-\d{2}-\d{2}
    | Published\ on\ \w+\ \d{1,2}(?:,\ \d{4})? | Submitted\ by\ [\w.-]+
    | Page\s+\d+(?:\s+(?:of|/)\s+\d+)?
    | ©.{0,60}
    | [\W_]+                                                                # a rule, an arrow, a bullet alone
    """,
    re.VERBOSE,
)
_NEWSLETTER = "get trending papers in your"
_SUBSCRIBE = "Subscribe"


def is_furniture(line: str) -> bool:
    """Say whether a cleaned line is page furniture wherever it stands."""
    return line in _BOXES or opens_page(line) or _PATTERNS.fullmatch(line) is not None


def is_navigation(line: str) -> bool:
    """Say whether a cleaned line is page furniture if it stands among other furniture or apart."""
    return line in _NAVIGATION


def opens_page(line: str) -> bool:
    """Say whether a cleaned line is the newsletter box that stands on top of a page."""
    return line.lower().startswith(_NEWSLETTER)


def unglue(line: str, *, after_newsletter: bool) -> str:
    """Return `line` without the button's word `Subscribe` when that is glued to its front.

    Right below the newsletter box it always is; elsewhere only where no English word goes on so: `SubscribeNeRF`, not `Subscribers`.
    """
    rest = line.removeprefix(_SUBSCRIBE)
    if rest == line or not rest or rest[0].isspace():
        return line
    return rest if after_newsletter or not rest[0].islower() else line
