"""How help pages are laid out: commands by purpose, options by what they do."""

from collections.abc import Mapping, Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup

from papercli.cli.dashes import keep_words
from papercli.cli.groups import GROUPS

# Parameters that say how results look.
_OUTPUT = frozenset(
    "explain no_snippet count json jsonl csv ids ids_only fields color all_versions ascii_only".split()
)
_GENERAL = frozenset({"library", "wait", "help"})


class Program(TyperGroup):
    """The program, whose help lists its commands by purpose."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands above the options."""
        _write(
            formatter,
            {
                title: [
                    (name, self.commands[name].short_help or "")
                    for name in names
                    if name in self.commands
                ]
                for title, names in GROUPS.items()
            },
        )
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write nothing: they stand above the options."""


class Command(TyperCommand):
    """A command, whose help groups its options."""

    def parse_args(self, ctx: Any, args: Any) -> Any:
        """Read the command line; in a query, a word after one dash is not an option."""
        if any(param.name == "query" for param in self.params):
            args = keep_words(args, self.get_params(ctx))
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return what follows the name of the command, without the braces of the framework."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments, the options of the command, and those that many commands have."""
        groups: dict[str, list[tuple[str, str]]] = {
            "Arguments": [],
            "Options": [],
            "Output": [],
            "General": [],
        }
        for each in self.get_params(ctx):
            name = each.name or ""
            own = "Output" if name in _OUTPUT else "General" if name in _GENERAL else "Options"
            title = "Arguments" if each.param_type_name == "argument" else own
            if record := each.get_help_record(ctx):
                groups[title].append(record)
        _write(formatter, groups)


def _write(formatter: Any, groups: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Write each group under its title, their second columns in line."""
    width = max((len(term) for rows in groups.values() for term, _ in rows), default=0)
    for title, rows in groups.items():
        if rows:
            with formatter.section(title):
                formatter.write_dl([(term.ljust(width), meaning) for term, meaning in rows])
