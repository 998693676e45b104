"""Labels of drawn layouts: rendered, decoded, and read back where their texts stand."""

from __future__ import annotations

import pytest

from inventory.base.errors import Refused
from inventory.labels.check import check_code
from inventory.labels.data import left_out_words
from inventory.labels.drawing import BoxElement, LineElement
from inventory.labels.fit import longest_number, misfit
from tests.labels.drawn_kit import POLISH, data, drawing, logo, number, printed, qr, template, text
from tests.labels.made import MANY_LETTERS
from tests.labels.reading import codes, letters, one_bit_on_dark, page_operators, page_texts, placed_codes, rendered

LONG = "Urządzenie wielofunkcyjne A3 z podajnikiem dokumentów, źródłem światła i żółtą obudową " * 4


def ink_mm(file, word):
    """Return the box around the letters of a word on the first page, in millimetres."""
    found = letters(file.pdf)
    start = "".join(letter for letter, _ in found).index(word.replace(" ", ""))
    boxes = [box for _, box in found[start : start + len(word.replace(" ", ""))]]
    return (
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )


def capital_mm(file, letter):
    """Return how high a capital letter came out."""
    box = next(box for found, box in letters(file.pdf) if found == letter)
    return box.bottom - box.top


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("kind", ["qr", "datamatrix", "code128"])
def test_the_code_lies_on_whole_dots_inside_its_box_and_decodes(kind, dpi):
    at = qr(3, 3, 60, height=20, code=kind) if kind == "code128" else qr(code=kind)
    file = printed(drawing(at, number()), dpi=dpi)
    page_height = -(-36 * dpi // 25.4)
    (found,) = placed_codes(page_operators(file.pdf)[0], int(page_height))
    box = found.with_quiet(kind, dpi)
    assert at.x_mm <= box.left + 0.01
    assert box.right <= at.x_mm + at.width_mm + 0.01
    assert at.y_mm <= box.top + 0.13
    assert box.bottom <= at.y_mm + at.height_mm + 0.13
    assert codes(one_bit_on_dark(rendered(file.pdf, dpi))) == ["WR/487/0012"]
    one_dot_more = (found.modules + 2 * {"qr": 4, "datamatrix": 2, "code128": 10}[kind]) * (found.dots + 1) * 25.4 / dpi
    assert one_dot_more > at.width_mm - 25.4 / dpi


def test_texts_stand_where_they_were_drawn():
    made = drawing(
        qr(), number(2, 27),
        text("name", 5, 4, 36, 6, points=10),
        text("serial", 5, 12, 36, 5, points=8, align="right"),
        text("unit_short", 5, 18, 36, 5, points=8, align="centre"),
    )  # fmt: skip
    file = printed(made)
    left, top, _, bottom = ink_mm(file, "Laptop")
    assert left == pytest.approx(5, abs=0.5)
    assert 4 < top < bottom < 10
    _, _, right, _ = ink_mm(file, "LT14-23-00912")
    assert right == pytest.approx(41, abs=0.5)
    left, _, right, _ = ink_mm(file, "KWP we Wrocławiu")
    assert (left + right) / 2 == pytest.approx(23, abs=0.3)
    left, top, right, bottom = ink_mm(file, "WR/487/0012")
    assert 2 <= left < right <= 62
    assert 27 <= top < bottom <= 34.1


def test_a_drawing_stands_in_the_middle_of_a_larger_label():
    file = printed(drawing(number(2, 2, 30, 6, points=10), width=40, height=20), stock="roll-62x29")
    left, top, _, _ = ink_mm(file, "WR")
    assert left == pytest.approx(11 + 2, abs=0.5)
    assert top == pytest.approx(4.5 + 2, abs=0.5)


def test_words_before_a_value_are_written_only_where_there_is_one():
    made = drawing(number(), text("serial", before="nr ser. "))
    assert "nr ser. LT14-23-00912" in page_texts(printed(made).pdf)[0]
    empty = printed(made, data(serial=""))
    assert page_texts(empty.pdf) == ["WR/487/0012"]
    assert empty.omissions == ()


def test_words_before_a_value_give_way_before_the_value_is_cut():
    file = printed(drawing(number(), text("serial", width=20, before="numer seryjny ", points=8, floor=8)))
    assert "LT14-23-00912" in page_texts(file.pdf)[0]
    assert "numer" not in page_texts(file.pdf)[0]
    assert file.omissions == ()


# Rules for text that is too long -------------------------------------------------------------------------------


def test_shrink_sets_smaller_type_down_to_the_floor_and_cuts_only_then():
    wide, narrow, tiny = (
        printed(drawing(number(), text("name", width=mm, points=12, floor=6, rule="shrink"))) for mm in (40, 24, 12)
    )
    assert capital_mm(narrow, "L") < capital_mm(wide, "L")
    assert "Laptop terenowy 14″" in page_texts(narrow.pdf)[0]
    assert narrow.omissions == ()
    assert "Laptop…" in page_texts(tiny.pdf)[0]
    assert [one.what for one in tiny.omissions] == ["text:name"]
    assert POLISH(left_out_words("text:name")) == "Nazwa"


def test_type_shrunk_for_the_width_keeps_its_baseline():
    wide, narrow = (printed(drawing(number(), text("name", width=mm, points=12, floor=6))) for mm in (40, 24))
    assert ink_mm(wide, "L")[3] == pytest.approx(ink_mm(narrow, "L")[3], abs=0.05)


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_wrap_breaks_whole_words_onto_lines_then_cuts(lines):
    file = printed(drawing(number(), text("name", 5, 1, 40, 20, rule="wrap", lines=lines, points=9)), data(name=LONG))
    body = [box for letter, box in letters(file.pdf) if box.bottom < 24]
    assert len({round(box.bottom, 0) for letter, box in letters(file.pdf) if letter == "z"}) <= lines
    assert max(box.right for box in body) <= 45.1
    assert "…" in page_texts(file.pdf)[0]
    assert [one.what for one in file.omissions] == ["text:name"]


def test_wrap_never_writes_more_lines_than_the_box_is_high():
    file = printed(drawing(number(), text("name", 5, 2, 30, 9, rule="wrap", lines=9, points=9)), data(name=LONG))
    assert max(box.bottom for letter, box in letters(file.pdf) if box.top < 25) <= 11.1


def test_cut_keeps_the_size_and_says_so():
    file = printed(drawing(number(), text("name", width=20, points=11, rule="cut")), data(name=LONG))
    assert "…" in page_texts(file.pdf)[0]
    full = printed(drawing(number(), text("name", points=11, rule="cut")), data(name="Urządzenie"))
    assert capital_mm(file, "U") == pytest.approx(capital_mm(full, "U"), abs=0.02)


@pytest.mark.parametrize("rule", ["shrink", "wrap", "cut"])
@pytest.mark.parametrize("name", [LONG[:300], "Ź" * 300, "a" * 300, "ą " * 150])
def test_names_of_300_letters_stay_inside_their_box(rule, name):
    file = printed(drawing(number(), text("name", 5, 4, 30, 12, rule=rule, points=10)), data(name=name))
    body = [box for _, box in letters(file.pdf) if box.top < 24]
    assert body
    assert max(box.right for box in body) <= 35.2
    assert max(box.bottom for box in body) <= 16.2
    assert [one.what for one in file.omissions] == ["text:name"]


def test_fixed_text_that_is_cut_is_told_for_each_label():
    made = drawing(number(), text("", width=12, text="Własność Policji, nie usuwać", rule="cut"))
    file = printed(made, data("A/1"), data("A/2"))
    assert [(one.number, one.what) for one in file.omissions] == [("A/1", "text:"), ("A/2", "text:")]
    assert POLISH(left_out_words("text:")) == "stały tekst"


def test_letters_that_no_font_has_are_told():
    assert [one.what for one in printed(drawing(number(), text()), data(name="日本")).omissions] == ["letters"]


# The number ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ["shrink", "wrap", "cut"])
@pytest.mark.parametrize("length", range(4, 33, 4))
def test_the_number_is_whole_or_refused_whatever_the_rule(rule, length):
    asked = MANY_LETTERS[:length].rstrip("/-")
    made = drawing(number(width=22, height=8, rule=rule, points=18, floor=9))
    if length > 22:
        with pytest.raises(Refused, match=asked):
            printed(made, data(asked))
        return
    found = letters(printed(made, data(asked)).pdf)
    assert "".join(letter for letter, _ in found) == asked
    assert min(box.left for _, box in found) >= 2
    assert max(box.right for _, box in found) <= 24.1
    assert min(box.top for _, box in found) >= 26.9
    assert max(box.bottom for _, box in found) <= 35.1
    assert next(box.bottom - box.top for letter, box in found if letter == "K") >= 9 * 0.69 * 25.4 / 72


def test_a_long_number_takes_two_lines_where_its_box_has_the_height():
    high = drawing(number(y=20, width=26, height=14, points=18, floor=14))
    file = printed(high, data("WR/487-2026/0012"))
    rows = {round(box.bottom) for letter, box in letters(file.pdf) if letter in "0248"}
    assert len(rows) == 2
    with pytest.raises(Refused, match="WR/487-2026/0012"):
        printed(drawing(number(y=20, width=26, height=7, points=18, floor=14)), data("WR/487-2026/0012"))


def test_a_number_without_a_place_to_break_is_refused_by_name():
    with pytest.raises(Refused, match=r"ABCDEFGHIJKLMNOP.* boxes of number and code larger"):
        printed(drawing(number(y=20, width=20, height=14, floor=14)), data("ABCDEFGHIJKLMNOP"))


def test_all_numbers_without_room_are_named_and_nothing_is_printed():
    made = drawing(number(width=18, height=5, floor=10))
    with pytest.raises(Refused, match=r"WR/487/00012, WR/487/00014 \(in all: 2\)"):
        printed(made, data("WR/487/00012"), data("WR/1"), data("WR/487/00014"))


def test_a_code_without_room_is_refused_by_name():
    with pytest.raises(Refused, match="WR/487/0012"):
        printed(drawing(qr(side=8), number()))
    with pytest.raises(Refused, match="Use QR or DataMatrix"):
        printed(drawing(qr(side=30, height=10, code="code128"), number()))


# Pictures, lines, frames ---------------------------------------------------------------------------------------


def test_a_picture_is_drawn_in_proportion_in_the_middle_of_its_box():
    file = printed(drawing(number(), logo(10, 2, 20, 20)), dpi=300)
    image = rendered(file.pdf, 254)
    dark = [(x, y) for x in range(image.width) for y in range(250) if image.getpixel((x, y)) < 120]
    assert min(x for x, _ in dark) == pytest.approx(100, abs=2)
    assert min(y for _, y in dark) == pytest.approx(70, abs=2)
    assert max(y for _, y in dark) == pytest.approx(170, abs=2)


def test_a_picture_under_its_least_width_is_refused_by_name():
    with pytest.raises(Refused, match=r"znak\.svg.*10.*12"):
        printed(drawing(number(), logo(width=10, min_width_mm=12)))


def test_a_missing_picture_is_refused_by_name_but_shown_as_a_grey_box():
    made = drawing(number(), logo(sha256="0" * 64, name="herb.png"))
    with pytest.raises(Refused, match=r"herb\.png"):
        printed(made)
    image = rendered(printed(made, preview=True).pdf, 254)
    assert 200 < image.getpixel((80, 200)) < 240


def test_lines_and_frames_are_as_thick_as_asked_on_whole_dots():
    made = drawing(
        number(), BoxElement(x_mm=1, y_mm=1, width_mm=68, height_mm=34, points=1),
        LineElement(x_mm=2, y_mm=10, width_mm=60, height_mm=0, points=0.5),
        LineElement(x_mm=30, y_mm=2, width_mm=0, height_mm=20, points=2),
    )  # fmt: skip
    ops = [
        line.split()[:4] for line in page_operators(printed(made, dpi=600).pdf)[0].splitlines() if line.endswith("re f")
    ]
    sizes = sorted((int(wide), int(high)) for _, _, wide, high in ops)
    assert sizes == sorted([(1606, 9), (1606, 9), (9, 785), (9, 785), (1417, 5), (17, 472)])


# What the rest of the program asks ------------------------------------------------------------------------------


def test_the_check_before_printing_knows_the_code_of_a_drawn_layout():
    check = check_code(data(), template(drawing(qr(side=14), number())), POLISH)
    assert (check.kind, check.modules, check.dots, check.small) == ("qr", 21, 3, True)
    assert check_code(data(), template(drawing(number())), POLISH) is None


def test_a_drawing_fits_labels_that_are_as_large_and_tells_how_long_a_number_it_holds():
    made = drawing(qr(side=20), number(width=45, height=5, floor=10))
    assert misfit(template(made, "sheet-70x36")) is None
    assert "70 × 36 mm" in POLISH.message(misfit(template(made, "roll-50x25")))
    assert misfit(template(drawing(qr(side=5), number()), "sheet-70x36")) is not None
    longest = longest_number(template(made))
    assert 15 <= longest < 32
    printed(made, data(MANY_LETTERS[:longest]))


def test_thousands_of_labels_share_their_fixed_parts():
    made = drawing(qr(), number(), logo(), text("", 20, 16, 20, 5, text="Własność Policji"))
    file = printed(made, *(data(f"A/{count}") for count in range(1, 301)), stock="sheet-70x36")
    assert (file.pages, file.labels) == (13, 300)
    assert all(f"A/{count}" in page_texts(file.pdf)[0] for count in (1, 12, 24))
    assert page_texts(file.pdf)[12].count("Własność Policji") == 12
