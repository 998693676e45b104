"""A real window on a real register, for tests of screens; waits for what runs behind it, never sleeps."""

from __future__ import annotations

import pytest

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
