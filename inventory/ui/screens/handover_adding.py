"""How assets and people come into the form of a handover: codes, protocols, what somebody holds."""

from __future__ import annotations

from typing import Any

from inventory.base.changes import Done
from inventory.base.i18n import N_
from inventory.ui.codes import meaning
from inventory.ui.screens.asset_form_saving import undo_of
from inventory.ui.screens.handover_holding import held_ids, holder_of, of_protocol
from inventory.ui.screens.handover_items import said
from inventory.ui.screens.handover_values import ISSUE, PERSON, RETURN
from inventory.ui.widgets.reference import Option


class Adding:
    """Belongs to one form, `page`."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._context = page.context

    def look_up(self, code: str) -> None:
        """Add what a typed or scanned code means."""
        application = self._context.application
        # Each code has its own query: two scans in quick succession are two assets.
        query = self._context.operations.query(self._page, lambda _job: meaning(application, code))
        query.on_success(lambda answer: self._on_meaning(code, *answer))

    def choose_person(self, person: int) -> None:
        """Put a person in: the receiver of an issue, the holder of a return."""
        register = self._page.register

        def find(_job: object) -> Option | None:
            return next((option for option in register.everyone() if option.key == (PERSON, person)), None)

        def show(found: Option | None) -> None:
            key = "to" if self._page.values.kind == ISSUE else "holder"
            if found is not None:
                self._page.who.fields[key].set_value(found)

        self._context.operations.query(self._page, find, slot="person").on_success(show)

    def choose_holder_of(self, asset: int) -> None:
        """Put in who holds an asset; the rest of what they hold is not put in for that."""
        application = self._context.application
        query = self._context.operations.query(self._page, lambda _job: holder_of(application, asset), slot="holder")
        query.on_success(self._show_holder)

    def fill_from_holder(self) -> None:
        """Put in all that the chosen holder has, where nothing is in yet."""
        page, application = self._page, self._context.application
        chosen = page.values.facts.get("holder")
        if not isinstance(chosen, Option) or page.values.items:
            return
        query = self._context.operations.query(page, lambda _job: held_ids(application, chosen), slot="held")
        query.on_success(lambda ids: [page.items.put(number) for number in ids] if not page.values.items else None)

    def add_accessory(self, asset: int, name: str) -> None:
        """Note an accessory that the register did not know, and hand it over as well."""
        from inventory.services.accessories import add_accessory

        page, context, tr = self._page, self._context, self._context.tr
        application = context.application

        def write(_job: object) -> Done[int]:
            done: Done[int] = application.operation(
                N_("Add an accessory"), lambda work: add_accessory(work, asset, name)
            )
            return done

        def added(done: Done[int]) -> None:
            for item in page.values.items:
                if item.asset_id == asset and item.accessories is not None:
                    item.accessories = (*item.accessories, done.value)
            page.touch()
            operation = done.changes.operation
            undo = undo_of(page, context, operation) if operation else None
            context.toast(tr("{name}: noted in the register", name=name), undo=undo)

        context.operations.run(page, tr("Add an accessory"), write).on_success(added)

    def _on_meaning(self, code: str, kind: str, what: list[int] | str) -> None:
        page = self._page
        page.items.scan.set_value(None)
        page.items.scan.clear()
        if kind == "asset" and isinstance(what, list) and len(what) == 1:
            page.items.put(what[0])
            if page.values.kind == RETURN and not page.values.facts.get("holder"):
                self.choose_holder_of(what[0])
        elif kind == "document" and isinstance(what, str):
            self._read_protocol(what)
        else:
            key = "several" if kind == "asset" else "unknown"
            page.items.set_fault(said(self._context.tr, key, code))

    def _read_protocol(self, number: str) -> None:
        """Put what a protocol handed over and is still out into a return."""
        application = self._context.application

        def show(answer: tuple[Option | None, list[int]]) -> None:
            page, tr = self._page, self._context.tr
            holder, ids = answer
            if page.values.kind != RETURN or holder is None or not ids:
                page.items.set_fault(tr("{number}: nothing of this protocol is to be returned.", number=number))
                return
            for asset in ids:
                page.items.put(asset)
            self._show_holder(holder)

        query = self._context.operations.query(self._page, lambda _job: of_protocol(application, number), slot="paper")
        query.on_success(show)

    def _show_holder(self, found: Option | None) -> None:
        page = self._page
        if found is None or page.values.facts.get("holder") or "holder" not in page.who.fields:
            return
        page.values.facts["holder"] = found
        page.who.fields["holder"].set_value(found)
        page.touch()
