"""What the designer asks the register, on other threads: stocks, data to show, the drawing with what is wrong of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from inventory.base.i18n import Translations
from inventory.labels.data import DrawnData
from inventory.labels.drawing import FIELDS, FIXED, TextElement
from inventory.labels.drawing_preview import DrawnPreview, drawn_preview
from inventory.labels.layout import Layout
from inventory.labels.stock import Stock
from inventory.labels.template import composed, own_size
from inventory.services.label_plan import sample
from inventory.services.label_samples import longest_sample
from inventory.ui.context import Context
from inventory.ui.pdf_pages import PageImage, render
from inventory.ui.screens.label_reading import LabelRegister
from inventory.ui.widgets.reference import Option

LONGEST = "longest"
_POINTS_PER_MM = 72 / 25.4
# More pixels than these would only make a zoomed label slow; it is scaled up from here on.
_MOST_PIXELS = 6_000_000
_EXAMPLE_NUMBER = "AB/487/0012"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A label drawn: its picture, what is known of it, and the texts that it shows."""

    layout: Layout
    image: PageImage
    preview: DrawnPreview
    data: DrawnData
    dpi: int


class DesignerDrawing(QObject):
    """Keeps the picture of the label in step with the sketch. Signals: drawn(Shown)."""

    drawn = Signal(object)

    def __init__(self, owner: QWidget, context: Context) -> None:
        super().__init__(owner)
        self._owner, self._context = owner, context
        self._register = LabelRegister(context.application)
        self._data: dict[tuple[object, ...], DrawnData] = {}
        self._asked: tuple[object, ...] = ()
        self.who: object = LONGEST

    def options(self, words: str) -> list[Option]:
        """Return whose data can be shown: the longest there are, or those of an asset that matches words."""
        tr = self._context.tr
        longest = [Option(LONGEST, tr("Longest data"))]
        found = [Option(one.key.asset_id, one.text, one.detail) for one in self._register.options(words)]
        return found if words.strip() else longest + found

    def forget(self) -> None:
        """Read the data again for the next drawing: the register has changed."""
        self._data.clear()
        self._asked = ()

    def ask(self, layout: Layout, stock: Stock | None, scale: float) -> None:
        """Ask for the picture at `scale` device pixels a millimetre, unless it is what was asked for last."""
        drawing = layout.drawing
        assert drawing is not None
        most = (_MOST_PIXELS / (drawing.width_mm * drawing.height_mm)) ** 0.5
        scale = min(scale, most)
        dpi, who = self._context.settings.label_dpi, self.who
        asked = layout, stock, round(scale, 2), dpi, who
        if asked == self._asked:
            return
        self._asked = asked
        query = self._context.operations.query(
            self._owner, lambda _job: self._draw(layout, stock, scale, dpi, who), slot="drawing"
        )
        query.on_success(self.drawn.emit)

    def _draw(self, layout: Layout, stock: Stock | None, scale: float, dpi: int, who: object) -> Shown:
        tr = self._context.tr
        data = self._texts(layout, who, tr)
        preview = drawn_preview(layout, data, tr, dpi=dpi, stock=stock)
        image = render(preview.pdf, 0, scale / _POINTS_PER_MM)
        return Shown(layout=layout, image=image, preview=preview, data=data, dpi=dpi)

    def _texts(self, layout: Layout, who: object, tr: Translations) -> DrawnData:
        drawing = layout.drawing
        assert drawing is not None
        fields = frozenset(one.field for one in drawing.elements if isinstance(one, TextElement))
        key = who, fields
        data = self._data.get(key)
        if data is None:
            template = composed(layout, own_size(drawing))

            def look(session: Any) -> DrawnData | None:
                if isinstance(who, int):
                    return sample(session, who, template, tr)  # type: ignore[return-value]
                return longest_sample(session, template, tr)

            data = self._data[key] = self._context.application.read(look) or example(tr, fields)
        return data


def example(tr: Translations, fields: frozenset[str]) -> DrawnData:
    """Return a made-up label for a register without assets: each field says its own name."""
    return DrawnData(
        number=_EXAMPLE_NUMBER, texts={field: tr(FIELDS[field]) for field in fields if field not in {FIXED, "number"}}
    )


def pixmap_of(image: PageImage) -> QPixmap:
    """Return a drawn page as a picture."""
    made = QImage(image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB32)
    return QPixmap.fromImage(made)
