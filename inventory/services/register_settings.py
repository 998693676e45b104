"""Values of the register that users may change: thresholds with their dates, usual words, legal texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.model.organisation import Setting
from inventory.services.problems import Problems
from inventory.store.unit import Work


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """From which value on, in grosze, an asset is a fixed asset, and in which accounts it stands (domain.md 2)."""

    valid_from: date
    amount: int
    gross: bool
    account_above: str
    account_below: str


def read_setting(session: Session, key: str, default: Any = None) -> Any:
    """Return a value of the register, `default` where it was never set."""
    stored = session.scalar(select(Setting.value).where(Setting.key == key))
    return default if stored is None else json.loads(stored)


def save_setting(work: Work, key: str, value: Any) -> None:
    """Set a value of the register; it must be what JSON can hold."""
    text = json.dumps(value, ensure_ascii=False)
    row = work.scalar(select(Setting).where(Setting.key == key))
    if row is None:
        work.add(Setting(key=key, value=text))
    else:
        row.value = text
    work.flush()


def thresholds(session: Session) -> list[Threshold]:
    """Return the thresholds, the newest first."""
    rows = [
        Threshold(**{**row, "valid_from": date.fromisoformat(row["valid_from"])})
        for row in read_setting(session, "thresholds", [])
    ]
    return sorted(rows, key=lambda row: row.valid_from, reverse=True)


def threshold_on(session: Session, day: date) -> Threshold | None:
    """Return the threshold that holds on a day; the unit's policy sets it, no Act does (domain.md 2)."""
    return next((row for row in thresholds(session) if row.valid_from <= day), None)


def save_thresholds(work: Work, rows: list[Threshold]) -> None:
    """Save the thresholds. Raises `ProblemsFound` where one is below zero or a day stands twice."""
    problems = Problems()
    if any(row.amount < 0 for row in rows):
        problems.fault("thresholds", "The value cannot be below zero.")
    if len({row.valid_from for row in rows}) != len(rows):
        problems.fault("thresholds", "Two thresholds begin on the same day.")
    problems.raise_if_any()
    save_setting(work, "thresholds", [{**row.__dict__, "valid_from": row.valid_from.isoformat()} for row in rows])
