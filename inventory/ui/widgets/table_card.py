"""A table in a card: selection bar above, footer with totals below, an empty state in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from inventory.ui.widgets.card import Card
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.text import label, rule


class TableCard(Card):
    """`table` with `footer_left` and `footer_right` (strong) labels; `top` holds a selection bar while it is shown.

    `show_empty(widget)` puts an empty state in place of the table, `show_table()` brings it back.
    """

    def __init__(self, table: TableView, *, title: str = "", caption: str = "", footer: bool = True) -> None:
        super().__init__(title, caption=caption, flush=True)
        self.table = table
        self.top: QWidget | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self.add(self._stack, 1)
        self.footer_left = label("", ink="text2")
        self.footer_right = label("", role="strong")
        self._foot = QFrame()
        line = QHBoxLayout(self._foot)
        line.setContentsMargins(14, 8, 18, 8)
        line.addWidget(self.footer_left, 1)
        line.addWidget(self.footer_right)
        self._line = rule()
        self.add(self._line)
        self.add(self._foot)
        self._foot.setVisible(footer)
        self._line.setVisible(footer)

    def set_footer(self, left: str, right: str = "") -> None:
        """Write counts and totals of what is shown or selected."""
        self.footer_left.setText(left)
        self.footer_right.setText(right)

    def set_top(self, bar: QWidget | None) -> None:
        """Show a bar above the header, for example what can be done with the selection; None takes it away."""
        if self.top is not None:
            self.top.hide()
            self.top.deleteLater()
        self.top = bar
        if bar is not None:
            bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            self.body.insertWidget(0, bar)

    def show_empty(self, widget: QWidget) -> None:
        """Put an empty state in place of the table."""
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def show_table(self) -> None:
        """Show the table again."""
        self._stack.setCurrentWidget(self.table)
