"""The self-check of the program passes here, and says so in its exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from inventory.ui import selfcheck

ROOT = Path(__file__).resolve().parent.parent.parent


def test_selfcheck_passes_from_another_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    command = [sys.executable, "-m", "inventory", "--selfcheck"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split(":")[0] for line in done.stdout.splitlines()[:-1]] == list(selfcheck.CHECKS)


def test_failed_part_is_named(monkeypatch, capsys):
    def lost(_folder):
        raise FileNotFoundError("resources/fonts")

    # It changes them for its own process; here they are the tests'.
    for name in ("QT_QPA_PLATFORM", "XDG_DATA_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(selfcheck, "CHECKS", {"resources": lost, "Qt": lambda _folder: "offscreen"})
    assert selfcheck.selfcheck() == 1
    output = capsys.readouterr().out
    assert "resources: FAILED" in output
    assert "FileNotFoundError" in output
    assert "Qt: offscreen" in output
