"""What draws the labels of a template, by the form of its layout."""

from __future__ import annotations

from typing import Protocol

from inventory.base.i18n import Translations
from inventory.labels.combined import CombinedLayout
from inventory.labels.data import DrawnData, FundingLabelData, StickerData
from inventory.labels.drawn import DrawnLayout
from inventory.labels.funding import FundingLayout
from inventory.labels.pen import Pen
from inventory.labels.sticker import StickerLayout
from inventory.labels.template import Template

# What a label of each form of layout is made of.
DATA: dict[str, type] = {
    "sticker": StickerData, "funding": FundingLabelData, "combined": FundingLabelData, "drawn": DrawnData,
}  # fmt: skip


class Painter(Protocol):
    """Draws one label after another."""

    def draw(self, data: object, /) -> list[str]:
        """Draw one label and return what it leaves out; raises `DoesNotFit`, `Refused` and `Invalid`."""


def painter_of(template: Template, pen: Pen, tr: Translations, *, preview: bool) -> Painter:
    """Return what draws the labels of a template; `preview` shows grey boxes for logos that are not there yet."""
    made: object
    if template.layout.form == "sticker":
        made = StickerLayout(template, pen, tr)
    elif template.layout.form == "drawn":
        made = DrawnLayout(template, pen, tr, preview=preview)
    elif template.layout.form == "combined":
        made = CombinedLayout(template, pen, tr, preview=preview)
    else:
        made = FundingLayout(template, pen, tr, preview=preview)
    return made  # type: ignore[return-value]
