"""The test page of printers: rulers, outlines, codes; and what follows from measuring them."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest

from inventory.base.errors import Invalid
from inventory.base.i18n import translations
from inventory.labels.calibration import calibration_page
from inventory.labels.calibration_codes import STEPS, steps
from inventory.labels.correction import Measured, corrected, cross_mm, in_words, ruler_mm
from inventory.labels.stock import Adjustment, Stock, shipped_stocks
from tests.labels.reading import codes, letters, one_bit_on_dark, page_operators, page_texts, rendered

A4 = {"kind": "sheet", "page_width_mm": 210.0, "page_height_mm": 297.0}
USUAL = ("sheet-70x36", "sheet-38x21", "sheet-48x25", "sheet-105x57", "roll-50x25", "roll-62x29", "roll-100x55")
STOCKS = {
    **{key: shipped_stocks()[key] for key in USUAL},
    "one-field": Stock(key="one-field", name="x", width_mm=199.6, height_mm=289.1, margin_left_mm=5.2,
                       margin_top_mm=4, **A4),
    "two-fields": Stock(key="two-fields", name="x", width_mm=210, height_mm=148.5, rows=2, **A4),
    "many-fields": Stock(key="many-fields", name="x", width_mm=17.8, height_mm=11, columns=10, rows=24,
                         margin_left_mm=5, margin_top_mm=13.5, gap_x_mm=2.5, **A4),
    "landscape": Stock(key="landscape", name="x", kind="sheet", width_mm=70, height_mm=36, page_width_mm=297,
                       page_height_mm=210, columns=4, rows=5, margin_left_mm=4, margin_top_mm=10),
    "a5": Stock(key="a5", name="x", kind="sheet", width_mm=70, height_mm=36, page_width_mm=148, page_height_mm=210,
                columns=2, rows=5, margin_left_mm=4, margin_top_mm=10),
    "a6": Stock(key="a6", name="x", kind="sheet", width_mm=45, height_mm=20, page_width_mm=105, page_height_mm=148,
                columns=2, rows=6, margin_left_mm=4, margin_top_mm=10, gap_x_mm=3),
    "small": Stock(key="small", name="x", kind="sheet", width_mm=40, height_mm=20, page_width_mm=90,
                   page_height_mm=90, columns=2, rows=4, margin_left_mm=4, margin_top_mm=4),
    "small-high": Stock(key="small-high", name="x", kind="sheet", width_mm=80, height_mm=55, page_width_mm=90,
                        page_height_mm=120, rows=2, margin_left_mm=5, margin_top_mm=5),
    "upright-roll": Stock(key="upright-roll", name="x", kind="roll", width_mm=25, height_mm=60, page_width_mm=25,
                          page_height_mm=60),
    "tiny-roll": Stock(key="tiny-roll", name="x", kind="roll", width_mm=12, height_mm=8, page_width_mm=12,
                       page_height_mm=8),
}  # fmt: skip
WITH_CARD = [key for key, stock in STOCKS.items() if stock.kind == "sheet" and not key.startswith("small")]
SHEET = STOCKS["sheet-70x36"]
PL = translations("pl")


def boxes(pdf, stock, dpi):
    """Return the rectangles of the page in dots: left, top, width, height from the top left corner."""
    high = -(-stock.page_height_mm * dpi // 25.4)
    found = re.findall(r"^(-?\d+) (-?\d+) (\d+) (\d+) re f$", page_operators(pdf)[0], re.MULTILINE)
    return [(int(x), int(high) - int(y) - int(h), int(w), int(h)) for x, y, w, h in found]


def rulers(pdf, stock, dpi):
    """Return how long the rulers across and down are in mm: from the first long tick to the last, 10 mm each."""
    mm = 25.4 / dpi
    rows, columns = {}, {}
    for x, y, w, h in boxes(pdf, stock, dpi):
        if abs(max(w, h) * mm - 4) < 1.5 * mm and min(w, h) * mm < 1:
            rows.setdefault((y, w, h), []).append(x * mm)
            columns.setdefault((x, w, h), []).append(y * mm)
    return tuple(max(map(length, group.values())) for group in (rows, columns))


def length(places):
    places = sorted(set(places))
    steps_ = {round(after - before) for before, after in itertools.pairwise(places)}
    return places[-1] - places[0] if steps_ == {10} else 0.0


# The page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", WITH_CARD)
@pytest.mark.parametrize("dpi", [180, 203, 300, 600])
def test_rulers_are_as_long_as_they_say(key, dpi):
    stock = STOCKS[key]
    shifted = Adjustment(right_mm=1.3, down_mm=-0.7, scale_x=1.02, scale_y=0.98)
    for adjustment in (Adjustment(), shifted):
        measured = rulers(calibration_page(stock, PL, dpi=dpi, adjustment=adjustment), stock, dpi)
        wanted = ruler_mm(stock)
        # Nothing can be printed nearer than half a dot; 100 mm are nearer at every usual resolution.
        near = 0.05 if wanted == (100, 100) else max(0.05, 12.7 / dpi)
        assert measured == pytest.approx(wanted, abs=near)


def test_rulers_of_an_a4_sheet_are_100_mm():
    assert {ruler_mm(stock) for key, stock in STOCKS.items() if stock.page_height_mm == 297} == {(100, 100)}


@pytest.mark.parametrize("stock", (STOCKS | shipped_stocks()).values(), ids=STOCKS | shipped_stocks())
def test_page_is_one_sheet_of_the_stock_with_nothing_outside(stock):
    pdf = calibration_page(stock, PL, dpi=300, printer="Drukarka biurowa")
    assert len(page_texts(pdf)) == 1
    image = rendered(pdf, 100)
    for side, mm in zip(image.size, (stock.page_width_mm, stock.page_height_mm), strict=True):
        assert side == pytest.approx(mm / 25.4 * 100, abs=1)
    for letter, box in letters(pdf):
        assert box.left > 0, letter
        assert box.right < stock.page_width_mm, letter
        assert box.bottom < stock.page_height_mm, letter


@pytest.mark.parametrize("stock", STOCKS.values(), ids=STOCKS)
@pytest.mark.parametrize("dpi", [203, 300])
def test_every_code_can_be_read_in_one_bit(stock, dpi):
    check_codes(stock, dpi)


@pytest.mark.parametrize("key", ["sheet-70x36", "roll-62x29"])
@pytest.mark.parametrize("dpi", [150, 180, 360, 600])
def test_every_code_can_be_read_whatever_the_printer(key, dpi):
    check_codes(STOCKS[key], dpi)


def check_codes(stock, dpi):
    pdf = calibration_page(stock, PL, dpi=dpi)
    held = codes(one_bit_on_dark(rendered(pdf, dpi)))
    drawn = sum(1 for _ in re.finditer(r"\nf Q\n", page_operators(pdf)[0]))
    assert len(held) == drawn
    mm = 25.4 / dpi
    known = {f"TEST-{round(1000 * one.module_mm):04d}" for kind in STEPS for one in steps(kind, mm)}
    assert set(held) <= known
    if stock.key == "tiny-roll":
        return
    assert held or stock.key in {"a6", "many-fields"}


def test_all_three_ladders_are_whole_on_a4():
    held = codes(rendered(calibration_page(SHEET, PL, dpi=600), 600))
    assert held == sorted(f"TEST-{round(1000 * module):04d}" for modules in STEPS.values() for module in modules)


def test_modules_are_whole_dots_and_never_under_two():
    for dpi in (150, 203, 300, 600, 1200, 2400):
        for kind, wanted in STEPS.items():
            made = list(steps(kind, 25.4 / dpi))
            assert all(one.module >= 2 for one in made)
            if dpi >= 600:
                assert [one.module_mm for one in made] == pytest.approx(wanted, abs=0.5 * 25.4 / dpi)


@pytest.mark.parametrize("dpi", [203, 600])
@pytest.mark.parametrize(
    "adjustment",
    [Adjustment(), Adjustment(right_mm=2.0, down_mm=-1.5, scale_x=1.015, scale_y=0.99)],
    ids=["plain", "moved"],
)
def test_corner_marks_lie_where_printed_labels_will(dpi, adjustment):
    k = dpi / 25.4
    found = boxes(calibration_page(SHEET, PL, dpi=dpi, adjustment=adjustment), SHEET, dpi)
    arms = {(x + w // 2, y) for x, y, w, h in found if abs(h - 4 * k) <= 1}
    for field in (2, 23):
        left, top = adjustment.moved(*SHEET.corner_mm(field))
        begin = (
            round(top * k) if field == 2 else round((adjustment.moved(0, SHEET.corner_mm(field)[1] + 36)[1] - 4) * k)
        )
        assert any(abs(x - left * k) <= 1 and abs(y - begin) <= 1 for x, y in arms)


@pytest.mark.parametrize(
    "key", ["sheet-70x36", "sheet-38x21", "one-field", "two-fields", "a5", "small-high", "roll-62x29"]
)
def test_first_cross_lies_where_the_page_says(key):
    stock, dpi = STOCKS[key], 300
    x, y = (round(mm / 25.4 * dpi) for mm in cross_mm(stock))
    image = rendered(calibration_page(stock, PL, dpi=dpi), dpi)
    assert max(image.crop((x, y - 10, x + 1, y + 10)).tobytes()) < 100
    assert max(image.crop((x - 10, y, x + 10, y + 1)).tobytes()) < 100


def test_page_tells_in_polish_and_english_what_to_do():
    polish, english = (
        page_texts(calibration_page(SHEET, translations(one), printer="Zebra magazyn", dpi=203))[0]
        for one in ("pl", "en")
    )
    for text in ("Wydruk próbny – kalibracja", "Zebra magazyn", "203 dpi", "100,0 mm", "Najmniejszy czytelny kod",
                 "35,0 mm od lewej i 22,5 mm od górnej", "Zażółć 0123"):  # fmt: skip
        assert text in polish
    for text in ("Trial page – calibration", "100.0 mm", "Smallest readable code"):
        assert text in english
    assert "label" not in polish.lower()


# The correction -------------------------------------------------------------------------------------------------


def printed(point, stretch, offset):
    """Return where a printer puts a point."""
    return tuple(at * by + more for at, by, more in zip(point, stretch, offset, strict=True))


@pytest.mark.parametrize("key", ["sheet-70x36", "one-field", "a5", "roll-62x29", "roll-100x55"])
@pytest.mark.parametrize("before", [Adjustment(), Adjustment(right_mm=-1.0, down_mm=2.0, scale_x=0.99, scale_y=1.01)])
def test_measured_page_leads_to_labels_that_meet_their_fields(key, before):
    stock = STOCKS[key]
    stretch, offset = (0.985, 1.012), (1.4, -0.8)
    cross = cross_mm(stock)
    came_out = printed(before.moved(*cross), stretch, offset)
    rule = ruler_mm(stock)
    made = corrected(
        before, stock, Measured(
            across_mm=rule[0] * stretch[0], down_mm=rule[1] * stretch[1], off_right_mm=came_out[0] - cross[0],
            off_down_mm=came_out[1] - cross[1],
        ),
    )  # fmt: skip
    assert (made.scale_x, made.scale_y) == (1.015, 0.988)
    for field in (1, stock.per_page):
        left, top = stock.corner_mm(field)
        middle = left + stock.width_mm / 2, top + stock.height_mm / 2
        now = printed(made.moved(*middle), stretch, offset)
        # 0.1 mm and 0.1% are what is kept.
        assert now == pytest.approx(middle, abs=0.25)


def test_a_ruler_of_98_5_mm_asks_for_101_5_percent():
    made = corrected(Adjustment(), SHEET, Measured(across_mm=98.5, down_mm=100))
    assert (made.scale_x, made.scale_y) == (1.015, 1.0)
    # The cross stays where it was measured: in its place.
    assert (made.right_mm, made.down_mm) == (-0.5, 0.0)
    assert in_words(translations("pl"), made) == "−0,5 / 0,0 mm · 101,5% / 100%"


def test_measuring_a_page_that_is_right_changes_nothing():
    kept = Adjustment(right_mm=0.5, down_mm=-0.3, scale_x=1.004, scale_y=1.0)
    measured = Measured(across_mm=round(100 / 1.004, 1), down_mm=100)
    assert corrected(kept, SHEET, measured) == kept


@pytest.mark.parametrize(
    ("measured", "field"),
    [
        ({"across_mm": 94.0}, "across_mm"), ({"down_mm": 106.0}, "down_mm"), ({"off_right_mm": 11.0}, "off_right_mm"),
        ({"off_down_mm": -10.2}, "off_down_mm"), ({"across_mm": 0.0}, "across_mm"),
        ({"down_mm": float("nan")}, "down_mm"),
    ],
)  # fmt: skip
def test_what_is_out_of_reach_is_refused_by_name(measured, field):
    with pytest.raises(Invalid) as caught:
        corrected(Adjustment(), SHEET, Measured(**({"across_mm": 100.0, "down_mm": 100.0} | measured)))
    assert caught.value.field == field


def test_limits_of_the_scale_can_be_reached():
    for found, scale in ((95.2, 1.05), (105.3, 0.95)):
        assert corrected(Adjustment(), SHEET, Measured(across_mm=found, down_mm=100)).scale_x == scale


def test_adjusted_stock_moves_the_middle_of_each_label_and_keeps_its_size():
    moved = Adjustment(right_mm=1, scale_x=1.01).applied(SHEET)
    assert (moved.width_mm, moved.height_mm) == (SHEET.width_mm, SHEET.height_mm)
    for field in (1, 3, 24):
        middle = SHEET.corner_mm(field)[0] + 35
        assert moved.corner_mm(field)[0] + 35 == pytest.approx(middle * 1.01 + 1)
    assert replace(moved, margin_left_mm=0, gap_x_mm=0).pitch_y_mm == SHEET.pitch_y_mm
