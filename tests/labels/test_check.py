"""What the dialog says about a code before printing."""

from __future__ import annotations

import pytest

from inventory.base.errors import Refused
from inventory.base.i18n import translations
from inventory.labels.check import check_code
from inventory.labels.template import template
from tests.labels.made import funding, sticker

POLISH = translations("pl")


def test_the_code_of_a_sticker_is_told_in_millimetres():
    check = check_code(sticker(), template("roll-50x25-qr"), POLISH)
    assert (check.kind, check.modules, check.dots, check.small) == ("qr", 21, 4, False)
    assert check.module_mm == pytest.approx(0.5, abs=0.001)
    assert check.side_mm == pytest.approx(10.5, abs=0.05)
    assert check.left_out == ()


def test_a_long_number_on_a_funding_label_gets_the_amber_mark():
    roll = template("roll-100x55-funding")
    assert not check_code(funding(logos=()), roll, POLISH).small
    assert check_code(funding("KWPWR/ST/487/0012/26/ABCDEF/0001", logos=()), roll, POLISH).small


def test_a_label_without_a_code_has_nothing_to_check():
    assert check_code(funding(show_number=False), template("roll-100x55-funding"), POLISH) is None


def test_a_number_too_long_is_refused_as_in_print():
    with pytest.raises(Refused, match="32 of 20 characters"):
        check_code(sticker("KWPWR/ST/487/0012/26/ABCDEF/0001"), template("sheet-38x21-qr"), POLISH)
