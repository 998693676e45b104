"""The picture of a sheet of labels after a change: how long it takes, whatever the number of labels in the job."""

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
_CHILD = Path(__file__).with_name("preview_child.py")


def figures(sizes: list[int]) -> Iterator[Figure]:
    """Yield each change with few labels and with as many as the smallest register has assets."""
    path = str(copy(min(sizes), "preview"))
    for labels in (24, 10_000, min(sizes)):
        with tempfile.TemporaryDirectory() as home:
            command = [sys.executable, str(_CHILD), path, str(labels)]
            done = subprocess.run(command, env=child_environment(home), capture_output=True, text=True, check=True)
        for change, took in json.loads(done.stdout).items():
            yield Figure(name=f"sheet of labels after a change of {change}, {labels} labels", ours=took, most=MOST_MS)
