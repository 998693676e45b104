"""Changes on the page of labels in a process of its own; says how long each took until the sheet was drawn anew."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = 8


def changes(path: str, labels: int) -> dict[str, float]:
    """Return the milliseconds of the slowest of some rounds of each change with so many labels in the job."""
    from benchmarks.window_child import opened
    from inventory.labels.template import template

    app, start = opened(path)
    window, operations = start.window, start.program.operations

    def settle() -> None:
        quiet = 0
        while quiet < 20:
            app.processEvents()
            time.sleep(0.005)
            quiet = 0 if operations.busy() else quiet + 1

    settle()
    ids = list(window.current_page().model._ids[:labels])
    window.navigate("print_labels", assets=ids)
    settle()
    page = window.current_page()
    first = page.items.rows[0].items

    def tick(number: int) -> None:
        page.choice.tick(first, bool(number % 2))
        page._show_all()

    def copies(number: int) -> None:
        page.settings.copies.setValue(2 - number % 2)

    turns: dict[str, Callable[[int], object]] = {
        "first field": lambda number: page.sheet.start_chosen.emit(2 + number % 20),
        "copies": copies,
        "layout": lambda number: page._on_template(template(("sheet-70x36-dm", "sheet-70x36-qr")[number % 2])),
        "stock": lambda number: page._on_template(template(("sheet-38x21-qr", "sheet-70x36-qr")[number % 2])),
        "tick": tick,
        "page": lambda number: page.sheet.turn(1 if number % 2 == 0 else -1),
    }
    return {name: _took(app, page, turn, settle) for name, turn in turns.items()}


def _took(app: Any, page: Any, turn: Callable[[int], object], settle: Callable[[], None]) -> float:
    sheet, longest = page.sheet, 0.0
    painted = _painted_with_its_page(sheet)
    for number in range(ROUNDS):
        sheet._drawn_for = ()
        painted.clear()
        begin = time.perf_counter()
        turn(number)
        while not painted:
            app.processEvents()
            if time.perf_counter() - begin > 20:
                raise TimeoutError(turn)
        # The first turn of a kind reads what is read once.
        longest = max(longest, (painted[0] - begin) * 1000 if number else 0.0)
        settle()
    return longest


def _painted_with_its_page(sheet: Any) -> list[float]:
    """Return a list that gets the time whenever the sheet was painted with the drawing of the page it shows."""
    times: list[float] = []
    paint = sheet.paintEvent

    def painted(event: Any) -> None:
        paint(event)
        if sheet._drawn_for == sheet.page_key():
            times.append(time.perf_counter())

    sheet.paintEvent = painted
    return times


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    print(json.dumps(changes(sys.argv[1], int(sys.argv[2]))), flush=True)
    os._exit(0)
