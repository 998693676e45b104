"""Where the focus goes: F6 and Shift+F6 between navigation, list and details; into the list of a page that opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget


def areas_of(page: QWidget | None) -> list[QWidget]:
    """Return the parts of a page that F6 stops at: what its `focus_areas()` says, else the page."""
    if page is None:
        return []
    tells = getattr(page, "focus_areas", None)
    return list(tells()) if tells is not None else [page]


def cycle(areas: Sequence[QWidget], step: int) -> None:
    """Move the focus to the next (1) or previous (-1) of the visible areas."""
    shown = [area for area in areas if area.isVisible()]
    if not shown:
        return
    focus = QApplication.focusWidget()
    inside = (n for n, area in enumerate(shown) if focus is not None and (area is focus or area.isAncestorOf(focus)))
    enter(shown[(next(inside, -1 if step > 0 else 0) + step) % len(shown)])


def enter(area: QWidget) -> None:
    """Put the focus on an area, or on the first thing in it that takes it."""
    target = area
    if area.focusPolicy() is Qt.FocusPolicy.NoFocus:
        children = (child for child in area.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus)
        target = next((child for child in children if child.isVisible() and child.isEnabled()), area)
    target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def land(page: QWidget) -> None:
    """Put the focus into the list of a page that was just opened, else its search field, else on the page itself.

    Left alone where the page chose a field itself: a stack of pages alone would take its first button.
    """
    focus = page.window().focusWidget()
    if focus is not None and page.isAncestorOf(focus) and not isinstance(focus, QAbstractButton):
        return
    wanted = (area for area in areas_of(page) if isinstance(area, QAbstractItemView | QLineEdit))
    targets = (child for child in (*wanted, *page.findChildren(QLineEdit)) if child.isVisibleTo(page))
    next(targets, page).setFocus(Qt.FocusReason.OtherFocusReason)
