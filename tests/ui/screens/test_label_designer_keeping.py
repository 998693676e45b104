"""Layouts of the designer read, saved, passed on as files; what is found wrong; others at the same layout; scans."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from inventory.labels.drawing import CodeElement, TextElement
from inventory.labels.layout import shipped_layouts
from inventory.services.label_layouts import save_layout
from inventory.ui.left_work import offer_left_work
from inventory.ui.screens import label_designer
from inventory.ui.screens.asset_form_leaving import DISCARD, KEEP, STAY
from inventory.ui.screens.designer_keeping import new_sketch
from tests.ui.screens.designer_kit import Drawer

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def answer(monkeypatch):
    """Set what the user answers when the page is left with unsaved changes."""
    asked = []

    def give(said):
        monkeypatch.setattr(label_designer.LeaveDialog, "exec", lambda dialog: asked.append(dialog.keep.text()) or said)
        return asked

    return give


def change_elsewhere(desk, kept):
    """Save the layout as another window would, one step ahead of this one."""
    from dataclasses import replace

    changed = replace(kept.layout, drawing=replace(kept.layout.drawing, elements=kept.layout.drawing.elements[:-1]))
    desk.application.operation("Test", lambda work: save_layout(work, changed, id_=kept.id, version=kept.version))
    desk.settle()


# Saving and opening ---------------------------------------------------------------------------------------------


def test_a_saved_layout_is_opened_changed_and_saved_as_the_same(desk, filled):
    (kept,) = filled.kept()
    desk.go("overview")
    page = desk.go("label_designer", layout=kept.layout.key)
    again = Drawer(desk, page)
    assert again.sketch.elements == kept.layout.drawing.elements
    assert not page.unsaved.isVisible()
    again.place(1, 30, 20, 30, 8)
    assert page.unsaved.isVisible()
    again.save()
    (changed,) = again.kept()
    assert (changed.id, changed.layout.key) == (kept.id, "nasza")
    assert changed.version > kept.version
    assert changed.layout.drawing.elements[1].x_mm == 30


def test_saving_is_an_operation_that_can_be_taken_back(desk, filled):
    toast = desk.window.messages.toast()
    assert toast.isVisible()
    assert filled.sketch.can_undo()
    toast.action.click()
    desk.settle()
    assert filled.kept() == []
    # What was drawn is still here, as a new layout that nothing has saved.
    assert len(filled.sketch.elements) == 2
    assert filled.page.unsaved.isVisible()
    filled.save()
    assert len(filled.kept()) == 1


def test_a_layout_is_deleted_unless_a_category_prints_with_it(desk, filled):
    from sqlalchemy import select

    from inventory.model.assets import Category

    def use(template):
        def work(session):
            session.scalars(select(Category).limit(1)).one().label_template = template

        desk.application.operation("Test", work)
        desk.settle()

    use("nasza")
    filled.page.keeping.delete()
    desk.settle()
    assert "Nasza" in desk.window.messages.area().strips()[-1].text.text()
    assert len(filled.kept()) == 1
    use("")
    filled.page.keeping.delete()
    desk.settle()
    assert filled.kept() == []
    assert filled.page.sketch.elements == ()
    desk.window.messages.toast().action.click()
    desk.settle()
    assert len(filled.kept()) == 1


@pytest.mark.parametrize("key", ["qr", "dm", "code128"])
def test_a_layout_that_ships_opens_as_a_copy_and_stays_what_it_is(desk, drawer, key):
    before = shipped_layouts()[key]
    page = desk.go("label_designer", layout=key, stock="sheet-70x36")
    shown = Drawer(desk, page)
    assert page.sketch.id == 0
    assert page.can_leave()  # nothing was changed yet
    assert any(isinstance(one, CodeElement) for one in shown.sketch.elements)
    shown.save()
    (kept,) = shown.kept()
    assert kept.layout.key != key
    assert kept.layout.stocks == ("sheet-70x36",)
    assert shipped_layouts()[key] == before


def test_a_funding_label_is_not_drawn_anew_and_says_why(desk, drawer):
    desk.go("label_designer", layout="funding")
    (strip,) = desk.window.messages.area().strips()
    assert "księg" in strip.text.text() or "drawn" in strip.text.text()
    assert drawer.sketch.elements == ()


def test_a_name_that_is_taken_is_told_at_the_name(desk, filled):
    desk.go("label_designer", new=True)
    other = Drawer(desk, desk.window.current_page())
    other.type_in(other.page.head.name, "Nasza")
    other.save()
    assert "Nasza" in other.page.head.name.error()
    assert other.page.faults.isVisible()
    other.type_in(other.page.head.name, "")
    other.save()
    assert other.page.head.name.error() == "Wypełnij to pole."
    assert len(other.kept()) == 1


def test_the_print_page_leads_here_and_back(desk, filled, went):
    page = desk.window._pages.get("print_labels") or None
    assert page is None
    filled.push(filled.page.test)
    assert went[-1] == ("print_labels", {"template": "nasza"})
    filled.add_field("name")
    filled.push(filled.page.test)  # saved before it is printed
    assert not filled.page.unsaved.isVisible()
    assert len(filled.kept()[0].layout.drawing.elements) == 3


def test_ways_into_the_designer_stand_under_the_layouts(desk, filled, went):
    desk.window.navigate("print_labels", assets=[])
    desk.settle()
    designs = desk.window.current_page().designs
    designs.new.click()
    assert went[-1] == ("label_designer", {"new": True, "stock": "sheet-70x36"})
    assert designs.change.text() == "Kopiuj i zmień"
    designs.change.click()
    assert went[-1] == ("label_designer", {"layout": "qr", "stock": "sheet-70x36"})
    designs.cards["nasza"].click()
    desk.settle()
    assert designs.change.text() == "Zmień"
    designs.change.click()
    assert went[-1] == ("label_designer", {"layout": "nasza", "stock": "sheet-70x36"})


# Unsaved changes and others -------------------------------------------------------------------------------------


def test_leaving_asks_only_when_something_changed(desk, filled, answer):
    asked = answer(STAY)
    desk.go("overview")
    assert asked == []
    page = desk.go("label_designer")
    filled.add_field("name")
    desk.go("overview")
    assert asked == ["Zachowaj szkic"]
    assert desk.window.current_page() is page
    answer(KEEP)
    desk.go("overview")
    page = desk.go("label_designer")
    assert len(page.sketch.elements) == 3
    assert page.unsaved.isVisible()
    answer(DISCARD)
    desk.go("overview")
    page = desk.go("label_designer")
    assert len(page.sketch.elements) == 2
    assert not page.unsaved.isVisible()


def test_what_was_drawn_is_kept_as_a_draft_and_comes_back_after_a_crash(desk, filled):
    filled.add_field("name")
    begun = datetime.now(UTC)
    filled.page.keeping.draft.timer.timeout.emit()
    desk.settle()
    filled.page.take_sketch(new_sketch(desk.tr))  # as in a program that was started again
    offer_left_work(desk.window._context, begun)
    desk.settle()
    (strip,) = desk.window.messages.area().strips()
    assert strip.text.text().endswith("Projektant naklejek · Nasza.")
    strip.action.click()
    desk.settle()
    assert len(filled.sketch.elements) == 3
    assert filled.page.unsaved.isVisible()
    filled.page.take_sketch(new_sketch(desk.tr))
    desk.go("label_designer")
    assert filled.page.offer.accessibleName().startswith("Zachowano niezapisane zmiany z ")
    filled.page.keeping.draft.bring_back()
    filled.save()
    (kept,) = filled.kept()
    assert (kept.layout.key, len(kept.layout.drawing.elements)) == ("nasza", 3)
    assert filled.page.keeping.draft.drafts.find() is None


def test_another_layout_does_not_throw_unsaved_changes_away(desk, filled):
    filled.add_field("name")
    desk.go("label_designer", new=True)
    assert len(filled.sketch.elements) == 3
    assert filled.page.offer.isVisible()
    assert filled.page.offer.accessibleName().startswith("„Nasza” ma niezapisane zmiany.")
    filled.page.offer.findChildren(type(filled.page.test))[0].click()
    desk.settle()
    assert filled.page.sketch.elements == ()


def test_language_changes_and_the_drawing_stays_with_its_steps(desk, filled):
    filled.add_field("name")
    desk.program.settings.language = "en"
    desk.program.apply_look()
    desk.settle()
    page = desk.window.current_page()
    assert page is not filled.page
    assert len(page.sketch.elements) == 3
    assert page.body.list.item(0).text() == "Name"
    page.body.undo()
    assert len(page.sketch.elements) == 2


def test_a_layout_that_another_one_saved_is_read_again_or_kept_beside(desk, filled):
    change_elsewhere(desk, filled.kept()[0])
    assert len(filled.page.sketch.elements) == 1  # nothing was changed here: theirs is shown
    filled.add_field("name")
    change_elsewhere(desk, filled.kept()[0])
    filled.save()
    assert filled.page.conflict.isVisible()
    assert filled.page.conflict.accessibleName() == "Ktoś inny zapisał tymczasem ten układ."
    assert len(filled.sketch.elements) == 2
    filled.page.keeping.save_over()
    desk.settle()
    assert not filled.page.conflict.isVisible()
    assert len(filled.kept()[0].layout.drawing.elements) == 2


# Scans ----------------------------------------------------------------------------------------------------------


def test_a_scan_is_told_and_changes_nothing(desk):
    page = desk.go("label_designer", new=True)
    desk.qtbot.waitUntil(lambda: desk.program.scanner is not None)
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    drawer = Drawer(desk, page)
    drawer.body.commands.add_text("", "Własność")
    desk.settle()
    before = page.sketch.layout
    sent = 1_000
    for focus in (page.body.canvas, page.body.list, drawer.field("text").editor, page.save, page.head.name.editor):
        focus.setFocus()
        for letter in "WR/487/0013\r":
            key = Qt.Key.Key_Return if letter == "\r" else ord(letter)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                event.setTimestamp(sent)
                QApplication.sendEvent(QApplication.focusWidget(), event)
            sent += 5
        sent += 1_000
        desk.settle()
        page.take_typed()
        assert page.scanned.isVisible()
        assert page.scanned.accessibleName() == "Zeskanowano: WR/487/0013"
        assert page.sketch.layout == before
        assert desk.window.current_page() is page
        page.scanned.hide()
    assert isinstance(page.sketch.elements[0], TextElement)
    # Hands are let through: what is pressed on the label reaches it, and takes back its own steps.
    page.body.canvas.setFocus()
    page.sketch.select([0])
    x = page.sketch.elements[0].x_mm
    desk.qtbot.keyClick(page.body.canvas, Qt.Key.Key_Right)
    desk.qtbot.waitUntil(lambda: page.sketch.elements[0].x_mm == x + 0.5, timeout=2_000)
    desk.qtbot.keyClick(page.body.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: page.sketch.elements[0].x_mm == x, timeout=2_000)
