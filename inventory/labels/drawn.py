"""Draw a layout of the designer: what is the same on each label once, fields by their rules, codes on whole dots."""

from __future__ import annotations

from inventory.base.errors import Refused
from inventory.base.i18n import Translations
from inventory.labels import code
from inventory.labels.data import DrawnData, Logo
from inventory.labels.drawing import (
    FIXED,
    NUMBER,
    BoxElement,
    CodeElement,
    Element,
    LineElement,
    LogoElement,
    TextElement,
)
from inventory.labels.drawn_text import DrawnText
from inventory.labels.fitting import cleaned
from inventory.labels.fonts import unprintable
from inventory.labels.geometry import Area, Grid, whole_up
from inventory.labels.number import BAR_FLOOR, SQUARE_LEAST, DoesNotFit, checked_number
from inventory.labels.pen import Pen, Recording
from inventory.labels.template import Template


class DrawnLayout:
    """Draws the labels of one drawn layout at one resolution; text always lies above codes, logos and rules.

    In a preview a grey box stands for a picture that is missing.
    """

    def __init__(self, template: Template, pen: Pen, tr: Translations, *, preview: bool) -> None:
        drawing = template.layout.drawing
        assert drawing is not None
        self.pen, self.tr, self._preview = pen, tr, preview
        self._pictures = drawing.pictures
        areas = [(one, area_of(one, template, pen.grid)) for one in drawing.elements]
        # The first code of a layout is the one that a check tells of, so it is drawn last.
        self._codes = [DrawnCode(one, at, pen.grid) for one, at in reversed(areas) if isinstance(one, CodeElement)]
        texts = [DrawnText(one, at, pen.grid) for one, at in areas if isinstance(one, TextElement)]
        self._fields = [one for one in texts if one.element.field != FIXED]
        self._words = [one for one in texts if one.element.field == FIXED]
        self._shapes = [(one, area) for one, area in areas if not isinstance(one, (CodeElement, TextElement))]
        self._fixed: Recording | None = None

    def draw(self, data: DrawnData) -> list[str]:
        """Draw one label and return what it cuts or leaves out; raises `DoesNotFit`, `Refused` and `Invalid`."""
        number = checked_number(data.number)
        if self._fixed is None:
            self._fixed = self.pen.record(self._draw_fixed)
        self.pen.replay(self._fixed)
        for one in self._codes:
            one.draw(self.pen, number)
        left_out = list(self._fixed.left_out)
        for text in self._fields:
            field = text.element.field
            value = number if field == NUMBER else cleaned(data.texts.get(field, ""))
            if value and self._write(text, value):
                left_out.append(f"text:{field}")
        if unprintable("".join(data.texts.values())):
            left_out.append("letters")
        return left_out

    def _write(self, text: DrawnText, value: str) -> bool:
        """Write a text and tell whether it was cut."""
        setting = text.set(value)
        text.write(self.pen, setting)
        return setting.cut

    def _draw_fixed(self) -> list[str]:
        for element, area in self._shapes:
            self._shape(element, area)
        words = [(text, cleaned(text.element.text)) for text in self._words]
        cut = [self._write(text, value) for text, value in words if value]
        return [f"text:{FIXED}"] * any(cut) + ["letters"] * any(unprintable(value) for _, value in words)

    def _shape(self, element: Element, area: Area) -> None:
        if isinstance(element, LogoElement):
            self._logo(element, area)
        elif isinstance(element, LineElement):
            self._line(self.pen.rule_dots(element.points), area)
        elif isinstance(element, BoxElement):
            self._box(self.pen.rule_dots(element.points), area)

    def _logo(self, element: LogoElement, area: Area) -> None:
        """Draw a picture in proportion in the middle of its box."""
        content = self._pictures.get(element.sha256, b"")
        if not content:
            if not self._preview:
                raise Refused("The picture “{name}” of this layout is missing. Choose it again.", name=element.name)
            self.pen.box(round(area.left), round(area.top), round(area.width), round(area.height), grey=True)
            return
        logo = Logo(
            name=element.name, content=content, media_type=element.media_type, min_width_mm=element.min_width_mm
        )
        aspect = self.pen.artwork(logo).aspect
        wide = min(area.width, area.height * aspect)
        high = wide / aspect
        x, y = area.left + (area.width - wide) / 2, area.top + (area.height - high) / 2
        self.pen.logo(logo, x, y, wide, high)

    def _line(self, thick: int, area: Area) -> None:
        x, y = round(area.left), round(area.top)
        if area.width >= area.height:
            self.pen.box(x, y + max(0, round((area.height - thick) / 2)), max(1, round(area.width)), thick)
        else:
            self.pen.box(x + max(0, round((area.width - thick) / 2)), y, thick, max(1, round(area.height)))

    def _box(self, thick: int, area: Area) -> None:
        x, y, wide, high = round(area.left), round(area.top), round(area.width), round(area.height)
        if min(wide, high) <= 2 * thick:
            self.pen.box(x, y, max(thick, wide), max(thick, high))
            return
        for side in ((x, y, wide, thick), (x, y + high - thick, wide, thick),
                     (x, y + thick, thick, high - 2 * thick),
                     (x + wide - thick, y + thick, thick, high - 2 * thick)):  # fmt: skip
            self.pen.box(*side)


class DrawnCode:
    """Places the code of one element: the largest whole dots with which it and its quiet zone fit the box."""

    def __init__(self, element: CodeElement, area: Area, grid: Grid) -> None:
        self.kind = element.code
        self._left, self._top = whole_up(area.left), whole_up(area.top)
        self._wide, self._high = int(area.right + 1e-6) - self._left, int(area.bottom + 1e-6) - self._top
        self._least = whole_up((BAR_FLOOR if self.kind == "code128" else SQUARE_LEAST) * grid.dots_per_mm)

    def dots(self, modules: int) -> int:
        """Return the dots of a module, 0 where not even the least readable has room."""
        room = self._wide if self.kind == "code128" else min(self._wide, self._high)
        dots = room // (modules + 2 * code.QUIET[self.kind])
        return dots if dots >= self._least and self._high > 0 else 0

    def draw(self, pen: Pen, number: str) -> None:
        """Draw the code of a number in the middle of the box; raises `DoesNotFit`, and `Refused` for Micro QR."""
        try:
            symbol = code.symbol(self.kind, number)
        except ValueError as error:
            raise Refused(
                "The number {number} is too long for a Micro QR code. Use QR or DataMatrix.",
                field="template", number=number,
            ) from error  # fmt: skip
        dots = self.dots(symbol.modules)
        if not dots:
            raise DoesNotFit(number, by_code=self.kind == "code128")
        side = symbol.modules * dots
        high = self._high if self.kind == "code128" else side
        x, y = self._left + (self._wide - side) // 2, self._top + (self._high - high) // 2
        pen.code(symbol, x, y, dots, high if self.kind == "code128" else 0)


def area_of(element: Element, template: Template, grid: Grid) -> Area:
    """Return the box of an element in dots; a drawing stands in the middle of a larger label, on whole dots."""
    drawing, k = template.layout.drawing, grid.dots_per_mm
    assert drawing is not None
    left = max(0, round((template.width_mm - drawing.width_mm) / 2 * k))
    top = max(0, round((template.height_mm - drawing.height_mm) / 2 * k))
    return Area(
        left=left + element.x_mm * k, top=top + element.y_mm * k, width=element.width_mm * k,
        height=element.height_mm * k,
    )  # fmt: skip
