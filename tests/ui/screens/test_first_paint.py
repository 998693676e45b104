"""What stands in the way of the first paint: nothing heavy to import, and nothing of what comes after it."""

from __future__ import annotations

import subprocess
import sys

_HEAVY = (
    "sqlalchemy",
    "alembic",
    "reportlab",
    "pypdfium2",
    "PIL",
    "xlsxwriter",
    "python_calamine",
    "inventory.services",
)


def test_window_and_register_are_built_without_what_is_heavy():
    code = (
        "import sys, inventory.ui.app, inventory.ui.screens.register\n"
        f"print([name for name in {_HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
