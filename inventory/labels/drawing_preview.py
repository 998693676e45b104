"""A layout in the designer as it will be printed, with all of it that can be drawn while it is not finished."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from inventory.base.i18n import Translations
from inventory.labels import code
from inventory.labels.data import DrawnData
from inventory.labels.drawing import CodeElement, Drawing
from inventory.labels.drawing_check import Finding, findings
from inventory.labels.drawn_shapes import CodeBox, area_of
from inventory.labels.geometry import Grid, grid
from inventory.labels.layout import Layout
from inventory.labels.render import label_preview
from inventory.labels.stock import Stock
from inventory.labels.template import Template, composed


@dataclass(frozen=True, kw_only=True)
class DrawnPreview:
    """One label as a PDF of the drawing's size, without what would be refused; `findings` say what and why.

    `modules_mm` is the side of a module of each code by the place of its element, 0 where it has no room.
    """

    pdf: bytes = field(repr=False)
    findings: tuple[Finding, ...]
    modules_mm: dict[int, float]


def own_size(drawing: Drawing, stock: Stock | None = None) -> Stock:
    """Return a roll whose label is as large as a drawing, with the margins inside the label of a stock."""
    safe_x, safe_y = (stock.safe_x_mm, stock.safe_y_mm) if stock is not None else (0.0, 0.0)
    return Stock(
        key="", name="", kind="roll", width_mm=drawing.width_mm, height_mm=drawing.height_mm,
        page_width_mm=drawing.width_mm, page_height_mm=drawing.height_mm, safe_x_mm=safe_x, safe_y_mm=safe_y,
    )  # fmt: skip


def drawn_preview(
    layout: Layout, data: DrawnData, tr: Translations, *, dpi: int, stock: Stock | None = None
) -> DrawnPreview:
    """Draw a label of a layout and tell what is wrong with it."""
    drawing = layout.drawing
    assert drawing is not None
    template = composed(layout, own_size(drawing, stock))
    found = findings(template, data, dpi)
    refused = {one.element for one in found if one.refused}
    kept = tuple(one for at, one in enumerate(drawing.elements) if at not in refused)
    shown = replace(template, layout=replace(layout, drawing=replace(drawing, elements=kept)))
    lines = grid(template.stock, dpi)
    codes = {at: one for at, one in enumerate(drawing.elements) if isinstance(one, CodeElement)}
    return DrawnPreview(
        pdf=label_preview(data, shown, tr, dpi=dpi), findings=tuple(found),
        modules_mm={at: _module_mm(one, template, lines, data.number) for at, one in codes.items()},
    )  # fmt: skip


def _module_mm(element: CodeElement, template: Template, lines: Grid, number: str) -> float:
    try:
        modules = code.symbol(element.code, number).modules
    except ValueError:
        return 0.0
    place = CodeBox(element, area_of(element, template, lines), lines).place(modules)
    return place.dots / lines.dots_per_mm if place is not None else 0.0
