"""How labels are printed: printer, medium, size, first field, copies, order, resolution, language of the labels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from inventory.base.i18n import Translations
from inventory.labels.fit import misfit
from inventory.labels.geometry import MOST_COPIES
from inventory.labels.inks import INKS
from inventory.labels.marks import MARKS
from inventory.labels.stock import Stock
from inventory.labels.template import RESOLUTIONS, composed
from inventory.ui.screens.label_choice import ORDERS, Choice, layouts_for, nearest, stocks_of
from inventory.ui.widgets.buttons import Segments, icon_button
from inventory.ui.widgets.card import column, fill, row
from inventory.ui.widgets.editors import ChoiceEditor
from inventory.ui.widgets.numbers import NumberBox
from inventory.ui.widgets.text import label

_LANGUAGES = (("pl", "Polski"), ("en", "English"))


class SettingsPanel(QWidget):
    """The fields at the right. Signals: changed() after anything was put into the choice, template_chosen(Template)."""

    changed = Signal()
    template_chosen = Signal(object)
    printer_chosen = Signal(str)
    stocks_wanted = Signal()

    def __init__(self, tr: Translations, choice: Choice) -> None:
        super().__init__()
        self._tr, self._choice = tr, choice
        self.printer = ChoiceEditor()
        self.medium = Segments([("sheet", tr("Sheet")), ("roll", tr("Label roll"))], choice.template.kind)
        self.format = ChoiceEditor()
        self.stocks = icon_button("settings", tr("Stocks of labels"), self.stocks_wanted.emit, small=True)
        self.start, self.copies = NumberBox(1, 1), NumberBox(1, MOST_COPIES)
        self.order = ChoiceEditor([(key, tr(text)) for key, text in ORDERS.items()], value=choice.order)
        self.dpi = ChoiceEditor([(dpi, f"{dpi} dpi") for dpi in RESOLUTIONS], value=choice.dpi)
        self.language = ChoiceEditor(_LANGUAGES, value=choice.language)
        self.marks = ChoiceEditor([(key, tr(text)) for key, text in MARKS.items()], value=choice.marks)
        self.also = ChoiceEditor()
        inks = [("", tr("As the printer needs")), *((key, tr(text)) for key, text in INKS.items())]
        self.ink = ChoiceEditor(inks, value=choice.ink)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.medium.chosen.connect(self._on_medium)
        self.format.changed.connect(self._on_stock)
        self.printer.changed.connect(lambda: self.printer_chosen.emit(str(self.printer.value() or "")))
        for editor in (self.order, self.dpi, self.language, self.marks, self.also, self.ink):
            editor.changed.connect(self._on_changed)
        for box in (self.start, self.copies):
            box.valueChanged.connect(lambda _value: self._on_changed())

    def set_printers(self, names: Sequence[str], current: str) -> None:
        """Offer the printers there are."""
        offered = [(name, name) for name in names] or [("", self._tr("No printer"))]
        self.printer.set_choices(offered, value=current)
        self.printer.setEnabled(bool(names))

    def show_choice(self) -> None:
        """Show what is chosen without telling of it."""
        choice, template = self._choice, self._choice.template
        blocked = [QSignalBlocker(one) for one in (self.medium, self.format, self.start, self.copies, self.dpi)]
        self.medium.choose(template.kind)
        for kind in ("sheet", "roll"):
            there = nearest(choice.designs, template.layout, template.stock, kind=kind) is not None
            self.medium.button(kind).setEnabled(there or kind == template.kind)
        offered = stocks_of(choice.designs, template.kind)
        self.format.set_choices([(one, self._tr.message(one.title)) for one in offered], value=template.stock)
        self.start.setRange(1, template.per_page)
        choice.start = min(choice.start, template.per_page)
        self.start.setSuffix(self._tr(" of {n}", n=template.per_page))
        self.start.setEnabled(template.kind == "sheet")
        self.start.setValue(choice.start)
        self.copies.setValue(choice.copies)
        known = sorted({*RESOLUTIONS, choice.dpi})
        self.dpi.set_choices([(dpi, f"{dpi} dpi") for dpi in known], value=choice.dpi)
        self.marks.setEnabled(template.kind == "sheet")
        self._offer_labels_between()
        self.ink.setEnabled(template.purpose == "funding" or bool(choice.also))
        del blocked

    def _offer_labels_between(self) -> None:
        """Offer the funding labels that go on the same stock, to come one after the other with the stickers."""
        choice, template = self._choice, self._choice.template
        offered = [("", self._tr("Nothing"))]
        if template.purpose == "asset":
            between = [composed(one, template.stock) for one in layouts_for(choice.designs, "funding")]
            offered += [(one.layout.key, self._tr(one.layout.name)) for one in between if misfit(one) is None]
        if choice.also not in dict(offered):
            choice.also = ""
        with QSignalBlocker(self.also):
            self.also.set_choices(offered, value=choice.also)
        self.also.setEnabled(len(offered) > 1)

    def _lay_out(self) -> None:
        tr = self._tr
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        places = (
            (self.printer, tr("Printer"), 0, 0, 2), (self.medium, tr("Medium"), 1, 0, 2),
            (self.format, tr("Stock"), 2, 0, 2), (self.start, tr("First field"), 3, 0, 1),
            (self.copies, tr("Copies of each"), 3, 1, 1), (self.order, tr("Order"), 4, 0, 1),
            (self.dpi, tr("Resolution"), 4, 1, 1), (self.language, tr("Language of the label"), 5, 0, 1),
            (self.marks, tr("Lines to cut by"), 5, 1, 1), (self.also, tr("After each sticker"), 6, 0, 2),
            (self.ink, tr("Logos"), 7, 0, 2),
        )  # fmt: skip
        for editor, text, line, at, wide in places:
            named = label(text, role="label", ink="text2")
            named.setBuddy(editor)
            editor.setAccessibleName(text)
            box = column(spacing=4)
            box.addWidget(named)
            if editor is self.format:
                box.addLayout(fill(row(spacing=4), editor, self.stocks))
                grid.addLayout(box, line, at, 1, wide, Qt.AlignmentFlag.AlignTop)
                continue
            box.addWidget(editor, 0, Qt.AlignmentFlag.AlignLeft if editor is self.medium else Qt.AlignmentFlag(0))
            grid.addLayout(box, line, at, 1, wide, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 3)
        self.setLayout(grid)

    def _on_medium(self, kind: str) -> None:
        template = self._choice.template
        found = nearest(self._choice.designs, template.layout, template.stock, kind=kind)
        if found is not None and found.kind != template.kind:
            self.template_chosen.emit(found)

    def _on_stock(self) -> None:
        stock = self.format.value()
        assert isinstance(stock, Stock)
        self.template_chosen.emit(composed(self._choice.template.layout, stock))

    def _on_changed(self) -> None:
        choice = self._choice
        choice.start, choice.copies = self.start.value(), self.copies.value()
        choice.order, choice.dpi = str(self.order.value()), int(str(self.dpi.value()))
        choice.language = str(self.language.value())
        choice.marks, choice.also = str(self.marks.value() or ""), str(self.also.value() or "")
        choice.ink = str(self.ink.value() or "")
        self.changed.emit()
