"""Another program reads our ZPL: the npm package zpl-renderer-js, a Go renderer; skipped where it is not installed."""

from __future__ import annotations

import pytest
from PIL import ImageChops

from inventory.base.i18n import translations
from inventory.labels.data import LabelJob
from inventory.labels.render import label_preview
from inventory.labels.template import RESOLUTIONS, template
from inventory.labels.zpl import render_zpl
from tests.labels.made import fullest, sticker, usual
from tests.labels.reading import codes, one_bit_on_dark, rendered
from tests.labels.zpl_reading import (
    black_and_white,
    drawn_by_another,
    independent_reader,
    inked,
    labels,
    without_number,
)

POLISH = translations("pl")
ROLL = template("roll-50x25-qr")
PACKAGE = independent_reader()
pytestmark = pytest.mark.skipif(PACKAGE is None, reason="node or the package zpl-renderer-js is not installed")


@pytest.mark.parametrize(
    ("key", "dpi"),
    [
        ("roll-50x25-qr", 203),
        ("roll-50x25-dm", 203),
        ("roll-62x29-code128", 300),
        ("roll-100x55-funding", 203),
        ("roll-100x55-funding", 300),
    ],
)
def test_another_program_draws_the_same_labels(key, dpi, tmp_path):
    chosen = template(key)
    items = [usual(chosen), fullest(chosen)]
    zpl = render_zpl(LabelJob(template=chosen, items=items, dpi=dpi), POLISH)
    pictures = drawn_by_another(PACKAGE, zpl, dpi, tmp_path)
    for data, label, drawn in zip(items, labels(zpl), pictures, strict=True):
        assert codes(one_bit_on_dark(drawn)) == [data.number]
        ours, theirs = without_number(label.drawn(), label), without_number(drawn, label)
        assert inked(ours) > 500
        assert ours.tobytes() == theirs.tobytes()


@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_the_font_of_the_printer_keeps_to_the_room_of_the_number(dpi, tmp_path):
    items = [sticker(number) for number in ("WR/487/0012", "ABDEGHKN/1", "MMWW/00.1", "iIlj1/(2)")]
    zpl = render_zpl(LabelJob(template=ROLL, items=items, dpi=dpi), POLISH)
    pictures = drawn_by_another(PACKAGE, zpl, dpi, tmp_path)
    for data, label, drawn in zip(items, labels(zpl), pictures, strict=True):
        (field,) = label.of("text")
        # What both drew is taken away; the font is left.
        left, top, right, bottom = ImageChops.subtract(label.drawn(), drawn).getbbox()
        pdf = black_and_white(rendered(label_preview(data, ROLL, POLISH, dpi=dpi), dpi))
        room = ImageChops.invert(pdf).crop((0, field.y - 10, pdf.width, pdf.height)).getbbox()
        assert field.x <= left
        assert right <= room[2]
        assert top < field.y - field.size[0] / 2
        assert bottom <= label.height
        assert field.text == data.number


def test_another_program_sees_no_command_in_a_text(tmp_path):
    items = [sticker(number, name=number, serial=number) for number in ("^XZ^XA/1", "~JA_5E", "A\\&B^FS", "_5EXZ/2")]
    zpl = render_zpl(LabelJob(template=ROLL, items=items), POLISH)
    pictures = drawn_by_another(PACKAGE, zpl, 203, tmp_path)
    assert [codes(one_bit_on_dark(drawn)) for drawn in pictures] == [[data.number] for data in items]
