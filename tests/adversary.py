"""Texts that a regular expression might take long over, made of its own pieces, and where in `papercli` it is used."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import papercli
from papercli.patterns import Late

_CATEGORIES = {
    "CATEGORY_DIGIT": "1",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_NOT_WORD": "-",
}
_ANYTHING = "a 1-.,:([{<\"'\\$é\n"  # tried where a class leaves much open
_MANY = 1000  # repetitions that count as no limit
COMMON = (
    " ",
    "a",
    "1",
    "-",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    '"',
    "'",
    "<",
    ">",
    "&",
    "\\",
    "$",
    "*",
    "_",
    ".",
    ",",
    ":",
    "\n",
    "\t",
    "é",
    "\u0301",
    "a ",
    "a,",
    "a.",
    "a-",
    " and ",
    "and ",
    " a",
    "1 ",
    "1-",
    "1.",
    ". ",
    ", ",
    "- ",
    "[a",
    "(a",
    "{a",
    "<a",
    "&a",
    "\\a",
    "[a]",
    "(a)",
    "{a}",
    "<a>",
    "<a ",
    "</a>",
    "[](",
    "[a](",
    "**a",
    "** ",
    "`a",
    "A. ",
    "A.",
    "A ",
    "Ab ",
    "a; ",
    "\\ ",
    " \n",
    "\n\n",
    "a\n",
    " :",
    "--",
    "in ",
)


def patterns() -> dict[str, re.Pattern[str]]:
    """Return every compiled pattern of text that stands in a module, also in its tables, by its name."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(papercli.__path__, "papercli."):
        if module.name.endswith("__main__"):
            continue
        if module.name.startswith("papercli.map.") and find_spec("openTSNE") is None:
            continue  # an extra
        for name, value in vars(importlib.import_module(module.name)).items():
            for where, pattern in _patterns_in(f"{module.name}.{name}", value):
                if isinstance(pattern.pattern, str) and pattern not in found.values():
                    found[where] = pattern
    return found


def _patterns_in(where: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, Late):
        yield where, value.compiled
    elif isinstance(value, re.Pattern):
        yield where, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _patterns_in(f"{where}[{key!r}]", each)
    elif isinstance(value, list | tuple | set | frozenset):
        for at, each in enumerate(value):
            yield from _patterns_in(f"{where}[{at}]", each)


@cache
def _methods_called() -> dict[str, set[str]]:
    used: dict[str, set[str]] = {}
    root = Path(papercli.__path__[0])
    for path in root.rglob("*.py"):
        module = ".".join(("papercli", *path.relative_to(root).with_suffix("").parts)).removesuffix(
            ".__init__"
        )
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                used.setdefault(f"{module}.{node.value.id}", set()).add(node.attr)
    return used


def methods_used(name: str) -> set[str]:
    """Return the methods of a pattern that its own module calls.

    None where they are called under another name.
    """
    return _methods_called().get(name.partition("[")[0], set())


def ways_to_use(pattern: re.Pattern[str], used: set[str]) -> list[Callable[[str], object]]:
    """Return the calls by which a pattern is used; when none is known, a search."""
    ways: list[Callable[[str], object]] = []
    if "match" in used:
        ways.append(pattern.match)
    if "fullmatch" in used:
        ways.append(pattern.fullmatch)
    if used & {"search", "sub", "subn", "split", "findall", "finditer"} or not ways:
        ways.append(pattern.findall)
    return ways


def texts(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what may stand before, what may stand again and again, and what may stand behind, to make a text of any length."""
    tree = re._parser.parse(pattern.pattern, pattern.flags)  # type: ignore[attr-defined]
    pieces = dict.fromkeys(_pieces(tree))
    units = dict.fromkeys((*COMMON, *pieces, *(c for piece in pieces for c in piece)))
    starts = list(dict.fromkeys(("", *_starts(tree))))[:8]
    for unit in filter(None, units):
        for start in starts:
            yield start, unit, "\x01"


def _starts(tree: Any) -> Iterator[str]:
    """Yield what matches the beginning of a pattern up to each repetition in it."""
    before = ""
    for operator, argument in tree:
        name = str(operator)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            yield before
            yield before + _sample(argument[2])
            for inner in _starts(argument[2]):
                yield before + inner
        elif name == "SUBPATTERN":
            for inner in _starts(argument[3]):
                yield before + inner
        elif name == "ATOMIC_GROUP":
            for inner in _starts(argument):
                yield before + inner
        elif name == "BRANCH":
            for branch in argument[1][:6]:
                for inner in _starts(branch):
                    yield before + inner
        before += _sample_of(operator, argument)
    yield before


def _pieces(tree: Any) -> Iterator[str]:
    """Yield samples of a pattern's parts, by themselves and as they stand together."""
    samples = [_sample_of(operator, argument) for operator, argument in tree]
    for at in range(len(samples)):
        for end in range(at + 1, min(len(samples), at + 4) + 1):
            yield "".join(samples[at:end])
    yield "".join(samples)
    for operator, argument in tree:
        name = str(operator)
        if name == "IN":
            yield from _members(argument)
        elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            yield from _pieces(argument[2])
        elif name == "SUBPATTERN":
            yield from _pieces(argument[3])
        elif name == "ATOMIC_GROUP":
            yield from _pieces(argument)
        elif name == "BRANCH":
            for branch in argument[1][:12]:
                yield from _pieces(branch)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            yield from _pieces(argument[1])


def _sample(tree: Any) -> str:
    return "".join(_sample_of(operator, argument) for operator, argument in tree)


def _sample_of(operator: Any, argument: Any) -> str:
    match str(operator):
        case "LITERAL":
            return chr(argument)
        case "NOT_LITERAL":
            return "a" if argument != ord("a") else "b"
        case "ANY":
            return "a"
        case "IN":
            return next(_members(argument), "")
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _sample(argument[2]) * (argument[0] or (1 if argument[1] > _MANY else 0))
        case "SUBPATTERN":
            return _sample(argument[3])
        case "ATOMIC_GROUP":
            return _sample(argument)
        case "BRANCH":
            return _sample(argument[1][0])
        case _:
            return ""


def _members(argument: Any) -> Iterator[str]:
    """Yield characters that a class holds, of each kind one."""
    if str(argument[0][0]) == "NEGATE":
        held = re.compile(_class_text(argument))
        yield from (c for c in _ANYTHING if held.fullmatch(c))
        return
    for operator, value in argument:
        match str(operator):
            case "LITERAL":
                yield chr(value)
            case "RANGE":
                yield chr(value[0])
            case "CATEGORY":
                yield _CATEGORIES.get(str(value), "a")


def _class_text(argument: Any) -> str:
    escapes = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}
    escapes |= {
        "CATEGORY_NOT_DIGIT": r"\D",
        "CATEGORY_NOT_SPACE": r"\S",
        "CATEGORY_NOT_WORD": r"\W",
    }
    inside = ""
    for operator, value in argument[1:]:
        match str(operator):
            case "LITERAL":
                inside += f"\\U{value:08x}"
            case "RANGE":
                inside += f"\\U{value[0]:08x}-\\U{value[1]:08x}"
            case "CATEGORY":
                inside += escapes[str(value)]
    return f"[^{inside}]"
