"""Settings: the tree of places, the people, the cells of the unit and the suppliers, each in a table of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from inventory.base.i18n import N_
from inventory.services.organisation import (
    CellRequest,
    CellView,
    SupplierRequest,
    SupplierView,
    delete_cell,
    delete_supplier,
    list_cells,
    list_suppliers,
    save_cell,
    save_supplier,
)
from inventory.services.people import PERSON_KINDS, PersonRequest, PersonView, delete_person, list_people, save_person
from inventory.services.places import PLACE_KINDS, PlaceRequest, PlaceView, delete_place, list_places, save_place
from inventory.ui.context import Context
from inventory.ui.models.cells import NUMBER, Cell, Column
from inventory.ui.screens.records import RecordCard, RecordDialog, TickEditor, ask, option_of, reference
from inventory.ui.screens.settings_section import Section
from inventory.ui.widgets.buttons import link
from inventory.ui.widgets.editors import ChoiceEditor, LineEditor
from inventory.ui.widgets.reference import Option
from inventory.ui.widgets.ways import Tabs

_PLACE_ICONS = {"site": "map-pin", "building": "building-2", "room": "map-pin", "store": "package"}


class PlacesSection(Section):
    """Tabs with a table each; Enter opens a record, "add" makes one."""

    tables = ("place", "person", "cell", "supplier", "asset")

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Places and people"))
        tr = self._tr
        self.tabs = Tabs(
            [("places", tr("Places")), ("people", tr("People")), ("cells", tr("Cells")), ("suppliers", tr("Suppliers"))]
        )
        self.cards = {
            "places": self._places_card(), "people": self._people_card(),
            "cells": self._cells_card(), "suppliers": self._suppliers_card(),
        }  # fmt: skip
        self._edit: dict[str, Callable[[Any], object]] = {
            "places": self.edit_place, "people": self.edit_person,
            "cells": self.edit_cell, "suppliers": self.edit_supplier,
        }  # fmt: skip
        self._stack = QStackedWidget()
        for key, card in self.cards.items():
            card.add_wanted.connect(lambda key=key: self._edit[key](None))
            card.open_wanted.connect(lambda row, key=key: self._edit[key](row))
            card.inactive_wanted.connect(lambda _on: self.refresh())
            self._stack.addWidget(card)
        self.tabs.chosen.connect(lambda key: self._stack.setCurrentWidget(self.cards[key]))
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._stack, 1)
        self.places: list[PlaceView] = []
        self.cells: list[CellView] = []

    # Tables -------------------------------------------------------------------------------------------------

    def _places_card(self) -> RecordCard:
        tr = self._tr
        columns = [
            Column(key="name", title=tr("Place"), width=380, sortable=False, cell=_place_cell),
            Column(key="code", title=tr("Code"), width=160, sortable=False, cell=lambda p: p.code),
            Column(key="kind", title=tr("Kind"), width=160, sortable=False, cell=lambda p: tr(PLACE_KINDS[p.kind])),
        ]
        empty = tr("Sites, buildings, rooms and stores stand here, one inside the other.")
        return RecordCard(tr, tr("Places"), columns, add_text=tr("Add a place"), empty=empty, icon="map-pin")

    def _people_card(self) -> RecordCard:
        tr = self._tr
        columns = [
            Column(
                key="name", title=tr("Person"), width=240,
                cell=lambda p: Cell(f"{p.last_name} {p.first_name}".strip(), struck=not p.active),
            ),
            Column(key="rank", title=tr("Rank"), width=140, cell=lambda p: p.rank),
            Column(key="position", title=tr("Position"), width=170, cell=lambda p: p.position),
            Column(key="cell", title=tr("Cell"), width=200, cell=lambda p: p.cell),
            Column(key="hr", title=tr("HR id"), width=100, cell=lambda p: p.hr_id),
            Column(
                key="held", title=tr("Holds"), width=80, style=NUMBER,
                cell=lambda p: tr.number(p.held), order=lambda p: p.held,
            ),
        ]  # fmt: skip
        empty = tr("People who issue or hold equipment stand here.")
        return RecordCard(
            tr, tr("People"), columns, add_text=tr("Add a person"), empty=empty, icon="users",
            name="people", memory=self.context.memory,
        )  # fmt: skip

    def _cells_card(self) -> RecordCard:
        tr = self._tr
        columns = [
            Column(key="name", title=tr("Cell"), width=420, cell=lambda c: Cell(c.name, struck=not c.active)),
            Column(key="code", title=tr("Code"), width=160, cell=lambda c: c.code),
        ]
        empty = tr("Departments and other cells of the unit stand here.")
        return RecordCard(tr, tr("Cells"), columns, add_text=tr("Add a cell"), empty=empty, icon="building-2")

    def _suppliers_card(self) -> RecordCard:
        tr = self._tr
        columns = [
            Column(key="name", title=tr("Supplier"), width=320, cell=lambda s: s.name),
            Column(key="nip", title=tr("NIP"), width=140, cell=lambda s: s.nip),
            Column(key="address", title=tr("Address"), width=320, cell=lambda s: s.address),
        ]
        empty = tr("Who sold the equipment stands here.")
        return RecordCard(
            tr, tr("Suppliers"), columns, add_text=tr("Add a supplier"), empty=empty, icon="truck", inactive=False
        )

    def refresh(self) -> None:
        """Show all four tables."""
        inactive = {key: card.inactive.isChecked() for key, card in self.cards.items()}

        def read(session: Any) -> dict[str, list[Any]]:
            return {
                "places": list_places(session, inactive=inactive["places"]),
                "people": list_people(session, inactive=inactive["people"]),
                "cells": list_cells(session, inactive=inactive["cells"]),
                "suppliers": list_suppliers(session),
            }

        self.read(read, self._show)

    def _show(self, rows: dict[str, list[Any]]) -> None:
        self.places, self.cells = rows["places"], rows["cells"]
        for key, card in self.cards.items():
            card.show_rows(rows[key])
            self.tabs.set_count(key, len(rows[key]))

    # Records ------------------------------------------------------------------------------------------------

    def edit_place(self, place: PlaceView | None) -> RecordDialog:
        """Ask for a place."""
        tr = self._tr
        title = tr("Place {code}", code=place.code) if place else tr("New place")
        dialog = RecordDialog(tr, title, can_delete=place is not None)
        dialog.add("code", tr("Code"), LineEditor(longest=100), required=True, hint=tr("Unique, for example A/118"))
        dialog.add("name", tr("Name"), LineEditor(longest=300))
        dialog.add("kind", tr("Kind"), ChoiceEditor([(key, tr(word)) for key, word in PLACE_KINDS.items()]))
        above = [Option(p.id, p.code, p.path) for p in self.places if place is None or p.id != place.id]
        dialog.add(
            "parent", tr("Lies in"), reference(self.context, above, icon="map-pin"), hint=tr("Empty: at the top")
        )
        dialog.add("active", tr("State"), TickEditor(tr("Still used")))
        values: dict[str, Any] = {"kind": "room", "active": True}
        if place is not None:
            values = {key: getattr(place, key) for key in ("code", "name", "kind", "active")}
            values["parent"] = option_of(above, place.parent_id)
        dialog.grid.set_values(values)

        def save(values: dict[str, Any]) -> Any:
            request = PlaceRequest(parent_id=values.pop("parent"), **values, **_which(place))
            return lambda work: save_place(work, request)

        remove = (lambda work: delete_place(work, place.id)) if place else None
        ask(self, self.context, dialog, N_("Place"), save, delete=remove)
        return dialog

    def edit_person(self, person: PersonView | None) -> RecordDialog:
        """Ask for a person."""
        tr = self._tr
        title = person.name if person else tr("New person")
        dialog = RecordDialog(tr, title, can_delete=person is not None)
        dialog.add("first_name", tr("First name"), LineEditor(longest=100))
        dialog.add("last_name", tr("Surname"), LineEditor(longest=100), required=True)
        kinds = [(key, tr(word)) for key, word in PERSON_KINDS.items()]
        hint = tr("Chooses the liability text of protocols.")
        dialog.add("kind", tr("Kind"), ChoiceEditor(kinds), hint=hint)
        dialog.add("rank", tr("Rank"), LineEditor(longest=100))
        dialog.add("position", tr("Position"), LineEditor(longest=300))
        dialog.add("hr_id", tr("HR id"), LineEditor(longest=32), hint=tr("No PESEL and no document numbers."))
        cells = [Option(cell.id, cell.name, cell.code) for cell in self.cells]
        places = [Option(place.id, place.code, place.path) for place in self.places]
        dialog.add("cell", tr("Cell"), reference(self.context, cells, icon="building-2"))
        dialog.add("place", tr("Usual place"), reference(self.context, places, icon="map-pin"))
        dialog.add("account", tr("Account of the system"), LineEditor(longest=100))
        dialog.add("active", tr("State"), TickEditor(tr("Works here")))
        values: dict[str, Any] = {"kind": "officer", "active": True}
        if person is not None:
            names = ("first_name", "last_name", "kind", "rank", "position", "hr_id", "account", "active")
            values = {key: getattr(person, key) for key in names}
            values["cell"] = option_of(cells, person.cell_id)
            values["place"] = option_of(places, person.place_id)
            shown = link(tr("Show what this person holds"), lambda: self._on_person(dialog, person.id))
            dialog.body.addWidget(shown)
        dialog.grid.set_values(values)

        def save(values: dict[str, Any]) -> Any:
            request = PersonRequest(
                cell_id=values.pop("cell"), place_id=values.pop("place"), **values, **_which(person)
            )
            return lambda work: save_person(work, request)

        remove = (lambda work: delete_person(work, person.id)) if person else None
        ask(self, self.context, dialog, N_("Person"), save, delete=remove)
        return dialog

    def _on_person(self, dialog: RecordDialog, person: int) -> None:
        dialog.reject()
        self.context.navigate("person", person=person)

    def edit_cell(self, cell: CellView | None) -> RecordDialog:
        """Ask for a cell of the unit."""
        tr = self._tr
        dialog = RecordDialog(tr, cell.name if cell else tr("New cell"), can_delete=cell is not None)
        dialog.add("name", tr("Name"), LineEditor(longest=300), required=True, span=2)
        dialog.add("code", tr("Code"), LineEditor(longest=32))
        dialog.add("active", tr("State"), TickEditor(tr("Still used")))
        names = ("name", "code", "active")
        dialog.grid.set_values({key: getattr(cell, key) for key in names} if cell else {"active": True})
        remove = (lambda work: delete_cell(work, cell.id)) if cell else None
        ask(
            self, self.context, dialog, N_("Cell"),
            lambda values: lambda work: save_cell(work, CellRequest(**values, **_which(cell))), delete=remove,
        )  # fmt: skip
        return dialog

    def edit_supplier(self, supplier: SupplierView | None) -> RecordDialog:
        """Ask for a supplier."""
        tr = self._tr
        dialog = RecordDialog(tr, supplier.name if supplier else tr("New supplier"), can_delete=supplier is not None)
        dialog.add("name", tr("Name"), LineEditor(longest=300), required=True, span=2)
        dialog.add("nip", tr("NIP"), LineEditor(longest=32))
        dialog.add("address", tr("Address"), LineEditor(longest=500))
        if supplier is not None:
            dialog.grid.set_values({key: getattr(supplier, key) for key in ("name", "nip", "address")})
        remove = (lambda work: delete_supplier(work, supplier.id)) if supplier else None
        ask(
            self, self.context, dialog, N_("Supplier"),
            lambda values: lambda work: save_supplier(work, SupplierRequest(**values, **_which(supplier))),
            delete=remove,
        )  # fmt: skip
        return dialog


def _place_cell(place: PlaceView) -> Cell:
    name = place.name or place.code
    return Cell("\u2003" * (2 * place.depth) + name, icon=_PLACE_ICONS[place.kind], struck=not place.active)


def _which(record: Any) -> dict[str, Any]:
    return {"id": record.id, "version": record.version} if record is not None else {}
