"""Codes from large to small, to find the smallest that a printer and its readers manage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inventory.base.i18n import Translations
from inventory.labels.code import QUIET, Symbol, symbol
from inventory.labels.fonts import REGULAR, SEMIBOLD
from inventory.labels.sketch import Sketch

# The modules of print.md 12 in mm; a printer takes the nearest that are whole dots.
STEPS = {
    "qr": (0.635, 0.508, 0.423, 0.381, 0.339, 0.254),
    "datamatrix": (0.762, 0.635, 0.508, 0.423, 0.339, 0.254),
    "code128": (0.381, 0.254),
}
_LEAST_DOTS = 2
_BARS_MM = 8.0
# Under a code: its module and its side, one line each; between two codes in a row.
_TYPE, _LINE_MM, _GAP_MM, _CELL_MM = 8.0, 3.5, 2.5, 14.0
# Under a code of a single label: one line of small type, which is at least so wide.
_BARE_TYPE, _BARE_WORDS_MM, _BARE_LEAST_MM = 5.5, 2.2, 6.0


@dataclass(frozen=True, kw_only=True)
class Step:
    """One code of a ladder; `module` in dots, the rest in mm. Its quiet zone is free on all sides."""

    symbol: Symbol
    module: int
    module_mm: float
    width_mm: float
    height_mm: float
    quiet_mm: float


def steps(kind: str, dot_mm: float) -> Iterator[Step]:
    """Yield the codes of a kind for a printer, the largest first; each holds its own module."""
    for module in dict.fromkeys(max(_LEAST_DOTS, round(wanted / dot_mm)) for wanted in STEPS[kind]):
        module_mm = module * dot_mm
        made = symbol(kind, f"TEST-{round(1000 * module_mm):04d}")
        wide = made.modules * module_mm
        high = _BARS_MM if kind == "code128" else wide
        yield Step(
            symbol=made, module=module, module_mm=module_mm, width_mm=wide, height_mm=high,
            quiet_mm=QUIET[kind] * module_mm,
        )  # fmt: skip


def draw_row(sketch: Sketch, tr: Translations, kind: str, area: tuple[float, float, float, float]) -> float:
    """Draw a ladder with boxes to tick into an area (left, top, right, bottom); returns where it ends below.

    What finds no room is left out, the largest first.
    """
    left, top, right, bottom = area
    words = 2 * _LINE_MM + 0.5
    fitting = [one for one in steps(kind, sketch.dot_mm) if top + _height(one, kind) + words <= bottom]
    if not fitting:
        return top
    low = top + _height(fitting[0], kind)
    x = left
    for one in fitting:
        if x + one.width_mm > right:
            continue
        sketch.code(one.symbol, x, top, one.module, one.height_mm if kind == "code128" else 0.0)
        words_at = low + _LINE_MM - 0.9
        start = sketch.tick_box(x, words_at, _TYPE)
        sketch.text(start, words_at, tr.decimal(one.module_mm, 3), _TYPE, SEMIBOLD)
        sketch.text(x, words_at + _LINE_MM, tr("{n} mm", n=tr.decimal(one.width_mm, 1)), _TYPE, REGULAR)
        x += max(one.width_mm + max(_GAP_MM, one.quiet_mm), _CELL_MM)
    return low + words


def draw_bare(sketch: Sketch, tr: Translations, kind: str, area: tuple[float, float, float, float]) -> None:
    """Draw as many codes of a ladder as an area of a label holds, each with its module under it."""
    ladder = list(steps(kind, sketch.dot_mm))
    # A first code that is too large would take the room of all others.
    packed = max((_packed(ladder[start:], area) for start in range(len(ladder))), key=len)
    for one, x, y in packed:
        sketch.code(one.symbol, x + one.quiet_mm, y + one.quiet_mm, one.module)
        below = y + one.height_mm + 2 * one.quiet_mm + _BARE_WORDS_MM - 0.4
        middle = x + one.quiet_mm + one.width_mm / 2
        sketch.text(middle, below, tr.decimal(one.module_mm, 3), _BARE_TYPE, SEMIBOLD, align="centre")


def _packed(ladder: list[Step], area: tuple[float, float, float, float]) -> list[tuple[Step, float, float]]:
    """Lay codes in rows; returns those that found room with the corners of their quiet zones."""
    left, top, right, bottom = area
    placed = []
    x, y, low = left, top, top
    for one in ladder:
        wide = max(one.width_mm + 2 * one.quiet_mm, _BARE_LEAST_MM)
        high = one.height_mm + 2 * one.quiet_mm + _BARE_WORDS_MM
        if x + wide > right:
            x, y = left, low
        if x + wide <= right and y + high <= bottom:
            placed.append((one, x, y))
            x, low = x + wide, max(low, y + high)
    return placed


def _height(step: Step, kind: str) -> float:
    # The quiet zone of bars is at their sides only.
    return step.height_mm + (1.0 if kind == "code128" else step.quiet_mm)
