"""Text inside web pages that no parser of HTML takes for markup, and a page that runs nothing but its own script."""

import base64
import hashlib
import json
from typing import Any

_MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def as_inert_json(value: Any) -> str:
    """Return a value as JSON that can stand in a `<script>` of HTML."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_MARKUP)


def digest_of(page: str, kind: str) -> str:
    """Return the hash by which the content policy knows the page's last style or script (CSP 3, 2.3.1)."""
    text = page.rpartition(f"<{kind}>")[2].partition(f"</{kind}>")[0]
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
