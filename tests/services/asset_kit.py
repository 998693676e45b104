"""What tests of assets share: the details of one, the query for all."""

from __future__ import annotations

from inventory.services.asset_details import asset_details


def details(application, asset):
    return application.read(lambda s: asset_details(s, asset))


def everything():
    from inventory.catalogue.query import parse

    return parse("")
