"""A scanner is a keyboard: its codes are read everywhere, land in no field, press nothing; typists notice nothing."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QTableWidget, QVBoxLayout, QWidget

from inventory.catalogue.query import parse
from inventory.ui.burst import Sample, ScannerSettings, code_of, learn
from inventory.ui.scanner import Scanner

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Bench(QWidget):
    """A window with everything that a stray key could press."""

    def __init__(self):
        super().__init__()
        lines = QVBoxLayout(self)
        self.line, self.notes, self.button = QLineEdit(), QPlainTextEdit(), QPushButton("x")
        self.table = QTableWidget(3, 2)
        self.done = []
        for widget in (self.line, self.notes, self.button, self.table):
            lines.addWidget(widget)
        self.button.clicked.connect(lambda: self.done.append("button"))
        for keys in ("Ctrl+S", "Ctrl+W", "Delete", "F5", "Escape", "Alt+D", "/", "Ctrl+P"):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _on=False, keys=keys: self.done.append(keys))
            self.addAction(action)


class Clock:
    now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def bench(qtbot):
    window = Bench()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def scanner(qapp, clock):
    made = Scanner(clock=clock)
    made.install(qapp)
    made.codes = []
    made.scanned.connect(made.codes.append)
    yield made
    qapp.removeEventFilter(made)


def press(clock, key, text="", modifiers=NONE, gap=5.0):
    clock.now += gap
    target = QApplication.focusWidget()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))


def send(clock, text, *, gap=5.0, ends=Qt.Key.Key_Return):
    for letter in text:
        press(clock, ord(letter.upper()), letter, gap=gap)
    if ends is not None:
        press(clock, ends, "\r" if ends == Qt.Key.Key_Return else "\t", gap=gap)


@pytest.mark.parametrize("where", ["line", "notes", "button", "table"])
def test_scan_is_one_code_and_lands_nowhere(bench, scanner, clock, where):
    bench.line.setText("Lornetka")
    bench.line.setSelection(2, 3)
    bench.notes.setPlainText("uwagi")
    getattr(bench, where).setFocus()
    send(clock, "WR/487/0013")
    assert scanner.codes == ["WR/487/0013"]
    assert (bench.line.text(), bench.notes.toPlainText(), bench.done) == ("Lornetka", "uwagi", [])
    if where == "line":
        assert bench.line.selectedText() == "rne"


@pytest.mark.parametrize("ends", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_scan_may_end_with_enter_or_tab(bench, scanner, clock, ends):
    scanner.set_settings(ScannerSettings(suffix="both"))
    bench.line.setFocus()
    send(clock, "INV000042", ends=ends)
    assert scanner.codes == ["INV000042"]
    assert QApplication.focusWidget() is bench.line


def test_line_feed_after_a_scan_presses_nothing(bench, scanner, clock):
    bench.button.setFocus()
    send(clock, "INV000042")
    press(clock, Qt.Key.Key_J, "\n", CTRL)
    press(clock, Qt.Key.Key_Return, "\r")
    scanner.flush()
    assert (scanner.codes, bench.done) == (["INV000042"], [])


def test_typed_letters_appear_at_once(bench, scanner, clock):
    bench.line.setFocus()
    for number, letter in enumerate("zażółć", 1):
        press(clock, ord(letter.upper()), letter, gap=90)
        assert len(bench.line.text()) == number
    assert (bench.line.text(), scanner.codes) == ("zażółć", [])


def test_letters_rolled_by_a_quick_hand_are_all_typed(bench, scanner, clock, qtbot):
    bench.line.setFocus()
    send(clock, "tak", gap=20, ends=None)
    qtbot.waitUntil(lambda: bench.line.text() == "tak")
    assert scanner.codes == []


def test_text_that_a_slow_line_delivers_in_a_heap_is_typed(bench, scanner, clock):
    bench.line.setFocus()
    send(clock, "drukarka", gap=1, ends=None)
    scanner.flush()
    assert (bench.line.text(), scanner.codes) == ("drukarka", [])


def test_shortcut_and_button_still_work_by_hand(bench, scanner, clock):
    bench.button.setFocus()
    press(clock, Qt.Key.Key_S, "\x13", CTRL, gap=300)
    scanner.flush()
    press(clock, Qt.Key.Key_Space, " ", gap=300)
    scanner.flush()
    press(clock, Qt.Key.Key_Delete, "\x7f", gap=300)
    scanner.flush()
    assert bench.done == ["Ctrl+S", "button", "Delete"]


def test_polish_letters_with_altgr_are_letters(bench, scanner, clock):
    bench.line.setFocus()
    press(clock, Qt.Key.Key_L, "ł", CTRL | ALT, gap=200)
    assert bench.line.text() == "ł"


def test_field_that_takes_scans_is_filled(bench, scanner, clock):
    bench.line.setProperty("takesScan", True)
    bench.line.setText("stary")
    bench.line.setFocus()
    send(clock, "LT14-23-00917")
    assert (bench.line.text(), scanner.codes) == ("LT14-23-00917", [])


def test_control_keys_in_a_label_are_shown_not_done(bench, scanner, clock):
    bench.button.setFocus()
    send(clock, "INV", ends=None)
    press(clock, Qt.Key.Key_S, "\x13", CTRL)
    press(clock, Qt.Key.Key_Delete, "\x7f")
    press(clock, Qt.Key.Key_F5)
    press(clock, Qt.Key.Key_Escape, "\x1b")
    send(clock, "42")
    assert scanner.codes == ["INV␓␡‹F5›␛42"]
    assert bench.done == []


def test_same_code_twice_in_a_row_is_told_twice(bench, scanner, clock):
    bench.table.setFocus()
    send(clock, "INV000042")
    clock.now += 40
    send(clock, "INV000042")
    assert scanner.codes == ["INV000042"] * 2


def test_ten_thousand_streams_press_nothing(bench, scanner, clock):
    """Random labels with anything in them, at every focus (reliability.md, goals)."""
    chance = random.Random(20251118)
    letters = [(ord(c.upper()), c, NONE) for c in "abcdefXYZ0123456789/-. "]
    commands = [(ord(c), chr(ord(c) - 64), CTRL) for c in "SWPAZ"]
    commands += [(ord("D"), "d", ALT), (Qt.Key.Key_Delete, "\x7f", NONE), (Qt.Key.Key_Escape, "\x1b", NONE)]
    commands += [(Qt.Key.Key_F5, "", NONE), (Qt.Key.Key_Space, " ", NONE), (Qt.Key.Key_Slash, "/", NONE)]
    places = [bench.line, bench.notes, bench.button, bench.table]
    for _ in range(10_000):
        clock.now += 1_000
        focus = chance.choice(places)
        focus.setFocus()
        keys = chance.choices(letters + commands, k=chance.randint(6, 9))
        for key, text, modifiers in keys:
            press(clock, key, text, modifiers, gap=chance.uniform(0.5, 30))
        press(clock, Qt.Key.Key_Return, "\r", gap=3)
        scanner.flush()
    assert bench.done == []
    assert (bench.line.text(), bench.notes.toPlainText()) == ("", "")
    assert len(scanner.codes) == 10_000


def test_wrong_layout_is_mended_by_what_was_learned():
    samples = [Sample(raw="]C1WR&487&0013", ends="enter", longest_ms=40.0)] * 3
    learned = learn("WR/487/0013", samples)
    assert (learned.prefix, learned.suffix, learned.mapping, learned.pause_ms) == ("]C1", "enter", {"&": "/"}, 60)
    assert code_of("]C1WR&669&0002", learned) == "WR/669/0002"


def test_samples_that_differ_teach_nothing():
    assert (
        learn("WR/1", [Sample(raw="WR/1", ends="enter", longest_ms=5), Sample(raw="WR/2", ends="enter", longest_ms=5)])
        is None
    )
    assert learn("AA", [Sample(raw="AB", ends="enter", longest_ms=5)]) == ScannerSettings(mapping={"B": "A"})
    assert learn("AB", [Sample(raw="AA", ends="enter", longest_ms=5)]) is None


def test_same_sign_twice_in_one_millisecond_is_read_twice(bench, scanner, clock):
    bench.table.setFocus()
    for sign in "WR/487/":
        press(clock, Qt.Key.Key_W, sign, gap=2.0)
    press(clock, Qt.Key.Key_0, "0", gap=2.0)
    clock.now += 1.0
    # X11 calls the second of two equal keys that come this fast a repetition of a key held down.
    QApplication.sendEvent(bench.table, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_0, NONE, "0", True))
    for sign in "14":
        press(clock, Qt.Key.Key_1, sign, gap=2.0)
    press(clock, Qt.Key.Key_Return, "\r", gap=2.0)
    assert scanner.codes == ["WR/487/0014"]


def test_key_held_down_is_no_scan(bench, scanner, clock):
    bench.table.setFocus()
    press(clock, Qt.Key.Key_0, "0")
    for _ in range(8):
        clock.now += 30.0
        QApplication.sendEvent(bench.table, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_0, NONE, "0", True))
    press(clock, Qt.Key.Key_Return, "\r", gap=30.0)
    assert scanner.codes == []


def test_two_scanners_one_after_the_other_are_two_codes(bench, scanner, clock):
    bench.line.setFocus()
    send(clock, "WR/487/0012")
    send(clock, "WR/487/0013", gap=1.0)
    assert scanner.codes == ["WR/487/0012", "WR/487/0013"]
    assert bench.line.text() == ""


def test_two_scanners_at_once_are_never_taken_for_a_third_code(bench, scanner, clock, demonstration):
    """94: no keyboard tells which scanner sent a key, so a mixture must be a code that nobody has."""
    numbers = demonstration.listing.numbers(demonstration.listing.ids(parse("")))
    known = {*numbers, *(asset for number in numbers if (asset := serial_of(demonstration, number)))}
    mixed = random.Random(94)
    for turn in range(200):
        bench.button.setFocus()
        pair = mixed.sample(sorted(known), 2)
        scanner.codes.clear()
        clock.now += 1_000
        order = mix(clock, [f"{code}\r" for code in pair], mixed)
        taken = [code for code in scanner.codes if demonstration.listing.by_code(code)]
        # A known code only where its keys came with none of the other scanner among them.
        assert set(taken) <= {code for code in pair if f"{code}\r" in order}, (turn, order)
        clock.now += 1_000
        scanner.flush()
    assert bench.done == []


def test_rest_of_a_second_scanner_presses_nothing(bench, scanner, clock):
    bench.line.returnPressed.connect(lambda: bench.done.append("Enter"))
    bench.line.setFocus()
    send(clock, "WR/487/001", gap=2.0, ends=None)
    send(clock, "WR/487/0013", gap=2.0)
    send(clock, "2", gap=2.0)
    clock.now += 1_000
    scanner.flush()
    assert scanner.codes == ["WR/487/001WR/487/0013"]
    assert bench.done == []


def serial_of(application, number):
    return application.listing.page(application.listing.by_code(number), ("serial",))[0][0]


def mix(clock, streams, choice):
    """Send the keys of several scanners in one random order and return that order."""
    rest, order = [list(stream) for stream in streams], ""
    while any(rest):
        stream = choice.choice([left for left in rest if left])
        for _ in range(choice.randint(1, 12)):
            if stream:
                letter = stream.pop(0)
                order += letter
                press(clock, Qt.Key.Key_Return if letter == "\r" else ord(letter.upper()), letter, gap=2.0)
    return order
