"""Stickers of assets: marked to be replaced with the reason, and what a scan of one says when it is stuck on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from inventory.base.errors import Invalid, Refused
from inventory.base.text import clean, fold
from inventory.catalogue.stickers import NONE, PRINTED, REPLACE, STUCK
from inventory.model.assets import GONE, Asset
from inventory.services.problems import LINE
from inventory.store import sticking
from inventory.store.bulk import update_rows
from inventory.store.quick import Quick
from inventory.store.stickers import sticker_state
from inventory.store.unit import Work

_CHUNK = 5_000
_LONGEST = 300
# What a scan can give besides the states of the catalogue: `STUCK` means that this scan marked it.
ALREADY, NEVER_PRINTED, GONE_ASSET, OLD_NUMBER, SERIAL, SPARE, UNKNOWN = (
    "already", "never_printed", "gone", "old_number", "serial", "spare", "unknown"
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class StickOutcome:
    """What the scan of a sticker gave; `at` is when it was stuck on before, `number` the asset's present number."""

    outcome: str
    code: str
    asset_id: int | None = None
    number: str = ""
    name: str = ""
    place: str = ""
    at: datetime | None = None


def set_sticker_fault(work: Work, ids: Sequence[int], reason: str) -> int:
    """Mark stickers of present assets to be replaced, or with an empty reason take the mark away; returns how many.

    `reason` is a key of `STICKER_FAULTS` or a text of its own. Raises `Invalid` and, where all are gone, `Refused`.
    """
    reason = checked_reason(reason)
    present = changed = 0
    for start in range(0, len(ids), _CHUNK):
        query = select(Asset.id, Asset.sticker_fault).where(
            Asset.id.in_(ids[start : start + _CHUNK]), Asset.status.not_in(GONE)
        )
        rows = work.execute(query).all()
        changes = {key: {"sticker_fault": (old, reason)} for key, old in rows if old != reason}
        update_rows(work, Asset, changes)
        present, changed = present + len(rows), changed + len(changes)
    if not present:
        raise Refused("What has left the register needs no sticker.")
    work.expire_all()
    return changed


def checked_reason(reason: str) -> str:
    """Return why a sticker is printed anew. Raises `Invalid` where it is too long."""
    reason = clean(reason)
    if len(reason) > LINE:
        raise Invalid("The reason is longer than {longest} characters.", field="reason", longest=LINE)
    return reason


def stick(quick: Quick, code: str, *, anyway: bool = False) -> StickOutcome:
    """Say that a sticker is on its asset, by scanning it there; only its present inventory number counts.

    `anyway` marks it although the register knows no print of it, as for stickers of an earlier program.
    Raises `Refused` for an empty code.
    """
    code = clean(code)
    if not code:
        raise Refused("The code is empty.", field="code")
    code = code if len(code) <= _LONGEST else code[: _LONGEST - 1] + "…"
    found = sticking.sticker_of(quick, fold(code))
    if found is None:
        return _not_a_sticker(quick, code)
    state = sticker_state(found.status, found.fault, found.stuck_at, found.printed_at)
    printed = state == PRINTED or sticking.was_sent(quick, found.asset_id)
    outcome = {NONE: GONE_ASSET, REPLACE: REPLACE, STUCK: ALREADY}.get(state, STUCK if printed else NEVER_PRINTED)
    if outcome == STUCK or (anyway and outcome in {NEVER_PRINTED, REPLACE}):
        sticking.mark_stuck(quick, found)
        outcome = STUCK
    at = found.stuck_at if outcome == ALREADY else None
    return StickOutcome(
        outcome=outcome, code=code, asset_id=found.asset_id, number=found.number, name=found.name,
        place=found.place or "", at=at,
    )  # fmt: skip


def _not_a_sticker(quick: Quick, code: str) -> StickOutcome:
    folded = fold(code)
    for outcome, look in ((OLD_NUMBER, sticking.asset_once_numbered), (SERIAL, sticking.asset_with_serial)):
        known = look(quick, folded)
        if known is not None:
            return StickOutcome(outcome=outcome, code=code, asset_id=known[0], number=known[1], name=known[2])
    return StickOutcome(outcome=SPARE if sticking.is_spare(quick, folded) else UNKNOWN, code=code)
