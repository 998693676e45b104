"""Every template in the folder: codes on whole dots, readable at three resolutions, nothing in their way."""

from __future__ import annotations

import pytest
import zxingcpp

from inventory.base.i18n import translations
from inventory.labels.data import LabelJob
from inventory.labels.geometry import grid
from inventory.labels.number import BAR_FLOOR, SQUARE_FLOOR, SQUARE_LEAST
from inventory.labels.render import label_preview, render
from inventory.labels.template import RESOLUTIONS
from tests.labels.made import KEYS, MANY_LETTERS, TEMPLATES, alone, fullest, sticker, usual
from tests.labels.reading import codes, letters, one_bit_on_dark, page_operators, page_texts, placed_codes, rendered

each_template = pytest.mark.parametrize("template", TEMPLATES, ids=KEYS)
each_resolution = pytest.mark.parametrize("dpi", RESOLUTIONS)
POLISH = translations("pl")


@each_resolution
@each_template
@pytest.mark.parametrize("which", [usual, fullest], ids=["usual", "fullest"])
def test_a_code_is_read_at_each_resolution(template, dpi, which):
    data = which(template)
    pdf = label_preview(data, template, POLISH, dpi=dpi)
    for seen_at in RESOLUTIONS:
        assert codes(one_bit_on_dark(rendered(pdf, seen_at))) == [data.number], f"at {seen_at} dpi"


@each_resolution
@each_template
def test_codes_and_their_quiet_zones_lie_on_whole_dots_inside_the_label(template, dpi):
    job = LabelJob(template=template, items=[usual(template), fullest(template)], dpi=dpi, start=template.per_page)
    file, layout = render(job, POLISH), grid(template.stock, dpi)
    seen = []
    for operators in page_operators(file.pdf):
        seen += placed_codes(operators, layout.page_height)
    assert len(seen) == 2
    fields = [layout.origins[-1], layout.origins[0]]
    least = BAR_FLOOR if template.code.kind == "code128" else SQUARE_LEAST
    for code, (x, y) in zip(seen, fields, strict=True):
        assert code.dots * 25.4 / dpi >= least - 0.01
        quiet = code.with_quiet(template.code.kind, dpi)
        left, top = x * 25.4 / dpi, y * 25.4 / dpi
        assert left - 0.001 <= quiet.left
        assert top - 0.001 <= quiet.top
        assert quiet.right <= left + template.width_mm + 0.001
        assert quiet.bottom <= top + template.height_mm + 0.001
    if template.purpose == "asset" and template.code.kind != "code128":
        assert seen[0].dots * 25.4 / dpi >= SQUARE_FLOOR - 0.001


@pytest.mark.parametrize(
    ("letters", "level", "modules"),
    [
        (1, "H", 21),
        (10, "H", 21),
        (11, "Q", 21),
        (16, "Q", 21),
        (17, "M", 21),
        (20, "M", 21),
        (21, "Q", 25),
        (29, "Q", 25),
        (30, "M", 25),
        (32, "M", 25),
    ],
)
def test_a_qr_code_corrects_as_much_as_its_size_allows(letters, level, modules):
    template = next(one for one in TEMPLATES if one.key == "sheet-70x36-qr")
    pdf = label_preview(usual(template, MANY_LETTERS[:letters]), template, POLISH)
    (read,) = zxingcpp.read_barcodes(one_bit_on_dark(rendered(pdf, 300)))
    assert (read.ec_level, placed_codes(page_operators(pdf)[0], 0)[0].modules) == (level, modules)


@each_template
def test_each_dot_of_a_code_is_black_or_white(template):
    pdf = label_preview(usual(template), template, POLISH, dpi=203)
    height = grid(alone(template).stock, 203).page_height
    (code,) = placed_codes(page_operators(pdf)[0], height)
    area = (code.x, code.y, code.x + code.modules * code.dots, code.y + code.height)
    image = rendered(pdf, 203).crop(area)
    # The renderer's own rounding makes 254 of white; a dot cut by an edge would be grey.
    assert all(value <= 2 or value >= 253 for value in image.tobytes())


@each_resolution
@each_template
@pytest.mark.parametrize("which", [usual, fullest], ids=["usual", "fullest"])
def test_text_keeps_to_the_safe_area_and_off_the_code(template, dpi, which):
    pdf = label_preview(which(template), template, POLISH, dpi=dpi)
    (code,) = placed_codes(page_operators(pdf)[0], grid(alone(template).stock, dpi).page_height)
    quiet = code.with_quiet(template.code.kind, dpi)
    for letter, box in letters(pdf):
        assert box.left >= template.safe_x_mm - 0.05, letter
        assert box.right <= template.width_mm - template.safe_x_mm + 0.05, letter
        assert box.top >= template.safe_y_mm - 0.05, letter
        assert box.bottom <= template.height_mm - template.safe_y_mm + 0.05, letter
        assert not box.meets(quiet), letter


@each_template
def test_lines_of_text_do_not_touch(template):
    pdf = label_preview(fullest(template), template, POLISH, dpi=300)
    boxes = [box for _, box in letters(pdf)]
    for index, box in enumerate(boxes):
        for other in boxes[index + 1 :]:
            overlap = min(box.right, other.right) - max(box.left, other.left)
            shared = min(box.bottom, other.bottom) - max(box.top, other.top)
            # Neighbours of one word may lean into each other sideways, never one line into the next.
            assert overlap < 0.25 or shared < 0.05


@pytest.mark.parametrize("template", [t for t in TEMPLATES if t.kind == "sheet"], ids=lambda t: t.key)
def test_a_full_sheet_is_read_field_by_field(template):
    numbers = [f"WR/487/{number:04d}" for number in range(template.per_page)]
    file = render(LabelJob(template=template, items=[usual(template, number) for number in numbers]), POLISH)
    assert file.pages == 1
    image = rendered(file.pdf, 203)
    layout = grid(template.stock, 203)
    for number, (x, y) in zip(numbers, layout.origins, strict=True):
        label = image.crop((x, y, x + int(template.width_mm * 203 / 25.4), y + layout.label_height))
        assert codes(one_bit_on_dark(label)) == [number]


def test_polish_letters_can_be_searched():
    template = next(t for t in TEMPLATES if t.key == "sheet-70x36-qr")
    file = render(LabelJob(template=template, items=[sticker(name="Zażółć gęślą jaźń", serial="ŻÓŁĆ-1")]), POLISH)
    (text,) = page_texts(file.pdf)
    for part in ("KWP we Wrocławiu", "Zażółć gęślą jaźń", "ŻÓŁĆ-1", "NMF", "WR/487/0012"):
        assert part in text
