"""Scans the XML of one sheet for what the fast reader cannot tell: far cells, errors, formulas without a result."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from inventory.base.i18n import N_, Message
from inventory.exchange.faults import column_index
from inventory.exchange.guard import (
    AREA,
    DAMAGED,
    DamagedWorkbook,
    Package,
    SheetPart,
    UnsafeWorkbook,
    chunks,
    refuse_dtd,
)

LARGEST_AREA = 50_000_000
MOST_LISTED = 10_000
_ERROR_VALUE = N_("This cell holds the error {error} of a formula.")
_NO_RESULT = N_("This formula has no stored result. Open the file in Excel and save it again.")
_OVERLAP = 64 << 10
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


@dataclass
class SheetFacts:
    """What the scan found: unreadable cells by row (from 1) and column (from 0), and how far the cells reach."""

    unreadable: dict[tuple[int, int], Message] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 25
    nameless: bool = False


def has_cells(package: Package, sheet: SheetPart) -> bool:
    """Tell whether a sheet holds any cell."""
    return any(re.search(rb"<(?:\w+:)?c[ >]", block) for block in chunks(package, sheet.part, size=256 << 10))


def scan(package: Package, sheet: SheetPart, *, each: Callable[[], None]) -> SheetFacts:
    """Return what is to be known of a sheet before its values are trusted; `each` is called between its parts.

    Raises `UnsafeWorkbook` for a DTD or a used area that no list needs.
    """
    facts = SheetFacts()
    patterns: _Patterns | None = None
    rest = b""
    for block in chunks(package, sheet.part):
        if patterns is None:
            patterns = _Patterns(block)
        if b"<!" in block:
            refuse_dtd(package.path, block)
        text = rest + block
        # A cell may stand on the border of two blocks: it is looked at again with the next one.
        cut = max(text.rfind(b"<" + patterns.prefix + b"c "), text.rfind(b"<" + patterns.prefix + b"row"), 0)
        if len(text) - cut > _OVERLAP:
            cut = len(text)
        patterns.read(text[:cut], facts)
        rest = text[cut:]
        each()
        _check_area(package, sheet, facts)
    if patterns is not None:
        patterns.read(rest, facts)
    _check_area(package, sheet, facts)
    if facts.nameless:
        # Without the name of a broken cell nobody could be told where it stands.
        raise DamagedWorkbook(DAMAGED, file=package.path.name)
    return facts


def _check_area(package: Package, sheet: SheetPart, facts: SheetFacts) -> None:
    if facts.last_row * (facts.last_column + 1) > LARGEST_AREA:
        raise UnsafeWorkbook(AREA, file=package.path.name, sheet=sheet.name)


class _Patterns:
    """The patterns for the XML prefix that the file's writer chose (mostly none)."""

    def __init__(self, head: bytes) -> None:
        root = re.search(rb"<(\w+:)?worksheet", head)
        self.prefix = (root.group(1) or b"") if root else b""
        p = re.escape(self.prefix)
        self.row = re.compile(rb"<" + p + rb'row [^>]*?r="(\d{1,7})"')
        self.far = re.compile(rb"<" + p + rb'c r="([A-Z]{2,3})(\d{1,7})"[^>]*(?<!/)>')
        self.cell = re.compile(rb"<" + p + rb"c( [^>]*)?(?<!/)>(.*?)</" + p + rb"c>", re.DOTALL)
        self.value = re.compile(rb"<" + p + rb"v[^>]*>([^<]+)<")
        self.formula = b"<" + self.prefix + b"f"

    def read(self, text: bytes, facts: SheetFacts) -> None:
        rows = self.row.findall(text)
        if rows:
            facts.last_row = max(facts.last_row, int(max(rows, key=lambda row: (len(row), row))))
        for letters, row in self.far.findall(text):
            facts.last_row = max(facts.last_row, int(row))
            facts.last_column = max(facts.last_column, column_index(letters.decode()))
        if b't="e"' in text or self.formula in text:
            for attributes, body in self.cell.findall(text):
                if b't="e"' in attributes or self.formula in body:
                    self._look(facts, attributes, body)

    def _look(self, facts: SheetFacts, attributes: bytes, body: bytes) -> None:
        value = self.value.search(body)
        if b't="e"' in attributes:
            message = Message(_ERROR_VALUE, {"error": value.group(1).decode("utf-8", "replace")[:20] if value else "?"})
        elif value or b't="str"' in attributes:
            # A formula whose result is an empty text is stored with t="str" and is rightly empty.
            return
        else:
            message = Message(_NO_RESULT)
        place = _PLACE.search(attributes)
        if place is None:
            facts.nameless = True
        elif len(facts.unreadable) < MOST_LISTED:
            facts.unreadable[int(place.group(2)), column_index(place.group(1).decode())] = message
