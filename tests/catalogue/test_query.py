"""Any line is a valid query; filters are recognised, all else is words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.catalogue.query import Filter, Query, parse, written
from inventory.catalogue.values import typed_amount, typed_count, typed_days

TODAY = date(2025, 11, 18)


@pytest.mark.parametrize(
    ("line", "words", "filters"),
    [
        ("laptop dell", ("laptop", "dell"), ()),
        ("status:issued laptop", ("laptop",), (Filter("status", "=", "issued"),)),
        ("price:>10000", (), (Filter("price_gross", ">", "10000"),)),
        ("durability:<=2027-01-01", (), (Filter("durability_until", "<=", "2027-01-01"),)),
        ('custodian:"Ewa Sosnowska"', (), (Filter("custodian", "=", "Ewa Sosnowska"),)),
        ('price:>"10 000,50"', (), (Filter("price_gross", ">", "10 000,50"),)),
        ("person:nowak STATUS:issued", (), (Filter("custodian", "=", "nowak"), Filter("status", "=", "issued"))),
        ('"analiza danych" komputer', ("analiza danych", "komputer"), ()),
        ("name:", ("name:",), ()),
        ("inne:słowo", ("inne:słowo",), ()),
        ("-x --lang", ("-x", "--lang"), ()),
        ("project:NMF/PA18/0004", (), (Filter("project", "=", "NMF/PA18/0004"),)),
        ('name:"', ("name:",), ()),
        ("", (), ()),
    ],
)
def test_line_is_read(line, words, filters):
    assert parse(line) == Query(words, filters)


@given(st.text())
def test_any_text_is_a_query_and_says_the_same_when_written(line):
    query = parse(line)
    assert parse(written(query)) == query


def test_hidden_and_broken_characters_are_left_out():
    assert parse("lap\x00top \ud800 dell\u200b") == Query(("laptop", "dell"))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2027-01-31", ("2027-01-31", "2027-01-31")),
        ("31.01.2027", ("2027-01-31", "2027-01-31")),
        ("today", ("2025-11-18", "2025-11-18")),
        ("today+30", ("2025-12-18", "2025-12-18")),
        ("today-1", ("2025-11-17", "2025-11-17")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-12", ("2024-12-01", "2024-12-31")),
    ],
)
def test_day_is_read(text, days):
    assert typed_days(text, lambda: TODAY) == tuple(map(date.fromisoformat, days))


@pytest.mark.parametrize("text", ["", "jutro", "2024-13-01", "31.02.2024", "today+99999999", "2024-00", "9999-99"])
def test_day_that_is_none_is_not_read(text):
    assert typed_days(text, lambda: TODAY) is None


@pytest.mark.parametrize(
    ("text", "grosze"),
    [
        ("10000", 1000000),
        ("10 000,50", 1000050),
        ("10\u00a0000,50 zł", 1000050),
        ("12499.00", 1249900),
        ("1.234,56", 123456),
        ("1,234.56", 123456),
        ("0,005", 1),
        ("-5", -500),
    ],
)
def test_amount_is_read(text, grosze):
    assert typed_amount(text) == grosze


@pytest.mark.parametrize("text", ["", "dużo", "1e400", "NaN", "Infinity", "٣", "1,2,3", "1" * 5000])
def test_amount_that_is_none_is_not_read(text):
    assert typed_amount(text) is None


def test_count_is_whole():
    assert typed_count("12") == 12
    assert typed_count("1 000") == 1000
    assert typed_count("1,5") is None
