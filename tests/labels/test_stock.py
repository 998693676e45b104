"""Stocks: what a file of them may hold, what is refused, how they are read back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inventory.base.errors import Invalid
from inventory.labels.stock import (
    UNADJUSTED,
    Adjustment,
    checked_stock,
    read_stocks,
    shipped_stocks,
    stock_faults,
    with_safe_margins,
)
from inventory.labels.stock_file import MOST_BYTES, kept_stock, read_stock_file, written_stock
from tests.labels.test_stock_sizes import named, near

STOCKS = shipped_stocks()


@pytest.mark.parametrize("key", STOCKS)
def test_every_shipped_stock_can_be_printed_on(key, tr):
    stock = STOCKS[key]
    assert checked_stock(stock) is stock
    assert key == stock.key == key.lower()
    for field in (1, stock.per_page):
        left, top = stock.corner_mm(field)
        assert left + stock.width_mm <= stock.page_width_mm + 0.3
        assert top + stock.height_mm <= stock.page_height_mm + 0.3
    title = tr.message(stock.title)
    assert "sheet" not in title.lower()
    assert " × " in title
    assert "." not in title


def test_names_of_shipped_stocks_are_told_apart_by_their_sizes(tr):
    titles = [tr.message(stock.title) for stock in STOCKS.values()]
    assert len(set(titles)) == len(titles)


def test_a_product_number_leads_to_one_stock():
    numbers = [number for stock in STOCKS.values() for number in (stock.name, *stock.products)]
    makers = {stock.key.split("-")[0] for stock in STOCKS.values() if stock.products}
    for maker in makers:
        own = [n for stock in STOCKS.values() if stock.key.startswith(maker) for n in stock.products]
        assert len(set(own)) == len(own), maker
    assert len(numbers) > 200


def test_a_key_that_is_there_twice_is_named(tmp_path):
    stock = '[[stock]]\nkey = "a"\nname = "A"\nkind = "roll"\nwidth_mm = 50\nheight_mm = 25\n'
    (tmp_path / "one.toml").write_text(stock + stock)
    with pytest.raises(Invalid, match="have the key a"):
        read_stocks(tmp_path)


@pytest.mark.parametrize(
    ("line", "named_field"),
    [
        ("width_mm = 0", "stock.1.width_mm"),
        ("width_mm = -70", "stock.1.width_mm"),
        ("width_mm = nan", "stock.1.width_mm"),
        ("width_mm = inf", "stock.1.width_mm"),
        ('width_mm = "70"', "stock.1.width_mm"),
        ("width_mm = 70\ncolumns = 0", "stock.1.columns"),
        ("width_mm = 70\ncolumns = 2.5", "stock.1.columns"),
        ("width_mm = 70\ncolumns = true", "stock.1.columns"),
        ("width_mm = 70\nrows = 9", "stock.1.rows"),
        ("width_mm = 70\nsensing = 'smell'", "stock.1.sensing"),
        ("width_mm = 70\nproducts = ['']", "stock.1.products"),
        ("width_mm = 70\nradius = 2", "stock.1.radius"),
        ("width_mm = 70\nradius_mm = 30", "stock.1.radius_mm"),
        ("width_mm = 70\nsafe_x_mm = 24", "stock.1.safe_x_mm"),
    ],
)  # fmt: skip
def test_a_wrong_value_of_a_file_is_named(tmp_path, line, named_field):
    text = f'[[stock]]\nkey = "a"\nname = "A"\nkind = "sheet"\nheight_mm = 36\nrows = 8\n{line}\n'
    if "\nrows = 9" in line:
        text = text.replace("rows = 8\n", "")
    (tmp_path / "own.toml").write_text(text)
    with pytest.raises(Invalid) as caught:
        read_stocks(tmp_path)
    assert "own.toml" in str(caught.value)
    assert f"“{named_field}”" in str(caught.value)


A4 = STOCKS["sheet-70x36"]


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"width_mm": 0.0}, "width_mm", "między 5 a 500 mm"),
        ({"width_mm": -70.0}, "width_mm", "między 5 a 500 mm"),
        ({"height_mm": float("nan")}, "height_mm", "między 5 a 500 mm"),
        ({"page_width_mm": 1e9}, "page_width_mm", "między 5 a 500 mm"),
        ({"columns": 0}, "columns", "od 1 do 100"),
        ({"rows": 10**9}, "rows", "od 1 do 100"),
        ({"margin_left_mm": -1.0}, "margin_left_mm", "między 0 a 500 mm"),
        ({"gap_y_mm": float("inf")}, "gap_y_mm", "między 0 a 500 mm"),
        ({"columns": 4}, "columns", "70 mm poza prawą"),
        ({"margin_left_mm": 1.2}, "columns", "1,2 mm poza prawą"),
        ({"rows": 9}, "rows", "31,5 mm poza dolną"),
        ({"radius_mm": 19.0}, "radius_mm", "Promień rogu"),
        ({"safe_y_mm": 12.5}, "safe_y_mm", "jedną trzecią"),
    ],
)
def test_a_size_that_cannot_be_is_refused_in_one_sentence(tr, change, field, said):
    with pytest.raises(Invalid) as caught:
        checked_stock(replace(A4, **change))
    assert caught.value.field == field
    assert said in caught.value.text(tr)


def test_all_faults_are_told_at_once_one_for_each_field():
    faults = stock_faults(replace(A4, width_mm=0.0, columns=0, rows=9, radius_mm=-1.0))
    assert {fault.field for fault in faults} == {"width_mm", "columns", "rows", "radius_mm", "safe_x_mm"}


def test_a_roll_has_one_label_as_wide_as_its_paper():
    roll = STOCKS["roll-50x25"]
    for change in ({"columns": 2, "page_width_mm": 100.0}, {"page_width_mm": 60.0}):
        assert "kind" in {fault.field for fault in stock_faults(replace(roll, **change))}


def test_more_is_kept_free_where_printers_do_not_reach():
    edge = with_safe_margins(replace(A4, safe_x_mm=-1.0, safe_y_mm=-1.0, margin_top_mm=0.0))
    middle = with_safe_margins(replace(named("Avery L4736"), safe_x_mm=-1.0, safe_y_mm=-1.0))
    assert (edge.safe_x_mm, edge.safe_y_mm) == (5.0, 4.5)
    assert (middle.safe_x_mm, middle.safe_y_mm) == (2.0, 2.0)


def test_an_adjusted_stock_moves_and_stretches_but_keeps_its_labels():
    stock = named("Avery L7160")
    moved = Adjustment(right_mm=1.0, down_mm=-0.5, scale_y=1.01).applied(stock)
    assert UNADJUSTED.applied(stock) is stock
    assert (moved.width_mm, moved.height_mm) == (stock.width_mm, stock.height_mm)
    assert moved.corner_mm(1) == near(8.2, (15.15 + 38.1 / 2) * 1.01 - 38.1 / 2 - 0.5)
    assert moved.corner_mm(21)[1] - moved.corner_mm(3)[1] == pytest.approx(6 * 38.1 * 1.01)


@pytest.mark.parametrize("key", STOCKS)
def test_a_stock_comes_back_from_its_file_as_it_was(key):
    back = read_stock_file(written_stock(STOCKS[key], indent=2).encode(), "nosnik.json")
    assert back == replace(STOCKS[key], own=True)
    assert kept_stock(written_stock(back)) == back


def test_margins_that_follow_from_the_rest_stay_so_in_a_file():
    written = written_stock(replace(A4, safe_x_mm=-1.0, safe_y_mm=-1.0))
    assert "safe" not in written
    assert kept_stock(written).safe_x_mm == 5.0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        b"{",
        b"[1, 2]",
        b'{"kind": "sheet"',
        b'{"assets": []}',
        b'{"kind": ["sheet"]}',
        b'{"kind": "sheet", "width_mm": NaN}',
        b'{"kind": "roll", "key": "a", "name": "A", "width_mm": 1e400, "height_mm": 25}',
        b'{"kind": "roll", "key": "a", "name": "A", "width_mm": ' + b"9" * 400 + b', "height_mm": 25}',
        b'{"kind": "roll", "key": "a", "name": "A", "width_mm": 50, "height_mm": 25, "columns": 3}',
        b'{"kind": "roll", "key": "a", "name": "\\u202e\\ud800", "width_mm": 50, "height_mm": 25}',
        b'{"kind": "roll", "key": "a", "name": "A", "width_mm": 50, "height_mm": 25, "run": "x"}',
        b"[" * 50_000,
        b" " * (MOST_BYTES + 1),
        written_stock(A4).encode()[:-20],
    ],
)  # fmt: skip
def test_a_hostile_or_cut_file_gets_one_sentence_with_its_name(tr, content):
    with pytest.raises(Invalid) as caught:
        read_stock_file(content, "obcy.json")
    said = caught.value.text(tr)
    assert "obcy.json" in said
    assert len(said) < 200
    assert "\n" not in said
