"""A clerk's year in one window: first run, import, a new asset, stickers, handover, return, stock check, backup."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from inventory.base.paths import default_register
from inventory.base.pdfium import PDFIUM
from inventory.base.settings import Settings
from inventory.catalogue.query import parse
from inventory.services.asset_details import asset_details
from inventory.services.backups import backup_state
from inventory.services.documents import document_pdf
from inventory.services.finding import find_asset
from inventory.services.handovers import DocumentFilter, documents_list
from inventory.services.people import PersonRequest, link_account, save_person
from inventory.services.places import PlaceRequest, save_place
from inventory.store import check
from inventory.ui.program import Program
from inventory.ui.screens import counting, counts_closing
from inventory.ui.screens.import_wizard import COLUMNS, PREVIEW, RESULT
from inventory.ui.screens.settings_backups import BackupsSection
from tests.ui.screens.conftest import Desk

DATA = Path(__file__).parents[1] / "data"
LEFT = Qt.MouseButton.LeftButton

# The offscreen platform cannot raise windows.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def desk(qapp, qtbot, monkeypatch):
    """The program as it starts on a machine that has no register."""
    monkeypatch.setattr("inventory.application.system_account", lambda: "tester")
    program = Program(qapp, Settings(language="pl", sound_muted=True))
    assert program.open_or_welcome(default_register())
    program.window.resize(1440, 900)
    made = Desk(program, qtbot)
    yield made
    program.end()
    program.window.hide()
    program.window.deleteLater()
    qapp.processEvents()


def put(editor, text):
    """Type a text as a hand would: keys of a test come as fast as a scanner's and would be taken for a code."""
    editor.setText(text)
    editor.textEdited.emit(text)
    editor.editingFinished.emit()


def text_and_codes(pdf):
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        pictures = [page.render(scale=300 / 72).to_pil() for page in document]
        document.close()
    return text, sorted({code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)})


def numbered(desk, kind):
    return desk.application.read(lambda session: documents_list(session, DocumentFilter(kind=kind)))[1]


def stored(desk, number):
    return desk.application.read(lambda session: document_pdf(session, number)).content


def asset(desk, number):
    key = desk.application.listing.by_code(number)[0]
    return desk.application.read(lambda session: asset_details(session, key))


def begin(desk):
    """First run: choosing a file makes the register and opens the import."""
    assert desk.window.current_key() == "welcome"
    desk.qtbot.mouseClick(desk.window.current_page().sheet, LEFT)
    desk.qtbot.waitUntil(lambda: desk.window.current_key() == "import", timeout=20_000)
    desk.settle()
    assert default_register().is_file()


def read_the_list(desk):
    page = desk.window.current_page()
    page.read_file(DATA / "wykaz-sprzetu-nmf.xlsx")
    for step in (COLUMNS, PREVIEW, RESULT):
        desk.qtbot.waitUntil(lambda step=step: page.steps.current() == step, timeout=20_000)
        desk.settle()
        if step != RESULT:
            desk.qtbot.mouseClick(page.next, LEFT)
    assert desk.application.listing.count(parse("")) == 14


def name_people_and_places(desk):
    """What a clerk enters once in the settings; their screens have tests of their own."""

    def enter(work):
        save_place(work, PlaceRequest(code="M", name="Magazyn", kind="store"))
        save_place(work, PlaceRequest(code="A/118", name="Pokój 118"))
        maria = save_person(work, PersonRequest(first_name="Maria", last_name="Lipowa", kind="employee"))
        link_account(work, maria, "tester")
        return save_person(work, PersonRequest(first_name="Łucja", last_name="Świerk", rank="asp.", hr_id="P-1"))

    return desk.application.operation("Enter people", enter).value


def add_an_asset(desk):
    page = desk.go("asset")
    desk.qtbot.waitUntil(lambda: page._data is not None, timeout=10_000)
    purchase, funding = page.body.purchase, page.body.funding
    purchase.field("name").set_value("Kamera <HDMI> & „Łódź”")
    category = purchase.field("category").editor
    category.setCurrentIndex(next(n for n in range(category.count()) if "Optyka" in category.itemText(n)))
    put(purchase.field("price_gross").editor, "100,01")
    for code, share in (("BP", "33,33"), ("FWP", "66,67")):
        funding.add_row()
        row = funding.rows[-1]
        row.source.setCurrentIndex(
            next(n for n in range(row.source.count()) if row.source.itemText(n).startswith(code))
        )
        put(row.share, share)
    desk.settle()
    desk.qtbot.mouseClick(page.save, LEFT)
    desk.qtbot.waitUntil(lambda: desk.application.listing.count(parse("")) == 15, timeout=10_000)
    desk.settle()
    key = desk.application.listing.ids(parse("kamera"))[0]
    number = desk.application.listing.numbers([key])[0]
    assert sorted(part.amount for part in asset(desk, number).form.funding) == [3_333, 6_668]
    return number


