"""Numbers of assets and papers: from patterns, one after another, never given twice (decisions 3 and 19)."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inventory.base.errors import Invalid
from inventory.base.text import clean, fold
from inventory.catalogue.statuses import DOCUMENT_LETTERS
from inventory.model.assets import Asset, OldNumber
from inventory.model.movements import Document
from inventory.model.organisation import Unit
from inventory.model.records import NumberSequence

LONGEST = 32
_ALLOWED = re.compile(r"[A-Z0-9/.\-]{1,32}", re.ASCII)
_BLOCK = re.compile(r"\{(unit|kst|category|year|yy|seq)(?::(\d))?\}")
_DOCUMENT_BLOCK = re.compile(r"\{(letter|year|yy|seq)(?::(\d))?\}")


def checked_number(number: str) -> str:
    """Return an inventory number in capitals; raises `Invalid` naming the letter that cannot be part of one."""
    number = clean(number).upper()
    if not number:
        raise Invalid("The inventory number is empty.", field="number")
    if len(number) > LONGEST:
        raise Invalid(
            "The number {number} is longer than {longest} characters.", field="number", number=number, longest=LONGEST
        )
    if not _ALLOWED.fullmatch(number):
        letter = next(c for c in number if not _ALLOWED.fullmatch(c))
        raise Invalid(
            "The number {number} has the character “{letter}” (U+{code}); only A-Z, 0-9 and / - . are allowed.",
            field="number",
            number=number,
            letter=letter,
            code=f"{ord(letter):04X}",
        )
    return number


def checked_pattern(pattern: str) -> str:
    """Return a pattern of inventory numbers such as `{unit}/{kst}/{seq:4}`; raises `Invalid`."""
    pattern = clean(pattern)
    rest = _BLOCK.sub("", pattern)
    if "{seq" not in pattern or "{" in rest or "}" in rest or not re.fullmatch(r"[A-Z0-9/.\-]*", rest, re.ASCII):
        raise Invalid(
            "The pattern must have {{seq}} and otherwise only A-Z, 0-9, / - . and the blocks offered.",
            field="number_pattern",
        )
    return pattern


def next_number(session: Session, *, kst: str = "", category: str = "", on: date, take: bool = True) -> str:
    """Return the next inventory number of the unit's pattern; with `take` its sequence moves on.

    Numbers that are in use, or were once, are passed over.
    """
    unit = session.scalars(select(Unit)).one()
    blocks = {
        "unit": unit.number_prefix.upper(),
        "kst": kst or "000",
        "category": fold(category).upper(),
        "year": f"{on.year}",
        "yy": f"{on.year % 100:02d}",
    }
    match = next(m for m in _BLOCK.finditer(unit.number_pattern) if m[1] == "seq")
    before, after = (
        _BLOCK.sub(lambda m: blocks.get(m[1], ""), part)
        for part in (unit.number_pattern[: match.start()], unit.number_pattern[match.end() :])
    )
    key = f"asset:{before}"
    counter = _last(session, key)
    while True:
        counter += 1
        number = checked_number(f"{before}{counter:0{match[2] or 4}d}{after}")
        if not number_taken(session, number):
            break
    if take:
        _keep(session, key, counter)
    return number


def number_taken(session: Session, number: str, *, but: int | None = None) -> bool:
    """Whether a number is or was some asset's; `but` is the id of an asset to leave out."""
    folded = fold(number)
    own = session.scalar(select(Asset.id).where(Asset.number_folded == folded, Asset.id != (but or 0)))
    return (
        own is not None
        or session.scalar(
            select(OldNumber.id).where(OldNumber.number_folded == folded, OldNumber.asset_id != (but or 0))
        )
        is not None
    )


def next_document_number(session: Session, kind: str, on: date) -> tuple[int, str]:
    """Return counter and number of the next paper of a kind in the year of its issue, without gaps.

    To be called in the transaction that issues it: SQLite lets only one run at a time.
    """
    last = (
        session.scalar(select(func.max(Document.counter)).where(Document.kind == kind, Document.year == on.year)) or 0
    )
    pattern = session.scalars(select(Unit.document_pattern)).one()
    counter = last + 1
    blocks = {"letter": DOCUMENT_LETTERS[kind], "year": f"{on.year}", "yy": f"{on.year % 100:02d}"}
    return counter, _DOCUMENT_BLOCK.sub(
        lambda m: f"{counter:0{m[2] or 4}d}" if m[1] == "seq" else blocks[m[1]], pattern
    )


def _last(session: Session, key: str) -> int:
    return session.scalar(select(NumberSequence.last).where(NumberSequence.key == key)) or 0


def _keep(session: Session, key: str, counter: int) -> None:
    sequence = session.get(NumberSequence, key)
    if sequence is None:
        session.add(NumberSequence(key=key, last=counter))
    else:
        sequence.last = counter
