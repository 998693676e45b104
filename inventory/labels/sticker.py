"""Lay out an asset sticker: number, code, unit, name, serial number, source mark, in this order of need."""

from __future__ import annotations

from inventory.base.i18n import N_, Translations
from inventory.base.text import clean
from inventory.labels import code
from inventory.labels.data import StickerData
from inventory.labels.fitting import lines, shortened
from inventory.labels.fonts import BOLD, CAPITALS, DEEP, REGULAR, SEMIBOLD, TALL, unprintable, width
from inventory.labels.number import DoesNotFit, NumberPlacer, Place, checked_number
from inventory.labels.pen import Pen
from inventory.labels.template import Template

SERIAL = N_("S/N {serial}")

_LINE = TALL + DEEP
# Free space around the text block, in millimetres.
_CLEAR_MM, _MARK_GAP_MM = 0.2, 0.6
# The frame of the source mark, in em of its type.
_MARK_HEIGHT, _MARK_PAD, _FRAME_POINTS = 1.30, 0.35, 0.5


class StickerLayout:
    """Draws the stickers of one template at one resolution."""

    def __init__(self, template: Template, pen: Pen, tr: Translations) -> None:
        self.template, self.pen, self.type = template, pen, template.type
        self.kind = template.code.kind
        self.placer = NumberPlacer(template, pen.grid)
        self._k, self._points = pen.grid.dots_per_mm, pen.grid.dots_per_point
        before, _, after = tr(SERIAL).partition("{serial}")
        self._serial_before, self._serial_after = before, after

    def draw(self, data: StickerData) -> list[str]:
        """Draw one sticker and return what it leaves out; raises `DoesNotFit` and `Invalid`."""
        number = checked_number(data.number)
        symbol = code.symbol(self.kind, number)
        head = max(self.type.name, self.type.unit) * self._points * _LINE + 0.1 * self._k if self._bars else 0.0
        place, parts = self.placer.place(number, symbol.modules, head)
        unit, name = clean(data.unit_short), clean(data.name)
        if self._bars:
            left_out = self._headline(place, unit, clean(data.unit_abbreviation), name)
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

    def _headline(self, place: Place, unit: str, abbreviation: str, name: str) -> list[str]:
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
        """Write the text right of a square code, cutting in the order of print.md 13."""
        sizes = self.type
        x = place.code_x + (modules + code.QUIET[self.kind]) * place.dots
        room = self.placer.width - self.placer.safe_x - x
        height = place.top - _CLEAR_MM * self._k - self.placer.safe_y
        unit_lines, left_out = self._unit(unit, clean(data.unit_abbreviation), room)
        name = clean(data.name)
        name_room = room / (sizes.name * self._points)
        name_lines, cut = lines(SEMIBOLD, name, name_room, 2)
        serial, mark = self._serial(clean(data.serial), room), clean(data.source_mark)
        mark_em = sizes.unit * self._points
        if mark and width(SEMIBOLD, mark) * mark_em + 2 * _MARK_PAD * mark_em > room:
            mark = ""

        def needed() -> float:
            text = sizes.unit * len(unit_lines) + sizes.name * len(name_lines) + sizes.serial * bool(serial)
            frame = _MARK_GAP_MM * self._k + _MARK_HEIGHT * mark_em if mark else 0
            return text * self._points * _LINE + frame

        if needed() > height:
            mark = ""
        if needed() > height:
            serial = ""
        if needed() > height and len(name_lines) == 2:
            name_lines = [shortened(SEMIBOLD, name, name_room)]
            cut = True
            left_out.append("second_line")
        if needed() > height:
            name_lines, cut = [], False
        if needed() > height:
            raise DoesNotFit(number)
        left_out += ["name"] * bool(name and not name_lines) + ["name_end"] * (cut and "second_line" not in left_out)
        left_out += ["serial"] * bool(data.serial and not serial) + ["source_mark"] * bool(data.source_mark and not mark)
        self._write(x, unit_lines, name_lines, serial, mark)
        return left_out

    def _unit(self, unit: str, abbreviation: str, room: float) -> tuple[list[str], list[str]]:
        em = room / (self.type.unit * self._points)
        if width(REGULAR, unit) > em and abbreviation:
            unit = abbreviation
        short = shortened(REGULAR, unit, em)
        return [short] if short else [], [] if short == unit else ["unit_end"]

    def _serial(self, serial: str, room: float) -> str:
        em = room / (self.type.serial * self._points)
        full = f"{self._serial_before}{serial}{self._serial_after}"
        if not serial or width(REGULAR, full) <= em:
            return full if serial else ""
        return serial if width(REGULAR, serial) <= em else ""

    def _write(self, x: float, unit: list[str], name: list[str], serial: str, mark: str) -> None:
        y, sizes = self.placer.safe_y, self.type
        rows = [(REGULAR, sizes.unit, line) for line in unit] + [(SEMIBOLD, sizes.name, line) for line in name]
        if serial:
            rows.append((REGULAR, sizes.serial, serial))
        for face, points, line in rows:
            em = points * self._points
            self.pen.text(face, points, x, y + TALL * em, line)
            y += _LINE * em
        if mark:
            self._mark(x, y + _MARK_GAP_MM * self._k, mark)

    def _mark(self, x: float, y: float, mark: str) -> None:
        """Write the source mark in a frame of whole dots."""
        em = self.type.unit * self._points
        rule = self.pen.rule_dots(_FRAME_POINTS)
        left, top = round(x), round(y)
        wide = round((width(SEMIBOLD, mark) + 2 * _MARK_PAD) * em)
        tall = round(_MARK_HEIGHT * em)
        for box in ((0, 0, wide, rule), (0, tall - rule, wide, rule), (0, 0, rule, tall), (wide - rule, 0, rule, tall)):
            self.pen.box(left + box[0], top + box[1], box[2], box[3])
        baseline = top + (tall + CAPITALS * em) / 2
        self.pen.text(SEMIBOLD, self.type.unit, left + _MARK_PAD * em, baseline, mark)
