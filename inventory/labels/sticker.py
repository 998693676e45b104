"""Lay out an asset sticker: number, code, unit, name, serial number, source mark, in this order of need."""

from __future__ import annotations

from inventory.base.i18n import Translations
from inventory.labels import code
from inventory.labels.block import LINE, TextBlock
from inventory.labels.data import StickerData
from inventory.labels.fitting import cleaned, shortened
from inventory.labels.fonts import BOLD, REGULAR, SEMIBOLD, TALL, unprintable, width
from inventory.labels.number import DoesNotFit, NumberPlacer, Place, checked_number
from inventory.labels.pen import Pen
from inventory.labels.template import Template

# Free space between text and number, in millimetres.
_CLEAR_MM = 0.2


class StickerLayout:
    """Draws the stickers of one template at one resolution."""

    def __init__(self, template: Template, pen: Pen, tr: Translations) -> None:
        self.template, self.pen, self.type = template, pen, template.type
        self.kind = template.code.kind
        self.placer = NumberPlacer(template, pen.grid)
        self._k, self._points = pen.grid.dots_per_mm, pen.grid.dots_per_point
        self._block = TextBlock(template.type, pen.grid, tr)

    def draw(self, data: StickerData) -> list[str]:
        """Draw one sticker and return what it leaves out; raises `DoesNotFit` and `Invalid`."""
        number = checked_number(data.number)
        symbol = code.symbol(self.kind, number)
        head = max(self.type.name, self.type.unit) * self._points * LINE + 0.1 * self._k if self._bars else 0.0
        place, parts = self.placer.place(number, symbol.modules, head)
        unit, name = cleaned(data.unit_short), cleaned(data.name)
        if self._bars:
            left_out = self._headline(unit, cleaned(data.unit_abbreviation), name)
            left_out += ["serial"] * bool(data.serial) + ["source_mark"] * bool(data.source_mark)
        else:
            left_out = self._beside(number, symbol.modules, place, unit, data)
        self.pen.code(symbol, place.code_x, place.code_y, place.dots, place.code_height if self._bars else 0)
        for part, baseline in zip(parts, place.baselines, strict=True):
            self.pen.text(BOLD, place.points, self._number_x(part, place), baseline, part)
        if unprintable(unit + name + data.serial + data.source_mark):
            left_out.append("letters")
        return left_out

    @property
    def _bars(self) -> bool:
        return self.kind == "code128"

    def _number_x(self, part: str, place: Place) -> float:
        if not self._bars:
            return self.placer.safe_x
        return (self.placer.width - width(BOLD, part) * place.points * self._points) / 2

    def _headline(self, unit: str, abbreviation: str, name: str) -> list[str]:
        """Write unit and name in one line above the bars."""
        left_out = []
        room = self.placer.width - 2 * self.placer.safe_x
        unit_em, name_em = self.type.unit * self._points, self.type.name * self._points
        gap = unit_em

        def unit_width(text: str) -> float:
            return width(REGULAR, text) * unit_em

        if abbreviation and unit_width(unit) + gap + width(SEMIBOLD, name) * name_em > room:
            unit = abbreviation
        short_unit = shortened(REGULAR, unit, room / unit_em)
        name_room = (room - unit_width(short_unit) - gap) / name_em
        short_name = shortened(SEMIBOLD, name, name_room)
        baseline = self.placer.safe_y + name_em * TALL
        self.pen.text(REGULAR, self.type.unit, self.placer.safe_x, baseline, short_unit)
        if short_name:
            x = self.placer.width - self.placer.safe_x - width(SEMIBOLD, short_name) * name_em
            self.pen.text(SEMIBOLD, self.type.name, x, baseline, short_name)
        if short_unit != unit:
            left_out.append("unit_end")
        if short_name != name:
            left_out.append("name_end" if short_name else "name")
        return left_out

    def _beside(self, number: str, modules: int, place: Place, unit: str, data: StickerData) -> list[str]:
        """Write the text right of a square code."""
        x = place.code_x + (modules + code.QUIET[self.kind]) * place.dots
        room = self.placer.width - self.placer.safe_x - x
        height = place.top - _CLEAR_MM * self._k - self.placer.safe_y
        block, left_out = self._block.fit(
            unit=unit, abbreviation=cleaned(data.unit_abbreviation), name=cleaned(data.name),
            serial=cleaned(data.serial), mark=cleaned(data.source_mark), room=room, height=height,
        )  # fmt: skip
        if block is None:
            raise DoesNotFit(number)
        self._block.write(self.pen, block, x, self.placer.safe_y)
        return left_out
