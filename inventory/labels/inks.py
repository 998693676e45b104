"""What a printer lays down: colours, greys or black alone; each takes the version of a logo made for it."""

from __future__ import annotations

from inventory.base.errors import Invalid
from inventory.base.i18n import N_
from inventory.labels.artwork import Artwork
from inventory.labels.one_bit import logo_picture

COLOUR, GREY, BLACK = "colour", "grey", "black"
INKS = {COLOUR: N_("In colour"), GREY: N_("In greys"), BLACK: N_("Black only")}
# The longer side of the picture in which colours are looked for, in dots.
_LOOKED_AT = 400
# How far red, green and blue of a grey may lie apart: JPEG blurs them.
_COLOURLESS = 40
# Between these two a grey is neither ink nor paper; the smooth edges of a black logo are this part of it at most.
_INK, _PAPER, _EDGES = 64, 192, 0.25


def check_ink(name: str, artwork: Artwork, ink: str) -> None:
    """Raise `Invalid` where the grey or black version of a logo has colours, or the black one many greys."""
    from PIL import ImageChops

    if ink == COLOUR:
        return
    scale = _LOOKED_AT / max(artwork.width, artwork.height)
    picture = logo_picture(artwork, max(1, round(artwork.width * scale)), max(1, round(artwork.height * scale)))
    red, green, blue = picture.split()
    apart = [ImageChops.difference(*pair).histogram() for pair in ((red, green), (green, blue), (red, blue))]
    if any(sum(counts[_COLOURLESS:]) for counts in apart):
        raise Invalid("“{name}” has colours. Give the version of the logo without them.", field="logo", name=name)
    shades = picture.convert("L").histogram()
    if ink == BLACK and sum(shades[_INK:_PAPER]) > _EDGES * sum(shades[:_PAPER]):
        raise Invalid(
            "“{name}” has greys, which a label printer cannot print. Give the version of the logo in black alone.",
            field="logo", name=name,
        )  # fmt: skip
