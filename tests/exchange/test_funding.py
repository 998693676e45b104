"""Who paid, in one cell: read in the forms of clerks, written in one form that is read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.base.errors import Invalid
from inventory.base.i18n import translations
from inventory.base.money import WHOLE, split
from inventory.exchange.funding import Share, check_amounts, read_funding, write_funding

NMF_BP = (Share(source="NMF", share=8500), Share(source="BP", share=1500))


@pytest.mark.parametrize("text", [
    "NMF 85%; BP 15%", "NMF 85 %;BP 15 %", "NMF 85%, BP 15%", "NMF 85% + BP 15%", "NMF 85%\nBP 15%",
    "NMF - 85%; BP - 15%", "NMF: 85%; BP: 15%",
    "85% NMF, 15% BP", "NMF 85,00%; BP 15,00%", "NMF 85% i BP 15%", "NMF 85% / BP 15%;",
])  # fmt: skip
def test_two_sources_are_read_in_every_form(text):
    assert read_funding(text) == NMF_BP


def test_projects_and_amounts_are_read():
    assert read_funding("NMF@NMF/PA18/0004 85% (5 508,00 zł); BP 15% (972.00)") == (
        Share(source="NMF", project="NMF/PA18/0004", share=8500, amount=550800),
        Share(source="BP", share=1500, amount=97200),
    )


@pytest.mark.parametrize(
    ("text", "source"),
    [("BP", "BP"), ("BP cz. 42", "BP cz. 42"), ("FBW 2021–2027", "FBW 2021–2027"), ("SAMORZĄD", "SAMORZĄD")],
)
def test_a_single_source_paid_it_all(text, source):
    assert read_funding(text) == (Share(source=source, share=WHOLE),)


def test_shares_follow_from_amounts():
    assert read_funding("NMF (2,00); BP (1,00)") == (
        Share(source="NMF", share=6667, amount=200),
        Share(source="BP", share=3333, amount=100),
    )


@pytest.mark.parametrize("text", ["", "-", "brak"])
def test_nobody_named_is_none(text):
    assert read_funding(text) is None


@pytest.mark.parametrize(("text", "begins"), [
    ("NMF 85%", "The shares add up to {total}% instead of 100%."),
    ("NMF 85%; BP 20%", "The shares add up to {total}% instead of 100%."),
    ("NMF 85%; BP", "It is not said which share each source paid"),
    ("NMF; BP", "It is not said which share each source paid"),
    ("NMF 85.555%; BP 14.445%", "A share has at most two decimals"),
    ("85%; 15%", "{value} is not understood."),
    ("NMF 85% (1.234); BP 15%", "{value} can be read in two ways."),
])  # fmt: skip
def test_unclear_shares_are_refused(text, begins):
    with pytest.raises(Invalid) as caught:
        read_funding(text)
    assert caught.value.message.text.startswith(begins)


def test_amounts_must_make_the_gross_value():
    found = read_funding("NMF 85% (85.00); BP 15% (15.00)")
    check_amounts(found, 10000)
    check_amounts(NMF_BP, 10000)
    with pytest.raises(Invalid) as caught:
        check_amounts(found, 10001)
    assert caught.value.text(translations("en")).endswith("PLN\u00a0100.00, the gross value is PLN\u00a0100.01.")
    with pytest.raises(Invalid, match="some sources only"):
        check_amounts(read_funding("NMF 85% (85.00); BP 15%"), 10000)


codes = st.from_regex(r"[A-ZŁŚŻ][A-ZŁŚŻ0-9]{0,8}", fullmatch=True)
projects = st.one_of(st.just(""), st.from_regex(r"[A-Z]{2,4}/[A-Z0-9]{2,4}/[0-9]{1,4}", fullmatch=True))


@given(st.lists(st.tuples(codes, projects, st.integers(1, 9999)), min_size=1, max_size=5), st.integers(0, 10**9))
def test_what_is_written_is_read_back(parts, gross):
    weights = [weight for _, _, weight in parts]
    amounts = split(gross, weights)
    for paid in (amounts, [None] * len(parts)):
        found = tuple(
            Share(source=code, project=project, share=share, amount=amount)
            for (code, project, _), share, amount in zip(parts, split(WHOLE, weights), paid, strict=True)
        )
        assert read_funding(write_funding(found)) == found
