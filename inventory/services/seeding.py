"""A new register: its file, and the sources, categories and settings that every register starts with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inventory.base.account import account as system_account
from inventory.base.errors import Refused
from inventory.base.files import is_there, made_folder, replacing
from inventory.base.i18n import N_
from inventory.base.paths import resources
from inventory.base.text import fold, sort_key
from inventory.model.assets import Category
from inventory.model.funding import FundingSource
from inventory.model.organisation import Setting, Unit
from inventory.services.organisation import UnitRequest, fill_unit
from inventory.store.engine import register_engine
from inventory.store.unit import Work, run_operation


def create_register(
    path: Path,
    *,
    unit: UnitRequest | None = None,
    account: str | None = None,
    is_demonstration: bool = False,
    fill: Callable[[Work], object] | None = None,
) -> None:
    """Make a register at `path` with the sources, categories and settings to start with.

    `fill` adds to it in a second operation. The file appears whole or not at all. Raises `Refused` where
    something is there already.
    """
    if is_there(path):
        raise Refused("There is a file at {file} already. Choose another name; nothing was changed.", file=path)
    with made_folder(path.parent, parents=True), replacing(path) as part:
        # Loads the library of migrations, which nothing else in a running program needs.
        from inventory.store.schema import upgrade

        engine = register_engine(part)
        try:
            upgrade(engine)
            acting = account or system_account()
            run_operation(
                engine,
                N_("Register made"),
                lambda work: seed(work, unit or UnitRequest(), is_demonstration),
                account=acting,
            )
            if fill is not None:
                run_operation(engine, N_("Demonstration data added"), fill, account=acting)
        finally:
            engine.dispose()
            part.with_name(part.name + "-journal").unlink(missing_ok=True)


def seed(work: Work, unit: UnitRequest, is_demonstration: bool) -> None:
    """Add the unit, funding sources (decision 6), categories (domain.md 2) and settings to an empty register."""
    row = Unit(is_demonstration=is_demonstration)
    fill_unit(row, unit)
    work.add(row)
    for position, source in enumerate(_data("funding_sources")):
        work.add(FundingSource(code_folded=fold(source["code"]), position=position, **source))
    for category in _data("categories"):
        work.add(Category(code_folded=fold(category["code"]), name_key=sort_key(category["name"]), **category))
    for key, value in _data("settings").items():
        work.add(Setting(key=key, value=json.dumps(value, ensure_ascii=False)))
    work.flush()


def starting_values() -> dict[str, Any]:
    """Return the settings that every register starts with."""
    values: dict[str, Any] = _data("settings")
    return values


def _data(name: str) -> Any:
    return json.loads((resources() / "register" / f"{name}.json").read_text(encoding="utf-8"))
