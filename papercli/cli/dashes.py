"""Words of a query that begin with a dash, told from options."""

from collections.abc import Iterable, Sequence
from typing import Any

from papercli.errors import UsageError
from papercli.patterns import late

_WORD = late(r"[a-z][a-z-]+")


def keep_words(arguments: Sequence[str], parameters: Iterable[Any]) -> list[str]:
    """Return a command line on which `-word`, `-"a phrase"` and `-3` are no options.

    They get a blank in front, which means nothing in a query. Options of two dashes, the short
    options that there are, and whatever is an option's value stay as they are. Raises UsageError
    for what may be either: `-oracle` where `-o` takes a text.
    """
    options = {name: each for each in parameters for name in (*each.opts, *each.secondary_opts)}
    kept: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            return [*kept, argument, *rest]
        is_dashed = len(argument) > 1 and argument[0] == "-" and argument[1] != "-"
        if is_dashed and not _is_option(argument, options):
            _refuse_slips(argument, arguments, options)
            argument = f" {argument}"  # noqa: PLW2901 - the same argument, kept from the parser
        kept.append(argument)
        for _ in range(_values_after(argument, options)):
            kept += [value for value in (next(rest, None),) if value is not None]
    return kept


def _refuse_slips(argument: str, arguments: Sequence[str], options: dict[str, Any]) -> None:
    """Raise UsageError for what other programs take for an option, and nobody for a word: `-l`, and `-5` alone."""
    word = argument[1:]
    if len(word) == 1 and word.isalpha():
        raise UsageError(f"no such option: {argument}; to exclude the word, write `NOT {word}`")
    if word.isdecimal() and "--limit" in options and not any(a[:1] != "-" for a in arguments):
        raise UsageError(
            f"for {word} papers write `--limit {word}`, and for the text `-- {argument}`"
        )


def _is_option(argument: str, options: dict[str, Any]) -> bool:
    """Say whether an argument is short options, with or without a value: `-r`, `-n5`, `-rn`.

    A value that is joined to its option has to look like one: `-network` is a word, as `-n` takes
    a number.
    """
    letters = argument[1:]
    seen: set[str] = set()
    while letters and letters[0] not in seen:
        option = options.get(f"-{letters[0]}")
        if option is None:
            return False
        if not option.is_flag and option.name != "help":
            value = letters[1:]
            if not value or not value.isalpha() or value in _WORD.findall(option.help or ""):
                return True
            if option.type.name == "str":
                raise UsageError(
                    f"'{argument}' could mean `-{letters[0]} {value}` or `NOT {argument[1:]}`; write one of these"
                )
            return False
        seen.add(letters[0])
        letters = letters[1:]
    return not letters


def _values_after(argument: str, options: dict[str, Any]) -> int:
    """Return how many of the next arguments are values of this one."""
    if argument[:1] == "-" and argument[:2] != "--":
        argument = f"-{argument[-1]}"  # the last of several short options
    option = options.get(argument)
    return 0 if option is None or option.is_flag else option.nargs
