"""The commands that keep a register safe: check it, back it up, put a backup back, take an import back."""

from __future__ import annotations

import argparse
from pathlib import Path

from inventory.base.errors import Refused, Unavailable
from inventory.base.i18n import N_
from inventory.cli.command import Answer, Command, Context


def _configure_check(parser: argparse.ArgumentParser) -> None:
    """Nothing to say but the register."""


def _check(context: Context, options: argparse.Namespace) -> Answer:  # noqa: ARG001 - all commands are called alike
    from inventory.services.checking import check_register

    try:
        problems = context.application.read(lambda session: check_register(session, context.tr))
    except (Refused, Unavailable) as error:
        problems = [error.text(context.tr)]
    tr = context.tr
    text = "\n".join(problems) if problems else tr("The register is whole.")
    refusal = tr.plural("{n} problem was found.", "{n} problems were found.", len(problems)) if problems else ""
    return Answer(
        data={"ok": not problems, "problems": problems}, text=text, code=1 if problems else 0, refusal=refusal
    )


def _configure_backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", metavar="FOLDER", help=N_("where to; else the folder of the settings"))


def _backup(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.backups import backup_folder, copy_to

    application = context.application
    folder = Path(options.folder) if options.folder else backup_folder(application.path, application.settings)
    word = context.tr("Pages")
    made = copy_to(application.path, folder, progress=lambda done, total: context.progress(word, done, total))
    return Answer(
        data={"file": str(made.path), "sha256": made.sha256, "assets": made.assets},
        text=context.tr("The backup {file} was made and read back.", file=made.path),
    )


def _configure_restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=N_("the copy to put in the place of the register"))


def _restore(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.backups import restore

    kept = restore(context.location, Path(options.file))
    if kept is None:
        text = context.tr("The register was restored.")
    else:
        text = context.tr("The register was restored. The one before is kept as {file}.", file=kept)
    return Answer(data={"restored": str(context.location), "kept": str(kept) if kept is not None else None}, text=text)


COMMANDS = (
    Command(name="backup", help=N_("Make a verified copy."), configure=_configure_backup, run=_backup),
    Command(
        name="restore", help=N_("Put a copy in the place of the register."), configure=_configure_restore, run=_restore
    ),
    Command(name="check", help=N_("Check whether the register is whole."), configure=_configure_check, run=_check),
)
