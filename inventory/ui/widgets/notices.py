"""What the program says without stopping the work: strips, toasts with undo, the progress card, empty pages."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from inventory.base.i18n import Translations
from inventory.ui import theme
from inventory.ui.context import Notice
from inventory.ui.icons import pixmap
from inventory.ui.operations import Task
from inventory.ui.tokens import foreground
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import column, fill, row
from inventory.ui.widgets.text import ElidedLabel, label

TOAST_MS = 8_000
STRIP_MS = 12_000
# More would push the page away; the bell keeps the rest.
_STRIPS = 3
_ICONS = {"info": "info", "ok": "circle-check", "warn": "triangle-alert", "err": "circle-alert"}


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say a text at once."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class NoticeStrip(QFrame):
    """One sentence with an icon, at most two ways to go on, and a cross; `err` and `warn` stay until they are closed.

    Signals: closed().
    """

    closed = Signal()

    def __init__(
        self, tr: Translations, notice: Notice, *, closable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setProperty("strip", notice.tone)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 5, 8, 5)
        line.setSpacing(10)
        mark = QLabel()
        mark.setPixmap(pixmap(_ICONS[notice.tone], 18, foreground(notice.tone), self.devicePixelRatioF()))
        self.text = label(notice.text, wrap=True, select=True)
        self.text.setMinimumHeight(24)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.text, 1)
        self.action = buttons.link(notice.action, lambda: self._go(notice.run)) if notice.action else None
        self.other = buttons.link(notice.other, lambda: self._go(notice.run_other)) if notice.other else None
        for link in (self.action, self.other):
            if link is not None:
                line.addWidget(link)
        if closable:
            line.addWidget(buttons.icon_button("x", tr("Close"), self.close_strip, small=True, size=16))
        self.setAccessibleName(notice.text)

    def close_strip(self) -> None:
        """Take the strip away."""
        self.hide()
        self.deleteLater()
        self.closed.emit()

    def _go(self, run: Callable[[], object] | None) -> None:
        if run is not None:
            run()
        if self.notice.key:
            self.close_strip()


class NoticeArea(QWidget):
    """Holds the strips above a page; keeps the last 50 for the bell.

    Signals: changed() when something was said.
    """

    changed = Signal()

    def __init__(self, tr: Translations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self.history: list[Notice] = []
        self._strips: list[NoticeStrip] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self.hide()

    def show_notice(self, notice: Notice) -> NoticeStrip:
        """Show a strip; one of the same key or the same text is replaced."""
        for old in list(self._strips):
            if old.notice.text == notice.text or (notice.key and old.notice.key == notice.key):
                old.close_strip()
        strip = NoticeStrip(self._tr, notice, parent=self)
        strip.closed.connect(lambda: self._on_closed(strip))
        self._strips.append(strip)
        self._lines.addWidget(strip)
        for old in self._strips[:-_STRIPS]:
            old.close_strip()
        self.history = [*self.history[-49:], notice]
        self.show()
        announce(strip, notice.text)
        if notice.tone in {"ok", "info"} and not notice.stays:
            QTimer.singleShot(STRIP_MS, strip, strip.close_strip)
        self.changed.emit()
        return strip

    def clear(self) -> None:
        """Take the strips of a page away when another one is opened."""
        for strip in list(self._strips):
            if not strip.notice.stays:
                strip.close_strip()

    def strips(self) -> list[NoticeStrip]:
        """Return the strips shown."""
        return list(self._strips)

    def _on_closed(self, strip: NoticeStrip) -> None:
        if strip in self._strips:
            self._strips.remove(strip)
        self.setVisible(bool(self._strips))


class Toast(QFrame):
    """What was just done, with Undo: bottom centre of its parent for 8 s, longer under the pointer or the focus."""

    def __init__(self, tr: Translations, parent: QWidget) -> None:
        super().__init__(parent)
        self._tr = tr
        self._run: Callable[[], object] | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(TOAST_MS)
        self.timer.timeout.connect(self._on_time)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 8, 8)
        line.setSpacing(10)
        self._mark = QLabel()
        self.text = label("")
        self.action = buttons.link("", self._on_action)
        self._keys = label("", role="caption")
        self._cross = buttons.icon_button("x", tr("Close"), self.hide, small=True, size=16)
        fill(line, self._mark, self.text, self.action, self._keys, self._cross)
        parent.installEventFilter(self)
        self.hide()

    def show_toast(
        self, text: str, *, action: str = "", run: Callable[[], object] | None = None, keys: str = ""
    ) -> None:
        """Show a sentence; a new one takes the place of the old."""
        self._run = run
        self._dress()
        self.text.setText(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self._keys.setText(keys)
        self._keys.setVisible(bool(action and keys))
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self.timer.start()
        announce(self, f"{text} {action}".strip())

    def _dress(self) -> None:
        ground, ink = theme.tokens().text, theme.tokens().surf
        accent = "#8CC0F5" if not theme.tokens().dark else "#1A5694"
        self.setStyleSheet(
            f"Toast {{ background: {ground}; border-radius: 4px; }} QLabel {{ color: {ink}; }}"
            f"QPushButton {{ color: {accent}; }} QToolButton:hover {{ background: {theme.tokens().text2}; }}"
        )
        scale = self.devicePixelRatioF()
        self._mark.setPixmap(pixmap("circle-check", 18, "surf", scale))
        self._cross.setIcon(pixmap("x", 16, "surf", scale))

    def _place(self) -> None:
        parent = self.parentWidget()
        width = min(self.sizeHint().width(), parent.width() - 24)
        self.setGeometry(
            (parent.width() - width) // 2,
            parent.height() - self.sizeHint().height() - 16,
            width,
            self.sizeHint().height(),
        )

    def _on_time(self) -> None:
        if self.underMouse() or (
            self.isAncestorOf(self.focusWidget() or self)
            and self.focusWidget() is not None
            and self.focusWidget().hasFocus()
        ):
            self.timer.start()
        else:
            self.hide()

    def _on_action(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False


class ProgressCard(QFrame):
    """How far a long operation is: what, n of N, time left after 2 s, Stop."""

    def __init__(self, tr: Translations, task: Task, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self._task = task
        self._started = time.monotonic()
        self.setProperty("card", "1")
        lines = column(spacing=6, margins=(14, 10, 12, 12))
        self.setLayout(lines)
        self.what = ElidedLabel(task.title, role="strong")
        self.left = label("", role="caption", ink="text3")
        self.share = label("", ink="text2")
        self.stop = buttons.button(tr("Stop"), self._on_stop, icon="x", small=True)
        lines.addLayout(fill(row(spacing=10), self.what, self.left, self.share, self.stop))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(task.title)
        lines.addWidget(self.bar)
        task.told.connect(self._on_told)
        task.finished.connect(self._on_finished)

    def _on_told(self, done: int, total: int, what: str) -> None:
        title = what or self._task.title
        if total <= 0:
            self.what.set_text(title)
            return
        self.what.set_text(
            self._tr("{what}: {done} of {total}", what=title, done=self._tr.number(done), total=self._tr.number(total))
        )
        self.bar.setRange(0, 1000)
        self.bar.setValue(done * 1000 // total)
        self.share.setText(f"{done * 100 // total}%")
        passed = time.monotonic() - self._started
        if passed > 2 and done:
            self.left.setText(self._time_left(passed * (total - done) / done))

    def _time_left(self, seconds: float) -> str:
        if seconds < 60:
            return self._tr("about {n} s left", n=max(1, round(seconds)))
        return self._tr("about {n} min left", n=round(seconds / 60))

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self.left.setText(self._tr("Stopping…"))
        self._task.cancel()

    def _on_finished(self) -> None:
        self.hide()
        self.deleteLater()


class EmptyState(QWidget):
    """What belongs here, in one sentence, and the button that makes the first one."""

    def __init__(self, text: str, *, icon: str = "package", detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = column(spacing=10, margins=(24, 32, 24, 32))
        self.setLayout(lines)
        mark = QLabel()
        mark.setPixmap(pixmap(icon, 40, "text3", self.devicePixelRatioF()))
        self.text = label(text, role="card", wrap=True)
        self.detail = label(detail, ink="text2", wrap=True)
        lines.addStretch(1)
        for item in (mark, self.text, self.detail):
            if isinstance(item, QLabel):
                item.setAlignment(Qt.AlignmentFlag.AlignCenter)
            lines.addWidget(item)
        self.detail.setVisible(bool(detail))
        self._buttons = row(spacing=8)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        lines.addLayout(self._buttons)
        lines.addStretch(2)

    def set_text(self, text: str, detail: str = "") -> None:
        """Change the sentence."""
        self.text.setText(text)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))

    def add_button(self, widget: QWidget) -> None:
        """Put a button under the sentence."""
        self._buttons.insertWidget(self._buttons.count() - 1, widget)
