"""What is worked out for many texts at once is the same as for each alone."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from inventory.store.terms import number_entries, number_entry, text_entries, text_entry

# Polish and other letters, what separates words, the mark between texts itself, and anything else now and then.
TEXTS = st.lists(st.text(st.one_of(st.sampled_from("aBcłŻéжß01 /.-_,\n\x1f"), st.characters())), min_size=1)


@given(TEXTS)
@example(["", ""])
@example(["Łódź żaglowa", "", "nr_7, A/12"])
def test_many_texts_are_indexed_as_each_alone(texts):
    assert text_entries(texts) == [text_entry(text) for text in texts]


@given(TEXTS)
@example(["WR/487/0012", "", "A", "SN 7\x1f8", "b"])
@example(["AB", "C"])
def test_many_numbers_are_indexed_as_each_alone(numbers):
    assert number_entries(numbers) == [number_entry(number) for number in numbers]


def test_number_is_indexed_by_the_runs_that_begin_at_each_of_its_characters():
    assert number_entries(["A/12", "Ł7"]) == ["a/1 /12 12 2", "l7 7"]
