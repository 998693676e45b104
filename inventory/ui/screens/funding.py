"""Funding sources: the list of sources and projects, and the page of a project (ui.md 7.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from inventory.services.funding import SOURCE_KINDS
from inventory.ui.actions import make
from inventory.ui.context import Context
from inventory.ui.screens import funding_project_form, funding_source_form
from inventory.ui.screens.funding_list import FundingList
from inventory.ui.screens.funding_project import ProjectPane
from inventory.ui.screens.funding_project_form import SAVE_PROJECT, ProjectData, ProjectDialog, read_project
from inventory.ui.screens.funding_source_form import SAVE_SOURCE, SourceData, SourceDialog, read_source
from inventory.ui.screens.records import ask

if TYPE_CHECKING:
    from inventory.base.changes import Changes

_TABLES = ("funding_source", "source_logo", "project", "project_share", "budget_line", "asset_funding", "asset")


class FundingPage(QWidget):
    """Opens with `project` (an id) on its page, with `source` in its form, else with the list."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.list = FundingList(context, SOURCE_KINDS)
        self.project = ProjectPane(
            context, back=lambda: context.navigate("funding"), edit=self.edit_project, edit_source=self.edit_source
        )
        self.list.project_wanted.connect(lambda project: context.navigate("funding", project=project))
        self.list.source_wanted.connect(self.edit_source)
        self.list.new_project_wanted.connect(lambda: self.edit_project(0))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.project)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._stack)
        self.dialog: ProjectDialog | SourceDialog | None = None
        make(context.tr, self, "edit", self._on_edit)
        make(context.tr, self, "refresh", self.refresh)
        context.bridge.changed.connect(self._on_changed)

    def open(self, project: int = 0, source: int = 0) -> None:
        """Show a project, the form of a source, or the list."""
        if project:
            self._stack.setCurrentWidget(self.project)
            self.project.show_project(project)
            return
        self._stack.setCurrentWidget(self.list)
        self.list.refresh()
        if source:
            self.edit_source(source)

    def refresh(self) -> None:
        """Read what is shown again."""
        if self._stack.currentWidget() is self.project:
            self.project.show_project(self.project.project)
        else:
            self.list.refresh()

    def state(self) -> dict[str, Any]:
        """Return what opens the same again."""
        return {"project": self.project.project} if self._stack.currentWidget() is self.project else {}

    def set_width_step(self, step: str, short: bool) -> None:
        """Put the cards of a project under each other where the window is narrow."""
        self.project.set_width_step(step)

    def edit_project(self, project: int, focus: str = "") -> None:
        """Ask for a project; 0 is a new one, `focus` the field to begin with."""
        application = self._context.application
        task = self._context.operations.query(
            self, lambda _job: application.read(lambda session: read_project(session, project)), slot="form"
        )
        task.on_success(lambda data: self._ask_project(project, data, focus))

    def edit_source(self, source: int) -> None:
        """Ask for a source; 0 is a new one."""
        if not source:
            self._ask_source(0, None)
            return
        application = self._context.application
        task = self._context.operations.query(
            self, lambda _job: application.read(lambda session: read_source(session, source)), slot="form"
        )
        task.on_success(lambda data: self._ask_source(source, data))

    def _ask_project(self, project: int, data: ProjectData, focus: str) -> None:
        self.dialog = dialog = ProjectDialog(self._context, data)
        ask(
            self, self._context, dialog, SAVE_PROJECT, lambda values: funding_project_form.saving(dialog, values),
            delete=funding_project_form.deleting(project) if project else None,
            then=lambda made: self._on_saved(project, made), focus=focus,
        )  # fmt: skip

    def _ask_source(self, source: int, data: SourceData | None) -> None:
        self.dialog = dialog = SourceDialog(self._context, data)
        ask(
            self, self._context, dialog, SAVE_SOURCE, lambda values: funding_source_form.saving(dialog, values),
            delete=funding_source_form.deleting(source) if source else None,
        )  # fmt: skip

    def _on_saved(self, project: int, made: object) -> None:
        if isinstance(made, int) and not project:
            self._context.navigate("funding", project=made)
        elif made is None:
            self._context.navigate("funding")

    def _on_edit(self) -> None:
        if self._stack.currentWidget() is self.project and self.project.project:
            self.edit_project(self.project.project)

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(*_TABLES):
            self.refresh()
