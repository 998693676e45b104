"""The frame around a focused button: from the keys, not from the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from inventory.ui.focus_frame import is_framed
from inventory.ui.widgets.badges import LabelledSwitch
from inventory.ui.widgets.buttons import link, primary, secondary
from inventory.ui.widgets.card import column


@pytest.fixture
def buttons(qtbot, look):
    holder = QWidget()
    lines = column()
    holder.all = [secondary("Jeden"), primary("Dwa"), link("Trzy"), QCheckBox("Cztery"), LabelledSwitch("Pięć")]
    for button in holder.all:
        lines.addWidget(button)
    holder.setLayout(lines)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    return holder


def test_tab_brings_the_frame_and_takes_it_along(qtbot, buttons):
    buttons.all[0].setFocus(Qt.FocusReason.TabFocusReason)
    for before, button in zip([None, *buttons.all], buttons.all, strict=False):
        assert button.hasFocus()
        assert is_framed(button)
        assert before is None or not is_framed(before)
        qtbot.keyClick(button, Qt.Key.Key_Tab)


def test_click_brings_no_frame(qtbot, buttons):
    # The first one has it from the opening of the window.
    for button in (*buttons.all[1:], buttons.all[0]):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert button.hasFocus()
        assert not is_framed(button)


def test_frame_is_seen(buttons):
    for button in buttons.all[1:]:
        bare = button.grab().toImage()
        button.setFocus(Qt.FocusReason.TabFocusReason)
        assert button.grab().toImage() != bare
