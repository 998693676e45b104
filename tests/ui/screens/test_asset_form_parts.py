"""What belongs to an asset in its form: the set, accessories, software, photos, files, the supplier."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtWidgets import QToolButton

from inventory.services.policies import read_policies, save_policies
from inventory.ui import copies
from inventory.ui.screens.asset_form import AssetFormPage
from tests.ui.screens.form_kit import details, form_context, ids, opened


@pytest.fixture
def page(qtbot, look, operations, demonstration):
    page = AssetFormPage(form_context(operations, demonstration))
    qtbot.addWidget(page)
    page.resize(1180, 780)
    page.show()
    return page


@pytest.fixture
def free(demonstration):
    """An asset in no set that nobody holds."""
    return next(key for key in ids(demonstration, "") if _alone(details(demonstration, key)))


def _alone(found):
    return not found.parts and found.main is None and not found.paper and found.status == "in_stock"


def saved(qtbot, page):
    page.save.click()
    qtbot.waitUntil(lambda: bool(page.context.frame.toasts))


def picture(path, colour="red", size=(2400, 1200)):
    Image.new("RGB", size, colour).save(path, "JPEG")
    return path


def test_scanned_asset_becomes_a_part_and_undo_takes_it_out(qtbot, page, free, demonstration):
    other = next(key for key in ids(demonstration, "") if key != free and _alone(details(demonstration, key)))
    opened(qtbot, page, asset=free)
    page.body.set.search.take_scan(details(demonstration, other).number)
    qtbot.waitUntil(lambda: page.body.set.part_ids() == (other,))
    assert page.is_dirty()
    saved(qtbot, page)
    assert [part.id for part in details(demonstration, free).parts] == [other]
    page.context.frame.toasts[-1][1]()
    qtbot.waitUntil(lambda: not details(demonstration, free).parts)


def test_part_of_another_set_is_refused_in_one_sentence(qtbot, page, free, demonstration):
    part = next(key for key in ids(demonstration, "") if details(demonstration, key).main)
    opened(qtbot, page, asset=free)
    page.body.set.add_part(part)
    qtbot.waitUntil(lambda: bool(page.body.set.targets["set"].error()))
    assert details(demonstration, part).main.number in page.body.set.targets["set"].error()
    assert page.body.set.part_ids() == ()


def test_unknown_code_is_told_beside_the_set(qtbot, page, free):
    opened(qtbot, page, asset=free)
    page.body.set.add_code("NIE-MA-TAKIEGO")
    qtbot.waitUntil(lambda: bool(page.body.set.targets["set"].error()))


def test_part_is_taken_out_of_its_set(qtbot, page, demonstration):
    main = next(key for key in ids(demonstration, "") if details(demonstration, key).parts)
    opened(qtbot, page, asset=main)
    part = page.body.set.parts[0]
    cross = next(made for made in page.body.set.findChildren(QToolButton) if part.number in made.accessibleName())
    cross.click()
    saved(qtbot, page)
    assert part.id not in [other.id for other in details(demonstration, main).parts]


def test_accessories_and_software_are_saved_and_empty_lines_are_none(qtbot, page, free, demonstration):
    opened(qtbot, page, asset=free)
    before = len(page.body.request().accessories)
    for name in ("ładowarka", ""):
        page.body.set.accessories.add()
        page.body.set.accessories.lines[-1].name.set_value(name)
    page.body.set.licences.add()
    line = page.body.set.licences.lines[-1]
    line.name.set_value("Pakiet biurowy")
    line.kind.set_value("separate")
    saved(qtbot, page)
    form = details(demonstration, free).form
    assert len(form.accessories) == before + 1
    assert form.accessories[-1].name == "ładowarka"
    assert (form.licences[-1].name, form.licences[-1].kind) == ("Pakiet biurowy", "separate")


def test_usual_conditions_and_accessories_of_the_settings_are_offered(qtbot, page, free, demonstration):
    wanted = replace(demonstration.read(read_policies), conditions=("jak nowy", "zużyty"), accessories=("pas nośny",))
    demonstration.operation("Test", lambda work: save_policies(work, wanted))
    opened(qtbot, page, asset=free)
    condition = page.body.purchase.field("condition").editor
    assert condition.words() == ["jak nowy", "zużyty"]
    page.body.set.accessories.add()
    assert page.body.set.accessories.lines[-1].name.words() == ["pas nośny"]
    condition.setText("własne słowa")
    page.body.set.accessories.lines[-1].name.set_value("własne akcesorium")
    saved(qtbot, page)
    form = details(demonstration, free).form
    assert (form.condition, form.accessories[-1].name) == ("własne słowa", "własne akcesorium")


def test_accessory_quantity_of_nothing_is_refused(qtbot, page, free):
    opened(qtbot, page, asset=free)
    page.body.set.accessories.add()
    line = page.body.set.accessories.lines[-1]
    line.name.set_value("kabel")
    line.quantity.set_value(0)
    page.save.click()
    qtbot.waitUntil(page.faults.strip.isVisible)
    assert page.body.set.targets["accessories"].error()


def test_photos_are_kept_small_and_the_chosen_one_comes_first(qtbot, page, free, demonstration, tmp_path):
    opened(qtbot, page, asset=free)
    files = page.body.files
    files.add_paths([picture(tmp_path / "pierwsze zdjęcie.jpg"), picture(tmp_path / "drugie.jpg", "blue")])
    qtbot.waitUntil(lambda: len(files.items) == 2)
    files._make_main(files.items[1])
    saved(qtbot, page)
    found = details(demonstration, free)
    assert [file.name for file in found.files] == ["drugie.jpg", "pierwsze zdjęcie.jpg"]
    assert found.photo.name == "drugie.jpg"
    opened(qtbot, page, asset=free)
    qtbot.waitUntil(lambda: all(item.picture for item in files.items))
    with Image.open(io.BytesIO(files.items[0].picture)) as kept:
        assert max(kept.size) == 1600


def test_file_that_is_not_what_its_name_says_is_refused(qtbot, page, free, tmp_path):
    opened(qtbot, page, asset=free)
    wrong = tmp_path / "faktura.pdf"
    wrong.write_bytes(b"MZ\x00\x01 not a paper")
    (tmp_path / "zdjęcie.jpg").write_bytes(b"<svg/>")
    page.body.files.add_paths([wrong, tmp_path / "zdjęcie.jpg", tmp_path / "nie ma.pdf"])
    qtbot.waitUntil(lambda: bool(page.body.files.targets["file"].error()))
    said = page.body.files.targets["file"].error()
    assert all(name in said for name in ("faktura.pdf", "zdjęcie.jpg", "nie ma.pdf"))
    assert page.body.files.items == []
    assert not page.is_dirty()


def test_attachment_opens_as_a_read_only_copy(qtbot, page, free, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr(copies.QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    opened(qtbot, page, asset=free)
    paper = tmp_path / "opis.txt"
    paper.write_text("Zażółć gęślą jaźń", encoding="utf-8")
    page.body.files.add_paths([paper])
    qtbot.waitUntil(lambda: len(page.body.files.items) == 1)
    saved(qtbot, page)
    opened(qtbot, page, asset=free)
    page.body.files.open_item(page.body.files.items[0])
    qtbot.waitUntil(lambda: bool(shown))
    copy = copies.Path(shown[0])
    assert copy.name == "opis.txt"
    assert copy != paper
    assert copy.read_text(encoding="utf-8") == "Zażółć gęślą jaźń"
    assert not copy.stat().st_mode & 0o222
    assert not copy.parent.stat().st_mode & 0o077


def test_files_wait_in_the_draft(qtbot, page, free, tmp_path):
    opened(qtbot, page, asset=free)
    page.body.files.add_paths([picture(tmp_path / "zdjęcie.jpg")])
    qtbot.waitUntil(lambda: len(page.body.files.items) == 1)
    page.keeping.timer.timeout.emit()
    found = page.keeping.drafts.find(free)
    assert found.paths == (str(tmp_path / "zdjęcie.jpg"),)
    page.keeping.restore(free, found)
    qtbot.waitUntil(lambda: len(page.body.files.items) == 1 and page.body.files.items[0].path is not None)


def test_new_supplier_is_added_from_the_field(qtbot, page, free, demonstration):
    opened(qtbot, page, asset=free)
    editor = page.body.purchase.field("supplier").editor
    editor.add_wanted.emit("Nowy Dostawca & Synowie")
    qtbot.waitUntil(lambda: editor.text() == "Nowy Dostawca & Synowie")
    saved(qtbot, page)
    assert details(demonstration, free).supplier == "Nowy Dostawca & Synowie"
