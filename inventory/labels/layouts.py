"""Give each form of layout what draws it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inventory.base.i18n import Translations
from inventory.labels.combined import CombinedLayout
from inventory.labels.drawn import DrawnLayout
from inventory.labels.funding import FundingLayout
from inventory.labels.pen import Pen
from inventory.labels.sticker import StickerLayout
from inventory.labels.template import Template


def drawer(template: Template, pen: Pen, tr: Translations, *, preview: bool) -> Callable[[Any], list[str]]:
    """Return what draws the labels of a template: it takes the data of the layout's form and returns what it cuts."""
    form = template.layout.form
    if form == "sticker":
        return StickerLayout(template, pen, tr).draw
    if form == "drawn":
        return DrawnLayout(template, pen, tr, preview=preview).draw
    kind = CombinedLayout if form == "combined" else FundingLayout
    return kind(template, pen, tr, preview=preview).draw
