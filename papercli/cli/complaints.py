"""What the framework finds wrong with a command line, in our words."""

from collections.abc import Sequence

from typer import TyperException

from papercli.cli.mistakes import meant_argument, meant_option
from papercli.patterns import late

_POSSIBLE = late(r" \(Possible options: (--[\w-]+)[^()]*\)")
_TOO_MANY = "too many arguments"
_WORDINGS = {  # of the framework, and what a reader understands
    "is not a valid int": "is not a whole number", "is not a valid float": "is not a number",
    "Got unexpected extra argument(s)": _TOO_MANY,
}  # fmt: skip
_MISSING = {  # what a command needs, other than the name of a paper
    "ingest": "nothing to ingest; name a file or folder, or - for standard input",
    "save": "a name and a query are needed; for example `papers save todo is:unread`",
    "attach": "name a paper and its files, or a folder; for example `papers attach 3f9c paper.pdf`",
    "backup": "no file to write to; for example `papers backup papers-backup.jsonl.gz`",
}


def complaint(error: TyperException, arguments: Sequence[str]) -> str:
    """Return what the framework found wrong with the command line, in our words."""
    message = _one_line(error.format_message())
    context = getattr(error, "ctx", None)
    if context is None:
        return message
    name = context.info_name
    if message.startswith("missing argument"):
        return _MISSING.get(name, f"name at least one paper, e.g. `papers {name} 3f9c`")
    if option := getattr(error, "option_name", None):
        options = [each for param in context.command.params for each in param.opts]
        hint = meant_option(option, _value_behind(option, arguments), name, options)
        message = message.partition("; did you mean")[0] if hint else message
        return f"{message}; {hint}" if hint else message
    if message.startswith(_TOO_MANY):
        surplus = message.removeprefix(_TOO_MANY).strip(" ()")
        hint = meant_argument(name, surplus)
        return f"{message}; {hint}" if hint else message
    return f"{message}; --limit 0 shows all" if "'--limit'" in message else message


def _value_behind(option: str, arguments: Sequence[str]) -> str | None:
    """Return what follows an option on the command line, joined to it or not."""
    for at, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == option:
            return value if equals else next(iter(arguments[at + 1 :]), None)
    return None


def _one_line(message: str) -> str:
    message = " ".join(message.split())
    for theirs, ours in _WORDINGS.items():
        message = message.replace(theirs, ours)
    message = _POSSIBLE.sub(r"; did you mean \1?", message)
    return message[:1].lower() + message[1:].rstrip(".")
