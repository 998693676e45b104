"""What happened: the custody of an asset step by step, every change of a record in words, the last events."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inventory.model.assets import Asset
from inventory.model.movements import Movement
from inventory.model.organisation import Cell, Person
from inventory.model.records import Actor, JournalEntry, JournalValues
from inventory.services.change_words import HIDDEN, NAMED, PART_LABELS, PARTS, label_of
from inventory.store.journal_text import Content, own_values, parts_of

# More ids than this are no line to read in a search field.
_MOST_LISTED = 50


@dataclass(frozen=True, kw_only=True)
class CustodyStep:
    """One movement: what kind it was, from whom and where to whom and where, by which paper."""

    id: int
    kind: str
    on: date
    recorded_at: datetime
    document: str
    document_id: int | None
    from_status: str | None
    to_status: str
    from_holder: str
    to_holder: str
    from_place: str
    to_place: str
    return_by: date | None
    condition: str
    missing: str
    remarks: str


@dataclass(frozen=True, kw_only=True)
class ChangedValue:
    """A value that changed: `label` is a message id or the name of a column, the values are what people read.

    `kind` is the column, by which a screen writes dates, money and states in its language.
    """

    label: str
    column: str
    old: Any
    new: Any


@dataclass(frozen=True, kw_only=True)
class ChangeEntry:
    """One changed record of one operation: who did what when; `title` and `record` are message ids.

    `erased` says that its values were taken out, as those of a person may be.
    """

    seq: int
    at: datetime
    account: str
    person: str
    operation: int
    title: str
    action: str
    table: str
    record: str
    values: tuple[ChangedValue, ...]
    erased: bool


@dataclass(frozen=True, kw_only=True)
class Event:
    """One operation as the overview lists it: how many assets it changed, the first of them by number.

    `asset_ids` are those that are still there, none where they are too many to be listed.
    """

    operation: int
    at: datetime
    person: str
    title: str
    changed: int
    assets: tuple[str, ...]
    asset_ids: tuple[int, ...]


def custody_history(session: Session, asset_id: int) -> list[CustodyStep]:
    """Return the movements of an asset, newest first."""
    steps = session.scalars(select(Movement).where(Movement.asset_id == asset_id).order_by(Movement.id.desc()))
    return [_step(movement) for movement in steps]


def asset_changes(session: Session, asset_id: int, *, limit: int = 200) -> list[ChangeEntry]:
    """Return what changed about an asset and what belongs to it, newest first."""
    own = (JournalEntry.table_name == "asset") & (JournalEntry.record_id == str(asset_id))
    rows = list(session.scalars(select(JournalEntry).where(own).order_by(JournalEntry.seq.desc()).limit(limit)))
    parts = _part_rows(session, asset_id, rows)
    entries = sorted([*rows, *parts], key=lambda row: row.seq, reverse=True)[:limit]
    return _entries(session, entries)[:limit]


def record_changes(session: Session, table: str, record_id: int | str, *, limit: int = 200) -> list[ChangeEntry]:
    """Return what changed about any one record, newest first."""
    own = (JournalEntry.table_name == table) & (JournalEntry.record_id == str(record_id))
    return _entries(
        session, list(session.scalars(select(JournalEntry).where(own).order_by(JournalEntry.seq.desc()).limit(limit)))
    )


def recent_events(session: Session, *, limit: int = 20, before: int | None = None) -> list[Event]:
    """Return the last operations, newest first; `before` is the operation after which to go on."""
    query = (
        select(JournalEntry).where(JournalEntry.action == "operation").order_by(JournalEntry.seq.desc()).limit(limit)
    )
    rows = list(session.scalars(query if before is None else query.where(JournalEntry.seq < before)))
    names = actor_names(session, {row.actor_id for row in rows})
    return [_event(session, row, names) for row in rows]


def _part_rows(session: Session, asset_id: int, rows: Iterable[JournalEntry]) -> list[JournalEntry]:
    """Return the rows of what belongs to an asset: of what it has now, and of what was changed together with it."""
    found: dict[int, JournalEntry] = {}
    for model in PARTS:
        present = [str(key) for key in session.scalars(select(model.id).where(model.asset_id == asset_id))]
        own = JournalEntry.table_name == model.__tablename__, JournalEntry.record_id.in_(present)
        found |= {row.seq: row for row in session.scalars(select(JournalEntry).where(*own))}
    together = (
        select(JournalEntry, JournalValues.content)
        .outerjoin(JournalValues, JournalValues.seq == JournalEntry.seq)
        .where(JournalEntry.table_name.in_([model.__tablename__ for model in PARTS]))
        .where(JournalEntry.operation.in_({row.operation for row in rows}))
        .order_by(JournalEntry.seq.desc())
        .limit(1000)
    )
    for row, content in session.execute(together):
        if asset_id in json.loads(content or "{}").get("asset_id", [])[:2]:
            found[row.seq] = row
    return list(found.values())


def _entries(session: Session, rows: list[JournalEntry]) -> list[ChangeEntry]:
    names = actor_names(session, {row.actor_id for row in rows})
    seqs = [row.seq for row in rows]
    values = select(JournalValues.seq, JournalValues.content).where(JournalValues.seq.in_(seqs))
    contents = dict(session.execute(values).all())
    operations = {row.operation for row in rows}
    named = select(JournalEntry.seq, JournalEntry.title).where(JournalEntry.seq.in_(operations))
    titles = dict(session.execute(named).all())
    entries = []
    for row in rows:
        content = json.loads(contents.get(row.seq, "{}"))
        shown = ChangeEntry(
            seq=row.seq,
            at=row.at,
            account=names[row.actor_id][0],
            person=names[row.actor_id][1],
            operation=row.operation,
            title=titles.get(row.operation, ""),
            action=row.action,
            table=row.table_name,
            record=PART_LABELS.get(row.table_name, row.table_name),
            values=_values(session, own_values(content)),
            erased=row.seq not in contents,
        )
        # What was made together with an asset came after it.
        entries += [*reversed(_made_with(session, shown, content)), shown]
    return entries


def _made_with(session: Session, entry: ChangeEntry, content: Content) -> list[ChangeEntry]:
    """Return what the row of a new asset tells of its parts, as if each had a row of its own."""
    return [
        replace(entry, table=table, record=PART_LABELS[table], values=_values(session, values))
        for table, _, values in parts_of(content)
        if table in PART_LABELS
    ]


def _values(session: Session, content: Content) -> tuple[ChangedValue, ...]:
    values = []
    for column, (old, new) in content.items():
        if column not in HIDDEN:
            shown = [_named(session, column, value) for value in (old, new)]
            values.append(ChangedValue(label=label_of(column), column=column, old=shown[0], new=shown[1]))
    return tuple(values)


def _named(session: Session, column: str, value: Any) -> Any:
    if value is None or column not in NAMED:
        return value
    model, name = NAMED[column]
    if model is Person:
        person = session.get(Person, value)
        return person.full_name if person is not None else f"#{value}"
    return session.scalar(select(name).where(model.id == value)) or f"#{value}"


def actor_names(session: Session, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return account and name of each of these actors; who is linked to no person is named by the account."""
    accounts = dict(session.execute(select(Actor.id, Actor.account).where(Actor.id.in_(ids))).all())
    people = {
        person.account: person.full_name
        for person in session.scalars(select(Person).where(Person.account.in_(accounts.values())))
    }
    return {actor: (account, people.get(account, account)) for actor, account in accounts.items()}


