"""A walk through the program's screens in a process of its own; says how long each step held the window up."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_BEAT_MS = 1


class Pulse:
    """Beats on the window's thread; the longest time without a beat is what a hand would feel."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest = self.busiest = 0.0
        self._last = self._work = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        """Begin to count anew."""
        self.longest = self.busiest = 0.0
        self._last, self._work = time.perf_counter(), time.thread_time()
        self._timer.start(_BEAT_MS)

    def _beat(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, (now - self._last) * 1000 - _BEAT_MS)
        self.busiest = max(self.busiest, (work - self._work) * 1000)
        self._last, self._work = now, work


def walk(path: str) -> dict[str, list[float]]:
    """Return wall and processor milliseconds of the longest block in each step."""
    from benchmarks.window_child import opened

    _app, start = opened(path)
    from PySide6.QtCore import QEventLoop, QTimer

    program = start.program
    window = start.window
    pulse = Pulse()

    def settle() -> None:
        quiet = 0
        for _ in range(3000):
            loop = QEventLoop()
            QTimer.singleShot(30, loop.quit)
            loop.exec()
            quiet = 0 if program.operations.busy() else quiet + 1
            if quiet == 5:
                return

    settle()
    found: dict[str, list[float]] = {}

    def step(name: str, work: Callable[[], Any]) -> None:
        pulse.begin()
        QTimer.singleShot(0, work)
        settle()
        found[name] = [pulse.longest, pulse.busiest]

    for name, work in _steps(window):
        step(name, work)
    return found


def _steps(window: Any) -> list[tuple[str, Callable[[], Any]]]:
    register = window.current_page()
    bar = register.table.verticalScrollBar()
    sort = register.table.set_sort

    def by(key: str) -> None:
        sort([(key, False)])
        register.reload()

    def asset() -> int:
        return int(register.model.id_at(0))

    first = [
        ("search", lambda: register.filters.search.setText("laptop")),
        ("search for nothing", lambda: register.filters.search.setText("laptop zzzz")),
        ("search cleared", register.filters.search.clear),
        *((f"sort by {key}", lambda key=key: by(key)) for key in ("name", "custodian", "price_gross", "number")),
        ("to the end", lambda: bar.setValue(bar.maximum())),
        ("to the middle", lambda: bar.setValue(bar.maximum() // 2)),
        ("select all", register.table.selectAll),
        ("select one", lambda: register.table.selectRow(2)),
    ]
    screens = ("overview", "handovers", "counts", "funding", "documents", "import", "settings", "help")
    opened = [(f"open {key}", lambda key=key: window.navigate(key)) for key in screens]
    again = [
        (f"open {key} again", lambda key=key: window.navigate(key)) for key in ("overview", "handovers", "register")
    ]
    forms = [
        ("open the form", lambda: window.navigate("asset", asset=asset())),
        ("open a new form", lambda: window.navigate("asset")),
        ("open add many", lambda: window.navigate("add_many")),
        ("open a handover", lambda: window.navigate("handover")),
        ("print 1 sticker", lambda: window.navigate("print_labels", assets=[asset()])),
        ("print 20,000 stickers", lambda: window.navigate("print_labels", assets=list(register.model._ids[:20_000]))),
        ("20,000 stickers, two copies", lambda: _copies(window.current_page())),
        ("leave the stickers", lambda: window.navigate("register")),
    ]
    return [*first, *opened, *again, *forms]


def _copies(page: Any) -> None:
    page.items.rows[0].copies.setValue(2)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    print(json.dumps(walk(sys.argv[1])), flush=True)
    os._exit(0)
