"""The typefaces of the papers: their widths and the faces that lend missing letters."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from inventory.base.paths import resources
from inventory.base.text import clean
from inventory.documents.subsets import CodesTaken, SubsetFont

MM = 72 / 25.4
EMPTY_BOX, TICKED_BOX = "☐", "☑"
_FRAME_WIDTH = 0.6  # em, for a letter that no typeface has
_SPACES = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "}
# Letters that nearly every paper needs: they take the same codes in each file, so that one subset serves them all.
_USUAL = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–·…″→×’§²°€№—«»≥"


class _Widths(dict[str, float]):
    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face

    def __missing__(self, char: str) -> float:
        width = self[char] = self.face.advance(char)
        return width


class Face:
    """One typeface with the faces that lend it missing letters; widths are in em."""

    def __init__(self, name: str, file: str, spare: Face | None = None) -> None:
        self.name = name
        self.spare = spare
        self.font = SubsetFont(name, str(resources() / "fonts" / file), shapable=False, asciiReadable=True)
        self._glyphs: dict[int, int] = self.font.face.charToGlyph
        self.widths = _Widths(self)

    def width(self, text: str) -> float:
        """Return the width of one line of text in em."""
        return sum(map(self.widths.__getitem__, text))

    def has(self, char: str) -> bool:
        """Tell whether this very face draws `char`; letters beyond the basic plane never are."""
        return "\u00a0" != char <= "\uffff" and ord(char) in self._glyphs

    def drawer(self, char: str) -> Face | None:
        """Return the face that draws `char`, this one or a spare; None when there is none."""
        return self if self.has(char) else self.spare.drawer(char) if self.spare else None

    def advance(self, char: str) -> float:
        """Return the width of one letter in em; signs that are never printed have none."""
        if char in (EMPTY_BOX, TICKED_BOX):
            return 1.0
        char = _SPACES.get(char, char)
        if is_hidden(char):
            return 0.0
        face = self.drawer(char)
        return _FRAME_WIDTH if face is None else face.font.face.getCharWidth(ord(char)) / 1000

    @lru_cache(maxsize=1)  # noqa: B019 - one value per face
    def usual_codes(self) -> CodesTaken:
        """Return how the first letters are coded in every file: assignments, subsets, next free code."""
        return self.font.coded("".join(char for char in _USUAL if self.has(char)))

    def open_in(self, doc: Any) -> None:
        """Prepare the face for a new file."""
        self.font.open_in(doc, self.usual_codes())


def is_hidden(char: str) -> bool:
    """Tell whether a sign hides or reorders text, or is half of a letter: such are never drawn."""
    return clean(f"a{char}a") == "aa"


@lru_cache(maxsize=1)
def _faces() -> dict[str, Face]:
    spare, spare_bold = Face("Spare", "DejaVuSans.ttf"), Face("SpareBold", "DejaVuSans-Bold.ttf")
    sans = Face("Sans", "IBMPlexSans-Regular.ttf", spare)
    bold = Face("SansBold", "IBMPlexSans-SemiBold.ttf", spare_bold)
    return {
        "sans": sans,
        "sans-bold": bold,
        "condensed": Face("Condensed", "IBMPlexSansCondensed-Regular.ttf", sans),
        "condensed-bold": Face("CondensedBold", "IBMPlexSansCondensed-SemiBold.ttf", bold),
    }


def face(name: str) -> Face:
    """Return a face: `sans`, `sans-bold`, `condensed` or `condensed-bold`; files are read at the first call."""
    return _faces()[name]
