"""Small drawings shared by widgets and table cells: badges, share bars, ticks, grey placeholder bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen

from inventory.ui import theme
from inventory.ui.icons import pixmap
from inventory.ui.tokens import background, foreground

BADGE_HEIGHT = 22
_JOIN = Qt.PenJoinStyle.RoundJoin
_VCENTRE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def badge_width(text: str, icon: str, metrics: QFontMetrics) -> int:
    """Return the width that a badge needs, in logical pixels."""
    return metrics.horizontalAdvance(text) + 16 + (20 if icon else 0)


def draw_badge(
    painter: QPainter, x: float, y: float, width: float, text: str, icon: str, tone: str, scale: float
) -> None:
    """Draw a soft ground, an icon and a word; the painter's font must be the strong caption font."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(theme.color(background(tone))))
    painter.drawRoundedRect(QRectF(x, y, width, BADGE_HEIGHT), 4, 4)
    left = x + 7
    ink = foreground(tone)
    if icon:
        painter.drawPixmap(int(left), int(y + 4), pixmap(icon, 14, ink, scale))
        left += 19
    painter.setPen(theme.color(ink))
    painter.drawText(QRectF(left, y, width - (left - x) - 4, BADGE_HEIGHT), _VCENTRE, text)


def draw_shares(
    painter: QPainter,
    x: float,
    y: float,
    width: float,
    height: float,
    parts: Sequence[tuple[int, str]],
    *,
    whole: int = 0,
) -> None:
    """Draw a bar of (weight, colour token) parts with thin gaps; what is missing to `whole` shows the track."""
    total = max(whole, sum(weight for weight, _ in parts))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if total <= 0 or whole > sum(weight for weight, _ in parts):
        painter.fillRect(QRectF(x, y, width, height), theme.color("track"))
    if total <= 0:
        return
    left = x
    last = len(parts) - 1
    for number, (weight, token) in enumerate(parts):
        part = width * weight / total
        gap = 1.5 if number != last and part > 3 else 0.0
        painter.fillRect(QRectF(left, y, max(part - gap, 1.0 if weight else 0.0), height), theme.color(token))
        left += part


def draw_tick(painter: QPainter, x: float, y: float, *, ticked: bool, side: int = 16) -> None:
    """Draw a check box of `side` pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    box = QRectF(x + 0.5, y + 0.5, side - 1, side - 1)
    painter.setPen(QPen(theme.color("acc" if ticked else "line2"), 1))
    painter.setBrush(QBrush(theme.color("acc" if ticked else "surf")))
    painter.drawRoundedRect(box, 3, 3)
    if ticked:
        painter.setPen(QPen(theme.color("accT"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, _JOIN))
        unit = side / 16
        painter.drawPolyline([QPointF(x + a * unit, y + b * unit) for a, b in ((4, 8.3), (6.9, 11), (12, 5.3))])


def draw_waiting(painter: QPainter, x: float, y: float, width: float) -> None:
    """Draw the grey bar that stands for a row still being read."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(theme.color("track")))
    painter.drawRoundedRect(QRectF(x, y, width, 8), 4, 4)
