"""The reader's own files of papers: where they lie is kept, and they stay where they are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from papercli.changes.marking import Marked
from papercli.changes.naming import named
from papercli.identifiers import normalise_arxiv, normalise_doi
from papercli.library import Library
from papercli.model import Paper
from papercli.patterns import late
from papercli.search.naming import find_named, papers_named
from papercli.store.papers import encode_paper
from papercli.text import number_of

_ENDINGS = frozenset({".pdf", ".ps", ".djvu", ".epub"})
_DOI_NAME = late(r"(10\.\d{4,9})[_@%](?:2F)?(\S+)", re.IGNORECASE)  # 10.1038_nature14539
_ARXIV_NAME = late(r"(?<!\d)(\d{4}\.\d{4,5})(?:v\d+)?(?!\d)")


def attach(library: Library, files: Mapping[str, Sequence[str]], *, remove: bool = False) -> Marked:
    """Attach files to the papers of these names, or take them away; nothing is written where all is so."""
    before = [find_named(library, name) for name in files]
    after = [
        _with_files(paper, paths, remove=remove)
        for paper, paths in zip(before, files.values(), strict=True)
    ]
    changed = [new for old, new in zip(before, after, strict=True) if new is not old]
    if changed:
        count = number_of(sum(map(len, files.values())), "file")
        done = "removed from" if remove else "attached to"
        library.append(
            [encode_paper(paper) for paper in changed],
            command="attach",
            summary=f"{count} {done} {named(changed)}",
        )
    return Marked(after, changed)


def known_files(library: Library, paths: Iterable[Path]) -> dict[str, list[str]]:
    """Return which of these files are of papers in the library, by the arXiv id or DOI in their names."""
    found: dict[str, list[str]] = {}
    for path in paths:
        if path.suffix.lower() not in _ENDINGS:
            continue
        papers = [paper for name in _names(path.stem) for paper in papers_named(library, name)]
        if len({paper.id for paper in papers}) == 1:
            found.setdefault(papers[0].id, []).append(str(path))
    return found


def documents(paths: Iterable[Path]) -> set[str]:
    """Return which of these files may be papers, by their endings."""
    return {str(path) for path in paths if path.suffix.lower() in _ENDINGS}


def _names(stem: str) -> list[str]:
    """Return what the name of a file may say of its paper: `1706.03762v5`, `10.1038_nature14539`."""
    names = [each for each in (normalise_arxiv(stem), normalise_doi(stem)) if each]
    names += [f"arxiv:{found}" for found in _ARXIV_NAME.findall(stem)]
    if doi := _DOI_NAME.match(stem):
        names.append(f"{doi[1]}/{doi[2]}")
    return list(dict.fromkeys(names))


def _with_files(paper: Paper, paths: Sequence[str], *, remove: bool) -> Paper:
    if remove:
        kept = tuple(each for each in paper.files if each not in paths)
    else:
        kept = tuple(dict.fromkeys((*paper.files, *paths)))
    return paper if kept == paper.files else replace(paper, files=kept)
