"""Amounts and days as the papers write them."""

from __future__ import annotations

from datetime import date

import pytest

from inventory.documents.words import amount_in_words, day, number_in_words
from tests.documents.samples import EN, PL


@pytest.mark.parametrize(
    ("grosze", "words"),
    [
        (0, "zero złotych 00/100"),
        (1, "zero złotych 01/100"),
        (100, "jeden złoty 00/100"),
        (200, "dwa złote 00/100"),
        (534, "pięć złotych 34/100"),
        (1200, "dwanaście złotych 00/100"),
        (2100, "dwadzieścia jeden złotych 00/100"),
        (2200, "dwadzieścia dwa złote 00/100"),
        (11_200, "sto dwanaście złotych 00/100"),
        (9_900_000, "dziewięćdziesiąt dziewięć tysięcy złotych 00/100"),
        (100_000_000, "milion złotych 00/100"),
        (-205, "minus dwa złote 05/100"),
    ],
)
def test_polish_amount_in_words(grosze, words):
    assert amount_in_words(grosze, PL) in (words, words.replace("milion ", "jeden milion "))


def test_english_amount_in_words():
    assert amount_in_words(10_205, EN) == "one hundred and two zloty 05/100"


def test_number_and_day():
    assert number_in_words(10, PL) == "dziesięć"
    assert day(date(2025, 11, 8), PL) == "08.11.2025\u00a0r."
    assert day(date(2025, 11, 8), EN) == "8\u00a0Nov\u00a02025"
