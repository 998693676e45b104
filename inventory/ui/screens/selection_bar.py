"""The bar above the list while two or more assets are selected: how many, their value, what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from inventory.base.i18n import Translations
from inventory.ui import theme
from inventory.ui.actions import shown_keys
from inventory.ui.widgets import buttons
from inventory.ui.widgets.text import label

if TYPE_CHECKING:
    from inventory.ui.screens.register_parts import Actions


class SelectionBar(QWidget):
    """Stands on the colour of selected rows; its tick selects everything or only the current row."""

    def __init__(self, tr: Translations, actions: Actions) -> None:
        super().__init__()
        self._tr, self._actions = tr, actions
        line = QHBoxLayout(self)
        line.setContentsMargins(9, 4, 8, 4)
        line.setSpacing(8)
        self.tick = QCheckBox()
        self.tick.setChecked(True)
        self.tick.setAccessibleName(tr("Select all"))
        self.tick.setToolTip(tr("Select all (Ctrl+A)"))
        self.tick.clicked.connect(lambda on: actions.select_all() if on else actions.clear_selection())
        self.count = label("", role="strong")
        self.sum = label("", ink="text2")
        line.addWidget(self.tick)
        line.addSpacing(6)
        line.addWidget(self.count)
        line.addWidget(self.sum, 1)
        self.buttons = [
            buttons.secondary(
                tr("Hand over…"), actions.hand_over, icon="arrow-left-right", small=True, keys=shown_keys("hand_over")
            ),
            buttons.secondary(
                tr("Print stickers…"), actions.print_stickers, icon="printer", small=True, keys=shown_keys("print")
            ),
            buttons.button(
                tr("Dispose…"), actions.dispose, kind="danger", icon="archive", small=True, keys=shown_keys("dispose")
            ),
        ]
        for button in self.buttons:
            line.addWidget(button)
        self.replace = buttons.icon_button("tag", tr("Sticker to be replaced…"), actions.replace_sticker, small=True)
        line.insertWidget(line.indexOf(self.buttons[-1]), self.replace)
        line.addWidget(
            buttons.icon_button(
                "x", tr("Clear the selection"), actions.clear_selection, keys="Esc", small=True, size=16
            )
        )

    def show_count(self, count: int) -> None:
        """Say how many are selected."""
        self.count.setText(self._tr.plural("{n} asset selected", "{n} assets selected", count))
        self.setAccessibleName(self.count.text())
        self.tick.setChecked(True)

    def show_sum(self, grosze: int | None) -> None:
        """Say what they are worth; nothing while it is read."""
        self.sum.setText("" if grosze is None else self._tr.money(grosze))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        painter.end()
