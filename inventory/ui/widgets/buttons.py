"""Buttons of one look: primary, secondary, danger, plain, link, icon only, and a row of segments.

The text is a translated sentence; a `&` in it is literal. Keys are shown in the tooltip.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QWidget

from inventory.ui import theme
from inventory.ui.icons import icon as make_icon
from inventory.ui.widgets.text import escaped, literal

Clicked = Callable[[], object] | None
_TINTS = {"primary": "accT", "danger": "err", "link": "accL"}


class _Once(QPushButton):
    """Does its work once for a double click, whose second half would do it again: print, save, use numbers up."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


def button(
    text: str,
    clicked: Clicked = None,
    *,
    kind: str = "",
    icon: str = "",
    small: bool = False,
    keys: str = "",
    hint: str = "",
) -> QPushButton:
    """Return a push button; `kind` is "", primary, danger, plain, link or dashed; `keys` goes to the tooltip."""
    made = (_Once if kind == "primary" else QPushButton)(literal(text))
    if kind:
        made.setProperty("kind", kind)
    if small:
        made.setProperty("small", "1")
    if icon:
        made.setIcon(make_icon(icon, _TINTS.get(kind, "text2")))
        made.setIconSize(QSize(21, 16))
    tip = hint or text
    if keys:
        made.setToolTip(escaped(f"{tip} ({keys})"))
    elif hint:
        made.setToolTip(escaped(hint))
    made.setAutoDefault(False)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def primary(text: str, clicked: Clicked = None, *, icon: str = "", keys: str = "") -> QPushButton:
    """Return the one filled button of a screen or dialog."""
    return button(text, clicked, kind="primary", icon=icon, keys=keys)


def secondary(
    text: str, clicked: Clicked = None, *, icon: str = "", keys: str = "", small: bool = False
) -> QPushButton:
    """Return an outlined button."""
    return button(text, clicked, icon=icon, keys=keys, small=small)


def link(text: str, clicked: Clicked = None, *, icon: str = "", flush: bool = False) -> QPushButton:
    """Return a button that looks like a link; `flush` lets its text stand in line with the text around it."""
    made = button(text, clicked, kind="link", icon=icon)
    if flush:
        made.setProperty("flush", "1")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def icon_button(
    icon: str,
    name: str,
    clicked: Clicked = None,
    *,
    keys: str = "",
    plain: bool = True,
    small: bool = False,
    size: int = 18,
) -> QToolButton:
    """Return an icon-only button; `name` is its accessible name and, with the keys, its tooltip."""
    made = QToolButton()
    made.setIcon(make_icon(icon, "text2"))
    made.setIconSize(QSize(size, size))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(name)
    made.setToolTip(escaped(f"{name} ({keys})" if keys else name))
    if plain:
        made.setProperty("kind", "plain")
    if small:
        made.setProperty("small", "1")
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


class Segments(QWidget):
    """Two to four choices side by side, one of them chosen.

    Signals: chosen(key).
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], current: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for number, (key, text) in enumerate(choices):
            made = button(text, kind="segment")
            made.setCheckable(True)
            place = "first" if number == 0 else "last" if number == len(choices) - 1 else ""
            made.setProperty("place", place)
            made.setAccessibleName(text)
            # The chosen one is bold; room for it from the start keeps the row from jumping.
            made.setMinimumWidth(QFontMetrics(theme.font("strong")).horizontalAdvance(text) + 32)
            self._group.addButton(made)
            self._buttons[key] = made
            made.toggled.connect(lambda on, key=key: self.chosen.emit(key) if on else None)
            row.addWidget(made)
        first = choices[0][0]
        self.choose(current or first)

    def choose(self, key: str) -> None:
        """Choose without a click; emits `chosen` when it changes."""
        self._buttons[key].setChecked(True)

    def current(self) -> str:
        """Return the key of the chosen segment."""
        return next(key for key, made in self._buttons.items() if made.isChecked())

    def button(self, key: str) -> QPushButton:
        """Return the button of one choice, to disable it for example."""
        return self._buttons[key]
