"""Funding sources in a real window: what a project spent, how long it binds, and its forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from inventory.services.funding import list_sources, source_form
from inventory.services.projects import project_form, save_project
from inventory.services.spending import list_projects
from inventory.ui.widgets.text import label


@pytest.fixture
def project(desk):
    """The id of the demonstration's project."""
    return desk.application.read(list_projects)[0].id


def texts(widget):
    return [found.text() for found in widget.findChildren(type(label("")))]


def change(desk, project, **values):
    def work(work):
        return save_project(work, replace(project_form(work, project), **values))

    desk.application.operation("Changed", work)
    desk.settle()


def test_list_shows_budget_spending_and_durability(desk):
    page = desk.go("funding")
    row = page.list.projects.model
    cells = [row.cell(0, column).text for column in range(row.columnCount())]
    assert cells[0] == "NMF/PA18/0004"
    assert cells[1] == "2022–2024"
    assert cells[3] == desk.tr.amount(9_900_000)
    assert cells[4:] == ["14", "do 31.12.2029"]
    assert page.list.sources.model.rowCount() == 11


def test_project_page_tells_what_is_bound_until_when(desk, project):
    page = desk.go("funding", project=project)
    pane = page.project
    assert pane.header.title.text() == "NMF/PA18/0004"
    assert "31.12.2029" in pane.durability.text.text()
    assert "31.12.2029" in pane.durability.timeline.accessibleName()
    assert pane.durability.enter.isHidden()
    assert pane.table.model().rowCount() == 4
    assert pane._model.cell(1, 0).text == "WR/487/0012–0017"
    assert "90 000 EUR" in " ".join(texts(pane.facts)).replace("\xa0", " ")
    desk.qtbot.waitUntil(pane.label.picture.shown, timeout=10_000)


def test_line_over_budget_is_red_and_says_by_how_much(desk, project):
    form = desk.application.read(lambda session: project_form(session, project))
    lines = (replace(form.lines[0], amount=9_870_000), *form.lines[1:])
    change(desk, project, lines=lines)
    page = desk.go("funding", project=project)
    wrong = [text for text in page.project.budget.findChildren(type(label(""))) if text.property("ink") == "err"]
    assert [text.text().replace("\xa0", " ") for text in wrong] == ["przekroczono o 300 zł · 100%"]


def test_unknown_completion_is_amber_and_leads_to_its_field(desk, project):
    change(desk, project, completed_on=None, completion_document="", durability_until=None)
    page = desk.go("funding", project=project)
    assert page.project.badge.text() == "Trwałość: nie ustalono"
    assert not page.project.durability.enter.isHidden()
    page.project.durability.enter.click()
    desk.settle()
    dialog = page.dialog
    assert dialog.focusWidget() is dialog.grid.fields["completed_on"].editor
    dialog.grid.set_values({"completed_on": date(2024, 12, 31), "completion_document": "pismo"})
    dialog.try_save()
    desk.settle()
    assert page.project.badge.text() == "W okresie trwałości"


def test_project_form_saves_nothing_else_than_what_was_changed(desk, project):
    page = desk.go("funding", project=project)
    before = desk.application.read(lambda session: project_form(session, project))
    page.edit_project(project)
    desk.settle()
    page.dialog.grid.set_values({"agreement_no": "U/1/2022"})
    page.dialog.try_save()
    desk.settle()
    after = desk.application.read(lambda session: project_form(session, project))
    assert replace(after, version=before.version) == replace(before, agreement_no="U/1/2022")


def test_shares_that_do_not_add_up_are_said_at_the_split(desk, project):
    page = desk.go("funding", project=project)
    page.edit_project(project)
    desk.settle()
    source = desk.application.read(list_sources)[0].id
    page.dialog.grid.fields["split"].set_value([(source, 9000)])
    page.dialog.try_save()
    desk.settle()
    assert "90%" in page.dialog.grid.fields["split"].error()
    page.dialog.reject()


def test_new_project_opens_its_page(desk):
    page = desk.go("funding")
    page.list.new_project.click()
    desk.settle()
    page.dialog.grid.set_values({"number": "FE/1/2026"})
    page.dialog.try_save()
    desk.settle()
    assert page.project.header.title.text() == "FE/1/2026"
    assert not page.project.report.isEnabled()


def test_source_takes_a_logo_with_its_least_width(desk, tmp_path):
    page = desk.go("funding")
    source = desk.application.read(list_sources)[0].id
    page.edit_source(source)
    desk.settle()
    dialog = page.dialog
    wrong = tmp_path / "znak.jpg"
    wrong.write_bytes(b"<html>")
    assert not dialog.add_logo(wrong)
    assert "znak.jpg" in dialog.grid.fields["logos"].error()
    assert not dialog.add_logo(tmp_path / "nie ma.svg")
    assert "nie ma.svg" in dialog.grid.fields["logos"].error()
    right = tmp_path / "znak norweski.svg"
    right.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect width="30" height="10"/></svg>'
    )
    assert dialog.add_logo(right)
    values = dialog.grid.fields["logos"].value()
    values[-1][4:] = [12.5, 3.0, "s. 36"]
    dialog.grid.fields["logos"].set_value(values)
    dialog.try_save()
    desk.settle()
    logo = desk.application.read(lambda session: source_form(session, source)).logos[0]
    assert (logo.name, logo.min_width_mm, logo.clear_space_mm, logo.source_page) == (
        "znak norweski",
        12.5,
        3.0,
        "s. 36",
    )


