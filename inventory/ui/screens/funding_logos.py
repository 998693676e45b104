"""The logos of a funding source as rows of a form: files in colour, grey and black, and the brand manual's rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from inventory.base.errors import Invalid, UserError
from inventory.base.i18n import Translations
from inventory.labels.inks import BLACK, COLOUR, GREY, INKS
from inventory.services.files import FileRequest, checked_logo, keep_logo
from inventory.services.funding import LogoRequest
from inventory.services.pictures import MOST_BYTES
from inventory.ui import theme
from inventory.ui.icons import icon
from inventory.ui.widgets.editor_rows import EditorRows
from inventory.ui.widgets.editors import LineEditor
from inventory.ui.widgets.figures import FigureEditor
from inventory.ui.widgets.still import picture_of

_PICTURE = QSize(72, 30)


@dataclass(frozen=True)
class Logo:
    """One version of a logo: bytes that are kept already or come with the saving."""

    name: str
    content: bytes
    media_type: str

    @cached_property
    def sha256(self) -> str:
        """What the register keeps it under."""
        return hashlib.sha256(self.content).hexdigest()


def read_logo_file(path: Path, ink: str) -> Logo:
    """Read and check a file. Raises `Invalid` with the reason for what could not be printed with that ink."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Invalid("{name} cannot be read.", field="logo", name=path.name) from error
    return Logo(path.stem, content, checked_logo(FileRequest(name=path.name, content=content), ink))


class LogoFile(QPushButton):
    """One version of a logo: shows it, and asks for a file when pressed. `value` is the `Logo` or None.

    Signals: changed(), left(), refused(sentence) for a file that is no logo for this ink.
    """

    changed = Signal()
    left = Signal()
    refused = Signal(str)

    def __init__(self, tr: Translations, ink: str) -> None:
        super().__init__()
        self._tr, self._ink, self._logo = tr, ink, None
        self.setFixedSize(_PICTURE + QSize(10, 6))
        self.setIconSize(_PICTURE)
        self.clicked.connect(lambda _on=False: self._on_pressed())
        self._show()

    def value(self) -> object:
        """Return the logo."""
        return self._logo

    def set_value(self, value: object) -> None:
        """Show a logo, or that there is none."""
        self._logo = value if isinstance(value, Logo) else None
        self._show()

    def problem(self) -> str:
        """Return nothing: only sound pictures come here."""
        return ""

    def take(self, path: Path) -> bool:
        """Take a file; a wrong one is told by `refused`."""
        try:
            self._logo = read_logo_file(path, self._ink)
        except UserError as error:
            self.refused.emit(error.text(self._tr))
            return False
        self._show()
        self.changed.emit()
        self.left.emit()
        return True

    def _show(self) -> None:
        logo, tr = self._logo, self._tr
        if logo is None:
            self.setIcon(icon("plus", "text2"))
            self.setIconSize(QSize(18, 18))
            self.setStyleSheet("padding: 0;")
            self.setToolTip(tr("Add this version of the logo"))
            return
        self.setIcon(QIcon(picture_of(logo.content, logo.media_type, _PICTURE, self.devicePixelRatioF())))
        self.setIconSize(_PICTURE)
        line = theme.color("line2").name()
        self.setStyleSheet(f"background: white; border: 1px solid {line}; border-radius: 4px; padding: 0;")
        self.setToolTip(logo.name)

    def _on_pressed(self) -> None:
        if self._logo is None or self._ink == COLOUR:
            self._on_choose()
            return
        menu = QMenu(self)
        menu.addAction(self._tr("Choose another file…"), self._on_choose)
        menu.addAction(self._tr("Take this version out"), self._on_removed)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_choose(self) -> None:
        names = choose_files(self, self._tr, many=False)
        if names:
            self.take(names[0])

    def _on_removed(self) -> None:
        self.set_value(None)
        self.changed.emit()
        self.left.emit()


def choose_files(owner: QWidget, tr: Translations, *, many: bool) -> list[Path]:
    """Ask for logo files."""
    ask = QFileDialog.getOpenFileNames if many else QFileDialog.getOpenFileName
    chosen, _ = ask(owner, tr("Add a logo file…"), "", f"{tr('Pictures')} (*.png *.jpg *.jpeg *.svg)")
    return [Path(name) for name in ([chosen] if isinstance(chosen, str) else chosen) if name]


def logo_rows(tr: Translations, refused: Callable[[str], object], add: Callable[[], object]) -> EditorRows:
    """Return the rows; `refused` is told why a file was not taken, `add` asks for new ones."""
    headings = [
        (tr.context("version of a logo", "Colour"), 0), (tr.context("version of a logo", "Grey"), 0),
        (tr.context("version of a logo", "Black"), 0), (tr("Name"), 3), (tr("Least width, mm"), 1),
        (tr("Clear space, mm"), 1), (tr("Page of the manual"), 1),
    ]  # fmt: skip

    def row() -> list[Any]:
        files = [LogoFile(tr, ink) for ink in INKS]
        for file in files:
            file.refused.connect(refused)
        figures = [FigureEditor(tr, most=200), FigureEditor(tr, most=200)]
        return [*files, LineEditor(longest=300), *figures, LineEditor(longest=100)]

    return EditorRows(tr, headings, row, add_text=tr("Add a logo file…"), add=add, ordered=True)


def asked_logo(row: list[Any]) -> LogoRequest | None:
    """Return what a row asks for, as if its files were kept; None without a file in colour."""
    colour, grey, black, name, least, space, page = row
    if colour is None:
        return None
    return LogoRequest(
        sha256=colour.sha256, name=name or colour.name, grey_sha256=grey.sha256 if grey else None,
        black_sha256=black.sha256 if black else None, min_width_mm=least, clear_space_mm=space, source_page=page,
    )  # fmt: skip


def keep_row(work: Any, row: list[Any]) -> None:
    """Keep the files of a row. Raises `Invalid`."""
    for logo, ink in zip(row[:3], (COLOUR, GREY, BLACK), strict=True):
        if logo is not None:
            keep_logo(work, FileRequest(name=logo.name, content=logo.content), ink)
