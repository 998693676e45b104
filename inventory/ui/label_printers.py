"""Label printers that take ZPL: where each is and how fine it prints, kept for this machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inventory.base.errors import Invalid, UserError
from inventory.base.settings import Settings
from inventory.base.text import clean
from inventory.labels.sending import FileDestination, destination

LONGEST_NAME = 60


@dataclass(frozen=True, kw_only=True)
class LabelPrinter:
    """A printer by the name its users gave it; `address` is read by `destination`."""

    name: str
    address: str
    dpi: int


def label_printers(settings: Settings) -> dict[str, LabelPrinter]:
    """Return the label printers of this machine by name; what cannot be read is passed over."""
    found: dict[str, LabelPrinter] = {}
    for name, kept in settings.label_printers.items():
        try:
            found[name] = _read(name, kept)
        except (UserError, KeyError, TypeError, ValueError):
            continue
    return found


def with_printer(settings: Settings, printer: LabelPrinter, *, before: str = "") -> dict[str, dict[str, Any]]:
    """Return what to keep with a printer added or, `before` being its old name, changed. Raises `Invalid`."""
    name = clean(printer.name)
    if not name or len(name) > LONGEST_NAME:
        raise Invalid("Enter the name.", field="name")
    if name != before and name in settings.label_printers:
        raise Invalid("There is a printer of this name.", field="name")
    try:
        where = destination(clean(printer.address))
    except Invalid as error:
        raise Invalid(error.message.text, field="address", **error.message.params) from error
    if isinstance(where, FileDestination):
        raise Invalid("Give tcp://ADDRESS:PORT for a printer in the network, or queue://NAME.", field="address")
    kept = {other: value for other, value in settings.label_printers.items() if other != before}
    return {**kept, name: {"address": str(where), "dpi": printer.dpi}}


def without_printer(settings: Settings, name: str) -> dict[str, dict[str, Any]]:
    """Return what to keep without a printer."""
    return {other: value for other, value in settings.label_printers.items() if other != name}


def _read(name: str, kept: Mapping[str, Any]) -> LabelPrinter:
    return LabelPrinter(name=name, address=str(destination(str(kept["address"]))), dpi=int(kept["dpi"]))
