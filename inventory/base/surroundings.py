"""What must be right before anything else is imported: streams, and no paths that others may have planted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Set by another program they would make Qt or Python load foreign code (reliability.md 95).
_PLANTED = ("QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH", "PYTHONSTARTUP")


def prepare() -> None:
    """Drop planted paths and make the streams UTF-8; a windowed program on Windows has no streams at all."""
    for name in _PLANTED:
        os.environ.pop(name, None)
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nothing = Path(os.devnull).open("r" if name == "stdin" else "w", encoding="utf-8")  # noqa: SIM115 - until the end
            setattr(sys, name, nothing)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
