"""Codes as modules: each kind is read back, and Micro QR says what it cannot hold."""

from __future__ import annotations

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
