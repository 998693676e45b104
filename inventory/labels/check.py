"""Tell how large the code of a label comes out, before anything is printed."""

from __future__ import annotations

from dataclasses import dataclass

from inventory.base.i18n import Translations
from inventory.labels.data import LabelData
from inventory.labels.geometry import grid
from inventory.labels.number import BAR_FLOOR, SQUARE_FLOOR, DoesNotFit
from inventory.labels.painters import painter_of
from inventory.labels.pdf_pen import PdfPen
from inventory.labels.render import refusal
from inventory.labels.template import Template


@dataclass(frozen=True, kw_only=True)
class CodeCheck:
    """The code of one label; `small` is the screen's amber mark: phones and worn readers may fail on it."""

    kind: str
    modules: int
    dots: int
    module_mm: float
    side_mm: float
    small: bool
    left_out: tuple[str, ...]


def check_code(data: LabelData, template: Template, tr: Translations, *, dpi: int = 203) -> CodeCheck | None:
    """Lay one label out and return its code and what it leaves out; None for a label without a code.

    Raises what `render` raises, but a missing logo is no fault here.
    """
    pen = PdfPen(grid(template.stock, dpi))
    try:
        left_out = painter_of(template, pen, tr, preview=True).draw(data)
    except DoesNotFit as error:
        raise refusal([error], template) from error
    if pen.last_code is None:
        return None
    modules, dots = pen.last_code
    module_mm = dots / pen.grid.dots_per_mm
    floor = BAR_FLOOR if template.code.kind == "code128" else SQUARE_FLOOR
    return CodeCheck(
        kind=template.code.kind, modules=modules, dots=dots, module_mm=module_mm, side_mm=modules * module_mm,
        small=module_mm < floor - 0.001, left_out=tuple(left_out),
    )  # fmt: skip
