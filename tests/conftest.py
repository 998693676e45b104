"""What every test needs before Qt is imported, and the fixtures that all layers share."""

from __future__ import annotations

import os
import sys

# Without a display Qt aborts the whole run, with no report of any test.
if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
