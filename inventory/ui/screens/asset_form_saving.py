"""Saving the form of an asset off the main thread: checks, the one operation, its undo, versions that collide."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from inventory.base.changes import Done
from inventory.base.errors import Problem, ProblemsFound, UserError
from inventory.base.i18n import N_
from inventory.services.asset_choices import read_form
from inventory.services.asset_form import CheckedAsset, check_asset
from inventory.services.asset_whole import save_whole
from inventory.services.assets import AssetConflict, SavedAsset, conflict_with
from inventory.services.history import ChangeEntry, asset_changes
from inventory.ui.screens.asset_form_conflict import DifferencesDialog

if TYPE_CHECKING:
    from inventory.ui.context import Context
    from inventory.ui.screens.asset_form_page import FormPage


class Saving:
    """Runs the operations of one form page."""

    def __init__(self, page: FormPage) -> None:
        self._page = page
        self._context = page.context
        self.running = False
        self._conflict: AssetConflict | None = None

    def check(self) -> None:
        """Ask the register what is wrong or unusual in what is typed."""
        page, application = self._page, self._context.application
        request = page.body.request()

        def look(_job: object) -> CheckedAsset:
            checked: CheckedAsset = application.read(
                lambda session: check_asset(session, request, today=application.today())
            )
            return checked

        self._context.operations.query(page, look, slot="check").on_success(page.faults.show_checked)

    def save(self, *, add_next: bool = False) -> None:
        """Save; what is wrong is shown at its fields, and what was typed stays."""
        page, application, tr = self._page, self._context.application, self._context.tr
        if self.running:
            return
        page.faults.tried = True
        own = page.body.own_faults()
        if own:
            page.faults.show([(key, text) for key, text in own.items()])
            self.check()  # what else is wrong is told with it
            return
        request = page.body.whole()
        self._set_running(True)
        title = N_("Add an asset") if request.asset.id is None else N_("Change an asset")

        def write(_job: object) -> Done[SavedAsset]:
            done: Done[SavedAsset] = application.operation(title, lambda work: save_whole(work, request))
            return done

        def saved(done: Done[SavedAsset]) -> None:
            self._set_running(False)
            page.on_saved(done, request, add_next=add_next)

        run = self._context.operations.run(page, tr(title), write)
        run.on_success(saved).on_failure(self._on_failure)

    def save_over(self) -> None:
        """Save this version in place of the one that was saved meanwhile."""
        if self._conflict is not None:
            self._page.body.take_version(self._conflict.version)
            self.save()

    def _set_running(self, running: bool) -> None:
        self.running = running
        self._page.set_saving(running)

    def _on_failure(self, error: BaseException) -> bool:
        self._set_running(False)
        if isinstance(error, AssetConflict):
            self._conflict = error
            self.tell_conflict()
            return True
        tr = self._context.tr
        if isinstance(error, ProblemsFound):
            self._page.faults.show(_sentences(error.problems, tr))
            return True
        if isinstance(error, UserError) and error.field:
            self._page.faults.show([(error.field, error.text(tr))])
            return True
        return False

    # Changed by someone else --------------------------------------------------------------------------------

    def tell_conflict(self) -> None:
        """Say who changed the asset and when, with the ways out."""
        page, application, tr = self._page, self._context.application, self._context.tr
        asset = page.asset
        if asset is None:
            return

        def look(_job: object) -> list[ChangeEntry]:
            entries: list[ChangeEntry] = application.read(lambda session: asset_changes(session, asset, limit=1))
            return entries

        def say(entries: list[ChangeEntry]) -> None:
            said = tr("This asset was changed meanwhile.")
            if entries:
                last = entries[0]
                when = tr.moment(last.at)
                said = tr(
                    "{person} changed this asset on {when}.", person=last.person or last.account or "–", when=when
                )
            links = [(tr("Show differences"), self.show_differences), (tr("Load"), page.load_again)]
            page.conflict.say(said, right=links)

        self._context.operations.query(page, look, slot="who").on_success(say)

    def show_differences(self) -> None:
        """Read what was saved meanwhile and show both versions."""
        page, application = self._page, self._context.application
        asset, request = page.asset, page.body.request()
        if asset is None:
            return

        def look(session: Any) -> tuple[AssetConflict, Any]:
            theirs = read_form(session, today=application.today(), asset_id=asset)
            return conflict_with(session, request), theirs

        def show(answer: tuple[AssetConflict, Any]) -> None:
            self._conflict, theirs = answer
            names = page.body.names(theirs)
            dialog = DifferencesDialog(self._context.tr, self._conflict.differences, names, page.window())
            dialog.load.clicked.connect(page.load_again)
            dialog.save_mine.clicked.connect(self.save_over)
            dialog.finished.connect(lambda _result: dialog.deleteLater())
            dialog.open()

        query = self._context.operations.query(page, lambda _job: application.read(look), slot="differences")
        query.on_success(show)


def _sentences(problems: list[Problem], tr: Any) -> list[tuple[str, str]]:
    return [(problem.field, tr.message(problem.message)) for problem in problems]


def undo_of(owner: QObject, context: Context, operation: int) -> Callable[[], object]:
    """Return what takes an operation back, as the last one where it is, and says so."""
    application, tr = context.application, context.tr

    def work(_job: object) -> object:
        last = application.undoable[-1][0] if application.undoable else 0
        return application.undo() if last == operation else application.take_back(operation)

    def run() -> None:
        undone = context.operations.run(owner, tr("Undo"), work)
        undone.on_success(lambda _done: context.toast(tr("Undone")))

    return run
