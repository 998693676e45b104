"""The test page of a printer and a stock: outlines of all fields, rulers, and codes from large to small."""

from __future__ import annotations

from datetime import UTC, datetime

from inventory.base.i18n import Translations, translations
from inventory.labels.calibration_card import draw_card
from inventory.labels.calibration_codes import draw_bare
from inventory.labels.correction import FRAME_MM, Card, card_of, cross_mm, in_words, ruler_mm
from inventory.labels.fitting import shortened
from inventory.labels.fonts import BOLD, REGULAR
from inventory.labels.sketch import Sketch
from inventory.labels.stock import UNADJUSTED, Adjustment, Stock

# The finest of usual printers: what is seen on a screen or printed by another program.
DPI = 600
# Corner marks and crosses in millimetres and points (print.md 12).
_CORNER_MM, _CROSS_ARM_MM, _RULE, _HAIR = 4.0, 3.0, 0.5, 0.25
_FIRST_TYPE, _FIELD_TYPE = 14.0, 9.0
# Lower fields have their number beside the cross.
_LOW_MM, _LOW_TYPE = 15.0, 7.0
# On a single label: the line of words above, and what codes keep off the frame and the cross.
_HEAD_MM, _HEAD_TYPE, _INSIDE_MM = 2.8, 6.0, 0.4


def calibration_page(
    stock: Stock, tr: Translations | None = None, *, dpi: int = DPI, adjustment: Adjustment = UNADJUSTED,
    printer: str = "", created: datetime | None = None,
) -> bytes:  # fmt: skip
    """Return one page as PDF for one resolution, in Polish unless `tr` is of another language.

    Outlines and crosses lie where labels printed with the adjustment do; rulers and codes are never stretched.
    """
    tr = tr or translations("pl")
    created = created or datetime.now(UTC)
    sketch = Sketch(stock, dpi)
    card = card_of(stock)
    _outlines(sketch, stock, adjustment, card)
    if card is not None:
        draw_card(sketch, stock, tr, card, _subtitle(stock, tr, printer, created, adjustment, dpi))
    else:
        across, down = (tr.decimal(round(mm, 1)) for mm in ruler_mm(stock))
        frame = tr("Frame {width} × {height} mm", width=across, height=down)
        _single(sketch, stock, tr, adjustment, " · ".join((frame, f"{dpi} dpi", in_words(tr, adjustment))))
    title = " · ".join(part for part in (tr("Trial page"), printer, tr.message(stock.title), f"{dpi} dpi") if part)
    return sketch.pdf(title=title, language="pl-PL" if tr.language == "pl" else "en-GB", created=created)


def _subtitle(stock: Stock, tr: Translations, printer: str, created: datetime, adjustment: Adjustment, dpi: int) -> str:
    parts = (printer, tr.message(stock.title), tr.moment(created), in_words(tr, adjustment), f"{dpi} dpi")
    return " · ".join(part for part in parts if part)


def _outlines(sketch: Sketch, stock: Stock, adjustment: Adjustment, card: Card | None) -> None:
    """Mark the corners of every field, its middle and its number; nothing goes under the card."""
    if stock.kind == "roll":
        return
    first = stock.corner_mm(1)
    below = cross_mm(stock)[1] - first[1]
    arm = min(_CORNER_MM, stock.width_mm / 3, stock.height_mm / 3)
    for field in range(1, stock.per_page + 1):
        left, top = stock.corner_mm(field)
        for x, way in ((left, 1), (left + stock.width_mm, -1)):
            for y, sense in ((top, 1), (top + stock.height_mm, -1)):
                _corner(sketch, adjustment, card, (x, y), (way * arm, sense * arm))
        if field == 1 and card is None:
            continue
        x, y = adjustment.moved(left + stock.width_mm / 2, top + below)
        if card is None or not (card.left - 8 < x < card.right + 8 and card.top - 10 < y < card.bottom + 5):
            _cross(sketch, stock, x, y, field)


def _corner(
    sketch: Sketch, adjustment: Adjustment, card: Card | None, at: tuple[float, float], arms: tuple[float, float]
) -> None:
    x, y = adjustment.moved(*at)
    x1, x2 = sorted((x, x + arms[0]))
    y1, y2 = sorted((y, y + arms[1]))
    if card is None:
        sketch.across(x1, x2, y, _RULE)
        sketch.down(x, y1, y2, _RULE)
        return
    beside = card.top <= y <= card.bottom
    for begin, end in ((x1, min(x2, card.left)), (max(x1, card.right), x2)) if beside else ((x1, x2),):
        sketch.across(begin, end, y, _RULE)
    over = card.left <= x <= card.right
    for begin, end in ((y1, min(y2, card.top)), (max(y1, card.bottom), y2)) if over else ((y1, y2),):
        sketch.down(x, begin, end, _RULE)


def _cross(sketch: Sketch, stock: Stock, x: float, y: float, field: int) -> None:
    arm = min(_CROSS_ARM_MM, stock.width_mm / 5, stock.height_mm / 5)
    sketch.across(x - arm, x + arm, y, _HAIR)
    sketch.down(x, y - arm, y + arm, _HAIR)
    if stock.height_mm < _LOW_MM:
        sketch.text(x + arm + 0.6, y + 1, str(field), _LOW_TYPE, BOLD if field == 1 else REGULAR)
        return
    points, face = (_FIRST_TYPE, BOLD) if field == 1 else (_FIELD_TYPE, REGULAR)
    sketch.text(x, y + arm + points * 0.3 + 0.6, str(field), points, face, align="centre")


def _single(sketch: Sketch, stock: Stock, tr: Translations, adjustment: Adjustment, words: str) -> None:
    """Draw a frame inside the first label, a cross in its middle, and codes in the quarters around it."""
    x, y = adjustment.moved(*(at + side / 2 for at, side in zip(
        stock.corner_mm(1), (stock.width_mm, stock.height_mm), strict=True
    )))  # fmt: skip
    wide, high = stock.width_mm / 2 - FRAME_MM, stock.height_mm / 2 - FRAME_MM
    left, top, right, bottom = x - wide, y - high, x + wide, y + high
    sketch.frame(left, top, right, bottom, _RULE)
    arm = min(_CROSS_ARM_MM, wide / 3, high / 3)
    sketch.across(x - arm, x + arm, y, _HAIR)
    sketch.down(x, y - arm, y + arm, _HAIR)
    em = _HEAD_TYPE * 25.4 / 72
    head = shortened(REGULAR, words, (2 * wide - 2) / em)
    if head and high > 3 * _HEAD_MM:
        sketch.text(left + 1, top + _HEAD_MM - 0.4, head, _HEAD_TYPE)
        top += _HEAD_MM
    if wide >= high:
        halves = (left, top, x - arm, bottom), (x + arm, top, right, bottom)
    else:
        halves = (left, top, right, y - arm), (left, y + arm, right, bottom)
    for kind, (x1, y1, x2, y2) in zip(("qr", "datamatrix"), halves, strict=True):
        draw_bare(sketch, tr, kind, (x1 + _INSIDE_MM, y1, x2 - _INSIDE_MM, y2 - _INSIDE_MM))
