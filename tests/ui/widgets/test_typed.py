"""What people type is read the way they mean it, or refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.base.i18n import translations
from inventory.ui.widgets.typed import read_date, read_measure, read_money, read_percent

TODAY = date(2025, 11, 18)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("18.11.2025", date(2025, 11, 18)),
        ("1.2.2024", date(2024, 2, 1)),
        ("1.2.24", date(2024, 2, 1)),
        ("31-12-2029", date(2029, 12, 31)),
        ("2029-12-31", date(2029, 12, 31)),
        ("31122029", date(2029, 12, 31)),
        ("5.3", date(2025, 3, 5)),
        ("14.12.2023 r.", date(2023, 12, 14)),
        ("18 Nov 2025", date(2025, 11, 18)),
        ("", None),
        ("  ", None),
    ],
)
def test_date_is_read_in_every_usual_form(typed, day):
    assert read_date(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed", ["31.02.2025", "jutro", "2025", "1.13.2025", "0.1.2025", "18.11.20255", "18 Xyz 2025"]
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        read_date(typed, TODAY)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["pl", "en"]))
def test_date_written_is_read_back(day, language):
    assert read_date(translations(language).date(day), TODAY) == day


@pytest.mark.parametrize(
    ("typed", "grosze"),
    [
        ("1 234,56", 123456),
        ("1234.5", 123450),
        ("1.234,56 zł", 123456),
        ("1,234.56", 123456),
        ("6\u00a0480,00", 648000),
        ("PLN 12", 1200),
        ("-5", -500),
        ("", None),
    ],
)
def test_amount_is_read_in_every_usual_form(typed, grosze):
    assert read_money(typed) == grosze


@pytest.mark.parametrize("typed", ["abc", "1,234,567", "12,345", "1.2.3", "1e5", "١٢", "--5", "1" * 20, "12,34.5"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        read_money(typed)


@given(st.integers(-(10**14), 10**14), st.sampled_from(["pl", "en"]))
def test_amount_written_is_read_back(grosze, language):
    assert read_money(translations(language).money(grosze)) == grosze


@pytest.mark.parametrize(("typed", "share"), [("85", 8500), ("33,33%", 3333), ("100", 10000), ("0", 0), ("", None)])
def test_share_is_read(typed, share):
    assert read_percent(typed) == share


@pytest.mark.parametrize("typed", ["100,01", "-1", "33,333", "x"])
def test_what_is_no_share_is_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        read_percent(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("98,5", 98.5),
        ("+0.3 mm", 0.3),
        ("\u22121", -1.0),
        ("-0,5", -0.5),
        ("101,5 %", 101.5),
        ("", None),
        (" mm", None),
    ],
)
def test_measures_are_read(typed, number):
    assert read_measure(typed) == number


@pytest.mark.parametrize("typed", ["x", "1,2,3", "1e5", "nan", "--1", "5 cm"])
def test_what_is_no_measure_is_refused(typed):
    with pytest.raises(ValueError, match=r"."):
        read_measure(typed)
