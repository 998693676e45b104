"""Chips, switches, segments, sections, tabs, steps, charts and dialogs answer to mouse, keys and screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from inventory.ui.widgets import buttons
from inventory.ui.widgets.badges import Badge, ChipBar, LabelledSwitch
from inventory.ui.widgets.charts import FigureCard, Legend, Part, RankedBars, ShareBar
from inventory.ui.widgets.dialogs import ConfirmDialog, show_fault
from inventory.ui.widgets.search_field import SearchField
from inventory.ui.widgets.text import ElidedLabel, escaped, label
from inventory.ui.widgets.ways import SectionList, StepsBar, Tabs

pytestmark = pytest.mark.usefixtures("look")
PARTS = [Part("Dotacja NMF", 85, "16 898,00 zł", "85%", "f3"), Part("Budżet państwa", 15, "2 982,00 zł", "15%", "f1")]
LEFT = Qt.MouseButton.LeftButton


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_chip_is_edited_by_click_and_removed_by_cross_or_delete(qtbot):
    done = []
    bar = shown(qtbot, ChipBar("Filtr", lambda: done.append("add"), remove_name="Usuń filtr"))
    bar.set_chips([("Źródło", "NMF", lambda: done.append("edit"), lambda: done.append("remove"))])
    chip = bar.chips()[0]
    assert chip.accessibleName() == "Źródło: NMF"
    qtbot.mouseClick(chip, LEFT, pos=QPoint(20, 14))
    qtbot.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 12, 14))
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    qtbot.mouseClick(bar.add_button, LEFT)
    assert done == ["edit", "remove", "remove", "edit", "add"]


def test_switch_turns_with_space(qtbot):
    switch = shown(qtbot, LabelledSwitch("Dźwięk", on=True))
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()


def test_segments_choose_one(qtbot):
    segments = shown(qtbot, buttons.Segments([("issue", "Wydanie"), ("return", "Zwrot")]))
    with qtbot.waitSignal(segments.chosen) as chosen:
        qtbot.mouseClick(segments.button("return"), LEFT)
    assert (chosen.args, segments.current()) == (["return"], "return")


def test_ampersand_on_a_button_is_no_shortcut(qtbot):
    made = shown(qtbot, buttons.secondary("R&D"))
    assert (made.text(), made.shortcut().isEmpty()) == ("R&&D", True)


def test_icon_button_has_a_name_and_its_key(qtbot):
    made = shown(qtbot, buttons.icon_button("undo-2", "Cofnij", keys="Ctrl+Z"))
    assert (made.accessibleName(), made.toolTip()) == ("Cofnij", "Cofnij (Ctrl+Z)")


def test_markup_in_texts_and_tooltips_is_literal(qtbot):
    assert escaped("<img src=x> & co") == "<qt>&lt;img src=x&gt; &amp; co</qt>"
    assert label("<b>x</b>").textFormat() is Qt.TextFormat.PlainText
    long = shown(qtbot, ElidedLabel("<b>" + "x" * 200))
    long.resize(50, 20)
    long.grab()
    assert long.toolTip().startswith("<qt>&lt;b&gt;")


def test_sections_step_and_show_errors(qtbot):
    sections = shown(qtbot, SectionList([("base", "Podstawowe", ""), ("funds", "Finansowanie", "")]))
    with qtbot.waitSignal(sections.chosen) as chosen:
        sections.step(1)
    assert chosen.args == ["funds"]
    sections.set_bad(["funds"], "błąd")
    assert sections._buttons["funds"].accessibleName() == "Finansowanie, błąd"


def test_tab_is_chosen_with_its_counter(qtbot):
    tabs = shown(qtbot, Tabs([("out", "Wydane"), ("late", "Po terminie")]))
    tabs.set_count("late", 3)
    with qtbot.waitSignal(tabs.chosen):
        qtbot.mouseClick(tabs._tabs["late"], LEFT)
    assert (tabs.current(), tabs._tabs["late"].accessibleName()) == ("late", "Po terminie 3")


def test_steps_say_where_one_is(qtbot):
    steps = shown(qtbot, StepsBar(["Plik", "Kolumny"]))
    steps.set_current(1)
    assert (steps.current(), steps.accessibleName()) == (1, "2/2: Kolumny")


def test_charts_are_read_aloud_and_clicked(qtbot):
    words = "Dotacja NMF 85%, 16 898,00 zł; Budżet państwa 15%, 2 982,00 zł"
    bar, legend, ranked = (shown(qtbot, made(PARTS)) for made in (ShareBar, Legend, RankedBars))
    assert [widget.accessibleName() for widget in (bar, legend, ranked)] == [words] * 3
    with qtbot.waitSignal(legend.chosen) as chosen:
        qtbot.mouseClick(legend, LEFT, pos=QPoint(10, 30))
    assert chosen.args == [1]
    qtbot.keyClick(ranked, Qt.Key.Key_Down)
    with qtbot.waitSignal(ranked.chosen) as chosen:
        qtbot.keyClick(ranked, Qt.Key.Key_Return)
    assert chosen.args == [1]


def test_share_that_is_missing_shows_the_track(qtbot):
    bar = ShareBar(height=10)
    qtbot.addWidget(bar)
    bar.resize(100, 10)
    bar.set_parts([Part("NMF", 50, token="f3")], whole=100)
    picture = bar.grab().toImage()
    ratio = picture.devicePixelRatio()
    colours = [picture.pixelColor(int(x * ratio), int(5 * ratio)).name().upper() for x in (20, 80)]
    assert colours == ["#2A8C82", "#E4E8ED"]


def test_figure_card_opens_by_click_and_by_key(qtbot):
    card = shown(qtbot, FigureCard("Wydane", icon="users"))
    card.set_figure("1 031", "3 zwroty po terminie", ink="err")
    assert card.accessibleName() == "Wydane: 1 031. 3 zwroty po terminie"
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, LEFT)
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_Return)


def test_badge_reads_its_word(qtbot):
    badge = shown(qtbot, Badge("Po terminie", icon="clock", tone="err"))
    assert (badge.accessibleName(), badge.height()) == ("Po terminie", 22)


def test_search_clears_with_escape_and_goes_down_to_the_list(qtbot, tr):
    search = shown(qtbot, SearchField(tr, "Szukaj", keys="Ctrl+F"))
    told = []
    search.searched.connect(told.append)
    qtbot.keyClicks(search, "la")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert told == ["l", "la", ""]
    with qtbot.waitSignal(search.down_pressed):
        qtbot.keyClick(search, Qt.Key.Key_Down)


def test_question_is_safe_by_default_and_names_the_object(qtbot, tr):
    dialog = ConfirmDialog(tr, title="Zlikwidować 3 składniki?", text="<b>", verb="Zlikwiduj 3 składniki")
    shown(qtbot, dialog)
    assert dialog.cancel.isDefault()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    shown(qtbot, dialog)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.go, LEFT)


def test_dialog_is_never_larger_than_the_screen(qtbot, tr):
    dialog = ConfirmDialog(tr, title="Pytanie", text="bardzo długi opis " * 2000, verb="Zlikwiduj")
    shown(qtbot, dialog)
    screen = dialog.screen().availableGeometry()
    assert dialog.height() <= screen.height()
    assert dialog.go.isVisible()
    assert dialog.rect().contains(dialog.go.geometry())


def test_fault_is_logged_and_its_details_copied(qtbot, tr, caplog):
    try:
        raise KeyError("asset")
    except KeyError as error:
        dialog = show_fault(None, tr, "Wydanie", error)
    qtbot.addWidget(dialog)
    qtbot.mouseClick(dialog.copy, LEFT)
    assert "KeyError: 'asset'" in QGuiApplication.clipboard().text()
    assert "Wydanie failed" in caplog.text


def test_a_double_click_on_the_filled_button_does_its_work_once(qtbot, look):
    done = []
    for name, make in (("print", buttons.primary), ("next", buttons.secondary)):
        made = make(name, lambda name=name: done.append(name))
        shown(qtbot, made)
        qtbot.mouseClick(made, LEFT)
        qtbot.mouseDClick(made, LEFT)
        qtbot.mouseRelease(made, LEFT)
    assert done == ["print", "next", "next"]