BLACK = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect width="30" height="10"/></svg>'
RED = BLACK.replace("<rect", '<rect fill="#c8102e"')


def source_dialog(desk, code):
    page = desk.go("funding")
    source = next(one for one in desk.application.read(list_sources) if one.code == code)
    page.edit_source(source.id)
    desk.settle()
    return page.dialog, source.id


def test_source_form_says_what_its_labels_lack_as_it_is_filled_in(desk, tmp_path):
    dialog, _ = source_dialog(desk, "NMF")
    assert dialog.gaps.title.text() == "Brakuje do etykiety"
    assert dialog.gaps.texts() == ["Źródło NMF nie ma logo. Najpierw dodaj jego pliki logo."]
    file = tmp_path / "znak.svg"
    file.write_text(RED)
    assert dialog.add_logo(file)
    assert dialog.gaps.title.text() == "Do sprawdzenia przed drukiem"
    dialog.grid.set_values({"statement_en": "", "label_mode": "composed"})
    dialog.grid.fields["statement_en"].changed.emit()
    assert dialog.gaps.texts()[1].startswith("Źródło NMF nie ma angielskiej treści")
    dialog.grid.set_values({"label_mode": "none"})
    dialog.grid.fields["label_mode"].changed.emit()
    assert dialog.gaps.isHidden()
    dialog.reject()


def test_source_takes_the_versions_of_a_logo_and_their_order(desk, tmp_path):
    dialog, source = source_dialog(desk, "NMF")
    red, black = tmp_path / "czerwony.svg", tmp_path / "czarny.svg"
    red.write_text(RED)
    black.write_text(BLACK)
    for path in (black, red):
        assert dialog.add_logo(path)
    row = dialog.logos._rows[1][0]
    assert not row[2].take(red)
    assert "ma kolory" in dialog.grid.fields["logos"].error()
    assert row[2].take(black)
    up = dialog.logos._rows[1][1][0]
    assert up.accessibleName() == "Przesuń wiersz 2 w górę"
    up.click()
    dialog.try_save()
    desk.settle()
    first, second = desk.application.read(lambda session: source_form(session, source)).logos
    assert (first.name, second.name) == ("czerwony", "czarny")
    assert first.black_sha256 == second.sha256
    assert (first.grey_sha256, second.black_sha256) == (None, None)


def test_project_page_says_what_its_label_lacks(desk, project):
    page = desk.go("funding", project=project)
    assert page.project.label.gaps.texts() == ["Źródło NMF nie ma logo. Najpierw dodaj jego pliki logo."]


def test_code_of_another_source_is_refused_in_the_form(desk):
    page = desk.go("funding")
    page.list.new_source.click()
    desk.settle()
    page.dialog.grid.set_values({"code": "nmf", "name_pl": "Inne"})
    page.dialog.try_save()
    desk.settle()
    assert page.dialog.grid.fields["code"].error()
    page.dialog.reject()


def test_source_that_paid_for_something_is_not_deleted(desk):
    page = desk.go("funding")
    source = next(source for source in desk.application.read(list_sources) if source.assets)
    page.edit_source(source.id)
    desk.settle()
    page.dialog.delete.click()
    desk.settle()
    assert page.dialog.problem.text()
    page.dialog.reject()


def test_report_holds_items_and_shares_and_no_person(desk, project, tmp_path):
    page = desk.go("funding", project=project)
    path = tmp_path / "raport.xlsx"
    page.project.write_report(path)
    desk.settle()
    sheet = openpyxl.load_workbook(path).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 15
    assert any("NMF@NMF/PA18/0004 85%" in str(value) for value in rows[1])
    people = {person for row in rows for person in row if person and "Sosnowska" in str(person)}
    assert not people


def test_group_of_equipment_opens_the_register_filtered(desk, project):
    page = desk.go("funding", project=project)
    page.project.table.selectRow(1)
    page.project._on_group()
    desk.settle()
    register = desk.window.current_page()
    assert desk.window.current_key() == "register"
    desk.qtbot.waitUntil(register.model.complete, timeout=20_000)
    assert register.model.rowCount() == 6


def test_narrow_window_puts_the_cards_under_each_other(desk, project):
    page = desk.go("funding", project=project)
    desk.window.resize(960, 700)
    desk.qtbot.waitUntil(lambda: page.project.budget.y() > page.project.facts.y())
