"""Grabs every screen of the demonstration register for the README, and for looking at: `python dev.py screenshots`.

Without arguments the pictures of the README are made (light, Polish). `--all FOLDER` makes every screen in both
themes and languages there; the scale is that of QT_SCALE_FACTOR.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WAIT_SECONDS = 30.0


@dataclass(frozen=True)
class Shot:
    """One picture: its name, and what leads to it."""

    name: str
    lead: Callable[[Desk], None]
    in_readme: bool = False


class Desk:
    """A running program on its own example register."""

    def __init__(self, folder: Path, *, language: str, theme: str, size: tuple[int, int]) -> None:
        from inventory.base.settings import Settings
        from inventory.services.demonstration import make_demonstration
        from inventory.ui.app import make_application
        from inventory.ui.program import Program

        self.qt = make_application()
        path = folder / f"przyklad-{language}-{theme}.db"
        make_demonstration(path)
        # Any: a window without a register is a case of its own that pictures do not have.
        self.program = cast(Any, Program(self.qt, Settings(language=language, theme=theme, sound_muted=True)))
        self.program.open_register(path)
        self.program.window.resize(*size)
        self.size = size
        self.folder = folder
        self.settle()

    def settle(self, *, least: float = 0.6) -> None:
        """Let everything that runs behind the window end."""
        begun = time.monotonic()
        while time.monotonic() - begun < least or self.program.operations.busy():
            self.qt.processEvents()
            if time.monotonic() - begun > WAIT_SECONDS:
                raise RuntimeError("the window did not come to rest")
            time.sleep(0.005)

    def go(self, key: str, **arguments: object) -> None:
        """Open a screen and wait for it."""
        self.program.window.navigate(key, **arguments)
        self.settle()

    def asset(self, number: str) -> int:
        """Return the id of an asset."""
        return int(self.program.application.listing.by_code(number)[0])

    def save(self, path: Path) -> None:
        """Grab the window."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self.program.window.grab().save(str(path)):
            raise RuntimeError(f"{path} was not written")

    def close(self) -> None:
        """End the program."""
        self.program.end()
        self.program.window.hide()
        self.program.window.deleteLater()
        self.qt.processEvents()


def _register(desk: Desk) -> None:
    desk.go("register", asset=desk.asset("WR/669/0002"))


def _selection(desk: Desk) -> None:
    desk.go("register")
    desk.program.window.current_page().table.selectAll()
    desk.settle()


def _print_labels(desk: Desk) -> None:
    desk.go("print_labels", assets=[desk.asset(f"WR/487/00{number}") for number in range(12, 18)])


def _designer(desk: Desk) -> None:
    desk.go("label_designer", layout="qr", stock="sheet-70x36")
    page = desk.program.window.current_page()
    page.body.select(2)
    desk.settle(least=1.0)


def _handover(desk: Desk) -> None:
    desk.go("handover", kind="issue", assets=[desk.asset("WR/487/0016"), desk.asset("WR/669/0002")])
    desk.settle(least=2.0)


def _import(desk: Desk) -> None:
    desk.go("import", path=ROOT / "tests" / "data" / "ewidencja-stara-2000-bledy.xlsx")


def _preview(desk: Desk) -> None:
    _import(desk)
    desk.program.window.current_page().next.click()
    desk.settle(least=2.0)


def _counting(desk: Desk) -> None:
    from inventory.services.counts import CountRequest, create_count

    tr = desk.program.window._context.tr  # noqa: SLF001 - the name of the count in the language of the picture
    request = CountRequest(name=tr("Annual count {year}", year=2026))
    made = desk.program.application.operation("Count made", lambda work: create_count(work, request)).value
    desk.go("counting", count=made.id)
    for code in ("A/012", "WR/669/0002", "WR/803/0007", "WR/487/0012", "5901234123457", "WR/487/0016"):
        desk.program.window.take_scan(code)
        desk.settle(least=0.2)
    desk.settle(least=1.0)


def _welcome(desk: Desk) -> None:
    desk.program._show_window(welcome=desk.folder / "ewidencja.db")  # noqa: SLF001 - as without a register
    desk.program.window.resize(*desk.size)
    desk.settle()


def _settings(section: str) -> Callable[[Desk], None]:
    return lambda desk: desk.go("settings", section=section)


SHOTS = (
    Shot("register", _register, in_readme=True),
    Shot("register-selection", _selection),
    Shot("overview", lambda desk: desk.go("overview"), in_readme=True),
    Shot("asset", lambda desk: desk.go("asset", asset=desk.asset("WR/487/0012"))),
    Shot("asset-new", lambda desk: desk.go("asset")),
    Shot("add-many", lambda desk: desk.go("add_many")),
    Shot("person", lambda desk: desk.go("person", person=3)),
    Shot("print-labels", _print_labels, in_readme=True),
    Shot("label-designer", _designer, in_readme=True),
    Shot("handovers", lambda desk: desk.go("handovers")),
    Shot("handover", _handover, in_readme=True),
    Shot("documents", lambda desk: desk.go("documents")),
    Shot("counting", _counting, in_readme=True),
    Shot("counts", lambda desk: desk.go("counts")),
    Shot("differences", lambda desk: desk.go("differences", count=1)),
    Shot("funding", lambda desk: desk.go("funding")),
    Shot("funding-project", lambda desk: desk.go("funding", project=1)),
    Shot("import-columns", _import),
    Shot("import-preview", _preview, in_readme=True),
    Shot("help", lambda desk: desk.go("help")),
    *(
        Shot(f"settings-{section}", _settings(section))
        for section in (
            "organisation",
            "numbering",
            "categories",
            "places",
            "papers",
            "labels",
            "stocks",
            "scanner",
            "backups",
            "look",
            "register",
        )
    ),
    Shot("welcome", _welcome),  # the last: its window has no register
)


def main(arguments: list[str]) -> int:
    """Make the pictures and say which could not be made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every screen, both themes and languages")
    parser.add_argument("--size", default="1440x900", metavar="WxH", help="of the window, in logical pixels")
    parser.add_argument("--look", metavar="LANGUAGE-THEME", help="only this one, such as en-dark")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="only these screens")
    options = parser.parse_args(arguments)
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    looks = (
        [(language, theme) for language in ("pl", "en") for theme in ("light", "dark")]
        if options.all
        else [("pl", "light")]
    )
    if options.look:
        looks = [tuple(options.look.split("-"))]
    width, height = map(int, options.size.split("x"))
    failed = 0
    with tempfile.TemporaryDirectory(prefix="ewidencja-", ignore_cleanup_errors=True) as name:
        for language, theme in looks:
            desk = Desk(Path(name), language=language, theme=theme, size=(width, height))
            for shot in SHOTS:
                if (options.only and shot.name not in options.only) or not (options.all or shot.in_readme):
                    continue
                target = (
                    options.all / f"{shot.name}-{language}-{theme}.png"
                    if options.all
                    else PICTURES / f"{shot.name}.png"
                )
                try:
                    shot.lead(desk)
                    desk.save(target)
                except Exception as error:  # noqa: BLE001 - one screen that fails must not hide the others
                    failed += 1
                    sys.stderr.write(f"{shot.name} ({language}, {theme}): {type(error).__name__}: {error}\n")
            desk.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
