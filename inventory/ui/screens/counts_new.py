"""Asks what a new stock check is to cover, when, and who counts."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem

from inventory.base.errors import ProblemsFound, UserError
from inventory.base.i18n import Translations
from inventory.catalogue.statuses import COUNT_KINDS
from inventory.services.categories import CategoryView, list_categories
from inventory.services.counts import CountRequest
from inventory.services.places import PlaceView, list_places
from inventory.services.policies import Policies, read_policies
from inventory.services.spending import ProjectView, list_projects
from inventory.ui.widgets.buttons import primary, secondary
from inventory.ui.widgets.dialogs import Dialog
from inventory.ui.widgets.editors import ChoiceEditor, DateEditor, LineEditor, LinesEditor
from inventory.ui.widgets.field import Field, FormGrid

_CHECKED = Qt.CheckState.Checked


class Scope(NamedTuple):
    """What a count can cover."""

    places: list[PlaceView]
    categories: list[CategoryView]
    projects: list[ProjectView]
    usual: Policies


def read_scope(session: Any) -> Scope:
    """Read what can be chosen."""
    return Scope(list_places(session), list_categories(session), list_projects(session), read_policies(session))


class _Ticks(QListWidget):
    """A list of which several lines can be ticked; none ticked means all."""

    def __init__(self, lines: list[tuple[int, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("field", "1")
        self.setFixedHeight(140)
        for key, text in lines:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.addItem(item)

    def value(self) -> tuple[int, ...]:
        """Return the keys ticked."""
        items = [self.item(place) for place in range(self.count())]
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == _CHECKED)

    def set_value(self, value: object) -> None:
        """Tick these keys and no others."""
        wanted = set(value) if isinstance(value, (tuple, list, set)) else set()
        for place in range(self.count()):
            item = self.item(place)
            item.setCheckState(_CHECKED if item.data(Qt.ItemDataRole.UserRole) in wanted else Qt.CheckState.Unchecked)


class NewCountDialog(Dialog):
    """Signals: wanted(CountRequest). Stays open with the sentence at its field where a count cannot be made."""

    wanted = Signal(object)

    def __init__(self, tr: Translations, scope: Scope, today: date) -> None:
        super().__init__(tr("New count"), width=760)
        self._tr = tr
        self.name = Field(tr, tr("Name"), LineEditor(longest=300), required=True)
        self.name.set_value(tr("Annual count {year}", year=today.year))
        self.kind = Field(tr, tr("Kind"), ChoiceEditor([(key, tr(word)) for key, word in COUNT_KINDS.items()]))
        self.order_no = Field(tr, tr("Order number"), LineEditor(longest=100))
        self.as_at = Field(tr, tr("As at"), DateEditor(tr), required=True)
        self.as_at.set_value(today)
        self.starts_on = Field(tr, tr("From"), DateEditor(tr))
        self.ends_on = Field(tr, tr("To"), DateEditor(tr))
        none = tr("None ticked means all of them.")
        places = [(place.id, "    " * place.depth + f"{place.code}  {place.name}".strip()) for place in scope.places]
        self.places = Field(tr, tr("Places, with all below them"), _Ticks(places, tr("Places")), hint=none)
        categories = [(category.id, category.name) for category in scope.categories]
        self.categories = Field(tr, tr("Categories"), _Ticks(categories, tr("Categories")), hint=none)
        projects = [(project.id, f"{project.number}  {project.title_pl}".strip()) for project in scope.projects]
        self.project = Field(tr, tr("Project"), ChoiceEditor([(None, tr("all equipment")), *projects]))
        self.commission = Field(
            tr, tr("Commission"), LinesEditor(lines=3), hint=tr("One name a line, the chair first.")
        )
        self.team = Field(
            tr, tr("Counting team"), LinesEditor(lines=3), hint=tr("Who answers for the equipment cannot count it.")
        )
        self.commission.set_value(scope.usual.commission)
        self.team.set_value(scope.usual.count_team)
        self.blind = QCheckBox(tr("Blind count: the team does not see what is expected until the count is closed"))
        grid = FormGrid(columns=2)
        for key in (
            "name", "kind", "order_no", "as_at", "starts_on", "ends_on", "places", "categories", "project",
            "commission", "team",
        ):  # fmt: skip
            grid.add(key, getattr(self, key), span=2 if key == "project" else 1)
        self.body.addWidget(grid)
        self.body.addWidget(self.blind)
        self.make = primary(tr("Make the count"), self._on_make)
        self.add_buttons(secondary(tr("Cancel"), self.reject), self.make)
        self.fit()

    def show_problem(self, error: BaseException) -> bool:
        """Show what is wrong at its field."""
        self.make.setEnabled(True)
        if isinstance(error, ProblemsFound):
            for problem in error.problems:
                self._field(problem.field).set_error(self._tr.message(problem.message))
            return True
        if isinstance(error, UserError):
            self._field(error.field or "name").set_error(error.text(self._tr))
            return True
        return False

    def _field(self, key: str) -> Field:
        field = getattr(self, key, self.name)
        return field if isinstance(field, Field) else self.name

    def _on_make(self) -> None:
        fields = (self.name, self.as_at, self.starts_on, self.ends_on)
        # Every field is checked, so that all that is wrong shows at once.
        if not min([field.check() for field in fields]):
            return
        self.make.setEnabled(False)
        self.wanted.emit(
            CountRequest(
                name=str(self.name.value()),
                kind=str(self.kind.value()),
                order_no=str(self.order_no.value()),
                as_at=self.as_at.value(),  # type: ignore[arg-type]
                starts_on=self.starts_on.value(),  # type: ignore[arg-type]
                ends_on=self.ends_on.value(),  # type: ignore[arg-type]
                place_ids=self.places.value(),  # type: ignore[arg-type]
                category_ids=self.categories.value(),  # type: ignore[arg-type]
                project_id=self.project.value(),  # type: ignore[arg-type]
                commission=str(self.commission.value()),
                team=str(self.team.value()),
                blind=self.blind.isChecked(),
            )
        )
