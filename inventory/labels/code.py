"""The code of a label: its modules, and its bars or squares as PDF rectangles."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# Modules that must stay white around the code: QR and Micro QR by their standard, DataMatrix twice its, Code 128.
QUIET = {"qr": 4, "microqr": 2, "datamatrix": 2, "code128": 10}

# The characters of QR's compact mode; an inventory number holds no others.
_COMPACT = re.compile(r"[0-9A-Z $%*+\-./:]+")

# Levels above M that cost nothing, by how many compact characters a code of 21 or 25 modules takes.
_LEVELS = (("H", 1, 10), ("Q", 11, 16), ("Q", 21, 29))

# Trying all eight masks takes three quarters of the time of a label. For 500 inventory numbers the penalty of ISO/IEC
# 18004 7.8.3 with this one (373 on the average, 472 at the 95th of 100, 579 at most) was no worse than with the one
# that the library chooses (379, 485, 643), and two readers read worn labels as often (tests/labels/test_code.py).
_QR_MASK = 0

# Modules are turned into rectangles seven at a time from tables: rows of all codes are made of few different
# chunks, and looking one up is many times faster than searching a row for its runs.
_CHUNK = 7


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code: how many modules it is wide, and a byte for each module row by row, 0 where it is black.

    Code 128 has one row.
    """

    modules: int
    pixels: bytes

    @property
    def rows(self) -> int:
        """How many rows of modules it has."""
        return len(self.pixels) // self.modules

    def rectangles(self) -> str:
        """Return the black parts as PDF rectangles in module units, the lower left corner at 0 0."""
        cutter, tables = _tables(self.modules, self.rows)
        return "".join([table[chunk] for table, chunk in zip(tables, cutter.unpack_from(self.pixels), strict=True)])


def symbol(kind: str, number: str) -> Symbol:
    """Encode a number; raises ValueError where the code cannot hold it."""
    import zxingcpp

    if kind == "qr":
        made = zxingcpp.create_barcode(
            number, zxingcpp.BarcodeFormat.QRCode, ec_level=_level(number), data_mask=_QR_MASK
        )
    elif kind == "microqr":
        # The smallest one with the strongest correction that it has room for; more than 21 characters it refuses.
        made = zxingcpp.create_barcode(number, zxingcpp.BarcodeFormat.MicroQRCode)
    elif kind == "datamatrix":
        made = zxingcpp.create_barcode(number, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    else:
        made = zxingcpp.create_barcode(number, zxingcpp.BarcodeFormat.Code128)
    image: Any = made.to_image(add_quiet_zones=False)
    pixels = memoryview(image)
    height, width = pixels.shape or (0, 0)
    rows = 1 if kind == "code128" else height
    return Symbol(width, pixels.tobytes()[: width * rows])


def _level(number: str) -> str:
    """Return the strongest correction level, M at least, that does not make the code larger."""
    if not _COMPACT.fullmatch(number):
        return "M"
    return next((level for level, least, most in _LEVELS if least <= len(number) <= most), "M")


@lru_cache(maxsize=64)
def _tables(width: int, rows: int) -> tuple[struct.Struct, list[_Chunk]]:
    """Return how to cut the pixels of a code into chunks, and the table of each chunk's place."""
    steps = range(0, width, _CHUNK)
    cutter = struct.Struct("".join(f"{min(_CHUNK, width - x)}s" for x in steps) * rows)
    return cutter, [_Chunk(x, rows - 1 - row) for row in range(rows) for x in steps]


class _Chunk(dict[bytes, str]):
    """The rectangles of chunks at one place of a code, by their pixels; 0 is black."""

    def __init__(self, x: int, y: int) -> None:
        self.x, self.y = x, y

    def __missing__(self, pixels: bytes) -> str:
        runs = re.finditer(rb"\x00+", pixels)
        ops = "".join(f"{self.x + run.start()} {self.y} {run.end() - run.start()} 1 re\n" for run in runs)
        self[pixels] = ops
        return ops
