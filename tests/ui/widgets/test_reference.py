"""A field that refers to a person or place: search as one types, choose, or add."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from inventory.base.text import fold
from inventory.ui.widgets.reference import Option, ReferenceEditor

EWA = Option(1, "Ewa Sosnowska", "Wydział Kryminalny")
PEOPLE = [EWA, Option(2, "Jan Olszyna", "A"), Option(3, "Jan Olszyna", "B")]
# The offscreen platform has no popups to raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def editor(qtbot, tr, operations, look):
    def found(text):
        return [option for option in PEOPLE if fold(text) in fold(option.text)]

    made = ReferenceEditor(tr, operations, found, can_add=True)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def lines(editor):
    model = editor._options
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def test_typing_offers_what_fits_and_adding(qtbot, editor):
    qtbot.keyClicks(editor, "sosn")
    qtbot.waitUntil(lambda: lines(editor) == ["Ewa Sosnowska  ·  Wydział Kryminalny", "Dodaj „sosn”…"])
    with qtbot.waitSignal(editor.changed):
        editor._on_activated(editor._options.index(0))
    assert (editor.value(), editor.text(), editor.problem()) == (1, "Ewa Sosnowska", "")


def test_new_name_is_handed_on_to_be_added(qtbot, editor):
    qtbot.keyClicks(editor, "Nowak")
    qtbot.waitUntil(lambda: lines(editor) == ["Dodaj „Nowak”…"])
    with qtbot.waitSignal(editor.add_wanted) as wanted:
        editor._on_activated(editor._options.index(0))
    assert wanted.args == ["Nowak"]


def test_exact_name_is_taken_without_choosing(qtbot, editor):
    qtbot.keyClicks(editor, "ewa sosnowska")
    qtbot.waitUntil(lambda: len(editor._options.options) == 1)
    editor._completer.popup().hide()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.value() == 1


def test_namesakes_must_be_chosen_from_the_list(qtbot, editor):
    qtbot.keyClicks(editor, "jan olszyna")
    qtbot.waitUntil(lambda: len(editor._options.options) == 2)
    editor._completer.popup().hide()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.value() is None
    assert editor.problem() == "Na liście nie ma pozycji „jan olszyna”. Wybierz jedną z listy."


def test_editing_the_name_lets_go_of_the_person(qtbot, editor):
    editor.set_value(EWA)
    assert editor.value() == 1
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClicks(editor, "x")
    assert editor.value() is None
    editor.set_value(None)
    assert (editor.text(), editor.problem()) == ("", "")
