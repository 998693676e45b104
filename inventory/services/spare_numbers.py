"""Numbers used up ahead of their assets: reserved in batches, printed, given to an asset by scanning the sticker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inventory.base.errors import Invalid, NotFound, Refused
from inventory.base.text import clean, fold, sort_key
from inventory.model.assets import GONE, Asset, OldNumber
from inventory.model.printing import SpareBatch, SpareNumber
from inventory.services.history import actor_names
from inventory.services.numbering import NumberRun, checked_pattern, number_run, numbers_taken
from inventory.store.bulk import insert_rows
from inventory.store.unit import Work

MOST = 5_000
PAGE = 100


@dataclass(frozen=True, kw_only=True)
class BatchRow:
    """A batch: how many numbers it has, the first and the last, and how many assets have one of them."""

    id: int
    at: datetime
    person: str
    first: str
    last: str
    count: int
    given: int
    withdrawn_at: datetime | None

    @property
    def free(self) -> int:
        """How many can still be given."""
        return 0 if self.withdrawn_at is not None else self.count - self.given


@dataclass(frozen=True, kw_only=True)
class SpareRow:
    """A number of a batch; `name` is that of the asset which has it."""

    id: int
    number: str
    asset_id: int | None
    name: str


@dataclass(frozen=True, kw_only=True)
class Given:
    """A number given to an asset that there was; `old` is the one that it had before."""

    asset_id: int
    number: str
    old: str


def reserve(work: Work, count: int, *, prefix: str = "", on: date) -> int:
    """Use up the next `count` numbers and return their batch; no other asset or batch ever gets one of them.

    They follow the unit's pattern, or begin with `prefix` and have a sequence of their own. Cannot be undone: the
    numbers may be on paper. Raises `Invalid` for a wrong count or prefix.
    """
    if not 1 <= count <= MOST:
        raise Invalid("Enter how many numbers to print ahead, from 1 to {most}.", field="count", most=MOST)
    run = _run(work, prefix=prefix, on=on)
    numbers = _taken_from(work, run, count)
    run.keep(work)
    batch = SpareBatch(made_at=work.now, actor_id=work.actor)
    work.add(batch)
    work.record()
    rows = [{"batch_id": batch.id, "number": number, "number_folded": fold(number)} for number in numbers]
    insert_rows(work, SpareNumber, rows)
    work.undoable = False
    return batch.id


def next_numbers(session: Session, count: int, *, prefix: str = "", on: date) -> tuple[str, str]:
    """Return the first and the last number that a batch would have now. Raises `Invalid` for a wrong prefix."""
    numbers = _taken_from(session, _run(session, prefix=prefix, on=on), count)
    return numbers[0], numbers[-1]


def _taken_from(session: Session, run: NumberRun, count: int) -> list[str]:
    numbers: list[str] = []
    while len(numbers) < count:
        some = [run.next() for _ in range(count - len(numbers))]
        taken = numbers_taken(session, map(fold, some))
        numbers += [number for number in some if fold(number) not in taken]
    return numbers


def _run(session: Session, *, prefix: str, on: date) -> NumberRun:
    typed = clean(prefix).upper()
    if not typed:
        return number_run(session, on=on)
    if "{" in typed or "}" in typed:
        raise Invalid("Only A-Z, 0-9 and / - . are allowed here.", field="prefix")
    try:
        pattern = checked_pattern(typed + "{seq:4}")
    except Invalid as error:
        raise Invalid("Only A-Z, 0-9 and / - . are allowed here.", field="prefix") from error
    return number_run(session, on=on, pattern=pattern, prefix="")


def batches(session: Session, *, limit: int = PAGE, before: int | None = None) -> list[BatchRow]:
    """Return the newest batches, or those before the one with this id."""
    query = select(SpareBatch).order_by(SpareBatch.id.desc()).limit(limit)
    if before is not None:
        query = query.where(SpareBatch.id < before)
    found = list(session.scalars(query))
    counted = (
        select(
            SpareNumber.batch_id, func.count(), func.count(SpareNumber.asset_id), func.min(SpareNumber.id),
            func.max(SpareNumber.id),
        )
        .where(SpareNumber.batch_id.in_([batch.id for batch in found]))
        .group_by(SpareNumber.batch_id)
    )  # fmt: skip
    facts = {row[0]: row for row in session.execute(counted)}
    ends = {key for row in facts.values() for key in (row[3], row[4])}
    numbers = dict(session.execute(select(SpareNumber.id, SpareNumber.number).where(SpareNumber.id.in_(ends))).all())
    names = actor_names(session, {batch.actor_id for batch in found})
    return [
        BatchRow(
            id=batch.id, at=batch.made_at, person=names[batch.actor_id][1], count=facts[batch.id][1],
            given=facts[batch.id][2], first=numbers[facts[batch.id][3]], last=numbers[facts[batch.id][4]],
            withdrawn_at=batch.withdrawn_at,
        )
        for batch in found
    ]  # fmt: skip


def withdraw(work: Work, batch_id: int) -> int:
    """Let none of the free numbers of a batch be given any more, and return how many these are.

    They stay used up. Raises `NotFound` and `Refused`.
    """
    batch = work.get(SpareBatch, batch_id)
    if batch is None:
        raise NotFound("This batch is no longer in the register.")
    if batch.withdrawn_at is not None:
        raise Refused("This batch was withdrawn before.")
    batch.withdrawn_at = work.now
    free = select(func.count()).where(SpareNumber.batch_id == batch_id, SpareNumber.asset_id.is_(None))
    return work.scalar(free) or 0


def free_number(session: Session, code: str) -> str | None:
    """Return the number of a code that was printed ahead and can be given, None for any other code."""
    query = (
        select(SpareNumber.number)
        .join(SpareBatch, SpareBatch.id == SpareNumber.batch_id)
        .where(
            SpareNumber.number_folded == fold(clean(code)),
            SpareNumber.asset_id.is_(None),
            SpareBatch.withdrawn_at.is_(None),
        )
    )
    return session.scalar(query)


def is_printed_ahead(session: Session, number: str) -> bool:
    """Whether a number was printed ahead and is no asset's, be it withdrawn or not."""
    query = select(SpareNumber.id).where(SpareNumber.number_folded == fold(number), SpareNumber.asset_id.is_(None))
    return session.scalar(query) is not None


