import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "papercli"

# From the bottom up: a module may import what stands before it, and its own package.
LAYERS = [
    {"papercli", "blank", "errors", "folder", "stopwords"},
    {"text"},
    {"identifiers", "paper"},
    {"dumps", "addition", "atomic", "journal", "locks", "ownership", "log", "logfile", "store", "watch", "query"},
    {"index", "records", "marks", "history", "dedupe"},
    {"interpret", "literal", "ranking", "snippets", "spelling", "library", "decisions"},
    {"draft", "namesakes", "pending", "ties", "otherlibrary", "sightings", "ingest"},
    {"search", "salvage", "doctor", "compact", "backup"},
    {"views", "exports"},
    {"cli", "__main__"},
]
ONLY_IN = {"rich": {"views"}, "tantivy": {"index"}, "typer": {"cli"}, "numpy": set(), "platformdirs": {"cli"}}


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0].replace("__init__", "papercli")


def imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names} if node.module == "papercli" else {node.module}
    return names


def test_imports_point_one_way() -> None:
    rank = {name: number for number, names in enumerate(LAYERS) for name in names}
    for path in PACKAGE.rglob("*.py"):
        part = part_of(path)
        assert part in rank, f"{part} has no layer"
        for name in imports(path):
            if name.startswith("papercli."):
                target = name.split(".")[1]
                target = target if target in rank else "papercli"
                assert rank[target] <= rank[part], f"{path.name} imports {name}"


def test_a_dependency_is_imported_in_one_place() -> None:
    for path in PACKAGE.rglob("*.py"):
        for name in imports(path):
            allowed = ONLY_IN.get(name.split(".")[0])
            assert allowed is None or part_of(path) in allowed, f"{path.name} imports {name}"


def test_nothing_prints_outside_the_command_line_and_nothing_is_pickled() -> None:
    for path in PACKAGE.rglob("*.py"):
        names = {node.func.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        assert not names & {"print", "eval", "exec"}, path.name
        assert not {name.split(".")[0] for name in imports(path)} & {"pickle", "marshal", "shelve"}, path.name
