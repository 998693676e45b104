"""A scan while a dialog is open: refused there in words, kept, and offered by the window (reliability.md 93)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from inventory.ui.widgets.dialogs import ConfirmDialog
from inventory.ui.widgets.notices import NoticeStrip

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(desk):
    """A question over the register, with a field that a stray key would land in."""
    desk.go("overview")
    desk.qtbot.waitUntil(lambda: desk.program.scanner is not None)
    made = ConfirmDialog(desk.tr, title="Na pewno?", text="Nie można cofnąć.", verb="Usuń", parent=desk.window)
    made.field = QLineEdit()
    made.body.addWidget(made.field)
    made.open()
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is made)
    yield made
    made.close()


def scan(desk, code):
    """Send the keys of a scanner to whatever has the focus, all within one pause."""
    for letter in f"{code}\r":
        key = Qt.Key.Key_Return if letter == "\r" else ord(letter.upper())
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(1_000 + scan.sent)
            QApplication.sendEvent(QApplication.focusWidget(), event)
        scan.sent += 5
    scan.sent += 1_000


scan.sent = 0


@pytest.mark.parametrize("focus", ["field", "go", "cancel"])
def test_scan_is_told_in_the_dialog_and_presses_nothing(desk, dialog, focus):
    getattr(dialog, focus).setFocus()
    scan(desk, "WR/487/0013")
    (strip,) = dialog.findChildren(NoticeStrip)
    assert strip.text.text() == "Zeskanowano: WR/487/0013. Najpierw dokończ tutaj; potem otworzysz ten kod."
    desk.qtbot.waitUntil(strip.isVisible)
    assert dialog.isVisible()
    assert dialog.field.text() == ""
    assert desk.window.current_key() == "overview"


def test_scan_is_opened_after_the_dialog(desk, dialog):
    dialog.field.setFocus()
    scan(desk, "WR/487/0013")
    dialog.reject()
    # Another page takes the strips of the one before away, but not what was scanned.
    desk.go("documents")
    (strip,) = desk.window.messages.area().strips()
    assert strip.text.text() == "Zeskanowano: WR/487/0013"
    desk.qtbot.mouseClick(strip.action, LEFT)
    desk.qtbot.waitUntil(lambda: desk.window.current_key() == "register")
    page = desk.window.current_page()
    desk.qtbot.waitUntil(lambda: page.side.details() and page.side.details().number.text() == "WR/487/0013")
    assert desk.window.messages.area().strips() == []


def test_several_scans_are_all_kept(desk, dialog):
    dialog.field.setFocus()
    for code in ("WR/487/0013", "WR/487/0014", "WR/487/0013", "WR/999/0001"):
        scan(desk, code)
    shown = [strip.notice.key for strip in desk.window.messages.area().strips()]
    assert shown == ["scan WR/487/0014", "scan WR/487/0013", "scan WR/999/0001"]
    desk.qtbot.waitUntil(lambda: len(dialog.findChildren(NoticeStrip)) == 1)
    assert "WR/999/0001" in dialog.findChild(NoticeStrip).text.text()
