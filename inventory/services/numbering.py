"""Numbers of assets and papers: from patterns, one after another, never given twice (decisions 3 and 19)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from inventory.base.errors import Invalid
from inventory.base.text import clean, fold
from inventory.catalogue.statuses import DOCUMENT_LETTERS
from inventory.model.assets import Asset, OldNumber
from inventory.model.movements import Document
from inventory.model.organisation import Unit
from inventory.model.printing import SpareNumber
from inventory.model.records import NumberSequence

LONGEST = 32
_CHUNK = 500
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
    run = number_run(session, kst=kst, category=category, on=on)
    number = run.next()
    while number_taken(session, number):
        number = run.next()
    if take:
        run.keep(session)
    return number


class NumberRun:
    """One sequence of the pattern: `before` and `after` stand around a counter of at least `width` digits."""

    def __init__(self, before: str, after: str, width: int, counter: int) -> None:
        self._before, self._after, self._width = before, after, width
        self._counter = counter

    @property
    def key(self) -> str:
        """The name under which the sequence is kept."""
        return _key(self._before)

    def next(self) -> str:
        """Return the next number, which may be taken. Raises `Invalid` where it is too long."""
        self._counter += 1
        return checked_number(f"{self._before}{self._counter:0{self._width}d}{self._after}")

    def keep(self, session: Session) -> None:
        """Keep how far the sequence came."""
        sequence = session.get(NumberSequence, self.key)
        if sequence is None:
            session.add(NumberSequence(key=self.key, last=self._counter))
        else:
            sequence.last = self._counter


def number_run(
    session: Session, *, kst: str = "", category: str = "", on: date, pattern: str = "", prefix: str | None = None
) -> NumberRun:
    """Return the sequence that the unit's pattern gives for these blocks, where it stands now.

    `pattern` and `prefix` may be others than the unit's, to show what a change would give.
    """
    unit = session.scalars(select(Unit)).one()
    year = f"{on.year}"
    blocks = {
        "unit": (unit.number_prefix if prefix is None else prefix).upper(),
        "kst": kst or "000",
        "category": fold(category).upper(),
        "year": year,
        "yy": year[2:],
    }
    pattern = pattern or unit.number_pattern
    seq = next(m for m in _BLOCK.finditer(pattern) if m[1] == "seq")
    parts = (pattern[: seq.start()], pattern[seq.end() :])
    before, after = (_BLOCK.sub(lambda m: blocks.get(m[1], ""), part) for part in parts)
    # A unit that has not set its prefix gets numbers such as 487/0001.
    before = before.lstrip("/-.")
    last = session.scalar(select(NumberSequence.last).where(NumberSequence.key == _key(before))) or 0
    return NumberRun(before, after, int(seq[2] or 4), last)


def number_taken(session: Session, number: str, *, but: int | None = None) -> bool:
    """Whether a number is or was some asset's, or is printed ahead; `but` is the id of an asset to leave out."""
    return bool(numbers_taken(session, [fold(number)], but=but))


def numbers_taken(session: Session, folded: Iterable[str], *, but: int | None = None) -> set[str]:
    """Return which of these folded numbers are or were some asset's, or are printed ahead; `but` as above."""
    wanted, found = list(folded), set[str]()
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        found |= set(
            session.scalars(
                union_all(
                    select(Asset.number_folded).where(Asset.number_folded.in_(chunk), Asset.id != (but or 0)),
                    select(OldNumber.number_folded).where(
                        OldNumber.number_folded.in_(chunk), OldNumber.asset_id != (but or 0)
                    ),
                    select(SpareNumber.number_folded).where(
                        SpareNumber.number_folded.in_(chunk), func.coalesce(SpareNumber.asset_id, 0) != (but or -1)
                    ),
                )
            )
        )
    return found


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


def _key(before: str) -> str:
    return f"asset:{before}"
