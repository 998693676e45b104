"""Files of the designer: layouts passed on as one file, logos; what is none is refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inventory.base.errors import Invalid
from inventory.base.files import write_atomically
from inventory.labels.drawing import LogoElement
from inventory.ui.screens.designer_files import _content
from tests.labels.made import SVG, picture
from tests.ui.screens.designer_kit import choose

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


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


def test_a_layout_that_was_never_saved_can_be_passed_on(drawer, monkeypatch, tmp_path):
    drawer.add_field("number")
    choose(monkeypatch, tmp_path / "nowa.json")
    drawer.push(drawer.page.exports)
    assert drawer.kept() == []
    drawer.body.undo()
    drawer.push(drawer.page.imports)
    (kept,) = drawer.kept()
    assert (kept.layout.key, kept.layout.drawing.elements) == ("nowy-uklad", drawer.sketch.elements)
    assert [one.field for one in drawer.sketch.elements] == ["number"]


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


def test_no_more_is_read_of_a_file_than_is_taken(tmp_path):
    endless = Path("/dev/zero")
    if not endless.exists():
        pytest.skip("this system has no file without an end")
    with pytest.raises(Invalid, match="larger"):
        _content(endless, 1000)
