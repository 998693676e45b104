"""Printing stickers and funding labels: design, what to print, the sheet, one label, printer (ui.md 7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inventory.labels.template import Template
from inventory.ui.actions import make
from inventory.ui.context import Context
from inventory.ui.screens.label_calibration import CalibrationPanel
from inventory.ui.screens.label_choice import Item, kept_of, remembered, sheet_words, summary
from inventory.ui.screens.label_designs import DesignList
from inventory.ui.screens.label_drawing import LabelDrawing
from inventory.ui.screens.label_items import ItemsPanel
from inventory.ui.screens.label_known import KnownDesigns
from inventory.ui.screens.label_look import LookPanel, findings
from inventory.ui.screens.label_outcome import OutcomeStrip
from inventory.ui.screens.label_printers import PrinterWatch
from inventory.ui.screens.label_printing import LabelPrinting
from inventory.ui.screens.label_reading import LabelRegister
from inventory.ui.screens.label_settings import SettingsPanel
from inventory.ui.screens.label_sheet import SheetView
from inventory.ui.screens.label_trial import print_trial
from inventory.ui.widgets.buttons import icon_button, link, primary, secondary
from inventory.ui.widgets.card import Card, PageHeader, column, framed, row, scrolling
from inventory.ui.widgets.text import ElidedLabel, label, literal, rule

_MEMORY = "print_labels"


class PrintLabelsPage(QWidget):
    """Chooses at the left, shows the sheet in the middle, one label and the printer at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self.choice, wanted = remembered(context.memory.get(_MEMORY, {}))
        self._register = LabelRegister(context.application)
        self.known = KnownDesigns(self, context, self._register, self.choice, wanted)
        self.header = PageHeader(tr("Print stickers"), subtitle=" ")
        self.save_button = secondary(tr("Save…"), self.save, icon="file-down", keys="Ctrl+S")
        self.print_button = primary("", self.print_, icon="printer", keys="Ctrl+P")
        self.header.add_actions(self.save_button, self.print_button)
        self.header.add_badge(link(tr("Prints"), lambda: context.navigate("print_jobs")))
        self.header.add_badge(link(tr("Confirm sticking"), lambda: context.navigate("stick_labels")))
        self.header.add_badge(link(tr("Numbers printed ahead"), lambda: context.navigate("spare_numbers")))
        self.designs = DesignList(tr, context.navigate)
        self.items = ItemsPanel(context, self._register, self.choice)
        self.sheet = SheetView(tr)
        self.look = LookPanel(tr)
        self.settings = SettingsPanel(tr, self.choice)
        self.calibration = CalibrationPanel(tr, self.choice, context.memory)
        self.outcome = OutcomeStrip(tr)
        parts = (self.designs, self.sheet, self.look)
        self.drawing = LabelDrawing(self, context, self._register, self.choice, parts=parts)
        self.printing = LabelPrinting(self, context, self._register, self.choice, self.outcome)
        self.watch = PrinterWatch(self, context)
        self._lay_out()
        self._connect()

    # What the window calls ----------------------------------------------------------------------------------

    def open(self, assets: Sequence[int] | None = None, query: Any = None, template: str = "") -> None:
        """Show what is to be printed: these assets, or all that answer a query; without either as it was left."""
        self._find_printers()
        self.known.read(template)
        self.items.add.setFocus(Qt.FocusReason.OtherFocusReason)
        if assets is None and query is None:
            self._show_all()
            return
        read = self._context.operations.query(
            self, lambda _job: self._register.items(list(assets or ()), query), slot="items"
        )
        read.on_success(self._take_items)

    def state(self) -> dict[str, Any]:
        """Return what opens the same again."""
        return {"assets": [item.asset_id for item in self.choice.items]}

    def handle_scan(self, code: str) -> bool:
        """Add the asset of a scanned code; one that is there already blinks."""
        found = self._context.operations.query(self, lambda _job: self._register.by_code(code), slot="scan")
        found.on_success(lambda items: self._on_scanned(code, items))
        return True

    def set_width_step(self, step: str, short: bool) -> None:
        """Leave the sheet room in narrow windows."""
        left, right = {"wide": (356, 352), "medium": (260, 326)}.get(step, (244, 326))
        self._cards[0].setFixedWidth(left)
        self._cards[2].setFixedWidth(right)
        self.header.subtitle.setVisible(not short)

    def focus_areas(self) -> list[QWidget]:
        """Return the parts between which F6 jumps."""
        return [self.designs.cards[self.choice.template.layout.key], self.items.add, self.sheet, self.settings.printer]

    def save(self) -> None:
        """Save the labels as a PDF."""
        self._remember()
        if self.save_button.isEnabled():
            self.printing.adjust_files = self.calibration.apply_to_pdf
            self.printing.save()

    def print_(self) -> None:
        """Print the labels."""
        self._remember()
        if self.print_button.isEnabled():
            self.printing.print_to(self._printer(), self.watch.facts.zpl)

    # Building -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = column(spacing=14, margins=(0, 0, 6, 0))
        left.addWidget(self.designs)
        left.addWidget(rule())
        left.addWidget(self.items, 1)
        right = column(spacing=14, margins=(0, 0, 6, 0))
        right.addWidget(self.look)
        right.addWidget(rule())
        right.addWidget(self.settings)
        right.addWidget(rule())
        right.addWidget(self.calibration)
        right.addStretch(1)
        body = row(spacing=12)
        self._cards = [Card(), Card(), Card()]
        contents = (scrolling(framed(left)), self._middle(), scrolling(framed(right)))
        for card, content, stretch in zip(self._cards, contents, (0, 1, 0), strict=True):
            card.add(content, 1)
            body.addWidget(card, stretch)
        self.set_width_step("wide", short=False)
        lines = column(spacing=10)
        lines.addWidget(self.header)
        lines.addWidget(self.outcome)
        lines.addLayout(body, 1)
        self.setLayout(lines)

    def _middle(self) -> QWidget:
        tr = self._context.tr
        self.sheet_title = ElidedLabel(role="strong")
        self.back = icon_button("chevron-left", tr("Page before"), lambda: self.sheet.turn(-1), small=True)
        self.page_text = label("", ink="text2")
        self.next = icon_button("chevron-right", tr("Next page"), lambda: self.sheet.turn(1), small=True)
        self.hint = label("", role="caption", ink="text3", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = row(spacing=6)
        head.addWidget(self.sheet_title, 1)
        for widget in (self.back, self.page_text, self.next):
            head.addWidget(widget)
        lines = column(spacing=8)
        lines.addLayout(head)
        lines.addWidget(self.sheet, 1)
        lines.addWidget(self.hint)
        return framed(lines)

    def _connect(self) -> None:
        self.designs.chosen.connect(self._on_template)
        self.items.changed.connect(self._show_all)
        self.items.chosen.connect(lambda item: self._add([item]))
        self.sheet.start_chosen.connect(self._on_start)
        self.sheet.page_turned.connect(lambda _page: self._show_page())
        self.drawing.changed.connect(self._show)
        self.settings.changed.connect(self._on_settings)
        self.settings.template_chosen.connect(self._on_template)
        self.settings.stocks_wanted.connect(lambda: self._context.navigate("settings", section="stocks"))
        self.settings.printer_chosen.connect(lambda _name: self._show_all())
        self.watch.changed.connect(self._on_printer_known)
        self.calibration.trial_wanted.connect(lambda: print_trial(self, self._context, self.choice, self._printer()))
        self.printing.repeat_wanted.connect(self._on_items_changed)
        self.printing.sending.connect(self._show)
        self.known.changed.connect(self._show_all)
        self.known.data_changed.connect(self._on_data_changed)
        make(self._context.tr, self, "print", self.print_)
        make(self._context.tr, self, "save", self.save)

    def _remember(self) -> None:
        self._context.memory[_MEMORY] = kept_of(self.choice) | {"printer": self._printer()}

    # What the user does -------------------------------------------------------------------------------------

    def _take_items(self, items: list[Item]) -> None:
        self.choice.put(items)
        self._on_items_changed()

    def _on_items_changed(self) -> None:
        self.items.show_items()
        self._show_all()

    def _add(self, items: list[Item]) -> None:
        if self.choice.add(items, named=True):
            self._on_items_changed()
        for item in items:
            self.items.blink(item.asset_id)

    def _on_scanned(self, code: str, items: list[Item]) -> None:
        if items:
            self._add(items)
        else:
            self._context.notify(
                self._context.tr("{code}: this code is not in the register.", code=code[:40]), "warn", key="code"
            )

    def _on_template(self, template: Template) -> None:
        self.choice.template = template
        self._show_all()

    def _on_start(self, start: int) -> None:
        self.choice.start = start
        self.settings.show_choice()
        self._show()

    def _on_settings(self) -> None:
        self.drawing.refresh()
        self._show()

    def _on_data_changed(self) -> None:
        self.drawing.forget()
        if self.isVisible():
            self._show()

    def _on_printer_known(self) -> None:
        dpi = self.watch.facts.dpi
        if dpi is not None and dpi != self.choice.dpi:
            self.choice.dpi = dpi
            self._show_all()
        else:
            self._show()

    def _find_printers(self) -> None:
        names = self.watch.names()
        kept = str(self._context.memory.get(_MEMORY, {}).get("printer", ""))
        current = str(self.settings.printer.value() or kept)
        self.settings.set_printers(names, current if current in names else (names[0] if names else ""))

    # Showing ------------------------------------------------------------------------------------------------

    def _show_all(self) -> None:
        """Show the choice at once, and ask for what is not known of it."""
        self.settings.show_choice()
        self.calibration.show_printer(self._printer(), self.choice.template.stock)
        self.watch.look(self._printer(), self.choice.template.stock)
        self.drawing.refresh()
        self._show()

    def _printer(self) -> str:
        return str(self.settings.printer.value() or "")

    def _show(self) -> None:
        tr, choice, template = self._context.tr, self.choice, self.choice.template
        labels, plan = self.drawing.labels(), self.drawing.plan()
        sheet = template.kind == "sheet"
        self.sheet.show_labels(template, labels=labels, start=choice.start if sheet else 1)
        if template.purpose == "asset" and not choice.also:
            text = tr.plural("Print {n} sticker", "Print {n} stickers", labels)
        else:
            text = tr.plural("Print {n} label", "Print {n} labels", labels)
        self.print_button.setText(literal(text))
        ready = labels > 0 and not (plan is not None and plan.refusals)
        self.save_button.setEnabled(ready)
        self.print_button.setEnabled(ready and bool(self._printer()) and not self.printing.is_sending())
        self.header.set_subtitle(summary(tr, choice, labels))
        if sheet:
            self.sheet_title.set_text(sheet_words(tr, template.stock))
            self.hint.setText(tr("Click the field to begin with. The arrow keys work too."))
        else:
            self.sheet_title.set_text(tr("Roll · {size}", size=tr.message(template.stock.size)))
            self.hint.setText(tr("Each label is a page of its own; the printer finds the gap between them."))
        self._show_page()
        self._show_findings()

    def _show_page(self) -> None:
        page, pages = self.sheet.page(), self.sheet.pages()
        self.page_text.setText(self._context.tr("{page} of {pages}", page=page + 1, pages=pages))
        self.back.setEnabled(page > 0)
        self.next.setEnabled(page + 1 < pages)
        self.drawing.draw_page()

    def _show_findings(self) -> None:
        picture, choice = self.drawing.picture, self.choice
        check = picture.check if picture is not None else None
        facts = self.watch.facts if self._printer() else None
        funded = choice.template.purpose == "funding" or bool(choice.also)
        sources = (lambda: self._context.navigate("funding")) if funded else None
        plan = self.drawing.plan()
        self.look.show_findings(
            findings(self._context.tr, choice, check, plan, facts, take=self._on_template, sources=sources)
        )
