"""A program that is killed: `python -m tests.ui.vanishing FILE` types into two forms, says so and waits for its end."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from inventory import application
from inventory.base.settings import Settings
from inventory.ui.app import make_application
from inventory.ui.program import Program

STEP_MS = 20


class Clerk:
    """Does one step after the other, each once the one before is through."""

    def __init__(self, program):
        self.program = program
        self.steps = iter((self.open_asset, self.type_asset, self.open_handover, self.type_handover, self.say))
        self.timer = QTimer()
        self.timer.setInterval(STEP_MS)
        self.timer.timeout.connect(self.go_on)
        self.timer.start()

    def go_on(self):
        if not self.program.operations.busy():
            next(self.steps)()

    @property
    def page(self):
        return self.program.window.current_page()

    def open_asset(self):
        listing = self.program.application.listing
        self.program.window.navigate("asset", asset=listing.by_code("WR/487/0012")[0])

    def type_asset(self):
        self.page.body.purchase.field("name").set_value("Laptop przepisany")
        self.page.body.set.accessories.add()
        self.page.body.set.accessories.lines[-1].name.set_value("mysz")
        # What the clock does every ten seconds.
        self.page.keeping.timer.timeout.emit()
        self.page._initial = self.page.body.snapshot()

    def open_handover(self):
        listing = self.program.application.listing
        self.program.window.navigate("handover", kind="issue", assets=listing.by_code("WR/669/0002"))

    def type_handover(self):
        self.page.terms.fields["purpose"].set_value("Patrol nocny")
        self.page.keeper._timer.timeout.emit()

    def say(self):
        self.timer.stop()
        sys.stdout.write("kept\n")
        sys.stdout.flush()


def main(path):
    application.system_account = lambda: "tester"
    app = make_application()
    program = Program(app, Settings(language="pl", sound_muted=True))
    program.open_register(Path(path))
    clerk = Clerk(program)
    app.exec()
    del clerk


if __name__ == "__main__":
    main(sys.argv[1])
