"""Give ZPL to a print queue of the system as it is: the spooler of Windows, `lp` elsewhere."""

from __future__ import annotations

import shutil
import subprocess
import sys

from inventory.base.errors import Unavailable
from inventory.labels.handing import Handing

# `lp` copies the file and is done; a server that does not answer is not waited for longer.
_PATIENCE_S = 60.0


def send_queue(name: str, handing: Handing) -> int:
    """Give all labels to a queue once and return how many they are. Raises `Unavailable` and `Cancelled`."""
    if sys.platform == "win32":
        from inventory.labels.winspool import send_spool

        send_spool(name, handing)
    else:
        handing.check()
        _lp(name, handing)
        handing.gave_all()
    return handing.labels


def _lp(name: str, handing: Handing) -> None:
    program = shutil.which("lp")
    if program is None:
        raise Unavailable("This computer has no print queues: the program lp is missing. No label was sent.")
    command = [program, "-d", name, "-o", "raw", "--", str(handing.file)]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, and a name that cannot begin with a hyphen
            command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace",
            timeout=_PATIENCE_S, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unavailable(
            "The print queue {queue} does not answer. Look at the queue before you print again.", queue=name
        ) from error
    if done.returncode:
        reason = " ".join(done.stderr.split()) or str(done.returncode)
        raise Unavailable(
            "The print queue {queue} did not take the labels ({reason}). No label was sent.", queue=name, reason=reason
        )
