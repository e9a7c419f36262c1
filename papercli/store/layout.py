"""What a library's folder holds, by name."""

import os
from pathlib import Path

STORE = "papers.jsonl"
LOCK = "papers.lock"
INDEX = "index"
INDEX_LOCK = "index.lock"


def is_own_file(path: Path, library: Path) -> bool:
    """Say whether a path is that of a file which `library`, or another library, keeps for itself."""
    target = Path(os.path.realpath(path))  # which unlike Path.resolve bears with a loop of links
    folder = next(
        (parent.parent for parent in target.parents if parent.name == INDEX), target.parent
    )
    is_ours = folder != target.parent or target.name in {STORE, LOCK, INDEX_LOCK}
    return is_ours and (folder == Path(os.path.realpath(library)) or (folder / LOCK).exists())
