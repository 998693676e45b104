"""What the details of an asset say: facts, funding, durability and stickers in words, with what needs attention."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from inventory.base.i18n import Translations
from inventory.catalogue.stickers import NONE, PRINTED, REPLACE, STUCK
from inventory.services.asset_details import AssetDetails
from inventory.ui.asset_look import funding_token
from inventory.ui.screens.print_words import reason_word
from inventory.ui.widgets.charts import Part
from inventory.ui.widgets.lists import Fact

SOON_DAYS = 30
_LONGEST_NAME = 24


def is_overdue(details: AssetDetails, today: date) -> bool:
    """Tell whether the asset should have come back by now."""
    return details.status == "issued" and details.return_by is not None and details.return_by < today


def facts(
    details: AssetDetails, tr: Translations, today: date, *, open_person: Callable[[int], object] | None = None
) -> list[Fact]:
    """Return captions and values; those without a value are left out by the list."""
    form = details.form
    person = form.person_id
    opens = (lambda: open_person(person)) if open_person is not None and person is not None else None
    maker = " ".join(filter(None, (form.manufacturer, form.model)))
    return [
        Fact(tr("User"), details.person or details.cell, go=opens),
        Fact(tr("Return by"), *_return(details, tr, today)),
        Fact(tr("Place"), " · ".join(filter(None, (details.place, _last(details.place_path))))),
        Fact(tr("Category"), details.category),
        Fact(tr("Make"), maker),
        Fact(tr("Serial no."), form.serial),
        Fact(tr("Purchase"), " · ".join(filter(None, (tr.date(form.purchased_on), form.invoice)))),
        Fact(tr("Warranty"), *until(form.warranty_until, tr, today)),
        Fact(tr("Insurance"), *until(form.insured_until, tr, today)),
        Fact(tr("Part of set"), details.main.number if details.main is not None else ""),
        Fact(tr("Set"), _set(details, tr)),
        Fact(tr("Condition"), form.condition),
        Fact(tr("Last counted"), tr.date(details.last_counted_on)),
        Fact(tr("Notes"), form.notes),
    ]


def until(day: date | None, tr: Translations, today: date) -> tuple[str, str]:
    """Return an end of validity in words and its tone: amber in the last 30 days, red when it is over."""
    if day is None:
        return "", ""
    left = (day - today).days
    if left < 0:
        return tr("ended {day}", day=day), "err"
    if left <= SOON_DAYS:
        return " · ".join((tr("until {day}", day=day), tr.plural("{n} day", "{n} days", left))), "warn"
    return tr("until {day}", day=day), ""


def funding_parts(details: AssetDetails, tr: Translations) -> list[Part]:
    """Return the shares with their sources, amounts and colours."""
    made = []
    for share in details.funding:
        name = share.source_name_en if tr.language == "en" else share.source_name_pl
        name = share.source_code if len(name) > _LONGEST_NAME else name
        amount = "" if share.amount is None else tr.money(share.amount)
        made.append(Part(name, share.share, amount, tr.percent(share.share), funding_token(share.source_id)))
    return made


def durability(details: AssetDetails, tr: Translations, today: date) -> tuple[str, str]:
    """Return the sentence about durability and its tone; nothing where none is known or asked for."""
    day = details.form.durability_until
    if day is None:
        return (tr("Durability: not established"), "warn") if details.is_granted else ("", "")
    if day < today:
        return tr("Durability ended {day}", day=day), "text2"
    return tr("Durability until {day} – do not sell", day=day), "text2"


def stickers(details: AssetDetails, tr: Translations) -> list[tuple[bool, str, str]]:
    """Return for each kind of sticker whether it is as it should be, its name and what is known of it."""
    made = [(details.sticker in {PRINTED, STUCK, NONE}, tr("Asset sticker"), _sticker(details, tr))]
    if details.is_granted:
        day = details.funding_label_printed_at
        made.append((day is not None, tr("Funding label"), _printed(day, tr)))
    return made


def reprints(details: AssetDetails, tr: Translations) -> str:
    """Return how often the sticker was printed and why last; nothing where it was printed once."""
    good = details.good_stickers
    if len(good) < 2:
        return ""
    said = tr.plural("printed {n} time, last on {day}", "printed {n} times, last on {day}", len(good),
                     day=good[0].printed_at.astimezone().date())  # fmt: skip
    return f"{said} ({reason_word(good[0].reason, tr)})" if good[0].reason else said


def _sticker(details: AssetDetails, tr: Translations) -> str:
    if details.sticker == REPLACE:
        return tr("to be replaced: {reason}", reason=reason_word(details.sticker_fault, tr))
    if details.sticker == STUCK and details.sticker_stuck_at is not None:
        return tr("stuck on {day}", day=details.sticker_stuck_at.astimezone().date())
    if details.sticker == PRINTED:
        return tr("printed {day}, not stuck on yet", day=_printed(details.sticker_printed_at, tr))
    return _printed(details.sticker_printed_at, tr)


def _printed(moment: object, tr: Translations) -> str:
    return tr.date(moment.astimezone().date()) if hasattr(moment, "astimezone") else tr("not printed yet")


def _return(details: AssetDetails, tr: Translations, today: date) -> tuple[str, str]:
    day = details.return_by
    if day is None or details.status != "issued":
        return "", ""
    late = (today - day).days
    if late > 0:
        return " · ".join((tr.date(day), tr.plural("{n} day late", "{n} days late", late))), "err"
    return tr.date(day), ""


def _set(details: AssetDetails, tr: Translations) -> str:
    parts = [part.number for part in details.parts]
    gone = tr("missing")
    things = [f"{typed.name} ({gone})" if typed.missing else typed.name for typed in details.form.accessories]
    return ", ".join([*parts, *things, *(licence.name for licence in details.form.licences)])


def _last(path: str) -> str:
    return path.rsplit(" / ", 1)[-1].rsplit(" › ", 1)[-1] if path else ""
