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
from inventory.labels.drawn_shapes import CodeBox, area_of, frame_rectangles, line_rectangle, picture_area
from inventory.labels.drawn_text import DrawnText
from inventory.labels.fitting import cleaned
from inventory.labels.fonts import unprintable
from inventory.labels.geometry import Area
from inventory.labels.number import DoesNotFit, checked_number
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
        self._codes = [CodeBox(one, at, pen.grid) for one, at in reversed(areas) if isinstance(one, CodeElement)]
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
            self._code(one, number)
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
            self.pen.box(*line_rectangle(area, self.pen.rule_dots(element.points)))
        elif isinstance(element, BoxElement):
            for side in frame_rectangles(area, self.pen.rule_dots(element.points)):
                self.pen.box(*side)

    def _code(self, box: CodeBox, number: str) -> None:
        try:
            symbol = code.symbol(box.kind, number)
        except ValueError as error:
            raise Refused(
                "The number {number} is too long for a Micro QR code. Use QR or DataMatrix.",
                field="template", number=number,
            ) from error  # fmt: skip
        place = box.place(symbol.modules)
        if place is None:
            raise DoesNotFit(number, by_code=box.is_bars)
        self.pen.code(symbol, place.x, place.y, place.dots, place.bars)

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
        at = picture_area(area, self.pen.artwork(logo).aspect)
        self.pen.logo(logo, at.left, at.top, at.width, at.height)
