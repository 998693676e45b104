"""An import in its window: the clerk's own files, errors mended in place, taken back as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inventory.catalogue.query import parse
from inventory.ui.screens import import_preview
from inventory.ui.screens.import_wizard import COLUMNS, FILE, PREVIEW, RESULT

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def page(new_desk):
    return new_desk.go("import")


def read(desk, page, path):
    page.read_file(path)
    desk.qtbot.waitUntil(lambda: page.steps.current() == COLUMNS, timeout=20_000)
    desk.settle()


def press_next(desk, page, step):
    desk.qtbot.mouseClick(page.next, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: page.steps.current() == step, timeout=30_000)
    desk.settle()


def test_project_list_is_read_in_three_clicks(new_desk, page):
    read(new_desk, page, DATA / "wykaz-sprzetu-nmf.xlsx")
    press_next(new_desk, page, PREVIEW)
    assert page.preview.rows.model().rowCount() == 14
    press_next(new_desk, page, RESULT)
    assert new_desk.application.listing.count(parse("")) == 14
    page.result.to_register.click()
    new_desk.settle()
    assert new_desk.window.current_key() == "register"
    assert new_desk.window.current_page().table.model().rowCount() == 14


def test_nothing_is_written_before_the_last_step(new_desk, page):
    read(new_desk, page, DATA / "wykaz-sprzetu-nmf.xlsx")
    press_next(new_desk, page, PREVIEW)
    new_desk.qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert page.steps.current() == COLUMNS
    new_desk.qtbot.mouseClick(page.cancel, Qt.MouseButton.LeftButton)
    assert page.steps.current() == FILE
    assert new_desk.application.listing.count(parse("")) == 0


def test_ten_faults_stand_first_and_stop_the_import_until_they_are_left_out(new_desk, page):
    read(new_desk, page, DATA / "ewidencja-stara-2000-bledy.xlsx")
    press_next(new_desk, page, PREVIEW)
    model = page.preview.rows.model()
    assert [model.rows()[place] for place in range(10)] == [12, 25, 40, 77, 90, 101, 150, 160, 170, 180]
    assert not page.next.isEnabled()
    page.skip.click()
    assert page.next.isEnabled()
    press_next(new_desk, page, RESULT)
    assert new_desk.application.listing.count(parse("")) == 1990


def test_fault_is_mended_in_its_row_and_the_file_stays_as_it_is(new_desk, page, tmp_path):
    path = tmp_path / "lista z błędem.csv"
    path.write_text("number;name;purchased_on\r\nA-1;Radio;31.02.2019\r\n", encoding="utf-8-sig")
    before = path.read_bytes()
    read(new_desk, page, path)
    press_next(new_desk, page, PREVIEW)
    assert "C2" in page.preview._what.text()
    page.preview.text.setText("28.02.2019")
    new_desk.qtbot.keyClick(page.preview.text, Qt.Key.Key_Return)
    new_desk.qtbot.waitUntil(page.next.isEnabled, timeout=10_000)
    press_next(new_desk, page, RESULT)
    assert new_desk.application.listing.count(parse("purchased_on:2019-02-28")) == 1
    assert path.read_bytes() == before


def test_whole_import_is_taken_back_from_the_result(new_desk, page):
    read(new_desk, page, DATA / "wykaz-sprzetu-nmf.xlsx")
    press_next(new_desk, page, PREVIEW)
    press_next(new_desk, page, RESULT)
    new_desk.qtbot.mouseClick(page.result.back, Qt.MouseButton.LeftButton)
    new_desk.settle()
    assert new_desk.application.listing.count(parse("")) == 0


def test_unknown_words_are_matched_once_for_all_rows(new_desk, page, tmp_path):
    path = tmp_path / "lista.csv"
    path.write_text("number;name;supplier\r\nA-1;Radio;Łącza\r\nA-2;Radio;Łącza\r\n", encoding="utf-8-sig")
    read(new_desk, page, path)
    press_next(new_desk, page, PREVIEW)
    page._on_words()
    new_desk.settle()
    new_desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=5_000)
    dialog = QApplication.activeModalWidget()
    assert [word.word for word, _ in dialog._choices] == ["Łącza"]
    dialog.accept()
    new_desk.settle()
    press_next(new_desk, page, RESULT)
    assert new_desk.application.listing.count(parse("supplier:lacza")) == 2


def test_choice_of_a_column_is_remembered_for_the_next_file_of_its_kind(new_desk, page, tmp_path):
    for name in ("pierwszy.csv", "drugi.csv"):
        (tmp_path / name).write_text(f"Kod własny;Nazwa\r\n{name[:4].upper()};Radio\r\n", encoding="utf-8-sig")
    read(new_desk, page, tmp_path / "pierwszy.csv")
    page.columns._choices[0].set_value("number")
    press_next(new_desk, page, PREVIEW)
    read(new_desk, page, tmp_path / "drugi.csv")
    assert page.columns._choices[0].value() == "number"


def test_file_that_is_no_sheet_says_so_in_a_strip(new_desk, page, tmp_path):
    path = tmp_path / "zdjęcie.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    page.read_file(path)
    new_desk.settle()
    texts = [strip.notice.text for strip in new_desk.window.messages.area().strips()]
    assert any("zdjęcie.xlsx" in text for text in texts)
    assert page.steps.current() == FILE


def test_list_of_errors_is_saved_as_a_sheet(new_desk, page, tmp_path, monkeypatch):
    target = tmp_path / "błędy.csv"
    monkeypatch.setattr(import_preview.QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    read(new_desk, page, DATA / "ewidencja-stara-2000-bledy.xlsx")
    press_next(new_desk, page, PREVIEW)
    new_desk.qtbot.mouseClick(page.preview.list, Qt.MouseButton.LeftButton)
    new_desk.qtbot.waitUntil(target.exists, timeout=10_000)
    new_desk.settle()
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 11
    assert "dwa tysiące" in lines[1]
