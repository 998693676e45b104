"""The codes of an asset: inventory number, old numbers, serial number, KŚT symbol, KSeF number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import Invalid, Problem
from inventory.base.text import clean, fold, sort_key
from inventory.model.assets import Asset, Category
from inventory.services.numbering import checked_number, number_taken
from inventory.services.problems import CODE, SHORT, Problems, compact
from inventory.services.spare_numbers import free_number, is_printed_ahead

_KST = re.compile(r"[0-9]{3}", re.ASCII)
_KSEF = re.compile(r"([0-9]{10}-[0-9]{8}-[0-9A-F]{12})-([0-9A-F]{2})", re.ASCII)
_OLD_KSEF = re.compile(r"[0-9]{10}-[0-9]{8}-[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{2}", re.ASCII)
_SAME_SERIAL_SHOWN = 3


def check_number(
    session: Session, problems: Problems, asset_id: int | None, typed: str, *, is_spare: bool = False
) -> dict[str, str]:
    """Return the columns of a new number; none where it is to be the next one, or the asset has its number.

    A number printed ahead is taken only from its sticker (`is_spare`), so that no other asset has it by mistake.
    """
    if asset_id is not None:
        present = session.scalar(select(Asset.number).where(Asset.id == asset_id))
        if typed and present is not None and fold(clean(typed)) != fold(present):
            problems.fault("number", "A number stays as it was given. Add the other one to the old numbers.")
        return {}
    if not clean(typed):
        return {}
    try:
        number = checked_number(typed)
    except Invalid as error:
        problems.faults.append(Problem("number", error.message))
        return {}
    if is_printed_ahead(session, number):
        if not is_spare or free_number(session, number) is None:
            problems.fault(
                "number", "{number} was printed ahead. Scan its sticker to give it to this asset.", number=number
            )
    elif number_taken(session, number):
        problems.fault(
            "number", "The number {number} is or was another asset's; numbers are never given twice.", number=number
        )
    return {"number": number, "number_folded": fold(number), "number_key": sort_key(number)}


def check_serial(session: Session, problems: Problems, asset_id: int | None, typed: str) -> dict[str, str]:
    """Return the columns of a serial number; one that others have too is a warning that names them."""
    serial = problems.asset_text("serial", typed)
    folded = fold(serial)
    if folded:
        same = select(Asset.number).where(Asset.serial_folded == folded, Asset.id != (asset_id or 0))
        numbers = list(session.scalars(same.order_by(Asset.number_key).limit(_SAME_SERIAL_SHOWN + 1)))
        if numbers:
            rest = ", …" if len(numbers) > _SAME_SERIAL_SHOWN else ""
            shown = ", ".join(numbers[:_SAME_SERIAL_SHOWN]) + rest
            problems.warn("serial", "{number} already has this serial number.", number=shown)
    return {"serial": serial, "serial_folded": folded}


def check_kst(session: Session, problems: Problems, typed: str, category_id: int | None) -> str:
    """Return the KŚT symbol, an empty one from the category; only its form can be checked (domain.md 2)."""
    kst = compact(typed)
    if not kst and category_id is not None:
        kst = session.scalar(select(Category.kst).where(Category.id == category_id)) or ""
    if kst and not _KST.fullmatch(kst):
        problems.fault("kst", "A KŚT symbol has three digits, such as 487.")
    return kst[:CODE]


def check_ksef(problems: Problems, typed: str) -> str:
    """Return the KSeF number in capitals."""
    ksef = compact(typed).upper()
    if ksef and not ksef_is_right(ksef):
        problems.fault(
            "ksef", "This is not a KSeF number: its form or its check sum is wrong. Copy it from the invoice."
        )
    return ksef[:SHORT]


def check_old_numbers(problems: Problems, typed: Sequence[str]) -> tuple[str, ...]:
    """Return the old numbers, each once."""
    kept: dict[str, str] = {}
    for number in typed:
        cleaned = problems.text("old_numbers", number, SHORT)
        if cleaned:
            kept.setdefault(fold(cleaned), cleaned)
    return tuple(kept.values())


def ksef_is_right(number: str) -> bool:
    """Whether a KSeF number holds: CRC-8 (polynomial 0x07, start 0) over its first 32 characters (domain.md 4).

    Of the older form of 36 characters only the shape is looked at.
    """
    match = _KSEF.fullmatch(number)
    if match is None:
        return _OLD_KSEF.fullmatch(number) is not None
    crc = 0
    for byte in match[1].encode("ascii"):
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ 0x07 if crc & 0x80 else crc << 1) & 0xFF
    return f"{crc:02X}" == match[2]
