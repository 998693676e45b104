"""Numbers printed ahead in their window: a batch, its stickers, a scan that gives one, the rest withdrawn."""

from __future__ import annotations

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog

from inventory.catalogue.query import parse
from inventory.labels.stock import Adjustment
from inventory.services.scanning import ScanOutcome
from inventory.services.spare_numbers import batch_numbers, batches, reserve, withdraw
from inventory.services.spare_printing import write_spares
from inventory.ui.calibrations import Calibration, keep
from inventory.ui.codes import open_code
from inventory.ui.screens import spare_numbers, spare_printing
from inventory.ui.screens.counting_outcome import OutcomePanel
from inventory.ui.screens.spare_giving import ask_asset
from inventory.ui.widgets.reference import Option
from tests.labels.reading import codes, rendered
from tests.ui.screens.label_kit import LEFT, details


def numbers(desk, batch=1):
    return [row.number for row in desk.application.read(lambda session: batch_numbers(session, batch))]


@pytest.fixture
def batch(desk):
    """Five numbers printed ahead."""
    on = desk.application.today()
    return desk.application.operation("Test", lambda work: reserve(work, 5, on=on)).value


def strip(desk):
    return desk.window.messages.area().strips()[-1]


def test_a_new_batch_shows_its_numbers_before_they_are_used_up(desk):
    page = desk.go("spare_numbers")
    assert page.empty.isVisible()
    page.ask_batch()
    desk.settle()
    dialog = QApplication.activeModalWidget()
    assert dialog.shown.text() == "WR/000/0001 – WR/000/0024"
    dialog.fields()["count"].set_value(3)
    dialog.fields()["prefix"].set_value("MAG-")
    desk.qtbot.waitUntil(lambda: dialog.shown.text() == "MAG-0001 – MAG-0003", timeout=10_000)
    dialog.try_save()
    desk.settle()
    assert numbers(desk) == ["MAG-0001", "MAG-0002", "MAG-0003"]
    assert page.side.print.text() == "Drukuj 3 numery"


def test_saving_twice_at_once_uses_up_one_batch_and_offers_no_undo(desk):
    page = desk.go("spare_numbers")
    page.ask_batch()
    dialog = QApplication.activeModalWidget()
    dialog.try_save()
    dialog.try_save()
    desk.settle()
    assert [batch.count for batch in desk.application.read(batches)] == [24]
    assert not desk.window.messages.toast().action.isVisible()


def test_the_stickers_are_saved_repeated_in_part_and_answered(desk, batch, monkeypatch, tmp_path):
    page = desk.go("spare_numbers")
    path = tmp_path / "numery.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(path), "")))
    desk.qtbot.mouseClick(page.side.save, LEFT)
    desk.settle()
    assert codes(rendered(path.read_bytes(), 203)) == numbers(desk)
    assert page.outcome.isVisible()
    desk.qtbot.mouseClick(page.outcome.again, LEFT)
    page.outcome.field.setValue(4)
    desk.qtbot.mouseClick(page.outcome.go, LEFT)
    desk.settle()
    assert (page.side.print.text(), page.side.start.value()) == ("Drukuj 2 numery", 4)
    desk.qtbot.mouseClick(page.side.save, LEFT)
    desk.settle()
    assert codes(rendered(path.read_bytes(), 203)) == numbers(desk)[3:]
    desk.qtbot.mouseClick(page.outcome.yes, LEFT)
    desk.settle()
    assert not page.outcome.isVisible()


def test_what_is_to_be_printed_again_stays_so_where_no_file_name_is_given(desk, batch, monkeypatch, tmp_path):
    page = desk.go("spare_numbers")
    path = tmp_path / "numery.pdf"
    page.printing.save_to(path, page.side._choice())
    desk.settle()
    page.printing.repeat_job(page.outcome.job, 4)
    desk.settle()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: ("", "")))
    desk.qtbot.mouseClick(page.side.save, LEFT)
    assert page.side.print.text() == "Drukuj 2 numery"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(path), "")))
    desk.qtbot.mouseClick(page.side.save, LEFT)
    desk.settle()
    assert codes(rendered(path.read_bytes(), 203)) == numbers(desk)[3:]
    assert page.side.print.text() == "Drukuj 5 numerów"


