"""Qt's own words, such as the buttons of its file dialogs, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication


class QtTexts:
    """Keeps the one translator that is installed."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._installed: QTranslator | None = None

    def use(self, language: str) -> None:
        """Speak a language from now on; Qt's English needs no file."""
        if self._installed is not None:
            self._app.removeTranslator(self._installed)
            self._installed.deleteLater()
        self._installed = QTranslator(self._app)
        if self._installed.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._app.installTranslator(self._installed)
