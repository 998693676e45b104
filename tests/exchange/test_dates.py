"""Days as offices type them; two readings are refused."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.base.errors import Invalid
from inventory.base.i18n import translations
from inventory.exchange.dates import day

DAY = date(2023, 12, 14)
WAYS = [
    "14.12.2023", "14.12.2023 r.", "14.12.2023r", "14.12.2023 roku", "14-12-2023", "14/12/2023", "12/14/2023",
    "2023-12-14", "2023.12.14", "2023/12/14",
    "2023-12-14 00:00:00", "2023-12-14T10:15:00", "14.12.2023 10:15", "14 grudnia 2023", "14 grudnia 2023 r.",
    "14 gru 2023", "14-gru-2023",
    "14 December 2023", "Dec 14, 2023", "December 14 2023", "14.XII.2023", "14 XII 2023 r.", " 14.12.2023 ",
    "14 . 12 . 2023", "14. 12. 2023",
]  # fmt: skip


@pytest.mark.parametrize("text", WAYS)
def test_every_way_of_writing_a_day_is_read(text):
    assert day(text) == DAY


def test_day_cells_are_taken_as_they_are():
    assert day(DAY) == DAY
    assert day(datetime.fromisoformat("2023-12-14T10:15")) == DAY


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_known_in_polish_and_english(month):
    polish = (
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split()
    )
    english = "January February March April May June July August September October November December".split()
    roman = "I II III IV V VI VII VIII IX X XI XII".split()
    for names in (polish, english, roman):
        assert day(f"2 {names[month - 1]} 2024") == date(2024, month, 2)


@pytest.mark.parametrize("text", ["", "-", "brak", "nie dotyczy"])
def test_no_day_is_none(text):
    assert day(text) is None


REFUSED = {
    "31.02.2019": "There is no such day: {value}.",
    "29.02.2023": "There is no such day: {value}.",
    "2023-13-01": "There is no such day: {value}.",
    "03/04/2023": "The date {value} can be read in two ways.",
    "14/05/19": "The date {value} can be read in two ways.",
    "14.05.19": "The date {value} can be read in two ways.",
    "2023": "{value} names no day.",
    "12.2023": "{value} names no day.",
    "grudzień 2023": "{value} names no day.",
    "wczoraj": "{value} is not a date.",
    "١٤.١٢.٢٠٢٣": "{value} is not a date.",
    "14 brumaire 2023": "{value} is not a date.",
    "14.12.0203": "The year {year} cannot be right.",
    "14.12.9999": "The year {year} cannot be right.",
}


@pytest.mark.parametrize("text", REFUSED)
def test_unclear_day_is_refused_with_its_sentence(text):
    with pytest.raises(Invalid) as caught:
        day(text)
    assert caught.value.message.text.startswith(REFUSED[text])


def test_a_number_is_no_day():
    with pytest.raises(Invalid, match="45274 is a number, not a date"):
        day(45274.0)


def test_the_user_may_say_which_comes_first():
    assert day("03/04/2023", order="dmy") == date(2023, 4, 3)
    assert day("03/04/2023", order="mdy") == date(2023, 3, 4)
    assert day("04/04/2023") == date(2023, 4, 4)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2150, 12, 31)))
def test_every_day_that_the_program_writes_is_read_back(value):
    assert day(value.isoformat()) == value
    for language in ("pl", "en"):
        assert day(translations(language).date(value)) == value


@given(st.text(alphabet="0123456789./- grudniamaj", max_size=16))
def test_any_text_is_a_day_or_refused(text):
    try:
        found = day(text)
    except Invalid:
        return
    assert found is None or 1900 <= found.year <= 2150
