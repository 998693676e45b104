"""A scan in a stock check: what it means is decided, written and on disk before the answer is given."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import datetime

from inventory.base.errors import NotFound, Refused
from inventory.base.text import clean, fold
from inventory.store import scans
from inventory.store.quick import Quick
from inventory.store.scans import Earlier, Known
from inventory.store.sticking import is_spare

_LONGEST = 300
# A place was scanned: it is where the next scans are counted. Nothing is written.
PLACE = "place"


@dataclass(frozen=True, kw_only=True)
class ScanRequest:
    """A code as it came from the scanner; `uid` is made by who sends it, so that sending it twice counts once."""

    count_id: int
    code: str
    place_id: int | None = None
    counter: str = ""
    uid: str = ""


@dataclass(frozen=True, kw_only=True)
class ScanOutcome:
    """What a scan gave; `outcome` is one of `catalogue.statuses.OUTCOMES`, or `place`.

    In a blind count a known code is `counted` and its expected place is not told. `place_id` is where the next
    scan counts. `first_at`, `first_by` and `first_place` tell of the scan by which it was counted first;
    `is_elsewhere` that this was in another place, which is a difference; `is_spare` that an unknown code is a number
    printed ahead that no asset has yet.
    """

    outcome: str
    code: str
    scan_id: int | None = None
    asset_id: int | None = None
    number: str | None = None
    name: str | None = None
    expected_place: str | None = None
    counted_place: str | None = None
    place_id: int | None = None
    first_at: datetime | None = None
    first_by: str = ""
    first_place: str | None = None
    is_elsewhere: bool = False
    is_spare: bool = False


def scan(quick: Quick, request: ScanRequest) -> ScanOutcome:
    """Look up a code, write the scan, and say what it was.

    Inventory number first, then numbers that it had before, then a place, then serial numbers; never part of a
    code. Raises `NotFound` for a count that is not there and `Refused` for one that is closed.
    """
    state = scans.count_state(quick, request.count_id)
    if state is None:
        raise NotFound("This count is no longer in the register.")
    name, status, blind = state
    if status != "open":
        raise Refused("The count {count} is closed. Nothing more can be counted in it.", count=name)
    code = clean(request.code)
    if not code:
        raise Refused("The code is empty.", field="code")
    code = code if len(code) <= _LONGEST else code[: _LONGEST - 1] + "…"
    folded = fold(code)
    found = scans.assets_by_number(quick, request.count_id, folded)
    if not found:
        place = scans.place_by_code(quick, folded)
        if place is not None:
            return ScanOutcome(
                outcome=PLACE, code=code, name=place[2] or None, counted_place=place[1], place_id=place[0]
            )
        found = scans.assets_by_serial(quick, request.count_id, folded)
    known = _only(found)
    if known is None:
        return _unknown(quick, request, code)
    return _count(quick, request, code, known, blind=blind)


def new_uid() -> str:
    """Return an id for a scan that no other has; later ones sort later, so that its index grows at one end."""
    return f"{time.time_ns():016x}{os.urandom(8).hex()}"


def judged(quick: Quick, known: Known, place_id: int | None) -> str:
    """Return what counting an asset in a place means, were it the first time."""
    if known.line_id is None:
        return "not_in_scope"
    if place_id is None or place_id == known.place_id:
        return "found"
    if known.place_id is None:
        return "other_place"
    # A room lies in its building: a place within the other is no difference.
    within = scans.is_within(quick, known.place_id, place_id) or scans.is_within(quick, place_id, known.place_id)
    return "found" if within else "other_place"


def _count(quick: Quick, request: ScanRequest, code: str, known: Known, *, blind: bool) -> ScanOutcome:
    earlier = scans.first_scan(quick, request.count_id, known.asset_id)
    outcome = "already" if earlier is not None else judged(quick, known, request.place_id)
    scan_id = scans.add_scan(
        quick,
        uid=request.uid or new_uid(),
        count_id=request.count_id,
        code=code,
        outcome=outcome,
        asset_id=known.asset_id,
        place_id=request.place_id,
        counter=request.counter,
    )
    place = known.place if request.place_id == known.place_id else scans.place_code(quick, request.place_id)
    return ScanOutcome(
        outcome="counted" if blind else outcome,
        code=code,
        scan_id=scan_id,
        asset_id=known.asset_id,
        number=known.number,
        name=known.name,
        expected_place=None if blind else known.place or None,
        counted_place=place if request.place_id is not None else None,
        place_id=request.place_id,
        first_at=earlier.scanned_at if earlier is not None else None,
        first_by=earlier.counter if earlier is not None else "",
        first_place=earlier.place if earlier is not None else None,
        is_elsewhere=_elsewhere(earlier, request.place_id),
    )


def _unknown(quick: Quick, request: ScanRequest, code: str) -> ScanOutcome:
    scan_id = scans.add_scan(
        quick,
        uid=request.uid or new_uid(),
        count_id=request.count_id,
        code=code,
        outcome="unknown",
        asset_id=None,
        place_id=request.place_id,
        counter=request.counter,
    )
    place = scans.place_code(quick, request.place_id)
    return ScanOutcome(
        outcome="unknown",
        code=code,
        scan_id=scan_id,
        counted_place=place,
        place_id=request.place_id,
        is_spare=is_spare(quick, fold(code)),
    )


def _only(found: list[Known]) -> Known | None:
    """Return the asset that a code names: the only one, or the only one that the count expects."""
    expected = [known for known in found if known.line_id is not None]
    if len(found) == 1:
        return found[0]
    return expected[0] if len(expected) == 1 else None


def _elsewhere(earlier: Earlier | None, place_id: int | None) -> bool:
    if earlier is None or place_id is None or earlier.place_id is None:
        return False
    return earlier.place_id != place_id
