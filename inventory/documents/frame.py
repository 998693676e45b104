"""What stands around the content of each page: header, corner with number and code, initials, footer."""

from __future__ import annotations

from inventory.base.i18n import NBSP, Translations
from inventory.documents.data import Header, UnitData
from inventory.documents.flow import Layout, Sheet
from inventory.documents.fonts import face
from inventory.documents.lines import plain_lines
from inventory.documents.marks import Mark, draw_tag
from inventory.documents.pen import PT, Pen, qr_operators
from inventory.documents.words import day

QR = 14.0
_LONG_NUMBER = 24  # signs at 12 points; a longer one is set at 10


def place_and_date(header: Header, tr: Translations) -> str:
    """Return where and when the paper was made: `Wrocław, 18.11.2025 r.`."""
    return ", ".join(part for part in (header.place_city, day(header.document_date, tr)) if part)


def first_head(pen: Pen, layout: Layout, header: Header, title: str) -> None:
    """Draw the left of the first page's header, the rule, the title and its subtitle."""
    sheet = layout.sheet
    if not header.unit.header_stamp:
        _unit(pen, sheet, header.unit)
    pen.rule(sheet.left, sheet.top + 16.9, sheet.right, sheet.top + 16.9, 1.0)
    pen.text(sheet.left, sheet.top + 25.2, title, face("sans-bold"), 17)
    if layout.subtitle:
        pen.text(sheet.left, sheet.top + 30.5, layout.subtitle, face("sans"), 9.5)


def _unit(pen: Pen, sheet: Sheet, unit: UnitData) -> None:
    """Write name, cell, address and numbers of the unit; closer where there is much of it."""
    room = sheet.inner - QR - 3 - 58
    ids = (unit.address, unit.nip and f"NIP{NBSP}{unit.nip}", unit.regon and f"REGON{NBSP}{unit.regon}")
    parts = (
        (unit.name, "sans-bold", 10.5, 4.7),
        (unit.cell, "condensed", 9.0, 4.3),
        (" · ".join(filter(None, ids)), "condensed", 8.0, 3.4),
    )
    broken = [
        (line, points, step)
        for text, family, points, step in parts
        for line in (plain_lines(text, face(family), points * PT, room) if text else ())
    ]
    high = sum(step for _, _, step in broken[:-1])
    closer = min(1.0, 12.0 / high) if high else 1.0  # a long name takes from the space between the lines
    y = sheet.top + 3.5
    for line, points, step in broken[:5]:
        pen.line(sheet.left, y, line, points)
        y += step * max(closer, 0.8)


def following_head(pen: Pen, sheet: Sheet, header: Header, title: str, tr: Translations) -> None:
    """Draw the left of the header of a page that is not the first."""
    unit = header.unit
    pen.text(sheet.left, sheet.top + 3.5, title, face("sans-bold"), 10.5)
    whose = " · ".join(part for part in (unit.short_name or unit.name, unit.cell) if part)
    pen.text(sheet.left, sheet.top + 8.2, whose, face("condensed"), 9)
    pen.text(
        sheet.left,
        sheet.top + 12.5,
        tr("{place_and_date} · continued", place_and_date=place_and_date(header, tr)),
        face("condensed"),
        9,
    )


def corner(
    pen: Pen, sheet: Sheet, header: Header, tr: Translations, *, copy: str, first: bool, mark: Mark | None
) -> None:
    """Draw the top right corner: number, copy, place and date, code; a mark moves the last two into one line."""
    right = sheet.right
    if header.number is not None:
        pen.raw(f"q 1 0 0 1 {sheet.right - QR:.3f} {-sheet.top:.3f} cm {qr_operators(header.number, QR)} Q")
        right -= QR + 3
    number = tr("no number") if header.number is None else header.number
    pen.right(right, sheet.top + 3.7, number, face("sans-bold"), 12 if len(number) <= _LONG_NUMBER else 10)
    rest = [part for part in (copy, place_and_date(header, tr) if first else "") if part]
    if mark is None:
        for index, text in enumerate(rest):
            pen.right(right, sheet.top + 8.2 + 4.3 * index, text, face("condensed"), 9)
        return
    draw_tag(pen, right, sheet.top + 5.2, mark, tr, sheet.inner / 2)
    pen.right(right, sheet.top + 12.9, " · ".join(rest), face("condensed"), 9)


def foot(pen: Pen, sheet: Sheet, header: Header, fingerprint: str, page: int, pages: int, tr: Translations) -> None:
    """Draw the footer: program, form, times, fingerprint, page of pages."""
    pen.rule(sheet.left, sheet.foot_rule, sheet.right, sheet.foot_rule, 0.25)
    texts = (
        header.program,
        tr("form {template}", template=header.template),
        tr("entered {moment}", moment=header.entered_at),
        tr("printed {moment}", moment=header.printed_at),
        tr("fingerprint {signs}", signs=f"{fingerprint[:4]}{NBSP}{fingerprint[4:8]}".upper()),
    )
    pen.text(sheet.left, sheet.foot_line, " · ".join(texts), face("condensed"), 8)
    pen.right(sheet.right, sheet.foot_line, tr("Page {page} of {pages}", page=page, pages=pages), face("sans-bold"), 9)


def initials(pen: Pen, sheet: Sheet, sides: tuple[str, str], tr: Translations) -> None:
    """Draw the row in which both sides initial a page that does not bear their signatures."""
    y = sheet.foot_rule - 2.7
    plain = face("condensed")
    pen.text(sheet.left, y, tr("Initials on the pages before the signatures:"), plain, 8.5)
    right = sheet.right
    for side in reversed(sides):
        pen.rule(right - 28, y, right, y, 0.5)
        pen.right(right - 30, y, side, plain, 8.5)
        right -= 28 + 4 + 2 + plain.width(side) * 8.5 * PT + 2.4
