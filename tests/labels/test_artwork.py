"""Logo files: told by content, hostile ones refused with a reason, in well under a second."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from inventory.base.errors import Invalid
from inventory.base.i18n import translations
from inventory.labels.artwork import MOST_BYTES, read_logo
from tests.labels.hostile import HOSTILE, PICTURES, png_with, saved
from tests.labels.made import SVG, picture, png_of_size


@pytest.mark.parametrize("content", [pytest.param(text.encode(), id=name) for name, text in HOSTILE.items()])
def test_hostile_drawings_are_refused_at_once(content):
    start = time.perf_counter()
    with pytest.raises(Invalid) as refused:
        read_logo("znak.svg", content)
    assert time.perf_counter() - start < 1
    assert refused.value.field == "logo"
    assert "znak.svg" in refused.value.text(translations("pl"))


@pytest.mark.parametrize("content", [pytest.param(content, id=name) for name, content in PICTURES.items()])
def test_broken_pictures_are_refused_at_once(content):
    start = time.perf_counter()
    with pytest.raises(Invalid):
        read_logo("znak.png", content)
    assert time.perf_counter() - start < 1


def test_a_picture_of_900_million_pixels_is_refused_unread():
    packed = png_of_size(30000, 30000, b"\0" * 3_000_000)
    with pytest.raises(Invalid, match="too many pixels"):
        read_logo("znak.png", packed)


def test_a_large_file_is_refused():
    with pytest.raises(Invalid, match="larger than 20 MB"):
        read_logo("znak.png", picture() + b"\0" * MOST_BYTES)


def test_a_file_that_is_not_what_it_says_is_refused():
    with pytest.raises(Invalid, match="says image/jpeg but holds image/png"):
        read_logo("znak.jpg", picture(), "image/jpeg")


def test_letters_ask_for_curves():
    with pytest.raises(Invalid) as refused:
        read_logo("znak.svg", HOSTILE["letters"].encode())
    assert "krzywe" in refused.value.text(translations("pl"))


TURNED = Image.Exif()
TURNED[0x0112] = 6


def test_sixteen_bits_a_pixel_keep_their_greys():
    deep = Image.linear_gradient("L").convert("I").point(lambda grey: grey * 256).convert("I;16")
    greys = sorted(drawn(read_logo("znak.png", saved(deep)))[1])
    assert greys[len(greys) // 2] == pytest.approx(127, abs=2)


def drawn(artwork):
    """Return size and bytes of the picture that is put on labels."""
    put = []

    class Canvas:
        def drawImage(self, image, *_args, **_kwargs):  # noqa: N802 - ReportLab's name
            put.append((image.getSize(), image.getRGBData()))

    artwork.paint(Canvas())
    return put[0]


@pytest.mark.parametrize(
    ("content", "media_type", "aspect"),
    [
        pytest.param(SVG, "image/svg+xml", 2, id="svg with style and gradient"),
        pytest.param(b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a -->" + SVG, "image/svg+xml", 2, id="svg with BOM"),
        pytest.param(picture(), "image/png", 2, id="png"),
        pytest.param(picture(mode="RGBA"), "image/png", 2, id="png with transparency"),
        pytest.param(picture(mode="P"), "image/png", 2, id="png with palette"),
        pytest.param(picture(format_="JPEG"), "image/jpeg", 2, id="jpeg"),
        pytest.param(picture(format_="JPEG", mode="CMYK"), "image/jpeg", 2, id="jpeg in four inks"),
        pytest.param(saved(Image.new("1", (40, 20))), "image/png", 2, id="png in one bit"),
        pytest.param(saved(Image.new("LA", (40, 20), (0, 255))), "image/png", 2, id="grey png with transparency"),
        pytest.param(
            saved(Image.new("RGB", (40, 20)), save_all=True, append_images=[Image.new("RGB", (40, 20), "blue")]),
            "image/png", 2, id="animated png",
        ),
        pytest.param(png_with(b"acTL", bytes(8)), "image/png", 2, id="png that is animated in name only"),
        pytest.param(png_with(b"eXIf", b"II*\0junkjunk"), "image/png", 2, id="png with broken exif"),
        pytest.param(saved(Image.new("RGB", (40, 20)), "JPEG", exif=TURNED), "image/jpeg", 0.5, id="jpeg on its side"),
    ],
)  # fmt: skip
def test_good_logos_are_read_in_proportion(content, media_type, aspect):
    artwork = read_logo("znak", content, media_type)
    assert artwork.media_type == media_type
    assert artwork.aspect == pytest.approx(aspect, rel=1e-3)


def test_a_large_picture_is_reduced_to_what_a_printer_shows():
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((5000, 2500)).save(buffer, "PNG", compress_level=1)
    artwork = read_logo("znak.png", buffer.getvalue())
    assert max(drawn(artwork)[0]) <= 2500
