"""Lucide icons tinted with a colour token, rendered once per size, colour and scale.

`icon("printer", "text2")` for buttons and actions, `pixmap("printer", 16, "accL", scale)` for painting.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from inventory.base.paths import resources
from inventory.ui import theme

STROKE = "1.75"


def icon(name: str, token: str = "text2", *, disabled: str = "line2") -> QIcon:
    """Return an icon that draws itself sharp at any scale; `token` is a colour token or `#RRGGBB`."""
    return QIcon(_Engine(name, theme.color(token).name(), theme.color(disabled).name()))


def pixmap(name: str, size: int = 16, token: str = "text2", scale: float = 1.0) -> QPixmap:
    """Return a square picture of `size` logical pixels at a device scale, from the cache."""
    return _pixmap(name, size, theme.color(token).name(), scale)


def exists(name: str) -> bool:
    """Tell whether there is such an icon."""
    return (resources() / "icons" / f"{name}.svg").is_file()


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _pixmap(name: str, size: int, tint: str, scale: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    svg = _source(name).replace("currentColor", tint).replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    side = max(1, round(size * scale))
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


class _Engine(QIconEngine):
    """Draws one tinted icon; disabled icons take the faint colour."""

    def __init__(self, name: str, tint: str, faint: str) -> None:
        super().__init__()
        self._name = name
        self._tint = tint
        self._faint = faint

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tint, self._faint)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        # Not `painter.device()`: finding out its type loads every widget class of Qt, 25 ms at the start.
        scale = painter.deviceTransform().m11()
        # A wide place leaves a gap at the right: style sheets give buttons none between icon and text.
        x = rect.x()
        y = rect.y() + (rect.height() - side) // 2
        painter.drawPixmap(x, y, _pixmap(self._name, side, self._tinted(mode), scale))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        picture = QPixmap(size * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        side = min(size.width(), size.height())
        painter.drawPixmap(0, 0, _pixmap(self._name, side, self._tinted(mode), scale))
        painter.end()
        return picture

    def _tinted(self, mode: QIcon.Mode) -> str:
        return self._faint if mode is QIcon.Mode.Disabled else self._tint
