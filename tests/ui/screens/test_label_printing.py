"""Labels sent to a printer: dots on dots, its paper, the shift, the trial page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtPrintSupport import QPrinter

from inventory.base.i18n import translations
from inventory.catalogue.query import parse
from inventory.labels.stock import UNADJUSTED, Adjustment
from inventory.labels.template import template
from inventory.ui.screens import label_printers, label_printing, label_trial
from inventory.ui.screens.label_choice import sheet_words
from inventory.ui.screens.label_printers import PrinterWatch
from tests.labels.reading import codes, rendered
from tests.ui.screens.label_kit import LEFT, details, numbers, save, words


@pytest.fixture
def ids(desk):
    return list(desk.application.listing.ids(parse("")))


@pytest.fixture
def page(desk, ids):
    made = desk.go("print_labels", assets=ids)
    desk.settle()
    return made


class Printed:
    """What the printer made, and the dots that it says to have."""

    def __init__(self, target, own):
        self._target, self._own = target, own

    def read_bytes(self):
        return self._target.read_bytes()

    def has(self, dpi):
        self._own["dpi"] = dpi


@pytest.fixture
def printer(monkeypatch, tmp_path):
    """A printer that prints into a file, as the driver of a PDF printer does."""
    target = tmp_path / "wydruk.pdf"

    def make(_name=""):
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(target))
        made.setResolution(own["dpi"])
        return made

    own = {"dpi": 300}

    monkeypatch.setattr(label_printing, "printer_for", make)
    monkeypatch.setattr(PrinterWatch, "names", lambda _watch: ["Drukarka biurowa"])
    monkeypatch.setattr(label_printers, "own_resolution", lambda _name: own["dpi"])
    monkeypatch.setattr(label_printers, "driver_paper", lambda *_paper: None)
    monkeypatch.setattr(label_printers, "_paper_of", lambda _name: (210.0, 297.0))
    return Printed(target, own)


def test_without_a_printer_the_page_says_so_and_offers_the_file(page):
    assert not page.print_button.isEnabled()
    assert page.save_button.isEnabled()
    assert "Nie ma drukarki. Zapisz naklejki jako PDF." in words(page)


@pytest.mark.parametrize("dpi", [203, 300, 360, 600])
def test_printing_puts_every_dot_on_a_dot_and_asks_how_it_came_out(desk, printer, ids, dpi):
    printer.has(dpi)
    page = desk.go("print_labels", assets=ids)
    desk.settle()
    assert page.settings.dpi.value() == dpi
    desk.qtbot.mouseClick(page.print_button, LEFT)
    desk.settle()
    assert page.outcome.isVisible()
    assert codes(rendered(printer.read_bytes(), dpi)) == sorted(numbers(desk, ids))
    printed = details(desk, ids[0]).labels
    assert [(label.template, label.result) for label in printed] == [("sheet-70x36-qr", "pending")]


def test_a_second_click_while_labels_are_printed_is_no_second_print(desk, printer, ids):
    page = desk.go("print_labels", assets=ids)
    desk.settle()
    desk.qtbot.mouseClick(page.print_button, LEFT)
    desk.qtbot.waitUntil(page.printing.is_sending, timeout=10_000)
    desk.qtbot.mouseClick(page.print_button, LEFT)
    page.print_()
    desk.settle()
    assert len(details(desk, ids[0]).labels) == 1
    assert page.print_button.isEnabled()


def test_another_paper_in_the_driver_is_amber_and_its_size_can_be_taken(desk, printer, monkeypatch, ids):
    monkeypatch.setattr(label_printers, "_paper_of", lambda _name: (62.0, 29.0))
    page = desk.go("print_labels", assets=ids)
    desk.settle()
    finding = next(one for one in page.look.findings if "sterowniku" in one.text.text())
    assert finding.tone == "warn"
    assert finding.link.text() == "Użyj rozmiaru ze sterownika"
    desk.qtbot.mouseClick(finding.link, LEFT)
    desk.settle()
    assert page.choice.template.key == "roll-62x29-qr"
    assert not any("sterowniku" in text for text in words(page))


def test_the_shift_is_kept_for_printer_and_format_and_moves_the_file(desk, printer, monkeypatch, tmp_path, ids):
    page = desk.go("print_labels", assets=ids)
    desk.qtbot.mouseClick(page.calibration.change, LEFT)
    for key, millimetres in (("right_mm", 1.5), ("down_mm", -0.5)):
        field = page.calibration.dialog.corrections[key]
        field.set_value(millimetres)
        field.editor.left.emit()
    page.calibration.dialog.accept()
    page._on_template(template("roll-50x25-dm"))
    assert page.choice.adjustment == UNADJUSTED
    page._on_template(template("sheet-70x36-dm"))
    assert page.choice.adjustment == Adjustment(right_mm=1.5, down_mm=-0.5)
    desk.settle()
    assert codes(rendered(save(desk, page, monkeypatch, tmp_path / "a.pdf"), 203)) == sorted(numbers(desk, ids))


def test_the_trial_page_without_a_printer_is_offered_as_a_file(desk, page):
    desk.qtbot.mouseClick(page.calibration.trial, LEFT)
    desk.settle()
    assert "Wydruk próbny" in desk.window.messages.area().strips()[-1].text.text()


@pytest.fixture
def zebra(desk):
    """A label printer of the settings that takes ZPL."""
    desk.program.settings.label_printers = {"Zebra": {"address": "queue://ZD", "dpi": 300}}


def test_a_label_printer_gives_its_dots_and_nothing_goes_to_it_once_another_is_chosen(desk, printer, zebra, page):
    watch, stock = page.watch, page.choice.template.stock
    watch.look("Zebra", stock)
    assert (watch.facts.zpl.name, page.choice.dpi) == ("Zebra", 300)
    watch.look("Drukarka biurowa", stock)
    assert watch.facts.zpl is None


def test_no_other_printer_prints_the_trial_page_of_one_that_takes_zpl(desk, printer, zebra, page, monkeypatch):
    monkeypatch.setattr(label_trial, "send", lambda *_given, **_more: pytest.fail("It was sent."))
    label_trial.print_trial(page, desk.window._context, page.choice, "Zebra")
    desk.settle()
    assert "nie drukuje wydruku próbnego" in desk.window.messages.area().strips()[-1].text.text()


def test_a_sheet_that_is_no_a4_is_named_by_its_size():
    a5 = replace(template("sheet-70x36-qr").stock, page_width_mm=148.0, page_height_mm=210.0, columns=2, rows=5)
    tr = translations("pl")
    assert sheet_words(tr, a5) == "Arkusz 148 × 210 mm · 2 × 5"
    assert sheet_words(tr, template("sheet-70x36-qr").stock) == "Arkusz A4 · 3 × 8"
