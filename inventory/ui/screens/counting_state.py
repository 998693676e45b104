"""The figures under the outcome: how much is done, by place, and the last scans of all counters."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from inventory.base.i18n import Translations
from inventory.catalogue.statuses import OUTCOMES
from inventory.services.counting import PlaceProgress, ScanRow
from inventory.services.counts import CountStatus
from inventory.ui.icons import pixmap
from inventory.ui.screens.counting_outcome import LOOKS
from inventory.ui.widgets.card import Card, clear, column, fill, framed, row
from inventory.ui.widgets.charts import Part, ShareBar
from inventory.ui.widgets.lists import SoftIcon
from inventory.ui.widgets.text import ElidedLabel, label

PLACES_SHOWN, SCANS_SHOWN = 6, 6
_TOKENS = {"ok": "ok", "warn": "warn", "err": "err", "info": "accL", "neu": "text2"}


class CountingFigures(QWidget):
    """Four figures, one bar, places, last scans. A blind count shows only how much was scanned."""

    def __init__(self, tr: Translations) -> None:
        super().__init__()
        self._tr = tr
        self._is_short = False
        self._figures = row(spacing=10)
        self.bar = ShareBar(height=12)
        self._done = label(role="strong")
        self._percent = label(role="strong")
        self.progress = Card()
        head = row()
        fill(head, self._done, 1, self._percent)
        self.progress.add(head)
        self.progress.add(self.bar)
        self.places = Card(tr("Places"))
        self._place_grid = QGridLayout()
        self._place_grid.setHorizontalSpacing(10)
        self._place_grid.setColumnStretch(2, 1)
        self.places.add(self._place_grid)
        self.places.body.addStretch(1)
        self.scans = Card(tr("Last scans"))
        self._scan_grid = QGridLayout()
        self._scan_grid.setHorizontalSpacing(10)
        self._scan_grid.setColumnStretch(3, 1)
        self.scans.add(self._scan_grid)
        self.scans.body.addStretch(1)
        lists = row(spacing=12)
        lists.addWidget(self.places, 2)
        lists.addWidget(self.scans, 3)
        lines: QVBoxLayout = column(spacing=10)
        fill(lines, self._figures, self.progress, lists)
        self.setLayout(lines)

    def set_short(self, short: bool) -> None:
        """Leave out what a low window has no room for."""
        self._is_short = short
        self.scans.setVisible(not short)
        self.places.setVisible(not short)
        self.progress.setVisible(not short)

    def show_standing(
        self, status: CountStatus, places: list[PlaceProgress], scans: list[ScanRow], *, blind: bool
    ) -> None:
        """Show how far the count is."""
        tr = self._tr
        clear(self._figures)
        done = status.found + status.other_place
        if blind:
            shown = [
                ("circle-check", "ok", done + status.not_in_scope, tr("Counted")),
                ("circle-x", "err", status.unknown, tr("Unknown")),
            ]
        else:
            shown = [
                ("circle-check", "ok", status.found, tr("As recorded")),
                ("map-pin-off", "warn", status.other_place, tr("Other place")),
                ("circle-x", "err", status.unknown, tr("Unknown")),
                ("circle-dashed", "neu", status.remaining, tr("Left")),
            ]
        for icon, tone, number, text in shown:
            self._figures.addWidget(self._figure(icon, tone, tr.number(number), text), 1)
        self.progress.setVisible(not blind and not self._is_short)
        self.places.setVisible(not blind and bool(places) and not self._is_short)
        self._done.setText(
            tr("{done} of {expected} counted", done=tr.number(done), expected=tr.number(status.expected))
        )
        self._percent.setText(f"{100 * done // status.expected}%" if status.expected else "–")
        parts = [
            Part(tr("As recorded"), status.found, tr.number(status.found), "", "ok"),
            Part(tr("Other place"), status.other_place, tr.number(status.other_place), "", "warn"),
        ]
        self.bar.set_parts(parts, whole=max(status.expected, 1))
        self._show_places(places)
        self._show_scans(scans)

    def _figure(self, icon: str, tone: str, number: str, text: str) -> QWidget:
        if self._is_short:
            words = fill(row(spacing=6), label(number, role="strong"), label(text, ink="text2"), 1)
            return framed(fill(row(spacing=6), self._icon(icon, tone), words))
        card = Card()
        line = row(spacing=12)
        line.addWidget(SoftIcon(icon, tone))
        line.addLayout(fill(column(spacing=0), label(number, role="figure"), label(text, ink="text2")), 1)
        card.add(line)
        return card

    def _show_places(self, places: list[PlaceProgress]) -> None:
        tr = self._tr
        _empty(self._place_grid)
        # What is begun and not done yet comes first: that is where the team stands.
        ordered = sorted(places, key=lambda place: (place.counted == 0, place.counted == place.expected))
        for line, place in enumerate(ordered[:PLACES_SHOWN]):
            whole = place.counted == place.expected
            bar = ShareBar(height=6)
            bar.set_parts(
                [Part(place.code, place.counted, token="ok" if whole else "acc")], whole=max(place.expected, 1)
            )
            self._place_grid.addWidget(
                self._icon("circle-check" if whole else "map-pin", "ok" if whole else "text2"), line, 0
            )
            self._place_grid.addWidget(label(place.code or tr("no place")), line, 1)
            self._place_grid.addWidget(bar, line, 2)
            counted = tr("{done} of {expected}", done=tr.number(place.counted), expected=tr.number(place.expected))
            self._place_grid.addWidget(label(counted, ink="text2"), line, 3)
        if len(places) > PLACES_SHOWN:
            more = label(
                tr.plural("and {n} more place", "and {n} more places", len(places) - PLACES_SHOWN), ink="text3"
            )
            self._place_grid.addWidget(more, PLACES_SHOWN, 1, 1, 3)

    def _show_scans(self, scans: list[ScanRow]) -> None:
        tr = self._tr
        _empty(self._scan_grid)
        for line, scan in enumerate(scans[:SCANS_SHOWN]):
            tone, icon = LOOKS[scan.outcome]
            mark = self._icon(icon, _TOKENS[tone])
            mark.setAccessibleName(tr(OUTCOMES[scan.outcome]))
            mark.setToolTip(tr(OUTCOMES[scan.outcome]))
            self._scan_grid.addWidget(label(scan.at.astimezone().strftime("%H:%M"), ink="text2"), line, 0)
            self._scan_grid.addWidget(mark, line, 1)
            self._scan_grid.addWidget(ElidedLabel(scan.number or scan.code), line, 2)
            self._scan_grid.addWidget(ElidedLabel(scan.name, ink="text2"), line, 3)
            self._scan_grid.addWidget(ElidedLabel(scan.counter, ink="text3"), line, 4)
        self._scan_grid.setColumnMinimumWidth(2, 110)
        self._scan_grid.setColumnMinimumWidth(4, 110)

    def _icon(self, name: str, ink: str) -> QLabel:
        mark = QLabel()
        mark.setPixmap(pixmap(name, 16, ink, self.devicePixelRatioF()))
        return mark


def _empty(grid: QGridLayout) -> None:
    while grid.count():
        widget = grid.takeAt(0).widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
