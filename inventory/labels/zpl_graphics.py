"""One-bit pictures as graphic fields of ZPL: hexadecimal rows with the run-length letters of the language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from inventory.labels.code import Symbol

# G to Y stand for 1 to 19 equal digits, g to z for 20 to 400 in twenties; both together reach 419.
_MOST_EQUAL = 419
_EQUAL = re.compile(r"(.)\1{2,418}")


@dataclass(frozen=True)
class Graphic:
    """A picture `width` dots wide; each row is a number whose bits are its dots, the lowest at the right."""

    width: int
    rows: tuple[int, ...]

    def at(self, x: int, y: int) -> str:
        """Return the field that draws it with its top left corner at `x`, `y`; what lies off the label is left out."""
        if x < 0 or y < 0:
            return self._cut(max(0, -x), max(0, -y)).at(max(0, x), max(0, y))
        if self.width <= 0 or not self.rows:
            return ""
        across = -(-self.width // 8)
        count = across * len(self.rows)
        return f"^FO{x},{y}^GFA,{count},{count},{across},{self._packed}^FS"

    def _cut(self, left: int, top: int) -> Graphic:
        kept = (1 << max(0, self.width - left)) - 1
        return Graphic(self.width - left, tuple(row & kept for row in self.rows[top:]))

    @cached_property
    def _packed(self) -> str:
        """The rows; a colon stands for the row before once more, a comma for white up to the right edge."""
        digits = -(-self.width // 8) * 2
        shift = digits * 4 - self.width
        parts: list[str] = []
        before = -1
        for row in self.rows:
            parts.append(":" if row == before else _row(f"{row << shift:0{digits}X}"))
            before = row
        return "".join(parts)


def _row(digits: str) -> str:
    inked = digits.rstrip("0")
    packed = _EQUAL.sub(lambda equal: _times(len(equal[0])) + equal[1], inked)
    return packed if inked == digits else packed + ","


@lru_cache(maxsize=_MOST_EQUAL)
def _times(count: int) -> str:
    twenties, rest = divmod(count, 20)
    return (chr(ord("f") + twenties) if twenties else "") + (chr(ord("F") + rest) if rest else "")


def picture_graphic(image: Image) -> Graphic:
    """Return a one-bit picture whose set pixels are ink."""
    across, data = -(-image.width // 8), image.tobytes()
    spare = across * 8 - image.width
    rows = (int.from_bytes(data[first : first + across], "big") >> spare for first in range(0, len(data), across))
    return Graphic(image.width, tuple(rows))


def code_graphic(symbol: Symbol, dots: int, row: int) -> Graphic:
    """Return a code whose modules are `dots` wide and `row` dots high, as the rectangles of the PDF are."""
    bits = {0: "1" * dots, 255: "0" * dots}
    text = symbol.pixels.decode("latin-1")
    rows: list[int] = []
    for first in range(0, len(text), symbol.modules):
        rows += [int(text[first : first + symbol.modules].translate(bits), 2)] * row
    return Graphic(symbol.modules * dots, tuple(rows))
