"""Turn the usual sticker layouts into drawings of the same look, so that users start from what they know."""

from __future__ import annotations

import math
from dataclasses import replace

from inventory.base.i18n import Translations
from inventory.labels import code
from inventory.labels.block import LINE, SERIAL
from inventory.labels.drawing import NUMBER, CodeElement, Drawing, Element, TextElement
from inventory.labels.fit import USUAL_NUMBER
from inventory.labels.fonts import NUMBER_FOOT, NUMBER_TOP
from inventory.labels.geometry import Grid, grid
from inventory.labels.number import BAR_FLOOR, NumberPlacer, Place
from inventory.labels.template import RESOLUTIONS, Template

_CLEAR_MM = 0.2
# The part of the line above bars that the unit gets; the name has the rest.
_UNIT_SHARE, _GAP_MM = 0.36, 1.0
# A box that lies between dots loses up to one of the coarsest printer; no type under this on thermal labels.
_DOT_MM, _LEAST_POINTS = 0.13, 7.0


def drawing_of(template: Template, tr: Translations) -> Drawing:
    """Return the drawing of a sticker layout on its stock, with the words of one language.

    The layout has to fit the stock. Raises `DoesNotFit` where a usual number has no room.
    """
    return _Drawer(template, tr).drawing()


class _Drawer:
    """Measures a sticker with a number of usual length at the resolution that gives the largest code."""

    def __init__(self, template: Template, tr: Translations) -> None:
        self._template, self._type = template, template.type
        self._serial = tr(SERIAL).partition("{serial}")[0]
        self._kind = template.code.kind
        self._modules = code.symbol(self._kind, USUAL_NUMBER).modules
        bars = self._kind == "code128"
        placed = [self._placed(grid(template.stock, dpi), bars=bars) for dpi in RESOLUTIONS]
        self._grid, self._place = max(placed, key=lambda found: found[1].dots / found[0].dots_per_mm)
        self._room = template.width_mm - 2 * template.safe_x_mm

    def drawing(self) -> Drawing:
        bars = self._kind == "code128"
        elements = (*(self._bars() if bars else self._square()), self._number())
        return Drawing(width_mm=self._template.width_mm, height_mm=self._template.height_mm, elements=elements)

    def _placed(self, lines: Grid, *, bars: bool) -> tuple[Grid, Place]:
        size = max(self._type.name, self._type.unit)
        head = size * lines.dots_per_point * LINE + 0.1 * lines.dots_per_mm if bars else 0.0
        return lines, NumberPlacer(self._template, lines).place(USUAL_NUMBER, self._modules, head)[0]

    def _mm(self, dots: float) -> float:
        return dots / self._grid.dots_per_mm

    def _line_mm(self, points: float) -> float:
        return self._mm(points * self._grid.dots_per_point * LINE)

    def _number(self) -> Element:
        em = self._place.points * self._grid.dots_per_point
        return TextElement(
            x_mm=self._template.safe_x_mm, y_mm=_down(self._mm(self._place.top)), width_mm=_up(self._room),
            height_mm=_up(self._mm((NUMBER_TOP + NUMBER_FOOT) * em)), field=NUMBER, face="bold",
            points=self._place.points, floor=self._type.number_floor,
            align="centre" if self._kind == "code128" else "left",
        )  # fmt: skip

    def _square(self) -> list[Element]:
        """Return a code at the top left with unit, name, serial number and source mark beside it."""
        quiet = code.QUIET[self._kind]
        x, y = (self._mm(at - quiet * self._place.dots) for at in (self._place.code_x, self._place.code_y))
        side = _up(self._mm((self._modules + 2 * quiet) * self._place.dots) + _DOT_MM)
        made: list[Element] = [
            CodeElement(x_mm=_down(x), y_mm=_down(y), width_mm=side, height_mm=side, code=self._kind)
        ]
        left = _up(x + side)
        width = _down(self._template.width_mm - self._template.safe_x_mm - left)
        top, bottom = self._template.safe_y_mm, self._mm(self._place.top) - _CLEAR_MM
        for text in self._texts():
            high = self._line_mm(text.points)
            lines = 2 if text.rule == "wrap" and top + 2 * high + self._line_mm(self._type.serial) <= bottom else 1
            if top + lines * high > bottom + 0.01:
                break
            rule, height = text.rule if lines == 2 else "shrink", _up(lines * high)
            made.append(replace(text, x_mm=left, y_mm=_down(top), width_mm=width, height_mm=height, rule=rule))
            top += lines * high
        return made

    def _texts(self) -> list[TextElement]:
        sizes = self._type
        return [
            _text("unit_short", sizes.unit),
            _text("name", sizes.name, face="semibold", rule="wrap"),
            _text("serial", sizes.serial, before=self._serial),
            _text("source_mark", sizes.unit, face="semibold"),
        ]

    def _bars(self) -> list[Element]:
        """Return unit and name in one line above bars, which get as wide as the number needs them."""
        safe_x, width, place = self._template.safe_x_mm, self._template.width_mm, self._place
        left = _up(max(0.0, safe_x - code.QUIET[self._kind] * BAR_FLOOR))
        unit, name = _text("unit_short", self._type.unit), _text("name", self._type.name, face="semibold")
        top, high = self._template.safe_y_mm, _up(self._line_mm(max(unit.points, name.points)))
        share, rest = _down(self._room * _UNIT_SHARE), _down(self._room * (1 - _UNIT_SHARE) - _GAP_MM)
        beside = _down(safe_x + self._room - rest)
        return [
            replace(unit, x_mm=safe_x, y_mm=top, width_mm=share, height_mm=high),
            replace(name, x_mm=beside, y_mm=top, width_mm=rest, height_mm=high, align="right"),
            CodeElement(
                x_mm=left, y_mm=_down(self._mm(place.code_y)), width_mm=_down(width - 2 * left),
                height_mm=_up(self._mm(place.code_height)), code=self._kind,
            ),
        ]  # fmt: skip


def _text(field: str, points: float, *, face: str = "regular", rule: str = "shrink", before: str = "") -> TextElement:
    return TextElement(
        x_mm=0, y_mm=0, width_mm=0, height_mm=0, field=field, points=points, face=face, rule=rule, before=before,
        floor=min(points, _LEAST_POINTS),
    )  # fmt: skip


def _up(mm: float) -> float:
    return math.ceil(mm * 100 - 1e-6) / 100


def _down(mm: float) -> float:
    return math.floor(mm * 100 + 1e-6) / 100
