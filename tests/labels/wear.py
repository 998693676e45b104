"""What a scanner sees of a printed label, new or worn: blurred, scaled, turned, pale, scratched.

A scanner is aimed at the code: it sees code, quiet zone and 4 mm more, be it text, the edge of the label or the dark
surround. The print is one bit a dot. The camera takes 600 or 609 pixels an inch, 3, 2 or 1 for each dot of 203, 300
and 600 dpi: the least bar is 6 pixels wide, the least square 9. Its lens spreads a point by one pixel (0.042 mm).
Nothing else is lost, for a picture with too few pixels says nothing about the label.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

from inventory.labels.code import QUIET
from inventory.labels.layout import MM_PER_INCH
from tests.labels.reading import Placed

PIXELS = {203: 3, 300: 2, 600: 1}
_LENS = 1.0
# One dot of the coarsest printer, whatever printed the label: ink that ran, or a camera out of focus.
_BLUR_MM, _SCRATCH_MM, _TURN, _AROUND_MM = 0.125, 0.2, 5.0, 4.0
# A tenth of the contrast, as of thermal paper that lay in the sun; the surround is as dark as the ink.
_INK, _PAPER = 115, 140
_BLACK, _WHITE = 0, 255

# From the upper left corner of a code in modules, by its modules across and down.
Scratch = Callable[[float, float], tuple[tuple[float, float], tuple[float, float]]]

# Through the data from side to side, clear of the finder patterns of QR and of the border of DataMatrix. Straight, but
# never along one row or one diagonal of modules: see `BEYOND`.
_SQUARE: dict[str, dict[str, Scratch]] = {
    "qr": {
        "across": lambda n, _: ((-1, n / 2 - 1), (n + 1, n / 2 + 1)),
        "down": lambda n, _: ((n / 2 - 1, -1), (n / 2 + 1, n + 1)),
        "slanting": lambda n, _: ((8.5, n - 2), (n + 1, 9.5)),
    },
    "datamatrix": {
        "across": lambda n, _: ((1.4, n / 2 - 1), (n - 1.4, n / 2 + 1)),
        "down": lambda n, _: ((n / 2 - 1, 1.4), (n / 2 + 1, n - 1.4)),
        "slanting": lambda n, _: ((1.4, n * 0.8), (n - 1.4, n * 0.2)),
    },
}
# Bars correct nothing: what leaves some height of them whole is read beside the scratch.
_BARS: dict[str, Scratch] = {
    "across": lambda n, tall: ((-5, tall / 2 - 1), (n + 5, tall / 2 + 1)),
    "down": lambda n, tall: ((n / 2, -1), (n / 2 + 1, tall * 0.6)),
    "slanting": lambda n, tall: ((n * 0.2, tall + 1), (n * 0.8, tall * 0.4)),
}
_SCRATCHES = {**_SQUARE, "code128": _BARS}
# What no reader can make good. A scratch that keeps to the middle of one row of modules over a whole QR code, within
# one degree, spoils about eight code words: level Q of 21 × 21 corrects six, M four. One that keeps to a diagonal of an
# 18 × 18 DataMatrix spoils eight of its code words, which correct seven. Bars scratched from top to foot are gone.
BEYOND: dict[str, Scratch] = {
    "qr": lambda n, _: ((-1, n / 2), (n + 1, n / 2)),
    "datamatrix": lambda n, _: ((1.4, n - 1.4), (n - 1.4, 1.4)),
    "code128": lambda n, tall: ((n / 2 - 1, -1), (n / 2 + 1, tall + 1)),
}


@dataclass(frozen=True, kw_only=True)
class Print:
    """A printed label: its black and white dots by percent, as drivers fit a page to its paper, and its code."""

    kind: str
    dpi: int
    whole: dict[int, Image.Image]
    place: Placed

    @property
    def around(self) -> int:
        """How many dots a scanner sees around the code."""
        return QUIET[self.kind] * self.place.dots + round(_AROUND_MM * self.dpi / MM_PER_INCH)


def new(label: Print, percent: int = 100) -> Image.Image:
    """Return what a scanner sees, in the pixels of the camera but sharp."""
    code, around, pixels = label.place, label.around, PIXELS[label.dpi]
    seen = Image.new("L", (code.modules * code.dots + 2 * around, code.height + 2 * around), _BLACK)
    seen.paste(label.whole[percent], (around - code.x * percent // 100, around - code.y * percent // 100))
    return seen.resize((seen.width * pixels, seen.height * pixels), Image.Resampling.NEAREST)


def _lens(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(_LENS))


def _pixels_per_mm(label: Print) -> float:
    return label.dpi * PIXELS[label.dpi] / MM_PER_INCH


def _blurred(label: Print) -> Image.Image:
    return new(label).filter(ImageFilter.GaussianBlur(_BLUR_MM * _pixels_per_mm(label)))


def _pale(label: Print) -> Image.Image:
    return _lens(new(label)).point(lambda grey: _INK + (_PAPER - _INK) * grey // _WHITE)


def _turned(label: Print, degrees: float) -> Image.Image:
    return _lens(new(label).rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=_BLACK))


def scratched(label: Print, scratch: Scratch, colour: int) -> Image.Image:
    """Return a label with a straight scratch of 0.2 mm."""
    image, pixels, code = new(label), PIXELS[label.dpi], label.place
    corner, module = label.around * pixels, code.dots * pixels
    ends = [(corner + x * module, corner + y * module) for x, y in scratch(code.modules, code.height / code.dots)]
    ImageDraw.Draw(image).line(ends, fill=colour, width=round(_SCRATCH_MM * _pixels_per_mm(label)))
    return _lens(image)


def _scratch(way: str, colour: int) -> Callable[[Print], Image.Image]:
    return lambda label: scratched(label, _SCRATCHES[label.kind][way], colour)


COLOURS = {"black": _BLACK, "white": _WHITE}
WEARS: dict[str, Callable[[Print], Image.Image]] = {
    "new": new,
    "blurred": _blurred,
    "printed at 97 %": lambda label: _lens(new(label, 97)),
    "printed at 103 %": lambda label: _lens(new(label, 103)),
    "turned left": lambda label: _turned(label, _TURN),
    "turned right": lambda label: _turned(label, -_TURN),
    "pale": _pale,
    **{
        f"{name} scratch {way}": _scratch(way, colour)
        for name, colour in COLOURS.items()
        for way in ("across", "down", "slanting")
    },
}
