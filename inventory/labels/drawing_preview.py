"""A layout in the designer as it will be printed, with all of it that can be drawn while it is not finished."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from inventory.base.errors import UserError
from inventory.base.i18n import Translations
from inventory.labels import code
from inventory.labels.data import DrawnData
from inventory.labels.drawing import NUMBER, CodeElement, Drawing, Element, LogoElement, TextElement
from inventory.labels.drawn import DrawnCode, area_of
from inventory.labels.geometry import grid
from inventory.labels.layout import Layout
from inventory.labels.layouts import drawer
from inventory.labels.number import DoesNotFit
from inventory.labels.pdf_pen import PdfPen
from inventory.labels.render import label_preview
from inventory.labels.stock import Stock
from inventory.labels.template import Template, composed


@dataclass(frozen=True, kw_only=True)
class DrawnPreview:
    """One label as a PDF of the drawing's size; `undrawn` are the places of elements that have no room.

    `modules_mm` is the side of a module of each code by the place of its element, 0 where it has no room.
    """

    pdf: bytes = field(repr=False)
    undrawn: tuple[int, ...] = ()
    modules_mm: dict[int, float] = field(default_factory=dict)


def own_size(drawing: Drawing, stock: Stock | None = None) -> Stock:
    """Return a roll whose label is as large as a drawing, with the margins inside the label of a stock."""
    safe = (stock.safe_x_mm, stock.safe_y_mm) if stock is not None else (0.0, 0.0)
    return Stock(
        key="", name="", kind="roll", width_mm=drawing.width_mm, height_mm=drawing.height_mm,
        page_width_mm=drawing.width_mm, page_height_mm=drawing.height_mm, safe_x_mm=safe[0], safe_y_mm=safe[1],
    )  # fmt: skip


def drawn_preview(layout: Layout, data: DrawnData, tr: Translations, *, dpi: int) -> DrawnPreview:
    """Draw a label of a layout; what would be refused is left out of the picture and named by its place."""
    drawing = layout.drawing
    assert drawing is not None
    template = composed(layout, own_size(drawing))
    undrawn = tuple(at for at, one in enumerate(drawing.elements) if not _has_room(one, template, data, tr, dpi))
    kept = [one for at, one in enumerate(drawing.elements) if at not in undrawn]
    shown = replace(template, layout=replace(layout, drawing=replace(drawing, elements=tuple(kept))))
    return DrawnPreview(
        pdf=label_preview(data, shown, tr, dpi=dpi), undrawn=undrawn,
        modules_mm={
            at: _module_mm(one, template, data.number, dpi)
            for at, one in enumerate(drawing.elements) if isinstance(one, CodeElement)
        },
    )  # fmt: skip


def _has_room(element: Element, template: Template, data: DrawnData, tr: Translations, dpi: int) -> bool:
    """Tell whether an element can be drawn: only the number, codes and logos are ever refused."""
    if not isinstance(element, (CodeElement, LogoElement)):
        if not isinstance(element, TextElement) or element.field != NUMBER:
            return True
    drawing = template.layout.drawing
    assert drawing is not None
    alone = replace(template, layout=replace(template.layout, drawing=replace(drawing, elements=(element,))))
    try:
        drawer(alone, PdfPen(grid(template.stock, dpi)), tr, preview=True)(data)
    except (DoesNotFit, UserError):
        return False
    return True


def _module_mm(element: CodeElement, template: Template, number: str, dpi: int) -> float:
    lines = grid(template.stock, dpi)
    try:
        modules = code.symbol(element.code, number).modules
    except ValueError:
        return 0.0
    return DrawnCode(element, area_of(element, template, lines), lines).dots(modules) / lines.dots_per_mm
