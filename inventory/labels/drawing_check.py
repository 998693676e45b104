"""Tell what is wrong with a drawn layout before anything is printed, element by element, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from inventory.base.errors import Invalid
from inventory.base.i18n import N_, Message
from inventory.labels import code
from inventory.labels.artwork import read_logo
from inventory.labels.data import DrawnData
from inventory.labels.drawing import (
    FIELDS,
    FIXED,
    NUMBER,
    PERSONAL,
    BoxElement,
    CodeElement,
    Drawing,
    Element,
    LineElement,
    LogoElement,
    TextElement,
)
from inventory.labels.drawn_shapes import CodeBox, area_of, frame_rectangles, line_rectangle, picture_area
from inventory.labels.drawn_text import DrawnText, Setting
from inventory.labels.fitting import cleaned
from inventory.labels.fonts import CAPITALS, DEEP, NUMBER_FOOT, unprintable
from inventory.labels.geometry import Area, Grid, grid
from inventory.labels.layout import Layout
from inventory.labels.number import BAR_FLOOR, SQUARE_FLOOR, SQUARE_LEAST, DoesNotFit
from inventory.labels.stock import Stock
from inventory.labels.template import Template, composed, own_size

# Smaller type is hard to read on a worn label; lower bars are hard to hit (print.md 13).
LEAST_POINTS, LEAST_BARS_MM = 6.0, 5.0
# Elements are placed by tenths of a millimetre.
_SLACK_MM = 0.06

_CUT = N_("The text does not fit and is cut: “{text}”.")
_NOTHING = N_("The box has no room for the text, so it is left out.")
_SHRUNK = N_("The type is set smaller so that the text fits: {points} pt instead of {asked} pt.")
_SMALL = N_("The type of {points} pt is hard to read. Use at least {least} pt.")
_NUMBER_ROOM = N_("The number {number} has no room. Make its box larger or its least type smaller.")
_LETTERS = N_("A letter of the text is in no font; a small frame is printed instead.")
_OVERLAP = N_("The text lies over another text.")
_EDGE = N_("It reaches over the edge of the label.")
_MARGIN = N_("It reaches into the edge of the label that this stock keeps free, and may not be printed whole.")
_CODE_ROOM = N_("The code has no room: readable squares of {least} mm need a box of {side} × {side} mm.")
_BARS_ROOM = N_("The code has no room: readable bars of {least} mm need a box {side} mm wide.")
_CODE_LONG = N_("The number {number} is too long for this code.")
_CODE_SMALL = N_("The squares of the code are {module} mm wide; below {least} mm phones and worn readers may fail.")
_BARS_LOW = N_("The bars are {height} mm high; readers hit them well from {least} mm on.")
_QUIET = N_("Something stands in the white edge that the code needs, so readers may fail.")
_NO_CODE = N_("The label has no code, so it cannot be scanned.")
_NO_NUMBER = N_("The inventory number does not stand on the label, so people cannot read it.")
_PERSONAL = N_("“{field}” should not stand on a label: no persons, places or values, which anyone can read there.")
_LOGO_MISSING = N_("The picture “{name}” of this layout is missing. Choose it again.")
_LOGO_NARROW = N_("The logo is {width} mm wide; its brand manual asks for at least {least} mm.")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to know of an element, by its place, or of the whole drawing.

    The tone is `err` where it cannot be printed so, else `warn`.
    """

    element: int | None
    message: Message
    tone: str = "warn"


@dataclass(frozen=True, slots=True)
class _Laid:
    """An element as it comes out: where its ink is, and where a code must stay white."""

    at: int
    element: Element
    ink: tuple[Area, ...] = ()
    quiet: Area | None = None


def warnings_of(drawing: Drawing) -> list[Finding]:
    """Return the fields of persons, places and values, which should not stand on a label (print.md 13)."""
    return [
        Finding(element=at, message=Message(_PERSONAL, {"field": Message(FIELDS[one.field])}))
        for at, one in enumerate(drawing.elements)
        if isinstance(one, TextElement) and one.field in PERSONAL
    ]


