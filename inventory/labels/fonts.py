"""Type for labels: widths of the condensed Plex faces, spare faces for missing letters, embedded subsets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from inventory.base.paths import resources

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "IBMPlexSansCondensed-Regular"
SEMIBOLD = "IBMPlexSansCondensed-SemiBold"
BOLD = "IBMPlexSansCondensed-Bold"

# Heights in em of the condensed faces. Capitals with a mark and descenders decide what a line needs.
TALL = 0.98
DEEP = 0.22
CAPITALS = 0.70
# The slash of a number reaches above the capitals and below the baseline.
NUMBER_TOP = 0.74
NUMBER_FOOT = 0.151

# Letter by letter: the wide Plex, then DejaVu (print.md 2). DejaVu also has the frame for what no font has.
_SPARES = {
    REGULAR: ("IBMPlexSans-Regular", "DejaVuSans"),
    SEMIBOLD: ("IBMPlexSans-SemiBold", "DejaVuSans-Bold"),
    BOLD: ("IBMPlexSans-SemiBold", "DejaVuSans-Bold"),
}
_FRAME = "\u25a1"
_RARE = re.compile("[^\x00-\u017f]")


@lru_cache(maxsize=8)
def _font(name: str) -> TTFont:
    from reportlab.pdfbase.ttfonts import TTFont

    return TTFont(name, str(resources() / "fonts" / f"{name}.ttf"))


def home(face: str, letter: int) -> tuple[str, int]:
    """Return the font that has a letter, and the letter there; the frame where none has it."""
    if letter == 0xA0 or letter in _font(face).face.charToGlyph:
        return face, letter
    for spare in _SPARES[face]:
        if letter in _font(spare).face.charToGlyph:
            return spare, letter
    return _SPARES[face][-1], ord(_FRAME)


class _Widths(dict[str, float]):
    """Advance of each letter in em, worked out when first asked for."""

    def __init__(self, face: str) -> None:
        self.face = face

    def __missing__(self, letter: str) -> float:
        font, code = home(self.face, ord(letter))
        width: float = _font(font).face.getCharWidth(32 if code == 0xA0 else code) / 1000
        self[letter] = width
        return width


_widths = {face: _Widths(face) for face in _SPARES}


def width(face: str, text: str) -> float:
    """Return the width of a text in em."""
    return sum(map(_widths[face].__getitem__, text))


def unprintable(text: str) -> bool:
    """Tell whether a text has a letter that no font has."""
    return any(home(REGULAR, ord(letter))[1] != ord(letter) for letter in _RARE.findall(text))


class _Codes(dict[int, str]):
    """Letters as bytes of the embedded subset, for `str.translate`; a spare face is switched to and back."""

    def __init__(self, typeset: Typeset, face: str, size: str) -> None:
        self.typeset, self.face, self.size = typeset, face, size

    def __missing__(self, letter: int) -> str:
        font, letter_there = home(self.face, letter)
        name, byte = self.typeset.byte(font, letter_there)
        code = byte if name == self.typeset.resource(self.face) else self._switched(name, byte)
        self[letter] = code
        return code

    def _switched(self, name: str, byte: str) -> str:
        return f") Tj {name} {self.size} Tf ({byte}) Tj {self.typeset.resource(self.face)} {self.size} Tf ("


class Typeset:
    """The letters used in one file; `document` is the ReportLab document that embeds them at the end."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._names: dict[str, str] = {}

    def resource(self, face: str) -> str:
        """Return the name of the first subset of a face in the resources of the page."""
        if face not in self._names:
            self.byte(face, 32)
            self._names[face] = _font(face).getSubsetInternalName(0, self._document)
        return self._names[face]

    def byte(self, font: str, letter: int) -> tuple[str, str]:
        """Give a letter its place in a subset: the subset's resource name and the escaped byte."""
        ((subset, code),) = _font(font).splitString(chr(letter), self._document)
        plain = 32 <= code[0] < 127 and code not in b"()\\"
        return _font(font).getSubsetInternalName(subset, self._document), chr(code[0]) if plain else f"\\{code[0]:03o}"

    def style(self, face: str, size: str) -> tuple[str, dict[int, str]]:
        """Return the operator that selects a face in a size, and its table for `str.translate`."""
        return f"{self.resource(face)} {size} Tf", _Codes(self, face, size)