def test_stickers_that_came_out_badly_are_printed_again_though_no_number_is_free(desk, batch, tmp_path):
    page = desk.go("spare_numbers")
    page.printing.save_to(tmp_path / "a.pdf", page.side._choice())
    desk.settle()
    desk.application.operation("Test", lambda work: withdraw(work, batch))
    desk.settle()
    assert not page.side.print.isVisible()
    page.printing.repeat_job(page.outcome.job, 5)
    desk.settle()
    assert (page.side.print.isVisible(), page.side.print.text()) == (True, "Drukuj 1 numer")


def test_the_calibration_of_the_printer_moves_these_stickers_too(desk, batch, monkeypatch, tmp_path):
    def printer(_name=""):
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "wydruk.pdf"))
        made.setResolution(300)
        return made

    asked = []
    monkeypatch.setattr(spare_printing, "printer_for", printer)
    monkeypatch.setattr(
        spare_printing, "write_spares", lambda *given, **more: asked.append(given[1]) or write_spares(*given, **more)
    )
    shift = Adjustment(right_mm=1.5)
    keep(desk.window._context.memory, Calibration(name="A", printer="", stock="sheet-70x36", adjustment=shift))
    page = desk.go("spare_numbers")
    desk.qtbot.mouseClick(page.side.print, LEFT)
    desk.settle()
    assert [request.adjustment for request in asked] == [shift]
    assert codes(rendered((tmp_path / "wydruk.pdf").read_bytes(), 300)) == numbers(desk)


def test_scanning_a_free_number_offers_a_new_asset_with_it_and_saving_gives_it(desk, batch):
    number = numbers(desk)[0]
    desk.go("register")
    open_code(desk.window._context, desk.application, number)
    desk.settle()
    assert strip(desk).action.text() == "Nowy składnik z tym numerem"
    strip(desk).action.click()
    desk.settle()
    form = desk.window.current_page()
    assert form.body.purchase.field("number").value() == number
    assert form.body.purchase.values()["is_spare"]


def test_a_scan_in_the_form_of_a_new_asset_fills_its_number(desk, batch):
    form = desk.go("asset")
    form.handle_scan(numbers(desk)[1])
    desk.settle()
    assert form.body.purchase.field("number").value() == numbers(desk)[1]
    assert "na zapas" in form.scanned.accessibleName()
    form.body.purchase.field("number").set_value("INNY/1")
    assert not form.body.purchase.values()["is_spare"]
    form._initial = form.body.snapshot()


def test_a_number_is_given_to_an_asset_that_there_is_and_undone(desk, batch):
    asset = desk.application.listing.ids(parse(""))[0]
    old = desk.application.listing.numbers([asset])[0]
    dialog = ask_asset(desk.window._context, numbers(desk)[0])
    dialog.fields()["asset"].set_value(Option(asset, old, ""))
    dialog.try_save()
    desk.settle()
    shown = details(desk, asset)
    assert (shown.number, shown.sticker, shown.form.old_numbers[-1]) == (numbers(desk)[0], "stuck", old)
    desk.window.messages.toast().action.click()
    desk.settle()
    assert details(desk, asset).number == old


def test_the_rest_of_a_batch_is_withdrawn_after_a_question_and_that_can_be_undone(desk, batch, monkeypatch):
    monkeypatch.setattr(spare_numbers, "confirm", lambda *_, **__: True)
    page = desk.go("spare_numbers")
    desk.qtbot.mouseClick(page.side.withdraw, LEFT)
    desk.settle()
    row = desk.application.read(batches)[0]
    assert row.withdrawn_at is not None
    desk.qtbot.waitUntil(lambda: not page.side.withdraw.isVisible(), timeout=10_000)
    desk.window.messages.toast().action.click()
    desk.settle()
    assert desk.application.read(batches)[0].free == 5


def test_a_stock_check_says_of_an_unknown_code_that_it_was_printed_ahead(desk, batch):
    panel = OutcomePanel(desk.tr)
    desk.qtbot.addWidget(panel)
    panel.show_outcome(ScanOutcome(outcome="unknown", code=numbers(desk)[0], is_spare=True))
    assert panel.detail.text().startswith("Numer wydrukowany na zapas")
