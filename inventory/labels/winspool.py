"""Give ZPL to the spooler of Windows as a raw document, past the driver of the printer."""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import Any

from inventory.base.errors import Unavailable
from inventory.labels.handing import Handing


class _Document(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = [
        ("name", wintypes.LPWSTR),
        ("output", wintypes.LPWSTR),
        ("datatype", wintypes.LPWSTR),
    ]


def send_spool(queue: str, handing: Handing) -> None:
    """Hand all labels to a queue as one document, which is taken back where that fails.

    Raises `Unavailable` and `Cancelled`; a queue that prints at once may have printed what it was given.
    """
    spool = _library()
    printer = wintypes.HANDLE()
    if not spool.OpenPrinterW(queue, ctypes.byref(printer), None):
        raise Unavailable(
            "There is no print queue {queue} on this computer ({reason}). No label was sent.",
            queue=queue, reason=_reason(),
        )  # fmt: skip
    try:
        document = _Document(handing.file.name, None, "RAW")
        if not spool.StartDocPrinterW(printer, wintypes.DWORD(1), ctypes.byref(document)):
            raise Unavailable(
                "The print queue {queue} did not take the labels ({reason}). No label was sent.",
                queue=queue, reason=_reason(),
            )  # fmt: skip
        try:
            _write(spool, printer, queue, handing)
        except BaseException:
            spool.AbortPrinter(printer)
            raise
    finally:
        spool.ClosePrinter(printer)


def _write(spool: Any, printer: wintypes.HANDLE, queue: str, handing: Handing) -> None:
    _must(spool.StartPagePrinter(printer), queue, handing)
    for label in handing:
        left = label
        while left:
            written = wintypes.DWORD()
            done = spool.WritePrinter(printer, left, wintypes.DWORD(len(left)), ctypes.byref(written))
            _must(done and written.value, queue, handing)
            left = left[written.value :]
        handing.gave(label)
    _must(spool.EndPagePrinter(printer), queue, handing)
    _must(spool.EndDocPrinter(printer), queue, handing)


def _must(done: Any, queue: str, handing: Handing) -> None:
    if not done:
        raise Unavailable(
            "The print queue {queue} stopped taking labels ({reason}). Certainly not sent: {count} of {all} labels. "
            "Look at what was printed before you print again.",
            queue=queue, reason=_reason(), **handing.counts,
        )  # fmt: skip


def _library() -> Any:
    return ctypes.WinDLL("winspool.drv", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]


def _reason() -> str:
    error: OSError = ctypes.WinError(ctypes.get_last_error())  # type: ignore[attr-defined,unused-ignore]
    return error.strerror or str(error)
