"""The window: start to painted window and first rows, keystroke to painted rows, repaints, memory; beside bare Qt."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure, Times
from benchmarks.registers import FOLDER, copy

RUNS = 7
_CHILD = Path(__file__).with_name("window_child.py")


def figures(sizes: list[int]) -> Iterator[Figure]:
    """Yield start and memory of each size in turns with the bare window, then the work in an open window."""
    paths = {size: str(copy(size, "window")) for size in sizes}
    for path in paths.values():
        _child("work" if not Path(path).with_suffix(".search.db").exists() else "ours", path)
    bare: list[dict[str, float]] = []
    starts: dict[int, list[dict[str, float]]] = {size: [] for size in sizes}
    for number in range(RUNS + 1):
        rounds = [("bare", 0), *(("ours", size) for size in sizes)]
        for kind, size in rounds:
            told = _child(kind, paths.get(size, ""))
            # The first round warms the caches of the system.
            if number:
                (starts[size] if size else bare).append(told)
    limit = {key: statistics.median(run[key] for run in bare) for key in bare[0]}
    rows = {}
    for size in sizes:
        mine = {key: statistics.median(run[key] for run in starts[size]) for key in starts[size][0]}
        rows[size] = mine["rows"]
        yield Figure(
            name=f"start to painted window, {size}", ours=mine["painted"], bare=limit["painted"], most_times=1.35
        )
        yield Figure(name=f"start to first rows, {size}", ours=mine["rows"], bare=limit["painted"], most_times=2.2)
        yield Figure(
            name=f"memory at the first paint, {size}",
            ours=mine["memory"],
            bare=limit["memory"],
            unit="MB",
            most_times=1.3,
        )
        yield Figure(
            name=f"memory at the first rows, {size}", ours=mine["memory_rows"], bare=limit["memory"], unit="MB"
        )
    if len(sizes) > 1:
        few, many = rows[sizes[0]], rows[sizes[-1]]
        yield Figure(name="first rows of the largest beside the smallest", ours=many, bare=few, most_times=1.15)
    for size in sizes:
        yield from _worked(_child("work", paths[size]), size, limit["memory"])


def _worked(told: dict[str, Any], size: int, bare_memory: float) -> Iterator[Figure]:
    keys, queries = Times(told["keystrokes"]), Times(told["queries"])
    most = {"most": 16.0} if size <= 100_000 else {"most_times": 3.0}
    yield Figure(name=f"keystroke to painted rows, {size}, median", ours=keys.median, bare=queries.median)
    yield Figure(name=f"keystroke to painted rows, {size}, p95", ours=keys.p95, bare=queries.p95, **most)
    for what in ("repaint", "scroll"):
        yield Figure(
            name=f"{what} of a page, {size}", ours=told[what], bare=told[f"bare_{what}"], most_times=1.5, most=16.0
        )
    yield Figure(
        name=f"memory after searching and scrolling, {size}",
        ours=told["memory_worked"],
        bare=bare_memory,
        unit="MB",
        most_times=2.6,
    )


def child_environment(home: str) -> dict[str, str]:
    """Return the environment of a window that is measured, with an empty data folder."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "XDG_DATA_HOME": home,
        "PYTHONPYCACHEPREFIX": str(FOLDER / "bytecode"),
    }
    # An installed program has its bytecode; here the first round writes it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _child(kind: str, path: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, str(_CHILD), kind, path]
        environment = child_environment(home) | {"BENCH_START": str(time.monotonic_ns())}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
