"""What the designer tells of a drawing: each fault found, at its element, and none on a good label."""

from __future__ import annotations

import pytest

from inventory.labels.drawing import BoxElement, LineElement
from inventory.labels.drawing_check import findings, warnings_of
from inventory.labels.drawing_of import drawing_of
from inventory.labels.fit import misfit
from inventory.labels.layout import shipped_layouts
from inventory.labels.stock import shipped_stocks
from inventory.labels.template import composed
from tests.labels.drawn_kit import POLISH, data, drawing, logo, number, printed, qr, template, text
from tests.labels.reading import codes, page_texts, rendered

STOCK = shipped_stocks()["sheet-70x36"]
GOOD = (qr(45, 4, 20), number(6, 26, 58, 7), text("name", 6, 5, 36, 6))


def told(*elements, stock=None, dpi=203, label=None):
    """Return element, tone and Polish sentence of each finding."""
    found = findings(drawing(*elements), label or data(), dpi=dpi, stock=stock)
    return [(one.element, one.tone, POLISH.message(one.message)) for one in found]


def only(*elements, **more):
    (found,) = told(*elements, **more)
    return found


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_nothing_is_said_of_a_good_label(dpi):
    assert told(*GOOD, stock=STOCK, dpi=dpi) == []


def test_text_that_is_cut_is_shown_as_it_comes_out():
    at, tone, said = only(
        *GOOD, text("name", 6, 12, 20, 5, rule="cut", points=10), label=data(name="Bardzo długa nazwa")
    )
    assert (at, tone) == (3, "warn")
    assert "ucięty: „Bardzo…”" in said


def test_text_that_shrinks_is_told_with_both_sizes():
    at, _, said = only(*GOOD, text("serial", 6, 12, 19, 5, points=11, floor=6))
    assert at == 3
    assert "zamiast 11 pkt" in said


def test_text_without_any_room_is_told():
    assert (
        only(*GOOD, text("serial", 6, 12, 0.5, 5))[2] == "Tekst nie ma miejsca w swoim polu, więc zostanie pominięty."
    )


def test_type_under_six_points_is_told():
    assert only(*GOOD, text("serial", 6, 12, 30, 5, points=5, floor=5))[::2] == (
        3, "Pismo 5 pkt trudno przeczytać. Użyj co najmniej 6 pkt.",
    )  # fmt: skip


def test_what_reaches_over_the_edge_is_told():
    assert only(*GOOD, LineElement(x_mm=60, y_mm=2, width_mm=12, height_mm=0))[::2] == (
        3,
        "Wystaje poza brzeg etykiety.",
    )


def test_ink_in_the_margin_of_a_stock_is_told_but_white_is_not():
    frame = BoxElement(x_mm=1, y_mm=1, width_mm=68, height_mm=34)
    at, tone, said = only(*GOOD, frame, stock=STOCK)
    assert (at, tone) == (3, "warn")
    assert "na tym nośniku" in said
    assert told(*GOOD, frame) == []
    assert told(qr(2.5, 0, 24), number(6, 26, 58, 7), text("name", 30, 5, 34, 6), stock=STOCK) == []


@pytest.mark.parametrize(("side", "tone", "words"), [
    (20, None, ""), (13.5, "warn", "Moduł kodu ma 0,38 mm"), (9, "err", "potrzebują pola 11,4 × 11,4 mm"),
])  # fmt: skip
def test_a_small_code_is_amber_and_an_unreadable_one_refused(side, tone, words):
    found = told(qr(45, 4, side), *GOOD[1:])
    assert [one[:2] for one in found] == ([(0, tone)] if tone else [])
    assert all(words in said for _, _, said in found)


def test_bars_that_are_too_narrow_are_refused_and_low_ones_amber():
    at, tone, said = only(qr(2, 12, 35, height=8, code="code128"), number(), text("name", 6, 2, 36, 6))
    assert (at, tone) == (0, "err")
    assert "kreski po 0,25 mm" in said
    assert "Kreski mają 2,9" in only(qr(2, 14, 66, height=3, code="code128"), number(), text("name", 6, 2, 36, 6))[2]


