"""Issuing, taking back and passing on as a clerk does it: the form, its paper, drafts, refusals, cancelling."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from inventory.services.documents import document_pdf
from inventory.ui.widgets.reference import Option
from tests.ui.screens.handover_kit import Office, codes_of, numbers, text_of

# The offscreen platform cannot raise windows or hold the keyboard for a list.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def office(desk):
    """Say what tests ask the register for, in few words."""
    return Office(desk)


def issue_set(office, to="Ewa Sosnowska"):
    page = office.form(kind="issue", assets=[office.asset("WR/487/0015")], person=office.person(to))
    office.fill(page, "terms", purpose="Praca w terenie")
    office.confirm(page)
    return office.papers(kind="handover")[0]


def test_set_is_issued_with_parts_and_accessories_as_ticked(office):
    page = office.form(kind="issue", assets=[office.asset("WR/487/0015")], person=office.person("Ewa Sosnowska"))
    assert numbers(page) == ["WR/487/0015", "WR/803/0007"]
    dock = page.items.rows[0].ticks[2]
    assert dock.text() == "stacja dokująca"
    dock.setChecked(False)
    office.fill(page, "who", return_by=date(2027, 2, 18))
    office.fill(page, "terms", purpose="Praca w terenie")
    assert "zasilacz 65 W" in text_of(page.preview.pdf())
    office.confirm(page)

    paper = office.papers(kind="handover")[0]
    assert paper.holder == "Ewa Sosnowska"
    assert paper.assets == ("WR/487/0015", "WR/803/0007")
    assert paper.return_by == date(2027, 2, 18)
    assert {"WR/487/0015", "WR/803/0007"} <= set(office.held("Ewa Sosnowska"))
    stored = office.read(lambda session: document_pdf(session, paper.number))
    assert "Ewa Sosnowska" in text_of(stored.content)
    assert any(paper.number in code for code in codes_of(stored.content))
    assert office.desk.window.current_key() == "handovers"
    assert office.desk.window.current_page().current().number == paper.number


def test_part_left_out_stays_in_store(office):
    page = office.form(kind="issue", assets=[office.asset("WR/487/0015")], person=office.person("Ewa Sosnowska"))
    page.items.rows[1].remove.click()
    office.checked(page)
    assert numbers(page) == ["WR/487/0015"]
    office.fill(page, "terms", purpose="Praca")
    office.confirm(page)
    assert office.papers(kind="handover")[0].assets == ("WR/487/0015",)
    assert office.details("WR/803/0007").status == "in_stock"


def test_held_asset_is_refused_with_the_way_out(office):
    page = office.form(kind="issue", assets=[office.asset("WR/487/0013")], person=office.person("Ewa Sosnowska"))
    office.fill(page, "terms", purpose="Praca")
    strips = page.items.rows[0].strips()
    assert ["Piotr Dąbek" in strip.notice.text for strip in strips] == [True]
    before = len(office.papers())
    office.confirm(page)
    assert len(office.papers()) == before

    page.items.rows[0].strips()[0].action.click()
    office.checked(page)
    office.confirm(page)
    handover, returned = office.papers()[:2]
    assert (returned.kind, returned.holder) == ("return", "Piotr Dąbek")
    assert (handover.kind, handover.holder) == ("handover", "Ewa Sosnowska")
    assert "WR/487/0013" in office.held("Ewa Sosnowska")
    assert "WR/487/0013" not in office.held("Piotr Dąbek")


def test_missing_fields_are_named_beside_them(office):
    page = office.form(kind="issue", assets=[office.asset("WR/669/0002")])
    office.confirm(page)
    assert page.who.fields["to"].error()
    assert page.terms.fields["purpose"].error()
    assert page.who.fields["to"].editor.hasFocus()
    assert office.details("WR/669/0002").status == "in_stock"


def test_draft_is_kept_on_leaving_and_continued(office):
    page = office.form(kind="issue", assets=[office.asset("WR/487/0015")], person=office.person("Ewa Sosnowska"))
    office.fill(page, "terms", purpose="Szkolenie")
    page.items.rows[1].ticks[0].setChecked(False)
    office.desk.go("handovers", tab="drafts")
    (draft,) = office.drafts()
    assert draft.title == "Ewa Sosnowska"
    listed = office.desk.window.current_page()
    assert [listed.model.row_at(n).state for n in range(listed.model.rowCount())] == ["draft"]

    page = office.form(draft=draft.id)
    assert numbers(page) == ["WR/487/0015", "WR/803/0007"]
    assert page.who.fields["to"].editor.text() == "Ewa Sosnowska"
    assert page.terms.fields["purpose"].value() == "Szkolenie"
    assert not page.items.rows[1].ticks[0].isChecked()
    office.confirm(page)
    assert office.drafts() == []
    assert office.papers(kind="handover")[0].assets == ("WR/487/0015", "WR/803/0007")


def test_return_with_a_missing_accessory_says_so(office):
    page = office.form(kind="return", person=office.person("Piotr Dąbek"))
    office.checked(page)
    assert numbers(page) == ["WR/487/0013", "WR/803/0005"]
    page.items.rows[0].ticks[1].setChecked(False)
    office.fill(page, "terms", settled=False, data_wiped=True)
    office.confirm(page)
    paper = office.papers(kind="return")[0]
    assert paper.holder == "Piotr Dąbek"
    assert "torba" in text_of(office.read(lambda session: document_pdf(session, paper.number)).content)
    assert office.held("Piotr Dąbek") == []
    lost = [item.name for item in office.details("WR/487/0013").form.accessories if item.missing]
    assert lost == ["torba"]


def test_scanned_asset_brings_its_holder_into_a_return(office):
    page = office.form(kind="return")
    office.desk.window.take_scan("WR/487/0014")
    office.desk.settle()
    office.checked(page)
    assert page.who.fields["holder"].editor.text() == "Jan Olszyna"
    assert numbers(page) == ["WR/487/0014", "WR/803/0006"]


def test_protocol_number_brings_all_that_is_still_out(office):
    (paper,) = [row for row in office.papers(kind="handover") if row.holder == "Jan Olszyna"]
    page = office.form(kind="return")
    office.desk.window.take_scan(paper.number)
    office.desk.settle()
    office.checked(page)
    assert numbers(page) == ["WR/487/0014", "WR/803/0006"]
    assert page.who.fields["holder"].editor.text() == "Jan Olszyna"


def test_person_to_person_makes_both_papers(office):
    page = office.form(kind="between", person=office.person("Piotr Dąbek"))
    office.checked(page)
    to = Option(("person", office.person("Zofia Brzozowa")), "Zofia Brzozowa")
    office.fill(page, "who", to=to)
    office.fill(page, "terms", purpose="Zmiana dyżuru")
    office.confirm(page)
    assert [row.kind for row in office.papers()[:2]] == ["handover", "return"]
    assert office.held("Zofia Brzozowa") == ["WR/487/0013", "WR/803/0005"]
    assert office.held("Piotr Dąbek") == []


def test_scan_adds_and_scanning_again_adds_nothing(office):
    page = office.form(kind="issue")
    for code in ("WR/669/0002", "WR/803/0008", "WR/669/0002"):
        office.desk.window.take_scan(code)
        office.desk.settle()
        office.checked(page)
    assert numbers(page) == ["WR/669/0002", "WR/803/0008"]
    office.desk.window.take_scan("NIE MA")
    office.desk.settle()
    assert "NIE MA" in page.items.fault.text()
    assert numbers(page) == ["WR/669/0002", "WR/803/0008"]


def test_cancelling_needs_a_reason_and_puts_back(office, qtbot):
    from inventory.ui.screens.paper_cancelling import ask_cancel

    paper = issue_set(office)
    dialog = ask_cancel(office.desk.window, office.desk.window._context, paper.number)
    dialog.go.click()
    assert dialog.reason.error()
    assert office.details("WR/487/0015").status == "issued"
    qtbot.keyClicks(dialog.reason.editor, "<b>zly wybor</b>")
    dialog.go.click()
    office.desk.settle()
    assert not isValid(dialog)
    (cancelled,) = office.papers(state="cancelled")
    assert (cancelled.number, cancelled.cancelled_reason) == (paper.number, "<b>zly wybor</b>")
    assert office.details("WR/487/0015").status == "in_stock"


def test_later_handover_keeps_an_earlier_one_from_being_cancelled(office):
    from inventory.ui.screens.paper_cancelling import ask_cancel

    first = issue_set(office)
    page = office.form(kind="return", person=office.person("Ewa Sosnowska"))
    office.checked(page)
    office.fill(page, "terms", settled=True)
    office.confirm(page)
    dialog = ask_cancel(office.desk.window, office.desk.window._context, first.number)
    dialog.reason.set_value("pomyłka")
    dialog.go.click()
    office.desk.settle()
    assert "Z/0001" in dialog.reason.error()
    dialog.reject()


def test_hostile_names_stay_literal(office):
    from tests.factories import make_asset, make_person

    name = '<img src=x>&"; DROP TABLE asset'
    asset = make_asset(office.desk.application, name=name, condition="dobry", price_gross=100)
    person = make_person(office.desk.application, first="<b>Jan</b>", last="&amp;")
    page = office.form(kind="issue", assets=[asset.id], person=person)
    office.checked(page)
    assert page.items.rows[0].shown.name == name
    assert page.who.fields["to"].editor.text() == "<b>Jan</b> &amp;"
    office.confirm(page)
    paper = office.papers(kind="handover")[0]
    assert "<b>Jan</b> &amp;" in text_of(office.read(lambda session: document_pdf(session, paper.number)).content)


def test_whole_issue_with_the_keyboard_alone(office, qtbot, qapp):
    window = office.desk.window
    # Keys of tests follow each other as fast as a scanner's; what it does with them has its own tests.
    qapp.removeEventFilter(office.desk.program.scanner)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = office.form(kind="issue")
    who = page.who.fields["to"].editor
    assert who.hasFocus()
    qtbot.keyClicks(who, "brzoz")
    popup = who._completer.popup()
    office.desk.settle()
    assert popup.isVisible()
    press(office, popup, Qt.Key.Key_Down, lambda: popup.currentIndex().isValid())
    press(office, popup, Qt.Key.Key_Return, lambda: who.text() == "Zofia Brzozowa")
    press(office, who, Qt.Key.Key_F, page.items.scan.hasFocus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.items.scan, "WR/803/0009")
    office.desk.settle()
    press(office, page.items.scan, Qt.Key.Key_Return, lambda: bool(page.values.items))
    office.checked(page)
    assert numbers(page) == ["WR/803/0009"]
    purpose = page.terms.fields["purpose"].editor
    purpose.setFocus()
    qtbot.keyClicks(purpose, "Praca")
    office.checked(page)
    control = Qt.KeyboardModifier.ControlModifier
    press(office, purpose, Qt.Key.Key_Return, lambda: window.current_key() == "handovers", control)
    office.desk.settle()
    assert office.held("Zofia Brzozowa") == ["WR/803/0009"]


def press(office, widget, key, then, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key and wait for what it does."""
    office.desk.qtbot.keyClick(widget, key, modifier)
    office.desk.qtbot.waitUntil(then)


def test_paper_in_english_from_a_polish_window(office):
    page = office.form(kind="issue", assets=[office.asset("WR/803/0008")], person=office.person("Ewa Sosnowska"))
    page.terms.language.set_value("en")
    page.terms.language.changed.emit()
    office.fill(page, "terms", purpose="Field work")
    assert "Handover protocol" in text_of(page.preview.pdf())
    assert page.header.title.text() == page.context.tr("Issue equipment")


def test_open_register_is_not_changed_by_a_preview(office):
    before = len(office.papers())
    page = office.form(kind="issue", assets=[office.asset("WR/669/0002")], person=office.person("Ewa Sosnowska"))
    assert io.BytesIO(page.preview.pdf()).read(4) == b"%PDF"
    assert len(office.papers()) == before
    assert office.details("WR/669/0002").status == "in_stock"
