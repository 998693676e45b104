"""The first page of a program without a register: four ways to begin, and the way back from a backup (ui.md 7.11)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from inventory.base.paths import default_register, demonstration_register
from inventory.ui.context import Context
from inventory.ui.operations import Job
from inventory.ui.widgets.buttons import link, primary, secondary
from inventory.ui.widgets.card import Card, PageHeader, column, fill, framed, row, scrolling
from inventory.ui.widgets.lists import SoftIcon
from inventory.ui.widgets.text import label


class WelcomePage(QWidget):
    """Makes a register only when one of its buttons is pressed; says beforehand where it will lie."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._path = default_register()
        tr = context.tr
        self._where = label(role="caption", ink="text3", wrap=True)
        self.sheet = primary(tr("Choose a file…"), lambda: self._make("import"))
        self.first = secondary(tr("Add asset"), lambda: self._make("asset"))
        self.scan = secondary(tr("Check the scanner"), lambda: self._make("settings", section="scanner"))
        self.example = secondary(tr("Open the example"), self._on_example)
        self.restore = link(tr("Restore the register from a backup"), self._on_restore)
        self.other = link(tr("Open another register…"), self._on_other)
        ways = QVBoxLayout()
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(14)
        for icon, title, text, button in (
            ("upload", tr("Read a list from a sheet"),
             tr("Excel or CSV. Columns are recognised, errors are shown before anything is saved."), self.sheet),
            ("plus", tr("Add the first asset"),
             tr("Three fields are enough: name, category, value. The rest can wait."), self.first),
            ("scan-barcode", tr("Scan a sticker or a maker's code"),
             tr("Plug in the scanner and scan any code. An unknown code opens a new asset."), self.scan),
            ("eye", tr("Look around in an example"),
             tr("14 assets of project NMF/PA18/0004 in a register of their own, marked as an example."), self.example),
        ):  # fmt: skip
            ways.addWidget(way(icon, title, text, button))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(PageHeader(tr("There is no register yet")))
        lines.addWidget(label(tr("Choose where to begin. Every step can be undone."), ink="text2"))
        ways.addWidget(self._where)
        ways.addStretch(1)
        lines.addWidget(scrolling(framed(ways)), 1)
        foot = fill(row(spacing=16), label(tr("Is there a backup?"), ink="text2"), self.restore, self.other)
        foot.addStretch(1)
        lines.addLayout(foot)

    def open(self, path: Path | None = None) -> None:
        """Say where a new register would be made."""
        self._path = path or default_register()
        self._where.setText(self._context.tr("The register will be one file: {file}", file=str(self._path)))

    def _make(self, screen: str, **arguments: object) -> None:
        path, tr = self._path, self._context.tr
        if path.exists():
            self._context.program.open_register(path)
            self._context.program.window.navigate(screen, **arguments)
            return

        def make(_job: Job) -> None:
            from inventory.services.seeding import create_register

            path.parent.mkdir(parents=True, exist_ok=True)
            create_register(path)

        self._run(
            tr("Make the register"), make, path, lambda: self._context.program.window.navigate(screen, **arguments)
        )

    def _on_example(self) -> None:
        path = demonstration_register()

        def make(_job: Job) -> None:
            from inventory.services.demonstration import make_demonstration

            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                make_demonstration(path)

        self._run(self._context.tr("Make the example"), make, path, lambda: None)

    def _on_restore(self) -> None:
        tr = self._context.tr
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Restore the register from a backup"), str(self._path.parent), f"{tr('Registers')} (*.db)"
        )
        if not name:
            return
        path = self._path

        def restore_copy(_job: Job) -> None:
            from inventory.services.backups import restore

            restore(path, Path(name))

        self._run(tr("Restore"), restore_copy, path, lambda: None)

    def _on_other(self) -> None:
        tr = self._context.tr
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Open another register…"), str(self._path.parent), f"{tr('Registers')} (*.db)"
        )
        if name:
            self._context.program.open_register(Path(name))

    def _run(self, title: str, work: Callable[[Job], object], path: Path, then: Callable[[], object]) -> None:
        def opened(_result: object) -> None:
            self._context.program.open_register(path)
            then()

        self._context.operations.run(self, title, work).on_success(opened)


def way(icon: str, title: str, text: str, button: QWidget) -> QWidget:
    """Return the card of one way to begin, with its button."""
    card = Card()
    line = QHBoxLayout()
    line.setSpacing(20)
    line.addWidget(SoftIcon(icon, side=54))
    words = fill(column(spacing=6), label(title, role="card"), label(text, ink="text2", wrap=True))
    line.addWidget(framed(words), 1)
    button.setMinimumWidth(156)
    line.addWidget(button)
    card.add(line)
    return card
