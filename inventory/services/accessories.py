"""Accessories noted outside the form of an asset: what is found beside it while it is handed over."""

from __future__ import annotations

from inventory.base.errors import NotFound
from inventory.base.text import fold
from inventory.model.assets import Accessory, Asset
from inventory.services.problems import LINE, Problems
from inventory.store.unit import Work


def add_accessory(work: Work, asset_id: int, name: str) -> int:
    """Note an accessory of an asset and return its id; one that was missing is found again, not noted twice.

    Raises `ProblemsFound`, `NotFound`.
    """
    asset = work.get(Asset, asset_id)
    if asset is None:
        raise NotFound("This asset is no longer in the register.")
    problems = Problems()
    text = problems.needed("accessories", name, "Enter the name of the accessory.", LINE)
    problems.raise_if_any()
    known = next((one for one in asset.accessories if fold(one.name) == fold(text)), None)
    if known is None:
        known = Accessory(name=text, position=max((one.position for one in asset.accessories), default=-1) + 1)
        asset.accessories.append(known)
    known.missing = False
    work.flush()
    return known.id
