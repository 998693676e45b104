"""Draw labels as fields of ZPL II: plain text in the printer's own font, all other text, codes and logos as dots."""

from __future__ import annotations

import re
from functools import lru_cache

from inventory.labels.code import Symbol
from inventory.labels.data import Logo
from inventory.labels.fitting import Line, Run
from inventory.labels.fonts import BOLD, CAPITALS
from inventory.labels.geometry import Grid
from inventory.labels.one_bit import logo_image, text_ink
from inventory.labels.pen import Pen
from inventory.labels.zpl_graphics import code_graphic, picture_graphic

# Font 0, CG Triumvirate Bold Condensed, lies in the printer and its widths are not published. These are hundredths of
# the size of ^A0, rounded up, each the widest of three faces that others made to its measure: that of the renderer
# zebrash, that of the designer ZPLab, and ZPLab's table of advances read off printed labels. It is not kerned.
# Signs as wide as a dash are left out, the hyphen among them: a number with them is drawn.
_ADVANCES = {
    letter: hundredths / 100
    for hundredths, letters in {
        28: "Ifijlt", 30: " '/:;", 34: "!(),.[]`r", 40: "z", 46: "Jcksvxy",
        50: '"#$*0123456789?EFLTZ\\^_abdeghnopqu{|}', 56: "ABCKPSVXY", 62: "DGHNOQRU", 68: "&w", 78: "Mm", 84: "W",
    }.items()
    for letter in letters
}  # fmt: skip
# It stands in for the bold face of the number alone: lighter text would lose its rank beside it, and names with and
# without Polish letters would be set in two faces.
_STANDS_FOR = BOLD
# A printer may round the width of each letter to whole dots.
_ROUNDED = 0.5
# The height of its capitals in parts of the size, by the taller of those faces, and the least size it is set in.
_FONT_CAPITALS, _LEAST_SIZE = 0.77, 10
# Outside of these widths by height its letters look squeezed or stretched, and the text is drawn instead.
_NARROWEST, _WIDEST = 0.8, 1.25

# Signs that begin a command, an escape or a break of a line somewhere in the language.
_RISKY = re.compile(r"[^ -~]|[\^~_\\&>]")


class ZplPen(Pen):
    """Writes fields in dots from the top left corner of the page, where the only label has its origin."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        ((self._left, self._top),) = grid.origins
        self._logos: dict[tuple[Logo, int, int, int, int], str] = {}

    def text(self, face: str, points: float, x: float, baseline: float, text: str) -> None:
        """Write one line of text from `x`, no wider than it was measured."""
        run = Run(face, text)
        if not self._printed(run, points * self._points, x, baseline):
            self.line(points, x, baseline, (run,))

    def line(self, points: float, x: float, baseline: float, line: Line) -> None:
        """Draw one line of several faces from `x`; the lines of a paragraph all look alike."""
        em = round(points * self._points, 3)
        self._texts.append(_text_field(line, em, self._left + round(x), self._top + round(baseline)))

    def box(self, x: int, y: int, width: int, height: int, *, grey: bool = False) -> None:
        """Fill a rectangle of whole dots; one that is grey in the PDF has its outline only."""
        left, top = max(0, self._left + x), max(0, self._top + y)
        right, bottom = self._left + x + width, self._top + y + height
        if left < right and top < bottom:
            across, down = right - left, bottom - top
            self._shapes.append(f"^FO{left},{top}^GB{across},{down},{1 if grey else min(across, down)}^FS")

    def _code(self, symbol: Symbol, x: int, y: int, dots: int, row: int) -> None:
        self._shapes.append(code_graphic(symbol, dots, row).at(self._left + x, self._top + y))

    def _logo(self, logo: Logo, x: float, y: float, width: float, height: float) -> None:
        across, down = max(1, round(width)), max(1, round(height))
        key = logo, across, down, self._left + round(x), self._top + round(y)
        if key not in self._logos:
            image = logo_image(self.artwork(logo), across, down)
            self._logos[key] = picture_graphic(image).at(*key[3:])
        self._shapes.append(self._logos[key])

    def _printed(self, run: Run, em: float, x: float, baseline: float) -> bool:
        """Write a text in the printer's own font; tells whether that has its letters in the right width."""
        left, bottom = self._left + round(x), self._top + round(baseline)
        height = int(em * CAPITALS / _FONT_CAPITALS)
        if run.face != _STANDS_FOR or not run.text or left < 0 or bottom < em:
            return False
        if not _ADVANCES.keys() >= set(run.text):
            return False
        room = x + run.width * em - round(x) - _ROUNDED * len(run.text)
        width = min(int(room / sum(map(_ADVANCES.__getitem__, run.text))), int(_WIDEST * height))
        if height < _LEAST_SIZE or width < _NARROWEST * height:
            return False
        self._texts.append(f"^FT{left},{bottom}^A0N,{height},{width}^FH^FD{escaped(run.text)}^FS")
        return True

    def _whole(self, shapes: str, texts: str) -> str:
        return shapes + texts


def escaped(text: str) -> str:
    """Return the data of a field that says `text` and can begin no command, for a field with ^FH and ^CI28."""
    return _RISKY.sub(lambda sign: "".join(f"_{byte:02X}" for byte in sign[0].encode()), text)


@lru_cache(maxsize=1024)
def _text_field(line: Line, em: float, x: int, y: int) -> str:
    """Return the field that draws a line; labels share most of their lines and so the memory of these."""
    ink = text_ink(line, em)
    return "" if ink is None else picture_graphic(ink.image).at(x + ink.left, y + ink.top)
