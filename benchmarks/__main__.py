"""Measure the figures: `python -m benchmarks [NAME...] [--assets 100000,1000000]`.

Each measurement is a module of this package with `figures(sizes)`, which yields a `Figure` each. It runs in a
process of its own, so that memory and imports of one do not colour the next. The table goes to the terminal, the
same as JSON to build/bench/figures.json. The exit code is 1 when a figure is not reached.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.registers import FOLDER, ROOT

SIZES = "100000,1000000"


def main() -> int:
    """Run the measurements named, or all of them, and say which figures are reached."""
    names = measurements()
    parser = argparse.ArgumentParser(prog="benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"all unless told; any of: {', '.join(names)}")
    parser.add_argument("--assets", default=SIZES, help=f"sizes of the registers, {SIZES} unless told")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    unknown = set(options.names) - set(names)
    if unknown:
        parser.error(f"no measurement {', '.join(sorted(unknown))}; there are: {', '.join(names) or 'none'}")
    sizes = [int(size) for size in options.assets.split(",")]
    if options.alone:
        for figure in importlib.import_module(f"benchmarks.{options.names[0]}").figures(sizes):
            print(json.dumps(asdict(figure)), flush=True)
        return 0
    measured, broken = [], []
    for name in options.names or names:
        print(f"\n{name}", flush=True)
        figures = run_alone(name, options.assets)
        if figures is None:
            broken.append(name)
        else:
            measured += figures
    save(measured)
    missed = [figure.name for figure in measured if not figure.is_reached]
    print(f"\n{len(measured) - len(missed)} figures reached, {len(missed)} not: {'; '.join(missed) or 'none'}")
    if broken:
        print(f"Did not run to the end: {', '.join(broken)}")
    return 1 if missed or broken else 0


def measurements() -> list[str]:
    """Return the modules that measure something; the others only help them."""
    modules = sorted(Path(__file__).parent.glob("[!_]*.py"))
    return [path.stem for path in modules if "\ndef figures(" in path.read_text(encoding="utf-8")]


def run_alone(name: str, sizes: str) -> list[Figure] | None:
    """Run one measurement in its own process, print its lines as they come; None where it failed."""
    command = [sys.executable, "-m", "benchmarks", name, "--assets", sizes, "--alone"]
    environment = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    figures = []
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8") as process:
        for line in process.stdout or ():
            figure = Figure(**json.loads(line))
            figures.append(figure)
            print(written(figure), flush=True)
    return None if process.returncode else figures


def written(figure: Figure) -> str:
    """Write a figure as one line of the table."""
    bare = "" if figure.bare is None else f"{figure.bare:>10.2f}"
    times = "" if figure.times is None else f"{figure.times:.2f} x"
    mark = "  " if not figure.bounds() else ("ok" if figure.is_reached else "NO")
    return f"{mark} {figure.name:<58} {figure.ours:>10.2f} {bare:>10} {figure.unit:<4} {times:>9}  {figure.bounds()}"


def save(figures: list[Figure]) -> None:
    """Keep the figures with the machine that they were measured on."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    machine = {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}
    rows = [asdict(figure) | {"times": figure.times, "reached": figure.is_reached} for figure in figures]
    content = json.dumps({"machine": machine, "figures": rows}, indent=2)
    (FOLDER / "figures.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
