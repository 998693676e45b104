"""Assets that leave: deleting, marking for disposal, undoing."""

from __future__ import annotations

import pytest

from inventory.base.errors import Refused
from inventory.model.assets import Asset
from inventory.services.assets import (
    back_to_stock,
    delete_asset,
    mark_for_disposal,
)
from tests.factories import (
    asset_id,
    grant_shares,
    make_asset,
)
from tests.services.asset_kit import details, everything


def test_asset_without_history_is_deleted_and_comes_back_by_undo(application):
    saved = make_asset(application, number="WR/1", funding=application.read(grant_shares), old_numbers=("7",))
    application.operation("Asset deleted", lambda work: delete_asset(work, saved.id))
    assert application.listing.count(everything()) == 0
    application.undo()
    shown = details(application, saved.id)
    assert (shown.number, len(shown.funding), shown.form.old_numbers) == ("WR/1", 2, ("7",))


def test_asset_with_history_is_not_deleted(demonstration):
    asset = demonstration.read(lambda s: asset_id(s, "WR/803/0004"))
    with pytest.raises(Refused, match="has a history"):
        demonstration.operation("Asset deleted", lambda work: delete_asset(work, asset))


def test_marking_for_disposal_goes_both_ways(application):
    saved = make_asset(application)
    application.operation("Marked", lambda work: mark_for_disposal(work, [saved.id]))
    assert details(application, saved.id).status == "for_disposal"
    application.operation("Back", lambda work: back_to_stock(work, [saved.id]))
    assert details(application, saved.id).status == "in_stock"


def test_what_someone_holds_is_not_marked_for_disposal(demonstration):
    asset = demonstration.read(lambda s: asset_id(s, "WR/487/0012"))
    with pytest.raises(Refused, match="Sosnowska"):
        demonstration.operation("Marked", lambda work: mark_for_disposal(work, [asset]))


def test_new_asset_is_undone_and_redone(application):
    saved = make_asset(application, number="WR/1")
    application.undo()
    assert application.read(lambda s: s.get(Asset, saved.id)) is None
    application.redo()
    assert details(application, saved.id).number == "WR/1"
