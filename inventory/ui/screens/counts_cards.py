"""The cards of the page of counts: one that is running, its places, and the earlier ones."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from inventory.base.i18n import Translations
from inventory.catalogue.statuses import COUNT_KINDS, COUNT_STATES
from inventory.services.counting import PlaceProgress
from inventory.services.counts import CountStatus
from inventory.ui.context import Context
from inventory.ui.models.cells import BADGE, NUMBER, SHARES, Cell, Column
from inventory.ui.models.rows import RowsModel
from inventory.ui.screens.counts_closing import save_report
from inventory.ui.widgets.badges import Badge
from inventory.ui.widgets.buttons import primary, secondary
from inventory.ui.widgets.card import Card, column, fill, row
from inventory.ui.widgets.charts import Part, ShareBar
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.text import label

ROWS_SHOWN = 8
HEADER = 40


def running_card(owner: QWidget, context: Context, count: CountStatus) -> Card:
    """Return the card of a count that is running; a blind one tells only how much was scanned."""
    tr = context.tr
    card = Card()
    card.add(_head(owner, context, count))
    done = count.found + count.other_place
    if count.blind:
        card.add(label(tr.plural("{n} counted so far", "{n} counted so far", done), ink="text2"))
        return card
    percent = f"{100 * done // count.expected}%" if count.expected else "–"
    counted = tr("{done} of {expected} counted", done=tr.number(done), expected=tr.number(count.expected))
    card.add(fill(row(spacing=10), label(percent, role="figure"), label(counted, ink="text2"), 1))
    bar = ShareBar(height=12)
    parts = [
        Part(tr("As recorded"), count.found, tr.number(count.found), "", "ok"),
        Part(tr("Other place"), count.other_place, tr.number(count.other_place), "", "warn"),
    ]
    bar.set_parts(parts, whole=max(count.expected, 1))
    card.add(bar)
    words = [
        tr("found {n}", n=tr.number(count.found)), tr("other place {n}", n=tr.number(count.other_place)),
        tr("left {n}", n=tr.number(count.remaining)), tr("unknown codes {n}", n=tr.number(count.unknown)),
    ]  # fmt: skip
    card.add(label(" · ".join(words), role="caption", ink="text2"))
    return card


def _head(owner: QWidget, context: Context, count: CountStatus) -> QBoxLayout:
    tr = context.tr
    about = [tr(COUNT_KINDS[count.kind]), tr("as at {day}", day=count.as_at)]
    if count.blind:
        about.append(tr("blind"))
    title = fill(row(spacing=10), label(count.name, role="card"), Badge(tr("Running"), icon="clock", tone="info"), 1)
    head = row(spacing=10)
    head.addLayout(fill(column(spacing=2), title, label(" · ".join(about), role="caption", ink="text3")), 1)
    papers = secondary(tr("Papers"), lambda: save_report(owner, context, count.id, count.name), icon="file-text")
    head.addWidget(papers)
    if not count.blind:
        open_ones = count.unknown + count.other_place + count.not_in_scope
        text = tr("Differences ({n})", n=tr.number(open_ones)) if open_ones else tr("Differences")
        go = lambda: context.navigate("differences", count=count.id)  # noqa: E731 - a slot, not a function of its own
        head.addWidget(secondary(text, go, icon="list-checks"))
    begun = count.found or count.other_place or count.unknown
    word = tr("Go on counting") if begun else tr("Start counting")
    head.addWidget(primary(word, lambda: context.navigate("counting", count=count.id), icon="scan-barcode"))
    return head


def places_card(context: Context, count: CountStatus, places: list[PlaceProgress]) -> Card:
    """Return the card of the places of a count; opening one goes on counting there."""
    tr = context.tr

    def number(key: str, title: str, width: int) -> Column:
        return Column(
            key=key, title=title, style=NUMBER, width=width, sortable=False,
            cell=lambda place: tr.number(getattr(place, key)),
        )  # fmt: skip

    columns = [
        Column(
            key="place", title=tr("Place"), width=320, sortable=False,
            cell=lambda place: Cell(f"{place.code}  {place.name}".strip() or tr("no place"), icon="map-pin"),
        ),
        number("expected", tr("To be counted"), 120),
        number("counted", tr("Counted"), 110),
        Column(key="progress", title=tr("Progress"), style=SHARES, width=220, sortable=False, cell=_progress),
        Column(
            key="state", title=tr("State"), style=BADGE, width=140, sortable=False, cell=lambda place: _state(place, tr)
        ),
    ]  # fmt: skip
    table = TableView(tr)
    table.setModel(RowsModel(columns, places, key=lambda place: place.place_id or 0, parent=table))
    table.opened.connect(lambda place: context.navigate("counting", count=count.id, place=place or None))
    card = Card(tr("Places of the count"), flush=True)
    card.add(table)
    _fit(table, len(places))
    return card


def _state(place: PlaceProgress, tr: Translations) -> Cell:
    if place.counted >= place.expected:
        return Cell(tr("Done"), icon="check", tone="ok")
    if place.counted:
        return Cell(tr("Counting"), icon="clock", tone="info")
    return Cell(tr("Not begun"), icon="circle-dashed", tone="neu")


def earlier_card(context: Context, counts: list[CountStatus]) -> Card:
    """Return the table of closed counts; opening one shows its differences."""
    tr = context.tr
    columns = [
        Column(key="name", title=tr("Earlier counts"), width=360, cell=lambda count: count.name),
        Column(
            key="as_at", title=tr("As at"), width=110,
            cell=lambda count: tr.date(count.as_at), order=lambda count: count.as_at,
        ),
        Column(
            key="closed", title=tr("Closed on"), width=150,
            cell=lambda count: tr.moment(count.closed_at) if count.closed_at else "",
            order=lambda count: count.closed_at,
        ),
        Column(
            key="expected", title=tr("Assets"), style=NUMBER, width=100, cell=lambda count: tr.number(count.expected),
            order=lambda count: count.expected,
        ),
        Column(
            key="missing", title=tr("Not found"), style=NUMBER, width=110,
            cell=lambda count: tr.number(count.remaining), order=lambda count: count.remaining,
        ),
        Column(
            key="state", title=tr("State"), style=BADGE, width=130,
            cell=lambda count: Cell(tr(COUNT_STATES[count.status]), icon="check", tone="ok"),
        ),
    ]  # fmt: skip
    table = TableView(tr, name="counts", memory=context.memory)
    table.setModel(RowsModel(columns, counts, key=lambda count: count.id, parent=table))
    table.opened.connect(lambda count: context.navigate("differences", count=count))
    card = Card(flush=True)
    card.add(table)
    _fit(table, len(counts))
    return card


def _progress(place: PlaceProgress) -> Cell:
    percent = f"{100 * place.counted // place.expected}%" if place.expected else "–"
    left = max(place.expected - place.counted, 0)
    token = "ok" if not left else "acc"
    return Cell(percent, shares=((place.counted, token), (left, "track")))


def _fit(table: TableView, rows: int) -> None:
    """Give a short table the height of its rows, so that the page scrolls and not the table."""
    shown = min(rows, ROWS_SHOWN)
    table.setFixedHeight(HEADER + shown * table.verticalHeader().defaultSectionSize() + 4)
