"""Gathers what a session changes, record by record, so that the journal tells all of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from inventory.model.base import Base
from inventory.store.journal import Change

# The journal does not tell of itself; bytes are told by their hash in the rows that point at them.
UNRECORDED = frozenset({"journal", "journal_values", "actor", "number_sequence", "draft", "stored_file", "paper"})


class Recorder:
    """Listens to one session; `drain` gives the changes flushed since it was last called."""

    def __init__(self, session: Session) -> None:
        self._changes: list[Change] = []
        event.listen(session, "before_flush", self._on_before_flush)
        event.listen(session, "after_flush", self._on_after_flush)

    def drain(self) -> list[Change]:
        """Return the changes so far and forget them."""
        changes, self._changes = self._changes, []
        return changes

    def _on_before_flush(self, session: Session, _context: Any, _instances: Any) -> None:
        for record in session.dirty:
            if record in session.deleted or not _is_recorded(record):
                continue
            values = _changed(record)
            if values:
                self._changes.append(Change(_table(record), _identity(record), "update", values))
        for record in session.deleted:
            if _is_recorded(record):
                values = {name: (value, None) for name, value in _columns(record).items() if value is not None}
                self._changes.append(Change(_table(record), _identity(record), "delete", values))

    def _on_after_flush(self, session: Session, _context: Any) -> None:
        # Only now do new records have their ids.
        for record in session.new:
            if _is_recorded(record):
                values = {name: (None, value) for name, value in _columns(record).items() if value is not None}
                self._changes.append(Change(_table(record), _identity(record), "insert", values))


def _is_recorded(record: Base) -> bool:
    return _table(record) not in UNRECORDED


def _table(record: Base) -> str:
    return str(record.__tablename__)


def _identity(record: Base) -> str:
    return str(inspect(type(record)).primary_key_from_instance(record)[0])


def _columns(record: Base) -> dict[str, Any]:
    return {
        attribute.key: getattr(record, attribute.key)
        for attribute in inspect(type(record)).column_attrs
        if attribute.key != "version"
    }


def _changed(record: Base) -> dict[str, tuple[Any, Any]]:
    state = inspect(record)
    values: dict[str, tuple[Any, Any]] = {}
    for attribute in inspect(type(record)).column_attrs:
        history = state.attrs[attribute.key].load_history()
        if attribute.key != "version" and history.has_changes():
            old = history.deleted[0] if history.deleted else None
            new = history.added[0] if history.added else None
            if old != new:
                values[attribute.key] = (old, new)
    return values
