"""The start: a window at once, the register a moment later in the same window, one window for a register."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from inventory.base.presence import Presence
from inventory.base.settings import Settings
from inventory.ui.app import Start
from inventory.ui.opening import Opening
from inventory.ui.single import SingleWindow
from inventory.ui.widgets.dialogs import FaultDialog


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


def test_narrow_navigation_is_kept_from_the_first_picture_on(qtbot, start):
    start.settings.window["narrow"] = True
    start.show()
    qtbot.waitUntil(lambda: start.program is not None and start.program.window is not None)
    assert start.window.navigation.compact()
    qtbot.waitUntil(lambda: not start.program.operations.busy(), timeout=20_000)


def test_window_closed_before_it_is_filled_leaves_no_mark(start):
    assert not start.is_elsewhere()
    mark = start.location.with_name(start.location.name + ".open")
    assert mark.exists()
    start.end()
    assert not mark.exists()


def test_path_that_no_system_takes_is_no_window_elsewhere(qapp, tmp_path):
    assert not Start(qapp, Settings(language="pl"), tmp_path / ("x" * 300 + ".db")).is_elsewhere()


def test_mark_of_a_vanished_window_outlives_an_opening_that_failed(demonstration_database):
    mark = demonstration_database.with_name(demonstration_database.name + ".open")
    mark.touch()
    single = SingleWindow()
    assert single.take(demonstration_database)
    since = single.left_since()
    assert since is not None
    single.leave(unopened=True)
    assert single.left_since() is None
    assert single.take(demonstration_database)
    assert single.left_since() == since
    single.leave()
    assert single.take(demonstration_database)
    assert single.left_since() is None
    single.leave()


def test_register_with_a_damaged_page_opens_the_first_page_with_the_sentence(qtbot, start):
    with closing(sqlite3.connect(start.location)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'unit'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with start.location.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    start.show()
    qtbot.waitUntil(lambda: start.program is not None and start.program.window is not None)
    assert start.window.current_key() == "welcome"
    (strip,) = start.window.messages.area().strips()
    assert strip.notice.tone == "err"


def test_fault_before_the_window_is_filled_is_shown_and_ends_it_when_read(qtbot, start, monkeypatch):
    ended = []
    monkeypatch.setattr(start._app, "exit", ended.append)
    start.show()
    start.tell(ZeroDivisionError("x"))
    (dialog,) = start.window.findChildren(FaultDialog)
    assert dialog.isVisible()
    assert ended == []
    dialog.close()
    assert ended == [1]
    qtbot.waitUntil(lambda: start.program is not None and not start.program.operations.busy(), timeout=20_000)


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
