"""A stock check in its window: made, counted by scanner, taken back, closed, with its papers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inventory.services.counts import CountRequest, count_status, create_count, list_counts
from inventory.services.policies import read_policies, save_policies
from inventory.ui.screens import counting, counts_closing


@pytest.fixture
def count_id(desk):
    return desk.application.operation(
        "Count made", lambda work: create_count(work, CountRequest(name="Spis 2025"))
    ).value.id


@pytest.fixture
def page(desk, count_id):
    return desk.go("counting", count=count_id)


def status(desk, count_id):
    return desk.application.read(lambda session: count_status(session, count_id))


def shown(page):
    return page.outcome.word.text(), page.outcome.number.text()


def test_new_count_is_made_in_the_dialog_and_counting_opens(desk):
    page = desk.go("counts")
    desk.qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    desk.settle()
    dialog = QApplication.activeModalWidget()
    dialog.name.set_value("Spis roczny")
    desk.qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.window.current_key() == "counting", timeout=10_000)
    desk.settle()
    made = desk.application.read(list_counts)
    assert [(count.name, count.expected) for count in made] == [("Spis roczny", 14)]


def test_second_count_of_the_same_name_is_refused_beside_the_name(desk, count_id):
    page = desk.go("counts")
    page.new_count()
    desk.settle()
    dialog = QApplication.activeModalWidget()
    dialog.name.set_value("spis 2025")
    desk.qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: dialog.name.error() != "", timeout=10_000)
    assert "spis 2025" in dialog.name.error().lower()
    assert dialog.isVisible()
    dialog.reject()


def test_scans_show_their_outcome_once_they_are_on_disk(desk, page, count_id):
    for code, word in (
        ("A/012", "MIEJSCE"), ("WR/669/0002", "ZGODNY"), ("wr/669/0002", "JUŻ POLICZONY"),
        ("WR/487/0012", "INNE MIEJSCE"), ("5901234123457", "NIEZNANY KOD"),
    ):  # fmt: skip
        desk.window.take_scan(code)
        desk.settle()
        assert page.outcome.word.text() == word
    now = status(desk, count_id)
    assert (now.found, now.other_place, now.unknown, now.remaining) == (1, 1, 1, 12)


def test_typed_number_counts_and_empties_the_field(desk, page, count_id):
    desk.qtbot.keyClicks(page.field, "WR/669/0002")
    desk.qtbot.keyClick(page.field, Qt.Key.Key_Return)
    desk.settle()
    assert shown(page) == ("ZGODNY", "WR/669/0002")
    assert page.field.text() == ""


def test_undo_takes_the_last_scan_back(desk, page, count_id):
    desk.window.take_scan("WR/669/0002")
    desk.settle()
    desk.qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    desk.settle()
    assert "WR/669/0002" in page.outcome.word.text()
    assert status(desk, count_id).found == 0


def test_any_letter_typed_elsewhere_returns_to_the_scan_field(desk, page):
    desk.window.activateWindow()
    page.sound.mute.setFocus()
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is page.sound.mute, timeout=5_000)
    desk.qtbot.keyClick(page.sound.mute, Qt.Key.Key_W)
    # The scanner keeps a first key for a moment, in case a code follows.
    desk.qtbot.waitUntil(lambda: page.field.text() == "w", timeout=5_000)
    assert QApplication.focusWidget() is page.field


def test_scan_of_another_program_shows_within_two_seconds(desk, page, count_id, demonstration_database):
    from inventory.application import Application
    from inventory.services.scanning import ScanRequest, new_uid, scan

    other = Application(demonstration_database, account="tester")
    request = ScanRequest(count_id=count_id, code="WR/669/0002", uid=new_uid(), counter="Adam")
    other.quick("Scan counted", lambda quick: scan(quick, request))
    other.close()
    desk.qtbot.waitUntil(lambda: page._status.found == 1, timeout=2_500)


def test_blind_count_tells_nothing_of_what_is_expected(desk):
    made = desk.application.operation(
        "Count made", lambda work: create_count(work, CountRequest(name="Ślepy", blind=True))
    ).value
    page = desk.go("counting", count=made.id)
    desk.window.take_scan("WR/487/0012")
    desk.settle()
    desk.qtbot.waitUntil(lambda: page._status is not None and not page._later.isActive(), timeout=5_000)
    desk.settle()
    assert page.outcome.word.text() == "POLICZONY"
    assert not page.side.isVisible()
    assert not page.figures.progress.isVisible()
    assert not page.figures.places.isVisible()


def test_full_disk_says_that_the_scan_was_not_saved(desk, page, count_id):
    connection = desk.application._quick_writer._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages}")
    for number in range(400):
        desk.window.take_scan(f"NIEZNANY-{number:04d}-" + "X" * 200)
        if number % 20 == 19:
            desk.settle()
            if page.outcome.word.text() == "NIE ZAPISANO":
                break
    desk.settle()
    assert page.outcome.word.text() == "NIE ZAPISANO"
    saved = status(desk, count_id).unknown
    connection.execute("PRAGMA max_page_count=1073741823")
    desk.window.take_scan("WR/669/0002")
    desk.settle()
    assert page.outcome.word.text() == "ZGODNY", "the same connection carries on"
    assert status(desk, count_id).unknown == saved


def test_closing_issues_papers_and_shows_the_differences(desk, page, count_id, monkeypatch):
    monkeypatch.setattr(counting, "confirm", lambda *_args, **_words: True)
    desk.window.take_scan("WR/669/0002")
    desk.window.take_scan("5901234123457")
    desk.settle()
    desk.qtbot.waitUntil(lambda: page._status.found == 1, timeout=5_000)
    desk.qtbot.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.window.current_key() == "differences", timeout=20_000)
    desk.settle()
    differences = desk.window.current_page()
    kinds = [row.kind for row in differences._rows]
    assert (kinds.count("shortage"), kinds.count("surplus")) == (13, 1)
    assert status(desk, count_id).status == "closed"


def test_papers_of_a_closed_count_are_saved_as_one_file(desk, count_id, tmp_path, monkeypatch):
    target = tmp_path / "Spis z Łodzi.pdf"
    monkeypatch.setattr(counts_closing.QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    page = desk.go("differences", count=count_id)
    counts_closing.close_and_issue(page, desk.window._context, count_id)
    desk.settle()
    desk.qtbot.mouseClick(desk.window.current_page().papers, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(target.exists, timeout=20_000)
    desk.settle()
    import pypdfium2

    document = pypdfium2.PdfDocument(target)
    text = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    document.close()
    assert "Zestawienie różnic" in text
    assert "WR/669/0002" in text


def test_volume_and_mute_stand_on_the_page_and_are_kept(desk, page):
    sound, settings = page.sound, desk.program.settings
    sound.volume.setValue(35)
    assert (sound.sounds.volume, settings.sound_volume) == (35, 35)
    desk.qtbot.mouseClick(sound.mute, Qt.MouseButton.LeftButton)
    assert (sound.sounds.muted, settings.sound_muted, sound.mute.text()) == (False, False, "Dźwięk: wł.")
    desk.go("counts")
    settings.sound_volume = 80
    page = desk.go("counting")
    assert page.sound.volume.value() == 80


def test_new_count_begins_with_the_commission_and_team_of_the_settings(desk):
    wanted = replace(desk.application.read(read_policies), commission="Anna Wiąz", count_team="Jan Klon\nEwa Lis")
    desk.application.operation("Test", lambda work: save_policies(work, wanted))
    page = desk.go("counts")
    page.new_count()
    desk.settle()
    dialog = QApplication.activeModalWidget()
    assert (dialog.commission.value(), dialog.team.value()) == ("Anna Wiąz", "Jan Klon\nEwa Lis")
    dialog.reject()


def test_custodian_in_the_team_is_refused_at_the_field(desk):
    page = desk.go("counts")
    page.new_count()
    desk.settle()
    dialog = QApplication.activeModalWidget()
    dialog.team.set_value("Jan Klon\nPiotr Dąbek")
    dialog.make.click()
    desk.qtbot.waitUntil(lambda: dialog.team.error() != "", timeout=10_000)
    assert "Piotr Dąbek" in dialog.team.error()
    dialog.reject()
