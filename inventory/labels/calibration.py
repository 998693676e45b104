"""The trial page of a printer: the outline of every field, and crosses in millimetres to read the shift from."""

from __future__ import annotations

import io

from inventory.labels.template import Template

_POINTS_PER_MM = 72 / 25.4
# Arms of a cross and their ticks, in millimetres.
_ARM, _TICK, _LONG_TICK = 10, 0.6, 1.4


def calibration_page(template: Template) -> bytes:
    """Return one page as PDF: a cross with a tick each millimetre in the middle of the first and the last field.

    Where the cross lies beside the middle of a real label tells by how many millimetres the printer is off.
    """
    from reportlab.pdfgen.canvas import Canvas

    page, k = template.page, _POINTS_PER_MM
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(page.width_mm * k, page.height_mm * k), invariant=1)
    canvas.scale(k, k)
    canvas.setLineWidth(0.12)
    corners = [
        (page.left_mm + column * page.pitch_x_mm, page.height_mm - page.top_mm - row * page.pitch_y_mm)
        for row in range(template.rows)
        for column in range(template.columns)
    ]
    for left, top in corners:
        canvas.rect(left, top - template.height_mm, template.width_mm, template.height_mm)
    arm = min(_ARM, int(template.height_mm / 2) - 1)
    for left, top in dict.fromkeys((corners[0], corners[-1])):
        _cross(canvas, left + template.width_mm / 2, top - template.height_mm / 2, arm)
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
