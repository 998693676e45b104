"""The state of an asset's sticker, decided in one place: as a value, as a condition, and for one record in memory."""

from __future__ import annotations

from datetime import datetime

from inventory.catalogue.statuses import GONE_STATUSES
from inventory.catalogue.stickers import MISSING, NEEDED, NONE, PRINTED, REPLACE, STICKER_STATES, STUCK

_GONE = "(" + ", ".join(f"'{status}'" for status in GONE_STATUSES) + ")"
# The first that holds is the state: what it is, when it is so, and when not. An index can answer either form.
_RULES = (
    (NONE, f"{{a}}.status IN {_GONE}", f"{{a}}.status NOT IN {_GONE}"),
    (REPLACE, "{a}.sticker_fault <> ''", "{a}.sticker_fault = ''"),
    (STUCK, "{a}.sticker_stuck_at IS NOT NULL", "{a}.sticker_stuck_at IS NULL"),
    (PRINTED, "{a}.sticker_printed_at IS NOT NULL", "{a}.sticker_printed_at IS NULL"),
)


def state_value(alias: str = "a") -> str:
    """Return the SQL expression of the state; `alias` names the asset."""
    cases = " ".join(f"WHEN {holds} THEN '{state}'" for state, holds, _ in _RULES)
    return f"CASE {cases} ELSE '{NEEDED}' END".format(a=alias)


def state_condition(state: str, alias: str = "a") -> str | None:
    """Return the SQL condition of a state or of `MISSING`, None for a word that is neither."""
    if state == MISSING:
        parts = (state_condition(one, alias) for one in (REPLACE, NEEDED))
        return " OR ".join(f"({part})" for part in parts)
    if state not in STICKER_STATES:
        return None
    said: list[str] = []
    for rule, holds, not_so in _RULES:
        # What rules most out comes first: SQLite looks at no more of a record than it must.
        said.insert(0, holds if rule == state else not_so)
        if rule == state:
            break
    return " AND ".join(said).format(a=alias)


def sticker_state(status: str, fault: str, stuck_at: datetime | None, printed_at: datetime | None) -> str:
    """Return the state of one asset."""
    found = (status in GONE_STATUSES, bool(fault), stuck_at is not None, printed_at is not None)
    return next((rule[0] for rule, holds in zip(_RULES, found, strict=True) if holds), NEEDED)
