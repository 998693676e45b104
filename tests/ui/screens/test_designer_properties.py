"""The fields of the designer: what they take and refuse, which ones an element has, whose data are shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from inventory.catalogue.query import parse
from inventory.labels.drawing import BoxElement
from tests.ui.screens.designer_kit import CTRL

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize("typed", ["", "abc", "-3", "999", "1,2,3", "9e9"])
def test_what_is_no_measure_is_refused_at_its_field_and_changes_nothing(drawer, typed):
    drawer.push(drawer.body.tools.box)
    before = drawer.box(0)
    field = drawer.body.properties.place.fields["width_mm"]
    drawer.type_in(field, typed)
    assert field.error() == "Wpisz liczbę od 1 do 500."
    assert drawer.box(0) == before
    drawer.save()
    assert drawer.page.faults.isVisible()
    assert drawer.kept() == []
    drawer.type_in(field, "12,5")
    assert drawer.box(0)[2] == 12.5
    drawer.save()
    assert len(drawer.kept()) == 1


def test_the_size_of_the_label_is_that_of_its_stock_or_typed(drawer):
    head = drawer.page.head
    stock = next(one for one in head._stocks_like("50 25") if one.key == "roll-50x25")
    head.stock.editor.set_value(stock)
    assert (drawer.sketch.drawing.width_mm, drawer.sketch.drawing.height_mm) == (50, 25)
    assert drawer.sketch.layout.stocks == ("roll-50x25",)
    drawer.type_in(head.width, "48,2")
    assert drawer.sketch.drawing.width_mm == 48.2
    assert drawer.sketch.layout.stocks == ()
    assert head.stock.value() is None
    drawer.press(Qt.Key.Key_Z, CTRL)
    assert drawer.sketch.layout.stocks == ("roll-50x25",)
    assert head.stock.value() == "roll-50x25"
    drawer.type_in(head.height, "2000")
    assert head.height.error() == "Wpisz liczbę od 5 do 500."


def test_fields_fit_what_is_selected(drawer):
    def shown():
        fields = drawer.body.properties.form.fields
        return [key for key, field in fields.items() if field.isVisible()]

    drawer.add_field("name")
    assert shown() == ["field", "before", "face", "points", "align", "rule", "floor"]
    drawer.field("rule").set_value("wrap")
    drawer.field("rule").editor.changed.emit()
    assert shown() == ["field", "before", "face", "points", "align", "rule", "lines"]
    assert drawer.sketch.elements[0].rule == "wrap"
    drawer.add_field("number")
    assert shown() == ["field", "before", "face", "points", "align", "floor"]
    assert drawer.body.properties.note.isVisible()
    drawer.body.tools.code.menu().actions()[1].trigger()
    drawer.desk.settle()
    assert shown() == ["code"]
    drawer.push(drawer.body.tools.box)
    assert shown() == ["thickness"]
    assert isinstance(drawer.sketch.only, BoxElement)
    drawer.sketch.select([0, 1])
    assert shown() == []
    assert drawer.body.properties.hint.text() == "Wybrano 2 elementy."


def test_typing_is_shown_when_the_fingers_pause_and_keeps_the_blank_before_a_value(desk, drawer):
    drawer.add_field("serial")
    before = drawer.field("before")
    before.editor.setFocus()
    desk.qtbot.keyClicks(before.editor, "nr ser. ")
    desk.qtbot.waitUntil(lambda: drawer.sketch.elements[0].before == "nr ser. ", timeout=2_000)
    assert before.editor.text() == "nr ser. "
    assert before.editor.cursorPosition() == 8
    drawer.save()
    assert drawer.kept()[0].layout.drawing.elements[0].before == "nr ser. "


def test_another_asset_shows_its_own_data(desk, drawer):
    drawer.add_field("number")
    ids = list(desk.application.listing.ids(parse("")))
    numbers = desk.application.listing.numbers(ids)
    option = next(one for one in drawer.page.drawing.options(numbers[3]) if one.text == numbers[3])
    drawer.page.head.data.editor.set_value(option)
    desk.settle()
    assert drawer.body._drawn.data.number == numbers[3]


def test_the_longest_data_of_the_register_come_first(desk, drawer):
    from inventory.model.assets import Asset

    ids = list(desk.application.listing.ids(parse("")))

    def work(session):
        session.get(Asset, ids[2]).name = "N" * 300
        session.get(Asset, ids[4]).serial = "S" * 90

    desk.application.operation("Test", work)
    desk.settle()
    drawer.add_field("name")
    drawer.add_field("serial")
    data = drawer.body._drawn.data
    assert (data.texts["name"], data.texts["serial"]) == ("N" * 300, "S" * 90)
    assert len(data.number) == max(map(len, desk.application.listing.numbers(ids)))
    assert drawer.page.head.data.editor.text() == "Najdłuższe dane"
