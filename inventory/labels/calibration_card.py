"""The card on a test page: what to do in four steps, rulers, values to write in, codes, lines and type."""

from __future__ import annotations

from inventory.base.i18n import Translations
from inventory.labels.calibration_codes import draw_row
from inventory.labels.correction import Card, cross_mm
from inventory.labels.fonts import BOLD, REGULAR, SEMIBOLD
from inventory.labels.sketch import Sketch
from inventory.labels.stock import Stock

_PAD_MM, _HAIR = 6.0, 0.25
# Type in points.
_TITLE, _STEP, _HEAD, _SMALL, _TINY = 17.0, 10.0, 9.0, 8.5, 8.0
_STEP_MM, _SMALL_MM = 5.0, 3.8
# The rulers stand this far in, for the figures of the one down; ticks by how many millimetres they tell.
_FIGURES_MM = 13.0
_TICKS = {1: 1.6, 5: 2.4, 10: 4.0}
_VALUE_MM, _VALUE_WIDE_MM, _VALUE_GAP_MM = 13.0, 36.0, 8.0
_WEIGHTS, _TYPES = (1.0, 0.6, 0.5, 0.35, 0.25, 0.15), (10, 9, 8, 7, 6, 5)
_LADDERS_MM, _FOOT_MM, _RUNG_MM, _LINE_MM = 27.0, 11.0, 22.0, 4.0


def draw_card(sketch: Sketch, stock: Stock, tr: Translations, card: Card, subtitle: str) -> None:
    """Draw the card; its lower parts are left out on sheets that have no room for them."""
    sketch.frame(card.left, card.top, card.right, card.bottom, _HAIR)
    left, right = card.left + _PAD_MM, card.right - _PAD_MM
    y = sketch.snapped(_draw_words(sketch, tr, card, (left, right), subtitle))
    x = sketch.snapped(left + _FIGURES_MM)
    _draw_rulers(sketch, tr, card, x, y)
    _draw_codes(sketch, tr, card, x, y, right)
    below = y + card.down + 8
    if card.wide:
        _draw_values(sketch, stock, tr, card, (min(right - _VALUE_WIDE_MM, x + card.across + 14), y + 4))
    else:
        _draw_values(
            sketch, stock, tr, card, (left, below - 2), min(_VALUE_WIDE_MM, (right - left - _VALUE_GAP_MM) / 2)
        )
    if card.wide and below + _LADDERS_MM <= card.bottom - 2:
        _draw_ladders(sketch, tr, (left, right), below)
        below += _LADDERS_MM
    if card.wide and below + _FOOT_MM <= card.bottom:
        _draw_foot(sketch, tr, (left, right), card.bottom - _FOOT_MM)


def _draw_words(sketch: Sketch, tr: Translations, card: Card, sides: tuple[float, float], subtitle: str) -> float:
    """Write title and steps; returns where the rulers begin below."""
    left, right = sides
    y = card.top + 8.5
    sketch.text(left, y, tr("Trial page – calibration"), _TITLE, BOLD)
    y += 1.4
    for line in sketch.lines(subtitle, _SMALL, right - left, most=2):
        y += _SMALL_MM
        sketch.text(left, y, line, _SMALL)
    y += 2.2
    said = (
        tr("Print on plain paper at 100% (“actual size”, not fitted to the page)."),
        tr("Lay the print on a sheet of labels and hold both up to the light. The corners must lie on the cuts."),
        tr("Measure the four values below and type them in: Print stickers → Calibration → Change…"),
        tr("Print again. You are done when no corner is off by more than 0.5 mm."),
    )
    indent = 5.0
    for number, text in enumerate(said if card.steps else (), 1):
        for place, line in enumerate(sketch.lines(text, _STEP, right - left - indent)):
            y += _STEP_MM
            if place == 0:
                sketch.text(left, y, f"{number}.", _STEP)
            sketch.text(left + indent, y, line, _STEP)
    return y + 13


def _draw_rulers(sketch: Sketch, tr: Translations, card: Card, x: float, y: float) -> None:
    """Draw both rulers from their common zero; ticks of one weight lie a whole number of millimetres apart."""
    title = tr("{n} mm – measure with a ruler", n=tr.decimal(card.across, 1))
    sketch.text(x + card.across / 2, y - 5.5, title, _HEAD, SEMIBOLD, align="centre")
    sketch.across(x, x + card.across, y, _HAIR)
    sketch.down(x, y, y + card.down, _HAIR)
    for mm in range(max(card.across, card.down) + 1):
        long = _TICKS[10 if mm % 10 == 0 else 5 if mm % 5 == 0 else 1]
        weight = 0.5 if mm % 10 == 0 else _HAIR
        if mm <= card.across:
            sketch.down(x + mm, y, y + long, weight)
        if mm <= card.down:
            sketch.across(x, x + long, y + mm, weight)
        if mm % 10 == 0 and mm <= card.across:
            sketch.text(x + mm, y - 1.2, str(mm), _TINY, align="centre")
        if mm % 10 == 0 and mm <= card.down:
            sketch.text(x - 1.5, y + mm + 1.0, str(mm), _TINY, align="right")


