"""The text beside a square code: unit, name, serial number and source mark, cut in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass

from inventory.base.i18n import N_, Translations
from inventory.labels.fitting import lines, shortened
from inventory.labels.fonts import CAPITALS, DEEP, REGULAR, SEMIBOLD, TALL, width
from inventory.labels.geometry import Grid
from inventory.labels.layout import TypeSizes
from inventory.labels.pen import Pen, Recording

SERIAL = N_("S/N {serial}")
# Distance of lines and the frame of the source mark, in em of their type.
LINE = TALL + DEEP
_MARK_HEIGHT, _MARK_PAD, _FRAME_POINTS = 1.30, 0.35, 0.5
_MARK_GAP_MM = 0.6


@dataclass(frozen=True, slots=True)
class Block:
    """What of the text is printed."""

    unit: str
    name: tuple[str, ...]
    serial: str
    mark: str


class TextBlock:
    """Fits and writes the text block of one template at one resolution."""

    def __init__(self, sizes: TypeSizes, grid: Grid, tr: Translations) -> None:
        self._sizes = sizes
        self._unit_em = sizes.unit * grid.dots_per_point
        self._name_em = sizes.name * grid.dots_per_point
        self._serial_em = sizes.serial * grid.dots_per_point
        self._mark_gap = _MARK_GAP_MM * grid.dots_per_mm
        self._before, _, self._after = tr(SERIAL).partition("{serial}")
        self._marks: dict[tuple[int, int, str], Recording] = {}

    def fit(
        self, *, unit: str, abbreviation: str, name: str, serial: str, mark: str, room: float, height: float
    ) -> tuple[Block | None, list[str]]:
        """Return what is printed in a room of dots and the keys of what is left out; None where nothing fits.

        Cut first: source mark, words before the serial, serial, second line of the name, end of the name, unit.
        """
        left_out: list[str] = []
        short_unit = self._unit(unit, abbreviation, room)
        if short_unit not in (unit, abbreviation):
            left_out.append("unit_end")
        rows, cut = lines(SEMIBOLD, name, room / self._name_em, 2)
        kept_serial = self._serial(serial, room)
        kept_mark = mark if self._mark_width(mark) <= room else ""
        if self._needed(rows, kept_serial, kept_mark) > height:
            kept_mark = ""
            if self._needed(rows, kept_serial, "") > height:
                kept_serial = ""
            if self._needed(rows, kept_serial, "") > height and len(rows) == 2:
                rows, cut = (shortened(SEMIBOLD, name, room / self._name_em),), False
                left_out.append("second_line")
            if self._needed(rows, "", "") > height:
                rows, cut = (), False
            if self._needed(rows, "", "") > height:
                return None, left_out
        left_out += ["name_end"] * cut + ["name"] * bool(name and not rows)
        left_out += ["serial"] * bool(serial and not kept_serial) + ["source_mark"] * bool(mark and not kept_mark)
        return Block(short_unit, rows, kept_serial, kept_mark), left_out

    def write(self, pen: Pen, block: Block, x: float, y: float) -> None:
        """Write a block whose top left corner is at `x`, `y`."""
        y = self._line(pen, REGULAR, self._sizes.unit, x, y, block.unit) if block.unit else y
        for row in block.name:
            y = self._line(pen, SEMIBOLD, self._sizes.name, x, y, row)
        if block.serial:
            y = self._line(pen, REGULAR, self._sizes.serial, x, y, block.serial)
        if block.mark:
            place = round(x), round(y + self._mark_gap), block.mark
            if place not in self._marks:
                self._marks[place] = pen.record(lambda: self._mark(pen, *place))
            pen.replay(self._marks[place])

    def _line(self, pen: Pen, face: str, points: float, x: float, y: float, text: str) -> float:
        em = points * pen.grid.dots_per_point
        pen.text(face, points, x, y + TALL * em, text)
        return y + LINE * em

    def _mark(self, pen: Pen, left: int, top: int, mark: str) -> list[str]:
        """Write the source mark in a frame of whole dots."""
        rule = pen.rule_dots(_FRAME_POINTS)
        wide, tall = round(self._mark_width(mark)), round(_MARK_HEIGHT * self._unit_em)
        for box in ((0, 0, wide, rule), (0, tall - rule, wide, rule), (0, 0, rule, tall), (wide - rule, 0, rule, tall)):
            pen.box(left + box[0], top + box[1], box[2], box[3])
        baseline = top + (tall + CAPITALS * self._unit_em) / 2
        pen.text(SEMIBOLD, self._sizes.unit, left + _MARK_PAD * self._unit_em, baseline, mark)
        return []

    def _mark_width(self, mark: str) -> float:
        return (width(SEMIBOLD, mark) + 2 * _MARK_PAD) * self._unit_em

    def _needed(self, rows: tuple[str, ...], serial: str, mark: str) -> float:
        text = self._unit_em + self._name_em * len(rows) + self._serial_em * bool(serial)
        return text * LINE + (self._mark_gap + _MARK_HEIGHT * self._unit_em if mark else 0)

    def _unit(self, unit: str, abbreviation: str, room: float) -> str:
        em = room / self._unit_em
        if abbreviation and width(REGULAR, unit) > em:
            unit = abbreviation
        return shortened(REGULAR, unit, em)

    def _serial(self, serial: str, room: float) -> str:
        if not serial:
            return ""
        em, bare = room / self._serial_em, width(REGULAR, serial)
        if bare + width(REGULAR, self._before + self._after) <= em:
            return f"{self._before}{serial}{self._after}"
        return serial if bare <= em else ""
