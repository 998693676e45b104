"""The designer in its window: a layout drawn by mouse and keys, saved, printed and read back from the paper."""

from __future__ import annotations

import pytest
import zxingcpp
from PySide6.QtCore import Qt

from inventory.base.i18n import translations
from inventory.catalogue.query import parse
from inventory.labels.drawing import CodeElement, LineElement, TextElement
from inventory.services.label_request import LabelRequest
from inventory.services.printing import write_labels
from tests.labels.reading import letters, page_texts, rendered
from tests.ui.screens.designer_kit import ALT, CTRL, SHIFT, at_mm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def printed(desk, key, ids, tmp_path, **how):
    path = tmp_path / "etykiety.pdf"
    with path.open("wb") as stream:
        desk.application.read(
            lambda session: write_labels(
                session, LabelRequest(ids=ids, template=key, **how), stream, translations("pl")
            )
        )
    return path.read_bytes()


# From nothing to paper ------------------------------------------------------------------------------------------


def test_a_layout_made_by_mouse_and_keys_comes_out_of_the_printer_where_it_was_drawn(desk, drawer, tmp_path):
    drawer.type_in(drawer.page.head.name, "Moja naklejka")
    drawer.body.tools.code.menu().actions()[0].trigger()
    drawer.push(drawer.body.tools.words)
    drawer.add_field("number")
    drawer.add_field("name")
    drawer.push(drawer.body.tools.line)
    assert [type(one) for one in drawer.sketch.elements] == [
        CodeElement, TextElement, TextElement, TextElement, LineElement,
    ]  # fmt: skip
    drawer.place(0, 5, 3, 20, 20)
    drawer.place(1, 5, 28, 60, 5)
    drawer.place(2, 28, 4, 37, 8)
    drawer.place(3, 28, 13, 37, 5)
    drawer.place(4, 5, 26, 60, 0)
    drawer.sketch.select([1])
    drawer.type_in(drawer.field("text"), "Własność Policji")
    # The number a little to the right by the mouse, then down by keys.
    drawer.drag((40, 8), (41.2, 8.1))
    drawer.canvas.setFocus()
    drawer.press(Qt.Key.Key_Down)
    drawer.press(Qt.Key.Key_Down)
    x, y, width, height = drawer.box(2)
    assert (x, y, width, height) == (29, 5, 37, 8)
    drawer.save()
    assert not drawer.page.unsaved.isVisible()
    (kept,) = drawer.kept()
    assert (kept.layout.key, kept.layout.name, kept.layout.stocks) == (
        "moja-naklejka",
        "Moja naklejka",
        ("sheet-70x36",),
    )

    ids = list(desk.application.listing.ids(parse("")))[:1]
    number, name = desk.application.listing.page(ids, ("number", "name"))[0]
    pdf = printed(desk, "moja-naklejka", ids, tmp_path)
    assert "Własność Policji" in page_texts(pdf)[0]
    assert number in page_texts(pdf)[0]
    dpi = 300
    (code,) = zxingcpp.read_barcodes(rendered(pdf, dpi))
    assert code.text == number
    # The first label of this sheet begins 4.5 mm down.
    left, top, right, bottom = at_mm(code.position, dpi)
    assert 5 <= left < right <= 25
    assert 3 <= top - 4.5 < bottom - 4.5 <= 23
    first = next(box for letter, box in letters(pdf) if letter == number[0] and box.left > 27)
    assert first.left == pytest.approx(29, abs=0.6)
    assert 5 <= first.top - 4.5 <= 6
    assert name.split()[0] in page_texts(pdf)[0]


def test_undo_goes_back_to_the_empty_label_and_redo_to_all_of_it(drawer):
    drawer.add_field("number")
    drawer.push(drawer.body.tools.box)
    drawer.place(1, 10, 10, 22, 5)
    steps = 0
    while drawer.sketch.can_undo():
        drawer.press(Qt.Key.Key_Z, CTRL)
        steps += 1
    assert steps == 6  # two elements and four measures
    assert drawer.sketch.elements == ()
    assert not drawer.page.unsaved.isVisible()
    assert drawer.body.list.count() == 0
    while drawer.sketch.can_redo():
        drawer.press(Qt.Key.Key_Y, CTRL)
    assert drawer.box(1) == (10, 10, 22, 5)
    assert [drawer.body.list.item(row).text() for row in range(2)] == ["Ramka", "Nr inwentarzowy"]


def test_undo_takes_back_a_step_of_the_label_and_nothing_of_the_register(desk, drawer):
    before = list(desk.application.undoable)
    drawer.add_field("name")
    for part in (drawer.body.list, drawer.body.tools.words, drawer.body.properties.place.fields["x_mm"].editor):
        drawer.push(drawer.body.tools.line)
        part.setFocus()
        drawer.press(Qt.Key.Key_Z, CTRL, on=part)
        assert len(drawer.sketch.elements) == 1
    assert desk.application.undoable == before


# Mouse and keys -------------------------------------------------------------------------------------------------


def test_dragging_snaps_and_alt_places_freely(drawer):
    drawer.push(drawer.body.tools.box)
    drawer.place(0, 20, 10, 20, 10)
    drawer.drag((25, 10), (10.3, 10.2))
    assert drawer.box(0)[:2] == (5, 10)  # the safe margin of the stock
    drawer.drag((10, 10), (17.4, 14.3))
    assert drawer.box(0)[:2] == (12.5, 14.5)  # the grid
    drawer.drag((15, 14.5), (15.36, 14.5), keys=ALT)
    assert drawer.box(0)[0] == pytest.approx(12.9, abs=0.1)
    assert drawer.box(0)[0] * 2 != int(drawer.box(0)[0] * 2)
    assert drawer.canvas.guides == ()


