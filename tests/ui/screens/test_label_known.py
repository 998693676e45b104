"""Layouts and stocks that others change or delete while the page of labels shows them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inventory.catalogue.query import parse
from inventory.labels.stock import shipped_stocks
from inventory.model.assets import Asset
from inventory.services.label_designs import designs
from inventory.services.label_layouts import delete_layout, layout_as_drawing, save_layout
from inventory.services.label_stocks import delete_stock, list_stocks, request_of, save_stock
from tests.ui.screens.label_kit import words


@pytest.fixture
def page(desk):
    made = desk.go("print_labels", assets=list(desk.application.listing.ids(parse(""))))
    desk.settle()
    return made


def test_a_stock_that_is_changed_or_deleted_elsewhere_is_followed_by_the_page(desk, page):
    def kept(**values):
        return desk.application.operation("Test", lambda work: save_stock(work, replace(request, **values))).value

    request = replace(request_of(shipped_stocks()["sheet-70x36"]), name="Mój")
    key = kept()
    page.open()
    desk.settle()
    page._on_template(page.choice.designs.template(page.choice.template.key, key))
    view = next(one for one in desk.application.read(list_stocks) if one.stock.key == key)
    kept(id=view.id, version=view.version, rows=7)
    desk.qtbot.waitUntil(lambda: page.choice.template.rows == 7, timeout=20_000)
    assert page.settings.format.value() == page.choice.template.stock
    desk.application.operation("Test", lambda work: delete_stock(work, view.id))
    desk.qtbot.waitUntil(lambda: page.choice.template.stock.key == "sheet-70x36", timeout=20_000)
    assert desk.window.messages.area().strips()[-1].notice.text.startswith("Wybrany układ lub nośnik został usunięty.")
    desk.settle()
    assert page.print_button.text() == "Drukuj 14 naklejek"


def test_a_layout_that_is_deleted_elsewhere_gives_way_to_the_usual_one(desk, page):
    def make(work):
        known = designs(work)
        return save_layout(work, layout_as_drawing(known.layouts["qr"], known.stock("sheet-70x36"), desk.tr))

    made = desk.application.operation("Test", make).value
    page.open(template=made.layout.key)
    desk.settle()
    assert page.choice.template.layout.key == made.layout.key
    desk.application.operation("Test", lambda work: delete_layout(work, made.id))
    desk.qtbot.waitUntil(lambda: page.choice.template.layout.key == "qr", timeout=20_000)
    desk.settle()
    assert made.layout.key not in page.designs.cards
    assert page.save_button.isEnabled()


def test_an_asset_that_is_disposed_of_elsewhere_is_left_out_at_once(desk, page):
    def dispose(work):
        work.get(Asset, page.choice.items[0].asset_id).status = "disposed"

    desk.application.operation("Test", dispose)
    desk.qtbot.waitUntil(lambda: page.print_button.text() == "Drukuj 13 naklejek", timeout=20_000)
    desk.settle()
    assert any(said.startswith(f"Bez naklejki: {page.choice.items[0].number}.") for said in words(page))


def test_a_number_of_one_long_word_does_not_widen_the_page(desk, page):
    room, number = page.look.width(), "W" * 32

    def rename(work):
        asset = work.get(Asset, page.choice.items[0].asset_id)
        asset.number, asset.number_folded, asset.number_key = number, number.lower(), number

    desk.application.operation("Test", rename)
    desk.qtbot.waitUntil(lambda: any(number[:24] in said for said in words(page)), timeout=20_000)
    desk.settle()
    assert page.look.width() == room
