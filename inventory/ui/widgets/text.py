"""Labels that never guess rich text: plain, wrapped, elided; and the thin lines between parts."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from inventory.ui import theme

_OVERLONG = re.compile(r"\S{24}(?=\S)")


def label(text: str = "", *, role: str = "body", ink: str = "", wrap: bool = False, select: bool = False) -> QLabel:
    """Return a plain-text label; `role` is a font of the theme, `ink` a colour token, `select` allows copying."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(role))
    if ink:
        made.setProperty("ink", ink)
    made.setText(text)
    made.setWordWrap(wrap)
    if select:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made


def set_ink(target: QWidget, ink: str) -> None:
    """Change the colour token of a label that is already shown."""
    set_state(target, "ink", ink)


def set_state(target: QWidget, name: str, value: str) -> None:
    """Set a dynamic property and let the style sheet see it."""
    if target.property(name) == value:
        return
    target.setProperty(name, value)
    target.style().unpolish(target)
    target.style().polish(target)


def rule(*, vertical: bool = False) -> QFrame:
    """Return a one-pixel line."""
    line = QFrame()
    line.setProperty("rule", "v" if vertical else "1")
    return line


def escaped(text: str) -> str:
    """Return text for a tooltip, where Qt guesses rich text: marks are made literal (reliability.md 68)."""
    if "<" not in text and "&" not in text:
        return text
    return "<qt>{}</qt>".format(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def literal(text: str) -> str:
    """Return text for a button or menu item, where a single `&` would become a shortcut (reliability.md 69)."""
    return text.replace("&", "&&")


def breakable(text: str) -> str:
    """Return text whose overlong words may break: an unbroken one would make a whole column wider than its place."""
    return _OVERLONG.sub("\\g<0>\u200b", text)


class ElidedLabel(QWidget):
    """One line of text cut with an ellipsis where it does not fit; the tooltip then has the whole."""

    def __init__(self, text: str = "", *, role: str = "body", ink: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = ink
        self._text = ""
        self.setFont(theme.font(role))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(min(metrics.horizontalAdvance(self._text) + 2, 600), metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, QFontMetrics(self.font()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(escaped(self._text) if shown != self._text else "")
        painter = QPainter(self)
        painter.setPen(theme.color(self._ink))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
