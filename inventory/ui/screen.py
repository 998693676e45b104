"""What a screen is to the main window: a row of the table of screens, and the methods that a page may have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from inventory.ui.context import Context


@dataclass(frozen=True, kw_only=True)
class ScreenEntry:
    """One screen: `title` is an English id, `factory(context)` builds the page when it is first opened.

    `place` is top or bottom of the navigation, or hidden (opened from elsewhere; `parent` is then the entry that
    stays marked). `keys` is its shortcut.

    A page is any QWidget. The window calls these of its methods where they exist:
    `open(**arguments)` each time it is navigated to; `can_leave() -> bool` before another page is shown or the
    window closes; `handle_scan(code) -> bool` (False: not taken); `focus_areas() -> list[QWidget]` for F6;
    `set_width_step(step, short)` with step wide, medium or narrow (ui.md 2) and short below 640 px of height;
    `state() -> dict` of the arguments that open the same again after the language or theme changed.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[Context], QWidget]
    keys: str = ""
    place: str = "top"
    parent: str = ""
