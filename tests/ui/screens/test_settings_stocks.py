"""The page of label stocks in a real window: searched, drawn to scale, copied, typed in with a drawing that follows."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from inventory.labels.stock import shipped_stocks
from inventory.services.label_stocks import list_stocks
from inventory.ui.screens.stock_form import StockDialog
from tests.ui.screens.settings_kit import read, section, toast


@pytest.fixture
def page(desk):
    return section(desk, "stocks")


def names(page):
    return [page._name(view.stock) for view in page.card.model.rows()]


def type_into(desk, dialog, **texts):
    for key, text in texts.items():
        editor = dialog.grid.fields[key].editor
        editor.setText(text)
        editor.left.emit()
    desk.settle()


def own(desk):
    return [view.stock for view in read(desk, list_stocks) if view.stock.own]


def red(drawing):
    """Count the strongly red pixels of a drawing."""
    image = drawing.grab().toImage()
    colors = (image.pixelColor(x, y) for x in range(image.width()) for y in range(0, image.height(), 2))
    return sum(1 for color in colors if color.red() > 150 and color.green() < 80 and color.blue() < 80)


def save(desk, dialog):
    dialog.try_save()
    desk.settle()
    assert not isValid(dialog)


def test_every_stock_is_listed_and_the_first_one_drawn(desk, page):
    assert page.card.model.rowCount() == len(shipped_stocks())
    assert page.drawing.stock().key == "sheet-70x36"
    assert "70 × 36 mm (3 × 8)" in page.facts.text()
    assert not page.change.isVisibleTo(page)
    assert page.copy.isVisibleTo(page)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("l7160", {"Avery L7160"}),
        ("J8160", {"Avery L7160"}),
        ("zweckform 3475", {"Avery Zweckform 3475"}),
        ("herma 63,5x38,1", {"Herma 4677"}),
        ("dymo 57 × 32", {"Dymo 11354"}),
        ("S0722400", {"Dymo 99012"}),
        ("rolka 57x32", {"Rolka", "Dymo 11354"}),
    ],
)
def test_a_stock_is_found_by_maker_number_or_size(desk, page, typed, found):
    page.search.setText(typed)
    assert set(names(page)) == found
    assert page.drawing.stock().name in {*found, "Roll"}


def test_words_that_nothing_has_offer_a_stock_of_ones_own(desk, page):
    page.search.setText("zzz")
    assert names(page) == []
    assert not page.look.isVisibleTo(page)
    page.search.setText("")
    assert page.look.isVisibleTo(page)


def test_a_shipped_stock_is_copied_and_stays_as_it_was(desk, page):
    page.search.setText("L7160")
    dialog = page.open_stock(page.current())
    assert dialog.grid.fields["name"].value() == "Avery L7160 – kopia"
    type_into(desk, dialog, name="Arkusz działu", margin_top_mm="15")
    save(desk, dialog)
    made = own(desk)
    assert [(stock.key, stock.margin_top_mm) for stock in made] == [("arkusz-dzialu", 15.0)]
    assert shipped_stocks()["avery-l7160"].margin_top_mm == 15.15
    assert page.current().stock == made[0]
    assert page.change.isVisibleTo(page)
    toast(desk).action.click()
    desk.settle()
    assert own(desk) == []
    assert "Arkusz działu" not in names(page)


def test_the_drawing_follows_each_change_and_shows_what_reaches_over_the_edge(desk, page):
    dialog = page.add()
    assert dialog.drawing.stock().per_page == 24
    assert red(dialog.drawing) == 0
    type_into(desk, dialog, columns="4")
    assert dialog.drawing.stock().columns == 4
    assert dialog.drawing.over_the_edge() == [4, 8, 12, 16, 20, 24, 28, 32]
    assert red(dialog.drawing) > 50
    assert "70 mm poza prawą" in dialog.grid.fields["columns"].error()
    type_into(desk, dialog, width_mm="52,5")
    assert dialog.drawing.over_the_edge() == []
    assert dialog.grid.fields["columns"].error() == ""
    dialog.reject()


def test_a_fault_is_told_below_the_drawing_before_its_field_is_left(desk, page):
    dialog = page.add()
    dialog.grid.fields["rows"].editor.setText("9")
    assert "31,5 mm poza dolną" in dialog.over.text()
    assert dialog.grid.fields["rows"].error() == ""
    dialog.grid.fields["rows"].editor.left.emit()
    assert dialog.over.text() == ""
    assert "31,5 mm poza dolną" in dialog.grid.fields["rows"].error()
    dialog.reject()


@pytest.mark.parametrize("text", ["0", "-5", "1e9", "999999999", "abc", ""])
def test_absurd_sizes_are_neither_drawn_nor_saved(desk, page, text):
    dialog = page.add()
    type_into(desk, dialog, name="Próba", width_mm=text)
    dialog.grab()
    dialog.try_save()
    desk.settle()
    assert dialog.isVisible()
    assert dialog.grid.fields["width_mm"].error()
    assert own(desk) == []
    dialog.reject()


def test_a_roll_asks_for_no_more_than_its_label(desk, page):
    dialog = page.add()
    dialog.grid.fields["kind"].set_value("roll")
    assert not dialog.grid.fields["columns"].isVisibleTo(dialog)
    assert dialog.grid.fields["sensing"].isVisibleTo(dialog)
    type_into(desk, dialog, name="Rolka z czarnym znakiem", width_mm="58", height_mm="40", columns="")
    dialog.grid.fields["sensing"].set_value("mark")
    save(desk, dialog)
    made = own(desk)[0]
    assert (made.kind, made.page_width_mm, made.height_mm, made.sensing) == ("roll", 58, 40, "mark")


def test_margins_inside_the_label_follow_from_the_sheet_until_they_are_typed(desk, page):
    dialog = page.add()
    assert dialog.grid.fields["safe_x_mm"].editor.placeholderText() == "domyślnie 5"
    type_into(desk, dialog, name="Arkusz", columns="2", margin_left_mm="35")
    assert dialog.grid.fields["safe_x_mm"].editor.placeholderText() == "domyślnie 2"
    assert dialog.drawing.stock().safe_x_mm == 2.0
    save(desk, dialog)
    assert own(desk)[0].safe_x_mm == 2.0


def test_an_own_stock_is_changed_and_deleted(desk, page):
    dialog = page.add()
    type_into(desk, dialog, name="Arkusz")
    save(desk, dialog)
    dialog = page.open_stock(page.current())
    type_into(desk, dialog, name="Arkusz biały", rows="7")
    save(desk, dialog)
    assert [(stock.key, stock.name, stock.rows) for stock in own(desk)] == [("arkusz", "Arkusz biały", 7)]
    dialog = page.open_stock(page.current())
    dialog.delete.click()
    desk.settle()
    assert own(desk) == []


def test_a_stock_goes_out_and_comes_back_as_a_file(desk, page, tmp_path):
    page.search.setText("L4736")
    page.write_file(page.current(), tmp_path / "nosnik.json")
    desk.settle()
    assert json.loads((tmp_path / "nosnik.json").read_text(encoding="utf-8"))["name"] == "Avery L4736"
    page.take_file(tmp_path / "nosnik.json")
    desk.settle()
    dialog = page.findChild(StockDialog)
    assert dialog.grid.fields["name"].value() == "Avery L4736"
    save(desk, dialog)
    assert own(desk)[0].per_page == 48


def test_a_file_that_is_no_stock_is_refused_and_nothing_opens(desk, page, tmp_path):
    wrong = tmp_path / "obcy.json"
    wrong.write_bytes(b'{"kind": "sheet", "width_mm": NaN')
    page.take_file(wrong)
    desk.settle()
    assert page.findChild(StockDialog) is None
    notices = desk.window.messages.area().findChildren(QLabel)
    assert any("obcy.json" in notice.text() for notice in notices)
