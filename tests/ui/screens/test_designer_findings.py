"""What the designer finds wrong: at the element, in the list, as a line, and by the code's field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.labels.made import SVG
from tests.ui.screens.designer_kit import Drawer, choose

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


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


def said_of(drawer, at):
    return finding(drawer, at)[1]


def test_what_stands_in_the_way_of_another_is_told(drawer):
    drawer.body.commands.add_code("qr")
    drawer.add_field("number")
    drawer.add_field("name")
    drawer.place(0, 5, 3, 22, 22)
    drawer.place(1, 30, 4, 34, 8)
    drawer.place(2, 31, 5, 30, 5)
    assert "Tekst nachodzi na inny tekst." in said_of(drawer, 2)
    drawer.place(2, 6, 20, 30, 5)
    assert "biał" in said_of(drawer, 0)


def test_small_type_and_a_narrow_logo_are_told(drawer, monkeypatch, tmp_path):
    path = tmp_path / "logo.svg"
    path.write_bytes(SVG)
    choose(monkeypatch, path)
    drawer.push(drawer.body.tools.logo)
    drawer.type_in(drawer.field("min_width_mm"), "35")
    assert finding(drawer, 0)[0] == "err"
    assert "35" in said_of(drawer, 0)
    drawer.type_in(drawer.field("min_width_mm"), "")
    assert finding(drawer, 0) == ("", "")
    drawer.add_field("name")
    drawer.type_in(drawer.field("points"), "5")
    assert finding(drawer, 1)[0] == "warn"
    assert "5" in said_of(drawer, 1)


def test_what_the_next_error_key_leads_to_is_the_next_element_with_something_to_say(drawer):
    drawer.body.commands.add_code("qr")
    drawer.add_field("custodian")
    drawer.place(0, 5, 3, 6, 6)
    drawer.place(1, 30, 3, 30, 5)
    drawer.sketch.select([])
    for chosen in ((0,), (1,), (0,)):
        drawer.body.next_remark()
        assert drawer.sketch.selected == chosen


def test_a_register_without_assets_shows_made_up_data(new_desk):
    page = new_desk.go("label_designer", new=True)
    drawer = Drawer(new_desk, page)
    drawer.add_field("number")
    drawer.add_field("serial")
    assert page.body._drawn.data.number == "AB/487/0012"
    assert page.body._drawn.data.texts == {"serial": "Nr seryjny"}
