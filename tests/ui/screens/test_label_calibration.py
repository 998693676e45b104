"""The calibration of a printer: found by printer and stock, measured, named, kept at once, asked for in files."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from inventory.base.i18n import translations
from inventory.labels.stock import UNADJUSTED, Adjustment, shipped_stocks
from inventory.labels.template import template
from inventory.ui import calibrations
from inventory.ui.printers import DriverPaper
from inventory.ui.screens import label_calibration_dialog, label_trial
from inventory.ui.screens.label_calibration import CalibrationPanel
from inventory.ui.screens.label_choice import Choice
from inventory.ui.screens.label_look import paper_findings
from tests.labels.reading import page_texts
from tests.ui.screens.label_kit import LEFT

SHEET, ROLL = shipped_stocks()["sheet-70x36"], shipped_stocks()["roll-62x29"]
TR = translations("pl")


@pytest.fixture
def memory():
    return {}


@pytest.fixture
def panel(qtbot, look, memory):
    made = CalibrationPanel(TR, Choice(), memory)
    qtbot.addWidget(made)
    made.show_printer("Zebra magazyn", SHEET)
    made.show()
    return made


@pytest.fixture
def dialog(qtbot, panel):
    qtbot.mouseClick(panel.change, LEFT)
    yield panel.dialog
    panel.dialog.close()


def type_into(field, text):
    """Type as a person does, and leave the field with Enter."""
    field.editor.setFocus()
    field.editor.selectAll()
    field.editor.insert(text)
    QTest.keyClick(field.editor, Qt.Key.Key_Return)


def numbers(dialog):
    return [field.editor.text() for field in dialog.corrections.values()]


# The panel ------------------------------------------------------------------------------------------------------


def test_without_a_calibration_the_panel_says_so_and_nothing_moves(panel):
    assert panel.summary.text() == "Kalibracja: brak, naklejki są drukowane bez poprawki."
    assert panel._choice.adjustment == UNADJUSTED
    assert not panel.in_pdf.isVisible()
    assert not panel.apply_to_pdf


def test_panel_shows_the_calibration_of_printer_and_stock(panel, memory):
    for name, printer, stock in (
        ("Magazyn", "Zebra magazyn", SHEET),
        ("Biuro", "Laser", SHEET),
        ("Rolka", "Laser", ROLL),
    ):
        adjustment = Adjustment(right_mm=0.5, down_mm=-0.3, scale_x=1.004)
        calibrations.keep(
            memory, calibrations.Calibration(name=name, printer=printer, stock=stock.key, adjustment=adjustment)
        )
    shown = {}
    for printer, stock in (("Zebra magazyn", SHEET), ("Laser", SHEET), ("Laser", ROLL), ("Zebra magazyn", ROLL)):
        panel.show_printer(printer, stock)
        shown[printer, stock.key] = panel.summary.text().split(" · ")[0]
    assert list(shown.values())[:3] == ["Kalibracja: Magazyn", "Kalibracja: Biuro", "Kalibracja: Rolka"]
    assert "brak" in shown["Zebra magazyn", ROLL.key]
    assert panel._choice.adjustment == UNADJUSTED
    panel.show_printer("Laser", ROLL)
    assert panel.summary.text() == "Kalibracja: Rolka · +0,5 / −0,3 mm · 100,4% / 100%"
    assert panel._choice.adjustment == Adjustment(right_mm=0.5, down_mm=-0.3, scale_x=1.004)


def test_files_are_corrected_only_when_asked_and_for_this_printer(panel, dialog):
    type_into(dialog.corrections["right_mm"], "1")
    assert panel.in_pdf.isVisible()
    assert not panel.apply_to_pdf
    panel.in_pdf.setChecked(True)
    panel.show_printer("Zebra magazyn", SHEET)
    assert panel.apply_to_pdf
    panel.show_printer("Laser", SHEET)
    panel.show_printer("Zebra magazyn", SHEET)
    assert not panel.apply_to_pdf


# Measuring ------------------------------------------------------------------------------------------------------


def test_what_was_measured_becomes_the_correction_and_is_kept_at_once(panel, dialog, memory):
    type_into(dialog.measures["across_mm"], "98,5")
    assert numbers(dialog) == ["−0,5", "0,0", "101,5", "100,0"]
    type_into(dialog.measures["off_right_mm"], "0,5")
    type_into(dialog.measures["off_down_mm"], "-0,3")
    assert numbers(dialog) == ["−1,0", "+0,3", "101,5", "100,0"]
    assert panel._choice.adjustment == Adjustment(right_mm=-1.0, down_mm=0.3, scale_x=1.015, scale_y=1.0)
    assert panel.summary.text().endswith("−1,0 / +0,3 mm · 101,5% / 100%")
    # As it is written to the settings of this machine.
    again = CalibrationPanel(TR, Choice(), json.loads(json.dumps(memory)))
    again.show_printer("Zebra magazyn", SHEET)
    assert again.summary.text() == panel.summary.text()
    assert dialog.isVisible()


def test_a_second_trial_page_is_measured_against_the_first_correction(qtbot, panel, dialog):
    wanted = []
    panel.trial_wanted.connect(lambda: wanted.append(panel._choice.adjustment))
    type_into(dialog.measures["across_mm"], "98,5")
    type_into(dialog.measures["off_right_mm"], "0,5")
    first = panel._choice.adjustment
    qtbot.mouseClick(dialog.trial, LEFT)
    assert wanted == [first]
    assert [field.value() for field in dialog.measures.values()] == [None] * 4
    # The ruler is never stretched: whoever measures it again gets the same scale.
    type_into(dialog.measures["across_mm"], "98,5")
    assert panel._choice.adjustment == first
    type_into(dialog.measures["off_right_mm"], "0,2")
    assert panel._choice.adjustment == Adjustment(right_mm=round(first.right_mm - 0.2, 1), scale_x=1.015)


def test_a_measure_left_empty_changes_nothing_of_its_direction(panel, dialog):
    type_into(dialog.corrections["scale_x"], "101,5")
    type_into(dialog.measures["off_down_mm"], "0,4")
    assert panel._choice.adjustment == Adjustment(down_mm=-0.4, scale_x=1.015)


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("across_mm", "90", "Skorygować można od 95,2 do 105,3 mm."),
        ("down_mm", "dużo", "To nie jest liczba. Wpisz na przykład 98,5."),
        ("off_right_mm", "12", "Naklejki można przesunąć najwyżej o 10 mm."),
    ],
)
def test_a_wrong_measure_is_told_beside_its_field_and_nothing_is_kept(panel, dialog, memory, key, text, sentence):
    type_into(dialog.measures[key], text)
    assert dialog.measures[key].error().startswith(sentence)
    assert panel._choice.adjustment == UNADJUSTED
    assert calibrations.all_of(memory) == []


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("scale_y", "106", "Skala musi wynosić od 95 do 105%."),
        ("right_mm", "-10,1", "Naklejki można przesunąć najwyżej o 10 mm."),
        ("down_mm", "1,2,3", "To nie jest liczba."),
    ],
)
def test_a_wrong_correction_is_told_beside_its_field(panel, dialog, key, text, sentence):
    type_into(dialog.corrections[key], text)
    assert dialog.corrections[key].error().startswith(sentence)
    assert panel._choice.adjustment == UNADJUSTED


def test_corrections_can_be_typed_as_they_are(panel, dialog):
    for key, text in (("right_mm", "+0,5 mm"), ("down_mm", "−0,3"), ("scale_x", "100,4%"), ("scale_y", "99.6")):
        type_into(dialog.corrections[key], text)
    assert panel._choice.adjustment == Adjustment(right_mm=0.5, down_mm=-0.3, scale_x=1.004, scale_y=0.996)
    assert numbers(dialog) == ["+0,5", "−0,3", "100,4", "99,6"]


# Names ----------------------------------------------------------------------------------------------------------


def test_a_calibration_gets_the_name_of_printer_and_stock_and_can_be_renamed(panel, dialog, memory):
    type_into(dialog.corrections["right_mm"], "1")
    assert dialog.name.value() == "Zebra magazyn · Arkusz A4 · 70 × 36 mm (3 × 8)"
    type_into(dialog.name, "Zebra po naprawie")
    assert [one.name for one in calibrations.all_of(memory)] == ["Zebra po naprawie"]
    assert panel.summary.text().startswith("Kalibracja: Zebra po naprawie · +1,0")
    type_into(dialog.corrections["right_mm"], "2")
    assert [(one.name, one.adjustment.right_mm) for one in calibrations.all_of(memory)] == [("Zebra po naprawie", 2.0)]


def test_two_calibrations_cannot_have_one_name_nor_none(dialog, memory):
    other = calibrations.Calibration(name="Laser", printer="Laser", stock=ROLL.key, adjustment=Adjustment(down_mm=1))
    calibrations.keep(memory, other)
    type_into(dialog.corrections["right_mm"], "1")
    type_into(dialog.name, "LASER")
    assert dialog.name.error() == "Jest już kalibracja o tej nazwie."
    type_into(dialog.name, " ")
    assert dialog.name.error() == "Nazwij tę kalibrację."
    assert len(calibrations.all_of(memory)) == 2


def test_another_calibration_can_be_picked_and_stays_picked(qtbot, panel, memory):
    other = calibrations.Calibration(name="Laser", printer="Laser", stock=SHEET.key, adjustment=Adjustment(down_mm=1))
    calibrations.keep(memory, other)
    qtbot.mouseClick(panel.change, LEFT)
    panel.dialog.which.editor.setCurrentText("Laser")
    panel.dialog.close()
    panel.show_printer("Zebra magazyn", ROLL)
    panel.show_printer("Zebra magazyn", SHEET)
    assert panel._choice.adjustment == Adjustment(down_mm=1)


def test_printing_without_a_calibration_is_remembered_and_a_new_one_gets_a_free_name(qtbot, panel, dialog, memory):
    type_into(dialog.corrections["right_mm"], "1")
    qtbot.mouseClick(dialog.none, LEFT)
    assert panel._choice.adjustment == UNADJUSTED
    panel.show_printer("Zebra magazyn", SHEET)
    assert panel._choice.adjustment == UNADJUSTED
    type_into(dialog.corrections["down_mm"], "2")
    assert [one.name[-2:] for one in calibrations.all_of(memory)] == ["8)", " 2"]
    assert panel._choice.adjustment == Adjustment(down_mm=2)


def test_a_deleted_calibration_is_gone_after_a_question(qtbot, panel, dialog, memory, monkeypatch):
    type_into(dialog.corrections["right_mm"], "1")
    answers = [False, True]
    monkeypatch.setattr(label_calibration_dialog, "confirm", lambda *_args, **_named: answers.pop(0))
    qtbot.mouseClick(dialog.delete, LEFT)
    assert len(calibrations.all_of(memory)) == 1
    qtbot.mouseClick(dialog.delete, LEFT)
    assert calibrations.all_of(memory) == []
    assert panel._choice.adjustment == UNADJUSTED


@pytest.mark.parametrize(
    "kept",
    [
        {"calibrations": 5}, {"calibrations": [5, {"name": "x"}, {"name": "y", "printer": "Z", "stock": "s",
         "right_mm": 99, "down_mm": 0, "scale_x": 1, "scale_y": 1}]}, {"calibrations_chosen": []},
        {"calibrations_chosen": {"Zebra magazyn|sheet-70x36": "gone"}},
    ],
)  # fmt: skip
def test_damaged_settings_correct_nothing(qtbot, look, kept):
    panel = CalibrationPanel(TR, Choice(), kept)
    qtbot.addWidget(panel)
    panel.show_printer("Zebra magazyn", SHEET)
    assert panel._choice.adjustment == UNADJUSTED


# The trial page -------------------------------------------------------------------------------------------------


def test_the_trial_page_is_drawn_for_the_dots_and_the_correction_of_the_printer(desk, monkeypatch):
    sent = {}
    monkeypatch.setattr(label_trial, "own_resolution", lambda _name: 203)
    monkeypatch.setattr(label_trial, "send", lambda _owner, _context, pdf, **more: sent.update(pdf=pdf, **more))
    choice = Choice(template=template("roll-62x29-qr"), adjustment=Adjustment(right_mm=0.5))
    label_trial.print_trial(desk.window, desk.window._context, choice, "Zebra magazyn")
    desk.settle()
    assert (sent["dpi"], sent["one_bit"], sent["name"]) == (203, True, "Wydruk próbny")
    assert "203 dpi · +0,5 / 0,0 mm" in page_texts(sent["pdf"])[0]
    assert desk.window._context.memory["printer"] == "Zebra magazyn"


def test_without_a_printer_the_dialog_closes_so_that_the_page_can_be_saved(qtbot, panel):
    panel.show_printer("", SHEET)
    qtbot.mouseClick(panel.change, LEFT)
    with qtbot.waitSignal(panel.trial_wanted):
        qtbot.mouseClick(panel.dialog.trial, LEFT)
    assert panel.dialog.result() == QDialog.DialogCode.Accepted


# The paper ------------------------------------------------------------------------------------------------------


def findings(paper, driver=None, key="roll-62x29-qr"):
    taken = []
    found = paper_findings(TR, Choice(template=template(key)), paper, taken.append, driver)
    return [(one.tone, one.text.text()) for one in found], found, taken


def test_paper_that_is_the_same_or_turned_is_not_mentioned(qapp, look):
    for paper in ((62, 29), (29, 62), None):
        assert findings(paper, DriverPaper(width_mm=62, height_mm=29))[0] == []


def test_paper_that_the_driver_refuses_stands_in_the_way_with_both_sizes(qapp, look):
    told, found, taken = findings((62, 29), DriverPaper(width_mm=50, height_mm=25))
    assert told == [("err", "Sterownik nie przyjmuje papieru 62 × 29 mm; drukuje na 50 × 25 mm.")]
    found[0].link.click()
    assert [one.stock.key for one in taken] == ["roll-50x25"]


def test_another_paper_in_the_driver_is_amber_even_where_it_would_take_this_one(qapp, look):
    told, _, _ = findings((100, 55), DriverPaper(width_mm=62, height_mm=29))
    assert [tone for tone, _ in told] == ["warn"]


def test_ink_that_the_printer_cannot_reach_is_told(qapp, look):
    told, _, _ = findings((62, 29), DriverPaper(width_mm=62, height_mm=29, unreached=(1.5, 3.1, 1.5, 4.2)))
    assert told == [
        ("warn", "Drukarka nie zadrukuje 4,2 mm przy krawędzi papieru, a te naklejki mają tam wolne tylko 3 mm.")
    ]
    laser = DriverPaper(width_mm=210, height_mm=297, unreached=(4.2, 4.2, 4.2, 4.2))
    assert findings((210, 297), laser, "sheet-70x36-qr")[0] == []
