"""Puts a copy in the place of the open register: the window lets go of it and opens it again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inventory.base.errors import UserError
from inventory.ui.context import Notice

# Naming the class of the program here would close a circle: it opens the screens that restore.
Program = Any


def restore_register(program: Program, copy: Path) -> None:
    """Restore a copy of the register that is open; a damaged one is refused before anything is touched."""
    from inventory.services.backups import read_copy

    application, window = program.application, program.window
    if application is None or window is None:
        return
    path, tr = application.path, application.tr
    window.setEnabled(False)

    def checked(_assets: int) -> None:
        program.let_go()
        task = program.operations.run(program, tr("Restore"), lambda _job: _restore(program, path, copy))
        task.on_success(lambda kept: _reopen(program, path, kept)).on_failure(
            lambda error: _failed(program, path, error)
        )

    def refused(_error: BaseException) -> bool:
        window.setEnabled(True)
        return False

    task = program.operations.run(program, tr("Test the copy"), lambda _job: read_copy(copy))
    task.on_success(checked).on_failure(refused)


def _restore(program: Program, path: Path, copy: Path) -> Path | None:
    from inventory.services.backups import restore

    return restore(path, copy, own=program.single.presence())


def _reopen(program: Program, path: Path, kept: Path | None) -> None:
    program.single.leave()
    program.open_register(path)
    tr = program.application.tr if program.application is not None else None
    if tr is not None and program.window is not None:
        text = tr("The register was restored.")
        if kept is not None:
            text += " " + tr("The file before lies beside it: {file}", file=kept.name)
        program.window.notify(Notice(text=text, tone="ok", key="restored"))


def _failed(program: Program, path: Path, error: BaseException) -> bool:
    program.single.leave()
    program.open_register(path)
    if not isinstance(error, UserError) or program.application is None or program.window is None:
        return False
    program.window.notify(Notice(text=error.text(program.application.tr), tone="err", key="restored"))
    return True
