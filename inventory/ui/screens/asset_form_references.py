"""The fields of the form that refer to a place, a holder, a supplier or another asset."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal

from inventory.base.i18n import N_
from inventory.catalogue.query import parse
from inventory.services.asset_choices import FoundOption, find_holders, find_places, find_suppliers
from inventory.services.organisation import SupplierRequest, save_supplier
from inventory.ui.context import Context
from inventory.ui.widgets.reference import Option, ReferenceEditor

_MOST = 12


class SupplierEditor(ReferenceEditor):
    """Chooses a supplier; what is not in the list is added with its name. Signals: added(id)."""

    added = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(context.tr, context.operations, _provider(context, find_suppliers), can_add=True)
        self._context = context
        self.add_wanted.connect(self._on_add)

    def _on_add(self, name: str) -> None:
        application = self._context.application

        def add(_job: object) -> int:
            done = application.operation(
                N_("Add a supplier"), lambda work: save_supplier(work, SupplierRequest(name=name))
            )
            made: int = done.value
            return made

        def added(made: int) -> None:
            self.set_value(Option(made, name))
            self.added.emit(made)

        self._context.operations.run(self, self._context.tr("Add a supplier"), add).on_success(added)


class PartEditor(ReferenceEditor):
    """Looks for an asset; a scan while it has the focus finds one at once. Signals: scanned(code)."""

    scanned = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(
            context.tr, context.operations, _assets(context), icon="search",
            placeholder=context.tr("Number, name or a scan"),
        )  # fmt: skip
        self.setProperty("takesScan", True)

    def take_scan(self, code: str) -> None:
        """Take a code of the scanner."""
        self.scanned.emit(code)


def supplier_editor(context: Context) -> SupplierEditor:
    """Return the field of a supplier."""
    return SupplierEditor(context)


def place_editor(context: Context) -> ReferenceEditor:
    """Return the field of a place."""
    return ReferenceEditor(context.tr, context.operations, _provider(context, find_places), icon="map-pin")


def holder_editor(context: Context) -> ReferenceEditor:
    """Return the field of a person or a cell; its key is (kind, id)."""
    return ReferenceEditor(context.tr, context.operations, _provider(context, find_holders), icon="user")


def _provider(context: Context, find: Callable[[Any, str], list[FoundOption]]) -> Callable[[str], Sequence[Option]]:
    application = context.application

    def found(text: str) -> list[Option]:
        options = application.read(lambda session: find(session, text))
        return [Option((o.kind, o.id) if o.kind else o.id, o.text, o.detail) for o in options]

    return found


def _assets(context: Context) -> Callable[[str], Sequence[Option]]:
    application = context.application

    def found(text: str) -> list[Option]:
        ids = application.listing.ids(parse(text), limit=_MOST)
        rows = application.listing.page(ids, ("id", "number", "name"))
        return [Option(row[0], row[1], row[2]) for row in rows if row is not None]

    return found
