"""Lines to cut by: outlines that meet the labels of the stock, ticks that keep off them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from inventory.base.i18n import translations
from inventory.labels.data import LabelJob
from inventory.labels.render import render
from inventory.labels.template import template
from tests.labels.made import sticker
from tests.labels.reading import codes, rendered

SMALL = template("sheet-38x21-dm")
DPI = 254
DOTS_A_MM = 10


def drawn(marks: str, used=SMALL, items: int = 65) -> Image.Image:
    job = LabelJob(template=used, items=[sticker(f"A/{n}") for n in range(items)], dpi=DPI, marks=marks)
    return rendered(render(job, translations("pl")).pdf, DPI)


def dark(image: Image.Image, x_mm: float, y_mm: float, reach: int = 2) -> bool:
    x, y = round(x_mm * DOTS_A_MM), round(y_mm * DOTS_A_MM)
    return min(image.crop((x - reach, y - reach, x + reach + 1, y + reach + 1)).tobytes()) < 170


def test_an_outline_meets_the_edge_of_every_label():
    image = drawn("outline")
    for field in range(1, SMALL.per_page + 1):
        left, top = SMALL.stock.corner_mm(field)
        right, bottom = left + SMALL.width_mm, top + SMALL.height_mm
        for x, y in ((left, top + 8), (right, top + 8), (left + 15, top), (left + 15, bottom)):
            assert dark(image, x, y), (field, x, y)
        assert not dark(image, right + 1.2, top + 10)


def test_only_labels_that_are_printed_are_outlined():
    image = drawn("outline", items=3)
    left, top = SMALL.stock.corner_mm(4)
    assert not dark(image, left, top + 8)


def test_the_outline_is_as_round_as_the_stock():
    round_one = replace(SMALL, stock=replace(SMALL.stock, radius_mm=3))
    left, top = SMALL.stock.corner_mm(1)
    assert dark(drawn("outline"), left, top)
    image = drawn("outline", round_one)
    assert not dark(image, left, top, reach=3)
    assert dark(image, left + 3 * (1 - 0.7071), top + 3 * (1 - 0.7071))


def test_ticks_stand_at_each_edge_beside_the_outermost_labels():
    image, stock = drawn("crop"), SMALL.stock
    for column in range(1, stock.columns + 1):
        left, top = stock.corner_mm(column)
        for x in (left, left + stock.width_mm):
            assert dark(image, x, top - 2.5)
            assert not dark(image, x, top - 0.4, reach=1)
    last = stock.corner_mm(stock.per_page)
    assert dark(image, last[0], last[1] + stock.height_mm + 2.5)


@pytest.mark.parametrize("marks", ["", "outline", "crop"])
@pytest.mark.parametrize("key", ["sheet-70x36-qr", "sheet-38x21-qr", "roll-50x25-code128"])
def test_codes_are_read_with_any_lines(marks, key):
    used = template(key)
    job = LabelJob(template=used, items=[sticker(f"WR/{n:04}") for n in range(used.per_page)], dpi=203, marks=marks)
    assert codes(rendered(render(job, translations("pl")).pdf, 203)) == [f"WR/{n:04}" for n in range(used.per_page)]


def test_labels_without_a_margin_have_no_ticks_over_their_neighbours():
    gapless = template("sheet-70x36-qr")
    image = drawn("crop", gapless, items=24)
    assert dark(image, 70, 4.5 - 2.5)
    assert not dark(image, 70, 4.5 + 20, reach=1)
