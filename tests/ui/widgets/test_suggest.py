"""A line of text with usual words: what fits is offered, anything may be typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from inventory.ui.widgets.suggest import SuggestEditor

# The offscreen platform has no popups to raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def make(qtbot, tr, look):
    def made(**more):
        editor = SuggestEditor(tr, ["zasilacz", "torba", "ładowarka"], **more)
        qtbot.addWidget(editor)
        editor.show()
        editor.activateWindow()
        editor.setFocus()
        qtbot.waitUntil(editor.hasFocus)
        return editor

    return made


def offered(editor):
    return editor._shown.stringList() if editor._completer.popup().isVisible() else []


def choose(qtbot, editor, row):
    popup = editor._completer.popup()
    for _step in range(row + 1):
        qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)


def test_typing_offers_what_fits_without_polish_marks(qtbot, make):
    editor = make()
    qtbot.keyClicks(editor, "lado")
    assert offered(editor) == ["ładowarka"]
    with qtbot.waitSignals([editor.chosen, editor.left]):
        choose(qtbot, editor, 0)
    assert editor.value() == "ładowarka"


def test_any_other_text_stays_as_it_is_typed(qtbot, make):
    editor = make()
    qtbot.keyClicks(editor, "kabel HDMI")
    assert offered(editor) == []
    assert (editor.value(), editor.problem()) == ("kabel HDMI", "")


def test_down_opens_the_whole_list_and_a_word_is_taken_with_enter(qtbot, make):
    editor = make()
    editor.set_value("stary")
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert offered(editor) == ["zasilacz", "torba", "ładowarka"]
    choose(qtbot, editor, 1)
    assert editor.value() == "torba"


def test_word_typed_whole_closes_the_list(qtbot, make):
    editor = make()
    qtbot.keyClicks(editor, "torb")
    assert offered(editor) == ["torba"]
    qtbot.keyClicks(editor, "a")
    assert offered(editor) == []


def test_several_words_are_parted_by_commas(qtbot, make):
    editor = make(many=True)
    qtbot.keyClicks(editor, "mysz, tor")
    assert offered(editor) == ["torba"]
    choose(qtbot, editor, 0)
    assert editor.value() == "mysz, torba"


def test_without_words_there_is_no_list(qtbot, make):
    editor = make()
    editor.set_words([])
    assert not editor._drop.isVisible()
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert offered(editor) == []


def test_enter_on_the_list_takes_the_word_and_not_what_was_typed(qtbot, make):
    """Enter reaches the field before its list."""
    editor = make()
    taken = []
    editor.chosen.connect(lambda: taken.append(("chosen", editor.text())))
    editor.returnPressed.connect(lambda: taken.append(("typed", editor.text())))
    qtbot.keyClicks(editor, "zas")
    choose(qtbot, editor, 0)
    assert taken == [("chosen", "zasilacz")]
