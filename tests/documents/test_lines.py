"""Breaking text into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.documents.fonts import face
from inventory.documents.lines import glue, plain_lines

SANS = face("condensed")


def _texts(text: str, width: float) -> list[str]:
    return ["".join(run for _, _, run in line.runs) for line in plain_lines(text, SANS, 1.0, width)]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("rysa w obudowie", "rysa w\u00a0obudowie"),
        ("monitor nr 5", "monitor nr\u00a05"),
        ("12 szt. kabli", "12\u00a0szt. kabli"),
        ("zasilacz 65 W", "zasilacz 65\u00a0W"),
        ("☑ torba", "☑\u00a0torba"),
        ("i w domu", "i\u00a0w\u00a0domu"),
    ],
)
def test_what_belongs_together_is_glued(text, joined):
    assert glue(text) == joined


def test_words_are_not_cut_where_they_fit():
    assert _texts("stan dobry po przeglądzie", 6.0) == ["stan dobry po", "przeglądzie"]


def test_word_wider_than_the_cell_is_cut_after_a_mark_then_between_letters():
    assert _texts("KWPWR/ST/487/0012/26", 6.0)[0].endswith("/")
    assert "".join(_texts("W" * 40, 5.0)) == "W" * 40


def test_glue_gives_way_before_a_word_is_cut():
    assert _texts("i w z o torba", 2.6)[-1] == "torba"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=80), st.floats(1.5, 30))
def test_no_line_is_wider_than_its_cell_and_nothing_is_lost(text, width):
    broken = plain_lines(text, SANS, 1.0, width)
    assert all(line.width <= width + 1e-6 or len("".join(run for _, _, run in line.runs)) == 1 for line in broken)
    kept = "".join(run for line in broken for _, _, run in line.runs)
    assert "".join(kept.split()) == "".join(text.split())