def findings(drawing: Drawing, data: DrawnData, *, dpi: int, stock: Stock | None = None) -> list[Finding]:
    """Return what is wrong with a drawing that shows one label at one resolution, on a stock where one is named.

    What concerns the whole drawing comes first, then element after element.
    """
    found: list[Finding] = []
    if not any(isinstance(one, CodeElement) for one in drawing.elements):
        found.append(Finding(element=None, message=Message(_NO_CODE)))
    if not any(isinstance(one, TextElement) and one.field == NUMBER for one in drawing.elements):
        found.append(Finding(element=None, message=Message(_NO_NUMBER)))
    layout = Layout(key="", name="", form="drawn", stocks=(), drawing=drawing)
    check = _Check(composed(layout, stock or own_size(drawing)), drawing, data, dpi)
    found += [*warnings_of(drawing), *check.each(), *check.together()]
    return sorted(found, key=lambda one: -1 if one.element is None else one.element)


class _Check:
    """One look at a drawing: each element is laid out once, and what that shows is told."""

    def __init__(self, template: Template, drawing: Drawing, data: DrawnData, dpi: int) -> None:
        self._template, self._drawing, self._data = template, drawing, data
        self._grid: Grid = grid(template.stock, dpi)
        self._k = self._grid.dots_per_mm
        self._laid: list[_Laid] = []

    def each(self) -> Iterator[Finding]:
        """Lay out each element and tell what it shows by itself."""
        for at, element in enumerate(self._drawing.elements):
            area = area_of(element, self._template, self._grid)
            if self._over_the_edge(element):
                yield Finding(element=at, message=Message(_EDGE))
            if isinstance(element, TextElement):
                yield from self._text(at, element, area)
            elif isinstance(element, CodeElement):
                yield from self._code(at, element, area)
            elif isinstance(element, LogoElement):
                yield from self._logo(at, element, area)
            else:
                self._laid.append(_Laid(at, element, self._rules(element, area)))

    def together(self) -> Iterator[Finding]:
        """Tell what elements do to each other and to the edge; `each` has to be run through before."""
        for one in self._laid:
            if not self._over_the_edge(one.element) and any(map(self._in_margin, one.ink)):
                yield Finding(element=one.at, message=Message(_MARGIN))
            others = [other for other in self._laid if other.at != one.at]
            if one.quiet is not None and any(ink.meets(one.quiet) for other in others for ink in other.ink):
                yield Finding(element=one.at, message=Message(_QUIET))
            below = [other for other in self._laid if other.at < one.at and isinstance(other.element, TextElement)]
            if isinstance(one.element, TextElement) and any(
                mine.meets(ink) for mine in one.ink for other in below for ink in other.ink
            ):
                yield Finding(element=one.at, message=Message(_OVERLAP))

    def _text(self, at: int, element: TextElement, area: Area) -> Iterator[Finding]:
        value = element.text if element.field == FIXED else self._data.texts.get(element.field, "")
        value = self._data.number if element.field == NUMBER else cleaned(value)
        if not value:
            if element.points < LEAST_POINTS:
                yield self._small(at, element.points)
            return
        drawn = DrawnText(element, area, self._grid)
        try:
            setting = drawn.set(value)
        except DoesNotFit:
            yield Finding(element=at, message=Message(_NUMBER_ROOM, {"number": value}), tone="err")
            return
        self._laid.append(_Laid(at, element, self._letters(drawn, setting)))
        if not setting.rows:
            yield Finding(element=at, message=Message(_NOTHING))
        elif setting.cut:
            yield Finding(element=at, message=Message(_CUT, {"text": " ".join(setting.rows)}))
        elif setting.points < element.points:
            yield Finding(
                element=at, message=Message(_SHRUNK, {"points": float(setting.points), "asked": float(element.points)})
            )
        if setting.points < LEAST_POINTS:
            yield self._small(at, setting.points)
        if unprintable(value):
            yield Finding(element=at, message=Message(_LETTERS))

    def _small(self, at: int, points: float) -> Finding:
        return Finding(element=at, message=Message(_SMALL, {"points": float(points), "least": LEAST_POINTS}))

    def _letters(self, drawn: DrawnText, setting: Setting) -> tuple[Area, ...]:
        """Return where the letters of a text are: lines may stand close, so marks above capitals are left out."""
        em = setting.points * self._grid.dots_per_point
        foot = NUMBER_FOOT if drawn.element.field == NUMBER else DEEP
        return tuple(
            Area(left=row.left, top=row.top + row.height - (CAPITALS + DEEP) * em, width=row.width,
                 height=(CAPITALS + foot) * em)
            for row in drawn.row_areas(setting)
        )  # fmt: skip

    def _code(self, at: int, element: CodeElement, area: Area) -> Iterator[Finding]:
        bars = element.code == "code128"
        try:
            symbol = code.symbol(element.code, self._data.number)
        except ValueError:
            what = Message(_CODE_LONG, {"number": self._data.number})
            yield Finding(element=at, message=what, tone="err")
            return
        quiet, least = code.QUIET[element.code], BAR_FLOOR if bars else SQUARE_LEAST
        place = CodeBox(element, area, self._grid).place(symbol.modules)
        if place is None:
            side = round((symbol.modules + 2 * quiet) * least + 0.5, 1)
            what = Message(_BARS_ROOM if bars else _CODE_ROOM, {"least": least, "side": side})
            yield Finding(element=at, message=what, tone="err")
            return
        side, around = symbol.modules * place.dots, quiet * place.dots
        black = Area(left=place.x, top=place.y, width=side, height=place.bars or side)
        above = 0 if bars else around
        white = Area(
            left=black.left - around, top=black.top - above, width=side + 2 * around, height=black.height + 2 * above
        )
        self._laid.append(_Laid(at, element, (black,), quiet=white))
        module = place.dots / self._k
        if not bars and module < SQUARE_FLOOR - 0.001:
            what = Message(_CODE_SMALL, {"module": round(module, 2), "least": SQUARE_FLOOR})
            yield Finding(element=at, message=what)
        if bars and place.bars < LEAST_BARS_MM * self._k - 1:
            height = round(place.bars / self._k, 1)
            yield Finding(element=at, message=Message(_BARS_LOW, {"height": height, "least": LEAST_BARS_MM}))

    def _logo(self, at: int, element: LogoElement, area: Area) -> Iterator[Finding]:
        content = self._drawing.pictures.get(element.sha256, b"")
        if not content:
            self._laid.append(_Laid(at, element, (area,)))
            yield Finding(element=at, message=Message(_LOGO_MISSING, {"name": element.name}), tone="err")
            return
        try:
            aspect = _aspect(element.name, content, element.media_type)
        except Invalid as error:
            yield Finding(element=at, message=error.message, tone="err")
            return
        shown = picture_area(area, aspect)
        self._laid.append(_Laid(at, element, (shown,)))
        least = element.min_width_mm
        if least is not None and shown.width < least * self._k - 0.01:
            what = Message(_LOGO_NARROW, {"width": int(shown.width / self._k * 10) / 10, "least": float(least)})
            yield Finding(element=at, message=what, tone="err")

    def _rules(self, element: Element, area: Area) -> tuple[Area, ...]:
        if isinstance(element, BoxElement):
            rectangles = frame_rectangles(area, self._grid.rule_dots(element.points))
        else:
            assert isinstance(element, LineElement)
            rectangles = [line_rectangle(area, self._grid.rule_dots(element.points))]
        return tuple(Area(left=x, top=y, width=wide, height=high) for x, y, wide, high in rectangles)

    def _over_the_edge(self, element: Element) -> bool:
        right, bottom = element.x_mm + element.width_mm, element.y_mm + element.height_mm
        return right > self._drawing.width_mm + _SLACK_MM or bottom > self._drawing.height_mm + _SLACK_MM

    def _in_margin(self, ink: Area) -> bool:
        stock = self._template.stock
        slack = _SLACK_MM * self._k + 1
        left, top = stock.safe_x_mm * self._k - slack, stock.safe_y_mm * self._k - slack
        right, bottom = stock.width_mm * self._k - left, stock.height_mm * self._k - top
        return ink.left < left or ink.top < top or ink.right > right or ink.bottom > bottom


@lru_cache(maxsize=32)
def _aspect(name: str, content: bytes, media_type: str) -> float:
    return read_logo(name, content, media_type).aspect
