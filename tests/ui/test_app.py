"""The start: a window at once, the register a moment later in the same window, one window for a register."""

from __future__ import annotations

import subprocess
import sys

import pytest

from inventory.base.presence import Presence
from inventory.base.settings import Settings
from inventory.ui.app import Start
from inventory.ui.opening import Opening


@pytest.fixture
def start(qapp, qtbot, demonstration_database):
    made = Start(qapp, Settings(language="pl", theme="dark", sound_muted=True), demonstration_database)
    yield made
    if made.program is not None:
        made.program.end()
        made.window.hide()
        made.window.deleteLater()


def test_same_window_is_painted_first_and_filled_then(qtbot, start):
    assert not start.is_elsewhere()
    start.show()
    window, opening = start.window, start.window.centralWidget()
    assert isinstance(opening, Opening)
    assert window.isVisible()
    assert start.program is None
    qtbot.waitUntil(lambda: start.program is not None and start.program.window is not None)
    assert start.program.window is window
    assert window.current_page().model.rowCount() == 14
    assert "PRZYKŁAD" in window.windowTitle()
    qtbot.waitUntil(lambda: not start.program.operations.busy(), timeout=20_000)


def test_opening_has_the_colours_of_the_theme_and_bars_where_the_rows_will_be(qtbot, start):
    start.show()
    start.window.resize(1400, 900)
    picture = start.window.centralWidget().grab().toImage()
    assert picture.pixelColor(4, 4).name().upper() == "#0F1318"
    assert picture.pixelColor(1300, 60).name().upper() == "#14181E"
    colours = {picture.pixelColor(400, y).name().upper() for y in range(120, 800)}
    assert {"#1C222A", "#303945"} <= colours
    qtbot.waitUntil(lambda: start.program is not None and not start.program.operations.busy(), timeout=20_000)


def test_second_start_shows_no_window(start):
    held = Presence.take(start.location)
    assert start.is_elsewhere()
    held.release()
    assert not start.is_elsewhere()
    # The program that fills the window takes the same place again.
    assert start.single.take(start.location)
    start.single.leave()


def test_start_without_a_register_leaves_nothing_behind(qtbot, qapp, home):
    home.mkdir()
    made = Start(qapp, Settings(language="pl"), home / "rejestr.db")
    assert not made.is_elsewhere()
    made.show()
    qtbot.waitUntil(lambda: made.program is not None and made.program.window is not None)
    assert made.window.current_key() == "welcome"
    assert [path.name for path in home.iterdir() if path.suffix == ".open"] == []
    made.program.end()
    made.window.hide()
    made.window.deleteLater()


def test_first_window_needs_nothing_of_what_fills_it():
    heavy = ("inventory.application", "inventory.store", "inventory.ui.program", "sqlite3")
    code = f"import sys, inventory.ui.app; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
