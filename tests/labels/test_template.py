"""Layouts on stocks: the usual ones, any on any stock that it fits, and why not where it does not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from inventory.base.errors import NotFound
from inventory.labels.fit import longest_number, misfit
from inventory.labels.layout import shipped_layouts
from inventory.labels.stock import shipped_stocks
from inventory.labels.template import DEFAULT_TEMPLATE, composed, load_templates, template

# Dots of a module at 203, 300 and 600 dpi and the points of unit, name and serial number (print.md 13).
PRINTED = {
    "sheet-70x36-qr": ((7, 10, 20), (9, 12, 9)),
    "roll-62x29-qr": ((5, 7, 14), (7.5, 9, 7.5)),
    "roll-50x25-qr": ((5, 7, 14), (7.5, 8.5, 7.5)),
    "sheet-48x25-qr": ((5, 7, 14), (7.5, 8.5, 7.5)),
    "sheet-38x21-qr": ((4, 6, 12), (7, 7.5, 7)),
    "sheet-70x36-dm": ((9, 13, 27), (9, 12, 9)),
    "roll-62x29-dm": ((7, 10, 21), (7.5, 9, 7.5)),
    "sheet-38x21-dm": ((6, 9, 18), (7, 7.5, 7)),
    "sheet-70x36-code128": ((3, 4, 9), (9, 12, 9)),
    "roll-50x25-code128": ((2, 3, 6), (7.5, 8.5, 7.5)),
    "roll-100x55-funding": ((5, 7, 14), (0, 0, 0)),
    "sheet-70x36-funding": ((6, 9, 18), (0, 8.5, 0)),
}


def test_the_formats_of_the_office_are_there():
    formats = {(t.kind, t.width_mm, t.height_mm, t.columns, t.rows, t.purpose) for t in load_templates().values()}
    assert {
        ("sheet", 70, 36, 3, 8, "asset"),
        ("sheet", 70, 36, 3, 8, "funding"),
        ("sheet", 70, 37, 3, 8, "asset"),
        ("sheet", 105, 57, 2, 5, "funding"),
        ("sheet", 48.5, 25.4, 4, 10, "asset"),
        ("sheet", 38.1, 21.2, 5, 13, "asset"),
        ("roll", 50, 25, 1, 1, "asset"),
        ("roll", 62, 29, 1, 1, "asset"),
        ("roll", 100, 55, 1, 1, "funding"),
    } <= formats
    assert {t.code.kind for t in load_templates().values()} == {"qr", "datamatrix", "code128"}
    assert template(DEFAULT_TEMPLATE).code.kind == "qr"


@pytest.mark.parametrize("key", PRINTED)
def test_code_and_type_are_as_large_as_the_print_guide_says(key):
    found = template(key)
    sizes = found.type
    assert (tuple(map(found.code.dots, (203, 300, 600))), (sizes.unit, sizes.name, sizes.serial)) == PRINTED[key]


def test_every_usual_template_is_found_by_its_key_and_fits():
    for key, made in load_templates().items():
        assert template(key) == made
        assert misfit(made) is None


def test_a_layout_goes_on_another_stock_than_the_usual_ones():
    found = template("sheet-105x57-qr")
    assert (found.layout.key, found.stock.key) == ("qr", "sheet-105x57")
    assert misfit(found) is None
    assert template("sheet-105x57-combined").layout.key == "combined"


def test_the_funding_label_of_a_small_sheet_is_the_one_with_the_sticker():
    assert template("sheet-70x36-funding").layout.form == "combined"
    assert template("sheet-105x57-funding").layout.form == "funding"


@pytest.mark.parametrize(
    ("layout", "stock", "word"),
    [
        ("code128", "sheet-38x21", "41,2 × 5 mm"),
        ("funding", "roll-50x25", "Wybierz większą"),
        ("combined", "sheet-38x21", "Logotypy"),
    ],
)
def test_a_layout_that_does_not_fit_says_why(tr, layout, stock, word):
    reason = misfit(composed(shipped_layouts()[layout], shipped_stocks()[stock]))
    assert reason is not None
    assert word in tr.message(reason)


def test_unknown_key_is_refused_with_those_there_are():
    with pytest.raises(NotFound, match="sheet-70x36-qr"):
        template("none")


@pytest.mark.parametrize(
    ("key", "longest"), [("sheet-38x21-qr", 20), ("roll-50x25-code128", 12), (DEFAULT_TEMPLATE, 32)]
)
def test_how_long_a_number_may_be_follows_from_the_drawing(key, longest):
    assert longest_number(template(key)) == longest


def test_templates_load_without_the_drawing_libraries():
    program = (
        "import sys; from inventory.labels.template import load_templates; assert len(load_templates()) > 8;"
        "print([m for m in ('reportlab', 'PIL', 'zxingcpp', 'svglib') if m in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8")
    assert answer.stdout.strip() == "[]"
