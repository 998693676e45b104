"""What is printed: assets gathered by name, each group ticked, with copies, opened into single numbers, removed."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from inventory.base.i18n import Translations
from inventory.labels.geometry import MOST_COPIES
from inventory.ui.context import Context
from inventory.ui.screens.label_choice import Choice, Item
from inventory.ui.screens.label_reading import LabelRegister
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import clear, column, row
from inventory.ui.widgets.numbers import NumberBox
from inventory.ui.widgets.reference import ReferenceEditor
from inventory.ui.widgets.text import ElidedLabel, label

# More rows than these are only counted; nobody unticks the two hundredth by hand.
_SHOWN = 60
_BLINK_MS = 600


class GroupRow(QWidget):
    """One line: tick, name and numbers, copies, open, remove. Signals: changed(), removed(), opened()."""

    changed = Signal()
    removed = Signal()
    opened = Signal()

    def __init__(self, tr: Translations, items: list[Item], choice: Choice, *, single: bool = False) -> None:
        super().__init__()
        self.items, self._choice = items, choice
        name, numbers = items[0].name, _numbers(tr, items)
        if single:
            name, numbers = items[0].number, items[0].name
        line = row(spacing=4, margins=(0, 3, 0, 3))
        self.setLayout(line)
        self.tick = QCheckBox()
        self.tick.setAccessibleName(f"{name}, {numbers}")
        self.tick.setTristate(False)
        self.tick.setChecked(any(choice.is_on(item) for item in items))
        self.tick.toggled.connect(self._on_ticked)
        words = column(spacing=0)
        self.name = ElidedLabel(name)
        self.numbers = ElidedLabel(numbers, role="caption", ink="text3")
        words.addWidget(self.name)
        words.addWidget(self.numbers)
        self.copies = NumberBox(1, MOST_COPIES)
        self.copies.setValue(choice.times.get(items[0].asset_id, 1))
        self.copies.setFixedWidth(52)
        self.copies.setAccessibleName(tr("Copies of {name}", name=name))
        self.copies.valueChanged.connect(self._on_copies)
        line.addWidget(self.tick)
        line.addLayout(words, 1)
        self.open = buttons.icon_button("chevron-down", tr("Show single assets"), self.opened.emit, small=True, size=16)
        kept = self.open.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.open.setSizePolicy(kept)
        line.addWidget(self.open)
        self.open.setVisible(len(items) > 1)
        line.addWidget(self.copies)
        self.cross = buttons.icon_button("x", tr("Remove {name}", name=name), self.removed.emit, small=True, size=16)
        line.addWidget(self.cross)

    def blink(self) -> None:
        """Show for a moment that what was scanned is here already."""
        self.setProperty("ground", "sunk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.style().polish(self)
        QTimer.singleShot(_BLINK_MS, self, self._unblink)

    def _unblink(self) -> None:
        self.setProperty("ground", "")
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def _on_ticked(self, on: bool) -> None:
        self._choice.tick(self.items, on)
        self.changed.emit()

    def _on_copies(self, times: int) -> None:
        self._choice.set_times(self.items, times)
        self.changed.emit()


class ItemsPanel(QWidget):
    """The list of what is printed with the field that adds to it. Signals: changed(), chosen(Item)."""

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, context: Context, register: LabelRegister, choice: Choice) -> None:
        super().__init__()
        self._tr, self._choice = context.tr, choice
        self.rows: list[GroupRow] = []
        self._open: set[str] = set()
        lines = column(spacing=8)
        self.setLayout(lines)
        head = row(spacing=8)
        self.title = label("", role="strong", wrap=True)
        self.clear_all = buttons.link(self._tr("Clear"), self._on_clear)
        head.addWidget(self.title, 1)
        head.addWidget(self.clear_all)
        lines.addLayout(head)
        hint = self._tr("Scan a code, or type a number or a name")
        self.add = ReferenceEditor(
            self._tr, context.operations, register.options, placeholder=hint, icon="scan-barcode"
        )
        self.add.setAccessibleName(hint)
        self.add.changed.connect(self._on_added)
        lines.addWidget(self.add)
        self._lines = column(spacing=0)
        lines.addLayout(self._lines)
        self.rest = label("", role="caption", ink="text3", wrap=True)
        lines.addWidget(self.rest)
        lines.addStretch(1)

    def show_items(self) -> None:
        """Show the items of the choice anew."""
        clear(self._lines)
        self.rows = []
        groups = self._choice.groups()
        hidden = 0
        for group in groups:
            opened = group[0].name in self._open
            for items in [[item] for item in group] if opened else [group]:
                if len(self.rows) >= _SHOWN:
                    hidden += len(items)
                else:
                    self._put(items, single=opened)
        self.rest.setText(self._tr.plural("and {n} more asset", "and {n} more assets", hidden) if hidden else "")
        self.rest.setVisible(bool(hidden))
        self._show_title()

    def blink(self, asset_id: int) -> None:
        """Show for a moment the line that holds an asset."""
        for shown in self.rows:
            if any(item.asset_id == asset_id for item in shown.items):
                shown.blink()

    def _put(self, items: list[Item], *, single: bool) -> None:
        made = GroupRow(self._tr, items, self._choice, single=single)
        made.changed.connect(self._on_changed)
        made.removed.connect(lambda: self._remove(made))
        made.opened.connect(lambda: self._on_opened(made))
        self._lines.addWidget(made)
        self.rows.append(made)

    def _show_title(self) -> None:
        count = len(self._choice.items) - len(self._choice.off)
        self.title.setText(self._tr("What to print ({n})", n=self._tr.number(count)))
        self.clear_all.setVisible(bool(self._choice.items))

    def _on_changed(self) -> None:
        self._show_title()
        self.changed.emit()

    def _on_opened(self, shown: GroupRow) -> None:
        self._open.add(shown.items[0].name)
        self.show_items()

    def _remove(self, shown: GroupRow) -> None:
        self._choice.remove(shown.items)
        self.show_items()
        self.changed.emit()

    def _on_clear(self) -> None:
        self._choice.put([])
        self.show_items()
        self.changed.emit()

    def _on_added(self) -> None:
        item = self.add.value()
        if isinstance(item, Item):
            with QSignalBlocker(self.add):
                self.add.set_value(None)
            self.chosen.emit(item)


def _numbers(tr: Translations, items: list[Item]) -> str:
    """Write `6 szt. · WR/487/0012–0017`, or the one number."""
    if len(items) == 1:
        return items[0].number
    numbers = sorted(item.number for item in items)
    first, last = numbers[0], numbers[-1]
    head = first.rpartition("/")[0]
    short = last.rpartition("/")[2] if head and head == last.rpartition("/")[0] else last
    count = tr.plural("{n} piece", "{n} pieces", len(items))
    return f"{count} · {first}–{short}"
