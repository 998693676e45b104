"""The register in its window: searching, filtering, sorting, choosing, changing many, the details and the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from inventory.application import Application
from inventory.catalogue.query import Filter
from inventory.services.assets import mark_for_disposal
from inventory.ui.screens import filter_words
from inventory.ui.screens.filter_popup import FilterPopup
from tests.ui.screens.listed import numbers, search


def test_open_shows_all_assets_with_count_and_sum(desk, page):
    assert numbers(page)[0] == "WR/487/0011"
    assert page.model.rowCount() == 14
    assert page.card.footer_left.text() == "14 składników"
    desk.qtbot.waitUntil(lambda: page.card.footer_right.text() == "Razem 99\u00a0000,00\u00a0zł")


def test_search_without_polish_letters_finds_and_marks(desk, page):
    search(desk, page, "przenosna")
    assert page.model.rowCount() == 6
    name = page.model.cell(0, 2)
    assert name.text == "Drukarka przenośna A4"
    assert [name.text[start : start + length] for start, length in name.marks] == ["przenośna"]
    assert page.card.footer_left.text() == "6 z 14 składników"


def test_search_of_nothing_offers_a_way_on(desk, page):
    search(desk, page, "hulajnoga")
    empty = page._empty
    assert empty.no_match.text.text() == "Nic nie pasuje do „hulajnoga”"
    assert empty.add.text() == "Dodaj składnik „hulajnoga”…"
    beside = "Wybierz składnik, aby zobaczyć szczegóły."
    labels = page.side.findChildren
    desk.qtbot.waitUntil(lambda: [made.text() for made in labels(QLabel) if made.isVisible()] == [beside])
    with desk.qtbot.waitSignal(page.model.ids_known):
        empty.remove.click()
    assert page.model.rowCount() == 14
    assert page.filters.is_empty()


def test_filter_typed_becomes_a_chip(desk, page):
    search(desk, page, "status:in_stock")
    stock = page.model.rowCount()
    assert 4 <= stock < 14
    with desk.qtbot.waitSignal(page.model.ids_known):
        page.filters.search.confirmed.emit("")
    assert page.filters.search.text() == ""
    assert [chip.accessibleName() for chip in page.filters.chips.chips()] == ["Status: W magazynie"]
    assert page.model.rowCount() == stock


def test_filter_chosen_in_the_popup_narrows_the_list_and_is_removed(desk, page):
    popup = FilterPopup(page.context, "custodian", [], page)
    desk.qtbot.waitUntil(lambda: popup.choices.count() > 0)
    for row in range(popup.choices.count()):
        if popup.choices.item(row).text() == "Ewa Sosnowska":
            popup.choices.item(row).setCheckState(Qt.CheckState.Checked)
    popup.applied.connect(lambda made: page.filters.put("custodian", made))
    with desk.qtbot.waitSignal(page.model.ids_known):
        desk.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert numbers(page) == ["WR/487/0012", "WR/803/0004"]
    with desk.qtbot.waitSignal(page.model.ids_known):
        page.filters.chips.chips()[0].removed.emit()
    assert page.model.rowCount() == 14


def test_filter_window_is_as_high_as_what_it_shows(desk, page):
    popup = FilterPopup(page.context, "category", [], page)
    popup.adjustSize()
    desk.qtbot.waitUntil(lambda: popup.choices.count() > 0)
    assert popup.narrowing.isHidden()
    assert popup.height() == popup.sizeHint().height()


def test_every_filter_can_be_edited(desk, page):
    for key in (*filter_words.USUAL, *filter_words.OTHERS):
        popup = FilterPopup(page.context, key, [Filter(key, "=", "none")], page)
        desk.settle()
        assert filter_words.title(key, page.context.tr)
        assert all(item.field == key for item in popup.filters())
        popup.close()


def test_range_filter_reads_polish_amounts(desk, page):
    popup = FilterPopup(page.context, "price_gross", [], page)
    desk.qtbot.addWidget(popup)
    popup.least.setText("10 000,00")
    made = popup.filters()
    assert made == [Filter("price_gross", ">=", "10000.00")]
    assert filter_words.chips(made, page.context.tr) == [
        ("price_gross", filter_words.title("price_gross", page.context.tr), "≥ 10\u00a0000,00\u00a0zł")
    ]
    with desk.qtbot.waitSignal(page.model.ids_known):
        page.filters.put("price_gross", made)
    assert page.model.rowCount() == 2


def test_sort_by_a_column_turns_the_order(desk, page):
    for key in ("number", "name", "custodian", "status", "price_gross", "serial", "place"):
        shown = []
        for descending in (False, True):
            page.table.set_sort([(key, descending)])
            with desk.qtbot.waitSignal(page.model.ids_known):
                page.reload()
            shown.append(numbers(page))
        assert sorted(shown[0]) == sorted(shown[1])
        assert shown[0] != shown[1], key


def test_a_column_shown_is_read(desk, page):
    page.table.columns.set_shown("serial", True)
    keys = [column.key for column in page.model.columns()]
    serial = keys.index("serial")
    desk.qtbot.waitUntil(lambda: page.model.index(0, serial).data() == "PC-AN-23-00071")
    assert "serial" not in desk.program.settings.views["register"]["hidden"]


def test_details_show_the_asset_whole(desk, page):
    page.open(asset=page.model.id_at(1))
    view = page.side.details()
    desk.qtbot.waitUntil(lambda: view.number.text() == "WR/487/0012")
    assert view.badge.text() == "W użyciu"
    assert view.main_button().text() == "Zwrot"
    assert view.durability.text() == "Trwałość do 31.12.2029 – nie zbywać"
    assert "85%" in view.bar.accessibleName()
    assert view.value.text() == "6\u00a0480,00\u00a0zł"
    view.copy.click()
    assert QGuiApplication.clipboard().text() == "WR/487/0012"


def test_history_shows_custody_and_every_change(desk, page):
    from inventory.ui.screens.asset_history import AssetHistory

    page.open(asset=page.model.id_at(1))
    view = page.side.details()
    desk.qtbot.waitUntil(lambda: view.number.text() == "WR/487/0012")
    dialog = AssetHistory(page.context, view.details(), page)
    desk.qtbot.addWidget(dialog)
    desk.settle()
    assert dialog.changes.findChildren(type(view.number))
    assert any("Wydano: Ewa Sosnowska" in line.text() for line in dialog.custody.findChildren(QPushButton))


def test_scan_opens_the_asset_whatever_is_filtered(desk, page):
    search(desk, page, "drukarka")
    desk.window.take_scan("wr/669/0002")
    desk.qtbot.waitUntil(lambda: page.side.details().number.text() == "WR/669/0002")
    assert page.table.current_id() == page.model.id_at(page.table.currentIndex().row())


def test_open_with_an_asset_and_a_query_shows_both(desk, page):
    page.open(asset=page.model.id_at(7), query="lornetka")
    desk.qtbot.waitUntil(lambda: page.side.details().number.text() == "WR/669/0002")
    assert numbers(page) == ["WR/669/0002"]
    assert page.state() == {"asset": page.model.id_at(0), "query": "lornetka"}


def test_change_of_another_program_shows_and_keeps_the_selection(desk, page):
    binoculars = desk.application.listing.by_code("WR/669/0002")[0]
    page.open(asset=binoculars)
    desk.settle()
    other = Application(desk.application.path, settings=desk.program.settings, account="inny")
    other.operation("Mark for disposal", lambda work: mark_for_disposal(work, [binoculars]))
    other.close()
    row = page.model.row_of(binoculars)
    desk.qtbot.waitUntil(lambda: page.model.cell(row, 4).text == "Do likwidacji", timeout=3_000)
    desk.qtbot.waitUntil(lambda: page.side.details().badge.text() == "Do likwidacji")
    assert page.table.current_id() == binoculars


def test_select_all_copies_as_a_table(desk, page):
    page.table.selectAll()
    page.table.copy_selection()
    desk.qtbot.waitUntil(lambda: "WR/803/0009" in QGuiApplication.clipboard().text())
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Numer\tNazwa\tOsoba / miejsce\tStatus\tFinansowanie\tWartość, zł"
    assert len(lines) == 15


def test_export_writes_what_is_shown(desk, page, tmp_path):
    from inventory.ui.screens.register_export import write

    search(desk, page, "lornetka")
    for suffix in ("csv", "xlsx", "json"):
        target = tmp_path / f"lista żółta.{suffix}"
        write(page, target)
        said = f"Zapisano 1 składnik w pliku {target.name}"
        desk.qtbot.waitUntil(
            lambda said=said: said in [strip.notice.text for strip in desk.window.messages.area().strips()]
        )
        assert target.stat().st_size > 100


def test_narrow_window_lays_the_details_over_the_list(desk, page):
    desk.window.resize(960, 600)
    desk.qtbot.waitUntil(lambda: not page.side.isVisible())
    assert page.actions_.add.text() == "Dodaj"
    page.table.opened.emit(page.table.current_id())
    assert page.side.isVisible()
    page._on_escape()
    assert not page.side.isVisible()
    desk.window.resize(1440, 900)
    desk.qtbot.waitUntil(page.side.isVisible)


def test_new_register_shows_the_ways_to_begin(new_desk):
    page = new_desk.go("register")
    new_desk.settle()
    steps = page._empty.first_steps
    assert page.cover.currentWidget() is steps
    assert steps.first.text() == "Dodaj składnik"
    new_desk.qtbot.waitUntil(lambda: steps.steps.body.count() > 5)


def test_language_changed_keeps_asset_and_query(desk, page):
    search(desk, page, "drukarka")
    page.open(asset=page.model.id_at(2))
    desk.settle()
    chosen = page.table.current_id()
    desk.program.settings.language = "en"
    desk.program.apply_look()
    again = desk.window.current_page()
    desk.qtbot.waitUntil(lambda: again.side.details() is not None)
    assert again.table.current_id() == chosen
    assert again.filters.search.text() == "drukarka"
    assert again.model.columns()[3].title == "Person / place"


def test_model_keeps_the_rules_of_qt(desk, page, qtmodeltester):
    qtmodeltester.check(page.model)


def test_register_of_many_selects_all_at_once(make_desk, database):
    from inventory.services.generation import generate

    filled = Application(database, account="tester")
    filled.operation("Made-up assets added", lambda work: generate(work, 3_000))
    filled.close()
    desk = make_desk(database)
    page = desk.go("register")
    page.filters.remove_all()
    desk.qtbot.waitUntil(lambda: page.model.complete() and page.model.rowCount() == 3_000, timeout=30_000)
    page.table.selectAll()
    assert page.table.selected_count() == 3_000
    assert len(page.table.selectionModel().selection()) == 1
    desk.settle()
    desk.qtbot.waitUntil(lambda: page.card.top is not None)
    assert page.card.top.count.text() == "Zaznaczono 3\u00a0000 składników"
    last = desk.application.listing.numbers([page.model.id_at(2_999)])[0]
    search(desk, page, last)
    assert numbers(page) == [last]
