"""The running program: one window, the register it shows, and what goes on behind it after the first paint."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from inventory.application import Application
from inventory.base.errors import NotFound, UserError
from inventory.base.i18n import N_, system_language, translations
from inventory.base.medium import place_risk
from inventory.base.paths import resources
from inventory.base.settings import Settings
from inventory.ui import theme
from inventory.ui.bridge import Bridge
from inventory.ui.context import Context
from inventory.ui.first_paint import FirstPaint
from inventory.ui.main_window import MainWindow
from inventory.ui.operations import Job, Operations
from inventory.ui.qt_texts import QtTexts
from inventory.ui.screens.table import SCREENS, WELCOME, import_screens
from inventory.ui.single import SingleWindow

if TYPE_CHECKING:
    from inventory.base.changes import Changes
    from inventory.services.backups import BackupOutcome, BackupState
    from inventory.services.standing import Standing
    from inventory.ui.scanner import Scanner


class Program(QObject):
    """Opens registers, keeps the window, applies language and look, and ends cleanly."""

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        *,
        single: SingleWindow | None = None,
        window: MainWindow | None = None,
    ) -> None:
        """Take over the window that the start has shown, with its look and its place, or make them."""
        super().__init__()
        self._app = app
        self.settings = settings
        self.operations = Operations(self)
        self.bridge = Bridge(self.operations, self)
        self.single = single or SingleWindow(self)
        self.single.raise_wanted.connect(self.raise_window)
        self.bridge.changed.connect(self._on_changed)
        self.application: Application | None = None
        self.window: MainWindow | None = None
        self.scanner: Scanner | None = None
        self._qt_texts = QtTexts(app)
        self._shown = window
        if window is None:
            theme.apply(app, mode=settings.theme, density=settings.density)
        app.setWindowIcon(QIcon(str(resources() / "icons" / "app.svg")))

    # What the start and the screens call --------------------------------------------------------------------

    def open_register(self, path: Path) -> bool:
        """Show a register in the window in place of the one before; False where another window has it.

        Raises the `UserError`s of opening; then what was shown stays.
        """
        if self.application is not None and self.application.path.resolve() == path.resolve():
            return True
        application = Application(path, settings=self.settings)
        if not self.single.take(path):
            application.close()
            return False
        # Not its place too: taking the new one gave the old one up.
        self.let_go()
        self.application = application
        self.bridge.attach(application)
        unit, example = application.unit_title()
        self._show_window(unit=unit, example=example)
        # Any work of threads before it would only hold up the first paint.
        self._first_paint = FirstPaint(self.window, self._after_paint)
        return True

    def open_or_welcome(self, path: Path) -> bool:
        """Show a register, else the first page; False where another window has it."""
        try:
            return self.open_register(path)
        except UserError as error:
            self.welcome(path, error)
            return True

    def welcome(self, path: Path, error: UserError | None = None) -> None:
        """Show the first page of a program without a register; `error` says why the one at `path` did not open."""
        self.let_go()
        self.single.leave(unopened=True)
        self._show_window(welcome=path)
        if error is not None and not isinstance(error, NotFound) and self.window is not None:
            self._context.notify(error.text(self._context.tr), "err", key="open")

    def apply_look(self) -> None:
        """Take language, theme and density from the settings at once; the same page is shown again."""
        self.settings.save()
        theme.apply(self._app, mode=self.settings.theme, density=self.settings.density)
        self._translate_qt()
        if self.window is not None:
            self._context.tr = translations(self.settings.language or system_language())
            self.window.rebuild()
            self.tell_state()

    def raise_window(self) -> None:
        """Bring the window to the front."""
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~self.window.windowState().WindowMinimized)
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def let_go(self) -> None:
        """Close the register and keep its place, for a restore from this window."""
        self.bridge.detach()
        if self.application is not None:
            self.application.close()
            self.application = None

    def end(self) -> None:
        """Close the register and the threads, and give the keys back to the application."""
        if self.scanner is not None:
            self._app.removeEventFilter(self.scanner)
            self.scanner.deleteLater()
            self.scanner = None
        # What still reads must end before the file is closed under it.
        self.operations.close()
        self.let_go()
        self.single.leave()
        self.settings.save()

    # Building -----------------------------------------------------------------------------------------------

    def _new_context(self) -> Context:
        tr = translations(self.settings.language or system_language())
        return Context(
            tr=tr,
            application=self.application,
            operations=self.operations,
            settings=self.settings,
            bridge=self.bridge,
            program=self,
        )

    def _show_window(self, *, unit: str = "", example: bool = False, welcome: Path | None = None) -> None:
        self._translate_qt()
        self._context = self._new_context()
        before = self.window
        screens = WELCOME if welcome is not None else SCREENS
        self.window = self._shown or MainWindow(self.settings)
        self._shown = None
        self.window.fill(self._context, screens, unit=unit, example=example, find=None if welcome else self._find)
        self.window.undo_wanted.connect(lambda: self._step_back("undo"))
        self.window.redo_wanted.connect(lambda: self._step_back("redo"))
        self.window.code_unclaimed.connect(self._on_code)
        self.window.user_wanted.connect(lambda: self._context.navigate("settings", section="organisation"))
        if welcome is not None:
            self.window.navigate("welcome", path=welcome)
        else:
            self.window.navigate(self.settings.start_page)
        self.window.show()
        if before is not None:
            before.hide()
            before.deleteLater()

    def _translate_qt(self) -> None:
        self._qt_texts.use(self.settings.language or system_language())

    # After the first paint ----------------------------------------------------------------------------------

    def _after_paint(self) -> None:
        from inventory.ui.scanner import Scanner, ScannerSettings

        if self.scanner is None:
            settings = self.settings
            self.scanner = Scanner(
                ScannerSettings(
                    prefix=settings.scanner_prefix, suffix=settings.scanner_suffix,
                    pause_ms=settings.scanner_pause_ms, mapping=settings.scanner_map,
                ),
                parent=self,
            )  # fmt: skip
            self.scanner.install(self._app)
            self.scanner.scanned.connect(lambda code: self.window and self.window.take_scan(code))
        application = self.application
        if application is None:
            return
        self.single.listen()
        if application.read_only:
            self._context.notify(
                self._context.tr("This register can only be read here: the file or its folder is read-only."),
                "warn",
                key="read-only",
            )
        if (risk := place_risk(application.path)) is not None:
            self._context.notify(self._context.tr.message(risk), "warn", key="place")
        ready = self.operations.query(
            self, lambda job: application.prepare(job.cancelled), title=N_("Prepare the search")
        )
        ready.on_success(lambda _none: self._on_prepared())

    def _on_prepared(self) -> None:
        from inventory.ui.left_work import offer_left_work

        application = self.application
        if application is None:
            return
        self.bridge.watch()
        self.tell_state()
        self.operations.query(self, lambda job: import_screens(job.cancelled))
        offer_left_work(self._context, self.single.left_since())
        if not application.read_only:
            from inventory.services.backups import back_up_if_due

            made = self.operations.run(
                self, self._context.tr("Back up"), lambda _job: back_up_if_due(application.path, self.settings)
            )
            made.on_success(self._on_backed_up)

    def _on_backed_up(self, outcome: BackupOutcome | None) -> None:
        for problem in outcome.problems if outcome is not None else ():
            self._context.notify(self._context.tr.message(problem), "err", key="backup")
        self.tell_state()

    def tell_state(self) -> None:
        """Read backup, user and counters again and show them."""
        application = self.application
        if application is None or self.window is None:
            return
        from inventory.services.backups import backup_state
        from inventory.services.standing import standing

        def read(_job: Job) -> tuple[BackupState, Standing]:
            figures = application.read(
                lambda session: standing(session, account=application.account, today=application.today())
            )
            return backup_state(application.path, self.settings), figures

        self.operations.query(self, read, slot="state").on_success(lambda answer: self._show_state(*answer))

    def _show_state(self, backup: BackupState, figures: Standing) -> None:
        if self.window is None:
            return
        tr = self._context.tr
        when = tr.moment(backup.last) if backup.last is not None else tr("none yet")
        self.window.status.set_backup(tr("Backup: {when}", when=when), late=backup.is_late)
        self.window.top.set_user(figures.user)
        self.window.set_count("handovers", figures.overdue)
        self.window.set_count("counts", figures.open_counts)

    # Answers ------------------------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        application = self.application
        if application is None or self.window is None:
            return
        tr = self._context.tr
        undo = tr(application.undoable[-1][1]) if application.undoable else ""
        redo = tr(application.redoable[-1][1]) if application.redoable else ""
        self.window.top.set_undo(undo, redo)
        if changes.touches("document", "unit", "person", "stock_count", "asset"):
            self.tell_state()

    def _step_back(self, which: str) -> None:
        application, tr = self.application, self._context.tr
        if application is None:
            return
        stack = application.undoable if which == "undo" else application.redoable
        if not stack:
            self._context.notify(
                tr("There is nothing to undo.") if which == "undo" else tr("There is nothing to redo."), key="undo"
            )
            return
        what = tr(stack[-1][1])
        run = application.undo if which == "undo" else application.redo
        step = self.operations.run(self, tr("Undo") if which == "undo" else tr("Redo"), lambda _job: run())
        said = tr("Undone: {what}", what=what) if which == "undo" else tr("Done again: {what}", what=what)
        step.on_success(lambda _done: self._context.toast(said))

    def _on_code(self, code: str) -> None:
        """Open what a code means wherever the page does not take it itself."""
        application = self.application
        if application is None:
            return
        from inventory.ui.codes import open_code

        open_code(self._context, application, code)

    def _find(self, text: str) -> list[Any]:
        from inventory.ui.codes import hits

        return hits(self._context, self.application, text) if self.application is not None else []
