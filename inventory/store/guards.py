"""Triggers that keep evidence as it was: the journal only grows, issued papers never change (reliability.md 1.10)."""

from __future__ import annotations


def _only_grows(table: str, key: str) -> list[str]:
    refuse = f"SELECT RAISE(ABORT, '{table} only grows')"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refuse}; END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refuse}; END",
        # INSERT OR REPLACE would pass the two above.
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) BEGIN {refuse}; END",
    ]


_ISSUED = (
    "kind, year, counter, number, number_folded, document_date, issued_at, language, giver_id, person_id, cell_id, "
    "snapshot, sha256"
)

GUARDS = [
    *_only_grows("journal", "seq"),
    *_only_grows("paper", "document_id"),
    "CREATE TRIGGER movement_no_update BEFORE UPDATE ON movement "
    "BEGIN SELECT RAISE(ABORT, 'movements never change'); END",
    # An import that nothing has built upon may be taken back, its opening movements with it.
    "CREATE TRIGGER movement_no_delete BEFORE DELETE ON movement WHEN OLD.document_id IS NOT NULL "
    "BEGIN SELECT RAISE(ABORT, 'movements of issued documents never change'); END",
    "CREATE TRIGGER movement_no_replace BEFORE INSERT ON movement "
    "WHEN EXISTS (SELECT 1 FROM movement WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'movements never change'); END",
    "CREATE TRIGGER journal_values_no_replace BEFORE INSERT ON journal_values "
    "WHEN EXISTS (SELECT 1 FROM journal_values WHERE seq = NEW.seq) "
    "BEGIN SELECT RAISE(ABORT, 'journal values only grow'); END",
    f"CREATE TRIGGER document_no_update BEFORE UPDATE OF {_ISSUED} ON document "
    "BEGIN SELECT RAISE(ABORT, 'issued documents never change'); END",
    "CREATE TRIGGER document_no_delete BEFORE DELETE ON document "
    "BEGIN SELECT RAISE(ABORT, 'issued documents are never deleted'); END",
    "CREATE TRIGGER document_no_replace BEFORE INSERT ON document "
    "WHEN EXISTS (SELECT 1 FROM document WHERE id = NEW.id OR number_folded = NEW.number_folded) "
    "BEGIN SELECT RAISE(ABORT, 'issued documents never change'); END",
]
