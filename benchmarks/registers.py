"""Registers to measure on: made once by the program's own command line and kept in build/bench."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "bench"


def register(assets: int) -> Path:
    """Return a register of so many made-up assets; do not write to it, take a `copy`."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"register-{assets}.db"
    if not path.exists():
        print(f"making a register of {assets} assets", file=sys.stderr, flush=True)
        _remove("making", assets)
        part = FOLDER / f"making-{assets}.db"
        _program(part, "init")
        _program(part, "generate", "--assets", str(assets), "--seed", "1")
        # The search index lies beside the register under a name of the same beginning.
        for made in FOLDER.glob(f"making-{assets}.*"):
            made.rename(made.with_name(made.name.replace("making", "register", 1)))
    return path


def copy(assets: int, name: str) -> Path:
    """Return a fresh copy of that register that a measurement may change."""
    register(assets)
    _remove(name, assets)
    for part in FOLDER.glob(f"register-{assets}.*"):
        shutil.copyfile(part, part.with_name(part.name.replace("register", name, 1)))
    return FOLDER / f"{name}-{assets}.db"


def _remove(name: str, assets: int) -> None:
    for leftover in FOLDER.glob(f"{name}-{assets}.*"):
        leftover.unlink()


def _program(database: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "inventory", "--database", str(database), *arguments]
    subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)
