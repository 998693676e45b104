"""Layouts of the designer read, saved, passed on as files; what is found wrong; others at the same layout; scans."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from inventory.base.files import write_atomically
from inventory.labels.drawing import CodeElement, LogoElement, TextElement
from inventory.labels.layout import shipped_layouts
from inventory.services.label_layouts import save_layout
from inventory.ui.screens import label_designer
from inventory.ui.screens.asset_form_leaving import DISCARD, KEEP, STAY
from tests.labels.made import SVG, picture
from tests.ui.screens.designer_kit import Drawer

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def filled(drawer):
    """A layout with a code and the number, saved."""
    drawer.type_in(drawer.page.head.name, "Nasza")
    drawer.body.commands.add_code("qr")
    drawer.add_field("number")
    drawer.save()
    return drawer


@pytest.fixture
def answer(monkeypatch):
    """Set what the user answers when the page is left with unsaved changes."""
    asked = []

    def give(said):
        monkeypatch.setattr(label_designer.LeaveDialog, "exec", lambda dialog: asked.append(dialog.keep.text()) or said)
        return asked

    return give


def choose(monkeypatch, path):
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_: (str(path), "")))


def change_elsewhere(desk, kept):
    """Save the layout as another window would, one step ahead of this one."""
    from dataclasses import replace

    changed = replace(kept.layout, drawing=replace(kept.layout.drawing, elements=kept.layout.drawing.elements[:-1]))
    desk.application.operation("Test", lambda work: save_layout(work, changed, id_=kept.id, version=kept.version))
    desk.settle()


# Saving and opening ---------------------------------------------------------------------------------------------


def test_a_saved_layout_is_opened_changed_and_saved_as_the_same(desk, filled):
    (kept,) = filled.kept()
    desk.go("overview")
    page = desk.go("label_designer", layout=kept.layout.key)
    again = Drawer(desk, page)
    assert again.sketch.elements == kept.layout.drawing.elements
    assert not page.unsaved.isVisible()
    again.place(1, 30, 20, 30, 8)
    assert page.unsaved.isVisible()
    again.save()
    (changed,) = again.kept()
    assert (changed.id, changed.layout.key) == (kept.id, "nasza")
    assert changed.version > kept.version
    assert changed.layout.drawing.elements[1].x_mm == 30


def test_saving_is_an_operation_that_can_be_taken_back(desk, filled):
    toast = desk.window.messages.toast()
    assert toast.isVisible()
    toast.action.click()
    desk.settle()
    assert filled.kept() == []


@pytest.mark.parametrize("key", ["qr", "dm", "code128"])
def test_a_layout_that_ships_opens_as_a_copy_and_stays_what_it_is(desk, drawer, key):
    before = shipped_layouts()[key]
    page = desk.go("label_designer", layout=key, stock="sheet-70x36")
    shown = Drawer(desk, page)
    assert page.unsaved.isVisible()
    assert page.sketch.id == 0
    assert any(isinstance(one, CodeElement) for one in shown.sketch.elements)
    shown.save()
    (kept,) = shown.kept()
    assert kept.layout.key != key
    assert kept.layout.stocks == ("sheet-70x36",)
    assert shipped_layouts()[key] == before


def test_a_funding_label_is_not_drawn_anew_and_says_why(desk, drawer):
    desk.go("label_designer", layout="funding")
    (strip,) = desk.window.messages.area().strips()
    assert "księg" in strip.text.text() or "drawn" in strip.text.text()
    assert drawer.sketch.elements == ()


def test_a_name_that_is_taken_is_told_at_the_name(desk, filled):
    desk.go("label_designer", new=True)
    other = Drawer(desk, desk.window.current_page())
    other.type_in(other.page.head.name, "Nasza")
    other.save()
    assert "Nasza" in other.page.head.name.error()
    assert other.page.faults.isVisible()
    other.type_in(other.page.head.name, "")
    other.save()
    assert other.page.head.name.error() == "Wypełnij to pole."
    assert len(other.kept()) == 1


def test_the_print_page_leads_here_and_back(desk, filled, went):
    page = desk.window._pages.get("print_labels") or None
    assert page is None
    filled.push(filled.page.test)
    assert went[-1] == ("print_labels", {"template": "nasza"})
    filled.add_field("name")
    filled.push(filled.page.test)  # saved before it is printed
    assert not filled.page.unsaved.isVisible()
    assert len(filled.kept()[0].layout.drawing.elements) == 3


def test_ways_into_the_designer_stand_under_the_layouts(desk, filled, went):
    desk.window.navigate("print_labels", assets=[])
    desk.settle()
    designs = desk.window.current_page().designs
    designs.new.click()
    assert went[-1] == ("label_designer", {"new": True, "stock": "sheet-70x36"})
    assert designs.change.text() == "Kopiuj i zmień"
    designs.change.click()
    assert went[-1] == ("label_designer", {"layout": "qr", "stock": "sheet-70x36"})
    designs.cards["nasza"].click()
    desk.settle()
    assert designs.change.text() == "Zmień"
    designs.change.click()
    assert went[-1] == ("label_designer", {"layout": "nasza", "stock": "sheet-70x36"})


# Unsaved changes and others -------------------------------------------------------------------------------------


def test_leaving_asks_only_when_something_changed(desk, filled, answer):
    asked = answer(STAY)
    desk.go("overview")
    assert asked == []
    page = desk.go("label_designer")
    filled.add_field("name")
    desk.go("overview")
    assert asked == ["Zostaw tutaj"]
    assert desk.window.current_page() is page
    answer(KEEP)
    desk.go("overview")
    page = desk.go("label_designer")
    assert len(page.sketch.elements) == 3
    assert page.unsaved.isVisible()
    answer(DISCARD)
    desk.go("overview")
    page = desk.go("label_designer")
    assert len(page.sketch.elements) == 2
    assert not page.unsaved.isVisible()


def test_another_layout_does_not_throw_unsaved_changes_away(desk, filled):
    filled.add_field("name")
    desk.go("label_designer", new=True)
    assert len(filled.sketch.elements) == 3
    assert filled.page.offer.isVisible()
    assert filled.page.offer.accessibleName().startswith("„Nasza” ma niezapisane zmiany.")
    filled.page.offer.findChildren(type(filled.page.test))[0].click()
    desk.settle()
    assert filled.page.sketch.elements == ()


def test_language_changes_and_the_drawing_stays_with_its_steps(desk, filled):
    filled.add_field("name")
    desk.program.settings.language = "en"
    desk.program.apply_look()
    desk.settle()
    page = desk.window.current_page()
    assert page is not filled.page
    assert len(page.sketch.elements) == 3
    assert page.body.list.item(0).text() == "Name"
    page.body.undo()
    assert len(page.sketch.elements) == 2


def test_a_layout_that_another_one_saved_is_read_again_or_kept_beside(desk, filled):
    change_elsewhere(desk, filled.kept()[0])
    assert len(filled.page.sketch.elements) == 1  # nothing was changed here: theirs is shown
    filled.add_field("name")
    change_elsewhere(desk, filled.kept()[0])
    filled.save()
    assert filled.page.conflict.isVisible()
    assert filled.page.conflict.accessibleName() == "Ktoś inny zapisał tymczasem ten układ."
    assert len(filled.sketch.elements) == 2
    filled.page.keeping.save_over()
    desk.settle()
    assert not filled.page.conflict.isVisible()
    assert len(filled.kept()[0].layout.drawing.elements) == 2


# Files ----------------------------------------------------------------------------------------------------------


def test_a_layout_goes_out_as_one_file_and_comes_in_again_with_its_logo(desk, filled, monkeypatch, tmp_path):
    logo = tmp_path / "godło.svg"
    logo.write_bytes(SVG)
    choose(monkeypatch, logo)
    filled.push(filled.body.tools.logo)
    placed = filled.sketch.elements[2]
    assert isinstance(placed, LogoElement)
    assert placed.width_mm == 2 * placed.height_mm
    filled.save()
    file = tmp_path / "nasza etykieta"
    choose(monkeypatch, file)
    filled.push(filled.page.exports)
    written = file.with_suffix(".json")
    assert json.loads(written.read_text(encoding="utf-8"))
    choose(monkeypatch, written)
    filled.push(filled.page.imports)
    first, second = sorted((one.layout for one in filled.kept()), key=lambda one: one.name)
    assert (first.name, second.name) == ("Nasza", "Nasza (2)")
    assert first.drawing == second.drawing
    assert filled.page.sketch.layout.key == second.key
    assert not filled.page.unsaved.isVisible()


@pytest.mark.parametrize("content", [b"", b"{", b'{"format": 1}', b"\x00\xff" * 50])
def test_a_file_that_is_no_layout_is_refused_in_one_sentence(desk, filled, monkeypatch, tmp_path, content):
    path = tmp_path / "obca.json"
    write_atomically(path, content)
    choose(monkeypatch, path)
    filled.push(filled.page.imports)
    (strip,) = [one for one in desk.window.messages.area().strips() if one.notice.tone == "err"]
    assert "obca.json" in strip.text.text()
    assert len(filled.kept()) == 1
    assert len(filled.sketch.elements) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.svg", b"<svg><script>x</script></svg>"), ("a.png", b"GIF89a"), ("a.png", picture()[:100])],
)
def test_a_logo_that_is_none_is_refused_and_nothing_is_added(desk, filled, monkeypatch, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    choose(monkeypatch, path)
    filled.push(filled.body.tools.logo)
    assert len(filled.sketch.elements) == 2
    assert [one.notice.tone for one in desk.window.messages.area().strips()][-1] == "err"


# Findings -------------------------------------------------------------------------------------------------------


def finding(drawer, at):
    tone, said = drawer.canvas.remarks.get(at, ("", ()))
    return tone, " ".join(said)


def test_each_finding_is_seen_at_its_element_and_as_a_line(desk, drawer):
    assert any(line.tone == "warn" for line in drawer.body.findings.findings)  # no code and no number yet
    assert len(drawer.said()) == 2
    drawer.body.commands.add_code("qr")
    drawer.add_field("number")
    drawer.add_field("name")
    drawer.add_field("custodian")
    desk.settle()
    drawer.place(0, 5, 3, 6, 6)  # a code without room
    drawer.place(1, 30, 20, 8, 4)  # the number without room
    drawer.place(2, 30, 10, 6, 4)  # a name that is cut
    drawer.place(3, 60, 30, 20, 4)  # a person, over the edge
    tones = {at: finding(drawer, at)[0] for at in range(4)}
    assert tones == {0: "err", 1: "err", 2: "warn", 3: "warn"}
    assert [line.tone for line in drawer.body.findings.findings][:2] == ["err", "err"]
    line = next(one for one in drawer.body.findings.findings if one.text.text().startswith("Kod QR"))
    line.link.click()
    assert drawer.sketch.selected == (0,)
    assert drawer.field("code").error() == "Ten kod z białym marginesem nie mieści się w ramce."
    item = drawer.body.list.item(3)
    assert "Kod QR" in item.data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert finding(drawer, 0)[1] in item.data(int(Qt.ItemDataRole.AccessibleTextRole))


def test_a_small_code_is_amber_with_its_module_and_a_large_one_green(desk, drawer):
    drawer.body.commands.add_code("qr")
    desk.settle()
    drawer.place(0, 5, 3, 14, 14)
    assert finding(drawer, 0)[0] == "warn"
    assert drawer.field("code")._tone == "warn"
    drawer.place(0, 5, 3, 22, 22)
    assert finding(drawer, 0) == ("", "")
    assert drawer.field("code")._tone == "ok"
    assert drawer.field("code")._below.text() == "Moduł 0,75 mm przy 203 dpi"


def test_all_is_well_is_said_too(drawer):
    drawer.body.commands.add_code("qr")
    drawer.add_field("number")
    drawer.place(0, 5, 3, 22, 22)
    drawer.place(1, 28, 4, 36, 8)
    assert drawer.said() == ["Przy tych danych kod jest czytelny, a wszystkie teksty się mieszczą."]


def test_micro_qr_says_which_number_is_too_long_for_it(desk, drawer):
    from inventory.model.assets import Asset

    def work(session):
        asset = session.get(Asset, 1)
        asset.number = asset.number_folded = "KWPWR/ST/487/0012/26-A"

    desk.application.operation("Test", work)
    desk.settle()
    drawer.body.commands.add_code("microqr")
    desk.settle()
    tone, said = finding(drawer, 0)
    assert tone == "err"
    assert "KWPWR/ST/487/0012/26-A" in said


# Scans ----------------------------------------------------------------------------------------------------------


def test_a_scan_is_told_and_changes_nothing(desk):
    page = desk.go("label_designer", new=True)
    desk.qtbot.waitUntil(lambda: desk.program.scanner is not None)
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    drawer = Drawer(desk, page)
    drawer.body.commands.add_text("", "Własność")
    desk.settle()
    before = page.sketch.layout
    sent = 1_000
    for focus in (page.body.canvas, page.body.list, drawer.field("text").editor, page.save, page.head.name.editor):
        focus.setFocus()
        for letter in "WR/487/0013\r":
            key = Qt.Key.Key_Return if letter == "\r" else ord(letter)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                event.setTimestamp(sent)
                QApplication.sendEvent(QApplication.focusWidget(), event)
            sent += 5
        sent += 1_000
        desk.settle()
        page.take_typed()
        assert page.scanned.isVisible()
        assert page.scanned.accessibleName() == "Zeskanowano: WR/487/0013"
        assert page.sketch.layout == before
        assert desk.window.current_page() is page
        page.scanned.hide()
    assert isinstance(page.sketch.elements[0], TextElement)
