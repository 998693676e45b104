"""The command line: finds the command, runs it, writes its answer, and turns errors into one sentence."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

from inventory import __version__
from inventory.application import Application
from inventory.base.errors import ProblemsFound, UserError
from inventory.base.faultlog import log_fault
from inventory.base.i18n import N_, Translations, system_language, translations
from inventory.base.location import ENVIRONMENT, register_location, window_start
from inventory.base.medium import place_risk
from inventory.base.settings import Settings, load_settings
from inventory.cli.command import Answer, Command, Context, leave_output, say
from inventory.cli.words import Line, WrongUsage, help_text, namespace, take_apart


def wants_window(arguments: Sequence[str]) -> bool:
    """Whether a start has no command, so that the program opens its window."""
    return window_start(arguments) is not None


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 refused or failed, 2 wrong usage."""
    settings = load_settings()
    tr = translations(_language(arguments, settings))
    try:
        line = take_apart(arguments, commands())
        return _run(line, settings, tr)
    except WrongUsage as error:
        return _refuse(error.text(tr), 2)
    except ProblemsFound as error:
        return _refuse(" ".join(dict.fromkeys(tr.message(problem.message) for problem in error.problems)), 1)
    except UserError as error:
        return _refuse(error.text(tr), 1)
    except KeyboardInterrupt:
        return _refuse(tr("Stopped. The register is as it was before."), 1)
    except BrokenPipeError:
        # Whoever read our answer has enough.
        leave_output()
        return 1
    except Exception as error:  # noqa: BLE001 - a script gets a sentence and an exit code, the log gets the rest
        log = log_fault(error)
        return _refuse(
            tr("The program failed in an unexpected way; nothing was saved. Details are in {file}.", file=log), 1
        )


def commands() -> tuple[Command, ...]:
    """Return all commands in the order of the help; what they need is imported when they run."""
    from inventory.cli.commands import counts, documents, handovers, labels, register, sheets, upkeep

    return (
        *register.COMMANDS,
        *sheets.COMMANDS,
        *labels.COMMANDS,
        *handovers.COMMANDS,
        *documents.COMMANDS,
        *counts.COMMANDS,
        *upkeep.COMMANDS,
    )


def _run(line: Line, settings: Settings, tr: Translations) -> int:
    if line.version:
        say(__version__)
        return 0
    if line.command is None:
        if line.help:
            say(_overview(tr))
            return 0
        raise WrongUsage(N_("Name a command. “inventory --help” lists them."))
    if line.help:
        say(help_text(line.command, tr))
        return 0
    location = register_location(line.database, settings)
    opened: list[Application] = []

    def register() -> Application:
        if not opened:
            opened.append(Application(location, settings=settings))
            if (risk := place_risk(location)) is not None:
                print(tr.message(risk), file=sys.stderr)
        return opened[0]

    settings.language = tr.language
    context = Context(
        tr=tr,
        location=location,
        named=bool(line.database or os.environ.get(ENVIRONMENT)),
        json=line.json,
        open=register,
    )
    try:
        answer = line.command.run(context, namespace(line))
    finally:
        context.finish()
        for application in opened:
            application.close()
    return _write(answer, line.json)


def _write(answer: Answer | None, as_json: bool) -> int:
    if answer is None:
        return 0
    text = json.dumps(answer.data, ensure_ascii=False, indent=2) if as_json else answer.text
    if text:
        say(text)
    if answer.refusal:
        print(answer.refusal, file=sys.stderr)
    return answer.code


def _overview(tr: Translations) -> str:
    lines = ["inventory [--database FILE_OR_URL] [--lang pl|en] [--json] [COMMAND ...]", ""]
    listed = commands()
    width = max(len(command.name) for command in listed)
    lines += [f"  {command.name:<{width}}  {tr(command.help)}" for command in listed]
    return "\n".join([*lines, "", tr("“inventory COMMAND --help” tells what a command takes.")])


def _language(arguments: Sequence[str], settings: Settings) -> str:
    for index, word in enumerate(arguments):
        name, given, value = word.partition("=")
        if name == "--lang":
            value = value if given else "".join(arguments[index + 1 : index + 2])
            if value in {"pl", "en"}:
                return value
    return settings.language or system_language()


def _refuse(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code
