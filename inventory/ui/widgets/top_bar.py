"""The bar above every page: search everywhere, undo, redo, notices, who works here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from inventory.base.i18n import Translations
from inventory.ui import theme
from inventory.ui.widgets import buttons
from inventory.ui.widgets.search_field import SearchField
from inventory.ui.widgets.text import escaped, rule

HEIGHT = 52
SEARCH = 460


class UserButton(QAbstractButton):
    """Initials in a circle and the name; narrow windows show the circle only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._short = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_name(self, name: str) -> None:
        """Show a person."""
        self._name = name
        self.setAccessibleName(name)
        self.setToolTip(escaped(name))
        self.updateGeometry()
        self.update()

    def set_short(self, short: bool) -> None:
        """Show the initials only."""
        self._short = short
        self.updateGeometry()
        self.update()

    def initials(self) -> str:
        """Return up to two first letters."""
        return "".join(word[0] for word in self._name.split()[:2]).upper()

    def sizeHint(self) -> QSize:
        text = 0 if self._short else QFontMetrics(theme.font()).horizontalAdvance(self._name) + 8
        return QSize(30 + text, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(1, (self.height() - 28) / 2, 28, 28)
        painter.setPen(theme.color("text") if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme.color("accS")))
        painter.drawEllipse(circle)
        painter.setPen(theme.color("accL"))
        painter.setFont(theme.font("label"))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), self.initials())
        if not self._short:
            painter.setPen(theme.color("text"))
            painter.setFont(theme.font())
            place = QRectF(36, 0, self.width() - 36, self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._name)
        painter.end()


class TopBar(QWidget):
    """`keys` are the shortcuts shown, by the ids of the table of actions.

    Signals: undo_wanted(), redo_wanted(), notices_wanted(), user_wanted().
    """

    undo_wanted = Signal()
    redo_wanted = Signal()
    notices_wanted = Signal()
    user_wanted = Signal()

    def __init__(self, tr: Translations, keys: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self._keys = keys
        self.setFixedHeight(HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 0, 24, 0)
        line.setSpacing(6)
        self.search = SearchField(tr, tr("Search everywhere or scan a code"), keys=keys["search_all"])
        self.search.setMaximumWidth(SEARCH)
        self.search.setMinimumWidth(220)
        self.undo = buttons.icon_button("undo-2", tr("Undo"), self.undo_wanted.emit, keys=keys["undo"])
        self.redo = buttons.icon_button("redo-2", tr("Redo"), self.redo_wanted.emit, keys=keys["redo"])
        self.bell = buttons.icon_button("bell", tr("Notices"), self.notices_wanted.emit)
        self.user = UserButton()
        self.user.clicked.connect(lambda _on=False: self.user_wanted.emit())
        self._divider = rule(vertical=True)
        self._divider.setFixedHeight(32)
        line.addWidget(self.search, 10)
        line.addStretch(1)
        for widget in (self.undo, self.redo, self.bell, self._divider, self.user):
            line.addWidget(widget)
        self.set_undo("", "")
        self.set_user("")

    def set_undo(self, undo: str, redo: str) -> None:
        """Say what Undo and Redo would do; "" switches the button off."""
        for made, name, what, key in ((self.undo, "Undo", undo, "undo"), (self.redo, "Redo", redo, "redo")):
            word = self._tr("Undo") if name == "Undo" else self._tr("Redo")
            made.setEnabled(bool(what))
            tip = f"{word}: {what}" if what else word
            made.setToolTip(escaped(f"{tip} ({self._keys[key]})"))
            made.setAccessibleName(tip)

    def set_user(self, name: str) -> None:
        """Show who works here; "" hides it."""
        self.user.set_name(name)
        for widget in (self._divider, self.user):
            widget.setVisible(bool(name))
