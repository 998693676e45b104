"""Amounts are split without losing a grosz, and texts are cleaned at one door."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.base.i18n import Message, Money, Percent, translations
from inventory.base.money import WHOLE, plain, shares, split
from inventory.base.text import clean, fold, sort_key


@given(st.integers(0, 10**12), st.lists(st.integers(1, 10_000), min_size=1, max_size=8))
def test_parts_add_up_and_none_is_a_grosz_off(total, weights):
    parts = split(total, weights)
    assert sum(parts) == total
    assert all(
        abs(part * sum(weights) - total * weight) < sum(weights) for part, weight in zip(parts, weights, strict=True)
    )


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=8))
def test_shares_of_amounts_make_the_whole(amounts):
    assert sum(shares(amounts)) == WHOLE


def test_missing_grosz_goes_to_the_largest_remainder_then_the_larger_share():
    assert split(10001, [8500, 1500]) == [8501, 1500]
    assert split(1, [5000, 5000]) == [1, 0]
    assert split(100, [3333, 3333, 3334]) == [33, 33, 34]
    assert split(-648000, [8500, 1500]) == [-550800, -97200]


@pytest.mark.parametrize(("grosze", "text"), [(0, "0.00"), (5, "0.05"), (-150, "-1.50"), (1249900, "12499.00")])
def test_money_for_machines(grosze, text):
    assert plain(grosze) == text


def test_money_and_shares_are_written_in_the_language_of_the_reader():
    message = Message("{a} {b}", {"a": Money(648000), "b": Percent(3333)})
    assert translations("pl").message(message) == "6\u00a0480,00\u00a0zł 33,33%"
    assert translations("en").message(message) == "PLN\u00a06,480.00 33.33%"


@given(st.text())
def test_cleaned_text_is_clean_and_stays_so(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not any(c in cleaned for c in "\n\r\x00\u202e\u200b\ufeff")


def test_polish_words_are_sorted_and_found_as_poles_do():
    words = ["żuk", "łódź", "zebra", "lis", "ćma", "cis", "źdźbło", "ósmy", "osa"]
    assert sorted(words, key=sort_key) == ["cis", "ćma", "lis", "łódź", "osa", "ósmy", "zebra", "źdźbło", "żuk"]
    assert fold("ŁÓDŹ") == fold("lodz") == "lodz"
    assert sorted(["A/10", "A/9", "A/2b"], key=sort_key) == ["A/2b", "A/9", "A/10"]
