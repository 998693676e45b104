"""Set the program up, start it, test it and build it: `python dev.py COMMAND`, with nothing but Python installed.

Debian and Ubuntu call the command `python3`. The first command of any kind makes `.venv` and fills it.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "setup.sha256"
OLDEST, NEWEST = (3, 11), (3, 14)
MOST_WORKERS = 4

# What Qt loads from the system on Linux: the library, and the Debian package that brings it.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libcups.so.2": "libcups2",
}


def main() -> int:
    """Run the command named on the command line and return its exit code."""
    name, *arguments = sys.argv[1:] or ["--help"]
    if name not in COMMANDS:
        print("usage: python dev.py COMMAND [ARGUMENTS]\n")
        print("\n".join(f"  {command:12} {does}" for command, (does, _) in COMMANDS.items()))
        return 0 if name in {"-h", "--help", "help"} else 2
    os.chdir(ROOT)
    setup()
    return COMMANDS[name][1](arguments[1:] if arguments[:1] == ["--"] else arguments)


def setup() -> None:
    """Make `.venv` and install what the project needs; does nothing while neither has changed."""
    check_python()
    wanted = fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return
    complete = install_system_libraries()
    if not PYTHON.exists():
        make_venv()
    print("Installing the libraries into .venv; this takes a minute or two the first time.", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--use-pep517"]
    if subprocess.run([*pip, "-e", ".[test,dev]", "-c", "constraints.txt"], check=False).returncode:
        sys.exit("The libraries could not be installed; see the lines above. Then run the same command again.")
    if complete:
        STAMP.write_text(wanted, encoding="ascii")


def check_python() -> None:
    """Stop with one sentence where this Python cannot run the program."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        sys.exit(
            f"This is Python {sys.version.split()[0]}; the program needs Python "
            f"{OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}."
        )


def fingerprint() -> str:
    """Return a hash of what decides the contents of `.venv`."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def make_venv() -> None:
    """Make `.venv`, fetching Debian's venv module first where that is missing and allowed."""
    try:
        import ensurepip  # noqa: F401 - Debian splits it off together with venv's ability to install pip
        import venv  # noqa: F401
    except ImportError:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not apt_install([package]):
            sys.exit(f"Python's venv module is missing; install it with: sudo apt-get install {package}")
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("Python's venv module could not make .venv; see the lines above.")


def install_system_libraries() -> bool:
    """Install Qt's system libraries on Debian and Ubuntu; where that is not allowed, say what is missing."""
    if not sys.platform.startswith("linux"):
        return True
    missing = [package for library, package in QT_LIBRARIES.items() if not is_loadable(library)]
    if not missing or apt_install(missing):
        return True
    print(f"Qt needs system libraries; install them with: sudo apt-get install {' '.join(missing)}", flush=True)
    return False


def is_loadable(library: str) -> bool:
    """Tell whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages as root or by sudo without a password; False where that is not possible."""
    if sys.platform == "win32" or shutil.which("apt-get") is None:
        return False
    prefix: list[str] = []
    if os.geteuid() != 0:
        sudo = shutil.which("sudo")
        if sudo is None or subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode:
            return False
        prefix = [sudo, "-n"]
    print(f"Installing {', '.join(packages)}.", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    subprocess.run([*apt, "update"], check=False, stdout=subprocess.DEVNULL)
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    return subprocess.run(install, check=False, stdout=subprocess.DEVNULL).returncode == 0


def environment() -> dict[str, str]:
    """Return the environment of what we start: Qt draws into memory where there is no display."""
    changed = dict(os.environ)
    if sys.platform.startswith("linux") and not (changed.get("DISPLAY") or changed.get("WAYLAND_DISPLAY")):
        changed.setdefault("QT_QPA_PLATFORM", "offscreen")
    return changed


def python(*arguments: str) -> int:
    """Run the Python of `.venv` in this folder and return its exit code."""
    return subprocess.run([str(PYTHON), *arguments], check=False, env=environment()).returncode


def module(name: str) -> Callable[[list[str]], int]:
    """Return a command that runs a module of this project."""
    return lambda arguments: python("-m", name, *arguments)


def run(arguments: list[str]) -> int:
    """Start the program; without a display only its command line is of use."""
    return subprocess.run([str(PYTHON), "-m", "inventory", *arguments], check=False).returncode


def test(arguments: list[str]) -> int:
    """Run the tests; the whole suite is spread over the processor's cores."""
    names_tests = any((ROOT / argument.split("::")[0]).exists() for argument in arguments)
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    spread = [] if names_tests or workers == 1 else ["-n", str(workers), "--dist", "loadscope"]
    return python("-m", "pytest", *spread, *arguments)


def lint(arguments: list[str]) -> int:
    """Check style, types, layers and texts; with --fix repair what can be repaired."""
    fix = "--fix" in arguments
    steps = {
        "style": ["-m", "ruff", "check", *(["--fix"] if fix else [])],
        "format": ["-m", "ruff", "format", *([] if fix else ["--check"])],
        "types": ["-m", "mypy"],
        "layers": ["-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))"],
        "texts": ["-m", "tools.texts", "--check"],
    }
    failed = []
    for name, step in steps.items():
        print(f"--- {name}", flush=True)
        if python(*step):
            failed.append(name)
    if failed:
        print(f"Not in order: {', '.join(failed)}.")
    return 1 if failed else 0


def build(_arguments: list[str]) -> int:
    """Build the program as a folder that runs without Python: dist/inventory."""
    missing = [] if sys.platform == "win32" or shutil.which("objdump") else ["binutils"]
    if sys.base_prefix == "/usr" and not is_loadable(f"libpython3.{sys.version_info[1]}.so.1.0"):
        # Debian's own Python has its library inside; the frozen program needs it beside.
        missing.append(f"libpython3.{sys.version_info[1]}")
    if missing and not apt_install(missing):
        sys.exit(f"Building needs: sudo apt-get install {' '.join(missing)}")
    return python("-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "inventory.spec")


COMMANDS: dict[str, tuple[str, Callable[[list[str]], int]]] = {
    "setup": ("make .venv and install what the program and its tests need", lambda _arguments: 0),
    "run": ("start the program; arguments after -- are its own", run),
    "test": ("run the tests; arguments are pytest's own", test),
    "lint": ("check style, types, layers and texts; --fix repairs what can be repaired", lint),
    "texts": ("bring the Polish catalogue up to date; --check only says whether it is", module("tools.texts")),
    "bench": ("measure the figures, all or those named", module("benchmarks")),
    "build": ("build dist/inventory, which runs without Python", build),
    "screenshots": ("make the pictures of the README", module("tools.screenshots")),
}

if __name__ == "__main__":
    sys.exit(main())
