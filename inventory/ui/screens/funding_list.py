"""All funding sources and projects: years, budget, spent, items, durability (ui.md 7.7)."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inventory.services.funding import SourceView, list_sources
from inventory.services.spending import ProjectView, list_projects
from inventory.ui.actions import make
from inventory.ui.asset_look import funding_token
from inventory.ui.context import Context
from inventory.ui.models.cells import BADGE, NUMBER, SHARES, Cell, Column
from inventory.ui.screens.records import RecordCard
from inventory.ui.widgets.buttons import primary, secondary
from inventory.ui.widgets.card import PageHeader, column, fill, framed, scrolling


class _Read(NamedTuple):
    """What the page shows."""

    projects: list[ProjectView]
    sources: list[SourceView]


class FundingList(QWidget):
    """Signals: project_wanted(id), source_wanted(id or 0), new_project_wanted()."""

    project_wanted = Signal(int)
    source_wanted = Signal(int)
    new_project_wanted = Signal()

    def __init__(self, context: Context, source_kinds: dict[str, str]) -> None:
        super().__init__()
        self._context = context
        self._kinds = source_kinds
        tr = context.tr
        self.header = PageHeader(tr("Funding sources"), subtitle=tr("Projects, their budgets, and who paid for what"))
        self.new_source = secondary(tr("New source"), lambda: self.source_wanted.emit(0), icon="plus")
        self.new_project = primary(tr("New project"), self.new_project_wanted.emit, icon="plus", keys="Ctrl+N")
        self.header.add_actions(self.new_source, self.new_project)
        self.projects = self._projects_card()
        self.sources = self._sources_card()
        body = fill(column(spacing=14), self.projects, self.sources, 1)
        lines = fill(column(spacing=10), self.header, scrolling(framed(body)))
        lines.setStretch(1, 1)
        self.setLayout(lines)
        make(tr, self, "new", self.new_project_wanted.emit, text=tr("New project"))

    def _projects_card(self) -> RecordCard:
        tr = self._context.tr
        columns = [
            Column(key="number", title=tr("Project"), width=300, cell=self._project),
            Column(key="years", title=tr("Years"), width=110, least=90, cell=_years),
            Column(
                key="budget",
                title=tr("Budget, PLN"),
                width=130,
                style=NUMBER,
                cell=lambda p: tr.amount(p.budget),
                order=lambda p: p.budget,
            ),
            Column(
                key="spent",
                title=tr("Spent, PLN"),
                width=190,
                least=112,
                style=SHARES,
                cell=self._spent,
                order=lambda p: p.spent,
            ),
            Column(
                key="items",
                title=tr("Items"),
                width=70,
                style=NUMBER,
                cell=lambda p: tr.number(p.assets),
                order=lambda p: p.assets,
            ),
            Column(
                key="durability",
                title=tr("Durability"),
                width=190,
                least=142,
                style=BADGE,
                cell=self._durability,
                order=lambda p: p.durability_until,
            ),
        ]
        card = RecordCard(
            tr, tr("Projects"), columns, add_text=tr("New project"), icon="landmark", two_lines=True,
            name="funding_projects", memory=self._context.memory,
            empty=tr("A project says who pays for equipment, in which shares, and how long it binds."),
        )  # fmt: skip
        card.new.hide()
        card.add_wanted.connect(self.new_project_wanted)
        card.open_wanted.connect(lambda project: self.project_wanted.emit(project.id))
        card.inactive_wanted.connect(lambda _on: self.refresh())
        return card

    def _sources_card(self) -> RecordCard:
        tr = self._context.tr
        columns = [
            Column(key="code", title=tr("Code"), width=170, least=104, style=SHARES, cell=_code),
            Column(
                key="name", title=tr("Name"), width=300, cell=lambda s: Cell(s.name(tr.language), struck=not s.active)
            ),
            Column(
                key="kind", title=tr("Kind"), width=290, least=180,
                cell=lambda s: tr(self._kinds.get(s.kind, s.kind)),
            ),
            Column(key="years", title=tr("Years"), width=110, least=90, cell=lambda s: s.period.replace("-", "–")),
            Column(
                key="paid", title=tr("Paid, PLN"), width=120, style=NUMBER,
                cell=lambda s: tr.amount(s.value), order=lambda s: s.value,
            ),
            Column(
                key="items", title=tr("Items"), width=70, style=NUMBER,
                cell=lambda s: tr.number(s.assets), order=lambda s: s.assets,
            ),
        ]  # fmt: skip
        card = RecordCard(
            tr, tr("Sources"), columns, add_text=tr("New source"), icon="landmark", name="funding_sources",
            memory=self._context.memory,
            empty=tr("A source is a fund or budget with the wording and logos of its labels."),
        )  # fmt: skip
        card.new.hide()
        card.add_wanted.connect(lambda: self.source_wanted.emit(0))
        card.open_wanted.connect(lambda source: self.source_wanted.emit(source.id))
        card.inactive_wanted.connect(lambda _on: self.refresh())
        return card

    def refresh(self) -> None:
        """Read sources and projects again."""
        application = self._context.application
        old_projects, old_sources = self.projects.inactive.isChecked(), self.sources.inactive.isChecked()

        def read(session: Any) -> _Read:
            return _Read(list_projects(session, inactive=old_projects), list_sources(session, inactive=old_sources))

        self._context.operations.query(self, lambda _job: application.read(read), slot="list").on_success(self._show)

    def _show(self, found: _Read) -> None:
        tr = self._context.tr
        self.projects.show_rows(found.projects, most=8)
        self.sources.show_rows(found.sources, most=15)
        projects = tr.plural("{n} project", "{n} projects", len(found.projects))
        sources = tr.plural("{n} source", "{n} sources", len(found.sources))
        self._context.set_status(f"{projects} · {sources}")

    def _project(self, project: ProjectView) -> Cell:
        title = project.title_en if self._context.tr.language == "en" and project.title_en else project.title_pl
        return Cell(project.number, second=title, icon="landmark", struck=not project.active)

    def _spent(self, project: ProjectView) -> Cell:
        tr = self._context.tr
        over = [line for line in project.lines if line.left < 0]
        left = max(project.budget - project.spent, 0)
        token = "err" if over else funding_token(project.shares[0].source_id) if project.shares else "acc"
        text = tr.amount(project.spent)
        if over:
            text += " · " + tr("exceeded")
        return Cell(text, shares=((project.spent, token), (left, "track")), tone="err" if over else "")

    def _durability(self, project: ProjectView) -> Cell:
        tr = self._context.tr
        if project.durability_until is None:
            return Cell(tr("not set"), icon="triangle-alert", tone="warn")
        if project.durability_until < self._context.application.today():
            return Cell(tr("ended {day}", day=project.durability_until), icon="check", tone="neu")
        return Cell(tr("until {day}", day=project.durability_until), icon="shield", tone="warn")


def _code(source: SourceView) -> Cell:
    return Cell(source.code, shares=((1, funding_token(source.id)),), struck=not source.active)


def _years(project: ProjectView) -> str:
    years = [str(day.year) for day in (project.starts_on, project.ends_on) if day is not None]
    return "–".join(dict.fromkeys(years))