def print_stickers(desk, monkeypatch, path):
    page = desk.go("print_labels", assets=list(desk.application.listing.ids(parse(""))))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(path), "")))
    desk.qtbot.mouseClick(page.save_button, LEFT)
    desk.qtbot.waitUntil(path.is_file, timeout=20_000)
    desk.settle()
    everything = desk.application.listing.numbers(desk.application.listing.ids(parse("")))
    assert text_and_codes(path.read_bytes())[1] == sorted(everything)


def say_condition(desk, page):
    page.check()
    desk.settle()
    for row in page.items.rows:
        row.condition.set_value("dobry")
        row.condition.changed.emit()
    page.check()
    desk.settle()


def hand_over(desk, person, numbers):
    ids = [desk.application.listing.by_code(number)[0] for number in numbers]
    page = desk.go("handover", kind="issue", assets=ids, person=person)
    say_condition(desk, page)
    field = page.terms.fields["purpose"]
    field.set_value("Działania w projekcie")
    field.editor.changed.emit()
    page.check()
    desk.settle()
    page.confirm()
    desk.settle()
    paper = numbered(desk, "handover")[0]
    text, codes = text_and_codes(stored(desk, paper.number))
    assert "Łucja Świerk" in text
    assert "Kamera <HDMI> & „Łódź”" in text
    assert any(paper.number in code for code in codes)
    assert {asset(desk, number).status for number in numbers} == {"issued"}
    return paper.number


def take_back(desk, person, numbers, answered):
    page = desk.go("handover", kind="return", person=person)
    say_condition(desk, page)
    settled = page.terms.fields["settled"]
    settled.set_value(True)
    settled.editor.changed.emit()
    page.confirm()
    desk.settle()
    paper = numbered(desk, "return")[0]
    assert answered in text_and_codes(stored(desk, paper.number))[0]
    assert {asset(desk, number).status for number in numbers} == {"in_stock"}


def count_everything(desk, monkeypatch, folder):
    monkeypatch.setattr(counting, "confirm", lambda *_args, **_words: True)
    page = desk.go("counts")
    page.new_count()
    desk.settle()
    desk.qtbot.mouseClick(QApplication.activeModalWidget().make, LEFT)
    desk.qtbot.waitUntil(lambda: desk.window.current_key() == "counting", timeout=10_000)
    desk.settle()
    page = desk.window.current_page()
    numbers = desk.application.listing.numbers(desk.application.listing.ids(parse("")))
    for number in numbers[:-1]:
        desk.window.take_scan(number)
    desk.window.take_scan("NIEZNANY-1")
    desk.settle()
    assert page.outcome.word.text() == "NIEZNANY KOD"
    desk.qtbot.mouseClick(page.close_button, LEFT)
    desk.qtbot.waitUntil(lambda: desk.window.current_key() == "differences", timeout=30_000)
    desk.settle()
    target = folder / "Spis.pdf"
    monkeypatch.setattr(counts_closing.QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    desk.qtbot.mouseClick(desk.window.current_page().papers, LEFT)
    desk.qtbot.waitUntil(target.is_file, timeout=30_000)
    desk.settle()
    text, _codes = text_and_codes(target.read_bytes())
    assert "Zestawienie różnic" in text
    assert numbers[-1] in text
    assert "NIEZNANY-1" in text


def test_whole_year_in_one_window(desk, monkeypatch, tmp_path):
    begin(desk)
    read_the_list(desk)
    lucja = name_people_and_places(desk)
    new = add_an_asset(desk)
    print_stickers(desk, monkeypatch, tmp_path / "Naklejki.pdf")
    given = [new, "WR/669/0002"]
    protocol = hand_over(desk, lucja, given)
    take_back(desk, lucja, given, protocol)
    count_everything(desk, monkeypatch, tmp_path)

    application = desk.application
    before = backup_state(application.path, application.settings).copies
    assert before, "the first copy is made by itself at the start"
    desk.go("settings", section="backups").findChild(BackupsSection).make_now()
    desk.settle()
    newest = backup_state(application.path, application.settings).copies[0]
    assert newest.path not in {copy.path for copy in before}

    assert application.read(lambda session: list(check.problems(session.connection()))) == []
    assert [step.kind for step in asset(desk, "WR/669/0002").movements][:2] == ["return", "handover"]
    assert application.read(lambda session: find_asset(session, new).last_counted_on) is not None
