"""The lists of papers: columns, badges of kind and state, and where the rows come from."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date
from typing import Any

from inventory.base.i18n import Translations
from inventory.base.text import fold
from inventory.catalogue.statuses import DOCUMENT_KINDS, DOCUMENT_STATES
from inventory.services.handovers import DocumentRow
from inventory.services.paper_lists import PaperQuery, paper_ids, papers_of
from inventory.ui.models.cells import BADGE, NUMBER, Cell, Column, bold_parts
from inventory.ui.models.source import FirstPage

KIND_ICONS = {"handover": "arrow-left-right", "return": "undo-2", "relocation": "map-pin", "disposal": "archive"}
_STATE_LOOKS = {
    "draft": ("pencil", "neu"),
    "issued": ("clock", "warn"),
    "signed": ("circle-check", "ok"),
    "cancelled": ("x", "neu"),
}


class PaperSource:
    """Rows of papers for a paged table; the query is a `PaperQuery`."""

    def __init__(self, application: Any) -> None:
        self._application = application

    def first(self, query: PaperQuery, limit: int) -> FirstPage:
        """Return the first rows of a query."""
        ids = self._application.read(lambda session: paper_ids(session, query, limit=limit))
        shown = ids[:limit]
        return FirstPage(shown, self.page(shown), len(ids) if len(ids) < limit else None)

    def ids(self, query: PaperQuery) -> array[int]:
        """Return all ids of a query in its order."""
        found: array[int] = self._application.read(lambda session: paper_ids(session, query))
        return found

    def page(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return the rows of these ids; None where a paper is gone."""
        rows: list[DocumentRow | None] = self._application.read(lambda session: papers_of(session, ids))
        return rows


def kind_word(kind: str, tr: Translations) -> str:
    """Return the short word of a kind of paper."""
    short = {"handover": tr.context("paper kind", "Issue"), "return": tr.context("paper kind", "Return")}
    return short.get(kind) or tr(DOCUMENT_KINDS[kind])


def state_look(state: str, tr: Translations) -> tuple[str, str, str]:
    """Return word, icon and tone of the state of a paper."""
    return tr(DOCUMENT_STATES[state]), *_STATE_LOOKS[state]


def _on(row: DocumentRow) -> date:
    return row.on


def _due(row: DocumentRow) -> date | None:
    return row.return_by


class Marks:
    """The words of the search, which the list writes bold where they stand."""

    def __init__(self) -> None:
        self._words: tuple[str, ...] = ()

    def look_for(self, text: str) -> None:
        """Remember what is searched."""
        self._words = tuple(fold(text).split())

    def of(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the parts of a text that match."""
        return bold_parts(text, self._words) if self._words else ()


def columns(tr: Translations, today: date, *, handovers: bool, marks: Marks | None = None) -> list[Column]:
    """Return the columns; those of the handovers tell when things come back."""
    found = marks or Marks()

    def number(row: DocumentRow) -> Cell:
        return Cell(
            row.number or tr("(draft)"), struck=row.state == "cancelled", tone="" if row.number else "text3",
            marks=found.of(row.number),
        )  # fmt: skip

    def kind(row: DocumentRow) -> Cell:
        return Cell(kind_word(row.kind, tr), icon=KIND_ICONS.get(row.kind, "file-text"))

    def due(row: DocumentRow) -> Cell:
        late = row.return_by is not None and row.return_by < today and row.open_assets > 0
        return Cell(tr.date(row.return_by), tone="err" if late else "")

    def state(row: DocumentRow) -> Cell:
        word, icon, tone = state_look(row.state, tr)
        return Cell(word, icon=icon, tone=tone)

    def holder(row: DocumentRow) -> Cell:
        who = row.holder or row.count
        return Cell(who, marks=found.of(who))

    def count(row: DocumentRow) -> str:
        return tr.number(len(row.assets)) if row.assets else ""

    return [
        Column(key="number", title=tr("Number"), cell=number, width=112, least=98 if handovers else 108),
        Column(key="kind", title=tr("Kind"), cell=kind, width=164, least=96 if handovers else 140),
        Column(key="on", title=tr.context("paper", "Date"), cell=lambda row: tr.date(row.on), width=98, order=_on),
        Column(key="holder", title=tr("Person"), cell=holder, width=230 if handovers else 170),
        Column(key="assets", title=tr("Assets"), cell=count, style=NUMBER, width=78, least=74, sortable=False),
        Column(key="return_by", title=tr("Return by"), cell=due, width=104, least=98, shown=handovers, order=_due),
        Column(
            key="open", title=tr("Still out"), width=84, least=76, style=NUMBER, sortable=False, shown=handovers,
            cell=lambda row: tr.number(row.open_assets) if row.kind == "handover" and row.number else "",
        ),
        Column(
            key="value", title=tr("Value, PLN"), width=104, least=92, style=NUMBER, sortable=False, shown=handovers,
            cell=lambda row: tr.amount(row.value) if row.value else "",
        ),
        Column(key="state", title=tr("State"), cell=state, style=BADGE, width=156, least=146),
    ]  # fmt: skip
