"""The trial page of a printer: the outline of every field, and crosses in millimetres to read the shift from."""

from __future__ import annotations

import io

from inventory.labels.stock import Stock

_POINTS_PER_MM = 72 / 25.4
# Arms of a cross and their ticks, in millimetres.
_ARM, _TICK, _LONG_TICK = 10, 0.6, 1.4


def calibration_page(stock: Stock) -> bytes:
    """Return one page as PDF: a cross with a tick each millimetre in the middle of the first and the last field.

    Where the cross lies beside the middle of a real label tells by how many millimetres the printer is off.
    """
    from reportlab.pdfgen.canvas import Canvas

    k = _POINTS_PER_MM
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(stock.page_width_mm * k, stock.page_height_mm * k), invariant=1)
    canvas.scale(k, k)
    canvas.setLineWidth(0.12)
    places = [stock.corner_mm(field) for field in range(1, stock.per_page + 1)]
    corners = [(left, stock.page_height_mm - top) for left, top in places]
    for left, top in corners:
        canvas.rect(left, top - stock.height_mm, stock.width_mm, stock.height_mm)
    arm = min(_ARM, int(stock.height_mm / 2) - 1)
    for left, top in dict.fromkeys((corners[0], corners[-1])):
        _cross(canvas, left + stock.width_mm / 2, top - stock.height_mm / 2, arm)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _cross(canvas: object, x: float, y: float, arm: int) -> None:
    from reportlab.pdfgen.canvas import Canvas

    assert isinstance(canvas, Canvas)
    canvas.line(x - arm, y, x + arm, y)
    canvas.line(x, y - arm, x, y + arm)
    for at in range(-arm, arm + 1):
        tick = _LONG_TICK if at % 5 == 0 else _TICK
        canvas.line(x + at, y - tick, x + at, y + tick)
        canvas.line(x - tick, y + at, x + tick, y + at)
