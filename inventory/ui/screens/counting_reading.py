"""What the counting page reads beside the outcome of a scan."""

from __future__ import annotations

from typing import Any, NamedTuple

from inventory.services.counting import (
    ExpectedLine,
    PlaceProgress,
    ScanRow,
    last_scans,
    place_progress,
    remaining,
)
from inventory.services.counts import CountStatus, count_status

REMAINING_SHOWN = 500
SCANS_SHOWN = 20


class Standing(NamedTuple):
    """How far a count is, by place, with the last scans and what is left; a blind count has neither places nor that."""

    status: CountStatus
    places: list[PlaceProgress]
    scans: list[ScanRow]
    left: list[ExpectedLine]


def read_standing(session: Any, count: int) -> Standing:
    """Read it all in one short session."""
    status = count_status(session, count)
    scans = last_scans(session, count, limit=SCANS_SHOWN)
    if status.blind and status.status == "open":
        return Standing(status, [], scans, [])
    left = remaining(session, count, limit=REMAINING_SHOWN)
    return Standing(status, place_progress(session, count), scans, left)
