"""Printing stickers in its window: design and first field chosen, files read back, the strip after printing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from inventory.catalogue.query import parse
from inventory.labels.template import template
from inventory.services.print_jobs import nothing_came
from tests.factories import give_logo
from tests.labels.reading import codes, page_texts, rendered
from tests.ui.screens.label_kit import LEFT, details, numbers, save, words


@pytest.fixture
def ids(desk):
    return list(desk.application.listing.ids(parse("")))


@pytest.fixture
def page(desk, ids):
    made = desk.go("print_labels", assets=ids)
    desk.settle()
    return made


def click_field(desk, page, number):
    place = page.sheet.field_rect(number).center().toPoint()
    desk.qtbot.mouseClick(page.sheet, LEFT, pos=QPoint(place.x(), place.y()))
    desk.settle()


def test_all_that_was_chosen_is_listed_by_name_and_summed_up(page):
    assert page.print_button.text() == "Drukuj 14 naklejek"
    assert page.header.subtitle.text() == "14 naklejek na 1 arkuszu, pola 1–14"
    assert [row.numbers.text() for row in page.items.rows] == [
        "WR/487/0011", "6 szt. · WR/487/0012–0017", "WR/669/0002", "6 szt. · WR/803/0004–0009",
    ]  # fmt: skip
    assert words(page)[0] == "Kod czytelny: QR 15,8 mm, moduł 0,75 mm"
    assert all(card.has_picture() for card in page.designs.cards.values())


def test_a_click_on_a_field_makes_it_the_first_and_the_file_begins_there(desk, page, monkeypatch, tmp_path, ids):
    click_field(desk, page, 5)
    assert page.settings.start.value() == 5
    assert page.header.subtitle.text() == "14 naklejek na 1 arkuszu, pola 5–18"
    pdf = save(desk, page, monkeypatch, tmp_path / "Naklejki żółte.pdf")
    image = rendered(pdf, 203)
    assert codes(image) == sorted(numbers(desk, ids))
    # The first four fields of 70 × 36 stay empty: three in the first row, one in the second.
    row = image.height * 36 // 297
    assert codes(image.crop((0, 0, image.width, row))) == []
    assert codes(image.crop((0, row, image.width // 3, 2 * row))) == []


def test_arrows_choose_the_first_field_and_stay_on_the_sheet(desk, page):
    page.sheet.setFocus()
    for key, start in (
        (Qt.Key.Key_Right, 2), (Qt.Key.Key_Down, 5), (Qt.Key.Key_Left, 4), (Qt.Key.Key_Up, 1), (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_End, 24), (Qt.Key.Key_Right, 24), (Qt.Key.Key_Home, 1),
    ):  # fmt: skip
        desk.qtbot.keyClick(page.sheet, key)
        # A key is kept for a moment in case a scanner sends it.
        desk.qtbot.waitUntil(lambda start=start: page.choice.start == start, timeout=2_000)
        assert page.settings.start.value() == start
    assert "1" in page.sheet.accessibleName()


def test_labels_beyond_the_sheet_make_a_second_page_that_can_be_shown(desk, page):
    page.settings.copies.setValue(3)
    desk.settle()
    assert page.page_text.text() == "1 z 2"
    desk.qtbot.mouseClick(page.next, LEFT)
    desk.settle()
    assert page.page_text.text() == "2 z 2"
    assert not page.next.isEnabled()
    # A click on a later page chooses nothing: only the first sheet can be used already.
    click_field(desk, page, 7)
    assert page.choice.start == 1


def test_a_design_is_chosen_by_its_picture_and_keeps_the_size(desk, page, monkeypatch, tmp_path):
    desk.qtbot.mouseClick(page.designs.cards["dm"], LEFT)
    desk.settle()
    assert page.choice.template.key == "sheet-70x36-dm"
    assert words(page)[0].startswith("Kod czytelny: DataMatrix")
    desk.qtbot.mouseClick(page.settings.medium.button("roll"), LEFT)
    desk.settle()
    assert page.choice.template.kind == "roll"
    assert not page.settings.start.isEnabled()
    pdf = save(desk, page, monkeypatch, tmp_path / "rolka.pdf")
    assert len(page_texts(pdf)) == 14


def test_the_size_is_chosen_from_a_list_and_the_sheet_follows(desk, page):
    page.settings.format.set_value(template("sheet-38x21-qr").stock)
    desk.settle()
    assert page.choice.template.key == "sheet-38x21-qr"
    assert page.sheet_title.text() == "Arkusz A4 · 5 × 13"
    assert page.settings.start.maximum() == 65
    assert any(text.startswith("Nie zmieści się") for text in words(page))


def test_a_small_code_is_amber(desk, page):
    page.choice.dpi = 300
    page._on_template(template("sheet-38x21-qr"))
    desk.settle()
    check = page.drawing.picture.check
    assert page.look.findings[0].tone == ("warn" if check.small else "ok")


def test_a_scan_adds_an_asset_once_and_a_second_scan_adds_nothing(desk, ids):
    page = desk.go("print_labels", assets=[])
    desk.settle()
    assert not page.print_button.isEnabled()
    number = numbers(desk, ids)[0]
    for _ in range(2):
        desk.window.take_scan(number)
        desk.settle()
        assert [item.number for item in page.choice.items] == [number]
    assert page.header.subtitle.text() == "1 naklejka na 1 arkuszu, pole 1"
    desk.window.take_scan("5901234123457")
    desk.settle()
    assert "5901234123457" in desk.window.messages.area().strips()[-1].text.text()


def test_an_asset_is_found_by_typing_and_removed_again(desk, ids):
    page = desk.go("print_labels", assets=[])
    (option,) = page.items.add._provider("lornetka")
    page.items.add.set_value(option)
    desk.settle()
    assert [item.name for item in page.choice.items] == [option.detail]
    assert page.items.add.text() == ""
    desk.qtbot.mouseClick(page.items.rows[0].cross, LEFT)
    desk.settle()
    assert page.choice.items == []


def test_a_group_opens_into_single_assets_with_their_own_copies(desk, page):
    laptops = page.items.rows[1]
    desk.qtbot.mouseClick(laptops.open, LEFT)
    desk.settle()
    assert [row.name.text() for row in page.items.rows[1:4]] == ["WR/487/0012", "WR/487/0013", "WR/487/0014"]
    page.items.rows[1].copies.setValue(3)
    page.items.rows[2].tick.setChecked(False)
    desk.settle()
    assert page.print_button.text() == "Drukuj 15 naklejek"


def test_order_by_name_is_the_order_of_the_file(desk, page, monkeypatch, tmp_path):
    page.settings.order.set_value("name")
    page._on_template(template("roll-50x25-dm"))
    desk.settle()
    pdf = save(desk, page, monkeypatch, tmp_path / "a.pdf")
    assert codes(rendered(pdf, 203)) == ["WR/803/0004"]


def test_a_disposed_asset_is_named_as_left_out(desk, ids):
    from inventory.model.assets import Asset

    def work(session):
        session.get(Asset, ids[0]).status = "disposed"

    desk.application.operation("Test", work)
    page = desk.go("print_labels", assets=ids)
    desk.settle()
    assert page.print_button.text() == "Drukuj 13 naklejek"
    assert f"Bez naklejki: {numbers(desk, ids)[0]}. Stan: zlikwidowany." in words(page)


# After printing -------------------------------------------------------------------------------------------------


def test_only_yes_sets_the_sticker_state_and_undo_takes_it_back(desk, page, monkeypatch, tmp_path, ids):
    save(desk, page, monkeypatch, tmp_path / "a.pdf")
    assert page.outcome.isVisible()
    assert "Czy wszystkie wyszły dobrze?" in page.outcome.text.text()
    assert details(desk, ids[0]).sticker_printed_at is None
    desk.qtbot.mouseClick(page.outcome.yes, LEFT)
    desk.settle()
    assert not page.outcome.isVisible()
    assert all(details(desk, one).sticker_printed_at is not None for one in ids)
    desk.window.messages.toast().action.click()
    desk.settle()
    assert details(desk, ids[0]).sticker_printed_at is None


def test_a_second_click_on_yes_is_no_second_answer(desk, page, monkeypatch, tmp_path):
    save(desk, page, monkeypatch, tmp_path / "naklejki.pdf")
    desk.qtbot.mouseClick(page.outcome.yes, LEFT)
    desk.qtbot.mouseClick(page.outcome.none, LEFT)
    desk.settle()
    assert [strip.notice.tone for strip in desk.window.messages.area().strips()] == ["info"]
    assert page.outcome.isHidden()
    assert page.outcome.isEnabled()


def test_a_question_that_somebody_else_answered_goes_away(desk, page, monkeypatch, tmp_path):
    save(desk, page, monkeypatch, tmp_path / "naklejki.pdf")
    desk.application.operation("Test", lambda work: nothing_came(work, page.outcome.job.id))
    desk.qtbot.mouseClick(page.outcome.yes, LEFT)
    desk.settle()
    assert [strip.notice.tone for strip in desk.window.messages.area().strips()] == ["err"]
    assert page.outcome.isHidden()


def test_repeating_from_a_field_prints_the_rest_and_one_yes_confirms_all(desk, page, monkeypatch, tmp_path, ids):
    click_field(desk, page, 3)
    save(desk, page, monkeypatch, tmp_path / "a.pdf")
    desk.qtbot.mouseClick(page.outcome.again, LEFT)
    page.outcome.field.setValue(13)
    desk.qtbot.mouseClick(page.outcome.go, LEFT)
    desk.settle()
    assert page.header.subtitle.text() == "4 naklejki na 1 arkuszu, pola 13–16"
    assert not page.outcome.isVisible()
    pdf = save(desk, page, monkeypatch, tmp_path / "b.pdf")
    assert codes(rendered(pdf, 203)) == sorted(numbers(desk, ids))[10:]
    desk.qtbot.mouseClick(page.outcome.yes, LEFT)
    desk.settle()
    assert all(details(desk, one).sticker_printed_at is not None for one in ids)
    assert [label.result for label in details(desk, ids[0]).labels] == ["partial"]


def test_a_file_that_cannot_be_written_leaves_no_record(desk, page, monkeypatch, tmp_path, ids):
    blocked = tmp_path / "katalog.pdf"
    blocked.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(blocked), "")))
    desk.qtbot.mouseClick(page.save_button, LEFT)
    desk.settle()
    assert not page.outcome.isVisible()
    assert desk.window.messages.area().strips()


# Funding labels -------------------------------------------------------------------------------------------------


def test_a_funding_label_without_logo_shows_grey_boxes_and_is_not_printed(desk, page):
    page.designs.tabs.chosen.emit("funding")
    desk.settle()
    assert page.choice.template.purpose == "funding"
    assert "Źródło NMF nie ma logo. Najpierw dodaj jego pliki logo." in words(page)
    assert not page.save_button.isEnabled()
    assert page.drawing.picture.image is not None


def test_a_funding_label_with_its_logo_is_printed_and_recorded(desk, monkeypatch, tmp_path, ids):
    give_logo(desk.application)
    page = desk.go("print_labels", assets=ids, template="roll-100x55-funding")
    desk.settle()
    pdf = save(desk, page, monkeypatch, tmp_path / "etykiety.pdf")
    assert "NMF/PA18/0004" in page_texts(pdf)[0]
    assert codes(rendered(pdf, 203)) == [numbers(desk, ids)[0]]
    desk.qtbot.mouseClick(page.outcome.yes, LEFT)
    desk.settle()
    shown = details(desk, ids[0])
    assert (shown.sticker_printed_at, shown.funding_label_printed_at is not None) == (None, True)


def test_the_same_page_opens_again_after_the_language_changed(desk, page):
    desk.program.settings.language = "en"
    desk.program.apply_look()
    desk.settle()
    again = desk.window.current_page()
    assert again is not page
    assert again.print_button.text() == "Print 14 stickers"


@pytest.mark.parametrize("key", ["sheet-38x21-dm", "roll-62x29-code128", "sheet-105x57-funding"])
def test_the_sheet_is_painted_within_50_ms(desk, page, key):
    import time

    page._on_template(template(key))
    desk.settle()
    image = QImage(page.sheet.size(), QImage.Format.Format_RGB32)
    page.sheet.render(image)
    best = min(_timed(lambda: page.sheet.render(image), time.perf_counter) for _ in range(5))
    assert best < 0.05


def _timed(run, clock):
    begun = clock()
    run()
    return clock() - begun


def test_one_label_lies_on_one_field(desk, ids):
    page = desk.go("print_labels", assets=ids[:1])
    desk.settle()
    assert page.header.subtitle.text() == "1 naklejka na 1 arkuszu, pole 1"
