"""What the selected assets have in common: categories, people, value by source, stickers; and one field for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from inventory.application import Application
from inventory.base.i18n import Translations
from inventory.ui.asset_look import funding_token, status_look
from inventory.ui.icons import pixmap
from inventory.ui.operations import Job
from inventory.ui.screens.bulk_edit import BulkEdit
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import column, fill, row
from inventory.ui.widgets.charts import Legend, Part, ShareBar
from inventory.ui.widgets.lists import Fact, FactsList
from inventory.ui.widgets.text import label, rule

if TYPE_CHECKING:
    from inventory.ui.screens.register_parts import Page

# Of more only number and value are told: people choose by eye what they want summed up.
MOST = 20_000
_CHUNK = 2_000
_NAMED = 3
_FIELDS = ("category", "custodian", "status", "price_gross", "shares", "sticker", "return_by")


@dataclass
class Summary:
    """Counts over a selection; `sources` are grosze by (source id, code)."""

    categories: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    sources: Counter[tuple[int, str]] = field(default_factory=Counter)
    returns: set[date] = field(default_factory=set)
    value: int = 0
    without_sticker: int = 0


def summed(application: Application, ids: Iterable[int], job: Job) -> Summary:
    """Read a selection in chunks and count it; runs off the main thread."""
    made, chosen = Summary(), list(ids)
    for start in range(0, len(chosen), _CHUNK):
        job.check()
        for category, custodian, status, gross, shares, sticker, return_by in application.listing.page(
            chosen[start : start + _CHUNK], _FIELDS
        ):
            if status is None:
                continue
            made.categories[category] += 1
            made.people[custodian] += bool(custodian)
            made.statuses[status] += 1
            made.returns |= {return_by} if return_by is not None and status == "issued" else set()
            made.value += gross or 0
            made.without_sticker += sticker in {"needed", "replace"}
            for source, code, share in shares:
                made.sources[(source, code)] += round((gross or 0) * share / 10_000)
    return made


class SummaryView(QWidget):
    """Stands in place of the details while two or more assets are selected."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._tr = page, page.context.tr
        tr, actions = self._tr, page.actions_
        lines = column(spacing=12)
        self.setLayout(lines)
        self.title = label("", role="card")
        over = buttons.primary(tr("Hand over…"), actions.hand_over, icon="arrow-left-right", keys="Ctrl+Shift+P")
        stick = buttons.secondary(tr("Stickers…"), actions.print_stickers, icon="printer", keys="Ctrl+P")
        self.facts = FactsList(caption_width=96)
        self.value = label("", role="strong")
        self.bar, self.legend = ShareBar(height=10), Legend(strong=True)
        self._mark, self.stickers = QLabel(), label("", wrap=True)
        self.edit = BulkEdit(page)
        money = fill(row(), label(tr("Funding"), role="strong"), 1, self.value)
        line = row(spacing=8)
        line.addWidget(self._mark)
        line.addWidget(self.stickers, 1)
        buttons_line = row(spacing=8)
        buttons_line.addWidget(over, 1)
        buttons_line.addWidget(stick, 1)
        fill(lines, self.title, buttons_line, rule(), self.facts, rule(), money, self.bar, self.legend, rule())
        fill(lines, label(tr("Stickers"), role="strong"), line, rule(), self.edit, 1)

    def read(self) -> None:
        """Read the selection again."""
        page, tr = self._page, self._tr
        ids, count = page.selected(), page.table.selected_count()
        self.title.setText(tr.plural("{n} asset", "{n} assets", count))
        self.edit.show_count(count)
        if count > MOST:
            self._show(Summary())
            return
        application = page.context.application
        page.context.operations.query(self, lambda job: summed(application, ids, job), slot="summary").on_success(
            self._show
        )

    def _show(self, found: Summary) -> None:
        tr = self._tr
        statuses = ", ".join(f"{status_look(key, tr)[0]} {tr.number(n)}" for key, n in found.statuses.most_common())
        self.facts.set_facts([
            Fact(tr("Categories"), _listed(found.categories, numbers=True)), Fact(tr("Status"), statuses),
            Fact(tr("People"), _listed(found.people)), Fact(tr("Return by"), _span(found.returns, tr)),
        ])  # fmt: skip
        self.value.setText(tr.money(found.value) if found.statuses else "")
        parts = [
            Part(
                code,
                amount,
                tr.money(amount),
                tr.percent(amount * 10_000 // found.value if found.value else 0),
                funding_token(source),
            )
            for (source, code), amount in found.sources.most_common()
        ]
        self.bar.setVisible(bool(parts))
        self.legend.setVisible(bool(parts))
        self.bar.set_parts(parts, whole=found.value)
        self.legend.set_parts(parts)
        done = not found.without_sticker
        self._mark.setPixmap(
            pixmap("circle-check" if done else "circle-dashed", 16, "ok" if done else "warn", self.devicePixelRatioF())
        )
        missing = tr.plural("{n} without a printed sticker", "{n} without a printed sticker", found.without_sticker)
        self.stickers.setText("" if not found.statuses else tr("All printed") if done else missing)
        self._mark.setVisible(bool(found.statuses))


def _span(days: set[date], tr: Translations) -> str:
    return "–".join(tr.date(day) for day in sorted({min(days), max(days)})) if days else ""


def _listed(counts: Counter[str], *, numbers: bool = False) -> str:
    shown = [f"{name} {count}" if numbers else name for name, count in counts.most_common(_NAMED) if name]
    rest = len([name for name in counts if name]) - len(shown)
    return ", ".join(shown) + (f" +{rest}" if rest > 0 else "")
