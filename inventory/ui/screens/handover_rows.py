"""One asset in the form of a handover: photo place, name, accessories as ticks, condition, remarks, remove."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from inventory.base.i18n import Translations
from inventory.ui.context import Notice
from inventory.ui.screens.asset_details import Photo
from inventory.ui.screens.handover_reading import Checked, Row
from inventory.ui.screens.handover_values import Item
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import column, row
from inventory.ui.widgets.editors import LineEditor
from inventory.ui.widgets.flow import FlowLayout
from inventory.ui.widgets.notices import NoticeStrip
from inventory.ui.widgets.suggest import SuggestEditor
from inventory.ui.widgets.text import ElidedLabel, literal, rule, set_state

_BLINK_MS = 180


class ItemRow(QFrame):
    """Shows an `Item` of the form and writes into it; `words` holds the conditions and accessories to offer.

    Signals: changed() when something was ticked or typed, removed(), accessory_wanted(name).
    """

    changed = Signal()
    removed = Signal()
    accessory_wanted = Signal(str)

    def __init__(self, tr: Translations, item: Item, shown: Row, words: Checked, *, returning: bool) -> None:
        super().__init__()
        self._tr, self.item, self.shown, self._offered = tr, item, shown, words
        self._returning = returning
        self.ticks: list[QCheckBox] = []
        self._strips: list[NoticeStrip] = []
        self.photo = Photo(56, 42)
        self.photo.set_icon(shown.icon)
        self.lines = column(spacing=6, margins=(0, 6, 0, 6))
        outer = column()
        self.setLayout(outer)
        outer.addWidget(rule())
        outer.addLayout(self.lines)
        line = row(spacing=12)
        line.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words(), 1)
        for widget in self._ends():
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.lines.addLayout(line)
        self.remarks = LineEditor(placeholder=tr("Remarks on this asset, for the paper"))
        self.remarks.setAccessibleName(tr("Remarks on {number}", number=shown.number))
        self.remarks.set_value(item.remarks)
        self.remarks.setVisible(bool(item.remarks))
        self.remarks.changed.connect(self._on_remarks)
        self.lines.addWidget(self.remarks)
        self.accessory = SuggestEditor(tr, words.accessories, placeholder=tr("accessory, for example a charger"))
        self.accessory.setAccessibleName(tr("Accessory of {number}", number=shown.number))
        self.accessory.hide()
        self.accessory.chosen.connect(self._on_accessory)
        self.accessory.returnPressed.connect(self._on_accessory)
        self.lines.addWidget(self.accessory)
        self.setAccessibleName(f"{shown.number}, {shown.name}")

    def _words(self) -> QWidget:
        tr, shown = self._tr, self.shown
        holder = QWidget()
        words = column(spacing=0)
        holder.setLayout(words)
        words.addWidget(ElidedLabel(shown.name, role="strong"))
        second = [shown.number, shown.serial]
        if shown.part_of or self.item.part_of:
            second.append(tr("part of {number}", number=shown.part_of or self.item.part_of))
        if shown.detail:
            second.append(shown.detail)
        words.addWidget(ElidedLabel(" · ".join(filter(None, second)), ink="text3"))
        self._ticks = QWidget()
        self._flow = FlowLayout(self._ticks, spacing=16)
        words.addWidget(self._ticks)
        self._fill_ticks()
        return holder

    def _fill_ticks(self) -> None:
        for old in self.ticks:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.ticks = []
        chosen = self.item.accessories
        for accessory in self.shown.accessories:
            text = self._tr("{what} (missing)", what=accessory.name) if accessory.lost else accessory.name
            box = QCheckBox(literal(text))
            box.setChecked(accessory.ticked if chosen is None else accessory.id in chosen)
            box.setEnabled(not accessory.lost)
            box.setAccessibleName(f"{text}, {self.shown.number}")
            box.toggled.connect(lambda _on: self._on_ticked())
            self.ticks.append(box)
            self._flow.addWidget(box)
        self._ticks.setVisible(bool(self.ticks))

    def _ends(self) -> Sequence[QWidget]:
        tr, item = self._tr, self.item
        item.condition = item.condition or self.shown.condition
        self.condition = SuggestEditor(tr, self._offered.conditions, placeholder=tr("condition?"))
        self.condition.set_value(item.condition)
        self.condition.setFixedWidth(150)
        name = tr("Condition at return of {number}") if self._returning else tr("Condition of {number}")
        self.condition.setAccessibleName(name.format(number=self.shown.number))
        self.condition.changed.connect(self._on_condition)
        more = buttons.icon_button(
            "plus", tr("Add an accessory of {number}", number=self.shown.number), self.ask_accessory
        )
        # What comes back is what went out; it is not noted first when it returns.
        if self._returning:
            more.hide()
        self.note = buttons.icon_button("pencil", tr("Remarks"), self._on_note)
        self.remove = buttons.icon_button("x", tr("Leave out {number}", number=self.shown.number), self.removed.emit)
        return self.condition, more, self.note, self.remove

    # What the card calls ------------------------------------------------------------------------------------

    def show_strips(self, strips: Sequence[NoticeStrip]) -> None:
        """Show what stands in the way of this asset, under it."""
        for old in self._strips:
            old.hide()
            old.deleteLater()
        self._strips = list(strips)
        for strip in strips:
            self.lines.addWidget(strip)

    def strips(self) -> list[NoticeStrip]:
        """Return the strips shown."""
        return list(self._strips)

    def blink(self) -> None:
        """Light up for a moment: this asset was scanned again."""
        self.setStyleSheet("ItemRow { background: palette(highlight); }")
        QTimer.singleShot(_BLINK_MS, self, lambda: self.setStyleSheet(""))

    def show_accessories(self, shown: Row) -> None:
        """Show the accessories that the register has now; the rest of the row stays as it is typed."""
        before, after = ([(a.id, a.name, a.lost) for a in row.accessories] for row in (self.shown, shown))
        if before != after:
            self.shown = shown
            self._fill_ticks()

    def ask_accessory(self) -> None:
        """Ask for an accessory that the register does not know yet."""
        self.accessory.show()
        self.accessory.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_accessory(self) -> bool:
        """Ask for no more accessories; False where that is not what is being typed."""
        if not self.accessory.hasFocus():
            return False
        self.accessory.clear()
        self.accessory.hide()
        self.condition.setFocus()
        return True

    def mark_condition(self, bad: bool) -> None:
        """Mark the condition red."""
        set_state(self.condition, "bad", "1" if bad else "")

    # Answers ------------------------------------------------------------------------------------------------

    def _on_ticked(self) -> None:
        pairs = zip(self.shown.accessories, self.ticks, strict=True)
        self.item.accessories = tuple(accessory.id for accessory, box in pairs if box.isChecked())
        self.changed.emit()

    def _on_condition(self) -> None:
        self.item.condition = str(self.condition.value() or "")
        self.mark_condition(False)
        self.changed.emit()

    def _on_remarks(self) -> None:
        self.item.remarks = str(self.remarks.value())
        self.changed.emit()

    def _on_accessory(self) -> None:
        name = str(self.accessory.value())
        self.accessory.clear()
        if name:
            self.accessory_wanted.emit(name)
        else:
            self.close_accessory()

    def _on_note(self) -> None:
        self.remarks.setVisible(not self.remarks.isVisible() or bool(self.item.remarks))
        if self.remarks.isVisible():
            self.remarks.setFocus()


def strip(tr: Translations, text: str, *, action: str = "", run: object = None, tone: str = "warn") -> NoticeStrip:
    """Return an amber strip that stays until what it says is put right."""
    return NoticeStrip(tr, Notice(text=text, tone=tone, action=action, run=run), closable=False)  # type: ignore[arg-type]
