"""Codes as modules: each kind is read back, and Micro QR says what it cannot hold."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
import zxingcpp
from PIL import Image

from inventory.labels.code import QUIET, symbol

NUMBERS = ("WR/487/0012", "A", "KWPWR/ST/487/0012/26X")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("kind", QUIET)
def test_a_code_is_read_back_from_its_modules_and_quiet_zone(kind, number):
    made = symbol(kind, number)
    quiet, tall = QUIET[kind], 20 if kind == "code128" else 1
    image = Image.frombytes("L", (made.modules, made.rows), made.pixels).resize((made.modules, made.rows * tall))
    label = Image.new("L", (image.width + 2 * quiet, image.height + 2 * quiet), 255)
    label.paste(image, (quiet, quiet))
    (found,) = zxingcpp.read_barcodes(label.resize((label.width * 4, label.height * 4), Image.Resampling.NEAREST))
    assert found.text == number


def test_micro_qr_is_smaller_than_qr_and_refuses_the_22nd_character():
    assert symbol("microqr", "WR/487/0012").modules == 15
    assert symbol("qr", "WR/487/0012").modules == 21
    with pytest.raises(ValueError, match="too long"):
        symbol("microqr", "KWPWR/ST/487/0012/26XX")


def _penalty(pixels: bytes, side: int) -> int:
    """Return the penalty of ISO/IEC 18004 7.8.3: long runs, blocks, what looks like a finder, and balance."""
    rows = [pixels[at : at + side] for at in range(0, len(pixels), side)]
    lines = [*rows, *(pixels[at::side] for at in range(side))]
    finder = b"\0\xff\0\0\0\xff\0"
    runs = sum(len(run) - 2 for line in lines for run in re.findall(rb"\0{5,}|\xff{5,}", line))
    finders = sum(line.count(finder + b"\xff" * 4) + line.count(b"\xff" * 4 + finder) for line in lines)
    blocks = sum(
        above[x] == above[x + 1] == below[x] == below[x + 1] for above, below in pairwise(rows) for x in range(side - 1)
    )
    return runs + 40 * finders + 3 * blocks + 10 * int(abs(pixels.count(0) * 100 / len(pixels) - 50) // 5)


def test_the_mask_of_qr_is_as_good_for_inventory_numbers_as_the_one_that_the_library_chooses():
    ours, theirs = 0, 0
    for number in (f"{head}{tail:04}" for head in ("WR/487/", "KWP/ST/803-") for tail in range(7, 9000, 90)):
        made = symbol("qr", number)
        chosen = zxingcpp.create_barcode(number, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
        pixels = memoryview(chosen.to_image(add_quiet_zones=False))
        ours += _penalty(made.pixels, made.modules)
        theirs += _penalty(pixels.tobytes(), pixels.shape[1])
    assert ours < 1.02 * theirs
