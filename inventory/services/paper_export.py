"""The list of papers as a file: the rows that a filter lets through, one paper each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from inventory.base.i18n import Translations
from inventory.catalogue.field import Kind
from inventory.catalogue.statuses import DOCUMENT_KINDS, DOCUMENT_STATES
from inventory.exchange.headed import Heading, Value
from inventory.exchange.writer import write_table
from inventory.services.paper_lists import PaperQuery, paper_ids, papers_of

_CHUNK = 500


def export_papers(
    session: Session, wanted: PaperQuery, path: Path, tr: Translations, *, progress: Callable[[int, int], bool]
) -> int:
    """Write the numbered papers of a query in its order and return their number; the suffix chooses the format.

    `progress` is given papers done and all, and returns False to stop. Raises what `write_table` raises.
    """
    ids = [number for number in paper_ids(session, wanted) if number > 0]

    def rows() -> Iterator[tuple[Value, ...]]:
        for start in range(0, len(ids), _CHUNK):
            for row in papers_of(session, ids[start : start + _CHUNK]):
                if row is not None:
                    yield (
                        row.number,
                        tr(DOCUMENT_KINDS[row.kind]),
                        row.on,
                        row.holder or row.count,
                        ", ".join(row.assets),
                        row.value,
                        row.return_by,
                        tr(DOCUMENT_STATES[row.state]),
                        row.cancelled_reason,
                    )

    return write_table(path, _headings(tr), rows(), title=tr("Documents"), progress=lambda n: progress(n, len(ids)))


def _headings(tr: Translations) -> list[Heading]:
    names = (
        ("number", tr("Number"), Kind.CODE),
        ("kind", tr("Kind"), Kind.TEXT),
        ("on", tr.context("paper", "Date"), Kind.DATE),
        ("holder", tr("Person"), Kind.TEXT),
        ("assets", tr("Assets"), Kind.TEXT),
        ("value", tr("Value, PLN"), Kind.MONEY),
        ("return_by", tr("Return by"), Kind.DATE),
        ("state", tr("State"), Kind.TEXT),
        ("reason", tr("Reason"), Kind.TEXT),
    )
    return [Heading(key=key, title=title, kind=kind) for key, title, kind in names]
