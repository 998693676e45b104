"""A layout in the designer as it will be printed, with all of it that can be drawn while it is not finished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from inventory.base.i18n import Translations
from inventory.labels import code
from inventory.labels.data import DrawnData
from inventory.labels.drawing import CodeElement, Element, LogoElement
from inventory.labels.drawing_check import Finding, findings
from inventory.labels.drawn_shapes import CodeBox, area_of
from inventory.labels.geometry import Grid, grid
from inventory.labels.layout import Layout
from inventory.labels.render import label_preview
from inventory.labels.stock import Stock
from inventory.labels.template import Template, composed, own_size


@dataclass(frozen=True, kw_only=True)
class DrawnPreview:
    """One label as a PDF of the drawing's size, without what would be refused; `findings` say what and why.

    `modules_mm` is the side of a module of each code by the place of its element, 0 where it has no room.
    """

    pdf: bytes = field(repr=False)
    findings: tuple[Finding, ...]
    modules_mm: dict[int, float]


def drawn_preview(
    layout: Layout, data: DrawnData, tr: Translations, *, dpi: int, stock: Stock | None = None
) -> DrawnPreview:
    """Draw a label of a layout and tell what is wrong with it."""
    drawing = layout.drawing
    assert drawing is not None
    template = composed(layout, own_size(drawing))
    found = findings(drawing, data, dpi=dpi, stock=stock)
    refused = {one.element for one in found if one.tone == "err"}
    kept = tuple(
        one for at, one in enumerate(drawing.elements) if at not in refused or _is_missing(one, drawing.pictures)
    )
    shown = replace(template, layout=replace(layout, drawing=replace(drawing, elements=kept)))
    lines = grid(template.stock, dpi)
    codes = {at: one for at, one in enumerate(drawing.elements) if isinstance(one, CodeElement)}
    return DrawnPreview(
        pdf=label_preview(data, shown, tr, dpi=dpi), findings=tuple(found),
        modules_mm={at: _module_mm(one, template, lines, data.number) for at, one in codes.items()},
    )  # fmt: skip


def _is_missing(element: Element, pictures: Mapping[str, bytes]) -> bool:
    """Tell whether an element is a picture that is not there, for which a preview shows a grey box."""
    return isinstance(element, LogoElement) and not pictures.get(element.sha256)


def _module_mm(element: CodeElement, template: Template, lines: Grid, number: str) -> float:
    try:
        modules = code.symbol(element.code, number).modules
    except ValueError:
        return 0.0
    place = CodeBox(element, area_of(element, template, lines), lines).place(modules)
    return place.dots / lines.dots_per_mm if place is not None else 0.0
