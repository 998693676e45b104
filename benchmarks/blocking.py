"""What holds the window up: the longest time without an answer in each step of a walk through all screens."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.registers import copy
from benchmarks.window import child_environment

MOST_MS = 50.0
_CHILD = Path(__file__).with_name("blocking_child.py")


def figures(sizes: list[int]) -> Iterator[Figure]:
    """Yield each step of the walk; the processor's time of the same block stands beside the time on the clock."""
    for size in sizes:
        path = str(copy(size, "blocking"))
        with tempfile.TemporaryDirectory() as home:
            command = [sys.executable, str(_CHILD), path]
            done = subprocess.run(command, env=child_environment(home), capture_output=True, text=True, check=True)
        for step, (clock, busy) in json.loads(done.stdout).items():
            yield Figure(name=f"longest block, {step}, {size}", ours=clock, bare=busy, most=MOST_MS)
