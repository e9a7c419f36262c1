"""What a shell asks at the Tab key, answered from what commands declare, without importing the framework.

Commands, arguments and the values of options are. Names of options, other shells and all that is unusual,
quotation marks above all, are for the framework.
"""

import os
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from papercli.cli.completing import Offers, offer, part_at_colon
from papercli.cli.declare import Argument, Option
from papercli.cli.groups import COMMANDS, COMPLETE, SUMMARIES
from papercli.cli.quick import Parameter, names_of, parameters_of

_UNUSUAL = re.compile(r"[\"'\\=]|(?:^|\s)--(?:\s|$)")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_ESCAPED = {'"': '""', "'": "''", "$": "\\$", "`": "\\`", ":": "\\\\:"}  # within what zsh evaluates


class _Context(NamedTuple):
    """What is known of the command line, as the framework would tell it."""

    params: dict[str, Any]
    parent: None = None


def answer() -> Callable[[], int] | None:
    """Return what answers a shell, or None where the framework has to."""
    shell = os.environ[COMPLETE].removeprefix("complete_")
    asked = _asked(shell)
    if asked is None:
        return None
    offers = offers_for(*asked)
    return None if offers is None else lambda: _say(offers, shell)


def _asked(shell: str) -> tuple[Sequence[str], str] | None:
    """Return the words before the one at hand, and that."""
    if shell == "bash":
        if _NUMBER.fullmatch(os.environ.get("COMP_CWORD", "")) is None:
            return None
        part_at_colon()
        line = os.environ.get("COMP_WORDS")
        if line is None or _UNUSUAL.search(line):
            return None
        words, at = line.split(), int(os.environ["COMP_CWORD"])
        return words[1:at], "".join(words[at : at + 1])
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    if shell not in {"zsh", "fish"} or _UNUSUAL.search(line) or not line.strip():
        return None
    words = line.split()
    return (words[1:], "") if line.endswith(" ") or len(words) == 1 else (words[1:-1], words[-1])


def offers_for(words: Sequence[str], incomplete: str) -> Offers | None:
    """Return what there is for a word behind others; None where the framework has to tell."""
    if incomplete[:1] == "-" or words[:1] == ["--library"]:
        return None
    if not words:
        return [each for each in SUMMARIES.items() if each[0].startswith(incomplete)]
    if words[0] not in COMMANDS:
        return None
    known = list(parameters_of(import_module(f"papercli.cli.{words[0]}").command))
    options = {
        name: each
        for each in known
        if isinstance(each.declared, Option)
        for name, _ in names_of(each.declared)
    }
    values: dict[str, Any] = {}
    places, rest = 0, iter(words[1:])
    for word in rest:
        if word[:1] != "-" or word == "-":
            places += 1
            continue
        option = options.get(word)
        if option is None:
            return None
        if option.type is not bool:
            value = next(rest, None)
            if value is None:
                return _found(option, values, incomplete)
            if value[:1] == "-":
                return None
            values[option.name] = value
    arguments = [each for each in known if isinstance(each.declared, Argument)]
    left = [each for at, each in enumerate(arguments) if each.is_list or at >= places]
    return _found(left[0], values, incomplete) if left else []


def _found(parameter: Parameter, values: dict[str, Any], incomplete: str) -> Offers:
    from papercli.cli import completing

    completion = parameter.declared.completion
    if completion is None:
        return []
    find: Callable[..., Any] = (
        getattr(completing, completion) if isinstance(completion, str) else offer(completion)
    )
    takes_context = find.__code__.co_argcount > 1
    found = find(_Context(values), incomplete) if takes_context else find(incomplete)
    offers = [(each, "") if isinstance(each, str) else each for each in found]
    return [each for each in offers if each[0].startswith(incomplete)]


def _say(offers: Offers, shell: str) -> int:
    """Write what is offered as the functions expect it that the framework installs in a shell."""
    if shell == "fish" and os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if offers else 1
    sys.stdout.write(_written(offers, shell) + "\n")
    return 0


def _written(offers: Offers, shell: str) -> str:
    if shell == "bash":
        return "\n".join(value for value, _ in offers)
    if shell == "fish":
        return "\n".join(f"{value}\t{said}" if said else value for value, said in offers)
    if not offers:
        return "_files"
    shown = (
        f'"{_escaped(value)}":"{_escaped(said)}"' if said else f'"{_escaped(value)}"'
        for value, said in offers
    )
    return "_arguments '*: :((" + "\n".join(shown) + "))'"


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(char, char) for char in text)
