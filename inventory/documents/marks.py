"""The marks across a page: draft, cancelled, copy (print.md 10)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from inventory.base.i18n import NBSP, Translations
from inventory.documents.flow import Sheet
from inventory.documents.fonts import face
from inventory.documents.pen import PT, Pen
from inventory.documents.words import table_day


@dataclass(frozen=True)
class Copy:
    """A reprint of a stored paper; the first reprint is number 1."""

    number: int


@dataclass(frozen=True)
class Cancelled:
    """A paper that was cancelled: it keeps its number."""

    day: date
    reason: str


@dataclass(frozen=True)
class Draft:
    """A paper that was not issued."""


Mark = Copy | Cancelled | Draft


def watermark(mark: Mark, tr: Translations) -> tuple[str, float]:
    """Return the word across the page and its size in points."""
    if isinstance(mark, Cancelled):
        return tr.context("mark", "CANCELLED"), 74.0
    return (tr.context("mark", "COPY") if isinstance(mark, Copy) else tr.context("mark", "DRAFT")), 92.0


def tag(mark: Mark, tr: Translations) -> str:
    """Return the words of the black tag under the number."""
    if isinstance(mark, Cancelled):
        return tr("CANCELLED {day} · {reason}", day=table_day(mark.day, tr), reason=mark.reason)
    if isinstance(mark, Copy):
        return tr("COPY – reprint no. {number}", number=mark.number).replace("nr ", f"nr{NBSP}")
    return tr("DRAFT – not valid as evidence")


def draw_watermark(pen: Pen, sheet: Sheet, mark: Mark, tr: Translations) -> None:
    """Draw the outlined word along the diagonal of the page."""
    word, points = watermark(mark, tr)
    strong = face("sans-bold")
    codes = pen.ink.codes(strong)
    size = points * PT
    width = strong.width(word) * size
    if sheet.width < sheet.height:
        angle, x, y = math.radians(52), sheet.width / 2 + 3, sheet.height / 2
    else:
        angle, x, y = math.radians(32), sheet.width / 2, sheet.height / 2 + 6
    cos, sin = math.cos(angle), math.sin(angle)
    written = "".join(map(codes.__getitem__, word))
    place = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x:.2f} {-y:.2f} Tm {-width / 2:.2f} {-size * 0.35:.2f} Td"
    pen.raw(f"q 0.55 G {0.9 * PT:.3f} w BT 1 Tr {codes.name} {size:.3f} Tf {place} ({written}) Tj ET 0 Tr Q")


def draw_tag(pen: Pen, right: float, y: float, mark: Mark, tr: Translations, room: float) -> None:
    """Draw the black tag with its top at y, ending at `right`; a long reason is cut with an ellipsis."""
    strong = face("condensed-bold")
    words = tag(mark, tr)
    if strong.width(words) * 8 * PT > room - 4:
        while words and strong.width(words + "…") * 8 * PT > room - 4:
            words = words[:-1].rstrip()
        words += "…"
    width = strong.width(words) * 8 * PT + 4
    pen.bar(right - width, y, width, 4.2)
    pen.raw("1 g")
    pen.right(right - 2, y + 3.05, words, strong, 8)
    pen.raw("0 g")
