"""The code of a label: its size in modules and its bars or squares as PDF rectangles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Modules that must stay white around the code: QR by its standard, DataMatrix twice its standard, Code 128.
QUIET = {"qr": 4, "datamatrix": 2, "code128": 10}

# The characters of QR's compact mode; an inventory number holds no others.
_COMPACT = re.compile(r"[0-9A-Z $%*+\-./:]+")

# Rectangles of 7 modules of one row: rows of all codes are made of few different chunks, which is several
# times faster than searching each row for its runs.
_chunks: dict[tuple[int, int, bytes], str] = {}
_CHUNK = 7


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code in module units with its lower left corner at 0 0; Code 128 is one module high."""

    modules: int
    ops: str


def symbol(kind: str, number: str) -> Symbol:
    """Encode a number; raises ValueError where the code cannot hold it."""
    import zxingcpp

    if kind == "qr":
        made = zxingcpp.create_barcode(number, zxingcpp.BarcodeFormat.QRCode, ec_level=_level(number))
    elif kind == "datamatrix":
        made = zxingcpp.create_barcode(number, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    else:
        made = zxingcpp.create_barcode(number, zxingcpp.BarcodeFormat.Code128)
    pixels = memoryview(made.to_image(add_quiet_zones=False))
    width = pixels.shape[1]
    rows = 1 if kind == "code128" else pixels.shape[0]
    return Symbol(width, _rectangles(pixels.tobytes(), width, rows))


@lru_cache(maxsize=1024)
def modules(kind: str, number: str) -> int:
    """Return how many modules wide the code of a number is."""
    return symbol(kind, number).modules


def _level(number: str) -> str:
    """Return the strongest of two correction levels that does not make the code larger."""
    if not _COMPACT.fullmatch(number):
        return "M"
    return "Q" if len(number) <= 16 or 20 < len(number) <= 29 else "M"


def _rectangles(pixels: bytes, width: int, rows: int) -> str:
    parts = []
    for row in range(rows):
        y, first = rows - 1 - row, row * width
        line = pixels[first : first + width]
        for x in range(0, width, _CHUNK):
            key = (y, x, line[x : x + _CHUNK])
            ops = _chunks.get(key)
            if ops is None:
                ops = _chunks[key] = _chunk(*key)
            parts.append(ops)
    return "".join(parts)


def _chunk(y: int, x: int, pixels: bytes) -> str:
    """Write the black runs (0 is black) of one chunk as rectangles."""
    return "".join(f"{x + run.start()} {y} {run.end() - run.start()} 1 re\n" for run in re.finditer(rb"\x00+", pixels))
