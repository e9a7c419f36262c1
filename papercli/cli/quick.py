"""Plain command lines, read from what a command declares without importing the framework.

Plain is what can mean one thing only: known options with their values, each once, and arguments that begin
with no dash. Whatever else there is, help and mistakes above all, is for the framework.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin

from papercli.cli.declare import Argument, Option

_READ = {  # by type, values that can be read in one way only, and how
    str: (re.compile(r".+", re.DOTALL), str),
    int: (re.compile(r"[0-9]{1,18}"), int),
    float: (re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?"), float),
}


class _NotPlainError(Exception):
    """A command line that the framework has to read."""


class Parameter(NamedTuple):
    """A parameter of a command, as it is declared."""

    name: str
    type: Any  # bool, str, int or float
    is_list: bool
    declared: Any


def values_of(command: Callable[..., Any], arguments: Sequence[str]) -> dict[str, Any] | None:
    """Return what to call a command with, or None where its arguments are not plain.

    Raises UsageError for a value that the command refuses.
    """
    parameters = list(parameters_of(command))
    options = {
        name: (each, is_on)
        for each in parameters
        if isinstance(each.declared, Option)
        for name, is_on in names_of(each.declared)
    }
    values: dict[str, Any] = {}
    places: list[str] = []
    rest = iter(arguments)
    try:
        for argument in rest:
            if argument[:1] != "-" or argument == "-":
                places.append(argument)
                continue
            name, equals, value = argument.partition("=")
            option, is_on = options[name]
            if equals and name[:2] != "--":
                return None
            if option.type is bool:
                _set_flag(values, option.name, is_on, has_value=bool(equals))
                continue
            _set(values, option, name, value if equals else next(rest))
        _place(values, [each for each in parameters if isinstance(each.declared, Argument)], places)
    except (_NotPlainError, KeyError, StopIteration):
        return None
    required = command.__code__.co_argcount - len(command.__defaults__ or ())
    return values if values.keys() >= set(command.__code__.co_varnames[:required]) else None


def parameters_of(command: Callable[..., Any]) -> Iterator[Parameter]:
    """Yield the parameters of a command, in order."""
    for name, annotation in command.__annotations__.items():
        if name == "return":
            continue
        (declared,) = annotation.__metadata__
        kinds = [annotation.__origin__]
        if isinstance(kinds[0], UnionType):
            kinds = [each for each in get_args(kinds[0]) if each is not NoneType]
        is_list = get_origin(kinds[0]) is list
        yield Parameter(name, get_args(kinds[0])[0] if is_list else kinds[0], is_list, declared)


def names_of(option: Option) -> Iterator[tuple[str, bool]]:
    """Yield the names of an option, each with whether it sets a flag: `--star/--unstar`."""
    for each in option.names:
        on, _, off = each.partition("/")
        yield on, True
        if off:
            yield off, False


def _set_flag(values: dict[str, Any], name: str, is_on: bool, *, has_value: bool) -> None:
    if has_value or name in values:
        raise _NotPlainError
    values[name] = is_on


def _set(values: dict[str, Any], option: Parameter, called: str, text: str) -> None:
    if text[:1] == "-" and text != "-":
        raise _NotPlainError
    value = _read(option, text)
    if option.is_list:
        values.setdefault(option.name, []).append(value)
        return
    if option.name in values:
        raise _NotPlainError
    check = option.declared.check
    values[option.name] = check(called, value) if check else value


def _read(parameter: Parameter, text: str) -> Any:
    pattern, read = _READ[parameter.type]
    if pattern.fullmatch(text) is None:
        raise _NotPlainError
    return read(text)


def _place(values: dict[str, Any], parameters: Sequence[Parameter], places: list[str]) -> None:
    """Give each argument its value, the last one all that are left where it is a list."""
    left = [*places]
    for number, each in enumerate(parameters):
        if each.is_list and number < len(parameters) - 1:
            raise _NotPlainError
        taken, left = (left, []) if each.is_list else (left[:1], left[1:])
        read = [_read(each, text) for text in taken]
        if read:
            values[each.name] = read if each.is_list else read[0]
    if left:
        raise _NotPlainError
