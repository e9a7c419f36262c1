import ast
import re
import sys
import tomllib
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "papercli"

# From the bottom up: a module may import what stands before it, and its own package.
LAYERS = [
    "papercli errors patterns text identifiers model marks name_words names latex online",
    "store index library search",
    "dumps dedupe duplicates ingest changes maintenance desktop",
    "views exports map browse cli __main__",
]
RANK = {name: rank for rank, name in enumerate(" ".join(LAYERS).split())}
ONLY_IN = {
    "chardet": {"dumps"},  # every dependency, and the packages that may import it
    "ftfy": {"dumps"},
    "filelock": {"store"},
    "lxml": {"dumps"},
    "msgspec": {"maintenance", "store", "views"},
    "numpy": {"map"},
    "openTSNE": {"map"},
    "platformdirs": {"cli"},
    "pylatexenc": {"latex"},
    "rapidfuzz": {"dedupe", "search"},
    "rich": {"browse", "views"},
    "sklearn": {"map"},
    "tantivy": {"index"},
    "textual": {"browse"},
    "threadpoolctl": {"map"},
    "typer": {"cli"},
    "urllib3": {"online"},
    "yaml": {"changes", "dumps"},
}
ONLY_DATA = {"symspellpy"}  # distributions of which a file is read, and nothing is imported
DISTRIBUTIONS = {
    "pyyaml": "yaml",
    "scikit-learn": "sklearn",
}  # what is imported under another name than it is installed


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(
        ".__init__"
    )


MODULES = {module_of(path): path for path in PACKAGE.rglob("*.py")}


def imports(path: Path) -> set[str]:
    """Return the modules that a file imports, ours by their full names."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in MODULES else node.module for name in inner}
    return names


IMPORTS = {name: imports(path) for name, path in MODULES.items()}


def part_of(module: str) -> str:
    return module.split(".")[1] if "." in module else module


def test_imports_point_one_way() -> None:
    for module, names in IMPORTS.items():
        assert part_of(module) in RANK, f"{module} has no layer"
        for name in names & MODULES.keys():
            assert RANK[part_of(name)] <= RANK[part_of(module)], f"{module} imports {name}"


def test_no_module_imports_itself_through_others() -> None:
    left = {name: names & MODULES.keys() - {name} for name, names in IMPORTS.items()}
    while free := [name for name, names in left.items() if not names & left.keys()]:
        for name in free:
            del left[name]
    assert not left, "these import each other: " + ", ".join(sorted(left))


def test_the_top_of_the_package_is_small() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= 12


def test_no_file_is_longer_than_a_reader_takes_in() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}
    assert not {name: length for name, length in lengths.items() if length > 300}


def test_a_dependency_is_imported_only_where_it_belongs() -> None:
    used: dict[str, set[str]] = {}
    for module, names in IMPORTS.items():
        for name in {each.split(".")[0] for each in names} - {
            *sys.stdlib_module_names,
            "papercli",
            "_typeshed",
        }:
            used.setdefault(name, set()).add(part_of(module))
    assert used == ONLY_IN
    declared = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = declared["dependencies"] + declared["optional-dependencies"]["map"]
    names = {re.split(r"[^\w-]", each)[0] for each in wanted}
    assert {DISTRIBUTIONS.get(name, name) for name in names - ONLY_DATA} == used.keys()


def test_nothing_prints_outside_the_command_line_and_nothing_is_pickled() -> None:
    for module, path in MODULES.items():
        called = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not called & {"print", "eval", "exec"}, module
        forbidden = {"pickle", "marshal", "shelve"}
        assert not {name.split(".")[0] for name in IMPORTS[module]} & forbidden, module


def test_an_expression_that_is_compiled_late_is_used_by_its_methods() -> None:
    """The functions of `re` refuse what only stands for a compiled expression."""
    for name, path in MODULES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        late = {
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and getattr(node.value.func, "id", "") == "late"
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and getattr(getattr(node.func, "value", None), "id", "") == "re"
            ):
                given = {each.id for each in node.args if isinstance(each, ast.Name)}
                assert not given & late, f"{name}:{node.lineno}"
