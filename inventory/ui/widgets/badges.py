"""Status badges, filter chips and the switch: small painted controls with a word each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from inventory.ui import theme
from inventory.ui.focus_frame import is_framed
from inventory.ui.icons import pixmap
from inventory.ui.widgets import buttons
from inventory.ui.widgets.paint import BADGE_HEIGHT, badge_width, draw_badge
from inventory.ui.widgets.text import escaped

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class Badge(QWidget):
    """A word with an icon on a soft ground; `tone` is info, ok, warn, err or neu."""

    def __init__(self, text: str, *, icon: str = "", tone: str = "neu", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.font("label"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_badge(text, icon=icon, tone=tone)

    def set_badge(self, text: str, *, icon: str = "", tone: str = "neu") -> None:
        """Show another state."""
        self._text, self._icon, self._tone = text, icon, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the word."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(badge_width(self._text, self._icon, QFontMetrics(self.font())), BADGE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_badge(painter, 0, 0, self.width(), self._text, self._icon, self._tone, self.devicePixelRatioF())
        painter.end()


class Chip(QAbstractButton):
    """One filter in force: click or Enter edits it, the cross or Delete removes it.

    Signals: clicked(), removed().
    """

    removed = Signal()

    def __init__(
        self, name: str, value: str, *, remove_name: str, fixed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = f"{name}: " if name else ""
        self._value = value
        self._fixed = fixed
        self.setAccessibleName(f"{self._name}{value}")
        self.setToolTip("" if fixed else escaped(remove_name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        return QSize(self._name_width() + self._value_width() + (24 if self._fixed else 44), 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 120), 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = is_framed(self)
        inset = 1.0 if focus else 0.5
        painter.setPen(QPen(theme.color("text" if focus else "acc"), 2 if focus else 1))
        painter.setBrush(QBrush(theme.color("accS")))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 13.5, 13.5)
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font())
        name = self._name_width()
        painter.drawText(QRect(12, 0, name, self.height()), _LEFT, self._name)
        painter.setPen(theme.color("text"))
        strong = theme.font("strong")
        painter.setFont(strong)
        room = self.width() - 12 - name - (12 if self._fixed else 30)
        shown = QFontMetrics(strong).elidedText(self._value, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(12 + name, 0, room, self.height()), _LEFT, shown)
        if not self._fixed:
            painter.drawPixmap(self.width() - 24, 6, pixmap("x", 16, "text2", self.devicePixelRatioF()))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._fixed and event.position().x() > self.width() - 28:
            self.removed.emit()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self._fixed:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _name_width(self) -> int:
        return QFontMetrics(theme.font()).horizontalAdvance(self._name)

    def _value_width(self) -> int:
        return QFontMetrics(theme.font("strong")).horizontalAdvance(self._value) + 2


class ChipBar(QWidget):
    """The row of filter chips with "+ Filter" after them; the owner sets the chips anew when a filter changes."""

    def __init__(
        self, add_text: str, add: Callable[[], object], *, remove_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._remove_name = remove_name
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._chips: list[Chip] = []
        self.add_button = buttons.button(add_text, add, kind="dashed", icon="plus")
        self._row.addWidget(self.add_button)

    def set_chips(self, chips: list[tuple[str, str, Callable[[], object], Callable[[], object]]]) -> None:
        """Show these filters: (name, value, edit, remove) each."""
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._chips = []
        for number, (name, value, edit, remove) in enumerate(chips):
            chip = Chip(name, value, remove_name=self._remove_name, parent=self)
            chip.clicked.connect(lambda _on=False, edit=edit: edit())
            chip.removed.connect(lambda remove=remove: remove())
            self._row.insertWidget(number, chip)
            self._chips.append(chip)

    def chips(self) -> list[Chip]:
        """Return the chips shown, in order."""
        return list(self._chips)


class LabelledSwitch(QAbstractButton):
    """An on/off switch with its text at the right; `toggled` tells the new state."""

    def __init__(self, text: str, *, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(on)
        self._text = text
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(theme.font()).horizontalAdvance(self._text) + 48, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        focus = is_framed(self)
        top = (self.height() - 18) / 2
        painter.setPen(QPen(theme.color("text" if focus else "acc" if on else "line2"), 2 if focus else 1))
        painter.setBrush(QBrush(theme.color("acc" if on else "surf")))
        painter.drawRoundedRect(QRectF(1, top, 34, 18), 9, 9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme.color("accT" if on else "line2")))
        painter.drawEllipse(QPointF(26 if on else 10, top + 9), 5.5, 5.5)
        painter.setPen(theme.color("text" if self.isEnabled() else "line2"))
        painter.setFont(theme.font())
        painter.drawText(QRect(44, 0, self.width() - 44, self.height()), _LEFT, self._text)
        painter.end()
