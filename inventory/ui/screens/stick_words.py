"""What the scan of a sticker says: word, colour, sound and sentence."""

from __future__ import annotations

from inventory.base.i18n import N_, Translations
from inventory.catalogue.stickers import REPLACE, STUCK
from inventory.services.stickers import (
    ALREADY,
    GONE_ASSET,
    NEVER_PRINTED,
    OLD_NUMBER,
    SERIAL,
    SPARE,
    UNKNOWN,
    StickOutcome,
)

# Outcome: the look and the tone of a counting outcome that means as much, the large word.
_SAID = {
    STUCK: ("found", "found", N_("STUCK ON")),
    ALREADY: ("already", "already", N_("MARKED BEFORE")),
    REPLACE: ("attention", "other_place", N_("TO BE REPLACED")),
    NEVER_PRINTED: ("attention", "other_place", N_("NEVER PRINTED")),
    OLD_NUMBER: ("attention", "other_place", N_("OLD NUMBER")),
    GONE_ASSET: ("attention", "other_place", N_("NOT IN USE ANY MORE")),
    SERIAL: ("unknown", "unknown", N_("NOT A STICKER")),
    SPARE: ("unknown", "unknown", N_("NOBODY'S NUMBER YET")),
    UNKNOWN: ("unknown", "unknown", N_("UNKNOWN CODE")),
}


def look_of(outcome: StickOutcome) -> tuple[str, str]:
    """Return look and tone of an outcome."""
    return _SAID[outcome.outcome][:2]


def word_of(outcome: StickOutcome, tr: Translations) -> str:
    """Return the large word."""
    return tr(_SAID[outcome.outcome][2])


def detail_of(outcome: StickOutcome, tr: Translations) -> str:
    """Return what it means and what to do."""
    kind = outcome.outcome
    if kind == STUCK:
        return tr("Place: {place}", place=outcome.place) if outcome.place else ""
    if kind == ALREADY and outcome.at is not None:
        return tr("This sticker was marked on {when}.", when=tr.moment(outcome.at))
    if kind == OLD_NUMBER:
        return tr("The sticker shows {code}; the asset has the number {number} now.", code=outcome.code,
                  number=outcome.number)  # fmt: skip
    return {
        REPLACE: tr("This sticker is to be replaced. Print it anew and stick the new one on."),
        NEVER_PRINTED: tr("The register knows no print of this sticker."),
        GONE_ASSET: tr("The asset has left the register and needs no sticker."),
        SERIAL: tr("This is the serial number of an asset. Scan the inventory sticker."),
        SPARE: tr("The number was printed ahead and belongs to no asset. Scan it in the register to give it to one."),
        UNKNOWN: tr("No asset has this number."),
    }.get(kind, "")
