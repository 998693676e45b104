"""What happened to an asset as lines of a history: movements, stock checks, stickers; and every changed value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from inventory.base.i18n import Translations
from inventory.catalogue.statuses import ASSET_STATUSES, MOVEMENT_KINDS, OUTCOMES
from inventory.services.asset_details import AssetDetails
from inventory.services.history import ChangedValue, ChangeEntry, CustodyStep
from inventory.services.print_history import PrintedLabel
from inventory.ui.screens.print_words import format_word, reason_word
from inventory.ui.widgets.lists import Event

Open = Callable[[str], object]
_ICONS = {
    "opening": "package",
    "correction": "pencil",
    "status": "refresh-cw",
    "handover": "hand-helping",
    "return": "undo-2",
    "cancellation": "circle-x",
}
_MONEY = frozenset({"price_net", "price_gross", "vat", "amount"})
_FLAGS = frozenset({"in_set", "missing", "active"})


def events(details: AssetDetails, tr: Translations, open_document: Open | None = None) -> list[Event]:
    """Return the history of an asset, newest first; a paper is opened by its line where `open_document` is given."""
    dated = [(step.recorded_at, _moved(step, tr, open_document)) for step in details.movements]
    for counted in details.counts:
        outcome = tr(OUTCOMES.get(counted.outcome, counted.outcome)).lower()
        text = tr("Stock check {name}: {outcome}", name=counted.count, outcome=outcome)
        detail = _joined(tr.date(counted.scanned_at.astimezone().date()), counted.place, counted.counter)
        dated.append((counted.scanned_at, Event("clipboard-check", text, detail)))
    dated += [(made.printed_at, _printed(made, tr)) for made in details.labels]
    if details.sticker_stuck_at is not None:
        at = details.sticker_stuck_at
        dated.append((at, Event("scan-barcode", tr("Sticker stuck on"), tr.moment(at))))
    dated.sort(key=lambda item: item[0], reverse=True)
    return [event for _at, event in dated]


def _printed(made: PrintedLabel, tr: Translations) -> Event:
    is_funding = made.form == "funding"
    if made.is_bad:
        text = tr("Funding label came out badly") if is_funding else tr("Sticker came out badly")
    elif made.is_open:
        text = tr("Funding label sent, not confirmed") if is_funding else tr("Sticker sent, not confirmed")
    else:
        text = tr("Funding label printed") if is_funding else tr("Sticker printed")
    detail = _joined(
        tr.moment(made.printed_at), format_word(made.template, made.title, tr), reason_word(made.reason, tr)
    )
    return Event("printer", text, detail)


def _moved(step: CustodyStep, tr: Translations, open_document: Open | None) -> Event:
    text, tone = tr(MOVEMENT_KINDS[step.kind]), "text2"
    if step.kind == "handover":
        text, tone = tr("Issued: {person}", person=step.to_holder), "accL"
    elif step.kind == "return":
        text = tr("Returned: {person}", person=step.from_holder)
    elif step.kind == "status":
        text = tr("Status: {status}", status=tr(ASSET_STATUSES[step.to_status]))
    elif step.kind == "opening" and step.to_holder:
        text = tr("Entered in the register: {person}", person=step.to_holder)
    elif step.kind == "correction":
        text = tr("Record corrected: {place}", place=step.to_holder or step.to_place or "–")
    missing = tr("missing: {what}", what=step.missing) if step.missing else ""
    detail = _joined(tr.date(step.on), step.document, step.condition, missing, step.remarks)
    go = (lambda: open_document(step.document)) if open_document is not None and step.document else None
    return Event(_ICONS.get(step.kind, "history"), text, detail, tone, go)


def changes(entry: ChangeEntry, tr: Translations) -> Event:
    """Return one changed record as a line: what was done, the values old and new, who and when."""
    values = [f"{tr(value.label)}: {change_text(value, tr)}" for value in entry.values]
    lines = [tr("erased")] if entry.erased else values
    actions = {"insert": tr("added"), "delete": tr("removed")}
    subject = "" if entry.table == "asset" else tr(entry.record)
    what = " ".join(filter(None, (subject, actions.get(entry.action, ""))))
    title = f"{tr(entry.title)} ({what})" if what and entry.table != "asset" else tr(entry.title)
    icon = {"insert": "plus", "delete": "minus"}.get(entry.action, "pencil")
    return Event(icon, title, "\n".join([_joined(tr.moment(entry.at), entry.person), *lines]))


def change_text(value: ChangedValue, tr: Translations) -> str:
    """Return the old and the new value as people read them."""
    old, new = (_value(value.column, side, tr) for side in (value.old, value.new))
    return new if value.old is None else f"{old} → {new}"


def _value(column: str, value: Any, tr: Translations) -> str:
    if value is None or value == "":
        return "–"
    if column in _MONEY and isinstance(value, int):
        return tr.money(value)
    if column == "share" and isinstance(value, int):
        return tr.percent(value)
    if column in _FLAGS:
        return tr("yes") if value else tr("no")
    if column == "status" and value in ASSET_STATUSES:
        return tr(ASSET_STATUSES[value])
    if column == "sticker_fault":
        return reason_word(value, tr)
    if isinstance(value, str) and column.endswith(("_on", "_until", "_by", "_at")):
        return _day(value, tr)
    return str(value)


def _day(text: str, tr: Translations) -> str:
    try:
        return tr.moment(datetime.fromisoformat(text)) if "T" in text else tr.date(date.fromisoformat(text))
    except ValueError:
        return text


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
