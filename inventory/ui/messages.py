"""What the window says around a page: strips above it, the toast over it, progress below it, faults.

Nothing of it is built before it is needed: the first paint of the program does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from inventory.base.errors import Cancelled, UserError
from inventory.ui.context import Context, Notice
from inventory.ui.operations import Task
from inventory.ui.widgets.text import literal

if TYPE_CHECKING:
    from inventory.ui.widgets.notices import NoticeArea, Toast

_IN_MENU = 12


class Messages:
    """Belongs to one frame; `box` is the layout around the page, `over` the stack of pages that toasts lie upon."""

    def __init__(self, window: QWidget, context: Context, box: QVBoxLayout, over: QWidget) -> None:
        self._window = window
        self._context = context
        self._box = box
        self._over = over
        self._area: NoticeArea | None = None
        self._toast: Toast | None = None

    def area(self) -> NoticeArea:
        """Return the strips."""
        from inventory.ui.widgets.notices import NoticeArea

        if self._area is None:
            self._area = NoticeArea(self._context.tr)
            self._box.insertWidget(0, self._area)
        return self._area

    def toast(self) -> Toast:
        """Return the toast."""
        from inventory.ui.widgets.notices import Toast

        if self._toast is None:
            self._toast = Toast(self._context.tr, self._over)
        return self._toast

    def raise_toast(self) -> None:
        """Put the toast with its undo before a page that has come to the front."""
        if self._toast is not None:
            self._toast.raise_()

    def clear(self) -> None:
        """Take the strips away, for another page."""
        if self._area is not None:
            self._area.clear()

    def keep_scan(self, dialog: QWidget, code: str, opens: Callable[[], object]) -> None:
        """Refuse a code while a dialog is open: the dialog says so, and the window offers it from then on."""
        from inventory.ui.codes import shortened
        from inventory.ui.widgets.dialogs import Dialog
        from inventory.ui.widgets.notices import NoticeStrip

        tr, shown = self._context.tr, shortened(code)
        QApplication.beep()
        if isinstance(dialog, Dialog):
            told = tr("Scanned: {code}. Finish here first; then you can open it.", code=shown)
            dialog.show_strip(NoticeStrip(tr, Notice(text=told, tone="warn"), parent=dialog))
        self.area().show_notice(
            Notice(
                text=tr("Scanned: {code}", code=shown),
                action=tr.context("button", "Open"),
                run=opens,
                key=f"scan {code}",
                stays=True,
            )
        )

    def show_progress(self, task: Task) -> None:
        """Show the card of a long operation."""
        from inventory.ui.widgets.notices import ProgressCard

        self._box.addWidget(ProgressCard(self._context.tr, task))

    def show_failure(self, task: Task, error: BaseException) -> None:
        """Say why an operation failed: a refusal as a strip, a fault of the program as a dialog."""
        tr = self._context.tr
        if isinstance(error, UserError):
            tone = "info" if isinstance(error, Cancelled) else "err"
            self.area().show_notice(Notice(text=error.text(tr), tone=tone, key="operation"))
            return
        from inventory.ui.widgets.dialogs import show_fault

        show_fault(self._window, tr, task.title, error)

    def show_history(self, below: QWidget) -> None:
        """Open the last notices as a menu under the bell; a choice repeats its action."""
        from inventory.ui.actions import menu

        made = menu(self._window, [])
        shown = self.area().history[-_IN_MENU:][::-1]
        for notice in shown or [Notice(text=self._context.tr("No notices yet."))]:
            action = made.addAction(literal(notice.text)[:120])
            if notice.run is not None:
                action.triggered.connect(lambda _on=False, run=notice.run: _call(run))
        made.popup(below.mapToGlobal(below.rect().bottomLeft()))


def _call(run: Callable[[], object]) -> None:
    run()
