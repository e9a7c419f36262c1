"""A paper of which nothing is known.

Every key of the JSON contract, in its order, with what stands for unknown.

`Paper` has the same fields, typed; this is for the quick paths, which work on plain JSON. A line
that an older version wrote lacks the keys that came later, and is filled up from here.
"""

from typing import Any

BLANK: dict[str, Any] = {
    "id": "",
    "title": "",
    "abstract": None,
    "authors": [],
    "more_authors": False,
    "year": None,
    "date": None,
    "type": None,
    "venue": None,
    "volume": None,
    "issue": None,
    "pages": None,
    "arxiv": None,
    "doi": None,
    "url": None,
    "keywords": [],
    "tags": [],
    "status": "unread",
    "starred": False,
    "note": None,
    "added": "",
    "aliases": [],
    "versions": [],
    "sources": [],
}
PAPER_FIELDS = tuple(BLANK)
