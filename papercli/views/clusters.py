"""Papers that go together, side by side, with what differs highlighted."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from rich.table import Table
from rich.text import Text

from papercli.dedupe.clusters import Cluster, Pair
from papercli.model import Paper
from papercli.text import fold
from papercli.views.table import FAINT, ID, render

_DIFFERENT = "bold magenta"
_VERDICT_STYLES = {"duplicate": "bold green", "version": "bold blue", "possible": "bold magenta"}
_SIDE_BY_SIDE = 70  # columns from which on two papers stand beside each other
_ABSTRACT = 220  # characters shown, around the first difference
_SUREST = 0.99  # nothing is surer than that
_ROWS = (
    "title",
    "authors",
    "year",
    "venue",
    "volume",
    "pages",
    "doi",
    "arxiv",
    "abstract",
    "source",
)


def cluster_lines(clusters: Sequence[Cluster]) -> str:
    """Return one line a pair: verdict, score, both ids, reasons, both titles; parted by tabs."""
    rows = (
        (
            c.verdict,
            f"{p.comparison.score:.3f}",
            p.left.id,
            p.right.id,
            "; ".join(p.comparison.reasons),
            p.left.title,
            p.right.title,
        )
        for c in clusters
        for p in c.pairs
    )
    return "".join("\t".join(row) + "\n" for row in rows)


def cluster_list(clusters: Sequence[Cluster], width: int, *, color: bool) -> str:
    """Return all clusters, the surest first, each with its pairs side by side."""
    return "\n".join(render_cluster(cluster, width, color=color) for cluster in clusters)


def render_cluster(cluster: Cluster, width: int, *, color: bool) -> str:
    """Return one cluster: its verdict, and each pair with the reasons."""
    # A pair goes without saying.
    many = f", {len(cluster.papers)} papers" if len(cluster.papers) > 2 else ""
    shown = "possible duplicate" if cluster.verdict == "possible" else cluster.verdict
    head = Text(shown, style=_VERDICT_STYLES[cluster.verdict])
    head.append(many, style=FAINT)
    parts = [render(head, width, color=color)]
    parts += [
        _pair(pair, cluster, width, color=color) for pair in cluster.pairs[: len(cluster.papers)]
    ]
    return "".join(parts)


def _pair(pair: Pair, cluster: Cluster, width: int, *, color: bool) -> str:
    table = Table(
        box=None,
        padding=(0, 2, 0, 0),
        pad_edge=False,
        show_header=False,
        expand=width >= _SIDE_BY_SIDE,
    )
    table.add_column(style=FAINT, no_wrap=True, width=8)
    beside = width >= _SIDE_BY_SIDE
    table.add_column(ratio=1, overflow="fold")
    if beside:
        table.add_column(ratio=1, overflow="fold")
    for name, one, other in _rows(pair.left, pair.right):
        if name == "id":
            first, second = _id(pair.left, cluster), _id(pair.right, cluster)
        elif name == "source":
            first, second = Text(one), Text(other)
        else:
            first, second = _differences(one, other)
        if beside:
            table.add_row(name, first, second)
        else:
            table.add_row(name, first)
            if one != other:
                table.add_row("", second)
    reasons = Text(
        f"{min(pair.comparison.score, _SUREST):.0%} likely the same work: "
        + "; ".join(pair.comparison.reasons),
        style="italic",
    )
    return render(table, width, color=color) + render(reasons, width, color=color)


def _id(paper: Paper, cluster: Cluster) -> Text:
    """Return the id of a paper, and whether it is the one that the others are folded into."""
    shown = Text(paper.id, style=ID)
    return (
        shown.append(" (kept)", style=FAINT)
        if cluster.verdict == "duplicate" and paper is cluster.keep
        else shown
    )


def _rows(left: Paper, right: Paper) -> list[tuple[str, str, str]]:
    rows = [("id", left.id, right.id)]
    for name in _ROWS:
        one, other = _field(left, name), _field(right, name)
        if name == "abstract" and one and one == other:
            one = other = "(the same)"
        elif name == "abstract":
            one, other = _around_difference(one, other)
        if one or other:
            rows.append((name, one, other))
    return rows


def _field(paper: Paper, name: str) -> str:
    if name == "authors":
        return ", ".join([*paper.authors, *(["et al."] if paper.more_authors else [])])
    if name == "source":
        return ", ".join(f"{source.file}:{source.line}" for source in paper.sources)
    return str(getattr(paper, name) or "")


def _around_difference(one: str, other: str) -> tuple[str, str]:
    """Return the parts of two long texts where they first differ."""
    same = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    start = max(0, one.rfind(" ", 0, max(0, same - 60)) + 1)

    def part(text: str) -> str:
        cut = text[start : start + _ABSTRACT]
        if len(text) > start + _ABSTRACT:
            cut = (cut[: cut.rfind(" ")] if " " in cut else cut) + " …"
        return f"… {cut}" if start and cut else cut

    return part(one), part(other)


def _differences(one: str, other: str) -> tuple[Text, Text]:
    """Return both texts with the words highlighted that the other does not have in the same place."""
    first, second = one.split(" "), other.split(" ")
    shown = Text(), Text()
    matcher = SequenceMatcher(None, list(map(fold, first)), list(map(fold, second)), autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        style = "" if tag == "equal" or not (one and other) else _DIFFERENT
        for text, words in ((shown[0], first[i:j]), (shown[1], second[k:m])):
            for word in words:
                text.append((" " if text.plain else "") + word, style=style)
    return shown
