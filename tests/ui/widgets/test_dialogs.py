"""What a dialog looks like when it opens: high enough for its fields, and the focus where typing begins."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from inventory.base.i18n import translations
from inventory.ui.screens.records import RecordDialog
from inventory.ui.widgets.buttons import primary, secondary
from inventory.ui.widgets.dialogs import Dialog
from inventory.ui.widgets.editors import LineEditor
from inventory.ui.widgets.text import label


@pytest.fixture
def tr():
    return translations("pl")


def shown(qtbot, dialog):
    qtbot.addWidget(dialog)
    dialog.fit()
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_fields_with_hints_need_no_scroll_bar(qtbot, look, tr):
    dialog = RecordDialog(tr, "Miejsce")
    for key, hint in (("code", "Niepowtarzalny, na przykład A/118"), ("name", ""), ("kind", "Puste: najwyższy poziom")):
        dialog.add(key, key, LineEditor(), hint=hint)
    shown(qtbot, dialog)
    bar = dialog.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert not bar.isVisible()


def test_first_field_has_the_focus_and_not_what_scrolls_it(qtbot, look):
    dialog = Dialog("Nowy spis")
    first, second = LineEditor(), LineEditor()
    for widget in (label("Nazwa"), secondary("Wybierz"), first, second):
        dialog.body.addWidget(widget)
    dialog.add_buttons(primary("Utwórz"))
    assert shown(qtbot, dialog).focusWidget() is first


def test_only_text_is_scrolled_with_the_keys(qtbot, look):
    dialog = Dialog("Historia")
    dialog.body.addWidget(label("Wprowadzenie do ewidencji"))
    dialog.add_buttons(primary("Zamknij"))
    assert shown(qtbot, dialog).focusWidget() is dialog.findChild(QScrollArea)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_tick_boxes_of_a_list_are_seen_on_their_ground(qtbot, qapp, look, mode):
    look.apply(qapp, mode=mode)
    holder, ticks = QWidget(), QListWidget()
    look.dress(holder)
    QVBoxLayout(holder).addWidget(ticks)
    item = QListWidgetItem("W użyciu")
    item.setCheckState(item.checkState().Unchecked)
    ticks.addItem(item)
    qtbot.addWidget(holder)
    holder.show()
    picture = ticks.viewport().grab().toImage()
    row = ticks.visualItemRect(item).center().y()
    colours = {QColor(picture.pixel(QPoint(x, row))).name().upper() for x in range(30)}
    assert look.tokens().line2 in colours
