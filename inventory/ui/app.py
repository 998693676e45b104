"""Starts the windowed program: opens the register, or the first page where there is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inventory import APP_NAME
from inventory.base.errors import Unavailable, UserError
from inventory.base.files import is_there
from inventory.base.i18n import system_language, translations
from inventory.base.location import register_location, window_start
from inventory.base.settings import Settings, load_settings
from inventory.ui import theme
from inventory.ui.first_paint import FirstPaint
from inventory.ui.main_window import MainWindow
from inventory.ui.single import SingleWindow

if TYPE_CHECKING:
    from inventory.ui.program import Program


def run(arguments: Sequence[str]) -> int:
    """Open the window and return the exit code when it is closed."""
    start = window_start(arguments)
    assert start is not None
    settings = load_settings()
    if start.language:
        settings.language = start.language
    try:
        location = register_location(start.database, settings)
        if not has_display():
            # Qt would abort the process with words of its own.
            raise Unavailable(
                "There is no display for the window. Log in to a desktop, or use the commands of “inventory --help”."
            )
    except UserError as error:
        sys.stderr.write(error.text(translations(settings.language or system_language())) + "\n")
        return 1
    app = make_application()
    # A key pressed while another thread computes waits this long at most, not 5 ms.
    sys.setswitchinterval(0.001)
    opened = Start(app, settings, location)
    if opened.is_elsewhere():
        return 0
    sys.excepthook = _Fallback(opened)
    opened.show()
    try:
        return int(app.exec())
    finally:
        opened.end()


class Start:
    """Shows the window at once and fills it when it was painted; what fills it is imported only then."""

    def __init__(self, app: QApplication, settings: Settings, location: Path) -> None:
        self._app = app
        self.settings = settings
        self.location = location
        self.program: Program | None = None
        self.window: MainWindow | None = None
        self.single = SingleWindow()

    def is_elsewhere(self) -> bool:
        """Tell whether another window shows the register; that one is then asked to come to the front."""
        return is_there(self.location) and not self.single.take(self.location)

    def show(self) -> None:
        """Show the window; the register follows by itself."""
        theme.apply(self._app, mode=self.settings.theme, density=self.settings.density)
        self.window = MainWindow(self.settings)
        self._painted = FirstPaint(self.window, self._fill)
        self.window.show()

    def tell(self, error: BaseException) -> None:
        """Show an unexpected error with what to copy; a window that could not be filled ends when it was read."""
        from inventory.ui.widgets.dialogs import show_fault

        filled = self.program.window if self.program is not None else None
        tr = translations(self.settings.language or system_language())
        dialog = show_fault(filled or self.window, tr, "", error)
        if filled is None:
            dialog.finished.connect(lambda _result: self._app.exit(1))

    def end(self) -> None:
        """Close the register, or give up its place where the window was closed before it was filled."""
        if self.program is not None:
            self.program.end()
        else:
            self.single.leave()

    def _fill(self) -> None:
        from inventory.ui.program import Program

        self.program = Program(self._app, self.settings, single=self.single, window=self.window)
        if not self.program.open_or_welcome(self.location):
            self._app.exit(0)


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


class _Fallback:
    """Shows an unexpected error with what to copy, and lets the program go on."""

    def __init__(self, start: Start) -> None:
        self._start = start

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        from inventory.base.faultlog import log_fault

        log_fault(error)
        self._start.tell(error)
