"""Carries what changed in the register from the thread that wrote it, or from another program, to the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inventory.base.errors import UserError
from inventory.ui.operations import Operations

if TYPE_CHECKING:
    from inventory.application import Application
    from inventory.base.changes import Changes

POLL_MS = 1_000


class Bridge(QObject):
    """Screens connect to `changed` and never refresh themselves after their own call.

    Signals: changed(Changes) on the main thread.
    """

    changed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._application: Application | None = None
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._ask)

    def attach(self, application: Application) -> None:
        """Listen to an open register."""
        self._application = application
        application.subscribe(self.changed.emit)

    def watch(self) -> None:
        """Begin to look for changes of other programs; called once the window is painted."""
        self._ask()
        self._timer.start()

    def detach(self) -> None:
        """Stop listening."""
        self._timer.stop()
        self._application = None

    def _ask(self) -> None:
        application = self._application
        if application is None or self._asking:
            return
        self._asking = True
        query = self._operations.query(self, lambda _job: application.changes_elsewhere())
        query.on_success(self._on_answer).on_failure(self._on_failure)

    def _on_answer(self, changes: Changes | None) -> None:
        self._asking = False
        if changes is not None and self._application is not None:
            self.changed.emit(changes)

    def _on_failure(self, error: BaseException) -> bool:
        self._asking = False
        # A register that is locked for a moment is asked again; anything else is told.
        return isinstance(error, UserError)
