"""What was typed into the form of an asset is never lost: conflicts, drafts, leaving, another language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from inventory.services.assets import save_asset
from inventory.ui.screens.asset_form import AssetFormPage
from inventory.ui.screens.asset_form_conflict import DifferencesDialog
from inventory.ui.screens.asset_form_leaving import LeaveDialog
from tests.ui.screens.form_kit import details, field, form_context, ids, links, opened, saved, type_into


@pytest.fixture
def made(qtbot, look, operations, demonstration):
    """Make form pages over the demonstration register."""
    context = form_context(operations, demonstration)

    def make():
        page = AssetFormPage(context)
        qtbot.addWidget(page)
        page.resize(1180, 780)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return make


@pytest.fixture
def page(made):
    return made()


@pytest.fixture
def laptop(demonstration):
    return ids(demonstration, "laptop")[0]


def change(application, asset, **values):
    form = details(application, asset).form
    application.operation("Test", lambda work: save_asset(work, replace(form, **values)))


def test_change_by_someone_else_overwrites_nothing(qtbot, page, laptop, demonstration):
    opened(qtbot, page, asset=laptop)
    type_into(qtbot, field(page, "name"), "Moja nazwa")
    change(demonstration, laptop, name="Cudza nazwa", invoice="FV 1/2024")
    qtbot.waitUntil(page.conflict.isVisible)
    page.save.click()
    qtbot.waitUntil(lambda: not page.saving.running)
    assert details(demonstration, laptop).form.name == "Cudza nazwa"
    assert field(page, "name").value() == "Moja nazwa"
    # The refused save shows the strip anew.
    qtbot.waitUntil(lambda: "Pokaż różnice" in links(page.conflict))
    links(page.conflict)["Pokaż różnice"].click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), DifferencesDialog))
    dialog = QApplication.activeModalWidget()
    shown = [made.text() for made in dialog.findChildren(type(page.header.title))]
    assert {"Moja nazwa", "Cudza nazwa", "FV 1/2024"} <= set(shown)
    dialog.save_mine.click()
    qtbot.waitUntil(lambda: bool(page.context.frame.toasts))
    assert details(demonstration, laptop).form.name == "Moja nazwa"


def test_loading_the_other_version_keeps_what_was_typed_as_a_draft(qtbot, page, laptop, demonstration):
    opened(qtbot, page, asset=laptop)
    type_into(qtbot, field(page, "name"), "Moja nazwa")
    change(demonstration, laptop, name="Cudza nazwa")
    qtbot.waitUntil(page.conflict.isVisible)
    links(page.conflict)["Wczytaj"].click()
    qtbot.waitUntil(lambda: field(page, "name").value() == "Cudza nazwa")
    assert page.offer.isVisible()
    assert page.keeping.drafts.find(laptop).request.name == "Moja nazwa"


def test_unchanged_form_follows_a_change_by_someone_else(qtbot, page, laptop, demonstration):
    opened(qtbot, page, asset=laptop)
    change(demonstration, laptop, name="Cudza nazwa")
    qtbot.waitUntil(lambda: field(page, "name").value() == "Cudza nazwa")
    assert not page.conflict.isVisible()


def test_draft_survives_a_crash_and_is_offered(qtbot, made, laptop):
    page = opened(qtbot, made(), asset=laptop)
    type_into(qtbot, field(page, "name"), "Niezapisana nazwa")
    page.body.set.accessories.add()
    page.body.set.accessories.lines[-1].name.set_value("mysz")
    page.keeping.timer.timeout.emit()
    again = opened(qtbot, made(), asset=laptop)
    assert again.offer.isVisible()
    assert field(again, "name").value() != "Niezapisana nazwa"
    links(again.offer)["Przywróć"].click()
    qtbot.waitUntil(lambda: field(again, "name").value() == "Niezapisana nazwa")
    assert [line.name.value() for line in again.body.set.accessories.lines][-1] == "mysz"
    assert again.is_dirty()
    saved(qtbot, again)
    assert again.keeping.drafts.find(laptop) is None


def test_damaged_draft_is_no_draft(qtbot, page, laptop):
    path = page.keeping.drafts._path(laptop)
    path.parent.mkdir(parents=True)
    path.write_text('{"request": {"name": 7', encoding="utf-8")
    opened(qtbot, page, asset=laptop)
    assert not page.offer.isVisible()


def test_leaving_asks_only_where_something_was_changed(qtbot, page, laptop):
    opened(qtbot, page, asset=laptop)
    assert page.can_leave()
    type_into(qtbot, field(page, "name"), "Inna nazwa")
    answer(qtbot, "stay")
    assert not page.can_leave()
    assert field(page, "name").value() == "Inna nazwa"
    answer(qtbot, "keep")
    assert page.can_leave()
    assert page.keeping.drafts.find(laptop).request.name == "Inna nazwa"
    answer(qtbot, "discard")
    assert page.can_leave()
    assert page.keeping.drafts.find(laptop) is None


def answer(qtbot, button):
    def press():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, LeaveDialog):
            getattr(dialog, button).click()
        else:
            QTimer.singleShot(10, press)

    QTimer.singleShot(0, press)


def test_another_asset_opened_over_changes_keeps_them(qtbot, page, laptop, demonstration):
    opened(qtbot, page, asset=laptop)
    type_into(qtbot, field(page, "name"), "Niezapisana")
    opened(qtbot, page, asset=ids(demonstration, "laptop")[1])
    assert page.keeping.drafts.find(laptop).request.name == "Niezapisana"
    assert page.context.frame.said
    opened(qtbot, page, asset=laptop)
    assert page.offer.isVisible()


def test_language_changed_in_the_middle_loses_nothing(qtbot, made, laptop):
    page = opened(qtbot, made(), asset=laptop)
    type_into(qtbot, field(page, "name"), "W trakcie")
    state = page.state()
    again = made()
    again.open(**state)
    qtbot.waitUntil(lambda: again._data is not None and field(again, "name").value() == "W trakcie")
