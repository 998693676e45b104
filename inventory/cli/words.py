"""Reads the words of a command line: options anywhere, and queries that may begin with a dash (cli.md)."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from inventory.base.errors import UserError
from inventory.base.i18n import N_, Translations
from inventory.cli.command import Command

_REQUIRED = re.compile(r"the following arguments are required: (.+)")
_CHOICE = re.compile(r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)")
_VALUE = re.compile(r"argument (\S+): invalid .* value: '(.*)'")
_EXTRA = re.compile(r"unrecognized arguments: (.+)")


class WrongUsage(UserError):
    """The words of the command line do not fit; exit code 2."""


class Parser(argparse.ArgumentParser):
    """A parser that raises `WrongUsage` instead of ending the program."""

    def error(self, message: str) -> NoReturn:
        """Raise the sentence that fits what argparse says."""
        if match := _REQUIRED.search(message):
            raise WrongUsage(N_("{command} needs: {names}."), command=self.prog, names=match[1])
        if match := _CHOICE.search(message):
            raise WrongUsage(
                N_("{option} cannot be {value}; it is one of: {choices}."),
                option=match[1],
                value=match[2],
                choices=match[3].replace("'", ""),
            )
        if match := _VALUE.search(message):
            raise WrongUsage(N_("{option} cannot be {value}."), option=match[1], value=match[2])
        if match := _EXTRA.search(message):
            raise WrongUsage(
                N_("{command} does not take: {words}."), command=self.prog, words=match[1].removeprefix("-- ")
            )
        raise WrongUsage(N_("{command}: {detail}."), command=self.prog, detail=message)


@dataclass(kw_only=True)
class Line:
    """A command line taken apart: options that all commands have, the command, and its own words."""

    database: str = ""
    language: str = ""
    json: bool = False
    help: bool = False
    version: bool = False
    command: Command | None = None
    options: list[str] = field(default_factory=list)
    positional: list[str] = field(default_factory=list)


def parser_of(command: Command) -> Parser:
    """Return the parser of one command; only `--help` and the common options are not in it."""
    parser = Parser(prog=command.name, add_help=False, allow_abbrev=False)
    command.configure(parser)
    return parser


def take_apart(arguments: Sequence[str], commands: Sequence[Command]) -> Line:
    """Return the parts of a command line. Raises `WrongUsage`."""
    line = Line()
    arities: dict[str, int] = {}
    for command in commands:
        arities |= _arities(parser_of(command))
    line.command, words = _command(arguments, arities, commands)
    if line.command is not None:
        arities = _arities(parser_of(line.command))
    _sort_words(line, words, arities)
    return line


def namespace(line: Line) -> argparse.Namespace:
    """Return the values of a command's own options and words. Raises `WrongUsage`."""
    assert line.command is not None
    words = ["--", *line.positional] if line.positional else []
    return parser_of(line.command).parse_args([*line.options, *words])


def help_text(command: Command, tr: Translations) -> str:
    """Return what a command is for and what it takes."""
    parser = parser_of(command)
    parser.prog = f"inventory {command.name}"
    parser.description = tr(command.help)
    for group, title in zip(parser._action_groups, (tr("Arguments"), tr("Options")), strict=False):  # noqa: SLF001 - argparse offers no other way
        group.title = title
    for action in parser._actions:  # noqa: SLF001
        if action.help:
            action.help = tr(action.help).replace("%", "%%")
    return parser.format_help().rstrip()


def _arities(parser: argparse.ArgumentParser) -> dict[str, int]:
    found: dict[str, int] = {}
    for action in parser._actions:  # noqa: SLF001
        for name in action.option_strings:
            found[name] = action.nargs if isinstance(action.nargs, int) else 1
    return found


def _command(
    arguments: Sequence[str], arities: dict[str, int], commands: Sequence[Command]
) -> tuple[Command | None, list[str]]:
    """Find the command: the first words that are neither options nor their values, the longest name first."""
    skip = 0
    plain: list[int] = []
    for index, word in enumerate(arguments):
        if skip:
            skip -= 1
        elif word in _COMMON or word in arities:
            skip = _COMMON.get(word, arities.get(word, 0))
        elif not (word.startswith("--") and (word == "--" or word.partition("=")[0] in {*_COMMON, *arities})):
            plain.append(index)
    for count in (2, 1):
        name = " ".join(arguments[index] for index in plain[:count])
        for command in commands:
            if command.name == name and len(plain) >= count:
                taken = set(plain[:count])
                return command, [word for index, word in enumerate(arguments) if index not in taken]
    if plain:
        first = arguments[plain[0]]
        if any(command.name.startswith(f"{first} ") for command in commands):
            names = ", ".join(command.name for command in commands if command.name.startswith(f"{first} "))
            raise WrongUsage(N_("{word} is the beginning of several commands: {names}."), word=first, names=names)
        raise WrongUsage(N_("There is no command {word}. “inventory --help” lists them."), word=first)
    return None, list(arguments)


_COMMON = {"--database": 1, "--lang": 1, "--json": 0, "--help": 0, "--version": 0}


def _sort_words(line: Line, words: list[str], arities: dict[str, int]) -> None:
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, given, value = word.partition("=")
        if word == "--":
            line.positional += rest
            return
        arity = _COMMON.get(name, arities.get(name))
        if arity is None or (given and not arity):
            if word.startswith("--") and (line.command is None or line.command.query is None):
                raise WrongUsage(N_("There is no option {option}."), option=name)
            line.positional.append(word)
            continue
        values = [value] if given else [rest.pop(0) for _ in range(min(arity, len(rest)))]
        if len(values) < arity:
            raise WrongUsage(N_("{option} needs a value."), option=name)
        _put(line, name, values)


def _put(line: Line, name: str, values: list[str]) -> None:
    if name == "--database":
        line.database = values[0]
    elif name == "--lang":
        if values[0] not in {"pl", "en"}:
            raise WrongUsage(
                N_("{option} cannot be {value}; it is one of: {choices}."),
                option=name,
                value=values[0],
                choices="pl, en",
            )
        line.language = values[0]
    elif name in {"--json", "--help", "--version"}:
        setattr(line, name[2:], True)
    else:
        # Joined, so that a value may begin with a dash.
        line.options += [f"{name}={values[0]}"] if len(values) == 1 else [name, *values]
