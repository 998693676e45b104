"""Settings: where the register lies, opening another one, the example, and the check of the whole file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QProgressBar

from inventory.base.paths import demonstration_register
from inventory.services.checking import MOST, check_register
from inventory.ui.context import Context
from inventory.ui.operations import Job
from inventory.ui.screens.settings_section import Section
from inventory.ui.widgets.buttons import link, secondary
from inventory.ui.widgets.card import Card, fill, row
from inventory.ui.widgets.lists import Fact, FactsList
from inventory.ui.widgets.notices import announce
from inventory.ui.widgets.text import label, set_ink

_MB = 1_000_000


class RegisterSection(Section):
    """The file itself; nothing here changes what is in it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Register file"))
        self.body.addWidget(self._file_card())
        self.body.addWidget(self._check_card())
        self.body.addWidget(self._example_card())
        self.body.addStretch(1)

    def _file_card(self) -> Card:
        tr = self._tr
        card = Card(tr("Where the register lies"))
        self.facts = FactsList(caption_width=130)
        card.add(self.facts)
        card.add(fill(
            row(spacing=8), secondary(tr("Open the folder"), self.open_folder, icon="folder-open"),
            secondary(tr("Copy the path"), self._on_copy, icon="copy"),
            secondary(tr("Open another register…"), self._on_other, icon="database"), 1,
        ))  # fmt: skip
        return card

    def _check_card(self) -> Card:
        tr = self._tr
        card = Card(tr("Check the register"))
        text = tr("Reads the whole file: structure, chain of the journal, papers, stored files. Nothing is changed.")
        card.add(label(text, ink="text2", wrap=True))
        self.check = secondary(tr("Check now"), self.check_now, icon="shield")
        self.stop = link(tr("Stop"), self._on_stop)
        self.stop.hide()
        card.add(fill(row(spacing=8), self.check, self.stop, 1))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(tr("Check the register"))
        self.bar.hide()
        self.verdict = label("", role="strong", wrap=True)
        self.verdict.hide()
        self.problems = QPlainTextEdit()
        self.problems.setReadOnly(True)
        self.problems.setFixedHeight(140)
        self.problems.setAccessibleName(tr("What is wrong"))
        self.problems.hide()
        fill(card.body, self.bar, self.verdict, self.problems)
        return card

    def _example_card(self) -> Card:
        tr = self._tr
        card = Card(tr("Example"))
        text = tr("14 assets of project NMF/PA18/0004 in a register of their own, marked as an example.")
        card.add(label(text, ink="text2", wrap=True))
        self.open_example = secondary(tr("Open the example"), lambda: self.make_example(anew=False), icon="eye")
        self.example = secondary(tr("Make the example anew"), lambda: self.make_example(anew=True), icon="refresh-cw")
        card.add(fill(row(spacing=8), self.open_example, self.example, 1))
        return card

    def refresh(self) -> None:
        """Show where the file lies and how large it is."""
        tr, path = self._tr, self.context.application.path
        # An example that is open is not replaced under the window that shows it.
        self.example.setEnabled(path.resolve() != demonstration_register().resolve())
        self.facts.set_facts([
            Fact(tr("File"), str(path)),
            Fact(tr("Size of the file"), tr("{n} MB", n=tr.decimal(round(path.stat().st_size / _MB, 1)))),
            Fact(tr("Writing"), tr("only reading") if self.context.application.read_only else tr("allowed")),
        ])  # fmt: skip

    def open_folder(self) -> None:
        """Show the folder in the system's own window."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.context.application.path.parent)))

    def check_now(self) -> None:
        """Read the file through and list what is wrong."""
        application, tr = self.context.application, self._tr
        self.check.setEnabled(False)
        self.stop.show()
        self.bar.show()
        self.problems.hide()
        self.verdict.hide()
        self._task = self.context.operations.query(
            self, lambda _job: application.read(lambda session: check_register(session, tr)), slot="check"
        )
        self._task.on_success(self._show_problems).on_failure(self._on_failed)

    def make_example(self, *, anew: bool) -> None:
        """Open the demonstration register; `anew` makes it from the beginning."""
        path = demonstration_register()

        def make(_job: Job) -> None:
            from inventory.services.demonstration import make_demonstration

            if anew or not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                make_demonstration(path, replace=True)

        task = self.context.operations.run(self, self._tr("Make the example"), make)
        task.on_success(lambda _none: self.context.program.open_register(path))

    def _show_problems(self, problems: list[str]) -> None:
        tr = self._tr
        self._ready()
        if problems:
            most = tr("at least {n}", n=len(problems)) if len(problems) >= MOST else str(len(problems))
            self.verdict.setText(
                tr("Problems found: {n}. Restore a copy, or show this list to whoever looks after the program.", n=most)
            )
            self.problems.setPlainText("\n".join(problems))
        else:
            self.verdict.setText(tr("The register is whole."))
        self.verdict.show()
        set_ink(self.verdict, "err" if problems else "ok")
        self.problems.setVisible(bool(problems))
        announce(self.verdict, self.verdict.text())

    def _on_failed(self, _error: BaseException) -> bool:
        self._ready()
        return False

    def _on_stop(self) -> None:
        self._task.drop()
        self._ready()

    def _ready(self) -> None:
        self.bar.hide()
        self.stop.hide()
        self.check.setEnabled(True)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self.context.application.path))
        self.context.toast(self._tr("The path is on the clipboard"))

    def _on_other(self) -> None:
        tr = self._tr
        folder, kinds = str(self.context.application.path.parent), tr("Registers")
        name, _ = QFileDialog.getOpenFileName(self, tr("Open another register…"), folder, f"{kinds} (*.db)")
        if name:
            self.context.program.open_register(Path(name))
