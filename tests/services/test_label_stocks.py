"""Stocks of the register's users: saved under a key of their own, found by every layout, kept while printed on."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from inventory.base.errors import Conflict, NotFound, ProblemsFound, Refused
from inventory.labels.drawing import Drawing, TextElement
from inventory.labels.drawing_file import written
from inventory.labels.layout import Layout
from inventory.labels.stock import shipped_stocks
from inventory.labels.stock_file import read_stock_file, written_stock
from inventory.model.assets import Category
from inventory.model.labels import LabelLayout, LabelStock
from inventory.services.label_designs import designs
from inventory.services.label_stocks import StockRequest, delete_stock, list_stocks, request_of, save_stock

SHEET = StockRequest(
    name="Mój arkusz", width_mm=64, height_mm=34, columns=3, rows=8, margin_left_mm=7, margin_top_mm=12.5, gap_x_mm=2
)  # fmt: skip


def save(application, request):
    return application.operation("Stock", lambda work: save_stock(work, request)).value


def view(application, key):
    return next(one for one in application.read(list_stocks) if one.stock.key == key)


def refusal(application, request):
    with pytest.raises(ProblemsFound) as refused:
        save(application, request)
    return {problem.field: application.tr.message(problem.message) for problem in refused.value.problems}


def test_a_new_stock_gets_a_key_of_its_name_and_takes_every_layout(application, tr):
    key = save(application, SHEET)
    assert key == "moj-arkusz"
    found = application.read(designs)
    stock = found.stock(key)
    assert (stock.own, stock.per_page, stock.width_mm) == (True, 24, 64)
    assert tr.message(stock.title) == "Mój arkusz · 64 × 34 mm (3 × 8)"
    assert found.template(f"{key}-qr").stock == stock
    assert application.read(list_stocks)[0].stock == stock


def test_keys_are_unique_among_own_and_shipped_stocks(application):
    assert [save(application, SHEET) for _ in range(3)] == ["moj-arkusz", "moj-arkusz-2", "moj-arkusz-3"]
    assert save(application, replace(SHEET, name="Sheet 70x36")) == "sheet-70x36-2"
    assert save(application, replace(SHEET, name="★")) == "nosnik"
    assert len(save(application, replace(SHEET, name="ż" * 100))) == 50


def test_own_stocks_come_first_in_polish_order(application):
    for name in ("Żółty", "Łódź", "Lublin", "Arkusz 10", "Arkusz 9"):
        save(application, replace(SHEET, name=name))
    names = [one.stock.name for one in application.read(list_stocks)]
    assert names[:6] == ["Arkusz 9", "Arkusz 10", "Lublin", "Łódź", "Żółty", "A4 sheet"]


def test_margins_that_are_left_open_follow_from_the_sheet(application):
    save(application, SHEET)
    made = view(application, "moj-arkusz").stock
    assert (made.safe_x_mm, made.safe_y_mm) == (2.0, 2.0)
    assert request_of(made).safe_x_mm is None
    save(application, replace(SHEET, name="Ciasny", safe_x_mm=1.0))
    assert request_of(view(application, "ciasny").stock).safe_x_mm == 1.0


def test_a_change_keeps_the_key_and_is_seen_by_its_version(application):
    save(application, SHEET)
    first = view(application, "moj-arkusz")
    changed = replace(SHEET, name="Arkusz z działu", rows=7, id=first.id, version=first.version)
    assert save(application, changed) == "moj-arkusz"
    made = view(application, "moj-arkusz").stock
    assert (made.name, made.rows) == ("Arkusz z działu", 7)
    with pytest.raises(Conflict):
        save(application, changed)


def test_saving_can_be_undone(application):
    done = application.operation("Stock", lambda work: save_stock(work, SHEET))
    assert done.changes.undoable
    application.undo()
    assert "moj-arkusz" not in application.read(designs).stocks
    application.redo()
    assert view(application, "moj-arkusz").stock.rows == 8


def test_every_wrong_size_is_told_at_its_field(application):
    said = refusal(application, replace(SHEET, name=" ", columns=4, page_height_mm=0, radius_mm=-1))
    assert said.keys() >= {"name", "columns", "page_height_mm", "radius_mm"}
    assert "59 mm over the right edge" in said["columns"]
    assert "between 5 and 500 mm" in said["page_height_mm"]
    assert application.read(list_stocks)[0].stock.own is False


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), 1e9, 0.0, -70.0])
def test_absurd_sizes_are_refused(application, wrong):
    assert "width_mm" in refusal(application, replace(SHEET, width_mm=wrong))
    assert "width_mm" in refusal(application, StockRequest(name="Rolka", kind="roll", width_mm=wrong, height_mm=25))


def test_a_roll_needs_only_the_size_of_its_label(application):
    request = StockRequest(
        name="Rolka", kind="roll", width_mm=58, height_mm=40, columns=3, margin_left_mm=9, sensing="mark"
    )
    made = view(application, save(application, request)).stock
    assert (made.page_width_mm, made.page_height_mm, made.per_page, made.margin_left_mm) == (58, 40, 1, 0)
    assert made.sensing == "mark"


def test_a_copy_of_a_shipped_stock_lies_where_the_original_does(application):
    original = shipped_stocks()["avery-l7160"]
    key = save(application, replace(request_of(original), name="Avery L7160 – kopia"))
    made = view(application, key).stock
    assert replace(made, key=original.key, name=original.name, own=False, products=original.products) == original


def test_names_with_braces_and_words_of_the_program_stay_as_they_are(application, tr):
    for name in ("{width} {0}", "Roll"):
        stock = view(application, save(application, replace(SHEET, name=name))).stock
        assert tr.message(stock.title).startswith(f"{name} · ")


def test_a_stock_that_nothing_prints_on_is_deleted(application):
    save(application, SHEET)
    kept = view(application, "moj-arkusz")
    application.operation("Stock", lambda work: delete_stock(work, kept.id))
    assert "moj-arkusz" not in application.read(designs).stocks
    with pytest.raises(NotFound):
        application.operation("Stock", lambda work: delete_stock(work, kept.id))


@pytest.mark.parametrize("template", ["moj-arkusz-qr", "moj-arkusz-combined"])
def test_a_stock_that_a_category_prints_on_stays_and_says_which(application, template):
    save(application, SHEET)
    kept = view(application, "moj-arkusz")

    def choose(work):
        category = work.scalars(select(Category)).first()
        category.name, category.label_template = "Laptopy", template

    application.operation("Category", choose)
    with pytest.raises(Refused) as refused:
        application.operation("Stock", lambda work: delete_stock(work, kept.id))
    assert "Laptopy" in refused.value.text(application.tr)
    assert view(application, "moj-arkusz").stock.own


def test_a_stock_that_a_drawn_layout_is_for_stays_and_says_which(application):
    save(application, SHEET)
    kept = view(application, "moj-arkusz")
    drawing = Drawing(
        width_mm=64, height_mm=34, pictures={},
        elements=(TextElement(x_mm=2, y_mm=2, width_mm=60, height_mm=10, field="number"),),
    )  # fmt: skip
    layout = Layout(key="moj-uklad", name="Mój układ", form="drawn", stocks=("moj-arkusz",), drawing=drawing)
    content = json.dumps(written(layout), ensure_ascii=False)
    application.operation(
        "Layout", lambda work: work.add(LabelLayout(key=layout.key, name=layout.name, content=content))
    )
    with pytest.raises(Refused) as refused:
        application.operation("Stock", lambda work: delete_stock(work, kept.id))
    assert "Mój układ" in refused.value.text(application.tr)


def test_a_stock_goes_to_another_register_as_a_file(application):
    save(application, SHEET)
    content = written_stock(view(application, "moj-arkusz").stock, indent=2).encode()
    read = read_stock_file(content, "moj-arkusz.json")
    assert save(application, request_of(read)) == "moj-arkusz-2"
    first, second = (view(application, key).stock for key in ("moj-arkusz", "moj-arkusz-2"))
    assert replace(second, key=first.key) == first


def test_what_follows_from_the_rest_is_not_kept(application):
    key = save(application, SHEET)
    content = application.read(lambda session: session.scalar(select(LabelStock.content).where(LabelStock.key == key)))
    assert json.loads(content)["width_mm"] == 64
    assert "safe_x_mm" not in json.loads(content)
