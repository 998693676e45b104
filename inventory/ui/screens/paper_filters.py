"""What narrows the list of documents: words, kind, state, person, dates, as chips."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from inventory.catalogue.statuses import DOCUMENT_KINDS, DOCUMENT_STATES
from inventory.services.paper_lists import PaperQuery
from inventory.ui.context import Context
from inventory.ui.screens.handover_reading import Register
from inventory.ui.screens.handover_values import PERSON
from inventory.ui.widgets import buttons
from inventory.ui.widgets.badges import ChipBar
from inventory.ui.widgets.card import column, fill, row
from inventory.ui.widgets.editors import DateEditor
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.reference import Option, ReferenceEditor
from inventory.ui.widgets.search_field import SearchField
from inventory.ui.widgets.text import literal

KINDS = ("handover", "return", "count_sheet", "count_differences")


class PaperFilters(QWidget):
    """Signals: changed() at each keystroke and each change of a filter."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._values: dict[str, Any] = {}
        tr = context.tr
        self.search = SearchField(tr, tr("Search: number, person, asset"))
        self.search.setFixedWidth(300)
        self.search.searched.connect(lambda _text: self.changed.emit())
        self.chips = ChipBar(tr("Filter"), self.choose, remove_name=tr("Remove the filter (Delete)"))
        self.clear = buttons.button(tr("Clear"), self.remove_all, kind="plain")
        line = row(spacing=8)
        self.setLayout(line)
        fill(line, self.search, self.chips, 1, self.clear)
        self._show()

    def query(self, sort: tuple[tuple[str, bool], ...]) -> PaperQuery:
        """Return what to ask for."""
        chosen = {key: value for key, value in self._values.items() if key != "person"}
        wanted = PaperQuery(words=self.search.text(), sort=sort, today=self._context.application.today(), **chosen)
        person = self._values.get("person")
        return replace(wanted, person_id=person.key[1]) if isinstance(person, Option) else wanted

    def narrows(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self._values or self.search.text().strip())

    def set_all(self) -> None:
        """Let everything through without telling."""
        self._values = {}
        self.set_words("")

    def set_words(self, words: str) -> None:
        """Search for words without telling."""
        self.search.set_text_quietly(words)
        self._show()

    def set_person(self, person: int) -> None:
        """Show the documents of one person without telling; the name follows when it is read."""
        self._values = {"person": Option((PERSON, person), "…")}
        self.search.set_text_quietly("")
        register = Register(self._context.application)

        def show(found: list[Option]) -> None:
            option = next((option for option in found if option.key == (PERSON, person)), None)
            if option is not None and "person" in self._values:
                self._values["person"] = option
                self._show()

        self._context.operations.query(self, lambda _job: register.everyone(), slot="person").on_success(show)
        self._show()

    def put(self, **values: object) -> None:
        """Set filters by key (kind, state, person, since, until); None removes one."""
        for key, value in values.items():
            self._values.pop(key, None)
            if value is not None:
                self._values[key] = value
        self._show()
        self.changed.emit()

    def remove_all(self) -> None:
        """Let everything through."""
        self.set_all()
        self.changed.emit()

    # Choosing -----------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask what to filter by."""
        tr, made = self._context.tr, QMenu(self)
        self._add_choices(made.addMenu(literal(tr("Kind"))), "kind", {key: DOCUMENT_KINDS[key] for key in KINDS})
        self._add_choices(made.addMenu(literal(tr("State"))), "state", DOCUMENT_STATES)
        years = made.addMenu(literal(tr("Year")))
        this = self._context.application.today().year
        for year in range(this, this - 6, -1):
            action = years.addAction(literal(str(year)))
            action.triggered.connect(
                lambda _on=False, year=year: self.put(since=date(year, 1, 1), until=date(year, 12, 31))
            )
        made.addAction(literal(tr("Dates…"))).triggered.connect(lambda _on=False: self._ask_dates())
        made.addAction(literal(tr("Person…"))).triggered.connect(lambda _on=False: self._ask_person())
        self._popup(made)

    def _add_choices(self, made: QMenu, key: str, choices: dict[str, str]) -> None:
        for value, word in choices.items():
            action = made.addAction(literal(self._context.tr(word)))
            action.triggered.connect(lambda _on=False, value=value: self.put(**{key: value}))

    def _edit(self, key: str) -> None:
        if key == "person":
            self._ask_person()
        elif key == "dates":
            self._ask_dates()
        else:
            made = QMenu(self)
            choices = {k: DOCUMENT_KINDS[k] for k in KINDS} if key == "kind" else DOCUMENT_STATES
            self._add_choices(made, key, choices)
            self._popup(made)

    def _ask_person(self) -> None:
        tr = self._context.tr
        register = Register(self._context.application)
        editor = ReferenceEditor(
            tr, self._context.operations, register.people, placeholder=tr("Surname or HR id"), icon="user"
        )
        popup = _Popup(self)
        popup.lines.addWidget(Field(tr, tr("Person"), editor))
        popup.ask(tr("Show"), tr("Cancel"), lambda: self.put(person=editor.option()))
        popup.show_at(self._under(), editor)

    def _ask_dates(self) -> None:
        tr = self._context.tr
        since, until = DateEditor(tr), DateEditor(tr)
        since.set_value(self._values.get("since"))
        until.set_value(self._values.get("until"))
        popup = _Popup(self)
        popup.lines.addWidget(Field(tr, tr("From day"), since))
        popup.lines.addWidget(Field(tr, tr("To day"), until))
        popup.ask(tr("Show"), tr("Cancel"), lambda: self.put(since=since.value(), until=until.value()))
        popup.show_at(self._under(), since)

    def _popup(self, made: QMenu) -> None:
        made.aboutToHide.connect(made.deleteLater)
        made.popup(self._under())

    def _under(self) -> QPoint:
        button = self.chips.add_button
        return button.mapToGlobal(button.rect().bottomLeft() + QPoint(0, 4))

    # Chips --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        tr, values = self._context.tr, self._values
        chips: list[Any] = []
        for key, name, words in (("kind", tr("Kind"), DOCUMENT_KINDS), ("state", tr("State"), DOCUMENT_STATES)):
            word = words.get(values.get(key, ""))
            if word is not None:
                chips.append((name, tr(word), key, {key: None}))
        if "person" in values:
            chips.append((tr("Person"), values["person"].text, "person", {"person": None}))
        if values.get("since") or values.get("until"):
            chips.append((tr.context("paper", "Date"), self._dates(), "dates", {"since": None, "until": None}))
        self.chips.set_chips([
            (name, value, lambda key=key: self._edit(key), lambda gone=gone: self.put(**gone))
            for name, value, key, gone in chips
        ])  # fmt: skip
        self.clear.setVisible(bool(chips))

    def _dates(self) -> str:
        tr, since, until = self._context.tr, self._values.get("since"), self._values.get("until")
        if since and until and (since, until) == (date(since.year, 1, 1), date(since.year, 12, 31)):
            return str(since.year)
        return f"{tr.date(since)} – {tr.date(until)}"


class _Popup(QFrame):
    """A small window under the chips with a few fields and two buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", "1")
        self.setFixedWidth(300)
        self.lines = column(spacing=8, margins=(12, 12, 12, 12))
        self.setLayout(self.lines)

    def ask(self, verb: str, cancel: str, run: Any) -> None:
        """Put the buttons in."""

        def apply() -> None:
            run()
            self.close()

        self.lines.addLayout(fill(row(), 1, buttons.secondary(cancel, self.close), buttons.primary(verb, apply)))

    def show_at(self, place: QPoint, focus: QWidget) -> None:
        """Open with the focus in a field."""
        self.move(place)
        self.show()
        focus.setFocus()
