"""Everything that one person holds: the table, what is overdue, their papers, and a return of all of it together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from inventory.base.changes import Changes
from inventory.services.handovers import DocumentFilter, DocumentRow, HeldAsset, documents_list, held_by
from inventory.services.people import PersonView, person_page
from inventory.ui.actions import make, shown_keys
from inventory.ui.context import Context
from inventory.ui.models.cells import NUMBER, Cell, Column, tick_column
from inventory.ui.models.rows import RowsModel
from inventory.ui.screens.paper_columns import columns as paper_columns
from inventory.ui.widgets import buttons
from inventory.ui.widgets.badges import Badge
from inventory.ui.widgets.card import PageHeader, column
from inventory.ui.widgets.notices import EmptyState
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.table_card import TableCard
from inventory.ui.widgets.ways import Tabs

HELD, OVERDUE, PAPERS = "held", "overdue", "papers"


@dataclass(frozen=True, kw_only=True)
class PersonData:
    """A person with what they hold and their papers, newest first."""

    person: PersonView
    held: tuple[HeldAsset, ...]
    papers: tuple[DocumentRow, ...]


class PersonPage(QWidget):
    """Shows a person; what is ticked, or all, is returned together."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._tr = tr = context.tr
        self.data: PersonData | None = None
        self._person: int | None = None
        self.header = PageHeader("")
        self.late = Badge("", icon="clock", tone="err")
        self.late.hide()
        self.header.add_badge(self.late)
        self.issue = buttons.secondary(tr("Issue to them"), self._on_issue, icon="hand-helping", keys=shown_keys("new"))
        self.take_back = buttons.primary("", self._on_return, icon="undo-2")
        self.header.add_actions(self.issue, self.take_back)
        self.tabs = Tabs([(HELD, tr("Holds")), (OVERDUE, tr("Overdue")), (PAPERS, tr("Documents"))])
        self.tabs.chosen.connect(lambda _key: self._show_tab())
        self.table = TableView(tr, name="person", memory=context.memory, two_lines=True)
        self.model = RowsModel(self._columns(), key=lambda row: row.asset_id)
        self.table.setModel(self.model)
        self.table.opened.connect(lambda asset: context.navigate("register", asset=asset))
        self.table.selection_changed.connect(self._show_selected)
        self.card = TableCard(self.table)
        self.papers = TableView(tr, name="person_papers", memory=context.memory)
        self.paper_model = RowsModel(
            paper_columns(tr, context.application.today(), handovers=False), key=lambda row: row.id
        )
        self.papers.setModel(self.paper_model)
        self.papers.opened.connect(self._on_paper)
        self.paper_card = TableCard(self.papers, footer=False)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.card)
        self.stack.addWidget(self.paper_card)
        self.nothing = EmptyState(
            tr("They hold nothing"), icon="user", detail=tr("What you issue to them stands here.")
        )
        self.no_papers = EmptyState(tr("No papers yet"), icon="file-text")
        lines = column(spacing=10)
        self.setLayout(lines)
        for widget in (self.header, self.tabs):
            lines.addWidget(widget)
        lines.addWidget(self.stack, 1)
        for key, run in (
            ("refresh", self._read), ("new", self._on_issue), ("print", self._on_print),
            ("hand_over", self._on_hand_over),
        ):  # fmt: skip
            make(tr, self, key, run)
        if context.bridge is not None:
            context.bridge.changed.connect(self._on_changed)

    def open(self, person: int | None = None) -> None:
        """Show a person; without one the same again."""
        if person is not None:
            self._person = person
        self._read()

    def state(self) -> dict[str, Any]:
        """Return what opens the same again."""
        return {"person": self._person} if self._person is not None else {}

    def focus_areas(self) -> list[QWidget]:
        """Return the areas of F6."""
        return [self.papers if self.tabs.current() == PAPERS else self.table]

    # Reading ------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        person, application = self._person, self.context.application
        if person is None:
            return

        def look(session: Any) -> PersonData:
            held = held_by(session, person_id=person, today=application.today())
            _count, papers = documents_list(session, DocumentFilter(person_id=person))
            return PersonData(person=person_page(session, person).person, held=tuple(held), papers=tuple(papers))

        query = self.context.operations.query(self, lambda _job: application.read(look), slot="person")
        query.on_success(self.show_data)

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches("asset", "document", "person"):
            self._read()

    # Showing ------------------------------------------------------------------------------------------------

    def show_data(self, data: PersonData) -> None:
        """Show a person as it was read."""
        tr = self._tr
        self.data = data
        person, late = data.person, self._late()
        self.header.title.setText(person.name)
        go = self.context.navigate
        self.header.set_breadcrumb([(tr("Handovers"), lambda: go("handovers"))], person.name)
        about = (person.rank, person.position, person.cell, tr("HR id {id}", id=person.hr_id) if person.hr_id else "")
        self.header.set_subtitle(" · ".join(part for part in about if part))
        self.late.setVisible(bool(late))
        self.late.set_badge(tr.plural("{n} overdue", "{n} overdue", len(late)), icon="clock", tone="err")
        for key, count in ((HELD, len(data.held)), (OVERDUE, len(late)), (PAPERS, len(data.papers))):
            self.tabs.set_count(key, count)
        self._show_tab()

    def _late(self) -> list[HeldAsset]:
        return [row for row in self.data.held if row.is_overdue] if self.data is not None else []

    def _show_tab(self) -> None:
        if self.data is None:
            return
        tab = self.tabs.current()
        self.stack.setCurrentIndex(1 if tab == PAPERS else 0)
        rows = self._late() if tab == OVERDUE else list(self.data.held)
        self.model.set_rows(rows)
        self.paper_model.set_rows(self.data.papers)
        self._put_empty(self.card, self.nothing, full=bool(rows))
        self._put_empty(self.paper_card, self.no_papers, full=bool(self.data.papers))
        self._show_selected()

    def _put_empty(self, card: TableCard, empty: EmptyState, *, full: bool) -> None:
        if full:
            card.show_table()
        else:
            card.show_empty(empty)

    def _columns(self) -> list[Column]:
        tr = self._tr

        def document(row: HeldAsset) -> str:
            return row.document or tr("from the register")

        def due(row: HeldAsset) -> Cell:
            return Cell(tr.date(row.return_by), tone="err" if row.is_overdue else "")

        def value(row: HeldAsset) -> str:
            return tr.amount(row.gross) if row.gross is not None else "–"

        return [
            tick_column(),
            Column(key="number", title=tr("Number"), cell=lambda row: row.number, width=130, least=108),
            Column(key="name", title=tr("Name"), cell=lambda row: Cell(row.name, second=row.serial), width=300),
            Column(key="place", title=tr("Place"), cell=lambda row: row.place, width=110, least=80),
            Column(
                key="since",
                title=tr("Since"),
                cell=lambda row: tr.date(row.since),
                width=100,
                order=lambda row: row.since,
            ),
            Column(key="document", title=tr("Document"), cell=document, width=130, least=106),
            Column(key="due", title=tr("Return by"), cell=due, width=100, order=lambda row: row.return_by),
            Column(
                key="value",
                title=tr("Value, PLN"),
                style=NUMBER,
                width=110,
                least=92,
                cell=value,
                order=lambda row: row.gross,
            ),
        ]

    def _show_selected(self) -> None:
        tr = self._tr
        chosen = self.chosen()
        rows = [row for row in self.model.rows() if row.asset_id in set(chosen)]
        known = sum(row.gross for row in rows if row.gross is not None)
        unknown = sum(row.gross is None for row in rows)
        left = tr.plural("{n} asset", "{n} assets", len(rows))
        if unknown:
            left += " · " + tr.plural("{n} of unknown value", "{n} of unknown value", unknown)
        self.card.set_footer(left, tr.money(known))
        self.take_back.setText(tr.plural("Return {n} asset", "Return {n} assets", len(chosen)))
        self.take_back.setEnabled(bool(chosen))

    def chosen(self) -> list[int]:
        """Return the assets that a return is for: two or more that are selected, else all that are shown."""
        selected = list(self.table.selected_ids())
        return selected if len(selected) > 1 else [row.asset_id for row in self.model.rows()]

    # Answers ------------------------------------------------------------------------------------------------

    def _on_return(self) -> None:
        if found := self.chosen():
            self.context.navigate("handover", kind="return", assets=found)

    def _on_issue(self) -> None:
        self.context.navigate("handover", kind="issue", person=self._person)

    def _marked(self) -> list[int]:
        """Return the assets that are selected, else all; none while the papers are shown instead of them."""
        if not self.table.isVisible():
            return []
        return list(self.table.selected_ids()) or [row.asset_id for row in self.model.rows()]

    def _on_print(self) -> None:
        if found := self._marked():
            self.context.navigate("print_labels", assets=found)

    def _on_hand_over(self) -> None:
        if found := self._marked():
            self.context.navigate("handover", kind="between", person=self._person, assets=found)

    def _on_paper(self, paper: int) -> None:
        number = next((row.number for row in self.paper_model.rows() if row.id == paper), "")
        if number:
            self.context.navigate("documents", number=number)
