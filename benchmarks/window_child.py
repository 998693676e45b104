"""One window in a process of its own: bare, or the program's; says in JSON when it was painted and what it takes."""

# ruff: noqa: N802 - Qt gives its overrides their names and arguments.

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

START = int(os.environ.get("BENCH_START", time.monotonic_ns()))
SIZE = (1400, 900)
WORDS = ("laptop", "drukarka", "nowak", "487", "kowalski", "szafa", "monitor")


def since() -> float:
    """Return the milliseconds since the parent started this process."""
    return (time.monotonic_ns() - START) / 1e6


def memory() -> float:
    """Return what the process holds in memory now, in MB; 0 where the system does not tell it this way."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmRSS"))


def bare() -> dict[str, float]:
    """Paint a main window with an empty table and nothing else."""
    from PySide6.QtCore import QAbstractTableModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    class Empty(QAbstractTableModel):
        def rowCount(self, _parent: Any = None) -> int:
            return 0

        def columnCount(self, _parent: Any = None) -> int:
            return 7

    app = QApplication([])
    window, view, model = QMainWindow(), QTableView(), Empty()
    view.setModel(model)
    window.setCentralWidget(view)
    window.resize(*SIZE)
    painted = _painted(view.viewport())
    window.show()
    while not painted():
        app.processEvents()
    app.processEvents()
    return {"painted": since(), "memory": memory()}


def ours(path: str) -> dict[str, float]:
    """Start the program on a register and wait until its window, then its first rows are painted."""
    app, start = _start(path)
    window = _painted(start.window.centralWidget())
    while not window():
        app.processEvents()
    found = {"painted": since(), "memory": memory()}
    _fill(app, start)
    page = start.window.current_page()
    rows = _painted(page.table.viewport(), lambda: page.model.rowCount() > 0)
    while not rows():
        app.processEvents()
    # What begins after the first rows is no part of them.
    return {**found, "rows": since(), "memory_rows": memory()}


def work(path: str) -> dict[str, Any]:
    """Type, repaint and scroll in the program's window; the same repaints and scrolls on a C++ model."""
    app, start = opened(path)
    from PySide6.QtCore import QEventLoop, QTimer

    program, page = start.program, start.window.current_page()

    def settle() -> None:
        for _ in range(600):
            loop = QEventLoop()
            QTimer.singleShot(50, loop.quit)
            loop.exec()
            if not program.operations.busy() and page.model.complete():
                return

    settle()
    found: dict[str, Any] = {"memory_settled": memory()}
    found["repaint"], found["scroll"] = _repaints(app, page.table)
    found["bare_repaint"], found["bare_scroll"] = _bare_repaints(app, page.table)
    keystrokes, queries = [], []
    from benchmarks.listing import bare_keystroke, with_search

    bare = with_search(Path(path))
    for word in WORDS:
        for end in range(1, len(word) + 1):
            loop = QEventLoop()
            painted = _painted(page.table.viewport())
            known: list[bool] = []
            page.model.loaded.connect(lambda known=known, loop=loop: (known.append(True), loop.quit()))
            begin = time.perf_counter()
            page.filters.search.setText(word[:end])
            if not known:
                loop.exec()
            while page.model.rowCount() and not painted():
                app.processEvents()
            keystrokes.append((time.perf_counter() - begin) * 1000)
            settle()
            begin = time.perf_counter()
            bare_keystroke(bare, word[:end])
            queries.append((time.perf_counter() - begin) * 1000)
        page.filters.search.clear()
        settle()
    return {**found, "keystrokes": keystrokes, "queries": queries, "memory_worked": memory()}


def _start(path: str) -> tuple[Any, Any]:
    from inventory.base.settings import Settings
    from inventory.ui.app import Start, make_application

    app = make_application()
    sys.setswitchinterval(0.001)
    start = Start(app, Settings(language="pl", theme="light"), Path(path))
    assert not start.is_elsewhere()
    start.show()
    assert start.window is not None
    start.window.resize(*SIZE)
    return app, start


def _fill(app: Any, start: Any) -> None:
    while start.program is None or start.program.window is None:
        app.processEvents()


def opened(path: str) -> tuple[Any, Any]:
    """Return Qt's application and the start of the program with its register in the window."""
    app, start = _start(path)
    _fill(app, start)
    return app, start


def _painted(widget: Any, ready: Callable[[], bool] = lambda: True) -> Callable[[], bool]:
    """Return a question whether the widget was painted since now, while it was ready."""
    from PySide6.QtCore import QEvent, QObject

    class Watch(QObject):
        seen = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and ready():
                self.seen = True
            return False

    watch = Watch(widget)
    widget.installEventFilter(watch)
    return lambda: watch.seen


def _repaints(app: Any, view: Any) -> tuple[float, float]:
    bar = view.verticalScrollBar()

    def repaint() -> None:
        view.viewport().repaint()
        app.processEvents()

    def scroll() -> None:
        bar.setValue(bar.value() + 3 if bar.value() < 80 else 0)
        view.viewport().repaint()
        app.processEvents()

    bar.setValue(0)
    return _median(repaint), _median(scroll)


def _bare_repaints(app: Any, like: Any) -> tuple[float, float]:
    """Measure a C++ model in a plain view of the same size, columns and row height."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    shown = like.columns.shown()
    model = QStandardItemModel(128, len(shown))
    for row in range(128):
        for at, section in enumerate(shown):
            model.setItem(row, at, QStandardItem(str(like.model().index(row, section).data() or "")))
    view = QTableView()
    view.setModel(model)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(like.verticalHeader().defaultSectionSize())
    for at, section in enumerate(shown):
        view.setColumnWidth(at, like.columnWidth(section))
    view.resize(like.size())
    view.show()
    app.processEvents()
    return _repaints(app, view)


def _median(work: Callable[[], None]) -> float:
    times = []
    for _ in range(41):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times[1:])


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    kind = sys.argv[1]
    answer = bare() if kind == "bare" else {"ours": ours, "work": work}[kind](sys.argv[2])
    print(json.dumps(answer), flush=True)
    os._exit(0)
