"""Funding labels: wording, cutting order, logos, and the combined and locked kinds."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from inventory.base.errors import Refused
from inventory.base.i18n import translations
from inventory.labels.data import LabelJob
from inventory.labels.render import label_preview, render
from inventory.labels.template import template
from tests.labels.made import TITLE, funding, logo, picture
from tests.labels.reading import codes, one_bit_on_dark, page_operators, page_texts, rendered

POLISH = translations("pl")
FUNDING = template("roll-100x55-funding")
COMBINED = template("sheet-70x36-funding")


def made(data, key):
    return render(LabelJob(template=key, items=data if isinstance(data, list) else [data]), POLISH)


def test_a_funding_label_carries_statement_project_shares_and_number():
    (text,) = page_texts(made(funding(), FUNDING).pdf)
    for part in (
        "Projekt nr NMF/PA18/0004", TITLE, "Norweskiego Mechanizmu Finansowego 2014–2021",
        "Dofinansowanie 85% · pozostałe 15% – budżet państwa", "KWP we Wrocławiu – partner projektu · eeagrants.org",
        "Working together", "WR/487/0012",
    ):  # fmt: skip
        assert part in text


def test_number_and_code_of_a_funding_label_can_be_switched_off():
    file = made(funding(show_number=False), FUNDING)
    assert "WR/487/0012" not in page_texts(file.pdf)[0]
    assert codes(one_bit_on_dark(rendered(file.pdf, 203))) == []


def test_a_project_missing_from_the_statement_is_put_before_it():
    (text,) = page_texts(made(funding(statement_pl="Zakup dofinansowano."), FUNDING).pdf)
    assert f"Projekt nr NMF/PA18/0004 „{TITLE}”. Zakup dofinansowano." in text


def test_a_funding_label_cuts_in_its_order():
    data = funding(
        statement_en="The project benefits from a grant received from Norway under the Norwegian Financial Mechanism.",
        programme="Program „Sprawy wewnętrzne”",
    )
    file = made(data, FUNDING)
    cut = [entry.what for entry in file.omissions]
    assert cut == ["slogan", "url", "second_language", "shares", "programme"][: len(cut)]
    assert cut
    assert "NMF/PA18/0004" in page_texts(file.pdf)[0]


def test_a_long_title_gets_smaller_type_then_is_refused():
    long_title = "Bardzo długi tytuł projektu o współpracy służb " * 12
    file = made(funding(statement_pl="", project_title=long_title), FUNDING)
    assert "small_type" in {entry.what for entry in file.omissions}
    with pytest.raises(Refused, match="do not fit"):
        made(funding(statement_pl="", project_title=long_title * 3), FUNDING)


def test_the_combined_label_carries_sticker_and_project():
    (text,) = page_texts(made(funding(), COMBINED).pdf)
    for part in (
        "WR/487/0012", "Laptop terenowy 14″", "Projekt nr NMF/PA18/0004", "Norweski Mechanizm Finansowy 2014–2021",
        "KWP we Wrocławiu · dotacja 85%, budżet państwa 15%",
    ):  # fmt: skip
        assert part in text


def test_long_shares_take_a_line_of_their_own_on_the_combined_label():
    file = made(funding(shares_short=()), COMBINED)
    assert "KWP we Wrocławiu Dofinansowanie 85%, pozostałe 15% – budżet państwa" in page_texts(file.pdf)[0]
    assert file.omissions == ()


@pytest.mark.parametrize("key", [FUNDING, COMBINED], ids=lambda t: t.key)
def test_a_funding_label_without_logo_is_only_previewed(key):
    with pytest.raises(Refused, match="WR/487/0012 has no logo"):
        made(funding(logos=()), key)
    assert "logo" in page_texts(label_preview(funding(logos=()), key, POLISH))[0]


def test_a_funding_label_without_wording_is_refused():
    with pytest.raises(Refused, match="neither a statement nor a project number"):
        made(funding(statement_pl="", project_number="", project_title=""), FUNDING)


def test_a_logo_under_its_least_width_is_refused_by_name():
    wide = logo(min_width_mm=26.5)
    with pytest.raises(Refused) as refused:
        made(funding(logos=(wide,)), FUNDING)
    assert refused.value.text(POLISH) == (
        "Logo „znak darczyńcy.svg” miałoby 26 mm szerokości, a księga znaku wymaga co najmniej 26,5 mm. "
        "Wybierz większą naklejkę."
    )
    assert made(funding(logos=(logo(min_width_mm=26),)), FUNDING).labels == 1


def test_clear_space_keeps_logos_apart():
    for space, least in (0, 4), (5, 5), (10, 10):
        file = made(funding(logos=(logo(clear_space_mm=space), logo(picture(), "image/png"))), FUNDING)
        drawn = re.findall(r"q (\S+) 0 0 \S+ (\S+) \S+ cm /L", page_operators(file.pdf)[0])
        (wide, first), (_, second) = (tuple(map(float, pair)) for pair in drawn)
        assert second - (first + wide) == pytest.approx(least * 203 / 25.4, abs=0.1)


def test_a_logo_is_stored_once_however_many_labels():
    one, many = (made([funding(f"A-{n}") for n in range(count)], FUNDING) for count in (1, 20))
    assert one.pdf.count(b"/Subtype/Form") == many.pdf.count(b"/Subtype/Form") == 2
    assert one.pdf.count(b"/Subtype /Image") == many.pdf.count(b"/Subtype /Image") == 1


def test_logos_are_drawn_in_their_colours():
    image = pypdfium2.PdfDocument(made(funding(logos=(logo(picture(), "image/png"),)), FUNDING).pdf)[0]
    pixels = image.render(scale=203 / 72).to_pil().convert("RGB")
    colours = {pixels.getpixel((60, 50)), pixels.getpixel((60, 110))}
    assert colours == {(0, 0, 255), (255, 0, 0)}


def test_locked_artwork_fills_the_label_and_nothing_is_added():
    file = made(funding(artwork=logo(picture(1000, 550), "image/png")), FUNDING)
    assert page_texts(file.pdf) == [""]
    image = rendered(file.pdf, 203)
    # Red and blue in grey, up to a rounding of the renderer.
    assert {image.getpixel((3, 3)), image.getpixel((image.width - 4, image.height - 4))} <= {28, 29, 76}
    assert len(set(image.tobytes())) <= 3
