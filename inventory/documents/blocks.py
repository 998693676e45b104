"""The blocks of the papers: fields, parties, notices, statements, remarks, totals, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inventory.base.i18n import NBSP, Translations
from inventory.documents.data import PartyData
from inventory.documents.flow import Piece, Sheet
from inventory.documents.fonts import face
from inventory.documents.lines import Line, Span, lines, plain_lines
from inventory.documents.pen import PT, Pen

BODY, BODY_LEADING = 9.5, 12.4 * PT
STATEMENT_LEADING = 12 * PT
CAPTION, SECTION = 8.0, 10.5
_LINE = 0.25
_MOST_LINES = 6  # a longer field goes to the remarks (print.md 15)


@dataclass(frozen=True, kw_only=True)
class Field:
    """A caption over a value, some columns of twelve wide; `strong` writes the value bold."""

    columns: int
    caption: str
    value: str
    strong: bool = False


def fields(sheet: Sheet, row: Sequence[Field], gap: float = 0.5) -> Piece:
    """Lay fields side by side, each on a thin rule."""
    broken: list[tuple[float, float, Field, list[Line]]] = []
    column = 0
    for each in row:
        width = sheet.span(each.columns)
        used = face("sans-bold" if each.strong else "sans")
        broken.append((sheet.start(column), width, each, plain_lines(each.value, used, BODY * PT, width)))
        column += each.columns
    most = max(len(value) for _, _, _, value in broken)
    height = 9.2 + (most - 1) * BODY_LEADING

    def draw(pen: Pen, y: float) -> None:
        for x, width, each, value in broken:
            pen.text(x, y + 3.0, each.caption, face("condensed"), CAPTION)
            _write(pen, x, y + 6.9, value, BODY, BODY_LEADING)
            pen.rule(x, y + height, x + width, y + height, _LINE)

    return Piece(height=height, draw=draw, gap=gap)


def kept_short(caption: str, value: str, sheet: Sheet, columns: int, notes: list[str], tr: Translations) -> str:
    """Return the value, or "see remarks" where it is too long for its field; it is then added to `notes`."""
    if len(plain_lines(value, face("sans"), BODY * PT, sheet.span(columns))) <= _MOST_LINES:
        return value
    notes.append(f"{caption}: {value}")
    return tr("see remarks")


def named(person: PartyData) -> str:
    """Return rank and name, never parted."""
    return NBSP.join(part for part in (person.rank.replace(" ", NBSP), person.name) if part)


def parties(sheet: Sheet, sides: Sequence[tuple[str, PartyData]], tr: Translations) -> Piece:
    """Lay the two sides of a handover beside each other: name, position and cell, HR number."""
    columns = 12 // len(sides)
    width = sheet.span(columns)
    broken = []
    for index, (caption, person) in enumerate(sides):
        hr_id = tr("HR ID {hr_id}", hr_id=person.hr_id) if person.hr_id else ""
        place = ", ".join(part for part in (person.position, person.cell) if part)
        second = " · ".join(part for part in (place, hr_id) if part)
        name = plain_lines(named(person) or "–", face("sans-bold"), SECTION * PT, width)
        rest = plain_lines(second, face("sans"), BODY * PT, width) if second else []
        broken.append((sheet.start(index * columns), caption, name, rest))
    high = max(len(name) * 4.9 + max(len(rest), 1) * BODY_LEADING for _, _, name, rest in broken)
    height = 5.1 + high

    def draw(pen: Pen, y: float) -> None:
        for x, caption, name, rest in broken:
            pen.text(x, y + 3.0, caption, face("condensed"), CAPTION)
            _write(pen, x, y + 7.5, name, SECTION, 4.9)
            _write(pen, x, y + 7.5 + (len(name) - 1) * 4.9 + 4.8, rest, BODY, BODY_LEADING)
            pen.rule(x, y + height, x + width, y + height, _LINE)

    return Piece(height=height, draw=draw)


def section(sheet: Sheet, text: str, gap: float = 3.2) -> Piece:
    """Write the title of a section."""
    return Piece(
        height=6.0, gap=gap, draw=lambda pen, y: pen.text(sheet.left, y + 3.7, text, face("sans-bold"), SECTION)
    )


def in_words(sheet: Sheet, words: str, quantity: str, amount: str, tr: Translations) -> list[Piece]:
    """Write a total under its table: in words at the left, quantity and sum at the right."""
    spans = ((face("sans-bold"), tr("In words:") + " "), (face("sans"), words))
    width = sheet.inner - 58
    broken = lines(spans, BODY * PT, width)

    def draw(pen: Pen, y: float) -> None:
        _write(pen, sheet.left, y + 4.8, broken, BODY, BODY_LEADING)
        end = sheet.right - face("sans-bold").width(amount) * SECTION * PT
        pen.right(min(end - 3, sheet.right - 30), y + 4.8, quantity, face("sans"), BODY)
        pen.right(sheet.right, y + 4.8, amount, face("sans-bold"), SECTION)

    return [Piece(height=2.2 + len(broken) * BODY_LEADING, draw=draw)]


def notice(sheet: Sheet, spans: Sequence[Span], gap: float = 3.6) -> list[Piece]:
    """Write a text beside a bar: grant, durability, open matter; one piece a line, so that it may be cut."""
    broken = lines(spans, BODY * PT, sheet.inner - 7)

    def drawer(line: Line) -> Piece:
        def draw(pen: Pen, y: float) -> None:
            pen.bar(sheet.left, y, 1, STATEMENT_LEADING + 0.01)
            pen.line(sheet.left + 5, y + 3.15, line, BODY)

        return Piece(height=STATEMENT_LEADING, draw=draw, gap=gap if line is broken[0] else 0)

    return [drawer(line) for line in broken]


def statements(sheet: Sheet, title: str, points: Sequence[str]) -> list[Piece]:
    """Write numbered statements under a title; one piece a line."""
    pieces = [section(sheet, title, gap=4.6)]
    for number, point in enumerate(points, 1):
        for index, line in enumerate(plain_lines(point, face("sans"), BODY * PT, sheet.inner - 6)):
            label = f"{number}." if index == 0 and len(points) > 1 else ""
            pieces.append(_numbered(sheet, label, line, gap=0.85 if index == 0 and number > 1 else 0))
    return pieces


def remarks(sheet: Sheet, caption: str, text: str, empty_lines: int = 2) -> list[Piece]:
    """Write remarks on rules, or leave lines 7 mm apart to write on."""
    if not text:
        return [_empty_lines(sheet, caption, empty_lines)]
    broken = plain_lines(text, face("sans"), BODY * PT, sheet.inner)
    last = len(broken) - 1

    def piece(index: int, line: Line) -> Piece:
        top = 3.0 if index == 0 else 0.0

        def draw(pen: Pen, y: float) -> None:
            if index == 0:
                pen.text(sheet.left, y + 3.0, caption, face("condensed"), CAPTION)
            pen.line(sheet.left, y + top + 3.9, line, BODY)
            if index == last:
                pen.rule(sheet.left, y + top + 6.2, sheet.right, y + top + 6.2, _LINE)

        return Piece(height=top + BODY_LEADING + (1.9 if index == last else 0), draw=draw, gap=3.0 if index == 0 else 0)

    return [piece(index, line) for index, line in enumerate(broken)]


def signatures(
    sheet: Sheet,
    roles: Sequence[tuple[str, PartyData | None]],
    tr: Translations,
    *,
    slack: float = 13.0,
    gap: float = 5.0,
    stamp: bool = True,
) -> list[Piece]:
    """Lay signature blocks side by side, up to four, more in rows of three (print.md 9)."""
    if len(roles) > 4:
        rows = [roles[start : start + 3] for start in range(0, len(roles), 3)]
        return [
            _signature_row(sheet, row, tr, 0.0 if index else slack, max(gap, 4.0) if index else gap, stamp, 3)
            for index, row in enumerate(rows)
        ]
    return [_signature_row(sheet, roles, tr, slack, gap, stamp, max(len(roles), 2))]


def _signature_row(
    sheet: Sheet,
    roles: Sequence[tuple[str, PartyData | None]],
    tr: Translations,
    slack: float,
    gap: float,
    stamp: bool,
    across: int,
) -> Piece:
    columns = 12 // across
    width = sheet.span(columns)
    blocks = []
    for index, (role, person) in enumerate(roles):
        under = [named(person), person.cell] if person else []
        text = "\n".join(part for part in under if part)
        broken = plain_lines(text, face("condensed"), 9 * PT, width) if text else []
        heading = plain_lines(
            role, face("condensed-bold" if across > 3 and sheet.column < 15 else "sans-bold"), 9 * PT, width
        )
        blocks.append((sheet.start(index * columns), heading, broken))
    above = max(len(heading) + len(broken) for _, heading, broken in blocks) * 4.0
    signed_at = 1.6 + above + 15
    date_width = 24.0 if width >= 50 else 17.0

    def draw(pen: Pen, y: float) -> None:
        caption = tr("legible signature, stamp") if stamp else tr("legible signature")
        for x, heading, broken in blocks:
            pen.rule(x, y, x + width, y, 1.0)
            _write(pen, x, y + 4.4, heading, 9, 4.0)
            _write(pen, x, y + 4.4 + len(heading) * 4.15, broken, 9, 4.0)
            for start, end, text in (
                (x, x + date_width, tr.context("paper", "date")),
                (x + date_width + 3, x + width, caption),
            ):
                pen.rule(start, y + signed_at, end, y + signed_at, 0.5)
                pen.text(start, y + signed_at + 3.2, text, face("condensed"), CAPTION)

    return Piece(height=signed_at + 4.2, draw=draw, gap=gap, slack=slack, signed_at=signed_at)


def _numbered(sheet: Sheet, label: str, line: Line, gap: float) -> Piece:
    def draw(pen: Pen, y: float) -> None:
        pen.text(sheet.left, y + 3.2, label, face("sans"), BODY)
        pen.line(sheet.left + 6, y + 3.2, line, BODY)

    return Piece(height=STATEMENT_LEADING, draw=draw, gap=gap)


def _empty_lines(sheet: Sheet, caption: str, count: int) -> Piece:
    def draw(pen: Pen, y: float) -> None:
        pen.text(sheet.left, y + 3.0, caption, face("condensed"), CAPTION)
        for index in range(count):
            pen.rule(sheet.left, y + 10 + 7 * index, sheet.right, y + 10 + 7 * index, _LINE)

    return Piece(height=10 + 7 * (count - 1) + 0.3, draw=draw, gap=3.0)


def _write(pen: Pen, x: float, y: float, broken: Sequence[Line], points: float, leading: float) -> None:
    for index, line in enumerate(broken):
        pen.line(x, y + index * leading, line, points)
