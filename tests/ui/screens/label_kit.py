"""What tests of printing labels share: files saved, numbers, what the page says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from inventory.services.asset_details import asset_details

LEFT = Qt.MouseButton.LeftButton


def numbers(desk, ids):
    return desk.application.listing.numbers(ids)


def save(desk, page, monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(path), "")))
    desk.qtbot.mouseClick(page.save_button, LEFT)
    desk.settle()
    return path.read_bytes()


def details(desk, asset_id):
    return desk.application.read(lambda session: asset_details(session, asset_id))


def words(page):
    return [finding.text.text() for finding in page.look.findings]