def _event(session: Session, row: JournalEntry, names: dict[int, tuple[str, str]]) -> Event:
    own = (JournalEntry.operation == row.seq, JournalEntry.table_name == "asset")
    changed = session.scalar(select(func.count(JournalEntry.record_id.distinct())).where(*own)) or 0
    first = select(JournalEntry.record_id).where(*own).order_by(JournalEntry.seq).limit(_MOST_LISTED)
    ids = tuple(dict.fromkeys(int(found) for found in session.scalars(first)))
    there = dict(session.execute(select(Asset.id, Asset.number).where(Asset.id.in_(ids))).all())
    present = tuple(asset for asset in ids if asset in there)
    return Event(
        operation=row.seq,
        at=row.at,
        person=names[row.actor_id][1],
        title=row.title,
        changed=changed,
        assets=tuple(there[asset] for asset in present[:2]),
        asset_ids=present if changed <= _MOST_LISTED else (),
    )


def _step(movement: Movement) -> CustodyStep:
    return CustodyStep(
        id=movement.id,
        kind=movement.kind,
        on=movement.effective_on,
        recorded_at=movement.recorded_at,
        document=movement.document.number if movement.document else "",
        document_id=movement.document_id,
        from_status=movement.from_status,
        to_status=movement.to_status,
        from_holder=_holder(movement.from_person, movement.from_cell),
        to_holder=_holder(movement.to_person, movement.to_cell),
        from_place=movement.from_place.code if movement.from_place else "",
        to_place=movement.to_place.code if movement.to_place else "",
        return_by=movement.return_by,
        condition=movement.condition,
        missing=movement.missing,
        remarks=movement.remarks,
    )


def _holder(person: Person | None, cell: Cell | None) -> str:
    if person is not None:
        return person.full_name
    return cell.name if cell is not None else ""
