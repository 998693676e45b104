"""Start: a window without a command, the command line with one."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    try:
        return _start(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        # Stopped before there was a command to stop.
        from inventory.base.i18n import system_language, translations

        sys.stderr.write(translations(system_language())("Stopped. The register is as it was before.") + "\n")
        return 1


def _start(arguments: list[str]) -> int:
    if arguments == ["--read-sheet"]:
        # The frozen program starts itself to read a sheet; the pipes it is given must stay as they are.
        from inventory.exchange.sheet_child import main as read_sheet

        return read_sheet()
    from inventory.base.surroundings import prepare

    prepare()
    if "--selfcheck" in arguments:
        from inventory.ui.selfcheck import selfcheck

        return selfcheck()
    from inventory.cli.main import run, wants_window

    if wants_window(arguments):
        from inventory.ui.app import run as run_window

        return run_window(arguments)
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
