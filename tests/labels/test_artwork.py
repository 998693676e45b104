"""Logo files: told by content, hostile ones refused with a reason, in well under a second."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from inventory.base.errors import Invalid
from inventory.base.i18n import translations
from inventory.labels.artwork import MOST_BYTES, read_logo
from tests.labels.made import SVG, picture, png_of_size

OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="20" '
    'viewBox="0 0 20 20"'
)
BOMB = "".join(f'<g id="g{n + 1}">' + f'<use xlink:href="#g{n}"/>' * 10 + "</g>" for n in range(7))
HOSTILE = {
    "script": f"{OPEN}><script>alert(1)</script></svg>",
    "event": f'{OPEN} onload="alert(1)"><rect width="1" height="1"/></svg>',
    "picture from the net": f'{OPEN}><image xlink:href="http://127.0.0.1/x.png" width="5" height="5"/></svg>',
    "picture from disk": f'{OPEN}><image href="file:///etc/passwd" width="5" height="5"/></svg>',
    "use from elsewhere": f'{OPEN}><use xlink:href="http://127.0.0.1/x.svg#a"/></svg>',
    "style import": f'{OPEN}><style>@import "http://127.0.0.1/a.css";</style><rect width="5" height="5"/></svg>',
    "style url": f"{OPEN}><style>rect{{fill:url(http://127.0.0.1/b)}}</style><rect width='5' height='5'/></svg>",
    "style escape": f"{OPEN}><style>rect{{fill:u\\72l(http://127.0.0.1/b)}}</style><rect width='5' height='5'/></svg>",
    "attribute url": f'{OPEN}><rect style="fill:url(http://127.0.0.1/b)" width="5" height="5"/></svg>',
    "document type": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{OPEN}><desc>&x;</desc></svg>',
    "laughs": f'<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>{OPEN}><desc>&b;</desc></svg>',
    "style sheet": f'<?xml-stylesheet href="http://127.0.0.1/a.css"?>{OPEN}><rect width="5" height="5"/></svg>',
    "foreign object": f"{OPEN}><foreignObject><rect width='1' height='1'/></foreignObject></svg>",
    "huge": '<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1e9"><rect width="1e9" height="1e9"/></svg>',
    "deep": f"{OPEN}>" + "<g>" * 20000 + "</g>" * 20000 + "</svg>",
    "many": f"{OPEN}>" + '<rect width="1" height="1"/>' * 6000 + "</svg>",
    "use bomb": f'{OPEN}><defs><g id="g0"><rect width="1" height="1"/></g>{BOMB}</defs><use xlink:href="#g7"/></svg>',
    "large": f"{OPEN}><desc>{'x' * 1_100_000}</desc></svg>",
    "broken": f"{OPEN}><rect></svg>",
    "empty": f"{OPEN}></svg>",
    "letters": f'{OPEN}><text y="9">Logo</text></svg>',
    "hidden shape": f'{OPEN} xmlns:a="urn:a"><a:image href="#x"/><a:rect width="1" height="1"/></svg>',
}
PICTURES = {
    "claims 60000 x 60000": png_of_size(60000, 60000),
    "claims nothing": png_of_size(0, 0),
    "cut png": picture()[:60],
    "cut jpeg": picture(format_="JPEG")[:400],
    "gif": b"GIF89a" + b"\0" * 100,
    "tiff": picture(format_="TIFF"),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "text": b"hello",
    "nothing": b"",
    "program": b"MZ\x90\0" * 40,
}


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
    ],
)
def test_good_logos_are_read_in_proportion(content, media_type, aspect):
    artwork = read_logo("znak", content, media_type)
    assert artwork.media_type == media_type
    assert artwork.aspect == pytest.approx(aspect, rel=1e-3)


def test_a_large_picture_is_reduced_to_what_a_printer_shows():
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((5000, 2500)).save(buffer, "PNG", compress_level=1)
    artwork = read_logo("znak.png", buffer.getvalue())

    class Canvas:
        def drawImage(self, image, *_args, **_kwargs):  # noqa: N802 - ReportLab's name
            self.size = image.getSize()

    canvas = Canvas()
    artwork.paint(canvas)
    assert max(canvas.size) <= 2500
