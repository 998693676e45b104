"""A real window on a real register, for tests of screens; waits for what runs behind it, never sleeps."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from inventory.base.settings import Settings
from inventory.ui.program import Program


class Desk:
    """A running program with the steps that tests of screens share."""

    def __init__(self, program, qtbot):
        self.program = program
        self.qtbot = qtbot

    @property
    def window(self):
        return self.program.window

    @property
    def application(self):
        return self.program.application

    @property
    def tr(self):
        return self.window._context.tr

    def settle(self):
        """Wait until nothing runs behind the window any more."""
        self.qtbot.waitUntil(lambda: not self.program.operations.busy(), timeout=20_000)

    def go(self, key, **arguments):
        """Open a screen and wait for what it reads."""
        self.window.navigate(key, **arguments)
        self.settle()
        return self.window.current_page()


@pytest.fixture
def make_desk(qapp, qtbot, monkeypatch):
    """Open a register in a window; the account is that of the fixtures."""
    opened = []

    def make(path, **settings):
        monkeypatch.setattr("inventory.application.system_account", lambda: "tester")
        program = Program(qapp, Settings(**{"language": "pl", "sound_muted": True, **settings}))
        program.open_register(path)
        program.window.resize(1440, 900)
        opened.append(program)
        desk = Desk(program, qtbot)
        desk.settle()
        return desk

    yield make
    for program in opened:
        program.end()
        program.window.hide()
        program.window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def desk(make_desk, demonstration_database):
    """The demonstration register in its window, in Polish."""
    return make_desk(demonstration_database)


@pytest.fixture
def new_desk(make_desk, database):
    """A new register in its window, in Polish."""
    return make_desk(database)


@pytest.fixture
def page(desk):
    """The register of the demonstration project with the details of its first asset."""
    shown = desk.go("register")
    desk.qtbot.waitUntil(lambda: shown.model.complete() and shown.side.details() is not None, timeout=20_000)
    desk.settle()
    return shown


@pytest.fixture
def keys(desk, qapp):
    """Return a function that presses a key where the focus is."""
    # Keys of tests follow each other as fast as a scanner's; what it does with them has its own tests.
    desk.qtbot.waitUntil(lambda: desk.program.scanner is not None)
    qapp.removeEventFilter(desk.program.scanner)
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)

    def press(text):
        made = QKeySequence(text)[0]
        target = QApplication.focusWidget() or desk.window
        desk.qtbot.keyClick(target, made.key(), made.keyboardModifiers())

    return press


@pytest.fixture
def went(desk, monkeypatch):
    """Note where the page goes instead of going there."""
    places = []
    context = desk.window._context
    monkeypatch.setattr(type(context), "navigate", lambda _self, key, **arguments: places.append((key, arguments)))
    return places


@pytest.fixture
def drawer(desk, qapp):
    """A new layout in the designer, with the steps that its tests share."""
    # Keys of tests follow each other as fast as a scanner's; what it does with them has its own tests.
    desk.qtbot.waitUntil(lambda: desk.program.scanner is not None)
    qapp.removeEventFilter(desk.program.scanner)
    page = desk.go("label_designer", new=True)
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    page.body.canvas.setFocus()
    desk.settle()
    from tests.ui.screens.designer_kit import Drawer

    return Drawer(desk, page)


@pytest.fixture
def filled(drawer):
    """A layout with a code and the number, saved."""
    drawer.type_in(drawer.page.head.name, "Nasza")
    drawer.body.commands.add_code("qr")
    drawer.add_field("number")
    drawer.save()
    return drawer
