"""Imports a sheet in one transaction, all rows or none, and takes a whole import back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.collecting import collection_paused
from inventory.base.errors import Conflict, NotFound, Refused
from inventory.base.i18n import counted
from inventory.model.assets import Asset
from inventory.model.counts import CountLine, CountScan
from inventory.model.movements import Movement
from inventory.model.printing import PrintLine, SpareNumber
from inventory.model.records import ImportBatch
from inventory.services.import_plan import Planning
from inventory.services.import_request import Imported, ImportPlan, ImportRequest, TakenBack
from inventory.services.import_words import known_as, make
from inventory.services.import_writing import add_assets, update_assets
from inventory.store.undo import take_back
from inventory.store.unit import Work

# `progress(done, total)` returns False to stop.
Progress = Callable[[int, int], bool]


@dataclass(frozen=True, kw_only=True)
class PastImport:
    """One import that was made: when, from which file, how much, and whether it was taken back."""

    id: int
    imported_at: datetime
    file_name: str
    added: int
    updated: int
    undone: bool


def past_imports(session: Session, *, limit: int = 20) -> list[PastImport]:
    """Return the imports made, newest first."""
    query = select(ImportBatch).order_by(ImportBatch.id.desc()).limit(limit)
    return [
        PastImport(
            id=batch.id, imported_at=batch.imported_at, file_name=batch.file_name,
            added=batch.added, updated=batch.updated, undone=batch.undone_at is not None,
        )
        for batch in session.scalars(query)
    ]  # fmt: skip


def plan_import(session: Session, request: ImportRequest) -> ImportPlan:
    """Return what an import would do; writes nothing."""
    with collection_paused():
        return Planning(session, request).run()


def run_import(work: Work, request: ImportRequest, *, today: date, progress: Progress | None = None) -> Imported:
    """Write all rows, or with `skip_errors` all good ones; `Refused` where a row has a fault otherwise.

    Words that the register does not know are made (decision 6). The journal keeps every row; taking back
    goes by `Imported.batch`.
    """
    plan, imported = attempt_import(work, request, today=today, progress=progress)
    if imported is None:
        told = counted(
            "The file has {n} fault. Nothing was imported.",
            "The file has {n} faults. Nothing was imported.",
            len(plan.faults),
        )
        raise Refused.of(told)
    return imported


def attempt_import(
    work: Work, request: ImportRequest, *, today: date, progress: Progress | None = None
) -> tuple[ImportPlan, Imported | None]:
    """Compare the rows and write them in one go, as `run_import` does; where a fault stops it nothing is written."""
    with collection_paused():
        planning = Planning(work, request)
        plan = planning.run()
        if plan.faults and not request.skip_errors:
            return plan, None
        return plan, _write(work, request, planning, plan, today, progress)


def _write(
    work: Work, request: ImportRequest, planning: Planning, plan: ImportPlan, today: date, progress: Progress | None
) -> Imported:
    new, changed = planning.new, planning.changed
    total = len(new) + len(changed)
    if not total:
        return _imported(plan, batch=None, ids=())
    _make_words(work, planning, plan)
    ids = add_assets(work, planning, today, lambda done: progress is None or progress(done, total))
    update_assets(work, planning, today)
    # Its number is the number of the journal's operation, so that it is known before the commit.
    batch = ImportBatch(
        operation=work.journal.operation, file_name=request.file_name[:300], file_sha256=request.file_sha256,
        rows=plan.rows, added=len(new), updated=len(changed), imported_at=work.now,
    )  # fmt: skip
    work.add(batch)
    work.flush()
    work.undoable = False
    return _imported(plan, batch=batch.id, ids=tuple(ids) + tuple(planned.asset_id for planned in changed))


def undo_import(work: Work, batch_id: int, *, progress: Callable[[int], bool] | None = None) -> TakenBack:
    """Take a whole import back while nothing has built upon it.

    Raises `NotFound`, and `Conflict` where an asset of it changed since or stands on a label, a paper or a count.
    """
    batch = work.get(ImportBatch, batch_id)
    if batch is None:
        raise NotFound("There is no import {id}.", id=batch_id)
    if batch.undone_at is not None:
        raise Refused("The import {id} was taken back already.", id=batch_id)
    added = _added(work, batch.operation)
    _refuse_if_used(work, added)
    operation = batch.operation
    # The import's own row is not taken back with it: it keeps that there was one.
    taken = take_back(work, operation, keep=("import_batch",), progress=progress)
    batch.undone_at = work.now
    work.undoable = False
    return TakenBack(removed=len(taken["insert"]), restored=len(set(taken["update"]) - set(taken["insert"])))


def _imported(plan: ImportPlan, *, batch: int | None, ids: tuple[int, ...]) -> Imported:
    return Imported(
        rows=plan.rows, added=plan.added, updated=plan.updated, unchanged=plan.unchanged,
        left_out=len(plan.left_out), warnings=plan.warnings, batch=batch, asset_ids=ids,
    )  # fmt: skip


def _make_words(work: Work, planning: Planning, plan: ImportPlan) -> None:
    for unknown in plan.unknown:
        getattr(planning.words, unknown.field)[known_as(unknown.field, unknown.word)] = make(
            work, unknown.field, unknown.word
        )
    for planned in planning.changed:
        for column, word in planned.new_words.items():
            planned.columns[column] = planning.words.known(column)[word]


def _added(work: Work, operation: int) -> list[int]:
    from inventory.model.records import JournalEntry

    entries = select(JournalEntry.record_id).where(
        JournalEntry.operation == operation, JournalEntry.table_name == "asset", JournalEntry.action == "insert"
    )
    return [int(record) for record in work.scalars(entries)]


def _refuse_if_used(work: Work, assets: list[int]) -> None:
    """Refuse to remove assets whose numbers went out into the world (decision 3)."""
    for start in range(0, len(assets), 500):
        chunk = assets[start : start + 500]
        for table in (PrintLine, SpareNumber, CountLine, CountScan):
            number = work.scalar(
                select(Asset.number).join(table, table.asset_id == Asset.id).where(table.asset_id.in_(chunk)).limit(1)
            )
            if number is not None:
                raise Conflict("{number} has a label, a paper or a count by now, so the import stays.", number=number)
        used = select(Asset.number).join(Movement, Movement.asset_id == Asset.id)
        number = work.scalar(used.where(Movement.asset_id.in_(chunk), Movement.kind != "opening").limit(1))
        if number is not None:
            raise Conflict("{number} has a label, a paper or a count by now, so the import stays.", number=number)
