"""Starts the windowed program: opens the register, or the first page where there is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inventory import APP_NAME
from inventory.base.errors import UserError
from inventory.base.i18n import system_language, translations
from inventory.base.location import register_location, window_start
from inventory.base.settings import load_settings
from inventory.ui.program import Program


def run(arguments: Sequence[str]) -> int:
    """Open the window and return the exit code when it is closed."""
    start = window_start(arguments)
    assert start is not None
    settings = load_settings()
    if start.language:
        settings.language = start.language
    tr = translations(settings.language or system_language())
    if not has_display():
        # Qt would abort the process with words of its own.
        return _refuse(
            tr("There is no display for the window. Log in to a desktop, or use the commands of “inventory --help”.")
        )
    app = make_application()
    # A key pressed while another thread computes waits this long at most, not 5 ms.
    sys.setswitchinterval(0.001)
    program = Program(app, settings)
    sys.excepthook = _Fallback(program)
    try:
        location = register_location(start.database, settings)
    except UserError as error:
        return _refuse(error.text(tr))
    if not open_or_welcome(program, location):
        return 0
    try:
        return int(app.exec())
    finally:
        program.end()


def has_display() -> bool:
    """Tell whether Qt has where to show a window; on Linux it may be started without any."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def make_application() -> QApplication:
    """Return the one QApplication, named so that Windows groups its windows."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_NAME)
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication([APP_NAME])
    app.setApplicationName(APP_NAME)
    return app


def open_or_welcome(program: Program, location: Path) -> bool:
    """Open a register, else the first page; False where another window shows it already."""
    try:
        return program.open_register(location)
    except UserError as error:
        program.welcome(location, error)
        return True


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1


class _Fallback:
    """Shows an unexpected error with what to copy, and lets the program go on."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        from inventory.base.faultlog import log_fault
        from inventory.ui.widgets.dialogs import show_fault

        log_fault(error)
        settings = self._program.settings
        show_fault(self._program.window, translations(settings.language or system_language()), "", error)
