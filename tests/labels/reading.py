"""Reads a file of labels back: codes as a scanner sees them, text with its place, the operators of a page."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from PIL import Image

from inventory.labels.code import QUIET

DARK = 40


def rendered(pdf: bytes, dpi: float, page: int = 0) -> Image.Image:
    """Return a page in grey."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[page].render(scale=dpi / 72, grayscale=True).to_pil().copy()
    document.close()
    return image


def black_and_white(image: Image.Image) -> Image.Image:
    """Return the dots that a printer makes of a page."""
    return image.convert("L").point(lambda value: 255 if value > 127 else 0)


def one_bit_on_dark(image: Image.Image) -> Image.Image:
    """Return what a printer makes of a label, lying on a dark surface."""
    canvas = Image.new("L", (image.width + 2 * DARK, image.height + 2 * DARK), 0)
    canvas.paste(black_and_white(image), (DARK, DARK))
    return canvas


def codes(image: Image.Image) -> list[str]:
    return sorted(found.text for found in zxingcpp.read_barcodes(image))


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded().replace("\ufffe", "-") for page in document]
    document.close()
    return [" ".join(text.split()) for text in texts]


@dataclass(frozen=True)
class Box:
    """A rectangle in millimetres from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def letters(pdf: bytes, page: int = 0) -> list[tuple[str, Box]]:
    """Return each visible letter with the box of its ink."""
    document = pypdfium2.PdfDocument(pdf)
    height, reader = document[page].get_height(), document[page].get_textpage()
    found = []
    for index in range(reader.count_chars()):
        letter = reader.get_text_range(index, 1)
        if letter.strip():
            left, bottom, right, top = reader.get_charbox(index)
            mm = 25.4 / 72
            found.append((letter, Box(left * mm, (height - top) * mm, right * mm, (height - bottom) * mm)))
    document.close()
    return found


def page_operators(pdf: bytes) -> list[str]:
    """Return the operators of each page."""
    contents = [int(number) for number in re.findall(rb"/Contents (\d+) 0 R", pdf)]
    pages = []
    for number in contents:
        start = pdf.index(b"\n%d 0 obj\n" % number)
        length = int(re.search(rb"/Length (\d+)", pdf[start:])[1])
        first = pdf.index(b"stream\n", start) + 7
        pages.append(zlib.decompress(pdf[first : first + length]).decode("latin-1"))
    return pages


@dataclass(frozen=True)
class Placed:
    """A code of a page in dots: its corner from the top left of the page, dots of a module, side in modules."""

    x: int
    y: int
    dots: int
    modules: int
    height: int

    def with_quiet(self, kind: str, dpi: int) -> Box:
        mm = 25.4 / dpi
        quiet = QUIET[kind] * self.dots
        up = 0 if kind == "code128" else quiet
        return Box(
            (self.x - quiet) * mm,
            (self.y - up) * mm,
            (self.x + self.modules * self.dots + quiet) * mm,
            (self.y + self.height + up) * mm,
        )


_CODE = re.compile(
    r"q 1 0 0 1 (-?\d+) (-?\d+) cm\n(?:(?!Q\nq 1 0 0 1).)*?"
    r"q (\d+) 0 0 (\d+) (\d+) (\d+) cm\n((?:\d+ \d+ \d+ 1 re\n)+)f Q",
    re.DOTALL,
)


def placed_codes(operators: str, page_height_dots: int) -> list[Placed]:
    """Return the codes of a page; only whole dots can match."""
    found = []
    for match in _CODE.finditer(operators):
        label_x, label_y, dots, tall, x, y = (int(match[n]) for n in range(1, 7))
        boxes = [tuple(map(int, line.split()[:4])) for line in match[7].strip().split("\n")]
        modules = max(left + wide for left, _, wide, _ in boxes)
        rows = max(bottom + 1 for _, bottom, _, _ in boxes)
        height = rows * tall
        found.append(Placed(label_x + x, page_height_dots - label_y - y - height, dots, modules, height))
    return found