def _draw_codes(sketch: Sketch, tr: Translations, card: Card, x: float, y: float, right: float) -> None:
    """Draw the ladders of codes between the rulers."""
    left, top, bottom = x + 12, y + 9.0, y + card.down
    edge = min(right, x + card.across + 4)
    if bottom - top > 60:
        sketch.text(left, top + 3.0, tr("Smallest readable code"), _STEP, SEMIBOLD)
        text = tr("Scan from the largest on. Tick the last one that every reader reads.")
        sketch.text(left, top + 7.2, sketch.lines(text, _SMALL, edge - left, most=1)[0], _SMALL)
        top += 10.5
    gap = 6.0 if bottom - top > 75 else 2.5
    for kind in ("qr", "datamatrix", "code128"):
        end = draw_row(sketch, tr, kind, (left, top, edge, bottom))
        top = end + gap if end > top else top


def _draw_values(
    sketch: Sketch,
    stock: Stock,
    tr: Translations,
    card: Card,
    corner: tuple[float, float],
    wide: float = _VALUE_WIDE_MM,
) -> None:
    """Draw the lines to write the four measures on, and where the first cross should lie."""
    (x, y), columns = corner, 1 if card.wide else 2
    wide = min(_VALUE_WIDE_MM, (card.right - card.left - 2 * _PAD_MM - _VALUE_GAP_MM) / 2)
    across, down = (tr("instead of {n}:", n=tr.decimal(n, 1)) for n in (card.across, card.down))
    cross = tr("cross 1:")
    values = (
        (tr("Width"), across), (tr("Height"), down), (tr("Right (+) / left (−)"), cross),
        (tr("Down (+) / up (−)"), cross),
    )  # fmt: skip
    for place, (title, hint) in enumerate(values):
        row, column = divmod(place, columns)
        left, top = x + column * (wide + _VALUE_GAP_MM), y + row * _VALUE_MM
        right = left + wide
        sketch.text(left, top + 3, title, _HEAD, SEMIBOLD)
        sketch.text(left, top + 9.6, hint, _SMALL)
        sketch.text(right, top + 9.6, "mm", _SMALL, align="right")
        sketch.across(left, right, top + 10.6, _HAIR)
    at = cross_mm(stock)
    text = tr(
        "Cross 1 should lie {right} mm from the left and {down} mm from the upper edge of the paper.",
        right=tr.decimal(at[0], 1), down=tr.decimal(at[1], 1),
    )  # fmt: skip
    room = columns * wide + (columns - 1) * _VALUE_GAP_MM
    y += len(values) // columns * _VALUE_MM
    for line in sketch.lines(text, _TINY, room, REGULAR, most=5):
        y += 3.5
        sketch.text(x, y, line, _TINY)


def _draw_ladders(sketch: Sketch, tr: Translations, sides: tuple[float, float], y: float) -> None:
    """Draw rules and words from coarse to fine; rules are named by what the printer makes of them."""
    left, right = sides
    sketch.text(left, y + 3, tr("Lines and type: mark the finest that are clear"), _STEP, SEMIBOLD)
    point_mm = 25.4 / 72
    fitting = int((right - left + _LINE_MM) / (_RUNG_MM + _LINE_MM))
    weights = list({sketch.weight(points): points for points in reversed(_WEIGHTS)}.items())[::-1]
    for place, (dots, points) in enumerate(weights[:fitting]):
        x = left + place * (_RUNG_MM + _LINE_MM)
        sketch.across(x, x + _RUNG_MM, y + 8, points)
        made = tr.decimal(dots * sketch.dot_mm / point_mm, 2)
        sketch.text(x, y + 11.6, tr("{n} pt", n=made), _TINY)
    for place, size in enumerate(_TYPES[:fitting]):
        x = left + place * (_RUNG_MM + _LINE_MM)
        sketch.text(x, y + 19, "Zażółć 0123", size)
        sketch.text(x, y + 22.6, tr("{n} pt", n=size), _TINY)


def _draw_foot(sketch: Sketch, tr: Translations, sides: tuple[float, float], y: float) -> None:
    left, right = sides
    text = tr("Repeat after a change of printer, tray or stock. A calibration is kept for printer and stock.")
    sketch.text(left, y + 2.5, sketch.lines(text, _SMALL, right - left, most=1)[0], _SMALL)
    checked, on = tr("Checked by:"), tr("date:")
    x = left + sketch.width(checked, _SMALL) + 1.5
    after = x + 48
    sketch.text(left, y + 7.5, checked, _SMALL)
    sketch.across(x, after, y + 8.2, _HAIR)
    sketch.text(after + 3, y + 7.5, on, _SMALL)
    begin = after + 4.5 + sketch.width(on, _SMALL)
    sketch.across(begin, min(begin + 26, right), y + 8.2, _HAIR)