@pytest.mark.parametrize("other", [
    text("name", 43, 12, 10, 5), LineElement(x_mm=40, y_mm=12, width_mm=20, height_mm=0), logo(40, 5, 8, 6),
    BoxElement(x_mm=47, y_mm=6, width_mm=16, height_mm=16),
])  # fmt: skip
def test_whatever_stands_in_the_white_edge_of_a_code_is_told_at_the_code(other):
    found = told(qr(45, 4, 20), number(6, 26, 58, 7), other, label=data(name="Laptop"))
    assert [(at, said) for at, _, said in found] == [
        (0, "Coś wchodzi w białe pole wokół kodu, więc czytnik może go nie odczytać.")
    ]


def test_a_frame_around_a_code_is_no_fault():
    assert told(*GOOD, BoxElement(x_mm=44, y_mm=3, width_mm=22, height_mm=22)) == []


def test_overlapping_texts_are_told_at_the_upper_one():
    assert only(*GOOD, text("serial", 8, 7, 30, 5))[::2] == (3, "Tekst nachodzi na inny tekst.")
    assert told(*GOOD, text("serial", 6, 9.5, 30, 5)) == [], "lines that stand close are no fault"


def test_a_label_without_code_or_number_is_told_first():
    assert told(GOOD[2]) == [
        (None, "warn", "Na etykiecie nie ma kodu, więc nie można jej zeskanować."),
        (None, "warn", "Na etykiecie nie ma numeru inwentarzowego, więc nikt go nie przeczyta."),
    ]


@pytest.mark.parametrize("field", ["custodian", "place", "price_net", "price_gross"])
def test_persons_places_and_values_are_warned_of(field):
    made = drawing(*GOOD, text(field, 6, 12, 30, 5))
    assert [(one.element, one.tone) for one in warnings_of(made)] == [(3, "warn")]
    assert only(*made.elements)[2].startswith("Pole „")


def test_a_logo_under_its_least_width_a_missing_and_a_damaged_one_are_refused():
    assert only(*GOOD, logo(6, 12, 10, 8, min_width_mm=20))[1:] == (
        "err", "Logo ma 10 mm szerokości, a księga znaku wymaga co najmniej 20 mm.",
    )  # fmt: skip
    missing = only(*GOOD, logo(6, 12, 10, 8, sha256="0" * 64, name="herb.png"))
    assert missing[1:] == ("err", "Brakuje obrazu „herb.png” tego układu. Wybierz go ponownie.")
    assert only(*GOOD, logo(6, 12, 10, 8, media_type="image/png"))[1] == "err"


def test_a_number_without_room_is_refused_at_its_box():
    found = told(qr(45, 4, 20), number(6, 26, 20, 5, floor=10), label=data("KWPWR/ST/487/0012/26"))
    assert [(at, tone) for at, tone, _ in found if tone == "err"] == [(1, "err")]


def test_letters_that_no_font_has_are_told():
    assert "Jednego ze znaków" in only(*GOOD, label=data(name="日本"))[2]


@pytest.mark.parametrize("key", ["qr", "dm", "code128"])
def test_a_sticker_turned_into_a_drawing_looks_and_reads_as_before(key):
    for stock_key in shipped_layouts()[key].stocks:
        stock = shipped_stocks()[stock_key]
        sticker = composed(shipped_layouts()[key], stock)
        if misfit(sticker) is not None:
            continue
        made = drawing_of(sticker, POLISH)
        label = data(name="Laptop 14″", unit_short="KWP")
        for dpi in (203, 300, 600):
            assert findings(made, label, dpi=dpi, stock=stock) == [], (stock_key, dpi)
        file = printed(made, label, stock=stock)
        assert codes(rendered(file.pdf, 203)) == ["WR/487/0012"]
        assert "Laptop 14″" in page_texts(file.pdf)[0]
        assert misfit(template(made, stock)) is None
