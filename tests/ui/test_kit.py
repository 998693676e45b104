"""Every part of the kit on one page: both themes, and a name for whatever can be focused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from inventory.ui import theme
from tests.ui import kit


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_part_is_drawn_in_both_themes(qtbot, qapp, context, mode):
    theme.apply(qapp, mode=mode)
    page = kit.Gallery(context)
    theme.dress(page)
    qtbot.addWidget(page)
    page.resize(1500, 900)
    page.show()
    picture = page.grab().toImage()
    colours = {picture.pixelColor(x, y).name().upper() for x in range(0, 1400, 7) for y in range(0, 880, 7)}
    tokens = theme.tokens()
    assert {tokens.surf, tokens.acc, tokens.errS, tokens.okS, tokens.warnS, tokens.accS, tokens.neuS} <= colours


def test_whatever_takes_the_focus_has_a_name(qtbot, context):
    page = kit.Gallery(context)
    qtbot.addWidget(page)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_no_label_guesses_rich_text(qtbot, context):
    page = kit.Gallery(context)
    qtbot.addWidget(page)
    texts = [made for made in page.findChildren(QLabel) if made.text()]
    assert [made.text() for made in texts if made.textFormat() != Qt.TextFormat.PlainText] == []
