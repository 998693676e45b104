"""The navigation at the left: 208 px with names, 52 px with icons only; counters beside the names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from inventory.base.i18n import Translations
from inventory.ui import theme
from inventory.ui.focus_frame import is_framed
from inventory.ui.icons import pixmap
from inventory.ui.screen import ScreenEntry
from inventory.ui.widgets import buttons
from inventory.ui.widgets.text import escaped, rule

OPEN, COMPACT = 208, 52
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class NavigationButton(QAbstractButton):
    """One screen in the navigation; arrows move between them."""

    def __init__(self, text: str, icon: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._text, self._icon, self._keys = text, icon, keys
        self._count = 0
        self._compact = False
        self.setAccessibleName(text)

    def set_count(self, count: int) -> None:
        """Show how many things wait there; 0 shows nothing."""
        self._count = count
        self.setAccessibleName(f"{self._text}, {count}" if count else self._text)
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show the icon only, the name then is the tooltip."""
        self._compact = compact
        tip = f"{self._text} ({self._keys})" if self._keys else self._text
        self.setToolTip(escaped(tip) if compact or self._keys else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(36, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(theme.color("surf" if chosen else "neuS")))
            painter.drawRoundedRect(box, 4, 4)
        if chosen:
            painter.fillRect(QRectF(0, 8, 3, self.height() - 16), theme.color("acc"))
        left = (self.width() - 20) // 2 if self._compact else 12
        tint = "accL" if chosen else "text2"
        painter.drawPixmap(left, (self.height() - 18) // 2, pixmap(self._icon, 18, tint, self.devicePixelRatioF()))
        if self._compact:
            self._paint_dot(painter)
        else:
            self._paint_text(painter, chosen)
        if is_framed(self):
            painter.setPen(QPen(theme.color("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_dot(self, painter: QPainter) -> None:
        if self._count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(theme.color("err")))
            painter.drawEllipse(QRectF(self.width() / 2 + 4, 4, 7, 7))

    def _paint_text(self, painter: QPainter, chosen: bool) -> None:
        font = theme.font("strong" if chosen else "body")
        painter.setFont(font)
        painter.setPen(theme.color("text" if chosen else "text2"))
        room = self.width() - 42 - (34 if self._count else 8)
        shown = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(42, 0, room, self.height()), _LEFT, shown)
        if self._count:
            words = str(self._count) if self._count < 1000 else "999+"
            small = theme.font("label")
            wide = max(20, QFontMetrics(small).horizontalAdvance(words) + 10)
            pill = QRectF(self.width() - wide - 8, (self.height() - 20) / 2, wide, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(theme.color("accS")))
            painter.drawRoundedRect(pill, 10, 10)
            painter.setPen(theme.color("accL"))
            painter.setFont(small)
            painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


class Navigation(QWidget):
    """Screens at the top, help and settings at the bottom, a button that narrows it.

    Signals: chosen(key); narrowed(bool) when the user pressed the button.
    """

    chosen = Signal(str)
    narrowed = Signal(bool)

    def __init__(self, tr: Translations, entries: Sequence[ScreenEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Navigation"))
        self._buttons: dict[str, NavigationButton] = {}
        self._compact = False
        lines = QVBoxLayout(self)
        lines.setContentsMargins(8, 8, 8, 8)
        lines.setSpacing(4)
        lines.addWidget(buttons.icon_button("menu", tr("Narrow or widen the navigation"), self._on_menu))
        lines.addSpacing(4)
        for entry in entries:
            if entry.place == "top":
                lines.addWidget(self._add(tr, entry))
        lines.addStretch(1)
        low = [entry for entry in entries if entry.place == "bottom"]
        if low:
            lines.addWidget(rule())
        for entry in low:
            lines.addWidget(self._add(tr, entry))
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Show icons only, or names too."""
        self._compact = compact
        self.setFixedWidth(COMPACT if compact else OPEN)
        for made in self._buttons.values():
            made.set_compact(compact)

    def compact(self) -> bool:
        """Tell whether only icons are shown."""
        return self._compact

    def mark(self, key: str) -> None:
        """Show which screen is open."""
        for name, made in self._buttons.items():
            made.setChecked(name == key)

    def set_count(self, key: str, count: int) -> None:
        """Show a counter beside a screen."""
        if key in self._buttons:
            self._buttons[key].set_count(count)

    def has(self, key: str) -> bool:
        """Tell whether a screen stands in the navigation."""
        return key in self._buttons

    def button(self, key: str) -> NavigationButton:
        """Return the button of a screen."""
        return self._buttons[key]

    def _add(self, tr: Translations, entry: ScreenEntry) -> NavigationButton:
        made = NavigationButton(tr(entry.title), entry.icon, entry.keys)
        made.clicked.connect(lambda _on=False: self.chosen.emit(entry.key))
        self._buttons[entry.key] = made
        return made

    def _on_menu(self) -> None:
        self.narrowed.emit(not self._compact)
