"""The line above the label: name, stock, size, and whose data is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from inventory.base.text import clean, fold
from inventory.labels.stock import LEAST_MM, MOST_MM, Stock
from inventory.services.label_designs import Designs, shipped_designs
from inventory.ui.context import Context
from inventory.ui.screens.designer_sketch import Sketch
from inventory.ui.widgets.card import row
from inventory.ui.widgets.editors import LineEditor
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.measure import MeasureEditor
from inventory.ui.widgets.reference import Option, ReferenceEditor

LONGEST_NAME = 100


class DesignerHead(QWidget):
    """Changes the sketch's name, stock and size. Signals: data_chosen(LONGEST or an asset's id)."""

    data_chosen = Signal(object)

    def __init__(self, context: Context, sketch: Sketch, people: Callable[[str], list[Option]]) -> None:
        super().__init__()
        tr = self._tr = context.tr
        self._sketch = sketch
        self._shown: tuple[str | None, str | None] = (None, None)
        self.designs: Designs = shipped_designs()
        self.name = Field(tr, tr("Name of the layout"), LineEditor(longest=LONGEST_NAME), required=True)
        choose = ReferenceEditor(tr, context.operations, self._stocks_like, placeholder=tr("its own size"))
        self.stock = Field(tr, tr("Stock"), choose)
        self.width = Field(tr, tr("Width, mm"), MeasureEditor(tr, least=LEAST_MM, most=MOST_MM))
        self.height = Field(tr, tr("Height, mm"), MeasureEditor(tr, least=LEAST_MM, most=MOST_MM))
        data = ReferenceEditor(tr, context.operations, people, icon="package", placeholder=tr("Number or name"))
        self.data = Field(tr, tr("Shown with the data of"), data)
        line = row(spacing=12)
        self._fields = (self.name, self.stock, self.width, self.height, self.data)
        for field, stretch in zip(self._fields, (5, 6, 0, 0, 5), strict=True):
            line.addWidget(field, stretch)
        for field in (self.width, self.height):
            field.setFixedWidth(100)
        self.setLayout(line)
        self.name.editor.left.connect(self.take_name)
        self.stock.changed.connect(self._on_stock)
        for field in (self.width, self.height):
            field.editor.left.connect(self._on_size)
            field.editor.stepped.connect(self._on_size)
        self.data.changed.connect(self._on_data)

    def show_sketch(self, sketch: Sketch) -> None:
        """Show what the sketch says."""
        self._sketch = sketch
        layout, drawing = sketch.layout, sketch.drawing
        stock = self.stock_of(sketch)
        # What is being typed stays, unless the layout has changed under it.
        if layout.name != self._shown[0]:
            self.name.set_value(layout.name)
        if (stock.key if stock else None) != self._shown[1]:
            with QSignalBlocker(self.stock.editor):
                self.stock.set_value(self._option(stock) if stock else None)
        self._shown = layout.name, stock.key if stock else None
        self._put(self.width, drawing.width_mm)
        self._put(self.height, drawing.height_mm)

    def show_data(self, option: Option) -> None:
        """Show whose data is on the label, without telling."""
        with QSignalBlocker(self.data):
            self.data.set_value(option)

    def stock_of(self, sketch: Sketch) -> Stock | None:
        """Return the stock that the layout is drawn for, None where its size was typed."""
        found = (self.designs.stocks.get(key) for key in sketch.layout.stocks)
        return next((one for one in found if one is not None), None)

    def problems(self) -> list[Field]:
        """Return the fields that hold something that cannot be taken."""
        return [field for field in (self.name, self.stock, self.width, self.height) if not field.check()]

    def take_name(self) -> None:
        """Take the name that was typed."""
        name = str(self.name.value() or "")
        if name and name != self._sketch.layout.name:
            self._sketch.change(replace(self._sketch.layout, name=name))

    @staticmethod
    def _put(field: Field, value: object) -> None:
        if field.value() != value:
            field.set_value(value)

    def _on_stock(self) -> None:
        key = self.stock.value()
        layout, drawing = self._sketch.layout, self._sketch.drawing
        if key is None and clean(self.stock.editor.text()):
            return
        stock = self.designs.stocks.get(str(key)) if key else None
        if stock is not None:
            drawing = replace(drawing, width_mm=stock.width_mm, height_mm=stock.height_mm)
        self._sketch.change(replace(layout, stocks=(stock.key,) if stock else (), drawing=drawing))

    def _on_size(self) -> None:
        layout, drawing, stock = self._sketch.layout, self._sketch.drawing, self.stock_of(self._sketch)
        if not (self.width.check() and self.height.check()):
            return
        width, height = self.width.value(), self.height.value()
        if (width, height) == (drawing.width_mm, drawing.height_mm):
            return
        assert isinstance(width, float)
        assert isinstance(height, float)
        is_other = stock is not None and (width, height) != (stock.width_mm, stock.height_mm)
        changed = replace(drawing, width_mm=width, height_mm=height)
        self._sketch.change(
            replace(layout, stocks=() if is_other else layout.stocks, drawing=changed), merge="size of the label"
        )

    def _on_data(self) -> None:
        if self.data.value() is not None:
            self.data_chosen.emit(self.data.value())

    def _stocks_like(self, words: str) -> list[Option]:
        wanted = fold(words).split()
        options = [self._option(one) for one in self.designs.stocks.values()]
        return [one for one in options if all(word in fold(one.text) for word in wanted)]

    def _option(self, stock: Stock) -> Option:
        tr = self._tr
        rows = f"{stock.columns} × {stock.rows}" if stock.kind == "sheet" else ""
        return Option(stock.key, f"{tr(stock.name)} · {tr.message(stock.size)}", rows)
