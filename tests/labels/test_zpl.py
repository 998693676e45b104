"""Labels as ZPL: whole formats, the same dots as the PDF, codes that are read, and texts that stay texts."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from inventory.base.errors import Cancelled, Refused
from inventory.base.i18n import translations
from inventory.labels.data import LabelJob, Position
from inventory.labels.geometry import grid
from inventory.labels.render import label_preview, render
from inventory.labels.stock import Adjustment
from inventory.labels.template import RESOLUTIONS, template
from inventory.labels.zpl import render_zpl, write_zpl
from inventory.labels.zpl_pen import escaped
from tests.labels.made import TEMPLATES, alone, fullest, funding, logo, sticker, usual
from tests.labels.reading import codes, one_bit_on_dark, page_operators, placed_codes, rendered
from tests.labels.zpl_reading import black_and_white, inked, labels, without_number

# The 70 × 37 sheets have the layouts of 70 × 36.
DISTINCT = [alone(each) for each in TEMPLATES if each.stock.key != "sheet-70x37"]
each_template = pytest.mark.parametrize("template", DISTINCT, ids=lambda one: one.key)
each_resolution = pytest.mark.parametrize("dpi", RESOLUTIONS)
each_label = pytest.mark.parametrize("which", [usual, fullest], ids=["usual", "fullest"])
POLISH = translations("pl")
ROLL = template("roll-50x25-qr")
FUNDING = template("roll-100x55-funding")


def made(data, chosen=ROLL, tr=POLISH, **rules):
    return labels(render_zpl(LabelJob(template=chosen, items=data if isinstance(data, list) else [data], **rules), tr))


def strays(image: Image.Image, other: Image.Image) -> float:
    """Return the part of the ink of one picture that lies more than a dot beside the ink of another."""
    near = ImageChops.lighter(image, ImageChops.invert(other.filter(ImageFilter.MinFilter(3))))
    return inked(near) / max(1, inked(image))


def place_in_pdf(operators: str, text: str) -> tuple[float, float, float]:
    """Return where a part of the number begins in a PDF, and its size in dots.

    It is the largest text; its letters are told by their count, for the codes of a subset are its own.
    """
    found = re.findall(r"1 0 0 1 (\S+) (\S+) Tm \S+ (\S+) Tf \((.*)\) Tj", operators)
    most = max(float(em) for _, _, em, _ in found)
    places = [place for place in found if float(place[2]) == most and len(re.sub(r"\\...", "x", place[3])) == len(text)]
    return tuple(map(float, places[0][:3]))


@each_resolution
@each_template
@each_label
def test_a_label_has_the_dots_of_the_pdf(template, dpi, which):
    data = which(template)
    (label,) = made(data, template, dpi=dpi)
    file = label_preview(data, template, POLISH, dpi=dpi)
    pdf, operators = black_and_white(rendered(file, dpi)), page_operators(file)[0]
    assert (label.width, label.height) == pdf.size
    ours, theirs = without_number(label.drawn(), label), without_number(pdf, label)
    assert inked(ours) > 500
    # Letters stand on whole dots and their curves are set to them, so some ink moves by one.
    assert strays(ours, theirs) < 0.01
    assert strays(theirs, ours) < 0.01

    # The code is the same to the dot, and is read from its field alone.
    (code,) = placed_codes(operators, label.height)
    area = (code.x, code.y, code.x + code.modules * code.dots, code.y + code.height)
    assert label.drawn().crop(area).tobytes() == pdf.crop(area).tobytes()
    (field,) = [one for one in label.of("graphic") if (one.x, one.y) == area[:2]]
    assert field.image.getbbox() == (0, 0, area[2] - area[0], area[3] - area[1])
    by_itself = Image.new("L", (label.width, label.height), 255)
    by_itself.paste(0, (field.x, field.y), field.image)
    assert codes(one_bit_on_dark(by_itself)) == [data.number]
    # Each part of the number stands where it does in the PDF, and within the room that it has there.
    for field in label.of("text"):
        x, up, em = place_in_pdf(operators, field.text)
        assert abs(field.x - x) <= 0.51
        assert abs(field.y - (label.height - up)) <= 0.51
        height, across = field.size
        assert height <= em
        assert 0.8 * height <= across <= 1.25 * height


def test_boxes_are_the_rectangles_of_the_pdf():
    (label,) = made(sticker(), ROLL)
    operators = page_operators(label_preview(sticker(), ROLL, POLISH, dpi=203))[0]
    boxes = [tuple(map(int, one)) for one in re.findall(r"^(\d+) (\d+) (\d+) (\d+) re f$", operators, re.MULTILINE)]
    assert len(boxes) == 4
    ours = [(box.x, label.height - box.y - box.image.height, *box.image.size) for box in label.of("box")]
    assert ours == boxes
    assert all(box.image.getbbox() == (0, 0, *box.image.size) for box in label.of("box"))


def test_each_label_is_whole_by_itself_and_copies_are_left_to_the_printer():
    job = LabelJob(template=ROLL, items=[sticker("A/1"), sticker("A/2")], copies=3)
    stream = io.BytesIO()
    result = write_zpl(job, stream, POLISH)
    first, second = labels(stream.getvalue())
    assert (result.labels, result.pages) == (6, 6)
    assert result.positions[1] == (Position(4, 1), Position(5, 1), Position(6, 1))
    for label, number in ((first, "A/1"), (second, "A/2")):
        assert label.copies == 3
        assert (label.width, label.height) == (grid(ROLL.stock, 203).page_width, grid(ROLL.stock, 203).page_height)
        assert codes(one_bit_on_dark(label.drawn())) == [number]


@pytest.mark.parametrize("dpi", [152, 236, 406])
def test_printers_with_other_resolutions_are_served(dpi):
    (label,) = made(sticker(), dpi=dpi)
    assert label.width == grid(ROLL.stock, dpi).page_width
    assert codes(one_bit_on_dark(label.drawn())) == ["WR/487/0012"]


HOSTILE = (
    "^XZ^XA^FDforged^FS",
    "~JA~DGR:A",
    "_5EXZ",
    "a^b~c_d\\&e",
    "\x1b\x00^\n~HS\r",
    "ŁÓDŹ^XZ",
    "\u202e^JUF",
    "^CI0",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("chosen", [ROLL, FUNDING, template("roll-62x29-code128")], ids=lambda one: one.key)
def test_no_text_becomes_a_command(text, chosen):
    if chosen is FUNDING:
        data = funding("A/1", project_number=text, project_title=text, slogan=text, beneficiary=text, shares=(text,))
    else:
        data = sticker("A/1", name=text, unit_short=text, serial=text, source_mark=text, unit_abbreviation=text)
    # Reading fails on any command or field that is not ours.
    (label,) = made(data, chosen)
    assert [field.text for field in label.of("text")] == ["A/1"]


@pytest.mark.parametrize("number", ["A^XZ", "~JA/1", "_5E_5F", "^FS^FD", "A\\&B", "A>;B", "{|}^_"])
def test_a_number_of_commands_is_written_as_it_is(number):
    (label,) = made(sticker(number, unit_short="K", name="N", serial="", source_mark=""))
    assert codes(one_bit_on_dark(label.drawn())) == [number]
    assert "".join(field.text for field in label.of("text")) in (number, "")


def test_what_is_escaped_is_only_hexadecimal():
    assert escaped("WR/487 (a).b") == "WR/487 (a).b"
    assert escaped("^~_\\&") == "_5E_7E_5F_5C_26"
    assert escaped("ą\n") == "_C4_85_0A"


def test_a_sheet_is_refused_with_the_advice_to_choose_a_roll():
    with pytest.raises(Refused) as refused:
        made(sticker(), template("sheet-70x36-qr"))
    assert refused.value.field == "template"
    assert "Choose a roll." in str(refused.value)
    assert "Wybierz rolkę." in refused.value.text(POLISH)


@each_template
def test_the_same_is_refused_and_left_out_as_in_a_pdf(template):
    job = LabelJob(template=template, items=[usual(template), fullest(template)])
    assert write_zpl(job, io.BytesIO(), POLISH).omissions == render(job, POLISH).omissions
    too_long = LabelJob(template=template, items=[usual(template, "KWPWR-" * 10)])
    said = []
    for make in (render, render_zpl):
        with pytest.raises(Refused) as refused:
            make(too_long, POLISH)
        said.append(refused.value.text(POLISH))
    assert said[0] == said[1]


def test_a_funding_label_without_logos_is_refused_and_has_outlines_in_a_preview():
    with pytest.raises(Refused, match="has no logo"):
        made(funding(logos=()), FUNDING)
    (label,) = made(funding(logos=()), FUNDING, preview=True)
    outlines = [box for box in label.of("box") if box.image.height > 50]
    assert len(outlines) == 3
    assert all(box.image.histogram()[0] > 0.9 * box.image.width * box.image.height for box in outlines)


def test_a_locked_design_fills_the_label_alone():
    (label,) = made(funding(artwork=logo(), logos=()), FUNDING)
    (field,) = label.fields
    assert field.image.width <= label.width
    assert abs(field.image.height - min(label.height, label.width / 2)) <= 1
    assert abs(2 * field.x + field.image.width - label.width) <= 2


def test_a_logo_is_black_and_white_and_clear_parts_are_white():
    disc = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(disc).ellipse((20, 20, 180, 180), fill=(0, 40, 120, 255))
    ImageDraw.Draw(disc).ellipse((80, 80, 120, 120), fill=(255, 220, 0, 255))
    buffer = io.BytesIO()
    disc.save(buffer, "PNG")
    (label,) = made(funding(logos=(logo(buffer.getvalue(), "image/png"),)), FUNDING)
    image = max(label.of("graphic"), key=lambda one: one.image.height).image
    side = image.height
    seen = [image.getpixel((round(at * side), side // 2)) for at in (0.03, 0.2, 0.5, 0.8)]
    assert [bool(ink) for ink in seen] == [False, True, False, True]


@pytest.mark.parametrize(("right", "down"), [(2.0, 1.0), (-1.5, -1.0), (-10.0, -10.0), (0.0, 10.0)])
@pytest.mark.parametrize("chosen", [ROLL, FUNDING], ids=lambda one: one.key)
def test_a_shift_moves_everything_by_whole_dots_and_cuts_what_leaves_the_label(right, down, chosen):
    moved = replace(chosen, stock=Adjustment(right_mm=right, down_mm=down).applied(chosen.stock))
    (still,) = made(usual(chosen), chosen)
    (label,) = made(usual(chosen), moved)
    x, y = round(right * 203 / 25.4), round(down * 203 / 25.4)
    assert (label.width, label.height) == (still.width, still.height)
    expected = Image.new("L", (still.width, still.height), 255)
    expected.paste(still.drawn(), (x, y))
    shown = label.drawn()
    if label.of("text"):
        assert expected.tobytes() == shown.tobytes()
    else:
        # A number that leaves the label is drawn, so that the rest of it can be.
        assert inked(ImageChops.lighter(shown, ImageChops.invert(expected))) < inked(shown)


def test_progress_is_told_for_each_label_and_a_stop_is_heard():
    told = []
    items = (sticker(f"A/{number}") for number in range(5))
    write_zpl(LabelJob(template=ROLL, items=items, copies=2), io.BytesIO(), POLISH, progress=told.append)
    assert told == [2, 4, 6, 8, 10]
    with pytest.raises(Cancelled):
        write_zpl(LabelJob(template=ROLL, items=[sticker()]), io.BytesIO(), POLISH, cancelled=lambda: True)


def test_labels_are_written_one_by_one():
    stream = io.BytesIO()
    lengths = []

    def items():
        for number in range(4):
            lengths.append(len(stream.getvalue()))
            yield sticker(f"A/{number}")

    write_zpl(LabelJob(template=ROLL, items=items()), stream, POLISH)
    assert lengths == sorted(set(lengths))


def test_letters_of_other_alphabets_are_drawn():
    plain, other = made([sticker("A/1", name="Drukarka"), sticker("A/1", name="Омметр Ω 🖨")])
    assert inked(other.drawn()) > 0
    assert other.drawn().tobytes() != plain.drawn().tobytes()
