"""The second card of a handover: scan, type or pick assets; one row each; what stands in the way, solved in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal

from inventory.base.i18n import N_, Translations
from inventory.base.text import clean
from inventory.services.issuing_checks import Obstacle
from inventory.ui.context import Context
from inventory.ui.screens.handover_reading import Checked, Register
from inventory.ui.screens.handover_rows import ItemRow, strip
from inventory.ui.screens.handover_values import BETWEEN, RETURN, Item, Values
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import Card, column, row
from inventory.ui.widgets.notices import NoticeStrip
from inventory.ui.widgets.reference import ReferenceEditor
from inventory.ui.widgets.text import label, set_ink
from inventory.ui.widgets.ways import StepMark


class ItemsCard(Card):
    """Holds the assets of `values`. Signals: changed(), typed(code), pick_wanted(), accessory_wanted(asset, name)."""

    changed = Signal()
    typed = Signal(str)
    pick_wanted = Signal()
    accessory_wanted = Signal(int, str)

    def __init__(self, context: Context, register: Register, values: Values) -> None:
        returning = values.kind == RETURN
        tr = context.tr
        super().__init__(tr("What comes back") if returning else tr("What you issue"))
        self._context, self._tr, self._values, self._register = context, tr, values, register
        self.rows: list[ItemRow] = []
        self.mark = StepMark(2)
        self.head.insertWidget(0, self.mark)
        self.scan = ReferenceEditor(
            tr, context.operations, register.assets, icon="scan-barcode",
            placeholder=tr("Scan a code, or type a number or a name"),
        )  # fmt: skip
        self.scan.setAccessibleName(tr("Scan a code, or type a number or a name"))
        self.scan.changed.connect(self._on_chosen)
        self.scan.returnPressed.connect(self._on_return)
        line = row(spacing=8)
        line.addWidget(self.scan, 1)
        self.pick = buttons.secondary(tr("Pick from the list…"), self.pick_wanted.emit, icon="list-checks")
        line.addWidget(self.pick)
        self.add(line)
        self.fault = label("", role="caption", ink="err", wrap=True)
        self.fault.hide()
        self.add(self.fault)
        self._lines = column(spacing=0)
        self.add(self._lines)
        self._general = column(spacing=6)
        self.add(self._general)
        self._strips: list[NoticeStrip] = []

    # What the page calls ------------------------------------------------------------------------------------

    def has(self, asset_id: int) -> bool:
        """Tell whether an asset is in the form."""
        return any(item.asset_id == asset_id for item in self._values.items)

    def put(self, asset_id: int) -> bool:
        """Add an asset; one that is there already blinks. Tells whether it was added."""
        self.set_fault("")
        for shown in self.rows:
            if shown.item.asset_id == asset_id:
                shown.blink()
                return False
        if self.has(asset_id):
            return False
        self._values.items.append(Item(asset_id=asset_id))
        self.changed.emit()
        return True

    def set_fault(self, text: str) -> None:
        """Say under the field what is wrong with what was typed."""
        set_ink(self.fault, "err")
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    def show_checked(self, checked: Checked) -> None:
        """Show rows, counts and conflicts as the services see them."""
        self._adopt(checked)
        known = {shown.item.asset_id: shown for shown in self.rows}
        wanted = {item.asset_id for item in self._values.items}
        rows = {shown.asset_id: shown for shown in checked.rows}
        for old in [shown for shown in self.rows if shown.item.asset_id not in wanted]:
            self._drop(old)
        self.rows = [shown for shown in self.rows if shown.item.asset_id in wanted]
        for shown in self.rows:
            shown.show_accessories(rows[shown.item.asset_id])
        for item in self._values.items:
            if item.asset_id in known or item.asset_id not in rows:
                continue
            made = ItemRow(self._tr, item, rows[item.asset_id], checked, returning=self._values.kind == RETURN)
            made.changed.connect(self.changed)
            made.removed.connect(lambda made=made: self._remove(made))
            made.accessory_wanted.connect(lambda name, made=made: self.accessory_wanted.emit(made.item.asset_id, name))
            self._place(made)
            self._show_photo(made)
        self._show_conflicts(checked)
        self._show_title(checked)

    def rebuild(self) -> None:
        """Make the rows anew with the next check, for example in another language of the paper."""
        for shown in self.rows:
            self._drop(shown)
        self.rows = []

    def mark_conditions(self, problems: Sequence[Obstacle]) -> list[ItemRow]:
        """Mark the rows whose condition is not chosen; returns them."""
        wanted = {problem.asset_id for problem in problems if problem.field == "condition"}
        bad = [shown for shown in self.rows if shown.item.asset_id in wanted]
        for shown in self.rows:
            shown.mark_condition(shown in bad)
        return bad

    def strips(self) -> list[NoticeStrip]:
        """Return all conflicts shown."""
        return [*(strip for shown in self.rows for strip in shown.strips()), *self._strips]

    # Rows ---------------------------------------------------------------------------------------------------

    def _adopt(self, checked: Checked) -> None:
        """Take the parts that sets bring into the form, each after its main asset, so that they can be changed."""
        items = {item.asset_id: item for item in self._values.items}
        order: list[Item] = []
        for shown in checked.rows:
            item = items.pop(shown.asset_id, None) or Item(asset_id=shown.asset_id, part_of=shown.part_of)
            item.number = shown.number
            # Between people the return is part of what was asked for.
            item.back_first = item.back_first or self._values.kind == BETWEEN
            order.append(item)
        # What is no longer in the register has no row and goes; a removed part stays out.
        self._values.items[:] = order

    def _place(self, made: ItemRow) -> None:
        at = [item.asset_id for item in self._values.items].index(made.item.asset_id)
        self.rows.insert(at, made)
        self._lines.insertWidget(at, made)

    def _show_photo(self, made: ItemRow) -> None:
        if made.shown.photo:
            read = self._context.operations.query(made, lambda _job: self._register.photo(made.shown.photo))
            read.on_success(made.photo.set_photo)

    def _drop(self, shown: ItemRow) -> None:
        self._lines.removeWidget(shown)
        shown.hide()
        shown.deleteLater()

    def _remove(self, shown: ItemRow) -> None:
        item = shown.item
        for other in self._values.items:
            if other.number and other.number == item.part_of:
                # The set no longer brings all of its parts by itself; those that stay are in the form anyway.
                other.with_parts = False
        self._values.items[:] = [
            other
            for other in self._values.items
            if other is not item and not (item.number and other.part_of == item.number)
        ]
        self.changed.emit()
        self.scan.setFocus()

    # What stands in the way ---------------------------------------------------------------------------------

    def _show_conflicts(self, checked: Checked) -> None:
        by_asset: dict[int, list[NoticeStrip]] = {}
        general: list[NoticeStrip] = []
        for problem in checked.problems:
            if problem.field != "items" or not self._values.items:
                continue
            made = self._strip_of(problem)
            if problem.asset_id is not None:
                by_asset.setdefault(problem.asset_id, []).append(made)
            else:
                general.append(made)
        for shown in self.rows:
            shown.show_strips(by_asset.get(shown.item.asset_id, []))
        general += (
            [strip(self._tr, self._tr.message(warning)) for warning in checked.warnings] if self._values.items else []
        )
        for old in self._strips:
            old.hide()
            old.deleteLater()
        self._strips = general
        for made in general:
            self._general.addWidget(made)

    def _strip_of(self, problem: Obstacle) -> NoticeStrip:
        tr, item = self._tr, self._item(problem.asset_id)
        if item is not None and problem.way_out == "return":
            if item.back_first:
                holder = str(problem.message.params.get("person", ""))
                text = tr(
                    "{number} is with {person}. The return protocol is made first.", number=item.number, person=holder
                )
                if self._values.kind == BETWEEN:
                    return strip(tr, text, tone="info")
                return strip(tr, text, action=tr("Do not"), run=lambda: self._back_first(item, False))
            return strip(
                tr,
                tr.message(problem.message),
                action=tr("Make the return first"),
                run=lambda: self._back_first(item, True),
            )
        if item is not None and problem.way_out == "count":
            return strip(tr, tr.message(problem.message), action=tr("Give a reason"), run=self._ask_reason)
        if item is not None and self._values.kind != RETURN:
            return strip(
                tr, tr.message(problem.message), action=tr("Open in the register"), run=self._opening(item.asset_id)
            )
        return strip(tr, tr.message(problem.message))

    def _opening(self, asset_id: int) -> Callable[[], object]:
        return lambda: self._context.navigate("register", asset=asset_id)

    def _back_first(self, item: Item, on: bool) -> None:
        item.back_first = on
        self.changed.emit()

    def _ask_reason(self) -> None:
        self._values.facts.setdefault("count_reason", "")
        self.changed.emit()

    def _item(self, asset_id: int | None) -> Item | None:
        return next((item for item in self._values.items if item.asset_id == asset_id), None)

    def _show_title(self, checked: Checked) -> None:
        count = len(self._values.items)
        words = self._tr.plural("{n} asset", "{n} assets", count) if count else ""
        self.set_title(self.title.text(), f"{words} · {self._tr.money(checked.total)}" if count else "")
        conflict = any(p.field == "items" for p in checked.problems)
        self.mark.set_state(done=bool(count) and not conflict)

    # Typing -------------------------------------------------------------------------------------------------

    def _on_chosen(self) -> None:
        chosen = self.scan.value()
        if isinstance(chosen, int):
            # After the completer has written its line into the field.
            self.scan.set_value(None)
            self.put(chosen)
            self.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_return(self) -> None:
        words = clean(self.scan.text())
        if words and self.scan.value() is None:
            self.typed.emit(words)


SAID = {
    "unknown": N_("{code}: there is no such asset or protocol in the register."),
    "several": N_("{code}: several assets have this code. Pick one from the list."),
}


def said(tr: Translations, key: str, code: str) -> str:
    """Return why a typed code adds nothing."""
    return tr(SAID[key], code=code)