def batch_numbers(session: Session, batch_id: int, *, limit: int = MOST) -> list[SpareRow]:
    """Return the numbers of a batch in their order, with the assets that have them."""
    query = (
        select(SpareNumber.id, SpareNumber.number, SpareNumber.asset_id, Asset.name)
        .outerjoin(Asset, Asset.id == SpareNumber.asset_id)
        .where(SpareNumber.batch_id == batch_id)
        .order_by(SpareNumber.id)
        .limit(limit)
    )
    return [SpareRow(id=row[0], number=row[1], asset_id=row[2], name=row[3] or "") for row in session.execute(query)]


def numbers_of(session: Session, batch_id: int) -> list[tuple[int, str]]:
    """Return id and number of the free numbers of a batch in their order."""
    query = select(SpareNumber.id, SpareNumber.number).where(
        SpareNumber.batch_id == batch_id, SpareNumber.asset_id.is_(None)
    )
    return [(row.id, row.number) for row in session.execute(query.order_by(SpareNumber.id))]


def take(work: Work, number: str, asset: Asset) -> None:
    """Note that a new asset has a number printed ahead: its sticker is on. Raises what `give` raises."""
    spare = _free(work, number)
    spare.asset_id, spare.given_at = asset.id, work.now
    asset.sticker_stuck_at = work.now


def give(work: Work, number: str, asset_id: int) -> Given:
    """Give a number printed ahead to an asset that there is; the one that it had becomes an old number.

    Raises `NotFound`, and `Refused` where the number was given, withdrawn or never printed ahead, or the asset is gone.
    """
    asset = work.get(Asset, asset_id)
    if asset is None:
        raise NotFound("This asset is no longer in the register.")
    if asset.status in GONE:
        raise Refused("{number} has left the register and gets no other number.", number=asset.number)
    spare, old = _free(work, number), asset.number
    asset.old_numbers.append(OldNumber(number=old, number_folded=asset.number_folded))
    asset.number, asset.number_folded, asset.number_key = spare.number, spare.number_folded, sort_key(spare.number)
    asset.sticker_stuck_at, asset.sticker_fault = work.now, ""
    spare.asset_id, spare.given_at = asset.id, work.now
    return Given(asset_id=asset.id, number=spare.number, old=old)


def _free(work: Work, number: str) -> SpareNumber:
    spare = work.scalar(select(SpareNumber).where(SpareNumber.number_folded == fold(clean(number))))
    if spare is None:
        raise NotFound("{number} was not printed ahead.", number=number)
    if spare.asset_id is not None:
        raise Refused("{number} is another asset's by now.", number=spare.number)
    if work.scalar(select(SpareBatch.withdrawn_at).where(SpareBatch.id == spare.batch_id)) is not None:
        raise Refused("{number} was withdrawn and cannot be given any more.", number=spare.number)
    return spare