def test_a_handle_changes_the_size_and_escape_puts_back(desk, drawer):
    drawer.push(drawer.body.tools.box)
    drawer.place(0, 20, 10, 20, 10)
    drawer.drag((40, 20), (45.1, 24.9))
    assert drawer.box(0) == (20, 10, 25, 15)
    view = drawer.canvas.viewport()
    desk.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=drawer.point(45, 25))
    drawer.canvas._pointer.move(drawer.canvas.to_pixels(60, 30), Qt.KeyboardModifier.NoModifier)
    assert drawer.sketch.shown().elements[0].width_mm == 40
    assert drawer.body.properties.place.fields["width_mm"].editor.text() == "40"
    drawer.press(Qt.Key.Key_Escape)
    desk.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=drawer.point(60, 30))
    assert drawer.box(0) == (20, 10, 25, 15)


def test_a_frame_around_some_selects_them_and_control_adds_and_takes_away(drawer):
    for x in (6, 26, 46):
        drawer.add_field("name")
        drawer.place(len(drawer.sketch.elements) - 1, x, 10, 15, 5)
    drawer.drag((4, 8), (43, 20))
    assert drawer.sketch.selected == (0, 1)
    drawer.click(50, 12, CTRL)
    assert drawer.sketch.selected == (0, 1, 2)
    drawer.click(10, 12, CTRL)
    assert drawer.sketch.selected == (1, 2)
    drawer.click(66, 34)
    assert drawer.sketch.selected == ()


def test_everything_goes_without_a_mouse(drawer):
    body = drawer.body
    body.tools.field.setFocus()
    drawer.press(Qt.Key.Key_Space, on=body.tools.field)
    body.tools.picker.search.setText("nazwa jedn")
    drawer.press(Qt.Key.Key_Return, on=body.tools.picker.search)
    assert [one.field for one in drawer.sketch.elements] == ["unit_name"]
    # Without a desktop nobody gives the window its focus back when the list under the button goes.
    drawer.desk.window.activateWindow()
    drawer.desk.qtbot.waitUntil(drawer.desk.window.isActiveWindow)
    drawer.add_field("number")
    drawer.canvas.setFocus()
    drawer.press(Qt.Key.Key_Escape)
    for chosen in ((0,), (1,)):
        drawer.press(Qt.Key.Key_Tab)
        assert drawer.sketch.selected == chosen
    drawer.press(Qt.Key.Key_Tab)
    assert not drawer.canvas.hasFocus()
    drawer.canvas.setFocus()
    before = drawer.box(1)
    drawer.press(Qt.Key.Key_Right)
    drawer.press(Qt.Key.Key_Down, SHIFT)
    drawer.press(Qt.Key.Key_Left, ALT)
    drawer.press(Qt.Key.Key_Right, CTRL)
    x, y, width, height = before
    assert drawer.box(1) == pytest.approx((x + 0.4, y + 5, width + 0.5, height))
    drawer.press(Qt.Key.Key_D, CTRL)
    assert len(drawer.sketch.elements) == 3
    assert drawer.sketch.selected == (2,)
    drawer.press(Qt.Key.Key_C, CTRL)
    drawer.press(Qt.Key.Key_Delete)
    assert len(drawer.sketch.elements) == 2
    drawer.press(Qt.Key.Key_V, CTRL)
    drawer.press(Qt.Key.Key_V, CTRL)
    assert len(drawer.sketch.elements) == 4
    drawer.press(Qt.Key.Key_PageDown)
    assert drawer.sketch.selected == (0,)
    drawer.press(Qt.Key.Key_A, CTRL)
    assert drawer.sketch.selected == (0, 1, 2, 3)
    drawer.sketch.select([1])
    drawer.press(Qt.Key.Key_F2)
    assert body.properties.form.fields["field"].editor.hasFocus()
    drawer.press(Qt.Key.Key_Escape, on=body.properties.form.fields["field"].editor)
    assert drawer.canvas.hasFocus()


def test_the_screen_says_what_is_there_and_selected(drawer):
    drawer.add_field("number")
    drawer.place(0, 5, 3, 40, 8)
    said = drawer.canvas.accessibleName()
    assert said == ("Naklejka 70 × 36 mm, 1 element; wybrano: Nr inwentarzowy, 5 mm od lewej, 3 mm od góry, 40 × 8 mm")
    assert drawer.body.list.accessibleName() == "Elementy, od najwyższego"
    drawer.body.list.clearSelection()
    assert drawer.sketch.selected == ()
    drawer.body.list.item(0).setSelected(True)
    assert drawer.sketch.selected == (0,)


def test_zoom_keeps_the_point_under_the_pointer(drawer):
    drawer.canvas.set_zoom(8.0)
    point = drawer.point(30, 20)
    drawer.canvas.set_zoom(12.0, point.toPointF() if hasattr(point, "toPointF") else drawer.canvas.to_pixels(30, 20))
    assert drawer.point(30, 20).x() == pytest.approx(point.x(), abs=2)
    assert drawer.page.body.percent.text() == "1200%"
    drawer.press(Qt.Key.Key_0, CTRL)
    assert drawer.canvas.zoom() < 6


def test_tools_lose_their_words_but_not_their_names_where_there_is_little_room(desk, drawer):
    tools = drawer.body.tools
    assert [made.text() for made in tools._adding] == ["Pole", "Tekst", "Kod", "Logo…", "Linia", "Ramka"]
    desk.window.resize(940, 640)
    desk.qtbot.waitUntil(lambda: tools.field.text() == "")
    assert tools.field.accessibleName() == "Pole"
    assert tools.field.toolTip() == "Dodaj pole z rejestru"
    assert drawer.page.imports.isHidden()
