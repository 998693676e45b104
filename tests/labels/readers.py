"""Readers of codes: zxing-cpp always, and beside it zbar or libdmtx where the system has their library."""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import cache
from typing import Any

import pytest
import zxingcpp
from PIL import Image

READERS = ("zxing-cpp", "second")
# zbar reads no DataMatrix, and libdmtx nothing else.
SECOND = {"qr": "zbar", "datamatrix": "dmtx", "code128": "zbar"}
_FORMATS = {
    "qr": zxingcpp.BarcodeFormat.QRCode,
    "datamatrix": zxingcpp.BarcodeFormat.DataMatrix,
    "code128": zxingcpp.BarcodeFormat.Code128,
}

# From zbar.h: a grey image, the switch of a symbology, the symbologies.
_GREY, _ENABLE, _SYMBOLOGIES = int.from_bytes(b"Y800", "little"), 0, {"qr": 64, "code128": 128}
# From dmtx.h: one byte of grey for each pixel.
_PACK_8_K, _EDGE_THRESHOLD = 300, 205
# Per cent of full contrast. Its usual 10 is all that a pale label has; `dmtxread` has a switch for it too.
_PALE_EDGE = 5
_PATIENCE_MS = 3000
# Pixels cut off at each edge, look by look.
_LOOKS = (0, 15, 31)


def texts(reader: str, kind: str, image: Image.Image) -> list[str]:
    """Return the texts of all codes of a kind that a reader finds in a grey image."""
    if reader == "zxing-cpp":
        return [found.text for found in zxingcpp.read_barcodes(image, formats=_FORMATS[kind])]
    return _by_zbar(kind, image) if SECOND[kind] == "zbar" else _by_dmtx(image)


def there(reader: str, kind: str) -> bool:
    """Tell whether the system has what a reader of a kind needs."""
    return reader == "zxing-cpp" or (_zbar if SECOND[kind] == "zbar" else _dmtx)() is not None


def need(reader: str, kind: str) -> None:
    """Skip a test whose reader is not installed."""
    if not there(reader, kind):
        pytest.skip(f"lib{SECOND[kind]} is not installed")


@cache
def _zbar() -> Any:
    name = ctypes.util.find_library("zbar")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    for function in ("image_scanner_create", "image_create", "image_first_symbol", "symbol_next", "symbol_get_data"):
        getattr(library, f"zbar_{function}").restype = ctypes.c_void_p
    return library


@cache
def _scanner(kind: str) -> ctypes.c_void_p:
    library = _zbar()
    scanner = ctypes.c_void_p(library.zbar_image_scanner_create())
    library.zbar_image_scanner_set_config(scanner, 0, _ENABLE, 0)
    library.zbar_image_scanner_set_config(scanner, _SYMBOLOGIES[kind], _ENABLE, 1)
    return scanner


def _by_zbar(kind: str, image: Image.Image) -> list[str]:
    library, pixels = _zbar(), image.tobytes()
    seen = ctypes.c_void_p(library.zbar_image_create())
    library.zbar_image_set_format(seen, ctypes.c_ulong(_GREY))
    library.zbar_image_set_size(seen, *image.size)
    library.zbar_image_set_data(seen, pixels, ctypes.c_ulong(len(pixels)), None)
    library.zbar_scan_image(_scanner(kind), seen)
    found = []
    # How many lines across the code agree: an imager asks for many, zbar tells of one as well.
    lines = []
    symbol = ctypes.c_void_p(library.zbar_image_first_symbol(seen))
    while symbol:
        text = ctypes.string_at(library.zbar_symbol_get_data(symbol), library.zbar_symbol_get_data_length(symbol))
        found.append(text.decode())
        lines.append(library.zbar_symbol_get_quality(symbol))
        symbol = ctypes.c_void_p(library.zbar_symbol_next(symbol))
    library.zbar_image_destroy(seen)
    # A long white scratch may pass for the quiet zone, and 1 line in 103 then has the right check character.
    return [text for text, count in zip(found, lines, strict=True) if kind == "qr" or count * 20 > max(lines)]


class _Message(ctypes.Structure):
    """DmtxMessage of dmtx.h, from 0.7.5 on."""

    _fields_ = (
        ("array_size", ctypes.c_size_t), ("code_size", ctypes.c_size_t), ("output_size", ctypes.c_size_t),
        ("output_index", ctypes.c_int), ("pad_count", ctypes.c_int), ("fnc1", ctypes.c_int),
        ("array", ctypes.c_void_p), ("code", ctypes.c_void_p), ("output", ctypes.c_void_p),
    )  # fmt: skip


class _Time(ctypes.Structure):
    _fields_ = (("seconds", ctypes.c_long), ("microseconds", ctypes.c_ulong))


@cache
def _dmtx() -> Any:
    name = ctypes.util.find_library("dmtx")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    for function in ("dmtxImageCreate", "dmtxDecodeCreate", "dmtxRegionFindNext"):
        getattr(library, function).restype = ctypes.c_void_p
    library.dmtxDecodeMatrixRegion.restype = ctypes.POINTER(_Message)
    library.dmtxTimeNow.restype = library.dmtxTimeAdd.restype = _Time
    library.dmtxTimeAdd.argtypes = (_Time, ctypes.c_long)
    return library


def _by_dmtx(image: Image.Image) -> list[str]:
    """Return the first text found in one of some looks.

    libdmtx starts from points that the size of the picture gives and misses one turned code in fifty, whatever lies
    around it; a scanner takes many pictures while the hand that holds it moves.
    """
    for nearer in _LOOKS:
        width, height = image.size
        found = _dmtx_look(image.crop((nearer, nearer, width - nearer, height - nearer)))
        if found:
            return found
    return []


def _dmtx_look(image: Image.Image) -> list[str]:
    library, pixels = _dmtx(), image.tobytes()
    seen = ctypes.c_void_p(library.dmtxImageCreate(pixels, *image.size, _PACK_8_K))
    search = ctypes.c_void_p(library.dmtxDecodeCreate(seen, 1))
    library.dmtxDecodeSetProp(search, _EDGE_THRESHOLD, _PALE_EDGE)
    until = library.dmtxTimeAdd(library.dmtxTimeNow(), _PATIENCE_MS)
    found: list[str] = []
    # After one code the library would search the rest of the label for many seconds.
    while not found and (region := ctypes.c_void_p(library.dmtxRegionFindNext(search, ctypes.byref(until)))):
        message = library.dmtxDecodeMatrixRegion(search, region, -1)
        library.dmtxRegionDestroy(ctypes.byref(region))
        if message:
            text = ctypes.string_at(message.contents.output, message.contents.output_index)
            found.append(text.decode("latin-1"))
            library.dmtxMessageDestroy(ctypes.byref(message))
    library.dmtxDecodeDestroy(ctypes.byref(search))
    library.dmtxImageDestroy(ctypes.byref(seen))
    return found
