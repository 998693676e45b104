"""The start of the window as the system does it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux starts programs without a display")
@pytest.mark.parametrize(
    ("language", "told"), [("pl", "Nie ma ekranu, na którym można pokazać okno."), ("en", "There is no display")]
)
def test_start_without_a_display_is_one_sentence(database, language, told):
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    command = [sys.executable, "-m", "inventory", "--database", str(database), "--lang", language]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, b"")
    said = done.stderr.decode("utf-8")
    assert said.startswith(told)
    assert said.count("\n") == 1
