"""Draws on one page in millimetres from the top left: text, rules, boxes, codes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from inventory.documents.fonts import _SPACES, EMPTY_BOX, MM, TICKED_BOX, Face, is_hidden
from inventory.documents.lines import Line

PT = 1 / MM  # one point in millimetres


def _escaped(code: int) -> str:
    char = chr(code)
    return f"\\{code:03o}" if char in "()\\" or not 32 <= code < 127 else char


@lru_cache(maxsize=8)
def _usual(face: Face) -> dict[str, str]:
    return {
        chr(letter): _escaped(code) for letter, code in face.usual_codes()[0].items() if letter >= 32 and code < 256
    }


class Codes(dict[str, str]):
    """The letters of one face in one file, as the page has to write them; KeyError for what the face cannot draw."""

    def __init__(self, face: Face, doc: Any) -> None:
        super().__init__(_usual(face))
        face.open_in(doc)
        self.face, self.doc = face, doc
        self.name: str = face.font.getSubsetInternalName(0, doc)
        self["\u00a0"] = " "

    def __missing__(self, char: str) -> str:
        if not self.face.has(char):
            raise KeyError(char)
        ((subset, code),) = self.face.font.splitString(char, self.doc)
        if subset:
            raise KeyError(char)
        text = self[char] = _escaped(code[0])
        return text


class Ink:
    """The typefaces of one file; each is opened when the first letter of it is drawn."""

    def __init__(self, doc: Any) -> None:
        self.doc = doc
        self._codes: dict[Face, Codes] = {}

    def codes(self, face: Face) -> Codes:
        """Return how `face` is written in this file."""
        found = self._codes.get(face)
        if found is None:
            found = self._codes[face] = Codes(face, self.doc)
        return found


class Pen:
    """Collects the drawing operators of one stream; every length is in mm, y grows downwards."""

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self.operators: list[str] = []
        self._font: tuple[Face | None, float, int] = (None, 0.0, 0)
        self._rule = 0.0

    def text(self, x: float, y: float, text: str, face: Face, points: float) -> None:
        """Write one line with its baseline at y."""
        codes = self.ink.codes(face)
        try:
            written = "".join(map(codes.__getitem__, text))
        except KeyError:
            self._mixed(x, y, text, face, points)
            return
        if written:
            self._use(face, points, 0, codes.name)
            self.operators.append(f"BT {x:.2f} {-y:.2f} Td ({written}) Tj ET")

    def right(self, x: float, y: float, text: str, face: Face, points: float) -> None:
        """Write one line that ends at x."""
        self.text(x - face.width(text) * points * PT, y, text, face, points)

    def line(self, x: float, y: float, line: Line, points: float) -> None:
        """Write a broken line that starts at x."""
        for offset, face, text in line.runs:
            self.text(x + offset, y, text, face, points)

    def rule(self, x1: float, y1: float, x2: float, y2: float, points: float) -> None:
        """Draw a straight rule of a weight in points."""
        if points != self._rule:
            self._rule = points
            self.operators.append(f"{points * PT:.4f} w")
        self.operators.append(f"{x1:.2f} {-y1:.2f} m {x2:.2f} {-y2:.2f} l S")

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        """Fill a rectangle."""
        self.operators.append(f"{x:.3f} {-y - height:.3f} {width:.3f} {height:.3f} re f")

    def raw(self, operators: str) -> None:
        """Add operators that keep the state as it was."""
        self.operators.append(operators)

    def _use(self, face: Face, points: float, subset: int, name: str) -> None:
        if self._font != (face, points, subset):
            self._font = (face, points, subset)
            self.operators.append(f"{name} {points * PT:.4f} Tf")

    def _mixed(self, x: float, y: float, text: str, face: Face, points: float) -> None:
        """Write a line that one face cannot: boxes are drawn, missing letters borrowed or framed."""
        size = points * PT
        run, begin, at, drawer = "", x, x, None
        for char in text:
            letter = _SPACES.get(char, char)
            special = char in (EMPTY_BOX, TICKED_BOX)
            owner = None if special or is_hidden(letter) else face.drawer(letter)
            if owner is not drawer or owner is None:
                self._run(begin, y, run, drawer, points)
                run, begin, drawer = "", at, owner
            width = face.widths[char] * size
            if owner is not None:
                run += letter
            elif special:
                self._box(at, y, size, char == TICKED_BOX)
            elif width:
                self._frame(at, y, width, size)
            at += width
        self._run(begin, y, run, drawer, points)

    def _run(self, x: float, y: float, text: str, face: Face | None, points: float) -> None:
        if not text or face is None:
            return
        self.ink.codes(face)
        done = 0
        for subset, codes in face.font.splitString(text, self.ink.doc):
            self._use(face, points, subset, face.font.getSubsetInternalName(subset, self.ink.doc))
            self.operators.append(f"BT {x:.2f} {-y:.2f} Td ({''.join(map(_escaped, codes))}) Tj ET")
            x += face.width(text[done : done + len(codes)]) * points * PT
            done += len(codes)

    def _box(self, x: float, y: float, size: float, ticked: bool) -> None:
        side = 0.72 * size
        tick = ""
        if ticked:
            points = [(x + side * right, -y + side * up) for right, up in ((0.22, 0.5), (0.44, 0.25), (0.82, 0.78))]
            path = " l ".join(f"{across:.3f} {high:.3f}" for across, high in points).replace(" l ", " m ", 1)
            tick = f"{1.1 * PT:.3f} w 1 J 1 j {path} l S "
        self.raw(f"q {0.6 * PT:.3f} w {x + 0.1:.3f} {-y:.3f} {side:.3f} {side:.3f} re S {tick}Q")

    def _frame(self, x: float, y: float, width: float, size: float) -> None:
        self.raw(f"q {0.4 * PT:.3f} w {x + width * 0.1:.3f} {-y:.3f} {width * 0.8:.3f} {size * 0.7:.3f} re S Q")


@lru_cache(maxsize=32)
def qr_operators(text: str, side: float) -> str:
    """Return the code of `text` as one path, `side` mm wide, standing on the origin of the page going down."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    image: Any = memoryview(code.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]  # it is a buffer
    rows, columns = image.shape[:2]
    module = side / columns
    path = []
    for row in range(rows):
        start = None
        for column in range(columns + 1):
            dark = column < columns and image[row, column] < 128
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                path.append(
                    f"{start * module:.3f} {-(row + 1) * module:.3f} {(column - start) * module:.3f} {module:.3f} re"
                )
                start = None
    return " ".join(path) + " f"
