"""Amounts, quantities and rates as offices type them; two readings are refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.base.errors import Invalid
from inventory.base.i18n import translations
from inventory.exchange.numbers import amount, exact, looks_like_amount, quantity, vat_rate

READ = {
    "1 234,56": 123456, "1234,5": 123450, "1\u00a0234,56 zł": 123456, "1\u202f234,56": 123456,
    "1.234,56": 123456, "1.234.567,89": 123456789,
    "12.50": 1250, "1234.5": 123450, "1 234.56": 123456, "0": 0, "0,00 zł": 0, "7000": 700000,
    "12 345": 1234500, "100,-": 10000, "100,-- zł": 10000,
    "PLN 100": 10000, "100 PLN": 10000, "99zł": 9900, "1 575,81 zł.": 157581, "  8 570,34 ": 857034,
    "12 ZŁ": 1200, "5 zl": 500,
}  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_amount_is_read_in_grosze(text):
    assert amount(text) == READ[text]


@pytest.mark.parametrize("text", ["", " ", "-", "–", "brak", "b/d", "n/d", "nie dotyczy"])
def test_amount_that_is_not_there_is_none(text):
    assert amount(text) is None


REFUSED = {
    "1.234": "{value} can be read in two ways. Write it as {first} or {second}.",
    "1,234": "{value} can be read in two ways. Write it as {first} or {second}.",
    "1,234.56": "{value} can be read in two ways. Write it as {polish}.",
    "12,3,4": "{value} is not an amount.",
    "1e5": "{value} is not an amount.",
    "=1+1": "{value} is not an amount.",
    "∞": "{value} is not an amount.",
    "NaN": "{value} is not an amount.",
    "1 2": "{value} is not an amount.",
    "0x10": "{value} is not an amount.",
    "dwa tysiące": "{value} is not an amount.",
    "12 345,6789": "{value} is not an amount.",
    "٣": "{value} has a foreign digit in it. Type the amount again.",
    "๑๒": "{value} has a foreign digit in it. Type the amount again.",
    "１２": "{value} has a foreign digit in it. Type the amount again.",
    "100 EUR": "{value} is in another currency; the register keeps złoty.",
    "$5": "{value} is in another currency; the register keeps złoty.",
    "-5": "An amount cannot be negative ({value}).",
    "–5,00": "An amount cannot be negative ({value}).",
    "99999999999999": "{value} is too large for an amount.",
}


@pytest.mark.parametrize("text", REFUSED)
def test_56_57_unclear_amount_is_refused_with_its_sentence(text):
    with pytest.raises(Invalid) as caught:
        amount(text)
    assert caught.value.message.text == REFUSED[text]
    assert text.strip() in caught.value.message.params["value"]


def test_the_user_may_say_which_sign_is_the_decimal_one():
    assert amount("1.234", decimal=",") == 123400
    assert amount("1.234", decimal=".") == 123
    assert amount("1,234", decimal=".") == 123400
    assert amount("1,234.56", decimal=".") == 123456
    assert amount("1.234,56", decimal=",") == 123456


@given(st.integers(min_value=0, max_value=10**12))
def test_every_amount_that_the_program_writes_is_read_back(grosze):
    for language in ("pl", "en"):
        tr = translations(language)
        if language == "pl" or grosze < 100_000:
            assert amount(tr.amount(grosze)) == grosze
            assert amount(tr.money(grosze)) == grosze
    assert amount(f"{grosze // 100},{grosze % 100:02d}") == amount(f"{grosze // 100}.{grosze % 100:02d}") == grosze


@given(st.integers(min_value=0, max_value=10**12))
def test_every_number_cell_is_read_to_the_grosz(grosze):
    assert amount(float(Decimal(grosze) / 100)) == grosze


@given(st.text(alphabet="0123456789 .,-zł\u00a0e+%٣", max_size=14))
def test_any_text_is_an_amount_or_refused(text):
    try:
        found = amount(text)
    except Invalid:
        return
    assert found is None or found >= 0


@pytest.mark.parametrize("cell", [float("inf"), float("nan"), 1e20, 10**15, -1e15])
def test_51_numbers_beyond_what_a_sheet_keeps_are_refused(cell):
    with pytest.raises(Invalid):
        exact(cell)


@pytest.mark.parametrize(("cell", "count"), [(1.0, 1), ("1", 1), ("1 szt.", 1), ("1,00", 1), ("", None), ("-", None)])
def test_quantity_is_one_or_nothing(cell, count):
    assert quantity(cell) == count


@pytest.mark.parametrize(("cell", "begins"), [
    (3.0, "One row is one object, but the quantity is {n}."), ("12 szt.", "One row is one object"),
    (0, "The quantity must be 1"),
    (1.5, "The quantity {value} is not a whole number."), ("kilka", "{value} is not a number."),
    (True, "{value} is not a number."),
])  # fmt: skip
def test_other_quantities_are_refused(cell, begins):
    with pytest.raises(Invalid) as caught:
        quantity(cell)
    assert caught.value.message.text.startswith(begins)


@pytest.mark.parametrize(("cell", "rate"), [
    ("23%", "23"), ("23 %", "23"), ("23", "23"), (23.0, "23"), (0.23, "23"), ("0,23", "23"), (0.08, "8"),
    ("8,00%", "8"), (0, "0"), ("0%", "0"),
    ("zw.", "zw"), ("ZW", "zw"), ("np.", "np"), ("nie podlega", "np"), ("23% VAT", "23"), ("", None),
    ("-", None), (0.055, "5.5"),
])  # fmt: skip
def test_vat_rate_is_read(cell, rate):
    assert vat_rate(cell) == rate


@pytest.mark.parametrize("cell", ["dwadzieścia", 230.0, "99%", "5965,04", True])
def test_what_is_no_vat_rate_is_refused(cell):
    with pytest.raises(Invalid, match="is not a VAT rate"):
        vat_rate(cell)


@pytest.mark.parametrize(
    ("text", "is_one"), [("99 000,00 zł", True), ("12", True), ("zł", False), ("x1", False), ("", False)]
)
def test_what_looks_like_an_amount(text, is_one):
    assert looks_like_amount(text) is is_one
