"""Funding labels: wording, cutting order, logos, and the combined and locked kinds."""

from __future__ import annotations

import re
from dataclasses import astuple
from itertools import combinations

import pypdfium2
import pytest

from inventory.base.errors import Refused
from inventory.base.i18n import translations
from inventory.labels.data import LabelJob
from inventory.labels.layout import shipped_layouts
from inventory.labels.render import label_preview, render
from inventory.labels.stock import Stock
from inventory.labels.template import composed, template
from tests.labels.made import TITLE, funding, logo, picture
from tests.labels.reading import Box, codes, letters, one_bit_on_dark, page_operators, page_texts, rendered

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
    for space, least in (0, 4), (5, 5), (7, 7):
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


def on_stock(width, height, layout="funding", safe=4.0):
    """Return a layout on a label of any size."""
    stock = Stock(
        key="x", name="x", kind="roll", width_mm=width, height_mm=height, page_width_mm=width, page_height_mm=height,
        safe_x_mm=safe, safe_y_mm=safe,
    )  # fmt: skip
    return composed(shipped_layouts()[layout], stock)


def drawn_logos(pdf):
    """Return left, right, top and bottom of each logo of a label in mm from its top left corner."""
    mm, height = 25.4 / 203, round(one_page(pdf)[1] * 203 / 72)
    found = re.findall(r"q (\S+) 0 0 (\S+) (\S+) (\S+) cm /L", page_operators(pdf)[0])
    return [
        (x * mm, (x + wide) * mm, (height - y - high) * mm, (height - y) * mm)
        for wide, high, x, y in (map(float, one) for one in found)
    ]


def one_page(pdf):
    return pypdfium2.PdfDocument(pdf)[0].get_size()


@pytest.mark.parametrize("space", [0, 3, 6])
@pytest.mark.parametrize("layout", ["funding", "combined"])
def test_clear_space_is_kept_on_all_sides(space, layout):
    key = on_stock(100, 55, layout)
    pdf = made(funding(logos=(logo(clear_space_mm=space), logo(picture(), "image/png", clear_space_mm=space))), key).pdf
    (left, right, top, bottom), (second, end, _, _) = drawn_logos(pdf)
    assert min(left, top, second - right, 100 - end) >= space - 0.07
    area = Box(left - space, top - space, end + space, bottom + space)
    ink = [letter for letter, box in letters(pdf) if box.meets(Box(*(round(side, 1) for side in astuple(area))))]
    assert ink == []


SIZES = [(210, 148), (148, 210), (99.1, 139), (105, 148), (105, 74), (105, 37), (199.6, 143.5), (63.5, 72)]


@pytest.mark.parametrize("layout", ["funding", "combined"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_label_of_any_size_keeps_to_its_safe_area_and_no_line_meets_another(size, layout):
    width, height = size
    pdf = made(funding(), on_stock(width, height, layout)).pdf
    boxes = [box for letter, box in letters(pdf) if letter not in ',.;„”"-–·/']
    assert all(box.left >= 3.9 and box.right <= width - 3.9 and box.bottom <= height - 3.9 for box in boxes)
    for one, other in combinations(boxes, 2):
        overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
        across = min(one.right, other.right) - max(one.left, other.left)
        assert overlap < 0.15 or across < 0.15
    assert codes(one_bit_on_dark(rendered(pdf, 203))) == ["WR/487/0012"]


@pytest.mark.parametrize("size", [(48.3, 33.9), (105, 74.2), (70, 49.1)], ids=str)
def test_project_and_last_lines_keep_apart_where_a_label_is_just_high_enough(size):
    pdf = made(funding(), on_stock(*size, "combined", 2.0)).pdf
    rows = [box for letter, box in letters(pdf) if letter.isalnum() and box.top > 0.4 * size[1]]
    for one, other in combinations(rows, 2):
        overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
        assert overlap < 0.15 or min(one.right, other.right) - max(one.left, other.left) < 0.15


def test_a_label_too_small_for_the_project_is_refused_not_printed_over():
    with pytest.raises(Refused):
        made(funding(), on_stock(32, 25, "combined", 2.0))


def test_type_and_logos_grow_with_the_label():
    heights, logos = [], []
    for size in (100, 55), (210, 148), (105, 148):
        pdf = made(funding(), on_stock(*size)).pdf
        heights.append(max(box.bottom - box.top for letter, box in letters(pdf) if letter == "P"))
        left, right, *_ = drawn_logos(pdf)[0]
        logos.append(right - left)
    assert heights[1] > 1.8 * heights[0]
    assert heights[2] > 1.3 * heights[0]
    assert logos[1] > 1.8 * logos[0]


def test_larger_type_gives_way_before_anything_is_cut():
    long_title = "Bardzo długi tytuł projektu o współpracy służb " * 8
    large = made(funding(statement_pl="", project_title=long_title), on_stock(210, 148))
    assert large.omissions == ()
    assert made(funding(statement_pl="", project_title=long_title), on_stock(100, 55)).omissions


def test_a_project_before_an_english_statement_has_english_marks():
    data = funding(statement_en="The purchase was co-financed.", statement_pl="")
    file = render(LabelJob(template=FUNDING, items=[data]), translations("en"))
    assert f"Project No. NMF/PA18/0004 “{TITLE}”. The purchase was co-financed." in page_texts(file.pdf)[0]


def test_locked_artwork_keeps_its_own_size_on_a_larger_label():
    artwork = logo(picture(900, 500), "image/png")
    pdf = made(funding(artwork=artwork, artwork_mm=(90.0, 50.0)), on_stock(100, 60)).pdf
    ((left, right, top, bottom),) = drawn_logos(pdf)
    assert (right - left, bottom - top) == pytest.approx((90, 50), abs=0.05)
    assert (left, top) == pytest.approx((5, 5), abs=0.1)


@pytest.mark.parametrize(
    ("size", "why"),
    [((101.0, 55.05), "ma 101 × 55,05 mm i nie wolno go zmniejszać"), ((90.0, 60.0), "nie ma proporcji 90 × 60 mm")],
)
def test_locked_artwork_is_not_made_to_fit(size, why):
    artwork = logo(picture(1000, 545), "image/png")
    with pytest.raises(Refused) as refused:
        made(funding(artwork=artwork, artwork_mm=size), FUNDING)
    assert why in refused.value.text(POLISH)


def test_locked_artwork_fills_the_label_and_nothing_is_added():
    file = made(funding(artwork=logo(picture(1000, 550), "image/png")), FUNDING)
    assert page_texts(file.pdf) == [""]
    image = rendered(file.pdf, 203)
    # Red and blue in grey, up to a rounding of the renderer.
    assert {image.getpixel((3, 3)), image.getpixel((image.width - 4, image.height - 4))} <= {28, 29, 76}
    assert len(set(image.tobytes())) <= 3
