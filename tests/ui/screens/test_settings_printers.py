"""Label printers that take ZPL: added by their address, changed, removed and taken back, refused beside the field."""

from __future__ import annotations

import pytest

from inventory.ui.label_printers import label_printers
from tests.ui.screens.settings_kit import section, toast


def fill(desk, dialog, **values):
    dialog.grid.set_values(values)
    dialog.try_save()
    desk.settle()


def kept(desk):
    return {one.name: (one.address, one.dpi) for one in label_printers(desk.program.settings).values()}


def test_a_label_printer_is_added_changed_removed_and_taken_back(desk):
    card = section(desk, "labels").printers
    fill(desk, card.edit(None), name="Zebra magazyn", address="tcp://192.168.1.50", dpi=300)
    assert kept(desk) == {"Zebra magazyn": ("tcp://192.168.1.50:9100", 300)}
    fill(
        desk, card.edit(label_printers(desk.program.settings)["Zebra magazyn"]), name="Zebra ŁÓDŹ", address="queue://ZD"
    )
    assert kept(desk) == {"Zebra ŁÓDŹ": ("queue://ZD", 300)}
    card.edit(label_printers(desk.program.settings)["Zebra ŁÓDŹ"]).delete.click()
    desk.settle()
    assert kept(desk) == {}
    toast(desk).action.click()
    desk.settle()
    assert kept(desk) == {"Zebra ŁÓDŹ": ("queue://ZD", 300)}


@pytest.mark.parametrize(
    ("name", "address", "field"),
    [
        ("Zebra", "tcp://", "address"),
        ("Zebra", "tcp://a b:9100", "address"),
        ("Zebra", "tcp://host:70000", "address"),
        ("Zebra", "queue://-x", "address"),
        ("Zebra", "etykiety.zpl", "address"),
        ("Druga", "tcp://10.0.0.5", "name"),
    ],
)
def test_a_wrong_printer_is_refused_at_its_field_and_nothing_is_kept(desk, name, address, field):
    card = section(desk, "labels").printers
    fill(desk, card.edit(None), name="Druga", address="tcp://10.0.0.6", dpi=203)
    before = kept(desk)
    dialog = card.edit(None)
    fill(desk, dialog, name=name, address=address, dpi=203)
    assert dialog.isVisible()
    assert dialog.fields()[field].error()
    assert kept(desk) == before
    dialog.reject()


def test_settings_of_another_version_do_no_harm(desk):
    desk.program.settings.label_printers = {"stara": "tcp://x", "zła": {"address": "ftp://x", "dpi": 203}, "bez": {}}
    assert kept(desk) == {}
    assert section(desk, "labels").printers.isVisible()
