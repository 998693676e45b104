"""No part of a screen flashes up as a window of its own: it would take the keyboard away from the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from inventory.ui.screens.table import SCREENS

SECTIONS = (
    "organisation", "numbering", "categories", "places", "papers", "labels", "scanner", "backups", "look", "register",
)  # fmt: skip


class Watch(QObject):
    """Notes every window that is shown."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def watch(desk):
    made = Watch()
    QApplication.instance().installEventFilter(made)
    yield made
    QApplication.instance().removeEventFilter(made)


@pytest.mark.parametrize("key", [entry.key for entry in SCREENS if entry.key not in {"settings", "counting"}])
def test_screen_opens_in_the_window_alone(desk, watch, key):
    desk.go(key)
    assert watch.shown == []


@pytest.mark.parametrize("section", SECTIONS)
def test_section_of_the_settings_opens_in_the_window_alone(desk, watch, section):
    desk.go("settings", section=section)
    assert watch.shown == []


@pytest.mark.parametrize("kind", ["issue", "return", "between"])
def test_rows_of_a_handover_appear_in_the_window_alone(desk, watch, kind):
    page = desk.go("handover", kind=kind, assets=desk.application.listing.by_code("WR/487/0013"))
    page.check()
    desk.settle()
    assert page.items.rows
    assert watch.shown == []
