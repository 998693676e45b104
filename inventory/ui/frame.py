"""The frame around all pages: navigation at the left, top bar, messages, the pages, status bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from inventory.ui.actions import ACTIONS, shown_keys
from inventory.ui.context import Context
from inventory.ui.messages import Messages
from inventory.ui.screen import ScreenEntry
from inventory.ui.widgets.navigation import Navigation
from inventory.ui.widgets.status_bar import StatusBar
from inventory.ui.widgets.top_bar import TopBar


class Frame(QWidget):
    """The parts and where they stand; what they do is the window's."""

    def __init__(self, window: QMainWindow, context: Context, screens: Sequence[ScreenEntry]) -> None:
        super().__init__()
        tr = context.tr
        self.navigation = Navigation(tr, list(screens))
        self.top = TopBar(tr, {name: shown_keys(name) for name in ACTIONS})
        self.pages = QStackedWidget()
        self.status = StatusBar(tr)
        page_box = QVBoxLayout()
        page_box.setContentsMargins(24, 4, 24, 16)
        page_box.setSpacing(8)
        page_box.addWidget(self.pages, 1)
        self.messages = Messages(window, context, page_box, self.pages)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addLayout(page_box, 1)
        right.addWidget(self.status)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.navigation)
        line.addLayout(right, 1)
