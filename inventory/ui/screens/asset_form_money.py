"""Net value, VAT and gross value that compute each other and never overwrite what was typed from the invoice."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QObject, Signal

from inventory.base.i18n import Translations
from inventory.base.money import to_decimal, to_grosze
from inventory.ui.widgets.editors import LineEditor, MoneyEditor
from inventory.ui.widgets.field import Field

AMOUNTS = ("price_net", "vat", "price_gross")


class MoneyLink(QObject):
    """Fills the amounts that nobody typed from those that somebody did.

    Signals: changed() when the gross value may be another.
    """

    changed = Signal()

    def __init__(self, tr: Translations, fields: dict[str, Field], parent: QObject) -> None:
        super().__init__(parent)
        self._tr = tr
        self._fields = fields
        self._typed: set[str] = set()
        for key, field in fields.items():
            editor = field.editor
            assert isinstance(editor, LineEditor)
            editor.textEdited.connect(lambda text, key=key: self._on_typed(key, text))
            editor.left.connect(self.compute)

    def show_values(self, values: dict[str, Any]) -> None:
        """Show stored amounts; all but the VAT amount, which follows from the others, count as typed."""
        for key, field in self._fields.items():
            field.set_value(values[key])
        self._typed = {key for key in self._fields if key != "vat" and values[key] not in (None, "")}
        self._tell_computed(set())

    def values(self) -> dict[str, Any]:
        """Return the amounts and the rate; a VAT amount that was not typed is left to the register."""
        found = {key: field.value() for key, field in self._fields.items()}
        if "vat" not in self._typed:
            found["vat"] = None
        return found

    def gross(self) -> int | None:
        """Return the gross value as it stands."""
        value = self._fields["price_gross"].value()
        return value if isinstance(value, int) else None

    def clear_gross(self) -> None:
        """Empty the gross value: it is not known."""
        self._typed.discard("price_gross")
        self._fields["price_gross"].set_value(None)

    def compute(self) -> None:
        """Compute what was not typed."""
        net, vat, gross = (self._known(key) for key in AMOUNTS)
        rate = _rate(str(self._fields["vat_rate"].value() or ""))
        done: dict[str, int] = {}
        if net is not None and gross is None:
            tax = vat if vat is not None else _tax(net, rate)
            if tax is not None:
                done = {"price_gross": net + tax, "vat": tax}
        elif gross is not None and net is None:
            tax = vat if vat is not None else _tax_within(gross, rate)
            if tax is not None:
                done = {"price_net": gross - tax, "vat": tax}
        elif gross is not None and net is not None:
            done = {"vat": gross - net}
        done = {key: value for key, value in done.items() if key not in self._typed}
        for key in AMOUNTS:
            if key in done:
                if self._fields[key].value() != done[key]:
                    self._fields[key].set_value(done[key])
            elif key not in self._typed and self._fields[key].value() is not None:
                self._fields[key].set_value(None)
        self._tell_computed(set(done))
        self.changed.emit()

    def _known(self, key: str) -> int | None:
        value = self._fields[key].value() if key in self._typed else None
        return value if isinstance(value, int) else None

    def _on_typed(self, key: str, text: str) -> None:
        if text.strip():
            self._typed.add(key)
        else:
            self._typed.discard(key)

    def _tell_computed(self, keys: set[str]) -> None:
        for key in AMOUNTS:
            editor = self._fields[key].editor
            assert isinstance(editor, MoneyEditor)
            editor.setToolTip(self._tr("Computed; type over it what the invoice says") if key in keys else "")


def _rate(text: str) -> Decimal | None:
    cleaned = text.casefold().removesuffix("%").replace(",", ".").strip()
    if cleaned in {"zw", "zw.", "np", "np."}:
        return Decimal(0)
    try:
        return Decimal(cleaned)
    except InvalidOperation:
        return None


def _tax(net: int, rate: Decimal | None) -> int | None:
    return to_grosze(to_decimal(net) * rate / 100) if rate is not None else None


def _tax_within(gross: int, rate: Decimal | None) -> int | None:
    return gross - to_grosze(to_decimal(gross) * 100 / (100 + rate)) if rate is not None else None
