"""The page of one person: what they hold, what is overdue, a return of all of it together."""

from __future__ import annotations

import pytest

from inventory.services.finding import find_person
from inventory.services.people import list_people
from inventory.ui.screens.person import PersonPage
from tests.ui.screens.form_kit import form_context


@pytest.fixture
def holder(demonstration):
    people = demonstration.read(lambda session: [one for one in list_people(session) if one.held])
    return max(people, key=lambda one: one.held)


@pytest.fixture
def page(qtbot, look, operations, demonstration, holder):
    page = PersonPage(form_context(operations, demonstration))
    qtbot.addWidget(page)
    page.resize(1180, 780)
    page.show()
    page.open(person=holder.id)
    qtbot.waitUntil(lambda: page.data is not None)
    return page


def test_everything_that_a_person_holds_is_listed(page, holder):
    assert page.header.title.text() == holder.name
    assert page.model.rowCount() == holder.held
    assert all(row.document for row in page.model.rows() if row.document)


def test_all_is_returned_together(page, holder):
    page.take_back.click()
    key, arguments = page.context.frame.went[-1]
    assert (key, arguments["kind"]) == ("handover", "return")
    assert arguments["assets"] == [row.asset_id for row in page.model.rows()]
    assert len(arguments["assets"]) == holder.held


def test_papers_open_in_documents(qtbot, page):
    page.tabs._tabs["papers"].click()
    assert page.stack.currentWidget() is page.paper_card
    assert page.paper_model.rowCount() == len(page.data.papers) > 0
    page.papers.opened.emit(page.data.papers[0].id)
    assert page.context.frame.went[-1] == ("documents", {"number": page.data.papers[0].number})


def test_person_without_anything_is_told_so(qtbot, page, demonstration):
    nobody = demonstration.read(lambda session: next(one for one in list_people(session) if not one.held))
    page.open(person=nobody.id)
    qtbot.waitUntil(lambda: page.data.person.id == nobody.id)
    assert page.nothing.isVisible()
    assert not page.take_back.isEnabled()


def test_overdue_ones_have_a_tab_of_their_own(page, monkeypatch):
    from dataclasses import replace
    from datetime import date

    late = replace(page.data.held[0], return_by=date(2025, 1, 1), is_overdue=True)
    page.show_data(replace(page.data, held=(late, *page.data.held[1:])))
    assert page.late.isVisible()
    page.tabs._tabs["overdue"].click()
    assert [row.asset_id for row in page.model.rows()] == [late.asset_id]
    page.take_back.click()
    assert page.context.frame.went[-1][1]["assets"] == [late.asset_id]


def test_order_chosen_is_kept_for_the_next_start(make_desk, demonstration_database):
    desk = make_desk(demonstration_database)
    person = desk.application.read(lambda session: find_person(session, "Piotr Dąbek").id)
    page = desk.go("person", person=person)
    desk.qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    section = [column.key for column in page.model.columns()].index("value")
    page.table.header._on_clicked(section)
    cheap_first = [row.number for row in page.model.rows()]
    assert cheap_first == ["WR/803/0005", "WR/487/0013"]
    views = desk.program.settings.views
    desk.program.end()
    again = make_desk(demonstration_database, views=views)
    page = again.go("person", person=person)
    again.qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert [row.number for row in page.model.rows()] == cheap_first
