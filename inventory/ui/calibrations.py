"""Calibrations of printers under a name: what each is off on a stock, kept with the settings of this machine."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from inventory.base.errors import Invalid
from inventory.base.text import clean, fold, sort_key
from inventory.labels.stock import Adjustment, checked_adjustment

LONGEST = 80
_KEY, _CHOSEN = "calibrations", "calibrations_chosen"
_NUMBERS = ("right_mm", "down_mm", "scale_x", "scale_y")


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """What a printer is off on a stock; printer by its name, stock by its key."""

    name: str
    printer: str
    stock: str
    adjustment: Adjustment


def all_of(memory: Mapping[str, Any]) -> list[Calibration]:
    """Return all calibrations in the order of their names."""
    return sorted(filter(None, map(_read, _list(memory))), key=lambda one: sort_key(one.name))


def find(memory: Mapping[str, Any], name: str) -> Calibration | None:
    """Return a calibration by its name without case."""
    return next((one for one in all_of(memory) if fold(one.name) == fold(name)), None)


def chosen(memory: Mapping[str, Any], printer: str, stock: str) -> Calibration | None:
    """Return the calibration to use: the one chosen last for printer and stock, else the one made for them."""
    picked = _chosen(memory).get(_pair(printer, stock))
    if isinstance(picked, str) and (not picked or find(memory, picked)):
        return find(memory, picked) if picked else None
    return next((one for one in all_of(memory) if (one.printer, one.stock) == (printer, stock)), None)


def choose(memory: MutableMapping[str, Any], printer: str, stock: str, name: str) -> None:
    """Use a calibration for printer and stock from now on; "" uses none."""
    memory[_CHOSEN] = _chosen(memory) | {_pair(printer, stock): name}


def keep(memory: MutableMapping[str, Any], calibration: Calibration, *, before: str = "") -> Calibration:
    """Save a calibration in place of that of the name `before`; returns it with its name cleaned.

    Raises `Invalid` for a name that is empty or that another has.
    """
    name = clean(calibration.name)[:LONGEST]
    if not name:
        raise Invalid("Give the calibration a name.", field="name")
    if fold(name) != fold(before) and find(memory, name) is not None:
        raise Invalid("There is another calibration of this name.", field="name")
    adjustment = checked_adjustment(calibration.adjustment)
    made = {"name": name, "printer": calibration.printer, "stock": calibration.stock}
    made |= {field: getattr(adjustment, field) for field in _NUMBERS}
    memory[_KEY] = [*_others(memory, before or name), made]
    memory[_CHOSEN] = {
        pair: name if before and fold(str(one)) == fold(before) else one for pair, one in _chosen(memory).items()
    }
    return Calibration(name=name, printer=calibration.printer, stock=calibration.stock, adjustment=adjustment)


def drop(memory: MutableMapping[str, Any], name: str) -> None:
    """Forget a calibration."""
    memory[_KEY] = _others(memory, name)
    memory[_CHOSEN] = {pair: one for pair, one in _chosen(memory).items() if fold(str(one)) != fold(name)}


def free_name(memory: Mapping[str, Any], wanted: str) -> str:
    """Return a name that no calibration has yet, numbered where it is taken."""
    wanted = clean(wanted)[: LONGEST - 4]
    name, number = wanted, 1
    while find(memory, name) is not None:
        number += 1
        name = f"{wanted} {number}"
    return name


def _others(memory: Mapping[str, Any], name: str) -> list[Any]:
    return [one for one in _list(memory) if fold(str(one.get("name"))) != fold(name)]


def _list(memory: Mapping[str, Any]) -> list[dict[str, Any]]:
    # The file is the user's own and may hold anything.
    kept = memory.get(_KEY)
    return [one for one in kept if isinstance(one, dict)] if isinstance(kept, list) else []


def _chosen(memory: Mapping[str, Any]) -> dict[str, Any]:
    kept = memory.get(_CHOSEN)
    return dict(kept) if isinstance(kept, dict) else {}


def _read(kept: Mapping[str, Any]) -> Calibration | None:
    words = [kept.get(field) for field in ("name", "printer", "stock")]
    numbers = [kept.get(field) for field in _NUMBERS]
    if not all(isinstance(one, str) for one in words) or not clean(str(words[0])):
        return None
    if not all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in numbers):
        return None
    try:
        adjustment = checked_adjustment(Adjustment(**dict(zip(_NUMBERS, map(float, numbers), strict=True))))  # type: ignore[arg-type]
    except Invalid:
        return None
    name, printer, stock = map(str, words)
    return Calibration(name=clean(name), printer=printer, stock=stock, adjustment=adjustment)


def _pair(printer: str, stock: str) -> str:
    return f"{printer}|{stock}"
