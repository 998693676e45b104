"""Asks for the sizes of a sheet or roll, with a drawing that follows each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt

from inventory.base.errors import Invalid
from inventory.base.i18n import N_, Translations
from inventory.labels.stock import SENSING_WORDS, stock_faults, with_safe_margins
from inventory.services.label_stocks import StockRequest, StockView, stock_of
from inventory.ui.screens.records import RecordDialog
from inventory.ui.screens.stock_drawing import StockDrawing
from inventory.ui.widgets.card import column, row
from inventory.ui.widgets.editors import ChoiceEditor, LineEditor
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.measures import CountEditor, MeasureEditor
from inventory.ui.widgets.text import label

KIND_WORDS = {"sheet": N_("Sheet"), "roll": N_("Roll")}
_SHEET_ONLY = (
    "columns", "rows", "margin_left_mm", "margin_top_mm", "gap_x_mm", "gap_y_mm", "page_width_mm", "page_height_mm",
)  # fmt: skip
_ROLL_ONLY = ("sensing",)
_SAFE = ("safe_x_mm", "safe_y_mm")
# Without these there is nothing to draw, and what cannot be drawn is told in words.
_DRAWN = frozenset({"width_mm", "height_mm", "page_width_mm", "page_height_mm", "columns", "rows", "radius_mm"})


class StockDialog(RecordDialog):
    """The fields of a stock of one's own, empty ones at first; what is wrong is told when a field is left."""

    def __init__(self, tr: Translations, title: str, *, can_delete: bool = False) -> None:
        super().__init__(tr, title, width=920, can_delete=can_delete)
        self._add_fields()
        self.drawing = StockDrawing(tr)
        self.drawing.setMinimumSize(340, 460)
        self.over = label("", ink="err", wrap=True)
        line, right = row(spacing=24), column(spacing=8)
        self.body.removeWidget(self.grid)
        right.addWidget(self.drawing, 1)
        right.addWidget(self.over)
        line.addWidget(self.grid, 1, Qt.AlignmentFlag.AlignTop)
        line.addLayout(right, 1)
        self.body.addLayout(line, 1)
        for field in self.grid.fields.values():
            field.changed.connect(self._follow)
            field.editor.left.connect(self._tell)  # type: ignore[attr-defined]

    def _add_fields(self) -> None:
        tr = self._tr
        self.add("name", tr("Name"), LineEditor(longest=100), required=True, span=2)
        self.add("kind", tr("Kind"), ChoiceEditor([(key, tr(word)) for key, word in KIND_WORDS.items()]))
        self.add("radius_mm", tr("Radius of the corners, mm"), MeasureEditor(tr), required=True)
        self.add("width_mm", tr("Width of a label, mm"), MeasureEditor(tr), required=True)
        self.add("height_mm", tr("Height of a label, mm"), MeasureEditor(tr), required=True)
        self.add("safe_x_mm", tr("Free of ink at the sides, mm"), MeasureEditor(tr))
        self.add("safe_y_mm", tr("Free of ink above and below, mm"), MeasureEditor(tr))
        self.add("columns", tr("Labels side by side"), CountEditor(tr), required=True)
        self.add("rows", tr("Labels one under the other"), CountEditor(tr), required=True)
        self.add("margin_left_mm", tr("From the left edge, mm"), MeasureEditor(tr), required=True)
        self.add("margin_top_mm", tr("From the upper edge, mm"), MeasureEditor(tr), required=True)
        self.add("gap_x_mm", tr("Gap side by side, mm"), MeasureEditor(tr), required=True)
        self.add("gap_y_mm", tr("Gap one under the other, mm"), MeasureEditor(tr), required=True)
        self.add("page_width_mm", tr("Width of the sheet, mm"), MeasureEditor(tr), required=True)
        self.add("page_height_mm", tr("Height of the sheet, mm"), MeasureEditor(tr), required=True)
        sensed = [(key, tr(word)) for key, word in SENSING_WORDS.items()]
        self.add("sensing", tr("What the printer feels for between labels"), ChoiceEditor(sensed), span=2)

    def show_request(self, request: StockRequest) -> None:
        """Fill the fields."""
        self.grid.set_values({key: getattr(request, key) for key in self.grid.fields})
        self._follow()

    def fields(self) -> Mapping[str, Field]:
        """Return the fields that the kind chosen has."""
        absent = _SHEET_ONLY if self.grid.fields["kind"].value() == "roll" else _ROLL_ONLY
        return {key: field for key, field in self.grid.fields.items() if key not in absent}

    def request(self, view: StockView | None = None) -> StockRequest | None:
        """Return what was typed, as a change of `view`; None while a size is missing."""
        values: dict[str, Any] = self.values()
        if any(values[key] is None for key in values if key not in _SAFE):
            return None
        which = {"id": view.id, "version": view.version} if view is not None else {}
        return StockRequest(**values, **which)

    def _follow(self) -> None:
        """Draw what the fields say now; while one of them says nothing, the drawing stays."""
        present = self.fields()
        for key, field in self.grid.fields.items():
            field.setVisible(key in present)
        request = self.request()
        if request is None:
            return
        stock = with_safe_margins(stock_of(request))
        faults = stock_faults(stock)
        wrong = {fault.field or "" for fault in faults}
        on_paper = not any(fault.field in _DRAWN and "over" not in fault.message.params for fault in faults)
        self.drawing.show_stock(stock if on_paper else None, wrong)
        self._say(faults)
        for key in _SAFE:
            editor = self.grid.fields[key].editor
            assert isinstance(editor, MeasureEditor)
            usual = getattr(with_safe_margins(stock_of(_without(request, key))), key)
            editor.setPlaceholderText(self._tr("by itself: {n}", n=usual) if on_paper else "")

    def _tell(self) -> None:
        """Put the faults of the sizes beside their fields."""
        request = self.request()
        if request is None:
            return
        faults = {fault.field: fault for fault in stock_faults(with_safe_margins(stock_of(request)))}
        for key, field in self.fields().items():
            if key in faults:
                field.set_error(faults[key].text(self._tr))
            elif field.error() and field.check():
                field.set_error("")
        self._say(faults.values())

    def _say(self, faults: Iterable[Invalid]) -> None:
        """Write below the drawing what does not stand beside its field yet."""
        fields = self.fields()
        left = [one for one in faults if one.field not in fields or not fields[one.field].error()]
        self.over.setText("\n".join(one.text(self._tr) for one in left))


def _without(request: StockRequest, key: str) -> StockRequest:
    return replace(request, **{key: None})
