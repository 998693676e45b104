"""Reads a scanner that is a keyboard: one filter over the whole application (ui.md 6).

What a typist sends goes where it always goes: a letter typed into a text field at once, other keys after the pause at
most. What a scanner sends lands in no field, presses no button and fires no shortcut; it becomes one code.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from inventory.ui.burst import Burst, Key, Sample, ScannerSettings, code_of
from inventory.ui.typed_letter import TypedLetter, is_text_field

_PRESS, _RELEASE, _OVERRIDE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride
_WATCHED = frozenset((_PRESS, _RELEASE, _OVERRIDE))
_MODIFIERS = frozenset((
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock,
))  # fmt: skip
_MOVES = frozenset((
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace,
))  # fmt: skip
_ENDS: dict[int, str] = {Qt.Key.Key_Return: "enter", Qt.Key.Key_Enter: "enter", Qt.Key.Key_Tab: "tab"}
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
# Two keys this close may be one hand rolling over; from three on a command among them is the scanner's.
_HAND = 2
_TRAIL = 2
# Held keys repeat 30 times a second or slower.
_HELD_MS = 15


class Scanner(QObject):
    """Install once per application; `scanned` is the only door for codes.

    A focused widget with the property `takesScan` gets the code itself (its `take_scan(code)`, else its text).
    Signals: scanned(code); sampled(Sample) for every complete scan, raw, for "Check the scanner".
    """

    scanned = Signal(str)
    sampled = Signal(object)

    def __init__(
        self,
        settings: ScannerSettings | None = None,
        *,
        clock: Callable[[], float] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._burst = Burst(settings or ScannerSettings())
        self._clock = clock or (lambda: time.monotonic() * 1000)
        self._held: list[tuple[QWidget, QKeyEvent]] = []
        self._letter: TypedLetter | None = None
        self._swallowed: set[int] = set()
        self._replaying = self._is_rest = False
        self._longest = 0.0
        self._before = 0.0
        self._delivered = -1_000_000.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.flush)

    def install(self, app: QApplication) -> None:
        """Watch the keys of the whole application."""
        app.installEventFilter(self)

    def set_settings(self, settings: ScannerSettings) -> None:
        """Take other settings from the next key on."""
        self.flush()
        self._burst.settings = settings

    def settings(self) -> ScannerSettings:
        """Return the settings in force."""
        return self._burst.settings

    def flush(self) -> None:
        """End what is being read now without its terminator.

        Letters for a text field are typed after all: a slow line to a remote desktop delivers them in heaps. Anything
        else that is too quick for a hand is a code that lacks its end.
        """
        self._timer.stop()
        if self._burst.quick() and not self._might_be_typed():
            self._deliver()
        else:
            self._replay()

    # What arrives -------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _WATCHED or self._replaying:
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget) or not _is_target(watched):
            return False
        kind = event.type()
        if kind == _RELEASE:
            return self._released(event)
        now = self._time_of(event)
        if event.key() in _MODIFIERS or (event.isAutoRepeat() and not self._is_twice(now)):
            return False
        if kind == _OVERRIDE:
            return self._asked(event, watched, now)
        return self._pressed(event, watched, now)

    def _is_twice(self, now: float) -> bool:
        """Tell whether a repeated key is a scanner's second one: no held key repeats as fast as `00` of a code comes.

        X11 takes a key let go and pressed again in one millisecond for one that is held.
        """
        return self._burst.continues(now) and now - self._before < _HELD_MS

    def _might_be_typed(self) -> bool:
        if self._burst.settings.suffix == "none" or not all(_is_letter(event) for _target, event in self._held):
            return False
        focus = QApplication.focusWidget()
        return focus is not None and is_text_field(focus)

    def _asked(self, event: QKeyEvent, watched: QWidget, now: float) -> bool:
        """Keep shortcuts from firing for keys that will be held."""
        if not self._burst.continues(now) and not self._trails(event, now) and self._goes_through(event, watched):
            return False
        event.accept()
        return True

    def _pressed(self, event: QKeyEvent, watched: QWidget, now: float) -> bool:
        if not self._burst.continues(now):
            if self._trails(event, now):
                self._swallowed.add(event.key())
                return True
            if self._burst.keys:
                self.flush()
            return self._begin(event, watched, now)
        self._longest = max(self._longest, now - self._before)
        self._take(event, now)
        self._hold(watched, event)
        if self._burst.complete():
            self._timer.stop()
            self._deliver()
        return True

    def _trails(self, event: QKeyEvent, now: float) -> bool:
        """Tell whether a key is what a scanner sends after its terminator: a line feed, a Tab."""
        return self._follows(now) and not _is_letter(event)

    def _follows(self, now: float) -> bool:
        """Tell whether a key comes sooner after a code than any hand could: from the same scanner, or a second one."""
        return 0 <= now - self._delivered < _TRAIL * self._burst.settings.pause_ms

    def _begin(self, event: QKeyEvent, watched: QWidget, now: float) -> bool:
        self._burst.clear()
        self._letter = None
        self._longest = 0.0
        self._is_rest = self._follows(now)
        self._take(event, now)
        if self._goes_through(event, watched):
            if _is_letter(event) and is_text_field(watched):
                self._letter = TypedLetter(watched, event.text())
            self._timer.start(self._burst.settings.pause_ms)
            return False
        self._hold(watched, event)
        return True

    def _take(self, event: QKeyEvent, now: float) -> None:
        self._burst.add(_key_of(event), now)
        self._before = now

    def _hold(self, watched: QWidget, event: QKeyEvent) -> None:
        self._held.append((watched, QKeyEvent(_PRESS, event.key(), event.modifiers(), event.text())))
        self._swallowed.add(event.key())
        self._timer.start(self._burst.settings.pause_ms)

    def _goes_through(self, event: QKeyEvent, watched: QWidget) -> bool:
        """Tell whether a first key is so harmless that it need not wait for the next."""
        if is_text_field(watched):
            return _is_letter(event) or (event.key() in _MOVES and not event.modifiers() & _COMMANDING)
        return event.key() in _MOVES and watched.inherits("QAbstractItemView")

    def _released(self, event: QKeyEvent) -> bool:
        if event.key() in self._swallowed and not event.isAutoRepeat():
            self._swallowed.discard(event.key())
            return True
        return False

    def _time_of(self, event: QKeyEvent) -> float:
        # The time of the key itself where the system gives it: a busy window must not make a typist look quick.
        return float(event.timestamp()) if event.timestamp() else self._clock()

    # What comes of it ---------------------------------------------------------------------------------------

    def _deliver(self) -> None:
        burst, letter = self._burst, self._letter
        raw, ends = burst.raw(), burst.keys[-1].ends
        self._delivered = self._before
        self._forget()
        if letter is not None:
            letter.take_back()
        self.sampled.emit(Sample(raw=raw, ends=ends, longest_ms=self._longest))
        code = code_of(raw, burst.settings)
        if not code:
            return
        focus = QApplication.focusWidget()
        if focus is not None and focus.property("takesScan"):
            _fill(focus, code)
        else:
            self.scanned.emit(code)

    def _replay(self) -> None:
        # What two scanners at once leave over may be as short as what a hand types, and must press nothing.
        held, hand = self._held, len(self._burst.keys) <= _HAND and not self._is_rest
        self._forget()
        self._replaying = True
        try:
            for target, event in held:
                if hand or (_is_letter(event) and is_text_field(target)):
                    _send(target, event)
        finally:
            self._replaying = False

    def _forget(self) -> None:
        self._held = []
        self._letter = None
        self._burst.clear()


def _send(target: QWidget, event: QKeyEvent) -> None:
    from shiboken6 import isValid

    focus = QApplication.activePopupWidget() or QApplication.focusWidget()
    receiver = focus if focus is not None else target
    if not isValid(receiver):
        return
    # Sent to a widget, a key press goes through the shortcuts first, as one of the system does.
    QApplication.sendEvent(receiver, event)
    if isValid(receiver):
        QApplication.sendEvent(receiver, QKeyEvent(_RELEASE, event.key(), event.modifiers(), event.text()))


def _fill(focus: QWidget, code: str) -> None:
    take = getattr(focus, "take_scan", None)
    if take is not None:
        take(code)
        return
    if isinstance(focus, QLineEdit):
        focus.selectAll()
        focus.insert(code)
    elif isinstance(focus, QPlainTextEdit):
        focus.insertPlainText(code)


def _is_target(watched: QWidget) -> bool:
    """Tell whether a key is meant for this widget and not only passed on by its child."""
    focus = QApplication.focusWidget()
    return focus is None or watched is focus or watched is QApplication.activePopupWidget()


def _is_letter(event: QKeyEvent) -> bool:
    text = event.text()
    return len(text) == 1 and text.isprintable() and not _commands(event)


def _commands(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & _COMMANDING
    # AltGr arrives as Ctrl+Alt with a printable letter: that is how Polish letters are typed.
    altgr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if modifiers == altgr and event.text().isprintable() and event.text():
        return False
    return bool(modifiers) or (not (event.text() and event.text().isprintable()) and event.key() not in _ENDS)


def _key_of(event: QKeyEvent) -> Key:
    ends = "" if event.modifiers() & _COMMANDING else _ENDS.get(event.key(), "")
    return Key(text=event.text(), ends=ends, commands=_commands(event), name=_name(event.key()))


def _name(key: int) -> str:
    # Keys of letters outside Latin 1 are numbers that Qt has no name for.
    return next((known.name.removeprefix("Key_") for known in Qt.Key if known.value == key), "")
